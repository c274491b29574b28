//! Customers and their profiles.

use super::call::{Answer, Call, Reply};
use super::customer_shape as shape;
use super::json::Node;
use super::pages::Place;
use super::problem::Problem;
use super::show::{Itself, Kind, collection, collection_of};
use super::table::operations;
use super::terms;
use crate::http::blocking;
use app::Failure;
use app::customers::{self, Cursor, Search};
use axum::http::StatusCode;
use domain::enrolment::form::Answers;
use domain::ids::TenantId;
use domain::permission::{TenantAction, authorise};
use domain::programme::Programme;
use serde::Serialize;
use serde_json::{Value, json};
use store::customers::{Customer, Named};
use uuid::Uuid;

operations! {
    GET "/v1/customers" "customers.list" ViewCustomers => list;
    POST "/v1/customers" "customers.create" CreateCustomers => create;
    GET "/v1/customers/{customer_id}" "customers.get" ViewCustomers => get;
    PATCH "/v1/customers/{customer_id}" "customers.update" EndRelationship => update;
    DELETE "/v1/customers/{customer_id}" "customers.delete" CreateCustomers => delete;
    GET "/v1/customers/{customer_id}/validationStatus" "customers.get_validation_status" ViewCustomers => vetting;
    GET "/v1/customers/{customer_id}/profiles/company" "customers.get_company_profile" ViewCustomers => company;
    GET "/v1/customers/{customer_id}/profiles/billing" "customers.get_billing_profile" EditCustomerBilling => billing;
    PUT "/v1/customers/{customer_id}/profiles/billing" "customers.update_billing_profile" EditCustomerBilling => update_billing;
}

/// Where a new customer's fields stand in its document.
const NEW: &[(&str, &str)] = &[
    ("domain_prefix", "/companyProfile/domain"),
    (
        "credit_code",
        "/companyProfile/organizationRegistrationNumber",
    ),
    ("company_name", "/billingProfile/companyName"),
    ("email", "/billingProfile/email"),
    ("language", "/billingProfile/language"),
    ("culture", "/billingProfile/culture"),
    ("country", "/billingProfile/defaultAddress/country"),
    ("province", "/billingProfile/defaultAddress/state"),
    ("city", "/billingProfile/defaultAddress/city"),
    ("district", "/billingProfile/defaultAddress/region"),
    ("address1", "/billingProfile/defaultAddress/addressLine1"),
    ("address2", "/billingProfile/defaultAddress/addressLine2"),
    ("postal_code", "/billingProfile/defaultAddress/postalCode"),
    ("phone", "/billingProfile/defaultAddress/phoneNumber"),
    ("given_name", "/billingProfile/defaultAddress/firstName"),
    ("family_name", "/billingProfile/defaultAddress/lastName"),
];

/// An address of a document as the rules read one.
///
/// # Errors
/// [`Problem`] where something is no text.
pub(super) fn address(programme: &Programme, node: &Node<'_>) -> Result<Answers, Problem> {
    node.object()?;
    let mut typed = Answers::new();
    for (field, name) in [
        ("country", "country"),
        ("province", "state"),
        ("city", "city"),
        ("district", "region"),
        ("address1", "addressLine1"),
        ("address2", "addressLine2"),
        ("postal_code", "postalCode"),
        ("phone", "phoneNumber"),
        ("given_name", "firstName"),
        ("family_name", "lastName"),
    ] {
        typed.insert(field.to_owned(), node.at(name).words()?);
    }
    // Provinces come as codes, with or without the country, and as names.
    let state = typed.get("province").cloned().unwrap_or_default();
    if let Some(code) = domain::customers::province_code(programme, &state) {
        typed.insert("province".to_owned(), code);
    }
    Ok(typed)
}

/// A billing profile of a document as the rules read one.
fn profile(programme: &Programme, node: &Node<'_>) -> Result<Answers, Problem> {
    node.object()?;
    let mut typed = address(programme, &node.at("defaultAddress"))?;
    for (field, name) in [
        ("company_name", "companyName"),
        ("email", "email"),
        ("language", "language"),
        ("culture", "culture"),
    ] {
        typed.insert(field.to_owned(), node.at(name).words()?);
    }
    // The contact stands at the address, or at the profile, or at both.
    for (field, name) in [("given_name", "firstName"), ("family_name", "lastName")] {
        let at_profile = node.at(name).words()?;
        let place = typed.entry(field.to_owned()).or_default();
        if place.is_empty() {
            *place = at_profile;
        }
    }
    Ok(typed)
}

fn uri(id: Uuid) -> String {
    format!("/customers/{id}")
}

/// A document to be changed before it is sent.
fn tree(document: &impl Serialize) -> Result<Value, Problem> {
    Ok(serde_json::to_value(document).map_err(Failure::internal)?)
}

/// A customer as lists show it. Written without a tree of values: a page has hundreds.
#[derive(Serialize)]
struct Line<'a> {
    id: Uuid,
    #[serde(rename = "companyProfile")]
    company: Company<'a>,
    #[serde(rename = "relationshipToPartner")]
    relation: &'static str,
    links: Itself<'static>,
    attributes: Kind,
}

#[derive(Serialize)]
struct Company<'a> {
    #[serde(rename = "tenantId")]
    tenant: Uuid,
    domain: &'a str,
    #[serde(rename = "companyName")]
    name: &'a str,
    links: Itself<'static>,
    attributes: Kind,
}

fn line(c: &Named) -> Line<'_> {
    let uri = |below| Itself::of("/customers/", c.id, below);
    Line {
        id: c.id,
        company: Company {
            tenant: c.id,
            domain: &c.domain,
            name: &c.company_name,
            links: uri("/profiles/company"),
            attributes: Kind::of("CustomerCompanyProfile"),
        },
        relation: "reseller",
        links: uri(""),
        attributes: Kind::of("Customer"),
    }
}

/// What is searched for: `{"Field":"CompanyName","Value":"…","Operator":"starts_with"}`.
/// None for customers of indirect resellers, of which there are none.
fn search(text: &str) -> Result<Option<Search>, Problem> {
    #[derive(Clone, Copy)]
    enum By {
        Name,
        Domain,
        Reseller,
    }
    let at = |pointer: &str, message| Problem::input(&format!("filter{pointer}"), message);
    let filter: Value = serde_json::from_str(text).map_err(|_| at("", "api-malformed"))?;
    let filter = Node::root(&filter);
    let field = filter.at("field");
    let by = field
        .choice(&[
            ("CompanyName", By::Name),
            ("Domain", By::Domain),
            ("IndirectReseller", By::Reseller),
            ("IndirectCloudSolutionProvider", By::Reseller),
        ])
        .map_err(|_| at("/field", "api-unknown-value"))?;
    let by = by.ok_or_else(|| at("/field", "problem-required"))?;
    let operator = filter
        .at("operator")
        .choice(&[("starts_with", ()), ("StartsWith", ())]);
    operator.map_err(|_| at("/operator", "api-unknown-value"))?;
    let value = filter.at("value").text();
    let value = value.map_err(|_| at("/value", "api-not-a-text"))?;
    let value = value
        .ok_or_else(|| at("/value", "problem-required"))?
        .to_owned();
    Ok(match by {
        By::Name => Some(Search::Name(value)),
        By::Domain => Some(Search::Domain(value)),
        By::Reseller => None,
    })
}

/// Customers page by page.
pub async fn list(call: Call) -> Answer {
    let place = match Place::<Search, Cursor>::sought(&call)? {
        Some(place) => place,
        None => {
            let search = match call.query("filter").filter(|text| !text.is_empty()) {
                Some(filter) => search(filter)?,
                None => Some(Search::All),
            };
            let size = call.number("size")?.unwrap_or(0);
            let Some(search) = search else {
                return Ok(Reply::ok(collection(Vec::new(), "/customers")));
            };
            Place::beginning(search, size)
        }
    };
    let (after, search) = (place.here.clone(), place.search.clone());
    let page = customers::list(call.app(), &call.request, search, after, place.size).await?;
    let lines: Vec<_> = page.customers.iter().map(line).collect();
    let mut list = collection_of(lines.len(), "/customers");
    let place = Place {
        next: page.next,
        ..place
    };
    place.tell(&mut list, "/customers");
    Reply::list(list, &lines)
}

/// Makes a customer. Its administrator's password is in the first answer and in no repetition.
pub async fn create(call: Call) -> Answer {
    let programme = &call.app().programme;
    let sent = call.document();
    sent.object()?;
    terms::partner(&call, &sent.at("associatedPartnerId")).await?;
    let mut typed = profile(programme, &sent.at("billingProfile"))?;
    let company = sent.at("companyProfile");
    company.object()?;
    let domain = company.at("domain").words()?;
    let prefix = domain::customers::prefix_of(&domain, &programme.domain_suffix);
    typed.insert(
        "domain_prefix".to_owned(),
        prefix.unwrap_or(&domain).to_owned(),
    );
    let number = company.at("organizationRegistrationNumber").words()?;
    typed.insert("credit_code".to_owned(), number);
    let (app, request, key) = (
        call.app().clone(),
        call.request.clone(),
        call.key().to_owned(),
    );
    let made = blocking(move || customers::create(&app, &request, &typed, &key)).await;
    let made = made.map_err(|failure| Problem::of(failure, NEW))?;
    let customer = customers::get(call.app(), &call.request, made.customer).await?;
    let mut body = tree(&shown(&call, &customer))?;
    let name = made.sign_in_name.split('@').next().unwrap_or_default();
    body["userCredentials"] = match &made.password {
        Some(password) => json!({ "userName": name, "password": password.as_str() }),
        None => json!({ "userName": name }),
    };
    Ok(Reply::created(body, format!("/v1{}", uri(customer.id))))
}

/// A customer's document for the caller: who may not see how it is billed gets it without.
fn shown<'c>(call: &Call, customer: &'c Customer) -> shape::Document<'c> {
    let caller = &call.request.caller;
    let may = caller
        .tenant()
        .is_some_and(|own| authorise(caller, TenantAction::EditCustomerBilling, own).is_ok());
    shape::document(customer, may)
}

async fn load(call: &Call) -> Result<Customer, Problem> {
    let id: TenantId = call.id("customer_id")?;
    Ok(customers::get(call.app(), &call.request, id).await?)
}

/// A customer.
pub async fn get(call: Call) -> Answer {
    Reply::written(&shown(&call, &load(&call).await?))
}

/// Ends the relationship (`relationshipToPartner` becomes `none`), or gives delegated administration
/// back (`allowDelegatedAccess` becomes `false`).
pub async fn update(call: Call) -> Answer {
    let id: TenantId = call.id("customer_id")?;
    let sent = call.document();
    sent.object()?;
    let wish = sent.at("relationshipToPartner");
    let none = wish.choice(&[("none", true), ("reseller", false), ("unknown", false)])?;
    let access = sent.at("allowDelegatedAccess");
    let (wished, place) = (access.flag()?, access.pointer().to_owned());
    if none != Some(true) {
        // Said as it is already, nothing is done, and nothing is told as done.
        if wished == Some(false) && load(&call).await?.delegated {
            customers::remove_delegation(call.app(), &call.request, id, call.key()).await?;
        }
        let now = load(&call).await?;
        if wished == Some(true) && !now.delegated {
            return Err(Problem::property(&place, "api-asked-of-customer"));
        }
        return Reply::written(&shown(&call, &now));
    }
    customers::end_relationship(call.app(), &call.request, id, call.key()).await?;
    // As the documents show it: the customer is none of the partner's any more, so nothing else is
    // told of it. A repetition is answered the same.
    Ok(Reply::ok(json!({
        "id": id.to_string(),
        "relationshipToPartner": "none",
        "allowDelegatedAccess": false,
        "attributes": { "objectType": "Customer" },
    })))
}

/// Deletes a customer of a sandbox.
pub async fn delete(call: Call) -> Answer {
    let id: TenantId = call.id("customer_id")?;
    customers::delete(call.app(), &call.request, id, call.key()).await?;
    Ok(Reply::bare(StatusCode::NO_CONTENT))
}

/// Customers are not vetted in this programme: there is no status, which keeps nobody from buying.
pub async fn vetting(call: Call) -> Answer {
    load(&call).await?;
    let kind = call.query("type").unwrap_or_default();
    if !kind.eq_ignore_ascii_case("account") {
        return Err(Problem::input("type", "api-unknown-value"));
    }
    Err(Problem::not_found().numbered(600_074))
}

/// The company profile.
pub async fn company(call: Call) -> Answer {
    Reply::written(&shape::company(&load(&call).await?))
}

/// The billing profile.
pub async fn billing(call: Call) -> Answer {
    Ok(Reply::ok(tree(&shape::billing(&load(&call).await?))?))
}

/// Puts another billing profile in the place of the version that was read.
pub async fn update_billing(call: Call) -> Answer {
    let id: TenantId = call.id("customer_id")?;
    let typed = profile(&call.app().programme, &call.document())?;
    let version = match call.version(id.0)? {
        Some(version) => version,
        None => return Err(Problem::input("If-Match", "problem-required")),
    };
    let places: Vec<_> = NEW
        .iter()
        .map(|(field, place)| (*field, place.trim_start_matches("/billingProfile")))
        .collect();
    let changed =
        customers::update_profile(call.app(), &call.request, id, version, &typed, call.key());
    changed
        .await
        .map_err(|failure: Failure| Problem::of(failure, &places))?;
    Ok(Reply::ok(tree(&shape::billing(&load(&call).await?))?))
}
