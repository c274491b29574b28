//! The programme's home page.

use crate::http::{Answer, Visit, frame};
use crate::ui::{Chrome, Surface, respond};
use askama::Template;
use axum::http::StatusCode;

#[derive(Template)]
#[template(path = "pages/public/home.html")]
struct Page<'a> {
    chrome: &'a Chrome,
}

/// What the programme is, and the way in.
pub async fn show(visit: Visit) -> Answer {
    let chrome = frame::chrome(&visit, Surface::Public, visit.t().get("home-title"));
    Ok(respond(StatusCode::OK, &Page { chrome: &chrome }))
}
