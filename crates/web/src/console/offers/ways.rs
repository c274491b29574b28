//! The offer matrix, which add-on goes with which base and which offers are restricted to what, and
//! the upgrade paths.

use super::{Link, chrome, files, link, links, pill, tabs};
use crate::http::{Answer, Visit};
use crate::pricing::{customers, limit, units};
use crate::ui::{Chrome, Tab, Text, Tone, respond};
use app::catalogue::offers::{self, Sale};
use askama::Template;
use axum::http::StatusCode;
use domain::catalogue::{Offer, Qualification};

#[derive(Template)]
#[template(path = "pages/console/offers/matrix.html")]
struct Matrix<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    add_ons: Vec<AddOn>,
    restricted: Vec<Restricted>,
    save: (String, String),
}

struct AddOn {
    offer: Link,
    status: (Tone, Text),
    bases: Vec<Link>,
    exceeds: Text,
}

struct Restricted {
    offer: Link,
    status: (Tone, Text),
    customers: Text,
    units: String,
    limit: String,
}

/// Whether not everybody may buy as much of an offer as there is.
fn is_restricted(offer: &Offer) -> bool {
    offer.qualification != Qualification::None || offer.limit.is_some() || offer.minimum > 1
}

/// The matrix.
pub async fn matrix(visit: Visit) -> Answer {
    let found = offers::found(visit.app(), &visit.request, "")?;
    let chrome = chrome(&visit, "pricing-matrix");
    let t = chrome.t;
    let add_on = |offer: &&Offer| AddOn {
        offer: link(&visit, offer),
        status: pill(&visit, offer),
        bases: links(&visit, &offer.parents),
        exceeds: t.get(if offer.may_exceed_parent {
            "pricing-may-exceed"
        } else {
            "offers-not-exceed"
        }),
    };
    let restricted = |offer: &&Offer| Restricted {
        offer: link(&visit, offer),
        status: pill(&visit, offer),
        customers: customers(&visit, offer),
        units: units(offer),
        limit: limit(&visit, offer),
    };
    let page = Matrix {
        tabs: tabs(&visit, "/ops/catalogue/matrix"),
        add_ons: {
            let add_ons = found.iter().filter(|offer| offer.is_add_on());
            add_ons.map(add_on).collect()
        },
        restricted: {
            let narrow = found.iter().filter(|offer| is_restricted(offer));
            narrow.map(restricted).collect()
        },
        save: files("matrix"),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

#[derive(Template)]
#[template(path = "pages/console/offers/upgrades.html")]
struct Upgrades<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    save: (String, String),
}

struct Row {
    from: Link,
    to: Link,
    kind: Text,
    /// Whether somebody who has the one can get the other today.
    status: (Tone, Text),
}

/// What a way is called.
pub(super) fn kind(visit: &Visit, from: &Offer) -> Text {
    visit.t().get(if from.is_trial() {
        "offers-conversion"
    } else {
        "offers-upgrade"
    })
}

/// Whether a way can be gone today: what it leads to has to be sold. What it begins with need not.
pub(super) fn open(visit: &Visit, to: &Offer) -> (Tone, Text) {
    if Sale::of(to, visit.app().today()) == Sale::On {
        (Tone::Ok, visit.t().get("offers-way-open"))
    } else {
        (Tone::Warn, visit.t().get("offers-way-closed"))
    }
}

/// The upgrade paths.
pub async fn upgrades(visit: Visit) -> Answer {
    let paths = offers::paths(visit.app(), &visit.request)?;
    let chrome = chrome(&visit, "offers-upgrades");
    let row = |path: &offers::Path<'_>| Row {
        from: link(&visit, path.from),
        to: link(&visit, path.to),
        kind: kind(&visit, path.from),
        status: open(&visit, path.to),
    };
    let page = Upgrades {
        tabs: tabs(&visit, "/ops/catalogue/upgrades"),
        rows: paths.iter().map(row).collect(),
        save: files("upgrades"),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
