//! Which lists there are.

use super::{HOME, href, pill};
use crate::console::{console, exactly, may};
use crate::http::{Answer, Visit};
use crate::pricing::month_words;
use crate::ui::{Chrome, Text, Tone, format, respond};
use app::catalogue::lists;
use askama::Template;
use axum::http::StatusCode;
use domain::catalogue::Month;
use domain::permission::OperatorAction;

#[derive(Template)]
#[template(path = "pages/console/prices/index.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    lead: String,
    rows: Vec<Row>,
    manages: bool,
}

struct Row {
    href: String,
    month: String,
    revision: String,
    status: (Tone, Text),
    file: String,
    by: String,
    at: String,
}

/// Every list, the one that applies last first.
pub async fn index(visit: Visit) -> Answer {
    let found = lists::all(visit.app(), &visit.request).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("nav-price-lists"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-price-lists"));
    let row = |row: &lists::Row| Row {
        href: href(row.list.id),
        month: Month::from_text(&row.list.month)
            .map_or_else(String::new, |month| month_words(&visit, month)),
        revision: format::number(row.list.revision),
        status: pill(&visit, row.shown),
        file: row.list.file_name.clone(),
        by: row.list.created_name.clone(),
        at: exactly(&visit, row.list.created_at),
    };
    let days = visit.app().programme.price_list.notice_days.to_string();
    let page = Page {
        lead: t.format("price-lists-lead", &[("days", &days)]),
        rows: found.iter().map(row).collect(),
        manages: may(&visit, OperatorAction::ManagePriceLists),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
