//! `/pricing`: what can be sold, for how much, and what changes (04). Only for roles that may see
//! prices; others are told which roles those are.

mod export;
mod matrix;
mod special;

pub use export::save;
pub(crate) use export::{offers as offer_sheet, plain, unit};
pub use matrix::show as matrix;
pub(crate) use matrix::{customers, cycles, limit, units};
pub use special::show as special;
pub(crate) use special::{pill as special_pill, terms as special_terms};

use crate::http::{Answer, Query, Visit, address, frame};
use crate::subscriptions::money;
use crate::ui::{Banner, Choice, Chrome, Field, Tab, Text, Tone, format, respond};
use app::Failure;
use app::catalogue::{self, PriceList};
use askama::Template;
use axum::http::StatusCode;
use domain::catalogue::{Change, Kind, ListLine, Month, Offer, Unit};
use jiff::civil::Date;
use std::collections::HashMap;

type Parameters = Query<HashMap<String, String>>;

#[derive(Template)]
#[template(path = "pages/pricing/list.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    /// Only what is different from the month before.
    changes: bool,
    title: String,
    note: String,
    /// That the company has prices of its own.
    special: Option<Banner>,
    months: Field,
    action: &'static str,
    shelves: Vec<Shelf>,
    save: (String, String),
}

struct Shelf {
    id: String,
    title: String,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    id: String,
    kind: Text,
    price: String,
    suggested: String,
    from: String,
    change: (Tone, Text),
    /// What it was, and by how much it differs, where it does.
    before: Option<String>,
}

/// The month an address asks for.
fn asked(query: &HashMap<String, String>) -> Option<Month> {
    query.get("month").and_then(|text| Month::from_text(text))
}

/// A month in words.
pub(crate) fn month_words(visit: &Visit, month: Month) -> String {
    format::month(visit.t(), month.first())
}

fn chrome(visit: &Visit, title: &str) -> Chrome {
    let t = visit.t();
    frame::portal(visit, t.get(title))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("nav-pricing"))
}

/// The views; they keep the month.
fn tabs(visit: &Visit, list: &PriceList<'_>, current: &str) -> Vec<Tab> {
    let t = visit.t();
    let month = list.month.text();
    let changed = list.lines.iter().filter(|l| l.change != Change::Unchanged);
    let changed = u64::try_from(changed.count()).unwrap_or(0);
    [
        ("/pricing", "pricing-list", None),
        ("/pricing/changes", "pricing-changes", Some(changed)),
        ("/pricing/matrix", "pricing-matrix", None),
        ("/pricing/special", "special-prices", None),
    ]
    .into_iter()
    .map(|(href, label, count)| Tab {
        href: address::asking(href, &[("month", &month)]).into(),
        label: t.get(label),
        count,
        current: href == current,
        ..Tab::default()
    })
    .collect()
}

/// The months there are lists of, the next one first.
fn months(visit: &Visit, list: &PriceList<'_>) -> Field {
    let t = visit.t();
    let choices = list.months.iter().map(|month| {
        let words = month_words(visit, *month);
        let words = if *month == list.current {
            t.format("pricing-current", &[("month", &words)])
        } else if *month > list.current {
            t.format("pricing-next", &[("month", &words)])
        } else {
            words
        };
        Choice::new(month.text(), words).selected(*month == list.month)
    });
    Field::select("month", t.get("pricing-month"), choices.collect()).unmarked()
}

/// How a change looks.
pub(crate) fn change_pill(visit: &Visit, change: Change) -> (Tone, Text) {
    let tone = match change {
        Change::Added => Tone::Ok,
        Change::Changed => Tone::Warn,
        Change::Deleted => Tone::Bad,
        Change::Unchanged => Tone::Mute,
    };
    (
        tone,
        visit.t().get(format!("pricing-change-{}", change.text())),
    )
}

pub(crate) fn kind_words(visit: &Visit, kind: Kind) -> Text {
    visit.t().get(match kind {
        Kind::Base => "pricing-kind-base",
        Kind::AddOn => "pricing-kind-add-on",
        Kind::Trial => "pricing-kind-trial",
    })
}

pub(crate) fn unit_words(visit: &Visit, unit: Unit) -> Text {
    visit.t().get(match unit {
        Unit::Licence => "price-per-licence",
        Unit::StorageGb => "price-per-gigabyte",
    })
}

/// An offer's name in the visitor's language.
pub(crate) fn name(visit: &Visit, offer: &Offer) -> String {
    offer.name.get(visit.language()).to_owned()
}

pub(crate) fn dash() -> String {
    "—".to_owned()
}

/// By how much a price differs, with its sign.
pub(crate) fn difference(visit: &Visit, line: &ListLine<'_>) -> Option<String> {
    let (now, before) = (line.price?, line.before?);
    let by = now.list_minor - before.list_minor;
    if by == 0 {
        return None;
    }
    let sign = if by > 0 { "+" } else { "−" };
    let facts = [
        ("before", money(visit, before.list_minor)),
        ("by", format!("{sign}{}", money(visit, by.abs()))),
    ];
    let facts = facts
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    Some(visit.t().format("pricing-before", &facts))
}

fn row(visit: &Visit, line: &ListLine<'_>, month: Month) -> Row {
    let t = visit.t();
    let day = line
        .price
        .map_or(month.first(), |p| p.from.max(month.first()));
    let amount = |minor: Option<i64>| minor.map_or_else(dash, |minor| money(visit, minor));
    let date = |date: Date| format::date(t, date);
    Row {
        name: name(visit, line.offer),
        id: line.offer.id.to_string(),
        kind: format!(
            "{}{}{}",
            kind_words(visit, line.offer.kind),
            t.get("console-separator"),
            unit_words(visit, line.offer.unit)
        )
        .into(),
        price: amount(line.price.map(|price| price.list_minor)),
        suggested: amount(line.price.map(|price| price.suggested_minor)),
        from: match (line.change, line.offer.sale_ends(day), line.price) {
            (Change::Deleted, Some(end), _) => t.format("pricing-ended", &[("day", &date(end))]),
            (_, Some(end), Some(price)) => t.format(
                "pricing-from-until",
                &[("from", &date(price.from)), ("until", &date(end))],
            ),
            (_, None, Some(price)) => date(price.from),
            (_, _, None) => dash(),
        },
        change: change_pill(visit, line.change),
        before: difference(visit, line),
    }
}

async fn page(visit: Visit, query: &HashMap<String, String>, changes: bool) -> Answer {
    let app = visit.app().clone();
    let list = catalogue::price_list(&app, &visit.request, asked(query))?;
    let special = special::banner(&visit).await?;
    let title = if changes {
        "pricing-changes"
    } else {
        "nav-pricing"
    };
    let action = if changes {
        "/pricing/changes"
    } else {
        "/pricing"
    };
    let chrome = chrome(&visit, title);
    let t = chrome.t;
    let wanted = |line: &&ListLine<'_>| {
        if changes {
            line.change != Change::Unchanged
        } else {
            line.change != Change::Deleted
        }
    };
    let mut shelves: Vec<Shelf> = Vec::new();
    for line in list.lines.iter().filter(wanted) {
        let id = &line.offer.category;
        if shelves.last().is_none_or(|shelf| shelf.id != *id) {
            let title = app.programme.catalogue().category(id);
            shelves.push(Shelf {
                id: id.clone(),
                title: title.map_or_else(String::new, |c| c.name.get(visit.language()).to_owned()),
                rows: Vec::new(),
            });
        }
        if let Some(shelf) = shelves.last_mut() {
            shelf.rows.push(row(&visit, line, list.month));
        }
    }
    let month = month_words(&visit, list.month);
    let what = if changes { "changes" } else { "list" };
    let page = Page {
        tabs: tabs(&visit, &list, action),
        title: t.format(
            if changes {
                "pricing-changes-of"
            } else {
                "pricing-list-of"
            },
            &[("month", &month)],
        ),
        note: t.format(
            "pricing-note",
            &[("days", &app.programme.price_list.notice_days.to_string())],
        ),
        special,
        months: months(&visit, &list),
        save: export::addresses(what, &list),
        changes,
        action,
        shelves,
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// The price list of a month.
pub async fn show(visit: Visit, Query(query): Parameters) -> Answer {
    page(visit, &query, false).await
}

/// What is different from the month before. Events name a list by its id.
pub async fn changes(visit: Visit, Query(mut query): Parameters) -> Answer {
    if let Some(list) = query.remove("list") {
        let list = list.parse().map_err(|_| Failure::NotFound)?;
        let month = catalogue::month_of(visit.app(), &visit.request, list).await?;
        query.insert("month".to_owned(), month.text());
    }
    page(visit, &query, true).await
}
