//! The document of a customer and its parts, written without a tree of values: it is what programs ask
//! for most. What is not known is left out.

use super::show::{Itself, Kind};
use super::wire::etag;
use serde::Serialize;
use store::customers::Customer;
use uuid::Uuid;

/// A customer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Document<'a> {
    id: Uuid,
    commerce_id: Uuid,
    company_profile: Company<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    billing_profile: Option<Billing<'a>>,
    relationship_to_partner: &'static str,
    allow_delegated_access: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_domains: Option<[&'a str; 1]>,
    links: Itself<'static>,
    attributes: Kind,
}

/// Its company profile; without delegated administration less of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Company<'a> {
    tenant_id: Uuid,
    #[serde(skip_serializing_if = "str::is_empty")]
    domain: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    company_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<Address<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    email: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    organization_registration_number: &'a str,
    links: Itself<'static>,
    attributes: Kind,
}

/// Its billing profile.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Billing<'a> {
    id: Uuid,
    #[serde(skip_serializing_if = "str::is_empty")]
    first_name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    last_name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    email: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    culture: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    company_name: &'a str,
    default_address: Address<'a>,
    links: Itself<'static>,
    attributes: Versioned,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Versioned {
    etag: String,
    object_type: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Address<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    country: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    region: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    city: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    state: &'a str,
    #[serde(rename = "addressLine1", skip_serializing_if = "str::is_empty")]
    line1: &'a str,
    #[serde(rename = "addressLine2", skip_serializing_if = "str::is_empty")]
    line2: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    postal_code: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    first_name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    last_name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    phone_number: &'a str,
}

fn address(c: &Customer) -> Address<'_> {
    Address {
        country: &c.country,
        region: &c.district,
        city: &c.city,
        state: &c.province,
        line1: &c.address1,
        line2: &c.address2,
        postal_code: &c.postal_code,
        first_name: &c.given_name,
        last_name: &c.family_name,
        phone_number: &c.phone,
    }
}

fn itself(c: &Customer, below: &'static str) -> Itself<'static> {
    Itself::of("/customers/", c.id, below)
}

/// The company profile of a customer.
pub(super) fn company(c: &Customer) -> Company<'_> {
    Company {
        tenant_id: c.id,
        domain: &c.domain,
        company_name: &c.company_name,
        address: c.delegated.then(|| address(c)),
        email: if c.delegated { &c.email } else { "" },
        organization_registration_number: c.credit_code.as_deref().unwrap_or_default(),
        links: itself(c, "/profiles/company"),
        attributes: Kind::of("CustomerCompanyProfile"),
    }
}

/// The billing profile of a customer.
pub(super) fn billing(c: &Customer) -> Billing<'_> {
    Billing {
        id: c.profile_id,
        first_name: &c.given_name,
        last_name: &c.family_name,
        email: &c.email,
        culture: &c.culture,
        language: &c.language,
        company_name: &c.company_name,
        default_address: address(c),
        links: itself(c, "/profiles/billing"),
        attributes: Versioned {
            etag: etag(c.id, c.version),
            object_type: "CustomerBillingProfile",
        },
    }
}

/// The document of a customer, with its billing profile or without.
pub(super) fn document(c: &Customer, with_billing: bool) -> Document<'_> {
    Document {
        id: c.id,
        commerce_id: c.commerce_id,
        company_profile: company(c),
        billing_profile: with_billing.then(|| billing(c)),
        relationship_to_partner: "reseller",
        allow_delegated_access: c.delegated,
        custom_domains: c.delegated.then_some([c.domain.as_str()]),
        links: itself(c, ""),
        attributes: Kind::of("Customer"),
    }
}
