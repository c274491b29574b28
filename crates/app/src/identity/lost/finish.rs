//! The end: the link in the new mailbox and a code to the new mobile make both the account's own.
//! The old authenticator and the recovery codes are void, and everything that was signed in ends.
//! The password stays; its owner replaces it with the two new ways if it is lost, too.

use super::decide::close;
use super::{account_of, apply, chain_of, notices, save, state_of, stop, subject};
use crate::enrolment::challenge::fresh_code;
use crate::identity::authenticator::fresh_secret;
use crate::identity::code_budget::{Budget, Sent};
use crate::notifications::TelephoneJob;
use crate::privacy::retention::operator;
use crate::secrets::token_hash;
use crate::{App, Failure, Intent, Request, Work};
use domain::accounts::contact::Kind;
use domain::effects::{Instant, TelephoneMethod};
use domain::enrolment::form::FieldProblem;
use domain::identity::code::{Code, Entry};
use domain::identity::lost::{CODES, Event, State};
use domain::validate::{self, Problem};
use serde::{Deserialize, Serialize};
use store::identity::Account;
use store::lost_access::{self, LostAccess};
use store::{Reply, Tx, authenticator, contact, identity, recovery};

/// What the page of a link shows.
#[derive(Debug, Clone)]
pub struct View {
    /// Where the request stands; one whose link is too old is expired.
    pub state: State,
    /// The name to sign in with.
    pub sign_in_name: String,
    /// The new mobile, masked.
    pub mobile: String,
    /// Whether a code was sent.
    pub sent: bool,
    /// Until when the link is good.
    pub until: Option<Instant>,
}

/// What a link is about, for whoever has it. Looking changes nothing: mail scanners look, too.
pub fn view(app: &App, token: &str) -> Reply<View, Failure> {
    let (hash, now) = (token_hash(token), app.clock.now());
    app.read(move |tx| {
        let row = lost_access::by_link(tx, &hash)?.ok_or(Failure::NotFound)?;
        let state = match state_of(&row)? {
            State::Ready if row.link_until.is_none_or(|until| now >= until) => State::Expired,
            state => state,
        };
        Ok(View {
            state,
            sign_in_name: row.sign_in_name,
            mobile: validate::phone::mask(&row.new_mobile),
            sent: row.code_sends > 0,
            until: row.link_until,
        })
    })
}

/// A request whose link is good.
fn open(tx: &mut Tx<'_>, hash: &[u8; 32], now: Instant) -> Result<LostAccess, Failure> {
    let row = lost_access::by_link(tx, hash)?.ok_or(Failure::NotFound)?;
    let good = row.link_until.is_some_and(|until| now < until);
    if good && state_of(&row)? == State::Ready {
        Ok(row)
    } else {
        Err(Failure::conflict("lost-link-over"))
    }
}

fn begin(app: &App, token: &str, action: &'static str) -> Result<([u8; 32], Intent), Failure> {
    let (hash, now, operator) = (token_hash(token), app.clock.now(), operator(app)?);
    let (id, chain) = app
        .read(move |tx| {
            let row = open(tx, &hash, now)?;
            Ok((row.id, chain_of(tx, &row, operator)?))
        })
        .wait()?;
    Ok((hash, Intent::new(action, chain, subject(id))))
}

fn code_of(row: &LostAccess) -> Code {
    let hash = row.code_hash.as_deref();
    Code {
        hash: hash.and_then(|hash| hash.try_into().ok()),
        sent_at: row.code_sent_at,
        wrong: row.code_wrong,
        sends: row.code_sends,
    }
}

fn keep_code(row: &mut LostAccess, code: &Code) {
    row.code_hash = code.hash.map(|hash| hash.to_vec());
    row.code_sent_at = code.sent_at;
    row.code_wrong = code.wrong;
    row.code_sends = code.sends;
}

/// Sends a code to the new mobile.
///
/// # Errors
/// [`Failure::TooMany`] when it is too soon or too often; [`Failure::Conflict`] (`lost-link-over`);
/// [`Failure::NotFound`].
pub fn send(app: &App, request: &Request, token: &str, voice: bool) -> Result<(), Failure> {
    let (hash, intent) = begin(app, token, "lost-access.send-code")?;
    let budget = Budget::of(app, request);
    let sent = app
        .command(request, intent, move |work| {
            let mut row = open(work.tx, &hash, work.now)?;
            if !budget.allows_address(work)? || !budget.allows_number(work, &row.new_mobile)? {
                return Ok(Sent::TooOften);
            }
            let code = fresh_code(work);
            let code_hash = work.app.keyring.code_hash(row.id.as_bytes(), &code);
            let sent = match code_of(&row).send(work.now, &CODES, code_hash) {
                Ok(sent) => sent,
                Err(why) => return Ok(why.into()),
            };
            keep_code(&mut row, &sent);
            budget.spend_address(work)?;
            budget.spend_number(work, &row.new_mobile)?;
            let job = TelephoneJob {
                to: row.new_mobile.clone(),
                method: if voice {
                    TelephoneMethod::Voice
                } else {
                    TelephoneMethod::Sms
                },
                language: row.language.clone(),
                code,
                minutes: CODES.seconds / 60,
                until: work.now.plus_seconds(CODES.seconds),
            };
            let dedupe = format!("lost-code/{}/{}", row.id, sent.sends);
            work.after_commit("telephone", "", &job, dedupe)?;
            save(work, &row)?;
            Ok(Sent::Yes)
        })
        .wait()?;
    sent.into_result("lost-codes")
}

#[derive(Serialize, Deserialize)]
enum Taken {
    Right,
    Wrong(u32),
    NoCode,
}

/// Takes the code; with the right one the ways to be reached are new.
///
/// # Errors
/// [`Failure::Invalid`] at `code`; [`Failure::Conflict`] (`lost-link-over`, `lost-email-taken`,
/// `lost-account-closed`); [`Failure::NotFound`].
pub fn complete(app: &App, request: &Request, token: &str, typed: &str) -> Result<(), Failure> {
    let at_code = |problem| Failure::Invalid(vec![FieldProblem::new("code", problem)]);
    let code = validate::verification_code(typed).map_err(at_code)?.value;
    let (hash, intent) = begin(app, token, "lost-access.complete")?;
    let taken = app
        .command(request, intent, move |work| {
            let mut row = open(work.tx, &hash, work.now)?;
            let entered = work.app.keyring.code_hash(row.id.as_bytes(), &code);
            let known = code_of(&row);
            let expected = known.hash.unwrap_or_default();
            let same: bool = subtle::ConstantTimeEq::ct_eq(&entered[..], &expected[..]).into();
            let (left, entry) = known.enter(work.now, &CODES, same);
            keep_code(&mut row, &left);
            match entry {
                Entry::Right => {
                    renew(work, &mut row)?;
                    work.audit("outcome", "done");
                    Ok(Taken::Right)
                }
                Entry::Wrong { left } => {
                    save(work, &row)?;
                    work.audit("outcome", "wrong");
                    Ok(Taken::Wrong(left))
                }
                Entry::NoCode => {
                    save(work, &row)?;
                    work.audit("outcome", "no-code");
                    Ok(Taken::NoCode)
                }
            }
        })
        .wait()?;
    match taken {
        Taken::Right => Ok(()),
        Taken::Wrong(left) => Err(at_code(Problem::new("code-wrong-left").with("left", left))),
        Taken::NoCode => Err(at_code(Problem::new("code-none"))),
    }
}

/// Makes the new ways the account's own, and ends whatever was opened with the old ones.
fn renew(work: &mut Work<'_, '_>, row: &mut LostAccess) -> Result<(), Failure> {
    apply(row, Event::Complete)?;
    close(row, None, work.now);
    save(work, row)?;
    let before = account_of(work.tx, row)?.ok_or(Failure::NotFound)?;
    if !matches!(before.status.as_str(), "invited" | "active") {
        return Err(Failure::conflict("lost-account-closed"));
    }
    contact::set_email(work.tx, before.id, &row.new_email).map_err(|error| {
        match store::users::taken_by(&error) {
            Some(_) => Failure::conflict("lost-email-taken"),
            None => error.into(),
        }
    })?;
    contact::set_mobile(work.tx, before.id, &row.new_mobile)?;
    for (kind, value) in [
        (Kind::Email, &row.new_email),
        (Kind::Mobile, &row.new_mobile),
    ] {
        contact::discard(work.tx, before.id, kind.text())?;
        contact::confirm(work.tx, before.id, kind, value, work.now)?;
    }
    void_factors(work, &before)?;
    recovery::end_all(work.tx, before.id, work.now)?;
    let ended = identity::end_all_sessions(work.tx, before.id, work.now)?;
    work.audit("reference", row.reference.as_str());
    work.audit("sessions_ended", ended);
    notices::done(work, row, &before)?;
    // Another request for the same account has lost its reason.
    stop::by_owner(work, before.id)
}

/// Nobody knows the secret that takes the place of the authenticator's: until its owner sets another
/// up, a text message to the new mobile stands in, and no moment comes in which a password alone
/// would do.
fn void_factors(work: &mut Work<'_, '_>, before: &Account) -> Result<(), Failure> {
    recovery::set_codes(work.tx, before.id, &[], work.now)?;
    authenticator::give_up(work.tx, before.id)?;
    if before.totp_confirmed_at.is_some() {
        let secret = fresh_secret(work.app);
        let keyring = &work.app.keyring;
        let sealed = keyring.seal(&*work.app.entropy, before.id.as_bytes(), &secret)?;
        authenticator::put(work.tx, before.id, &sealed, before.totp_last_step, work.now)?;
    }
    Ok(())
}
