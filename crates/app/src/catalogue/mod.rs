//! The catalogue as partners see it: offers of the programme, with the prices of the lists that the
//! operator publishes here.

pub mod changes;
pub mod lists;
mod notices;
pub mod offers;
mod prices;
pub mod special_prices;
pub mod steps;
pub mod upload;

pub(crate) use lists::chain;
pub use notices::sweep;
pub use prices::refresh;
pub(crate) use prices::refresh_within;
pub(crate) use special_prices::prices;

use crate::{App, Failure, Request, selling};
use domain::catalogue::{Category, ListLine, Month, Offer, Price};
use domain::enrolment::form::FieldProblem;
use domain::permission::TenantAction;
use domain::selling::Reason;
use store::{Reply, price_lists};
use uuid::Uuid;

fn asks(app: &App, request: &Request, country: &str) -> Result<(), Failure> {
    selling::scope(request, TenantAction::BrowseCatalogue)?;
    if country.eq_ignore_ascii_case(&app.programme.country) {
        Ok(())
    } else {
        let problem = FieldProblem::plain("country", "country-fixed");
        Err(Failure::Invalid(vec![problem]))
    }
}

/// The shelves, in their order.
///
/// # Errors
/// [`Failure::Invalid`] at `country` for one the programme does not run in; [`Failure`] of the
/// permissions.
pub fn categories<'a>(
    app: &'a App,
    request: &Request,
    country: &str,
) -> Result<Vec<&'a Category>, Failure> {
    asks(app, request, country)?;
    Ok(app.programme.catalogue().shelves())
}

/// What is sold today, of one shelf or of all, in order.
///
/// # Errors
/// As [`categories`].
pub fn offers<'a>(
    app: &'a App,
    request: &Request,
    country: &str,
    category: Option<&str>,
) -> Result<Vec<&'a Offer>, Failure> {
    asks(app, request, country)?;
    Ok(app.programme.catalogue().sold_on(app.today(), category))
}

/// One offer, also one that is no longer sold: subscriptions of it may run.
///
/// # Errors
/// As [`categories`]; [`Failure::NotFound`].
pub fn offer<'a>(
    app: &'a App,
    request: &Request,
    country: &str,
    id: Uuid,
) -> Result<&'a Offer, Failure> {
    asks(app, request, country)?;
    let offer = app.programme.catalogue().offer(id);
    offer.ok_or(Failure::NotFound)
}

/// The add-ons of an offer that are sold today.
///
/// # Errors
/// As [`offer`].
pub fn add_ons<'a>(
    app: &'a App,
    request: &Request,
    country: &str,
    id: Uuid,
) -> Result<Vec<&'a Offer>, Failure> {
    offer(app, request, country, id)?;
    Ok(app.programme.catalogue().add_ons_of(id, app.today()))
}

/// Whether the caller may see prices; a sales agent orders without.
#[must_use]
pub fn sees_prices(request: &Request) -> bool {
    selling::scope(request, TenantAction::ViewPrices).is_ok()
}

/// What the list asks for an offer today; none for a trial.
///
/// # Errors
/// [`Reason::PricesHidden`] for a role that may not see it.
pub fn price<'a>(
    app: &App,
    request: &Request,
    offer: &'a Offer,
) -> Result<Option<&'a Price>, Failure> {
    if sees_prices(request) {
        Ok(offer.price_on(app.today()))
    } else {
        Err(Reason::PricesHidden.into())
    }
}

/// The price list of a month.
#[derive(Debug, Clone)]
pub struct PriceList<'a> {
    /// The month.
    pub month: Month,
    /// The month today lies in.
    pub current: Month,
    /// The months there are lists of, the next one first.
    pub months: Vec<Month>,
    /// What is sold, and what has gone since the month before.
    pub lines: Vec<ListLine<'a>>,
}

/// The month of a published list, by which events name it.
///
/// Refused with [`Failure::NotFound`] for one that is not published.
pub fn month_of(app: &App, request: &Request, list: Uuid) -> Reply<Month, Failure> {
    match selling::scope(request, TenantAction::ViewPrices) {
        Ok(_) => app.read(move |tx| {
            let month = price_lists::month_of_published(tx, list)?;
            let month = month.and_then(|text| Month::from_text(&text));
            month.ok_or(Failure::NotFound)
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// The list of a month, the present one when none is asked for. The next month's is there, those that
/// are published for later, and those the programme keeps to be downloaded.
///
/// # Errors
/// [`Failure`] of the permissions; [`Failure::NotFound`] for another month.
pub fn price_list<'a>(
    app: &'a App,
    request: &Request,
    wanted: Option<Month>,
) -> Result<PriceList<'a>, Failure> {
    selling::scope(request, TenantAction::ViewPrices)?;
    let current = Month::of(app.today());
    let kept = i32::try_from(app.programme.price_list.download_months).unwrap_or(i32::MAX);
    let catalogue = app.programme.catalogue();
    // A list may be published for a month further ahead than the next.
    let begins = catalogue.offers.iter().flat_map(|offer| {
        let prices = offer.prices.iter().map(|price| price.from);
        prices.chain(offer.stops.iter().copied()).max()
    });
    let last = begins.max().map_or(current, Month::of);
    let mut months: Vec<_> = (0..=kept).map(|back| current.plus(1 - back)).collect();
    while let Some(first) = months.first()
        && *first < last
    {
        months.insert(0, first.plus(1));
    }
    // Before anything was sold there are no lists.
    let months: Vec<_> = months
        .into_iter()
        .filter(|month| {
            let list = catalogue.price_list(*month);
            *month >= current || list.iter().any(|line| line.price.is_some())
        })
        .collect();
    let month = wanted.unwrap_or(current);
    if !months.contains(&month) {
        return Err(Failure::NotFound);
    }
    Ok(PriceList {
        month,
        current,
        lines: catalogue.price_list(month),
        months,
    })
}
