//! Another phone, another authenticator: the old one works until the new one has shown a right code.

use super::authenticator::{SetUp, fresh_secret, shown, step};
use super::proof::require_recent;
use super::session::signed_in;
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::caller::Person;
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use domain::identity::authenticator::{REPLACEMENT_SECONDS, REPLACEMENT_TRIES};
use domain::validate::{self, Problem};
use serde::{Deserialize, Serialize};
use store::authenticator::{self, Replacement};
use store::{Reply, identity};
use uuid::Uuid;
use zeroize::Zeroizing;

fn intent(person: &Person, action: &'static str) -> Intent {
    Intent::new(
        action,
        person.tenant.0,
        format!("account/{}", person.account),
    )
}

/// Begins: from now on [`pending`] shows the new secret, in this session only.
pub fn begin(app: &App, request: &Request, key: &str) -> Pending<()> {
    let person = match signed_in(request) {
        Ok(person) => person,
        Err(failure) => return Pending::refused(failure),
    };
    let (account, session) = (person.account.0, person.session.0);
    let secret = fresh_secret(app);
    let sealed = match app
        .keyring
        .seal(&*app.entropy, &context(account, session), &secret)
    {
        Ok(sealed) => sealed,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = intent(person, "account.begin-new-authenticator").once(key, &());
    app.command(request, intent, move |work| {
        require_recent(work)?;
        let replacement = Replacement {
            session_id: session,
            sealed: sealed.clone(),
            begun_at: work.now,
            wrong: 0,
        };
        Ok(authenticator::keep(work.tx, account, &replacement)?)
    })
}

/// Binds a secret to its place: another account's or session's row does not open.
fn context(account: Uuid, session: Uuid) -> Vec<u8> {
    [account.as_bytes().as_slice(), session.as_bytes()].concat()
}

fn is_open(replacement: &Replacement, session: Uuid, now: Instant) -> bool {
    replacement.session_id == session
        && now < replacement.begun_at.plus_seconds(REPLACEMENT_SECONDS)
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
        let Some(found) = found.filter(|found| is_open(found, session, now)) else {
            return Ok(None);
        };
        let context = context(account, session);
        let secret = Zeroizing::new(keeper.keyring.open(&context, &found.sealed)?);
        shown(&keeper, &secret, &name).map(Some)
    })
}

#[derive(Serialize, Deserialize)]
enum Taken {
    Right,
    Wrong(u32),
    Over,
}

/// Takes a code of the new authenticator: it replaces the old one, and every other session ends.
///
/// # Errors
/// [`Failure::Invalid`] at `code`; [`Failure::Conflict`] (`replacement-over`) when nothing was
/// begun, a quarter of an hour has passed, or too many codes were wrong.
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
    let found = authenticator::replacement(work.tx, account)?;
    let Some(mut found) = found.filter(|found| is_open(found, session, work.now)) else {
        return Err(Failure::conflict("replacement-over"));
    };
    let keyring = &work.app.keyring;
    let secret = Zeroizing::new(keyring.open(&context(account, session), &found.sealed)?);
    let Some(step) = step(&secret, code, work.now)? else {
        work.audit("outcome", "wrong");
        found.wrong += 1;
        if found.wrong >= REPLACEMENT_TRIES {
            authenticator::drop_replacement(work.tx, account)?;
            return Ok(Taken::Over);
        }
        authenticator::keep(work.tx, account, &found)?;
        return Ok(Taken::Wrong(REPLACEMENT_TRIES - found.wrong));
    };
    let mut owner = identity::own_account(work.tx, account)?;
    owner.totp_secret = Some(keyring.seal(&*work.app.entropy, account.as_bytes(), &secret)?);
    owner.totp_confirmed_at = Some(work.now);
    owner.totp_last_step = step;
    identity::save_sign_in_state(work.tx, &owner)?;
    authenticator::drop_replacement(work.tx, account)?;
    let ended = identity::end_other_sessions(work.tx, account, session, work.now)?;
    work.audit("outcome", "replaced");
    work.audit("sessions_ended", ended);
    super::recovery::tell(work, &owner, "s07", &format!("{account}/{}", work.now.0))?;
    Ok(Taken::Right)
}

/// Gives a replacement up; the old authenticator stays.
pub fn cancel(app: &App, request: &Request) -> Pending<()> {
    let person = match signed_in(request) {
        Ok(person) => person,
        Err(failure) => return Pending::refused(failure),
    };
    let account = person.account.0;
    app.command(
        request,
        intent(person, "account.keep-authenticator"),
        move |work| Ok(authenticator::drop_replacement(work.tx, account)?),
    )
}
