//! Until when somebody has to be answered: in hours of work, or in hours of any day and night.

use super::Severity;
use crate::effects::Instant;
use crate::programme::{Programme, SupportHours};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Days looked through for time to work: a calendar that has none in ten years has none.
const MOST_DAYS: u32 = 3_660;

/// When people work.
pub struct Hours<'p> {
    zone: &'p TimeZone,
    /// Minutes after midnight at which a day begins and ends.
    from: u32,
    until: u32,
    works: Box<dyn Fn(Date) -> bool + 'p>,
}

impl<'p> Hours<'p> {
    /// The hours of a programme's support.
    #[must_use]
    pub fn of(programme: &'p Programme) -> Self {
        let hours = &programme.support;
        let (from, until) = (hours.from_hour * 60, hours.until_hour * 60);
        Self::new(programme.time_zone(), from, until, move |day| {
            programme.is_working_day(day)
        })
    }

    /// Hours by a rule of their own.
    #[must_use]
    pub fn new(
        zone: &'p TimeZone,
        from: u32,
        until: u32,
        works: impl Fn(Date) -> bool + 'p,
    ) -> Self {
        Self {
            zone,
            from,
            until: until.max(from),
            works: Box::new(works),
        }
    }

    /// A local time of a day, as a moment. Where the clock is put forward over it, what follows.
    fn at(&self, day: Date, minute: u32) -> Instant {
        let hour = i8::try_from(minute / 60).unwrap_or(24);
        let rest = i8::try_from(minute % 60).unwrap_or(0);
        let local = if hour > 23 {
            day.tomorrow().unwrap_or(day).at(0, 0, 0, 0)
        } else {
            day.at(hour, rest, 0, 0)
        };
        let zoned = self.zone.to_ambiguous_zoned(local).compatible();
        zoned.map_or(Instant(i64::MAX), |zoned| {
            Instant(zoned.timestamp().as_microsecond())
        })
    }

    /// From when until when a day is worked; none on a day off.
    fn shift(&self, day: Date) -> Option<(Instant, Instant)> {
        (self.works)(day)
            .then(|| (self.at(day, self.from), self.at(day, self.until)))
            .filter(|(from, until)| from < until)
    }

    /// The moment after so many seconds of work.
    #[must_use]
    pub fn after(&self, from: Instant, seconds: i64) -> Instant {
        let mut left = seconds.max(0).saturating_mul(1_000_000);
        let mut day = crate::calendar::local_date(from, self.zone);
        for _ in 0..MOST_DAYS {
            if let Some((begin, end)) = self.shift(day) {
                let begin = begin.max(from);
                let room = end.0.saturating_sub(begin.0);
                if room > 0 && room >= left {
                    return Instant(begin.0.saturating_add(left));
                }
                left -= room.max(0);
            }
            match day.checked_add(1.day()) {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
        from.plus_seconds(seconds)
    }

    /// Seconds of work between two moments; 0 when the second is not later.
    #[must_use]
    pub fn between(&self, from: Instant, until: Instant) -> i64 {
        let mut sum = 0_i64;
        let last = crate::calendar::local_date(until, self.zone);
        let mut day = crate::calendar::local_date(from, self.zone);
        while day <= last {
            if let Some((begin, end)) = self.shift(day) {
                let worked = end.min(until).0.saturating_sub(begin.max(from).0);
                sum = sum.saturating_add(worked.max(0));
            }
            match day.checked_add(1.day()) {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
        sum / 1_000_000
    }

    /// Seconds of a day of work.
    #[must_use]
    pub fn day_seconds(&self) -> i64 {
        i64::from(self.until - self.from) * 60
    }
}

/// How long an answer may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Seconds of any day and night.
    Always(i64),
    /// Seconds of work.
    Working(i64),
}

/// What is promised for a severity.
#[must_use]
pub fn target(severity: Severity, promised: &SupportHours, hours: &Hours<'_>) -> Target {
    match severity {
        Severity::Critical => Target::Always(i64::from(promised.critical_minutes) * 60),
        Severity::Moderate => Target::Working(i64::from(promised.moderate_hours) * 3600),
        Severity::Minimal => {
            Target::Working(hours.day_seconds() * i64::from(promised.minimal_days))
        }
    }
}

/// Until when who has waited since a moment has to be answered.
#[must_use]
pub fn due(programme: &Programme, severity: Severity, since: Instant) -> Instant {
    let hours = Hours::of(programme);
    match target(severity, &programme.support, &hours) {
        Target::Always(seconds) => since.plus_seconds(seconds),
        Target::Working(seconds) => hours.after(since, seconds),
    }
}

/// How urgent an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Nobody waits for the operator.
    None,
    /// There is time.
    Fine,
    /// Less than a quarter of the time is left.
    Soon,
    /// It should have been answered.
    Late,
}

/// How urgent an answer is at a moment: by the work that is left, as it was promised.
#[must_use]
pub fn urgency(
    programme: &Programme,
    severity: Severity,
    due_at: Option<Instant>,
    now: Instant,
) -> Urgency {
    let Some(due_at) = due_at else {
        return Urgency::None;
    };
    if now > due_at {
        return Urgency::Late;
    }
    let hours = Hours::of(programme);
    let (left, whole) = match target(severity, &programme.support, &hours) {
        Target::Always(whole) => (due_at.seconds_since(now), whole),
        Target::Working(whole) => (hours.between(now, due_at), whole),
    };
    if left * 4 < whole {
        Urgency::Soon
    } else {
        Urgency::Fine
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::calendar::local_date;
    use crate::programme::china_csp;
    use jiff::Timestamp;
    use jiff::civil::{Weekday, date};
    use proptest::prelude::*;

    fn moment(text: &str) -> Instant {
        Instant(text.parse::<Timestamp>().unwrap().as_microsecond())
    }

    #[test]
    fn what_is_promised_holds_in_china() {
        let programme = china_csp().unwrap();
        let due = |severity, since| super::due(&programme, severity, moment(since));
        // Friday, 17:30 in Shanghai.
        let friday = "2026-03-06T17:30:00+08:00";
        assert_eq!(
            due(Severity::Critical, friday),
            moment("2026-03-06T18:30:00+08:00")
        );
        // Eight hours: half of one on Friday, the rest on Monday.
        assert_eq!(
            due(Severity::Moderate, friday),
            moment("2026-03-09T16:30:00+08:00")
        );
        assert_eq!(
            due(Severity::Minimal, friday),
            moment("2026-03-10T17:30:00+08:00")
        );
        // A Saturday night is Monday morning; a critical one is not.
        let saturday = "2026-03-07T23:00:00+08:00";
        assert_eq!(
            due(Severity::Moderate, saturday),
            moment("2026-03-09T17:00:00+08:00")
        );
        assert_eq!(
            due(Severity::Critical, saturday),
            moment("2026-03-08T00:00:00+08:00")
        );
    }

    #[test]
    fn holidays_and_exchange_days_count_as_they_are_worked() {
        let programme = china_csp().unwrap();
        let holiday = programme.holidays().first().unwrap();
        let before = crate::calendar::start_of_day(holiday.from, programme.time_zone());
        let due = super::due(&programme, Severity::Moderate, before);
        let day = local_date(due, programme.time_zone());
        assert!(
            day > holiday.until && programme.is_working_day(day),
            "{day}"
        );
    }

    #[test]
    fn colours_change_with_the_work_that_is_left() {
        let programme = china_csp().unwrap();
        let since = moment("2026-03-09T09:00:00+08:00");
        let due = Some(super::due(&programme, Severity::Moderate, since));
        let at = |text| urgency(&programme, Severity::Moderate, due, moment(text));
        assert_eq!(at("2026-03-09T09:00:00+08:00"), Urgency::Fine);
        assert_eq!(at("2026-03-09T15:00:00+08:00"), Urgency::Fine);
        assert_eq!(at("2026-03-09T15:00:01+08:00"), Urgency::Soon);
        assert_eq!(at("2026-03-09T17:00:00+08:00"), Urgency::Soon);
        assert_eq!(at("2026-03-09T17:00:01+08:00"), Urgency::Late);
        let none = urgency(&programme, Severity::Critical, None, since);
        assert_eq!(none, Urgency::None);
    }

    #[test]
    fn a_calendar_without_work_ends_all_the_same() {
        let zone = TimeZone::UTC;
        let hours = Hours::new(&zone, 540, 1080, |_| false);
        assert_eq!(hours.after(Instant(0), 60), Instant(60_000_000));
        assert_eq!(hours.between(Instant(0), Instant(0).plus_days(400)), 0);
    }

    const ZONES: [&str; 5] = [
        "Asia/Shanghai",
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
    ];

    /// A calendar by chance: weekends, and some days off and on.
    fn works(seed: u64) -> impl Fn(Date) -> bool {
        move |day| {
            let n = day
                .since(date(2020, 1, 1))
                .map_or(0, |span| span.get_days());
            let n = u64::try_from(n.max(0)).unwrap_or(0);
            let chance = (n ^ seed).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 60;
            let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            // One in sixteen days is the other way round.
            weekend == (chance == 0)
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn the_time_until_the_end_is_the_time_promised(
            zone in 0_usize..ZONES.len(),
            seed in any::<u64>(),
            from in 0_i64..200_000_000,
            seconds in 0_i64..2_000_000,
            begin in 0_u32..1_000,
            length in 30_u32..440,
        ) {
            let zone = TimeZone::get(ZONES[zone]).unwrap();
            let hours = Hours::new(&zone, begin, begin + length, works(seed));
            let from = Instant((1_577_836_800 + from) * 1_000_000);
            let end = hours.after(from, seconds);
            prop_assert!(end >= from);
            // Not a second more or less is worked, whatever the calendar and the zone.
            prop_assert_eq!(hours.between(from, end), seconds);
            // It ends while somebody works.
            let day = local_date(end, &zone);
            if seconds > 0 {
                let (begin, until) = hours.shift(day).unwrap();
                prop_assert!(begin <= end && end <= until);
            }
        }

        #[test]
        fn later_is_never_sooner(
            seed in any::<u64>(),
            from in 0_i64..100_000_000,
            more in 0_i64..1_000_000,
            seconds in 0_i64..500_000,
        ) {
            let zone = TimeZone::get("Asia/Shanghai").unwrap();
            let hours = Hours::new(&zone, 540, 1080, works(seed));
            let from = Instant((1_577_836_800 + from) * 1_000_000);
            let later = from.plus_seconds(more);
            prop_assert!(hours.after(from, seconds) <= hours.after(later, seconds));
            prop_assert!(hours.after(from, seconds) <= hours.after(from, seconds + more));
            // What is worked in two parts is worked in one.
            let end = later.plus_seconds(more);
            let parts = hours.between(from, later) + hours.between(later, end);
            prop_assert!((hours.between(from, end) - parts).abs() <= 1);
        }
    }
}
