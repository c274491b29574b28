//! Subscriptions of a partner's customers.

mod calendar;
mod change;
mod details;
mod move_on;
pub mod notices;
mod view;

pub use calendar::run;
pub(crate) use calendar::settle;
pub use change::{Patch, Wish, change, term_of};
pub use details::{Details, Seller, billed_each_time, details};
pub use move_on::{Target, convert, upgrade, upgrades};
pub(crate) use view::views;
pub use view::{Supporter, View, add_ons, get, list, of_order, supporter};

use crate::orders::sandbox_seats;
use crate::{App, Failure, Intent, Work};
use domain::catalogue::{BillingCycle, Offer, Possession};
use domain::centre::licences;
use domain::effects::Instant;
use domain::ids::{SubscriptionId, TenantId};
use domain::integration::hooks::{Event, Happened};
use domain::orders::Standing;
use domain::permission::TenantScope;
use domain::selling::Reason;
use domain::subscriptions::{Command, Facts, Life, Status, SuspendedBy};
use jiff::civil::Date;
use store::subscriptions::{self as rows, Fact, Subscription};
use store::{Tx, accounts, customers};
use uuid::Uuid;

/// Most subscriptions of one customer that are looked at; far more than any has.
pub(crate) const MOST: u32 = 10_000;

/// A command about a subscription, in its partner's chain of the audit log and in its customer's.
fn intent(
    action: &'static str,
    scope: TenantScope,
    customer: TenantId,
    id: SubscriptionId,
) -> Intent {
    let subject = format!("subscription/{id}");
    Intent::new(action, scope.tenant().0, subject).also(customer.0)
}

/// A subscription of a customer of the partner.
fn load(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    customer: TenantId,
    id: SubscriptionId,
) -> Result<Subscription, Failure> {
    let row = rows::get(tx, scope, id.0)?;
    row.filter(|row| row.customer_id == customer.0)
        .ok_or(Failure::NotFound)
}

/// Everything the partner sold to a customer, in the order of purchase.
pub(crate) fn of_customer(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    customer: TenantId,
) -> Result<Vec<Subscription>, Failure> {
    Ok(rows::of_customer(tx, scope, customer.0, MOST)?)
}

fn unknown(what: &str, row: &Subscription) -> Failure {
    Failure::internal(format!("unknown {what} of subscription {}", row.id))
}

fn day(text: &str, row: &Subscription) -> Result<Date, Failure> {
    text.parse().map_err(|_| unknown("day", row))
}

/// The status of a row.
pub(crate) fn status(row: &Subscription) -> Result<Status, Failure> {
    Status::from_text(&row.status).ok_or_else(|| unknown("status", row))
}

/// How a row stands, as far as buying is concerned.
pub(crate) fn standing(row: &Subscription) -> Result<Standing, Failure> {
    Ok(Standing {
        id: row.id,
        offer: row.offer_id,
        trial: row.trial_offer_id,
        quantity: row.quantity,
        possession: match status(row)? {
            Status::Pending | Status::Active => Possession::Running,
            Status::Suspended => Possession::Suspended,
            Status::Cancelled | Status::Expired | Status::Deleted => Possession::Ended,
        },
    })
}

fn life(row: &Subscription) -> Result<Life, Failure> {
    let optional = |text: &Option<String>| text.as_deref().map(|t| day(t, row)).transpose();
    let by = row.suspended_by.as_deref().map(SuspendedBy::from_text);
    Ok(Life {
        status: status(row)?,
        suspended_by: match by {
            Some(None) => return Err(unknown("suspension", row)),
            Some(known) => known,
            None => None,
        },
        suspended_on: optional(&row.suspended_on)?,
        delete_on: optional(&row.delete_on)?,
        quantity: row.quantity,
        auto_renew: row.auto_renew,
        ends_on: day(&row.ends_on, row)?,
        is_trial: row.is_trial,
    })
}

/// The moment a local day begins.
pub(crate) fn moment(app: &App, day: Option<Date>) -> Option<Instant> {
    let zone = app.programme.time_zone();
    day.map(|day| domain::calendar::start_of_day(day, zone))
}

/// The day a partner signed; bills are on its day of month.
pub(crate) fn signed_on(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Date, Failure> {
    let account = accounts::billing_account(tx, scope)?.ok_or(Reason::NotAPartner)?;
    account.signed_on.parse().map_err(Failure::internal)
}

/// An offer the catalogue must have, because something of it was sold.
pub(crate) fn offer_of(app: &App, id: Uuid) -> Result<&Offer, Failure> {
    let offer = app.programme.catalogue().offer(id);
    offer.ok_or_else(|| Failure::internal(format!("offer {id} is no longer in the programme")))
}

/// Whether a term may begin anew, by what is known now: the offer is still sold then, and an add-on
/// lives as long as its base, which has gone on already or will on the same day, whichever of the two
/// the calendar comes to first.
pub(crate) fn renewable(
    app: &App,
    row: &Subscription,
    base: Option<&Subscription>,
) -> Result<bool, Failure> {
    let ends_on = day(&row.ends_on, row)?;
    let sold = offer_of(app, row.offer_id)?.is_sold_on(ends_on);
    let Some(base) = base else {
        return Ok(sold);
    };
    let goes_on = status(base)? == Status::Active
        && base.auto_renew
        && offer_of(app, base.offer_id)?.is_sold_on(ends_on);
    Ok(sold && (day(&base.ends_on, base)? > ends_on || goes_on))
}

/// What the rules need to know about a row.
fn facts(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    row: &Subscription,
) -> Result<Facts, Failure> {
    let offer = offer_of(work.app, row.offer_id)?;
    let (minimum, mut maximum) = (offer.minimum, offer.maximum);
    let base = match row.parent_id {
        Some(parent) => Some(rows::get(work.tx, scope, parent)?.ok_or(Failure::NotFound)?),
        None => None,
    };
    if let Some(base) = base.as_ref().filter(|_| !offer.may_exceed_parent) {
        maximum = maximum.min(base.quantity);
    }
    let base_status = base.as_ref().map(status).transpose()?;
    let renewable = renewable(work.app, row, base.as_ref())?;
    // One whose relationship has ended is not asked for units any more.
    let customer = customers::get(work.tx, scope, row.customer_id)?;
    Ok(Facts {
        today: work.app.today(),
        signed_on: signed_on(work.tx, scope)?,
        minimum,
        maximum,
        sandbox_seats: customer.and_then(|customer| sandbox_seats(work.app, &customer)),
        renewable,
        base: base_status,
        kept_days: work.app.programme.retention.suspended_subscription_days,
    })
}

/// What a row asks for in advance, as long as it is billed: a month, or the whole year.
pub(crate) fn advance(row: &Subscription) -> Result<i64, Failure> {
    if !status(row)?.is_billed() || row.is_trial {
        return Ok(0);
    }
    let cycle = BillingCycle::from_text(&row.cycle).ok_or_else(|| unknown("cycle", row))?;
    let sum = row.unit_price.checked_mul(i64::from(row.quantity));
    let sum = sum.and_then(|sum| sum.checked_mul(cycle.months()));
    sum.ok_or_else(|| Failure::internal("the price of a subscription overflows"))
}

/// Keeps what a partner's subscriptions ask for in advance, and refuses what the credit limit does
/// not cover. Less is always fine.
pub(crate) fn commit(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    change: i64,
) -> Result<(), Failure> {
    if change == 0 {
        return Ok(());
    }
    let sum = rows::commit(work.tx, scope, change)?;
    let account = accounts::billing_account(work.tx, scope)?;
    let limit = account.map_or(0, |account| account.credit_limit);
    if change > 0 && sum > limit {
        Err(Reason::CreditTooLow.into())
    } else {
        Ok(())
    }
}

/// Applies a command of the rules to a row, without saving it.
fn apply(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    row: &mut Subscription,
    command: Command,
) -> Result<(), Failure> {
    let facts = facts(work, scope, row)?;
    let after = life(row)?.apply(command, &facts)?;
    put(work.app, row, &after);
    Ok(())
}

fn put(app: &App, row: &mut Subscription, after: &Life) {
    after.status.text().clone_into(&mut row.status);
    row.suspended_by = after.suspended_by.map(|by| by.text().to_owned());
    row.suspended_on = after.suspended_on.map(|day| day.to_string());
    row.delete_on = after.delete_on.map(|day| day.to_string());
    row.quantity = after.quantity;
    row.auto_renew = after.auto_renew;
    row.ends_on = after.ends_on.to_string();
    row.is_trial = after.is_trial;
    row.next_at = moment(app, after.due_on());
}

/// Saves a row that was read as `before`: what it costs, the fact for the bill, the version.
fn save(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    before: &Subscription,
    row: &Subscription,
    what: &str,
) -> Result<(), Failure> {
    let today = work.app.today().to_string();
    save_from(work, scope, before, row, what, today)
}

/// Saves a row as [`save`] does; what happened counts from a day that may have passed.
fn save_from(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    before: &Subscription,
    row: &Subscription,
    what: &str,
    day: String,
) -> Result<(), Failure> {
    commit(work, scope, advance(row)? - advance(before)?)?;
    // What is over is nobody's any more; what was suspended comes back with everybody it had.
    if !licences::stay(status(row)?) && licences::stay(status(before)?) {
        store::centre::licences::free_subscription(work.tx, scope, row.id)?;
    }
    if !rows::save(work.tx, scope, row)? {
        return Err(Failure::conflict("stale"));
    }
    let after = Subscription {
        version: row.version + 1,
        ..row.clone()
    };
    let happened = Happened::new(Event::SubscriptionUpdated, row.customer_id, row.id);
    work.happened(scope.tenant(), happened);
    remember(work, &after, what, day)
}

/// Refuses fewer units than people have licences of a subscription.
fn no_fewer_than_assigned(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    row: &Subscription,
) -> Result<(), Failure> {
    let assigned = store::centre::licences::assigned(work.tx, scope, row.id)?;
    Ok(licences::may_have(row.quantity, assigned)?)
}

/// Keeps what happened, and from which local day, for the bill.
pub(crate) fn remember(
    work: &mut Work<'_, '_>,
    row: &Subscription,
    what: &str,
    day: String,
) -> Result<(), Failure> {
    let fact = Fact {
        version: row.version,
        at: work.now,
        day,
        what: what.to_owned(),
        status: row.status.clone(),
        cycle: row.cycle.clone(),
        offer_id: row.offer_id,
        quantity: row.quantity,
        unit_price: row.unit_price,
        special_price_id: row.special_price_id,
        ends_on: row.ends_on.clone(),
    };
    rows::add_fact(work.tx, row.id, &fact)?;
    Ok(())
}

/// Refusals of an add-on that do not hold up its base.
fn stays(reason: Reason) -> bool {
    matches!(reason, Reason::Deleted | Reason::ReactivatedTooLate)
}

/// What happens to a base happens to its add-ons, as far as it can.
fn follow(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    base: &Subscription,
    command: Command,
    what: &str,
) -> Result<(), Failure> {
    for before in rows::add_ons(work.tx, scope, base.id)? {
        // What the partner suspended by itself stays so when the base comes back.
        let own = before.suspended_by.as_deref() != Some(SuspendedBy::Parent.text());
        if matches!(command, Command::Reactivate(_)) && own {
            continue;
        }
        let mut row = before.clone();
        match apply(work, scope, &mut row, command) {
            Ok(()) if row == before => {}
            Ok(()) => save(work, scope, &before, &row, what)?,
            // It has ended, or its own time is over.
            Err(Failure::Refused(why)) if why.iter().all(|r| stays(r.reason)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

/// A pending row has been set up; others stay as they are.
pub(crate) fn provisioned(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    before: &Subscription,
) -> Result<(), Failure> {
    if status(before)? != Status::Pending {
        return Ok(());
    }
    let mut row = before.clone();
    apply(work, scope, &mut row, Command::Provisioned)?;
    save(work, scope, before, &row, "provisioned")
}

/// A row is billed in another cycle.
pub(crate) fn set_cycle(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    before: &Subscription,
    cycle: domain::catalogue::BillingCycle,
) -> Result<(), Failure> {
    let row = Subscription {
        cycle: cycle.text().to_owned(),
        ..before.clone()
    };
    save(work, scope, before, &row, "cycle")
}

/// A row ends now, with its add-ons.
pub(crate) fn cancelled(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    before: &Subscription,
) -> Result<(), Failure> {
    let mut row = before.clone();
    apply(work, scope, &mut row, Command::Cancel)?;
    save(work, scope, before, &row, "cancelled")?;
    follow(work, scope, &row, Command::Cancel, "cancelled-with-base")
}

/// Whether anything the partner sold to a customer is in use.
pub(crate) fn any_running(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    customer: TenantId,
) -> Result<bool, Failure> {
    for row in rows::of_customer(tx, scope, customer.0, MOST)? {
        if status(&row)?.is_billed() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Ends everything the partner sold to a customer.
pub(crate) fn cancel_all(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    customer: TenantId,
) -> Result<(), Failure> {
    for row in rows::of_customer(work.tx, scope, customer.0, MOST)? {
        // An add-on may have ended with its base a moment ago.
        let now = rows::get(work.tx, scope, row.id)?.ok_or(Failure::NotFound)?;
        if !status(&now)?.has_ended() {
            cancelled(work, scope, &now)?;
        }
    }
    Ok(())
}
