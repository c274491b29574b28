//! VAT invoices (fapiao): the tax document beside an invoice. The partner asks, the operator makes it in the
//! tax office's system and says its number here. What is given back later of an invoice that has one is due
//! as a red-letter one.

use super::credit_note::Taxed;
use crate::caller::text_of_enum;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How far a VAT invoice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It waits for the operator.
    Requested,
    /// It has its number.
    Issued,
    /// The operator does not make it, and says why.
    Refused,
    /// The partner took the request back.
    Withdrawn,
}

text_of_enum!(State {
    Requested => "requested",
    Issued => "issued",
    Refused => "refused",
    Withdrawn => "withdrawn",
});

/// What a VAT invoice does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Letter {
    /// It is about what an invoice charges.
    Blue,
    /// It takes something off a blue one.
    Red,
}

text_of_enum!(Letter {
    Blue => "blue",
    Red => "red",
});

/// Which one a taxpayer gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// For whoever deducts no input tax.
    Ordinary,
    /// For general taxpayers, who deduct it.
    Special,
}

text_of_enum!(Kind {
    Ordinary => "ordinary",
    Special => "special",
});

/// Why a VAT invoice, or an act on one, is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The invoice charges nothing, or all of it was given back.
    #[error("fapiao-nothing-left")]
    NothingLeft,
    /// The invoice has one, or one is asked for.
    #[error("fapiao-live")]
    Live,
    /// Somebody has issued or refused it, or the partner took it back.
    #[error("fapiao-decided")]
    Decided,
    /// The law wants a red-letter one: it is issued and nothing else.
    #[error("fapiao-red")]
    Red,
    /// Something was given back of the invoice while somebody was issuing it.
    #[error("fapiao-changed")]
    Changed,
    /// Its day is yet to come.
    #[error("fapiao-date-future")]
    Future,
    /// Its day is before what it is about.
    #[error("fapiao-date-early")]
    Early,
    /// Another one has the number.
    #[error("fapiao-number-twice")]
    Twice,
}

impl Refused {
    /// A stable code, part of locale keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NothingLeft => "fapiao-nothing-left",
            Self::Live => "fapiao-live",
            Self::Decided => "fapiao-decided",
            Self::Red => "fapiao-red",
            Self::Changed => "fapiao-changed",
            Self::Future => "fapiao-date-future",
            Self::Early => "fapiao-date-early",
            Self::Twice => "fapiao-number-twice",
        }
    }
}

/// What of the billing profile a special one prints beside title and tax number.
const OF_SPECIAL: [&str; 4] = ["bank_name", "bank_account", "tax_address", "tax_phone"];

/// Which one a company gets by its billing profile, or the fields that are missing for it.
///
/// # Errors
/// The names of the missing fields.
pub fn kind(profile: &BTreeMap<String, String>) -> Result<Kind, Vec<&'static str>> {
    let value = |field: &str| profile.get(field).map_or("", |value| value.trim());
    let kind = match value("taxpayer_type") {
        "general" => Kind::Special,
        "small-scale" => Kind::Ordinary,
        // Who has not said what it is might need a special one.
        _ => return Err(vec!["taxpayer_type"]),
    };
    let lacking = OF_SPECIAL
        .into_iter()
        .filter(|field| value(field).is_empty());
    let lacking: Vec<_> = lacking.collect();
    match kind {
        Kind::Special if !lacking.is_empty() => Err(lacking),
        kind => Ok(kind),
    }
}

/// Whether an invoice of which so much is left may be asked for; `live` when it has one or one is asked for.
///
/// # Errors
/// [`Refused::Live`], [`Refused::NothingLeft`].
pub fn may_ask(left: Taxed, live: bool) -> Result<(), Refused> {
    if live {
        Err(Refused::Live)
    } else if left.before_tax <= 0 {
        Err(Refused::NothingLeft)
    } else {
        Ok(())
    }
}

/// Whether it may be refused by the operator or taken back by the partner.
///
/// # Errors
/// [`Refused::Decided`], [`Refused::Red`].
pub fn may_end(letter: Letter, state: State) -> Result<(), Refused> {
    match (letter, state) {
        (_, State::Issued | State::Refused | State::Withdrawn) => Err(Refused::Decided),
        (Letter::Red, State::Requested) => Err(Refused::Red),
        (Letter::Blue, State::Requested) => Ok(()),
    }
}

/// Whether it may be issued, when whoever issues it saw an amount with tax.
///
/// # Errors
/// [`Refused::Decided`], [`Refused::NothingLeft`], [`Refused::Changed`].
pub fn may_issue(state: State, amounts: Taxed, seen: i64) -> Result<(), Refused> {
    if state != State::Requested {
        Err(Refused::Decided)
    } else if amounts.before_tax <= 0 {
        Err(Refused::NothingLeft)
    } else if amounts.before_tax.checked_add(amounts.tax) != Some(seen) {
        Err(Refused::Changed)
    } else {
        Ok(())
    }
}

/// What a red one is about when so much is given back: no more than the blue one says less the red ones before,
/// because a waiver may give back more than is left of its invoice. Nothing when nothing is left of it.
#[must_use]
pub fn red(blue: Taxed, reds: impl Iterator<Item = Taxed>, given: Taxed) -> Option<Taxed> {
    let says = reds.fold(blue, |says, red| Taxed {
        before_tax: says.before_tax.saturating_sub(red.before_tax),
        tax: says.tax.saturating_sub(red.tax),
    });
    let red = Taxed {
        before_tax: given.before_tax.min(says.before_tax),
        tax: given.tax.min(says.tax).max(0),
    };
    (red.before_tax > 0).then_some(red)
}

/// Whether it may bear a day: not before that of what it is about, not in the future.
///
/// # Errors
/// [`Refused::Early`], [`Refused::Future`].
pub fn may_be_dated(on: Date, earliest: Date, today: Date) -> Result<(), Refused> {
    if on > today {
        Err(Refused::Future)
    } else if on < earliest {
        Err(Refused::Early)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taxed(before_tax: i64, tax: i64) -> Taxed {
        Taxed { before_tax, tax }
    }

    fn profile(fields: &[(&str, &str)]) -> BTreeMap<String, String> {
        let fields = fields.iter();
        fields
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn a_red_one_takes_off_no_more_than_is_left() {
        let blue = taxed(5_000, 300);
        let red_of = |reds: &[Taxed], given| red(blue, reds.iter().copied(), given);
        let given = taxed(1_000, 60);
        assert_eq!(red_of(&[], given), Some(given));
        assert_eq!(red_of(&[], taxed(10_000, 600)), Some(blue));
        assert_eq!(red_of(&[taxed(4_500, 270)], given), Some(taxed(500, 30)));
        // Cents of tax are no reason for a negative one.
        assert_eq!(red_of(&[taxed(4_500, 301)], given), Some(taxed(500, 0)));
        assert_eq!(red_of(&[blue], given), None);
    }

    #[test]
    fn a_general_taxpayer_gets_a_special_one_with_everything_on_it() {
        let mut fields = vec![
            ("taxpayer_type", "general"),
            ("bank_name", "Bank of Communications"),
            ("bank_account", "62220000"),
            ("tax_address", "Hangzhou"),
            ("tax_phone", "+8657155550111"),
        ];
        assert_eq!(kind(&profile(&fields)), Ok(Kind::Special));
        fields[1].1 = " ";
        let _ = fields.pop();
        assert_eq!(kind(&profile(&fields)), Err(vec!["bank_name", "tax_phone"]));
        assert_eq!(
            kind(&profile(&[("taxpayer_type", "small-scale")])),
            Ok(Kind::Ordinary)
        );
        for unknown in [&[][..], &[("taxpayer_type", "")], &[("taxpayer_type", "x")]] {
            assert_eq!(kind(&profile(unknown)), Err(vec!["taxpayer_type"]));
        }
    }

    #[test]
    fn one_at_a_time_and_about_something() {
        assert_eq!(may_ask(taxed(100, 6), false), Ok(()));
        assert_eq!(may_ask(taxed(100, 6), true), Err(Refused::Live));
        for nothing in [taxed(0, 0), taxed(-5, 0)] {
            assert_eq!(may_ask(nothing, false), Err(Refused::NothingLeft));
        }
    }

    #[test]
    fn decided_once_and_a_red_one_is_only_issued() {
        assert_eq!(may_end(Letter::Blue, State::Requested), Ok(()));
        assert_eq!(may_end(Letter::Red, State::Requested), Err(Refused::Red));
        for ended in [State::Issued, State::Refused, State::Withdrawn] {
            for letter in Letter::ALL {
                assert_eq!(may_end(*letter, ended), Err(Refused::Decided));
            }
            let issued = may_issue(ended, taxed(100, 6), 106);
            assert_eq!(issued, Err(Refused::Decided));
        }
    }

    #[test]
    fn issued_with_the_amount_that_was_seen() {
        let amounts = taxed(100, 6);
        assert_eq!(may_issue(State::Requested, amounts, 106), Ok(()));
        for seen in [105, 107, 0, -106] {
            let refused = may_issue(State::Requested, amounts, seen);
            assert_eq!(refused, Err(Refused::Changed));
        }
        let nothing = may_issue(State::Requested, taxed(0, 0), 0);
        assert_eq!(nothing, Err(Refused::NothingLeft));
    }

    #[test]
    fn its_day_is_between_the_invoice_and_today() {
        let day = |day| Date::constant(2026, 7, day);
        assert_eq!(may_be_dated(day(15), day(15), day(20)), Ok(()));
        assert_eq!(may_be_dated(day(20), day(15), day(20)), Ok(()));
        let early = may_be_dated(day(14), day(15), day(20));
        assert_eq!(early, Err(Refused::Early));
        let future = may_be_dated(day(21), day(15), day(20));
        assert_eq!(future, Err(Refused::Future));
        for refused in [Refused::Future, Refused::Twice, Refused::Changed] {
            assert_eq!(refused.to_string(), refused.code());
        }
    }
}
