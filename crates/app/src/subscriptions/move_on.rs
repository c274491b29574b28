//! Moving a subscription to another offer: upgrades of what runs, conversions of trials.

use super::{
    MOST, apply, facts, intent, life, load, no_fewer_than_assigned, offer_of, put, save, signed_on,
    standing, status,
};
use crate::centre::partners::Delegations;
use crate::customers::qualification;
use crate::orders::{NewSubscription, insert, insert_order, sandbox_seats, settle_cycle};
use crate::{App, Failure, Pending, Request, Work, catalogue, selling};
use domain::catalogue::{BillingCycle, Offer, Possession, Purchase, may_buy};
use domain::ids::{SubscriptionId, TenantId};
use domain::permission::{TenantAction, TenantScope};
use domain::selling::Reason;
use domain::subscriptions::{Command, Facts, Status, term_end};
use store::centre::licences;
use store::customers::Customer;
use store::subscriptions::{self as rows, Subscription};
use store::{Reply, Tx};
use uuid::Uuid;

/// An offer a subscription leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The offer.
    pub offer: Uuid,
    /// What stands in the way; none when it can be done now.
    pub obstacle: Option<Reason>,
}

/// Whether a customer may have an offer in the place of a row, by the rule of every purchase.
fn may_take(
    tx: &mut Tx<'_>,
    app: &App,
    scope: TenantScope,
    customer: &Customer,
    row: &Subscription,
    target: &Offer,
    quantity: u32,
) -> Result<(), Failure> {
    let mut owned = Vec::new();
    for other in rows::of_customer(tx, scope, customer.id, MOST)? {
        if other.id != row.id {
            owned.extend(standing(&other)?.owned());
        }
    }
    let purchase = Purchase {
        quantity,
        on: app.today(),
        customer: qualification(customer)?,
        sandbox_seats: sandbox_seats(app, customer),
    };
    Ok(may_buy(target, purchase, &owned)?)
}

/// What stands in the way of an upgrade to an offer.
fn upgradable(
    tx: &mut Tx<'_>,
    app: &App,
    scope: TenantScope,
    customer: &Customer,
    row: &Subscription,
    target: &Offer,
) -> Result<(), Failure> {
    let source = offer_of(app, row.offer_id)?;
    if !source.upgrades.contains(&target.id) {
        return Err(Reason::NoUpgrade.into());
    }
    if status(row)? != Status::Active {
        return Err(Reason::UpgradeNotActive.into());
    }
    // It takes more than a sale: the service has to be the partner's to administer.
    let holder = Delegations::of(tx, customer.id)?.holder(source.product);
    if holder != Some(scope.tenant().0) {
        return Err(Reason::UpgradeNeedsDelegation.into());
    }
    for owned in rows::of_customer(tx, scope, customer.id, MOST)? {
        let owned = standing(&owned)?;
        if owned.offer == target.id && owned.possession != Possession::Ended {
            return Err(Reason::TargetOwned.into());
        }
    }
    may_take(tx, app, scope, customer, row, target, row.quantity)?;
    for add_on in rows::add_ons(tx, scope, row.id)? {
        if !status(&add_on)?.has_ended() {
            return Err(Reason::UpgradeWithAddOns.into());
        }
    }
    Ok(())
}

/// Where a subscription can be upgraded to, and what stands in the way.
pub fn upgrades(
    app: &App,
    request: &Request,
    customer: TenantId,
    id: SubscriptionId,
) -> Reply<Vec<Target>, Failure> {
    let scope = match selling::scope(request, TenantAction::ViewSubscriptions) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let app_in = app.clone();
    app.read(move |tx| {
        let buyer = selling::customer(tx, scope, customer)?;
        let row = load(tx, scope, customer, id)?;
        targets(tx, &app_in, scope, &buyer, &row)
    })
}

/// The same inside a transaction.
pub(super) fn targets(
    tx: &mut Tx<'_>,
    app: &App,
    scope: TenantScope,
    buyer: &Customer,
    row: &Subscription,
) -> Result<Vec<Target>, Failure> {
    let mut targets = Vec::new();
    for target in &offer_of(app, row.offer_id)?.upgrades {
        let offer = offer_of(app, *target)?;
        let obstacle = match upgradable(tx, app, scope, buyer, row, offer) {
            Ok(()) => None,
            Err(Failure::Refused(refusals)) => refusals.first().map(|r| r.reason),
            Err(other) => return Err(other),
        };
        targets.push(Target {
            offer: *target,
            obstacle,
        });
    }
    Ok(targets)
}

/// Upgrades a subscription: a new one of the target with all units, in force today at today's price
/// for a new term, and the old one ends in the same moment. Gives the new one.
pub fn upgrade(
    app: &App,
    request: &Request,
    customer: TenantId,
    id: SubscriptionId,
    target: Uuid,
    key: &str,
) -> Pending<SubscriptionId> {
    let scope = match selling::scope(request, TenantAction::ManageSubscriptions) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent =
        intent("subscription.upgrade", scope, customer, id).once(key, &(customer, id, target));
    app.command(request, intent, move |work| {
        selling::may_sell(work, scope)?;
        let buyer = selling::customer(work.tx, scope, customer)?;
        let before = load(work.tx, scope, customer, id)?;
        let app = work.app.clone();
        let offer = app.programme.catalogue().offer(target);
        let offer = offer.ok_or(Reason::NoUpgrade)?;
        upgradable(work.tx, work.app, scope, &buyer, &before, offer)?;
        let mut old = before.clone();
        apply(work, scope, &mut old, Command::Cancel)?;
        // Whoever had a licence has one of what takes its place.
        let holders = licences::free_subscription(work.tx, scope, before.id)?;
        save(work, scope, &before, &old, "upgraded")?;
        let today = work.app.today();
        let kept = BillingCycle::from_text(&before.cycle).filter(|cycle| offer.has_cycle(*cycle));
        let cycle = kept.unwrap_or_else(|| offer.usual_cycle());
        let order = insert_order(work, scope, customer, cycle)?;
        let prices = catalogue::prices(work.tx, scope, Some(buyer.id), today)?;
        let new = NewSubscription {
            order,
            number: 0,
            offer,
            price: prices.of(offer),
            cycle,
            quantity: before.quantity,
            friendly_name: String::new(),
            parent: None,
            starts_on: today,
            ends_on: term_end(signed_on(work.tx, scope)?, today),
        };
        let made = insert(work, scope, customer, &new)?;
        licences::hand_over(work.tx, scope, made.0, &holders, work.now)?;
        work.audit("order", order.to_string());
        work.audit("target_offer", target.to_string());
        work.audit("target_subscription", made.to_string());
        Ok(made)
    })
}

/// Turns a running trial into a subscription of one of its own offers; it keeps its id. Gives the
/// new version.
pub fn convert(
    app: &App,
    request: &Request,
    customer: TenantId,
    id: SubscriptionId,
    target: Uuid,
    quantity: Option<u32>,
    cycle: Option<BillingCycle>,
    key: &str,
) -> Pending<i64> {
    let scope = match selling::scope(request, TenantAction::ManageSubscriptions) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = intent("subscription.convert", scope, customer, id);
    let intent = intent.once(key, &(customer, id, target, quantity, cycle));
    app.command(request, intent, move |work| {
        selling::may_sell(work, scope)?;
        let buyer = selling::customer(work.tx, scope, customer)?;
        let before = load(work.tx, scope, customer, id)?;
        let mut row = before.clone();
        converted(work, scope, &buyer, &mut row, target, quantity, cycle)?;
        work.audit("target_offer", target.to_string());
        work.audit("quantity", row.quantity);
        save(work, scope, &before, &row, "converted")?;
        settle_cycle(work, scope, customer, row.order_id)?;
        Ok(before.version + 1)
    })
}

fn converted(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    buyer: &Customer,
    row: &mut Subscription,
    target: Uuid,
    quantity: Option<u32>,
    cycle: Option<BillingCycle>,
) -> Result<(), Failure> {
    let app = work.app.clone();
    let trial = offer_of(&app, row.offer_id)?;
    let offer = app.programme.catalogue().offer(target);
    let offer = offer.filter(|offer| trial.conversions.contains(&offer.id));
    let offer = offer.ok_or(Reason::NoConversion)?;
    let today = app.today();
    let prices = catalogue::prices(work.tx, scope, Some(buyer.id), today)?;
    let price = prices.of(offer).ok_or(Reason::OfferNotSold)?;
    let quantity = quantity.unwrap_or(row.quantity);
    let cycle = cycle.unwrap_or_else(|| offer.usual_cycle());
    if !offer.has_cycle(cycle) {
        return Err(Reason::CycleNotOffered.into());
    }
    let facts = Facts {
        minimum: offer.minimum,
        maximum: offer.maximum,
        ..facts(work, scope, row)?
    };
    let after = life(row)?.apply(Command::Convert(quantity), &facts)?;
    may_take(work.tx, &app, scope, buyer, row, offer, quantity)?;
    put(&app, row, &after);
    no_fewer_than_assigned(work, scope, row)?;
    row.trial_offer_id = Some(row.offer_id);
    row.offer_id = target;
    row.unit_price = price.minor;
    row.special_price_id = price.special;
    cycle.text().clone_into(&mut row.cycle);
    row.starts_on = today.to_string();
    Ok(())
}
