//! Where clients learn the other addresses: OpenID discovery, the list of keys, and the answer that
//! tells a client which hosts belong together.

use crate::http::Site;
use app::Failure;
use app::integration::signing;
use app::integration::tokens::{Edition, issuer, tenant};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// Discovery of the first generation.
pub async fn v1(site: State<Site>, named: Path<String>) -> Response {
    configuration(site.0, named.0, Edition::V1).await
}

/// Discovery of the second generation.
pub async fn v2(site: State<Site>, named: Path<String>) -> Response {
    configuration(site.0, named.0, Edition::V2).await
}

async fn configuration(site: Site, named: String, edition: Edition) -> Response {
    let (app, asked) = (site.app.clone(), named.clone());
    let found = crate::http::blocking(move || tenant(&app, &asked)).await;
    let id = match found {
        Ok(Some(id)) => id,
        Ok(None) => {
            let body = json!({
                "error": "invalid_tenant",
                "error_description": "AADSTS90002: Tenant not found.",
                "error_codes": [90_002],
            });
            return (StatusCode::BAD_REQUEST, Json(body)).into_response();
        }
        Err(failure) => return away(&failure),
    };
    let (base, part) = (
        site.app.public_url.as_str(),
        if edition == Edition::V2 { "/v2.0" } else { "" },
    );
    Json(json!({
        "issuer": issuer(&site.app, id, edition),
        "token_endpoint": format!("{base}/{named}/oauth2{part}/token"),
        "authorization_endpoint": format!("{base}/{named}/oauth2{part}/authorize"),
        "jwks_uri": format!("{base}/{named}/discovery{part}/keys"),
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": ["token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }))
    .into_response()
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
            (fresh, Json(json!({ "keys": list }))).into_response()
        }
        Err(failure) => away(&failure),
    }
}

/// Which hosts a client may take tokens from as if they were one: the host it was asked on and the
/// public one.
pub async fn instance(State(site): State<Site>, headers: HeaderMap) -> Response {
    let base = site.app.public_url.as_str();
    let own = base.split_once("://").map_or(base, |(_, host)| host);
    let asked = headers.get(header::HOST).and_then(|v| v.to_str().ok());
    let mut aliases = vec![own];
    aliases.extend(asked.filter(|host| *host != own));
    Json(json!({
        "tenant_discovery_endpoint":
            format!("{base}/common/v2.0/.well-known/openid-configuration"),
        "api-version": "1.1",
        "metadata": [{
            "preferred_network": own,
            "preferred_cache": own,
            "aliases": aliases,
        }],
    }))
    .into_response()
}
