//! Programs that call the interface: the pages where a company registers them, those where people
//! let them act, and the addresses they ask for tokens.

pub mod addresses;
pub mod apps;
pub mod authorise;
pub mod devicelogin;
pub mod discovery;
pub mod hooks;
pub mod mine;
mod token_answer;
pub mod tokens;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

/// An answer in JSON.
fn json_answer(body: &Value) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
    (kind, body.to_string()).into_response()
}
