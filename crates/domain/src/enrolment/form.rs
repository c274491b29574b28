//! Forms as data: which fields there are, what each must hold, and how a set of answers is judged.
//!
//! The portal renders these tables, the walkthrough fills them, the console shows them: a field is
//! described once.

use crate::money::{Currency, Money};
use crate::programme::Programme;
use crate::validate::{self, Checked, Problem};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What was typed, by field name. Absent and empty mean the same.
pub type Answers = BTreeMap<String, String>;

/// What a field must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// One line of text of so many characters.
    Line(usize, usize),
    /// Legal name of an organisation.
    OrganisationName,
    /// The same in ASCII.
    LatinName,
    /// Family or given name.
    PersonName,
    /// Full name of a person.
    FullName,
    /// Unified social credit code.
    CreditCode,
    /// Postal code of the province in field `province`.
    PostalCode,
    /// Mobile or landline in China.
    OrganisationPhone,
    /// Mobile in China.
    Mobile,
    /// Any telephone in China, 400/800/95 numbers included.
    SupportPhone,
    /// E-mail address.
    Email,
    /// E-mail address that is not from a webmail service.
    CompanyEmail,
    /// Public https address.
    WebAddress,
    /// Prefix of the tenant's domain.
    DomainPrefix,
    /// Local part of a sign-in name.
    UserName,
    /// Partner-network ID.
    NetworkId,
    /// Calendar date not after today.
    PastDate,
    /// Calendar date not before today.
    FutureDate,
    /// Amount in the programme's currency, kept as `60000.00`.
    Amount,
    /// Whole number between two bounds.
    Number(u32, u32),
    /// Account number at a bank.
    BankAccount,
    /// One of the programme's values.
    Choice(Choices),
    /// A box that must be ticked; holds `yes`.
    Tick,
    /// The programme's country.
    Country,
}

/// Lists a choice is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choices {
    /// Provinces, by ISO code.
    Provinces,
    /// The programme's languages.
    Languages,
    /// Enabled business models.
    BusinessModels,
    /// Kinds of registered company.
    RegistrationTypes,
    /// Kinds of taxpayer.
    TaxpayerTypes,
}

/// Kinds of taxpayer in China.
pub const TAXPAYER_TYPES: [&str; 2] = ["general", "small-scale"];

/// One field of a form.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name in requests, in the database and in locale keys (`field-<name>`).
    pub name: &'static str,
    /// The section it belongs to (`section-<name>`).
    pub section: &'static str,
    /// What it must hold.
    pub rule: Rule,
    /// Whether it may stay empty.
    pub required: bool,
}

/// A problem at a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field's name.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
}

impl FieldProblem {
    /// A problem at a field.
    #[must_use]
    pub fn new(field: &str, problem: Problem) -> Self {
        Self { field: field.to_owned(), problem }
    }

    /// A problem without variables at a field.
    #[must_use]
    pub fn plain(field: &str, code: &'static str) -> Self {
        Self::new(field, Problem::new(code))
    }
}

/// The judgement on a set of answers.
#[derive(Debug, Clone, Default)]
pub struct Judged {
    /// Normalised values of the fields that passed.
    pub values: Answers,
    /// What stands in the way.
    pub problems: Vec<FieldProblem>,
    /// What looks odd but may be right.
    pub warnings: Vec<FieldProblem>,
}

impl Judged {
    /// Whether a field has a problem.
    #[must_use]
    pub fn failed(&self, field: &str) -> bool {
        self.problems.iter().any(|p| p.field == field)
    }

    /// The normalised value of a field, empty when absent.
    #[must_use]
    pub fn value(&self, field: &str) -> &str {
        self.values.get(field).map_or("", String::as_str)
    }
}

/// Judges the answers to some fields. Answers to other fields are ignored.
#[must_use]
pub fn judge<'f>(
    fields: impl IntoIterator<Item = &'f Field>,
    answers: &Answers,
    programme: &Programme,
    today: Date,
) -> Judged {
    let mut judged = Judged::default();
    let province = answers.get("province").map_or("", String::as_str);
    for field in fields {
        let answer = answers.get(field.name).map_or("", String::as_str);
        if answer.trim().is_empty() {
            if field.required {
                let code = if field.rule == Rule::Tick { "tick-required" } else { "required" };
                judged.problems.push(FieldProblem::plain(field.name, code));
            }
            continue;
        }
        match field.rule.check(answer, province, programme, today) {
            Ok(checked) => {
                judged.values.insert(field.name.to_owned(), checked.value);
                let warnings =
                    checked.warnings.into_iter().map(|w| FieldProblem::new(field.name, w));
                judged.warnings.extend(warnings);
            }
            Err(problem) => judged.problems.push(FieldProblem::new(field.name, problem)),
        }
    }
    judged
}

impl Rule {
    /// Checks one answer that is not empty.
    ///
    /// # Errors
    /// The [`Problem`] to show at the field.
    pub fn check(
        self,
        answer: &str,
        province: &str,
        programme: &Programme,
        today: Date,
    ) -> Result<Checked, Problem> {
        let province = validate::province::by_iso(province);
        let registration = &programme.registration;
        match self {
            Self::Line(min, max) => validate::text::line(answer, min, max),
            Self::OrganisationName => validate::name::organisation_name(answer),
            Self::LatinName => validate::name::latin_name(answer),
            Self::PersonName | Self::FullName => validate::name::person_name(answer),
            Self::CreditCode => validate::uscc::check(answer, province),
            Self::PostalCode => validate::postal_code(answer, province),
            Self::OrganisationPhone => validate::phone::organisation_phone(answer).map(|p| p.e164.into()),
            Self::Mobile => validate::phone::mobile(answer).map(|p| p.e164.into()),
            Self::SupportPhone => validate::phone::support_phone(answer).map(|p| p.e164.into()),
            Self::Email => validate::email(answer),
            Self::CompanyEmail => {
                validate::company_email(answer, &registration.webmail_domains)
            }
            Self::WebAddress => validate::web_url(answer),
            Self::DomainPrefix => {
                validate::domain_prefix(answer, &registration.reserved_domain_prefixes)
                    
            }
            Self::UserName => validate::user_name(answer),
            Self::NetworkId => validate::network_id(answer),
            Self::PastDate | Self::FutureDate => {
                let date = validate::date(answer)?;
                match self {
                    Self::PastDate if date > today => Err(Problem::new("date-in-future")),
                    Self::FutureDate if date < today => Err(Problem::new("date-in-past")),
                    _ => Ok(date.to_string().into()),
                }
            }
            Self::Amount => validate::amount_cny(answer)
                .map(|minor| Money::new(minor, Currency::CNY).plain().into()),
            Self::Number(min, max) => {
                validate::whole_number(answer, min.into(), max.into()).map(|n| n.to_string().into())
            }
            Self::BankAccount => validate::bank_account(answer),
            Self::Choice(choices) => {
                let answer = answer.trim();
                if choices.values(programme).iter().any(|v| v == answer) {
                    Ok(answer.to_owned().into())
                } else {
                    Err(Problem::new("choice-unknown"))
                }
            }
            Self::Tick if answer == "yes" => Ok("yes".to_owned().into()),
            Self::Tick => Err(Problem::new("tick-required")),
            Self::Country if answer == programme.country => Ok(answer.to_owned().into()),
            Self::Country => Err(Problem::new("country-fixed")),
        }
    }
}

impl Choices {
    /// The values that may be chosen now.
    #[must_use]
    pub fn values(self, programme: &Programme) -> Vec<String> {
        match self {
            Self::Provinces => programme.provinces().iter().map(|p| p.iso.clone()).collect(),
            Self::Languages => {
                programme.languages().iter().map(|l| l.tag().to_owned()).collect()
            }
            Self::BusinessModels => programme
                .business_models
                .iter()
                .filter(|m| m.enabled)
                .map(|m| m.id.as_str().to_owned())
                .collect(),
            Self::RegistrationTypes => {
                programme.registration_types.iter().map(|t| t.code.clone()).collect()
            }
            Self::TaxpayerTypes => TAXPAYER_TYPES.map(str::to_owned).to_vec(),
        }
    }
}
