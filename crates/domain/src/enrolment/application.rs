//! The application machine A0–A9: from the form to the right to resell.

use super::machine::machine;
use crate::caller::text_of_enum;

/// Where an application stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// A0: the applicant writes.
    Draft,
    /// A1: automatic checks run.
    Submitted,
    /// A2: reviewer and credit analyst work in parallel.
    InReview,
    /// A3: the applicant has to answer.
    InformationRequested,
    /// A4: the agreement is to be signed.
    Approved,
    /// A5: refused.
    Rejected,
    /// A6: signed, the account is being set up.
    Provisioning,
    /// A7: may sell.
    Active,
    /// A8: taken back by the applicant.
    Withdrawn,
    /// A9: too old.
    Lapsed,
}

text_of_enum!(State {
    Draft => "draft",
    Submitted => "submitted",
    InReview => "in-review",
    InformationRequested => "information-requested",
    Approved => "approved",
    Rejected => "rejected",
    Provisioning => "provisioning",
    Active => "active",
    Withdrawn => "withdrawn",
    Lapsed => "lapsed",
});

/// What can happen to an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// The form is complete and sent.
    Submit,
    /// Automatic checks have run.
    FinishChecks,
    /// The reviewer asks for more.
    AskForInformation,
    /// The applicant has answered.
    AnswerRequest,
    /// The reviewer approves.
    Approve,
    /// The reviewer rejects.
    Reject,
    /// The applicant appeals ("Fix now").
    Appeal,
    /// The applicant takes it back.
    Withdraw,
    /// A global admin signs.
    Sign,
    /// Everything is set up.
    FinishProvisioning,
    /// Legal data changed or credit grew old after approval.
    ReopenReview,
    /// Too old.
    Lapse,
    /// Reopened by the applicant within 180 days.
    Reopen,
}

text_of_enum!(Event {
    Submit => "submit",
    FinishChecks => "finish-checks",
    AskForInformation => "ask-for-information",
    AnswerRequest => "answer-request",
    Approve => "approve",
    Reject => "reject",
    Appeal => "appeal",
    Withdraw => "withdraw",
    Sign => "sign",
    FinishProvisioning => "finish-provisioning",
    ReopenReview => "reopen-review",
    Lapse => "lapse",
    Reopen => "reopen",
});

machine! {
    "T9": Draft, Submit => Submitted;
    "T10": Submitted, FinishChecks => InReview;
    "T11": InReview, AskForInformation => InformationRequested;
    "T12": InformationRequested, AnswerRequest => InReview;
    "T13": InReview, Approve => Approved;
    "T14": InReview, Reject => Rejected;
    "T15": Rejected, Appeal => InReview;
    "T16": Draft, Withdraw => Withdrawn;
    "T16": Submitted, Withdraw => Withdrawn;
    "T16": InReview, Withdraw => Withdrawn;
    "T16": InformationRequested, Withdraw => Withdrawn;
    "T17": Approved, Sign => Provisioning;
    "T18": Provisioning, FinishProvisioning => Active;
    "T20": Approved, ReopenReview => InReview;
    "T21": Draft, Lapse => Lapsed;
    "T21": InformationRequested, Lapse => Lapsed;
    "T21": Approved, Lapse => Lapsed;
    "A9": Lapsed, Reopen => Draft;
}

#[cfg(test)]
mod tests {
    use super::State::*;
    use super::*;
    use crate::enrolment::machine::Machine;

    #[test]
    fn the_states_of_the_specification_are_all_there() {
        let spelt: Vec<_> = State::ALL.iter().map(|state| state.text()).collect();
        assert_eq!(
            spelt,
            [
                "draft",
                "submitted",
                "in-review",
                "information-requested",
                "approved",
                "rejected",
                "provisioning",
                "active",
                "withdrawn",
                "lapsed"
            ]
        );
        for state in State::ALL {
            assert_eq!(State::from_text(state.text()), Some(*state));
        }
    }

    /// The rows T9 to T21, one by one.
    #[test]
    fn the_table_of_the_specification_is_the_table() {
        let wanted = [
            ("T9", Draft, Submitted),
            ("T10", Submitted, InReview),
            ("T11", InReview, InformationRequested),
            ("T12", InformationRequested, InReview),
            ("T13", InReview, Approved),
            ("T14", InReview, Rejected),
            ("T15", Rejected, InReview),
            ("T16", Draft, Withdrawn),
            ("T16", Submitted, Withdrawn),
            ("T16", InReview, Withdrawn),
            ("T16", InformationRequested, Withdrawn),
            ("T17", Approved, Provisioning),
            ("T18", Provisioning, Active),
            ("T20", Approved, InReview),
            ("T21", Draft, Lapsed),
            ("T21", InformationRequested, Lapsed),
            ("T21", Approved, Lapsed),
            ("A9", Lapsed, Draft),
        ];
        let rows: Vec<_> = State::TRANSITIONS
            .iter()
            .map(|row| (row.number, row.from, row.to))
            .collect();
        assert_eq!(rows, wanted);
    }

    #[test]
    fn nobody_signs_what_is_not_approved() {
        for state in State::ALL.iter().filter(|state| **state != Approved) {
            assert_eq!(state.apply(Event::Sign).unwrap_err().state, state.text());
        }
        for state in [Active, Withdrawn] {
            for event in Event::ALL {
                assert!(
                    state.apply(*event).is_err(),
                    "{} in {}",
                    event.text(),
                    state.text()
                );
            }
        }
    }
}
