//! The checks of a review (01 §8) and when they allow an approval (T13).

use crate::caller::text_of_enum;

/// What is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The primary contact reads the mailbox given.
    Mailbox,
    /// The contact works for the company; the mail domain is the company's.
    Employment,
    /// Name, address, code and status agree with the registry and the licence.
    BusinessRegistration,
    /// The partner-network ID exists, is active and is a location in the country.
    NetworkId,
    /// The approval contact has said yes.
    ApprovalContact,
    /// No other application or partner of the same company.
    Duplicate,
    /// Restricted parties and adverse media.
    RestrictedParty,
    /// Credit.
    Credit,
}

text_of_enum!(Kind {
    Mailbox => "mailbox",
    Employment => "employment",
    BusinessRegistration => "business-registration",
    NetworkId => "network-id",
    ApprovalContact => "approval-contact",
    Duplicate => "duplicate",
    RestrictedParty => "restricted-party",
    Credit => "credit",
});

impl Kind {
    /// Whether a reviewer decides this check by hand; the others are decided by what happens.
    #[must_use]
    pub fn by_hand(self) -> bool {
        matches!(
            self,
            Self::Employment | Self::BusinessRegistration | Self::RestrictedParty
        )
    }
}

impl Kind {
    /// Shortest reason for setting it aside, characters. Who the company is, is not set aside with
    /// a word.
    #[must_use]
    pub fn waiver_reason_min(self) -> usize {
        match self {
            Self::NetworkId | Self::Duplicate | Self::RestrictedParty => 20,
            _ => 5,
        }
    }
}

/// How a check stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Nobody has looked.
    NotStarted,
    /// Waiting for somebody.
    Pending,
    /// In order.
    Passed,
    /// Not in order.
    Failed,
    /// Set aside, with a reason.
    Waived,
}

text_of_enum!(Outcome {
    NotStarted => "not-started",
    Pending => "pending",
    Passed => "passed",
    Failed => "failed",
    Waived => "waived",
});

/// The checks that stand in the way of an approval; empty means it may be given.
#[must_use]
pub fn obstacles(checks: &[(Kind, Outcome)]) -> Vec<Kind> {
    Kind::ALL
        .iter()
        .copied()
        .filter(|kind| {
            !checks
                .iter()
                .any(|(k, o)| k == kind && matches!(o, Outcome::Passed | Outcome::Waived))
        })
        .collect()
}

/// What a credit analyst found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreditResult {
    /// A limit is granted.
    Pass,
    /// Needs a closer look.
    Refer,
    /// No credit.
    Fail,
}

text_of_enum!(CreditResult { Pass => "pass", Refer => "refer", Fail => "fail" });

impl CreditResult {
    /// How the check stands after this result.
    #[must_use]
    pub fn outcome(self) -> Outcome {
        match self {
            Self::Pass => Outcome::Passed,
            Self::Refer => Outcome::Pending,
            Self::Fail => Outcome::Failed,
        }
    }
}
