//! Tokens: what a program gets for its key (RFC 6749 §4.4), and what all tokens have in common.

use super::throttle::Counted;
use super::{bearer, signing};
use crate::secrets::token_hash;
use crate::{App, Failure, Request};
use data_encoding::BASE64URL_NOPAD;
use domain::effects::Instant;
use domain::ids::fresh_uuid;
use domain::integration::delegation::Scope;
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

impl Edition {
    /// The version tokens say they are of.
    #[must_use]
    pub fn version(self) -> &'static str {
        match self {
            Self::V1 => "1.0",
            Self::V2 => "2.0",
        }
    }

    /// What stands between the tenant and the name of an endpoint.
    #[must_use]
    pub fn part(self) -> &'static str {
        match self {
            Self::V1 => "oauth2",
            Self::V2 => "oauth2/v2.0",
        }
    }
}

/// Why a code or refresh token is worth nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dead {
    /// There is none, or it is another program's.
    Unknown,
    /// Its time is over.
    Expired,
    /// It was used before. Everything that came of it has ended.
    Reused,
    /// The program answers another challenge than it set.
    Verifier,
    /// The program was answered at another address.
    RedirectUri,
    /// The person took the leave back, may no longer sign in, or ended the sessions.
    Ended,
}

/// Why no token was given (RFC 6749 §5.2, RFC 8628 §3.5).
#[derive(Debug)]
pub enum Refusal {
    /// No such company or no such program in it, wrong or dead key, disabled: which of them is
    /// nobody's business who cannot prove anything.
    InvalidClient,
    /// A program that can keep a key has to prove itself with it.
    SecretMissing,
    /// The resource is none of ours.
    InvalidResource,
    /// The code or refresh token is worth nothing.
    InvalidGrant(Dead),
    /// The program may not ask in this way.
    NotForThisClient,
    /// The person has not decided yet.
    Pending,
    /// The same, and the device asks too often.
    SlowDown,
    /// The person refused.
    Declined,
    /// The person took too long.
    Expired,
    /// The token that was to be exchanged is missing, forged, over or revoked.
    InvalidToken,
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
    /// Its key; empty for none.
    pub client_secret: &'a str,
    /// What the token is for: `resource`, or `scope` without `/.default`; empty where the person
    /// was asked for it.
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
    /// What goes with it when the program acts for a person.
    pub person: Option<ForPerson>,
}

/// What goes with a token of a person.
#[derive(Debug)]
pub struct ForPerson {
    /// With which the next token is asked for.
    pub refresh: Option<String>,
    /// Who the person is.
    pub identity: Option<String>,
    /// The account.
    pub account: Uuid,
    /// The company.
    pub tenant: Uuid,
    /// What the program wanted besides.
    pub scope: Scope,
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) key: Option<Uuid>,
    /// The family it belongs to, of a program that acts for a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) grant: Option<Uuid>,
    /// What the person lets the program do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) scp: Option<String>,
    /// Who the person is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) upn: Option<String>,
    /// How the person proved it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) amr: Vec<String>,
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
    let now = app.clock.wall();
    let proved = guarded(app, request, || prove(app, asked, false))?;
    let (client, Some(secret)) = proved else {
        return Err(Refusal::SecretMissing);
    };
    if !is_known_resource(app, asked.resource) {
        return Err(Refusal::InvalidResource);
    }
    let token = mint(app, asked, &client, &secret, now)?;
    Ok(Issued {
        token,
        at: now,
        resource: asked.resource.to_owned(),
        person: None,
    })
}

/// Gives a token of the directory's back as one for this interface: for the same program and person,
/// and for no longer than the first is good. Blocks.
///
/// # Errors
/// [`Refusal::InvalidToken`]; [`Refusal::TooMany`] when the company's programs ask too often.
pub fn exchange(app: &App, token: &str) -> Result<(Issued, i64), Refusal> {
    let holder = bearer::authenticate(app, token)?;
    let holder = holder.ok_or(Refusal::InvalidToken)?;
    bearer::count(app, &holder, false).map_err(|_| Refusal::TooMany)?;
    let claims = bearer::read(app, token)?.ok_or(Refusal::InvalidToken)?;
    let now = app.clock.wall();
    let seconds = now.0.div_euclid(1_000_000);
    let resource = app.public_url.clone();
    let claims = Claims {
        aud: resource.clone(),
        iat: seconds,
        nbf: seconds,
        jti: fresh_uuid(&*app.entropy),
        ..claims
    };
    let issued = Issued {
        token: signed(app, &claims)?,
        at: now,
        resource,
        person: None,
    };
    Ok((issued, claims.exp - seconds))
}

/// Tries a proof, as long as few wrong ones came from there; a wrong one is counted.
pub(super) fn guarded<T>(
    app: &App,
    request: &Request,
    proof: impl FnOnce() -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let (wrong, now) = (Counted::WrongKeys(request.ip.clone()), app.clock.wall());
    let counts = &app.memory().counts;
    if counts.is_empty(&wrong, WRONG_KEYS_PER_MINUTE, now) {
        return Err(Refusal::TooMany);
    }
    let outcome = proof();
    if let Err(Refusal::InvalidClient | Refusal::InvalidGrant(_)) = outcome {
        // The try is counted; what is left of the minute decides about the next.
        let _ = counts.take(wrong, WRONG_KEYS_PER_MINUTE, now);
    }
    outcome
}

/// A moment of the installation in real time, which tokens follow: sessions are moved along when the
/// clock of a sandbox is turned.
pub(super) fn really(app: &App, at: Instant) -> Instant {
    let ahead = app.clock.now().0.saturating_sub(app.clock.wall().0);
    Instant(at.0.saturating_sub(ahead))
}

/// Names of no company in particular: clients of the programme use them where the person tells.
pub(super) fn is_any_tenant(named: &str) -> bool {
    ["common", "organizations"]
        .iter()
        .any(|any| named.eq_ignore_ascii_case(any))
}

/// Finds out which program asks. One that runs on people's own machines has no key to show where it
/// acts `for_person`, but one it shows must be right.
pub(super) fn prove(
    app: &App,
    asked: &Asked<'_>,
    for_person: bool,
) -> Result<(ClientApp, Option<Secret>), Refusal> {
    let id = Uuid::parse_str(asked.client_id).map_err(|_| Refusal::InvalidClient)?;
    let now = app.clock.wall();
    let named = asked.tenant.to_owned();
    let (tenant, client, secrets) = app
        .read(move |tx| {
            let client = client_app::claimed(tx, id)?;
            let tenant = match Uuid::parse_str(&named) {
                Ok(id) => Some(id),
                Err(_) if for_person && is_any_tenant(&named) => {
                    client.as_ref().map(|client| client.tenant_id)
                }
                Err(_) => client_app::tenant_of_domain(tx, &named)?.map(|tenant| tenant.id),
            };
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
    let client = client.ok_or(Refusal::InvalidClient)?;
    if let Some(secret) = right {
        note_use(app, &secret, now);
        return Ok((client, Some(secret)));
    }
    match asked.client_secret {
        "" if for_person && client.is_public => Ok((client, None)),
        "" => Err(Refusal::SecretMissing),
        _ => Err(Refusal::InvalidClient),
    }
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
        key: Some(secret.id),
        grant: None,
        scp: None,
        upn: None,
        amr: Vec::new(),
        jti: fresh_uuid(&*app.entropy),
        ver: asked.edition.version().to_owned(),
    };
    signed(app, &claims)
}

/// Claims as a signed token.
pub(super) fn signed(app: &App, claims: &impl Serialize) -> Result<String, Failure> {
    let claims = BASE64URL_NOPAD.encode(&serde_json::to_vec(claims).map_err(Failure::internal)?);
    let (text, signature) = signing::sign(app, |kid| {
        let head = format!(r#"{{"typ":"JWT","alg":"RS256","kid":"{kid}"}}"#);
        format!("{}.{claims}", BASE64URL_NOPAD.encode(head.as_bytes()))
    })?;
    Ok(format!("{text}.{}", BASE64URL_NOPAD.encode(&signature)))
}
