//! Moving subscriptions to other offers: upgrades of what runs, conversions of trials.

use super::call::{Answer, Call, Reply};
use super::catalogue;
use super::orders;
use super::problem::Problem;
use super::show::collection;
use super::table::operations;
use app::subscriptions::{self, Target};
use domain::ids::{SubscriptionId, TenantId};
use domain::selling::Reason;
use serde_json::{Value, json};
use uuid::Uuid;

operations! {
    GET "/v1/customers/{customer_id}/subscriptions/{subscription_id}/upgrades" "subscriptions.list_upgrades" ViewSubscriptions => upgrades;
    POST "/v1/customers/{customer_id}/subscriptions/{subscription_id}/upgrades" "subscriptions.create_upgrade" ManageSubscriptions => upgrade;
    GET "/v1/customers/{customer_id}/subscriptions/{subscription_id}/conversions" "subscriptions.list_conversions" ViewSubscriptions => conversions;
    POST "/v1/customers/{customer_id}/subscriptions/{subscription_id}/conversions" "subscriptions.create_conversion" ManageSubscriptions => convert;
}

/// Subscriptions are upgraded with all their units.
const KIND: &str = "upgrade_with_license_transfer";

fn ids(call: &Call) -> Result<(TenantId, SubscriptionId), Problem> {
    Ok((call.id("customer_id")?, call.id("subscription_id")?))
}

/// The number clients know an obstacle by.
fn number(reason: Reason) -> u32 {
    match reason {
        Reason::UpgradeNeedsDelegation => 1,
        Reason::UpgradeNotActive => 2,
        Reason::TargetOwned => 3,
        Reason::UpgradeWithAddOns => 6,
        Reason::NoUpgrade => 7,
        Reason::OfferUnknown | Reason::OfferNotSold => 8,
        _ => 0,
    }
}

fn obstacle(call: &Call, target: &Target) -> Value {
    let t = app::i18n::texts(call.request.language);
    let told = target.obstacle.map(|reason| {
        json!({
            "code": number(reason),
            "description": t.get(format!("refused-{}", reason.text())),
            "attributes": { "objectType": "UpgradeError" },
        })
    });
    told.into_iter().collect()
}

/// Where a subscription can be upgraded to.
pub async fn upgrades(call: Call) -> Answer {
    let (customer, id) = ids(&call)?;
    let (app, request) = (call.app(), &call.request);
    let row = subscriptions::get(app, request, customer, id).await?.row;
    let targets = subscriptions::upgrades(app, request, customer, id).await?;
    let items = targets.iter().filter_map(|target| {
        let offer = app.programme.catalogue().offer(target.offer)?;
        Some(json!({
            "targetOffer": catalogue::document(app, request.language, offer),
            "upgradeType": KIND,
            "isEligible": target.obstacle.is_none(),
            "quantity": row.quantity,
            "upgradeErrors": obstacle(&call, target),
            "attributes": { "objectType": "Upgrade" },
        }))
    });
    let itself = format!("/customers/{customer}/subscriptions/{id}/upgrades");
    Ok(Reply::ok(collection(items.collect(), &itself)))
}

/// Upgrades a subscription.
pub async fn upgrade(call: Call) -> Answer {
    let (customer, id) = ids(&call)?;
    let sent = call.document();
    sent.object()?;
    let target = sent.at("targetOffer");
    target.object()?;
    let target = target.at("id");
    let target: Uuid = target.required(target.id()?)?;
    let done = subscriptions::upgrade(call.app(), &call.request, customer, id, target, call.key());
    let made = done.await?;
    Ok(Reply::ok(json!({
        "sourceSubscriptionId": id.to_string(),
        "targetSubscriptionId": made.to_string(),
        "upgradeType": KIND,
        "upgradeErrors": [],
        "licenseErrors": [],
        "attributes": { "objectType": "UpgradeResult" },
    })))
}

/// What a trial can become.
pub async fn conversions(call: Call) -> Answer {
    let (customer, id) = ids(&call)?;
    let app = call.app();
    let row = subscriptions::get(app, &call.request, customer, id)
        .await?
        .row;
    let catalogue = app.programme.catalogue();
    let trial = catalogue.offer(row.offer_id).filter(|_| row.is_trial);
    let targets = trial.map_or(&[][..], |offer| &offer.conversions);
    let items = targets.iter().filter_map(|target| {
        let offer = catalogue.offer(*target)?;
        Some(json!({
            "offerId": row.offer_id.to_string(),
            "targetOfferId": target.to_string(),
            "orderId": row.order_id.to_string(),
            "quantity": row.quantity,
            "billingCycle": offer.usual_cycle().text(),
            "attributes": { "objectType": "Conversion" },
        }))
    });
    let itself = format!("/customers/{customer}/subscriptions/{id}/conversions");
    Ok(Reply::ok(collection(items.collect(), &itself)))
}

/// Turns a trial into a subscription.
pub async fn convert(call: Call) -> Answer {
    let (customer, id) = ids(&call)?;
    let sent = call.document();
    sent.object()?;
    let target = sent.at("targetOfferId");
    let target: Uuid = target.required(target.id()?)?;
    let quantity = sent.at("quantity").number()?.filter(|n| *n > 0);
    let cycle = orders::cycle(&sent)?;
    let (app, request) = (call.app(), &call.request);
    let done = subscriptions::convert(
        app,
        request,
        customer,
        id,
        target,
        quantity,
        cycle,
        call.key(),
    );
    done.await?;
    let row = subscriptions::get(app, request, customer, id).await?.row;
    let trial = row.trial_offer_id.unwrap_or(row.offer_id);
    Ok(Reply::ok(json!({
        "subscriptionId": id.to_string(),
        "offerId": trial.to_string(),
        "targetOfferId": target.to_string(),
        "attributes": { "objectType": "ConversionResult" },
    })))
}
