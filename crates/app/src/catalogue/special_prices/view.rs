//! Special prices as the operator and the partner see them.

use super::{standing, terms};
use crate::catalogue::lists::scope;
use crate::paging::{shown, window};
use crate::{App, Failure, Request, selling};
use domain::catalogue::special::{Shown, Standing, Terms};
use domain::permission::{OperatorAction, TenantAction};
use jiff::civil::Date;
use store::Reply;
use store::special_prices::{self as rows, SpecialPrice};
use uuid::Uuid;

/// Special prices on one page of the console.
const PAGE: u32 = 50;
/// Most a partner is shown.
const MOST: u32 = 1_000;

/// A special price, and what it comes to.
#[derive(Debug, Clone)]
pub struct View {
    /// Everything that was written down about it.
    pub row: SpecialPrice,
    /// How much less.
    pub terms: Terms,
    /// How the rules see it.
    pub standing: Standing,
    /// How it stands today.
    pub shown: Shown,
    /// The list's price on the day it is told for; none where the list has none.
    pub list_minor: Option<i64>,
    /// What it comes to on that day.
    pub minor: Option<i64>,
}

impl View {
    fn of(app: &App, row: SpecialPrice) -> Result<Self, Failure> {
        let (standing, terms) = (
            standing(&row)?,
            terms(row.id, row.fixed_minor, row.off_points)?,
        );
        let today = app.today();
        let day = told_for(&standing, today);
        let offer = app.programme.catalogue().offer(row.offer_id);
        let list = offer.and_then(|offer| offer.price_on(day));
        let list_minor = list.map(|price| price.list_minor);
        Ok(Self {
            shown: standing.shown(today),
            minor: list_minor.map(|list| terms.of(list)),
            list_minor,
            terms,
            standing,
            row,
        })
    }
}

/// Today where it applies; else its first or its last day, whichever is nearer.
fn told_for(standing: &Standing, today: Date) -> Date {
    today.max(standing.from).min(standing.until)
}

/// Special prices of all partners or of one, those that wait first; and whether there are more.
pub fn all(
    app: &App,
    request: &Request,
    partner: Option<Uuid>,
    page: u32,
) -> Reply<(Vec<View>, bool), Failure> {
    let scope = match scope(request, OperatorAction::ViewSpecialPrices) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let inside = app.clone();
    app.read(move |tx| {
        let found = rows::list(tx, scope, partner, window(page, PAGE))?;
        let (found, more) = shown(found, PAGE);
        let views = found.into_iter().map(|row| View::of(&inside, row));
        Ok((views.collect::<Result<_, _>>()?, more))
    })
}

/// A special price.
pub fn view(app: &App, request: &Request, id: Uuid) -> Reply<View, Failure> {
    let scope = match scope(request, OperatorAction::ViewSpecialPrices) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let inside = app.clone();
    app.read(move |tx| {
        let row = rows::get(tx, scope, id)?.ok_or(Failure::NotFound)?;
        View::of(&inside, row)
    })
}

/// What the caller's company was granted, those that end last first.
pub fn granted(app: &App, request: &Request) -> Reply<Vec<View>, Failure> {
    let scope = match selling::scope(request, TenantAction::ViewPrices) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let inside = app.clone();
    app.read(move |tx| {
        let found = rows::granted(tx, scope, MOST)?.into_iter();
        found.map(|row| View::of(&inside, row)).collect()
    })
}

/// How many special prices the caller's company has today or later.
pub fn open(app: &App, request: &Request) -> Reply<u64, Failure> {
    let scope = match selling::scope(request, TenantAction::ViewPrices) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let today = app.today().to_string();
    app.read(move |tx| Ok(u64::try_from(rows::open(tx, scope, &today)?).unwrap_or(0)))
}
