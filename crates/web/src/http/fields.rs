//! From the domain's field tables to the fields of a page.

use super::visit::Visit;
use crate::ui::{Choice, ErrorSummary, Field, respond};
use app::i18n::Texts;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::enrolment::form::{self, Answers, Choices, FieldProblem, Rule};
use domain::validate::Problem;

/// The words of a problem in the visitor's language.
#[must_use]
pub fn words(visit: &Visit, problem: &Problem) -> String {
    let args: Vec<(&str, &str)> = problem.args.iter().map(|(n, v)| (*n, v.as_str())).collect();
    visit
        .t()
        .format(&format!("problem-{}", problem.code), &args)
}

/// The domain a doubt about a mail address is about, as it is looked up.
#[must_use]
pub fn doubted(doubt: &Problem) -> &str {
    let domain = doubt.args.iter().find(|(name, _)| *name == "domain");
    domain.map_or("", |(_, domain)| domain)
}

/// The words of the first problem at a field.
#[must_use]
pub fn problem_at(visit: &Visit, problems: &[FieldProblem], field: &str) -> Option<String> {
    problems
        .iter()
        .find(|p| p.field == field)
        .map(|p| words(visit, &p.problem))
}

/// The fields of a form with what is wrong with each, and the list of it.
#[must_use]
pub fn judged(
    visit: &Visit,
    fields: impl IntoIterator<Item = Field>,
    problems: &[FieldProblem],
) -> (Vec<Field>, Option<ErrorSummary>) {
    let fields = fields.into_iter().map(|field| {
        let error = problem_at(visit, problems, &field.name);
        field.error(error)
    });
    let fields: Vec<_> = fields.collect();
    let errors = ErrorSummary::of(visit.t(), &fields);
    (fields, errors)
}

/// The status of a page that shows a form: 422 when something in what was sent is wrong.
#[must_use]
pub fn status<P>(problems: &[P]) -> StatusCode {
    match problems {
        [] => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

#[derive(Template)]
#[template(path = "components/answered.html")]
struct Answered<'a> {
    t: &'static Texts,
    saved: String,
    fields: &'a [Field],
}

/// What the script is answered when it has saved a form: when that was, and the fields as they would
/// stand on the page now, each with what is wrong with it. The script takes the messages over for those
/// that somebody has changed.
#[must_use]
pub fn answered(visit: &Visit, fields: &[Field]) -> Response {
    let (t, now) = (visit.t(), visit.clock(visit.app().clock.now()));
    let saved = t.format("saved-at", &[("time", &now)]);
    respond(StatusCode::OK, &Answered { t, saved, fields })
}

/// The fields of a form with what was typed and what is wrong with it.
#[must_use]
pub fn fields<'f>(
    visit: &Visit,
    specs: impl IntoIterator<Item = &'f form::Field>,
    answers: &Answers,
    problems: &[FieldProblem],
    warnings: &[FieldProblem],
) -> Vec<Field> {
    specs
        .into_iter()
        .map(|spec| field(visit, spec, answers, problems, warnings))
        .collect()
}

/// One field.
#[must_use]
pub fn field(
    visit: &Visit,
    spec: &form::Field,
    answers: &Answers,
    problems: &[FieldProblem],
    warnings: &[FieldProblem],
) -> Field {
    let t = visit.t();
    let label = t.get(format!("field-{}", spec.name));
    let value = answers.get(spec.name).map_or("", String::as_str);
    let name = spec.name;
    let mut field = match spec.rule {
        Rule::Email | Rule::CompanyEmail => Field::email(name, label),
        Rule::OrganisationPhone | Rule::Mobile | Rule::SupportPhone => Field::tel(name, label),
        Rule::WebAddress => Field::url(name, label),
        Rule::PastDate | Rule::FutureDate => Field::date(name, label),
        Rule::Amount => Field::text(name, label).inputmode("decimal").prefix("¥"),
        Rule::Number(..) => Field::text(name, label).inputmode("numeric"),
        Rule::Tick => Field::tick(name, label).checked(value == "yes"),
        Rule::Choice(choices) => chooser(visit, name, label, choices, value),
        Rule::Country => {
            let words = t.get("country-CN");
            Field::select(name, label, vec![Choice::new("CN", words).selected(true)])
        }
        _ => Field::text(name, label),
    };
    field = match spec.rule {
        Rule::NetworkId => field.inputmode("numeric").maxlength(10),
        Rule::PostalCode => field.inputmode("numeric").maxlength(6),
        Rule::OrganisationName => field.wide(),
        Rule::DomainPrefix => field
            .suffix(format!(".{}", visit.app().programme.domain_suffix))
            .maxlength(27),
        Rule::Line(_, max) if max >= 200 => field.wide(),
        _ => field,
    };
    if !matches!(spec.rule, Rule::Tick | Rule::Choice(_) | Rule::Country) {
        field = field.value(value);
    }
    let hint = format!("hint-{name}");
    if t.has(&hint) {
        field = field.hint(t.get(&hint));
    }
    if spec.required {
        field = field.required();
    }
    if let Some(autocomplete) = autocomplete(name) {
        field = field.autocomplete(autocomplete);
    }
    field
        .error(problem_at(visit, problems, name))
        .warning(problem_at(visit, warnings, name))
}

fn autocomplete(name: &str) -> Option<&'static str> {
    Some(match name {
        "legal_name" => "organization",
        "city" => "address-level2",
        "address_line1" => "address-line1",
        "address_line2" => "address-line2",
        "postal_code" => "postal-code",
        "family_name" => "family-name",
        "given_name" => "given-name",
        "contact_email" => "email",
        "mobile" => "tel",
        _ => return None,
    })
}

fn chooser(
    visit: &Visit,
    name: &'static str,
    label: crate::ui::Text,
    choices: Choices,
    value: &str,
) -> Field {
    let (t, language) = (visit.t(), visit.language());
    let programme = &visit.app().programme;
    let choice = |v: &str, words: String| Choice::new(v.to_owned(), words).selected(v == value);
    let blank = || Choice::new("", t.get("choose")).selected(value.is_empty());
    match choices {
        Choices::Provinces => {
            let all = programme.provinces().iter();
            let all = all.map(|p| choice(&p.iso, p.name.get(language).to_owned()));
            Field::select(name, label, std::iter::once(blank()).chain(all).collect())
        }
        Choices::RegistrationTypes => {
            let all = programme.registration_types.iter();
            let all = all.map(|p| choice(&p.code, p.name.get(language).to_owned()));
            Field::select(name, label, std::iter::once(blank()).chain(all).collect()).wide()
        }
        Choices::Languages => {
            let all = programme.languages().iter();
            let all = all.map(|l| choice(l.tag(), l.own_name().to_owned()));
            Field::select(name, label, all.collect())
        }
        Choices::TaxpayerTypes => {
            let all = form::TAXPAYER_TYPES.iter();
            let all = all.map(|v| choice(v, t.get(format!("taxpayer-{v}")).into_owned()));
            Field::select(name, label, std::iter::once(blank()).chain(all).collect())
        }
        Choices::YesOrNo => {
            let all = form::YES_OR_NO.iter();
            let all = all.map(|v| choice(v, t.get(*v).into_owned()));
            Field::select(name, label, std::iter::once(blank()).chain(all).collect())
        }
        Choices::AgentSettings | Choices::AdminSettings => {
            let all = choices.values(programme).into_iter().map(|v| {
                let about = match (v.as_str(), choices) {
                    ("none", Choices::AgentSettings) => t.get("setting-agent-none"),
                    ("none", _) => t.get("setting-admin-none"),
                    _ => t.get(format!("role-{v}-about")),
                };
                choice(&v, t.get(format!("role-{v}")).into_owned()).hint(about)
            });
            Field::radio(name, label, all.collect()).wide()
        }
        Choices::BusinessModels => {
            let all = programme.business_models.iter();
            let all = all.map(|m| {
                let choice = choice(m.id.as_str(), m.name.get(language).to_owned())
                    .hint(m.description.get(language).to_owned());
                if m.enabled { choice } else { choice.disabled() }
            });
            Field::radio(name, label, all.collect()).wide()
        }
    }
}

/// A stored answer as people read it: names instead of codes, money and telephones with spaces.
#[must_use]
pub fn shown(visit: &Visit, field: &str, value: &str) -> String {
    let spec = domain::enrolment::sections::FIELDS
        .iter()
        .chain(domain::enrolment::details::FIELDS)
        .find(|f| f.name == field);
    let (t, language, programme) = (visit.t(), visit.language(), &visit.app().programme);
    match spec.map(|spec| spec.rule) {
        Some(Rule::Choice(Choices::Provinces)) => programme
            .province(value)
            .map_or(value, |p| p.name.get(language))
            .to_owned(),
        Some(Rule::Choice(Choices::RegistrationTypes)) => programme
            .registration_type(value)
            .map_or(value, |p| p.name.get(language))
            .to_owned(),
        Some(Rule::Choice(Choices::BusinessModels)) => programme
            .business_models
            .iter()
            .find(|m| m.id.as_str() == value)
            .map_or(value, |m| m.name.get(language))
            .to_owned(),
        Some(Rule::Choice(Choices::TaxpayerTypes)) if !value.is_empty() => {
            t.get(format!("taxpayer-{value}")).into_owned()
        }
        Some(Rule::Choice(Choices::YesOrNo)) if !value.is_empty() => t.get(value).into_owned(),
        Some(Rule::OrganisationPhone | Rule::Mobile | Rule::SupportPhone) => {
            domain::validate::phone::display(value)
        }
        Some(Rule::PastDate | Rule::FutureDate) => value.parse().map_or_else(
            |_| value.to_owned(),
            |date| crate::ui::format::date(t, date),
        ),
        Some(Rule::Amount) => domain::validate::amount_cny(value).map_or_else(
            |_| value.to_owned(),
            |minor| domain::money::Money::new(minor, domain::money::Currency::CNY).to_string(),
        ),
        Some(Rule::Tick) => t.get("yes").into_owned(),
        _ => value.to_owned(),
    }
}
