//! Pieces of documents that many operations answer with.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// A link to something of the interface; `uri` begins behind the version.
#[must_use]
pub fn link(uri: &str) -> Value {
    json!({ "uri": uri, "method": "GET", "headers": [] })
}

/// A list.
#[must_use]
pub fn collection(items: Vec<Value>, itself: &str) -> Value {
    let mut list = collection_of(items.len(), itself);
    list["items"] = items.into();
    list
}

/// A list of so many items, without them.
#[must_use]
pub fn collection_of(items: usize, itself: &str) -> Value {
    json!({
        "totalCount": items,
        "links": { "self": link(itself) },
        "attributes": { "objectType": "Collection" },
    })
}

/// What an object is, as its attributes say it.
#[derive(Serialize)]
pub struct Kind {
    #[serde(rename = "objectType")]
    kind: &'static str,
}

impl Kind {
    /// The attributes of such an object.
    #[must_use]
    pub fn of(kind: &'static str) -> Self {
        Self { kind }
    }
}

/// The links of something that has one to itself, as [`link`] writes it.
#[derive(Serialize)]
pub struct Itself<'a> {
    #[serde(rename = "self")]
    link: To<'a>,
}

#[derive(Serialize)]
struct To<'a> {
    uri: Path<'a>,
    method: &'static str,
    headers: [(); 0],
}

struct Path<'a>(&'a str, Uuid, &'a str);

impl Serialize for Path<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self(above, id, below) = self;
        to.collect_str(&format_args!("{above}{id}{below}"))
    }
}

impl<'a> Itself<'a> {
    /// The link to what has an id, between the path above and the path below it.
    #[must_use]
    pub fn of(above: &'a str, id: Uuid, below: &'a str) -> Self {
        Self {
            link: To {
                uri: Path(above, id, below),
                method: "GET",
                headers: [],
            },
        }
    }
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
