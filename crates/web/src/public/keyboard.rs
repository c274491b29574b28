//! `/keyboard`: what the keyboard does here beyond what it does everywhere.

use super::page;
use crate::http::{Answer, Visit};
use crate::ui::chrome::GO;
use crate::ui::{Chrome, Text, respond};
use askama::Template;
use axum::http::StatusCode;

#[derive(Template)]
#[template(path = "pages/public/keyboard.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    /// Keys, one after another, and what they do.
    keys: Vec<(Vec<&'static str>, Text)>,
}

/// The page.
pub async fn show(visit: Visit) -> Answer {
    let t = visit.t();
    let mut keys = vec![
        (vec!["/"], t.get("keyboard-search")),
        (vec!["?"], t.get("keyboard-help")),
        (vec!["Esc"], t.get("keyboard-close")),
    ];
    for (key, label, _) in GO {
        keys.push((vec!["g", key], t.get(*label)));
    }
    let chrome = page(&visit, t.get("keyboard-title"));
    let page = Page {
        keys,
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
