//! The habits of the wire: ids of requests, entity tags, moments, and who asked before anybody is
//! known.

use super::problem::Problem;
use crate::http::{Site, visit};
use app::Request;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use data_encoding::BASE64URL_NOPAD;
use domain::caller::Caller;
use domain::effects::Instant;
use domain::ids::fresh_uuid;
use domain::language::Language;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The ids a request goes by. Both are repeated on every answer.
#[derive(Debug, Clone)]
pub struct Ids {
    /// Ties what belongs together in logs.
    pub correlation: Uuid,
    /// Names the request.
    pub request: Uuid,
    /// The client's own request id, which makes a repetition the same request; empty without.
    pub key: String,
}

impl Ids {
    /// Reads the ids a client gave, or makes some. The ids come even when they are wrong, for the
    /// answer that says so.
    pub fn of(site: &Site, headers: &HeaderMap) -> (Self, Result<(), Problem>) {
        let given = |names| id(headers, names);
        let (correlation, request) = (
            given(["ms-correlationid", "correlation-id"]),
            given(["ms-requestid", "request-id"]),
        );
        let fresh = || fresh_uuid(&*site.app.entropy);
        let usable = match (&correlation, &request) {
            (Err(name), _) | (_, Err(name)) => Err(Problem::input(name, "api-not-a-guid")),
            _ => Ok(()),
        };
        let request = request.unwrap_or_default();
        let ids = Self {
            correlation: correlation.unwrap_or_default().unwrap_or_else(fresh),
            request: request.unwrap_or_else(fresh),
            key: request.map(|id| id.to_string()).unwrap_or_default(),
        };
        (ids, usable)
    }
}

fn id(headers: &HeaderMap, names: [&'static str; 2]) -> Result<Option<Uuid>, &'static str> {
    let mut found = None;
    for name in names {
        for value in headers.get_all(name) {
            let id = value
                .to_str()
                .ok()
                .and_then(|v| Uuid::parse_str(v.trim()).ok());
            let id = id.ok_or(name)?;
            if found.is_some_and(|other| other != id) {
                return Err(name);
            }
            found = Some(id);
        }
    }
    Ok(found)
}

/// A request of somebody nobody knows yet.
#[must_use]
pub fn plain_request(site: &Site, parts: &Parts) -> Request {
    let text = |name: &str| parts.headers.get(name).and_then(|v| v.to_str().ok());
    let agent = text(header::USER_AGENT.as_str()).unwrap_or_default();
    let locale = text("x-locale").and_then(Language::from_tag);
    Request {
        caller: Caller::Visitor,
        ip: visit::address(site, parts),
        user_agent: agent.chars().take(300).collect(),
        correlation: fresh_uuid(&*site.app.entropy),
        language: locale.unwrap_or(site.app.programme.languages.default),
    }
}

#[derive(Serialize, Deserialize)]
struct Tag {
    id: Uuid,
    version: i64,
}

/// The entity tag of a version of a thing, without quotation marks.
#[must_use]
pub fn etag(id: Uuid, version: i64) -> String {
    let tag = serde_json::to_vec(&Tag { id, version }).unwrap_or_default();
    BASE64URL_NOPAD.encode(&tag)
}

/// The version an entity tag names, quoted or not, if it is one of this thing.
#[must_use]
pub fn version_of(etag: &str, id: Uuid) -> Option<i64> {
    let bare = etag.strip_prefix("W/").unwrap_or(etag).trim_matches('"');
    let bytes = BASE64URL_NOPAD.decode(bare.trim_end_matches('=').as_bytes());
    let tag: Tag = serde_json::from_slice(&bytes.ok()?).ok()?;
    (tag.id == id).then_some(tag.version)
}

/// A moment as the interface writes it.
#[must_use]
pub fn moment(at: Instant) -> String {
    jiff::Timestamp::from_microsecond(at.0)
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_a_version_of_one_thing() {
        let (id, other) = (Uuid::from_u128(7), Uuid::from_u128(8));
        let tag = etag(id, 3);
        assert_eq!(version_of(&tag, id), Some(3));
        assert_eq!(version_of(&format!("\"{tag}\""), id), Some(3));
        assert_eq!(version_of(&format!("W/\"{tag}\""), id), Some(3));
        assert_eq!(version_of(&tag, other), None);
        for junk in ["", "\"", "3", "\"x\"", "eyJpZCI6MX0"] {
            assert_eq!(version_of(junk, id), None, "{junk}");
        }
    }

    #[test]
    fn moments_are_utc() {
        assert_eq!(moment(Instant(0)), "1970-01-01T00:00:00Z");
    }
}
