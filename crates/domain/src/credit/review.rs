//! The yearly review of a partner's limit.

use super::history::Source;
use crate::effects::Instant;
use crate::enrolment::checks::CreditResult;
use jiff::ToSpan;
use jiff::tz::TimeZone;

/// When a limit is to be reviewed: so many calendar months after it was decided, or earlier when the
/// override it rests on ends.
#[must_use]
pub fn due_at(
    source: Source,
    decided_at: Instant,
    valid_until: Instant,
    months: u32,
    zone: &TimeZone,
) -> Instant {
    let later = jiff::Timestamp::from_microsecond(decided_at.0).and_then(|at| {
        let at = at.to_zoned(zone.clone());
        at.checked_add(i64::from(months).months())
    });
    let later = later.map_or(Instant(i64::MAX), |at| {
        Instant(at.timestamp().as_microsecond())
    });
    match source {
        Source::Override => later.min(valid_until),
        Source::Analyst | Source::Bureau => later,
    }
}

/// The latest moment a decision can have been made for its review to be due now: what the database is
/// asked for.
#[must_use]
pub fn decided_before(now: Instant, months: u32, zone: &TimeZone) -> Instant {
    let earlier = jiff::Timestamp::from_microsecond(now.0).and_then(|at| {
        let at = at.to_zoned(zone.clone());
        at.checked_sub(i64::from(months).months())
    });
    // A day of slack: months differ in length, and `due_at` decides in the end.
    earlier.map_or(Instant(i64::MIN), |at| {
        Instant(at.timestamp().as_microsecond()).plus_days(3)
    })
}

/// Whether a decision at a review changes the partner's limit at once. "Refer" leaves it as it is.
#[must_use]
pub fn changes_limit(result: CreditResult) -> bool {
    result != CreditResult::Refer
}

/// Whether a decision ends the review. A no takes the limit away and leaves the review open: two
/// people can still grant one, and where nobody does it stays on the desk.
#[must_use]
pub fn ends_review(result: CreditResult) -> bool {
    result == CreditResult::Pass
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Instant {
        Instant(text.parse::<jiff::Timestamp>().unwrap().as_microsecond())
    }

    fn shanghai() -> TimeZone {
        TimeZone::get("Asia/Shanghai").unwrap()
    }

    #[test]
    fn a_year_is_a_year_of_the_calendar() {
        let due = |decided: &str| due_at(Source::Analyst, at(decided), Instant(0), 12, &shanghai());
        assert_eq!(due("2026-03-02T02:00:00Z"), at("2027-03-02T02:00:00Z"));
        // 29 February in Shanghai, decided on the evening before in UTC.
        assert_eq!(due("2028-02-28T18:00:00Z"), at("2029-02-27T18:00:00Z"));
    }

    #[test]
    fn an_override_is_looked_at_again_when_it_ends() {
        let decided = at("2026-03-02T02:00:00Z");
        let ends = at("2026-06-30T16:00:00Z");
        assert_eq!(
            due_at(Source::Override, decided, ends, 12, &shanghai()),
            ends
        );
        assert_eq!(
            due_at(Source::Bureau, decided, ends, 12, &shanghai()),
            at("2027-03-02T02:00:00Z")
        );
    }

    #[test]
    fn a_no_takes_the_limit_and_leaves_the_review_open() {
        use CreditResult::{Fail, Pass, Refer};
        for (result, changes, ends) in [
            (Pass, true, true),
            (Refer, false, false),
            (Fail, true, false),
        ] {
            assert_eq!(
                (changes_limit(result), ends_review(result)),
                (changes, ends)
            );
        }
    }

    proptest! {
        /// What is due is among what the database is asked for.
        #[test]
        fn nothing_due_is_missed(decided in 0_i64..4_000_000_000_000_000, wait in 0_i64..80_000_000_000_000, months in 1_u32..36) {
            let (decided, now) = (Instant(decided), Instant(decided + wait));
            if due_at(Source::Analyst, decided, decided, months, &shanghai()) <= now {
                prop_assert!(decided <= decided_before(now, months, &shanghai()));
            }
        }
    }
}
