//! One offer: what it is, what it costs and when, and what it stands beside.

use super::{HOME, Link, changes, link, links, pill, shelf};
use crate::console::{console, id_of, may};
use crate::http::{Answer, Visit};
use crate::pricing::{customers, cycles, dash, kind_words, limit, name, unit_words, units};
use crate::subscriptions::money;
use crate::ui::{Chrome, Pair, Text, Tone, format, respond};
use app::catalogue::offers::{self, View};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::catalogue::{Offer, Price};
use domain::permission::OperatorAction;
use std::cmp::Reverse;

#[derive(Template)]
#[template(path = "pages/console/offers/offer.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    description: String,
    status: (Tone, Text),
    prices: Vec<PriceRow>,
    /// What it stands beside, by what it is to them.
    ways: Vec<(Text, Vec<Link>)>,
    facts: Vec<Pair>,
    learn_more: Option<String>,
    trial: bool,
    /// What was ever proposed about it.
    changes: Vec<changes::Row>,
    /// Where a change is proposed.
    change: Option<String>,
}

struct PriceRow {
    from: String,
    until: String,
    price: String,
    suggested: String,
    /// Whether it applies today.
    now: bool,
}

fn price(visit: &Visit, offer: &Offer, price: &Price) -> PriceRow {
    let date = |day| format::date(visit.t(), day);
    PriceRow {
        from: date(price.from),
        until: offer.price_until(price.from).map_or_else(dash, date),
        price: money(visit, price.list_minor),
        suggested: money(visit, price.suggested_minor),
        now: offer.price_on(visit.app().today()) == Some(price),
    }
}

fn facts(visit: &Visit, offer: &Offer) -> Vec<Pair> {
    let t = visit.t();
    let product = visit.app().programme.catalogue().product(offer.product);
    let product = product.map_or_else(dash, |p| p.name.get(visit.language()).to_owned());
    let mut facts = vec![
        Pair::new(t.get("pricing-offer-id"), offer.id.to_string()).copy(),
        Pair::new(t.get("offers-product"), product),
        Pair::new(t.get("offers-shelf"), shelf(visit, offer)),
        Pair::new(t.get("pricing-kind"), kind_words(visit, offer.kind)),
        Pair::new(t.get("pricing-unit"), unit_words(visit, offer.unit)),
        Pair::new(t.get("pricing-units"), units(offer)),
        Pair::new(t.get("pricing-limit"), limit(visit, offer)),
        Pair::new(t.get("pricing-customers"), customers(visit, offer)),
        Pair::new(
            t.get("pricing-cycles"),
            cycles(visit, offer).join(&t.get("console-separator")),
        ),
    ];
    if offer.is_add_on() {
        let may = if offer.may_exceed_parent {
            "pricing-may-exceed"
        } else {
            "offers-not-exceed"
        };
        facts.push(Pair::new(t.get("offers-beside-base"), t.get(may)));
    }
    if let Some(end) = offer.sale_ends(visit.app().today()) {
        let end = format::date(t, end);
        facts.push(Pair::new(t.get("pricing-end-of-sale"), end));
    }
    facts
}

fn ways(visit: &Visit, view: &View<'_>) -> Vec<(Text, Vec<Link>)> {
    let of = |offers: &[&Offer]| offers.iter().map(|offer| link(visit, offer)).collect();
    let offer = view.offer;
    [
        ("pricing-needs", links(visit, &offer.parents)),
        ("offers-add-ons", of(&view.add_ons)),
        ("offers-upgrades-to", links(visit, &offer.upgrades)),
        ("offers-upgraded-from", of(&view.upgraded_from)),
        ("offers-converts-to", links(visit, &offer.conversions)),
        ("offers-converted-from", of(&view.converted_from)),
    ]
    .into_iter()
    .filter(|(_, links): &(_, Vec<Link>)| !links.is_empty())
    .map(|(label, links)| (visit.t().get(label), links))
    .collect()
}

/// An offer.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    let view = offers::view(visit.app(), &visit.request, id_of(&id))?;
    let proposed = app::catalogue::changes::of_offer(visit.app(), &visit.request, view.offer.id);
    let proposed = proposed.await?;
    let (t, offer) = (visit.t(), view.offer);
    let title = name(&visit, offer);
    let chrome = console(&visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb(HOME, t.get("nav-offers"))
        .crumb("", title);
    let mut prices: Vec<_> = offer.prices.iter().collect();
    prices.sort_by_key(|price| Reverse(price.from));
    let page = Page {
        description: offer.description.get(visit.language()).to_owned(),
        status: pill(&visit, offer),
        prices: prices.iter().map(|p| price(&visit, offer, p)).collect(),
        ways: ways(&visit, &view),
        facts: facts(&visit, offer),
        learn_more: offer.learn_more.clone(),
        trial: offer.is_trial(),
        changes: proposed
            .iter()
            .map(|one| changes::row(&visit, one))
            .collect(),
        change: may(&visit, OperatorAction::ManageOffers)
            .then(|| format!("{HOME}/{}/change", offer.id)),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
