//! A customer's organisation as its directory knows it, for partners with delegated administration.

use super::call::{Answer, Call, Reply};
use super::problem::Problem;
use super::show::{collection, known, link};
use super::table::operations;
use app::{customers, subscriptions};
use domain::ids::TenantId;
use domain::subscriptions::Status;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::customers::Customer;

operations! {
    GET "/v1/customers/{customer_id}/organization" "customers.get_organization" ViewCustomers => show;
    GET "/v1/customers/{customer_id}/customDomains" "customers.get_custom_domains" ViewCustomers => domains;
    GET "/v1/customers/{customer_id}/managedservices" "customers.list_managed_services" ViewSubscriptions => services;
}

/// The customer, if the partner acts on its behalf.
async fn administered(call: &Call) -> Result<Customer, Problem> {
    let id: TenantId = call.id("customer_id")?;
    let customer = customers::get(call.app(), &call.request, id).await?;
    if customer.delegated {
        Ok(customer)
    } else {
        Err(Problem::forbidden())
    }
}

/// The organisation: a list of one.
pub async fn show(call: Call) -> Answer {
    let c = administered(&call).await?;
    let street = [c.address1.as_str(), c.address2.as_str()].join(" ");
    Ok(Reply::ok(json!([known([
        ("street", street.trim().into()),
        ("countryLetterCode", c.country.as_str().into()),
        ("postalCode", c.postal_code.as_str().into()),
        ("city", c.city.as_str().into()),
        ("state", c.province.as_str().into()),
        ("displayName", c.company_name.as_str().into()),
        ("technicalNotificationMails", json!([c.email])),
    ])])))
}

/// Its domains.
pub async fn domains(call: Call) -> Answer {
    let customer = administered(&call).await?;
    Ok(Reply::ok(json!([customer.domain])))
}

/// What it uses, with the pages where the partner looks after it. There is no desk for tickets here.
pub async fn services(call: Call) -> Answer {
    let customer = administered(&call).await?;
    let id = TenantId(customer.id);
    let sold = subscriptions::list(call.app(), &call.request, id).await?;
    let catalogue = call.app().programme.catalogue();
    let language = call.request.language;
    let runs = |status: &str| status == Status::Active.text();
    let sold = sold.iter().filter(|view| runs(&view.row.status));
    let offers = sold.filter_map(|view| catalogue.offer(view.row.offer_id));
    let mut seen = BTreeSet::new();
    let items: Vec<Value> = offers
        .filter(|offer| seen.insert(offer.product))
        .filter_map(|offer| {
            let product = catalogue.product(offer.product)?;
            let shelf = catalogue.category(&offer.category);
            let page = call.app().link(&format!("/customers/{id}/subscriptions"));
            let health = format!("/customers/{id}/service-management");
            let ticket = format!("/support/customer-requests/new?customer={id}");
            Some(json!({
                "id": product.id.to_string(),
                "name": product.name.get(language),
                "groupName": shelf.map(|shelf| shelf.name.get(language)),
                "links": {
                    "adminService": link(&page),
                    "serviceHealth": link(&call.app().link(&health)),
                    "serviceTicket": link(&call.app().link(&ticket)),
                },
                "attributes": { "objectType": "ManagedService" },
            }))
        })
        .collect();
    let itself = format!("/customers/{id}/managedservices");
    Ok(Reply::ok(collection(items, &itself)))
}
