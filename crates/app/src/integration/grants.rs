//! What a program gets for a person's code, and for a refresh token (RFC 6749 §4.1.3, §6). A code
//! and a refresh token are good once; the second use ends everything that came of them, because one
//! of the two users is not who it should be. All of it runs out in real time, as keys and access
//! tokens do: a sandbox whose clock is turned signs nobody out.

use super::bearer::delegate;
use super::tokens::{
    Asked, Claims, Dead, Edition, ForPerson, Issued, Refusal, guarded, is_known_resource, issuer,
    prove, signed,
};
use crate::secrets::token_hash;
use crate::{App, Failure, Intent, Request};
use domain::effects::Instant;
use domain::ids::{SessionId, fresh_token, fresh_uuid};
use domain::integration::TOKEN_SECONDS;
use domain::integration::delegation::{FAMILY_DAYS, REFRESH_DAYS, Scope, answers};
use serde::Serialize;
use store::client_app::ClientApp;
use store::delegation::code;
use store::delegation::family::{self, Acting, Family};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// A family that has just begun or goes on, and who it is about.
pub(super) struct Going {
    pub(super) family: Family,
    pub(super) acting: Acting,
    pub(super) nonce: String,
}

/// Exchanges a code. Blocks.
///
/// # Errors
/// [`Refusal`].
pub fn redeem(
    app: &App,
    request: &Request,
    asked: &Asked<'_>,
    sent: &str,
    redirect_uri: &str,
    verifier: &str,
) -> Result<Issued, Refusal> {
    let now = app.clock.wall();
    let (client, _) = guarded(app, request, || prove(app, asked, true))?;
    let hash = token_hash(sent);
    let code = app.read(move |tx| Ok(code::get(tx, &hash)?)).wait()?;
    let found = guarded(app, request, || {
        let dead = |dead| Err(Refusal::InvalidGrant(dead));
        let Some(code) = code.filter(|code| code.app_id == client.id) else {
            return dead(Dead::Unknown);
        };
        if let Some(family) = code.family_id {
            reused(app, request, &client, family)?;
            return dead(Dead::Reused);
        }
        if code.expires_at <= now {
            return dead(Dead::Expired);
        }
        if !bool::from(code.redirect_uri.as_bytes().ct_eq(redirect_uri.as_bytes())) {
            return dead(Dead::RedirectUri);
        }
        match &code.challenge {
            Some(challenge) if answers(challenge, verifier) => Ok(code),
            // A verifier without a challenge: somebody has taken the challenge away on the way.
            None if verifier.is_empty() => Ok(code),
            _ => dead(Dead::Verifier),
        }
    })?;
    let begun = Begun {
        account: found.account_id,
        session: found.session_id,
        way: "code",
        resource: resource(app, asked, &found.resource)?,
        scope: found.scope,
        nonce: found.nonce,
        proved_at: found.proved_at,
    };
    begin(app, request, asked, &client, begun, move |tx, family| {
        if code::claim(tx, &hash, family)? {
            return Ok(true);
        }
        // Somebody was faster with the same code.
        if let Some(other) = code::get(tx, &hash)?.and_then(|code| code.family_id) {
            family::end_reused(tx, other, now)?;
        }
        Ok(false)
    })
}

/// What a token is for: what the program names now, or what the person was asked for.
pub(super) fn resource(app: &App, asked: &Asked<'_>, before: &str) -> Result<String, Refusal> {
    match asked.resource {
        "" => Ok(before.to_owned()),
        named if is_known_resource(app, named) => Ok(named.to_owned()),
        _ => Err(Refusal::InvalidResource),
    }
}

/// A sign-in that a family begins with.
pub(super) struct Begun {
    pub(super) account: Uuid,
    pub(super) session: Uuid,
    pub(super) way: &'static str,
    pub(super) resource: String,
    pub(super) scope: String,
    pub(super) nonce: String,
    pub(super) proved_at: Instant,
}

/// Begins a family, if `claim` uses up what it is begun with.
pub(super) fn begin(
    app: &App,
    request: &Request,
    asked: &Asked<'_>,
    client: &ClientApp,
    begun: Begun,
    claim: impl Fn(&mut store::Tx<'_>, Uuid) -> Result<bool, store::DbError> + Send + 'static,
) -> Result<Issued, Refusal> {
    let (now, program, account) = (app.clock.wall(), client.id, begun.account);
    let acting = app
        .read(move |tx| Ok(family::acting(tx, program, account)?))
        .wait()?
        .ok_or(Refusal::InvalidGrant(Dead::Ended))?;
    let family = Family {
        id: fresh_uuid(&*app.entropy),
        app_id: program,
        account_id: account,
        session_id: begun.session,
        way: begun.way.to_owned(),
        resource: begun.resource,
        scope: begun.scope,
        proved_at: begun.proved_at,
        began_at: now,
        last_used_at: now,
        ends_at: now.plus_days(FAMILY_DAYS),
        ended_at: None,
    };
    let offline = Scope::from_text(&family.scope).offline;
    let refresh = offline.then(|| fresh_token(&*app.entropy));
    let kept = refresh.as_deref().map(token_hash);
    let request = Request {
        caller: delegate(acting.clone(), SessionId(family.id), None),
        ..request.clone()
    };
    let subject = super::apps::subject(program);
    let intent = Intent::new("app.tokens", client.tenant_id, subject);
    let row = family.clone();
    let claimed = app
        .command(&request, intent, move |work| {
            if !claim(work.tx, row.id)? {
                work.audit("reused", true);
                return Ok(false);
            }
            if family::acting(work.tx, program, account)?.is_none() {
                return Err(Failure::conflict("consent-missing"));
            }
            family::begin(work.tx, &row)?;
            if let Some(hash) = &kept {
                let until = row.began_at.plus_days(REFRESH_DAYS);
                family::add_refresh(work.tx, hash, row.id, row.began_at, until)?;
            }
            work.audit("way", row.way.as_str());
            work.audit("offline", kept.is_some());
            Ok(true)
        })
        .wait();
    match claimed {
        Ok(true) => {}
        Ok(false) => return Err(Refusal::InvalidGrant(Dead::Reused)),
        Err(Failure::Conflict(_)) => return Err(Refusal::InvalidGrant(Dead::Ended)),
        Err(failure) => return Err(failure.into()),
    }
    let going = Going {
        family,
        acting,
        nonce: begun.nonce,
    };
    issue(app, asked, &going, refresh)
}

/// Ends what came of a code or token that was used twice, and writes it down.
fn reused(app: &App, request: &Request, client: &ClientApp, family: Uuid) -> Result<(), Failure> {
    let subject = super::apps::subject(client.id);
    let intent = Intent::new("app.token-reuse", client.tenant_id, subject);
    let (name, id) = (client.name.clone(), client.id);
    app.command(request, intent, move |work| {
        let ended = family::end_reused(work.tx, family, work.app.clock.wall())?;
        if let Some(family) = family::get(work.tx, family)? {
            work.audit("account", family.account_id.to_string());
        }
        work.audit("program", name.as_str());
        work.audit("program_id", id.to_string());
        work.audit("ended", ended);
        Ok(())
    })
    .wait()
}

/// Exchanges a refresh token for an access token and the next refresh token. Blocks.
///
/// # Errors
/// [`Refusal`].
pub fn refresh(
    app: &App,
    request: &Request,
    asked: &Asked<'_>,
    sent: &str,
) -> Result<Issued, Refusal> {
    let now = app.clock.wall();
    let (client, _) = guarded(app, request, || prove(app, asked, true))?;
    let (hash, program) = (token_hash(sent), client.id);
    let found = app
        .read(move |tx| {
            let Some(token) = family::refresh(tx, &hash)? else {
                return Ok(None);
            };
            let Some(family) = family::get(tx, token.family_id)? else {
                return Ok(None);
            };
            let acting = family::acting(tx, program, family.account_id)?;
            Ok(Some((token, family, acting)))
        })
        .wait()?;
    let (mut family, acting) = guarded(app, request, || {
        let dead = |dead| Err(Refusal::InvalidGrant(dead));
        let Some((token, family, acting)) = found.filter(|(_, f, _)| f.app_id == program) else {
            return dead(Dead::Unknown);
        };
        if token.used_at.is_some() {
            reused(app, request, &client, family.id)?;
            return dead(Dead::Reused);
        }
        if token.expires_at <= now || family.ends_at <= now {
            return dead(Dead::Expired);
        }
        match acting {
            Some(acting) if family.ended_at.is_none() => Ok((family, acting)),
            _ => dead(Dead::Ended),
        }
    })?;
    family.resource = resource(app, asked, &family.resource)?;
    let next = fresh_token(&*app.entropy);
    let (kept, id) = (token_hash(&next), family.id);
    let until = now.plus_days(REFRESH_DAYS).min(family.ends_at);
    let claimed = app
        .db
        .write(move |tx| {
            if !family::claim_refresh(tx, &hash, now)? {
                return Ok(false);
            }
            family::touch(tx, id, now)?;
            family::add_refresh(tx, &kept, id, now, until)?;
            Ok::<_, Failure>(true)
        })
        .wait()?;
    if !claimed {
        // Somebody was faster with the same token.
        reused(app, request, &client, id)?;
        return Err(Refusal::InvalidGrant(Dead::Reused));
    }
    let going = Going {
        family,
        acting,
        nonce: String::new(),
    };
    issue(app, asked, &going, Some(next))
}

/// Who a person is, for the program alone (`OpenID` Connect Core §2).
#[derive(Serialize)]
struct Identity {
    aud: Uuid,
    iss: String,
    iat: i64,
    nbf: i64,
    exp: i64,
    tid: Uuid,
    oid: Uuid,
    sub: Uuid,
    name: String,
    preferred_username: String,
    upn: String,
    unique_name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    nonce: String,
    auth_time: i64,
    amr: [&'static str; 2],
    ver: &'static str,
}

/// Every person proves a password and a second factor before a program is let act.
const AMR: [&str; 2] = ["pwd", "mfa"];

fn issue(
    app: &App,
    asked: &Asked<'_>,
    going: &Going,
    refresh: Option<String>,
) -> Result<Issued, Refusal> {
    let (now, acting) = (app.clock.wall(), &going.acting);
    let seconds = now.0.div_euclid(1_000_000);
    let ver = asked.edition.version();
    let iss = issuer(app, acting.tenant_id, asked.edition);
    let claims = Claims {
        aud: going.family.resource.clone(),
        iss: iss.clone(),
        iat: seconds,
        nbf: seconds,
        exp: seconds + TOKEN_SECONDS,
        tid: acting.tenant_id,
        appid: acting.app_id,
        sub: acting.account_id,
        oid: acting.account_id,
        idtyp: "user".to_owned(),
        key: None,
        grant: Some(going.family.id),
        scp: Some("user_impersonation".to_owned()),
        upn: Some(acting.sign_in_name.clone()),
        amr: AMR.map(str::to_owned).to_vec(),
        jti: fresh_uuid(&*app.entropy),
        ver: ver.to_owned(),
    };
    let scope = Scope::from_text(&going.family.scope);
    let identity = Identity {
        aud: acting.app_id,
        iss,
        iat: seconds,
        nbf: seconds,
        exp: seconds + TOKEN_SECONDS,
        tid: acting.tenant_id,
        oid: acting.account_id,
        sub: acting.account_id,
        name: acting.full_name(),
        preferred_username: acting.sign_in_name.clone(),
        upn: acting.sign_in_name.clone(),
        unique_name: acting.sign_in_name.clone(),
        nonce: going.nonce.clone(),
        auth_time: going.family.proved_at.0.div_euclid(1_000_000),
        amr: AMR,
        ver,
    };
    let identity = scope.openid.then(|| signed(app, &identity)).transpose()?;
    Ok(Issued {
        token: signed(app, &claims)?,
        at: now,
        resource: going.family.resource.clone(),
        person: Some(ForPerson {
            refresh,
            identity,
            account: acting.account_id,
            tenant: acting.tenant_id,
            scope,
        }),
    })
}

/// What a program was given, as answers of an edition spell it.
#[must_use]
pub fn scopes(edition: Edition, issued: &Issued, scope: Scope) -> String {
    match edition {
        Edition::V1 => "user_impersonation".to_owned(),
        Edition::V2 => {
            let mut words = vec![format!("{}/user_impersonation", issued.resource)];
            if scope.openid {
                words.extend(["openid", "profile"].map(str::to_owned));
            }
            if scope.offline {
                words.push("offline_access".to_owned());
            }
            words.join(" ")
        }
    }
}
