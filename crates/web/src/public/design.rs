//! Every component in every state.

use super::page;
use crate::http::{Answer, Visit};
use axum::http::header;
use axum::response::IntoResponse;

/// The page designers and developers look things up on.
pub async fn show(visit: Visit) -> Answer {
    let html = crate::ui::design::page(page(&visit, ""));
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response())
}
