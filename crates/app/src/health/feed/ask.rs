//! The feed is asked from time to time. What it says is an observation and no act: it is kept without a
//! row in the audit log; what came of asking is told there when that changes.

use super::{Feed, last};
use crate::privacy::retention::operator;
use crate::{App, Failure, Intent, Request};
use domain::calendar::{days_before, local_date};
use domain::effects::{FeedQuestion, Instant};
use domain::health::HISTORY_DAYS;
use domain::health::feed::{Known, Outcome, Reading, TURN_DAYS, Times, Verdict, goes_on, judge};
use domain::ids::fresh_uuid;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use store::Tx;
use store::health::feed::{self as rows, Turn};

/// Asks the feed when it is time to, and says how many measurements were believed. Blocks as long as
/// the feed may take.
///
/// # Errors
/// [`Failure`] of the store; never because of the feed.
pub fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    let Some(feed) = &app.feed else {
        return Ok(0);
    };
    let scope = authorise_operator(&request.caller, OperatorAction::ViewIncidents)?;
    let turn = app.read(move |tx| Ok(rows::turns(tx, scope, 1)?.pop()));
    let turn = turn.wait()?;
    let asked = app.clock.now();
    if turn.as_ref().is_some_and(|turn| is_soon(feed, turn, asked)) {
        return Ok(0);
    }
    let last = app.read(last).wait()?;
    let verdict = ask(app, feed, last);
    let (news, now) = (verdict.accepted.len(), app.clock.now());
    let next = next(turn.as_ref(), &verdict, feed.times, now);
    match keep(app, request, scope, (verdict, next), now) {
        Ok(()) => Ok(u64::try_from(news).unwrap_or(u64::MAX)),
        // Another node asked in the meantime.
        Err(Failure::Conflict(_)) => Ok(0),
        Err(failure) => Err(failure),
    }
}

/// Whether the next question is still to come; not when the clock was put back.
fn is_soon(feed: &Feed, turn: &Turn, now: Instant) -> bool {
    turn.last_at <= now && now < turn.last_at.plus_seconds(feed.times.every_seconds)
}

fn ask(app: &App, feed: &Feed, last: Vec<Reading>) -> Verdict {
    let services: BTreeSet<_> = app
        .programme
        .catalogue()
        .products
        .iter()
        .map(|p| p.id)
        .collect();
    let regions: BTreeSet<_> = app
        .programme
        .regions()
        .iter()
        .map(|r| r.code.clone())
        .collect();
    let question = FeedQuestion {
        id: fresh_uuid(&*app.entropy),
        services: services.iter().copied().collect(),
        regions: regions.iter().cloned().collect(),
    };
    let answer = feed.source.ask(&question);
    let known = Known {
        services,
        regions,
        last,
    };
    judge(&answer, &known, feed.times, app.clock.now())
}

/// Forgets what is too old, also where there is no feed any more; says how much that was.
///
/// # Errors
/// [`Failure`] of the store.
pub fn forget(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ViewIncidents)?;
    let now = app.clock.now();
    let today = local_date(now, app.programme.time_zone());
    let (day, before) = (
        days_before(today, HISTORY_DAYS).to_string(),
        now.plus_days(-TURN_DAYS),
    );
    let gone = app
        .db
        .write(move |tx| rows::forget(tx, scope, &day, before).map_err(Failure::from));
    gone.wait()
}

/// What the verdict makes of how the feed did before: the same again, or something else.
fn next(before: Option<&Turn>, verdict: &Verdict, times: Times, now: Instant) -> (bool, Turn) {
    let news_at = match verdict.outcome.is_news() {
        true => Some(now),
        false => before.and_then(|turn| turn.news_at),
    };
    let same = before.filter(|turn| {
        let outcome = Outcome::from_text(&turn.outcome);
        let goes = outcome
            .is_some_and(|outcome| goes_on((outcome, turn.news_at), verdict.outcome, times, now));
        // What stands in between says nothing of itself.
        let other = turn.outcome != verdict.outcome.text();
        goes && (other || turn.detail == verdict.detail)
    });
    let fresh = Turn {
        place: before.map_or(1, |turn| turn.place + 1),
        outcome: verdict.outcome.text().to_owned(),
        detail: verdict.detail.clone(),
        began_at: now,
        last_at: now,
        news_at,
        times: 1,
    };
    match same {
        Some(turn) => (
            true,
            Turn {
                news_at,
                ..turn.clone()
            },
        ),
        None => (false, fresh),
    }
}

/// Keeps what was believed within a transaction.
fn write(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    (goes_on, turn): (bool, &Turn),
    (accepted, zone): (&[Reading], &TimeZone),
    now: Instant,
) -> Result<(), Failure> {
    let mine = match goes_on {
        true => rows::went_on(tx, scope, turn, (now, turn.news_at))?,
        false => match rows::turned(tx, scope, turn) {
            Err(error) if error.is_unique() => false,
            other => other.map(|()| true)?,
        },
    };
    if !mine {
        return Err(Failure::conflict("stale"));
    }
    for reading in accepted {
        let day = local_date(reading.at, zone).to_string();
        rows::keep(tx, scope, reading, &day)?;
    }
    Ok(())
}

/// Keeps what was learnt, and tells of it when it is another state of the feed: each in the program's
/// log, each kind once in an hour in the audit log, which a feed that comes and goes is not to fill.
fn keep(
    app: &App,
    request: &Request,
    scope: OperatorScope,
    (verdict, next): (Verdict, (bool, Turn)),
    now: Instant,
) -> Result<(), Failure> {
    let (zone, (same, turn)) = (app.programme.time_zone().clone(), next);
    let accepted = verdict.accepted;
    let kept = app
        .db
        .write(move |tx| write(tx, scope, (same, &turn), (&accepted, &zone), now));
    kept.wait()?;
    if same {
        return Ok(());
    }
    let (outcome, detail) = (verdict.outcome.text(), verdict.detail);
    match verdict.outcome {
        Outcome::Good | Outcome::Stalled => tracing::info!(outcome, detail, "the health feed"),
        _ => tracing::warn!(outcome, detail, "the health feed"),
    }
    let hour = now.0.div_euclid(3_600_000_000);
    let intent = Intent::new("health.feed", operator(app)?, "health-feed");
    let intent = intent.once(&format!("{outcome}/{hour}"), &outcome);
    app.command(request, intent, move |work| {
        work.audit("outcome", outcome);
        if !detail.is_empty() {
            work.audit("detail", detail.as_str());
        }
        Ok(())
    })
    .wait()
}
