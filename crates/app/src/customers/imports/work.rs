//! The worker's side: a leg of work at a time, so that mails do not wait for a large file, and the
//! next leg is asked for when one ends. A leg that was cut off is begun again by whoever gets the
//! job; rows that are done are passed over.

use super::{check, kind, run as importing, state, subject};
use crate::{App, Failure, Request};
use domain::customers::imports::State;
use domain::ids::TenantId;
use domain::permission::{TenantAction, authorise};
use store::imports;
use uuid::Uuid;

/// Rows of one leg.
pub(super) const LEG: u32 = 500;

/// How a leg ended.
pub(super) enum Leg {
    /// There may be more.
    More,
    /// Nothing is left, or somebody else has the word.
    Over,
}

/// Does a leg of an import, whatever is to be done for it.
///
/// # Errors
/// [`Failure`] of the store; the job is tried again.
pub(crate) fn run(
    app: &App,
    request: &Request,
    partner: TenantId,
    id: Uuid,
) -> Result<(), Failure> {
    let scope = authorise(&request.caller, TenantAction::CreateCustomers, partner)?;
    let found = app
        .read(move |tx| Ok(imports::get(tx, scope, id)?))
        .wait()?;
    let Some(import) = found else { return Ok(()) };
    let kind = kind(&import)?;
    let leg = match state(&import)? {
        State::Checking => check::leg(app, request, scope, &import, kind)?,
        State::Running => importing::leg(app, request, scope, &import, kind)?,
        _ => Leg::Over,
    };
    if matches!(leg, Leg::Over) {
        return Ok(());
    }
    let now = app
        .read(move |tx| Ok(imports::get(tx, scope, id)?))
        .wait()?;
    let Some(now) = now.filter(|now| state(now).is_ok_and(State::is_worked_at)) else {
        return Ok(());
    };
    // Each leg settles rows, so no two ask for the next with the same words.
    let settled = now.wrong + now.known + now.done + now.failed + now.ready;
    let place = format!("{}/{}/{}/{settled}", now.state, now.version, now.ready);
    app.queue(
        request,
        "import",
        &subject(id),
        &(partner, id),
        format!("import/{id}/{place}"),
    )?
    .wait()
    .map(drop)
}
