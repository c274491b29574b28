//! How a partner stands: whether it may order and use the interface now.

use crate::caller::text_of_enum;
use crate::effects::Instant;

/// Status of a partner account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Signed; the account is being set up.
    Provisioning,
    /// In business.
    Active,
    /// Bills are unpaid.
    SuspendedPayment,
    /// Vetting failed again.
    SuspendedProfile,
    /// Misuse.
    SuspendedAbuse,
    /// Ending.
    Terminating,
    /// Ended.
    Terminated,
}

text_of_enum!(Status {
    Provisioning => "provisioning",
    Active => "active",
    SuspendedPayment => "suspended-payment",
    SuspendedProfile => "suspended-profile",
    SuspendedAbuse => "suspended-abuse",
    Terminating => "terminating",
    Terminated => "terminated",
});

/// Why a partner is suspended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// Bills are unpaid.
    Payment,
    /// What it told about itself could not be vetted.
    Profile,
    /// Misuse.
    Abuse,
}

text_of_enum!(Cause {
    Payment => "payment",
    Profile => "profile",
    Abuse => "abuse",
});

impl Cause {
    /// The status of a partner that is suspended for it.
    #[must_use]
    pub fn status(self) -> Status {
        match self {
            Self::Payment => Status::SuspendedPayment,
            Self::Profile => Status::SuspendedProfile,
            Self::Abuse => Status::SuspendedAbuse,
        }
    }
}

/// What happens to a partner account after it is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// It may take on nothing new.
    Suspend(Cause),
    /// It is in business again.
    Restore,
    /// Two people of the operator agree that it is to end: the days of notice begin.
    Terminate,
    /// The days of notice are over.
    End,
}

/// Days between the notice and the end of a partnership.
pub const NOTICE_DAYS: u32 = 30;

impl Status {
    /// The status after an act; none where the act is not possible.
    #[must_use]
    pub fn after(self, act: Act) -> Option<Self> {
        let suspended = matches!(
            self,
            Self::SuspendedPayment | Self::SuspendedProfile | Self::SuspendedAbuse
        );
        match act {
            // Another cause may come to a partner that is suspended; the newest one is told.
            Act::Suspend(cause) if self == Self::Active || suspended => {
                Some(cause.status()).filter(|after| *after != self)
            }
            Act::Restore if suspended || self == Self::Terminating => Some(Self::Active),
            Act::Terminate if self == Self::Active || suspended => Some(Self::Terminating),
            Act::End if self == Self::Terminating => Some(Self::Terminated),
            _ => None,
        }
    }
}

/// What is known of a partner whenever one of its users asks for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// None before the agreement is signed.
    pub status: Option<Status>,
    /// From this moment new orders wait for the signature of a new version of the agreement;
    /// none while nothing is to be signed.
    pub orders_blocked_from: Option<Instant>,
    /// Whether it is an integration sandbox: a second account of a partner in which nothing is meant.
    pub sandbox: bool,
}

/// Why a partner may not place a new order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoOrders {
    /// The agreement is not signed, or it has ended.
    NotAPartner,
    /// The account is being set up.
    SettingUp,
    /// The account is suspended.
    Suspended,
    /// The time to sign a new version is over.
    AgreementUnsigned,
}

impl NoOrders {
    /// A stable code, part of locale keys and of answers of the interface.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAPartner => "not-a-partner",
            Self::SettingUp => "setting-up",
            Self::Suspended => "suspended",
            Self::AgreementUnsigned => "agreement-unsigned",
        }
    }
}

/// The programming interface is refused: "reseller programme status is not active".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProgrammeNotActive;

impl ProgrammeNotActive {
    /// The number the interface answers with, HTTP 403.
    pub const CODE: u32 = 800_039;
}

impl Standing {
    /// Whether a new order can be placed at a moment. Running subscriptions never depend on it.
    ///
    /// # Errors
    /// [`NoOrders`], the reason that has to go first.
    pub fn may_order(self, now: Instant) -> Result<(), NoOrders> {
        match self.status {
            None | Some(Status::Terminating | Status::Terminated) => Err(NoOrders::NotAPartner),
            Some(Status::Provisioning) => Err(NoOrders::SettingUp),
            Some(Status::SuspendedPayment | Status::SuspendedProfile | Status::SuspendedAbuse) => {
                Err(NoOrders::Suspended)
            }
            Some(Status::Active) if self.orders_blocked_from.is_some_and(|from| from <= now) => {
                Err(NoOrders::AgreementUnsigned)
            }
            Some(Status::Active) => Ok(()),
        }
    }

    /// Whether the programming interface answers this partner. A suspended partner still manages
    /// what it has; single calls are refused elsewhere.
    ///
    /// # Errors
    /// [`ProgrammeNotActive`].
    pub fn may_call(self) -> Result<(), ProgrammeNotActive> {
        match self.status {
            None | Some(Status::Provisioning | Status::Terminated) => Err(ProgrammeNotActive),
            Some(_) => Ok(()),
        }
    }

    /// The moment by which a new version has to be signed, while one has to be.
    #[must_use]
    pub fn must_sign_by(self) -> Option<Instant> {
        self.orders_blocked_from
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(status: Option<Status>, blocked: Option<i64>) -> Standing {
        Standing {
            status,
            orders_blocked_from: blocked.map(Instant),
            sandbox: false,
        }
    }

    #[test]
    fn acts_lead_where_the_table_says() {
        let acts = [
            Act::Suspend(Cause::Payment),
            Act::Suspend(Cause::Abuse),
            Act::Restore,
            Act::Terminate,
            Act::End,
        ];
        let to = |from: Status| acts.map(|act| from.after(act).map_or("-", Status::text));
        for closed in [Status::Provisioning, Status::Terminated] {
            assert_eq!(to(closed), ["-"; 5]);
        }
        assert_eq!(
            to(Status::Active),
            [
                "suspended-payment",
                "suspended-abuse",
                "-",
                "terminating",
                "-"
            ]
        );
        assert_eq!(
            to(Status::SuspendedPayment),
            ["-", "suspended-abuse", "active", "terminating", "-"]
        );
        assert_eq!(
            to(Status::Terminating),
            ["-", "-", "active", "-", "terminated"]
        );
        for cause in Cause::ALL {
            assert_eq!(Cause::from_text(cause.text()), Some(*cause));
        }
    }

    #[test]
    fn orders_are_for_active_partners() {
        let now = Instant(100);
        let wanted = [
            (None, Err(NoOrders::NotAPartner)),
            (Some(Status::Provisioning), Err(NoOrders::SettingUp)),
            (Some(Status::Active), Ok(())),
            (Some(Status::SuspendedPayment), Err(NoOrders::Suspended)),
            (Some(Status::SuspendedProfile), Err(NoOrders::Suspended)),
            (Some(Status::SuspendedAbuse), Err(NoOrders::Suspended)),
            (Some(Status::Terminating), Err(NoOrders::NotAPartner)),
            (Some(Status::Terminated), Err(NoOrders::NotAPartner)),
        ];
        assert_eq!(wanted.len(), Status::ALL.len() + 1);
        for (status, answer) in wanted {
            assert_eq!(standing(status, None).may_order(now), answer, "{status:?}");
        }
    }

    #[test]
    fn an_unsigned_version_stops_orders_exactly_at_its_time() {
        let at = |from: i64| standing(Some(Status::Active), Some(from)).may_order(Instant(100));
        assert_eq!(at(101), Ok(()));
        assert_eq!(at(100), Err(NoOrders::AgreementUnsigned));
        assert_eq!(at(99), Err(NoOrders::AgreementUnsigned));
        // Being suspended is said first.
        let both = standing(Some(Status::SuspendedPayment), Some(1));
        assert_eq!(both.may_order(Instant(100)), Err(NoOrders::Suspended));
    }

    #[test]
    fn the_interface_is_closed_until_the_account_is_set_up() {
        for status in [None, Some(Status::Provisioning), Some(Status::Terminated)] {
            assert_eq!(
                standing(status, None).may_call(),
                Err(ProgrammeNotActive),
                "{status:?}"
            );
        }
        let open = [
            Status::Active,
            Status::SuspendedPayment,
            Status::SuspendedProfile,
            Status::SuspendedAbuse,
            Status::Terminating,
        ];
        for status in open {
            assert_eq!(
                standing(Some(status), Some(1)).may_call(),
                Ok(()),
                "{status:?}"
            );
        }
    }
}
