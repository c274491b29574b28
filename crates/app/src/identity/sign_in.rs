//! Name and password.

use crate::secrets::token_hash;
use crate::{App, Failure, Intent, Request};
use domain::effects::Instant;
use domain::identity::lockout::{FREE_TRIES, Lockout};
use domain::ids::{SessionId, fresh_token, fresh_uuid};
use serde::{Deserialize, Serialize};
use store::identity::{self, Account};

/// Wrong passwords from one address within an hour before it has to wait.
const FAILURES_PER_ADDRESS: u32 = 30;

/// What a right name and password open.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The session cookie's value.
    pub token: String,
    /// Language of the account.
    pub language: String,
    /// Whether it is the operator's staff.
    pub staff: bool,
}

#[derive(Serialize, Deserialize)]
enum Outcome {
    In { language: String, staff: bool },
    Wrong,
    Locked { until: Instant },
    Expired,
}

/// Signs in with a name and a password. Blocks for the time of a password hash, so it belongs on a
/// thread of its own.
///
/// # Errors
/// [`Failure::Invalid`] for a wrong name or password, without saying which; [`Failure::TooMany`]
/// while locked; [`Failure::Conflict`] when a temporary password is too old.
pub fn sign_in(
    app: &App,
    request: &Request,
    name: &str,
    password: &str,
) -> Result<SignedIn, Failure> {
    let name = domain::validate::text::clean(name)
        .unwrap_or_default()
        .to_lowercase();
    let since = app.clock.now().plus_seconds(-3600);
    let (ip, wanted) = (request.ip.clone(), name.clone());
    let (account, from_here) = app
        .read(move |tx| {
            let account = identity::account_to_sign_in(tx, &wanted)?;
            Ok((
                account,
                identity::attempts(tx, "sign-in-failed", &ip, since)?,
            ))
        })
        .wait()?;
    if from_here >= app.ceiling(request, FAILURES_PER_ADDRESS) {
        return Err(Failure::TooMany {
            code: "sign-in-address",
            until: None,
        });
    }
    // A lock is answered before any hash is computed, and alike for names nobody has.
    let until = match &account {
        Some(account) => account
            .locked_until
            .filter(|until| app.clock.now() < *until),
        None => unknown_lock(app, &name)?,
    };
    if until.is_some() {
        note_failure(app, request, &name)?;
        return Err(Failure::TooMany {
            code: "sign-in-locked",
            until,
        });
    }
    let typed = typed_password(account.as_ref(), password);
    let fits = app
        .passwords
        .verify(&typed, account.as_ref().map(|a| a.password_hash.as_str()));
    let Some(account) = account else {
        note_failure(app, request, &name)?;
        return Err(wrong());
    };
    let token = fresh_token(&*app.entropy);
    let hash = token_hash(&token);
    let session = SessionId::fresh(&*app.entropy);
    let intent = Intent::new(
        "session.begin",
        account.tenant_id,
        format!("account/{}", account.id),
    );
    let (ip, agent) = (request.ip.clone(), request.user_agent.clone());
    let outcome = app
        .command(request, intent, move |work| {
            // Read again: two guesses at once must both be counted.
            let mut fresh = identity::own_account(work.tx, account.id)?;
            let lock = Lockout {
                failures: fresh.failures,
                locked_until: fresh.locked_until,
            };
            if let Some(until) = lock.locked_until.filter(|until| work.now < *until) {
                work.audit("outcome", "locked");
                return Ok(Outcome::Locked { until });
            }
            let usable = matches!(fresh.status.as_str(), "invited" | "active");
            if !fits || !usable || fresh.password_hash != account.password_hash {
                let lock = lock.failed(work.now);
                (fresh.failures, fresh.locked_until) = (lock.failures, lock.locked_until);
                identity::save_sign_in_state(work.tx, &fresh)?;
                let attempt = fresh_uuid(&*work.app.entropy);
                identity::add_attempt(work.tx, attempt, "sign-in-failed", &ip, work.now)?;
                work.audit("outcome", "wrong-password");
                return Ok(Outcome::Wrong);
            }
            if fresh.temporary_until.is_some_and(|until| work.now >= until) {
                work.audit("outcome", "temporary-password-expired");
                return Ok(Outcome::Expired);
            }
            // With an authenticator the sign-in is only complete after its code; until then wrong
            // codes must go on counting.
            if fresh.totp_confirmed_at.is_none() {
                let lock = lock.succeeded();
                (fresh.failures, fresh.locked_until) = (lock.failures, lock.locked_until);
                identity::save_sign_in_state(work.tx, &fresh)?;
            }
            identity::add_session(
                work.tx, session.0, &hash, fresh.id, None, &ip, &agent, work.now,
            )?;
            let operator = identity::operator(work.tx)?;
            work.audit("outcome", "signed-in");
            Ok(Outcome::In {
                language: fresh.language,
                staff: operator.is_some_and(|t| t.id == fresh.tenant_id),
            })
        })
        .wait()?;
    match outcome {
        Outcome::In { language, staff } => Ok(SignedIn {
            token,
            language,
            staff,
        }),
        Outcome::Wrong => Err(wrong()),
        Outcome::Locked { until } => Err(Failure::TooMany {
            code: "sign-in-locked",
            until: Some(until),
        }),
        Outcome::Expired => Err(Failure::conflict("temporary-password-expired")),
    }
}

/// A temporary password is shown in groups; people type the dashes or leave them out.
fn typed_password(account: Option<&Account>, password: &str) -> String {
    match account {
        Some(account) if account.temporary_until.is_some() => {
            domain::identity::password::ungrouped(password)
        }
        _ => password.chars().take(1024).collect(),
    }
}

fn wrong() -> Failure {
    Failure::Invalid(vec![domain::enrolment::form::FieldProblem::plain(
        "password",
        "sign-in-wrong",
    )])
}

/// Seconds a first lock lasts; names without an account seem to lock like the others.
const FIRST_LOCK: i64 = 300;

fn unknown_source(name: &str) -> String {
    data_encoding::HEXLOWER.encode(&token_hash(name))
}

fn unknown_lock(app: &App, name: &str) -> Result<Option<Instant>, Failure> {
    let (source, now) = (unknown_source(name), app.clock.now());
    let since = now.plus_seconds(-FIRST_LOCK);
    let tries = app
        .read(move |tx| Ok(identity::attempts(tx, "sign-in-unknown", &source, since)?))
        .wait()?;
    Ok((tries >= FREE_TRIES).then(|| now.plus_seconds(FIRST_LOCK)))
}

fn note_failure(app: &App, request: &Request, name: &str) -> Result<(), Failure> {
    let ids = [fresh_uuid(&*app.entropy), fresh_uuid(&*app.entropy)];
    let (ip, source, now) = (request.ip.clone(), unknown_source(name), app.clock.now());
    app.db
        .write(move |tx| {
            identity::add_attempt(tx, ids[0], "sign-in-failed", &ip, now)?;
            identity::add_attempt(tx, ids[1], "sign-in-unknown", &source, now)
                .map_err(Failure::from)
        })
        .wait()
}
