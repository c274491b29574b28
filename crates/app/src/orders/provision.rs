//! Setting up what was ordered, after the commit of the order.

use super::intent;
use crate::subscriptions;
use crate::{App, Failure, Request};
use domain::ids::{OrderId, TenantId};
use domain::permission::{TenantAction, authorise};
use store::orders;
use store::subscriptions as rows;

/// Sets the subscriptions of an order up that are not yet; doing it twice does nothing twice.
///
/// # Errors
/// [`Failure`] of the store; the worker tries again.
pub(crate) fn run(
    app: &App,
    request: &Request,
    partner: TenantId,
    order: OrderId,
) -> Result<(), Failure> {
    let scope = authorise(&request.caller, TenantAction::ManageSubscriptions, partner)?;
    let intent = intent("order.provision", scope, "order", order.0);
    app.command(request, intent, move |work| {
        for row in rows::of_order(work.tx, scope, order.0)? {
            subscriptions::provisioned(work, scope, &row)?;
        }
        let customer = rows::of_order(work.tx, scope, order.0)?;
        let Some(customer) = customer.first().map(|row| row.customer_id) else {
            return Ok(());
        };
        let found = orders::get(work.tx, scope, customer, order.0)?;
        let mut row = found.ok_or(Failure::NotFound)?;
        if row.status == "pending" {
            "completed".clone_into(&mut row.status);
            if !super::save(work, scope, &row)? {
                return Err(Failure::conflict("stale"));
            }
        }
        Ok(())
    })
    .wait()
}
