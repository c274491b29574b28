//! Relationships: how a customer is asked for one, and indirect resellers, of which this programme
//! has none.

use super::call::{Answer, Call, Reply};
use super::problem::Problem;
use super::show::collection;
use super::table::operations;
use app::{customers, relationships};
use domain::ids::TenantId;
use serde_json::json;

operations! {
    GET "/v1/customers/relationshiprequests" "relationships.get_request" RequestRelationship => request;
    GET "/v1/customers/{customer_id}/relationships" "relationships.list_for_customer" ViewCustomers => of_customer;
    GET "/v1/relationships" "indirect.list_resellers" ViewCustomers => resellers;
    GET "/v1/compliance/{program_name}/agreementstatus" "indirect.get_agreement_status" ViewCustomers => agreement;
}

/// The link by which customers accept the partner.
pub async fn request(call: Call) -> Answer {
    let found = relationships::link(call.app(), &call.request).await?;
    Ok(Reply::ok(json!({
        "url": found.url,
        "attributes": { "objectType": "RelationshipRequest" },
    })))
}

/// The indirect resellers of a customer: partners of this programme sell themselves.
pub async fn of_customer(call: Call) -> Answer {
    let id: TenantId = call.id("customer_id")?;
    customers::get(call.app(), &call.request, id).await?;
    let itself = format!("/customers/{id}/relationships");
    Ok(Reply::ok(collection(Vec::new(), &itself)))
}

/// The partner's indirect resellers, or the providers it buys from.
pub async fn resellers(call: Call) -> Answer {
    const KINDS: [&str; 2] = ["isindirectcloudsolutionproviderof", "isindirectresellerof"];
    let kind = call.query("relationship_type").unwrap_or_default();
    let plain = kind.replace('_', "").to_ascii_lowercase();
    if kind.is_empty() {
        return Err(Problem::input("relationship_type", "problem-required"));
    }
    if !KINDS.contains(&plain.as_str()) {
        return Err(Problem::input("relationship_type", "api-unknown-value"));
    }
    Ok(Reply::ok(collection(Vec::new(), "/relationships")))
}

/// Whether an indirect reseller has signed: there are none, so no number and no tenant is one's.
pub async fn agreement(call: Call) -> Answer {
    if !call.part("program_name").eq_ignore_ascii_case("csp") {
        return Err(Problem::not_found());
    }
    let said = |name| call.query(name).filter(|text| !text.is_empty());
    let wrong = |name, message, code| Err(Problem::input(name, message).numbered(code));
    match (said("mpnId"), said("tenantId")) {
        (None, None) => wrong("mpnId", "api-number-or-tenant", 2001),
        (Some(_), Some(_)) => wrong("tenantId", "api-number-or-tenant", 2000),
        (Some(number), None) if !number.bytes().all(|digit| digit.is_ascii_digit()) => {
            wrong("mpnId", "api-not-a-number", 2000)
        }
        (Some(_), None) => wrong("mpnId", "api-not-a-reseller", 2204),
        (None, Some(tenant)) if tenant.parse::<uuid::Uuid>().is_err() => {
            wrong("tenantId", "api-not-a-guid", 2000)
        }
        (None, Some(_)) => wrong("tenantId", "api-no-such-reseller", 2205),
    }
}
