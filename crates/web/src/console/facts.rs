//! What an applicant answered, by section, as people read it.

use crate::http::Visit;
use crate::ui::{Pair, Text, format};
use domain::enrolment::form::{Answers, Choices, Field, Rule};
use domain::enrolment::sections::{self, SECTIONS};
use domain::money::{Currency, Money};
use domain::validate::phone;

/// One section of the form.
pub(super) struct Section {
    /// Its name.
    pub(super) title: Text,
    /// Label and answer of each field.
    pub(super) pairs: Vec<Pair>,
}

/// All sections that have fields.
pub(super) fn all(visit: &Visit, answers: &Answers) -> Vec<Section> {
    SECTIONS
        .iter()
        .map(|name| Section {
            title: visit.t().get(&format!("section-{name}")),
            pairs: section(visit, name, answers),
        })
        .filter(|section| !section.pairs.is_empty())
        .collect()
}

/// The answers of one section.
pub(super) fn section(visit: &Visit, name: &str, answers: &Answers) -> Vec<Pair> {
    let pair = |field: &Field| {
        let typed = answers.get(field.name).map_or("", |v| v.trim());
        let value = if typed.is_empty() && field.rule != Rule::Tick {
            visit.t().get("console-not-given").into_owned()
        } else {
            shown(visit, field.rule, typed)
        };
        let pair = Pair::new(visit.t().get(&format!("field-{}", field.name)), value);
        // What a reviewer looks up elsewhere.
        if matches!(field.rule, Rule::CreditCode | Rule::NetworkId) && !typed.is_empty() {
            pair.copy()
        } else {
            pair
        }
    };
    sections::fields(name).map(pair).collect()
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
        Rule::Country => named(format!("country-{typed}")),
        Rule::Amount => Money::parse(typed, Currency::CNY)
            .ok()
            .map(|money| format::money(money.minor, &programme.currency.code)),
        Rule::PastDate | Rule::FutureDate => typed.parse().ok().map(|date| format::date(t, date)),
        Rule::OrganisationPhone | Rule::Mobile | Rule::SupportPhone => Some(phone::display(typed)),
        Rule::Tick => Some(
            t.get(if typed == "yes" { "yes" } else { "no" })
                .into_owned(),
        ),
        _ => None,
    };
    words.unwrap_or_else(|| typed.to_owned())
}
