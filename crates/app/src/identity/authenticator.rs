//! The authenticator: time-based one-time passwords (RFC 6238), each accepted once, and what may
//! stand in for them: recovery codes and a text message.

use super::recovery::use_recovery_code;
use super::recovery_codes::First;
use super::{lock, lost, text_code};
use crate::{App, Failure, Intent, Pending, Request};
use domain::caller::Stage;
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use domain::identity::recovery::recovery_code_typed;
use domain::identity::session::is_recent;
use domain::validate;
use store::{identity, recovery};
use totp_rs::{Builder, Secret, Totp};
use zeroize::Zeroizing;

/// How long the same code of the same session is a repetition, seconds: as long as it could be used.
const AGAIN: i64 = 90;
/// Wrong codes after which a session ends.
const TRIES: i64 = 5;

/// What a person needs to set an authenticator up.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct SetUp {
    /// `otpauth://…`, for the QR code.
    pub url: String,
    /// The secret in Base32, for typing.
    pub secret: String,
}

/// Begins or continues the set-up of the caller's authenticator: the same secret until confirmed.
pub fn set_up(app: &App, request: &Request) -> Pending<SetUp> {
    let Some(person) = request.caller.person() else {
        return Pending::refused(Failure::SignInFirst);
    };
    if person.stage != Stage::SetUpMfa {
        return Pending::refused(Failure::conflict("authenticator-exists"));
    }
    let (id, name) = (person.account.0, person.sign_in_name.clone());
    let intent = Intent::new(
        "account.set-up-authenticator",
        person.tenant.0,
        format!("account/{id}"),
    );
    app.command(request, intent, move |work| {
        let mut account = identity::own_account(work.tx, id)?;
        let keyring = &work.app.keyring;
        let secret = match &account.totp_secret {
            Some(sealed) => Zeroizing::new(keyring.open(id.as_bytes(), sealed)?),
            None => {
                let secret = fresh_secret(work.app);
                let sealed = keyring.seal(&*work.app.entropy, id.as_bytes(), &secret)?;
                account.totp_secret = Some(sealed);
                identity::save_sign_in_state(work.tx, &account)?;
                secret
            }
        };
        shown(work.app, &secret, &name)
    })
}

/// A secret of 160 bits, as RFC 4226 recommends.
pub(super) fn fresh_secret(app: &App) -> Zeroizing<Vec<u8>> {
    let mut secret = Zeroizing::new(vec![0; 20]);
    app.entropy.fill(&mut secret);
    secret
}

/// A secret as its owner needs it.
///
/// # Errors
/// [`Failure::Internal`].
pub(super) fn shown(app: &App, secret: &[u8], name: &str) -> Result<SetUp, Failure> {
    let operator = &app.programme.operator;
    let issuer = operator.short_name.get(domain::language::Language::En);
    let url = totp(secret, issuer, name)?.to_url();
    Ok(SetUp {
        url: url.map_err(Failure::internal)?,
        secret: data_encoding::BASE32_NOPAD.encode(secret),
    })
}

fn totp(secret: &[u8], issuer: &str, account: &str) -> Result<Totp, Failure> {
    // A colon would end the issuer in the address.
    let issuer = issuer.replace(':', " ");
    Builder::new()
        .with_secret(Secret::from(secret.to_vec()))
        .with_skew(1)
        .with_issuer(Some(issuer))
        .with_account_name(account.replace(':', " "))
        .build()
        .map_err(Failure::internal)
}

/// Whether a code fits a secret at a moment, and at which time step.
pub(super) fn step(secret: &[u8], code: &str, now: Instant) -> Result<Option<i64>, Failure> {
    let seconds = u64::try_from(now.0 / 1_000_000).unwrap_or(0);
    let step = totp(secret, "tongdao", "account")?.check(code, seconds);
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// The code a secret gives at a moment: for the demo's guide and for programs that sign in.
///
/// # Errors
/// [`Failure::Internal`] when the secret is not Base32 of sane length.
pub fn code_at(secret_base32: &str, now: Instant) -> Result<String, Failure> {
    let secret = data_encoding::BASE32_NOPAD
        .decode(secret_base32.as_bytes())
        .map_err(Failure::internal)?;
    let seconds = u64::try_from(now.0 / 1_000_000).unwrap_or(0);
    Ok(totp(&secret, "tongdao", "account")?
        .generate(seconds)
        .to_string())
}

/// Uses a code of an account's authenticator up; false when it is wrong or was seen before.
///
/// # Errors
/// [`Failure`] of the store.
pub(super) fn use_code(
    work: &mut crate::Work<'_, '_>,
    id: uuid::Uuid,
    code: &str,
) -> Result<bool, Failure> {
    let mut account = identity::own_account(work.tx, id)?;
    let (Some(sealed), Some(_)) = (&account.totp_secret, account.totp_confirmed_at) else {
        return Ok(false);
    };
    let secret = Zeroizing::new(work.app.keyring.open(id.as_bytes(), sealed)?);
    match step(&secret, code, work.app.clock.wall())? {
        Some(step) if step > account.totp_last_step => {
            account.totp_last_step = step;
            identity::save_sign_in_state(work.tx, &account)?;
            Ok(true)
        }
        _ => Ok(false),
    }
}

#[derive(serde::Serialize, serde::Deserialize)]
enum Outcome {
    Right,
    Wrong,
    Ended,
    Locked(Instant),
}

/// Confirms the set-up, completes a sign-in, or proves the person anew before a sensitive act.
///
/// # Errors
/// [`Failure::Invalid`] at `code`; after five wrong codes the session ends and
/// [`Failure::SignInFirst`] is returned. Wrong codes count towards the account's lock like wrong
/// passwords: [`Failure::TooMany`] while it lasts.
pub fn verify(app: &App, request: &Request, code: &str) -> Result<(), Failure> {
    prove(app, request, code, None)
}

/// The same as [`verify`]; the recovery codes that come with a set-up wait for whoever holds a
/// session cookie, the one the session goes on with.
///
/// # Errors
/// As [`verify`].
pub fn verify_for(app: &App, request: &Request, code: &str, cookie: &str) -> Result<(), Failure> {
    prove(app, request, code, Some(cookie))
}

fn prove(app: &App, request: &Request, code: &str, cookie: Option<&str>) -> Result<(), Failure> {
    let Some(person) = request.caller.person() else {
        return Err(Failure::SignInFirst);
    };
    if person.stage == Stage::ChangePassword {
        return Err(Failure::FinishSignIn(Stage::ChangePassword));
    }
    let invalid = |code| Failure::Invalid(vec![FieldProblem::plain("code", code)]);
    // A recovery code stands in for the authenticator, except while one is being set up.
    let stand_in = recovery_code_typed(code).filter(|_| person.stage != Stage::SetUpMfa);
    let by_recovery_code = stand_in.is_some();
    let by_text = person.stage != Stage::SetUpMfa;
    let code = match stand_in {
        Some(code) => code,
        None => {
            validate::verification_code(code)
                .map_err(|problem| Failure::Invalid(vec![FieldProblem::new("code", problem)]))?
                .value
        }
    };
    let (id, session) = (person.account.0, person.session.0);
    // With the authenticator come the codes for the day it is lost.
    let codes = (person.stage == Stage::SetUpMfa)
        .then(|| First::make(app, id, cookie))
        .transpose()?;
    let intent = Intent::new(
        "session.verify-code",
        person.tenant.0,
        format!("account/{id}"),
    );
    let outcome = app
        .command(request, intent, move |work| {
            let mut account = identity::own_account(work.tx, id)?;
            let Some(sealed) = &account.totp_secret else {
                return Err(Failure::FinishSignIn(Stage::SetUpMfa));
            };
            if let Some(until) = lock::of(&account).lock_at(work.now) {
                work.audit("outcome", "locked");
                identity::end_session(work.tx, session, work.now)?;
                return Ok(Outcome::Locked(until));
            }
            let secret = Zeroizing::new(work.app.keyring.open(id.as_bytes(), sealed)?);
            let step = step(&secret, &code, work.app.clock.wall())?;
            // The second click of a double click, or the same form after an answer that was lost: the
            // code has proved this very session a moment ago, and proves nothing more now.
            if step == Some(account.totp_last_step)
                && is_recent(identity::session_proof(work.tx, session)?, work.now, AGAIN)
            {
                work.audit("outcome", "again");
                return Ok(Outcome::Right);
            }
            let by_code = match step {
                // A code that was seen before is as good as wrong.
                Some(step) if !by_recovery_code && step > account.totp_last_step => {
                    account.totp_last_step = step;
                    account.totp_confirmed_at.get_or_insert(work.now);
                    Some("totp")
                }
                _ => None,
            };
            let method = match by_code {
                Some(method) => Some(method),
                None if by_recovery_code => {
                    use_recovery_code(work, id, &code)?.then_some("recovery-code")
                }
                None if by_text => {
                    let taken = text_code::take(work, session, &account.mobile, &code)?;
                    taken.then_some("sms")
                }
                None => None,
            };
            match method {
                Some(method) => {
                    let clean = lock::of(&account).succeeded();
                    lock::put(&mut account, clean);
                    identity::save_sign_in_state(work.tx, &account)?;
                    identity::confirm_session(work.tx, session, method, work.now)?;
                    lost::stop::by_owner(work, id)?;
                    work.audit("outcome", "right");
                    work.audit("method", method);
                    if let Some(codes) = &codes {
                        codes.keep(work, id, session)?;
                    }
                    if method == "recovery-code" {
                        let left = recovery::codes_left(work.tx, id)?;
                        super::recovery::tell(work, &account, "s04", &format!("{session}/{left}"))?;
                    }
                    Ok(Outcome::Right)
                }
                _ => {
                    work.audit("outcome", "wrong");
                    let locked = lock::fail(work, &mut account)?;
                    let tries = identity::count_mfa_failure(work.tx, session)?;
                    if locked.is_none() && tries < TRIES {
                        return Ok(Outcome::Wrong);
                    }
                    identity::end_session(work.tx, session, work.now)?;
                    Ok(locked.map_or(Outcome::Ended, Outcome::Locked))
                }
            }
        })
        .wait()?;
    match outcome {
        Outcome::Right => Ok(()),
        Outcome::Wrong => Err(invalid("code-wrong")),
        Outcome::Ended => Err(Failure::SignInFirst),
        Outcome::Locked(until) => Err(lock::refused(until)),
    }
}
