//! What can be sold: categories and offers.

use super::call::{Answer, Call, Reply};
use super::pages::{neighbours, part};
use super::problem::Problem;
use super::show::{collection, known, link};
use super::table::operations;
use app::{App, catalogue, customers};
use domain::catalogue::{Category, LimitPer, Offer, Qualification, Unit};
use domain::ids::TenantId;
use domain::language::Language;
use serde_json::{Value, json};
use uuid::Uuid;

operations! {
    GET "/v1/offercategories" "catalog.list_offer_categories" BrowseCatalogue => categories;
    GET "/v1/offers" "catalog.list_offers" BrowseCatalogue => offers;
    GET "/v1/offers/{offer_id}" "catalog.get_offer" BrowseCatalogue => offer;
    GET "/v1/offers/{offer_id}/addons" "catalog.list_offer_addons" BrowseCatalogue => add_ons;
    GET "/v1/customers/{customer_id}/offers" "catalog.list_customer_offers" BrowseCatalogue => customer_offers;
    GET "/v1/customers/{customer_id}/offercategories" "catalog.list_customer_offer_categories" BrowseCatalogue => customer_categories;
}

/// How the interface writes a language.
fn locale(language: Language) -> &'static str {
    match language {
        Language::ZhHans => "zh-cn",
        Language::ZhHant => "zh-tw",
        Language::En => "en-us",
    }
}

fn category(app: &App, language: Language, c: &Category) -> Value {
    json!({
        "id": c.id,
        "name": c.name.get(language),
        "rank": c.rank,
        "locale": locale(language),
        "country": app.programme.country,
        "attributes": { "objectType": "OfferCategory" },
    })
}

/// What a unit is called on the wire.
pub(super) fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Licence => "Licenses",
        Unit::StorageGb => "GB",
    }
}

/// Whose customers an offer is for.
pub(super) fn qualifications(offer: &Offer) -> Value {
    match offer.qualification {
        Qualification::None => json!([]),
        Qualification::Education => json!(["Education"]),
        Qualification::Government => json!(["Government"]),
        Qualification::NonProfit => json!(["NonProfit"]),
    }
}

/// Over what time a limit counts.
pub(super) fn per(per: LimitPer) -> &'static str {
    match per {
        LimitPer::Concurrent => "concurrent",
        LimitPer::Lifetime => "lifetime",
    }
}

pub(super) fn document(app: &App, language: Language, offer: &Offer) -> Value {
    let (catalogue, today) = (app.programme.catalogue(), app.today());
    let country = &app.programme.country;
    let product = catalogue.product(offer.product).map(|product| {
        json!({
            "id": product.id.to_string(),
            "name": product.name.get(language),
            "unit": unit(offer.unit),
        })
    });
    let shelf = catalogue.category(&offer.category);
    let shelf = shelf.map(|c| category(app, language, c));
    let itself = format!("/offers/{}?country={country}", offer.id);
    let mut links = json!({ "self": link(&itself) });
    if let Some(page) = &offer.learn_more {
        links["learnMore"] = link(page);
    }
    let limit = offer
        .limit
        .map(|limit| (limit.subscriptions, per(limit.per)));
    let ids = |ids: &[Uuid]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let cycles: Vec<_> = offer.billing_cycles.iter().map(|c| c.text()).collect();
    known([
        ("id", offer.id.to_string().into()),
        ("name", offer.name.get(language).into()),
        ("description", offer.description.get(language).into()),
        ("minimumQuantity", offer.minimum.into()),
        ("maximumQuantity", offer.maximum.into()),
        ("rank", offer.rank.into()),
        ("uri", format!("/{country}/Offers/{}", offer.id).into()),
        ("locale", locale(language).into()),
        ("country", country.as_str().into()),
        ("category", shelf.unwrap_or_default()),
        ("limit", limit.map(|(n, _)| n).into()),
        ("limitUnitOfMeasure", limit.map(|(_, per)| per).into()),
        ("prerequisiteOffers", ids(&offer.parents).into()),
        ("isAddOn", offer.is_add_on().into()),
        (
            "hasAddOns",
            (!catalogue.add_ons_of(offer.id, today).is_empty()).into(),
        ),
        ("isAvailableForPurchase", offer.is_sold_on(today).into()),
        ("billing", "license".into()),
        ("supportedBillingCycles", cycles.into()),
        ("isAutoRenewable", (!offer.is_trial()).into()),
        ("isInternal", false.into()),
        ("isTrial", offer.is_trial().into()),
        ("upgradeTargetOffers", ids(&offer.upgrades).into()),
        ("conversionTargetOffers", ids(&offer.conversions).into()),
        ("partnerQualifications", json!([])),
        ("reselleeQualifications", qualifications(offer)),
        ("resellerQualifications", json!([])),
        ("product", product.unwrap_or_default()),
        ("unitType", unit(offer.unit).into()),
        ("links", links),
        ("attributes", json!({ "objectType": "Offer" })),
    ])
}

/// The country asked for; the programme's own where none is named.
pub(super) fn country(call: &Call) -> String {
    let named = call.query("country").filter(|text| !text.is_empty());
    named.unwrap_or(&call.app().programme.country).to_owned()
}

/// The shelves.
pub async fn categories(call: Call) -> Answer {
    let country = country(&call);
    let shelves = catalogue::categories(call.app(), &call.request, &country)?;
    let language = call.request.language;
    let items = shelves
        .into_iter()
        .map(|c| category(call.app(), language, c));
    let itself = format!("/offercategories?country={country}");
    Ok(Reply::ok(collection(items.collect(), &itself)))
}

fn listed(call: &Call, offers: Vec<&Offer>, itself: &str) -> Answer {
    let language = call.request.language;
    let all = offers.len();
    let offers = part(call, offers)?;
    let items = offers
        .into_iter()
        .map(|o| document(call.app(), language, o));
    let mut list = collection(items.collect(), itself);
    neighbours(call, &mut list, itself, all)?;
    Ok(Reply::ok(list))
}

/// What is sold.
pub async fn offers(call: Call) -> Answer {
    let country = country(&call);
    let shelf = call.query("offer_category_id").filter(|id| !id.is_empty());
    let offers = catalogue::offers(call.app(), &call.request, &country, shelf)?;
    listed(&call, offers, &format!("/offers?country={country}"))
}

/// One offer.
pub async fn offer(call: Call) -> Answer {
    let id: Uuid = call.id("offer_id")?;
    let offer = catalogue::offer(call.app(), &call.request, &country(&call), id)?;
    Ok(Reply::ok(document(
        call.app(),
        call.request.language,
        offer,
    )))
}

/// The add-ons of an offer.
pub async fn add_ons(call: Call) -> Answer {
    let (id, country): (Uuid, _) = (call.id("offer_id")?, country(&call));
    let offers = catalogue::add_ons(call.app(), &call.request, &country, id)?;
    listed(
        &call,
        offers,
        &format!("/offers/{id}/addons?country={country}"),
    )
}

/// What a customer may be sold, by its kind; what it owns already is not asked.
async fn for_customer(call: &Call) -> Result<Vec<&Offer>, Problem> {
    let id: TenantId = call.id("customer_id")?;
    let customer = customers::get(call.app(), &call.request, id).await?;
    let mut offers = catalogue::offers(call.app(), &call.request, &country(call), None)?;
    let kind = Qualification::from_text(&customer.qualification);
    let open = |offer: &Offer| {
        offer.qualification == Qualification::None || Some(offer.qualification) == kind
    };
    offers.retain(|offer| open(offer));
    Ok(offers)
}

/// What can be sold to a customer.
pub async fn customer_offers(call: Call) -> Answer {
    let offers = for_customer(&call).await?;
    let itself = format!("/customers/{}/offers", call.part("customer_id"));
    listed(&call, offers, &itself)
}

/// The shelves with something for a customer.
pub async fn customer_categories(call: Call) -> Answer {
    let offers = for_customer(&call).await?;
    let shelves = catalogue::categories(call.app(), &call.request, &country(&call))?;
    let filled = |shelf: &&Category| offers.iter().any(|offer| offer.category == shelf.id);
    let language = call.request.language;
    let items = shelves.into_iter().filter(filled);
    let items = items.map(|shelf| category(call.app(), language, shelf));
    let itself = format!("/customers/{}/offercategories", call.part("customer_id"));
    Ok(Reply::ok(collection(items.collect(), &itself)))
}
