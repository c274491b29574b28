//! What differs from run to run in an answer, made the same.

use serde_json::Value;

/// A document with ids, moments, entity tags, tokens and secrets masked.
pub(super) fn masked(value: &Value) -> Value {
    match value {
        Value::Object(pairs) => pairs
            .iter()
            .map(|(name, value)| {
                let secret = [
                    "etag",
                    "password",
                    "continuationToken",
                    "access_token",
                    "refresh_token",
                    "id_token",
                    "expires_on",
                    "not_before",
                ];
                // The receiver of tests is somewhere else each time, and so is an invitation.
                let place = ["WebhookUrl", "callbackUrl", "url"];
                let secret = secret.iter().chain(&place).any(|known| known == name);
                let value = match value {
                    Value::String(_) if secret => format!("<{name}>").into(),
                    _ => masked(value),
                };
                (name.clone(), value)
            })
            .collect(),
        Value::Array(items) => items.iter().map(masked).collect(),
        Value::String(text) => string(text).into(),
        other => other.clone(),
    }
}

/// The shape of an id: digits in groups of 8, 4, 4, 4 and 12.
const ID: &str = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
/// The beginning of a moment.
const MOMENT: &str = "0000-00-00T00:00:00";

fn fits(text: &str, shape: &str) -> bool {
    text.len() >= shape.len()
        && text.bytes().zip(shape.bytes()).all(|(c, s)| match s {
            b'x' => c.is_ascii_hexdigit(),
            b'0' => c.is_ascii_digit(),
            other => c == other,
        })
}

fn string(text: &str) -> String {
    let mut masked = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if fits(rest, ID) {
            masked.push_str("<id>");
            rest = &rest[ID.len()..];
            // A record's place in the audit log.
            if let Some(number) = rest.strip_prefix('_') {
                rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
                masked.push_str("_<n>");
            }
        } else if fits(rest, MOMENT) {
            masked.push_str("<moment>");
            rest = rest[MOMENT.len()..]
                .trim_start_matches(['.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        } else {
            masked.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    masked
}

#[test]
fn ids_and_moments_are_masked_wherever_they_stand() {
    let id = uuid::Uuid::from_u128(7);
    let sent = serde_json::json!({
        "id": id.to_string(), "uri": format!("/customers/{id}/orders?x={id}"), "n": 7,
        "at": "2026-03-01T09:00:00.25Z", "day": "2026-03-01", "etag": "abc", "空": ["空"],
    });
    let wanted = serde_json::json!({
        "id": "<id>", "uri": "/customers/<id>/orders?x=<id>", "n": 7,
        "at": "<moment>Z", "day": "2026-03-01", "etag": "<etag>", "空": ["空"],
    });
    assert_eq!(masked(&sent), wanted);
}
