//! Answers of the token endpoint, as clients of the programme read them.

use super::json_answer;
use app::integration::device::Begin;
use app::integration::grants::scopes;
use app::integration::tokens::{Dead, Edition, Issued, Refusal};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64URL_NOPAD;
use domain::effects::Instant;
use domain::integration::TOKEN_SECONDS;
use domain::integration::device::{DEVICE_SECONDS, PAUSE_SECONDS};
use serde_json::{Value, json};
use uuid::Uuid;

/// What is wrong, in the words and numbers clients know.
pub(super) struct Wrong {
    status: StatusCode,
    error: &'static str,
    number: u32,
    text: String,
}

pub(super) fn wrong(
    status: StatusCode,
    error: &'static str,
    number: u32,
    text: impl Into<String>,
) -> Wrong {
    Wrong {
        status,
        error,
        number,
        text: text.into(),
    }
}

/// A token and what goes with it.
pub(super) fn given(issued: &Issued, edition: Edition, wants_info: bool) -> Response {
    let at = issued.at.0.div_euclid(1_000_000);
    // The first generation writes numbers as text.
    let mut body = match edition {
        Edition::V1 => json!({
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS.to_string(),
            "ext_expires_in": TOKEN_SECONDS.to_string(),
            "expires_on": (at + TOKEN_SECONDS).to_string(),
            "not_before": at.to_string(),
            "resource": issued.resource,
            "access_token": issued.token,
        }),
        Edition::V2 => json!({
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "ext_expires_in": TOKEN_SECONDS,
            "access_token": issued.token,
        }),
    };
    if let Some(person) = &issued.person {
        let mut add = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                body[name] = Value::String(value);
            }
        };
        add("scope", Some(scopes(edition, issued, person.scope)));
        add("refresh_token", person.refresh.clone());
        add("id_token", person.identity.clone());
        let info = json!({ "uid": person.account, "utid": person.tenant }).to_string();
        let info = wants_info.then(|| BASE64URL_NOPAD.encode(info.as_bytes()));
        add("client_info", info);
    }
    json_answer(&body)
}

/// A token of the directory's, exchanged; `seconds` are left of it.
pub(super) fn exchanged(issued: &Issued, seconds: i64) -> Response {
    json_answer(&json!({
        "access_token": issued.token,
        "token_type": "bearer",
        "expires_in": seconds,
    }))
}

/// What a device shows, and asks with (RFC 8628 §3.2).
pub(super) fn device(base: &str, begun: &Begin, edition: Edition) -> Response {
    let page = format!("{base}/devicelogin");
    let message = format!(
        "To sign in, use a web browser to open the page {page} and enter the code {} to authenticate.",
        begun.user_code
    );
    let body = match edition {
        Edition::V1 => json!({
            "device_code": begun.device_code,
            "user_code": begun.user_code,
            "verification_url": page,
            "expires_in": DEVICE_SECONDS.to_string(),
            "interval": PAUSE_SECONDS.to_string(),
            "message": message,
        }),
        Edition::V2 => json!({
            "device_code": begun.device_code,
            "user_code": begun.user_code,
            "verification_uri": page,
            "expires_in": DEVICE_SECONDS,
            "interval": PAUSE_SECONDS,
            "message": message,
        }),
    };
    json_answer(&body)
}

fn dead(dead: Dead) -> (u32, &'static str) {
    match dead {
        Dead::Unknown => (70_000, "The code or refresh token is unknown."),
        Dead::Expired => (70_008, "The code or refresh token has expired."),
        Dead::Reused => (
            54_005,
            "The code or refresh token was used before. Every token that came of it has ended; the \
             person has to sign in again.",
        ),
        Dead::Verifier => (
            501_481,
            "The code_verifier does not match the code_challenge.",
        ),
        Dead::RedirectUri => (
            500_112,
            "The redirect_uri is not the one the code was given for.",
        ),
        Dead::Ended => (
            50_173,
            "The grant was taken back, or the person may no longer sign in. The person has to sign \
             in again.",
        ),
    }
}

/// The words and numbers of a refusal.
pub(super) fn refused(refusal: Refusal, correlation: Uuid) -> Wrong {
    let bad = |error, number, text: &str| wrong(StatusCode::BAD_REQUEST, error, number, text);
    match refusal {
        Refusal::InvalidClient => wrong(
            StatusCode::UNAUTHORIZED,
            "invalid_client",
            7_000_215,
            "No such application in this organisation, it is disabled, or the client secret is wrong, \
             expired or revoked.",
        ),
        Refusal::SecretMissing => wrong(
            StatusCode::UNAUTHORIZED,
            "invalid_client",
            7_000_218,
            "The request body must contain 'client_secret': the application is no public client.",
        ),
        Refusal::InvalidResource => bad(
            "invalid_resource",
            500_011,
            "The resource is unknown. Name it in 'resource', or in 'scope' followed by /.default.",
        ),
        Refusal::InvalidGrant(why) => {
            let (number, text) = dead(why);
            bad("invalid_grant", number, text)
        }
        Refusal::NotForThisClient => bad(
            "unauthorized_client",
            7_000_218,
            "Only a public client may sign people in on devices.",
        ),
        Refusal::Pending => bad(
            "authorization_pending",
            70_016,
            "The person has not decided yet. Ask again after the interval.",
        ),
        Refusal::SlowDown => bad(
            "slow_down",
            70_016,
            "Asked too soon. From now on wait five seconds longer.",
        ),
        Refusal::Declined => bad("access_denied", 65_004, "The person has refused."),
        Refusal::Expired => bad(
            "expired_token",
            70_019,
            "The person took too long. Begin anew.",
        ),
        Refusal::InvalidToken => wrong(
            StatusCode::UNAUTHORIZED,
            "invalid_token",
            50_013,
            "The token of the Authorization header is missing, forged, over or revoked.",
        ),
        Refusal::TooMany => wrong(
            StatusCode::TOO_MANY_REQUESTS,
            "temporarily_unavailable",
            90_055,
            "Too many requests, or too many wrong secrets, from this address. Wait a minute.",
        ),
        Refusal::Failed(failure) => {
            tracing::error!(?failure, %correlation, "no token could be made");
            let text = "No token could be made at present. Try again.";
            wrong(
                StatusCode::SERVICE_UNAVAILABLE,
                "temporarily_unavailable",
                90_033,
                text,
            )
        }
    }
}

/// A refusal as an answer.
pub(super) fn refuse(bad: &Wrong, correlation: Uuid, now: Instant) -> Response {
    let at = jiff::Timestamp::from_microsecond(now.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let body = json!({
        "error": bad.error,
        "error_description": format!("AADSTS{}: {}", bad.number, bad.text),
        "error_codes": [bad.number],
        "timestamp": at.strftime("%Y-%m-%d %H:%M:%SZ").to_string(),
        "trace_id": correlation.to_string(),
        "correlation_id": correlation.to_string(),
    });
    let mut response = (bad.status, json_answer(&body)).into_response();
    let headers = response.headers_mut();
    if bad.status == StatusCode::UNAUTHORIZED {
        let how = match bad.error {
            "invalid_token" => "Bearer error=\"invalid_token\"",
            _ => "Basic",
        };
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(how));
    }
    if bad.status == StatusCode::TOO_MANY_REQUESTS {
        headers.insert(header::RETRY_AFTER, 60.into());
    }
    if bad.status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(header::RETRY_AFTER, 1.into());
    }
    dress(response, correlation)
}

/// The headers of every answer.
pub(super) fn dress(mut response: Response, correlation: Uuid) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
    if let Ok(id) = HeaderValue::from_str(&correlation.to_string()) {
        headers.insert("client-request-id", id);
    }
    response
}
