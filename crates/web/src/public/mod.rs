//! Pages for anybody.

pub mod confirm;
pub mod demo;
pub mod design;
pub mod files;
pub mod home;
pub mod keyboard;
pub mod language;
pub mod network;
pub mod probes;
pub mod status;
pub mod texts;
pub mod verify;

#[cfg(test)]
mod tests;

use crate::http::{Trouble, Visit, frame};
use crate::ui::{Chrome, Surface, Text};
use app::Failure;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use std::collections::BTreeMap;

/// The query of an address; of a name that comes twice the last value counts.
type Query = crate::http::Query<BTreeMap<String, String>>;

/// The variable part of a path.
type Part = Result<Path<String>, PathRejection>;

/// The value of a query parameter without the space around it, empty when missing.
fn asked<'q>(query: &'q Query, name: &str) -> &'q str {
    query.0.get(name).map_or("", |value| value.trim())
}

/// The variable part; one that is not UTF-8 leads nowhere.
fn part(part: Part) -> Result<String, Trouble> {
    part.map(|Path(text)| text)
        .map_err(|_| Failure::NotFound.into())
}

/// The frame of a page with a title in the visitor's language.
fn page(visit: &Visit, title: impl Into<Text>) -> Chrome {
    frame::chrome(visit, Surface::Public, title)
}

/// The words for a value of a list, or the value itself where a programme made up its own.
fn words(visit: &Visit, family: &str, value: &str) -> Text {
    let id = format!("{family}-{value}");
    let t = visit.t();
    if t.has(&id) {
        t.get(&id)
    } else {
        value.to_owned().into()
    }
}
