//! E20: warns reviewers when a share of the promised time is used, once for each share.

use crate::enrolment::clock::days_used;
use crate::review::{decide, tasks};
use crate::{App, Failure, Request};
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use std::cmp::Ordering;
use store::operator;
use store::review::queue;
use uuid::Uuid;

/// Warns about every case that has reached a share nobody was warned at.
///
/// # Errors
/// [`Failure`] when the database cannot be asked what is due.
pub fn run(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let running = app.read(move |tx| Ok(queue::running(tx, scope)?)).wait()?;
    let mut done = 0;
    for case in running {
        let reached = reached(app, case.sla_since, case.sla_days);
        let outcome = match reached.cmp(&case.warned) {
            Ordering::Equal => continue,
            Ordering::Less => forget(app, scope, case.id),
            Ordering::Greater => warn(app, request, scope, case.id),
        };
        match outcome {
            Ok(()) => done += 1,
            // Nobody there to be warned, or another node was faster.
            Err(Failure::NotFound) => {}
            Err(failure) => {
                tracing::error!(?failure, "the reviewers of a case could not be warned");
            }
        }
    }
    Ok(done)
}

/// The highest share of the programme's warnings that is used, in percent; 0 below the lowest.
fn reached(app: &App, since: domain::effects::Instant, before: u32) -> i64 {
    let rules = &app.programme.application;
    let used = days_used(app, Some(since), before, app.clock.now());
    let used = u64::from(used) * 100 / u64::from(rules.sla_working_days.max(1));
    let shares = rules.sla_warning_percent.iter();
    let highest = shares.filter(|share| u64::from(**share) <= used).max();
    highest.copied().map_or(0, i64::from)
}

/// After an appeal or a reopened approval the clock begins anew, and so do the warnings. Nobody is
/// told, so this is no act of its own.
fn forget(app: &App, scope: OperatorScope, id: Uuid) -> Result<(), Failure> {
    let parts = app.clone();
    app.db
        .write(move |tx| {
            let row = operator::application(tx, scope, id)?.ok_or(Failure::NotFound)?;
            let since = row.sla_since.ok_or(Failure::NotFound)?;
            let reached = reached(&parts, since, row.sla_days);
            Ok::<_, Failure>(queue::forget_warnings(tx, id, reached)?)
        })
        .wait()
}

/// Warns whoever looks after a case.
fn warn(app: &App, request: &Request, scope: OperatorScope, id: Uuid) -> Result<(), Failure> {
    let id = ApplicationId(id);
    let intent = decide::intent(app, "application.warn", scope, id)?;
    app.command(request, intent, move |work| {
        let row = operator::application(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        // Asked again: something may have happened since, or another node was faster.
        let since = row.sla_since.ok_or(Failure::NotFound)?;
        let reached = reached(work.app, since, row.sla_days);
        if reached <= queue::warned(work.tx, row.id)? {
            return Err(Failure::NotFound);
        }
        let told = tasks::warn(work, scope, &row, reached)?;
        // The warning stays due until there is somebody to read it.
        if told == 0 {
            return Err(Failure::NotFound);
        }
        work.audit("percent", reached);
        work.audit("told", told);
        Ok(queue::note_warning(work.tx, row.id, reached, work.now)?)
    })
    .wait()
}
