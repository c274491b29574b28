//! The decisions of a case, and what the next one may be.

use crate::caller::text_of_enum;
use crate::effects::Instant;
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

/// What counts of a decision here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// Where it comes from.
    pub source: Source,
    /// What it said.
    pub result: CreditResult,
    /// From when on it is worth nothing.
    pub valid_until: Instant,
}

/// Whether a limit can only be granted by two people: somebody has said no, and it has not been taken
/// back. An override grants its own limit and takes no person's no back: whatever comes after it, another
/// limit or a longer end, needs two people again. A bureau's own yes takes a bureau's no back, never
/// a person's. What one analyst decides after a no changes nothing, and what is out of date neither
/// bars nor grants anything.
///
/// `decisions` is newest first.
#[must_use]
pub fn needs_override(decisions: impl IntoIterator<Item = Past>, now: Instant) -> bool {
    let mut bureau_agrees = false;
    for past in decisions.into_iter().filter(|past| now < past.valid_until) {
        match (past.source, past.result) {
            (Source::Bureau, CreditResult::Pass) => bureau_agrees = true,
            (Source::Bureau, CreditResult::Fail) if bureau_agrees => {}
            (_, CreditResult::Fail) => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use CreditResult::{Fail, Pass, Refer};
    use Source::{Analyst, Bureau, Override};

    const NOW: Instant = Instant(1_000);

    fn barred<const N: usize>(decisions: [(Source, CreditResult, i64); N]) -> bool {
        let past = decisions.map(|(source, result, until)| Past {
            source,
            result,
            valid_until: Instant(until),
        });
        needs_override(past, NOW)
    }

    #[test]
    fn a_no_stays_whatever_one_person_says_afterwards() {
        assert!(!barred([]));
        assert!(!barred([(Analyst, Pass, 2_000)]));
        assert!(!barred([(Analyst, Refer, 2_000)]));
        assert!(barred([(Analyst, Fail, 2_000)]));
        assert!(barred([(Bureau, Fail, 2_000)]));
        // The way round: fail, then "refer", then pass.
        assert!(barred([(Analyst, Refer, 2_000), (Analyst, Fail, 2_000)]));
        assert!(barred([
            (Analyst, Refer, 2_000),
            (Analyst, Refer, 2_000),
            (Bureau, Fail, 2_000)
        ]));
        // The other way round: let the bureau be asked, which refers.
        assert!(barred([(Bureau, Refer, 2_000), (Analyst, Fail, 2_000)]));
        assert!(barred([(Bureau, Refer, 2_000), (Bureau, Fail, 2_000)]));
    }

    #[test]
    fn a_no_stays_while_an_override_grants_a_limit_against_it() {
        let fail = (Analyst, Fail, 2_000);
        for until in [1_000, 1_001, 5_000] {
            assert!(barred([(Override, Pass, until), fail]));
            assert!(barred([(Override, Pass, until), (Bureau, Fail, 2_000)]));
        }
        // Neither by way of a "refer" nor of a bureau.
        assert!(barred([
            (Analyst, Refer, 2_000),
            (Override, Pass, 1_500),
            fail
        ]));
        assert!(barred([
            (Bureau, Pass, 2_000),
            (Override, Pass, 1_500),
            fail
        ]));
        // A no after the override is a new one.
        assert!(barred([fail, (Override, Pass, 1_500)]));
        // Where nobody has said no, an override above policy bars nothing.
        assert!(!barred([(Override, Pass, 1_500), (Analyst, Refer, 2_000)]));
        assert!(!barred([(Override, Pass, 1_500), (Analyst, Fail, 1_000)]));
    }

    #[test]
    fn a_bureau_takes_back_its_own_no_and_nobody_elses() {
        assert!(!barred([(Bureau, Pass, 2_000), (Bureau, Fail, 2_000)]));
        for between in [(Analyst, Refer, 2_000), (Override, Pass, 1_500)] {
            let no = (Bureau, Fail, 2_000);
            assert!(!barred([between, (Bureau, Pass, 2_000), no]));
            assert!(!barred([(Bureau, Pass, 2_000), between, no]));
        }
        assert!(barred([(Bureau, Pass, 2_000), (Analyst, Fail, 2_000)]));
        assert!(barred([
            (Bureau, Pass, 2_000),
            (Bureau, Fail, 2_000),
            (Analyst, Fail, 2_000)
        ]));
    }

    #[test]
    fn what_is_out_of_date_counts_for_nothing() {
        assert!(barred([(Bureau, Fail, 1_001)]));
        assert!(!barred([(Bureau, Fail, 1_000)]));
        assert!(barred([(Bureau, Pass, 1_000), (Bureau, Fail, 1_001)]));
    }
}
