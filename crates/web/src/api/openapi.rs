//! The interface described for programs: OpenAPI 3.1, made from the table of operations and from
//! `shapes.json`, which says what documents look like.

use super::absent::ABSENT;
use super::table::{Operation, all};
use crate::http::Site;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What documents look like. A kind is the name of a type, a word of [`schema`], or `[…]` for a list
/// of another kind; that of an answer's list stands for a whole collection.
#[derive(Deserialize)]
pub struct Shapes {
    /// Of what kind the answer of an operation is.
    pub answers: BTreeMap<String, String>,
    /// Of what kind the document is that an operation reads.
    pub requests: BTreeMap<String, String>,
    /// What can be asked for in the query of an operation.
    pub queries: BTreeMap<String, BTreeMap<String, String>>,
    /// The properties of the types.
    pub types: BTreeMap<String, BTreeMap<String, String>>,
}

/// `shapes.json`.
pub static SHAPES: LazyLock<Shapes> = LazyLock::new(|| {
    serde_json::from_str(include_str!("shapes.json")).unwrap_or_else(|_| Shapes {
        answers: BTreeMap::new(),
        requests: BTreeMap::new(),
        queries: BTreeMap::new(),
        types: BTreeMap::new(),
    })
});

/// The schema of a kind.
fn schema(kind: &str) -> Value {
    if let Some(element) = element(kind) {
        return json!({ "type": "array", "items": schema(element) });
    }
    match kind {
        "guid" => json!({ "type": "string", "format": "uuid" }),
        "moment" => json!({ "type": "string", "format": "date-time" }),
        "integer" | "string" | "boolean" | "number" | "object" | "array" => json!({ "type": kind }),
        name => json!({ "$ref": format!("#/components/schemas/{name}") }),
    }
}

/// What a list is of.
fn element(kind: &str) -> Option<&str> {
    kind.strip_prefix('[')?.strip_suffix(']')
}

/// The schema of an answer.
fn answered(kind: &str) -> Value {
    match (kind, element(kind)) {
        // The official libraries ask for a yes, everybody else for an address.
        ("AddressJudgement", _) => json!({ "anyOf": [schema(kind), { "type": "boolean" }] }),
        (_, None) => schema(kind),
        (_, Some(element)) => json!({
            "type": "object",
            "required": ["totalCount", "items", "links", "attributes"],
            "properties": {
                "totalCount": { "type": "integer" },
                "items": { "type": "array", "items": schema(element) },
                "continuationToken": { "type": "string" },
                "links": schema("ResourceLinks"),
                "attributes": schema("ResourceAttributes"),
            },
        }),
    }
}

/// The placeholders of a path.
fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

/// The status of what succeeds.
fn good(op: &Operation) -> &'static str {
    match (op.method, op.id) {
        ("DELETE", _) => "204",
        ("POST", "subscriptions.create_upgrade" | "subscriptions.create_conversion")
        | ("POST", "webhooks.create_registration" | "webhooks.create_validation_event")
        | ("POST", "sandbox.turn_clock" | "sandbox.reset")
        | ("POST", "validations.validate_address") => "200",
        ("POST", "invoices.v2_request_billed_lines") => "202",
        ("POST", _) | ("PUT", "carts.update") => "201",
        _ => "200",
    }
}

fn parameters(op: &Operation) -> Vec<Value> {
    let in_path = placeholders(op.path).map(|name| {
        let is_text = matches!(name, "record_id" | "invoice_id") || !name.ends_with("_id");
        let kind = if is_text { "string" } else { "guid" };
        json!({ "name": name, "in": "path", "required": true, "schema": schema(kind) })
    });
    let queries = SHAPES.queries.get(op.id);
    let in_query = queries.into_iter().flatten().map(|(name, kind)| {
        let mut schema = schema(kind);
        if kind == "integer" {
            schema["minimum"] = 0.into();
        }
        json!({ "name": name, "in": "query", "schema": schema })
    });
    let headers = ["MS-RequestId", "MS-CorrelationId", "X-Locale"].into_iter();
    let headers = headers.chain(SHAPES.versioned(op).then_some("If-Match"));
    let headers =
        headers.map(|header| json!({ "$ref": format!("#/components/parameters/{header}") }));
    in_path.chain(in_query).chain(headers).collect()
}

impl Shapes {
    /// Whether an operation changes a thing that has versions.
    fn versioned(&self, op: &Operation) -> bool {
        let kind = self.answers.get(op.id).map_or("", String::as_str);
        matches!(op.method, "PUT" | "PATCH")
            && (matches!(kind, "Order" | "Subscription" | "CustomerBillingProfile")
                || op.id.starts_with("profiles.update_"))
    }
}

fn operation(op: &Operation) -> Value {
    let fault = json!({ "$ref": "#/components/responses/Fault" });
    let mut responses = json!({ "default": fault });
    let kind = SHAPES.answers.get(op.id);
    responses[good(op)] = match (op.method, kind) {
        ("DELETE" | "HEAD", _) => json!({ "description": "Done." }),
        _ if good(op) == "202" => json!({ "description": "It is being done." }),
        (_, kind) => json!({
            "description": "The document.",
            "content": { "application/json": {
                "schema": kind.map_or_else(|| json!({ "type": ["object", "array"] }), |kind| answered(kind)),
            } },
        }),
    };
    if op.method == "HEAD" {
        responses["default"] = json!({ "description": "Why not: by the status alone." });
    }
    let area = op.id.split('.').next().unwrap_or_default();
    let mut told = json!({
        "operationId": op.id,
        "tags": [area],
        "parameters": parameters(op),
        "responses": responses,
    });
    let bare = matches!(op.id, "carts.checkout" | "webhooks.create_validation_event");
    if matches!(op.method, "POST" | "PUT" | "PATCH") && !bare {
        // What is not told in `shapes.json` is an object all the same.
        let kind = SHAPES.requests.get(op.id).map_or("object", String::as_str);
        told["requestBody"] = json!({
            "required": true,
            "content": { "application/json": { "schema": schema(kind) } },
        });
    }
    told
}

/// The types, and the two forms of a refusal.
fn schemas() -> Map<String, Value> {
    let typed = SHAPES.types.iter().map(|(name, properties)| {
        let properties = properties
            .iter()
            .map(|(name, kind)| (name.clone(), schema(kind)))
            .collect::<Map<_, _>>();
        let schema = json!({ "type": "object", "properties": properties });
        (name.clone(), schema)
    });
    let mut all: Map<_, _> = typed.collect();
    let place = json!({
        "type": "object",
        "required": ["pointer", "messageId", "message"],
        "properties": {
            "pointer": { "type": "string" },
            "messageId": { "type": "string" },
            "message": { "type": "string" },
        },
    });
    let fault = json!({
        "anyOf": [
            {
                "type": "object",
                "required": ["code", "description", "data", "source"],
                "properties": {
                    "code": { "type": "string" },
                    "description": { "type": "string", "maxLength": 1024 },
                    "data": { "type": "array", "items": place },
                    "source": { "type": "string" },
                },
            },
            {
                "type": "object",
                "required": ["statusCode", "message"],
                "properties": {
                    "statusCode": { "const": 429 },
                    "message": { "type": "string" },
                },
            },
        ],
    });
    all.insert("Fault".to_owned(), fault);
    all
}

/// The description of the interface at an address; what only a sandbox has is left out elsewhere.
#[must_use]
pub fn description(base: &str, sandbox: bool) -> Value {
    let mut paths = Map::new();
    for op in all().filter(|op| sandbox || !op.turns_the_clock()) {
        let methods = paths.entry(op.path).or_insert_with(|| json!({}));
        methods[op.method.to_ascii_lowercase()] = operation(op);
    }
    // What is absent beside them is told apart from a wrong method.
    for (method, path, names, _) in ABSENT {
        if let Some(methods) = paths.get_mut(*path) {
            methods[method.to_ascii_lowercase()] = json!({
                "operationId": names[0],
                "deprecated": true,
                "description": "Not offered here, or not yet: refused with 400.",
                "responses": { "default": { "$ref": "#/components/responses/Fault" } },
            });
        }
    }
    let header =
        |name: &str, kind: &str| json!({ "name": name, "in": "header", "schema": schema(kind) });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Partner Center", "version": "1", "license": { "name": "see the programme" } },
        "servers": [{ "url": base }],
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" } },
            "parameters": {
                "MS-RequestId": header("MS-RequestId", "guid"),
                "MS-CorrelationId": header("MS-CorrelationId", "guid"),
                "X-Locale": header("X-Locale", "string"),
                "If-Match": header("If-Match", "string"),
            },
            "responses": {
                "Fault": {
                    "description": "Why not.",
                    "content": { "application/json": { "schema": schema("Fault") } },
                },
            },
            "schemas": schemas(),
        },
    })
}

/// `/openapi.json`.
pub async fn show(State(site): State<Site>) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    let body = description(&site.app.public_url, site.app.is_sandbox());
    (kind, body.to_string()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every kind that is named is a word of the schemas or a type that is told.
    #[test]
    fn every_kind_is_known() {
        let words = [
            "guid", "moment", "integer", "string", "boolean", "number", "object", "array",
        ];
        let types = SHAPES.types.values().flat_map(BTreeMap::values);
        let queries = SHAPES.queries.values().flat_map(BTreeMap::values);
        let named = SHAPES.answers.values().chain(SHAPES.requests.values());
        for kind in types.chain(queries).chain(named) {
            let bare = kind.trim_matches(['[', ']']);
            assert!(
                words.contains(&bare) || SHAPES.types.contains_key(bare),
                "{kind}"
            );
        }
        for id in SHAPES
            .answers
            .keys()
            .chain(SHAPES.requests.keys())
            .chain(SHAPES.queries.keys())
        {
            assert!(all().any(|op| op.id == id), "{id}");
        }
    }

    /// The description is kept, so that a change of the interface shows in a diff.
    #[test]
    fn the_kept_description_is_the_one_that_is_served() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../conformance/openapi.json"
        );
        let told = description("https://tongdao.example", true);
        let told = serde_json::to_string_pretty(&told).unwrap_or_default() + "\n";
        if std::env::var_os("TONGDAO_WRITE_DOCS").is_some() {
            assert!(
                std::fs::write(path, &told).is_ok(),
                "{path} cannot be written"
            );
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            kept == told,
            "write conformance/openapi.json anew: TONGDAO_WRITE_DOCS=1 cargo test --workspace --lib api::"
        );
    }

    #[test]
    fn every_operation_is_described_with_its_placeholders() {
        let told = description("https://partner.test", true);
        for op in all() {
            let method = op.method.to_ascii_lowercase();
            let found = &told["paths"][op.path][&method];
            assert_eq!(found["operationId"], op.id);
            for name in placeholders(op.path) {
                let parameters = found["parameters"].as_array();
                let mut parameters = parameters.into_iter().flatten();
                assert!(parameters.any(|p| p["name"] == name), "{}: {name}", op.id);
            }
        }
    }
}
