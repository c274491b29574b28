//! Forms as data: which fields there are, what each must hold, and how a set of answers is judged.
//!
//! The portal renders these tables, the walkthrough fills them, the console shows them: a field is
//! described once.

use crate::caller::{AdminSetting, AgentSetting};
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
    /// Yes or no.
    YesOrNo,
    /// What a user may see of customers.
    AgentSettings,
    /// What a user may do to the company's account.
    AdminSettings,
}

/// Kinds of taxpayer in China.
pub const TAXPAYER_TYPES: [&str; 2] = ["general", "small-scale"];

/// Answers to a question that is not a consent.
pub const YES_OR_NO: [&str; 2] = ["no", "yes"];

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

impl Field {
    /// A field of a section.
    #[must_use]
    pub const fn new(
        name: &'static str,
        section: &'static str,
        rule: Rule,
        required: bool,
    ) -> Self {
        Self {
            name,
            section,
            rule,
            required,
        }
    }
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
        Self {
            field: field.to_owned(),
            problem,
        }
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
                let code = if field.rule == Rule::Tick {
                    "tick-required"
                } else {
                    "required"
                };
                judged.problems.push(FieldProblem::plain(field.name, code));
            }
            continue;
        }
        match field.rule.check(answer, province, programme, today) {
            Ok(checked) => {
                judged.values.insert(field.name.to_owned(), checked.value);
                let warnings = checked
                    .warnings
                    .into_iter()
                    .map(|w| FieldProblem::new(field.name, w));
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
            Self::OrganisationPhone => {
                validate::phone::organisation_phone(answer).map(|p| p.e164.into())
            }
            Self::Mobile => validate::phone::mobile(answer).map(|p| p.e164.into()),
            Self::SupportPhone => validate::phone::support_phone(answer).map(|p| p.e164.into()),
            Self::Email => validate::email(answer),
            Self::CompanyEmail => validate::company_email(answer, &registration.webmail_domains),
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
            Self::Provinces => programme
                .provinces()
                .iter()
                .map(|p| p.iso.clone())
                .collect(),
            Self::Languages => programme
                .languages()
                .iter()
                .map(|l| l.tag().to_owned())
                .collect(),
            Self::BusinessModels => programme
                .business_models
                .iter()
                .filter(|m| m.enabled)
                .map(|m| m.id.as_str().to_owned())
                .collect(),
            Self::RegistrationTypes => programme
                .registration_types
                .iter()
                .map(|t| t.code.clone())
                .collect(),
            Self::TaxpayerTypes => TAXPAYER_TYPES.map(str::to_owned).to_vec(),
            Self::YesOrNo => YES_OR_NO.map(str::to_owned).to_vec(),
            Self::AgentSettings => texts(AgentSetting::ALL.iter().map(|s| s.text())),
            Self::AdminSettings => texts(AdminSetting::ALL.iter().map(|s| s.text())),
        }
    }
}

fn texts<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    texts.map(str::to_owned).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::programme::china_csp;
    use proptest::test_runner::{Config, TestRunner};

    pub(in crate::enrolment) const TODAY: Date = jiff::civil::date(2026, 3, 2);

    pub(in crate::enrolment) fn answers(pairs: &[(&str, &str)]) -> Answers {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    /// What people, programs and attackers put into fields.
    fn hostile() -> Vec<String> {
        let mut inputs: Vec<String> = [
            "😀",
            "👩‍👩‍👧‍👦👩‍👩‍👧‍👦",
            "\u{7}bell",
            "a\u{0}b",
            "\u{1b}[31mred",
            "\u{202e}moc.elpmaxe",
            "a\u{200f}b",
            "\u{feff}x",
            "a\u{200b}b",
            "\u{2066}x\u{2069}",
            "ＡＢＣ１２３",
            "９１３３０１０６ＭＡＴＴ００００１Ｘ",
            "１９９００００００００",
            "<script>alert(1)</script>",
            "<b>杭州</b>",
            "&lt;&amp;",
            "\"><img src=x>",
            "'; DROP TABLE account;--",
            "Robert'); DELETE FROM tenant WHERE ('1'='1",
            "=1+1|cmd",
            "@SUM(A1)",
            "{{7*7}}",
            "${jndi:ldap://x}",
            "../../etc/passwd",
            "%00%0a",
            "a\nb",
            "a\r\nb",
            "\t",
            " ",
            "\u{3000}",
            "\u{a0}",
            "-",
            "0",
            "-1",
            "1e9",
            "NaN",
            "∞",
            "٣",
            "½",
            "é",
            "e\u{301}",
            "yes ",
            "YES",
            "true",
            "on",
            "null",
            "undefined",
            "CN ",
            "cn",
            "zh-Hans ",
            "ZJ ",
            "javascript:alert(1)",
            "https://localhost/",
            "https://169.254.169.254/",
            "http://a.example",
            "a@b",
            "a@b@c.example",
            "\"a b\"@c.example",
            "a@xn--.example",
            "0571-5555011100000000000",
            "2026-02-30",
            "0000-00-00",
            "9999-12-31",
            "+86",
            "+1 555 0100",
            "𝟏𝟐𝟑",
            "İ",
            "ﬁ",
            "\u{1F1E8}\u{1F1F3}",
        ]
        .map(str::to_owned)
        .to_vec();
        for unit in ["1", "汉", " "] {
            inputs.push(unit.repeat(1_000_000 / unit.len()));
        }
        inputs
    }

    /// Puts an answer into one field of a right form and looks at the judgement: a problem at the
    /// field or an accepted value, never both; an accepted value is final; other fields keep theirs.
    fn try_one(
        field: &Field,
        input: &str,
        right: &Answers,
        judge: &dyn Fn(&Answers) -> Judged,
        related: &[(&str, &str)],
    ) {
        let mut answers = right.clone();
        answers.insert(field.name.to_owned(), input.to_owned());
        let judged = judge(&answers);
        let shown: String = input.chars().take(40).collect();
        let problem = judged.problems.iter().find(|p| p.field == field.name);
        match (problem, judged.values.get(field.name)) {
            (Some(_), None) => {}
            (None, Some(value)) => {
                // What is taken as it is has been judged just now.
                if value != input {
                    answers.insert(field.name.to_owned(), value.clone());
                    let again = judge(&answers);
                    assert_eq!(
                        (again.values.get(field.name), &again.problems),
                        (Some(value), &judged.problems),
                        "{} of {shown:?}",
                        field.name
                    );
                }
                assert!(
                    value.chars().count() <= 2000,
                    "{} keeps {} characters",
                    field.name,
                    value.len()
                );
                assert!(
                    !value.chars().any(char::is_control),
                    "{} keeps control characters",
                    field.name
                );
            }
            (None, None) => {
                assert!(
                    !field.required && input.trim().is_empty(),
                    "{} of {shown:?} is lost",
                    field.name
                );
            }
            (Some(_), Some(_)) => panic!("{} of {shown:?} is both", field.name),
        }
        for other in judged.problems.iter().filter(|p| p.field != field.name) {
            let related = related.contains(&(field.name, &other.field));
            assert!(related, "{shown:?} in {} gives {other:?}", field.name);
        }
        for (name, value) in right.iter().filter(|(name, _)| *name != field.name) {
            let related = related.contains(&(field.name, name));
            assert!(
                related || judged.values.contains_key(name),
                "{} takes {name}={value} away",
                field.name
            );
        }
    }

    /// Tries hostile and random answers at every field. `related` names pairs of fields of which
    /// the first decides about the second.
    pub(in crate::enrolment) fn withstands(
        fields: &[Field],
        right: &Answers,
        judge: &dyn Fn(&Answers) -> Judged,
        related: &[(&str, &str)],
    ) {
        let judged = judge(right);
        assert_eq!((&judged.problems, &judged.warnings), (&vec![], &vec![]));
        let hostile = hostile();
        for field in fields {
            for input in &hostile {
                try_one(field, input, right, judge, related);
            }
            let mut missing = right.clone();
            missing.remove(field.name);
            let at: Vec<_> = judge(&missing)
                .problems
                .into_iter()
                .filter(|p| p.field == field.name)
                .collect();
            let code = if field.rule == Rule::Tick {
                "tick-required"
            } else {
                "required"
            };
            let wanted = if field.required {
                vec![FieldProblem::plain(field.name, code)]
            } else {
                vec![]
            };
            assert_eq!(at, wanted);
        }
        let mut runner = TestRunner::new(Config::with_cases(200));
        let random = (0..fields.len(), proptest::prelude::any::<String>());
        runner
            .run(&random, |(n, input)| {
                try_one(&fields[n], &input, right, judge, related);
                Ok(())
            })
            .unwrap();
    }

    #[test]
    fn no_two_fields_of_a_form_share_a_name() {
        for fields in [
            crate::enrolment::details::FIELDS,
            crate::enrolment::sections::FIELDS,
        ] {
            let names: std::collections::HashSet<_> = fields.iter().map(|f| f.name).collect();
            assert_eq!(names.len(), fields.len());
        }
    }

    #[test]
    fn every_choice_is_taken_and_nothing_else() {
        let programme = china_csp().unwrap();
        let all = [
            Choices::Provinces,
            Choices::Languages,
            Choices::BusinessModels,
            Choices::RegistrationTypes,
            Choices::TaxpayerTypes,
            Choices::YesOrNo,
        ];
        for choices in all {
            let rule = Rule::Choice(choices);
            let values = choices.values(&programme);
            assert!(!values.is_empty(), "{choices:?}");
            for value in &values {
                assert_eq!(
                    rule.check(value, "", &programme, TODAY).unwrap().value,
                    *value
                );
            }
            for wrong in ["", "x", "*", &values.join(",")] {
                if !values.iter().any(|v| v == wrong) {
                    let refused = rule.check(wrong, "", &programme, TODAY).unwrap_err();
                    assert_eq!(refused.code, "choice-unknown");
                }
            }
        }
    }
}
