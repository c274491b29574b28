//! `/ops/billing/overdue`: invoices of all partners that should have been paid.

use crate::billing::{day, status};
use crate::console::{console, exactly};
use crate::http::address::{asking, nth};
use crate::http::{Answer, Query, Visit};
use crate::ui::{Chrome, Field, Text, Tone, format, respond};
use app::billing::lateness;
use askama::Template;
use axum::http::StatusCode;
use domain::billing::payment::Status;
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::billing::lateness::Overdue;

const HOME: &str = "/ops/billing/overdue";

#[derive(Template)]
#[template(path = "pages/console/billing/overdue.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    search: Field,
    searched: bool,
    rows: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
}

struct Row {
    /// The account of its partner.
    href: String,
    number: String,
    partner: String,
    status: (Tone, Text),
    due: String,
    late: String,
    open: String,
    reminded: String,
}

fn row(visit: &Visit, found: &Overdue) -> Row {
    let t = visit.t();
    let today = visit.app().today();
    let due: Option<Date> = found.due_on.parse().ok();
    let late = due.and_then(|due| today.since(due).ok());
    let late = late.map_or(0, |span| span.get_days());
    Row {
        href: format!("/ops/billing/partners/{}/account", found.partner_id),
        number: found.number.clone(),
        partner: found.partner.clone(),
        status: status(visit, Status::Overdue),
        due: day(visit, &found.due_on),
        late: t.format("overdue-days", &[("days", &late.to_string())]),
        open: format::money(found.open, &found.currency),
        reminded: found.reminded_at.map_or_else(
            || t.get("overdue-not-reminded").into_owned(),
            |at| exactly(visit, at),
        ),
    }
}

/// The list.
pub async fn list(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let text = query.get("q").map_or("", String::as_str).trim();
    let page = query.get("page").and_then(|page| page.parse().ok());
    let page: u32 = page.unwrap_or(1).max(1);
    let (found, more) = lateness::overdue(visit.app(), &visit.request, text, page).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("nav-overdue"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-overdue"));
    let address = |page: u32| asking(HOME, &[("q", text), ("page", &nth(page.into()))]);
    let shown = Page {
        search: Field::text("q", t.get("overdue-search"))
            .value(text)
            .unmarked(),
        searched: !text.is_empty(),
        rows: found.iter().map(|found| row(&visit, found)).collect(),
        newer: (page > 1).then(|| address(page - 1)),
        older: more.then(|| address(page.saturating_add(1))),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &shown))
}
