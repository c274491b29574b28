//! `/{tenant}/oauth2/token`: tokens for programs, with answers as clients of the programme read them.

use super::json_answer;
use crate::api::wire::plain_request;
use crate::http::Site;
use crate::http::form::decode;
use app::Failure;
use app::integration::tokens::{Asked, Edition, Issued, Refusal, client_credentials};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::effects::Instant;
use domain::integration::TOKEN_SECONDS;
use serde_json::json;
use uuid::Uuid;

/// Tokens of the first generation: `resource` names what for.
pub async fn v1(site: State<Site>, tenant: Path<String>, parts: Parts, body: Bytes) -> Response {
    answer(site.0, tenant.0, parts, body, Edition::V1).await
}

/// Tokens of the second generation: `scope` names what for.
pub async fn v2(site: State<Site>, tenant: Path<String>, parts: Parts, body: Bytes) -> Response {
    answer(site.0, tenant.0, parts, body, Edition::V2).await
}

/// What a program sent.
struct Sent {
    fields: Vec<(String, String)>,
    basic: Option<(String, String)>,
}

impl Sent {
    fn field(&self, name: &str) -> &str {
        let mine = self.fields.iter().find(|(found, _)| found == name);
        mine.map_or("", |(_, value)| value)
    }

    fn client(&self) -> (&str, &str) {
        match &self.basic {
            Some((id, secret)) => (id, secret),
            None => (self.field("client_id"), self.field("client_secret")),
        }
    }
}

/// `Authorization: Basic`, the other way to send a key (RFC 6749 §2.3.1).
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, value) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let bytes = data_encoding::BASE64.decode(value.trim().as_bytes()).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}

/// What is wrong, in the words and numbers clients know.
struct Wrong {
    status: StatusCode,
    error: &'static str,
    number: u32,
    text: String,
}

fn wrong(status: StatusCode, error: &'static str, number: u32, text: impl Into<String>) -> Wrong {
    Wrong {
        status,
        error,
        number,
        text: text.into(),
    }
}

async fn answer(
    site: Site,
    tenant: String,
    parts: Parts,
    body: Bytes,
    edition: Edition,
) -> Response {
    let mut request = plain_request(&site, &parts);
    let asked_for = |name| parts.headers.get(name).and_then(|v| v.to_str().ok());
    let given = asked_for("client-request-id").and_then(|text| Uuid::parse_str(text).ok());
    request.correlation = given.unwrap_or(request.correlation);
    let (correlation, now) = (request.correlation, site.app.clock.now());
    let Ok(fields) = decode(&body) else {
        let text = "The body is no form.";
        let bad = wrong(StatusCode::BAD_REQUEST, "invalid_request", 900_144, text);
        return refuse(&bad, correlation, now);
    };
    let sent = Sent {
        fields,
        basic: basic(&parts.headers),
    };
    if let Err(bad) = check(&sent) {
        return refuse(&bad, correlation, now);
    }
    let resource = match edition {
        Edition::V1 => sent.field("resource").to_owned(),
        Edition::V2 => {
            let scopes = sent.field("scope").split_ascii_whitespace();
            let named = scopes.filter_map(|scope| scope.strip_suffix("/.default"));
            named.take(1).collect()
        }
    };
    let app = site.app.clone();
    let issued = tokio::task::spawn_blocking(move || {
        let (client_id, client_secret) = sent.client();
        let asked = Asked {
            tenant: &tenant,
            client_id,
            client_secret,
            resource: &resource,
            edition,
        };
        client_credentials(&app, &request, &asked)
    });
    let issued = issued
        .await
        .unwrap_or_else(|error| Err(Refusal::Failed(Failure::internal(error))));
    match issued {
        Ok(issued) => dress(given_token(&issued, edition).into_response(), correlation),
        Err(refusal) => refuse(&refused(refusal, correlation), correlation, now),
    }
}

fn check(sent: &Sent) -> Result<(), Wrong> {
    let bad = |error, number, text: &str| Err(wrong(StatusCode::BAD_REQUEST, error, number, text));
    match sent.field("grant_type") {
        "client_credentials" => {}
        "" => {
            let text = "The request body must contain the following parameter: 'grant_type'.";
            return bad("invalid_request", 900_144, text);
        }
        _ => {
            let text = "This grant is not offered. Use client_credentials.";
            return bad("unsupported_grant_type", 70_003, text);
        }
    }
    let (id, secret) = sent.client();
    if id.is_empty() {
        let text = "The request body must contain the following parameter: 'client_id'.";
        return bad("invalid_request", 900_144, text);
    }
    if secret.is_empty() {
        let text = "The request body must contain 'client_secret'.";
        return bad("invalid_request", 7_000_216, text);
    }
    Ok(())
}

fn given_token(issued: &Issued, edition: Edition) -> Response {
    let at = issued.at.0.div_euclid(1_000_000);
    // The first generation writes numbers as text.
    let body = match edition {
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
    json_answer(&body)
}

fn refused(refusal: Refusal, correlation: Uuid) -> Wrong {
    match refusal {
        Refusal::InvalidClient => wrong(
            StatusCode::UNAUTHORIZED,
            "invalid_client",
            7_000_215,
            "No such application in this organisation, it is disabled, or the client secret is wrong, \
             expired or revoked.",
        ),
        Refusal::InvalidResource => wrong(
            StatusCode::BAD_REQUEST,
            "invalid_resource",
            500_011,
            "The resource is unknown. Name it in 'resource', or in 'scope' followed by /.default.",
        ),
        Refusal::TooMany => wrong(
            StatusCode::TOO_MANY_REQUESTS,
            "temporarily_unavailable",
            90_055,
            "Too many wrong client secrets from this address. Wait a minute.",
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

fn refuse(bad: &Wrong, correlation: Uuid, now: Instant) -> Response {
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
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic"));
    }
    if bad.status == StatusCode::TOO_MANY_REQUESTS {
        headers.insert(header::RETRY_AFTER, 60.into());
    }
    dress(response, correlation)
}

fn dress(mut response: Response, correlation: Uuid) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
    if let Ok(id) = HeaderValue::from_str(&correlation.to_string()) {
        headers.insert("client-request-id", id);
    }
    response
}
