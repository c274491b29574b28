//! "Signing in is locked": until when, why, and the ways out.

use crate::http::{Answer, Query, Visit, address, frame, go};
use crate::ui::{Chrome, Surface, Text, respond};
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::Response;
use domain::effects::Instant;
use subtle::ConstantTimeEq;

#[derive(Template)]
#[template(path = "pages/identity/locked.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    lead: Text,
    /// The end of the lock; none when there is none, or none any more.
    until: Option<jiff::Timestamp>,
    /// What is left of it, in words.
    left: String,
    /// Whether an address is locked: proving oneself does not help then.
    address: bool,
}

/// What a link to the page says.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Told {
    /// `name` or `address`.
    why: Option<String>,
    /// The end, seconds since 1970.
    until: Option<i64>,
    /// Our word for it.
    mark: Option<String>,
}

fn mark(visit: &Visit, why: &str, until: i64) -> String {
    // Bound to no cookie: the session may have ended with the lock.
    visit
        .app()
        .keyring
        .form_token(&format!("locked:{why}:{until}"))
}

/// Leads to the page after a refused try; `code` is the failure's.
pub fn lead(visit: &Visit, code: &str, until: Instant) -> Response {
    let why = if code == "sign-in-address" {
        "address"
    } else {
        "name"
    };
    // Up to the next second: what the page promises must hold.
    let until = until.0.div_euclid(1_000_000) + i64::from(until.0.rem_euclid(1_000_000) > 0);
    let mark = address::encoded(&mark(visit, why, until));
    go(&format!(
        "/signin/locked?why={why}&until={until}&mark={mark}"
    ))
}

/// The page. Without our word on a lock it explains what locks are.
pub async fn show(visit: Visit, Query(told): Query<Told>) -> Answer {
    let t = visit.t();
    let why = told.why.unwrap_or_default();
    let given = told.mark.unwrap_or_default();
    let until = told.until.filter(|until| {
        let genuine = mark(&visit, &why, *until);
        genuine.as_bytes().ct_eq(given.as_bytes()).into()
    });
    let until = until.map(|seconds| Instant(seconds.saturating_mul(1_000_000)));
    let now = visit.app().clock.now();
    let ahead = until.filter(|until| now < *until);
    let lead = match (until, ahead) {
        (None, _) => t.get("locked-lead-general"),
        (Some(_), None) => t.get("locked-lead-over"),
        _ if why == "address" => t.get("locked-lead-address"),
        _ => t.get("locked-lead-name"),
    };
    let seconds = ahead.map_or(0, |until| until.seconds_since(now));
    let mut chrome = frame::chrome(&visit, Surface::Public, t.get("locked-title"));
    chrome.sign_in = false;
    let page = Page {
        lead,
        until: ahead.map(|until| visit.timestamp(until)),
        left: left(t, seconds),
        address: why == "address",
        chrome: &chrome,
    };
    if ahead.is_none() {
        return Ok(respond(StatusCode::OK, &page));
    }
    let mut response = respond(StatusCode::TOO_MANY_REQUESTS, &page);
    let headers = response.headers_mut();
    headers.insert(header::RETRY_AFTER, seconds.max(1).into());
    Ok(response)
}

/// "in 5 minutes", "in 3 hours": rounded up.
fn left(t: &app::i18n::Texts, seconds: i64) -> String {
    let minutes = (seconds + 59) / 60;
    let (id, count) = if minutes <= 90 {
        ("locked-left-minutes", minutes)
    } else {
        ("locked-left-hours", (minutes + 59) / 60)
    };
    t.format(id, &[("count", &count.to_string())])
}
