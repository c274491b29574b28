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
    GET "/v1/validations/checkdomainavailability/{domain_prefix}" "validations.check_domain_prefix" CreateCustomers => prefix;
    GET "/v1/countryvalidationrules/{country}" "validations.get_country_rules" CreateCustomers => rules;
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

/// Whether a prefix of the programme's domain is free.
pub async fn prefix(call: Call) -> Answer {
    let asked = call.part("domain_prefix");
    let known = is_domain_known(call.app(), &call.request, asked).await?;
    Ok(Reply::ok(Value::Bool(!known)))
}

/// How addresses of the programme's country are written; of others there is nothing to sell.
pub async fn rules(call: Call) -> Answer {
    let programme = &call.app().programme;
    if !call
        .part("country")
        .eq_ignore_ascii_case(&programme.country)
    {
        return Err(Problem::not_found());
    }
    let states: Vec<_> = programme
        .provinces()
        .iter()
        .map(|p| p.iso.as_str())
        .collect();
    let (languages, cultures) = (["zh", "en"], ["zh-CN", "en-US"]);
    let mut told = json!({
        "iso2Code": programme.country,
        "defaultCulture": cultures[0],
        "isStateRequired": true,
        "supportedStatesList": states,
        "supportedLanguagesList": languages,
        "supportedCulturesList": cultures,
        "isPostalCodeRequired": true,
        "postalCodeRegex": "^[0-9]{6}$",
        "isCityRequired": true,
        "isVatIdSupported": false,
        "phoneNumberRegex": "^(\\+?86[ -]?)?(1[3-9][0-9]{9}|0[0-9]{2,3}[ -]?[0-9]{7,8})$",
        "isTaxIdSupported": false,
        "isTaxIdOptional": true,
        "countryCallingCodesList": ["86"],
        "attributes": { "objectType": "CountryInformation" },
    });
    // The documents' example spells lists in another way than their table.
    if !call.from_library() {
        told["states"] = json!({ "value": states });
        told["supportedLanguages"] = json!({ "value": languages });
        told["supportedCultures"] = json!({ "value": cultures });
        told["countryCallingCodes"] = json!({ "value": ["86"] });
        told["isRegistrationNumberSupported"] = true.into();
    }
    Ok(Reply::ok(told))
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
