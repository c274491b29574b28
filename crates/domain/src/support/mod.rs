//! Support requests: what happens to them, who waits for whom, and what may be written into one.
//! Partners ask the operator; customers ask their partners, which are the first to help.

pub mod clock;
pub mod form;
pub mod letters;
pub mod topic;

use crate::caller::text_of_enum;
use crate::effects::Instant;
use crate::enrolment::machine::machine;

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It came in; nobody has taken it.
    New,
    /// An agent works on it.
    Open,
    /// The partner has to answer.
    Waiting,
    /// An agent says it is solved; the partner may say that it is not.
    Resolved,
    /// Over.
    Closed,
    /// Taken back by the partner.
    Cancelled,
}

text_of_enum!(State {
    New => "new",
    Open => "open",
    Waiting => "waiting",
    Resolved => "resolved",
    Closed => "closed",
    Cancelled => "cancelled",
});

/// What can happen to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// An agent takes it.
    Take,
    /// An agent asks the partner something.
    Ask,
    /// The partner answers.
    Answer,
    /// An agent says that it is solved.
    Resolve,
    /// The partner agrees, or its time to disagree is over.
    Close,
    /// The partner has not answered for too long.
    Lapse,
    /// The partner says that it is not solved.
    Reopen,
    /// The partner takes it back.
    Cancel,
}

text_of_enum!(Event {
    Take => "take",
    Ask => "ask",
    Answer => "answer",
    Resolve => "resolve",
    Close => "close",
    Lapse => "lapse",
    Reopen => "reopen",
    Cancel => "cancel",
});

machine! {
    "R1": New, Take => Open;
    "R2": New, Ask => Waiting;
    "R3": Open, Ask => Waiting;
    "R4": Waiting, Answer => Open;
    "R5": New, Resolve => Resolved;
    "R6": Open, Resolve => Resolved;
    "R7": Waiting, Resolve => Resolved;
    "R8": Resolved, Close => Closed;
    "R9": Waiting, Lapse => Closed;
    "R10": Resolved, Reopen => Open;
    "R11": Closed, Reopen => Open;
    "R12": New, Cancel => Cancelled;
    "R13": Open, Cancel => Cancelled;
    "R14": Waiting, Cancel => Cancelled;
}

impl State {
    /// Whether the operator has to do something.
    #[must_use]
    pub fn is_ours(self) -> bool {
        matches!(self, Self::New | Self::Open)
    }

    /// Whether anything can still be written without opening it anew.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Open | Self::Waiting)
    }

    /// What a message of the partner brings about; none for what just goes on.
    #[must_use]
    pub fn on_message(self) -> Option<Event> {
        match self {
            Self::Waiting => Some(Event::Answer),
            Self::Resolved => Some(Event::Reopen),
            Self::New | Self::Open | Self::Closed | Self::Cancelled => None,
        }
    }

    /// Whether the partner may write a message.
    #[must_use]
    pub fn takes_messages(self) -> bool {
        self.is_open() || self == Self::Resolved
    }
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Business stands still.
    Critical,
    /// Work is hindered.
    Moderate,
    /// A question.
    Minimal,
}

text_of_enum!(Severity {
    Critical => "critical",
    Moderate => "moderate",
    Minimal => "minimal",
});

/// About what a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The partner centre itself.
    Partner,
    /// Something a customer has bought.
    Customer,
    /// What a customer asks its partner.
    Inquiry,
}

text_of_enum!(Kind { Partner => "partner", Customer => "customer", Inquiry => "inquiry" });

impl Kind {
    /// Who asks.
    #[must_use]
    pub fn asker(self) -> Side {
        match self {
            Self::Partner | Self::Customer => Side::Partner,
            Self::Inquiry => Side::Customer,
        }
    }

    /// Who answers.
    #[must_use]
    pub fn answerer(self) -> Side {
        match self {
            Self::Partner | Self::Customer => Side::Staff,
            Self::Inquiry => Side::Partner,
        }
    }
}

/// Who wrote something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The partner's people.
    Partner,
    /// The operator's staff.
    Staff,
    /// A customer's people.
    Customer,
    /// Nobody: time.
    System,
}

text_of_enum!(Side {
    Partner => "partner",
    Staff => "staff",
    Customer => "customer",
    System => "system",
});

/// What a line of a request's history is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// A message both sides read.
    Message,
    /// A note only those who answer read.
    Note,
    /// That something happened; the text is the name of the event.
    Step,
}

text_of_enum!(Line { Message => "message", Note => "note", Step => "step" });

/// Whether what was closed may be opened anew at a moment.
#[must_use]
pub fn may_reopen(closed_at: Option<Instant>, now: Instant, days: u32) -> bool {
    closed_at.is_none_or(|at| now <= at.plus_days(i64::from(days)))
}

/// The reminder that is due for a request that waits, of which so many were sent: its place, from 1.
#[must_use]
pub fn reminder_due(since: Instant, now: Instant, days: &[u32], sent: u32) -> Option<u32> {
    let due = days
        .iter()
        .filter(|day| now >= since.plus_days(i64::from(**day)));
    let due = u32::try_from(due.count()).unwrap_or(u32::MAX);
    (due > sent).then_some(due)
}

/// Improper escalations in ninety days after which a partner is to meet the operator.
pub const IMPROPER_MOST: i64 = 3;
/// Days improper escalations are counted over.
pub const IMPROPER_DAYS: i64 = 90;
/// Random bytes of a number.
pub const NUMBER_BYTES: usize = 8;

/// The public number of a request, fifteen digits: the local day it was made, and chance.
#[must_use]
pub fn number(day: jiff::civil::Date, random: [u8; NUMBER_BYTES]) -> String {
    let chance = u64::from_be_bytes(random) % 10_000_000;
    let year = day.year() % 100;
    format!("6{year:02}{:02}{:02}0{chance:07}", day.month(), day.day())
}

/// Whether a text can be a number at all.
#[must_use]
pub fn is_number(text: &str) -> bool {
    text.len() == 15 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::enrolment::machine::Machine;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn what_is_over_stays_over_unless_it_is_opened_anew() {
        for event in Event::ALL {
            assert!(State::Cancelled.apply(*event).is_err(), "{event:?}");
            let expected = (*event == Event::Reopen).then_some(State::Open);
            assert_eq!(State::Closed.apply(*event).ok(), expected, "{event:?}");
        }
    }

    #[test]
    fn a_message_brings_about_what_the_table_allows() {
        for state in State::ALL {
            if let Some(event) = state.on_message() {
                assert_eq!(state.apply(event).unwrap(), State::Open);
                assert!(state.takes_messages());
            }
        }
    }

    #[test]
    fn numbers_have_fifteen_digits_and_begin_with_the_day() {
        let number = super::number(date(2026, 11, 27), 12_345_678_u64.to_be_bytes());
        assert_eq!(number, "626112702345678");
        assert!(is_number(&number));
        for wrong in ["", "62611270234567", "62611270234567x", "６26112702345678"] {
            assert!(!is_number(wrong), "{wrong}");
        }
    }

    #[test]
    fn reminders_come_once_each() {
        let at = |days: i64| Instant(0).plus_days(days);
        let due = |now, sent| reminder_due(at(0), at(now), &[3, 7], sent);
        assert_eq!(due(2, 0), None);
        assert_eq!(due(3, 0), Some(1));
        assert_eq!(due(6, 1), None);
        assert_eq!(due(7, 1), Some(2));
        // Whoever learns of the second need not be told of the first.
        assert_eq!(due(9, 0), Some(2));
        assert_eq!(due(9, 2), None);
    }

    proptest! {
        #[test]
        fn every_number_is_one(chance in any::<u64>(), day in 0_i32..20_000) {
            let day = date(2000, 1, 1).saturating_add(jiff::Span::new().days(day));
            prop_assert!(is_number(&number(day, chance.to_be_bytes())));
        }
    }
}
