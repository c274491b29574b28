//! Taking an application back, reopening a lapsed one, and changing legal data after the approval.

use super::status;
use crate::http::{Answer, Form, Visit, blocking, fields, frame, go};
use crate::ui::{Chrome, ErrorSummary, Field, respond};
use app::Failure;
use app::enrolment::{reopening, restart, withdraw};
use askama::Template;
use axum::http::StatusCode;
use domain::enrolment::application::State;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::enrolment::sections;

/// T16: takes the application back.
pub async fn withdraw(visit: Visit, form: Form) -> Answer {
    let (app, request, key) = (
        visit.app().clone(),
        visit.request.clone(),
        form.key().to_owned(),
    );
    blocking(move || withdraw::withdraw(&app, &request, &key)).await?;
    Ok(go("/enrol/status?done=withdrawn"))
}

/// A9 → A0.
pub async fn reopen(visit: Visit, form: Form) -> Answer {
    let (app, request, key) = (
        visit.app().clone(),
        visit.request.clone(),
        form.key().to_owned(),
    );
    blocking(move || restart::reopen(&app, &request, &key)).await?;
    Ok(go("/enrol"))
}

#[derive(Template)]
#[template(path = "pages/enrolment/change.html")]
struct Change<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    inputs: Vec<Field>,
    request_id: String,
}

fn change_page(visit: &Visit, answers: &Answers, problems: &[FieldProblem]) -> Answer {
    let t = visit.t();
    let mut chrome = frame::portal(visit, t.get("legal-change-title"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("/enrol/status", t.get("status-title"))
        .crumb("", t.get("legal-change-title"));
    let inputs = fields::fields(visit, sections::fields("legal"), answers, problems, &[]);
    let errors = ErrorSummary::of(t, &inputs);
    chrome.invalid = errors.is_some();
    let code = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = Change {
        errors,
        inputs,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    Ok(respond(code, &page))
}

/// The legal data of an approved application, to be corrected before it is signed.
pub async fn change(visit: Visit) -> Answer {
    match status::load(&visit).await {
        Ok(status) if status.view.state == State::Approved => {
            change_page(&visit, &status.view.answers, &[])
        }
        Ok(_) => Ok(go("/enrol/status")),
        Err(Failure::NotFound) if !super::is_staff(&visit) => Ok(go("/enrol")),
        Err(failure) => Err(failure.into()),
    }
}

/// T20: takes the change over; the review begins again.
pub async fn save_change(visit: Visit, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (answers, key) = (form.answers(), form.key().to_owned());
    let typed = answers.clone();
    let changed =
        blocking(move || reopening::change_legal_data(&app, &request, &typed, &key)).await;
    match changed {
        Ok(()) => Ok(go("/enrol/status?done=changed")),
        Err(Failure::Invalid(problems)) => change_page(&visit, &answers, &problems),
        Err(failure) => Err(failure.into()),
    }
}
