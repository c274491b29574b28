//! Working days, for targets that are promised in them.

use super::{Calendar, Holiday, Programme};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

impl Programme {
    /// Public holidays, earliest first.
    #[must_use]
    pub fn holidays(&self) -> &[Holiday] {
        &self.calendar.holidays
    }

    /// Whether a day is worked; weekends and listed holidays are not, listed exchange days are.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        is_working_day(&self.calendar, day)
    }

    /// The day that is `count` working days after `day`, not counting `day` itself.
    ///
    /// `None` only past the end of the calendar type (the year 9999).
    #[must_use]
    pub fn add_working_days(&self, day: Date, count: u32) -> Option<Date> {
        let (mut day, mut left) = (day, count);
        while left > 0 {
            day = day.checked_add(1.day()).ok()?;
            left -= u32::from(self.is_working_day(day));
        }
        Some(day)
    }

    /// Working days after `from` up to and including `to`; 0 when `to` is not later.
    #[must_use]
    pub fn working_days_between(&self, from: Date, to: Date) -> u32 {
        let mut count = 0;
        let mut day = from;
        while day < to {
            let Ok(next) = day.checked_add(1.day()) else {
                break;
            };
            day = next;
            count += u32::from(self.is_working_day(day));
        }
        count
    }
}

fn is_working_day(calendar: &Calendar, day: Date) -> bool {
    if calendar.working_days.contains(&day) {
        return true;
    }
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    !weekend
        && !calendar
            .holidays
            .iter()
            .any(|h| h.from <= day && day <= h.until)
}
