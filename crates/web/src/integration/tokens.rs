//! `/{tenant}/oauth2/token`: tokens for programs, of their own and of people; and where devices
//! without a browser begin.

use super::token_answer::{Wrong, device, dress, given, refuse, refused, wrong};
use crate::api::wire::plain_request;
use crate::http::Site;
use crate::http::form::decode;
use app::integration::device as devices;
use app::integration::grants;
use app::integration::tokens::{self, Asked, Edition, Refusal, client_credentials};
use app::{App, Failure, Request};
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::integration::delegation::{Scope, scope};
use uuid::Uuid;

type Body = Result<Bytes, BytesRejection>;

/// Tokens of the first generation: `resource` names what for.
pub async fn v1(site: State<Site>, tenant: Path<String>, parts: Parts, body: Body) -> Response {
    answer(site.0, tenant.0, parts, body, Edition::V1, Asks::Token).await
}

/// Tokens of the second generation: `scope` names what for.
pub async fn v2(site: State<Site>, tenant: Path<String>, parts: Parts, body: Body) -> Response {
    answer(site.0, tenant.0, parts, body, Edition::V2, Asks::Token).await
}

/// Codes for a device, first generation.
pub async fn device_v1(
    site: State<Site>,
    tenant: Path<String>,
    parts: Parts,
    body: Body,
) -> Response {
    answer(site.0, tenant.0, parts, body, Edition::V1, Asks::Device).await
}

/// Codes for a device, second generation.
pub async fn device_v2(
    site: State<Site>,
    tenant: Path<String>,
    parts: Parts,
    body: Body,
) -> Response {
    answer(site.0, tenant.0, parts, body, Edition::V2, Asks::Device).await
}

/// `/generatetoken`: a token of the directory's becomes one for the interface. Older clients ask for
/// it; every token from the addresses above is good for the interface as it is.
pub async fn generate(site: State<Site>, parts: Parts, body: Body) -> Response {
    answer(
        site.0,
        String::new(),
        parts,
        body,
        Edition::V1,
        Asks::Exchange,
    )
    .await
}

/// Which endpoint was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asks {
    Token,
    Device,
    Exchange,
}

/// What a token is asked for with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grant {
    Key,
    Code,
    Refresh,
    Device,
}

/// What a program sent.
struct Sent {
    fields: Vec<(String, String)>,
    bearer: Option<String>,
    basic: Option<(String, String)>,
}

impl Sent {
    fn field(&self, name: &str) -> &str {
        let mine = self.fields.iter().find(|(found, _)| found == name);
        mine.map_or("", |(_, value)| value)
    }

    /// The first of several spellings that was sent.
    fn either(&self, names: [&str; 2]) -> &str {
        let found = self.field(names[0]);
        if found.is_empty() {
            self.field(names[1])
        } else {
            found
        }
    }

    fn client(&self) -> (&str, &str) {
        match &self.basic {
            Some((id, secret)) => (id, secret),
            None => (self.field("client_id"), self.field("client_secret")),
        }
    }

    /// A parameter that was sent twice: which of them would count (RFC 6749 §3.2)?
    fn repeated(&self) -> Option<&str> {
        let names = || self.fields.iter().map(|(name, _)| name.as_str());
        names().find(|name| names().filter(|other| other == name).count() > 1)
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

/// `Authorization: Bearer`, of a token that is to be exchanged.
fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    let is_bearer = scheme.eq_ignore_ascii_case("bearer");
    is_bearer.then(|| token.trim().to_owned())
}

fn bad(error: &'static str, number: u32, text: impl Into<String>) -> Wrong {
    wrong(StatusCode::BAD_REQUEST, error, number, text)
}

fn missing(name: &str) -> Wrong {
    let text = format!("The request body must contain the following parameter: '{name}'.");
    bad("invalid_request", 900_144, text)
}

fn read(parts: &Parts, body: Body) -> Result<Sent, Wrong> {
    let body = body.map_err(|rejection| {
        let text = "The body is larger than 64 kilobytes, or broke off.";
        wrong(rejection.status(), "invalid_request", 900_144, text)
    })?;
    // Microsoft's older libraries ask for a device's code by GET; nothing in it is secret.
    let sent = match parts.method {
        Method::GET => parts.uri.query().unwrap_or_default().as_bytes(),
        _ => &body,
    };
    let fields = decode(sent);
    let fields = fields.map_err(|_| bad("invalid_request", 900_144, "The body is no form."))?;
    if parts.headers.get_all(header::AUTHORIZATION).iter().count() > 1 {
        let text = "The Authorization header was sent twice.";
        return Err(bad("invalid_request", 9_000_411, text));
    }
    let sent = Sent {
        fields,
        bearer: bearer(&parts.headers),
        basic: basic(&parts.headers),
    };
    if let Some(name) = sent.repeated() {
        let name: String = name
            .chars()
            .filter(char::is_ascii_graphic)
            .take(50)
            .collect();
        let text = format!("The parameter '{name}' is duplicated.");
        return Err(bad("invalid_request", 9_000_411, text));
    }
    if sent.basic.is_some() && !sent.field("client_secret").is_empty() {
        let text = "The client secret was sent in the header and in the body.";
        return Err(bad("invalid_request", 9_000_411, text));
    }
    Ok(sent)
}

fn grant(sent: &Sent) -> Result<Grant, Wrong> {
    match sent.field("grant_type") {
        "client_credentials" if sent.client().1.is_empty() => {
            let text = "The request body must contain 'client_secret'.";
            Err(bad("invalid_request", 7_000_216, text))
        }
        "client_credentials" => Ok(Grant::Key),
        "authorization_code" if sent.field("code").is_empty() => Err(missing("code")),
        "authorization_code" => Ok(Grant::Code),
        "refresh_token" if sent.field("refresh_token").is_empty() => Err(missing("refresh_token")),
        "refresh_token" => Ok(Grant::Refresh),
        "urn:ietf:params:oauth:grant-type:device_code" | "device_code" => {
            if sent.either(["device_code", "code"]).is_empty() {
                return Err(missing("device_code"));
            }
            Ok(Grant::Device)
        }
        "" => Err(missing("grant_type")),
        _ => {
            let text = "This grant is not offered. There are client_credentials, \
                        authorization_code, refresh_token and device_code.";
            Err(bad("unsupported_grant_type", 70_003, text))
        }
    }
}

/// What a token is to be for, and what else a program wants.
fn wishes(sent: &Sent, edition: Edition) -> Result<(Scope, String), Wrong> {
    match (edition, scope(sent.field("scope"))) {
        (Edition::V1, _) => {
            let both = Scope {
                openid: true,
                offline: true,
            };
            Ok((both, sent.field("resource").to_owned()))
        }
        (Edition::V2, Ok((scope, resource))) => {
            Ok((scope, resource.unwrap_or_default().to_owned()))
        }
        (Edition::V2, Err(_)) => {
            let text = "Of scopes there are openid, profile, email, offline_access and one \
                        resource with /.default.";
            Err(bad("invalid_scope", 70_011, text))
        }
    }
}

async fn answer(
    site: Site,
    tenant: String,
    parts: Parts,
    body: Body,
    edition: Edition,
    asks: Asks,
) -> Response {
    let mut request = plain_request(&site, &parts);
    let asked_for = |name| parts.headers.get(name).and_then(|v| v.to_str().ok());
    let given = asked_for("client-request-id").and_then(|text| Uuid::parse_str(text).ok());
    request.correlation = given.unwrap_or(request.correlation);
    let (correlation, now) = (request.correlation, site.app.clock.now());
    let outcome = match read(&parts, body) {
        Ok(sent) => {
            let app = site.app.clone();
            let working = move || work(&app, &request, &tenant, &sent, edition, asks);
            tokio::task::spawn_blocking(working)
                .await
                .unwrap_or_else(|error| {
                    let failed = Refusal::Failed(Failure::internal(error));
                    Err(refused(failed, correlation))
                })
        }
        Err(wrong) => Err(wrong),
    };
    match outcome {
        Ok(response) => dress(response, correlation),
        Err(wrong) => refuse(&wrong, correlation, now),
    }
}

fn work(
    app: &App,
    request: &Request,
    tenant: &str,
    sent: &Sent,
    edition: Edition,
    asks: Asks,
) -> Result<Response, Wrong> {
    let grant = match asks {
        Asks::Token => grant(sent)?,
        Asks::Device => Grant::Device,
        Asks::Exchange => return exchange(app, request, sent),
    };
    let (client_id, client_secret) = sent.client();
    if client_id.is_empty() {
        return Err(missing("client_id"));
    }
    let asked = |resource| Asked {
        tenant,
        client_id,
        client_secret,
        resource,
        edition,
    };
    let refuse = |refusal| refused(refusal, request.correlation);
    if asks == Asks::Device {
        let (scope, resource) = wishes(sent, edition)?;
        let begun = devices::start(app, request, &asked(&resource), scope).map_err(refuse)?;
        return Ok(device(&app.public_url, &begun, edition).into_response());
    }
    let issued = if grant == Grant::Key {
        let resource: String = match edition {
            Edition::V1 => sent.field("resource").to_owned(),
            Edition::V2 => {
                let scopes = sent.field("scope").split_ascii_whitespace();
                let named = scopes.filter_map(|scope| scope.strip_suffix("/.default"));
                named.take(1).collect()
            }
        };
        client_credentials(app, request, &asked(&resource))
    } else {
        let (_, resource) = wishes(sent, edition)?;
        let asked = asked(&resource);
        match grant {
            Grant::Refresh => grants::refresh(app, request, &asked, sent.field("refresh_token")),
            Grant::Device => {
                let code = sent.either(["device_code", "code"]);
                devices::poll(app, request, &asked, code)
            }
            Grant::Code | Grant::Key => {
                let (uri, verifier) = (sent.field("redirect_uri"), sent.field("code_verifier"));
                grants::redeem(app, request, &asked, sent.field("code"), uri, verifier)
            }
        }
    };
    let issued = issued.map_err(refuse)?;
    let wants_info = sent.field("client_info") == "1";
    Ok(given(&issued, edition, wants_info).into_response())
}

fn exchange(app: &App, request: &Request, sent: &Sent) -> Result<Response, Wrong> {
    match sent.field("grant_type") {
        "jwt_token" => {}
        "" => return Err(missing("grant_type")),
        _ => {
            let text = "Here a token is exchanged for another: grant_type=jwt_token.";
            return Err(bad("unsupported_grant_type", 70_003, text));
        }
    }
    let token = sent.bearer.as_deref().unwrap_or_default();
    let exchanged = tokens::exchange(app, token);
    let (issued, seconds) = exchanged.map_err(|why| refused(why, request.correlation))?;
    Ok(super::token_answer::exchanged(&issued, seconds))
}
