//! The ten codes for the day the authenticator is lost, shown once.

use super::{Next, home, with_next};
use crate::http::{Answer, Form, Visit, blocking, failure, frame, go};
use crate::ui::{Chrome, Surface, respond};
use app::identity::contact::Point;
use app::identity::{contact, recovery_codes};
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;

#[derive(Template)]
#[template(path = "pages/identity/recovery_codes.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    /// Set on the first look after they were made.
    codes: Vec<String>,
    all: String,
    file: String,
    left: String,
    onward: String,
    next: String,
    request_id: String,
}

/// The codes, the first time; afterwards how many are left.
pub async fn show(visit: Visit, Query(query): Query<Next>) -> Answer {
    let next = query.next.unwrap_or_default();
    let left = recovery_codes::left(visit.app(), &visit.request).await?;
    let points = contact::points(visit.app(), &visit.request).await?;
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let codes = blocking(move || recovery_codes::take(&app, &request)).await?;
    let codes: Vec<String> = codes.iter().map(|code| code.to_string()).collect();
    let t = visit.t();
    let chrome = frame::chrome(&visit, Surface::Public, t.get("codes-title"));
    let list = codes.join("\n");
    let file = format!(
        "data:text/plain;charset=utf-8,{}",
        failure::encoded(&format!("{}\n\n{list}\n", t.get("codes-title")))
    );
    // The first sign-in goes on with what is not confirmed yet.
    let onward = if !codes.is_empty() && points.iter().any(Point::is_open) {
        with_next("/signin/confirm", Some(&next))
    } else {
        failure::local(Some(&next), home(&visit.request.caller))
    };
    let page = Page {
        all: list,
        file,
        left: t.format("codes-left", &[("left", &left.to_string())]),
        onward,
        next,
        codes,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Makes ten new ones; all older ones are void.
pub async fn make(visit: Visit, form: Form) -> Answer {
    let (app, request, key) = (
        visit.app().clone(),
        visit.request.clone(),
        form.key().to_owned(),
    );
    blocking(move || recovery_codes::make(&app, &request, &key)).await?;
    Ok(go(&with_next(
        "/account/me/recovery-codes",
        Some(form.get("next")),
    )))
}
