//! What is asked before a customer is made.

use super::call::{Answer, Call, Reply};
use super::customers::address;
use super::problem::Problem;
use super::show::known;
use super::table::operations;
use app::Failure;
use app::customers::{check_address, is_domain_known};
use axum::http::StatusCode;
use domain::enrolment::form::Judged;
use serde_json::{Value, json};

operations! {
    HEAD "/v1/domains/{domain}" "validations.check_domain" CreateCustomers => domain;
    POST "/v1/validations/address" "validations.validate_address" CreateCustomers => check;
}

/// 200 for a domain that is taken, 404 for one that is free.
pub async fn domain(call: Call) -> Answer {
    let known = is_domain_known(call.app(), &call.request, call.part("domain")).await?;
    Ok(Reply::bare(if known {
        StatusCode::OK
    } else {
        StatusCode::NOT_FOUND
    }))
}

/// An address as it was judged.
fn shown(judged: &Judged) -> Value {
    known(
        [
            ("country", "country"),
            ("region", "district"),
            ("city", "city"),
            ("state", "province"),
            ("addressLine1", "address1"),
            ("addressLine2", "address2"),
            ("postalCode", "postal_code"),
            ("phoneNumber", "phone"),
        ]
        .map(|(name, field)| (name, judged.value(field).into())),
    )
}

/// Judges an address by the rules of the programme's country.
pub async fn check(call: Call) -> Answer {
    let mut typed = address(&call.app().programme, &call.document())?;
    for contact in ["given_name", "family_name"] {
        typed.remove(contact);
    }
    let judged = check_address(call.app(), &call.request, &typed)?;
    if !judged.problems.is_empty() {
        let places = [
            ("province", "/state"),
            ("district", "/region"),
            ("address1", "/addressLine1"),
            ("address2", "/addressLine2"),
            ("postal_code", "/postalCode"),
            ("phone", "/phoneNumber"),
        ];
        return Err(Problem::of(Failure::Invalid(judged.problems), &places).numbered(2007));
    }
    if call.from_library() {
        return Ok(Reply::ok(Value::Bool(true)));
    }
    let address = shown(&judged);
    Ok(Reply::ok(json!({
        "originalAddress": address,
        "suggestedAddresses": [],
        "status": "Verified",
    })))
}
