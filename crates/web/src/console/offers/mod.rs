//! `/ops/catalogue/offers`, `/ops/catalogue/matrix`, `/ops/catalogue/upgrades`: every offer of the
//! programme, what goes with what, and what can become what. Prices are changed by price lists,
//! everything else under `/ops/catalogue/changes`.

pub mod changes;
mod index;
mod offer;
mod save;
mod ways;

pub use index::index;
pub use offer::show;
pub use save::save;
pub use ways::{matrix, upgrades};

use super::console;
use crate::http::{Visit, address};
use crate::pricing::name;
use crate::ui::{Chrome, Tab, Text, Tone};
use app::catalogue::offers::Sale;
use domain::catalogue::Offer;

const HOME: &str = "/ops/catalogue/offers";

/// An offer in a row of another one.
struct Link {
    href: String,
    name: String,
}

fn link(visit: &Visit, offer: &Offer) -> Link {
    Link {
        href: format!("{HOME}/{}", offer.id),
        name: name(visit, offer),
    }
}

/// Offers by id, those that are there.
fn links(visit: &Visit, ids: &[uuid::Uuid]) -> Vec<Link> {
    let catalogue = visit.app().programme.catalogue();
    let offers = ids.iter().filter_map(|id| catalogue.offer(*id));
    offers.map(|offer| link(visit, offer)).collect()
}

/// The frame of the three views.
fn chrome(visit: &Visit, title: &str) -> Chrome {
    let t = visit.t();
    console(visit, t.get(title))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get(title))
}

fn tabs(visit: &Visit, current: &str) -> Vec<Tab> {
    let views = [
        (HOME, "nav-offers"),
        ("/ops/catalogue/matrix", "pricing-matrix"),
        ("/ops/catalogue/upgrades", "offers-upgrades"),
        (changes::HOME, "offer-changes"),
    ];
    let tab = |(href, label): (&'static str, &str)| Tab {
        href: href.into(),
        label: visit.t().get(label),
        current: href == current,
        ..Tab::default()
    };
    views.map(tab).into()
}

/// Where a view is saved as text, and where as a workbook.
fn files(what: &str) -> (String, String) {
    let asking = |format| {
        let facts = [("what", what), ("format", format)];
        address::asking("/ops/catalogue/offers/export", &facts)
    };
    (asking("csv"), asking("xlsx"))
}

/// Whether an offer is sold today.
fn pill(visit: &Visit, offer: &Offer) -> (Tone, Text) {
    let sale = Sale::of(offer, visit.app().today());
    let tone = match sale {
        Sale::On => Tone::Ok,
        Sale::Ahead => Tone::Info,
        Sale::Over => Tone::Mute,
    };
    (tone, visit.t().get(format!("offers-sale-{}", sale.text())))
}

/// The shelf an offer stands on.
fn shelf(visit: &Visit, offer: &Offer) -> String {
    let catalogue = visit.app().programme.catalogue();
    let shelf = catalogue.category(&offer.category);
    shelf.map_or_else(String::new, |c| c.name.get(visit.language()).to_owned())
}
