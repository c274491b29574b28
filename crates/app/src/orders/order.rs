//! Orders as they are shown, and the few things that change at them.

use super::intent;
use super::place::{insert_lines, judged, ready, set_up, told};
use crate::subscriptions::{self, offer_of, status};
use crate::{App, Failure, Pending, Request, Work, selling};
use domain::catalogue::BillingCycle;
use domain::enrolment::form::FieldProblem;
use domain::ids::{OrderId, TenantId};
use domain::orders::{Base, Line};
use domain::permission::{TenantAction, TenantScope};
use domain::selling::Reason;
use domain::subscriptions::Status;
use serde::Serialize;
use std::collections::HashMap;
use store::customers::Customer;
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
        lines.iter_mut().for_each(|line| {
            line.unit_price = 0;
            line.special_price_id = None;
        });
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

/// A line as a client sends it. One that stands is known by its offer and its number, and may say
/// less than a new one has to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Sent {
    /// Its number; none for any.
    pub number: Option<u32>,
    /// Its offer.
    pub offer: Option<Uuid>,
    /// Units.
    pub quantity: Option<u32>,
    /// What the subscription is called.
    pub friendly_name: String,
    /// How it is billed.
    pub cycle: Option<BillingCycle>,
    /// What it is added to.
    pub base: Option<Base>,
}

impl From<Line> for Sent {
    fn from(line: Line) -> Self {
        Self {
            number: None,
            offer: Some(line.offer),
            quantity: Some(line.quantity),
            friendly_name: line.friendly_name,
            cycle: line.cycle,
            base: line.base,
        }
    }
}

impl Sent {
    fn is_known(&self, rows: &[Subscription]) -> bool {
        rows.iter().any(|row| {
            // The same offer for another base is another purchase.
            let of_base = match self.base {
                Some(Base::Subscription(id)) => row.parent_id == Some(id),
                _ => true,
            };
            of_base
                && Some(row.offer_id) == self.offer
                && self.number.is_none_or(|n| n == row.line_number)
        })
    }
}

/// What is to be otherwise at an order. Clients send the whole of it; what is as it was is left
/// alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The version that was read; none for any.
    pub version: Option<i64>,
    /// Whether it is to be cancelled, which is possible in a sandbox only.
    pub cancel: bool,
    /// How all of it is to be billed.
    pub cycle: Option<BillingCycle>,
    /// Its lines; those that are not its own yet must be add-ons.
    pub lines: Vec<Sent>,
}

/// Changes an order, all of it or nothing.
///
/// Refused with [`Failure::Refused`] by the rules, [`Failure::Conflict`] (`stale`), and
/// [`Failure::Invalid`] at `lines/{place}/offer` and `lines/{place}/quantity`.
pub fn change(
    app: &App,
    request: &Request,
    customer: TenantId,
    id: OrderId,
    change: Change,
    key: &str,
) -> Pending<()> {
    let scope = match selling::scope(request, TenantAction::ManageSubscriptions) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = intent("order.update", scope, "order", id.0)
        .also(customer.0)
        .once(key, &(customer, id, &change));
    app.command(request, intent, move |work| {
        let buyer = selling::customer(work.tx, scope, customer)?;
        let order = orders::get(work.tx, scope, customer.0, id.0)?;
        let mut order = order.ok_or(Failure::NotFound)?;
        if change.version.is_some_and(|read| read != order.version) {
            return Err(Failure::conflict("stale"));
        }
        let rows = rows::of_order(work.tx, scope, id.0)?;
        if change.cancel && order.status != "cancelled" {
            return cancel(work, scope, &buyer, order, &rows);
        }
        let new = change.lines.iter().enumerate();
        let new: Vec<_> = new.filter(|(_, line)| !line.is_known(&rows)).collect();
        let cycle = change.cycle.filter(|cycle| cycle.text() != order.cycle);
        if let Some(cycle) = cycle {
            ready(work, scope, customer)?;
            set_cycle(work, scope, &mut order, &rows, cycle)?;
        }
        if !new.is_empty() {
            ready(work, scope, customer)?;
            let lines = new.into_iter().map(|(at, sent)| whole(at, sent));
            let lines = lines.collect::<Result<Vec<_>, _>>()?;
            extend(work, scope, &buyer, &order, &rows, lines)?;
        }
        Ok(())
    })
}

/// A new line with everything it needs.
fn whole(at: usize, sent: &Sent) -> Result<Line, Failure> {
    let missing = |part: &str| {
        let field = format!("lines/{at}/{part}");
        Failure::Invalid(vec![FieldProblem::plain(&field, "required")])
    };
    Ok(Line {
        number: 0,
        offer: sent.offer.ok_or_else(|| missing("offer"))?,
        quantity: sent.quantity.ok_or_else(|| missing("quantity"))?,
        friendly_name: sent.friendly_name.clone(),
        cycle: sent.cycle,
        base: sent.base,
    })
}

/// Saves an order as the next version.
fn put(work: &mut Work<'_, '_>, scope: TenantScope, order: &mut Order) -> Result<(), Failure> {
    if !super::save(work, scope, order)? {
        return Err(Failure::conflict("stale"));
    }
    order.version += 1;
    Ok(())
}

/// Adds lines to an order that stands. Line numbers go on from the last.
fn extend(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    buyer: &Customer,
    order: &Order,
    rows: &[Subscription],
    mut lines: Vec<Line>,
) -> Result<(), Failure> {
    work.is("order.extend");
    if order.status == "cancelled" {
        return Err(Reason::OrderChangeUnknown.into());
    }
    let next = rows.iter().map(|row| row.line_number + 1).max();
    let first = next.unwrap_or(0);
    for (number, line) in (first..).zip(&mut lines) {
        line.number = number;
        line.cycle = line.cycle.or_else(|| BillingCycle::from_text(&order.cycle));
    }
    let app = work.app.clone();
    let accepted = judged(work.tx, &app, scope, buyer, &lines)?;
    if accepted.iter().any(|line| !line.offer.is_add_on()) {
        return Err(Reason::OrderChangeUnknown.into());
    }
    insert_lines(work, scope, TenantId(buyer.id), order.id, &accepted)?;
    work.audit("lines", told(&accepted));
    put(work, scope, &mut order.clone())?;
    set_up(work, scope, order.id, first)
}

/// Bills everything of an order in another cycle from now on.
fn set_cycle(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    order: &mut Order,
    rows: &[Subscription],
    cycle: BillingCycle,
) -> Result<(), Failure> {
    work.is("order.set-cycle");
    // Lines may be billed differently, and a trial is not billed at all.
    let billed: Vec<_> = rows.iter().filter(|row| !row.is_trial).collect();
    if billed.is_empty() {
        return Err(Reason::CycleNotInOffer.into());
    }
    for row in billed {
        if status(row)? != Status::Active {
            return Err(Reason::CycleWhileInactive.into());
        }
        if !offer_of(work.app, row.offer_id)?.has_cycle(cycle) {
            return Err(Reason::CycleNotInOffer.into());
        }
        if row.cycle != cycle.text() {
            subscriptions::set_cycle(work, scope, row, cycle)?;
        }
    }
    work.audit("cycle", format!("{} -> {}", order.cycle, cycle.text()));
    cycle.text().clone_into(&mut order.cycle);
    put(work, scope, order)
}

/// Cancels an order of a sandbox with its subscriptions. Elsewhere orders stand.
fn cancel(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    buyer: &Customer,
    mut order: Order,
    rows: &[Subscription],
) -> Result<(), Failure> {
    work.is("order.cancel");
    if !buyer.sandbox && !work.app.is_sandbox() {
        return Err(Reason::OrderNotCancellable.into());
    }
    for row in rows {
        // An add-on may have ended with its base a moment ago.
        let now = rows::get(work.tx, scope, row.id)?.ok_or(Failure::NotFound)?;
        if !status(&now)?.has_ended() {
            subscriptions::cancelled(work, scope, &now)?;
        }
    }
    "cancelled".clone_into(&mut order.status);
    put(work, scope, &mut order)
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
