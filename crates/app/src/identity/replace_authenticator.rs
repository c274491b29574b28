//! Another phone, another authenticator: the old one works until the new one has shown a right code.
//!
//! Both steps want a recent proof of identity, which may be a recovery code: whoever lost the phone
//! comes in with one and is not left without an authenticator.

use super::authenticator::{SetUp, fresh_secret, shown, step};
use super::proof::require_recent;
use super::session::signed_in;
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::caller::Person;
use domain::enrolment::form::FieldProblem;
use domain::identity::authenticator::{is_going_on, tries_left};
use domain::ids::fresh_uuid;
use domain::validate::{self, Problem};
use serde::{Deserialize, Serialize};
use store::authenticator::{self, Replacement};
use store::{Reply, identity, recovery};
use uuid::Uuid;
use zeroize::Zeroizing;

fn intent(person: &Person, action: &'static str) -> Intent {
    let subject = format!("account/{}", person.account);
    Intent::new(action, person.tenant.0, subject)
}

/// What the sealed secret is bound to: in another row it does not open.
fn place(account: Uuid, replacement: Uuid) -> Vec<u8> {
    [account.as_bytes().as_slice(), replacement.as_bytes()].concat()
}

/// Begins: from now on [`pending`] shows the new secret, in this session only. One that was begun
/// before is void. Refused with [`Failure::Conflict`] (`authenticate-again`) when the last proof of
/// identity is too old.
pub fn begin(app: &App, request: &Request, key: &str) -> Pending<()> {
    let person = match signed_in(request) {
        Ok(person) => person,
        Err(failure) => return Pending::refused(failure),
    };
    let (account, session) = (person.account.0, person.session.0);
    let intent = intent(person, "account.begin-new-authenticator").once(key, &());
    app.command(request, intent, move |work| {
        require_recent(work)?;
        let id = fresh_uuid(&*work.app.entropy);
        let secret = fresh_secret(work.app);
        let keyring = &work.app.keyring;
        let sealed = keyring.seal(&*work.app.entropy, &place(account, id), &secret)?;
        let replacement = Replacement {
            id,
            session_id: session,
            sealed,
            begun_at: work.now,
        };
        Ok(authenticator::begin(work.tx, account, &replacement)?)
    })
}

/// The new secret, while a replacement is going on in this session.
pub fn pending(app: &App, request: &Request) -> Reply<Option<SetUp>, Failure> {
    let person = match signed_in(request) {
        Ok(person) => person,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (account, session) = (person.account.0, person.session.0);
    let (keeper, name, now) = (app.clone(), person.sign_in_name.clone(), app.clock.now());
    app.read(move |tx| {
        let found = authenticator::replacement(tx, account)?;
        let found = found.filter(|r| r.session_id == session && is_going_on(r.begun_at, now));
        let Some(found) = found else {
            return Ok(None);
        };
        let secret = keeper
            .keyring
            .open(&place(account, found.id), &found.sealed)?;
        shown(&keeper, &Zeroizing::new(secret), &name).map(Some)
    })
}

#[derive(Serialize, Deserialize)]
enum Taken {
    Right,
    Wrong(u32),
    Over,
}

/// Takes a code of the new authenticator: it replaces the old one, every other session and every
/// recovery that is going on ends, and the owner is told by mail and text message.
///
/// # Errors
/// [`Failure::Invalid`] at `code`; [`Failure::Conflict`] (`authenticate-again`, or
/// `replacement-over` when nothing was begun in this session, ten minutes have passed, or five codes
/// were wrong).
pub fn confirm(app: &App, request: &Request, typed: &str) -> Result<(), Failure> {
    let person = signed_in(request)?;
    let (account, session) = (person.account.0, person.session.0);
    let invalid = |problem| Failure::Invalid(vec![FieldProblem::new("code", problem)]);
    let code = validate::verification_code(typed).map_err(invalid)?.value;
    let intent = intent(person, "account.replace-authenticator");
    let taken = app
        .command(request, intent, move |work| {
            take(work, account, session, &code)
        })
        .wait()?;
    match taken {
        Taken::Right => Ok(()),
        Taken::Wrong(left) => Err(invalid(Problem::new("code-wrong-left").with("left", left))),
        Taken::Over => Err(Failure::conflict("replacement-over")),
    }
}

fn take(
    work: &mut Work<'_, '_>,
    account: Uuid,
    session: Uuid,
    code: &str,
) -> Result<Taken, Failure> {
    let now = work.now;
    let found = authenticator::replacement(work.tx, account)?
        .filter(|r| r.session_id == session && is_going_on(r.begun_at, now))
        .ok_or_else(|| Failure::conflict("replacement-over"))?;
    require_recent(work)?;
    let keyring = &work.app.keyring;
    let secret = Zeroizing::new(keyring.open(&place(account, found.id), &found.sealed)?);
    let Some(step) = step(&secret, code, work.app.clock.wall())? else {
        work.audit("outcome", "wrong");
        let wrong = authenticator::count_wrong(work.tx, found.id)?;
        let Some(left) = wrong.and_then(tries_left) else {
            authenticator::end(work.tx, found.id)?;
            return Ok(Taken::Over);
        };
        return Ok(Taken::Wrong(left));
    };
    // The same form sent twice at once: the row that is gone decides.
    if !authenticator::end(work.tx, found.id)? {
        return Err(Failure::conflict("replacement-over"));
    }
    let sealed = keyring.seal(&*work.app.entropy, account.as_bytes(), &secret)?;
    authenticator::put(work.tx, account, &sealed, step, now)?;
    // A recovery may have been proved with the old one.
    recovery::end_all(work.tx, account, now)?;
    let ended = identity::end_other_sessions(work.tx, account, session, now)?;
    work.audit("outcome", "replaced");
    work.audit("sessions_ended", ended);
    let owner = identity::own_account(work.tx, account)?;
    super::recovery::tell(work, &owner, "s07", &found.id.to_string())?;
    Ok(Taken::Right)
}

/// Gives a replacement up; the old authenticator stays.
pub fn give_up(app: &App, request: &Request) -> Pending<()> {
    let person = match signed_in(request) {
        Ok(person) => person,
        Err(failure) => return Pending::refused(failure),
    };
    let account = person.account.0;
    let intent = intent(person, "account.keep-authenticator");
    app.command(request, intent, move |work| {
        Ok(authenticator::give_up(work.tx, account)?)
    })
}
