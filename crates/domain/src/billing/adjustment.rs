//! Adjustments of the bills to come: a discount on what a subscription will be charged, or a part of a line
//! of an earlier invoice that is given back with its tax. Two people decide, as they do on credit notes.

use super::credit_note::{self, Taxed};
use crate::caller::text_of_enum;

/// What is adjusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Taken off what a subscription is charged from now on, until it is used up.
    Discount,
    /// Given back of a line.
    Offset,
}

text_of_enum!(Kind {
    Discount => "discount",
    Offset => "offset",
});

/// Why an adjustment is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is nothing, or less.
    #[error("adjustment-not-positive")]
    NotPositive,
    /// More than the line charged, and earlier adjustments and credit notes have left.
    #[error("adjustment-too-much")]
    TooMuch,
    /// The line charged nothing, or all of it was given back.
    #[error("adjustment-nothing-left")]
    NothingLeft,
}

impl Refused {
    /// A stable code, part of locale keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotPositive => "adjustment-not-positive",
            Self::TooMuch => "adjustment-too-much",
            Self::NothingLeft => "adjustment-nothing-left",
        }
    }
}

/// What an amount before tax gives back of a line, when so much is left of the line and so much before tax
/// of its invoice. All that is left of a line takes all of its tax along.
///
/// # Errors
/// [`Refused`].
pub fn offset(
    of_line: Taxed,
    of_invoice: i64,
    basis_points: u32,
    amount: i64,
) -> Result<Taxed, Refused> {
    if of_invoice <= 0 {
        return Err(Refused::NothingLeft);
    }
    if amount > of_invoice {
        return Err(Refused::TooMuch);
    }
    credit_note::credit(of_line, basis_points, amount).map_err(|refused| match refused {
        credit_note::Refused::NotPositive => Refused::NotPositive,
        credit_note::Refused::NothingLeft => Refused::NothingLeft,
        _ => Refused::TooMuch,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taxed(before_tax: i64, tax: i64) -> Taxed {
        Taxed { before_tax, tax }
    }

    #[test]
    fn a_part_of_a_line_goes_back_with_its_tax() {
        let line = taxed(15_000, 900);
        assert_eq!(offset(line, 40_000, 600, 1_000), Ok(taxed(1_000, 60)));
        assert_eq!(offset(line, 40_000, 600, 15_000), Ok(line));
        // Taxes of a line were rounded once; what is left of them goes with the rest.
        assert_eq!(
            offset(taxed(4_684, 281), 40_000, 600, 4_684),
            Ok(taxed(4_684, 281))
        );
    }

    #[test]
    fn no_more_than_is_left_of_the_line_and_of_its_invoice() {
        let line = taxed(15_000, 900);
        assert_eq!(offset(line, 40_000, 600, 15_001), Err(Refused::TooMuch));
        assert_eq!(offset(line, 999, 600, 1_000), Err(Refused::TooMuch));
        assert_eq!(offset(line, 0, 600, 1_000), Err(Refused::NothingLeft));
        assert_eq!(offset(line, 40_000, 600, 0), Err(Refused::NotPositive));
        assert_eq!(offset(taxed(0, 0), 9, 600, 1), Err(Refused::NothingLeft));
        assert_eq!(offset(taxed(-9, 0), 9, 600, 1), Err(Refused::NothingLeft));
        assert_eq!(Refused::TooMuch.to_string(), Refused::TooMuch.code());
    }
}
