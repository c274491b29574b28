//! The customer agreement: its template, and the partner's word that a customer accepted it.

use super::call::{Answer, Call, Reply};
use super::problem::Problem;
use super::show::{collection, known};
use super::table::operations;
use super::wire::moment;
use app::customers::{self, CUSTOMER_AGREEMENT};
use domain::enrolment::form::Answers;
use domain::ids::TenantId;
use domain::language::Language;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use store::customers::Attestation;
use uuid::Uuid;

operations! {
    GET "/v1/agreements" "agreements.list_metadata" ViewCustomerAgreement => metadata;
    GET "/v1/agreementtemplates/{template_id}/document" "agreements.get_template" ViewCustomerAgreement => read;
    GET "/v1/customers/{customer_id}/agreements" "agreements.list" ViewCustomerAgreement => list;
    POST "/v1/customers/{customer_id}/agreements" "agreements.create" AttestCustomerAgreement => attest;
    GET "/v1/customers/{customer_id}/directSignedMicrosoftCustomerAgreementStatus" "agreements.get_direct_sign_status" ViewCustomerAgreement => direct;
}

/// What the agreement is called on the wire.
const KIND: &str = "MicrosoftCustomerAgreement";

/// The id of the template that is accepted at present: the same on every installation, another for
/// every version.
fn template() -> Uuid {
    use sha2::{Digest, Sha256};
    let hash = Sha256::digest(CUSTOMER_AGREEMENT);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Whether a list is wanted that could hold the agreement.
fn wanted(call: &Call) -> bool {
    call.query("agreementType")
        .is_none_or(|kind| kind == "*" || kind.is_empty() || kind.eq_ignore_ascii_case(KIND))
}

/// Which agreements there are.
pub async fn metadata(call: Call) -> Answer {
    let agreement = json!({
        "templateId": template().to_string(),
        "type": KIND,
        "agreementType": KIND,
        "agreementLink": page(&call),
        "versionRank": 0,
    });
    let items = if wanted(&call) {
        vec![agreement]
    } else {
        Vec::new()
    };
    Ok(Reply::ok(collection(items, "/agreements")))
}

/// Where the agreement can be read.
fn page(call: &Call) -> String {
    call.app().link("/programme/customer-agreement")
}

/// Where a template's text is: as a page, and its exact bytes. Addresses stay as they are, because
/// the text is public.
pub async fn read(call: Call) -> Answer {
    let id: Uuid = call.id("template_id")?;
    if id != template() {
        return Err(Problem::not_found());
    }
    let programme = &call.app().programme;
    if let Some(country) = call.query("country").filter(|text| !text.is_empty())
        && country != programme.country
    {
        return Err(Problem::input("country", "api-unknown-value"));
    }
    let asked = call.query("language").filter(|text| !text.is_empty());
    let language = match asked {
        None => call.request.language,
        Some(text) => Language::from_tag(text)
            .ok_or_else(|| Problem::input("language", "api-unknown-value"))?,
    };
    let version = CUSTOMER_AGREEMENT
        .strip_prefix("customer-agreement-")
        .unwrap_or_default();
    let text = programme
        .text_version("customer-agreement", version, language)
        .ok_or_else(Problem::not_found)?;
    let tag = language.tag();
    let shown = format!("/programme/customer-agreement?version={version}&language={tag}");
    let file = format!("/programme/text/{}/{version}/{tag}", text.id);
    Ok(Reply::ok(json!({
        "displayUri": call.app().link(&shown),
        "downloadUri": call.app().link(&file),
        "language": match language {
            Language::ZhHans => "zh-CN",
            Language::ZhHant => "zh-TW",
            Language::En => "en-US",
        },
        "country": programme.country,
    })))
}

fn document(call: &Call, a: &Attestation) -> Value {
    json!({
        "userId": a.attested_by.to_string(),
        "primaryContact": known([
            ("firstName", a.given_name.as_str().into()),
            ("lastName", a.family_name.as_str().into()),
            ("email", a.email.as_str().into()),
            ("phoneNumber", a.phone.as_str().into()),
        ]),
        "templateId": template().to_string(),
        "dateAgreed": format!("{}T00:00:00Z", a.agreed_on),
        "attestedAt": moment(a.attested_at),
        "type": KIND,
        "agreementType": KIND,
        "agreementLink": page(call),
    })
}

async fn attestations(call: &Call) -> Result<Vec<Value>, Problem> {
    let id: TenantId = call.id("customer_id")?;
    let found = customers::attestations(call.app(), &call.request, id).await?;
    Ok(found.iter().map(|a| document(call, a)).collect())
}

/// What a customer has accepted.
pub async fn list(call: Call) -> Answer {
    let mut items = attestations(&call).await?;
    if !wanted(&call) {
        items.clear();
    }
    let itself = format!("/customers/{}/agreements", call.part("customer_id"));
    Ok(Reply::ok(collection(items, &itself)))
}

/// Whether the customer accepted the agreement by itself: here it does so towards the partner, whose
/// word is in the list above.
pub async fn direct(call: Call) -> Answer {
    attestations(&call).await?;
    Ok(Reply::ok(json!({ "isSigned": false })))
}

/// A day as it was sent, or the day a moment was at the customer's; a moment that names no zone is
/// UTC, as the documentation has it.
fn day_at(text: String, zone: &TimeZone) -> String {
    // What has no time of day is the same day everywhere.
    if !text.contains(['T', 't']) {
        return text;
    }
    let utc = |_| {
        let moment = text.parse::<DateTime>()?;
        moment.to_zoned(TimeZone::UTC).map(|at| at.timestamp())
    };
    let moment = text.parse::<Timestamp>().or_else(utc);
    moment.map_or(text.clone(), |at| {
        at.to_zoned(zone.clone()).date().to_string()
    })
}

/// Confirms that a customer accepted the agreement.
pub async fn attest(call: Call) -> Answer {
    let id: TenantId = call.id("customer_id")?;
    let sent = call.document();
    sent.object()?;
    let named = sent.at("templateId");
    if named.id()?.is_some_and(|id| id != template()) {
        return Err(Problem::property(named.pointer(), "api-unknown-value"));
    }
    for name in ["type", "agreementType"] {
        sent.at(name).choice(&[(KIND, ())])?;
    }
    let contact = sent.at("primaryContact");
    contact.object()?;
    let agreed = sent.at("dateAgreed").words()?;
    let day = day_at(agreed, call.app().programme.time_zone());
    let mut typed = Answers::from([("agreed_on".to_owned(), day)]);
    for (field, name) in [
        ("given_name", "firstName"),
        ("family_name", "lastName"),
        ("email", "email"),
        ("phone", "phoneNumber"),
    ] {
        typed.insert(field.to_owned(), contact.at(name).words()?);
    }
    let done = customers::attest(call.app(), &call.request, id, &typed, call.key());
    let places = [
        ("given_name", "/primaryContact/firstName"),
        ("family_name", "/primaryContact/lastName"),
        ("email", "/primaryContact/email"),
        ("phone", "/primaryContact/phoneNumber"),
        ("agreed_on", "/dateAgreed"),
    ];
    let kept = done
        .await
        .map_err(|failure| Problem::of(failure, &places))?;
    // A repetition is told its own word, not what was said since.
    let all = customers::attestations(call.app(), &call.request, id).await?;
    let own = |a: &&Attestation| {
        let who = [&a.family_name, &a.given_name, &a.email, &a.phone];
        kept.as_ref().is_none_or(|kept| kept.each_ref() == who)
    };
    let told = all.iter().find(own).map(|a| document(&call, a));
    let place = format!("/v1/customers/{id}/agreements");
    Ok(Reply::created(told.unwrap_or_default(), place))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_day_is_read_from_a_day_and_from_moments() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        for (sent, day) in [
            ("2026-07-15", "2026-07-15"),
            ("2026-07-15T00:00:00", "2026-07-15"),
            ("2026-07-15T00:00:00.000Z", "2026-07-15"),
            ("2026-07-15T15:59:59", "2026-07-15"),
            ("2026-07-15T16:00:00", "2026-07-16"),
            ("2026-07-15T16:00:00Z", "2026-07-16"),
            ("2026-07-15T23:30:00+08:00", "2026-07-15"),
            ("Tuesday", "Tuesday"),
            ("2026-02-30T00:00:00", "2026-02-30T00:00:00"),
            ("", ""),
        ] {
            assert_eq!(day_at(sent.to_owned(), &zone), day, "{sent}");
        }
    }
}
