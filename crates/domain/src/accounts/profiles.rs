//! The profiles of a partner that is set up (03 §1): which fields each holds, and what a change is.
//!
//! Facts of the legal profile were vetted: a change of them waits for the operator's reviewer, and
//! what was vetted stays in force meanwhile. Everything else is in force at once.

use crate::enrolment::form::{self, Answers, Choices, Field, FieldProblem, Rule};
use crate::enrolment::sections;
use crate::programme::Programme;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A profile, as account settings list them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// The company as it was vetted.
    Legal,
    /// To whom and how it is billed.
    Billing,
    /// The organisation as its directory knows it.
    Organisation,
    /// Where its customers get help.
    Support,
    /// Whom the operator calls when something is wrong.
    Security,
}

/// What the legal profile holds and nobody can change while the agreement is in force: a company of
/// another name or number is another party to it, and one with another business owes another permit.
pub const FIXED: &[&str] = &[
    "model",
    "network_id",
    "legal_name",
    "credit_code",
    "telecom_business",
];

/// What a billing admin may change; the rest of the billing profile is the global admins'.
pub const OF_BILLING_ADMINS: &[&str] = &[
    "invoice_name",
    "invoice_email",
    "purchase_order",
    "tax_phone",
];

/// Fields whose change every global admin is told of at once.
pub const TOLD: &[&str] = &[
    "taxpayer_type",
    "tax_id",
    "bank_name",
    "bank_account",
    "tax_address",
    "invoice_name",
    "invoice_email",
    "tax_phone",
];

/// Bank and tax data: whoever changes them at a page proves anew who he is.
pub const PROVED: &[&str] = &[
    "taxpayer_type",
    "tax_id",
    "bank_name",
    "bank_account",
    "tax_address",
    "tax_phone",
];

/// An address that is not the legal one; either all of it or nothing.
const ADDRESS: &[Field] = &[
    Field::new("province", "", Rule::Choice(Choices::Provinces), false),
    Field::new("city", "", Rule::Line(1, 100), false),
    Field::new("district", "", Rule::Line(1, 100), false),
    Field::new("address_line1", "", Rule::Line(1, 200), false),
    Field::new("address_line2", "", Rule::Line(1, 200), false),
    Field::new("postal_code", "", Rule::PostalCode, false),
];
const ORGANISATION: &[Field] = &[
    Field::new("name", "", Rule::OrganisationName, true),
    Field::new("email", "", Rule::Email, false),
    Field::new("language", "", Rule::Choice(Choices::Languages), true),
];
const SECURITY: &[Field] = &[
    Field::new("security_name", "", Rule::FullName, true),
    Field::new("security_email", "", Rule::Email, true),
    Field::new("security_phone", "", Rule::OrganisationPhone, true),
];

impl Profile {
    /// All, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::Legal,
        Self::Billing,
        Self::Organisation,
        Self::Support,
        Self::Security,
    ];

    /// What it is called in addresses, in locale keys and in the audit log.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Legal => "legal",
            Self::Billing => "billing",
            Self::Organisation => "organisation",
            Self::Support => "support",
            Self::Security => "security",
        }
    }

    /// The profile of a name.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.text() == text)
    }

    /// Under which name its fields are kept: who is called about security belongs to the
    /// organisation.
    #[must_use]
    pub const fn kept(self) -> &'static str {
        match self {
            Self::Security => "organisation",
            other => other.text(),
        }
    }

    /// A number of its own, for entity tags.
    #[must_use]
    pub const fn number(self) -> u128 {
        match self {
            Self::Legal => 1,
            Self::Billing => 2,
            Self::Organisation => 3,
            Self::Support => 4,
            Self::Security => 5,
        }
    }

    /// Whether changes wait for a reviewer.
    #[must_use]
    pub const fn is_vetted(self) -> bool {
        matches!(self, Self::Legal)
    }

    /// The fields that can be changed.
    #[must_use]
    pub fn fields(self) -> Vec<&'static Field> {
        let section = |names: &'static [&'static str]| {
            sections::FIELDS
                .iter()
                .filter(move |field| names.contains(&field.section))
        };
        match self {
            Self::Legal => section(&["legal", "approval"])
                .filter(|field| !FIXED.contains(&field.name))
                .collect(),
            Self::Billing => section(&["billing"]).chain(ADDRESS).collect(),
            Self::Organisation => ORGANISATION.iter().chain(ADDRESS).collect(),
            Self::Support => section(&["support"]).collect(),
            Self::Security => SECURITY.iter().collect(),
        }
    }

    /// Whether a field is one of the address beside the legal one.
    #[must_use]
    pub fn is_other_address(self, field: &str) -> bool {
        matches!(self, Self::Billing | Self::Organisation)
            && ADDRESS.iter().any(|known| known.name == field)
    }
}

/// A field's value before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The field.
    pub field: &'static str,
    /// What was in force.
    pub before: String,
    /// What is wanted.
    pub after: String,
}

/// Judges what was typed against what is in force, and says what differs. `typed` has every field; a
/// field that is as it was is not judged again.
///
/// # Errors
/// The problems, at their fields.
pub fn judge(
    profile: Profile,
    now: &BTreeMap<String, String>,
    typed: &Answers,
    programme: &Programme,
    today: Date,
) -> Result<Vec<Changed>, Vec<FieldProblem>> {
    let value = |from: &BTreeMap<String, String>, field: &str| {
        from.get(field).map_or("", String::as_str).trim().to_owned()
    };
    let fields = profile.fields();
    let judged = form::judge(fields.iter().copied(), typed, programme, today);
    let same = |field: &str| value(now, field) == value(typed, field);
    let mut problems: Vec<_> = judged
        .problems
        .into_iter()
        .filter(|problem| {
            let empty = value(typed, &problem.field).is_empty();
            // A postal code is one of its province.
            let moved = problem.field == "postal_code" && !same("province");
            empty || moved || !same(&problem.field)
        })
        .collect();
    let wants = |field: &str| !value(typed, field).is_empty();
    if ADDRESS
        .iter()
        .any(|field| profile.is_other_address(field.name) && wants(field.name))
    {
        for field in ADDRESS.iter().filter(|field| field.name != "address_line2") {
            if !wants(field.name) {
                problems.push(FieldProblem::plain(field.name, "required"));
            }
        }
    }
    let mut changed = Vec::new();
    for field in fields {
        let after = match judged.values.get(field.name) {
            _ if same(field.name) => continue,
            Some(value) => value.clone(),
            None => String::new(),
        };
        let before = value(now, field.name);
        // The same written otherwise is no change.
        if after != before {
            changed.push(Changed {
                field: field.name,
                before,
                after,
            });
        }
    }
    if problems.is_empty() {
        Ok(changed)
    } else {
        Err(problems)
    }
}

/// The tax number is the company's own, when there is one.
#[must_use]
pub fn tax_id_differs(changed: &[Changed], credit_code: &str) -> bool {
    changed.iter().any(|change| {
        change.field == "tax_id" && !change.after.is_empty() && change.after != credit_code
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::programme::china_csp;

    const TODAY: Date = Date::constant(2026, 3, 2);

    fn support() -> Answers {
        [
            ("support_website", "https://www.shihang.example/"),
            ("support_email", "support@shihang.example"),
            ("support_phone", "+8675555550112"),
            ("support_hours", "7×24×365"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
    }

    fn with(mut answers: Answers, field: &str, value: &str) -> Answers {
        answers.insert(field.to_owned(), value.to_owned());
        answers
    }

    #[test]
    fn names_lead_to_profiles_and_fields_are_there_once() {
        for profile in Profile::ALL {
            assert_eq!(Profile::from_text(profile.text()), Some(profile));
            let fields = profile.fields();
            assert!(!fields.is_empty());
            for field in &fields {
                let same = fields.iter().filter(|other| other.name == field.name);
                assert_eq!(same.count(), 1, "{}", field.name);
                assert!(!FIXED.contains(&field.name));
            }
        }
        assert_eq!(Profile::from_text("Legal"), None);
    }

    #[test]
    fn only_what_differs_is_a_change() {
        let programme = china_csp().unwrap();
        let judge = |typed: &Answers| judge(Profile::Support, &support(), typed, &programme, TODAY);
        assert_eq!(judge(&support()).unwrap(), vec![]);
        let typed = with(support(), "support_phone", " 0755 5555 0113 ");
        let changed = judge(&typed).unwrap();
        assert_eq!(changed.len(), 1);
        assert_eq!(changed[0].field, "support_phone");
        assert_eq!(changed[0].before, "+8675555550112");
        assert_eq!(changed[0].after, "+8675555550113");
        // The same number written otherwise is the same.
        let typed = with(support(), "support_phone", "0755 5555 0112");
        assert_eq!(judge(&typed).unwrap(), vec![]);
        for (field, value, code) in [
            ("support_email", "nobody", "email-format"),
            ("support_email", "", "required"),
            ("support_hours", "", "required"),
        ] {
            let problems = judge(&with(support(), field, value)).unwrap_err();
            assert_eq!(problems.len(), 1, "{field}");
            assert_eq!(problems[0].field, field);
            if code == "required" {
                assert_eq!(problems[0].problem.code, code);
            }
        }
    }

    #[test]
    fn what_is_as_it_was_is_not_judged_again() {
        let programme = china_csp().unwrap();
        let now = with(support(), "support_website", "as it once could be written");
        let typed = with(now.clone(), "support_hours", "9:00–18:00");
        let changed = judge(Profile::Support, &now, &typed, &programme, TODAY).unwrap();
        assert_eq!(changed.len(), 1);
    }

    #[test]
    fn another_address_is_whole_or_not_there() {
        let programme = china_csp().unwrap();
        let now: Answers = [
            ("invoice_name", "郑若兰"),
            ("invoice_email", "a@shihang.example"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        let typed = with(now.clone(), "city", "苏州");
        let problems = judge(Profile::Billing, &now, &typed, &programme, TODAY).unwrap_err();
        let named: Vec<_> = problems.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(
            named,
            ["province", "district", "address_line1", "postal_code"]
        );
        let mut typed = typed;
        for (field, value) in [
            ("province", "JS"),
            ("district", "工业园区"),
            ("address_line1", "星湖街 328 号"),
            ("postal_code", "215000"),
        ] {
            typed = with(typed, field, value);
        }
        let changed = judge(Profile::Billing, &now, &typed, &programme, TODAY).unwrap();
        assert_eq!(changed.len(), 5);
        assert!(!tax_id_differs(&changed, "91440300000000019B"));
        let typed = with(typed, "tax_id", "91350200123456788X");
        let changed = judge(Profile::Billing, &now, &typed, &programme, TODAY).unwrap();
        assert!(tax_id_differs(&changed, "91440300000000019B"));
    }
}
