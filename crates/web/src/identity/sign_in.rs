//! The sign-in page and signing out.

use super::{Next, onward, with_next};
use crate::http::visit::{LANGUAGE, SESSION};
use crate::http::{Answer, Form, Query, Visit, blocking, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Surface, Text, Tone, respond};
use app::Failure;
use app::identity::{session, sign_in};
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::Response;
use domain::enrolment::form::FieldProblem;

#[derive(Template)]
#[template(path = "pages/identity/expired.html")]
struct Expired<'a> {
    chrome: &'a Chrome,
    lead: Text,
    /// Whether there is enough to prove oneself with; otherwise the account is made anew.
    recoverable: bool,
}

/// A temporary password that came too late.
fn expired(visit: &Visit, recoverable: bool) -> Response {
    let t = visit.t();
    let mut chrome = frame::chrome(visit, Surface::Public, t.get("expired-title"));
    chrome.sign_in = false;
    let days = visit.app().programme.registration.temporary_password_days;
    let lead = t.format("expired-lead", &[("days", &days.to_string())]);
    let page = Expired {
        chrome: &chrome,
        lead: lead.into(),
        recoverable,
    };
    respond(StatusCode::CONFLICT, &page)
}

#[derive(Template)]
#[template(path = "pages/identity/sign_in.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    recovered: Option<Banner>,
    name: Field,
    password: Field,
    next: String,
}

fn page(
    visit: &Visit,
    name: &str,
    next: &str,
    problems: &[FieldProblem],
    recovered: Option<Banner>,
) -> Response {
    let t = visit.t();
    let mut chrome = frame::chrome(visit, Surface::Public, t.get("signin-title"));
    chrome.sign_in = false;
    let name = Field::text("sign_in_name", t.get("field-sign_in_name"))
        .hint(t.get("hint-sign_in_name"))
        .value(name)
        .autocomplete("username")
        .required();
    let password = Field::password("password", t.get("field-password"))
        .hint(t.get("hint-password"))
        .autocomplete("current-password")
        .error(fields::problem_at(visit, problems, "password"))
        .required();
    let errors = ErrorSummary::of(t, [&password]);
    chrome.invalid = errors.is_some();
    let status = fields::status(problems);
    let next = next.to_owned();
    respond(
        status,
        &Page {
            chrome: &chrome,
            errors,
            recovered,
            name,
            password,
            next,
        },
    )
}

/// What a recovery has just ended with.
fn recovered(visit: &Visit, what: Option<&str>) -> Option<Banner> {
    let id = match what? {
        "password" => "recovered-password",
        "unlocked" => "recovered-unlocked",
        _ => return None,
    };
    Some(Banner::new(Tone::Ok, visit.t().get(id)))
}

/// The form; a person who is signed in goes on at once.
pub async fn show(visit: Visit, Query(query): Query<Next>) -> Answer {
    if visit.request.caller.person().is_some() {
        return Ok(go(&onward(&visit, query.next.as_deref())));
    }
    let name: String = query.name.unwrap_or_default().chars().take(300).collect();
    Ok(page(
        &visit,
        &name,
        query.next.as_deref().unwrap_or_default(),
        &[],
        recovered(&visit, query.recovered.as_deref()),
    ))
}

/// Name and password.
pub async fn sign_in(visit: Visit, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (name, password) = (
        form.get("sign_in_name").to_owned(),
        form.get("password").to_owned(),
    );
    let next = form.get("next");
    let signed = blocking(move || sign_in::sign_in(&app, &request, &name, &password)).await;
    match signed {
        Ok(signed) => {
            let mut response = go(&with_next("/signin", Some(next)));
            let headers = response.headers_mut();
            headers.append(
                header::SET_COOKIE,
                visit.cookie(SESSION, &signed.token, None),
            );
            // The account's language holds from here; the menu can change it again.
            headers.append(header::SET_COOKIE, visit.cookie(LANGUAGE, "", Some(0)));
            Ok(response)
        }
        Err(Failure::Invalid(problems)) => Ok(page(
            &visit,
            form.get("sign_in_name"),
            next,
            &problems,
            None,
        )),
        Err(Failure::Conflict(conflict)) if conflict.code.starts_with("temporary-password-") => Ok(
            expired(&visit, conflict.code == "temporary-password-expired"),
        ),
        Err(failure) => Err(failure.into()),
    }
}

/// Ends the session.
pub async fn sign_out(visit: Visit, _form: Form) -> Answer {
    session::sign_out(visit.app(), &visit.request).await?;
    let mut response = go("/signin");
    response
        .headers_mut()
        .append(header::SET_COOKIE, visit.cookie(SESSION, "", Some(0)));
    Ok(response)
}
