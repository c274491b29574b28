//! Credit notes: what of an invoice is not owed after all. One person proposes, another approves.

use super::proration::tax;
use crate::caller::text_of_enum;
use crate::two_people;
use uuid::Uuid;

/// How far a credit note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It waits for a second person.
    Proposed,
    /// It has its number and counts.
    Issued,
    /// A second person did not agree.
    Declined,
    /// Whoever proposed it took it back.
    Withdrawn,
}

text_of_enum!(State {
    Proposed => "proposed",
    Issued => "issued",
    Declined => "declined",
    Withdrawn => "withdrawn",
});

/// Why a credit note is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is nothing, or less.
    #[error("credit-note-not-positive")]
    NotPositive,
    /// More than the invoice charges and earlier notes have left.
    #[error("credit-note-too-much")]
    TooMuch,
    /// The invoice charges nothing, or all of it was credited.
    #[error("credit-note-nothing-left")]
    NothingLeft,
    /// Somebody has decided already.
    #[error("credit-note-decided")]
    Decided,
    /// Whoever proposed it cannot decide it.
    #[error("credit-note-own")]
    Own,
    /// Somebody else proposed it.
    #[error("credit-note-not-own")]
    NotOwn,
}

impl Refused {
    /// A stable code, part of locale keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotPositive => "credit-note-not-positive",
            Self::TooMuch => "credit-note-too-much",
            Self::NothingLeft => "credit-note-nothing-left",
            Self::Decided => "credit-note-decided",
            Self::Own => "credit-note-own",
            Self::NotOwn => "credit-note-not-own",
        }
    }
}

/// Amounts before tax and their tax, minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taxed {
    /// Before tax.
    pub before_tax: i64,
    /// Tax.
    pub tax: i64,
}

impl Taxed {
    /// What is left of it after something else.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self {
            before_tax: self.before_tax.saturating_sub(other.before_tax),
            tax: self.tax.saturating_sub(other.tax),
        }
    }
}

/// What a note of an amount before tax takes off an invoice of which something is left, at its tax
/// rate in hundredths of a percent. Taxes are rounded by line on an invoice; a note for all that is
/// left takes all the tax that is left, so that nothing stays behind.
///
/// # Errors
/// [`Refused::NothingLeft`], [`Refused::NotPositive`], [`Refused::TooMuch`].
pub fn credit(left: Taxed, basis_points: u32, before_tax: i64) -> Result<Taxed, Refused> {
    if left.before_tax <= 0 {
        return Err(Refused::NothingLeft);
    }
    if before_tax <= 0 {
        return Err(Refused::NotPositive);
    }
    if before_tax > left.before_tax {
        return Err(Refused::TooMuch);
    }
    let most = left.tax.max(0);
    let tax = if before_tax == left.before_tax {
        most
    } else {
        let own = tax(before_tax, basis_points).map_err(|_| Refused::TooMuch)?;
        own.min(most)
    };
    Ok(Taxed { before_tax, tax })
}

impl From<two_people::Refused> for Refused {
    fn from(refused: two_people::Refused) -> Self {
        match refused {
            two_people::Refused::Decided => Self::Decided,
            two_people::Refused::Own => Self::Own,
            two_people::Refused::NotOwn => Self::NotOwn,
        }
    }
}

/// Whether somebody may approve or decline a note that somebody proposed.
///
/// # Errors
/// [`Refused::Decided`], [`Refused::Own`].
pub fn may_decide(state: State, proposed_by: Uuid, who: Uuid) -> Result<(), Refused> {
    Ok(two_people::may_decide(
        state == State::Proposed,
        proposed_by,
        who,
    )?)
}

/// Whether somebody may take a note back that somebody proposed.
///
/// # Errors
/// [`Refused::Decided`], [`Refused::NotOwn`].
pub fn may_withdraw(state: State, proposed_by: Uuid, who: Uuid) -> Result<(), Refused> {
    Ok(two_people::may_withdraw(
        state == State::Proposed,
        proposed_by,
        who,
    )?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taxed(before_tax: i64, tax: i64) -> Taxed {
        Taxed { before_tax, tax }
    }

    #[test]
    fn a_note_takes_its_tax_along() {
        // Taxes by line: 5.45 where 6 % of the whole would be 5.46.
        let left = taxed(9_096, 545);
        assert_eq!(credit(left, 600, 1_000), Ok(taxed(1_000, 60)));
        assert_eq!(credit(left, 600, 9_096), Ok(taxed(9_096, 545)));
        assert_eq!(credit(left, 600, 9_095), Ok(taxed(9_095, 545)));
        let rest = left.less(taxed(9_095, 545));
        assert_eq!(credit(rest, 600, 1), Ok(taxed(1, 0)));
    }

    #[test]
    fn no_more_than_was_charged() {
        let left = taxed(1_000, 60);
        assert_eq!(credit(left, 600, 1_001), Err(Refused::TooMuch));
        assert_eq!(credit(left, 600, 0), Err(Refused::NotPositive));
        assert_eq!(credit(left, 600, -1), Err(Refused::NotPositive));
        assert_eq!(credit(taxed(0, 0), 600, 1), Err(Refused::NothingLeft));
        assert_eq!(credit(taxed(-5, 0), 600, 1), Err(Refused::NothingLeft));
    }

    #[test]
    fn two_people() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert_eq!(may_decide(State::Proposed, one, two), Ok(()));
        assert_eq!(may_decide(State::Proposed, one, one), Err(Refused::Own));
        assert_eq!(may_decide(State::Issued, one, two), Err(Refused::Decided));
        assert_eq!(may_withdraw(State::Proposed, one, one), Ok(()));
        assert_eq!(
            may_withdraw(State::Proposed, one, two),
            Err(Refused::NotOwn)
        );
        assert_eq!(
            may_withdraw(State::Declined, one, one),
            Err(Refused::Decided)
        );
        assert_eq!(Refused::Own.to_string(), Refused::Own.code());
    }
}
