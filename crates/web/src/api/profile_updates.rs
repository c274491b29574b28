//! Changing the partner's own profiles: whole documents, as the answers of the same addresses have
//! them. What is not in a document stays; what is read-only has to be as it is.

use super::call::{Answer, Call};
use super::customers;
use super::json::Node;
use super::problem::Problem;
use super::profiles::{self, Profiles, contact, tag_of};
use super::table::operations;
use app::accounts::profiles::{Sheet, save};
use domain::accounts::profiles::Profile;
use domain::enrolment::form::Answers;
use domain::language::Language;

operations! {
    PUT "/v1/profiles/billing" "profiles.update_billing" EditBillingProfile => billing;
    PUT "/v1/profiles/legalbusiness" "profiles.update_legal_business" EditProfiles => legal;
    PUT "/v1/profiles/organization" "profiles.update_organization" EditProfiles => organisation;
    PUT "/v1/profiles/support" "profiles.update_support" EditProfiles => support;
}

/// The fields of an address, as forms and as documents of customers call them.
const ADDRESS: [(&str, &str, &str); 6] = [
    ("province", "province", "state"),
    ("city", "city", "city"),
    ("district", "district", "region"),
    ("address_line1", "address1", "addressLine1"),
    ("address_line2", "address2", "addressLine2"),
    ("postal_code", "postal_code", "postalCode"),
];

/// A document on its way to a profile.
struct Writing<'c> {
    call: &'c Call,
    profile: Profile,
    known: Profiles,
    sheet: Sheet,
    typed: Answers,
    /// Where each field stands in the document.
    places: Vec<(&'static str, String)>,
}

impl<'c> Writing<'c> {
    async fn of(call: &'c Call, profile: Profile) -> Result<Self, Problem> {
        call.document().object()?;
        let (known, sheet) = Profiles::with(call, profile).await?;
        Ok(Self {
            call,
            profile,
            known,
            typed: Answers::new(),
            sheet,
            places: Vec::new(),
        })
    }

    /// What is in force.
    fn now(&self, field: &str) -> &str {
        self.sheet.get(field)
    }

    fn set(&mut self, field: &'static str, node: &Node<'_>) -> Result<(), Problem> {
        if let Some(text) = node.text()? {
            self.typed.insert(field.to_owned(), text.to_owned());
        }
        self.places.push((field, node.pointer().to_owned()));
        Ok(())
    }

    /// What cannot be changed has to be as it is, or left out.
    fn fixed(&self, node: &Node<'_>, is: &str) -> Result<(), Problem> {
        match node.text()?.map(str::trim) {
            Some(text) if !text.is_empty() && text != is => {
                Err(Problem::property(node.pointer(), "problem-profile-fixed"))
            }
            _ => Ok(()),
        }
    }

    /// A person, whose name is kept as one.
    fn person(
        &mut self,
        node: &Node<'_>,
        [name, email, phone]: [&'static str; 3],
    ) -> Result<(), Problem> {
        node.object()?;
        let (given, family) = (node.at("firstName"), node.at("lastName"));
        let now = self.sheet.get(name).to_owned();
        if given.is_there() || family.is_there() {
            let before = contact(&now, "", "");
            let part = |name: &str| before[name].as_str().unwrap_or_default().to_owned();
            // Half a name leaves the other half.
            let said = |node: &Node<'_>, name: &str| match node.text()? {
                Some(text) => Ok::<_, Problem>(text.to_owned()),
                None => Ok(part(name)),
            };
            let (given, family) = (said(&given, "firstName")?, said(&family, "lastName")?);
            // Written back as it was read, a name stays as it is.
            if (given.as_str(), family.as_str()) != (&*part("firstName"), &*part("lastName")) {
                self.typed.insert(name.to_owned(), whole(&family, &given));
            }
        }
        self.places.push((name, given_pointer(node)));
        self.set(email, &node.at("email"))?;
        self.set(phone, &node.at("phoneNumber"))
    }

    /// The address; where the profile may have one of its own, that of the law means none.
    fn address(&mut self, node: &Node<'_>) -> Result<(), Problem> {
        if !node.is_there() {
            return Ok(());
        }
        let country = node.at("country");
        self.fixed(&country, &self.call.app().programme.country)?;
        let sent = customers::address(&self.call.app().programme, node)?;
        let as_legal = ADDRESS.iter().all(|(field, of_customer, _)| {
            let sent = sent.get(*of_customer).map_or("", String::as_str).trim();
            sent == self.known.get("legal", field)
        });
        for (field, of_customer, name) in ADDRESS {
            let value = match self.profile {
                Profile::Legal => sent.get(of_customer).cloned().unwrap_or_default(),
                _ if as_legal => String::new(),
                _ => sent.get(of_customer).cloned().unwrap_or_default(),
            };
            self.typed.insert(field.to_owned(), value);
            self.places
                .push((field, format!("{}/{name}", node.pointer())));
        }
        Ok(())
    }

    async fn save(mut self) -> Result<(), Problem> {
        // A vetted fact that is sent as it is in force is no wish: what waits for a reviewer goes on
        // waiting. It is taken back on the page.
        if self.profile.is_vetted() {
            let sheet = &self.sheet;
            self.typed
                .retain(|field, value| value.trim() != sheet.get(field));
        }
        let version = self.call.version(tag_of(self.call, self.profile)?)?;
        let (app, request) = (self.call.app(), &self.call.request);
        let once = (
            self.call.key(),
            &(self.profile.text(), version, &self.call.document),
        );
        let saved = save(app, request, self.profile, version, &self.typed, once).await;
        let places = self.places.iter();
        let places: Vec<_> = places.map(|(field, at)| (*field, at.as_str())).collect();
        saved
            .map(drop)
            .map_err(|failure| Problem::of(failure, &places))
    }
}

fn given_pointer(node: &Node<'_>) -> String {
    format!("{}/lastName", node.pointer())
}

/// A name of two parts as one: the family name comes first, and letters are kept apart.
fn whole(family: &str, given: &str) -> String {
    let (family, given) = (family.trim(), given.trim());
    let apart = !family.is_empty() && !given.is_empty() && (family.is_ascii() || given.is_ascii());
    format!("{family}{}{given}", if apart { " " } else { "" })
}

/// To whom and how the partner is billed.
pub async fn billing(call: Call) -> Answer {
    let sent = call.document();
    let mut writing = Writing::of(&call, Profile::Billing).await?;
    writing.fixed(
        &sent.at("companyName"),
        writing.known.get("legal", "legal_name"),
    )?;
    let currency = &call.app().programme.currency.code;
    writing.fixed(&sent.at("billingCurrency"), currency)?;
    let day = sent.at("billingDay");
    let is = writing.sheet.billing_day;
    if day
        .number()?
        .is_some_and(|sent: u32| Some(i64::from(sent)) != is)
    {
        return Err(Problem::property(day.pointer(), "problem-profile-fixed"));
    }
    writing.address(&sent.at("address"))?;
    let person = ["invoice_name", "invoice_email", "tax_phone"];
    writing.person(&sent.at("primaryContact"), person)?;
    writing.set("purchase_order", &sent.at("purchaseOrderNumber"))?;
    let tax = sent.at("taxId");
    // The number that is shown is the company's own where none is kept.
    let shown = writing.known.get("legal", "credit_code").to_owned();
    if tax.text()?.is_some_and(|text| text.trim() != shown) || !writing.now("tax_id").is_empty() {
        writing.set("tax_id", &tax)?;
    }
    writing.save().await?;
    profiles::billing(call).await
}

/// The company as it was vetted: what differs waits for a reviewer.
pub async fn legal(call: Call) -> Answer {
    let sent = call.document();
    let mut writing = Writing::of(&call, Profile::Legal).await?;
    for (name, field) in [
        ("companyName", "legal_name"),
        ("organizationRegistrationNumber", "credit_code"),
    ] {
        writing.fixed(&sent.at(name), writing.known.get("legal", field))?;
    }
    writing.address(&sent.at("address"))?;
    let person = ["primary_name", "primary_email", "primary_phone"];
    writing.person(&sent.at("primaryContact"), person)?;
    let approver = sent.at("companyApproverAddress");
    approver.object()?;
    writing.set("approval_address", &approver.at("addressLine1"))?;
    writing.set("approval_phone", &approver.at("phoneNumber"))?;
    writing.set("approval_email", &sent.at("companyApproverEmail"))?;
    writing.save().await?;
    profiles::legal(call).await
}

fn language(sent: &Node<'_>, now: &str) -> Result<Option<Language>, Problem> {
    let culture = sent.at("culture");
    let cultures = [
        ("zh-CN", Language::ZhHans),
        ("zh-Hans", Language::ZhHans),
        ("zh-TW", Language::ZhHant),
        ("zh-Hant", Language::ZhHant),
        ("en-US", Language::En),
        ("en-GB", Language::En),
    ];
    let by_culture = match culture.text()? {
        None | Some("") => None,
        Some(_) => culture.choice(&cultures)?,
    };
    let word = sent.at("language");
    let asked = word.text()?;
    if by_culture.is_some() {
        return Ok(by_culture);
    }
    let now = Language::from_tag(now);
    match asked {
        None | Some("") => Ok(None),
        // Chinese written in whichever way is Chinese.
        Some(text) if text.eq_ignore_ascii_case("zh") && now == Some(Language::ZhHant) => Ok(now),
        Some(text) => Language::from_tag(text)
            .map(Some)
            .ok_or_else(|| Problem::property(word.pointer(), "api-unknown-value")),
    }
}

/// The organisation as the directory knows it.
pub async fn organisation(call: Call) -> Answer {
    let sent = call.document();
    let mut writing = Writing::of(&call, Profile::Organisation).await?;
    let tenant = call.request.caller.tenant();
    let tenant = tenant.ok_or_else(Problem::unauthorised)?.to_string();
    writing.fixed(&sent.at("id"), &tenant)?;
    writing.fixed(&sent.at("tenantId"), &tenant)?;
    writing.fixed(&sent.at("domain"), writing.now("domain"))?;
    writing.set("name", &sent.at("companyName"))?;
    writing.address(&sent.at("defaultAddress"))?;
    let email = sent.at("email");
    let shown = writing.known.get("legal", "primary_email").to_owned();
    if email.text()?.is_some_and(|text| text.trim() != shown) || !writing.now("email").is_empty() {
        writing.set("email", &email)?;
    }
    if let Some(language) = language(&sent, writing.now("language"))? {
        let tag = language.tag().to_owned();
        writing.typed.insert("language".to_owned(), tag);
    }
    writing.places.push(("language", "/culture".to_owned()));
    writing.save().await?;
    profiles::organisation(call).await
}

/// Where customers get help.
pub async fn support(call: Call) -> Answer {
    let sent = call.document();
    let mut writing = Writing::of(&call, Profile::Support).await?;
    writing.set("support_email", &sent.at("email"))?;
    writing.set("support_phone", &sent.at("telephone"))?;
    writing.set("support_website", &sent.at("website"))?;
    writing.save().await?;
    profiles::support(call).await
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn names_are_put_together_as_they_are_taken_apart() {
        assert_eq!(whole("郑", "若兰"), "郑若兰");
        assert_eq!(whole("Soto", "Gena"), "Soto Gena");
        assert_eq!(whole("", "Gena"), "Gena");
        for name in ["郑若兰", "Soto Gena"] {
            let parts = contact(name, "", "");
            let part = |name: &str| parts[name].as_str().unwrap().to_owned();
            assert_eq!(whole(&part("lastName"), &part("firstName")), name);
        }
    }

    #[test]
    fn languages_are_read_as_clients_write_them() {
        let read = |sent: serde_json::Value, now| language(&Node::root(&sent), now);
        let found = |sent, now| read(sent, now).unwrap();
        assert_eq!(
            found(json!({ "culture": "en-us" }), "zh-Hans"),
            Some(Language::En)
        );
        assert_eq!(
            found(json!({ "language": "zh" }), "zh-Hant"),
            Some(Language::ZhHant)
        );
        assert_eq!(
            found(json!({ "language": "zh" }), "en"),
            Some(Language::ZhHans)
        );
        assert_eq!(
            found(json!({ "language": "zh-Hans" }), "zh-Hant"),
            Some(Language::ZhHans)
        );
        assert_eq!(found(json!({}), "en"), None);
        assert!(read(json!({ "culture": "es-US" }), "en").is_err());
        assert!(read(json!({ "language": 7 }), "en").is_err());
    }
}
