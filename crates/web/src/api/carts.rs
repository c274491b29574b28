//! Carts.

use super::call::{Answer, Call, Reply};
use super::json::Node;
use super::orders;
use super::problem::Problem;
use super::show::{known, link};
use super::table::operations;
use super::terms;
use super::wire::moment;
use crate::http::blocking;
use app::orders as cases;
use app::orders::{CartLine, CartView};
use app::subscriptions::term_of;
use domain::catalogue::BillingCycle;
use domain::ids::{CartId, TenantId};
use domain::orders::{Base, Line};
use domain::selling::{Reason, Refusal};
use serde_json::{Value, json};
use uuid::Uuid;

operations! {
    POST "/v1/customers/{customer_id}/carts" "carts.create" ManageSubscriptions => create;
    GET "/v1/customers/{customer_id}/carts/{cart_id}" "carts.get" ManageSubscriptions => get;
    PUT "/v1/customers/{customer_id}/carts/{cart_id}" "carts.update" ManageSubscriptions => update;
    POST "/v1/customers/{customer_id}/carts/{cart_id}/checkout" "carts.checkout" ManageSubscriptions => checkout;
}

/// What is put into a cart: an offer, or product, SKU and availability in one, the second of which
/// is the offer.
fn offer(node: &Node<'_>) -> Result<Uuid, Problem> {
    let text = node.required(node.text()?)?;
    let mut parts = text.split(':');
    let named = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(only), None, None, None) => only,
        (Some(_), Some(sku), Some(_), None) => sku,
        _ => "",
    };
    let unknown = |_| Problem::property(node.pointer(), "api-unknown-value");
    named.parse().map_err(unknown)
}

fn line(call: &Call, node: &Node<'_>, number: u32, base: Option<Base>) -> Result<Line, Problem> {
    let quantity = node.at("quantity");
    node.object()?;
    let context = node.at("provisioningContext");
    context.object()?;
    let parent = context.at("parentSubscriptionId").id()?;
    let parent = parent.or(node.at("parentSubscriptionId").id()?);
    let offer = offer(&node.at("catalogItemId"))?;
    terms::of_line(node, call.app().programme.catalogue().offer(offer))?;
    Ok(Line {
        number,
        offer,
        quantity: quantity.required(quantity.number()?)?,
        friendly_name: node.at("friendlyName").words()?,
        cycle: orders::cycle(node)?,
        base: base.or(parent.map(Base::Subscription)),
    })
}

/// The lines of a cart. Add-ons stand below the line of their base; here they are lines of their own
/// that name it, numbered behind all others where they have no number.
async fn lines(call: &Call, sent: &Node<'_>) -> Result<Vec<Line>, Problem> {
    let mut lines = Vec::new();
    let items = sent.at("lineItems").items()?;
    let mut spare = items.len();
    for (at, item) in items.iter().enumerate() {
        item.object()?;
        let own = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let number = item.at("id").number()?.unwrap_or_else(|| own(at));
        lines.push(line(call, item, number, None)?);
        for name in ["addonItems", "addOnItems"] {
            let add_ons = item.at(name).items()?;
            terms::partners(call, &add_ons).await?;
            for add_on in add_ons {
                lines.push(line(call, &add_on, own(spare), Some(Base::Line(number)))?);
                spare += 1;
            }
            // Both names find the same property when only its case differs.
            if name == "addonItems" && item.at(name).is_there() {
                break;
            }
        }
    }
    terms::partners(call, &items).await?;
    Ok(lines)
}

/// What stands in the way of a line, in the words and numbers of carts.
fn error(call: &Call, refusals: &[Refusal], number: u32) -> Value {
    let mut of_line = refusals.iter().filter(|r| r.line == Some(number));
    let Some(refusal) = of_line.next() else {
        return Value::Null;
    };
    let code = match refusal.reason {
        Reason::OfferUnknown | Reason::OfferNotSold => 10_001,
        Reason::SandboxLimit => 10_009,
        Reason::QuantityOutOfRange | Reason::MoreThanBase | Reason::NameInvalid => 10_010,
        Reason::BaseMissing | Reason::BaseOfOtherOffer | Reason::BaseNotActive => 10_007,
        Reason::AttestationMissing => 10_012,
        _ => 10_006,
    };
    let t = app::i18n::texts(call.request.language);
    let words = t.get(format!("refused-{}", refusal.reason.text()));
    json!({ "errorCode": code, "errorDescription": words })
}

fn shown(call: &Call, view: &CartView, line: &CartLine) -> Value {
    let programme = &call.app().programme;
    let offer = programme.catalogue().offer(line.offer);
    let usual = offer.map_or(BillingCycle::Monthly, domain::catalogue::Offer::usual_cycle);
    let cycle = line.cycle.unwrap_or(usual);
    let add_ons: Vec<_> = view
        .lines
        .iter()
        .filter(|other| other.base == Some(Base::Line(line.number)))
        .map(|other| shown(call, view, other))
        .collect();
    let context = match line.base {
        Some(Base::Subscription(id)) => json!({ "parentSubscriptionId": id.to_string() }),
        _ => Value::Null,
    };
    let add_ons = if add_ons.is_empty() {
        Value::Null
    } else {
        add_ons.into()
    };
    known([
        ("id", line.number.into()),
        ("catalogItemId", line.offer.to_string().into()),
        ("friendlyName", line.friendly_name.as_str().into()),
        ("quantity", line.quantity.into()),
        ("currencyCode", programme.currency.code.as_str().into()),
        ("billingCycle", cycle.text().into()),
        (
            "termDuration",
            term_of(offer.is_some_and(|o| o.is_trial())).into(),
        ),
        ("provisioningContext", context),
        ("addonItems", add_ons),
        ("error", error(call, &view.errors, line.number)),
        // Each billing cycle becomes an order of its own.
        (
            "orderGroup",
            cases::group_of(programme.catalogue(), &view.lines, line)
                .text()
                .into(),
        ),
    ])
}

fn uri(customer: TenantId, cart: Uuid) -> String {
    format!("/customers/{customer}/carts/{cart}")
}

async fn document(call: &Call, customer: TenantId, id: CartId) -> Result<Value, Problem> {
    let view = cases::cart(call.app(), &call.request, customer, id).await?;
    let cart = &view.cart;
    let tops = view
        .lines
        .iter()
        .filter(|l| !matches!(l.base, Some(Base::Line(_))));
    let lines: Vec<_> = tops.map(|line| shown(call, &view, line)).collect();
    let status = if view.ordered {
        "Ordered"
    } else if call.app().clock.now() >= cart.expires_at {
        "Expired"
    } else {
        "Active"
    };
    Ok(known([
        ("id", cart.id.to_string().into()),
        ("creationTimestamp", moment(cart.created_at).into()),
        ("lastModifiedTimestamp", moment(cart.changed_at).into()),
        ("expirationTimestamp", moment(cart.expires_at).into()),
        ("lastModifiedUser", cart.changed_by.as_str().into()),
        ("status", status.into()),
        ("lineItems", lines.into()),
        ("links", json!({ "self": link(&uri(customer, cart.id)) })),
        ("attributes", json!({ "objectType": "Cart" })),
    ]))
}

/// Makes a cart.
pub async fn create(call: Call) -> Answer {
    let customer: TenantId = call.id("customer_id")?;
    let sent = call.document();
    sent.object()?;
    let made = cases::create_cart(
        call.app(),
        &call.request,
        customer,
        lines(&call, &sent).await?,
        call.key(),
    );
    let id = made.await?;
    let body = document(&call, customer, id).await?;
    Ok(Reply::created(body, format!("/v1{}", uri(customer, id.0))))
}

/// A cart.
pub async fn get(call: Call) -> Answer {
    let (customer, id) = (call.id("customer_id")?, call.id("cart_id")?);
    Ok(Reply::ok(document(&call, customer, id).await?))
}

/// Puts other lines into a cart.
pub async fn update(call: Call) -> Answer {
    let (customer, id): (TenantId, CartId) = (call.id("customer_id")?, call.id("cart_id")?);
    let sent = call.document();
    sent.object()?;
    let lines = lines(&call, &sent).await?;
    cases::update_cart(call.app(), &call.request, customer, id, lines, call.key()).await?;
    let body = document(&call, customer, id).await?;
    Ok(Reply::created(body, format!("/v1{}", uri(customer, id.0))))
}

/// Orders a cart.
pub async fn checkout(call: Call) -> Answer {
    let (customer, id): (TenantId, CartId) = (call.id("customer_id")?, call.id("cart_id")?);
    let (app, request) = (call.app().clone(), call.request.clone());
    let done = blocking(move || cases::checkout(&app, &request, customer, id)).await?;
    let mut placed = Vec::new();
    for order in &done.orders {
        let view = cases::get(call.app(), &call.request, customer, *order).await?;
        placed.push(orders::document(&call, &view, false));
    }
    let t = app::i18n::texts(call.request.language);
    let errors: Vec<_> = done
        .failed
        .iter()
        .map(|failed| {
            let reason = failed.refusal.reason;
            json!({
                "orderGroupId": failed.group.text(),
                "code": reason.number(),
                "description": t.get(format!("refused-{}", reason.text())),
                "attributes": { "objectType": "OrderError" },
            })
        })
        .collect();
    let body = json!({
        "orders": placed,
        "orderErrors": errors,
        "attributes": { "objectType": "CartCheckoutResult" },
    });
    Ok(Reply::created(
        body,
        format!("/v1/customers/{customer}/orders"),
    ))
}
