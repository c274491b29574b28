//! Answers beside what the documents show: an example's paths, and the properties of resource types.

use super::story::Told;
use super::{folder, short};
use serde::Deserialize;
use serde_json::Value;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// What an example has: its status, and the JSON type at each path (`items/*/id`).
#[derive(Deserialize)]
struct Example {
    status: u16,
    paths: BTreeMap<String, String>,
}

/// Resource types, and of which the answers are; `[T]` is a list of them.
#[derive(Deserialize)]
struct Types {
    answers: BTreeMap<String, String>,
    types: BTreeMap<String, BTreeMap<String, String>>,
}

/// Why something the documents show is not there, or is otherwise.
#[derive(Deserialize)]
struct Apart {
    /// Operations, `products.*` for many; or a resource type.
    of: Vec<String>,
    /// Paths of an example, with all below; or properties of the type.
    paths: Vec<String>,
    why: String,
    #[serde(skip)]
    used: Cell<bool>,
}

fn read<T: for<'de> Deserialize<'de>>(name: &str) -> T {
    let text = std::fs::read_to_string(folder().join(name)).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

struct Exceptions(Vec<Apart>);

impl Exceptions {
    fn allow(&self, of: &str, path: &str) -> bool {
        let named = |name: &String| match name.strip_suffix('*') {
            Some(begin) => of.starts_with(begin),
            None => of == name,
        };
        let below = |named: &String| {
            let rest = path.strip_prefix(named.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mut all = self.0.iter();
        let found = all.find(|a| a.of.iter().any(named) && a.paths.iter().any(below));
        found.inspect(|a| a.used.set(true)).is_some()
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// Everything at a path; `*` is every element.
fn at<'a>(body: &'a Value, path: &str) -> Vec<&'a Value> {
    path.split('/').fold(vec![body], |found, part| {
        let below = found.into_iter().flat_map(|value| match (part, value) {
            ("*", Value::Array(items)) => items.iter().collect(),
            (name, Value::Object(_)) => value.get(name).into_iter().collect(),
            _ => Vec::new(),
        });
        below.collect()
    })
}

/// Compares all answers with all facts.
pub(super) fn compare(told: &BTreeMap<&'static str, Told>, problems: &mut Vec<String>) {
    let apart = Exceptions(read("apart.json"));
    let examples: BTreeMap<String, Example> = read("examples.json");
    for (id, told) in told {
        if let Some(example) = examples.get(*id) {
            compare_example(id, told, example, &apart, problems);
        }
    }
    let types: Types = read("types.json");
    let mut seen = Seen::default();
    for (id, told) in told {
        let Some(kind) = types.answers.get(*id) else {
            continue;
        };
        match kind.strip_prefix('[').and_then(|k| k.strip_suffix(']')) {
            Some(kind) => {
                for item in told.body["items"].as_array().into_iter().flatten() {
                    seen.note(&types, kind, item, id, &apart, problems);
                }
            }
            None => seen.note(&types, kind, &told.body, id, &apart, problems),
        }
    }
    // A property is there when some answer has it: not everything has everything.
    for kind in &seen.kinds {
        for property in types.types[kind].keys() {
            let there = seen.properties.contains(&(kind.clone(), property.clone()));
            if !there && !apart.allow(kind, property) {
                problems.push(format!("{kind}.{property}: in no answer"));
            }
        }
    }
    for unused in apart.0.iter().filter(|a| !a.used.get()) {
        problems.push(format!(
            "apart.json: {:?} {:?} excuses nothing",
            unused.of, unused.paths
        ));
    }
    for silent in apart.0.iter().filter(|a| a.why.len() < 10) {
        problems.push(format!(
            "apart.json: {:?} {:?} has no reason",
            silent.of, silent.paths
        ));
    }
}

fn compare_example(
    id: &str,
    told: &Told,
    example: &Example,
    apart: &Exceptions,
    problems: &mut Vec<String>,
) {
    if told.status != example.status {
        problems.push(format!(
            "{id}: {} instead of {}",
            told.status, example.status
        ));
    }
    let mut missing = Vec::<&String>::new();
    for (path, wanted) in &example.paths {
        let above = |m: &&String| {
            path.strip_prefix(m.as_str())
                .is_some_and(|r| r.starts_with('/'))
        };
        if wanted == "any" || missing.iter().any(above) {
            continue;
        }
        let found = at(&told.body, path);
        if found.is_empty() {
            missing.push(path);
            if !apart.allow(id, path) {
                problems.push(format!("{id}: no {path} ({wanted})"));
            }
        }
        for value in found {
            let fits = wanted.split('|').any(|wanted| wanted == kind(value));
            if !fits && !apart.allow(id, path) {
                problems.push(format!(
                    "{id}: {path} is {} instead of {wanted}",
                    short(value)
                ));
            }
        }
    }
}

#[derive(Default)]
struct Seen {
    kinds: BTreeSet<String>,
    properties: BTreeSet<(String, String)>,
}

impl Seen {
    fn note(
        &mut self,
        types: &Types,
        of: &str,
        value: &Value,
        id: &str,
        apart: &Exceptions,
        problems: &mut Vec<String>,
    ) {
        self.kinds.insert(of.to_owned());
        for (property, wanted) in &types.types[of] {
            let Some(value) = value.get(property) else {
                continue;
            };
            self.properties.insert((of.to_owned(), property.clone()));
            let element = wanted.strip_prefix('[').and_then(|w| w.strip_suffix(']'));
            let (values, wanted) = match (element, value) {
                (Some(element), Value::Array(items)) => (items.iter().collect(), element),
                _ => (vec![value], wanted.as_str()),
            };
            for value in values {
                let object = types.types.contains_key(wanted);
                let fits = kind(value) == if object { "object" } else { wanted };
                if !fits && !apart.allow(of, property) {
                    problems.push(format!("{id}: {of}.{property} is {}", short(value)));
                } else if object {
                    self.note(types, wanted, value, id, apart, problems);
                }
            }
        }
    }
}
