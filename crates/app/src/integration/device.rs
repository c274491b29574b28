//! Signing in for a program on a device that cannot show a page (RFC 8628).

use super::apps::subject;
use super::grants::{Begun, begin, resource};
use super::throttle::Counted;
use super::tokens::{Asked, Dead, Issued, Refusal, guarded, is_known_resource, prove, really};
use crate::identity::proof::require_recent;
use crate::identity::session::signed_in;
use crate::secrets::token_hash;
use crate::{App, Failure, Intent, Request};
use domain::caller::Caller;
use domain::enrolment::form::FieldProblem;
use domain::ids::fresh_token;
use domain::integration::DEVICES_PER_MINUTE;
use domain::integration::delegation::Scope;
use domain::integration::device::{
    DEVICE_SECONDS, PAUSE_SECONDS, SLOWER_SECONDS, TRIES_PER_MINUTE, fresh_user_code,
    read_user_code, shown, too_soon,
};
use store::client_app::{self, ClientApp};
use store::delegation;
use store::delegation::device::{self, Device};

/// The field the code is typed into.
pub const FIELD: &str = "user_code";

/// What a device is told.
#[derive(Debug)]
pub struct Begin {
    /// With which it asks.
    pub device_code: String,
    /// What the person types.
    pub user_code: String,
}

fn hash_of(app: &App, user_code: &str) -> [u8; 32] {
    app.keyring.code_hash(b"device", user_code)
}

/// Begins. Blocks.
///
/// # Errors
/// [`Refusal`].
pub fn start(
    app: &App,
    request: &Request,
    asked: &Asked<'_>,
    scope: Scope,
) -> Result<Begin, Refusal> {
    let now = app.clock.wall();
    let counts = &app.memory().counts;
    let whose = Counted::Devices(request.ip.clone());
    counts
        .take(whose, DEVICES_PER_MINUTE, now)
        .map_err(|_| Refusal::TooMany)?;
    let (client, _) = guarded(app, request, || prove(app, asked, true))?;
    if !client.is_public {
        return Err(Refusal::NotForThisClient);
    }
    let wanted = match asked.resource {
        "" => app.public_url.clone(),
        named if is_known_resource(app, named) => named.to_owned(),
        _ => return Err(Refusal::InvalidResource),
    };
    let begun = Begin {
        device_code: fresh_token(&*app.entropy),
        user_code: fresh_user_code(&*app.entropy),
    };
    let row = Device {
        hash: token_hash(&begun.device_code).to_vec(),
        user_code: hash_of(app, &begun.user_code).to_vec(),
        app_id: client.id,
        resource: wanted,
        scope: scope.text().to_owned(),
        ip: request.ip.clone(),
        made_at: now,
        expires_at: now.plus_seconds(DEVICE_SECONDS),
        pause_seconds: PAUSE_SECONDS,
        polled_at: None,
        state: "waiting".to_owned(),
        account_id: None,
        session_id: None,
        proved_at: None,
    };
    app.db
        .write(move |tx| device::add(tx, &row).map_err(Failure::from))
        .wait()?;
    Ok(Begin {
        user_code: shown(&begun.user_code),
        ..begun
    })
}

/// A device that waits for the caller.
#[derive(Debug)]
pub struct Waiting {
    /// The program on it.
    pub client: ClientApp,
    /// The device.
    pub device: Device,
    /// The code as it is shown.
    pub code: String,
}

fn wrong() -> Failure {
    Failure::Invalid(vec![FieldProblem::plain(FIELD, "device-code-unknown")])
}

/// Looks a code up that the caller has typed. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at [`FIELD`] for a code nobody waits with, or a device of another company's
/// program; [`Failure::TooMany`] (`device-codes`).
pub fn look(app: &App, request: &Request, typed: &str) -> Result<Waiting, Failure> {
    let person = signed_in(request)?;
    let tenant = match &request.caller {
        Caller::User { person, .. } => Some(person.tenant.0),
        // A program acts for a company's users alone.
        _ => None,
    };
    let now = app.clock.wall();
    let tries = Counted::UserCodes(person.account.0);
    let counts = &app.memory().counts;
    if counts.is_empty(&tries, TRIES_PER_MINUTE, now) {
        let until = Some(now.plus_seconds(60));
        return Err(Failure::TooMany {
            code: "device-codes",
            until,
        });
    }
    let code = read_user_code(typed);
    let hash = code.as_ref().map(|code| hash_of(app, code));
    let found = app
        .read(move |tx| {
            let Some(device) = hash
                .map(|hash| device::waiting(tx, &hash, now))
                .transpose()?
                .flatten()
            else {
                return Ok(None);
            };
            let client = client_app::claimed(tx, device.app_id)?;
            Ok(client.map(|client| (client, device)))
        })
        .wait()?;
    let mine = found.filter(|(client, _)| {
        Some(client.tenant_id) == tenant && client.disabled_at.is_none() && client.is_public
    });
    match (mine, code) {
        (Some((client, device)), Some(code)) => Ok(Waiting {
            client,
            device,
            code: shown(&code),
        }),
        _ => {
            let _ = counts.take(tries, TRIES_PER_MINUTE, now);
            Err(wrong())
        }
    }
}

/// Writes down what the caller decided about a device. Saying yes needs a recent proof. Blocks.
///
/// # Errors
/// Those of [`look`]; [`Failure::Conflict`] (`authenticate-again`).
pub fn decide(
    app: &App,
    request: &Request,
    typed: &str,
    allow: bool,
) -> Result<ClientApp, Failure> {
    let person = signed_in(request)?.clone();
    let waiting = look(app, request, typed)?;
    let client = waiting.client.clone();
    let user_code: [u8; 32] = waiting
        .device
        .user_code
        .try_into()
        .map_err(|_| Failure::internal("a device code has no hash"))?;
    let action = if allow {
        "app.allow-device"
    } else {
        "app.refuse-device"
    };
    let intent = Intent::new(action, person.tenant.0, subject(client.id));
    let (id, name, now) = (client.id, client.name.clone(), app.clock.wall());
    app.command(request, intent, move |work| {
        let (account, session) = (person.account.0, person.session.0);
        let (state, proved_at) = if allow {
            let proved_at = really(work.app, require_recent(work)?);
            delegation::allow(work.tx, id, account, now)?;
            ("allowed", proved_at)
        } else {
            ("refused", now)
        };
        if !device::decide(work.tx, &user_code, state, account, session, proved_at, now)? {
            return Err(wrong());
        }
        work.audit("program", name.as_str());
        Ok(())
    })
    .wait()?;
    Ok(client)
}

/// A device asks whether the person has decided. Blocks.
///
/// # Errors
/// [`Refusal`].
pub fn poll(
    app: &App,
    request: &Request,
    asked: &Asked<'_>,
    device_code: &str,
) -> Result<Issued, Refusal> {
    let now = app.clock.wall();
    let (client, _) = guarded(app, request, || prove(app, asked, true))?;
    let (hash, program) = (token_hash(device_code), client.id);
    let found = app.read(move |tx| Ok(device::get(tx, &hash)?)).wait()?;
    let found = guarded(app, request, || {
        found
            .filter(|device| device.app_id == program)
            .ok_or(Refusal::InvalidGrant(Dead::Unknown))
    })?;
    if matches!(found.state.as_str(), "waiting" | "allowed") && found.expires_at <= now {
        return Err(Refusal::Expired);
    }
    match (found.state.as_str(), found.account_id) {
        ("waiting", _) => {
            let soon = too_soon(found.polled_at, found.pause_seconds, now);
            let pause = found.pause_seconds + if soon { SLOWER_SECONDS } else { 0 };
            app.db
                .write(move |tx| device::polled(tx, &hash, pause, now).map_err(Failure::from))
                .wait()?;
            Err(if soon {
                Refusal::SlowDown
            } else {
                Refusal::Pending
            })
        }
        ("allowed", Some(account)) => {
            let begun = Begun {
                account,
                session: found.session_id.unwrap_or_default(),
                way: "device",
                resource: resource(app, asked, &found.resource)?,
                scope: found.scope,
                nonce: String::new(),
                proved_at: found.proved_at.unwrap_or(now),
            };
            begin(app, request, asked, &client, begun, move |tx, _| {
                device::claim(tx, &hash)
            })
        }
        ("refused", _) => Err(Refusal::Declined),
        _ => Err(Refusal::InvalidGrant(Dead::Reused)),
    }
}
