//! `/devicelogin`: a person types the code a device shows, is told who asks, and decides.

use super::authorise::{facts, may};
use crate::http::{Answer, Form, Query, Visit, blocking, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Surface, Text, Tone, respond};
use app::Failure;
use app::identity::session::signed_in;
use app::integration::device::{self, FIELD, Waiting};
use askama::Template;
use axum::http::StatusCode;
use domain::enrolment::form::FieldProblem;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "pages/integration/device_code.html")]
struct Enter<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    done: Option<Banner>,
    code: Field,
}

fn enter(visit: &Visit, typed: &str, problems: &[FieldProblem], done: Option<Banner>) -> Answer {
    let t = visit.t();
    let mut chrome = frame::chrome(visit, Surface::Public, t.get("device-title"));
    let code = Field::text(FIELD, t.get("field-user_code"))
        .hint(t.get("hint-user_code"))
        .value(typed)
        .autocomplete("off")
        .maxlength(20)
        .error(fields::problem_at(visit, problems, FIELD))
        .required();
    let errors = ErrorSummary::of(t, [&code]);
    chrome.invalid = errors.is_some();
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = Enter {
        chrome: &chrome,
        errors,
        done,
        code,
    };
    Ok(respond(status, &page))
}

/// The form for the code.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let _ = signed_in(&visit.request)?;
    let t = visit.t();
    let done = match query.get("done").map(String::as_str) {
        Some("allowed") => Some(Banner::new(Tone::Ok, t.get("device-allowed"))),
        Some("refused") => Some(Banner::new(Tone::Info, t.get("device-refused"))),
        _ => None,
    };
    enter(&visit, "", &[], done)
}

#[derive(Template)]
#[template(path = "pages/integration/device.html")]
struct Ask<'a> {
    chrome: &'a Chrome,
    lead: Text,
    facts: Vec<Pair>,
    may: Vec<Text>,
    code: String,
}

/// Who waits with the code.
pub async fn look(visit: Visit, form: Form) -> Answer {
    let _ = signed_in(&visit.request)?;
    let typed = form.get(FIELD).to_owned();
    let (app, request, code) = (visit.app().clone(), visit.request.clone(), typed.clone());
    match blocking(move || device::look(&app, &request, &code)).await {
        Ok(waiting) => Ok(ask(&visit, waiting)),
        Err(Failure::Invalid(problems)) => enter(&visit, &typed, &problems, None),
        Err(failure) => Err(failure.into()),
    }
}

fn ask(visit: &Visit, waiting: Waiting) -> axum::response::Response {
    let t = visit.t();
    let name = waiting.client.name.as_str();
    let title = t.format("consent-title", &[("program", name)]);
    let chrome = frame::chrome(visit, Surface::Public, title);
    let mut facts = facts(visit, &waiting.client);
    facts.push(Pair::new(t.get("device-code"), waiting.code.clone()));
    facts.push(Pair::new(t.get("device-address"), waiting.device.ip));
    let since = visit.clock(waiting.device.made_at);
    facts.push(Pair::new(t.get("device-since"), since));
    let page = Ask {
        chrome: &chrome,
        lead: t.format("consent-lead", &[("program", name)]).into(),
        facts,
        may: may(visit),
        code: waiting.code,
    };
    respond(StatusCode::OK, &page)
}

/// The person has decided.
pub async fn decide(visit: Visit, form: Form) -> Answer {
    let _ = signed_in(&visit.request)?;
    let (typed, allow) = (form.get(FIELD).to_owned(), form.get("decision") == "allow");
    let (app, request, code) = (visit.app().clone(), visit.request.clone(), typed.clone());
    match blocking(move || device::decide(&app, &request, &code, allow)).await {
        Ok(_) if allow => Ok(go("/devicelogin?done=allowed")),
        Ok(_) => Ok(go("/devicelogin?done=refused")),
        Err(Failure::Invalid(problems)) => enter(&visit, &typed, &problems, None),
        Err(failure) => Err(failure.into()),
    }
}
