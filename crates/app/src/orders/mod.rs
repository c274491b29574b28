//! Orders of a partner for its customers.

mod cart;
mod order;
mod place;
mod provision;
mod quote;

pub use cart::{CartLine, CartView, CheckedOut, cart, checkout, create_cart, update_cart};
pub use order::{Change, Sent, View, change, get, list};
pub(crate) use order::{listed, settle_cycle};
pub use place::{NewOrder, place};
pub(crate) use place::{NewSubscription, check, insert, insert_order, place_one, sandbox_seats};
pub(crate) use provision::run as provision;
pub use quote::{Quote, Quoted, Shelf, quote, shelf};

use crate::{Failure, Intent, Work};
use domain::integration::hooks::{Event, Happened};
use domain::permission::TenantScope;
use store::orders::{self, Order};
use uuid::Uuid;

/// A command about an order, in its partner's chain of the audit log.
fn intent(action: &'static str, scope: TenantScope, what: &str, id: Uuid) -> Intent {
    Intent::new(action, scope.tenant().0, format!("{what}/{id}"))
}

/// An order was made, or is another than before.
fn happened(work: &mut Work<'_, '_>, scope: TenantScope, event: Event, order: &Order) {
    let happened = Happened::new(event, order.customer_id, order.id);
    work.happened(scope.tenant(), happened);
}

/// Saves an order that was read; false when somebody was faster.
fn save(work: &mut Work<'_, '_>, scope: TenantScope, order: &Order) -> Result<bool, Failure> {
    happened(work, scope, Event::OrderUpdated, order);
    Ok(orders::save(work.tx, scope, order)?)
}
