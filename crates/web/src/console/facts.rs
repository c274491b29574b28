//! What an applicant answered, by section, as people read it.

use crate::http::Visit;
use crate::ui::{Check, Pair, Text, format};
use domain::enrolment::form::{Answers, Choices, Rule};
use domain::enrolment::sections::{self, SECTIONS};
use domain::money::{Currency, Money};
use domain::validate::phone;

/// One section of the form.
pub(super) struct Section {
    /// Its name.
    pub(super) title: Text,
    /// Label and answer of each field.
    pub(super) pairs: Vec<Pair>,
    /// What was agreed to.
    pub(super) ticks: Vec<Check>,
}

/// All sections that have fields.
pub(super) fn all(visit: &Visit, answers: &Answers) -> Vec<Section> {
    let filled = |section: &Section| !(section.pairs.is_empty() && section.ticks.is_empty());
    SECTIONS
        .iter()
        .map(|name| section(visit, name, answers))
        .filter(filled)
        .collect()
}

/// The answers of one section.
pub(super) fn section(visit: &Visit, name: &str, answers: &Answers) -> Section {
    let t = visit.t();
    let mut section = Section {
        title: t.get(format!("section-{name}")),
        pairs: Vec::new(),
        ticks: Vec::new(),
    };
    for field in sections::fields(name) {
        let label = t.get(format!("field-{}", field.name));
        let typed = answers.get(field.name).map_or("", |v| v.trim());
        if field.rule == Rule::Tick {
            let done = typed == "yes";
            section.ticks.push(Check {
                label,
                done,
                ..Check::default()
            });
            continue;
        }
        let value = match typed {
            "" => t.get("console-not-given").into_owned(),
            typed => shown(visit, field.rule, typed),
        };
        let pair = Pair::new(label, value);
        // What a reviewer looks up elsewhere.
        let copies = matches!(field.rule, Rule::CreditCode | Rule::NetworkId) && !typed.is_empty();
        section.pairs.push(if copies { pair.copy() } else { pair });
    }
    section
}

/// What a company states that a registry knows too.
pub(super) fn stated(visit: &Visit, answers: &Answers) -> Vec<Pair> {
    let t = visit.t();
    let given = |name: &str| answers.get(name).map_or("", |v| v.trim());
    let readable = |name: &str| {
        let spec = sections::FIELDS.iter().find(|field| field.name == name);
        match (given(name), spec) {
            ("", _) | (_, None) => t.get("console-not-given").into_owned(),
            (typed, Some(spec)) => shown(visit, spec.rule, typed),
        }
    };
    let address = [
        "province",
        "city",
        "district",
        "address_line1",
        "address_line2",
    ]
    .into_iter()
    .filter(|name| !given(name).is_empty())
    .map(readable)
    .collect::<Vec<_>>()
    .join(" ");
    let pair = |name: &str| Pair::new(t.get(format!("field-{name}")), readable(name));
    vec![
        pair("legal_name"),
        pair("credit_code"),
        pair("legal_representative"),
        Pair::new(t.get("registry-field-address"), address),
        pair("registered_capital"),
        pair("established_on"),
    ]
}

/// An amount of the form in minor units.
pub(super) fn amount(answers: &Answers, field: &str) -> Option<i64> {
    let typed = answers.get(field)?;
    Money::parse(typed.trim(), Currency::CNY)
        .ok()
        .map(|money| money.minor)
}

/// One answer; what cannot be read is shown as it was typed.
fn shown(visit: &Visit, rule: Rule, typed: &str) -> String {
    let (t, language) = (visit.t(), visit.language());
    let programme = &visit.app().programme;
    let named = |id: String| t.has(&id).then(|| t.get(&id).into_owned());
    let words = match rule {
        Rule::Choice(Choices::Provinces) => programme
            .province(typed)
            .map(|p| p.name.get(language).to_owned()),
        Rule::Choice(Choices::RegistrationTypes) => programme
            .registration_type(typed)
            .map(|r| r.name.get(language).to_owned()),
        Rule::Choice(Choices::BusinessModels) => {
            let model = programme
                .business_models
                .iter()
                .find(|m| m.id.as_str() == typed);
            model.map(|m| m.name.get(language).to_owned())
        }
        Rule::Choice(Choices::TaxpayerTypes) => named(format!("taxpayer-{typed}")),
        Rule::Choice(Choices::YesOrNo) => named(typed.to_owned()),
        Rule::Country => named(format!("country-{typed}")),
        Rule::Amount => Money::parse(typed, Currency::CNY)
            .ok()
            .map(|money| format::money(money.minor, &programme.currency.code)),
        Rule::PastDate | Rule::FutureDate => typed.parse().ok().map(|date| format::date(t, date)),
        Rule::OrganisationPhone | Rule::Mobile | Rule::SupportPhone => Some(phone::display(typed)),
        _ => None,
    };
    words.unwrap_or_else(|| typed.to_owned())
}
