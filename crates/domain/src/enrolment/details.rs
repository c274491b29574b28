//! F3, "Create a Partner Center account": the company and the person who becomes global admin.

use super::form::{self, Answers, Choices, Field, FieldProblem, Judged, Rule};
use crate::programme::Programme;
use crate::validate;
use jiff::civil::Date;

const fn field(
    name: &'static str,
    section: &'static str,
    rule: Rule,
    required: bool,
) -> Field {
    Field { name, section, rule, required }
}

/// The fields of F3 in the order of the page.
pub const FIELDS: &[Field] = &[
    field("country", "organisation", Rule::Country, true),
    field("legal_name", "organisation", Rule::OrganisationName, true),
    field("latin_name", "organisation", Rule::LatinName, false),
    field("province", "organisation", Rule::Choice(Choices::Provinces), true),
    field("city", "organisation", Rule::Line(1, 100), true),
    field("district", "organisation", Rule::Line(1, 100), true),
    field("address_line1", "organisation", Rule::Line(1, 200), true),
    field("address_line2", "organisation", Rule::Line(1, 200), false),
    field("postal_code", "organisation", Rule::PostalCode, true),
    field("organisation_phone", "organisation", Rule::OrganisationPhone, true),
    field("language", "organisation", Rule::Choice(Choices::Languages), true),
    field("domain_prefix", "account", Rule::DomainPrefix, true),
    field("family_name", "admin", Rule::PersonName, true),
    field("given_name", "admin", Rule::PersonName, true),
    field("job_title", "admin", Rule::Line(1, 60), false),
    field("user_name", "admin", Rule::UserName, true),
    field("contact_email", "admin", Rule::CompanyEmail, true),
    field("mobile", "admin", Rule::Mobile, true),
    field("terms", "consent", Rule::Tick, true),
    field("privacy", "consent", Rule::Tick, true),
];

/// Judges F3 without the consents, which are ticked on the last page (11, `/register/cn/create`).
#[must_use]
pub fn judge(answers: &Answers, programme: &Programme, today: Date) -> Judged {
    let mut judged = form::judge(FIELDS.iter().filter(|f| f.section != "consent"), answers, programme, today);
    let email_domain = validate::email_domain(judged.value("contact_email")).to_owned();
    let own = domain(judged.value("domain_prefix"), programme);
    // Mail into a tenant that does not exist yet would never arrive.
    if !email_domain.is_empty() && email_domain == own {
        judged.values.remove("contact_email");
        judged.problems.push(FieldProblem::plain("contact_email", "email-in-new-tenant"));
    }
    judged
}

/// The tenant's domain for a prefix.
#[must_use]
pub fn domain(prefix: &str, programme: &Programme) -> String {
    format!("{prefix}.{}", programme.domain_suffix)
}
