//! What happens to a waiting application by itself: reminders, E17, the lapse (T21, E18), and the
//! end of automatic checks that do not answer (T10).

use super::application::{save, state_of};
use super::{checks, clock, information, recipients};
use crate::{App, Failure, Request, Work};
use domain::effects::Instant;
use domain::enrolment::application::{Event, State};
use domain::enrolment::machine::Machine;
use domain::enrolment::schedule::Step;
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use store::application::Application;
use store::{confirmation, information as kept, operator, waiting};

/// Takes the newest step that is due for an application, and no other; doing it twice does nothing
/// twice.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn act(app: &App, request: &Request, id: ApplicationId) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let row = app
        .read(move |tx| operator::application(tx, scope, id.0)?.ok_or(Failure::NotFound))
        .wait()?;
    let now = app.clock.now();
    match due(app, &row, now)? {
        // The settings have changed since the next step was planned.
        None => plan(app, scope, &row, now),
        Some((_, Step::EndChecks)) => checks::run(app, request, id).or_else(|failure| {
            tracing::warn!(%id, ?failure, "the automatic checks do not end");
            checks::give_up(app, request, id)
        }),
        Some((_, Step::Lapse)) => lapse(app, request, scope, id),
        Some((at, step)) => remind(app, request, scope, id, at, step),
    }
}

fn due(app: &App, row: &Application, now: Instant) -> Result<Option<(Instant, Step)>, Failure> {
    let Some(from) = row.next_at.filter(|next| *next <= now) else {
        return Ok(None);
    };
    Ok(clock::schedule(app, row)?.due(from, now))
}

fn plan(app: &App, scope: OperatorScope, row: &Application, now: Instant) -> Result<(), Failure> {
    let next = clock::schedule(app, row)?.next_after(now);
    let (id, from) = (row.id, row.next_at);
    app.db
        .write(move |tx| waiting::move_on(tx, scope, id, from, next).map_err(Failure::from))
        .wait()
        .map(drop)
}

/// Tells what is still to be done, or that it lapses soon.
fn remind(
    app: &App,
    request: &Request,
    scope: OperatorScope,
    id: ApplicationId,
    at: Instant,
    step: Step,
) -> Result<(), Failure> {
    let intent = crate::review::decide::intent(app, "application.remind", scope, id)?;
    app.command(request, intent, move |work| {
        let row = operator::application(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        // Something happened since it was looked at, or another node was faster.
        if due(work.app, &row, work.now)? != Some((at, step)) {
            return Ok(());
        }
        let next = clock::schedule(work.app, &row)?.next_after(work.now);
        if !waiting::move_on(work.tx, scope, row.id, row.next_at, next)? {
            return Ok(());
        }
        work.audit("state", row.state.as_str());
        work.audit("warning", step == Step::Warning);
        if step == Step::Warning {
            warn(work, &row, at)
        } else {
            nudge(work, &row, at)
        }
    })
    .wait()
}

/// Where a waiting application is continued.
fn place(state: State) -> &'static str {
    match state {
        State::Draft => "/enrol",
        State::Approved => "/agreements/sign",
        _ => "/enrol/status",
    }
}

/// E17.
fn warn(work: &mut Work<'_, '_>, row: &Application, at: Instant) -> Result<(), Failure> {
    let state = state_of(row)?;
    let until = row.lapse_at.unwrap_or(work.now);
    let readers = recipients::admins(work, row)?;
    recipients::tell(work, &readers, "e17", row, at.0, |notice, _| {
        notice.date("until", until).link(place(state))
    })
}

fn nudge(work: &mut Work<'_, '_>, row: &Application, at: Instant) -> Result<(), Failure> {
    let state = state_of(row)?;
    let until = row.lapse_at.unwrap_or(work.now);
    match state {
        State::Draft => {
            let readers = recipients::admins(work, row)?;
            recipients::tell(work, &readers, "draft-reminder", row, at.0, |notice, _| {
                notice.date("until", until).link(place(state))
            })
        }
        State::InformationRequested => match information::asked(work.tx, row)? {
            Some(asked) => information::tell(work, row, &asked.request, "e07-reminder", at.0),
            None => Ok(()),
        },
        State::Approved => {
            let readers = recipients::contact_and_admins(work, row)?;
            recipients::tell(work, &readers, "e09-reminder", row, at.0, |notice, _| {
                notice.date("until", until).link(place(state))
            })
        }
        _ => Ok(()),
    }
}

/// T21 and E18.
fn lapse(
    app: &App,
    request: &Request,
    scope: OperatorScope,
    id: ApplicationId,
) -> Result<(), Failure> {
    let intent = crate::review::decide::intent(app, "application.lapse", scope, id)?;
    app.command(request, intent, move |work| {
        let mut row = operator::application(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        if !matches!(due(work.app, &row, work.now)?, Some((_, Step::Lapse))) {
            return Ok(());
        }
        let before = state_of(&row)?;
        row.state = before.apply(Event::Lapse)?.text().to_owned();
        row.decided_at = Some(work.now);
        save(work, &row)?;
        kept::close(work.tx, row.id, "lapsed", work.now)?;
        confirmation::end_all(work.tx, row.id, work.now)?;
        work.audit("before", before.text());
        let days = i64::from(work.app.programme.application.reopen_days);
        let until = work.now.plus_days(days);
        let readers = recipients::admins(work, &row)?;
        recipients::tell(work, &readers, "e18", &row, row.version, |notice, _| {
            notice.date("until", until).link("/enrol/status")
        })
    })
    .wait()
}
