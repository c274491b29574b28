//! Service health: incidents of services, what happens to them, and until when the next word is due.
//! What nobody posted or measured is not known: no service is called healthy by default.

pub mod draft;
pub mod feed;
pub mod form;
pub mod maintenance;

use crate::caller::text_of_enum;
use crate::effects::Instant;
use crate::enrolment::machine::{Machine, machine};
use crate::programme::Programme;
use crate::support::clock::Hours;

/// How a service does in an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It works; something about it should be known.
    Advisory,
    /// It works badly, or for some.
    Degraded,
    /// It does not work.
    Interrupted,
    /// It works again; the final report is still to come.
    Restored,
    /// The final report is there.
    PostIncident,
}

text_of_enum!(State {
    Advisory => "advisory",
    Degraded => "degraded",
    Interrupted => "interrupted",
    Restored => "restored",
    PostIncident => "post-incident",
});

/// What can happen to an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// It is less than it seemed.
    Advise,
    /// The service works badly.
    Degrade,
    /// The service stands still.
    Interrupt,
    /// The service works again.
    Restore,
    /// The final report is published.
    Report,
}

text_of_enum!(Event {
    Advise => "advise",
    Degrade => "degrade",
    Interrupt => "interrupt",
    Restore => "restore",
    Report => "report",
});

machine! {
    "H1": Advisory, Degrade => Degraded;
    "H2": Advisory, Interrupt => Interrupted;
    "H3": Degraded, Advise => Advisory;
    "H4": Degraded, Interrupt => Interrupted;
    "H5": Interrupted, Advise => Advisory;
    "H6": Interrupted, Degrade => Degraded;
    "H7": Advisory, Restore => Restored;
    "H8": Degraded, Restore => Restored;
    "H9": Interrupted, Restore => Restored;
    "H10": Restored, Report => PostIncident;
}

impl State {
    /// The states an incident may begin in, the mildest first.
    pub const FIRST: [Self; 3] = [Self::Advisory, Self::Degraded, Self::Interrupted];

    /// Whether the service is affected.
    #[must_use]
    pub fn is_open(self) -> bool {
        Self::FIRST.contains(&self)
    }

    /// What leads to another state by the table; none for what it does not know.
    #[must_use]
    pub fn event_to(self, to: Self) -> Option<Event> {
        let mut rows = Self::TRANSITIONS.iter();
        let found = rows.find(|row| row.from == self && row.to == to);
        found.map(|row| row.event)
    }

    /// How bad it is, for telling the worst of several.
    #[must_use]
    pub fn weight(self) -> u8 {
        match self {
            Self::Interrupted => 3,
            Self::Degraded => 2,
            Self::Advisory => 1,
            Self::Restored | Self::PostIncident => 0,
        }
    }
}

/// Minutes from one word to the next while a service is affected.
pub const UPDATE_MINUTES: i64 = 60;
/// Working days from the end to the final report.
pub const REPORT_DAYS: i64 = 5;
/// Hours from one reminder of an overdue report to the next; of an overdue word, as often as words are
/// due.
pub const REPORT_REMIND_HOURS: i64 = 24;
/// Days an incident stays in the history.
pub const HISTORY_DAYS: i64 = 365;

/// Until when the next word is due after one at a moment; none when nothing more is to come.
#[must_use]
pub fn next_due(programme: &Programme, state: State, now: Instant) -> Option<Instant> {
    match state {
        State::Advisory | State::Degraded | State::Interrupted => {
            Some(now.plus_seconds(UPDATE_MINUTES * 60))
        }
        State::Restored => {
            let hours = Hours::of(programme);
            Some(hours.after(now, hours.day_seconds().saturating_mul(REPORT_DAYS)))
        }
        State::PostIncident => None,
    }
}

/// Random bytes of a number.
pub const NUMBER_BYTES: usize = 8;

/// Numbers of incidents begin with this, those of maintenance with the other.
pub const INCIDENT: &str = "SH";
/// See [`INCIDENT`].
pub const MAINTENANCE: &str = "PM";

/// A public number: what it is of, the local day it was posted, and chance.
#[must_use]
pub fn number(what: &str, day: jiff::civil::Date, random: [u8; NUMBER_BYTES]) -> String {
    let chance = u64::from_be_bytes(random) % 1_000_000;
    let year = day.year() % 100;
    format!(
        "{what}{year:02}{:02}{:02}{chance:06}",
        day.month(),
        day.day()
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::language::Language;
    use crate::programme::Localised;
    use jiff::civil::date;

    #[test]
    fn each_change_of_state_is_one_event_of_the_table() {
        for from in State::ALL {
            for to in State::ALL {
                match from.event_to(*to) {
                    Some(event) => assert_eq!(from.apply(event).unwrap(), *to),
                    None => assert!(Event::ALL.iter().all(|e| from.apply(*e).ok() != Some(*to))),
                }
            }
        }
    }

    #[test]
    fn what_is_over_has_its_report_and_nothing_else() {
        for event in Event::ALL {
            assert!(State::PostIncident.apply(*event).is_err());
            let expected = (*event == Event::Report).then_some(State::PostIncident);
            assert_eq!(State::Restored.apply(*event).ok(), expected);
        }
    }

    #[test]
    fn a_reader_is_shown_the_own_language_or_the_programmes() {
        let words = Localised {
            zh_hans: "邮件延迟".to_owned(),
            en: "Mail is late".to_owned(),
            ..Localised::default()
        };
        let shown = |language| words.shown(language, Language::ZhHans);
        assert_eq!(shown(Language::En), "Mail is late");
        assert_eq!(shown(Language::ZhHant), "邮件延迟");
        let nothing = Localised::default();
        assert_eq!(nothing.shown(Language::En, Language::ZhHans), "");
    }

    #[test]
    fn numbers_begin_with_the_day() {
        let number = super::number(INCIDENT, date(2026, 11, 27), 12_345_678_u64.to_be_bytes());
        assert_eq!(number, "SH261127345678");
    }
}
