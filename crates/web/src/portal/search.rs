//! `/search`: one box for customers, subscriptions, invoices and offers.

use crate::http::{Answer, Query, Visit, address, frame, go};
use crate::subscriptions::{name, offer_name};
use crate::ui::{Chrome, Search, Text, respond};
use app::search::{self, Hits};
use askama::Template;
use axum::http::StatusCode;
use domain::caller::Caller;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "pages/portal/search.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    /// What was searched for.
    lead: Text,
    empty: bool,
    nothing: bool,
    parts: Vec<Part>,
}

/// What was found of one kind.
struct Part {
    id: &'static str,
    title: Text,
    hits: Vec<Hit>,
    /// Where all of them are.
    more: Option<String>,
}

struct Hit {
    href: String,
    title: String,
    note: String,
}

fn parts(visit: &Visit, hits: &Hits, text: &str) -> Vec<Part> {
    let t = visit.t();
    let customers = hits.customers.iter().map(|listed| Hit {
        href: format!("/customers/{}/subscriptions", listed.customer.id),
        title: listed.customer.company_name.clone(),
        note: listed.customer.domain.clone(),
    });
    let subscriptions = hits.subscription.iter().map(|(row, customer)| Hit {
        href: format!("/customers/{}/subscriptions/{}", row.customer_id, row.id),
        title: name(visit, row),
        note: customer.clone(),
    });
    let invoices = hits.invoice.iter().map(|invoice| Hit {
        href: format!("/billing/invoices/{}", invoice.number),
        title: invoice.number.clone(),
        note: crate::billing::day(visit, &invoice.billed_on),
    });
    let offers = hits.offers.iter().map(|offer| Hit {
        href: "/pricing".to_owned(),
        title: offer_name(visit, *offer),
        note: offer.to_string(),
    });
    let more = hits
        .more_customers
        .then(|| address::asking("/customers", &[("q", text)]));
    let mut parts = vec![
        Part {
            id: "customers",
            title: t.get("nav-customers"),
            hits: customers.collect(),
            more,
        },
        Part {
            id: "subscriptions",
            title: t.get("customer-tab-sales"),
            hits: subscriptions.collect(),
            more: None,
        },
        Part {
            id: "invoices",
            title: t.get("search-invoices"),
            hits: invoices.collect(),
            more: None,
        },
        Part {
            id: "offers",
            title: t.get("nav-pricing"),
            hits: offers.collect(),
            more: None,
        },
    ];
    parts.retain(|part| !part.hits.is_empty());
    parts
}

/// What was found.
pub async fn show(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    if let Caller::Staff { .. } = visit.request.caller {
        return Ok(go("/ops"));
    }
    let text = query.get("q").map_or("", String::as_str).trim();
    let hits = search::find(visit.app(), &visit.request, text, visit.language()).await?;
    let t = visit.t();
    let mut chrome = frame::portal(&visit, t.get("search-title"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("search-title"));
    chrome.search = Some(Search {
        action: "/search".into(),
        label: t.get("search-label"),
        value: text.to_owned(),
    });
    let page = Page {
        lead: match text.is_empty() {
            true => t.get("search-hint"),
            false => t.format("search-for", &[("text", text)]).into(),
        },
        empty: text.is_empty(),
        nothing: hits.is_empty(),
        parts: parts(&visit, &hits, text),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
