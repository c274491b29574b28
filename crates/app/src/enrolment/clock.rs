//! The clocks of an application: since when it is in its state, what is due next by itself, and how
//! much of the review's time is used.

use super::application::state_of;
use crate::{App, Failure};
use domain::effects::Instant;
use domain::enrolment::application::State;
use domain::enrolment::schedule::{self, Schedule};
use domain::enrolment::sla::ReviewClock;
use store::application::Application;

/// Winds the clocks of an application that is about to be saved in another state than it was read
/// in, and says whether it is.
///
/// # Errors
/// [`Failure::Internal`] for a state nobody knows.
pub(super) fn wind(app: &App, row: &mut Application, now: Instant) -> Result<bool, Failure> {
    let to = state_of(row)?;
    let from = State::from_text(&row.loaded_state)
        .ok_or_else(|| Failure::internal(format!("unknown state {}", row.loaded_state)))?;
    if from == to {
        return Ok(false);
    }
    let clock = ReviewClock {
        running_since: row.sla_since,
        days: row.sla_days,
    };
    let clock = clock.turn(from, to, now, |a, b| working_days(app, a, b));
    (row.sla_since, row.sla_days) = (clock.running_since, clock.days);
    enter(app, row, to, now);
    Ok(true)
}

/// Begins the time of a state.
pub(super) fn enter(app: &App, row: &mut Application, state: State, now: Instant) {
    row.entered_at = Some(now);
    row.lapse_at = schedule::lapse_at(state, now, &app.programme);
    row.next_at = Schedule::of(state, now, row.lapse_at, &app.programme).next_after(now);
}

/// What happens to an application by itself while it stays in its state. Rows an older program
/// wrote have no promised lapse; theirs follows from the settings.
///
/// # Errors
/// [`Failure::Internal`] for a state nobody knows.
pub(crate) fn schedule(app: &App, row: &Application) -> Result<Schedule, Failure> {
    let state = state_of(row)?;
    let Some(entered) = row.entered_at else {
        return Ok(Schedule::of(state, row.created_at, None, &app.programme));
    };
    let lapse = row
        .lapse_at
        .or_else(|| schedule::lapse_at(state, entered, &app.programme));
    Ok(Schedule::of(state, entered, lapse, &app.programme))
}

/// Working days of the review used up to a moment, without those spent waiting for the applicant.
#[must_use]
pub fn days_used(app: &App, since: Option<Instant>, before: u32, until: Instant) -> u32 {
    let clock = ReviewClock {
        running_since: since,
        days: before,
    };
    clock.used(until, |a, b| working_days(app, a, b))
}

fn working_days(app: &App, since: Instant, until: Instant) -> u32 {
    let local = |at| domain::calendar::local_date(at, app.programme.time_zone());
    app.programme
        .working_days_between(local(since), local(until))
}
