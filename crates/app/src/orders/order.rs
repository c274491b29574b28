//! Orders as they are shown, and the few things that change at them.

use super::intent;
use super::place::{insert_lines, judged, ready, set_up, told};
use crate::subscriptions::{self, offer_of, status};
use crate::{App, Failure, Pending, Request, Work, selling};
use domain::catalogue::BillingCycle;
use domain::ids::{OrderId, TenantId};
use domain::orders::Line;
use domain::permission::{TenantAction, TenantScope};
use domain::selling::Reason;
use domain::subscriptions::Status;
use std::collections::HashMap;
use store::orders::{self, Order};
use store::subscriptions::{self as rows, Subscription};
use store::{Reply, Tx};
use uuid::Uuid;

/// Most orders of one customer that are listed.
const MOST: u32 = 1000;

/// An order with its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The order.
    pub order: Order,
    /// Its lines; prices are 0 where `priced` is false.
    pub lines: Vec<Subscription>,
    /// Whether the caller sees prices.
    pub priced: bool,
}

fn view(order: Order, mut lines: Vec<Subscription>, priced: bool) -> View {
    if !priced {
        lines.iter_mut().for_each(|line| line.unit_price = 0);
    }
    View {
        order,
        lines,
        priced,
    }
}

/// One order.
pub fn get(app: &App, request: &Request, customer: TenantId, id: OrderId) -> Reply<View, Failure> {
    let priced = crate::catalogue::sees_prices(request);
    match selling::scope(request, TenantAction::ViewSubscriptions) {
        Ok(scope) => app.read(move |tx| {
            selling::customer(tx, scope, customer)?;
            let order = orders::get(tx, scope, customer.0, id.0)?;
            let lines = rows::of_order(tx, scope, id.0)?;
            Ok(view(order.ok_or(Failure::NotFound)?, lines, priced))
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// The orders for a customer, newest first; of one billing cycle or of all.
pub fn list(
    app: &App,
    request: &Request,
    customer: TenantId,
    cycle: Option<BillingCycle>,
) -> Reply<Vec<View>, Failure> {
    let priced = crate::catalogue::sees_prices(request);
    match selling::scope(request, TenantAction::ViewSubscriptions) {
        Ok(scope) => app.read(move |tx| {
            selling::customer(tx, scope, customer)?;
            let rows = subscriptions::of_customer(tx, scope, customer)?;
            listed(tx, scope, customer, cycle, rows, priced)
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// The orders for a customer with their lines, which are all that was sold to it.
pub(crate) fn listed(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    customer: TenantId,
    cycle: Option<BillingCycle>,
    sold: Vec<Subscription>,
    priced: bool,
) -> Result<Vec<View>, Failure> {
    let found = orders::list(tx, scope, customer.0, cycle.map(BillingCycle::text), MOST)?;
    let mut lines: HashMap<Uuid, Vec<Subscription>> = HashMap::new();
    for row in sold {
        lines.entry(row.order_id).or_default().push(row);
    }
    let shown = found.into_iter().map(|order| {
        let mut lines = lines.remove(&order.id).unwrap_or_default();
        lines.sort_by_key(|line| line.line_number);
        view(order, lines, priced)
    });
    Ok(shown.collect())
}

/// Adds lines, which must be add-ons, to an order that stands. Line numbers go on from the last.
pub fn extend(
    app: &App,
    request: &Request,
    customer: TenantId,
    id: OrderId,
    lines: Vec<Line>,
    key: &str,
) -> Pending<()> {
    let scope = match selling::scope(request, TenantAction::ManageSubscriptions) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = intent("order.extend", scope, "order", id.0)
        .also(customer.0)
        .once(key, &(customer, id, &lines));
    app.command(request, intent, move |work| {
        let buyer = ready(work, scope, customer)?;
        let order = orders::get(work.tx, scope, customer.0, id.0)?;
        let order = order.ok_or(Failure::NotFound)?;
        if order.status == "cancelled" {
            return Err(Reason::OrderChangeUnknown.into());
        }
        let before = rows::of_order(work.tx, scope, id.0)?;
        let next = before.iter().map(|row| row.line_number + 1).max();
        let mut lines = lines.clone();
        let first = next.unwrap_or(0);
        for (number, line) in (first..).zip(&mut lines) {
            line.number = number;
            line.cycle = line.cycle.or_else(|| BillingCycle::from_text(&order.cycle));
        }
        let app = work.app.clone();
        let accepted = judged(work.tx, &app, scope, &buyer, &lines)?;
        if accepted.iter().any(|line| !line.offer.is_add_on()) {
            return Err(Reason::OrderChangeUnknown.into());
        }
        insert_lines(work, scope, customer, id.0, &accepted)?;
        work.audit("lines", told(&accepted));
        if !super::save(work, scope, &order)? {
            return Err(Failure::conflict("stale"));
        }
        set_up(work, scope, id.0, first)
    })
}

/// Bills everything of an order in another cycle from now on.
pub fn set_cycle(
    app: &App,
    request: &Request,
    customer: TenantId,
    id: OrderId,
    cycle: BillingCycle,
    key: &str,
) -> Pending<()> {
    let scope = match selling::scope(request, TenantAction::ManageSubscriptions) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = intent("order.set-cycle", scope, "order", id.0)
        .also(customer.0)
        .once(key, &(customer, id, cycle));
    app.command(request, intent, move |work| {
        ready(work, scope, customer)?;
        let order = orders::get(work.tx, scope, customer.0, id.0)?;
        let mut order = order.ok_or(Failure::NotFound)?;
        // Lines may be billed differently, and a trial is not billed at all.
        let mut rows = rows::of_order(work.tx, scope, id.0)?;
        rows.retain(|row| !row.is_trial);
        if rows.is_empty() {
            return Err(Reason::CycleNotInOffer.into());
        }
        if rows.iter().all(|row| row.cycle == cycle.text()) {
            return Ok(());
        }
        for row in rows {
            if status(&row)? != Status::Active {
                return Err(Reason::CycleWhileInactive.into());
            }
            if !offer_of(work.app, row.offer_id)?.has_cycle(cycle) {
                return Err(Reason::CycleNotInOffer.into());
            }
            if row.cycle != cycle.text() {
                subscriptions::set_cycle(work, scope, &row, cycle)?;
            }
        }
        work.audit("cycle", format!("{} -> {}", order.cycle, cycle.text()));
        cycle.text().clone_into(&mut order.cycle);
        if super::save(work, scope, &order)? {
            Ok(())
        } else {
            Err(Failure::conflict("stale"))
        }
    })
}

/// Has an order billed as the most frequently billed of its lines.
pub(crate) fn settle_cycle(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    customer: TenantId,
    id: Uuid,
) -> Result<(), Failure> {
    let order = orders::get(work.tx, scope, customer.0, id)?;
    let mut order = order.ok_or(Failure::NotFound)?;
    let mut cycle = BillingCycle::None;
    for row in rows::of_order(work.tx, scope, id)? {
        let of_row = BillingCycle::from_text(&row.cycle);
        cycle = cycle.min(of_row.ok_or_else(|| Failure::internal("unknown billing cycle"))?);
    }
    if order.cycle == cycle.text() {
        return Ok(());
    }
    cycle.text().clone_into(&mut order.cycle);
    if super::save(work, scope, &order)? {
        Ok(())
    } else {
        Err(Failure::conflict("stale"))
    }
}

/// Cancels an order of a sandbox with its subscriptions. Elsewhere orders stand.
pub fn cancel(
    app: &App,
    request: &Request,
    customer: TenantId,
    id: OrderId,
    key: &str,
) -> Pending<()> {
    let scope = match selling::scope(request, TenantAction::ManageSubscriptions) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = intent("order.cancel", scope, "order", id.0)
        .also(customer.0)
        .once(key, &(customer, id));
    app.command(request, intent, move |work| {
        let buyer = selling::customer(work.tx, scope, customer)?;
        let order = orders::get(work.tx, scope, customer.0, id.0)?;
        let mut order = order.ok_or(Failure::NotFound)?;
        if !buyer.sandbox && !work.app.is_sandbox() {
            return Err(Reason::OrderNotCancellable.into());
        }
        for row in rows::of_order(work.tx, scope, id.0)? {
            if !status(&row)?.has_ended() {
                subscriptions::cancelled(work, scope, &row)?;
            }
        }
        "cancelled".clone_into(&mut order.status);
        if super::save(work, scope, &order)? {
            Ok(())
        } else {
            Err(Failure::conflict("stale"))
        }
    })
}
