//! Offers as the operator sees them: also those that are sold no longer or not yet, what goes with
//! what, and what leads to what.

use super::lists::scope;
use crate::{App, Failure, Request};
use domain::catalogue::{Catalogue, Offer};
use domain::permission::OperatorAction;
use jiff::civil::Date;
use uuid::Uuid;

/// Whether an offer can be ordered today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sale {
    /// It can.
    On,
    /// Its first price is still to come.
    Ahead,
    /// No longer; a later list may bring it back.
    Over,
}

impl Sale {
    /// How an offer is sold on a local day.
    #[must_use]
    pub fn of(offer: &Offer, day: Date) -> Self {
        if offer.is_sold_on(day) {
            Self::On
        } else if offer.sale_ends(day).is_none() {
            Self::Ahead
        } else {
            Self::Over
        }
    }

    /// Part of the locale key.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Ahead => "ahead",
            Self::Over => "over",
        }
    }
}

/// The catalogue, for who may see all of it.
fn whole<'a>(app: &'a App, request: &Request) -> Result<&'a Catalogue, Failure> {
    scope(request, OperatorAction::ViewOffers)?;
    Ok(app.programme.catalogue())
}

/// Offers whose name, in any language, product or id has a text in it; all of them for an empty one,
/// shelf by shelf.
///
/// # Errors
/// [`Failure`] of the permissions.
pub fn found<'a>(app: &'a App, request: &Request, text: &str) -> Result<Vec<&'a Offer>, Failure> {
    let catalogue = whole(app, request)?;
    let text = text.trim().to_lowercase();
    let mut found: Vec<_> = catalogue
        .offers
        .iter()
        .filter(|offer| has(catalogue, offer, &text))
        .collect();
    let shelf = |offer: &Offer| catalogue.category(&offer.category).map(|c| c.rank);
    found.sort_by_key(|offer| (shelf(offer), offer.rank, offer.id));
    Ok(found)
}

fn has(catalogue: &Catalogue, offer: &Offer, text: &str) -> bool {
    let product = catalogue.product(offer.product);
    let names = [Some(&offer.name), product.map(|product| &product.name)];
    let named = names.into_iter().flatten().any(|name| {
        let mut words = domain::language::Language::ALL.into_iter();
        words.any(|language| name.get(language).to_lowercase().contains(text))
    });
    named || offer.id.to_string().contains(text)
}

/// An offer with what it stands beside.
#[derive(Debug, Clone)]
pub struct View<'a> {
    /// The offer.
    pub offer: &'a Offer,
    /// Add-ons that go with it.
    pub add_ons: Vec<&'a Offer>,
    /// Offers that can be moved up to it.
    pub upgraded_from: Vec<&'a Offer>,
    /// Trials that can be turned into it.
    pub converted_from: Vec<&'a Offer>,
}

/// One offer.
///
/// # Errors
/// [`Failure`] of the permissions; [`Failure::NotFound`].
pub fn view<'a>(app: &'a App, request: &Request, id: Uuid) -> Result<View<'a>, Failure> {
    let catalogue = whole(app, request)?;
    let all = |leads: fn(&Offer) -> &[Uuid]| {
        let offers = catalogue.offers.iter();
        offers.filter(|o| leads(o).contains(&id)).collect()
    };
    Ok(View {
        offer: catalogue.offer(id).ok_or(Failure::NotFound)?,
        add_ons: all(|offer| &offer.parents),
        upgraded_from: all(|offer| &offer.upgrades),
        converted_from: all(|offer| &offer.conversions),
    })
}

/// One way from an offer to another.
#[derive(Debug, Clone, Copy)]
pub struct Path<'a> {
    /// Where it begins.
    pub from: &'a Offer,
    /// Where it leads.
    pub to: &'a Offer,
}

/// Every upgrade, and every way out of a trial.
///
/// # Errors
/// [`Failure`] of the permissions.
pub fn paths<'a>(app: &'a App, request: &Request) -> Result<Vec<Path<'a>>, Failure> {
    let offers = found(app, request, "")?;
    let catalogue = app.programme.catalogue();
    let paths = offers.into_iter().flat_map(|from| {
        let targets = from.upgrades.iter().chain(&from.conversions);
        let targets = targets.filter_map(|id| catalogue.offer(*id));
        targets.map(move |to| Path { from, to })
    });
    Ok(paths.collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::programme::china_csp;
    use jiff::civil::date;

    #[test]
    fn an_offer_is_sold_ahead_or_over() {
        let programme = china_csp().unwrap();
        let mut offer = programme.catalogue().offers[0].clone();
        let first = offer.prices[0].from;
        assert_eq!(Sale::of(&offer, first.yesterday().unwrap()), Sale::Ahead);
        assert_eq!(Sale::of(&offer, first), Sale::On);
        offer.end_of_sale = Some(date(2027, 2, 1));
        assert_eq!(Sale::of(&offer, date(2027, 1, 31)), Sale::On);
        assert_eq!(Sale::of(&offer, date(2027, 2, 1)), Sale::Over);
    }

    #[test]
    fn offers_are_found_by_every_name_they_have() {
        let programme = china_csp().unwrap();
        let catalogue = programme.catalogue();
        let count = |text: &str| {
            let offers = catalogue.offers.iter();
            offers.filter(|o| has(catalogue, o, text)).count()
        };
        assert_eq!(count(""), catalogue.offers.len());
        assert_eq!(count("no such offer"), 0);
        // A name in each language, and an id.
        for text in ["邮箱 归档", "信箱 封存", "mail archive", "eb5af5df-3f14"] {
            assert_eq!(count(text), 1, "{text}");
        }
    }
}
