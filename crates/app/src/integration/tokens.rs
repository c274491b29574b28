//! Tokens: what a program gets for its key (RFC 6749 §4.4).

use super::signing;
use super::throttle::Counted;
use crate::secrets::token_hash;
use crate::{App, Failure, Request};
use data_encoding::BASE64URL_NOPAD;
use domain::effects::Instant;
use domain::ids::fresh_uuid;
use domain::integration::{TOKEN_SECONDS, WRONG_KEYS_PER_MINUTE};
use serde::{Deserialize, Serialize};
use store::client_app::{self, ClientApp, Secret};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// Which generation of the token endpoint was asked; tokens and answers differ a little.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// `/{tenant}/oauth2/token` with `resource`.
    V1,
    /// `/{tenant}/oauth2/v2.0/token` with `scope`.
    V2,
}

/// Why no token was given (RFC 6749 §5.2).
#[derive(Debug)]
pub enum Refusal {
    /// No such company or no such program in it, wrong or dead key, disabled: which of them is
    /// nobody's business who cannot prove anything.
    InvalidClient,
    /// The resource is none of ours.
    InvalidResource,
    /// Too many wrong keys from there.
    TooMany,
    /// Ours to mend.
    Failed(Failure),
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// What a program asks with.
pub struct Asked<'a> {
    /// The company, by tenant id or domain.
    pub tenant: &'a str,
    /// Which program it says it is.
    pub client_id: &'a str,
    /// Its key.
    pub client_secret: &'a str,
    /// What the token is for: `resource`, or `scope` without `/.default`.
    pub resource: &'a str,
    /// The endpoint's generation.
    pub edition: Edition,
}

/// A token.
#[derive(Debug)]
pub struct Issued {
    /// The token itself.
    pub token: String,
    /// When it was made.
    pub at: Instant,
    /// What it is for.
    pub resource: String,
}

/// What a token says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Claims {
    pub(super) aud: String,
    pub(super) iss: String,
    pub(super) iat: i64,
    pub(super) nbf: i64,
    pub(super) exp: i64,
    pub(super) tid: Uuid,
    pub(super) appid: Uuid,
    pub(super) sub: Uuid,
    pub(super) oid: Uuid,
    pub(super) idtyp: String,
    /// The key it was made with: a token lives no longer than its key.
    pub(super) key: Uuid,
    pub(super) jti: Uuid,
    pub(super) ver: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) typ: String,
    pub(super) alg: String,
    pub(super) kid: String,
}

/// What tokens may be asked for: this installation, and the names clients of the programme have
/// built in.
const RESOURCES: &[&str] = &[
    "https://api.partnercenter.microsoft.com",
    "https://partner.partnercenterapi.microsoftonline.cn",
    "https://graph.windows.net",
    "https://graph.chinacloudapi.cn",
    "https://graph.microsoft.com",
    "https://microsoftgraph.chinacloudapi.cn",
    "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd",
];

/// Whether something is named that tokens are made for.
pub(super) fn is_known_resource(app: &App, resource: &str) -> bool {
    let resource = resource.trim_end_matches('/');
    resource == app.public_url || RESOURCES.contains(&resource)
}

/// Gives a program a token for its key. Blocks.
///
/// # Errors
/// [`Refusal`].
pub fn client_credentials(
    app: &App,
    request: &Request,
    asked: &Asked<'_>,
) -> Result<Issued, Refusal> {
    let now = app.clock.now();
    let wrong = Counted::WrongKeys(request.ip.clone());
    let counts = &app.memory().counts;
    if counts.is_empty(&wrong, WRONG_KEYS_PER_MINUTE, now) {
        return Err(Refusal::TooMany);
    }
    let (client, secret) = match prove(app, asked, now) {
        Ok(found) => found,
        Err(refusal) => {
            // The try is counted; what is left of the minute decides about the next.
            let _ = counts.take(wrong, WRONG_KEYS_PER_MINUTE, now);
            return Err(refusal);
        }
    };
    if !is_known_resource(app, asked.resource) {
        return Err(Refusal::InvalidResource);
    }
    note_use(app, &secret, now);
    let now = app.clock.wall();
    let token = mint(app, asked, &client, &secret, now)?;
    Ok(Issued {
        token,
        at: now,
        resource: asked.resource.to_owned(),
    })
}

fn prove(app: &App, asked: &Asked<'_>, now: Instant) -> Result<(ClientApp, Secret), Refusal> {
    let id = Uuid::parse_str(asked.client_id).map_err(|_| Refusal::InvalidClient)?;
    let named = asked.tenant.to_owned();
    let (tenant, client, secrets) = app
        .read(move |tx| {
            let tenant = match Uuid::parse_str(&named) {
                Ok(id) => Some(id),
                Err(_) => client_app::tenant_of_domain(tx, &named)?.map(|tenant| tenant.id),
            };
            let client = client_app::claimed(tx, id)?;
            Ok((tenant, client, client_app::live_secrets(tx, id, now)?))
        })
        .wait()?;
    let hash = token_hash(asked.client_secret);
    // Every key is compared, so that time does not tell which was nearly right.
    let mut right = None;
    for secret in secrets {
        if bool::from(secret.hash.as_slice().ct_eq(&hash)) {
            right = Some(secret);
        }
    }
    let client = client.filter(|c| Some(c.tenant_id) == tenant && c.disabled_at.is_none());
    client.zip(right).ok_or(Refusal::InvalidClient)
}

fn note_use(app: &App, secret: &Secret, now: Instant) {
    const MINUTE: i64 = 60;
    let recently = secret
        .last_used_at
        .is_some_and(|at| now.seconds_since(at) < MINUTE);
    if recently {
        return;
    }
    let id = secret.id;
    let written = app
        .db
        .write(move |tx| client_app::touch_secret(tx, id, now).map_err(Failure::from));
    if let Err(failure) = written.wait() {
        tracing::warn!(?failure, "the use of a key was not noted");
    }
}

/// The issuer tokens of a company name.
#[must_use]
pub fn issuer(app: &App, tenant: Uuid, edition: Edition) -> String {
    match edition {
        Edition::V1 => format!("{}/{tenant}/", app.public_url),
        Edition::V2 => format!("{}/{tenant}/v2.0", app.public_url),
    }
}

fn mint(
    app: &App,
    asked: &Asked<'_>,
    client: &ClientApp,
    secret: &Secret,
    now: Instant,
) -> Result<String, Failure> {
    // Tokens run out in real time: a sandbox whose clock is turned goes on being called.
    let seconds = now.0.div_euclid(1_000_000);
    let claims = Claims {
        aud: asked.resource.to_owned(),
        iss: issuer(app, client.tenant_id, asked.edition),
        iat: seconds,
        nbf: seconds,
        exp: seconds + TOKEN_SECONDS,
        tid: client.tenant_id,
        appid: client.id,
        sub: client.id,
        oid: client.id,
        idtyp: "app".to_owned(),
        key: secret.id,
        jti: fresh_uuid(&*app.entropy),
        ver: match asked.edition {
            Edition::V1 => "1.0".to_owned(),
            Edition::V2 => "2.0".to_owned(),
        },
    };
    let claims = BASE64URL_NOPAD.encode(&serde_json::to_vec(&claims).map_err(Failure::internal)?);
    let (text, signature) = signing::sign(app, |kid| {
        let head = format!(r#"{{"typ":"JWT","alg":"RS256","kid":"{kid}"}}"#);
        format!("{}.{claims}", BASE64URL_NOPAD.encode(head.as_bytes()))
    })?;
    Ok(format!("{text}.{}", BASE64URL_NOPAD.encode(&signature)))
}
