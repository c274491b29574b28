//! `/customers/{id}/subscriptions`: what was sold to a customer, and the orders it came from.

use super::{below_customer, id_of, obstacle, tabs};
use crate::http::{Answer, Query, Visit, frame};
use crate::subscriptions::{cycle, money, name, next, offer_name, status_pill};
use crate::ui::{Banner, Chrome, Tab, Text, Tone, respond};
use app::customers;
use app::orders::View;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::permission::TenantAction;
use std::collections::HashMap;
use store::subscriptions::Subscription;

#[derive(Template)]
#[template(path = "pages/customers/sales.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    name: &'a str,
    domain: &'a str,
    obstacle: Option<Banner>,
    /// Where more is sold, for those who may.
    add: Option<String>,
    rows: Vec<Row>,
    priced: bool,
    orders: Vec<Order>,
}

struct Row {
    href: String,
    name: String,
    /// The offer, where the name is another one.
    offer: Option<String>,
    is_add_on: bool,
    quantity: u32,
    price: String,
    status: (Tone, Text),
    next: String,
}

struct Order {
    at: jiff::Timestamp,
    number: String,
    lines: Vec<String>,
    cycle: Text,
    status: (Tone, Text),
}

fn row(visit: &Visit, row: &Subscription) -> Row {
    let (name, offer) = (name(visit, row), offer_name(visit, row.offer_id));
    let free = || visit.t().get("price-free").into_owned();
    Row {
        href: format!("/customers/{}/subscriptions/{}", row.customer_id, row.id),
        offer: (name != offer).then_some(offer),
        name,
        is_add_on: row.parent_id.is_some(),
        quantity: row.quantity,
        price: if row.is_trial {
            free()
        } else {
            money(visit, row.unit_price)
        },
        status: status_pill(visit, &row.status),
        next: next(visit, row),
    }
}

/// Add-ons behind their bases.
fn in_order(rows: &[app::subscriptions::View]) -> Vec<&Subscription> {
    let rows = || rows.iter().map(|view| &view.row);
    let known = |id| rows().any(|row| row.id == id);
    let bases = rows().filter(|row| row.parent_id.is_none_or(|id| !known(id)));
    bases
        .flat_map(|base| {
            let own = rows().filter(|row| row.parent_id == Some(base.id));
            std::iter::once(base).chain(own).collect::<Vec<_>>()
        })
        .collect()
}

fn order(visit: &Visit, view: &View) -> Order {
    let t = visit.t();
    let (tone, word) = match view.order.status.as_str() {
        "completed" => (Tone::Ok, "order-completed"),
        "cancelled" => (Tone::Mute, "order-cancelled"),
        _ => (Tone::Wait, "order-pending"),
    };
    let lines = view.lines.iter();
    Order {
        at: visit.timestamp(view.order.created_at),
        number: view.order.id.to_string(),
        lines: lines
            .map(|line| format!("{} × {}", line.quantity, offer_name(visit, line.offer_id)))
            .collect(),
        cycle: cycle(visit, &view.order.cycle),
        status: (tone, t.get(word)),
    }
}

fn done(visit: &Visit, what: Option<&String>) -> Option<Banner> {
    frame::done(visit, what, &[("ordered", "customer-order-placed")])
}

/// Subscriptions and orders.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    let sales = customers::sales(visit.app(), &visit.request, id_of(&id)).await?;
    let t = visit.t();
    let customer = &sales.customer;
    let title = t.get("customer-tab-sales");
    let chrome = below_customer(&visit, customer, title).notice(done(&visit, query.get("done")));
    let may = frame::may(&visit, TenantAction::ManageSubscriptions);
    let stands = sales.obstacle.filter(|_| may);
    let page = Page {
        tabs: tabs(&visit, customer, "subscriptions"),
        name: &customer.company_name,
        domain: &customer.domain,
        obstacle: stands.map(|reason| obstacle(&visit, reason, Some(customer.id))),
        add: (may && stands.is_none())
            .then(|| format!("/customers/{}/subscriptions/add", customer.id)),
        rows: in_order(&sales.subscriptions)
            .into_iter()
            .map(|r| row(&visit, r))
            .collect(),
        priced: app::catalogue::sees_prices(&visit.request),
        orders: sales.orders.iter().map(|o| order(&visit, o)).collect(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
