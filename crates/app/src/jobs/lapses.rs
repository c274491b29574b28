//! Reminders, warnings, lapses, checks that do not end, credit that grows old, and reminders of
//! links: everything an application does by waiting.

use crate::enrolment::{contacts, reopening, waiting};
use crate::{App, Failure, Request};
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use store::{confirmation, waiting as due};

/// Rows looked at in one go.
const BATCH: u32 = 200;

/// Does what is due, and says for how many applications. What fails is told in the log and comes
/// again; the others go on.
///
/// # Errors
/// [`Failure`] when the database cannot be asked what is due.
pub fn run(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let filled = fill_old_rows(app, scope)?;
    // Credit first: an approval that is reviewed again does not lapse.
    let credit = old_credit(app, request, scope)?;
    let waited = waiting_ones(app, request, scope)?;
    let reminded = links(app, request)?;
    Ok(filled + credit + waited + reminded)
}

fn fill_old_rows(app: &App, scope: OperatorScope) -> Result<u64, Failure> {
    let mut filled = 0;
    loop {
        let batch = app
            .db
            .write(move |tx| due::fill_old_rows(tx, scope, BATCH).map_err(Failure::from))
            .wait()?;
        filled += batch;
        if batch < u64::from(BATCH) {
            return Ok(filled);
        }
    }
}

fn waiting_ones(app: &App, request: &Request, scope: OperatorScope) -> Result<u64, Failure> {
    let now = app.clock.now();
    let (mut done, mut after) = (0, None);
    loop {
        let last = after.clone();
        let page = app
            .read(move |tx| Ok(due::due(tx, scope, now, last.as_ref(), BATCH)?))
            .wait()?;
        for row in &page {
            done += settled(waiting::act(app, request, ApplicationId(row.id)));
        }
        after = page.last().cloned();
        if after.is_none() {
            return Ok(done);
        }
    }
}

fn old_credit(app: &App, request: &Request, scope: OperatorScope) -> Result<u64, Failure> {
    let now = app.clock.now();
    let old = app
        .read(move |tx| Ok(due::with_old_credit(tx, scope, now, BATCH)?))
        .wait()?;
    let reopen = |id| settled(reopening::expire_credit(app, request, ApplicationId(id)));
    Ok(old.into_iter().map(reopen).sum())
}

fn links(app: &App, request: &Request) -> Result<u64, Failure> {
    let now = app.clock.now();
    let reminders = app
        .read(move |tx| Ok(confirmation::reminders_due(tx, now, BATCH)?))
        .wait()?;
    let remind = |link| settled(contacts::remind(app, request, &link));
    Ok(reminders.into_iter().map(remind).sum())
}

fn settled(outcome: Result<(), Failure>) -> u64 {
    match outcome {
        Ok(()) => 1,
        Err(failure) => {
            tracing::error!(?failure, "something that was due could not be done");
            0
        }
    }
}
