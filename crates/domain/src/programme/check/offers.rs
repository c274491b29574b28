//! `offers.toml`: what is sold, and whether it fits together.

use super::{Findings, is_id};
use crate::catalogue::{BillingCycle, Catalogue, Kind, Offer};
use crate::programme::OFFERS_FILE;
use crate::programme::error::ProgrammeError;
use crate::programme::locate::Locator;
use crate::programme::settings::Settings;
use std::collections::HashMap;
use uuid::Uuid;

/// Most units an offer can allow: what fits the interface's whole numbers with room for sums.
const MOST_UNITS: u32 = 10_000_000;

/// Reads and checks the offers.
pub(in crate::programme) fn load(
    settings: &Settings,
    folder: &str,
    read_text: &dyn Fn(&str) -> Result<String, String>,
) -> Result<Catalogue, Vec<ProgrammeError>> {
    let file = format!("{folder}/{OFFERS_FILE}");
    let source = read_text(OFFERS_FILE).map_err(|reason| {
        vec![ProgrammeError {
            file: file.clone(),
            line: 0,
            field: OFFERS_FILE.to_owned(),
            message: format!("cannot be read: {reason}"),
        }]
    })?;
    let locator = Locator::parse(&file, &source)?;
    let catalogue: Catalogue =
        toml::from_str(&source).map_err(|error| vec![locator.shape_error(&error)])?;
    let mut findings = Findings::new(&locator);
    shelves(&catalogue, &mut findings);
    let kinds = catalogue.offers.iter().map(|o| (o.id, o.kind)).collect();
    for (i, offer) in catalogue.offers.iter().enumerate() {
        let at = format!("offers[{i}]");
        belongs(&catalogue, offer, &at, &mut findings);
        quantities(settings, offer, &at, &mut findings);
        billing(offer, &at, &mut findings);
        ways(offer, &kinds, &at, &mut findings);
    }
    let errors = findings.into_errors();
    if errors.is_empty() {
        Ok(catalogue)
    } else {
        Err(errors)
    }
}

fn shelves(catalogue: &Catalogue, f: &mut Findings<'_, '_>) {
    f.unique(catalogue.categories.iter().map(|c| c.id.as_str()), |i| {
        format!("categories[{i}].id")
    });
    for (i, category) in catalogue.categories.iter().enumerate() {
        let sound = is_id(&category.id);
        let path = format!("categories[{i}].id");
        f.require(sound, &path, "must be lower-case with hyphens");
        f.name(&format!("categories[{i}].name"), &category.name);
    }
    let ids = |ids: Vec<Uuid>| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let products = ids(catalogue.products.iter().map(|p| p.id).collect());
    f.unique(products.iter().map(String::as_str), |i| {
        format!("products[{i}].id")
    });
    for (i, product) in catalogue.products.iter().enumerate() {
        f.name(&format!("products[{i}].name"), &product.name);
    }
    f.require(
        !catalogue.offers.is_empty(),
        "offers",
        "must hold at least one offer",
    );
    let offers = ids(catalogue.offers.iter().map(|o| o.id).collect());
    f.unique(offers.iter().map(String::as_str), |i| {
        format!("offers[{i}].id")
    });
}

fn belongs(catalogue: &Catalogue, offer: &Offer, at: &str, f: &mut Findings<'_, '_>) {
    f.name(&format!("{at}.name"), &offer.name);
    f.name(&format!("{at}.description"), &offer.description);
    f.require(
        catalogue.category(&offer.category).is_some(),
        &format!("{at}.category"),
        "must be the id of one of categories",
    );
    f.require(
        catalogue.product(offer.product).is_some(),
        &format!("{at}.product"),
        "must be the id of one of products",
    );
    let more = offer.learn_more.as_deref();
    let https = more.is_none_or(|m| url::Url::parse(m).is_ok_and(|u| u.scheme() == "https"));
    f.require(
        https,
        &format!("{at}.learn_more"),
        "must be an https address",
    );
}

fn quantities(settings: &Settings, offer: &Offer, at: &str, f: &mut Findings<'_, '_>) {
    f.range(&format!("{at}.minimum"), offer.minimum, 1, MOST_UNITS);
    let most = format!("{at}.maximum");
    f.range(&most, offer.maximum, offer.minimum.max(1), MOST_UNITS);
    if offer.is_trial() {
        let seats = settings.trial.seats;
        f.require(
            (offer.minimum, offer.maximum) == (seats, seats),
            &format!("{at}.minimum"),
            "minimum and maximum of a trial must be trial.seats",
        );
    }
    if let Some(limit) = offer.limit {
        f.positive(&[(
            format!("{at}.limit.subscriptions").as_str(),
            limit.subscriptions,
        )]);
    }
}

fn billing(offer: &Offer, at: &str, f: &mut Findings<'_, '_>) {
    let (cycles, prices) = (format!("{at}.billing_cycles"), format!("{at}.prices"));
    if offer.is_trial() {
        let free = offer.billing_cycles.is_empty();
        f.require(free, &cycles, "a trial is not billed");
        f.require(offer.prices.is_empty(), &prices, "a trial has no price");
        return;
    }
    let named = !offer.billing_cycles.is_empty()
        && !offer.billing_cycles.contains(&BillingCycle::None)
        && offer
            .billing_cycles
            .windows(2)
            .all(|pair| pair[0] != pair[1]);
    f.require(
        named,
        &cycles,
        "must name \"monthly\", \"annual\" or both, each once",
    );
    f.require(
        !offer.prices.is_empty(),
        &prices,
        "must hold at least one price",
    );
    let days: Vec<_> = offer.prices.iter().map(|price| price.from).collect();
    f.ascending(&prices, &days);
    for (i, price) in offer.prices.iter().enumerate() {
        let sound = price.list_minor > 0 && price.list_minor <= 1_000_000_000;
        let path = format!("{at}.prices[{i}].list_minor");
        f.require(sound, &path, "must be between 1 and 1000000000");
        let sound = price.suggested_minor >= 0 && price.suggested_minor <= 1_000_000_000;
        let path = format!("{at}.prices[{i}].suggested_minor");
        f.require(sound, &path, "must be between 0 and 1000000000");
    }
}

/// Parents, upgrades and conversions lead to offers of the right kind, and not to the offer itself.
fn ways(offer: &Offer, kinds: &HashMap<Uuid, Kind>, at: &str, f: &mut Findings<'_, '_>) {
    f.require(
        offer.is_add_on() != offer.parents.is_empty(),
        &format!("{at}.parents"),
        "must name base offers of an add-on, and of nothing else",
    );
    f.require(
        offer.kind == Kind::Base || offer.upgrades.is_empty(),
        &format!("{at}.upgrades"),
        "only a base can be upgraded",
    );
    f.require(
        offer.is_trial() != offer.conversions.is_empty(),
        &format!("{at}.conversions"),
        "must name base offers of a trial, and of nothing else",
    );
    for (name, targets) in [
        ("parents", &offer.parents),
        ("upgrades", &offer.upgrades),
        ("conversions", &offer.conversions),
    ] {
        for (i, target) in targets.iter().enumerate() {
            let leads = *target != offer.id && kinds.get(target) == Some(&Kind::Base);
            let path = format!("{at}.{name}[{i}]");
            f.require(
                leads,
                &path,
                "must be the id of another offer that is a base",
            );
            let again = targets[..i].contains(target);
            f.require(!again, &path, "stands here twice");
        }
    }
}
