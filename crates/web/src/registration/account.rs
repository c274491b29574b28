//! F2: sign in with a work account, or create one.

use super::{progress, with_draft, wizard};
use crate::http::address::encoded;
use crate::http::{Answer, Form, Visit, fields, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Step, Tone, respond};
use app::enrolment::registration::{self, Draft};
use askama::Template;
use axum::response::Response;
use domain::caller::Caller;
use domain::enrolment::form::FieldProblem;
use domain::enrolment::registration::Way;
use domain::identity::work_account;

#[derive(Template)]
#[template(path = "pages/registration/account.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    steps: Vec<Step>,
    errors: Option<ErrorSummary>,
    /// Who is signed in already, and may go on with that account.
    signed_in: Option<String>,
    elsewhere: Option<Banner>,
    work_account: Field,
    request_id: String,
}

/// Where signing in leads to.
const NEXT: &str = "/signin?next=/register/cn/existing";

fn page(visit: &Visit, draft: &Draft, typed: &str, problems: &[FieldProblem]) -> Response {
    let t = visit.t();
    let reference = Some(draft.row.reference.as_str());
    let mut chrome = wizard(visit, t.get("account-title"), reference);
    let work_account = Field::text("work_account", t.get("field-work_account"))
        .hint(t.format(
            "hint-work_account",
            &[("suffix", &visit.app().programme.domain_suffix)],
        ))
        .value(typed)
        .autocomplete("username")
        .error(fields::problem_at(visit, problems, "work_account"))
        .required();
    let errors = ErrorSummary::of(t, [&work_account]);
    chrome.invalid = errors.is_some();
    // A domain of the organisation's own may be one of ours all the same.
    let elsewhere = problems
        .iter()
        .any(|p| p.problem.code == "work-account-elsewhere")
        .then(|| {
            Banner::new(Tone::Info, t.get("account-elsewhere"))
                .text(t.get("account-elsewhere-text"))
                .action(NEXT, t.get("account-elsewhere-link"))
        });
    let status = fields::status(problems);
    let signed_in = match &visit.request.caller {
        Caller::User { person, .. } => Some(person.sign_in_name.clone()),
        _ => None,
    };
    let (request_id, steps) = (visit.fresh_key(), progress(visit, draft.way, 1));
    respond(
        status,
        &Page {
            chrome: &chrome,
            steps,
            errors,
            signed_in,
            elsewhere,
            work_account,
            request_id,
        },
    )
}

/// The choice.
pub async fn show(visit: Visit) -> Answer {
    let (draft, _) = with_draft!(visit);
    Ok(page(&visit, &draft, "", &[]))
}

/// T2: "Create one".
pub async fn choose(visit: Visit, _form: Form) -> Answer {
    let (draft, request) = with_draft!(visit);
    if draft.way == Way::Existing {
        // The organisation's registration stays what it is; another one begins anew.
        let opened = match &visit.draft {
            Some(token) => registration::open(visit.app(), token).await.ok(),
            None => None,
        };
        if opened.is_none_or(|opened| opened.id() != draft.id()) {
            return Ok(go("/register/cn/join"));
        }
    }
    registration::choose_create(visit.app(), &request, draft.id()).await?;
    Ok(go("/register/cn/details"))
}

/// "I have a work account": tells what the name alone tells, and leads to the sign-in.
pub async fn sign_in(visit: Visit, form: Form) -> Answer {
    let (draft, _) = with_draft!(visit);
    let typed = form.get("work_account");
    match work_account::judge(typed, &visit.app().programme) {
        Ok(name) => Ok(go(&format!("{NEXT}&name={}", encoded(&name)))),
        Err(problem) => {
            let problems = [FieldProblem::new("work_account", problem)];
            Ok(page(&visit, &draft, typed, &problems))
        }
    }
}
