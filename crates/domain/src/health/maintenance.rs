//! Planned maintenance: announced days before, over when its time is over.

use super::form::{at, services, texts, titles, value};
use crate::caller::text_of_enum;
use crate::effects::Instant;
use crate::enrolment::form::{Answers, FieldProblem};
use crate::programme::{Localised, Programme};
use crate::validate::text;
use uuid::Uuid;

/// Days from the announcement to the beginning, at least.
pub const NOTICE_DAYS: i64 = 5;
/// Days ahead it may be announced at most.
pub const AHEAD_DAYS: i64 = 365;
/// Days it may last at most.
pub const LONGEST_DAYS: i64 = 7;
/// Hours before its beginning at which it is told once more.
pub const REMIND_HOURS: i64 = 24;
/// Longest reason for short notice, characters.
pub const REASON: usize = 500;

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It is still to come.
    Planned,
    /// It is under way.
    UnderWay,
    /// Its time is over.
    Over,
    /// It does not take place, or was stopped.
    Cancelled,
}

text_of_enum!(State {
    Planned => "planned",
    UnderWay => "under-way",
    Over => "over",
    Cancelled => "cancelled",
});

impl State {
    /// Whether it is still to come or under way.
    #[must_use]
    pub fn is_ahead(self) -> bool {
        matches!(self, Self::Planned | Self::UnderWay)
    }
}

/// From when until when: the last moment is not in it any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Its beginning.
    pub starts_at: Instant,
    /// Its end.
    pub ends_at: Instant,
}

impl Window {
    /// How far maintenance in it is.
    #[must_use]
    pub fn state(self, cancelled: bool, now: Instant) -> State {
        if cancelled {
            State::Cancelled
        } else if now < self.starts_at {
            State::Planned
        } else if now < self.ends_at {
            State::UnderWay
        } else {
            State::Over
        }
    }

    /// Whether all of another window lies in it.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.starts_at <= other.starts_at && other.ends_at <= self.ends_at
    }

    /// Whether it may be announced at a moment without a reason: days before, or in place of a window
    /// that was announced and covers it.
    #[must_use]
    pub fn in_time(self, before: Option<Self>, now: Instant) -> bool {
        self.starts_at >= now.plus_days(NOTICE_DAYS)
            || before.is_some_and(|before| before.covers(self))
    }

    /// When it is told once more; never when it is announced later than that.
    #[must_use]
    pub fn remind_at(self, now: Instant) -> Option<Instant> {
        let at = self.starts_at.plus_seconds(-REMIND_HOURS * 3600);
        (at > now).then_some(at)
    }
}

/// Maintenance that may be announced.
#[derive(Debug, Clone)]
pub struct New {
    /// The services it is about.
    pub services: Vec<Uuid>,
    /// In one line.
    pub title: Localised,
    /// The rest.
    pub change: Change,
}

/// When it is, and what is said of that.
#[derive(Debug, Clone)]
pub struct Change {
    /// From when until when.
    pub window: Window,
    /// What customers will notice.
    pub text: Localised,
    /// Why it is told at short notice; empty when it is told in time.
    pub emergency: String,
}

fn window(
    programme: &Programme,
    typed: &Answers,
    before: Option<Window>,
    now: Instant,
    problems: &mut Vec<FieldProblem>,
) -> Option<Window> {
    let mut read = |day: &str, time: &str| {
        let read = at(programme, typed, day, time);
        read.map_err(|problem| problems.push(problem)).ok()
    };
    let starts_at = read("starts_on", "starts_time");
    let ends_at = read("ends_on", "ends_time");
    let window = Window {
        starts_at: starts_at?,
        ends_at: ends_at?,
    };
    // What has begun keeps its beginning.
    let begun = before
        .map(|before| before.starts_at)
        .filter(|at| *at <= now);
    let wrong = if begun.is_some_and(|at| at != window.starts_at) {
        Some(("starts_on", "health-begun"))
    } else if begun.is_none() && window.starts_at <= now {
        Some(("starts_on", "health-past"))
    } else if window.starts_at > now.plus_days(AHEAD_DAYS) {
        Some(("starts_on", "health-far"))
    } else if window.ends_at <= window.starts_at || window.ends_at <= now {
        Some(("ends_on", "health-ends-before"))
    } else if window.ends_at > window.starts_at.plus_days(LONGEST_DAYS) {
        Some(("ends_on", "health-long"))
    } else {
        None
    };
    if let Some((field, code)) = wrong {
        problems.push(FieldProblem::plain(field, code));
        return None;
    }
    Some(window)
}

fn change(
    programme: &Programme,
    typed: &Answers,
    before: Option<Window>,
    now: Instant,
    problems: &mut Vec<FieldProblem>,
) -> Option<Change> {
    let window = window(programme, typed, before, now, problems);
    let reason = value(typed, "emergency_reason");
    let emergency = match value(typed, "emergency") {
        "" => String::new(),
        _ => match text::line(reason, 5, REASON) {
            Ok(checked) => checked.value,
            Err(problem) => {
                problems.push(FieldProblem::new("emergency_reason", problem));
                String::new()
            }
        },
    };
    let late = window.is_some_and(|window| !window.in_time(before, now));
    if late && value(typed, "emergency").is_empty() {
        problems.push(FieldProblem::plain("starts_on", "health-notice"));
    }
    let text = texts(programme, typed, problems);
    Some(Change {
        window: window?,
        text,
        // Nobody needs a reason for what is in time.
        emergency: if late { emergency } else { String::new() },
    })
}

/// Judges maintenance that is to be announced. `ticked` are the ids of its services.
///
/// # Errors
/// The problems at the fields.
pub fn judge(
    programme: &Programme,
    typed: &Answers,
    ticked: &[String],
    now: Instant,
) -> Result<New, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let services = services(programme, ticked, &mut problems);
    let title = titles(programme, typed, &mut problems);
    match change(programme, typed, None, now, &mut problems) {
        Some(change) if problems.is_empty() => Ok(New {
            services,
            title,
            change,
        }),
        _ => Err(problems),
    }
}

/// Judges another window for maintenance that was announced.
///
/// # Errors
/// The problems at the fields.
pub fn judge_change(
    programme: &Programme,
    typed: &Answers,
    before: Window,
    now: Instant,
) -> Result<Change, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    match change(programme, typed, Some(before), now, &mut problems) {
        Some(change) if problems.is_empty() => Ok(change),
        _ => Err(problems),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const NOW: Instant = Instant(1_800_000_000_000_000);

    fn days(from: i64, until: i64) -> Window {
        Window {
            starts_at: NOW.plus_days(from),
            ends_at: NOW.plus_days(until),
        }
    }

    #[test]
    fn it_begins_and_ends_by_itself() {
        let window = days(0, 1);
        let at = |seconds: i64| window.state(false, NOW.plus_seconds(seconds));
        assert_eq!(at(-1), State::Planned);
        assert_eq!(at(0), State::UnderWay);
        assert_eq!(at(86_399), State::UnderWay);
        assert_eq!(at(86_400), State::Over);
        for seconds in [-1, 0, 90_000] {
            let state = window.state(true, NOW.plus_seconds(seconds));
            assert_eq!(state, State::Cancelled);
        }
    }

    #[test]
    fn five_days_of_notice() {
        assert!(days(5, 6).in_time(None, NOW));
        assert!(!days(5, 6).in_time(None, NOW.plus_seconds(1)));
        // Less than what was announced surprises nobody; more, or another time, does.
        let announced = days(2, 4);
        assert!(days(3, 4).in_time(Some(announced), NOW));
        assert!(days(2, 4).in_time(Some(announced), NOW));
        assert!(!days(2, 5).in_time(Some(announced), NOW));
        assert!(!days(1, 4).in_time(Some(announced), NOW));
        assert!(days(6, 7).in_time(Some(announced), NOW));
    }

    #[test]
    fn it_is_told_once_more_a_day_before() {
        assert_eq!(days(5, 6).remind_at(NOW), Some(NOW.plus_days(4)));
        assert_eq!(days(1, 2).remind_at(NOW), None);
        assert_eq!(days(0, 2).remind_at(NOW), None);
    }
}
