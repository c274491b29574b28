//! A question to a credit bureau and what becomes of it.

use crate::caller::text_of_enum;
use crate::enrolment::machine::machine;
use serde::{Deserialize, Serialize};

/// Where a question stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// To be sent.
    Queued,
    /// The bureau has it and will answer.
    Waiting,
    /// Answered.
    Answered,
    /// The bureau will not answer it.
    Refused,
    /// The bureau could not be reached, or never answered. A late answer is still taken.
    Failed,
    /// The case was closed before it was sent.
    Cancelled,
}

text_of_enum!(State {
    Queued => "queued",
    Waiting => "waiting",
    Answered => "answered",
    Refused => "refused",
    Failed => "failed",
    Cancelled => "cancelled",
});

impl State {
    /// Whether an answer is awaited: no other question is asked meanwhile.
    #[must_use]
    pub fn on_its_way(self) -> bool {
        matches!(self, Self::Queued | Self::Waiting)
    }
}

/// What can happen to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// The bureau has taken it.
    Accept,
    /// The answer is there.
    Answer,
    /// The bureau says it will not answer.
    Refuse,
    /// Tried too often, or waited too long.
    GiveUp,
    /// Nobody needs the answer any more.
    Cancel,
}

text_of_enum!(Event {
    Accept => "accept",
    Answer => "answer",
    Refuse => "refuse",
    GiveUp => "give-up",
    Cancel => "cancel",
});

machine! {
    "C1": Queued, Accept => Waiting;
    "C1": Waiting, Accept => Waiting;
    "C2": Queued, Answer => Answered;
    "C2": Waiting, Answer => Answered;
    "C2": Failed, Answer => Answered;
    "C3": Queued, Refuse => Refused;
    "C3": Waiting, Refuse => Refused;
    "C4": Queued, GiveUp => Failed;
    "C4": Waiting, GiveUp => Failed;
    "C5": Queued, Cancel => Cancelled;
    "C5": Waiting, Cancel => Cancelled;
}

/// What a question is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// The review of an application.
    Enrolment,
    /// The yearly review of a partner's limit.
    Review,
}

text_of_enum!(Purpose { Enrolment => "enrolment", Review => "review" });

/// What an answer brings about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It is the decision.
    Decides,
    /// It is kept for the analyst, who decides: it was overtaken, or a partner's limit is at stake.
    Informs,
    /// The case is closed: that it came is written down, and nothing of what it says.
    Dropped,
}

text_of_enum!(Effect {
    Decides => "decides",
    Informs => "informs",
    Dropped => "dropped",
});

impl Effect {
    /// What an answer does to a case that is open for credit or not. It is overtaken when a person has
    /// decided since the question or has said no, when another question was asked after it, or when
    /// the company is no longer what the question said.
    #[must_use]
    pub fn of(purpose: Purpose, is_open: bool, overtaken: bool) -> Self {
        match (is_open, purpose, overtaken) {
            (false, _, _) => Self::Dropped,
            (true, Purpose::Review, _) | (true, Purpose::Enrolment, true) => Self::Informs,
            (true, Purpose::Enrolment, false) => Self::Decides,
        }
    }
}

/// How far a call-back's signature may be off our clock, in seconds, either way.
pub const CALL_BACK_SECONDS: i64 = 300;

/// Days a bureau has for its answer; later it may still come, but nobody waits for it.
pub const ANSWER_DAYS: i64 = 10;

/// Attempts to hand a question over: with the waits between them about a working day.
pub const ATTEMPTS: u32 = 40;

/// Seconds until a bureau that has not called back is asked again: an hour, then twice as long each
/// time, at most a day.
#[must_use]
pub fn look_again_after(looks: u32) -> i64 {
    3600_i64.saturating_mul(1_i64 << looks.min(5)).min(86_400)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrolment::machine::Machine;

    #[test]
    fn an_answer_is_taken_once_and_even_late() {
        for state in State::ALL {
            let answered = state.apply(Event::Answer);
            let taken = matches!(state, State::Queued | State::Waiting | State::Failed);
            assert_eq!(answered.is_ok(), taken, "{}", state.text());
        }
        for state in [State::Answered, State::Refused, State::Cancelled] {
            for event in Event::ALL {
                assert!(state.apply(*event).is_err(), "{}", event.text());
            }
        }
    }

    #[test]
    fn what_is_on_its_way_can_be_cancelled_and_nothing_else() {
        for state in State::ALL {
            let cancelled = state.apply(Event::Cancel).is_ok();
            assert_eq!(state.on_its_way(), cancelled, "{}", state.text());
        }
    }

    #[test]
    fn people_come_before_machines_and_closed_cases_before_both() {
        use Effect::{Decides, Dropped, Informs};
        let of = Effect::of;
        assert_eq!(of(Purpose::Enrolment, true, false), Decides);
        assert_eq!(of(Purpose::Enrolment, true, true), Informs);
        assert_eq!(of(Purpose::Review, true, false), Informs);
        for purpose in Purpose::ALL {
            assert_eq!(of(*purpose, false, false), Dropped);
            assert_eq!(of(*purpose, false, true), Dropped);
        }
    }

    #[test]
    fn looks_become_rarer() {
        let hours = [0, 1, 2, 3, 4, 5, 99].map(|looks| look_again_after(looks) / 3600);
        assert_eq!(hours, [1, 2, 4, 8, 16, 24, 24]);
    }
}
