//! Review, terms, and "Create account".

use super::{page_of, progress, with_draft, wizard};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Step, Text, Tone, respond};
use app::Failure;
use app::enrolment::create_account;
use app::enrolment::registration::{self, Draft, limits};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::enrolment::details::FIELDS;
use domain::enrolment::form::FieldProblem;
use domain::enrolment::registration::{State, Way};
use domain::validate::phone;

#[derive(Template)]
#[template(path = "pages/registration/create.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    steps: Vec<Step>,
    errors: Option<ErrorSummary>,
    lead: Text,
    /// The attempt before this one failed.
    failed: Option<Banner>,
    facts: Vec<Pair>,
    ticks: Vec<Field>,
    request_id: String,
}

fn page(visit: &Visit, draft: &Draft, form: Option<&Form>, problems: &[FieldProblem]) -> Response {
    let t = visit.t();
    let mut chrome = wizard(visit, t.get("create-title"), Some(&draft.row.reference));
    let answer = |field: &str| draft.answers.get(field).cloned().unwrap_or_default();
    let place = |field: &str| {
        let iso = answer(field);
        let province = visit.app().programme.province(&iso);
        province.map_or(iso, |p| p.name.get(visit.language()).to_owned())
    };
    let domain = draft.row.domain.clone().unwrap_or_default();
    let pair = |label: &str, value: String| Pair::new(t.get(label), value);
    let address = [
        place("province"),
        answer("city"),
        answer("district"),
        answer("address_line1"),
        answer("address_line2"),
    ];
    let sign_in_name = match (draft.way, visit.request.caller.person()) {
        (Way::Existing, Some(person)) => person.sign_in_name.clone(),
        _ => format!("{}@{domain}", answer("user_name")),
    };
    let facts = vec![
        pair("field-legal_name", answer("legal_name")),
        pair("create-address", address.join(" ").trim().to_owned()),
        pair("create-sign-in-name", sign_in_name),
        pair(
            "create-admin",
            app::identity::session::full_name(&answer("family_name"), &answer("given_name")),
        ),
        pair("field-contact_email", answer("contact_email")),
        pair(
            "create-verified-phone",
            phone::display(draft.row.phone.as_deref().unwrap_or_default()),
        ),
    ];
    let answers = form.map(Form::answers).unwrap_or_default();
    let ticks = FIELDS.iter().filter(|f| f.section == "consent");
    let ticks = fields::fields(visit, ticks, &answers, problems, &[]);
    let errors = ErrorSummary::of(t, &ticks);
    chrome.invalid = errors.is_some();
    let status = fields::status(problems);
    let (request_id, steps) = (visit.fresh_key(), progress(visit, draft.way, 4));
    let failed = draft.row.creation_failed_at.map(|at| {
        let words = t.format("create-failed", &[("time", &visit.clock(at))]);
        Banner::new(Tone::Bad, words).text(t.get("create-failed-text"))
    });
    let lead = t.get(match draft.way {
        Way::Create => "create-lead",
        Way::Existing => "create-lead-existing",
    });
    respond(
        status,
        &Page {
            chrome: &chrome,
            steps,
            errors,
            lead,
            failed,
            facts,
            ticks,
            request_id,
        },
    )
}

#[derive(Template)]
#[template(path = "pages/registration/creating.html")]
struct Creating<'a> {
    chrome: &'a Chrome,
    steps: Vec<Step>,
    /// Whether it takes longer than it should: whoever was at it may be dead.
    slow: bool,
    request_id: String,
}

/// A creation takes less than a second; after so many somebody may press again.
const SLOW_SECONDS: i64 = 15;

/// The account is being written: the page follows by itself.
fn creating(visit: &Visit, draft: &Draft) -> Response {
    let title = visit.t().get("creating-title");
    let mut chrome = wizard(visit, title, Some(&draft.row.reference));
    chrome.refresh = Some(2);
    let since = visit.app().clock.now().seconds_since(draft.row.touched_at);
    respond(
        StatusCode::OK,
        &Creating {
            steps: progress(visit, draft.way, 4),
            slow: since >= SLOW_SECONDS,
            request_id: visit.fresh_key(),
            chrome: &chrome,
        },
    )
}

/// What will be created.
pub async fn show(visit: Visit) -> Answer {
    let (draft, request) = with_draft!(visit);
    match draft.state {
        State::Creating => {
            // One that was cut off is given up after ten minutes, here or by the sweep.
            if !registration::pass_time(visit.app(), &request, draft.id()).await? {
                return Ok(creating(&visit, &draft));
            }
            return Ok(go("/register/cn/create"));
        }
        State::Verified => {}
        other => return Ok(go(page_of(other))),
    }
    let now = visit.app().clock.now();
    let seconds = limits(visit.app()).verified_seconds;
    if !registration::is_verified(draft.row.phone_verified_at, now, seconds) {
        registration::pass_time(visit.app(), &request, draft.id()).await?;
        return Ok(go("/register/cn/phone"));
    }
    Ok(page(&visit, &draft, None, &[]))
}

fn is_consent(field: &str) -> bool {
    FIELDS
        .iter()
        .any(|f| f.name == field && f.section == "consent")
}

/// T7.
pub async fn create(visit: Visit, form: Form) -> Answer {
    let (draft, request) = with_draft!(visit);
    // A work account that exists gets no password that could be sealed with the cookie.
    let token = match (draft.way, visit.draft.clone()) {
        (_, Some(token)) => token,
        (Way::Existing, None) => String::new(),
        (Way::Create, None) => return Ok(go("/register/cn/join")),
    };
    let (app, id, ticked) = (visit.app().clone(), draft.id(), form.answers());
    match blocking(move || create_account::create(&app, &request, id, &token, &ticked)).await {
        Ok(()) => Ok(go("/register/cn/done")),
        Err(Failure::Invalid(problems)) if problems.iter().all(|p| is_consent(&p.field)) => {
            Ok(page(&visit, &draft, Some(&form), &problems))
        }
        // The details changed since they were accepted: they explain themselves on their page.
        Err(Failure::Invalid(_)) => Ok(go("/register/cn/details")),
        Err(Failure::Conflict(conflict)) if conflict.code == "verify-again" => {
            Ok(go("/register/cn/details"))
        }
        Err(failure) => Err(failure.into()),
    }
}
