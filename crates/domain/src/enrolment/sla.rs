//! The operator's clock of a review: working days, paused while the applicant has to act.

use super::application::State;
use crate::effects::Instant;

/// How much of the promised time is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReviewClock {
    /// Since when it runs; none while it stands still.
    pub running_since: Option<Instant>,
    /// Working days used before that.
    pub days: u32,
}

impl ReviewClock {
    /// The clock after a change of state. `working_days` counts those after one moment up to and
    /// including another.
    #[must_use]
    pub fn turn(
        self,
        from: State,
        to: State,
        now: Instant,
        working_days: impl Fn(Instant, Instant) -> u32,
    ) -> Self {
        let runs = matches!(to, State::Submitted | State::InReview);
        // A submission, an appeal and a reopened approval each begin a review with its own time.
        let begins = runs && matches!(from, State::Draft | State::Rejected | State::Approved);
        if begins {
            Self {
                running_since: Some(now),
                days: 0,
            }
        } else if runs {
            Self {
                running_since: self.running_since.or(Some(now)),
                ..self
            }
        } else {
            Self {
                running_since: None,
                days: self.used(now, working_days),
            }
        }
    }

    /// Working days used up to now.
    #[must_use]
    pub fn used(self, now: Instant, working_days: impl Fn(Instant, Instant) -> u32) -> u32 {
        let running = self
            .running_since
            .map_or(0, |since| working_days(since, now));
        self.days.saturating_add(running)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every day is worked.
    fn days(from: Instant, to: Instant) -> u32 {
        u32::try_from(to.seconds_since(from) / 86_400).unwrap_or(0)
    }

    #[test]
    fn the_clock_stands_while_the_applicant_acts() {
        let day = |n| Instant(0).plus_days(n);
        let clock = ReviewClock::default();
        let clock = clock.turn(State::Draft, State::Submitted, day(0), days);
        let clock = clock.turn(State::Submitted, State::InReview, day(1), days);
        assert_eq!(clock.used(day(4), days), 4);
        let asked = clock.turn(State::InReview, State::InformationRequested, day(4), days);
        assert_eq!((asked.running_since, asked.used(day(20), days)), (None, 4));
        let again = asked.turn(State::InformationRequested, State::InReview, day(20), days);
        assert_eq!(again.used(day(23), days), 7);
        let rejected = again.turn(State::InReview, State::Rejected, day(23), days);
        assert_eq!(rejected.used(day(60), days), 7);
        let appeal = rejected.turn(State::Rejected, State::InReview, day(60), days);
        assert_eq!(appeal.used(day(62), days), 2);
        let approved = appeal.turn(State::InReview, State::Approved, day(62), days);
        let reopened = approved.turn(State::Approved, State::InReview, day(70), days);
        assert_eq!((approved.days, reopened.days), (2, 0));
        assert_eq!(reopened.running_since, Some(day(70)));
    }
}
