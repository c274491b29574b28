//! E20: warns reviewers when a share of the promised time is used, once for each share.

use crate::enrolment::clock::days_used;
use crate::review::{decide, tasks};
use crate::{App, Failure, Request};
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use store::operator;
use store::review::queue::{self, Running};

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
        if reached == case.warned {
            continue;
        }
        match settle(app, request, scope, &case) {
            Ok(()) => done += 1,
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

fn settle(
    app: &App,
    request: &Request,
    scope: OperatorScope,
    case: &Running,
) -> Result<(), Failure> {
    let id = ApplicationId(case.id);
    let intent = decide::intent(app, "application.warn", scope, id)?;
    app.command(request, intent, move |work| {
        let row = operator::application(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        // Asked again: something may have happened since, or another node was faster.
        let Some(since) = row.sla_since else {
            return Ok(());
        };
        let reached = reached(work.app, since, row.sla_days);
        let warned = queue::warned(work.tx, row.id)?;
        work.audit("percent", reached);
        if reached <= warned {
            // After an appeal or a reopened approval the clock begins anew.
            return Ok(queue::forget_warnings(work.tx, row.id, reached)?);
        }
        queue::note_warning(work.tx, row.id, reached, work.now)?;
        tasks::warn(work, scope, &row, reached)
    })
    .wait()
}
