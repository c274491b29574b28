//! The interface described for programs: OpenAPI 3.1, made from the table of operations.

use super::table::{Operation, all};
use crate::http::Site;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

/// The placeholders of a path.
fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

fn operation(op: &Operation) -> Value {
    let mut parameters: Vec<_> = placeholders(op.path)
        .map(|name| {
            let schema = if matches!(name, "domain" | "country" | "record_id") {
                json!({ "type": "string" })
            } else {
                json!({ "type": "string", "format": "uuid" })
            };
            json!({ "name": name, "in": "path", "required": true, "schema": schema })
        })
        .collect();
    for header in ["MS-RequestId", "MS-CorrelationId", "X-Locale"] {
        let parameter = json!({ "$ref": format!("#/components/parameters/{header}") });
        parameters.push(parameter);
    }
    let answer = json!({ "$ref": "#/components/responses/Document" });
    let mut responses = json!({ "default": { "$ref": "#/components/responses/Fault" } });
    let good = match (op.method, op.id) {
        ("DELETE", _) => "204",
        ("HEAD", _) => "200",
        ("POST", "webhooks.create_registration" | "webhooks.create_validation_event") => "200",
        ("POST", "subscriptions.create_upgrade" | "subscriptions.create_conversion")
        | ("POST", "validations.validate_address") => "200",
        ("POST", _) | ("PUT", "carts.update") => "201",
        _ => "200",
    };
    responses[good] = match op.method {
        "DELETE" | "HEAD" => json!({ "description": "Done." }),
        _ => answer,
    };
    let area = op.id.split('.').next().unwrap_or_default();
    let mut told = json!({
        "operationId": op.id,
        "tags": [area],
        "parameters": parameters,
        "responses": responses,
    });
    let empty = matches!(op.id, "carts.checkout" | "webhooks.create_validation_event");
    if matches!(op.method, "POST" | "PUT" | "PATCH") && !empty {
        told["requestBody"] = json!({
            "required": true,
            "content": { "application/json": { "schema": { "type": "object" } } },
        });
    }
    told
}

/// The description of the interface at an address.
#[must_use]
pub fn description(base: &str) -> Value {
    let mut paths = Map::new();
    for op in all() {
        let methods = paths.entry(op.path).or_insert_with(|| json!({}));
        methods[op.method.to_ascii_lowercase()] = operation(op);
    }
    let guid = json!({ "type": "string", "format": "uuid" });
    let header =
        |name: &str, schema: Value| json!({ "name": name, "in": "header", "schema": schema });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Partner Center", "version": "1", "license": { "name": "see the programme" } },
        "servers": [{ "url": base }],
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" } },
            "parameters": {
                "MS-RequestId": header("MS-RequestId", guid.clone()),
                "MS-CorrelationId": header("MS-CorrelationId", guid),
                "X-Locale": header("X-Locale", json!({ "type": "string" })),
            },
            "responses": {
                "Document": {
                    "description": "The document.",
                    "content": { "application/json": { "schema": { "type": ["object", "boolean", "array"] } } },
                },
                "Fault": {
                    "description": "Why not.",
                    "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Fault" } } },
                },
            },
            "schemas": { "Fault": {
                "anyOf": [
                    {
                        "type": "object",
                        "required": ["code", "description", "data", "source"],
                        "properties": {
                            "code": { "type": "string" },
                            "description": { "type": "string", "maxLength": 1024 },
                            "data": { "type": "array" },
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
            } },
        },
    })
}

/// `/openapi.json`.
pub async fn show(State(site): State<Site>) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    let body = description(&site.app.public_url);
    (kind, body.to_string()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_described_with_its_placeholders() {
        let told = description("https://partner.test");
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
