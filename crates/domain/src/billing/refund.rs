//! Refunds: money that goes back to a partner, because it was paid too much or because an invoice gives
//! something back. One person proposes, another approves.

/// Why a refund is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is nothing, or less.
    #[error("refund-not-positive")]
    NotPositive,
    /// More than there is to give back.
    #[error("refund-too-much")]
    TooMuch,
    /// There is nothing to give back.
    #[error("refund-nothing-left")]
    NothingLeft,
    /// The partner owes something: what it has paid goes there first.
    #[error("refund-owes")]
    Owes,
}

impl Refused {
    /// A stable code, part of locale keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotPositive => "refund-not-positive",
            Self::TooMuch => "refund-too-much",
            Self::NothingLeft => "refund-nothing-left",
            Self::Owes => "refund-owes",
        }
    }
}

/// Whether an amount may go back of what is left of a payment or an invoice, when the partner is overdue with
/// so much. Minor units.
///
/// # Errors
/// [`Refused`].
pub fn may(amount: i64, left: i64, overdue: i64) -> Result<(), Refused> {
    if left <= 0 {
        Err(Refused::NothingLeft)
    } else if amount <= 0 {
        Err(Refused::NotPositive)
    } else if amount > left {
        Err(Refused::TooMuch)
    } else if overdue > 0 {
        Err(Refused::Owes)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_goes_back_than_there_is() {
        assert_eq!(may(100, 100, 0), Ok(()));
        assert_eq!(may(1, 100, 0), Ok(()));
        assert_eq!(may(101, 100, 0), Err(Refused::TooMuch));
        assert_eq!(may(0, 100, 0), Err(Refused::NotPositive));
        assert_eq!(may(-1, 100, 0), Err(Refused::NotPositive));
        assert_eq!(may(1, 0, 0), Err(Refused::NothingLeft));
        assert_eq!(may(1, -5, 0), Err(Refused::NothingLeft));
        assert_eq!(may(100, 100, 1), Err(Refused::Owes));
        assert_eq!(Refused::Owes.to_string(), Refused::Owes.code());
    }
}
