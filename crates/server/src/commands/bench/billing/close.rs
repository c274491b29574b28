//! One close: partners, what they sold, a month before, changes, and the bills of the next month.
#![allow(clippy::float_arithmetic)] // Measurements, not money.

use super::PARTNERS;
use crate::commands::bench::many::{EACH, Kind, World, id};
use crate::commands::bench::measure::{memory_mib, now, progress};
use crate::commands::bench::page::fault;
use crate::commands::bench::rig::request;
use crate::commands::bench::site::Site;
use crate::trouble::Trouble;
use app::App;
use domain::calendar::nth_billing_date;
use domain::caller::Caller;
use domain::effects::Instant;
use domain::ids::{TenantId, fresh_uuid};
use domain::permission::{TenantAction, TenantScope, authorise};
use jiff::ToSpan;
use jiff::civil::Date;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;
use store::billing::{self as rows, Invoice, Line};

/// One partner of so many is written again for the limit.
const SAMPLE: u32 = 10;
/// How often memory is looked at.
const LOOK: Duration = Duration::from_millis(100);

/// What a close took.
pub(super) struct Close {
    /// Subscriptions billed.
    pub(super) subscriptions: u32,
    /// Lines of their bills.
    pub(super) lines: u64,
    /// How long the bills of the month took.
    pub(super) seconds: f64,
    /// How long the same rows take when they are there already and are only written.
    pub(super) raw_seconds: f64,
    /// Most memory of its own that the process held meanwhile.
    pub(super) memory_mib: f64,
    /// A partner that was billed.
    pub(super) partner: TenantId,
}

impl Close {
    /// Bills the customers of some numbers, which belong to the partners from a number on.
    ///
    /// # Errors
    /// [`Trouble`] of the database or of a bill.
    pub(super) fn of(site: &Site, first: u32, customers: (u32, u32)) -> Result<Self, Trouble> {
        let signed = site.world.today.first_of_month();
        let bill = |k| nth_billing_date(signed, k);
        let world = World {
            partners: Some((first, PARTNERS)),
            today: signed.saturating_add(9.days()),
            starts: signed.saturating_add(10.days()),
            ends: bill(13),
            ..site.world.clone()
        };
        let subscriptions = (customers.1 - customers.0) * EACH;
        world.add_partners(&site.app.db, signed, bill(1))?;
        world.fill(&site.app.db, customers.0, customers.1)?;
        progress("the month before is billed");
        run(site, bill(1))?;
        let changed = bill(1).saturating_add(14.days());
        world.change_a_fifth(&site.app.db, customers, changed)?;
        progress(&format!(
            "the month of {subscriptions} subscriptions is billed"
        ));
        let (seconds, memory_mib) = watched(|| {
            let began = now();
            let issued = run(site, bill(2))?;
            let billed = u64::from(PARTNERS.min(customers.1 - customers.0));
            if issued < billed {
                return Err(fault(&format!("{issued} bills instead of {billed}")));
            }
            Ok(now().duration_since(began).as_secs_f64())
        })?;
        let (lines, raw_seconds) = raw(&site.app, first)?;
        Ok(Self {
            subscriptions,
            lines,
            seconds,
            raw_seconds,
            memory_mib,
            partner: TenantId(id(Kind::Partner, first)),
        })
    }
}

/// Makes the bills of a date a while after its midnight; how many were issued.
fn run(site: &Site, on: Date) -> Result<u64, Trouble> {
    let zone = site.app.programme.time_zone().clone();
    let noon = on
        .at(12, 0, 0, 0)
        .to_zoned(zone)
        .map_err(|error| fault(&error))?;
    site.clock.set(Instant(noon.timestamp().as_microsecond()));
    let system = request(&site.app, Caller::System);
    app::billing::sweep(&site.app, &system).map_err(|failure| Trouble::refused("billing", &failure))
}

/// Runs something while memory is watched.
fn watched<T>(work: impl FnOnce() -> Result<T, Trouble>) -> Result<(T, f64), Trouble> {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut most: f64 = 0.0;
            while !done.load(Ordering::SeqCst) {
                most = most.max(memory_mib().unwrap_or(0.0));
                thread::sleep(LOOK);
            }
            most
        });
        let outcome = work();
        done.store(true, Ordering::SeqCst);
        let most = watcher.join().map_err(|_| fault("the watcher panicked"))?;
        Ok((outcome?, most))
    })
}

fn scope_of(partner: u32) -> Result<TenantScope, Trouble> {
    let tenant = TenantId(id(Kind::Partner, partner));
    authorise(&Caller::System, TenantAction::ViewBilling, tenant)
        .map_err(|denial| Trouble::refused("billing", &denial.into()))
}

/// Writes the rows of the newest bills again, as another invoice each, from memory and in one
/// transaction for each partner; how many lines all bills have, and how long all would take.
fn raw(app: &App, first: u32) -> Result<(u64, f64), Trouble> {
    let (mut lines, mut seconds) = (0, 0.0);
    for n in 0..PARTNERS / SAMPLE {
        let scope = scope_of(first + n * SAMPLE)?;
        let Some((mut invoice, found)) = newest(app, scope)? else {
            continue;
        };
        lines += u64::try_from(found.len()).unwrap_or(0);
        invoice.id = fresh_uuid(&*app.entropy);
        invoice.number = format!("bench-{first}-{n}");
        invoice.billed_on = "1900-01-01".to_owned();
        let began = now();
        app.db
            .write(move |tx| {
                rows::issue(tx, scope, &invoice)?;
                rows::add_lines(tx, scope, invoice.id, &found)
            })
            .wait()?;
        seconds += now().duration_since(began).as_secs_f64();
    }
    Ok((lines * u64::from(SAMPLE), seconds * f64::from(SAMPLE)))
}

/// A partner's newest invoice with its lines.
pub(super) fn newest(
    app: &App,
    scope: TenantScope,
) -> Result<Option<(Invoice, Vec<Line>)>, Trouble> {
    let read = move |tx: &mut store::Tx<'_>| {
        let Some(invoice) = rows::invoices(tx, scope, 1, 0)?.pop() else {
            return Ok(None);
        };
        let lines = rows::lines(tx, scope, invoice.id, 0, u32::MAX / 2)?;
        Ok::<_, store::DbError>(Some((invoice, lines)))
    };
    Ok(app.db.read(read).wait()?)
}
