//! Planned maintenance: announced by the operator's agents days before, seen by whom it concerns.

pub mod notices;

use super::post::{begin, offers};
use super::{MOST_NAMED, MOST_SHOWN, NOBODY, since};
use crate::centre::scope as centre_scope;
use crate::command::me;
use crate::{App, Failure, Intent, Request, Work, selling};
use domain::calendar::local_date;
use domain::effects::Instant;
use domain::enrolment::form::Answers;
use domain::health::form::judge_text;
use domain::health::maintenance::{NOTICE_DAYS, State, Window, judge, judge_change};
use domain::health::{MAINTENANCE, NUMBER_BYTES, number};
use domain::ids::fresh_uuid;
use domain::permission::centre::{CustomerAction, CustomerScope};
use domain::permission::{OperatorAction, OperatorScope, TenantAction, authorise_operator};
use domain::programme::Localised;
use store::health::maintenance::{self as rows, Maintenance, Update};
use store::health::{Concerned, Reach};
use store::{Reply, Tx};
use uuid::Uuid;

/// Lines of the operator's list.
const LISTED: u32 = 50;
/// Days ahead everybody is told of it.
const PUBLIC_DAYS: i64 = 30;
/// Most that everybody is told of.
const MOST_PUBLIC: u32 = 10;

/// Maintenance in a list.
#[derive(Debug, Clone)]
pub struct Line {
    /// The maintenance.
    pub row: Maintenance,
    /// How far it is.
    pub state: State,
    /// Its services.
    pub services: Vec<Uuid>,
    /// How many it concerns: partners and customers of all.
    pub reach: Reach,
}

/// Maintenance with everything that was said.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// What lists show of it.
    pub line: Line,
    /// What was said, the newest first.
    pub updates: Vec<Update>,
    /// Customers of the caller's company it concerns.
    pub customers: Vec<Concerned>,
}

/// How far it is at a moment.
#[must_use]
pub fn state(row: &Maintenance, now: Instant) -> State {
    row.window().state(row.cancelled_at.is_some(), now)
}

fn line(tx: &mut Tx<'_>, row: Maintenance, now: Instant, reach: Reach) -> Result<Line, Failure> {
    Ok(Line {
        state: state(&row, now),
        services: rows::services(tx, row.id)?,
        reach,
        row,
    })
}

fn lines(tx: &mut Tx<'_>, found: Vec<Maintenance>, now: Instant) -> Result<Vec<Line>, Failure> {
    let found = found.into_iter();
    found.map(|row| line(tx, row, now, NOBODY)).collect()
}

fn sheet(tx: &mut Tx<'_>, line: Line, customers: Vec<Concerned>) -> Result<Sheet, Failure> {
    Ok(Sheet {
        updates: rows::updates(tx, line.row.id)?,
        line,
        customers,
    })
}

/// What the operator announced, the latest first.
pub(super) fn desk(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    now: Instant,
) -> Result<Vec<Line>, Failure> {
    let since = now.plus_days(-domain::health::HISTORY_DAYS);
    let found = rows::list(tx, scope, since, LISTED)?;
    let mut all = lines(tx, found, now)?;
    for line in &mut all {
        // Of what is over its own page tells.
        if line.state.is_ahead() {
            line.reach = rows::reach(tx, scope, line.row.id)?;
        }
    }
    Ok(all)
}

/// What concerns customers of a partner; of one customer, where it is named.
pub(super) fn of_partner(
    tx: &mut Tx<'_>,
    scope: domain::permission::TenantScope,
    customer: Option<Uuid>,
    (since, now): (Instant, Instant),
) -> Result<Vec<Line>, Failure> {
    let found = rows::of_partner(tx, scope, customer, since, MOST_SHOWN)?;
    lines(tx, found, now)
}

/// What concerns a customer and takes place now or soon, the next first.
pub(crate) fn soon(
    tx: &mut Tx<'_>,
    scope: CustomerScope,
    now: Instant,
) -> Result<Vec<Maintenance>, Failure> {
    let mut found = rows::of_customer(tx, scope, now, MOST_SHOWN)?;
    let until = now.plus_days(NOTICE_DAYS);
    found.retain(|row| row.cancelled_at.is_none() && row.starts_at <= until);
    found.sort_by_key(|row| row.starts_at);
    Ok(found)
}

/// What concerns a customer, for its own people.
pub(super) fn of_customer(
    tx: &mut Tx<'_>,
    scope: CustomerScope,
    (since, now): (Instant, Instant),
) -> Result<Vec<Line>, Failure> {
    let found = rows::of_customer(tx, scope, since, MOST_SHOWN)?;
    lines(tx, found, now)
}

/// What everybody may know: maintenance under way or planned within thirty days.
pub fn public(app: &App) -> Reply<Vec<Line>, Failure> {
    let now = app.clock.now();
    app.read(move |tx| {
        let days = (now, now.plus_days(PUBLIC_DAYS));
        let found = rows::public(tx, days, MOST_PUBLIC)?;
        let about = rows::public_services(tx, days)?;
        let line = |row: Maintenance| {
            let own = about.iter().filter(|one| one.maintenance_id == row.id);
            Line {
                state: state(&row, now),
                services: own.map(|one| one.product_id).collect(),
                reach: NOBODY,
                row,
            }
        };
        Ok(found.into_iter().map(line).collect())
    })
}

/// One for the operator.
pub fn desk_one(app: &App, request: &Request, number: &str) -> Reply<Sheet, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewIncidents) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let (number, now) = (number.to_owned(), app.clock.now());
    app.read(move |tx| {
        let row = rows::get(tx, scope, &number)?.ok_or(Failure::NotFound)?;
        let reach = rows::reach(tx, scope, row.id)?;
        let line = line(tx, row, now, reach)?;
        sheet(tx, line, Vec::new())
    })
}

/// One that concerns customers of the caller's company.
pub fn one(app: &App, request: &Request, number: &str) -> Reply<Sheet, Failure> {
    let scope = match selling::scope(request, TenantAction::ViewServiceHealth) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (number, now) = (number.to_owned(), app.clock.now());
    app.read(move |tx| {
        let row = rows::one_of_partner(tx, scope, &number)?.ok_or(Failure::NotFound)?;
        let customers = rows::customers(tx, scope, &row, MOST_NAMED)?;
        let line = line(tx, row, now, NOBODY)?;
        sheet(tx, line, customers)
    })
}

/// One that concerns the caller's company, which is a customer.
pub fn centre_one(app: &App, request: &Request, number: &str) -> Reply<Sheet, Failure> {
    let scope = match centre_scope(request, CustomerAction::ViewHealth) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (number, now) = (number.to_owned(), app.clock.now());
    app.read(move |tx| {
        let row = rows::one_of_customer(tx, scope, &number)?.ok_or(Failure::NotFound)?;
        let line = line(tx, row, now, NOBODY)?;
        sheet(tx, line, Vec::new())
    })
}

/// All that concerns the caller's company, which is a customer.
pub fn centre(app: &App, request: &Request) -> Reply<Vec<Line>, Failure> {
    let scope = match centre_scope(request, CustomerAction::ViewHealth) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (since, now) = (since(app), app.clock.now());
    app.read(move |tx| of_customer(tx, scope, (since, now)))
}

/// All that concerns customers of the caller's company.
pub fn list(app: &App, request: &Request) -> Reply<Vec<Line>, Failure> {
    let scope = match selling::scope(request, TenantAction::ViewServiceHealth) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (since, now) = (since(app), app.clock.now());
    app.read(move |tx| of_partner(tx, scope, None, (since, now)))
}

fn say(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &Maintenance,
    (what, author, text): (&str, &str, &Localised),
) -> Result<(), Failure> {
    let update = Update {
        place: 0,
        at: work.now,
        what: what.to_owned(),
        author: author.to_owned(),
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        text_zh_hans: text.zh_hans.clone(),
        text_zh_hant: text.zh_hant.clone(),
        text_en: text.en.clone(),
    };
    rows::say(work.tx, scope, row.id, &update).map_err(|error| {
        if error.is_unique() {
            Failure::conflict("stale")
        } else {
            error.into()
        }
    })?;
    work.audit("number", row.number.as_str());
    work.audit("starts_at", row.starts_at.0);
    work.audit("ends_at", row.ends_at.0);
    if !row.emergency.is_empty() {
        work.audit("emergency", row.emergency.as_str());
    }
    Ok(())
}

/// Announces maintenance and gives its number. `services` are the ids that were ticked. Whoever it
/// concerns is told soon after.
///
/// # Errors
/// [`Failure::Invalid`] at the fields; [`Failure::NeedsRole`].
pub fn plan(
    app: &App,
    request: &Request,
    typed: &Answers,
    services: &[String],
    key: &str,
) -> Result<String, Failure> {
    let (scope, chain) = begin(request)?;
    let (_, author) = me(request)?;
    let now = app.clock.now();
    let new = judge(&app.programme, typed, services, now).map_err(Failure::Invalid)?;
    let mut random = [0; NUMBER_BYTES];
    app.entropy.fill(&mut random);
    let day = local_date(now, app.programme.time_zone());
    let (number, id) = (number(MAINTENANCE, day, random), fresh_uuid(&*app.entropy));
    let intent = Intent::new("health.plan", chain, format!("maintenance/{number}"));
    let offers = offers(app, &new.services);
    app.command(request, intent.once(key, &(typed, services)), move |work| {
        let Window { starts_at, ends_at } = new.change.window;
        let row = Maintenance {
            id,
            number: number.clone(),
            title_zh_hans: new.title.zh_hans.clone(),
            title_zh_hant: new.title.zh_hant.clone(),
            title_en: new.title.en.clone(),
            starts_at,
            ends_at,
            emergency: new.change.emergency.clone(),
            posted_at: work.now,
            changed_at: work.now,
            cancelled_at: None,
            remind_at: new.change.window.remind_at(work.now),
            telling: Some("planned".to_owned()),
            told: Some(Uuid::nil()),
            version: 1,
        };
        rows::add(work.tx, scope, &row, (&new.services, &offers))?;
        say(work, scope, &row, ("planned", &author, &new.change.text))?;
        let language = work.app.programme.languages.default;
        let named = super::names(work.app, &new.services, language);
        work.audit("services", named);
        Ok(number.clone())
    })
    .wait()
}

/// What is still to come or under way, of the version somebody saw.
fn open(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    number: &str,
    version: i64,
) -> Result<Maintenance, Failure> {
    let row = rows::get(work.tx, scope, number)?;
    let row = row.ok_or(Failure::NotFound)?;
    if row.version != version {
        return Err(Failure::conflict("stale"));
    }
    if state(&row, work.now).is_ahead() {
        Ok(row)
    } else {
        Err(Failure::conflict("health-maintenance-over"))
    }
}

fn save(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &mut Maintenance,
    (what, author, text): (&str, &str, &Localised),
) -> Result<(), Failure> {
    row.changed_at = work.now;
    row.telling = Some(what.to_owned());
    row.told = Some(Uuid::nil());
    if !rows::save(work.tx, scope, row)? {
        return Err(Failure::conflict("stale"));
    }
    say(work, scope, row, (what, author, text))
}

/// Gives it another time, or says more about it.
///
/// # Errors
/// [`Failure::Invalid`] at the fields; [`Failure::Conflict`] (`stale`, `health-maintenance-over`);
/// [`Failure::NotFound`]; [`Failure::NeedsRole`].
pub fn change(
    app: &App,
    request: &Request,
    (number, version): (&str, i64),
    typed: &Answers,
    key: &str,
) -> Result<(), Failure> {
    let (scope, chain) = begin(request)?;
    let (_, author) = me(request)?;
    let intent = Intent::new("health.replan", chain, format!("maintenance/{number}"));
    let intent = intent.once(key, &(number, typed));
    let (number, typed) = (number.to_owned(), typed.clone());
    app.command(request, intent, move |work| {
        let mut row = open(work, scope, &number, version)?;
        let new = judge_change(&work.app.programme, &typed, row.window(), work.now);
        let new = new.map_err(Failure::Invalid)?;
        let moved = new.window != row.window();
        row.starts_at = new.window.starts_at;
        row.ends_at = new.window.ends_at;
        // More words about what came at short notice leave it so; days enough before it do not.
        if !new.emergency.is_empty() || new.window.in_time(None, work.now) {
            row.emergency = new.emergency;
        }
        if moved {
            row.remind_at = new.window.remind_at(work.now);
        }
        save(work, scope, &mut row, ("moved", &author, &new.text))
    })
    .wait()
}

/// It does not take place, or stops at once.
///
/// # Errors
/// As [`change`].
pub fn cancel(
    app: &App,
    request: &Request,
    (number, version): (&str, i64),
    typed: &Answers,
    key: &str,
) -> Result<(), Failure> {
    let (scope, chain) = begin(request)?;
    let (_, author) = me(request)?;
    let text = judge_text(&app.programme, typed).map_err(Failure::Invalid)?;
    let intent = Intent::new("health.cancel", chain, format!("maintenance/{number}"));
    let intent = intent.once(key, &(number, &text));
    let number = number.to_owned();
    app.command(request, intent, move |work| {
        let mut row = open(work, scope, &number, version)?;
        row.cancelled_at = Some(work.now);
        row.remind_at = None;
        save(work, scope, &mut row, ("cancelled", &author, &text))
    })
    .wait()
}
