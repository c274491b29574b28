//! F6, "Enroll in the Cloud Solution Provider program": the sections of the application.

use super::documents::{Kind, Uploaded};
use super::form::{self, Answers, Choices, Field, FieldProblem, Judged, Rule};
use crate::programme::Programme;
use crate::validate::{self, Problem};
use jiff::civil::Date;

/// The sections in the order of the page. `documents` has files instead of fields.
pub const SECTIONS: &[&str] = &[
    "programme", "legal", "documents", "approval", "support", "billing", "credit", "declarations",
];

const fn field(
    name: &'static str,
    section: &'static str,
    rule: Rule,
    required: bool,
) -> Field {
    Field { name, section, rule, required }
}

/// The fields of F6.
pub const FIELDS: &[Field] = &[
    field("model", "programme", Rule::Choice(Choices::BusinessModels), true),
    field("network_id", "programme", Rule::NetworkId, true),
    field("legal_name", "legal", Rule::OrganisationName, true),
    field("credit_code", "legal", Rule::CreditCode, true),
    field("province", "legal", Rule::Choice(Choices::Provinces), true),
    field("city", "legal", Rule::Line(1, 100), true),
    field("district", "legal", Rule::Line(1, 100), true),
    field("address_line1", "legal", Rule::Line(1, 200), true),
    field("address_line2", "legal", Rule::Line(1, 200), false),
    field("postal_code", "legal", Rule::PostalCode, true),
    field("registration_type", "legal", Rule::Choice(Choices::RegistrationTypes), true),
    field("established_on", "legal", Rule::PastDate, true),
    field("registered_capital", "legal", Rule::Amount, false),
    field("term_ends_on", "legal", Rule::FutureDate, false),
    field("legal_representative", "legal", Rule::FullName, true),
    field("primary_name", "legal", Rule::FullName, true),
    field("primary_title", "legal", Rule::Line(1, 60), true),
    field("primary_email", "legal", Rule::CompanyEmail, true),
    field("primary_phone", "legal", Rule::OrganisationPhone, true),
    field("approval_name", "approval", Rule::FullName, true),
    field("approval_title", "approval", Rule::Line(1, 60), true),
    field("approval_email", "approval", Rule::CompanyEmail, true),
    field("approval_phone", "approval", Rule::OrganisationPhone, true),
    field("approval_address", "approval", Rule::Line(1, 200), true),
    field("support_website", "support", Rule::WebAddress, true),
    field("support_email", "support", Rule::Email, true),
    field("support_phone", "support", Rule::SupportPhone, true),
    field("support_hours", "support", Rule::Line(1, 200), true),
    field("invoice_name", "billing", Rule::FullName, true),
    field("invoice_email", "billing", Rule::Email, true),
    field("taxpayer_type", "billing", Rule::Choice(Choices::TaxpayerTypes), false),
    field("tax_id", "billing", Rule::CreditCode, false),
    field("bank_name", "billing", Rule::Line(1, 100), false),
    field("bank_account", "billing", Rule::BankAccount, false),
    field("tax_address", "billing", Rule::Line(1, 200), false),
    field("tax_phone", "billing", Rule::OrganisationPhone, false),
    field("purchase_order", "billing", Rule::Line(1, 50), false),
    field("expected_monthly", "credit", Rule::Amount, true),
    field("requested_limit", "credit", Rule::Amount, true),
    field("years_trading", "credit", Rule::Number(0, 200), true),
    field("bank_reference", "credit", Rule::Line(1, 100), false),
    field("credit_authorisation", "credit", Rule::Tick, true),
    field("declare_true", "declarations", Rule::Tick, true),
    field("declare_entitled", "declarations", Rule::Tick, true),
    field("declare_guide", "declarations", Rule::Tick, true),
    field("declare_documents", "declarations", Rule::Tick, true),
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
        values: all.values.into_iter().filter(|(name, _)| section_of(name) == section).collect(),
    }
}

/// The section a field belongs to; document kinds belong to `documents`.
#[must_use]
pub fn section_of(name: &str) -> &'static str {
    FIELDS.iter().find(|f| f.name == name).map_or("documents", |f| f.section)
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
    missing_documents(documents, &mut judged);
    judged
}

fn across_fields(judged: &mut Judged) {
    let code = judged.value("credit_code").to_owned();
    if !code.is_empty() && !judged.value("tax_id").is_empty() && judged.value("tax_id") != code {
        judged.values.remove("tax_id");
        judged.problems.push(FieldProblem::plain("tax_id", "tax-id-differs"));
    }
    let company = validate::email_domain(judged.value("primary_email")).to_owned();
    let approval = validate::email_domain(judged.value("approval_email")).to_owned();
    if !company.is_empty() && !approval.is_empty() && company != approval {
        let problem = Problem::new("email-other-domain").with("domain", &company);
        judged.warnings.push(FieldProblem::new("approval_email", problem));
    }
    let primary = judged.value("primary_name");
    if !primary.is_empty() && primary == judged.value("approval_name") {
        judged.warnings.push(FieldProblem::plain("approval_name", "approval-same-person"));
    }
    let amount = |field: &str| validate::amount_cny(judged.value(field)).ok();
    if let (Some(expected), Some(limit)) = (amount("expected_monthly"), amount("requested_limit"))
        && limit > expected.saturating_mul(12)
    {
        judged.warnings.push(FieldProblem::plain("requested_limit", "limit-above-a-year"));
    }
}

fn missing_documents(documents: &[Uploaded], judged: &mut Judged) {
    let has = |kind: Kind| documents.iter().any(|d| d.kind == kind);
    if !has(Kind::BusinessLicence) {
        judged
            .problems
            .push(FieldProblem::plain(Kind::BusinessLicence.text(), "document-required"));
    }
    let primary = judged.value("primary_name");
    let representative = judged.value("legal_representative");
    // The spec asks for the letter when the applicant is not the legal representative.
    if !primary.is_empty()
        && !representative.is_empty()
        && primary != representative
        && !has(Kind::AuthorisationLetter)
    {
        judged
            .problems
            .push(FieldProblem::plain(Kind::AuthorisationLetter.text(), "document-letter-required"));
    }
}
