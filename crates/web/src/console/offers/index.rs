//! All offers, and a search among them.

use super::{HOME, chrome, files, pill, shelf, tabs};
use crate::console::Parameters;
use crate::http::{Answer, Visit};
use crate::pricing::{customers, dash, kind_words, name};
use crate::subscriptions::money;
use crate::ui::{Chrome, Field, Tab, Text, Tone, respond};
use app::catalogue::offers;
use askama::Template;
use axum::http::StatusCode;
use domain::catalogue::Offer;

#[derive(Template)]
#[template(path = "pages/console/offers/index.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    search: Field,
    filtered: bool,
    rows: Vec<Row>,
    save: (String, String),
}

struct Row {
    href: String,
    name: String,
    kind: Text,
    shelf: String,
    customers: Text,
    price: String,
    status: (Tone, Text),
}

fn row(visit: &Visit, offer: &Offer) -> Row {
    let price = offer.price_on(visit.app().today());
    Row {
        href: format!("{HOME}/{}", offer.id),
        name: name(visit, offer),
        kind: kind_words(visit, offer.kind),
        shelf: shelf(visit, offer),
        customers: customers(visit, offer),
        price: price.map_or_else(dash, |price| money(visit, price.list_minor)),
        status: pill(visit, offer),
    }
}

/// Every offer, or those a text is found in.
pub async fn index(visit: Visit, parameters: Parameters) -> Answer {
    let text = parameters.get("q").map_or("", |text| text.trim());
    let found = offers::found(visit.app(), &visit.request, text)?;
    let chrome = chrome(&visit, "nav-offers");
    let page = Page {
        tabs: tabs(&visit, HOME),
        search: Field::text("q", chrome.t.get("offers-search"))
            .value(text)
            .maxlength(200)
            .unmarked(),
        filtered: !text.is_empty(),
        rows: found.iter().map(|offer| row(&visit, offer)).collect(),
        save: files("offers"),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
