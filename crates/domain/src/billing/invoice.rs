//! What a bill must satisfy before anybody sees it, and its sums.

use super::charge::{ChargeType, Section};
use super::rating::{Billed, Line, Subscription};
use crate::calendar::nth_billing_date;
use crate::money::MoneyError;
use crate::subscriptions::first_billing_date;

/// A rule a bill breaks; it is not published then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A line lies outside its term or the two periods of the bill.
    #[error("bill-dates")]
    Dates,
    /// What is given back is not what was billed.
    #[error("bill-reversal")]
    Reversal,
    /// Stretches of days overlap or leave a gap.
    #[error("bill-stretches")]
    Stretches,
    /// A subscription without changes has several lines.
    #[error("bill-one-line")]
    OneLine,
    /// A free day costs something, or what ended in them is billed.
    #[error("bill-free-days")]
    FreeDays,
    /// A price is not the one locked for the term.
    #[error("bill-price")]
    Price,
    /// An amount is not what its explanation gives.
    #[error("bill-amount")]
    Amount,
    /// A line's discount or tax does not belong to its amount.
    #[error("bill-line")]
    Line,
    /// A section is not what the lines of the file come to.
    #[error("bill-sections")]
    Sections,
    /// The total is not the sum of the sections, or not what customers are charged.
    #[error("bill-total")]
    Total,
    /// What is given back was charged in another currency.
    #[error("bill-currency")]
    Currency,
    /// A sum is too large.
    #[error("bill-sum")]
    Sum,
}

impl From<MoneyError> for Broken {
    fn from(_: MoneyError) -> Self {
        Self::Sum
    }
}

/// Compares the lines of the `k`-th bill for one subscription with what is known of it.
///
/// # Errors
/// The first [`Broken`] rule.
pub fn check(s: &Subscription, billed: &[Billed], lines: &[Line], k: u32) -> Result<(), Broken> {
    let on = nth_billing_date(s.signed_on, k);
    let ended = nth_billing_date(s.signed_on, k.saturating_sub(1));
    let free_until = first_billing_date(s.signed_on, s.starts_on);
    let paid = billed
        .iter()
        .find(|b| b.span.from <= ended && ended < b.span.to);
    for line in lines {
        let term = s
            .terms
            .iter()
            .find(|t| t.begins <= line.from && line.to <= t.ends);
        let term = term.ok_or(Broken::Dates)?;
        let known = line.span.from == on
            || line.span.from == ended
            || paid.is_some_and(|billed| billed.span == line.span);
        let inside = line.span.from <= line.from && line.from < line.to && line.to <= line.span.to;
        if !known || !inside {
            return Err(Broken::Dates);
        }
        let free = s.free && line.to <= free_until;
        if free && line.amount != 0 {
            return Err(Broken::FreeDays);
        }
        if line.basis.unit_price != if free { 0 } else { term.unit_price } {
            return Err(Broken::Price);
        }
        if line.charge == ChargeType::CancelInstanceProrate {
            if paid.and_then(|billed| billed.net.checked_neg()) != Some(line.amount) {
                return Err(Broken::Reversal);
            }
        } else {
            let credit = line.charge == ChargeType::ProrateWhenCancel;
            let sign = if credit { -1 } else { 1 };
            if line.basis.amount()? * sign != line.amount {
                return Err(Broken::Amount);
            }
        }
    }
    tiled(lines)?;
    let touched = s.changes.iter().any(|c| ended <= c.day && c.day < on);
    if !touched && lines.len() > 1 {
        return Err(Broken::OneLine);
    }
    // Ended before anything was paid: as if it had never been.
    let last = s.changes.iter().rev().find(|change| change.day < on);
    let ended_free = s.free && on <= free_until && last.is_some_and(|change| !change.runs);
    if ended_free && !lines.is_empty() {
        return Err(Broken::FreeDays);
    }
    Ok(())
}

/// The stretches of one span follow one another to its end.
fn tiled(lines: &[Line]) -> Result<(), Broken> {
    use ChargeType as C;
    let tiles = lines.iter().filter(|line| {
        let first = matches!(line.charge, C::ProrateWhenPurchase);
        first || line.charge == C::CycleInstanceProrate
    });
    let tiles: Vec<_> = tiles.collect();
    let follow = tiles.windows(2).all(|two| two[0].to == two[1].from);
    let to_the_end = tiles.last().is_none_or(|last| last.to == last.span.to);
    if follow && to_the_end {
        Ok(())
    } else {
        Err(Broken::Stretches)
    }
}

/// The sums of a bill, minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Recurring charges before tax.
    pub recurring: i64,
    /// Other products and services before tax.
    pub other_products: i64,
    /// Finance charges before tax.
    pub finance: i64,
    /// Usage charges before tax.
    pub usage: i64,
    /// Discounts on usage before tax, below zero.
    pub usage_discount: i64,
    /// What discounts took off the charges for licences.
    pub discount: i64,
    /// Taxes of all lines but credits.
    pub tax: i64,
    /// Credits and adjustments with their tax, below zero.
    pub credits: i64,
    /// The tax in them.
    pub credit_tax: i64,
    /// What the bill comes to.
    pub total: i64,
}

impl Totals {
    /// The sums with one more line of an amount, what was taken off it, and its tax.
    ///
    /// # Errors
    /// [`Broken::Sum`].
    pub fn with(
        self,
        charge: ChargeType,
        amount: i64,
        discount: i64,
        tax: i64,
    ) -> Result<Self, Broken> {
        let add = |a: i64, b: i64| a.checked_add(b).ok_or(Broken::Sum);
        let mut sums = self;
        let subtotal = amount.checked_sub(discount).ok_or(Broken::Sum)?;
        sums.total = add(add(sums.total, subtotal)?, tax)?;
        let section = match charge.section() {
            Section::Recurring => &mut sums.recurring,
            Section::OtherProducts => &mut sums.other_products,
            Section::Usage => &mut sums.usage,
            Section::UsageDiscounts => &mut sums.usage_discount,
            Section::Credits => {
                sums.credits = add(add(sums.credits, subtotal)?, tax)?;
                sums.credit_tax = add(sums.credit_tax, tax)?;
                return Ok(sums);
            }
        };
        *section = add(*section, amount)?;
        sums.discount = add(sums.discount, discount)?;
        sums.tax = add(sums.tax, tax)?;
        Ok(sums)
    }

    /// The sums with a finance charge of an amount and its tax.
    ///
    /// # Errors
    /// [`Broken::Sum`].
    pub fn with_finance_charge(self, amount: i64, tax: i64) -> Result<Self, Broken> {
        let add = |a: i64, b: i64| a.checked_add(b).ok_or(Broken::Sum);
        Ok(Self {
            finance: add(self.finance, amount)?,
            tax: add(self.tax, tax)?,
            total: add(add(self.total, amount)?, tax)?,
            ..self
        })
    }

    /// Everything before tax and its tax, credits with theirs.
    ///
    /// # Errors
    /// [`Broken::Sum`].
    pub fn posted(self) -> Result<(i64, i64), Broken> {
        let tax = self.tax.checked_add(self.credit_tax);
        let tax = tax.ok_or(Broken::Sum)?;
        Ok((self.total.checked_sub(tax).ok_or(Broken::Sum)?, tax))
    }

    /// The charges before tax, less discounts.
    ///
    /// # Errors
    /// [`Broken::Sum`].
    pub fn subtotal(self) -> Result<i64, Broken> {
        let sum = self.recurring.checked_add(self.other_products);
        let sum = sum.and_then(|sum| sum.checked_add(self.finance));
        let sum = sum.and_then(|sum| sum.checked_add(self.usage));
        let sum = sum.and_then(|sum| sum.checked_add(self.usage_discount));
        let sum = sum.and_then(|sum| sum.checked_sub(self.discount));
        sum.ok_or(Broken::Sum)
    }
}

/// The number of the `n`-th invoice: a prefix and so many digits, more when they do not suffice.
#[must_use]
pub fn number(prefix: &str, digits: u32, n: u64) -> String {
    let width = usize::try_from(digits).unwrap_or(0);
    format!("{prefix}{n:0width$}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn sums_are_the_sums_of_lines() {
        let sums = Totals::default()
            .with(ChargeType::CycleFee, 15_000, 0, 900)
            .and_then(|sums| sums.with(ChargeType::ProrateWhenActivate, 5_161, 0, 310))
            .and_then(|sums| sums.with(ChargeType::ProrateWhenCancel, -8_387, 0, -503));
        let sums = sums.unwrap();
        assert_eq!((sums.recurring, sums.other_products), (6_613, 5_161));
        assert_eq!((sums.tax, sums.total), (707, 12_481));
        assert_eq!(sums.subtotal(), Ok(11_774));
        let late = sums.with_finance_charge(3_500, 0).unwrap();
        assert_eq!((late.finance, late.tax, late.total), (3_500, 707, 15_981));
        assert_eq!(late.subtotal(), Ok(15_274));
        let back = sums.with(ChargeType::Offset, -1_000, 0, -60).unwrap();
        let found = (back.recurring, back.tax, back.credits, back.credit_tax);
        assert_eq!(found, (6_613, 707, -1_060, -60));
        assert_eq!((back.total, back.posted()), (11_421, Ok((10_774, 647))));
        let used = sums
            .with(ChargeType::UsageFee, 89, 0, 5)
            .and_then(|sums| sums.with(ChargeType::CycleDiscount, -9, 0, -1));
        let used = used.unwrap();
        assert_eq!((used.usage, used.usage_discount), (89, -9));
        assert_eq!((used.subtotal(), used.tax), (Ok(11_774 + 80), 711));
        assert_eq!((used.total, used.discount), (12_481 + 84, 0));
        let full = Totals {
            recurring: i64::MAX,
            ..Totals::default()
        };
        assert_eq!(full.with(ChargeType::CycleFee, 1, 0, 0), Err(Broken::Sum));
    }

    #[test]
    fn numbers_have_no_end() {
        assert_eq!(number("D", 9, 1), "D000000001");
        assert_eq!(number("D", 3, 12_345), "D12345");
    }
}
