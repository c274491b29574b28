//! How services do by measurement: what a feed says of them is shown as long as it holds, below what
//! people say.

mod ask;

pub use ask::{forget, sweep};

use crate::centre::scope as centre_scope;
use crate::{App, Failure, Request, selling};
use domain::calendar::{days_before, local_date};
use domain::effects::{HealthFeed, Instant};
use domain::health::State;
use domain::health::feed::{
    Level, METRIC_DAYS, Outcome, Reading, Seen, Shown, Times, overall, seen, shown,
};
use domain::permission::centre::CustomerAction;
use domain::permission::{OperatorAction, TenantAction, authorise_operator};
use std::collections::BTreeSet;
use std::sync::Arc;
use store::health::feed::{self as rows, Day, Turn};
use store::health::maintenance::public_services;
use store::{Reply, Tx};
use uuid::Uuid;

/// Lines of the feed's own history.
const TURNS: u32 = 50;

/// Where measurements come from.
#[derive(Clone)]
pub struct Feed {
    /// The feed.
    pub source: Arc<dyn HealthFeed>,
    /// How often it is asked, and how long its word holds.
    pub times: Times,
}

/// A service in a region.
#[derive(Debug, Clone)]
pub struct Region {
    /// The region's code.
    pub code: String,
    /// What is known.
    pub seen: Seen,
    /// The newest measurement, however old.
    pub reading: Option<Reading>,
}

/// A service and how it does.
#[derive(Debug, Clone)]
pub struct Measured {
    /// The product.
    pub service: Uuid,
    /// What is shown of it.
    pub shown: Shown,
    /// What is measured.
    pub seen: Seen,
    /// In each region, in the order of the programme.
    pub regions: Vec<Region>,
}

/// A service with its measurements of the last days.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// How it does now.
    pub measured: Measured,
    /// The first day of [`Self::days`], and the last.
    pub span: (jiff::civil::Date, jiff::civil::Date),
    /// Its days, each region by itself, oldest first. Days without a measurement are missing.
    pub days: Vec<Day>,
}

/// What the operator sees of the feed.
#[derive(Debug, Clone)]
pub struct Desk {
    /// What the feed is, and its times; none when there is none.
    pub feed: Option<(String, Times)>,
    /// All services.
    pub services: Vec<Measured>,
    /// How the feed did, the newest first.
    pub turns: Vec<Turn>,
}

impl Desk {
    /// Whether the feed is there and does not do as it should.
    #[must_use]
    pub fn is_troubled(&self) -> bool {
        let newest = self.turns.first();
        self.feed.is_some() && newest.is_some_and(|turn| turn.outcome != Outcome::Good.text())
    }

    /// Since when nobody asks the feed any more, though it is there.
    #[must_use]
    pub fn unasked(&self, now: Instant) -> Option<Instant> {
        let (_, times) = self.feed.as_ref()?;
        let last = self.turns.first()?.last_at;
        (last.plus_seconds(times.unknown_seconds) < now).then_some(last)
    }
}

/// The measurements that were believed last.
pub(super) fn last(tx: &mut Tx<'_>) -> Result<Vec<Reading>, Failure> {
    let read = |row: rows::Row| {
        let unknown = || Failure::internal(format!("unknown level {}", row.state));
        Ok(Reading {
            service: row.product_id,
            region: row.region,
            at: row.at,
            level: Level::from_text(&row.state).ok_or_else(unknown)?,
            availability_ppm: row.availability,
            latency_ms: row.latency,
        })
    };
    rows::readings(tx)?.into_iter().map(read).collect()
}

fn of_service(
    app: &App,
    times: Times,
    (service, last): (Uuid, &[Reading]),
    now: Instant,
) -> (Seen, Vec<Region>) {
    let region = |region: &domain::programme::Region| {
        let same = |one: &&Reading| one.service == service && one.region == region.code;
        let reading = last.iter().find(same);
        Region {
            code: region.code.clone(),
            seen: seen(reading, times, now),
            reading: reading.cloned(),
        }
    };
    let regions: Vec<_> = app.programme.regions().iter().map(region).collect();
    (overall(regions.iter().map(|region| region.seen)), regions)
}

/// What is measured of a service; nothing when there is no feed.
pub(super) fn measured(
    app: &App,
    tx: &mut Tx<'_>,
    services: &[Uuid],
    now: Instant,
) -> Result<Vec<(Uuid, Seen)>, Failure> {
    let Some(feed) = &app.feed else {
        return Ok(Vec::new());
    };
    let last = last(tx)?;
    let one = |service: &Uuid| {
        let (seen, _) = of_service(app, feed.times, (*service, &last), now);
        (*service, seen)
    };
    Ok(services.iter().map(one).collect())
}

/// All services and how they do, as everybody may know; nothing when there is no feed.
fn all(app: &App, tx: &mut Tx<'_>, now: Instant) -> Result<Vec<Measured>, Failure> {
    let Some(feed) = &app.feed else {
        return Ok(Vec::new());
    };
    let last = last(tx)?;
    let affected = rows::affected(tx)?;
    let maintained = public_services(tx, (now, now.plus_seconds(1)))?;
    let one = |service: Uuid| {
        let (seen, regions) = of_service(app, feed.times, (service, &last), now);
        let own = affected.iter().filter(|one| one.product_id == service);
        let states = own.filter_map(|one| State::from_text(&one.state));
        let incident = states.max_by_key(|state| state.weight());
        let maintained = maintained.iter().any(|one| one.product_id == service);
        Measured {
            service,
            shown: shown(incident, maintained, Some(seen)),
            seen,
            regions,
        }
    };
    let catalogue = app.programme.catalogue();
    let products = catalogue.products.iter();
    Ok(products.map(|product| one(product.id)).collect())
}

/// The products some offers are of.
fn products(app: &App, offers: &[Uuid]) -> BTreeSet<Uuid> {
    let all = app.programme.catalogue().offers.iter();
    let used = all.filter(|offer| offers.contains(&offer.id));
    used.map(|offer| offer.product).collect()
}

/// Reads what is measured of some services.
fn some(
    app: &App,
    which: impl FnOnce(&App, &mut Tx<'_>) -> Result<BTreeSet<Uuid>, Failure> + Send + 'static,
) -> Reply<Vec<Measured>, Failure> {
    if app.feed.is_none() {
        return Reply::ready(Ok(Vec::new()));
    }
    let (inside, now) = (app.clone(), app.clock.now());
    app.read(move |tx| {
        let used = which(&inside, tx)?;
        let mut found = all(&inside, tx, now)?;
        found.retain(|one| used.contains(&one.service));
        Ok(found)
    })
}

/// The services customers of the caller's company use.
pub fn list(app: &App, request: &Request) -> Reply<Vec<Measured>, Failure> {
    let scope = match selling::scope(request, TenantAction::ViewServiceHealth) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    some(app, move |app, tx| {
        Ok(products(app, &rows::offers_of_partner(tx, scope)?))
    })
}

/// The services the caller's company uses, which is a customer.
pub fn centre(app: &App, request: &Request) -> Reply<Vec<Measured>, Failure> {
    let scope = match centre_scope(request, CustomerAction::ViewHealth) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    some(app, move |app, tx| {
        Ok(products(app, &rows::offers_of_customer(tx, scope)?))
    })
}

/// All services, as everybody may know.
pub fn public(app: &App) -> Reply<Vec<Measured>, Failure> {
    if app.feed.is_none() {
        return Reply::ready(Ok(Vec::new()));
    }
    let (inside, now) = (app.clone(), app.clock.now());
    app.read(move |tx| all(&inside, tx, now))
}

/// A service with its last days.
fn sheet(app: &App, tx: &mut Tx<'_>, service: Uuid, now: Instant) -> Result<Sheet, Failure> {
    let mut found = all(app, tx, now)?.into_iter();
    let measured = found.find(|one| one.service == service);
    let measured = measured.ok_or(Failure::NotFound)?;
    let today = local_date(now, app.programme.time_zone());
    let first = days_before(today, METRIC_DAYS - 1);
    Ok(Sheet {
        measured,
        span: (first, today),
        days: rows::days(tx, service, &first.to_string())?,
    })
}

/// One of the services customers of the caller's company use.
pub fn one(app: &App, request: &Request, service: Uuid) -> Reply<Sheet, Failure> {
    let scope = match selling::scope(request, TenantAction::ViewServiceHealth) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (inside, now) = (app.clone(), app.clock.now());
    app.read(move |tx| {
        let used = products(&inside, &rows::offers_of_partner(tx, scope)?);
        match used.contains(&service) {
            true => sheet(&inside, tx, service, now),
            false => Err(Failure::NotFound),
        }
    })
}

/// One of the services the caller's company uses, which is a customer.
pub fn centre_one(app: &App, request: &Request, service: Uuid) -> Reply<Sheet, Failure> {
    let scope = match centre_scope(request, CustomerAction::ViewHealth) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (inside, now) = (app.clone(), app.clock.now());
    app.read(move |tx| {
        let used = products(&inside, &rows::offers_of_customer(tx, scope)?);
        match used.contains(&service) {
            true => sheet(&inside, tx, service, now),
            false => Err(Failure::NotFound),
        }
    })
}

/// Any service, for the operator.
pub fn desk_one(app: &App, request: &Request, service: Uuid) -> Reply<Sheet, Failure> {
    if let Err(denial) = authorise_operator(&request.caller, OperatorAction::ViewIncidents) {
        return Reply::ready(Err(denial.into()));
    }
    let (inside, now) = (app.clone(), app.clock.now());
    app.read(move |tx| sheet(&inside, tx, service, now))
}

/// The feed for the operator: what it says, and how it does itself.
pub fn desk(app: &App, request: &Request) -> Reply<Desk, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewIncidents) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let (inside, now) = (app.clone(), app.clock.now());
    app.read(move |tx| {
        let feed = inside.feed.as_ref();
        Ok(Desk {
            feed: feed.map(|feed| (feed.source.describe(), feed.times)),
            services: all(&inside, tx, now)?,
            turns: rows::turns(tx, scope, TURNS)?,
        })
    })
}
