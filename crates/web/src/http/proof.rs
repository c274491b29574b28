//! "Is it still you?" between a form and what it does.
//!
//! Where a use case wants a recent proof of identity, the visitor gets a page with a field for a
//! code and, unseen, the form that was sent. That page sends both to where the form was going: the
//! code is taken before the form is, and nothing has to be typed twice.

use super::address;
use super::failure::Trouble;
use super::visit::{Sent, Visit};
use super::{blocking, fields, frame, go};
use crate::ui::{Chrome, ErrorSummary, Field, Surface, Text, respond};
use app::Failure;
use app::identity::{authenticator, session};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::caller::Stage;
use domain::enrolment::form::FieldProblem;

/// The field of the code.
pub const FIELD: &str = "reauth_code";

/// Takes the code that came with a form, if there is one. The session gets another cookie: a copy
/// of the old one must not profit from the proof.
///
/// # Errors
/// [`Trouble::Unproved`] for a wrong code; [`Failure`] when the session or the account is closed.
pub async fn take(visit: &Visit, code: &str) -> Result<(), Trouble> {
    let signed_in = visit.request.caller.person();
    if code.is_empty() || signed_in.is_none_or(|p| p.stage != Stage::Full) {
        return Ok(());
    }
    let (app, request, code) = (visit.app().clone(), visit.request.clone(), code.to_owned());
    let proved = blocking(move || {
        authenticator::verify(&app, &request, &code)?;
        session::rotate(&app, &request)
    });
    match proved.await {
        Ok(token) => {
            visit.rotate(token);
            Ok(())
        }
        Err(Failure::Invalid(problems)) => Err(Trouble::Unproved(problems)),
        Err(failure) => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "pages/identity/proof.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    lead: Text,
    kept: Text,
    code: Field,
    sent: Sent,
    back: String,
}

/// Asks for a code. A page that was only looked at is opened again afterwards; a form is sent again
/// with the code.
pub fn ask(visit: &Visit, problems: &[FieldProblem]) -> Response {
    let Some(sent) = visit.sent() else {
        let next = address::encoded(&visit.path);
        return go(&format!("/signin/mfa?next={next}"));
    };
    let t = visit.t();
    let mut chrome = frame::chrome(visit, Surface::Public, t.get("reauth-title"));
    let code = Field::code(FIELD, t.get("field-totp"))
        .hint(t.get("hint-totp"))
        .error(fields::problem_at(visit, problems, "code"))
        .required();
    let errors = ErrorSummary::of(t, [&code]);
    chrome.invalid = errors.is_some();
    let status = if problems.is_empty() {
        StatusCode::FORBIDDEN
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = Page {
        chrome: &chrome,
        errors,
        lead: t.get("reauth-lead"),
        kept: t.get("reauth-kept"),
        code,
        sent,
        back: visit.path.clone(),
    };
    respond(status, &page)
}
