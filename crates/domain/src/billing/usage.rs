//! Usage that was metered: what a record comes to, and how it is billed. Pure, in whole numbers.

use super::charge::ChargeType;
use super::invoice::Broken;
use super::proration::{Exact, tax};
use crate::calendar::nth_billing_date;
use crate::money::{Currency, MoneyError};
use crate::subscriptions::first_billing_date;
use crate::validate::Problem;
use jiff::civil::Date;

/// Digits after the point of what is metered and of its price.
pub const DECIMALS: usize = 6;
/// One, in the smallest unit of a [`Decimal`].
const ONE: i64 = 1_000_000;
/// Most that a quantity or a price can be.
const MOST: i64 = 1_000_000_000;
/// Most that one record can come to before tax, minor units.
pub const MOST_AMOUNT: i64 = 100_000_000_000;

/// A quantity, or a price of one unit: not below zero, with up to six decimals, kept as whole millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(pub i64);

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Reads digits with at most one point: `11`, `0.0808`. Groups, signs and exponents are refused: a cell
    /// that could be read in two ways is not a fact.
    ///
    /// # Errors
    /// `usage-number`, `usage-decimals` (`max`), `usage-too-large` (`max`).
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(fraction) {
            return Err(Problem::new("usage-number"));
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > DECIMALS {
            return Err(Problem::new("usage-decimals").with("max", DECIMALS));
        }
        let large = || Problem::new("usage-too-large").with("max", MOST);
        let whole: i64 = whole.parse().map_err(|_| large())?;
        let millionths = format!("{fraction:0<DECIMALS$}").parse().unwrap_or(0);
        if whole > MOST || (whole == MOST && millionths > 0) {
            return Err(large());
        }
        Ok(Self(whole * ONE + millionths))
    }

    /// With no more decimals than it has: `11`, `0.0808`.
    #[must_use]
    pub fn plain(self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    /// Writes it as [`Self::plain`] does.
    pub fn write(self, text: &mut String) {
        let (whole, rest) = (self.0 / ONE, self.0 % ONE);
        text.push_str(&whole.to_string());
        if rest != 0 {
            let digits = format!("{rest:0DECIMALS$}");
            text.push('.');
            text.push_str(digits.trim_end_matches('0'));
        }
    }
}

/// What was metered, and the price of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metered {
    /// Units that were used.
    pub consumed: Decimal,
    /// Units that cost nothing.
    pub included: Decimal,
    /// Price of one unit of the rest.
    pub price: Decimal,
}

/// What it comes to, minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rated {
    /// Before tax.
    pub amount: i64,
    /// Tax.
    pub tax: i64,
}

impl Metered {
    /// Units that are charged: what was used beyond what is included.
    #[must_use]
    pub fn overage(self) -> Decimal {
        Decimal((self.consumed.0 - self.included.0).max(0))
    }

    /// The amount before it is rounded: units × price.
    #[must_use]
    pub fn exact(self, currency: Currency) -> Exact {
        let minor = 10_i128.pow(u32::try_from(currency.minor_digits()).unwrap_or(0));
        Exact {
            // Two factors of at most 10^15 and one of 100: far below 2^127.
            numerator: i128::from(self.overage().0) * i128::from(self.price.0) * minor,
            denominator: i128::from(ONE) * i128::from(ONE),
        }
    }

    /// The amount, rounded once to the minor unit, halves away from zero, and the tax on it.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`], also for more than [`MOST_AMOUNT`].
    pub fn rate(self, currency: Currency, basis_points: u32) -> Result<Rated, MoneyError> {
        let amount = self.exact(currency).rounded()?;
        if amount > MOST_AMOUNT {
            return Err(MoneyError::Overflow);
        }
        Ok(Rated {
            amount,
            tax: tax(amount, basis_points)?,
        })
    }
}

/// What one unit came to, rounded to the minor unit; nothing when no unit was charged.
///
/// # Errors
/// [`MoneyError::Overflow`].
pub fn effective_rate(amount: i64, overage: Decimal) -> Result<i64, MoneyError> {
    if overage.0 <= 0 {
        return Ok(0);
    }
    let exact = Exact {
        numerator: i128::from(amount) * i128::from(ONE),
        denominator: i128::from(overage.0),
    };
    exact.rounded()
}

/// What a subscription lives through, as far as it matters for its usage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// When the partner signed: its billing day.
    pub signed_on: Date,
    /// First day of the subscription.
    pub starts_on: Date,
    /// Whether it is free until its first billing date.
    pub free: bool,
    /// The day it ended, if it did.
    pub ended_on: Option<Date>,
}

impl Life {
    /// Whether it ended while it was free: then nothing of it is ever billed, its usage neither.
    #[must_use]
    pub fn ended_free(self) -> bool {
        let until = first_billing_date(self.signed_on, self.starts_on);
        self.free && self.ended_on.is_some_and(|ended| ended < until)
    }
}

/// Whether a line for usage has dates it can have on the bill of a day: used before it, inside the days that
/// are charged, which are days of the subscription.
///
/// # Errors
/// [`Broken::Dates`]; [`Broken::FreeDays`] for what ended while it was free.
pub fn check(
    life: Life,
    used_on: Date,
    (from, to): (Date, Date),
    billed_on: Date,
) -> Result<(), Broken> {
    if life.ended_free() {
        return Err(Broken::FreeDays);
    }
    let lived = life.ended_on.is_none_or(|ended| used_on <= ended);
    if from <= used_on && used_on < to && life.starts_on <= from && used_on < billed_on && lived {
        Ok(())
    } else {
        Err(Broken::Dates)
    }
}

/// The days a line is for: those of the billing period in which something was used, as far as the
/// subscription lived; the first day, and the first day after. Late usage has the dates of its own period.
#[must_use]
pub fn charged(life: Life, used_on: Date) -> (Date, Date) {
    let months = i32::from(used_on.year() - life.signed_on.year()) * 12
        + i32::from(used_on.month() - life.signed_on.month());
    let month = u32::try_from(months).unwrap_or(0);
    let k = if used_on < nth_billing_date(life.signed_on, month) {
        month.saturating_sub(1)
    } else {
        month
    };
    let from = nth_billing_date(life.signed_on, k).max(life.starts_on);
    let mut to = nth_billing_date(life.signed_on, k + 1);
    if let Some(ended) = life.ended_on {
        // Something can still be used on the day of the end, until it ends.
        to = to.min(ended.max(used_on.tomorrow().unwrap_or(used_on)));
    }
    (from.min(used_on), to)
}

/// What usage is charged as on the bill of a day.
#[must_use]
pub fn fee(life: Life, billed_on: Date) -> ChargeType {
    match life.ended_on {
        Some(ended) if ended <= billed_on => ChargeType::UsageFeeWhenCancel,
        _ => ChargeType::UsageFee,
    }
}

/// What a discount on usage is called: on the first usage of a subscription, in the period its term began
/// anew, and otherwise.
#[must_use]
pub fn discount(first: bool, renewed: bool) -> ChargeType {
    match (first, renewed) {
        (true, _) => ChargeType::ActivationDiscount,
        (false, true) => ChargeType::RenewDiscount,
        (false, false) => ChargeType::CycleDiscount,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::golden::figures;
    use super::*;
    use jiff::civil::date;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    fn metered(consumed: &str, included: &str, price: &str) -> Metered {
        Metered {
            consumed: decimal(consumed),
            included: decimal(included),
            price: decimal(price),
        }
    }

    #[test]
    fn the_worked_example() {
        let found = metered("11", "0", "0.0808");
        let (units, price, [amount, tax, total], [before, with]) = figures::USAGE;
        assert_eq!((found.consumed.0, found.price.0), (units, price));
        let rated = found.rate(Currency::CNY, 600).unwrap();
        assert_eq!((rated.amount, rated.tax), (amount, tax));
        assert_eq!(rated.amount + rated.tax, total);
        assert_eq!(effective_rate(amount, found.overage()), Ok(before));
        assert_eq!(effective_rate(total, found.overage()), Ok(with));
    }

    #[test]
    fn what_is_included_costs_nothing() {
        let found = metered("100", "100", "0.5");
        assert_eq!(found.overage(), Decimal::ZERO);
        let nothing = Rated { amount: 0, tax: 0 };
        assert_eq!(found.rate(Currency::CNY, 600), Ok(nothing));
        assert_eq!(effective_rate(0, found.overage()), Ok(0));
        assert_eq!(metered("40", "100", "1").overage(), Decimal::ZERO);
        assert_eq!(metered("100.5", "100", "1").overage(), decimal("0.5"));
    }

    #[test]
    fn an_amount_is_rounded_once_and_halves_go_up() {
        let amount = |units, price| {
            let rated = metered(units, "0", price).rate(Currency::CNY, 600);
            rated.unwrap().amount
        };
        assert_eq!(amount("1", "0.005"), 1);
        assert_eq!(amount("1", "0.004999"), 0);
        assert_eq!(amount("0.000001", "0.000001"), 0);
        assert_eq!(amount("3", "0.335"), 101);
        let huge = metered("1000000000", "0", "1000000000");
        assert_eq!(huge.rate(Currency::CNY, 600), Err(MoneyError::Overflow));
        let most = metered("1000000000", "0", "1");
        assert_eq!(
            most.rate(Currency::CNY, 600).unwrap().amount,
            100_000_000_000
        );
    }

    /// However numbers are split in records, an amount lies within half a fen of units × price.
    #[test]
    fn the_rounding_is_never_more_than_half_a_fen() {
        let mut seed: u64 = 11;
        for _ in 0..5_000 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let units = Decimal(i64::try_from(seed >> 28).unwrap());
            let price = Decimal(i64::try_from(seed % 9_000_000).unwrap());
            let found = Metered {
                consumed: units,
                included: Decimal::ZERO,
                price,
            };
            let exact = i128::from(units.0) * i128::from(price.0);
            let rated = found.rate(Currency::CNY, 600).unwrap();
            let apart = i128::from(rated.amount) * 10_000_000_000 - exact;
            assert!(apart.abs() <= 5_000_000_000, "{units:?} {price:?}");
            assert_eq!(decimal(&units.plain()), units);
        }
    }

    #[test]
    fn numbers_are_read_in_one_way_only() {
        assert_eq!(decimal("0.0808").plain(), "0.0808");
        assert_eq!(decimal("011.500").plain(), "11.5");
        assert_eq!(decimal("1.0000000000").plain(), "1");
        for wrong in [
            "", "-1", "+1", "1,000", "1e3", ".5", "5.", "1.2.3", " 1", "１",
        ] {
            assert_eq!(
                Decimal::parse(wrong),
                Err(Problem::new("usage-number")),
                "{wrong}"
            );
        }
        assert_eq!(
            Decimal::parse("0.0000001").unwrap_err().code,
            "usage-decimals"
        );
        for large in ["1000000000.000001", "1000000001", "99999999999999999999"] {
            assert_eq!(Decimal::parse(large).unwrap_err().code, "usage-too-large");
        }
    }

    #[test]
    fn usage_has_the_dates_of_its_own_period() {
        let life = Life {
            signed_on: date(2026, 5, 15),
            starts_on: date(2026, 6, 3),
            free: true,
            ended_on: None,
        };
        let of = |day| charged(life, day);
        // The period the subscription began in is cut to its days.
        assert_eq!(of(date(2026, 6, 10)), (date(2026, 6, 3), date(2026, 6, 15)));
        assert_eq!(
            of(date(2026, 6, 15)),
            (date(2026, 6, 15), date(2026, 7, 15))
        );
        assert_eq!(
            of(date(2027, 1, 14)),
            (date(2026, 12, 15), date(2027, 1, 15))
        );
        let ended = Life {
            ended_on: Some(date(2026, 8, 25)),
            ..life
        };
        assert_eq!(
            charged(ended, date(2026, 8, 20)),
            (date(2026, 8, 15), date(2026, 8, 25))
        );
        assert_eq!(charged(ended, date(2026, 8, 25)).1, date(2026, 8, 26));
        assert_eq!(fee(ended, date(2026, 8, 15)), ChargeType::UsageFee);
        assert_eq!(
            fee(ended, date(2026, 9, 15)),
            ChargeType::UsageFeeWhenCancel
        );
        assert_eq!(fee(life, date(2026, 9, 15)), ChargeType::UsageFee);
        // Signed on the last day of a month.
        let last = Life {
            signed_on: date(2026, 1, 31),
            starts_on: date(2026, 2, 1),
            free: true,
            ended_on: None,
        };
        assert_eq!(
            charged(last, date(2026, 3, 30)),
            (date(2026, 2, 28), date(2026, 3, 31))
        );
    }

    #[test]
    fn what_ended_while_it_was_free_has_no_usage() {
        let ended = |on| Life {
            signed_on: date(2026, 5, 15),
            starts_on: date(2026, 6, 3),
            free: true,
            ended_on: Some(on),
        };
        assert!(ended(date(2026, 6, 14)).ended_free());
        // On the billing date itself its advance was charged.
        assert!(!ended(date(2026, 6, 15)).ended_free());
        let upgraded = Life {
            free: false,
            ..ended(date(2026, 6, 14))
        };
        assert!(!upgraded.ended_free());
        let (used, days) = (date(2026, 6, 10), (date(2026, 6, 3), date(2026, 6, 14)));
        let checked = |life, days, billed| check(life, used, days, billed);
        assert_eq!(checked(upgraded, days, date(2026, 6, 15)), Ok(()));
        let free = checked(ended(date(2026, 6, 14)), days, date(2026, 6, 15));
        assert_eq!(free, Err(Broken::FreeDays));
        // Billed on the day it was used, outside the days, before the subscription, after its end.
        assert_eq!(checked(upgraded, days, used), Err(Broken::Dates));
        let early = (date(2026, 6, 2), date(2026, 6, 14));
        let late = (date(2026, 6, 11), date(2026, 6, 14));
        for days in [early, late] {
            assert_eq!(
                checked(upgraded, days, date(2026, 6, 15)),
                Err(Broken::Dates)
            );
        }
        let gone = Life {
            ended_on: Some(date(2026, 6, 9)),
            ..upgraded
        };
        assert_eq!(checked(gone, days, date(2026, 6, 15)), Err(Broken::Dates));
    }

    #[test]
    fn discounts_are_called_by_when_they_are_given() {
        assert_eq!(discount(true, true), ChargeType::ActivationDiscount);
        assert_eq!(discount(false, true), ChargeType::RenewDiscount);
        assert_eq!(discount(false, false), ChargeType::CycleDiscount);
    }
}
