//! How far a company's vetting is, in the words partners and their programs know.

use super::application::State;
use super::checks::{Kind, Outcome};
use crate::caller::text_of_enum;

/// The vetting status of a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Nothing is being vetted.
    None,
    /// Under way.
    Pending,
    /// Passed.
    Authorized,
    /// Not passed; an appeal may still be possible.
    Rejected,
}

text_of_enum!(Status {
    None => "none",
    Pending => "pending",
    Authorized => "authorized",
    Rejected => "rejected",
});

/// Which part of the vetting a status rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubStatus {
    /// No part in particular.
    None,
    /// The application has come in.
    Entry,
    /// The primary contact's mailbox.
    EmailOwnership,
    /// Whether the mail domain is the company's.
    EmailDomain,
    /// Whether the company stands behind the applicant.
    EmploymentVerification,
    /// Registry, network membership, duplicates, restricted parties.
    BusinessVerification,
    /// All parts are in order or credit is all that is left: the decision itself.
    Decision,
    /// Waiting for answers of the company.
    Other,
}

text_of_enum!(SubStatus {
    None => "none",
    Entry => "entry",
    EmailOwnership => "email_ownership",
    EmailDomain => "email_domain",
    EmploymentVerification => "employment_verification",
    BusinessVerification => "business_verification",
    Decision => "decision",
    Other => "other",
});

/// Status and sub-status of a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vetting {
    /// The status.
    pub status: Status,
    /// What it rests on.
    pub sub_status: SubStatus,
}

/// The vetting of a company whose newest application is in a state (none without one).
#[must_use]
pub fn vetting(state: Option<State>, checks: &[(Kind, Outcome)]) -> Vetting {
    let first = |wanted: fn(Outcome) -> bool| {
        let is = |kind: &&Kind| checks.iter().any(|(k, o)| k == *kind && wanted(*o));
        ORDER.iter().find(is).map(|kind| part(*kind))
    };
    let open = || first(|outcome| !in_order(outcome)).unwrap_or(SubStatus::Decision);
    let failed = || first(|outcome| outcome == Outcome::Failed).unwrap_or(SubStatus::Decision);
    let (status, sub_status) = match state {
        None | Some(State::Draft | State::Withdrawn | State::Lapsed) => {
            (Status::None, SubStatus::None)
        }
        Some(State::Submitted) => (Status::Pending, SubStatus::Entry),
        Some(State::InReview) => (Status::Pending, open()),
        Some(State::InformationRequested) => (Status::Pending, SubStatus::Other),
        Some(State::Approved | State::Provisioning | State::Active) => {
            (Status::Authorized, SubStatus::None)
        }
        Some(State::Rejected) => (Status::Rejected, failed()),
    };
    Vetting { status, sub_status }
}

/// The order in which the parts are named.
const ORDER: [Kind; 9] = [
    Kind::Mailbox,
    Kind::Employment,
    Kind::ApprovalContact,
    Kind::BusinessRegistration,
    Kind::NetworkId,
    Kind::Duplicate,
    Kind::RestrictedParty,
    Kind::SupportWebsite,
    Kind::Credit,
];

fn part(kind: Kind) -> SubStatus {
    match kind {
        Kind::Mailbox => SubStatus::EmailOwnership,
        Kind::Employment => SubStatus::EmailDomain,
        Kind::ApprovalContact => SubStatus::EmploymentVerification,
        Kind::BusinessRegistration
        | Kind::NetworkId
        | Kind::Duplicate
        | Kind::RestrictedParty
        | Kind::SupportWebsite => SubStatus::BusinessVerification,
        Kind::Credit => SubStatus::Decision,
    }
}

fn in_order(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Passed | Outcome::Waived)
}

/// A stage of the progress bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Verification started.
    Started,
    /// The primary contact's mailbox.
    EmailOwnership,
    /// Contact, mail domain and approval contact.
    Employment,
    /// The company itself, credit included.
    Business,
}

text_of_enum!(Stage {
    Started => "started",
    EmailOwnership => "email-ownership",
    Employment => "employment",
    Business => "business",
});

impl Stage {
    /// The stage a check belongs to.
    #[must_use]
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Mailbox => Self::EmailOwnership,
            Kind::Employment | Kind::ApprovalContact => Self::Employment,
            Kind::BusinessRegistration
            | Kind::NetworkId
            | Kind::Duplicate
            | Kind::RestrictedParty
            | Kind::SupportWebsite
            | Kind::Credit => Self::Business,
        }
    }
}

/// How a stage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Not begun.
    Open,
    /// Under way.
    Pending,
    /// In order.
    Accepted,
    /// Not in order.
    Rejected,
}

text_of_enum!(Standing {
    Open => "open",
    Pending => "pending",
    Accepted => "accepted",
    Rejected => "rejected",
});

/// The progress bar. A check that has failed shows as rejected only once the application is: until
/// then the reviewers may still find otherwise, and their findings are theirs.
#[must_use]
pub fn progress(state: State, checks: &[(Kind, Outcome)]) -> [(Stage, Standing); 4] {
    let any = |stage: Stage, wanted: fn(Outcome) -> bool| {
        let mut own = checks.iter().filter(|(kind, _)| Stage::of(*kind) == stage);
        own.any(|(_, outcome)| wanted(*outcome))
    };
    let failed = |stage| any(stage, |outcome| outcome == Outcome::Failed);
    let somewhere = Stage::ALL.iter().any(|stage| failed(*stage));
    let standing = |stage: Stage| match state {
        State::Draft | State::Withdrawn | State::Lapsed => Standing::Open,
        State::Approved | State::Provisioning | State::Active => Standing::Accepted,
        _ if stage == Stage::Started => Standing::Accepted,
        // Nothing that was checked has failed: the company as a whole was not accepted.
        State::Rejected if failed(stage) || (stage == Stage::Business && !somewhere) => {
            Standing::Rejected
        }
        _ if checks.is_empty() || any(stage, |outcome| !in_order(outcome)) => Standing::Pending,
        _ => Standing::Accepted,
    };
    [
        Stage::Started,
        Stage::EmailOwnership,
        Stage::Employment,
        Stage::Business,
    ]
    .map(|stage| (stage, standing(stage)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(outcome: Outcome) -> Vec<(Kind, Outcome)> {
        Kind::ALL.iter().map(|kind| (*kind, outcome)).collect()
    }

    fn but(outcome: Outcome, kinds: &[Kind], other: Outcome) -> Vec<(Kind, Outcome)> {
        let outcome = |kind: &Kind| if kinds.contains(kind) { other } else { outcome };
        Kind::ALL
            .iter()
            .map(|kind| (*kind, outcome(kind)))
            .collect()
    }

    fn words(state: Option<State>, checks: &[(Kind, Outcome)]) -> (&'static str, &'static str) {
        let found = vetting(state, checks);
        (found.status.text(), found.sub_status.text())
    }

    #[test]
    fn each_state_has_its_status() {
        let passed = all(Outcome::Passed);
        assert_eq!(words(None, &[]), ("none", "none"));
        for (state, wanted) in [
            (State::Draft, ("none", "none")),
            (State::Submitted, ("pending", "entry")),
            (State::InReview, ("pending", "decision")),
            (State::InformationRequested, ("pending", "other")),
            (State::Approved, ("authorized", "none")),
            (State::Rejected, ("rejected", "decision")),
            (State::Provisioning, ("authorized", "none")),
            (State::Active, ("authorized", "none")),
            (State::Withdrawn, ("none", "none")),
            (State::Lapsed, ("none", "none")),
        ] {
            assert_eq!(words(Some(state), &passed), wanted, "{}", state.text());
        }
    }

    #[test]
    fn the_first_part_that_is_open_is_named() {
        use Outcome::{Failed, NotStarted, Passed, Pending, Waived};
        let review = |checks: &[(Kind, Outcome)]| words(Some(State::InReview), checks).1;
        assert_eq!(review(&all(Pending)), "email_ownership");
        assert_eq!(
            review(&but(Pending, &[Kind::Mailbox], Waived)),
            "email_domain"
        );
        let mailbox = [Kind::Mailbox, Kind::Employment];
        assert_eq!(
            review(&but(NotStarted, &mailbox, Passed)),
            "employment_verification"
        );
        assert_eq!(
            review(&but(Passed, &[Kind::Duplicate], Failed)),
            "business_verification"
        );
        assert_eq!(review(&but(Passed, &[Kind::Credit], Pending)), "decision");
        let rejected = but(Pending, &[Kind::NetworkId], Failed);
        assert_eq!(
            words(Some(State::Rejected), &rejected).1,
            "business_verification"
        );
    }

    #[test]
    fn the_bar_hides_findings_until_the_decision() {
        use Outcome::{Failed, Passed, Pending};
        let bar =
            |state, checks: &[(Kind, Outcome)]| progress(state, checks).map(|(_, s)| s.text());
        let found = but(Pending, &[Kind::Mailbox], Failed);
        assert_eq!(
            bar(State::InReview, &found),
            ["accepted", "pending", "pending", "pending"]
        );
        assert_eq!(
            bar(State::Rejected, &found),
            ["accepted", "rejected", "pending", "pending"]
        );
        assert_eq!(
            bar(State::Rejected, &all(Passed)),
            ["accepted", "accepted", "accepted", "rejected"]
        );
        let mailbox = but(Pending, &[Kind::Mailbox], Passed);
        assert_eq!(
            bar(State::InformationRequested, &mailbox),
            ["accepted", "accepted", "pending", "pending"]
        );
        assert_eq!(bar(State::Approved, &[]), ["accepted"; 4]);
        assert_eq!(
            bar(State::Submitted, &[]),
            ["accepted", "pending", "pending", "pending"]
        );
        assert_eq!(bar(State::Lapsed, &all(Passed)), ["open"; 4]);
    }

    proptest! {
        /// Whatever the checks say, a status is never better than the state.
        #[test]
        fn only_an_approval_authorizes(
            state in 0..State::ALL.len(),
            outcomes in prop::collection::vec(0..Outcome::ALL.len(), Kind::ALL.len()),
        ) {
            let state = State::ALL[state];
            let checks: Vec<_> = Kind::ALL
                .iter()
                .zip(outcomes)
                .map(|(kind, n)| (*kind, Outcome::ALL[n]))
                .collect();
            let found = vetting(Some(state), &checks);
            let approved = matches!(state, State::Approved | State::Provisioning | State::Active);
            prop_assert_eq!(found.status == Status::Authorized, approved);
            let rejected = progress(state, &checks).iter().any(|(_, s)| *s == Standing::Rejected);
            prop_assert_eq!(rejected, state == State::Rejected);
        }
    }
}
