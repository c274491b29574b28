//! Answers beside our own description: a client made from `/openapi.json` finds what it was told,
//! and nothing it was not.

use super::short;
use super::story::Told;
use serde_json::Value;
use std::collections::BTreeMap;
use web::api::openapi::SHAPES;

/// Compares all answers with `shapes.json`.
pub(super) fn compare(told: &BTreeMap<&'static str, Told>, problems: &mut Vec<String>) {
    // What is refused has the document of every refusal.
    for (id, told) in told.iter().filter(|(_, told)| told.status < 400) {
        if SHAPES.answers.contains_key(*id) {
            one(id, &told.body, problems);
        } else if !told.body.is_null() && web::api::all().any(|op| op.id == *id) {
            problems.push(format!(
                "{id}: say in shapes.json of what kind its answer is"
            ));
        }
    }
}

/// Compares one answer.
pub(in crate::api) fn one(id: &str, body: &Value, problems: &mut Vec<String>) {
    let Some(kind) = SHAPES.answers.get(id) else {
        return;
    };
    let list = kind.starts_with('[');
    fits(
        id,
        kind,
        if list { &body["items"] } else { body },
        "",
        problems,
    );
}

fn fits(id: &str, kind: &str, value: &Value, at: &str, problems: &mut Vec<String>) {
    if let Some(element) = kind.strip_prefix('[').and_then(|k| k.strip_suffix(']')) {
        match value.as_array() {
            None => problems.push(format!("{id}: {at} is no list: {}", short(value))),
            Some(items) => {
                for item in items {
                    fits(id, element, item, &format!("{at}/*"), problems);
                }
            }
        }
        return;
    }
    let text = value.as_str();
    let right = match kind {
        "guid" => text.is_some_and(|text| text.parse::<uuid::Uuid>().is_ok()),
        "moment" => text.is_some_and(|text| text.parse::<jiff::Timestamp>().is_ok()),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        _ => value.is_object(),
    };
    if !right {
        problems.push(format!("{id}: {at} is no {kind}: {}", short(value)));
    }
    let (Some(properties), Some(found)) = (SHAPES.types.get(kind), value.as_object()) else {
        return;
    };
    for (name, value) in found {
        let at = format!("{at}/{name}");
        match properties.get(name) {
            Some(kind) => fits(id, kind, value, &at, problems),
            None => problems.push(format!("{id}: {at} is not told of {kind}")),
        }
    }
}
