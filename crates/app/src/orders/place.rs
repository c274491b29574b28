//! Placing an order: all lines or none, each of which becomes a subscription.

use super::intent;
use crate::customers::qualification;
use crate::subscriptions::{self, MOST, signed_on, standing};
use crate::{App, Failure, Request, Work, catalogue, selling};
use domain::calendar::days_after;
use domain::catalogue::{BillingCycle, Decided, Offer};
use domain::ids::{OrderId, SubscriptionId, TenantId, fresh_uuid};
use domain::integration::hooks::Event;
use domain::orders::{Accepted, Base, Line, Setting, check_numbers, judge};
use domain::permission::{TenantAction, TenantScope};
use domain::selling::Reason;
use domain::subscriptions::{Status, starts_on, term_end};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::Tx;
use store::customers::{self, Customer};
use store::orders::{self, Order};
use store::subscriptions::{self as rows, Subscription};
use uuid::Uuid;

/// What is ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewOrder {
    /// How lines are billed that do not say so; each offer's usual cycle when none is given.
    pub cycle: Option<BillingCycle>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// Places an order, once for each key.
///
/// # Errors
/// [`Failure::Refused`] with every line that cannot be ordered, or with what stands in the way of
/// the whole: the partner's state, a missing attestation, credit, a full sandbox.
pub fn place(
    app: &App,
    request: &Request,
    customer: TenantId,
    new: &NewOrder,
    key: &str,
) -> Result<OrderId, Failure> {
    let scope = selling::scope(request, TenantAction::ManageSubscriptions)?;
    let intent = intent("order.place", scope, "customer", customer.0)
        .also(customer.0)
        .once(key, &(customer, new));
    let new = new.clone();
    app.command(request, intent, move |work| {
        let buyer = ready(work, scope, customer)?;
        place_lines(work, scope, &buyer, &new)
    })
    .wait()
}

/// The partner may sell to the customer now.
pub(super) fn ready(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    customer: TenantId,
) -> Result<Customer, Failure> {
    let buyer = selling::customer(work.tx, scope, customer)?;
    selling::may_sell(work, scope)?;
    if customers::attestations(work.tx, buyer.id)?.is_empty() {
        return Err(Reason::AttestationMissing.into());
    }
    Ok(buyer)
}

/// Whether lines could be ordered for a customer as things are now.
///
/// # Errors
/// As [`place`], for the lines.
pub(crate) fn check(
    tx: &mut Tx<'_>,
    app: &App,
    scope: TenantScope,
    buyer: &Customer,
    lines: &[Line],
) -> Result<(), Failure> {
    judged(tx, app, scope, buyer, lines).map(drop)
}

/// Places one line as a new order, within a command.
///
/// # Errors
/// As [`place`].
pub(crate) fn place_one(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    customer: TenantId,
    line: Line,
) -> Result<OrderId, Failure> {
    let buyer = ready(work, scope, customer)?;
    let new = NewOrder {
        cycle: None,
        lines: vec![line],
    };
    work.audit("customer", buyer.company_name.as_str());
    place_lines(work, scope, &buyer, &new)
}

/// Places lines as a new order.
pub(super) fn place_lines(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    buyer: &Customer,
    new: &NewOrder,
) -> Result<OrderId, Failure> {
    check_numbers(&new.lines).map_err(Failure::Refused)?;
    let lines: Vec<_> = new
        .lines
        .iter()
        .map(|line| Line {
            cycle: line.cycle.or(new.cycle),
            ..line.clone()
        })
        .collect();
    let app = work.app.clone();
    let accepted = judged(work.tx, &app, scope, buyer, &lines)?;
    let order = place_accepted(work, scope, TenantId(buyer.id), &accepted)?;
    work.audit("order", order.to_string());
    work.audit("lines", told(&accepted));
    Ok(order)
}

/// Places lines that were judged as a new order.
pub(super) fn place_accepted(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    customer: TenantId,
    accepted: &[Accepted<'_, '_>],
) -> Result<OrderId, Failure> {
    let cycle = accepted.iter().map(|line| line.cycle).min();
    let order = insert_order(work, scope, customer, cycle.unwrap_or(BillingCycle::None))?;
    insert_lines(work, scope, customer, order, accepted)?;
    Ok(OrderId(order))
}

/// What is ordered, for the audit log.
pub(super) fn told(accepted: &[Accepted<'_, '_>]) -> String {
    let line = |line: &Accepted<'_, '_>| format!("{} × {}", line.line.quantity, line.offer.id);
    let lines: Vec<_> = accepted.iter().map(line).collect();
    lines.join(", ")
}

/// Judges lines against what the customer has.
pub(super) fn judged<'a, 'l>(
    tx: &mut Tx<'_>,
    app: &'a App,
    scope: TenantScope,
    buyer: &Customer,
    lines: &'l [Line],
) -> Result<Vec<Accepted<'a, 'l>>, Failure> {
    let owned = rows::of_customer(tx, scope, buyer.id, MOST)?;
    let has = owned.iter().map(standing).collect::<Result<Vec<_>, _>>()?;
    let sandbox = &app.programme.sandbox;
    if buyer.sandbox {
        let room = usize::try_from(sandbox.subscriptions_per_customer).unwrap_or(usize::MAX);
        let running = owned
            .iter()
            .filter(|row| subscriptions::status(row).is_ok_and(|status| !status.has_ended()));
        if running.count() + lines.len() > room {
            return Err(Reason::SandboxLimit.into());
        }
    }
    let setting = Setting {
        catalogue: app.programme.catalogue(),
        on: app.today(),
        customer: qualification(buyer)?,
        sandbox_seats: sandbox_seats(app, buyer),
    };
    judge(setting, lines, &has).map_err(Failure::Refused)
}

/// Most units of one subscription of a sandbox's customer; none for another.
pub(crate) fn sandbox_seats(app: &App, buyer: &Customer) -> Option<u32> {
    let seats = app.programme.sandbox.seats_per_subscription;
    buyer.sandbox.then_some(seats)
}

/// A new order without lines yet; it is set up after the commit.
pub(crate) fn insert_order(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    customer: TenantId,
    cycle: BillingCycle,
) -> Result<Uuid, Failure> {
    let order = Order {
        id: fresh_uuid(&*work.app.entropy),
        customer_id: customer.0,
        cycle: cycle.text().to_owned(),
        currency: work.app.programme.currency.code.clone(),
        status: "pending".to_owned(),
        created_at: work.now,
        version: 1,
    };
    orders::add(work.tx, scope, &order)?;
    super::happened(work, scope, Event::OrderCreated, &order);
    set_up(work, scope, order.id, 0)?;
    Ok(order.id)
}

/// Has an order's new subscriptions set up after the commit; `from` tells one batch of lines from
/// another.
pub(super) fn set_up(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    order: Uuid,
    from: u32,
) -> Result<(), Failure> {
    let payload = (scope.tenant(), OrderId(order));
    work.after_commit(
        "provision-order",
        &format!("order/{order}"),
        &payload,
        format!("provision-order/{order}/{from}"),
    )
}

/// Turns accepted lines into subscriptions, bases before their add-ons.
pub(super) fn insert_lines(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    customer: TenantId,
    order: Uuid,
    accepted: &[Accepted<'_, '_>],
) -> Result<(), Failure> {
    let today = work.app.today();
    let signed = signed_on(work.tx, scope)?;
    let starts = starts_on(today);
    let prices = catalogue::prices(work.tx, scope, Some(customer.0), today)?;
    let mut made: BTreeMap<u32, (Uuid, Date)> = BTreeMap::new();
    let (bases, add_ons): (Vec<&Accepted<'_, '_>>, Vec<&Accepted<'_, '_>>) =
        accepted.iter().partition(|line| !line.offer.is_add_on());
    for line in bases.into_iter().chain(add_ons) {
        let own_end = if line.offer.is_trial() {
            days_after(starts, work.app.programme.trial.days)
        } else {
            term_end(signed, starts)
        };
        let (parent, ends_on) = match line.line.base {
            None => (None, own_end),
            Some(Base::Line(number)) => {
                let (id, end) = made.get(&number).copied().ok_or(Reason::BaseMissing)?;
                (Some(id), end)
            }
            Some(Base::Subscription(id)) => {
                let base = rows::get(work.tx, scope, id)?.ok_or(Reason::BaseMissing)?;
                let end = base.ends_on.parse().map_err(Failure::internal)?;
                (Some(id), end)
            }
        };
        let new = NewSubscription {
            order,
            number: line.line.number,
            offer: line.offer,
            price: prices.of(line.offer),
            cycle: line.cycle,
            quantity: line.line.quantity,
            friendly_name: line.name.clone(),
            parent,
            starts_on: starts,
            ends_on,
        };
        let id = insert(work, scope, customer, &new)?;
        made.insert(line.line.number, (id.0, ends_on));
    }
    Ok(())
}

/// A subscription that is about to be.
pub(crate) struct NewSubscription<'o> {
    /// Its order.
    pub(crate) order: Uuid,
    /// Its line.
    pub(crate) number: u32,
    /// What of.
    pub(crate) offer: &'o Offer,
    /// What it costs; none for a trial.
    pub(crate) price: Option<Decided>,
    /// How it is billed.
    pub(crate) cycle: BillingCycle,
    /// Units.
    pub(crate) quantity: u32,
    /// What it is called; empty for the offer's name.
    pub(crate) friendly_name: String,
    /// The base of an add-on.
    pub(crate) parent: Option<Uuid>,
    /// First day.
    pub(crate) starts_on: Date,
    /// First day after the term.
    pub(crate) ends_on: Date,
}

/// Adds a subscription at its price, within the credit limit.
pub(crate) fn insert(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    customer: TenantId,
    new: &NewSubscription<'_>,
) -> Result<SubscriptionId, Failure> {
    let today = work.app.today();
    let usual = new.offer.name.get(work.app.programme.languages.default);
    let row = Subscription {
        id: SubscriptionId::fresh(&*work.app.entropy).0,
        platform_id: fresh_uuid(&*work.app.entropy),
        customer_id: customer.0,
        order_id: new.order,
        line_number: new.number,
        offer_id: new.offer.id,
        parent_id: new.parent,
        friendly_name: if new.friendly_name.is_empty() {
            usual.to_owned()
        } else {
            new.friendly_name.clone()
        },
        quantity: new.quantity,
        status: Status::Pending.text().to_owned(),
        suspended_by: None,
        suspended_on: None,
        delete_on: None,
        auto_renew: !new.offer.is_trial(),
        cycle: new.cycle.text().to_owned(),
        unit_price: new.price.map_or(0, |price| price.minor),
        special_price_id: new.price.and_then(|price| price.special),
        is_trial: new.offer.is_trial(),
        trial_offer_id: None,
        ordered_on: today.to_string(),
        starts_on: new.starts_on.to_string(),
        ends_on: new.ends_on.to_string(),
        created_at: work.now,
        next_at: None,
        version: 1,
    };
    subscriptions::commit(work, scope, subscriptions::advance(&row)?)?;
    rows::add(work.tx, scope, &row)?;
    subscriptions::remember(work, &row, "ordered", row.ordered_on.clone())?;
    Ok(SubscriptionId(row.id))
}
