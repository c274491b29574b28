//! What somebody has written and a form could not take, because the state had moved on meanwhile or
//! something was away: the page that says so shows it, to be taken along.

use super::Visit;
use crate::ui::{Kept, Text};
use domain::enrolment::form::{Field, Rule};
use domain::enrolment::{details, sections};

/// What fields for free text are called, as a whole or in part (`text-3`, `approval_decline`).
const FREE: [&str; 12] = [
    "answer", "comment", "decline", "details", "effect", "note", "question", "reason", "summary",
    "text", "tried", "why",
];

/// What was typed into the form that was sent. Choices, ticks and what the page itself put in are
/// left out: they are quickly done again.
pub(super) fn of(visit: &Visit) -> Vec<Kept> {
    let typed = visit.typed().into_iter();
    typed
        .filter(|(_, value)| !value.trim().is_empty())
        .filter_map(|(name, value)| {
            Some(Kept {
                label: label(visit, &name)?,
                lines: value.lines().map(str::to_owned).collect(),
            })
        })
        .collect()
}

fn label(visit: &Visit, name: &str) -> Option<Text> {
    let t = visit.t();
    if name.split(['-', '_']).any(|part| FREE.contains(&part)) {
        return Some(t.get("kept-text"));
    }
    let written = |f: &&Field| f.name == name && !matches!(f.rule, Rule::Choice(_) | Rule::Tick);
    let field = details::FIELDS
        .iter()
        .chain(sections::FIELDS)
        .find(written)?;
    Some(t.get(format!("field-{}", field.name)))
}
