//! The sums of a bill against its lines, once more and by another way, before anybody sees it.

use super::charge::{ChargeType, Section};
use super::invoice::{Broken, Totals};
use super::proration::tax;

/// A line as the reconciliation file has it. Amounts are minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tied {
    /// What for.
    pub charge: ChargeType,
    /// Before discount and tax.
    pub amount: i64,
    /// What was taken off it.
    pub discount: i64,
    /// Its tax.
    pub tax: i64,
}

impl Tied {
    /// What is taxed.
    ///
    /// # Errors
    /// [`Broken::Sum`].
    pub fn subtotal(self) -> Result<i64, Broken> {
        self.amount.checked_sub(self.discount).ok_or(Broken::Sum)
    }

    /// What it comes to.
    ///
    /// # Errors
    /// [`Broken::Sum`].
    pub fn total(self) -> Result<i64, Broken> {
        self.subtotal()?.checked_add(self.tax).ok_or(Broken::Sum)
    }

    /// A line by itself: its discount is a part of it, and its tax that of what is left. What gives back a
    /// part of another line takes a part of that line's tax along, which was rounded there.
    fn check(self, basis_points: u32) -> Result<(), Broken> {
        let subtotal = self.subtotal()?;
        let part = self.discount == 0
            || (self.discount.signum() == self.amount.signum()
                && self.discount.unsigned_abs() <= self.amount.unsigned_abs());
        let taxed = if self.charge == ChargeType::Offset {
            self.discount == 0 && self.amount < 0 && self.tax <= 0
        } else {
            tax(subtotal, basis_points)? == self.tax
        };
        // Discounts on usage are lines of their own.
        let signed = match self.charge.section() {
            Section::Usage => self.discount == 0 && self.amount >= 0,
            Section::UsageDiscounts => self.discount == 0 && self.amount < 0,
            _ => true,
        };
        if part && taxed && signed {
            Ok(())
        } else {
            Err(Broken::Line)
        }
    }
}

/// Compares sums with the lines of both files, of licences and of usage, and with what is in no file:
/// finance charges with their tax.
///
/// # Errors
/// The first [`Broken`] rule.
pub fn tie_out(
    totals: &Totals,
    lines: impl IntoIterator<Item = Tied>,
    finance: (i64, i64),
    basis_points: u32,
) -> Result<(), Broken> {
    let add = |sum: &mut i64, more: i64| {
        *sum = sum.checked_add(more).ok_or(Broken::Sum)?;
        Ok::<(), Broken>(())
    };
    let mut file = Totals::default();
    let mut for_customers = 0;
    for line in lines {
        line.check(basis_points)?;
        add(&mut for_customers, line.total()?)?;
        match line.charge.section() {
            Section::Recurring => add(&mut file.recurring, line.amount)?,
            Section::OtherProducts => add(&mut file.other_products, line.amount)?,
            Section::Usage => add(&mut file.usage, line.amount)?,
            Section::UsageDiscounts => add(&mut file.usage_discount, line.amount)?,
            Section::Credits => {
                add(&mut file.credits, line.total()?)?;
                add(&mut file.credit_tax, line.tax)?;
                continue;
            }
        }
        add(&mut file.discount, line.discount)?;
        add(&mut file.tax, line.tax)?;
    }
    file.finance = finance.0;
    add(&mut file.tax, finance.1)?;
    // Sections are what the file says.
    let sections = |t: &Totals| {
        (
            (t.recurring, t.other_products, t.discount),
            (t.usage, t.usage_discount),
            (t.tax, t.credits, t.credit_tax, t.finance),
        )
    };
    if sections(&file) != sections(totals) {
        return Err(Broken::Sections);
    }
    // The total is the sum of the sections, and what customers are charged with what is in no file.
    let mut of_sections = totals.subtotal()?;
    add(&mut of_sections, totals.tax)?;
    add(&mut of_sections, totals.credits)?;
    add(&mut for_customers, finance.0)?;
    add(&mut for_customers, finance.1)?;
    if of_sections == totals.total && for_customers == totals.total {
        Ok(())
    } else {
        Err(Broken::Total)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn lines() -> Vec<Tied> {
        super::super::golden::figures::GOLDEN
            .iter()
            .map(|(charge, amount, discount, tax)| Tied {
                charge: ChargeType::from_text(charge).unwrap(),
                amount: *amount,
                discount: *discount,
                tax: *tax,
            })
            .collect()
    }

    fn totals(lines: &[Tied]) -> Totals {
        lines.iter().fold(Totals::default(), |sums, line| {
            sums.with(line.charge, line.amount, line.discount, line.tax)
                .unwrap()
        })
    }

    #[test]
    fn the_golden_invoice_ties_out() {
        let lines = lines();
        let sums = totals(&lines);
        assert_eq!(tie_out(&sums, lines.clone(), (0, 0), 600), Ok(()));
        let found = (
            sums.recurring,
            sums.discount,
            sums.tax,
            sums.credits,
            sums.total,
        );
        assert_eq!(found, super::super::golden::figures::GOLDEN_SUMS);
        let customers: i64 = lines.iter().map(|line| line.total().unwrap()).sum();
        assert_eq!(customers, sums.total);
        // With a finance charge and its tax, which no file has.
        let late = sums.with_finance_charge(3_500, 210).unwrap();
        assert_eq!(tie_out(&late, lines, (3_500, 210), 600), Ok(()));
    }

    #[test]
    fn the_golden_invoice_with_usage_ties_out() {
        let mut lines = lines();
        lines.extend(super::super::golden::figures::GOLDEN_USAGE.iter().map(
            |(charge, amount, tax)| Tied {
                charge: ChargeType::from_text(charge).unwrap(),
                amount: *amount,
                discount: 0,
                tax: *tax,
            },
        ));
        let sums = totals(&lines);
        assert_eq!(tie_out(&sums, lines.clone(), (0, 0), 600), Ok(()));
        let found = (sums.usage, sums.usage_discount, sums.tax, sums.total);
        assert_eq!(found, super::super::golden::figures::GOLDEN_USAGE_SUMS);
        let at = lines.len() - 1;
        let with = |change: fn(&mut Tied)| {
            let mut lines = lines.clone();
            change(&mut lines[at]);
            tie_out(&sums, lines, (0, 0), 600)
        };
        // A discount that charges, a line in the wrong section, another amount.
        assert_eq!(with(|line| line.amount = 9), Err(Broken::Line));
        assert_eq!(
            with(|line| line.charge = ChargeType::CycleFee),
            Err(Broken::Sections)
        );
        assert_eq!(with(|line| line.amount -= 1), Err(Broken::Sections));
        assert_eq!(with(|line| line.discount = -1), Err(Broken::Line));
    }

    #[test]
    fn what_does_not_tie_out_is_named() {
        let right = lines();
        let sums = totals(&right);
        let with = |at: usize, change: fn(&mut Tied)| {
            let mut lines = right.clone();
            change(&mut lines[at]);
            tie_out(&sums, lines, (0, 0), 600)
        };
        assert_eq!(with(0, |line| line.tax += 1), Err(Broken::Line));
        assert_eq!(with(1, |line| line.discount = 20_001), Err(Broken::Line));
        assert_eq!(with(1, |line| line.discount = -1), Err(Broken::Line));
        assert_eq!(with(8, |line| line.amount = 1), Err(Broken::Line));
        assert_eq!(with(8, |line| line.amount -= 1), Err(Broken::Sections));
        let other = |line: &mut Tied| line.charge = ChargeType::ProrateWhenActivate;
        assert_eq!(with(0, other), Err(Broken::Sections));
        assert_eq!(
            tie_out(&sums, right.clone(), (1, 0), 600),
            Err(Broken::Sections)
        );
        let wrong = Totals {
            total: sums.total + 1,
            ..sums
        };
        assert_eq!(tie_out(&wrong, right, (0, 0), 600), Err(Broken::Total));
    }
}
