//! The ten codes for the day the authenticator is lost, shown once.

use super::{Next, home};
use crate::http::{Answer, Form, Query, Visit, address, blocking, failure, frame};
use crate::ui::{Chrome, Surface, respond};
use app::Failure;
use app::accounts::contact;
use app::identity::recovery_codes;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::accounts::contact::Kind;

#[derive(Template)]
#[template(path = "pages/identity/recovery_codes.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    /// Set right after they were made.
    codes: Vec<String>,
    file: String,
    left: String,
    onward: String,
    /// Whether contact data waits to be confirmed: the first sign-in ends there.
    unconfirmed: bool,
    next: String,
    request_id: String,
}

fn page(visit: &Visit, next: &str, codes: Vec<String>, left: i64, unconfirmed: bool) -> Response {
    let t = visit.t();
    let chrome = frame::chrome(visit, Surface::Public, t.get("codes-title"));
    let list = codes.join("\n");
    let file = format!(
        "data:text/plain;charset=utf-8,{}",
        address::encoded(&format!("{}\n\n{list}\n", t.get("codes-title")))
    );
    let page = Page {
        file,
        left: t.format("codes-left", &[("left", &left.to_string())]),
        onward: failure::local(Some(next), home(&visit.request.caller)),
        unconfirmed,
        next: next.to_owned(),
        codes,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(StatusCode::OK, &page)
}

/// The first codes, once; afterwards what the codes are for, and how many are left.
pub async fn show(visit: Visit, Query(query): Query<Next>) -> Answer {
    let next = query.next.unwrap_or_default();
    let left = recovery_codes::left(visit.app(), &visit.request).await?;
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let cookie = visit.session().ok_or(Failure::SignInFirst)?;
    let codes = blocking(move || recovery_codes::take(&app, &request, &cookie)).await?;
    let codes: Vec<String> = codes.iter().map(|code| code.to_string()).collect();
    let own = contact::view(visit.app(), &visit.request).await?;
    let unconfirmed = Kind::ALL.iter().any(|kind| own.is_open(*kind));
    Ok(page(&visit, &next, codes, left, unconfirmed))
}

/// Makes ten and shows them, this once: the answer is kept by nobody.
pub async fn make(visit: Visit, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let codes = blocking(move || recovery_codes::make(&app, &request)).await?;
    let codes: Vec<String> = codes.iter().map(|code| code.to_string()).collect();
    let left = i64::try_from(codes.len()).unwrap_or(0);
    let next = form.get("next");
    Ok(page(&visit, next, codes, left, false))
}
