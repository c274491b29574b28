//! Turning the clock: everything due on the way is done in order, as if the time had passed.
//!
//! The clock stops at the beginning of each local day and where the outbox has something to do; at
//! each stop it is written down, the periodic jobs run and the outbox is worked off. Workers wait
//! meanwhile. After a crash the clock stands where it last stopped, and the periodic jobs catch up.

use super::{own_clock, scope};
use crate::jobs::{timers, worker};
use crate::{App, Failure, Intent, Request};
use domain::calendar;
use domain::effects::Instant;
use domain::ids::fresh_uuid;
use domain::permission::TenantScope;
use domain::sandbox::time::Wish;
use serde::{Deserialize, Serialize};
use std::sync::PoisonError;
use store::outbox;
use store::sandbox::{self as rows, Count, Happened, Turn};
use uuid::Uuid;

/// Stops nearer to each other than a minute are one.
const GAP: i64 = 60;
/// After so many stops for the outbox in one turn they are as far apart as [`WIDE_GAP`]: what fails
/// again and again does not hold the turn up.
const CLOSE_STOPS: u32 = 200;
const WIDE_GAP: i64 = 6 * 3600;
/// Most events that are listed.
const LISTED: u32 = 500;

/// How the clock stands.
#[derive(Debug, Clone)]
pub struct State {
    /// What the installation believes.
    pub now: Instant,
    /// What it is outside.
    pub wall: Instant,
    /// The turn that goes on: from when, to when.
    pub under_way: Option<(Instant, Instant)>,
    /// The last turn.
    pub last: Option<Turn>,
    /// What happened in it to the asker's things, in order; of the operator's guide empty.
    pub happened: Vec<Happened>,
    /// What happened in it everywhere, for the operator's guide only.
    pub counts: Vec<Count>,
    /// The next day on which something of the asker's is due.
    pub next: Option<Instant>,
}

/// A turn that was made.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Turned {
    /// The turn.
    pub id: Uuid,
    /// From when.
    pub from: Instant,
    /// To when.
    pub to: Instant,
}

/// Sets the clock of a sandbox to where it stood when the process ended.
///
/// # Errors
/// [`Failure`] of the store.
pub fn resume(app: &App) -> Result<(), Failure> {
    if let Some(clock) = &app.sandbox {
        clock.set_ahead(app.read(|tx| Ok(rows::ahead(tx)?)).wait()?);
    }
    Ok(())
}

/// How the clock stands and what its last turn brought about. Blocks.
///
/// # Errors
/// [`Failure::NotFound`] where this is no sandbox.
pub fn state(app: &App, request: &Request) -> Result<State, Failure> {
    let scope = scope(app, request)?;
    own_clock(app)?;
    let guide = matches!(request.caller, domain::caller::Caller::System);
    let (now, wall) = (app.clock.now(), app.clock.wall());
    let under_way = app.sandbox_memory().under_way();
    app.read(move |tx| {
        let last = rows::last(tx)?;
        let (mut happened, mut counts) = (Vec::new(), Vec::new());
        if let Some(turn) = &last {
            if guide {
                counts = rows::counts(tx, turn.from_at, turn.to_at)?;
            } else {
                happened = rows::happened(tx, scope, turn.from_at, turn.to_at, LISTED)?;
            }
        }
        Ok(State {
            now,
            wall,
            under_way,
            happened,
            counts,
            next: rows::next_due(tx, scope, now)?,
            last,
        })
    })
    .wait()
}

/// Turns the clock and does what falls due; a second turn waits for the first. The same key with
/// the same wish is the same turn. Blocks, for seconds where much is due.
///
/// # Errors
/// [`Failure::NotFound`] where this is no sandbox; [`Failure::Invalid`] at `advance`.
pub fn turn(app: &App, request: &Request, wish: &str, key: &str) -> Result<Turned, Failure> {
    let scope = scope(app, request)?;
    own_clock(app)?;
    let invalid = |problem| Failure::Invalid(vec![problem]);
    let asked = Wish::read(wish).map_err(invalid)?;
    let memory = app.sandbox_memory();
    let _turn = memory
        .turning
        .write()
        .unwrap_or_else(PoisonError::into_inner);
    let turned = begin(app, request, scope, asked, wish, key)?;
    memory.set_under_way(Some((turned.from, turned.to)));
    let failures = go_on(app, turned.to);
    memory.set_under_way(None);
    let (failures, wall) = (failures?.join(" "), app.clock.wall());
    app.db
        .write(move |tx| rows::finish(tx, turned.id, wall, &failures).map_err(Failure::from))
        .wait()?;
    app.bell.ring();
    Ok(turned)
}

fn begin(
    app: &App,
    request: &Request,
    scope: TenantScope,
    wish: Wish,
    text: &str,
    key: &str,
) -> Result<Turned, Failure> {
    let id = fresh_uuid(&*app.entropy);
    let intent = Intent::new("sandbox.turn-clock", scope.tenant().0, "sandbox/clock");
    app.command(request, intent.once(key, &text), move |work| {
        let (now, wall) = (work.now, work.app.clock.wall());
        let next = rows::next_due(work.tx, scope, now)?;
        let zone = work.app.programme.time_zone();
        let to = wish.target(now, wall, zone, next);
        let to = to.map_err(|problem| Failure::Invalid(vec![problem]))?;
        let turn = Turn {
            id,
            tenant_id: scope.tenant().0,
            from_at: now,
            to_at: to,
            made_at: wall,
            done_at: None,
            failures: String::new(),
        };
        rows::begin(work.tx, &turn)?;
        work.audit("from", now.0);
        work.audit("to", to.0);
        Ok(Turned { id, from: now, to })
    })
    .wait()
}

/// Moves on stop by stop; the names of what failed.
fn go_on(app: &App, to: Instant) -> Result<Vec<String>, Failure> {
    let owner = fresh_uuid(&*app.entropy);
    let mut failures: Vec<String> = Vec::new();
    let mut ran: Vec<Option<Instant>> = vec![None; timers::ALL.len()];
    let mut close = 0;
    while app.clock.now() < to {
        let stop = next_stop(app, to, &mut close)?;
        move_to(app, stop)?;
        let mut fail = |what: &str, failure: Failure| {
            tracing::error!(what, ?failure, "failed while the clock was turned");
            if !failures.iter().any(|known| known == what) {
                failures.push(what.to_owned());
            }
        };
        for (timer, ran) in timers::ALL.iter().zip(&mut ran) {
            let waits = ran.is_some_and(|at| stop.seconds_since(at) < timer.every_seconds);
            if waits && stop < to {
                continue;
            }
            *ran = Some(stop);
            if let Err(failure) = (timer.sweep)(app, &timers::request(app)) {
                fail(timer.name, failure);
            }
        }
        loop {
            match worker::drain(app, owner) {
                Ok(0) => break,
                Ok(_) => {}
                Err(failure) => {
                    fail("outbox", failure);
                    break;
                }
            }
        }
    }
    Ok(failures)
}

/// Where the clock stops next.
fn next_stop(app: &App, to: Instant, close: &mut u32) -> Result<Instant, Failure> {
    let (now, zone) = (app.clock.now(), app.programme.time_zone());
    let today = calendar::local_date(now, zone);
    let mut stop = to;
    if let Ok(tomorrow) = today.tomorrow() {
        let begins = calendar::start_of_day(tomorrow, zone);
        if begins > now {
            stop = stop.min(begins);
        }
    }
    let due = app.read(|tx| Ok(outbox::next_due(tx)?)).wait()?;
    let gap = if *close < CLOSE_STOPS { GAP } else { WIDE_GAP };
    if let Some(due) = due.map(|due| due.max(now.plus_seconds(gap)))
        && due < stop
    {
        *close += 1;
        stop = due;
    }
    Ok(stop)
}

fn move_to(app: &App, stop: Instant) -> Result<(), Failure> {
    let clock = own_clock(app)?;
    let before = clock.ahead();
    let ahead = stop.0.saturating_sub(app.clock.wall().0).max(before);
    let by = ahead.saturating_sub(before);
    app.db
        .write(move |tx| rows::turn(tx, ahead, by).map_err(Failure::from))
        .wait()?;
    clock.set_ahead(ahead);
    Ok(())
}

impl super::Memory {
    fn under_way(&self) -> Option<(Instant, Instant)> {
        *self
            .under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn set_under_way(&self, turn: Option<(Instant, Instant)>) {
        *self
            .under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = turn;
    }
}
