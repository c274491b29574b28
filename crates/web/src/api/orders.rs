//! Orders.

use super::call::{Answer, Call, Reply};
use super::json::Node;
use super::problem::Problem;
use super::show::{collection, known, link};
use super::table::operations;
use super::terms;
use super::wire::{etag, moment};
use crate::http::blocking;
use app::orders::{self, Change, NewOrder, Sent, View};
use app::subscriptions::term_of;
use domain::catalogue::BillingCycle;
use domain::ids::{OrderId, TenantId};
use domain::orders::{Base, Line};
use serde_json::{Value, json};
use store::subscriptions::Subscription;
use uuid::Uuid;

operations! {
    GET "/v1/customers/{customer_id}/orders" "orders.list" ViewSubscriptions => list;
    POST "/v1/customers/{customer_id}/orders" "orders.create" ManageSubscriptions => create;
    GET "/v1/customers/{customer_id}/orders/{order_id}" "orders.get" ViewSubscriptions => get;
    PATCH "/v1/customers/{customer_id}/orders/{order_id}" "orders.update" ManageSubscriptions => update;
    GET "/v1/customers/{customer_id}/orders/{order_id}/provisioningstatus" "orders.get_provisioning_status" ViewSubscriptions => provisioning;
    GET "/v1/customers/{customer_id}/orders/{order_id}/activationlinks" "orders.get_activation_links" ViewSubscriptions => activation;
    GET "/v1/customers/{customer_id}/orders/{order_id}/lineitems/{line_item_number}/activationlinks" "orders.get_line_item_activation_link" ViewSubscriptions => line_activation;
}

/// Billing cycles as the interface writes them.
const CYCLES: &[(&str, BillingCycle)] = &[
    ("monthly", BillingCycle::Monthly),
    ("annual", BillingCycle::Annual),
    ("none", BillingCycle::None),
];

/// A line of a document; one that is sent back may say less than a new one has to.
fn sent_line(call: &Call, node: &Node<'_>) -> Result<Sent, Problem> {
    node.object()?;
    let offer = node.at("offerId").id()?;
    let catalogue = call.app().programme.catalogue();
    terms::of_line(node, offer.and_then(|id| catalogue.offer(id)))?;
    let parent = node.at("parentSubscriptionId").id()?;
    Ok(Sent {
        number: node.at("lineItemNumber").number()?,
        offer,
        quantity: node.at("quantity").number()?,
        friendly_name: node.at("friendlyName").words()?,
        cycle: cycle(node)?,
        base: parent.map(Base::Subscription),
    })
}

/// A line of a new order.
fn line(call: &Call, node: &Node<'_>, at: usize) -> Result<Line, Problem> {
    let sent = sent_line(call, node)?;
    let usual = || u32::try_from(at).unwrap_or(u32::MAX);
    Ok(Line {
        number: sent.number.unwrap_or_else(usual),
        offer: node.at("offerId").required(sent.offer)?,
        quantity: node.at("quantity").required(sent.quantity)?,
        friendly_name: sent.friendly_name,
        cycle: sent.cycle,
        base: sent.base,
    })
}

/// How an order or a line is billed. `unknown` is what some clients send for none.
pub(super) fn cycle(sent: &Node<'_>) -> Result<Option<BillingCycle>, Problem> {
    let node = sent.at("billingCycle");
    if node
        .text()?
        .is_some_and(|text| text.eq_ignore_ascii_case("unknown"))
    {
        return Ok(None);
    }
    node.choice(CYCLES)
}

async fn lines(call: &Call, sent: &Node<'_>) -> Result<Vec<Line>, Problem> {
    let items = sent.at("lineItems").items()?;
    let lines = items.iter().enumerate();
    let lines = lines.map(|(at, node)| line(call, node, at));
    let lines = lines.collect::<Result<_, _>>()?;
    terms::partners(call, &items).await?;
    Ok(lines)
}

fn uri(customer: Uuid, order: Uuid) -> String {
    format!("/customers/{customer}/orders/{order}")
}

/// Fen as yuan: the interface writes prices as decimal numbers.
pub(super) fn decimal(minor: i64) -> Value {
    let text = format!("{}.{:02}", minor / 100, (minor % 100).abs());
    serde_json::from_str(&text).unwrap_or_default()
}

/// What the list said on the day of the order, or of the conversion of a trial; where the price is no
/// special one, that price.
fn list_price(row: &Subscription, catalogue: &domain::catalogue::Catalogue) -> i64 {
    let day = row.special_price_id.and_then(|_| {
        let (ordered, began) = (row.ordered_on.parse().ok()?, row.starts_on.parse().ok()?);
        // What is ordered begins a day later; what is converted begins that day.
        let converted = began > domain::subscriptions::starts_on(ordered);
        Some(if converted { began } else { ordered })
    });
    let offer = catalogue.offer(row.offer_id);
    let price = offer.zip(day).and_then(|(offer, day)| offer.price_on(day));
    let price = price.map_or(row.unit_price, |price| price.list_minor);
    price.max(row.unit_price)
}

fn line_document(
    row: &Subscription,
    order: Uuid,
    priced: bool,
    catalogue: &domain::catalogue::Catalogue,
) -> Value {
    let base = uri(row.customer_id, order);
    let subscription = format!("/customers/{}/subscriptions/{}", row.customer_id, row.id);
    let set_up = row.status != "pending";
    let product = catalogue.offer(row.offer_id).map(|offer| offer.product);
    let mut links = json!({
        "provisioningStatus": link(&format!("{subscription}/provisioningstatus")),
    });
    if let Some(product) = product {
        links["product"] = link(&format!("/products/{product}"));
        let sku = format!("/products/{product}/skus/{}", row.offer_id);
        let availability = format!("{sku}/availabilities/{}", row.offer_id);
        links["sku"] = link(&sku);
        links["availability"] = link(&availability);
    }
    if set_up {
        links["subscription"] = link(&subscription);
    } else {
        links["provisioningStatus"] = link(&format!("{base}/provisioningstatus"));
    }
    let price = || {
        json!({
            "listPrice": decimal(list_price(row, catalogue)),
            "discountedPrice": decimal(row.unit_price),
            "proratedPrice": decimal(row.unit_price),
            "price": decimal(row.unit_price),
            "extendedPrice": decimal(row.unit_price.saturating_mul(row.quantity.into())),
        })
    };
    known([
        ("lineItemNumber", row.line_number.into()),
        ("offerId", row.offer_id.to_string().into()),
        // Subscriptions show up once they are set up.
        (
            "subscriptionId",
            if set_up {
                row.id.to_string().into()
            } else {
                Value::Null
            },
        ),
        (
            "parentSubscriptionId",
            row.parent_id.map(|id| id.to_string()).into(),
        ),
        ("friendlyName", row.friendly_name.as_str().into()),
        ("quantity", row.quantity.into()),
        ("termDuration", term_of(row.is_trial).into()),
        ("transactionType", "New".into()),
        ("pricing", if priced { price() } else { Value::Null }),
        ("links", links),
    ])
}

pub(super) fn document(call: &Call, view: &View, with_price: bool) -> Value {
    let (order, priced) = (&view.order, view.priced && with_price);
    let itself = uri(order.customer_id, order.id);
    let total: i64 = view
        .lines
        .iter()
        .map(|row| row.unit_price.saturating_mul(row.quantity.into()))
        .fold(0, i64::saturating_add);
    let total = if priced { decimal(total) } else { Value::Null };
    let catalogue = call.app().programme.catalogue();
    let lines: Vec<_> = view
        .lines
        .iter()
        .map(|row| line_document(row, order.id, priced, catalogue))
        .collect();
    let symbol = if order.currency == "CNY" { "¥" } else { "" };
    known([
        ("id", order.id.to_string().into()),
        ("alternateId", order.id.to_string().into()),
        ("referenceCustomerId", order.customer_id.to_string().into()),
        ("billingCycle", order.cycle.as_str().into()),
        ("currencyCode", order.currency.as_str().into()),
        ("currencySymbol", symbol.into()),
        ("lineItems", lines.into()),
        ("creationDate", moment(order.created_at).into()),
        ("status", order.status.as_str().into()),
        ("transactionType", "UserPurchase".into()),
        ("totalPrice", total),
        (
            "links",
            json!({
                "provisioningStatus": link(&format!("{itself}/provisioningstatus")),
                "patchOperation": { "uri": itself, "method": "PATCH", "headers": [] },
                "self": link(&itself),
            }),
        ),
        (
            "attributes",
            json!({ "etag": etag(order.id, order.version), "objectType": "Order" }),
        ),
    ])
}

/// Whether prices are wanted; they are left out of documents unless asked for.
fn with_price(call: &Call) -> bool {
    call.query("include_price")
        .is_some_and(|text| text.eq_ignore_ascii_case("true"))
}

/// The orders for a customer; of one billing cycle where `billingType` names it.
pub async fn list(call: Call) -> Answer {
    let customer: TenantId = call.id("customer_id")?;
    let cycle = match call.query("billingType").filter(|text| !text.is_empty()) {
        None => None,
        Some(text) => {
            let mut cycles = CYCLES.iter();
            let found = cycles.find(|(word, _)| word.eq_ignore_ascii_case(text));
            let unknown = || Problem::input("billingType", "api-unknown-value");
            Some(found.ok_or_else(unknown)?.1)
        }
    };
    let found = orders::list(call.app(), &call.request, customer, cycle).await?;
    let items = found
        .iter()
        .map(|view| document(&call, view, with_price(&call)));
    let items = items.collect();
    Ok(Reply::ok(collection(
        items,
        &format!("/customers/{customer}/orders"),
    )))
}

async fn load(call: &Call, id: OrderId) -> Result<View, Problem> {
    let customer: TenantId = call.id("customer_id")?;
    let found = orders::get(call.app(), &call.request, customer, id).await;
    Ok(found?)
}

/// Places an order.
pub async fn create(call: Call) -> Answer {
    let customer: TenantId = call.id("customer_id")?;
    let sent = call.document();
    sent.object()?;
    let new = NewOrder {
        cycle: cycle(&sent)?,
        lines: lines(&call, &sent).await?,
    };
    let (app, request, key) = (
        call.app().clone(),
        call.request.clone(),
        call.key().to_owned(),
    );
    let id = blocking(move || orders::place(&app, &request, customer, &new, &key)).await?;
    let body = document(&call, &load(&call, id).await?, with_price(&call));
    Ok(Reply::created(
        body,
        format!("/v1{}", uri(customer.0, id.0)),
    ))
}

/// An order.
pub async fn get(call: Call) -> Answer {
    let id: OrderId = call.id("order_id")?;
    Ok(Reply::ok(document(
        &call,
        &load(&call, id).await?,
        with_price(&call),
    )))
}

/// Adds add-ons to an order, bills it in another cycle, or cancels it where that is possible.
pub async fn update(call: Call) -> Answer {
    let (customer, id): (TenantId, OrderId) = (call.id("customer_id")?, call.id("order_id")?);
    let sent = call.document();
    sent.object()?;
    let items = sent.at("lineItems").items()?;
    let lines = items.iter().map(|node| sent_line(&call, node));
    let lines: Vec<_> = lines.collect::<Result<_, _>>()?;
    let status = sent.at("status").text()?.unwrap_or_default();
    terms::partners(&call, &items).await?;
    let places: Vec<_> = (0..lines.len())
        .flat_map(|at| {
            ["offer", "quantity"].map(|part| {
                let name = if part == "offer" { "offerId" } else { part };
                (
                    format!("lines/{at}/{part}"),
                    format!("/lineItems/{at}/{name}"),
                )
            })
        })
        .collect();
    let places: Vec<_> = places
        .iter()
        .map(|(f, at)| (f.as_str(), at.as_str()))
        .collect();
    let change = Change {
        version: call.version(id.0)?,
        cancel: status.eq_ignore_ascii_case("cancelled"),
        cycle: cycle(&sent)?,
        lines,
    };
    let changed = orders::change(call.app(), &call.request, customer, id, change, call.key());
    changed
        .await
        .map_err(|failure| Problem::of(failure, &places))?;
    Ok(Reply::ok(document(
        &call,
        &load(&call, id).await?,
        with_price(&call),
    )))
}

/// How far the lines of an order are set up.
pub async fn provisioning(call: Call) -> Answer {
    let id: OrderId = call.id("order_id")?;
    let view = load(&call, id).await?;
    let lines = view.lines.iter().map(|row| {
        let done = row.status != "pending";
        json!({
            "orderLineItemId": row.line_number,
            "lineItemNumber": row.line_number,
            "status": if done { "fulfilled" } else { "pending" },
            "quantityProvisioningInformation": [{
                "quantity": row.quantity,
                "status": if done { "fulfilled" } else { "pending" },
            }],
        })
    });
    let itself = format!("{}/provisioningstatus", uri(view.order.customer_id, id.0));
    Ok(Reply::ok(collection(lines.collect(), &itself)))
}

/// Where the lines of an order are activated: nothing that is sold here has to be.
pub async fn activation(call: Call) -> Answer {
    let id: OrderId = call.id("order_id")?;
    let view = load(&call, id).await?;
    let itself = format!("{}/activationlinks", uri(view.order.customer_id, id.0));
    Ok(Reply::ok(collection(Vec::new(), &itself)))
}

/// Where a line of an order is activated.
pub async fn line_activation(call: Call) -> Answer {
    let id: OrderId = call.id("order_id")?;
    let number = call.part("line_item_number").parse::<u32>();
    let number = number.map_err(|_| Problem::input("line_item_number", "api-not-a-number"))?;
    let view = load(&call, id).await?;
    if view.lines.iter().all(|line| line.line_number != number) {
        // The order is there, so it is not the order's number that is told.
        return Err(Problem::no_such_line());
    }
    let order = uri(view.order.customer_id, id.0);
    let itself = format!("{order}/lineitems/{number}/activationlinks");
    Ok(Reply::ok(collection(Vec::new(), &itself)))
}
