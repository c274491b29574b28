//! The offer matrix: which offers may be sold to whom, with what, how many, and what they may become.

use super::export::addresses;
use super::{Parameters, asked, chrome, kind_words, months, name, tabs};
use crate::http::{Answer, Query, Visit};
use crate::subscriptions::cycle;
use crate::ui::{Chrome, Field, Tab, Text, format, respond};
use app::catalogue;
use askama::Template;
use axum::http::StatusCode;
use domain::catalogue::{Change, LimitPer, Offer};
use jiff::civil::Date;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/pricing/matrix.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    months: Field,
    rows: Vec<Row>,
    save: (String, String),
}

struct Row {
    name: String,
    kind: Text,
    units: String,
    customers: Text,
    limit: String,
    cycles: String,
    /// One of these is needed first.
    needs: Vec<String>,
    may_exceed: bool,
    becomes: Vec<String>,
    until: Option<String>,
}

/// Fewest and most units.
pub(crate) fn units(offer: &Offer) -> String {
    if offer.minimum == offer.maximum {
        format::number(offer.minimum.into())
    } else {
        format!(
            "{}–{}",
            format::number(offer.minimum.into()),
            format::number(offer.maximum.into())
        )
    }
}

/// How many subscriptions one customer may have.
pub(crate) fn limit(visit: &Visit, offer: &Offer) -> String {
    let t = visit.t();
    match offer.limit {
        None => t.get("pricing-limit-none").into_owned(),
        Some(limit) => {
            let id = match limit.per {
                LimitPer::Concurrent => "pricing-limit-concurrent",
                LimitPer::Lifetime => "pricing-limit-lifetime",
            };
            t.format(id, &[("count", &limit.subscriptions.to_string())])
        }
    }
}

pub(crate) fn cycles(visit: &Visit, offer: &Offer) -> Vec<Text> {
    let cycles = offer.billing_cycles.iter();
    let words: Vec<_> = cycles.map(|c| cycle(visit, c.text())).collect();
    if words.is_empty() {
        vec![cycle(visit, "none")]
    } else {
        words
    }
}

/// The names of offers.
pub(crate) fn names(visit: &Visit, ids: &[Uuid]) -> Vec<String> {
    let catalogue = visit.app().programme.catalogue();
    let found = ids.iter().filter_map(|id| catalogue.offer(*id));
    found.map(|offer| name(visit, offer)).collect()
}

/// Upgrades of a subscription, or what a trial is turned into.
pub(crate) fn becomes(offer: &Offer) -> &[Uuid] {
    if offer.is_trial() {
        &offer.conversions
    } else {
        &offer.upgrades
    }
}

/// Who may buy.
pub(crate) fn customers(visit: &Visit, offer: &Offer) -> Text {
    let word = offer.qualification.text();
    visit.t().get(format!("pricing-for-{word}"))
}

fn row(visit: &Visit, offer: &Offer, first: Date) -> Row {
    let t = visit.t();
    let cycles: Vec<_> = cycles(visit, offer);
    Row {
        name: name(visit, offer),
        kind: kind_words(visit, offer.kind),
        units: units(offer),
        customers: customers(visit, offer),
        limit: limit(visit, offer),
        cycles: cycles.join(&t.get("console-separator")),
        needs: names(visit, &offer.parents),
        may_exceed: offer.is_add_on() && offer.may_exceed_parent,
        becomes: names(visit, becomes(offer)),
        until: ends(offer, first).map(|end| {
            let day = format::date(t, end);
            t.format("pricing-ends", &[("day", &day)])
        }),
    }
}

/// When the sale ends, of an offer that is sold in the month that begins then.
pub(crate) fn ends(offer: &Offer, first: Date) -> Option<Date> {
    offer.sale_ends(first).filter(|end| first < *end)
}

/// The matrix of a month.
pub async fn show(visit: Visit, Query(query): Parameters) -> Answer {
    let app = visit.app().clone();
    let list = catalogue::price_list(&app, &visit.request, asked(&query))?;
    let chrome = chrome(&visit, "pricing-matrix");
    let sold = list.lines.iter().filter(|l| l.change != Change::Deleted);
    let page = Page {
        tabs: tabs(&visit, &list, "/pricing/matrix"),
        months: months(&visit, &list),
        rows: sold
            .map(|line| row(&visit, line.offer, list.month.first()))
            .collect(),
        save: addresses("matrix", &list),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
