//! Writing between a company and the reviewers of its application.

use super::application::State;
use crate::caller::text_of_enum;

/// Shortest message or note, characters.
pub const SHORTEST: usize = 2;
/// Longest message or note, characters.
pub const LONGEST: usize = 2000;
/// Messages one side may write about one application in an hour.
pub const MOST_PER_HOUR: u32 = 20;

/// Who writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The company that applies.
    Applicant,
    /// The operator's staff.
    Staff,
}

text_of_enum!(Side { Applicant => "applicant", Staff => "staff" });

impl Side {
    /// Who reads what this side writes.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Applicant => Self::Staff,
            Self::Staff => Self::Applicant,
        }
    }
}

/// Whether messages can be written: from the submission until the agreement is signed. A rejected
/// company may still ask about its rejection.
#[must_use]
pub fn is_open(state: State) -> bool {
    matches!(
        state,
        State::Submitted
            | State::InReview
            | State::InformationRequested
            | State::Approved
            | State::Rejected
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thread_is_open_while_somebody_decides() {
        let open: Vec<_> = State::ALL.iter().filter(|s| is_open(**s)).collect();
        assert_eq!(open.len(), 5);
        for closed in [State::Draft, State::Withdrawn, State::Lapsed, State::Active] {
            assert!(!is_open(closed));
        }
        for side in Side::ALL {
            assert_eq!(side.other().other(), *side);
            assert_ne!(side.other(), *side);
        }
    }
}
