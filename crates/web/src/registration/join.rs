//! "Before you begin".

use super::wizard;
use crate::http::visit::DRAFT;
use crate::http::{Answer, Form, Visit, go};
use crate::ui::{Chrome, respond};
use app::enrolment::registration;
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;

#[derive(Template)]
#[template(path = "pages/registration/join.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    request_id: String,
    /// Where an unfinished draft of this browser goes on.
    resume: Option<&'static str>,
}

/// The address printed on the original page.
pub async fn from_printed_address() -> Answer {
    Ok(axum::response::Redirect::permanent("/register/cn/join").into_response())
}

/// What to have at hand, how long it takes, and the start.
pub async fn show(visit: Visit) -> Answer {
    let resume = match &visit.draft {
        Some(token) => registration::open(visit.app(), token).await.ok(),
        None => None,
    };
    let chrome = wizard(&visit, visit.t().get("join-title"), None);
    let page = Page {
        chrome: &chrome,
        request_id: visit.fresh_key(),
        resume: resume.map(|draft| super::page_of(draft.state)),
    };
    Ok(respond(StatusCode::OK, &page))
}

/// T1: begins a draft and leaves its cookie.
pub async fn start(visit: Visit, _form: Form) -> Answer {
    let begun = registration::begin(visit.app(), &visit.request).await?;
    let days = i64::from(visit.app().programme.registration.draft_days);
    let cookie = visit.cookie(DRAFT, &begun.token, Some(days * 86_400));
    let mut response = go("/register/cn/account");
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
