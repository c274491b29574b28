//! The catalogue as products, SKUs and availabilities: the words a cart is filled with. A SKU is an
//! offer, and has one availability.

use super::call::{Answer, Call, Reply};
use super::catalogue::{country, per, qualifications, unit};
use super::pages::part;
use super::problem::Problem;
use super::show::{collection, known, link};
use super::table::operations;
use app::{catalogue, customers};
use domain::catalogue::{Offer, Product, Qualification};
use domain::ids::TenantId;
use serde_json::{Value, json};
use uuid::Uuid;

operations! {
    GET "/v1/products" "products.list" BrowseCatalogue => list;
    GET "/v1/products/{product_id}" "products.get" BrowseCatalogue => get;
    GET "/v1/products/{product_id}/skus" "products.list_skus" BrowseCatalogue => skus;
    GET "/v1/products/{product_id}/skus/{sku_id}" "products.get_sku" BrowseCatalogue => sku;
    GET "/v1/products/{product_id}/skus/{sku_id}/availabilities" "products.list_availabilities" BrowseCatalogue => availabilities;
    GET "/v1/products/{product_id}/skus/{sku_id}/availabilities/{availability_id}" "products.get_availability" BrowseCatalogue => availability;
    GET "/v1/customers/{customer_id}/products" "products.list_for_customer" BrowseCatalogue => list;
    GET "/v1/customers/{customer_id}/products/{product_id}" "products.get_for_customer" BrowseCatalogue => get;
    GET "/v1/customers/{customer_id}/products/{product_id}/skus" "products.list_skus_for_customer" BrowseCatalogue => skus;
    GET "/v1/customers/{customer_id}/products/{product_id}/skus/{sku_id}" "products.get_sku_for_customer" BrowseCatalogue => sku;
    GET "/v1/customers/{customer_id}/products/{product_id}/skus/{sku_id}/availabilities" "products.list_availabilities_for_customer" BrowseCatalogue => availabilities;
    GET "/v1/customers/{customer_id}/products/{product_id}/skus/{sku_id}/availabilities/{availability_id}" "products.get_availability_for_customer" BrowseCatalogue => availability;
}

/// What is sold in the country that was named; for a customer, one of the caller's.
async fn sold(call: &Call) -> Result<Vec<&Offer>, Problem> {
    if !call.part("customer_id").is_empty() {
        let id: TenantId = call.id("customer_id")?;
        customers::get(call.app(), &call.request, id).await?;
    }
    Ok(catalogue::offers(
        call.app(),
        &call.request,
        &country(call),
        None,
    )?)
}

/// Views of the catalogue that others have; ours is [`VIEW`].
const VIEWS: &[&str] = &[
    "Azure",
    "AzureReservations",
    "AzureReservationsVM",
    "AzureReservationsSQL",
    "AzureReservationsCosmosDb",
    "MicrosoftAzure",
    "Software",
    "SoftwareSUSELinux",
    "SoftwarePerpetual",
    "SoftwareSubscriptions",
    "SpecializedOffers",
    "MarketplaceSaaS",
];
/// The view everything that is sold here belongs to.
const VIEW: &str = "OnlineServices";

/// Whether the view that has to be named is ours.
fn is_viewed(call: &Call) -> Result<bool, Problem> {
    let said = call.query("targetView").filter(|text| !text.is_empty());
    let said = said.ok_or_else(|| Problem::input("targetView", "problem-required"))?;
    let is = |view: &str| view.eq_ignore_ascii_case(said);
    if is(VIEW) || VIEWS.iter().any(|view| is(view)) {
        Ok(is(VIEW))
    } else {
        Err(Problem::input("targetView", "api-unknown-value"))
    }
}

/// Whose customers an offer is for, as one word.
fn segment(offer: &Offer) -> &'static str {
    match offer.qualification {
        Qualification::None => "commercial",
        Qualification::Education => "education",
        Qualification::Government => "government",
        Qualification::NonProfit => "nonprofit",
    }
}

/// The segment that is asked for; none for all.
fn asked_segment(call: &Call) -> Result<Option<&'static str>, Problem> {
    let Some(said) = call.query("targetSegment").filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let all = ["commercial", "education", "government", "nonprofit"];
    let found = all.into_iter().find(|one| one.eq_ignore_ascii_case(said));
    let unknown = || Problem::input("targetSegment", "api-unknown-value");
    found.map(Some).ok_or_else(unknown)
}

/// Where something is: below the customer when it was asked for there.
fn place(call: &Call, rest: &str) -> String {
    match call.part("customer_id") {
        "" => format!("{rest}?country={}", call.app().programme.country),
        customer => format!("/customers/{customer}{rest}"),
    }
}

fn product(call: &Call, product: &Product) -> Value {
    let (programme, language) = (&call.app().programme, call.request.language);
    let itself = format!("/products/{}", product.id);
    json!({
        "id": product.id.to_string(),
        "title": product.name.get(language),
        "description": product.name.get(language),
        "productType": { "id": "OnlineServices", "displayName": "OnlineServices" },
        "isMicrosoftProduct": false,
        "publisherName": programme.operator.legal_name.get(language),
        "links": {
            "skus": link(&place(call, &format!("{itself}/skus"))),
            "self": link(&place(call, &itself)),
        },
    })
}

fn sku_document(call: &Call, offer: &Offer) -> Value {
    let language = call.request.language;
    let itself = format!("/products/{}/skus/{}", offer.product, offer.id);
    let cycles: Vec<_> = offer.billing_cycles.iter().map(|c| c.text()).collect();
    let ids = |ids: &[Uuid]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let (catalogue, today) = (call.app().programme.catalogue(), call.app().today());
    let shelf = catalogue.category(&offer.category);
    let has_add_ons = !catalogue.add_ons_of(offer.id, today).is_empty();
    let limit = offer.limit.as_ref();
    let mut body = json!({
        "id": offer.id.to_string(),
        "productId": offer.product.to_string(),
        "title": offer.name.get(language),
        "description": offer.description.get(language),
        "minimumQuantity": offer.minimum,
        "maximumQuantity": offer.maximum,
        "isTrial": offer.is_trial(),
        "supportedBillingCycles": cycles,
        "purchasePrerequisites": ["MicrosoftCustomerAgreement"],
        "inventoryVariables": [],
        "provisioningVariables": [],
        "actions": [],
        "dynamicAttributes": {
            "isMicrosoftProduct": false,
            "billingType": "license",
            "category": shelf.map(|shelf| shelf.name.get(language)),
            "rank": offer.rank,
            "duration": duration(offer).1,
            "termDuration": duration(offer).0,
            "internal": false,
            "isAutoRenewable": !offer.is_trial(),
            "isAddon": offer.is_add_on(),
            "hasAddOns": has_add_ons,
            "limit": limit.map_or(0, |limit| limit.subscriptions),
            "limitUnitOfMeasure": limit.map_or("none", |limit| per(limit.per)),
            "reselleeQualifications": qualifications(offer),
            "resellerQualifications": [],
            "prerequisiteSkus": ids(&offer.parents),
            "upgradeTargetOffers": ids(&offer.upgrades),
            "conversionTargetOffers": ids(&offer.conversions),
            "unitType": unit(offer.unit),
        },
        "links": {
            "availabilities": link(&place(call, &format!("{itself}/availabilities"))),
            "self": link(&place(call, &itself)),
        },
    });
    let more = body["dynamicAttributes"].as_object_mut();
    if let Some(more) = more.filter(|_| call.from_library()) {
        // They read texts here, and nothing else.
        more.retain(|_, value| !value.is_array());
    }
    body
}

/// How long a term is, for programs and for people.
fn duration(offer: &Offer) -> (&'static str, &'static str) {
    if offer.is_trial() {
        ("P1M", "Trial")
    } else {
        ("P1Y", "1 Year")
    }
}

fn availability_document(call: &Call, offer: &Offer) -> Value {
    let programme = &call.app().programme;
    let (product, sku) = (offer.product, offer.id);
    let itself = format!("/products/{product}/skus/{sku}/availabilities/{sku}");
    let (duration, description) = duration(offer);
    let owner = catalogue_product(call, product).map(|p| self::product(call, p));
    known([
        ("id", sku.to_string().into()),
        ("productId", product.to_string().into()),
        ("skuId", sku.to_string().into()),
        ("catalogItemId", format!("{product}:{sku}:{sku}").into()),
        (
            "defaultCurrency",
            json!({ "code": programme.currency.code, "symbol": "¥" }),
        ),
        ("segment", segment(offer).into()),
        ("country", programme.country.as_str().into()),
        ("isPurchasable", offer.is_sold_on(call.app().today()).into()),
        ("isRenewable", (!offer.is_trial()).into()),
        // A term is followed by one of its own kind, for which there are no instructions.
        ("renewalInstructions", json!([])),
        (
            "terms",
            json!([{ "duration": duration, "description": description }]),
        ),
        ("product", owner.unwrap_or_default()),
        ("sku", sku_document(call, offer)),
        ("links", json!({ "self": link(&place(call, &itself)) })),
    ])
}

fn no_product() -> Problem {
    Problem::not_found().numbered(400_013)
}

fn catalogue_product(call: &Call, id: Uuid) -> Option<&Product> {
    call.app().programme.catalogue().product(id)
}

/// The products something is sold of.
pub async fn list(call: Call) -> Answer {
    let (viewed, segment_asked) = (is_viewed(&call)?, asked_segment(&call)?);
    let mut sold = sold(&call).await?;
    sold.retain(|offer| viewed && segment_asked.is_none_or(|asked| asked == segment(offer)));
    let products = call.app().programme.catalogue().products.iter();
    let products = products.filter(|p| sold.iter().any(|offer| offer.product == p.id));
    let products = part(&call, products.collect::<Vec<_>>())?;
    let items = products.into_iter().map(|p| product(&call, p)).collect();
    Ok(Reply::ok(collection(items, &place(&call, "/products"))))
}

/// One product.
pub async fn get(call: Call) -> Answer {
    drop(sold(&call).await?);
    let id: Uuid = call.id("product_id")?;
    let found = catalogue_product(&call, id).ok_or_else(no_product)?;
    Ok(Reply::ok(product(&call, found)))
}

/// The offers of the product in the address.
async fn of_product(call: &Call) -> Result<Vec<&Offer>, Problem> {
    let id: Uuid = call.id("product_id")?;
    let mut offers = sold(call).await?;
    catalogue_product(call, id).ok_or_else(no_product)?;
    offers.retain(|offer| offer.product == id);
    Ok(offers)
}

/// The offer in the address.
async fn named(call: &Call) -> Result<&Offer, Problem> {
    let id: Uuid = call.id("sku_id")?;
    let mut offers = of_product(call).await?.into_iter();
    offers
        .find(|offer| offer.id == id)
        .ok_or_else(|| Problem::not_found().numbered(400_018))
}

/// What is sold of a product.
pub async fn skus(call: Call) -> Answer {
    let asked = asked_segment(&call)?;
    let mut offers = of_product(&call).await?;
    offers.retain(|offer| asked.is_none_or(|asked| asked == segment(offer)));
    let offers = part(&call, offers)?;
    let items = offers.into_iter().map(|o| sku_document(&call, o)).collect();
    let itself = format!("/products/{}/skus", call.part("product_id"));
    Ok(Reply::ok(collection(items, &place(&call, &itself))))
}

/// One SKU.
pub async fn sku(call: Call) -> Answer {
    Ok(Reply::ok(sku_document(&call, named(&call).await?)))
}

/// How a SKU can be had: in one way.
pub async fn availabilities(call: Call) -> Answer {
    let offer = named(&call).await?;
    // What is for charities is told to who asks for it.
    let fits = match asked_segment(&call)? {
        Some(asked) => asked == segment(offer),
        None => offer.qualification != Qualification::NonProfit,
    };
    let items = if fits {
        vec![availability_document(&call, offer)]
    } else {
        Vec::new()
    };
    let itself = format!(
        "/products/{}/skus/{}/availabilities",
        offer.product, offer.id
    );
    Ok(Reply::ok(collection(items, &place(&call, &itself))))
}

/// One availability.
pub async fn availability(call: Call) -> Answer {
    let id: Uuid = call.id("availability_id")?;
    let offer = named(&call).await?;
    if offer.id != id {
        return Err(Problem::not_found().numbered(400_019));
    }
    Ok(Reply::ok(availability_document(&call, offer)))
}
