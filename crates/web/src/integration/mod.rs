//! Programs that call the interface: the pages where a company registers them, those where people
//! let them act, and the addresses they ask for tokens.

pub mod addresses;
pub mod apps;
pub mod authorise;
pub mod devicelogin;
pub mod discovery;
pub mod explorer;
pub mod hooks;
pub mod mine;
pub mod requests;
pub mod sandbox;
pub mod sandbox_account;
mod token_answer;
pub mod tokens;

use crate::http::Visit;
use crate::ui::Tab;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

/// An answer in JSON.
fn json_answer(body: &Value) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
    (kind, body.to_string()).into_response()
}

/// The pages for people who write programs.
fn tabs(visit: &Visit, current: &str) -> Vec<Tab> {
    [
        ("/account/apps", "nav-apps"),
        ("/account/requests", "nav-requests"),
        ("/account/explorer", "nav-explorer"),
        ("/account/sandbox", "nav-sandbox"),
    ]
    .map(|(href, label)| Tab {
        href: href.into(),
        label: visit.t().get(label),
        current: href == current,
        ..Tab::default()
    })
    .into()
}
