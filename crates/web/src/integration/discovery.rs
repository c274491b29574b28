//! Where clients learn the other addresses: OpenID discovery, the list of keys, and the answer that
//! tells a client which hosts belong together.

use super::json_answer;
use crate::http::Site;
use app::Failure;
use app::integration::signing;
use app::integration::tokens::{Edition, issuer};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use uuid::Uuid;

/// Hosts clients of the programme have built in. Whoever leads one of them here (a hosts file on a
/// developer's machine) goes on under the name it asked for.
const BUILT_IN: &[&str] = &[
    "login.microsoftonline.com",
    "login.partner.microsoftonline.cn",
    "login.chinacloudapi.cn",
];

/// Discovery of the first generation.
pub async fn v1(site: State<Site>, named: Path<String>) -> Response {
    configuration(&site.0, &named.0, Edition::V1)
}

/// Discovery of the second generation.
pub async fn v2(site: State<Site>, named: Path<String>) -> Response {
    configuration(&site.0, &named.0, Edition::V2)
}

/// The addresses of an organisation. They say nothing about whether there is one: a name is repeated,
/// and never looked up.
fn configuration(site: &Site, named: &str, edition: Edition) -> Response {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.');
    if named.len() > 253 || !named.bytes().all(plain) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let (base, part) = (
        site.app.public_url.as_str(),
        if edition == Edition::V2 { "/v2.0" } else { "" },
    );
    let template =
        || issuer(&site.app, Uuid::nil(), edition).replace(&Uuid::nil().to_string(), "{tenantid}");
    let issuer =
        Uuid::parse_str(named).map_or_else(|_| template(), |id| issuer(&site.app, id, edition));
    json_answer(&json!({
        "issuer": issuer,
        "token_endpoint": format!("{base}/{named}/oauth2{part}/token"),
        "authorization_endpoint": format!("{base}/{named}/oauth2{part}/authorize"),
        "jwks_uri": format!("{base}/{named}/discovery{part}/keys"),
        "device_authorization_endpoint": format!("{base}/{named}/oauth2{part}/devicecode"),
        "token_endpoint_auth_methods_supported":
            ["client_secret_post", "client_secret_basic", "none"],
        "grant_types_supported": [
            "client_credentials", "authorization_code", "refresh_token",
            "urn:ietf:params:oauth:grant-type:device_code",
        ],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "prompt_values_supported": ["none", "login", "consent", "select_account"],
        "claims_supported": [
            "aud", "iss", "iat", "nbf", "exp", "tid", "oid", "sub", "name", "preferred_username",
            "upn", "unique_name", "nonce", "auth_time", "amr", "ver",
        ],
        "authorization_response_iss_parameter_supported": true,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }))
}

fn away(failure: &Failure) -> Response {
    tracing::error!(?failure, "discovery failed");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// The public halves of the keys tokens are signed with.
pub async fn keys(State(site): State<Site>) -> Response {
    let app = site.app.clone();
    let list = crate::http::blocking(move || {
        let keys = signing::keys(&app)?;
        let list: Vec<Value> = keys
            .iter()
            .map(|key| {
                json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": key.kid,
                    "n": key.n, "e": key.e })
            })
            .collect();
        Ok(list)
    });
    match list.await {
        Ok(list) => {
            let fresh = [(header::CACHE_CONTROL, "public, max-age=300")];
            (fresh, json_answer(&json!({ "keys": list }))).into_response()
        }
        Err(failure) => away(&failure),
    }
}

/// Which hosts belong together: each of those that are known only with itself. The host a client
/// says it asked is not believed.
pub async fn instance(State(site): State<Site>) -> Response {
    let base = site.app.public_url.as_str();
    let own = base.split_once("://").map_or(base, |(_, host)| host);
    let hosts = BUILT_IN.iter().copied().chain([own]);
    let hosts = hosts.map(
        |host| json!({ "preferred_network": host, "preferred_cache": host, "aliases": [host] }),
    );
    json_answer(&json!({
        "tenant_discovery_endpoint":
            format!("{base}/common/v2.0/.well-known/openid-configuration"),
        "api-version": "1.1",
        "metadata": hosts.collect::<Vec<_>>(),
    }))
}
