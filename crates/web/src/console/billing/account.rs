//! `/ops/billing/partners/{partner}/account`: what a partner owes and has paid.

use crate::billing::statement::{Shown, file, shown, year};
use crate::billing::{day, status};
use crate::console::{console, id_of, may};
use crate::http::address::asking;
use crate::http::{Answer, Query, Visit};
use crate::ui::{Chrome, Text, Tone, format, respond};
use app::billing::{self, Statement};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::billing::payment::Status;
use domain::ids::TenantId;
use domain::permission::OperatorAction;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "pages/console/billing/account.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    statement: Shown,
    open: Vec<Row>,
    save: String,
    record: Option<String>,
}

/// An open invoice.
struct Row {
    number: String,
    status: (Tone, Text),
    due: String,
    total: String,
    open: String,
}

fn open(visit: &Visit, found: &Statement) -> Vec<Row> {
    let money = |minor| format::money(minor, &found.currency);
    let today = visit.app().today();
    let rows = found.open.iter().map(|invoice| {
        let due_on = invoice.due_on.parse().unwrap_or(today);
        let owed = invoice.total.saturating_sub(invoice.credited);
        let stands = Status::of(owed, invoice.open, due_on, today);
        Row {
            number: invoice.number.clone(),
            status: status(visit, stands),
            due: day(visit, &invoice.due_on),
            total: money(invoice.total),
            open: money(invoice.open),
        }
    });
    rows.collect()
}

/// The page.
pub async fn show(
    visit: Visit,
    Path(partner): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let partner = TenantId(id_of(&partner));
    let found = billing::statement_of(visit.app(), &visit.request, partner, year(&query)?).await?;
    let t = visit.t();
    let title = t.format("partner-account-title", &[("partner", &found.partner)]);
    let here = format!("/ops/billing/partners/{partner}/account");
    let chrome = console(&visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/billing/payments", t.get("nav-payments"))
        .crumb("", title);
    let record = asking("/ops/billing/payments/new", &[("partner", &found.domain)]);
    let page = Page {
        open: open(&visit, &found),
        save: format!("{here}/statement.csv?year={}", found.year),
        record: may(&visit, OperatorAction::RecordPayments).then_some(record),
        statement: shown(&visit, &found, &here),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// The statement as a file.
pub async fn save(
    visit: Visit,
    Path(partner): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let partner = TenantId(id_of(&partner));
    let found = billing::statement_of(visit.app(), &visit.request, partner, year(&query)?).await?;
    Ok(file(&visit, &found))
}
