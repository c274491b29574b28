//! How far the clock of a sandbox is turned: by a span of the calendar, or to a moment. Never back:
//! what has happened has been written down, and nothing un-happens.

use crate::effects::Instant;
use crate::enrolment::form::FieldProblem;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// Most days of one turn.
pub const MOST_DAYS: i64 = 400;
/// How far the clock may get ahead of real time, in days: ten years.
pub const FURTHEST_DAYS: i64 = 3660;
/// What asks for the next day on which something is due.
pub const NEXT: &str = "next-renewal";
/// Where problems are told.
const FIELD: &str = "advance";

/// What was asked for.
#[derive(Debug, Clone)]
pub enum Wish {
    /// So much further.
    By(Span),
    /// To a moment.
    To(Instant),
    /// To the next day on which something of the asker's is due.
    Next,
}

fn problem(code: &'static str) -> FieldProblem {
    FieldProblem::plain(FIELD, code)
}

impl Wish {
    /// Reads a span (ISO 8601, `P1M`), a moment (RFC 3339) or [`NEXT`].
    ///
    /// # Errors
    /// `clock-unreadable`.
    pub fn read(text: &str) -> Result<Self, FieldProblem> {
        let text = text.trim();
        if text == NEXT {
            return Ok(Self::Next);
        }
        let unreadable = || problem("clock-unreadable");
        if text.trim_start_matches(['-', '+']).starts_with(['P', 'p']) {
            return text.parse().map(Self::By).map_err(|_| unreadable());
        }
        let moment: Timestamp = text.parse().map_err(|_| unreadable())?;
        Ok(Self::To(Instant(moment.as_microsecond())))
    }

    /// The moment to turn to. Months and days are those of the programme's calendar. `next` is when
    /// something of the asker's is due next.
    ///
    /// # Errors
    /// `clock-back`, `clock-too-far`, `clock-nothing-due`.
    pub fn target(
        &self,
        now: Instant,
        wall: Instant,
        zone: &TimeZone,
        next: Option<Instant>,
    ) -> Result<Instant, FieldProblem> {
        let too_far = || problem("clock-too-far");
        let target = match self {
            Self::To(moment) => *moment,
            Self::Next => next.ok_or_else(|| problem("clock-nothing-due"))?,
            Self::By(span) => {
                let begin = Timestamp::from_microsecond(now.0).map_err(|_| too_far())?;
                let end = begin.to_zoned(zone.clone()).checked_add(*span);
                Instant(end.map_err(|_| too_far())?.timestamp().as_microsecond())
            }
        };
        if target <= now {
            return Err(problem("clock-back"));
        }
        if target > now.plus_days(MOST_DAYS) || target > wall.plus_days(FURTHEST_DAYS) {
            return Err(too_far());
        }
        Ok(target)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const NOW: Instant = Instant(1_772_415_000_000_000); // 2026-03-02 09:30 in Shanghai

    fn target(text: &str) -> Result<Instant, &'static str> {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let wish = Wish::read(text).map_err(|p| p.problem.code)?;
        wish.target(NOW, NOW, &zone, Some(NOW.plus_days(3)))
            .map_err(|p| p.problem.code)
    }

    #[test]
    fn spans_are_of_the_calendar() {
        assert_eq!(target("P1D"), Ok(NOW.plus_days(1)));
        assert_eq!(target("PT90M"), Ok(NOW.plus_seconds(5400)));
        // March has 31 days.
        assert_eq!(target("P1M"), Ok(NOW.plus_days(31)));
        assert_eq!(target(" P1Y "), Ok(NOW.plus_days(365)));
        assert_eq!(target("2026-03-02T02:30:00Z"), Ok(NOW.plus_seconds(3600)));
        assert_eq!(
            target("2026-03-02T10:30:00+08:00"),
            Ok(NOW.plus_seconds(3600))
        );
        assert_eq!(target(NEXT), Ok(NOW.plus_days(3)));
    }

    #[test]
    fn never_back_and_not_beyond_all_measure() {
        for back in [
            "-P1D",
            "P0D",
            "PT0S",
            "2026-03-02T01:30:00Z",
            "1970-01-01T00:00:00Z",
        ] {
            assert_eq!(target(back), Err("clock-back"), "{back}");
        }
        assert_eq!(target("P400D"), Ok(NOW.plus_days(400)));
        for far in ["P401D", "P9999Y", "9998-01-01T00:00:00Z"] {
            assert_eq!(target(far), Err("clock-too-far"), "{far}");
        }
        let zone = TimeZone::UTC;
        let ahead = NOW.plus_days(-FURTHEST_DAYS);
        let far = Wish::read("PT1S").unwrap().target(NOW, ahead, &zone, None);
        assert_eq!(far.unwrap_err().problem.code, "clock-too-far");
        let none = Wish::Next.target(NOW, NOW, &zone, None);
        assert_eq!(none.unwrap_err().problem.code, "clock-nothing-due");
    }

    #[test]
    fn what_is_no_span_is_refused() {
        for junk in ["", "1", "P", "day", "P1", "2026-03-02", "next", "P1D; DROP"] {
            assert_eq!(target(junk), Err("clock-unreadable"), "{junk:?}");
        }
    }
}
