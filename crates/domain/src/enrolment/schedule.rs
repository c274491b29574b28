//! What happens to a waiting application by itself: reminders, the warning before it
//! lapses, the lapse, and the end of automatic checks that do not answer.
//!
//! A schedule is a list of moments. Whoever sweeps asks for the newest one that is due and forgets
//! those before it, so that a pause of the program ends in one mail and not in a burst.

use super::application::State;
use crate::effects::Instant;
use crate::programme::Settings;

/// What is to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A reminder of what the applicant still has to do.
    Reminder,
    /// E17: the application lapses soon.
    Warning,
    /// T21 and E18.
    Lapse,
    /// T10, whether the automatic checks have answered or not.
    EndChecks,
}

/// The moments of a state, earliest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule(Vec<(Instant, Step)>);

/// When an application that has entered a state lapses, if it ever does.
#[must_use]
pub fn lapse_at(state: State, entered: Instant, settings: &Settings) -> Option<Instant> {
    let rules = &settings.application;
    let days = match state {
        State::Draft => rules.draft_days,
        State::InformationRequested => rules.information_days,
        State::Approved => rules.signing_days,
        _ => return None,
    };
    Some(entered.plus_days(i64::from(days)))
}

impl Schedule {
    /// The schedule of a state entered at a moment. The lapse was promised when the state was
    /// entered, hence it is given and does not follow a later change of the settings.
    #[must_use]
    pub fn of(state: State, entered: Instant, lapse: Option<Instant>, settings: &Settings) -> Self {
        let rules = &settings.application;
        let reminders: &[u32] = match state {
            State::Draft => &rules.draft_reminder_days,
            State::InformationRequested => &rules.information_reminder_days,
            State::Approved => &rules.signing_reminder_days,
            _ => &[],
        };
        let mut steps: Vec<_> = reminders
            .iter()
            .map(|days| (entered.plus_days(i64::from(*days)), Step::Reminder))
            .collect();
        if let Some(lapse) = lapse {
            let notice = i64::from(rules.lapse_notice_days);
            steps.push((lapse.plus_days(-notice), Step::Warning));
            steps.retain(|(at, _)| *at < lapse);
            steps.push((lapse, Step::Lapse));
        }
        if state == State::Submitted {
            let seconds = i64::from(rules.automatic_checks_hours) * 3600;
            steps.push((entered.plus_seconds(seconds), Step::EndChecks));
        }
        steps.sort_by_key(|(at, _)| *at);
        Self(steps)
    }

    /// The newest step that is due and has not been taken: steps before `from` have been.
    #[must_use]
    pub fn due(&self, from: Instant, now: Instant) -> Option<(Instant, Step)> {
        let open = |(at, _): &&(Instant, Step)| from <= *at && *at <= now;
        self.0.iter().rev().find(open).copied()
    }

    /// When the next step after a moment is due.
    #[must_use]
    pub fn next_after(&self, now: Instant) -> Option<Instant> {
        self.0.iter().map(|(at, _)| *at).find(|at| *at > now)
    }

    /// All steps, earliest first.
    #[must_use]
    pub fn steps(&self) -> &[(Instant, Step)] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::china_csp;
    use proptest::prelude::*;

    const ENTERED: Instant = Instant(1_772_415_000_000_000);

    fn schedule(state: State) -> Schedule {
        let programme = china_csp().unwrap();
        let lapse = lapse_at(state, ENTERED, &programme);
        Schedule::of(state, ENTERED, lapse, &programme)
    }

    fn days(state: State) -> Vec<(i64, Step)> {
        let steps = schedule(state).0.into_iter();
        steps
            .map(|(at, step)| (at.seconds_since(ENTERED) / 86_400, step))
            .collect()
    }

    #[test]
    fn the_days_of_the_specification() {
        use Step::{Lapse, Reminder, Warning};
        let draft = [
            (7, Reminder),
            (30, Reminder),
            (75, Reminder),
            (87, Warning),
            (90, Lapse),
        ];
        assert_eq!(days(State::Draft), draft);
        let information = [
            (7, Reminder),
            (21, Reminder),
            (27, Warning),
            (28, Reminder),
            (30, Lapse),
        ];
        assert_eq!(days(State::InformationRequested), information);
        let approved = [
            (7, Reminder),
            (30, Reminder),
            (53, Reminder),
            (57, Warning),
            (60, Lapse),
        ];
        assert_eq!(days(State::Approved), approved);
        let hour = ENTERED.plus_seconds(3600);
        assert_eq!(
            schedule(State::Submitted).steps(),
            [(hour, Step::EndChecks)]
        );
        for quiet in [
            State::InReview,
            State::Rejected,
            State::Provisioning,
            State::Active,
            State::Withdrawn,
            State::Lapsed,
        ] {
            assert_eq!(schedule(quiet).steps(), [], "{}", quiet.text());
        }
    }

    #[test]
    fn after_a_pause_only_the_newest_step_is_taken() {
        let schedule = schedule(State::Draft);
        let day = |n| ENTERED.plus_days(n);
        assert_eq!(schedule.due(ENTERED, day(7).plus_seconds(-1)), None);
        assert_eq!(
            schedule.due(ENTERED, day(7)),
            Some((day(7), Step::Reminder))
        );
        assert_eq!(
            schedule.due(day(7), day(80)),
            Some((day(75), Step::Reminder))
        );
        assert_eq!(schedule.next_after(day(80)), Some(day(87)));
        assert_eq!(
            schedule.due(day(87), day(500)),
            Some((day(90), Step::Lapse))
        );
        assert_eq!(schedule.next_after(day(90)), None);
    }

    #[test]
    fn a_reminder_after_the_promised_lapse_is_none() {
        let programme = china_csp().unwrap();
        let lapse = ENTERED.plus_days(10);
        let schedule = Schedule::of(State::Draft, ENTERED, Some(lapse), &programme);
        let steps = [
            (ENTERED.plus_days(7), Step::Reminder),
            (ENTERED.plus_days(7), Step::Warning),
            (lapse, Step::Lapse),
        ];
        assert_eq!(schedule.steps(), steps);
    }

    proptest! {
        /// However often and irregularly somebody sweeps, no step is taken twice, and the lapse
        /// comes at the first look at or after its time.
        #[test]
        fn no_step_is_taken_twice(pauses in prop::collection::vec(1_i64..40 * 86_400, 1..60)) {
            let schedule = schedule(State::Draft);
            let lapse = ENTERED.plus_days(90);
            let (mut now, mut from) = (ENTERED, schedule.next_after(ENTERED));
            let mut taken = Vec::new();
            for pause in pauses {
                now = now.plus_seconds(pause);
                let Some(open) = from.filter(|at| *at <= now) else { continue };
                let step = schedule.due(open, now);
                prop_assert!(step.is_some());
                if let Some(step) = step {
                    prop_assert!(!taken.contains(&step));
                    prop_assert_eq!(step.1 == Step::Lapse, now >= lapse);
                    taken.push(step);
                    from = if step.1 == Step::Lapse { None } else { schedule.next_after(now) };
                }
            }
        }
    }
}
