//! Changing the password; forced after a temporary one.

use super::{Next, with_next};
use crate::http::{Answer, Form, Query, Visit, blocking, fields, frame, go};
use crate::ui::{Chrome, ErrorSummary, Field, Surface, respond};
use app::Failure;
use app::identity::password;
use askama::Template;
use axum::response::Response;
use domain::caller::Stage;
use domain::enrolment::form::FieldProblem;

#[derive(Template)]
#[template(path = "pages/identity/change_password.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    forced: bool,
    inputs: Vec<Field>,
    next: String,
}

fn page(visit: &Visit, next: &str, problems: &[FieldProblem]) -> Response {
    let t = visit.t();
    let mut chrome = frame::chrome(visit, Surface::Public, t.get("change-title"));
    let field = |name: &'static str, label: &str, autocomplete| {
        Field::password(name, t.get(label))
            .autocomplete(autocomplete)
            .error(fields::problem_at(visit, problems, name))
            .required()
    };
    let inputs = vec![
        field("current", "field-current", "current-password"),
        field("password", "change-new", "new-password").hint(t.get("change-rules")),
        field("repeated", "field-repeated", "new-password"),
    ];
    let errors = ErrorSummary::of(t, &inputs);
    chrome.invalid = errors.is_some();
    let person = visit.request.caller.person();
    let forced = person.is_some_and(|p| p.stage == Stage::ChangePassword);
    let status = fields::status(problems);
    respond(
        status,
        &Page {
            chrome: &chrome,
            errors,
            forced,
            inputs,
            next: next.to_owned(),
        },
    )
}

fn allowed(visit: &Visit) -> Result<(), Failure> {
    match visit.request.caller.person().map(|p| p.stage) {
        Some(Stage::ChangePassword | Stage::Full) => Ok(()),
        Some(stage) => Err(Failure::FinishSignIn(stage)),
        None => Err(Failure::SignInFirst),
    }
}

/// The form.
pub async fn show(visit: Visit, Query(query): Query<Next>) -> Answer {
    allowed(&visit)?;
    Ok(page(&visit, query.next.as_deref().unwrap_or_default(), &[]))
}

/// Changes it.
pub async fn change(visit: Visit, form: Form) -> Answer {
    allowed(&visit)?;
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let value = |name: &str| form.get(name).to_owned();
    let (current, new, repeated) = (value("current"), value("password"), value("repeated"));
    match blocking(move || password::change(&app, &request, &current, &new, &repeated)).await {
        Ok(()) => Ok(go(&with_next("/signin", Some(form.get("next"))))),
        Err(Failure::Invalid(problems)) => Ok(page(&visit, form.get("next"), &problems)),
        Err(failure) => Err(failure.into()),
    }
}
