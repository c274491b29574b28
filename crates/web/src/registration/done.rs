//! F5: the credentials, shown once.

use super::{page_of, progress, with_draft, wizard};
use crate::http::visit::DRAFT;
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{Chrome, ErrorSummary, Field, Step, respond};
use app::enrolment::create_account::{self, Credentials};
use app::enrolment::registration::Draft;
use askama::Template;
use axum::http::header;
use axum::response::Response;
use domain::enrolment::form::FieldProblem;
use domain::enrolment::registration::{State, Way};

#[derive(Template)]
#[template(path = "pages/registration/done.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    steps: Vec<Step>,
    errors: Option<ErrorSummary>,
    credentials: &'a Credentials,
    password: &'a str,
    tenant: String,
    portal: &'a str,
    /// The same facts as a text file, as a `data:` address; only with the password.
    file: String,
    saved: Field,
    request_id: String,
}

fn page(
    visit: &Visit,
    draft: &Draft,
    credentials: &Credentials,
    problems: &[FieldProblem],
) -> Response {
    let t = visit.t();
    let mut chrome = wizard(visit, t.get("done-title"), Some(&draft.row.reference));
    let saved = Field::tick("saved", t.get("done-saved"))
        .error(fields::problem_at(visit, problems, "saved"))
        .required();
    let errors = ErrorSummary::of(t, [&saved]);
    chrome.invalid = errors.is_some();
    let password = credentials.password.as_ref().map_or("", |p| p.as_str());
    let tenant = credentials.tenant.to_string();
    let portal = visit.app().public_url.as_str();
    let file = format!(
        "data:text/plain;charset=utf-8,{}",
        crate::http::address::encoded(&format!(
            "{}: {}\r\n{}: {password}\r\n{}: {}\r\n{}: {tenant}\r\n{}: {portal}\r\n{}: {}\r\n",
            t.get("done-sign-in-name"),
            credentials.sign_in_name,
            t.get("done-password"),
            t.get("done-domain"),
            credentials.domain,
            t.get("done-tenant"),
            t.get("done-portal"),
            t.get("done-reference"),
            credentials.reference,
        ))
    );
    let status = fields::status(problems);
    let (request_id, steps) = (visit.fresh_key(), progress(visit, draft.way, 5));
    respond(
        status,
        &Page {
            chrome: &chrome,
            steps,
            errors,
            credentials,
            password,
            tenant,
            portal,
            file,
            saved,
            request_id,
        },
    )
}

/// The cookie the password is sealed with; a work account that existed has neither.
fn cookie(visit: &Visit) -> String {
    visit.draft.clone().unwrap_or_default()
}

/// The first look shows the password, every later one says how to get in without it.
pub async fn show(visit: Visit) -> Answer {
    let (draft, request) = with_draft!(visit);
    if !matches!(draft.state, State::Created | State::Done) {
        return Ok(go(page_of(draft.state)));
    }
    let (app, id, token) = (visit.app().clone(), draft.id(), cookie(&visit));
    let credentials =
        blocking(move || create_account::reveal(&app, &request, id, &token, false)).await?;
    Ok(page(&visit, &draft, &credentials, &[]))
}

/// T8: "I have saved this information".
pub async fn acknowledge(visit: Visit, form: Form) -> Answer {
    let (draft, request) = with_draft!(visit);
    // Without a password there is nothing to have saved.
    if draft.way == Way::Create && form.get("saved") != "yes" {
        let (app, id, token) = (visit.app().clone(), draft.id(), cookie(&visit));
        let credentials =
            blocking(move || create_account::reveal(&app, &request, id, &token, true)).await?;
        let problems = [FieldProblem::plain("saved", "tick-required")];
        return Ok(page(&visit, &draft, &credentials, &problems));
    }
    create_account::acknowledge(visit.app(), &request, draft.id()).await?;
    let mut response = go(match draft.way {
        Way::Create => "/signin",
        Way::Existing => "/enrol",
    });
    let gone = visit.cookie(DRAFT, "", Some(0));
    response.headers_mut().append(header::SET_COOKIE, gone);
    Ok(response)
}
