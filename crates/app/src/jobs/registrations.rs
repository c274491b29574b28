//! What time does to registrations: expiry, second verification, failed creation, destroyed
//! passwords, freed domains, and the erasure of what was never finished.

use crate::enrolment::create_account::destroy_secret;
use crate::enrolment::registration::pass_time;
use crate::{App, Failure, Request};
use domain::effects::Instant;
use domain::enrolment::registration::{Patience, State};
use domain::ids::RegistrationId;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use store::{Tx, registration};
use uuid::Uuid;

/// Rows looked at in one go; the next run takes what is left.
const BATCH: u32 = 500;

/// Does what is due and says how many registrations changed.
///
/// # Errors
/// [`Failure`] of the store.
pub fn run(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ReviewRegistration)?;
    let (now, patience) = (app.clock.now(), Patience::of(&app.programme));
    let mut changed = 0;
    for (state, seconds) in [
        (State::Open, patience.open),
        (State::Identified, patience.draft),
        (State::Details, patience.draft),
        (State::Challenge, patience.draft),
        (State::Locked, patience.draft),
        (State::Verified, patience.draft),
        (State::Creating, patience.creating),
    ] {
        let (before, people) = (
            now.plus_seconds(-seconds),
            now.plus_seconds(-patience.people),
        );
        changed += each(app, request, move |tx| {
            registration::idle(tx, scope, state.text(), before, people, BATCH)
        })?;
    }
    let before = now.plus_seconds(-patience.verified);
    changed += each(app, request, move |tx| {
        registration::stale_verifications(tx, scope, before, BATCH)
    })?;
    changed += destroy_secrets(app, request, scope, now)?;
    changed += app
        .db
        .write(move |tx| registration::free_domains(tx, scope, now).map_err(Failure::from))
        .wait()?;
    changed += erase(app, scope, now)?;
    Ok(changed)
}

/// Lets time do its work on each registration a query finds.
fn each(
    app: &App,
    request: &Request,
    due: impl FnOnce(&mut Tx<'_>) -> Result<Vec<Uuid>, store::DbError> + Send + 'static,
) -> Result<u64, Failure> {
    let mut changed = 0;
    for id in app.read(move |tx| Ok(due(tx)?)).wait()? {
        changed += u64::from(settled(pass_time(app, request, RegistrationId(id)).wait())?);
    }
    Ok(changed)
}

/// Somebody who came back in this very moment was faster, and that is fine.
fn settled(outcome: Result<bool, Failure>) -> Result<bool, Failure> {
    match outcome {
        Err(Failure::Conflict(_)) => Ok(false),
        other => other,
    }
}

fn destroy_secrets(
    app: &App,
    request: &Request,
    scope: OperatorScope,
    now: Instant,
) -> Result<u64, Failure> {
    let due = app
        .read(move |tx| Ok(registration::unseen_secrets(tx, scope, now, BATCH)?))
        .wait()?;
    let mut changed = 0;
    for id in due {
        let destroyed = destroy_secret(app, request, RegistrationId(id)).wait();
        changed += u64::from(settled(destroyed)?);
    }
    Ok(changed)
}

/// Erases what an unfinished registration knows of people, after the days of the programme.
fn erase(app: &App, scope: OperatorScope, now: Instant) -> Result<u64, Failure> {
    let days = i64::from(app.programme.retention.unfinished_registration_days);
    let before = now.plus_days(-days);
    let mut erased = 0;
    for state in [State::Expired, State::Blocked] {
        erased += app
            .db
            .write(move |tx| {
                let due = registration::to_erase(tx, scope, state.text(), before, BATCH)?;
                for id in &due {
                    store::risk::forget(tx, *id)?;
                    registration::erase(tx, *id, now)?;
                }
                Ok::<_, Failure>(u64::try_from(due.len()).unwrap_or(0))
            })
            .wait()?;
    }
    Ok(erased)
}
