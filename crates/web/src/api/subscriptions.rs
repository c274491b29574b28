//! Subscriptions.

use super::call::{Answer, Call, Reply};
use super::catalogue::unit;
use super::problem::Problem;
use super::show::{collection, known, link};
use super::table::operations;
use super::terms;
use super::wire::{etag, moment};
use app::subscriptions::{self, Patch, View, Wish, term_of};
use app::{Failure, customers};
use domain::calendar::start_of_day;
use domain::ids::{OrderId, SubscriptionId, TenantId};
use serde_json::{Value, json};
use store::accounts::ProfileField;
use store::subscriptions::Subscription;

operations! {
    GET "/v1/customers/{customer_id}/subscriptions" "subscriptions.list" ViewSubscriptions => list;
    GET "/v1/customers/{customer_id}/subscriptions/{subscription_id}" "subscriptions.get" ViewSubscriptions => get;
    PATCH "/v1/customers/{customer_id}/subscriptions/{subscription_id}" "subscriptions.update" ManageSubscriptions => update;
    GET "/v1/customers/{customer_id}/subscriptions/{subscription_id}/supportcontact" "subscriptions.get_support_contact" ViewSubscriptions => support_contact;
    PUT "/v1/customers/{customer_id}/subscriptions/{subscription_id}/supportcontact" "subscriptions.update_support_contact" ManageSubscriptions => set_support_contact;
    GET "/v1/customers/{customer_id}/subscriptions/{subscription_id}/addons" "subscriptions.list_addons" ViewSubscriptions => add_ons;
    GET "/v1/customers/{customer_id}/subscriptions/{subscription_id}/provisioningstatus" "subscriptions.get_provisioning_status" ViewSubscriptions => provisioning;
}

/// The moment a local day begins.
fn day(call: &Call, text: &str) -> Value {
    let zone = call.app().programme.time_zone();
    let day = text.parse().ok();
    day.map(|day| moment(start_of_day(day, zone))).into()
}

/// The status as the interface knows it: what has ended counts as deleted, and what is not set up yet
/// has none. A word of its own for that would be one the official libraries cannot read.
fn status(row: &Subscription) -> &'static str {
    match row.status.as_str() {
        "active" => "active",
        "suspended" => "suspended",
        "pending" => "none",
        _ => "deleted",
    }
}

fn suspension(row: &Subscription) -> Option<Value> {
    let why = match row.suspended_by.as_deref()? {
        "partner" => "customerCancellation",
        "parent" => "parentSuspended",
        _ => "other",
    };
    Some(json!([why]))
}

/// What may be done to it now.
fn actions(row: &Subscription) -> Value {
    match row.status.as_str() {
        "active" if row.is_trial => json!(["Edit", "Cancel"]),
        "active" => json!(["Edit", "Suspend", "Cancel"]),
        "suspended" => json!(["Reactivate", "Cancel"]),
        "pending" => json!(["Cancel"]),
        _ => json!([]),
    }
}

pub(super) fn document(call: &Call, row: &Subscription) -> Value {
    let (programme, language) = (&call.app().programme, call.request.language);
    let (catalogue, today) = (programme.catalogue(), call.app().today());
    let offer = catalogue.offer(row.offer_id);
    let base = format!("/customers/{}/subscriptions", row.customer_id);
    let itself = format!("{base}/{}", row.id);
    let country = &programme.country;
    let mut links = json!({
        "offer": link(&format!("/offers/{}?country={country}", row.offer_id)),
        "self": link(&itself),
    });
    if let Some(parent) = row.parent_id {
        links["parentSubscription"] = link(&format!("{base}/{parent}"));
    }
    if let Some(offer) = offer {
        links["product"] = link(&format!("/products/{}?country={country}", offer.product));
        let sku = format!("/products/{}/skus/{}", offer.product, offer.id);
        links["sku"] = link(&format!("{sku}?country={country}"));
        links["availability"] = link(&format!(
            "{sku}/availabilities/{}?country={country}",
            offer.id
        ));
    }
    known([
        ("id", row.id.to_string().into()),
        ("entitlementId", row.platform_id.to_string().into()),
        ("offerId", row.offer_id.to_string().into()),
        (
            "offerName",
            offer.map(|offer| offer.name.get(language)).into(),
        ),
        ("friendlyName", row.friendly_name.as_str().into()),
        ("quantity", row.quantity.into()),
        ("unitType", offer.map(|offer| unit(offer.unit)).into()),
        (
            "parentSubscriptionId",
            row.parent_id.map(|id| id.to_string()).into(),
        ),
        (
            "hasPurchasableAddons",
            (!catalogue.add_ons_of(row.offer_id, today).is_empty()).into(),
        ),
        ("creationDate", moment(row.created_at).into()),
        ("effectiveStartDate", day(call, &row.starts_on)),
        ("commitmentEndDate", day(call, &row.ends_on)),
        ("status", status(row).into()),
        ("suspensionReasons", suspension(row).unwrap_or_default()),
        ("autoRenewEnabled", row.auto_renew.into()),
        ("isTrial", row.is_trial.into()),
        ("billingType", "license".into()),
        ("billingCycle", row.cycle.as_str().into()),
        ("termDuration", term_of(row.is_trial).into()),
        ("isMicrosoftProduct", false.into()),
        ("attentionNeeded", false.into()),
        ("actionTaken", false.into()),
        ("actions", actions(row)),
        ("contractType", "subscription".into()),
        ("links", links),
        (
            "publisherName",
            programme.operator.legal_name.get(language).into(),
        ),
        ("orderId", row.order_id.to_string().into()),
        (
            "attributes",
            json!({ "etag": etag(row.id, row.version), "objectType": "Subscription" }),
        ),
    ])
}

fn ids(call: &Call) -> Result<(TenantId, SubscriptionId), Problem> {
    Ok((call.id("customer_id")?, call.id("subscription_id")?))
}

fn listed(call: &Call, found: &[View], itself: &str) -> Answer {
    let items = found.iter().map(|view| document(call, &view.row));
    Ok(Reply::ok(collection(items.collect(), itself)))
}

/// What was sold to a customer; of one order where `order_id` names it. The partner sells by itself:
/// everything is of its own `mpn_id`, and nothing of any other.
pub async fn list(call: Call) -> Answer {
    let customer: TenantId = call.id("customer_id")?;
    let (app, request) = (call.app(), &call.request);
    let itself = format!("/customers/{customer}/subscriptions");
    if let Some(order) = call.query("order_id") {
        let order: OrderId = order
            .parse()
            .map_err(|_| Problem::input("order_id", "api-not-a-guid"))?;
        let found = match subscriptions::of_order(app, request, customer, order).await {
            Err(Failure::NotFound) => {
                customers::get(app, request, customer).await?;
                return Err(Problem::not_found().numbered(20_000));
            }
            other => other?,
        };
        return listed(&call, &found, &format!("{itself}?order_id={order}"));
    }
    let mut found = subscriptions::list(app, request, customer).await?;
    if let Some(asked) = call.query("mpn_id") {
        let fields = app::overview::profiles(call.app(), &call.request).await?;
        let own = |f: &&ProfileField| f.profile == "legal" && f.field == "network_id";
        if fields.iter().find(own).is_none_or(|own| own.value != asked) {
            found.clear();
        }
    }
    listed(&call, &found, &itself)
}

async fn load(call: &Call) -> Result<Subscription, Problem> {
    let (customer, id) = ids(call)?;
    let found = subscriptions::get(call.app(), &call.request, customer, id).await;
    Ok(found?.row)
}

/// One subscription.
pub async fn get(call: Call) -> Answer {
    let row = load(&call).await?;
    Ok(Reply::ok(document(&call, &row)))
}

/// Changes name, units, renewal and status. Clients send the whole document; what is as it was is
/// left alone.
pub async fn update(call: Call) -> Answer {
    let (customer, id) = ids(&call)?;
    let sent = call.document();
    sent.object()?;
    let version = call.version(id.0)?;
    let wishes = [
        ("active", Some(Wish::Active)),
        ("suspended", Some(Wish::Suspended)),
        ("deleted", Some(Wish::Ended)),
        // Clients echo what they read; neither can be wished for.
        ("none", None),
        ("pending", None),
    ];
    terms::of_subscription(&sent)?;
    let said = |name| Ok::<_, Problem>(sent.at(name).text()?.map(str::to_owned));
    let unknown = |cycle: &String| !cycle.eq_ignore_ascii_case("unknown");
    // What is as it was is left alone by the change itself: a repetition must be the same request.
    let patch = Patch {
        friendly_name: said("friendlyName")?.filter(|name| !name.is_empty()),
        quantity: sent.at("quantity").number()?,
        auto_renew: sent.at("autoRenewEnabled").flag()?,
        status: sent.at("status").choice(&wishes)?.flatten(),
        cycle: said("billingCycle")?.filter(unknown),
        term: said("termDuration")?,
        partner: said("partnerId")?,
    };
    let changed = subscriptions::change(
        call.app(),
        &call.request,
        customer,
        id,
        patch,
        version,
        call.key(),
    );
    let places = [("friendly_name", "/friendlyName")];
    changed
        .await
        .map_err(|failure| Problem::of(failure, &places))?;
    let row = load(&call).await?;
    Ok(Reply::ok(document(&call, &row)))
}

/// The add-ons of a subscription.
pub async fn add_ons(call: Call) -> Answer {
    let (customer, id) = ids(&call)?;
    let found = subscriptions::add_ons(call.app(), &call.request, customer, id).await?;
    let itself = format!("/customers/{customer}/subscriptions/{id}/addons");
    listed(&call, &found, &itself)
}

/// How far a subscription is set up.
pub async fn provisioning(call: Call) -> Answer {
    let row = load(&call).await?;
    let done = row.status != "pending";
    Ok(Reply::ok(json!({
        "skuId": row.offer_id.to_string(),
        "status": if done { "success" } else { "pending" },
        "quantity": row.quantity,
        "endDate": day(&call, &row.ends_on),
        "attributes": { "objectType": "SubscriptionProvisioningStatus" },
    })))
}

/// Who supports a subscription: the partner that sold it, as there are no indirect resellers.
async fn supporter(call: &Call) -> Result<Value, Problem> {
    let customer: TenantId = call.id("customer_id")?;
    let id: SubscriptionId = call.id("subscription_id")?;
    let found = subscriptions::supporter(call.app(), &call.request, customer, id).await?;
    let itself = format!("/customers/{customer}/subscriptions/{id}/supportcontact");
    Ok(json!({
        "supportTenantId": found.tenant.to_string(),
        "supportMpnId": found.network_id,
        "name": found.name,
        "links": { "self": super::show::link(&itself) },
        "attributes": { "objectType": "SupportContact" },
    }))
}

/// Who supports a subscription.
pub async fn support_contact(call: Call) -> Answer {
    Ok(Reply::ok(supporter(&call).await?))
}

/// Names who is to support a subscription: the partner itself, or somebody it has no relationship
/// with.
pub async fn set_support_contact(call: Call) -> Answer {
    let found = supporter(&call).await?;
    let sent = call.document();
    sent.object()?;
    for name in ["supportTenantId", "supportMpnId"] {
        let wished = sent.at(name);
        let text = wished.required(wished.text()?)?;
        let own = found[name].as_str().unwrap_or_default();
        if !text.eq_ignore_ascii_case(own) {
            return Err(Problem::property(wished.pointer(), "api-no-such-reseller"));
        }
    }
    Ok(Reply::ok(found))
}
