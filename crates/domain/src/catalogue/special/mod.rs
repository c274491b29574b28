//! Special prices: what a partner pays for an offer for a time, less than the list says. And with
//! them the one answer to what a unit costs: every order, conversion, renewal and preview asks it.

use super::{Offer, sheet};
use crate::billing::Exact;
use crate::caller::text_of_enum;
use crate::two_people;
use crate::validate::Problem;
use jiff::ToSpan;
use jiff::civil::Date;
use uuid::Uuid;

/// Longest time a special price is granted for at once, in years.
const MOST_YEARS: i64 = 5;

/// How much less than the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terms {
    /// This price for one unit and one month, minor units.
    Fixed(i64),
    /// So many hundredths of a percent off the list price of the day.
    Off(u32),
}

impl Terms {
    /// What a unit costs that the list sells at a price; never more than that, and never nothing.
    #[must_use]
    pub fn of(self, list_minor: i64) -> i64 {
        let minor = match self {
            Self::Fixed(minor) => minor,
            Self::Off(points) => {
                let exact = Exact {
                    numerator: i128::from(list_minor)
                        * i128::from(10_000_u32.saturating_sub(points)),
                    denominator: 10_000,
                };
                exact.rounded().unwrap_or(list_minor)
            }
        };
        minor.max(1).min(list_minor)
    }

    /// The terms as they are stored: a price, or hundredths of a percent; one of them.
    #[must_use]
    pub fn parts(self) -> (Option<i64>, Option<i64>) {
        match self {
            Self::Fixed(minor) => (Some(minor), None),
            Self::Off(points) => (None, Some(points.into())),
        }
    }

    /// Terms from [`Self::parts`].
    #[must_use]
    pub fn from_parts(fixed: Option<i64>, points: Option<i64>) -> Option<Self> {
        match (fixed, points) {
            (Some(minor), None) => Some(Self::Fixed(minor)),
            (None, Some(points)) => u32::try_from(points).ok().map(Self::Off),
            _ => None,
        }
    }
}

/// A special price that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Special {
    /// Its id.
    pub id: Uuid,
    /// The offer.
    pub offer: Uuid,
    /// The customer it is for; none for every customer of the partner.
    pub customer: Option<Uuid>,
    /// How much less.
    pub terms: Terms,
    /// First local day.
    pub begins: Date,
    /// First local day after.
    pub ends: Date,
}

/// What a unit costs, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// For one unit and one month, minor units.
    pub minor: i64,
    /// What the list says.
    pub list_minor: i64,
    /// The special price that makes it less.
    pub special: Option<Uuid>,
}

/// What offers cost one buyer on one local day.
#[derive(Debug, Clone)]
pub struct Prices {
    /// The customer; none for one that does not exist yet.
    pub buyer: Option<Uuid>,
    /// The day.
    pub day: Date,
    /// Special prices of the partner; what is not for this buyer or day does not count.
    pub specials: Vec<Special>,
}

impl Prices {
    /// The price of an offer: the lowest special price that applies where it is lower than the
    /// list's, the list's otherwise. None for trials and for what no list has.
    #[must_use]
    pub fn of(&self, offer: &Offer) -> Option<Decided> {
        let list_minor = offer.price_on(self.day)?.list_minor;
        let applying = self.specials.iter().filter(|special| {
            special.offer == offer.id
                && (special.customer.is_none() || special.customer == self.buyer)
                && special.begins <= self.day
                && self.day < special.ends
        });
        let lowest = applying
            .map(|special| (special.terms.of(list_minor), special.begins, special.id))
            .min()
            .filter(|(minor, _, _)| *minor < list_minor);
        Some(Decided {
            minor: lowest.map_or(list_minor, |(minor, _, _)| minor),
            list_minor,
            special: lowest.map(|(_, _, id)| id),
        })
    }
}

/// How far a special price is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It waits for a second person.
    Proposed,
    /// A second person agreed: it counts in its days.
    Approved,
    /// A second person did not agree.
    Declined,
    /// Whoever proposed it took it back before anybody decided.
    TakenBack,
    /// It was ended before its last day.
    Withdrawn,
}

text_of_enum!(State {
    Proposed => "proposed",
    Approved => "approved",
    Declined => "declined",
    TakenBack => "taken-back",
    Withdrawn => "withdrawn",
});

/// How a special price stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// As its state says.
    As(State),
    /// Its first day is still to come.
    Ahead,
    /// It applies.
    Applies,
    /// Its last day has passed.
    Over,
}

impl Shown {
    /// Part of the locale key.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::As(state) => state.text(),
            Self::Ahead => "ahead",
            Self::Applies => "applies",
            Self::Over => "over",
        }
    }
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It is not at the point where this can be done.
    Step,
    /// Whoever proposed it cannot decide it.
    Own,
    /// Somebody else proposed it.
    NotOwn,
    /// Its last day has passed.
    Over,
    /// The list asks no more than that.
    NotLower,
}

impl Refused {
    /// A stable code, part of locale keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Step => "special-price-step",
            Self::Own => "special-price-own",
            Self::NotOwn => "special-price-not-own",
            Self::Over => "special-price-over",
            Self::NotLower => "special-price-no-longer-lower",
        }
    }
}

impl From<two_people::Refused> for Refused {
    fn from(refused: two_people::Refused) -> Self {
        match refused {
            two_people::Refused::Decided => Self::Step,
            two_people::Refused::Own => Self::Own,
            two_people::Refused::NotOwn => Self::NotOwn,
        }
    }
}

/// What decides which steps are possible.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// How far it is.
    pub state: State,
    /// Who proposed it.
    pub proposed_by: Uuid,
    /// First day it was granted for.
    pub from: Date,
    /// Last day it was granted for.
    pub until: Date,
}

impl Standing {
    /// How it stands on a day.
    #[must_use]
    pub fn shown(&self, today: Date) -> Shown {
        match self.state {
            State::Approved if self.until < today => Shown::Over,
            State::Approved if today < self.from => Shown::Ahead,
            State::Approved => Shown::Applies,
            state => Shown::As(state),
        }
    }

    /// The first day and the first day after, were it approved today: days that have passed are not
    /// decided again.
    ///
    /// # Errors
    /// [`Refused::Step`], [`Refused::Own`], [`Refused::Over`].
    pub fn may_approve(&self, who: Uuid, today: Date) -> Result<(Date, Date), Refused> {
        self.may_decline(who)?;
        if self.until < today {
            return Err(Refused::Over);
        }
        let ends = self.until.tomorrow().map_err(|_| Refused::Over)?;
        Ok((self.from.max(today), ends))
    }

    /// Whether somebody may say no.
    ///
    /// # Errors
    /// [`Refused::Step`], [`Refused::Own`].
    pub fn may_decline(&self, who: Uuid) -> Result<(), Refused> {
        let waits = self.state == State::Proposed;
        Ok(two_people::may_decide(waits, self.proposed_by, who)?)
    }

    /// Whether somebody may take the proposal back.
    ///
    /// # Errors
    /// [`Refused::Step`], [`Refused::NotOwn`].
    pub fn may_take_back(&self, who: Uuid) -> Result<(), Refused> {
        let waits = self.state == State::Proposed;
        Ok(two_people::may_withdraw(waits, self.proposed_by, who)?)
    }

    /// Whether it can be ended, and the first day on which it does not apply any more.
    ///
    /// # Errors
    /// [`Refused::Step`], [`Refused::Over`].
    pub fn may_withdraw(&self, today: Date) -> Result<Date, Refused> {
        match self.state {
            State::Approved if self.until < today => Err(Refused::Over),
            State::Approved => Ok(self.from.max(today)),
            _ => Err(Refused::Step),
        }
    }
}

/// Reads a fixed price.
///
/// # Errors
/// `required`, `price-format`, `price-negative`, `price-decimals` (`digits`), `price-too-high`,
/// `special-price-zero`.
pub fn fixed(typed: &str, minor_digits: u8) -> Result<Terms, Problem> {
    match sheet::amount(typed.trim(), true, minor_digits) {
        Ok(minor) => Ok(Terms::Fixed(minor)),
        Err(problem) => Err(match problem.code {
            "price-zero" => Problem::new("special-price-zero"),
            "price-formula" => Problem::new("price-format"),
            _ => problem,
        }),
    }
}

/// Reads a percentage: more than nothing, less than all, two digits after the point at most.
///
/// # Errors
/// `required`, `special-price-percent`.
pub fn off(typed: &str) -> Result<Terms, Problem> {
    let wrong = || Problem::new("special-price-percent");
    let bare = typed.trim().trim_end_matches(['%', '％']).trim_end();
    match sheet::amount(bare, true, 2) {
        Ok(points) => match u32::try_from(points) {
            Ok(points @ 1..=9_999) => Ok(Terms::Off(points)),
            _ => Err(wrong()),
        },
        Err(problem) if problem.code == "required" => Err(problem),
        Err(_) => Err(wrong()),
    }
}

/// Hundredths of a percent as people write a percentage: `12.5`.
#[must_use]
pub fn percent(points: u32) -> String {
    let text = format!("{}.{:02}", points / 100, points % 100);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.to_owned()
}

/// Whether terms ask less than the list does on the first day; with its price, for the message.
///
/// # Errors
/// `special-price-not-sold` when the list does not have the offer then, `special-price-not-lower`.
pub fn lower(terms: Terms, offer: &Offer, day: Date) -> Result<(), (Problem, Option<i64>)> {
    match offer.price_on(day).filter(|_| offer.is_sold_on(day)) {
        None => Err((Problem::new("special-price-not-sold"), None)),
        Some(price) if is_lower(terms, price.list_minor) => Ok(()),
        Some(price) => {
            let problem = Problem::new("special-price-not-lower");
            Err((problem, Some(price.list_minor)))
        }
    }
}

/// A price above the list's is capped by [`Terms::of`], but nobody grants it.
fn is_lower(terms: Terms, list_minor: i64) -> bool {
    terms.of(list_minor) < list_minor
}

/// Whether days can be granted: not begun before today, not ended before they begin, not for ever.
///
/// # Errors
/// The field, `from` or `until`, with `special-price-past`, `special-price-order`,
/// `special-price-long` (`years`).
pub fn days(from: Date, until: Date, today: Date) -> Result<(), (&'static str, Problem)> {
    if from < today {
        return Err(("from", Problem::new("special-price-past")));
    }
    if until < from {
        return Err(("until", Problem::new("special-price-order")));
    }
    let most = from.checked_add(MOST_YEARS.years()).unwrap_or(Date::MAX);
    if most <= until {
        let problem = Problem::new("special-price-long").with("years", MOST_YEARS);
        return Err(("until", problem));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
