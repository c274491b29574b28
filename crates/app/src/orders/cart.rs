//! Carts: lines put together over some days, and ordered together or in groups.

use super::intent;
use super::place::{judged, place_accepted, ready, told};
use crate::{App, Failure, Pending, Request, Work, selling};
use domain::catalogue::{BillingCycle, Catalogue};
use domain::ids::{CartId, OrderId, TenantId};
use domain::orders::{Accepted, Base, Line, MOST_LINES, check_numbers};
use domain::permission::{TenantAction, TenantScope};
use domain::selling::{Reason, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use store::Reply;
use store::orders::{self as rows, Cart};

/// Days a cart can be ordered after it was made.
const DAYS: i64 = 7;

/// A line of a cart; add-ons name the line of their base as in an order.
pub type CartLine = Line;

/// A cart with what stands in the way of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CartView {
    /// The cart.
    pub cart: Cart,
    /// Its lines.
    pub lines: Vec<CartLine>,
    /// Which of them cannot be ordered now, and why.
    pub errors: Vec<Refusal>,
    /// Whether every line is ordered.
    pub ordered: bool,
}

/// What ordering a cart has led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedOut {
    /// The orders, one for each billing cycle; those of earlier tries too.
    pub orders: Vec<OrderId>,
    /// The groups of lines that became no order; they are still in the cart.
    #[serde(default)]
    pub failed: Vec<FailedGroup>,
}

/// Lines of a cart that would have become an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedGroup {
    /// How they are billed.
    pub group: BillingCycle,
    /// Why they are not ordered; of a line, or of the whole group.
    pub refusal: Refusal,
}

/// What became of a cart, where somebody has tried to order it.
fn outcome(cart: &Cart) -> Result<Option<CheckedOut>, Failure> {
    let text = cart.orders.as_deref();
    let read = text.map(|text| serde_json::from_str(text).map_err(Failure::internal));
    read.transpose()
}

/// Whether every line of a cart is ordered.
fn is_ordered(cart: &Cart) -> Result<bool, Failure> {
    Ok(outcome(cart)?.is_some_and(|done| done.failed.is_empty()))
}

/// The group a line is ordered in: an add-on with its base, however it is billed itself.
#[must_use]
pub fn group_of(catalogue: &Catalogue, lines: &[CartLine], line: &CartLine) -> BillingCycle {
    let base = match line.base {
        Some(Base::Line(number)) => lines.iter().find(|other| other.number == number),
        _ => None,
    };
    let line = base.unwrap_or(line);
    match catalogue.offer(line.offer) {
        Some(offer) => line.billed(offer),
        None => line.cycle.unwrap_or(BillingCycle::Monthly),
    }
}

fn decoded(cart: &Cart) -> Result<Vec<CartLine>, Failure> {
    serde_json::from_str(&cart.lines).map_err(Failure::internal)
}

fn encoded(lines: &[CartLine]) -> Result<String, Failure> {
    if lines.is_empty() {
        return Err(Reason::CartEmpty.into());
    }
    if lines.len() > MOST_LINES {
        return Err(Reason::LinesInvalid.into());
    }
    check_numbers(lines).map_err(Failure::Refused)?;
    serde_json::to_string(lines).map_err(Failure::internal)
}

fn who(work: &Work<'_, '_>) -> String {
    work.request.caller.actor_name().to_owned()
}

/// Makes a cart. Lines that cannot be ordered are kept; [`cart`] tells which.
pub fn create_cart(
    app: &App,
    request: &Request,
    customer: TenantId,
    lines: Vec<CartLine>,
    key: &str,
) -> Pending<CartId> {
    let scope = match selling::scope(request, TenantAction::ManageSubscriptions) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let id = CartId::fresh(&*app.entropy);
    let intent = intent("cart.create", scope, "cart", id.0).once(key, &(customer, &lines));
    app.command(request, intent, move |work| {
        selling::customer(work.tx, scope, customer)?;
        selling::may_sell(work, scope)?;
        let cart = Cart {
            id: id.0,
            customer_id: customer.0,
            lines: encoded(&lines)?,
            orders: None,
            changed_by: who(work),
            created_at: work.now,
            changed_at: work.now,
            expires_at: work.now.plus_days(DAYS),
            version: 1,
        };
        rows::add_cart(work.tx, scope, &cart)?;
        Ok(id)
    })
}

/// A cart that can still change.
fn open(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    customer: TenantId,
    id: CartId,
) -> Result<Cart, Failure> {
    let cart = rows::cart(work.tx, scope, customer.0, id.0)?.ok_or(Failure::NotFound)?;
    if is_ordered(&cart)? {
        Err(Reason::CartOrdered.into())
    } else if work.now >= cart.expires_at {
        Err(Reason::CartExpired.into())
    } else {
        Ok(cart)
    }
}

/// Puts other lines in the place of a cart's.
pub fn update_cart(
    app: &App,
    request: &Request,
    customer: TenantId,
    id: CartId,
    lines: Vec<CartLine>,
    key: &str,
) -> Pending<()> {
    let scope = match selling::scope(request, TenantAction::ManageSubscriptions) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = intent("cart.update", scope, "cart", id.0).once(key, &(customer, id, &lines));
    app.command(request, intent, move |work| {
        selling::customer(work.tx, scope, customer)?;
        let mut cart = open(work, scope, customer, id)?;
        cart.lines = encoded(&lines)?;
        cart.changed_by = who(work);
        cart.changed_at = work.now;
        if rows::save_cart(work.tx, scope, &cart)? {
            Ok(())
        } else {
            Err(Failure::conflict("stale"))
        }
    })
}

/// A cart.
pub fn cart(
    app: &App,
    request: &Request,
    customer: TenantId,
    id: CartId,
) -> Reply<CartView, Failure> {
    let scope = match selling::scope(request, TenantAction::ManageSubscriptions) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let inside = app.clone();
    app.read(move |tx| {
        let buyer = selling::customer(tx, scope, customer)?;
        let cart = rows::cart(tx, scope, customer.0, id.0)?.ok_or(Failure::NotFound)?;
        let lines = decoded(&cart)?;
        let ordered = is_ordered(&cart)?;
        let errors = match judged(tx, &inside, scope, &buyer, &lines) {
            _ if ordered => Vec::new(),
            Ok(_) => Vec::new(),
            Err(Failure::Refused(refusals)) => refusals,
            Err(other) => return Err(other),
        };
        Ok(CartView {
            cart,
            lines,
            errors,
            ordered,
        })
    })
}

/// Lines of a cart that become an order together.
type Groups<'l> = BTreeMap<BillingCycle, Vec<&'l CartLine>>;

/// Takes out the groups that cannot be ordered: one line that cannot be keeps its whole group.
fn taken_out(groups: &mut Groups<'_>, refusals: Vec<Refusal>) -> Result<Vec<FailedGroup>, Failure> {
    let failed: Option<Vec<_>> = refusals
        .iter()
        .map(|refusal| {
            let of_line = |line: &&CartLine| Some(line.number) == refusal.line;
            let mut all = groups.iter();
            let (group, _) = all.find(|(_, lines)| lines.iter().any(of_line))?;
            Some(FailedGroup {
                group: *group,
                refusal: *refusal,
            })
        })
        .collect();
    // What is about the whole stands in every group's way.
    let Some(failed) = failed else {
        return Err(Failure::Refused(refusals));
    };
    groups.retain(|group, _| failed.iter().all(|other| other.group != *group));
    Ok(failed)
}

/// Orders a cart, one order for each billing cycle. A group of lines that cannot be ordered stays in
/// the cart, and ordering the cart again tries it again; a cart of which nothing can be ordered is
/// refused. Ordering one again that is ordered tells the same orders.
///
/// # Errors
/// [`Failure::Refused`] with every line that cannot be ordered, or with what stands in the way of
/// the whole.
pub fn checkout(
    app: &App,
    request: &Request,
    customer: TenantId,
    id: CartId,
) -> Result<CheckedOut, Failure> {
    let scope = selling::scope(request, TenantAction::ManageSubscriptions)?;
    let intent = intent("cart.checkout", scope, "cart", id.0).also(customer.0);
    app.command(request, intent, move |work| {
        let buyer = ready(work, scope, customer)?;
        let found = rows::cart(work.tx, scope, customer.0, id.0)?.ok_or(Failure::NotFound)?;
        let earlier = outcome(&found)?;
        if let Some(done) = earlier.as_ref().filter(|done| done.failed.is_empty()) {
            return Ok(done.clone());
        }
        let mut cart = open(work, scope, customer, id)?;
        let lines = decoded(&cart)?;
        let app = work.app.clone();
        let catalogue = app.programme.catalogue();
        let mut groups: Groups<'_> = BTreeMap::new();
        for line in &lines {
            let group = group_of(catalogue, &lines, line);
            groups.entry(group).or_default().push(line);
        }
        // Judged together, as the cart is shown, and then placed group by group.
        let (mut failed, mut wanted) = (Vec::new(), Vec::new());
        let accepted = match judged(work.tx, &app, scope, &buyer, &lines) {
            Ok(accepted) => accepted,
            Err(Failure::Refused(refusals)) => {
                failed = taken_out(&mut groups, refusals)?;
                let good = |l: &&CartLine| groups.contains_key(&group_of(catalogue, &lines, l));
                wanted.extend(lines.iter().filter(good).cloned());
                if wanted.is_empty() {
                    Vec::new()
                } else {
                    judged(work.tx, &app, scope, &buyer, &wanted)?
                }
            }
            Err(other) => return Err(other),
        };
        let mut orders = earlier.map_or_else(Vec::new, |done| done.orders);
        let (mut placed, before, mut said) = (BTreeSet::new(), orders.len(), Vec::new());
        for (group, lines) in &groups {
            let of_group = |a: &&Accepted<'_, '_>| lines.iter().any(|l| l.number == a.line.number);
            let group_lines: Vec<_> = accepted.iter().filter(of_group).cloned().collect();
            match work.part(|work| place_accepted(work, scope, customer, &group_lines)) {
                Ok(order) => {
                    orders.push(order);
                    placed.extend(lines.iter().map(|line| line.number));
                    said.push(told(&group_lines));
                }
                Err(Failure::Refused(refusals)) => {
                    let group = |refusal| FailedGroup {
                        group: *group,
                        refusal,
                    };
                    failed.extend(refusals.into_iter().map(group));
                }
                Err(other) => return Err(other),
            }
        }
        if orders.is_empty() {
            let refusals = failed.into_iter().map(|failed| failed.refusal);
            return Err(Failure::Refused(refusals.collect()));
        }
        work.audit("lines", said.join(", "));
        let ids: Vec<_> = orders[before..].iter().map(ToString::to_string).collect();
        work.audit("orders", ids.join(", "));
        if !failed.is_empty() {
            let reasons: Vec<_> = failed.iter().map(|f| f.refusal.reason.text()).collect();
            work.audit("not_ordered", reasons.join(", "));
            // What is ordered leaves the cart, so that nothing is ordered twice.
            let left: Vec<_> = lines
                .iter()
                .filter(|line| !placed.contains(&line.number))
                .collect();
            cart.lines = serde_json::to_string(&left).map_err(Failure::internal)?;
        }
        let outcome = CheckedOut { orders, failed };
        cart.orders = Some(serde_json::to_string(&outcome).map_err(Failure::internal)?);
        cart.changed_by = who(work);
        cart.changed_at = work.now;
        // Two at once: the version lets one of them order.
        if rows::save_cart(work.tx, scope, &cart)? {
            Ok(outcome)
        } else {
            Err(Failure::conflict("stale"))
        }
    })
    .wait()
}
