//! Discounts on what a subscription is charged: an amount somebody granted, taken off its charges one after
//! the other until it is used up. What is given back gives its part of the discount back, which can be used
//! again.

use super::invoice::Broken;
use super::rating::{Line, Span};

/// What was charged for a span so far, and what was taken off it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Discounted {
    /// The span.
    pub span: Span,
    /// The sum of its lines, minor units.
    pub amount: i64,
    /// The sum of their discounts.
    pub discount: i64,
}

/// The discount on each of a subscription's lines, in their order, when so much of what was granted is
/// left. A charge takes what is there, up to itself; a credit of a span gives back the part of its discount
/// that it gives back of its charges, rounded once, halves away from zero.
///
/// # Errors
/// [`Broken::Sum`].
pub fn spread(lines: &[Line], billed: &[Discounted], mut left: i64) -> Result<Vec<i64>, Broken> {
    let mut spans = billed.to_vec();
    let mut found = Vec::with_capacity(lines.len());
    for line in lines {
        let at = spans.iter().position(|known| known.span == line.span);
        let at = at.unwrap_or_else(|| {
            spans.push(Discounted {
                span: line.span,
                amount: 0,
                discount: 0,
            });
            spans.len() - 1
        });
        let span = &mut spans[at];
        let discount = if line.amount < 0 {
            -part(span.discount, line.amount.saturating_neg(), span.amount)
        } else {
            left.clamp(0, line.amount)
        };
        left = left.checked_sub(discount).ok_or(Broken::Sum)?;
        let sums = (
            span.amount.checked_add(line.amount),
            span.discount.checked_add(discount),
        );
        let (Some(amount), Some(taken)) = sums else {
            return Err(Broken::Sum);
        };
        (span.amount, span.discount) = (amount, taken);
        found.push(discount);
    }
    Ok(found)
}

/// The part of a discount that belongs to a part of what it was taken off.
fn part(discount: i64, given_back: i64, of: i64) -> i64 {
    if discount <= 0 || of <= 0 || given_back >= of {
        return discount.max(0).min(given_back);
    }
    let (discount, given_back, of) = (i128::from(discount), i128::from(given_back), i128::from(of));
    let rounded = (2 * discount * given_back + of) / (2 * of);
    // Both are parts of 64 bits, and so is their quotient.
    i64::try_from(rounded.min(discount)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{ChargeType, Prorated};
    use super::*;
    use jiff::civil::date;

    fn span(month: i8) -> Span {
        Span {
            from: date(2026, month, 15),
            to: date(2026, month + 1, 15),
            months: 1,
        }
    }

    fn line(charge: ChargeType, span: Span, amount: i64) -> Line {
        Line {
            charge,
            from: span.from,
            to: span.to,
            span,
            basis: Prorated {
                unit_price: 1_000,
                months: 1,
                seats: 10,
                days: span.days(),
                of_days: span.days(),
            },
            amount,
        }
    }

    use ChargeType as C;

    #[test]
    fn a_charge_takes_what_is_there() {
        let bill = [line(C::PurchaseFee, span(6), 20_000)];
        assert_eq!(spread(&bill, &[], 2_000), Ok(vec![2_000]));
        assert_eq!(spread(&bill, &[], 0), Ok(vec![0]));
        assert_eq!(spread(&bill, &[], 30_000), Ok(vec![20_000]));
        // More than was granted was taken already: nothing more.
        assert_eq!(spread(&bill, &[], -5), Ok(vec![0]));
    }

    #[test]
    fn what_is_given_back_takes_its_discount_along() {
        let billed = [Discounted {
            span: span(7),
            amount: 20_000,
            discount: 2_000,
        }];
        // Cancelled with a third of it unused.
        let third = [line(C::ProrateWhenCancel, span(7), -6_667)];
        assert_eq!(spread(&third, &billed, 0), Ok(vec![-667]));
        // Seats changed: all of it, and it is there again for the days charged anew and the next advance.
        let anew = [
            line(C::CancelInstanceProrate, span(7), -20_000),
            line(C::CycleInstanceProrate, span(7), 1_500),
            line(C::CycleInstanceProrate, span(7), 300),
            line(C::CycleFee, span(8), 15_000),
        ];
        assert_eq!(spread(&anew, &billed, 0), Ok(vec![-2_000, 1_500, 300, 200]));
        // Charged in full before: there is no discount to give back.
        let plain = [Discounted {
            discount: 0,
            ..billed[0]
        }];
        assert_eq!(spread(&third, &plain, 0), Ok(vec![0]));
    }

    /// However lines follow one another: a line's discount has its sign and is no larger than it, and in the
    /// end no more is taken off than was granted.
    #[test]
    fn never_more_than_was_granted() {
        let mut seed: u64 = 7;
        let mut next = move |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            i64::try_from((seed >> 33) % below).unwrap()
        };
        for _ in 0..2_000 {
            let granted = next(50_000);
            let (mut billed, mut taken): (Vec<Discounted>, i64) = (vec![], 0);
            for month in 1..8 {
                let mut lines = Vec::new();
                if let Some(before) = billed.iter().find(|b| b.span == span(month)) {
                    let back = next(u64::try_from(before.amount.max(0)).unwrap() + 1);
                    lines.push(line(C::ProrateWhenCancel, span(month), -back));
                    lines.push(line(C::ProrateWhenActivate, span(month), next(3_000)));
                }
                lines.push(line(C::CycleFee, span(month + 1), next(30_000)));
                let found = spread(&lines, &billed, granted - taken).unwrap();
                for (line, discount) in lines.iter().zip(&found) {
                    assert!(discount.abs() <= line.amount.abs());
                    assert!(discount.signum() * line.amount.signum() >= 0);
                    match billed.iter_mut().find(|b| b.span == line.span) {
                        Some(span) => {
                            span.amount += line.amount;
                            span.discount += discount;
                        }
                        None => billed.push(Discounted {
                            span: line.span,
                            amount: line.amount,
                            discount: *discount,
                        }),
                    }
                    taken += discount;
                }
                assert!((0..=granted).contains(&taken), "{taken} of {granted}");
            }
            assert!(billed.iter().all(|b| (0..=b.amount).contains(&b.discount)));
        }
    }
}
