//! All changes of offers, those that wait first.

use super::super::{chrome, tabs};
use super::{HOME, Row, row};
use crate::console::Parameters;
use crate::http::address::{asking, nth};
use crate::http::{Answer, Visit};
use crate::ui::{Chrome, Tab, respond};
use app::catalogue::changes;
use askama::Template;
use axum::http::StatusCode;

#[derive(Template)]
#[template(path = "pages/console/offers/changes.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
}

/// The list.
pub async fn index(visit: Visit, parameters: Parameters) -> Answer {
    let page = parameters.get("page").and_then(|page| page.parse().ok());
    let page: u32 = page.unwrap_or(1).max(1);
    let (found, more) = changes::all(visit.app(), &visit.request, page).await?;
    let address = |page: u32| asking(HOME, &[("page", &nth(page.into()))]);
    let chrome = chrome(&visit, "offer-changes");
    let shown = Page {
        tabs: tabs(&visit, HOME),
        rows: found.iter().map(|view| row(&visit, view)).collect(),
        newer: (page > 1).then(|| address(page - 1)),
        older: more.then(|| address(page.saturating_add(1))),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &shown))
}
