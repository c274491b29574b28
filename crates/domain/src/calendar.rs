//! Local calendar days: the monthly billing day, due dates, working days.

use crate::effects::Instant;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Days between a billing date and the day its invoice is due (net 30).
pub const NET_DAYS: i32 = 30;

/// The day so many days after another; the last day there is when the calendar ends before.
#[must_use]
pub fn days_after(day: Date, days: u32) -> Date {
    let span = Span::new().try_days(days);
    let later = span.and_then(|span| day.checked_add(span));
    later.unwrap_or(Date::MAX)
}

/// The day so many days before another; the first day there is when the calendar begins after.
#[must_use]
pub fn days_before(day: Date, days: i64) -> Date {
    let span = Span::new().try_days(days);
    let earlier = span.and_then(|span| day.checked_sub(span));
    earlier.unwrap_or(Date::MIN)
}

/// The billing day of a partner, 1 to 31: the local day of month its agreement was signed.
/// It never changes; a month too short for it is billed on its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Anchor(u8);

impl Anchor {
    /// The billing day that signing on a local date fixes.
    #[must_use]
    pub fn signed_on(signed: Date) -> Self {
        Self(signed.day().unsigned_abs())
    }

    /// A stored billing day; `None` outside 1 to 31.
    #[must_use]
    pub fn from_day(day: u8) -> Option<Self> {
        (1..=31).contains(&day).then_some(Self(day))
    }

    /// The day of month, 1 to 31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.0
    }

    /// The billing date in the month a date lies in.
    #[must_use]
    pub fn in_month_of(self, date: Date) -> Date {
        let last = date.last_of_month();
        match i8::try_from(self.0) {
            Ok(day) if day < last.day() => date.with().day(day).build().unwrap_or(last),
            _ => last,
        }
    }
}

/// A number that is not a day of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("billing-day-out-of-range")]
pub struct NotADay;

impl TryFrom<u8> for Anchor {
    type Error = NotADay;

    fn try_from(day: u8) -> Result<Self, NotADay> {
        Self::from_day(day).ok_or(NotADay)
    }
}

impl From<Anchor> for u8 {
    fn from(anchor: Anchor) -> Self {
        anchor.0
    }
}

/// The k-th billing date after signing: `k` = 1 is the same day of the month after the signing,
/// 0 the signing itself. Signing on 31 January gives 28 February, 31 March, 30 April.
/// Dates beyond the calendar's end stay at its last month.
#[must_use]
pub fn nth_billing_date(signed: Date, k: u32) -> Date {
    let month = Span::new().try_months(k).ok().and_then(|months| {
        // From the first of the month, so that a short month cannot pull the day down.
        signed.first_of_month().checked_add(months).ok()
    });
    Anchor::signed_on(signed).in_month_of(month.unwrap_or(Date::MAX))
}

/// The day the invoice of a billing date is due: 30 calendar days later, holidays or not.
#[must_use]
pub fn due_date(billing: Date) -> Date {
    billing.saturating_add(Span::new().days(NET_DAYS))
}

/// The calendar day a moment falls on in a time zone.
#[must_use]
pub fn local_date(moment: Instant, zone: &TimeZone) -> Date {
    let edge = if moment.0 < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    let timestamp = Timestamp::from_microsecond(moment.0).unwrap_or(edge);
    zone.to_datetime(timestamp).date()
}

/// The moment a local day begins in a time zone: midnight, or what follows where there is none.
#[must_use]
pub fn start_of_day(date: Date, zone: &TimeZone) -> Instant {
    let edge = if date.year() < 1970 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    let start = zone
        .to_ambiguous_zoned(date.at(0, 0, 0, 0))
        .compatible()
        .map_or(edge, |start| start.timestamp());
    Instant(start.as_microsecond())
}

/// How many working days have begun after `from`, up to and including `to`: Monday to Friday
/// without the given holidays. Zero when `to` is not later than `from`.
#[must_use]
pub fn working_days_between(from: Date, to: Date, holidays: &[Date]) -> u32 {
    let days = from.duration_until(to).as_hours() / 24;
    if days <= 0 {
        return 0;
    }
    let start = i64::from(from.weekday().to_monday_zero_offset());
    // Within the last, incomplete week each day is looked at on its own.
    let loose = (1..=days % 7).filter(|i| (start + i) % 7 < 5).count();
    let free: BTreeSet<Date> = holidays
        .iter()
        .copied()
        .filter(|day| *day > from && *day <= to && !is_weekend(*day))
        .collect();
    let weekdays = u32::try_from(days / 7 * 5).unwrap_or(u32::MAX);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    weekdays
        .saturating_add(count(loose))
        .saturating_sub(count(free.len()))
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn short_months_use_their_last_day_and_the_anchor_comes_back() {
        let signed = date(2026, 1, 31);
        let dates: Vec<Date> = (0..=4).map(|k| nth_billing_date(signed, k)).collect();
        let expected = [(1, 31), (2, 28), (3, 31), (4, 30), (5, 31)];
        assert_eq!(dates, expected.map(|(month, day)| date(2026, month, day)));
        assert_eq!(nth_billing_date(date(2023, 12, 30), 2), date(2024, 2, 29));
        assert_eq!(nth_billing_date(date(2026, 5, 15), 1), date(2026, 6, 15));
        assert_eq!(nth_billing_date(signed, u32::MAX), date(9999, 12, 31));
    }

    #[test]
    fn a_number_of_days_never_becomes_fewer() {
        assert_eq!(days_after(date(2026, 3, 3), 30), date(2026, 4, 2));
        assert_eq!(days_after(date(2026, 3, 3), 0), date(2026, 3, 3));
        for days in [3_000_000, 10_000_000, u32::MAX] {
            assert_eq!(days_after(date(2026, 3, 3), days), Date::MAX);
        }
    }

    #[test]
    fn invoices_are_due_thirty_days_later() {
        assert_eq!(due_date(date(2026, 6, 15)), date(2026, 7, 15));
        assert_eq!(due_date(date(2026, 1, 31)), date(2026, 3, 2));
        assert_eq!(due_date(Date::MAX), Date::MAX);
    }

    #[test]
    fn the_signing_day_is_the_local_one() {
        let shanghai = TimeZone::get("Asia/Shanghai").unwrap();
        let moment = Instant(
            "2026-05-14T16:30:00Z"
                .parse::<Timestamp>()
                .unwrap()
                .as_microsecond(),
        );
        assert_eq!(local_date(moment, &shanghai), date(2026, 5, 15));
        assert_eq!(local_date(moment, &TimeZone::UTC), date(2026, 5, 14));
        let _ = (
            local_date(Instant(i64::MAX), &shanghai),
            local_date(Instant(i64::MIN), &shanghai),
        );
    }

    #[test]
    fn working_days_leave_out_weekends_and_holidays() {
        let (wednesday, friday) = (date(2026, 9, 30), date(2026, 10, 9));
        let golden_week: Vec<Date> = (1..=7).map(|d| date(2026, 10, d)).collect();
        assert_eq!(working_days_between(wednesday, friday, &[]), 7);
        assert_eq!(working_days_between(wednesday, friday, &golden_week), 2);
        assert_eq!(working_days_between(friday, date(2026, 10, 11), &[]), 0);
        assert_eq!(working_days_between(friday, wednesday, &[]), 0);
    }

    fn any_day() -> impl Strategy<Value = Date> {
        (1990i16..2100, 1i8..=12, 1i8..=31)
            .prop_filter_map("real", |(y, m, d)| Date::new(y, m, d).ok())
    }

    proptest! {
        #[test]
        fn one_billing_date_in_every_month(signed in any_day(), k in 0u32..600) {
            let this = nth_billing_date(signed, k);
            let next = nth_billing_date(signed, k + 1);
            let period = this.duration_until(next).as_hours() / 24;
            prop_assert!((28..=31).contains(&period));
            prop_assert!(this.day() == signed.day() || this == this.last_of_month());
            prop_assert!(this.day() <= signed.day());
        }

        #[test]
        fn counting_agrees_with_walking(from in any_day(), length in 0i32..400, off in prop::collection::vec(0i32..400, 0..20)) {
            let to = from + Span::new().days(length);
            let holidays: Vec<Date> = off.iter().map(|d| from + Span::new().days(*d)).collect();
            let walked = (1..=length)
                .map(|i| from + Span::new().days(i))
                .filter(|d| !is_weekend(*d) && !holidays.contains(d))
                .count();
            prop_assert_eq!(working_days_between(from, to, &holidays), u32::try_from(walked).unwrap());
        }
    }
}
