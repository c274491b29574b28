//! `/billing/statement`: everything that changed what is owed, year by year, on a page and as a file.

use super::day;
use crate::http::{Answer, Query, Visit, csv, frame};
use crate::pricing::plain;
use crate::ui::{Chrome, Pair, Tab, format, respond};
use app::Failure;
use app::billing::{self, Statement};
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use store::billing::ledger::StatementLine;

#[derive(Template)]
#[template(path = "pages/billing/statement.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    statement: Shown,
    save: String,
}

/// A statement as pages show it, the partner's and the operator's.
pub(crate) struct Shown {
    pub(crate) years: Vec<Tab>,
    pub(crate) facts: Vec<Pair>,
    pub(crate) opening: String,
    pub(crate) closing: String,
    pub(crate) rows: Vec<Row>,
}

/// A line of it.
pub(crate) struct Row {
    pub(crate) day: String,
    pub(crate) what: String,
    pub(crate) amount: String,
    pub(crate) balance: String,
}

/// What something in the ledger was about, in words, with what it refers to.
pub(crate) fn words(visit: &Visit, kind: &str, about: Option<&str>) -> String {
    let about = about.unwrap_or_default();
    visit
        .t()
        .format(&format!("ledger-{kind}"), &[("about", about)])
}

fn about(line: &StatementLine) -> Option<&str> {
    line.reference.as_deref().or(line.invoice.as_deref())
}

/// The year an address asks for; what is no year is none there is.
pub(crate) fn year(query: &BTreeMap<String, String>) -> Result<Option<i16>, Failure> {
    let year = query.get("year").map(|year| year.parse());
    year.transpose().map_err(|_| Failure::NotFound)
}

/// What the page shows of a statement whose years are at an address.
pub(crate) fn shown(visit: &Visit, s: &Statement, here: &str) -> Shown {
    let t = visit.t();
    let money = |minor| format::money(minor, &s.currency);
    let pair = |id: &str, minor| Pair::new(t.get(id), money(minor));
    let this = visit.app().today().year();
    let years = (s.first_year..=this).rev().take(10).map(|year| Tab {
        href: format!("{here}?year={year}").into(),
        label: year.to_string().into(),
        current: year == s.year,
        ..Tab::default()
    });
    Shown {
        years: years.collect(),
        facts: vec![
            pair("billing-open", s.balance.open),
            pair("billing-unallocated", s.balance.unallocated),
            pair("billing-balance", s.balance.due()),
        ],
        opening: money(s.opening),
        closing: money(s.closing),
        rows: s
            .lines
            .iter()
            .map(|(line, balance)| Row {
                day: day(visit, &line.value_on),
                what: words(visit, &line.kind, about(line)),
                amount: money(line.amount),
                balance: money(*balance),
            })
            .collect(),
    }
}

/// The page.
pub async fn show(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let found = billing::statement(visit.app(), &visit.request, year(&query)?).await?;
    let t = visit.t();
    let title = t.get("statement-title");
    let chrome = frame::portal(&visit, title.clone())
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("/billing", t.get("nav-billing"))
        .crumb("", title);
    let page = Page {
        statement: shown(&visit, &found, "/billing/statement"),
        save: format!("/billing/statement.csv?year={}", found.year),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// The same as a file. What is owed and what is in the partner's favour have columns of their own, so
/// that no cell begins with a sign.
pub(crate) fn file(visit: &Visit, s: &Statement) -> Response {
    let t = visit.t();
    let head = [
        "statement-day",
        "statement-what",
        "statement-charged",
        "statement-credited",
        "statement-owed",
        "statement-favour",
    ];
    let mut table = csv::Table::new(head.map(|id| t.get(id).into_owned()));
    let side = |minor: i64, wanted: bool| {
        if minor != 0 && (minor > 0) == wanted {
            plain(visit, minor.saturating_abs())
        } else {
            String::new()
        }
    };
    let mut row = |day: String, what: String, amount: i64, balance: i64| {
        table.row([
            day,
            what,
            side(amount, true),
            side(amount, false),
            side(balance, true),
            side(balance, false),
        ]);
    };
    let first = format!("{:04}-01-01", s.year);
    row(first, t.get("statement-opening").into_owned(), 0, s.opening);
    for (line, balance) in &s.lines {
        let what = words(visit, &line.kind, about(line));
        row(line.value_on.clone(), what, line.amount, *balance);
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"statement-{}.csv\"", s.year),
        ),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, table.into_text()).into_response()
}

/// The statement as a file.
pub async fn save(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let found = billing::statement(visit.app(), &visit.request, year(&query)?).await?;
    Ok(file(&visit, &found))
}
