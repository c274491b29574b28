//! Name and password.

use super::lock::{self, Source};
use crate::secrets::token_hash;
use crate::{App, Failure, Intent, Request, Work};
use domain::effects::Instant;
use domain::ids::{SessionId, fresh_token};
use serde::{Deserialize, Serialize};
use store::identity::{self, Account};
use uuid::Uuid;

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
    Expired { recoverable: bool },
}

/// What is about to be opened.
#[derive(Clone)]
struct Opening {
    session: Uuid,
    token_hash: [u8; 32],
    /// The session the browser has now; it ends, so that nothing of it is carried on.
    before: Option<Uuid>,
    source: Source,
    agent: String,
}

/// Signs in with a name and a password. Blocks for the time of a password hash, so it belongs on a
/// thread of its own.
///
/// # Errors
/// [`Failure::Invalid`] for a wrong name or password, without saying which; [`Failure::TooMany`]
/// while the name (`sign-in-locked`) or the address (`sign-in-address`) is locked;
/// [`Failure::Conflict`] when a temporary password is too old: `temporary-password-expired` when the
/// account can be recovered, `temporary-password-lost` when it has to be made anew.
pub fn sign_in(
    app: &App,
    request: &Request,
    name: &str,
    password: &str,
) -> Result<SignedIn, Failure> {
    let name = domain::validate::text::clean(name)
        .unwrap_or_default()
        .to_lowercase();
    let source = Source::of(app, request, &name);
    let asked = source.clone();
    // The same questions for every name, whoever has it.
    let (account, of_name, of_address) = app
        .read(move |tx| {
            Ok((
                identity::account_to_sign_in(tx, &name)?,
                asked.lock_of_name(tx)?,
                asked.lock_of_address(tx)?,
            ))
        })
        .wait()?;
    let now = app.clock.now();
    if let Some(until) = of_address.lock_at(now) {
        return Err(Failure::TooMany {
            code: "sign-in-address",
            until: Some(until),
        });
    }
    // A lock is answered before any hash is computed.
    if let Some(until) = account.as_ref().map_or(of_name, lock::of).lock_at(now) {
        app.db
            .write(move |tx| source.fail_address(tx, now))
            .wait()?;
        return Err(lock::refused(until));
    }
    let typed = typed_password(account.as_ref(), password);
    let fits = app
        .passwords
        .verify(&typed, account.as_ref().map(|a| a.password_hash.as_str()));
    let Some(account) = account else {
        return Err(turn_away(app, source)?);
    };
    let token = fresh_token(&*app.entropy);
    let opening = Opening {
        session: SessionId::fresh(&*app.entropy).0,
        token_hash: token_hash(&token),
        before: request.caller.person().map(|person| person.session.0),
        source,
        agent: request.user_agent.clone(),
    };
    let intent = Intent::new(
        "session.begin",
        account.tenant_id,
        format!("account/{}", account.id),
    );
    let outcome = app
        .command(request, intent, move |work| {
            admit(work, &account, fits, &opening)
        })
        .wait()?;
    match outcome {
        Outcome::In { language, staff } => Ok(SignedIn {
            token,
            language,
            staff,
        }),
        Outcome::Wrong => Err(wrong()),
        Outcome::Locked { until } => Err(lock::refused(until)),
        Outcome::Expired { recoverable: true } => {
            Err(Failure::conflict("temporary-password-expired"))
        }
        Outcome::Expired { recoverable: false } => {
            Err(Failure::conflict("temporary-password-lost"))
        }
    }
}

/// Decides about the holder of a name, as he is now: two guesses at once must both be counted.
fn admit(
    work: &mut Work<'_, '_>,
    read: &Account,
    fits: bool,
    opening: &Opening,
) -> Result<Outcome, Failure> {
    let mut account = identity::own_account(work.tx, read.id)?;
    if let Some(until) = lock::of(&account).lock_at(work.now) {
        work.audit("outcome", "locked");
        return Ok(Outcome::Locked { until });
    }
    let usable = matches!(account.status.as_str(), "invited" | "active");
    if !fits || !usable || account.password_hash != read.password_hash {
        work.audit("outcome", "wrong-password");
        opening.source.fail_address(work.tx, work.now)?;
        return Ok(match lock::fail(work, &mut account)? {
            Some(until) => Outcome::Locked { until },
            None => Outcome::Wrong,
        });
    }
    if account
        .temporary_until
        .is_some_and(|until| work.now >= until)
    {
        work.audit("outcome", "temporary-password-expired");
        // Recovery needs two proofs, and there is no authenticator yet.
        let recoverable = !account.contact_email.is_empty() && !account.mobile.is_empty();
        return Ok(Outcome::Expired { recoverable });
    }
    // With an authenticator the sign-in is only complete after its code; until then wrong codes
    // must go on counting.
    if account.totp_confirmed_at.is_none() {
        let clean = lock::of(&account).succeeded();
        lock::put(&mut account, clean);
        identity::save_sign_in_state(work.tx, &account)?;
    }
    if let Some(before) = opening.before {
        identity::end_session(work.tx, before, work.now)?;
    }
    identity::add_session(
        work.tx,
        opening.session,
        &opening.token_hash,
        account.id,
        None,
        &work.request.ip,
        &opening.agent,
        work.now,
    )?;
    let operator = identity::operator(work.tx)?;
    work.audit("outcome", "signed-in");
    Ok(Outcome::In {
        language: account.language,
        staff: operator.is_some_and(|t| t.id == account.tenant_id),
    })
}

/// Counts a try for a name nobody has. The audit log keeps no row of it: whoever types names at
/// random could fill it. Statement by statement it does what [`admit`] and its command do for a name
/// somebody has: each is a way to the database's server and back, and a visitor can count those.
fn turn_away(app: &App, source: Source) -> Result<Failure, Failure> {
    let now = app.clock.now();
    let until = app
        .db
        .write(move |tx| {
            tx.nested(|tx| {
                identity::account_to_sign_in(tx, "")?;
                source.fail_address(tx, now)?;
                source.begin_name(tx)
            })?;
            source.fail_name(tx, now)
        })
        .wait()?;
    Ok(until.map_or_else(wrong, lock::refused))
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
