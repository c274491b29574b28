//! Price lists: what is sold in a month and for how much, and what is different from the month
//! before. It follows from the offers, whose prices are never edited once they have begun.

use super::{Catalogue, Offer, Price};
use crate::caller::text_of_enum;
use jiff::ToSpan;
use jiff::civil::Date;

/// What is different from the list of the month before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// It was not sold before.
    Added,
    /// It costs something else.
    Changed,
    /// It is no longer sold.
    Deleted,
    /// Nothing.
    Unchanged,
}

text_of_enum!(Change {
    Added => "ADD",
    Changed => "CHG",
    Deleted => "DEL",
    Unchanged => "UNC",
});

/// A month of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(Date);

impl Month {
    /// The month a day lies in.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self(day.first_of_month())
    }

    /// A month as [`Self::text`] spells it.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        if text.len() != 7 {
            return None;
        }
        format!("{text}-01").parse().ok().map(Self)
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> Date {
        self.0
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Date {
        self.0.last_of_month()
    }

    /// So many months later, or earlier.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        // Beyond the calendar there is no list to ask for.
        self.0.checked_add(months.months()).map_or(self, Self)
    }

    /// Year and month, `2026-03`.
    #[must_use]
    pub fn text(self) -> String {
        self.0.strftime("%Y-%m").to_string()
    }
}

/// A line of a list.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// The offer.
    pub offer: &'a Offer,
    /// Its price in the month; none of a trial, and of what is no longer sold.
    pub price: Option<&'a Price>,
    /// Its price in the month before, if it was sold.
    pub before: Option<&'a Price>,
    /// What is different.
    pub change: Change,
}

impl Catalogue {
    /// The list of a month: everything that is sold in it, and what has gone since the month before,
    /// shelf by shelf. What is sold on any day of the month is on its list, with the price of its
    /// last day; prices change with a month, so that is the price of all its days.
    #[must_use]
    pub fn price_list(&self, month: Month) -> Vec<Line<'_>> {
        let earlier = month.plus(-1);
        let mut lines: Vec<_> = self
            .offers
            .iter()
            .filter_map(|offer| line(offer, month, earlier))
            .collect();
        let shelf = |offer: &Offer| {
            self.category(&offer.category)
                .map_or(u32::MAX, |category| category.rank)
        };
        lines.sort_by_key(|line| (shelf(line.offer), line.offer.rank, line.offer.id));
        lines
    }
}

/// Whether an offer is sold on any day of a month.
fn is_sold_in(offer: &Offer, month: Month) -> bool {
    offer.end_of_sale.is_none_or(|end| month.first() < end)
        && (offer.is_trial() || offer.price_on(month.last()).is_some())
}

fn line(offer: &Offer, month: Month, earlier: Month) -> Option<Line<'_>> {
    let (now, then) = (is_sold_in(offer, month), is_sold_in(offer, earlier));
    let price = offer.price_on(month.last()).filter(|_| now);
    let before = offer.price_on(earlier.last()).filter(|_| then);
    let amounts = |price: Option<&Price>| price.map(|p| (p.list_minor, p.suggested_minor));
    let change = match (then, now) {
        (false, false) => return None,
        (false, true) => Change::Added,
        (true, false) => Change::Deleted,
        (true, true) if amounts(price) == amounts(before) => Change::Unchanged,
        (true, true) => Change::Changed,
    };
    Some(Line {
        offer,
        price,
        before,
        change,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::china_csp;
    use jiff::civil::date;

    fn sold(prices: &[(Date, i64)], end: Option<Date>) -> Offer {
        let programme = china_csp().unwrap();
        let mut offer = programme.catalogue().offers[0].clone();
        offer.end_of_sale = end;
        offer.prices = prices
            .iter()
            .map(|(from, minor)| Price {
                from: *from,
                list_minor: *minor,
                suggested_minor: *minor,
            })
            .collect();
        offer
    }

    fn marks(offer: &Offer, months: &[&str]) -> Vec<&'static str> {
        let mark = |text: &&str| {
            let month = Month::from_text(text).unwrap();
            line(offer, month, month.plus(-1)).map_or("-", |line| line.change.text())
        };
        months.iter().map(mark).collect()
    }

    #[test]
    fn an_offer_comes_changes_and_goes() {
        let offer = sold(
            &[(date(2026, 1, 1), 100), (date(2026, 3, 1), 120)],
            Some(date(2026, 5, 1)),
        );
        let months = [
            "2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06",
        ];
        assert_eq!(
            marks(&offer, &months),
            ["-", "ADD", "UNC", "CHG", "UNC", "DEL", "-"]
        );
        let may = Month::from_text("2026-05").unwrap();
        let gone = line(&offer, may, may.plus(-1)).unwrap();
        assert_eq!(gone.price, None);
        assert_eq!(gone.before.map(|p| p.list_minor), Some(120));
    }

    #[test]
    fn an_end_within_a_month_stays_on_its_list() {
        let offer = sold(&[(date(2026, 1, 1), 100)], Some(date(2026, 3, 15)));
        assert_eq!(
            marks(&offer, &["2026-02", "2026-03", "2026-04"]),
            ["UNC", "UNC", "DEL"]
        );
        // A price that is written down again at the same amount is no change.
        let offer = sold(&[(date(2026, 1, 1), 100), (date(2026, 2, 1), 100)], None);
        assert_eq!(marks(&offer, &["2026-02"]), ["UNC"]);
    }

    #[test]
    fn months_are_read_as_they_are_written() {
        let december = Month::of(date(2026, 12, 31));
        assert_eq!(december.text(), "2026-12");
        assert_eq!(december.plus(1).text(), "2027-01");
        assert_eq!(december.plus(-12).text(), "2025-12");
        assert_eq!(Month::from_text("2026-12"), Some(december));
        for nonsense in [
            "",
            "2026",
            "2026-13",
            "2026-1",
            "2026-01-01",
            "abcd-ef",
            "2026-00",
        ] {
            assert_eq!(Month::from_text(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn the_list_stands_shelf_by_shelf() {
        let programme = china_csp().unwrap();
        let catalogue = programme.catalogue();
        let list = catalogue.price_list(Month::from_text("2026-03").unwrap());
        assert!(!list.is_empty());
        let shelves: Vec<_> = list
            .iter()
            .map(|line| catalogue.category(&line.offer.category).unwrap().rank)
            .collect();
        assert!(shelves.is_sorted());
        for line in list {
            assert_eq!(line.price.is_none(), line.offer.is_trial());
        }
    }
}
