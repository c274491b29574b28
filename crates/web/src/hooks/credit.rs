//! `/hooks/credit/{id}`: a credit bureau calls back (`docs/operate/credit-bureau.md`).

use crate::http::{Visit, blocking};
use app::Failure;
use app::credit::answers::{self, Outcome, Refusal};
use axum::extract::{Path, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Most bytes of a call-back, the report included.
const MOST: usize = 512 * 1024;

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default()
}

fn say(status: StatusCode, body: &serde_json::Value) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (status, kind, body.to_string()).into_response()
}

/// Takes an answer, or says in one word why not.
pub async fn call_back(visit: Visit, Path(id): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, MOST).await else {
        return say(
            StatusCode::PAYLOAD_TOO_LARGE,
            &json!({ "reason": "too_large" }),
        );
    };
    let Ok(id) = id.parse() else {
        return say(
            StatusCode::NOT_FOUND,
            &json!({ "reason": Refusal::Unknown.code() }),
        );
    };
    let timestamp = text(&parts.headers, "x-tongdao-timestamp").to_owned();
    let signature = text(&parts.headers, "x-tongdao-signature").to_owned();
    let (app, by) = (visit.app().clone(), visit.request.clone());
    let taken = blocking(move || {
        Ok(answers::call_back(
            &app, &by, id, &timestamp, &signature, &body,
        ))
    });
    let refusal = match taken.await {
        Ok(Ok(outcome)) => {
            let outcome = match outcome {
                Outcome::Decided => "decided",
                Outcome::Kept => "kept",
                Outcome::Closed => "closed",
                Outcome::Repeated => "repeated",
            };
            return say(StatusCode::OK, &json!({ "outcome": outcome }));
        }
        Ok(Err(refusal)) => refusal,
        Err(failure) => Refusal::Failed(failure),
    };
    if let Refusal::Failed(failure @ (Failure::Internal(_) | Failure::Unavailable(_))) = &refusal {
        tracing::error!(?failure, correlation = %visit.request.correlation, "a call-back failed");
    }
    let status = match &refusal {
        Refusal::Unknown => StatusCode::NOT_FOUND,
        Refusal::Forged | Refusal::OutOfTime => StatusCode::UNAUTHORIZED,
        Refusal::Unreadable => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Mismatched => StatusCode::CONFLICT,
        Refusal::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Refusal::Failed(Failure::Conflict(conflict)) if conflict.code != "busy" => {
            StatusCode::CONFLICT
        }
        Refusal::Failed(_) => StatusCode::SERVICE_UNAVAILABLE,
    };
    say(status, &json!({ "reason": refusal.code() }))
}
