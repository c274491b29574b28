//! A text message in place of the authenticator's code, for one sign-in.

use super::code_budget::{Budget, Sent};
use crate::enrolment::challenge::fresh_code;
use crate::notifications::TelephoneJob;
use crate::{App, Failure, Intent, Request, Work};
use domain::accounts::contact::Kind;
use domain::caller::Stage;
use domain::effects::TelephoneMethod;
use domain::identity::code::{Code, Entry};
use domain::identity::recovery::CODES;
use store::identity::Account;
use store::recovery::{self, SessionCode};
use store::{Reply, Tx, contact, identity};
use uuid::Uuid;

/// The masked number a text message would go to; none while nobody has confirmed one.
pub fn number(app: &App, request: &Request) -> Reply<Option<String>, Failure> {
    let Some(person) = request.caller.person() else {
        return Reply::ready(Err(Failure::SignInFirst));
    };
    let id = person.account.0;
    app.read(move |tx| {
        let account = identity::own_account(tx, id)?;
        Ok(is_confirmed(tx, &account)?.then(|| domain::validate::phone::mask(&account.mobile)))
    })
}

/// Whether the mobile was proved to be the person's own.
fn is_confirmed(tx: &mut Tx<'_>, account: &Account) -> Result<bool, Failure> {
    Ok(contact::confirmed_at(tx, account.id, Kind::Mobile, &account.mobile)?.is_some())
}

/// Sends a code to the mobile of somebody whose password was right and whose authenticator is not
/// at hand.
///
/// # Errors
/// [`Failure::TooMany`] when it is too soon or too often; [`Failure::Conflict`]
/// (`mobile-unconfirmed`) when nobody has ever entered a code that was sent to the number.
pub fn send(app: &App, request: &Request) -> Result<(), Failure> {
    let Some(person) = request.caller.person() else {
        return Err(Failure::SignInFirst);
    };
    if !matches!(person.stage, Stage::VerifyMfa | Stage::Full) {
        return Err(Failure::FinishSignIn(person.stage));
    }
    let (id, session) = (person.account.0, person.session.0);
    let budget = Budget::of(app, request);
    let intent = Intent::new(
        "session.send-text",
        person.tenant.0,
        format!("account/{id}"),
    );
    let sent = app
        .command(request, intent, move |work| {
            let account = identity::own_account(work.tx, id)?;
            if !is_confirmed(work.tx, &account)? {
                return Err(Failure::conflict("mobile-unconfirmed"));
            }
            if !budget.allows_address(work)? || !budget.allows_number(work, &account.mobile)? {
                return Ok(Sent::TooOften);
            }
            let known = recovery::session_code(work.tx, session)?.unwrap_or_default();
            let code = fresh_code(work);
            let owner = owner(session, &account.mobile);
            let hash = work.app.keyring.code_hash(&owner, &code);
            let sent = match code_of(&known).send(work.now, &CODES, hash) {
                Ok(sent) => sent,
                Err(why) => return Ok(why.into()),
            };
            recovery::keep_session_code(work.tx, session, &row_of(&sent))?;
            budget.spend_address(work)?;
            budget.spend_number(work, &account.mobile)?;
            let job = TelephoneJob {
                to: account.mobile,
                method: TelephoneMethod::Sms,
                language: account.language,
                code,
                minutes: CODES.seconds / 60,
                until: work.now.plus_seconds(CODES.seconds),
            };
            let dedupe = format!("session-code/{session}/{}", sent.sends);
            work.after_commit("telephone", "", &job, dedupe)?;
            Ok(Sent::Yes)
        })
        .wait()?;
    sent.into_result("recovery-codes")
}

/// What a code's hash is bound to: sent to one number it is none for another.
fn owner(session: Uuid, mobile: &str) -> Vec<u8> {
    [session.as_bytes().as_slice(), mobile.as_bytes()].concat()
}

/// Uses the text message of a session up; false when it is wrong, too old, was never sent, or was
/// sent to a number the account no longer has.
///
/// # Errors
/// [`Failure`] of the store.
pub(super) fn take(
    work: &mut Work<'_, '_>,
    session: Uuid,
    mobile: &str,
    typed: &str,
) -> Result<bool, Failure> {
    let Some(known) = recovery::session_code(work.tx, session)? else {
        return Ok(false);
    };
    let owner = owner(session, mobile);
    let entered = work.app.keyring.code_hash(&owner, typed);
    let code = code_of(&known);
    let expected = code.hash.unwrap_or_default();
    let matches: bool = subtle::ConstantTimeEq::ct_eq(&entered[..], &expected[..]).into();
    let (code, entry) = code.enter(work.now, &CODES, matches);
    recovery::keep_session_code(work.tx, session, &row_of(&code))?;
    Ok(entry == Entry::Right)
}

fn code_of(row: &SessionCode) -> Code {
    Code {
        hash: row
            .code_hash
            .as_deref()
            .and_then(|hash| hash.try_into().ok()),
        sent_at: row.sent_at,
        wrong: row.wrong,
        sends: row.sends,
    }
}

fn row_of(code: &Code) -> SessionCode {
    SessionCode {
        code_hash: code.hash.map(|hash| hash.to_vec()),
        sent_at: code.sent_at,
        wrong: code.wrong,
        sends: code.sends,
    }
}
