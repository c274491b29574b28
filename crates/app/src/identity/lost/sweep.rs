//! What time does to requests: waits end, what nobody decided or used expires, papers are scanned.

use super::decide::close;
use super::notices::{self, waited_for};
use super::{apply, chain_of, papers, save, subject};
use crate::privacy::retention::operator;
use crate::secrets::token_hash;
use crate::{App, Failure, Intent, Request, Work};
use domain::effects::Instant;
use domain::identity::lost::{DECIDE_DAYS, Event, LINK_DAYS, State, WAIT_SECONDS, matures_at};
use domain::ids::fresh_token;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use store::Tx;
use store::lost_access::{self, LostAccess};
use uuid::Uuid;

/// Requests looked up at once.
const BATCH: u32 = 100;

/// Moves on what is due and says how many requests that were.
///
/// # Errors
/// [`Failure`] of the store.
pub fn run(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::JudgeLostAccess)?;
    let operator = operator(app)?;
    // What is wrong with papers keeps nobody's request from moving on.
    let mut done = papers::scan(app, request, scope).unwrap_or_else(|failure| {
        tracing::error!(?failure, "papers could not be scanned");
        0
    });
    let now = app.clock.now();
    for (state, before) in [
        (State::Waiting, now.plus_seconds(-WAIT_SECONDS)),
        (State::Received, now.plus_days(-DECIDE_DAYS)),
        (State::Endorsed, now.plus_days(-DECIDE_DAYS)),
        (State::Ready, now),
    ] {
        let due = app
            .read(move |tx| {
                let mut due = Vec::new();
                for row in lost_access::due(tx, scope, state.text(), before, BATCH)? {
                    if is_due(tx, &row, state, now)? {
                        due.push((row.id, chain_of(tx, &row, operator)?));
                    }
                }
                Ok(due)
            })
            .wait()?;
        for (id, chain) in due {
            done += u64::from(move_on(app, request, (scope, id, chain), state)?);
        }
    }
    Ok(done)
}

/// Whether a request that is old enough may move on: a wait is counted from the last notice.
fn is_due(tx: &mut Tx<'_>, row: &LostAccess, state: State, now: Instant) -> Result<bool, Failure> {
    if state != State::Waiting {
        return Ok(true);
    }
    let Some(approved) = row.approved_at else {
        return Ok(false);
    };
    let mut told = Vec::new();
    for dedupe in waited_for(row.id) {
        // One that was forgotten left long ago.
        let Some(notice) = lost_access::told(tx, &dedupe)? else {
            continue;
        };
        // One that nobody could be told is no reason to wait for ever.
        match notice.done_at.or(notice.failed_at) {
            Some(at) => told.push(at),
            None => return Ok(false),
        }
    }
    Ok(now >= matures_at(approved, told))
}

fn move_on(
    app: &App,
    request: &Request,
    (scope, id, chain): (OperatorScope, Uuid, Uuid),
    from: State,
) -> Result<bool, Failure> {
    let action = match from {
        State::Waiting => "lost-access.mature",
        _ => "lost-access.expire",
    };
    let token = fresh_token(&*app.entropy);
    let intent = Intent::new(action, chain, subject(id));
    let outcome = app.command(request, intent, move |work| {
        let row = lost_access::get(work.tx, scope, id)?;
        let Some(mut row) = row.filter(|row| row.state == from.text()) else {
            // Somebody was faster.
            return Ok(false);
        };
        work.audit("reference", row.reference.as_str());
        if from == State::Waiting {
            mature(work, &mut row, &token)?;
        } else {
            apply(&mut row, Event::Expire)?;
            close(&mut row, None, work.now);
            save(work, &row)?;
            notices::expired(work, &row)?;
        }
        Ok(true)
    });
    match outcome.wait() {
        // Somebody was faster by less than a transaction; what is left is looked at next time.
        Err(Failure::Conflict(_)) => Ok(false),
        outcome => outcome,
    }
}

fn mature(work: &mut Work<'_, '_>, row: &mut LostAccess, token: &str) -> Result<(), Failure> {
    apply(row, Event::Mature)?;
    let until = work.now.plus_days(LINK_DAYS);
    row.ready_at = Some(work.now);
    row.link_hash = Some(token_hash(token).to_vec());
    row.link_until = Some(until);
    save(work, row)?;
    notices::ready(work, row, token, until)
}
