//! "Before you begin".

use super::wizard;
use crate::http::visit::{DEVICE, DRAFT};
use crate::http::{Answer, Form, Visit, go, human};
use crate::ui::{Banner, Chrome, Tone, respond};
use app::enrolment::registration;
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::enrolment::registration::State;
use domain::ids::fresh_token;

/// How long a browser is known again, seconds: a year.
const DEVICE_SECONDS: i64 = 365 * 86_400;

#[derive(Template)]
#[template(path = "pages/registration/join.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    request_id: String,
    /// Where an unfinished draft of this browser goes on.
    resume: Option<&'static str>,
    /// What became of a draft that cannot go on.
    ended: Option<Banner>,
    /// Why nothing was begun.
    refused: Option<Banner>,
    /// When the page was made.
    made: String,
}

/// The address printed on the original page.
pub async fn from_printed_address() -> Answer {
    Ok(axum::response::Redirect::permanent("/register/cn/join").into_response())
}

/// What to have at hand, how long it takes, and the start.
pub async fn show(visit: Visit) -> Answer {
    Ok(page(&visit, false).await)
}

async fn page(visit: &Visit, program: bool) -> Response {
    let draft = match &visit.draft {
        Some(token) => registration::open(visit.app(), token).await.ok(),
        None => None,
    };
    let t = visit.t();
    let state = draft.map(|draft| draft.state);
    let ended = match state {
        Some(State::Expired) => {
            Some(Banner::new(Tone::Warn, t.get("join-expired")).text(t.get("join-expired-text")))
        }
        Some(State::Blocked) => {
            Some(Banner::new(Tone::Bad, t.get("join-blocked")).text(t.get("join-blocked-text")))
        }
        _ => None,
    };
    let chrome = wizard(visit, t.get("join-title"), None);
    let refused = program
        .then(|| Banner::new(Tone::Warn, t.get("human-again")).text(t.get("human-again-text")));
    let status = match refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let page = Page {
        chrome: &chrome,
        request_id: visit.fresh_key(),
        resume: state.filter(|state| state.is_living()).map(super::page_of),
        ended,
        refused,
        made: human::mark(visit),
    };
    respond(status, &page)
}

/// T1: begins a draft and leaves its cookie, and another that knows the browser again.
pub async fn start(visit: Visit, form: Form) -> Answer {
    if !human::sent(&visit, &form) {
        return Ok(page(&visit, true).await);
    }
    let device = match &visit.device {
        Some(device) => device.clone(),
        None => fresh_token(&*visit.app().entropy),
    };
    let begun = registration::begin(visit.app(), &visit.request, Some(&device)).await?;
    let days = i64::from(visit.app().programme.registration.draft_days);
    let mut response = go("/register/cn/account");
    for cookie in [
        visit.cookie(DRAFT, &begun.token, Some(days * 86_400)),
        visit.cookie(DEVICE, &device, Some(DEVICE_SECONDS)),
    ] {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
