//! `/pricing/special`: what the company pays less than the list for, for whom and how long.

use super::export::{addresses, plain};
use super::{Parameters, asked, chrome, dash, tabs};
use crate::http::sheet::{Cell, Sheet};
use crate::http::{Answer, Query, Visit};
use crate::subscriptions::{money, offer_name};
use crate::ui::{Banner, Chrome, Tab, Text, Tone, format, respond};
use app::Failure;
use app::catalogue;
use app::catalogue::special_prices::{self, View};
use askama::Template;
use axum::http::StatusCode;
use domain::catalogue::special::{Shown, State, Terms, percent};

#[derive(Template)]
#[template(path = "pages/pricing/special.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    save: (String, String),
}

struct Row {
    offer: String,
    customer: String,
    price: String,
    /// What the list asks, where it is a percentage also how much that is.
    list: String,
    from: String,
    until: String,
    status: (Tone, Text),
}

/// How one stands today.
pub(crate) fn pill(visit: &Visit, shown: Shown) -> (Tone, Text) {
    let tone = match shown {
        Shown::Applies => Tone::Ok,
        Shown::Ahead => Tone::Info,
        Shown::As(State::Proposed) => Tone::Wait,
        Shown::As(State::Declined | State::Withdrawn) => Tone::Bad,
        Shown::As(_) | Shown::Over => Tone::Mute,
    };
    let key = format!("special-price-shown-{}", shown.text());
    (tone, visit.t().get(key))
}

/// A price, or how much less.
pub(crate) fn terms(visit: &Visit, terms: Terms) -> String {
    match terms {
        Terms::Fixed(minor) => money(visit, minor),
        Terms::Off(points) => {
            let percent = percent(points);
            visit
                .t()
                .format("special-price-off", &[("percent", &percent)])
        }
    }
}

fn customer(visit: &Visit, view: &View) -> String {
    let all = || visit.t().get("special-price-all-customers").into_owned();
    view.row.customer.clone().unwrap_or_else(all)
}

/// The last day it applied or will; one that was ended says so by its status.
fn days(view: &View) -> (jiff::civil::Date, Option<jiff::civil::Date>) {
    let ends = view.row.ends_on.as_deref();
    let ends: Option<jiff::civil::Date> = ends.and_then(|day| day.parse().ok());
    let last = ends.and_then(|end| end.yesterday().ok());
    let first = view.standing.from;
    (first, last.filter(|last| first <= *last))
}

fn row(visit: &Visit, view: &View) -> Row {
    let t = visit.t();
    let (from, until) = days(view);
    let list = view.list_minor.map_or_else(dash, |list| money(visit, list));
    Row {
        offer: offer_name(visit, view.row.offer_id),
        customer: customer(visit, view),
        price: view.minor.map_or_else(dash, |minor| money(visit, minor)),
        list: match view.terms {
            Terms::Fixed(_) => t.format("special-price-list", &[("list", &list)]),
            Terms::Off(_) => {
                let off = terms(visit, view.terms);
                t.format("special-price-list-off", &[("off", &off), ("list", &list)])
            }
        },
        from: format::date(t, from),
        until: until.map_or_else(dash, |until| format::date(t, until)),
        status: pill(visit, view.shown),
    }
}

/// The list.
pub async fn show(visit: Visit, Query(query): Parameters) -> Answer {
    let app = visit.app().clone();
    let list = catalogue::price_list(&app, &visit.request, asked(&query))?;
    let found = special_prices::granted(&app, &visit.request).await?;
    let chrome = chrome(&visit, "special-prices");
    let page = Page {
        tabs: tabs(&visit, &list, "/pricing/special"),
        rows: found.iter().map(|view| row(&visit, view)).collect(),
        save: addresses("special", &list),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// What the price list says to those who have prices of their own.
pub(super) async fn banner(visit: &Visit) -> Result<Option<Banner>, Failure> {
    let t = visit.t();
    let count = special_prices::open(visit.app(), &visit.request).await?;
    Ok((count > 0).then(|| {
        let title = t.format("special-price-banner", &[("count", &count.to_string())]);
        Banner::new(Tone::Info, title)
            .text(t.get("special-price-banner-text"))
            .action("/pricing/special", t.get("special-price-open"))
    }))
}

/// The same as a table.
pub(super) fn sheet(visit: &Visit, found: &[View]) -> Sheet<11> {
    let t = visit.t();
    let head = [
        "pricing-offer-id",
        "pricing-offer",
        "special-price-for",
        "special-price-domain",
        "special-price-price",
        "special-price-percent",
        "special-price-list-price",
        "pricing-currency",
        "pricing-from",
        "pricing-until",
        "special-price-status",
    ];
    let mut sheet = Sheet::new(head.map(|id| t.get(id).into_owned()));
    let amount =
        |minor: Option<i64>| Cell::Number(minor.map(|m| plain(visit, m)).unwrap_or_default());
    for view in found {
        let (from, until) = days(view);
        sheet.row([
            Cell::Text(view.row.offer_id.to_string()),
            Cell::Text(offer_name(visit, view.row.offer_id)),
            Cell::Text(customer(visit, view)),
            Cell::Text(view.row.customer_domain.clone().unwrap_or_default()),
            amount(view.minor),
            Cell::Number(match view.terms {
                Terms::Fixed(_) => String::new(),
                Terms::Off(points) => percent(points),
            }),
            amount(view.list_minor),
            Cell::Text(visit.app().programme.currency.code.clone()),
            Cell::Text(from.to_string()),
            Cell::Text(until.map(|day| day.to_string()).unwrap_or_default()),
            Cell::Text(pill(visit, view.shown).1.into_owned()),
        ]);
    }
    sheet
}
