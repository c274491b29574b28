//! Periods: what is kept for how long. All of them are settings of the programme.

use crate::caller::text_of_enum;
use crate::effects::Instant;
use crate::programme::Settings;
use jiff::tz::TimeZone;

/// What is kept for a period of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Documents and bureau reports of a withdrawn application.
    WithdrawnDocument,
    /// The same of a rejected one.
    RejectedDocument,
    /// The same of a lapsed one that cannot be reopened any more.
    LapsedDocument,
    /// Mails and texts that left the house.
    Message,
    /// Where and when somebody was signed in.
    Session,
    /// Requests about personal data, once they are settled.
    Request,
    /// Requests of people who had lost every way into their account, once they are closed.
    LostAccess,
}

text_of_enum!(Class {
    WithdrawnDocument => "withdrawn-document",
    RejectedDocument => "rejected-document",
    LapsedDocument => "lapsed-document",
    Message => "message",
    Session => "session",
    Request => "request",
    LostAccess => "lost-access",
});

/// A length of time, as the programme states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Days of 24 hours.
    Days(u32),
    /// Years of the calendar.
    Years(u32),
}

impl Period {
    /// The moment before which something has to have happened for its period to be over now.
    #[must_use]
    pub fn before(self, now: Instant, zone: &TimeZone) -> Instant {
        match self {
            Self::Days(days) => now.plus_days(-i64::from(days)),
            Self::Years(years) => {
                let earlier = jiff::Timestamp::from_microsecond(now.0).and_then(|at| {
                    let span = jiff::Span::new().try_years(years)?;
                    at.to_zoned(zone.clone()).checked_sub(span)
                });
                // Before the calendar begins nothing has happened.
                earlier.map_or(Instant(i64::MIN), |at| {
                    Instant(at.timestamp().as_microsecond())
                })
            }
        }
    }
}

impl Class {
    /// How long it is kept.
    #[must_use]
    pub fn period(self, settings: &Settings) -> Period {
        let kept = &settings.retention;
        match self {
            Self::WithdrawnDocument => Period::Days(kept.withdrawn_documents_days),
            // A letter that was refused or stopped is evidence of an attempt for as long.
            Self::RejectedDocument | Self::LostAccess => Period::Days(kept.rejected_documents_days),
            Self::LapsedDocument => Period::Days(settings.application.reopen_days),
            Self::Message | Self::Session | Self::Request => {
                Period::Years(kept.other_records_years)
            }
        }
    }

    /// The class of an application's documents by its state; none while it is open or a contract.
    #[must_use]
    pub fn of_documents(state: &str) -> Option<Self> {
        match state {
            "withdrawn" => Some(Self::WithdrawnDocument),
            "rejected" => Some(Self::RejectedDocument),
            "lapsed" => Some(Self::LapsedDocument),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::china_csp;

    fn at(text: &str) -> Instant {
        Instant(text.parse::<jiff::Timestamp>().unwrap().as_microsecond())
    }

    fn shanghai() -> TimeZone {
        TimeZone::get("Asia/Shanghai").unwrap()
    }

    #[test]
    fn days_are_days_and_years_are_of_the_calendar() {
        let now = at("2028-02-29T04:00:00Z");
        let before = |period: Period| period.before(now, &shanghai());
        assert_eq!(before(Period::Days(30)), at("2028-01-30T04:00:00Z"));
        assert_eq!(before(Period::Years(3)), at("2025-02-28T04:00:00Z"));
        assert_eq!(before(Period::Years(4)), at("2024-02-29T04:00:00Z"));
        assert_eq!(before(Period::Years(99_999)), Instant(i64::MIN));
    }

    #[test]
    fn every_class_has_its_setting() {
        let programme = china_csp().unwrap();
        let period = |class: Class| class.period(&programme);
        assert_eq!(period(Class::WithdrawnDocument), Period::Days(30));
        assert_eq!(period(Class::RejectedDocument), Period::Days(180));
        assert_eq!(period(Class::LostAccess), Period::Days(180));
        assert_eq!(period(Class::LapsedDocument), Period::Days(180));
        for class in [Class::Message, Class::Session, Class::Request] {
            assert_eq!(period(class), Period::Years(3));
        }
    }

    #[test]
    fn open_applications_and_contracts_lose_nothing() {
        use crate::enrolment::application::State;
        for state in State::ALL {
            let closed = matches!(state, State::Withdrawn | State::Rejected | State::Lapsed);
            assert_eq!(Class::of_documents(state.text()).is_some(), closed);
        }
    }
}
