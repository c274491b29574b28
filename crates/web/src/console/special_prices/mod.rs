//! `/ops/catalogue/special-prices`: what single partners pay less than the list for, asked for by one
//! catalogue manager and approved by another.

mod detail;
mod form;
mod index;

pub use detail::{approve, decline, show, take_back, withdraw};
pub use form::{new, propose};
pub use index::index;

use super::console;
use crate::http::Visit;
use crate::ui::{Chrome, Text, format};
use app::catalogue::special_prices::View;
use uuid::Uuid;

const HOME: &str = "/ops/catalogue/special-prices";

fn href(id: Uuid) -> String {
    format!("{HOME}/{id}")
}

/// The frame, with the way back to the list.
fn chrome(visit: &Visit, title: impl Into<Text>) -> Chrome {
    let (t, title) = (visit.t(), title.into());
    console(visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb(HOME, t.get("special-prices"))
        .crumb("", title)
}

/// Whom it is for, beside the partner.
fn customer(visit: &Visit, view: &View) -> String {
    let all = || visit.t().get("special-price-all-customers").into_owned();
    view.row.customer.clone().unwrap_or_else(all)
}

/// First and last day it was asked for.
fn days(visit: &Visit, view: &View) -> [String; 2] {
    [&view.row.from_on, &view.row.until_on].map(|day| {
        let day: Result<jiff::civil::Date, _> = day.parse();
        day.map_or_else(|_| String::new(), |day| format::date(visit.t(), day))
    })
}
