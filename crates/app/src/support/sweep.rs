//! What time does to requests: reminds, closes what nobody answered, closes what is solved, has files
//! scanned.

use super::{apply, files, intent, note, notices, save, state};
use crate::{App, Failure, Request};
use domain::effects::Instant;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use domain::support::{Event, Line, Side, State, reminder_due};
use store::support::{self as rows, Request as Row};

/// Requests looked at in one run.
const BATCH: u32 = 200;

/// What is due for a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Due {
    /// A reminder, by its place.
    Remind(u32),
    /// Its end.
    End(Event),
}

fn due(app: &App, row: &Row, now: Instant) -> Result<Option<Due>, Failure> {
    let rules = &app.programme.support;
    let over = |since: Instant, days: u32| now >= since.plus_days(i64::from(days));
    Ok(match (state(row)?, row.waiting_since, row.resolved_at) {
        (State::Waiting, Some(since), _) if over(since, rules.waiting_days) => {
            Some(Due::End(Event::Lapse))
        }
        (State::Waiting, Some(since), _) => {
            reminder_due(since, now, &rules.reminder_days, row.reminded).map(Due::Remind)
        }
        (State::Resolved, _, Some(at)) if over(at, rules.reopen_days) => {
            Some(Due::End(Event::Close))
        }
        _ => None,
    })
}

/// Does what is due and says to how many requests.
///
/// # Errors
/// [`Failure`] of the store.
pub fn run(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ViewSupport)?;
    let mut done = files::scan(app, request, scope)?;
    let now = app.clock.now();
    let rules = &app.programme.support;
    let mut looks = vec![
        (State::Waiting, u32::MAX, rules.waiting_days),
        (State::Resolved, u32::MAX, rules.reopen_days),
    ];
    let reminders = rules.reminder_days.iter().zip(1..);
    looks.extend(reminders.map(|(days, place)| (State::Waiting, place, *days)));
    for (state, reminded, days) in looks {
        let before = now.plus_days(-i64::from(days));
        let found = app
            .read(move |tx| {
                let wanted = (state.text(), reminded);
                Ok(rows::idle(tx, scope, wanted, before, BATCH)?)
            })
            .wait()?;
        for row in found {
            if due(app, &row, now)?.is_some() {
                done += u64::from(move_on(app, request, scope, &row)?);
            }
        }
    }
    Ok(done)
}

fn move_on(
    app: &App,
    request: &Request,
    scope: OperatorScope,
    seen: &Row,
) -> Result<bool, Failure> {
    let number = seen.number.clone();
    let outcome = app.command(request, intent("support.time", seen), move |work| {
        let row = rows::any(work.tx, scope, &number)?;
        let Some(mut row) = row else {
            return Ok(false);
        };
        match due(work.app, &row, work.now)? {
            // Somebody was faster.
            None => return Ok(false),
            Some(Due::Remind(place)) => {
                row.reminded = place;
                // Nothing has happened to it but a reminder: it keeps its place in the lists.
                if !rows::save(work.tx, &row)? {
                    return Ok(false);
                }
                notices::remind(work, &row)?;
                work.audit("reminder", place);
            }
            Some(Due::End(event)) => {
                apply(work, &mut row, event)?;
                let by = row.changed_by.clone();
                save(work, &mut row, &by)?;
                note(work, &row, Side::System, "", Line::Step, event.text())?;
                notices::closed(work, &row)?;
            }
        }
        Ok(true)
    });
    match outcome.wait() {
        // Somebody was faster by less than a transaction; what is left is looked at next time.
        Err(Failure::Conflict(_)) => Ok(false),
        outcome => outcome,
    }
}
