//! Disputes: a partner says that something of an invoice is not owed. What is disputed bears no finance
//! charge and suspends nobody until the operator has decided.

use super::credit_note::{self, Taxed};
use crate::caller::text_of_enum;

/// How far a dispute is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It waits for the operator.
    Open,
    /// The operator agrees: a credit note gives it back once a second person has approved that.
    Accepted,
    /// The operator does not agree.
    Refused,
    /// The partner took it back.
    Withdrawn,
}

text_of_enum!(State {
    Open => "open",
    Accepted => "accepted",
    Refused => "refused",
    Withdrawn => "withdrawn",
});

/// Why a dispute is refused before anybody decides about it, or an act on one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is nothing, or less.
    #[error("dispute-not-positive")]
    NotPositive,
    /// More than is charged, less what was credited and what is disputed already.
    #[error("dispute-too-much")]
    TooMuch,
    /// Nothing is charged, or all of it was credited or is disputed.
    #[error("dispute-nothing-left")]
    NothingLeft,
    /// The same was disputed before.
    #[error("dispute-twice")]
    Twice,
    /// Somebody has decided about it, or taken it back.
    #[error("dispute-decided")]
    Decided,
}

impl Refused {
    /// A stable code, part of locale keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotPositive => "dispute-not-positive",
            Self::TooMuch => "dispute-too-much",
            Self::NothingLeft => "dispute-nothing-left",
            Self::Twice => "dispute-twice",
            Self::Decided => "dispute-decided",
        }
    }
}

/// What of an invoice can be disputed, before tax: what is charged for the line or the whole, but no more
/// than what credit notes and other disputes have left of the invoice.
#[must_use]
pub fn room(line: Option<i64>, left: Taxed) -> i64 {
    let left = left.before_tax.max(0);
    line.map_or(left, |line| line.clamp(0, left))
}

/// The disputed sum with its tax. `left` is what credit notes and other disputes have left of the invoice.
///
/// # Errors
/// [`Refused::NothingLeft`], [`Refused::NotPositive`], [`Refused::TooMuch`].
pub fn disputed(
    line: Option<i64>,
    left: Taxed,
    basis_points: u32,
    before_tax: i64,
) -> Result<Taxed, Refused> {
    let room = room(line, left);
    if room == 0 {
        return Err(Refused::NothingLeft);
    }
    if before_tax > room {
        return Err(Refused::TooMuch);
    }
    credit_note::credit(left, basis_points, before_tax).map_err(|refused| match refused {
        credit_note::Refused::NotPositive => Refused::NotPositive,
        credit_note::Refused::NothingLeft => Refused::NothingLeft,
        _ => Refused::TooMuch,
    })
}

/// Whether a dispute can be decided or taken back.
///
/// # Errors
/// [`Refused::Decided`].
pub fn may_end(state: State) -> Result<(), Refused> {
    match state {
        State::Open => Ok(()),
        _ => Err(Refused::Decided),
    }
}

/// What the operator accepts of a dispute: all of it, or a part.
///
/// # Errors
/// [`Refused::NotPositive`], [`Refused::TooMuch`].
pub fn accepted(disputed: i64, before_tax: i64) -> Result<i64, Refused> {
    match before_tax {
        ..=0 => Err(Refused::NotPositive),
        more if more > disputed => Err(Refused::TooMuch),
        part => Ok(part),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taxed(before_tax: i64, tax: i64) -> Taxed {
        Taxed { before_tax, tax }
    }

    #[test]
    fn no_more_than_the_line_and_no_more_than_is_left() {
        let left = taxed(10_000, 600);
        assert_eq!(
            disputed(Some(4_000), left, 600, 4_000),
            Ok(taxed(4_000, 240))
        );
        assert_eq!(
            disputed(Some(4_000), left, 600, 4_001),
            Err(Refused::TooMuch)
        );
        assert_eq!(disputed(None, left, 600, 10_000), Ok(left));
        assert_eq!(disputed(None, left, 600, 10_001), Err(Refused::TooMuch));
        // Credit notes and other disputes have left less than the line.
        let less = taxed(3_000, 180);
        assert_eq!(
            disputed(Some(4_000), less, 600, 3_001),
            Err(Refused::TooMuch)
        );
        assert_eq!(disputed(Some(4_000), less, 600, 3_000), Ok(less));
    }

    #[test]
    fn what_charges_nothing_is_not_disputed() {
        let left = taxed(10_000, 600);
        for line in [0, -150] {
            let refused = disputed(Some(line), left, 600, 1);
            assert_eq!(refused, Err(Refused::NothingLeft));
        }
        assert_eq!(
            disputed(None, taxed(0, 0), 600, 1),
            Err(Refused::NothingLeft)
        );
        assert_eq!(
            disputed(None, taxed(-5, 0), 600, 1),
            Err(Refused::NothingLeft)
        );
        for nothing in [0, -1] {
            let refused = disputed(None, left, 600, nothing);
            assert_eq!(refused, Err(Refused::NotPositive));
        }
    }

    #[test]
    fn decided_once_and_accepted_in_part() {
        assert_eq!(may_end(State::Open), Ok(()));
        for ended in [State::Accepted, State::Refused, State::Withdrawn] {
            assert_eq!(may_end(ended), Err(Refused::Decided));
        }
        assert_eq!(accepted(100, 100), Ok(100));
        assert_eq!(accepted(100, 1), Ok(1));
        assert_eq!(accepted(100, 101), Err(Refused::TooMuch));
        assert_eq!(accepted(100, 0), Err(Refused::NotPositive));
        assert_eq!(Refused::Twice.to_string(), Refused::Twice.code());
    }
}
