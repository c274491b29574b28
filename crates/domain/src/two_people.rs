//! What one person proposes and another decides: whoever proposed it may only take it back.

use uuid::Uuid;

/// Why somebody may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It waits for nobody any more.
    Decided,
    /// Whoever proposed it cannot decide it.
    Own,
    /// Somebody else proposed it.
    NotOwn,
}

/// Whether somebody may decide what somebody proposed, while it waits.
///
/// # Errors
/// [`Refused::Decided`], [`Refused::Own`].
pub fn may_decide(waits: bool, proposed_by: Uuid, who: Uuid) -> Result<(), Refused> {
    match waits {
        false => Err(Refused::Decided),
        true if proposed_by == who => Err(Refused::Own),
        true => Ok(()),
    }
}

/// Whether somebody may take back what somebody proposed, while it waits.
///
/// # Errors
/// [`Refused::Decided`], [`Refused::NotOwn`].
pub fn may_withdraw(waits: bool, proposed_by: Uuid, who: Uuid) -> Result<(), Refused> {
    match waits {
        false => Err(Refused::Decided),
        true if proposed_by != who => Err(Refused::NotOwn),
        true => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_proposes_another_decides() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert_eq!(may_decide(true, one, two), Ok(()));
        assert_eq!(may_decide(true, one, one), Err(Refused::Own));
        assert_eq!(may_decide(false, one, two), Err(Refused::Decided));
        assert_eq!(may_withdraw(true, one, one), Ok(()));
        assert_eq!(may_withdraw(true, one, two), Err(Refused::NotOwn));
        assert_eq!(may_withdraw(false, one, one), Err(Refused::Decided));
    }
}
