//! Carts: lines put together over some days, and ordered together or in groups.

use super::intent;
use super::place::{judged, place_accepted, ready, told};
use crate::{App, Failure, Pending, Request, Work, selling};
use domain::catalogue::BillingCycle;
use domain::ids::{CartId, OrderId, TenantId};
use domain::orders::{Accepted, Base, Line, MOST_LINES, check_numbers};
use domain::permission::{TenantAction, TenantScope};
use domain::selling::{Reason, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
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
}

/// What ordering a cart has led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedOut {
    /// The orders, one for each billing cycle.
    pub orders: Vec<OrderId>,
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
    if cart.orders.is_some() {
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
        let errors = match judged(tx, &inside, scope, &buyer, &lines) {
            _ if cart.orders.is_some() => Vec::new(),
            Ok(_) => Vec::new(),
            Err(Failure::Refused(refusals)) => refusals,
            Err(other) => return Err(other),
        };
        Ok(CartView {
            cart,
            lines,
            errors,
        })
    })
}

/// Orders a cart: all of it or nothing, one order for each billing cycle. Ordering it again tells
/// the same orders.
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
        if let Some(orders) = &found.orders {
            return serde_json::from_str(orders).map_err(Failure::internal);
        }
        let mut cart = open(work, scope, customer, id)?;
        let lines = decoded(&cart)?;
        let app = work.app.clone();
        let accepted = judged(work.tx, &app, scope, &buyer, &lines)?;
        // An add-on is ordered with its base, however it is billed itself.
        let cycles: BTreeMap<u32, BillingCycle> =
            accepted.iter().map(|a| (a.line.number, a.cycle)).collect();
        let group = |line: &Line| match line.base {
            Some(Base::Line(base)) => cycles.get(&base).copied(),
            _ => cycles.get(&line.number).copied(),
        };
        work.audit("lines", told(&accepted));
        // Judged once, all together, as the cart is shown; not again group by group.
        let mut groups: BTreeMap<Option<BillingCycle>, Vec<Accepted<'_, '_>>> = BTreeMap::new();
        for line in accepted {
            groups.entry(group(line.line)).or_default().push(line);
        }
        let mut orders = Vec::new();
        for accepted in groups.into_values() {
            orders.push(place_accepted(work, scope, customer, &accepted)?);
        }
        let ids: Vec<_> = orders.iter().map(ToString::to_string).collect();
        work.audit("orders", ids.join(", "));
        let outcome = CheckedOut { orders };
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
