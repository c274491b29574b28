//! Sessions: who holds a cookie, listing and ending them.

use super::recent::Moment;
use crate::secrets::token_hash;
use crate::{App, Failure, Intent, Pending, Request};
use domain::accounts::contact::NameOrder;
use domain::caller::{AdminSetting, AgentSetting, Caller, Person, StaffRole, Stage};
use domain::effects::Instant;
use domain::identity::session::{Place, Session};
use domain::ids::{AccountId, SessionId, TenantId, fresh_token};
use domain::language::Language;
use domain::partner::{Standing, Status};
use store::identity::{self, OwnSession, SessionHolder};
use store::{DbError, Reply, Tx};
use uuid::Uuid;

/// Uses of a session within this many seconds are noted once, so that reading stays reading. The
/// last use may be that much younger than what is noted: a session never ends early, and at most
/// that much late.
const TOUCH_SECONDS: i64 = 15;

/// A session that was noted to be in use after this moment may still live.
pub(crate) fn noted_since(place: Place, now: Instant) -> Instant {
    now.plus_seconds(-place.idle() - TOUCH_SECONDS)
}

/// Who holds a session cookie.
#[derive(Debug, Clone)]
pub struct Authenticated {
    /// The caller.
    pub caller: Caller,
    /// Whether the use of the session should be noted with [`touch`].
    pub touch: bool,
}

/// Finds out who holds a session cookie; a dead or unknown one is a visitor.
///
/// A holder is known for five seconds, or until this node writes anything: what another node
/// changes shows at most five seconds later.
pub fn authenticate(app: &App, token: &str) -> Reply<Authenticated, Failure> {
    let hash = token_hash(token);
    // Looked at before the read begins: a write that ends later makes the reading useless.
    let moment = Moment {
        now: app.clock.now(),
        writes: app.db.writes_ended(),
    };
    if let Some(found) = app.recent().holder(&hash, moment) {
        return Reply::ready(Ok(found));
    }
    let keeper = app.clone();
    app.look(move |tx| {
        let found = holder(tx, &hash, moment.now)?;
        // The many cookies that open nothing, and a session about to be touched, are not worth it.
        if found.caller.person().is_some() && !found.touch {
            keeper.recent().keep(hash, found.clone(), moment);
        }
        Ok(found)
    })
}

fn holder(tx: &mut Tx<'_>, hash: &[u8; 32], now: Instant) -> Result<Authenticated, DbError> {
    let visitor = Authenticated {
        caller: Caller::Visitor,
        touch: false,
    };
    let Some(holder) = identity::session_holder(tx, hash)? else {
        return Ok(visitor);
    };
    if !is_live(&holder, now) || !matches!(holder.status.as_str(), "invited" | "active") {
        return Ok(visitor);
    }
    let touch = now.seconds_since(holder.last_seen_at) >= TOUCH_SECONDS;
    Ok(Authenticated {
        caller: caller(holder),
        touch,
    })
}

fn is_live(holder: &SessionHolder, now: Instant) -> bool {
    let place = if holder.tenant_kind == "operator" {
        Place::Console
    } else {
        Place::Portal
    };
    noted(place, holder.created_at, holder.last_seen_at, holder.mfa_at).is_live(now)
}

/// A session as its row has it: its last use may be younger than what is noted.
fn noted(place: Place, started: Instant, seen: Instant, mfa: Option<Instant>) -> Session {
    Session {
        place,
        started,
        last_seen: seen.plus_seconds(TOUCH_SECONDS),
        authenticated: mfa.unwrap_or(started),
    }
}

/// Who somebody is, by everything the database says.
pub(crate) fn caller(holder: SessionHolder) -> Caller {
    let stage = if holder.temporary_until.is_some() {
        Stage::ChangePassword
    } else if holder.totp_confirmed_at.is_none() {
        Stage::SetUpMfa
    } else if holder.mfa_at.is_none() {
        Stage::VerifyMfa
    } else {
        Stage::Full
    };
    let language = Language::from_tag(&holder.language).unwrap_or(Language::ZhHans);
    let name = holder.full_name();
    let person = Person {
        account: AccountId(holder.account_id),
        session: SessionId(holder.id),
        tenant: TenantId(holder.tenant_id),
        organisation: holder.organisation,
        sign_in_name: holder.sign_in_name,
        name,
        language,
        stage,
        mfa_at: holder.mfa_at,
        standing: Standing {
            status: holder.partner_status.as_deref().and_then(Status::from_text),
            orders_blocked_from: holder.orders_blocked_from,
            sandbox: holder.partner_sandbox == Some(true),
        },
    };
    if holder.tenant_kind == "operator" {
        let roles = holder.roles.unwrap_or_default();
        Caller::Staff {
            person,
            roles: roles.split(',').filter_map(StaffRole::from_text).collect(),
        }
    } else if matches!(holder.tenant_kind.as_str(), "customer" | "sandbox-customer") {
        Caller::Customer {
            person,
            admin: AdminSetting::from_text(&holder.admin_setting).unwrap_or(AdminSetting::None),
        }
    } else {
        Caller::User {
            person,
            agent: AgentSetting::from_text(&holder.agent_setting).unwrap_or(AgentSetting::None),
            admin: AdminSetting::from_text(&holder.admin_setting).unwrap_or(AdminSetting::None),
        }
    }
}

/// A full name in the usual order, of somebody who has no account to choose another one in: given
/// name first where both are in Latin letters, family name first elsewhere.
#[must_use]
pub fn full_name(family: &str, given: &str) -> String {
    domain::accounts::contact::full_name(family, given, NameOrder::Auto)
}

/// The caller, signed in to the end.
///
/// # Errors
/// [`Failure::SignInFirst`] or [`Failure::FinishSignIn`].
pub fn signed_in(request: &Request) -> Result<&Person, Failure> {
    match request.caller.person() {
        Some(person) if person.stage == Stage::Full => Ok(person),
        Some(person) => Err(Failure::FinishSignIn(person.stage)),
        None => Err(Failure::SignInFirst),
    }
}

/// Replaces the cookie of the caller's session, so that one planted or seen before the authenticator
/// was used is worth nothing.
///
/// # Errors
/// [`Failure`] of the store.
pub fn rotate(app: &App, request: &Request) -> Result<String, Failure> {
    let token = fresh_cookie(app);
    rotate_to(app, request, &token)?;
    Ok(token)
}

/// A cookie for [`rotate_to`].
#[must_use]
pub fn fresh_cookie(app: &App) -> String {
    fresh_token(&*app.entropy)
}

/// The same as [`rotate`], with a cookie that was made before.
///
/// # Errors
/// [`Failure`] of the store.
pub fn rotate_to(app: &App, request: &Request, token: &str) -> Result<(), Failure> {
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    let (session, hash) = (person.session.0, token_hash(token));
    app.db
        .write(move |tx| identity::set_session_token(tx, session, &hash).map_err(Failure::from))
        .wait()
}

/// Notes that a session is in use.
pub fn touch(app: &App, session: SessionId) -> Reply<(), Failure> {
    let now = app.clock.now();
    app.db
        .write(move |tx| Ok(identity::touch_session(tx, session.0, now)?))
}

/// Signs out.
pub fn sign_out(app: &App, request: &Request) -> Pending<()> {
    let Some(person) = request.caller.person() else {
        return Pending::refused(Failure::SignInFirst);
    };
    let session = person.session.0;
    let intent = Intent::new(
        "session.end",
        person.tenant.0,
        format!("account/{}", person.account),
    );
    app.command(request, intent, move |work| {
        identity::end_session(work.tx, session, work.now)?;
        Ok(())
    })
}

/// The caller's living sessions.
pub fn list(app: &App, request: &Request) -> Reply<Vec<OwnSession>, Failure> {
    let person = match signed_in(request) {
        Ok(person) => person,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (account, now) = (person.account.0, app.clock.now());
    let place = match &request.caller {
        Caller::Staff { .. } => Place::Console,
        _ => Place::Portal,
    };
    app.read(move |tx| {
        let mut sessions = identity::own_sessions(tx, account, noted_since(place, now))?;
        sessions.retain(|s| noted(place, s.created_at, s.last_seen_at, s.mfa_at).is_live(now));
        Ok(sessions)
    })
}

/// Ends all of the caller's other sessions, or one of them.
pub fn end_others(app: &App, request: &Request, only: Option<Uuid>) -> Pending<()> {
    let person = match signed_in(request) {
        Ok(person) => person,
        Err(failure) => return Pending::refused(failure),
    };
    let (account, own) = (person.account.0, person.session.0);
    let intent = Intent::new(
        "session.end-others",
        person.tenant.0,
        format!("account/{account}"),
    );
    app.command(request, intent, move |work| {
        match only {
            None => drop(identity::end_other_sessions(
                work.tx, account, own, work.now,
            )?),
            Some(id) => {
                let mine = identity::own_sessions(work.tx, account, Instant(0))?;
                if !mine.iter().any(|s| s.id == id) {
                    return Err(Failure::NotFound);
                }
                identity::end_session(work.tx, id, work.now)?;
                // Whoever does not know a session does not know what was agreed to in it.
                store::delegation::family::end_of_session(work.tx, id, work.now)?;
            }
        }
        Ok(())
    })
}
