//! The profiles of a partner, as its own people and the operator's read them.

use super::fields::shown;
use super::visit::Visit;
use crate::ui::{Pair, Text};
use domain::enrolment::sections;
use domain::language::Language;
use store::accounts::ProfileField;

/// The profile's name, its title and what it holds, in the order of the application form; a profile
/// without anything is left out.
pub type Profile = (&'static str, Text, Vec<Pair>);

/// Makes them.
#[must_use]
pub fn profiles(visit: &Visit, fields: &[ProfileField]) -> Vec<Profile> {
    let t = visit.t();
    let label = |field: &str| {
        let known = format!("field-{field}");
        if t.has(&known) {
            t.get(known)
        } else {
            t.get(format!("profile-{field}"))
        }
    };
    let profile = |name: &'static str| {
        let mut held: Vec<_> = fields.iter().filter(|f| f.profile == name).collect();
        held.sort_by_key(|f| place(&f.field));
        let pairs: Vec<_> = held
            .into_iter()
            .map(|f| Pair::new(label(&f.field), value(visit, f)))
            .collect();
        (!pairs.is_empty()).then(|| (name, t.get(format!("profile-title-{name}")), pairs))
    };
    ["legal", "billing", "organisation", "support"]
        .into_iter()
        .filter_map(profile)
        .collect()
}

fn value(visit: &Visit, f: &ProfileField) -> String {
    match (f.field.as_str(), Language::from_tag(&f.value)) {
        ("language", Some(language)) => language.own_name().to_owned(),
        _ => shown(visit, &f.field, &f.value),
    }
}

/// Where the application form asks for it; what it does not ask for comes last.
fn place(field: &str) -> usize {
    let asked = sections::FIELDS.iter().position(|f| f.name == field);
    asked.unwrap_or(usize::MAX)
}
