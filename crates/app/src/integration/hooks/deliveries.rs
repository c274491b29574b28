//! What was told: tests, the list, and telling it again.

use super::{intent, scope};
use crate::{App, Failure, Pending, Request};
use domain::effects::Instant;
use domain::ids::fresh_uuid;
use domain::integration::hooks::{
    Event, Happened, KEPT_DAYS, REPLAYS_PER_MINUTE, TESTS_PER_MINUTE,
};
use store::Reply;
use store::hooks::{self as rows, Attempt, Delivery, Hook, Last};
use uuid::Uuid;

/// Deliveries on a page.
const PAGE: u32 = 50;

/// Asks for a test event; gives the name it is followed by.
///
/// Refused with [`Failure::NotFound`] without a registration, [`Failure::Conflict`]
/// (`hook-without-test`, `hook-stopped`), and [`Failure::TooMany`] (`hook-tests`).
pub fn test(app: &App, request: &Request, key: &str) -> Pending<Uuid> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let id = fresh_uuid(&*app.entropy);
    let intent = intent("hook.test", scope).once(key, &());
    app.command(request, intent, move |work| {
        let hook = rows::get(work.tx, scope)?.ok_or(Failure::NotFound)?;
        let event = Event::TestCreated;
        if !hook.wants(event.name()) {
            return Err(Failure::conflict("hook-without-test"));
        }
        if hook.stopped_at.is_some() {
            return Err(Failure::conflict("hook-stopped"));
        }
        let minute = work.now.plus_seconds(-60);
        let asked = rows::asked_for(work.tx, scope, event.name(), minute)?;
        if usize::try_from(asked).unwrap_or(usize::MAX) >= TESTS_PER_MINUTE {
            return Err(too_many("hook-tests", work.now));
        }
        let happened = Happened::new(event, id, id);
        work.happened(scope.tenant(), happened);
        Ok(id)
    })
}

fn too_many(code: &'static str, now: Instant) -> Failure {
    Failure::TooMany {
        code,
        until: Some(now.plus_seconds(60)),
    }
}

/// A delivery with its attempts.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The delivery.
    pub delivery: Delivery,
    /// Its attempts in order.
    pub attempts: Vec<Attempt>,
    /// The registration as it is now.
    pub hook: Option<Hook>,
}

/// One of the company's deliveries.
pub fn delivery(app: &App, request: &Request, id: Uuid) -> Reply<Seen, Failure> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| {
        let delivery = rows::delivery(tx, scope, id)?.ok_or(Failure::NotFound)?;
        Ok(Seen {
            attempts: rows::attempts(tx, scope, id)?,
            hook: rows::get(tx, scope)?,
            delivery,
        })
    })
}

/// A test event and what became of it.
///
/// # Errors
/// [`Failure::NotFound`] for anything that is no test.
pub async fn validation(app: &App, request: &Request, id: Uuid) -> Result<Seen, Failure> {
    let seen = delivery(app, request, id).await?;
    if seen.delivery.event == Event::TestCreated.name() {
        Ok(seen)
    } else {
        Err(Failure::NotFound)
    }
}

/// A page of deliveries.
#[derive(Debug, Clone)]
pub struct Page {
    /// The registration, if there is one.
    pub hook: Option<Hook>,
    /// Deliveries, newest first.
    pub rows: Vec<Delivery>,
    /// How the newest attempt of each of them ended.
    pub last: Vec<Last>,
    /// Where the next page begins.
    pub next: Option<(Instant, i64)>,
}

/// The company's deliveries of the last days, newest first: in one state, or all for an empty one.
pub fn list(
    app: &App,
    request: &Request,
    state: &str,
    before: Option<(Instant, i64)>,
) -> Reply<Page, Failure> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (state, now) = (state.to_owned(), app.clock.now());
    let before = before.unwrap_or((Instant(i64::MAX), i64::MAX));
    app.read(move |tx| {
        let mut found = rows::list(tx, scope, &state, before, PAGE + 1)?;
        let full = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let more = found.len() > full;
        found.truncate(full);
        let last = found.last().filter(|_| more);
        let oldest = found.last().map_or(now, |row| row.created_at);
        let newest = found.first().map_or(now, |row| row.created_at);
        let mut ended = rows::last_attempts(tx, scope, oldest)?;
        ended.retain(|last| found.iter().any(|row| row.id == last.delivery_id));
        debug_assert!(oldest <= newest);
        Ok(Page {
            hook: rows::get(tx, scope)?,
            next: last.map(|row| (row.created_at, row.sequence)),
            last: ended,
            rows: found,
        })
    })
}

/// Tells again what was told or could not be told; gives the new delivery.
///
/// Refused with [`Failure::NotFound`], [`Failure::Conflict`] (`hook-waits` while it is still being
/// tried, `hook-old`, `hook-gone`, `hook-stopped`) and [`Failure::TooMany`] (`hook-replays`).
pub fn replay(app: &App, request: &Request, id: Uuid, key: &str) -> Pending<Uuid> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let new = fresh_uuid(&*app.entropy);
    let intent = intent("hook.replay", scope).once(key, &id);
    app.command(request, intent, move |work| {
        let old = rows::delivery(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        let hook = rows::get(work.tx, scope)?;
        let hook = hook.ok_or(Failure::conflict("hook-gone"))?;
        if hook.stopped_at.is_some() {
            return Err(Failure::conflict("hook-stopped"));
        }
        if old.state == "pending" {
            return Err(Failure::conflict("hook-waits"));
        }
        if old.created_at.plus_days(KEPT_DAYS) <= work.now {
            return Err(Failure::conflict("hook-old"));
        }
        let minute = work.now.plus_seconds(-60);
        let asked = rows::asked_for(work.tx, scope, "", minute)?;
        if usize::try_from(asked).unwrap_or(usize::MAX) >= REPLAYS_PER_MINUTE {
            return Err(too_many("hook-replays", work.now));
        }
        let again = Delivery {
            id: new,
            // Out of turn, by wish: it waits for nothing.
            thing: format!("replay/{new}"),
            replay_of: Some(old.replay_of.unwrap_or(old.id)),
            created_at: work.now,
            due_at: work.now,
            ..old
        };
        rows::queue(work.tx, &again)?;
        work.audit("event", again.event.as_str());
        work.audit("delivery", id.to_string());
        Ok(new)
    })
}
