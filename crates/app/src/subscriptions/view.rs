//! Subscriptions as they are shown.

use super::{MOST, load};
use crate::{App, Failure, Request, selling};
use domain::ids::{OrderId, SubscriptionId, TenantId};
use domain::permission::{TenantAction, TenantScope};
use store::subscriptions::{self as rows, Subscription};
use store::{Reply, Tx, orders};

/// A subscription, with its price where the caller may see prices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The row; its price is 0 where `priced` is false.
    pub row: Subscription,
    /// Whether the caller sees prices.
    pub priced: bool,
}

fn shown(mut row: Subscription, priced: bool) -> View {
    if !priced {
        row.unit_price = 0;
        row.special_price_id = None;
    }
    View { row, priced }
}

fn read<T: Send + 'static>(
    app: &App,
    request: &Request,
    customer: TenantId,
    find: impl FnOnce(&mut Tx<'_>, TenantScope, bool) -> Result<T, Failure> + Send + 'static,
) -> Reply<T, Failure> {
    let priced = crate::catalogue::sees_prices(request);
    match selling::scope(request, TenantAction::ViewSubscriptions) {
        Ok(scope) => app.read(move |tx| {
            selling::customer(tx, scope, customer)?;
            find(tx, scope, priced)
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// Rows as a caller sees them.
pub(crate) fn views(rows: Vec<Subscription>, priced: bool) -> Vec<View> {
    rows.into_iter().map(|row| shown(row, priced)).collect()
}

/// One subscription of one of the caller's customers.
pub fn get(
    app: &App,
    request: &Request,
    customer: TenantId,
    id: SubscriptionId,
) -> Reply<View, Failure> {
    let priced = crate::catalogue::sees_prices(request);
    match selling::scope(request, TenantAction::ViewSubscriptions) {
        Ok(scope) => app.short_read(move |tx| {
            selling::customer(tx, scope, customer)?;
            Ok(shown(load(tx, scope, customer, id)?, priced))
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// Everything the caller's company sold to a customer, in the order of purchase.
pub fn list(app: &App, request: &Request, customer: TenantId) -> Reply<Vec<View>, Failure> {
    read(app, request, customer, move |tx, scope, priced| {
        Ok(views(
            rows::of_customer(tx, scope, customer.0, MOST)?,
            priced,
        ))
    })
}

/// The subscriptions of an order, by line.
pub fn of_order(
    app: &App,
    request: &Request,
    customer: TenantId,
    order: OrderId,
) -> Reply<Vec<View>, Failure> {
    read(app, request, customer, move |tx, scope, priced| {
        orders::get(tx, scope, customer.0, order.0)?.ok_or(Failure::NotFound)?;
        Ok(views(rows::of_order(tx, scope, order.0)?, priced))
    })
}

/// The add-ons of a subscription.
pub fn add_ons(
    app: &App,
    request: &Request,
    customer: TenantId,
    base: SubscriptionId,
) -> Reply<Vec<View>, Failure> {
    read(app, request, customer, move |tx, scope, priced| {
        load(tx, scope, customer, base)?;
        Ok(views(rows::add_ons(tx, scope, base.0)?, priced))
    })
}

/// Who supports what a partner sold.
#[derive(Debug, Clone)]
pub struct Supporter {
    /// The partner.
    pub tenant: TenantId,
    /// Its number in the partner network.
    pub network_id: String,
    /// Its name.
    pub name: String,
}

/// Who supports a subscription: the partner that sold it.
pub fn supporter(
    app: &App,
    request: &Request,
    customer: TenantId,
    id: SubscriptionId,
) -> Reply<Supporter, Failure> {
    match selling::scope(request, TenantAction::ViewSubscriptions) {
        Ok(scope) => app.read(move |tx| {
            selling::customer(tx, scope, customer)?;
            super::load(tx, scope, customer, id)?;
            let profiles = store::accounts::profiles(tx, scope)?;
            let number = profiles
                .into_iter()
                .find(|field| field.profile == "legal" && field.field == "network_id");
            Ok(Supporter {
                tenant: scope.tenant(),
                network_id: number.map(|field| field.value).unwrap_or_default(),
                name: store::identity::tenant(tx, scope)?.name,
            })
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}
