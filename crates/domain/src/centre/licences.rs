//! Licences: who of a customer's people may use what was bought, never more of them than units.

use crate::accounts::users;
use crate::catalogue::Unit;
use crate::selling::Reason;
use crate::subscriptions::Status;

/// Why somebody gets no licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// What was bought is not counted in people.
    NotForPeople,
    /// It does not run.
    NotRunning,
    /// Every unit is somebody's.
    NoneLeft,
    /// The user was deleted.
    UserDeleted,
}

impl Refused {
    /// A stable code, part of the locale key `problem-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotForPeople => "licence-not-for-people",
            Self::NotRunning => "licence-not-running",
            Self::NoneLeft => "licence-none-left",
            Self::UserDeleted => "licence-user-deleted",
        }
    }
}

/// Whether units of what was bought are given to people, one each.
#[must_use]
pub fn are_for_people(unit: Unit) -> bool {
    unit == Unit::Licence
}

/// Whether a user may get one of the units of a subscription, of which some are taken.
///
/// # Errors
/// [`Refused`].
pub fn may_take(
    unit: Unit,
    status: Status,
    quantity: u32,
    assigned: u32,
    user: users::Status,
) -> Result<(), Refused> {
    if user == users::Status::Deleted {
        Err(Refused::UserDeleted)
    } else if !are_for_people(unit) {
        Err(Refused::NotForPeople)
    } else if status != Status::Active {
        Err(Refused::NotRunning)
    } else if assigned >= quantity {
        Err(Refused::NoneLeft)
    } else {
        Ok(())
    }
}

/// Whether licences of a subscription count for their holders: what was suspended comes back with
/// everybody it had, what has ended does not come back.
#[must_use]
pub fn stay(status: Status) -> bool {
    !status.has_ended()
}

/// Whether a subscription may have so many units when some are people's licences.
///
/// # Errors
/// [`Reason::LicencesAssigned`].
pub fn may_have(quantity: u32, assigned: u32) -> Result<(), Reason> {
    if quantity < assigned {
        Err(Reason::LicencesAssigned)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_there_for_whoever_comes_before_the_last_unit_is_taken() {
        let take = |quantity, assigned| {
            may_take(
                Unit::Licence,
                Status::Active,
                quantity,
                assigned,
                users::Status::Active,
            )
        };
        assert_eq!(take(2, 1), Ok(()));
        assert_eq!(take(2, 2), Err(Refused::NoneLeft));
        assert_eq!(take(0, 0), Err(Refused::NoneLeft));
    }

    #[test]
    fn what_does_not_run_is_nobodys_and_gigabytes_are_not_people() {
        for status in Status::ALL {
            let got = may_take(Unit::Licence, *status, 9, 0, users::Status::Invited);
            let expected = (*status == Status::Active)
                .then_some(())
                .ok_or(Refused::NotRunning);
            assert_eq!(got, expected, "{status:?}");
            assert_eq!(stay(*status), !status.has_ended());
        }
        let storage = may_take(Unit::StorageGb, Status::Active, 9, 0, users::Status::Active);
        assert_eq!(storage, Err(Refused::NotForPeople));
        let gone = may_take(Unit::Licence, Status::Active, 9, 0, users::Status::Deleted);
        assert_eq!(gone, Err(Refused::UserDeleted));
    }

    #[test]
    fn units_do_not_go_below_licences() {
        assert_eq!(may_have(3, 3), Ok(()));
        assert_eq!(may_have(2, 3), Err(Reason::LicencesAssigned));
    }
}
