//! Pieces of documents that many operations answer with.

use serde_json::{Map, Value, json};

/// A link to something of the interface; `uri` begins behind the version.
#[must_use]
pub fn link(uri: &str) -> Value {
    json!({ "uri": uri, "method": "GET", "headers": [] })
}

/// A list.
#[must_use]
pub fn collection(items: Vec<Value>, itself: &str) -> Value {
    json!({
        "totalCount": items.len(),
        "items": items,
        "links": { "self": link(itself) },
        "attributes": { "objectType": "Collection" },
    })
}

/// An object without what is empty: what is not known is left out rather than written as nothing.
#[must_use]
pub fn known<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    let empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        _ => false,
    };
    let pairs = pairs.into_iter().filter(|(_, value)| !empty(value));
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value));
    Value::Object(pairs.collect::<Map<_, _>>())
}
