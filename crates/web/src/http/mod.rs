//! What every page shares: who visits, forms, failures, fields.

pub mod address;
pub mod bot;
pub mod csv;
pub mod failure;
pub mod fields;
pub mod form;
pub mod frame;
pub mod human;
mod kept;
pub mod papers;
pub mod profiles;
pub mod proof;
pub mod query;
mod rights;
pub mod sent;
pub mod sheet;
pub mod visit;

pub use failure::{Answer, Trouble};
pub use form::{Form, Upload};
pub use query::Query;
pub use visit::{Site, Visit};

use app::Failure;
use axum::response::{IntoResponse, Redirect, Response};

/// Runs work that blocks (hashing, storage, several commands) away from the async threads.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(Failure::internal(format!("a use case panicked: {error}"))))
}

/// Leads on after a form was accepted (303, so that reloading does not send it again).
pub fn go(to: &str) -> Response {
    Redirect::to(to).into_response()
}
