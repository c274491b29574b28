//! For load balancers and supervisors.

use crate::http::Site;
use axum::extract::State;
use axum::http::StatusCode;

/// The process answers.
pub async fn alive() -> &'static str {
    "ok"
}

/// The database answers too.
pub async fn ready(State(site): State<Site>) -> (StatusCode, &'static str) {
    match site.app.read(|tx| Ok(store::outbox::waiting(tx)?)).await {
        Ok(_) => (StatusCode::OK, "ready"),
        Err(failure) => {
            tracing::warn!(?failure, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer",
            )
        }
    }
}
