//! The partner's own profiles, as its account was set up with them.

use super::call::{Answer, Call, Reply};
use super::problem::Problem;
use super::show::{known, link};
use super::table::operations;
use super::wire::etag;
use app::accounts::profiles::{Sheet, sheet};
use domain::accounts::profiles::Profile;
use domain::language::Language;
use serde_json::{Value, json};
use store::accounts::ProfileField;
use store::profile_change::Fact;

operations! {
    GET "/v1/profiles/billing" "profiles.get_billing" ViewBilling => billing;
    GET "/v1/profiles/legalbusiness" "profiles.get_legal_business" ViewProfiles => legal;
    GET "/v1/profiles/mpn" "profiles.get_mpn" ViewProfiles => network;
    GET "/v1/profiles/organization" "profiles.get_organization" ViewProfiles => organisation;
    GET "/v1/profiles/support" "profiles.get_support" ViewProfiles => support;
}

pub(super) struct Profiles(Vec<ProfileField>);

impl Profiles {
    pub(super) async fn of(call: &Call) -> Result<Self, Problem> {
        let fields = app::overview::profiles(call.app(), &call.request).await?;
        if fields.is_empty() {
            return Err(Problem::not_found());
        }
        Ok(Self(fields))
    }

    /// The profiles, and one of them with the version that was read with them.
    pub(super) async fn with(call: &Call, profile: Profile) -> Result<(Self, Sheet), Problem> {
        let mut sheet = sheet(call.app(), &call.request, profile).await?;
        Ok((Self(std::mem::take(&mut sheet.all)), sheet))
    }

    pub(super) fn get(&self, profile: &str, field: &str) -> &str {
        let mut all = self.0.iter();
        let found = all.find(|f| f.profile == profile && f.field == field);
        found.map_or("", |f| f.value.as_str())
    }

    fn legal(&self, field: &str) -> Value {
        self.get("legal", field).into()
    }

    /// The company's primary contact.
    fn primary(&self) -> Value {
        let of = |field| self.get("legal", field);
        contact(of("primary_name"), of("primary_email"), of("primary_phone"))
    }

    /// The company's address, or the one a profile has of its own.
    fn address(&self, profile: &str, country: &str) -> Value {
        let own = !self.get(profile, "city").is_empty();
        let profile = if own { profile } else { "legal" };
        let of = |field| Value::from(self.get(profile, field));
        let mut address = known([
            ("country", country.into()),
            ("region", of("district")),
            ("city", of("city")),
            ("state", of("province")),
            ("addressLine1", of("address_line1")),
            ("postalCode", of("postal_code")),
        ]);
        // There where it is empty too, as the documents show it.
        address["addressLine2"] = of("address_line2");
        address
    }

    /// Puts what a reviewer still looks at in the place of what is in force.
    fn as_asked(&mut self, facts: &[Fact]) {
        for fact in facts {
            let mut all = self.0.iter_mut();
            match all.find(|f| f.profile == "legal" && f.field == fact.field) {
                Some(field) => field.value.clone_from(&fact.new_value),
                None => self.0.push(ProfileField {
                    profile: "legal".to_owned(),
                    field: fact.field.clone(),
                    value: fact.new_value.clone(),
                }),
            }
        }
    }
}

/// Which reading of the vetted profile is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Vetting {
    /// What is in force, and how the newest change stands.
    Usual,
    /// What was asked for last, while a reviewer looks at it.
    Current,
    /// What was vetted last.
    LastFinalised,
}

impl Vetting {
    fn of(call: &Call) -> Result<Self, Problem> {
        let asked = call.query("vettingVersion").unwrap_or_default();
        // The library writes words with capitals, its documents with lines between.
        let word: String = asked.chars().filter(|c| *c != '_').collect();
        match word.to_ascii_lowercase().as_str() {
            "" | "none" => Ok(Self::Usual),
            "current" => Ok(Self::Current),
            "lastfinalized" => Ok(Self::LastFinalised),
            _ => Err(Problem::input("vettingVersion", "api-unknown-value")),
        }
    }
}

/// A contact of somebody whose name is kept as one: the family name comes first.
pub(super) fn contact(name: &str, email: &str, phone: &str) -> Value {
    let name = name.trim();
    let (family, given) = match name.split_once(char::is_whitespace) {
        Some((first, rest)) => (first.to_owned(), rest.trim().to_owned()),
        None => {
            let mut all = name.chars();
            let first: String = all.by_ref().take(1).collect();
            (first, all.collect())
        }
    };
    known([
        ("firstName", given.into()),
        ("lastName", family.into()),
        ("email", email.into()),
        ("phoneNumber", phone.into()),
    ])
}

/// An address with who is met there.
fn with_contact(mut address: Value, contact: &Value) -> Value {
    for name in ["firstName", "lastName", "phoneNumber"] {
        if let Some(known) = contact.get(name) {
            address[name] = known.clone();
        }
    }
    address
}

/// What entity tags of a profile are about: each company's own.
///
/// # Errors
/// [`Problem`] without a company.
pub(super) fn tag_of(call: &Call, profile: Profile) -> Result<uuid::Uuid, Problem> {
    let tenant = call.request.caller.tenant();
    let tenant = tenant.ok_or_else(Problem::unauthorised)?;
    Ok(uuid::Uuid::from_u128(tenant.0.as_u128() ^ profile.number()))
}

fn finish(mut body: Value, kind: &str, place: &str) -> Answer {
    body["profileType"] = kind.into();
    body["links"] = json!({ "self": link(&format!("/profiles/{place}")) });
    body["attributes"] = json!({ "objectType": kind });
    Ok(Reply::ok(body))
}

/// The same for one that can be changed: it has a version.
fn versioned(
    call: &Call,
    body: Value,
    profile: Profile,
    sheet: &Sheet,
    (kind, place): (&str, &str),
) -> Answer {
    let mut reply = finish(body, kind, place)?;
    if let Some(body) = &mut reply.body {
        body["attributes"]["etag"] = etag(tag_of(call, profile)?, sheet.version).into();
        if profile == Profile::Legal {
            let state = sheet
                .change
                .as_ref()
                .map(|(change, _)| change.state.as_str());
            let (status, sub) = match state {
                Some("pending") => ("pending", "decision"),
                Some("rejected") => ("rejected", "decision"),
                // Only vetted companies become partners.
                _ => ("authorized", "none"),
            };
            body["vettingStatus"] = status.into();
            body["vettingSubStatus"] = sub.into();
        }
    }
    Ok(reply)
}

/// To whom and how the partner is billed.
pub async fn billing(call: Call) -> Answer {
    let (p, sheet) = Profiles::with(&call, Profile::Billing).await?;
    let programme = &call.app().programme;
    let tax_id = match p.get("billing", "tax_id") {
        "" => p.get("legal", "credit_code"),
        own => own,
    };
    let body = known([
        ("companyName", p.legal("legal_name")),
        ("address", p.address("billing", &programme.country)),
        (
            "primaryContact",
            contact(
                p.get("billing", "invoice_name"),
                p.get("billing", "invoice_email"),
                p.get("billing", "tax_phone"),
            ),
        ),
        (
            "purchaseOrderNumber",
            p.get("billing", "purchase_order").into(),
        ),
        ("taxId", tax_id.into()),
        ("billingDay", sheet.billing_day.into()),
        ("billingCurrency", programme.currency.code.as_str().into()),
    ]);
    versioned(
        &call,
        body,
        Profile::Billing,
        &sheet,
        ("BillingProfile", "billing"),
    )
}

/// The company as it was vetted.
pub async fn legal(call: Call) -> Answer {
    let vetting = Vetting::of(&call)?;
    let (mut p, sheet) = Profiles::with(&call, Profile::Legal).await?;
    if let (Vetting::Current, Some((_, facts))) = (vetting, sheet.waiting()) {
        p.as_asked(facts);
    }
    let country = &call.app().programme.country;
    let primary = p.primary();
    let mut approver = known([
        ("country", country.as_str().into()),
        ("addressLine1", p.legal("approval_address")),
        ("phoneNumber", p.legal("approval_phone")),
    ]);
    approver["addressLine2"] = "".into();
    let body = known([
        ("companyName", p.legal("legal_name")),
        (
            "address",
            with_contact(p.address("legal", country), &primary),
        ),
        ("primaryContact", primary),
        ("companyApproverAddress", approver),
        ("companyApproverEmail", p.legal("approval_email")),
        ("organizationRegistrationNumber", p.legal("credit_code")),
    ]);
    let kind = ("LegalBusinessProfile", "legalbusiness");
    let mut reply = versioned(&call, body, Profile::Legal, &sheet, kind)?;
    if let (Vetting::LastFinalised, Some(body)) = (vetting, &mut reply.body) {
        body["vettingStatus"] = "authorized".into();
        body["vettingSubStatus"] = "none".into();
    }
    Ok(reply)
}

/// The partner's number in the partner network.
pub async fn network(call: Call) -> Answer {
    let p = Profiles::of(&call).await?;
    let own = p.get("legal", "network_id");
    // What others are called is nobody's business.
    if call
        .query("mpnId")
        .is_some_and(|asked| !asked.is_empty() && asked != own)
    {
        return Err(Problem::not_found().numbered(3000));
    }
    let body = known([
        ("mpnId", own.into()),
        ("partnerName", p.legal("legal_name")),
    ]);
    finish(body, "MpnProfile", "mpn")
}

/// The organisation as the directory knows it.
pub async fn organisation(call: Call) -> Answer {
    let (p, sheet) = Profiles::with(&call, Profile::Organisation).await?;
    let tenant = call
        .request
        .caller
        .tenant()
        .ok_or_else(Problem::unauthorised)?;
    let language = Language::from_tag(p.get("organisation", "language"));
    let (language, culture) = match language.unwrap_or(call.app().programme.languages.default) {
        Language::ZhHans => ("zh", "zh-CN"),
        Language::ZhHant => ("zh", "zh-TW"),
        Language::En => ("en", "en-US"),
    };
    let address = p.address("organisation", &call.app().programme.country);
    let email = match p.get("organisation", "email") {
        "" => p.get("legal", "primary_email"),
        own => own,
    };
    let primary = p.primary();
    let body = known([
        ("id", tenant.to_string().into()),
        ("companyName", p.get("organisation", "name").into()),
        ("defaultAddress", with_contact(address, &primary)),
        ("tenantId", tenant.to_string().into()),
        ("domain", p.get("organisation", "domain").into()),
        ("email", email.into()),
        ("language", language.into()),
        ("culture", culture.into()),
    ]);
    let kind = ("OrganizationProfile", "organization");
    versioned(&call, body, Profile::Organisation, &sheet, kind)
}

/// Where customers get help.
pub async fn support(call: Call) -> Answer {
    let (p, sheet) = Profiles::with(&call, Profile::Support).await?;
    let body = known([
        ("email", p.get("support", "support_email").into()),
        ("telephone", p.get("support", "support_phone").into()),
        ("website", p.get("support", "support_website").into()),
    ]);
    versioned(
        &call,
        body,
        Profile::Support,
        &sheet,
        ("SupportProfile", "support"),
    )
}
