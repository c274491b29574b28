//! F6, "Enroll in the Cloud Solution Provider program": the sections of the application.

use super::documents::Uploaded;
use super::form::{self, Answers, Choices, Field, FieldProblem, Judged, Rule};
use crate::programme::{DocumentCondition, Programme, Requirement};
use crate::validate::{self, Problem};
use jiff::civil::Date;

/// The sections in the order of the page. `documents` has files instead of fields.
pub const SECTIONS: &[&str] = &[
    "programme",
    "legal",
    "documents",
    "approval",
    "support",
    "billing",
    "credit",
    "declarations",
];

/// The fields of F6.
pub const FIELDS: &[Field] = &[
    Field::new(
        "model",
        "programme",
        Rule::Choice(Choices::BusinessModels),
        true,
    ),
    Field::new("network_id", "programme", Rule::NetworkId, true),
    Field::new("legal_name", "legal", Rule::OrganisationName, true),
    Field::new("credit_code", "legal", Rule::CreditCode, true),
    Field::new("province", "legal", Rule::Choice(Choices::Provinces), true),
    Field::new("city", "legal", Rule::Line(1, 100), true),
    Field::new("district", "legal", Rule::Line(1, 100), true),
    Field::new("address_line1", "legal", Rule::Line(1, 200), true),
    Field::new("address_line2", "legal", Rule::Line(1, 200), false),
    Field::new("postal_code", "legal", Rule::PostalCode, true),
    Field::new(
        "registration_type",
        "legal",
        Rule::Choice(Choices::RegistrationTypes),
        true,
    ),
    Field::new("established_on", "legal", Rule::PastDate, true),
    Field::new("registered_capital", "legal", Rule::Amount, false),
    Field::new("term_ends_on", "legal", Rule::FutureDate, false),
    Field::new(
        "telecom_business",
        "legal",
        Rule::Choice(Choices::YesOrNo),
        false,
    ),
    Field::new("legal_representative", "legal", Rule::FullName, true),
    Field::new("primary_name", "legal", Rule::FullName, true),
    Field::new("primary_title", "legal", Rule::Line(1, 60), true),
    Field::new("primary_email", "legal", Rule::CompanyEmail, true),
    Field::new("primary_phone", "legal", Rule::OrganisationPhone, true),
    Field::new("approval_name", "approval", Rule::FullName, true),
    Field::new("approval_title", "approval", Rule::Line(1, 60), true),
    Field::new("approval_email", "approval", Rule::CompanyEmail, true),
    Field::new("approval_phone", "approval", Rule::OrganisationPhone, true),
    Field::new("approval_address", "approval", Rule::Line(1, 200), true),
    Field::new("support_website", "support", Rule::WebAddress, true),
    Field::new("support_email", "support", Rule::Email, true),
    Field::new("support_phone", "support", Rule::SupportPhone, true),
    Field::new("support_hours", "support", Rule::Line(1, 200), true),
    Field::new("invoice_name", "billing", Rule::FullName, true),
    Field::new("invoice_email", "billing", Rule::Email, true),
    Field::new(
        "taxpayer_type",
        "billing",
        Rule::Choice(Choices::TaxpayerTypes),
        false,
    ),
    Field::new("tax_id", "billing", Rule::CreditCode, false),
    Field::new("bank_name", "billing", Rule::Line(1, 100), false),
    Field::new("bank_account", "billing", Rule::BankAccount, false),
    Field::new("tax_address", "billing", Rule::Line(1, 200), false),
    Field::new("tax_phone", "billing", Rule::OrganisationPhone, false),
    Field::new("purchase_order", "billing", Rule::Line(1, 50), false),
    Field::new("expected_monthly", "credit", Rule::Amount, true),
    Field::new("requested_limit", "credit", Rule::Amount, true),
    Field::new("years_trading", "credit", Rule::Number(0, 200), true),
    Field::new("bank_reference", "credit", Rule::Line(1, 100), false),
    Field::new("credit_authorisation", "credit", Rule::Tick, true),
    Field::new("declare_true", "declarations", Rule::Tick, true),
    Field::new("declare_entitled", "declarations", Rule::Tick, true),
    Field::new("declare_guide", "declarations", Rule::Tick, true),
    Field::new("declare_documents", "declarations", Rule::Tick, true),
];

/// The fields of one section.
pub fn fields(section: &str) -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(move |f| f.section == section)
}

/// Judges one section of the form.
#[must_use]
pub fn judge_section(
    section: &str,
    answers: &Answers,
    documents: &[Uploaded],
    programme: &Programme,
    today: Date,
) -> Judged {
    let all = judge(answers, documents, programme, today);
    let belongs = |p: &FieldProblem| section_of(&p.field) == section;
    Judged {
        problems: all.problems.into_iter().filter(|p| belongs(p)).collect(),
        warnings: all.warnings.into_iter().filter(|p| belongs(p)).collect(),
        values: all
            .values
            .into_iter()
            .filter(|(name, _)| section_of(name) == section)
            .collect(),
    }
}

/// The section a field belongs to; document kinds belong to `documents`.
#[must_use]
pub fn section_of(name: &str) -> &'static str {
    FIELDS
        .iter()
        .find(|f| f.name == name)
        .map_or("documents", |f| f.section)
}

/// Judges the whole form (guard of T9).
#[must_use]
pub fn judge(
    answers: &Answers,
    documents: &[Uploaded],
    programme: &Programme,
    today: Date,
) -> Judged {
    let mut judged = form::judge(FIELDS, answers, programme, today);
    across_fields(&mut judged);
    missing_documents(documents, programme, &mut judged);
    judged
}

fn across_fields(judged: &mut Judged) {
    let code = judged.value("credit_code").to_owned();
    if !code.is_empty() && !judged.value("tax_id").is_empty() && judged.value("tax_id") != code {
        judged.values.remove("tax_id");
        judged
            .problems
            .push(FieldProblem::plain("tax_id", "tax-id-differs"));
    }
    let company = validate::email_domain(judged.value("primary_email")).to_owned();
    let approval = validate::email_domain(judged.value("approval_email")).to_owned();
    if !company.is_empty() && !approval.is_empty() && company != approval {
        let problem = Problem::new("email-other-domain").with("domain", &company);
        judged
            .warnings
            .push(FieldProblem::new("approval_email", problem));
    }
    let primary = judged.value("primary_name");
    if !primary.is_empty() && primary == judged.value("approval_name") {
        judged
            .warnings
            .push(FieldProblem::plain("approval_name", "approval-same-person"));
    }
    let amount = |field: &str| validate::amount_cny(judged.value(field)).ok();
    if let (Some(expected), Some(limit)) = (amount("expected_monthly"), amount("requested_limit"))
        && limit > expected.saturating_mul(12)
    {
        judged
            .warnings
            .push(FieldProblem::plain("requested_limit", "limit-above-a-year"));
    }
}

/// Documents the programme wants for these answers and that are not there.
fn missing_documents(documents: &[Uploaded], programme: &Programme, judged: &mut Judged) {
    for wanted in &programme.document_types {
        let missing = match (wanted.requirement, wanted.condition) {
            (Requirement::Required, _) => Some("document-required"),
            (Requirement::Conditional, Some(condition))
                if holds(condition, |field| judged.value(field)) =>
            {
                Some(match condition {
                    DocumentCondition::ApplicantIsNotLegalRepresentative => {
                        "document-letter-required"
                    }
                    DocumentCondition::TelecomBusiness => "document-permit-required",
                    DocumentCondition::EmailDomainUnproven => "document-domain-required",
                })
            }
            _ => None,
        };
        let is_there = documents.iter().any(|d| d.kind.text() == wanted.id);
        if let Some(code) = missing.filter(|_| !is_there) {
            judged.problems.push(FieldProblem::plain(&wanted.id, code));
        }
    }
}

/// Whether a document is wanted for these answers. An answer that is missing or wrong is told at its
/// own field and asks for nothing yet.
pub(crate) fn holds<'a>(condition: DocumentCondition, value: impl Fn(&str) -> &'a str) -> bool {
    let differ = |one: &str, other: &str| !one.is_empty() && !other.is_empty() && one != other;
    match condition {
        // The spec asks for the letter when the applicant is not the legal representative.
        DocumentCondition::ApplicantIsNotLegalRepresentative => {
            differ(value("primary_name"), value("legal_representative"))
        }
        DocumentCondition::TelecomBusiness => value("telecom_business") == "yes",
        DocumentCondition::EmailDomainUnproven => differ(
            validate::email_domain(value("primary_email")),
            validate::email_domain(value("approval_email")),
        ),
    }
}

/// The fields a condition is about.
pub(crate) fn rests_on(condition: DocumentCondition) -> &'static [&'static str] {
    match condition {
        DocumentCondition::ApplicantIsNotLegalRepresentative => {
            &["primary_name", "legal_representative"]
        }
        DocumentCondition::TelecomBusiness => &["telecom_business"],
        DocumentCondition::EmailDomainUnproven => &["primary_email", "approval_email"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrolment::form::tests::{TODAY, answers, withstands};
    use crate::programme::china_csp;

    use crate::enrolment::documents::Kind;

    const LICENCE: [Uploaded; 1] = [Uploaded {
        kind: Kind::BusinessLicence,
    }];

    fn right() -> Answers {
        let code = "91440300000000019B";
        answers(&[
            ("model", "direct"),
            ("network_id", "5000001"),
            ("legal_name", "深圳试航信息技术有限公司"),
            ("credit_code", code),
            ("province", "GD"),
            ("city", "深圳市"),
            ("district", "南山区"),
            ("address_line1", "科澜二道 7 号"),
            ("address_line2", "19 层"),
            ("postal_code", "518057"),
            ("registration_type", "llc"),
            ("established_on", "2016-04-12"),
            ("registered_capital", "10000000.00"),
            ("term_ends_on", "2046-04-11"),
            ("telecom_business", "no"),
            ("legal_representative", "周文清"),
            ("primary_name", "周文清"),
            ("primary_title", "总经理"),
            ("primary_email", "zhou@shihang.example"),
            ("primary_phone", "+8619900000111"),
            ("approval_name", "郑若兰"),
            ("approval_title", "财务总监"),
            ("approval_email", "zheng@shihang.example"),
            ("approval_phone", "+8675555550111"),
            ("approval_address", "深圳市南山区科澜二道 7 号"),
            ("support_website", "https://www.shihang.example/"),
            ("support_email", "support@shihang.example"),
            ("support_phone", "+8675555550112"),
            ("support_hours", "7×24×365"),
            ("invoice_name", "郑若兰"),
            ("invoice_email", "finance@shihang.example"),
            ("taxpayer_type", "general"),
            ("tax_id", code),
            ("bank_name", "试航银行深圳分行"),
            ("bank_account", "6222000000000000"),
            ("tax_address", "深圳市南山区科澜二道 7 号"),
            ("tax_phone", "+8675555550111"),
            ("purchase_order", "PO-1"),
            ("expected_monthly", "120000.00"),
            ("requested_limit", "240000.00"),
            ("years_trading", "9"),
            ("bank_reference", "李四"),
            ("credit_authorisation", "yes"),
            ("declare_true", "yes"),
            ("declare_entitled", "yes"),
            ("declare_guide", "yes"),
            ("declare_documents", "yes"),
        ])
    }

    #[test]
    fn right_answers_are_taken_as_they_are() {
        let programme = china_csp().unwrap();
        let judged = judge(&right(), &LICENCE, &programme, TODAY);
        assert_eq!((judged.problems, judged.warnings), (vec![], vec![]));
        assert_eq!(judged.values, right());
        for section in SECTIONS {
            let judged = judge_section(section, &right(), &LICENCE, &programme, TODAY);
            assert_eq!(judged.values.len(), fields(section).count(), "{section}");
        }
    }

    #[test]
    fn what_is_asked_for_is_enough_once_it_is_there() {
        let programme = china_csp().unwrap();
        let mut typed = right();
        for (field, value) in [
            ("legal_representative", "顾怀瑾"),
            ("telecom_business", "yes"),
            ("approval_email", "zheng@other.example"),
        ] {
            typed.insert(field.to_owned(), value.to_owned());
        }
        let wanted = [
            Kind::BusinessLicence,
            Kind::AuthorisationLetter,
            Kind::TelecomPermit,
            Kind::DomainProof,
        ];
        let missing = |there: &[Uploaded]| -> Vec<String> {
            let judged = judge(&typed, there, &programme, TODAY);
            judged.problems.into_iter().map(|p| p.field).collect()
        };
        assert_eq!(missing(&[]), wanted.map(Kind::text));
        let mut there = wanted.map(|kind| Uploaded { kind }).to_vec();
        assert_eq!(missing(&there), [""; 0]);
        for kind in wanted {
            there.retain(|d| d.kind != kind);
            assert_eq!(missing(&there), [kind.text()]);
            there.push(Uploaded { kind });
        }
    }

    #[test]
    fn hostile_answers_stay_at_their_field() {
        let programme = china_csp().unwrap();
        let judge = |answers: &Answers| judge(answers, &LICENCE, &programme, TODAY);
        let related = [
            ("credit_code", "tax_id"),
            ("primary_name", "authorisation-letter"),
            ("legal_representative", "authorisation-letter"),
            ("telecom_business", "telecom-permit"),
            ("primary_email", "domain-proof"),
            ("approval_email", "domain-proof"),
        ];
        withstands(FIELDS, &right(), &judge, &related);
    }

    #[test]
    fn an_empty_form_names_every_required_field_once() {
        let programme = china_csp().unwrap();
        let judged = judge(&Answers::new(), &[], &programme, TODAY);
        let mut named: Vec<_> = judged.problems.iter().map(|p| p.field.as_str()).collect();
        let mut wanted: Vec<_> = FIELDS
            .iter()
            .filter(|f| f.required)
            .map(|f| f.name)
            .collect();
        wanted.push("business-licence");
        named.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(named, wanted);
    }

    #[test]
    fn every_field_lies_in_a_section_of_the_page() {
        for field in FIELDS {
            assert!(SECTIONS.contains(&field.section), "{}", field.name);
        }
        for section in SECTIONS.iter().filter(|section| **section != "documents") {
            assert!(fields(section).next().is_some(), "{section}");
        }
    }

    #[test]
    fn answers_are_held_against_one_another() {
        let programme = china_csp().unwrap();
        let judge = |field: &str, value: &str| {
            let mut typed = right();
            typed.insert(field.to_owned(), value.to_owned());
            judge(&typed, &LICENCE, &programme, TODAY)
        };
        let codes = |found: &[FieldProblem]| {
            found
                .iter()
                .map(|p| (p.field.clone(), p.problem.code))
                .collect::<Vec<_>>()
        };
        let problem = |field: &str, value: &str| codes(&judge(field, value).problems);
        let warning = |field: &str, value: &str| codes(&judge(field, value).warnings);
        let one = |field: &str, code| vec![(field.to_owned(), code)];
        assert_eq!(
            problem("tax_id", "91350200123456788X"),
            one("tax_id", "tax-id-differs")
        );
        assert_eq!(
            problem("legal_representative", "顾怀瑾"),
            one("authorisation-letter", "document-letter-required")
        );
        assert_eq!(
            problem("telecom_business", "yes"),
            one("telecom-permit", "document-permit-required")
        );
        assert_eq!(problem("telecom_business", ""), vec![]);
        assert_eq!(
            problem("approval_email", "zheng@other.example"),
            one("domain-proof", "document-domain-required")
        );
        assert_eq!(problem("approval_email", "ZHENG@Shihang.Example"), vec![]);
        assert_eq!(
            problem("established_on", "2026-03-03"),
            one("established_on", "date-in-future")
        );
        assert_eq!(problem("established_on", "2026-03-02"), vec![]);
        assert_eq!(
            problem("term_ends_on", "2026-03-01"),
            one("term_ends_on", "date-in-past")
        );
        assert_eq!(problem("term_ends_on", "2026-03-02"), vec![]);
        assert_eq!(
            warning("approval_name", "周文清"),
            one("approval_name", "approval-same-person")
        );
        assert_eq!(
            warning("approval_email", "zheng@other.example"),
            one("approval_email", "email-other-domain")
        );
        assert_eq!(
            warning("requested_limit", "1440000.01"),
            one("requested_limit", "limit-above-a-year")
        );
        assert_eq!(warning("requested_limit", "1440000"), vec![]);
    }
}
