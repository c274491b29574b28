//! The one formula of a bill, and its one rounding.

use crate::money::MoneyError;

/// What a line is computed from: price × months × seats × days ÷ days of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prorated {
    /// For one seat and one month, minor units, locked for the term.
    pub unit_price: i64,
    /// Months the period is paid for: 1, or more for what is paid a year ahead.
    pub months: u32,
    /// Seats.
    pub seats: u32,
    /// Days charged.
    pub days: u32,
    /// Days of the period the advance covers, N.
    pub of_days: u32,
}

/// An amount before it is rounded: a fraction of minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exact {
    /// Above the line.
    pub numerator: i128,
    /// Below the line, positive.
    pub denominator: i128,
}

impl Exact {
    /// The whole number of minor units nearest to it, halves away from zero. The only rounding of
    /// a line; nothing is rounded on the way to it.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn rounded(self) -> Result<i64, MoneyError> {
        if self.denominator <= 0 {
            return Err(MoneyError::Overflow);
        }
        let twice = self.numerator.unsigned_abs().checked_mul(2);
        let below = self.denominator.unsigned_abs();
        let sum = twice.and_then(|twice| twice.checked_add(below));
        let nearest = sum.ok_or(MoneyError::Overflow)? / below / 2;
        let nearest = i64::try_from(nearest).map_err(|_| MoneyError::Overflow)?;
        Ok(if self.numerator < 0 {
            -nearest
        } else {
            nearest
        })
    }
}

impl Prorated {
    /// The amount before it is rounded. A period of no days has no price.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn exact(self) -> Result<Exact, MoneyError> {
        // Four factors of at most 63, 32, 32 and 32 bits could pass 127 bits; then it is refused.
        let numerator = i128::from(self.unit_price)
            .checked_mul(i128::from(self.months))
            .and_then(|n| n.checked_mul(i128::from(self.seats)))
            .and_then(|n| n.checked_mul(i128::from(self.days)));
        match (numerator, self.of_days) {
            (Some(numerator), of_days @ 1..) => Ok(Exact {
                numerator,
                denominator: i128::from(of_days),
            }),
            _ => Err(MoneyError::Overflow),
        }
    }

    /// The amount, minor units.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn amount(self) -> Result<i64, MoneyError> {
        self.exact()?.rounded()
    }

    /// What one seat costs for the days, for information: the amount is not this times the seats.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn of_one_seat(self) -> Result<i64, MoneyError> {
        Self { seats: 1, ..self }.amount()
    }
}

/// Tax on a line, minor units, with the line's sign. `basis_points` are hundredths of a percent.
///
/// # Errors
/// [`MoneyError::Overflow`].
pub fn tax(subtotal: i64, basis_points: u32) -> Result<i64, MoneyError> {
    let exact = Exact {
        numerator: i128::from(subtotal) * i128::from(basis_points),
        denominator: 10_000,
    };
    exact.rounded()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        let rounded = |numerator, denominator| {
            Exact {
                numerator,
                denominator,
            }
            .rounded()
        };
        for (numerator, denominator, nearest) in [
            (1, 2, 1),
            (-1, 2, -1),
            (49, 100, 0),
            (-49, 100, 0),
            (50, 100, 1),
            (149, 100, 1),
            (-150, 100, -2),
            (0, 7, 0),
        ] {
            assert_eq!(rounded(numerator, denominator), Ok(nearest));
        }
        assert_eq!(rounded(i128::MAX, 1), Err(MoneyError::Overflow));
        assert_eq!(rounded(1, 0), Err(MoneyError::Overflow));
    }

    #[test]
    fn tax_keeps_the_sign_of_its_line() {
        assert_eq!(tax(10_000, 600), Ok(600));
        assert_eq!(tax(-16_500, 600), Ok(-990));
        // 0.24 × 6 % = 0.0144; 0.25 × 6 % = 0.015 is a half.
        assert_eq!((tax(24, 600), tax(25, 600)), (Ok(1), Ok(2)));
        assert_eq!(tax(i64::MAX, 10_001), Err(MoneyError::Overflow));
    }

    #[test]
    fn a_sum_that_does_not_fit_is_refused_and_never_wraps() {
        let huge = Prorated {
            unit_price: i64::MAX,
            months: u32::MAX,
            seats: u32::MAX,
            days: u32::MAX,
            of_days: 1,
        };
        assert_eq!(huge.amount(), Err(MoneyError::Overflow));
        let no_days = Prorated { of_days: 0, ..huge };
        assert_eq!(no_days.amount(), Err(MoneyError::Overflow));
    }
}
