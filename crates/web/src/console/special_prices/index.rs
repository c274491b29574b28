//! All special prices, or those of one partner.

use super::{HOME, customer, days, href};
use crate::console::{Parameters, console, exactly, may};
use crate::http::address::{asking, nth};
use crate::http::{Answer, Visit};
use crate::pricing::{special_pill, special_terms};
use crate::subscriptions::offer_name;
use crate::ui::{Chrome, Text, Tone, respond};
use app::catalogue::special_prices::{self, View};
use askama::Template;
use axum::http::StatusCode;
use domain::permission::OperatorAction;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/console/special_prices/index.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    rows: Vec<Row>,
    manages: bool,
    /// All of them again, where only one partner's are shown.
    all: Option<&'static str>,
    newer: Option<String>,
    older: Option<String>,
}

struct Row {
    href: String,
    offer: String,
    partner: String,
    customer: String,
    terms: String,
    days: String,
    status: (Tone, Text),
    proposed: String,
}

fn row(visit: &Visit, view: &View) -> Row {
    let proposed = exactly(visit, view.row.proposed_at);
    Row {
        href: href(view.row.id),
        offer: offer_name(visit, view.row.offer_id),
        partner: view.row.partner.clone(),
        customer: customer(visit, view),
        terms: special_terms(visit, view.terms),
        days: days(visit, view).join(" – "),
        status: special_pill(visit, view.shown),
        proposed: format!("{} · {proposed}", view.row.proposed_name),
    }
}

/// The list; an address may name the partner.
pub async fn index(visit: Visit, parameters: Parameters) -> Answer {
    let page = parameters.get("page").and_then(|page| page.parse().ok());
    let page: u32 = page.unwrap_or(1).max(1);
    let partner = parameters.get("partner").map(String::as_str);
    // What is no id is nobody's.
    let partner_id = partner.map(|id| Uuid::parse_str(id).unwrap_or_default());
    let (app, request) = (visit.app(), &visit.request);
    let (found, more) = special_prices::all(app, request, partner_id, page).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("special-prices"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("special-prices"));
    let address = |page: u32| {
        let id = partner_id.map(|id| id.to_string()).unwrap_or_default();
        asking(HOME, &[("partner", &id), ("page", &nth(page.into()))])
    };
    let shown = Page {
        rows: found.iter().map(|view| row(&visit, view)).collect(),
        manages: may(&visit, OperatorAction::ManageSpecialPrices),
        all: partner.map(|_| HOME),
        newer: (page > 1).then(|| address(page - 1)),
        older: more.then(|| address(page.saturating_add(1))),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &shown))
}
