//! Requests nobody would write, made from the description of the interface: whatever is sent, the
//! answer is one that is described. `conformance/schemathesis/run` does the same from outside.

use super::hostile::{Unhurried, described as operations, told};
use super::matrix::Things;
use super::partner;
use super::wire::described;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use web::api::Operation;
use web::api::openapi::SHAPES;

testkit::on_both! { Unhurried:
    every_answer_is_one_that_is_described,
}

/// Requests of each operation.
const CASES: u32 = 24;

/// Texts that have tripped something up somewhere.
const NASTY: &[&str] = &[
    "",
    " ",
    "\u{0}",
    "null",
    "-1",
    "1e309",
    "99999999999999999999",
    "%00",
    "../../etc/passwd",
    "' OR 1=1 --",
    "<script>",
    "\u{202e}星\u{301}",
    "𝕊",
    "{\"$ne\":1}",
    "00000000-0000-0000-0000-000000000000",
    "2026-13-40T25:61:61Z",
    "active",
    "monthly",
    "\r\nX-Other: 1",
];

fn text() -> BoxedStrategy<String> {
    prop_oneof![
        select(NASTY).prop_map(str::to_owned),
        "\\PC{0,40}",
        "[a-z0-9-]{0,64}",
        Just("长".repeat(5000)),
    ]
    .boxed()
}

fn junk() -> BoxedStrategy<Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!([[[[{}]]]])),
    ]
    .boxed()
}

/// A value of a kind, mostly.
fn of_kind(kind: &str, depth: u32, ids: &[String]) -> BoxedStrategy<Value> {
    if depth == 0 {
        return junk();
    }
    let right = if let Some(element) = kind.strip_prefix('[').and_then(|k| k.strip_suffix(']')) {
        vec(of_kind(element, depth - 1, ids), 0..4)
            .prop_map(Value::from)
            .boxed()
    } else if let Some(properties) = SHAPES.types.get(kind) {
        properties
            .iter()
            .fold(Just(json!({})).boxed(), |so_far, (name, kind)| {
                let (name, value) = (name.clone(), of_kind(kind, depth - 1, ids));
                (so_far, proptest::option::weighted(0.7, value))
                    .prop_map(move |(mut object, value)| {
                        if let Some(value) = value {
                            object[name.as_str()] = value;
                        }
                        object
                    })
                    .boxed()
            })
    } else {
        match kind {
            "guid" => select(ids.to_vec()).prop_map(Value::from).boxed(),
            "moment" => select(vec![
                "2026-03-01T00:00:00Z",
                "2026-03-01",
                "1970-01-01T00:00:00",
            ])
            .prop_map(Value::from)
            .boxed(),
            "integer" => prop_oneof![0..30_i64, any::<i64>()]
                .prop_map(Value::from)
                .boxed(),
            "number" => any::<f64>().prop_map(Value::from).boxed(),
            "boolean" => any::<bool>().prop_map(Value::from).boxed(),
            _ => text().prop_map(Value::from).boxed(),
        }
    };
    prop_oneof![12 => right, 1 => junk()].boxed()
}

/// For an address, which is not too long for a client to send.
fn escaped(text: &str) -> String {
    let short: String = text.chars().take(200).collect();
    short.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// A part of an address: an id that is there, another, or no id.
fn part(real: &str, ids: &[String]) -> BoxedStrategy<String> {
    prop_oneof![
        6 => Just(real.to_owned()),
        1 => select(ids.to_vec()),
        1 => text().prop_map(|text| if text.is_empty() { "x".to_owned() } else { escaped(&text) }),
    ]
    .boxed()
}

fn every_answer_is_one_that_is_described(app: &Unhurried) {
    let (_, program) = partner(app);
    let things = Things::of(app, &program, "chenfan");
    let mut ids = things.ids();
    ids.push(uuid::Uuid::from_u128(77).to_string());
    let mut runner = TestRunner::deterministic();
    // Who parts with the customer, or deletes it, leaves nothing to ask about.
    for op in operations().filter(|op| op.id != "customers.update") {
        for _ in 0..CASES {
            let mut draw =
                |strategy: BoxedStrategy<String>| strategy.new_tree(&mut runner).unwrap().current();
            let mut path = op.path.to_owned();
            for (name, real) in things.parts() {
                path = path.replace(&format!("{{{name}}}"), &draw(part(real, &ids)));
            }
            let queries = SHAPES.queries.get(op.id);
            let pairs = queries.into_iter().flatten().map(|(name, kind)| {
                let value = of_kind(kind, 2, &ids)
                    .prop_map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned));
                format!("{name}={}", escaped(&draw(value.boxed())))
            });
            let query = pairs.collect::<Vec<_>>().join("&");
            let kind = SHAPES.requests.get(op.id).map_or("string", String::as_str);
            let body = op.writes().then(|| {
                let body = of_kind(kind, 5, &ids).new_tree(&mut runner).unwrap();
                body.current()
            });
            let target = format!("{path}?{query}");
            let page = program.call_with(&[], op.method, &target, body.as_ref());
            let who = || format!("{} {target} {}", op.id, body.clone().unwrap_or_default());
            assert!(page.status() < 500, "{}: {}", who(), page.source());
            judge(op, &page, &who());
        }
    }
    app.drain();
}

fn judge(op: &Operation, page: &testkit::Page, who: &str) {
    if op.method == "HEAD" || page.status() == 204 {
        assert!(page.source().is_empty(), "{who}");
    } else if page.status() >= 300 {
        let _ = told(who, page);
    } else {
        let mut problems = Vec::new();
        described::one(op.id, &page.json(), &mut problems);
        assert!(problems.is_empty(), "{who}: {problems:?}");
    }
}
