//! The fields of a customer's profile, in a page and from a page.

use crate::http::{Form, Visit, fields};
use crate::ui::{Choice, Field, Pair};
use domain::customers::{NEW, PROFILE, culture_of};
use domain::enrolment::form::{Answers, Field as Spec, FieldProblem};
use domain::language::Language;
use domain::validate::phone;
use store::customers::Customer;

/// What a new customer begins with.
pub(super) fn blank() -> Answers {
    [("country", "CN"), ("language", "zh-Hans")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
}

/// What was typed. The culture follows the language, unless it is one of it already.
pub(crate) fn typed(form: &Form, with_new: bool) -> Answers {
    let mut typed = form.answers();
    let new: &[Spec] = if with_new { NEW } else { &[] };
    typed.retain(|name, _| PROFILE.iter().chain(new).any(|f| f.name == name));
    let language = typed
        .get("language")
        .and_then(|tag| Language::from_tag(tag));
    let culture = typed.get("culture").and_then(|tag| Language::from_tag(tag));
    if let Some(language) = language
        && culture != Some(language)
    {
        typed.insert("culture".to_owned(), culture_of(language).to_owned());
    }
    typed
}

/// Fields that were sent twice.
pub(crate) fn repeated(form: &Form, with_new: bool) -> Vec<FieldProblem> {
    let mut repeated = form.repeated(PROFILE);
    if with_new {
        repeated.extend(form.repeated(NEW));
    }
    repeated
}

/// What is stored of a customer, as its form holds it.
pub(crate) fn stored(customer: &Customer) -> Answers {
    let language = Language::from_tag(&customer.language).map_or("", Language::tag);
    [
        ("company_name", customer.company_name.clone()),
        ("country", customer.country.clone()),
        ("province", customer.province.clone()),
        ("city", customer.city.clone()),
        ("district", customer.district.clone()),
        ("address1", customer.address1.clone()),
        ("address2", customer.address2.clone()),
        ("postal_code", customer.postal_code.clone()),
        ("family_name", customer.family_name.clone()),
        ("given_name", customer.given_name.clone()),
        ("email", customer.email.clone()),
        ("phone", phone::display(&customer.phone)),
        ("language", language.to_owned()),
        ("culture", customer.culture.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

/// The fields of one section, `company` or `contact`, of a new customer or of one that is there.
pub(crate) fn section(
    visit: &Visit,
    section: &str,
    with_new: bool,
    answers: &Answers,
    problems: &[FieldProblem],
) -> Vec<Field> {
    let new: &[Spec] = if with_new { NEW } else { &[] };
    let (first, rest) = PROFILE.split_at(1);
    let specs = first.iter().chain(new).chain(rest);
    specs
        .filter(|spec| spec.section == section && spec.name != "culture")
        .map(|spec| field(visit, spec, answers, problems))
        .collect()
}

fn field(visit: &Visit, spec: &Spec, answers: &Answers, problems: &[FieldProblem]) -> Field {
    let t = visit.t();
    let mut field = fields::field(visit, spec, answers, problems, &[]);
    match spec.name {
        "company_name" => {
            field.label = t.get("field-legal_name");
            field = field.hint(t.get("hint-legal_name"));
        }
        "credit_code" => field = field.hint(t.get("customer-credit-code-hint")),
        "domain_prefix" => field = field.hint(t.get("customer-domain-hint")),
        "phone" => {
            field.label = t.get("customer-phone");
            field.hint = None;
        }
        "email" => field = field.hint(t.get("customer-email-hint")),
        "language" => {
            let chosen = answers.get("language").map_or("", String::as_str);
            let all = visit.app().programme.languages();
            let all = all
                .iter()
                .map(|l| Choice::new(l.tag(), l.own_name()).selected(l.tag() == chosen));
            field = Field::select("language", t.get("customer-language"), all.collect())
                .error(fields::problem_at(visit, problems, "language"))
                .required();
        }
        _ => {}
    }
    field
}

/// A contact's name.
pub(super) fn person(visit: &Visit, answers: &Answers) -> String {
    let get = |name: &str| answers.get(name).map_or("", String::as_str);
    let latin = get("family_name").is_ascii() && get("given_name").is_ascii();
    let space = if latin || visit.language() == Language::En {
        " "
    } else {
        ""
    };
    format!("{}{space}{}", get("family_name"), get("given_name"))
}

/// A profile as people read it.
pub(crate) fn pairs(visit: &Visit, answers: &Answers) -> Vec<Pair> {
    let t = visit.t();
    let get = |name: &str| answers.get(name).map_or("", String::as_str);
    let province = visit.app().programme.province(get("province"));
    let province = province.map_or(get("province"), |p| p.name.get(visit.language()));
    let parts = [get("address1"), get("address2")];
    let street: Vec<_> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    let place = [province, get("city"), get("district")];
    let place: Vec<_> = place.into_iter().filter(|p| !p.is_empty()).collect();
    let address = format!(
        "{} · {} · {}",
        place.join(" "),
        street.join(" "),
        get("postal_code")
    );
    let person = person(visit, answers);
    let language = Language::from_tag(get("language")).map_or(get("language"), |l| l.own_name());
    let mut pairs = vec![Pair::new(
        t.get("field-legal_name"),
        get("company_name").to_owned(),
    )];
    for (label, value) in [
        ("field-credit_code", get("credit_code").to_owned()),
        ("customer-address", address),
        ("customer-contact", person),
        ("field-email", get("email").to_owned()),
        ("customer-phone", phone::display(get("phone"))),
        ("customer-language", language.to_owned()),
    ] {
        if !value.is_empty() {
            pairs.push(Pair::new(t.get(label), value));
        }
    }
    pairs
}
