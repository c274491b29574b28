//! The decisions of a case, and what the next one may be.

use crate::caller::text_of_enum;
use crate::enrolment::checks::CreditResult;

/// Where a decision comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// One analyst, with a reason.
    Analyst,
    /// A bureau's answer.
    Bureau,
    /// Two people: one proposed, the other approved.
    Override,
}

text_of_enum!(Source {
    Analyst => "analyst",
    Bureau => "bureau",
    Override => "override",
});

/// Whether a limit can only be granted by two people: somebody has said no since the last override
/// or the last answer of a bureau. What an analyst decides after a no does not take it back.
///
/// `decisions` is newest first.
#[must_use]
pub fn needs_override(decisions: impl IntoIterator<Item = (Source, CreditResult)>) -> bool {
    for (source, result) in decisions {
        if result == CreditResult::Fail {
            return true;
        }
        if source != Source::Analyst {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use CreditResult::{Fail, Pass, Refer};
    use Source::{Analyst, Bureau, Override};

    #[test]
    fn a_no_stays_until_two_people_or_a_bureau_say_otherwise() {
        assert!(!needs_override([]));
        assert!(!needs_override([(Analyst, Pass)]));
        assert!(needs_override([(Analyst, Fail)]));
        assert!(needs_override([(Bureau, Fail)]));
        // The way round: fail, then "refer", then pass.
        assert!(needs_override([(Analyst, Refer), (Analyst, Fail)]));
        assert!(needs_override([(Analyst, Refer), (Analyst, Refer), (Bureau, Fail)]));
        assert!(!needs_override([(Override, Pass), (Analyst, Fail)]));
        assert!(!needs_override([(Analyst, Refer), (Override, Pass), (Analyst, Fail)]));
        assert!(!needs_override([(Bureau, Refer), (Analyst, Fail)]));
        assert!(!needs_override([(Analyst, Refer), (Bureau, Pass), (Bureau, Fail)]));
    }
}
