//! Signing again: until when, when partners are told, and from when new orders wait.

use crate::calendar;
use crate::effects::Instant;
use jiff::Span;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The last day to sign a version a partner is asked for on a local day.
#[must_use]
pub fn last_day(asked_on: Date, days: u32) -> Date {
    asked_on.saturating_add(Span::new().days(i64::from(days)))
}

/// The moment new orders stop: when the last day is over.
#[must_use]
pub fn due_at(last_day: Date, zone: &TimeZone) -> Instant {
    let next = last_day.saturating_add(Span::new().days(1));
    calendar::start_of_day(next, zone)
}

/// What a partner is told, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// There is a new version to sign.
    Asked,
    /// A reminder, so many days before the end of the time.
    Reminder(u32),
    /// The time is over: new orders wait.
    Overdue,
}

/// All notices with their moments. `before` are the reminders' days, earliest first.
fn schedule(asked_at: Instant, due_at: Instant, before: &[u32]) -> Vec<(Instant, Notice)> {
    let reminders = before.iter().map(|days| {
        let at = due_at.plus_days(-i64::from(*days));
        (at, Notice::Reminder(*days))
    });
    let mut all = vec![(asked_at, Notice::Asked)];
    all.extend(reminders.filter(|(at, _)| *at > asked_at));
    all.push((due_at, Notice::Overdue));
    all
}

/// The step a partner is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What is to be said now, if anything is.
    pub notice: Option<Notice>,
    /// How many notices are then behind.
    pub told: u32,
    /// When the next one is due; none after the last.
    pub next_at: Option<Instant>,
}

/// What to say at a moment to a partner that was told `told` notices. After a pause only the newest
/// one that is due is said: nobody gets three mails at once.
#[must_use]
pub fn step(asked_at: Instant, due_at: Instant, before: &[u32], told: u32, now: Instant) -> Step {
    let all = schedule(asked_at, due_at, before);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let due = count(all.iter().filter(|(at, _)| *at <= now).count());
    let reached = due.max(told);
    let place = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    Step {
        notice: (due > told)
            .then(|| all.get(place(due.saturating_sub(1))))
            .flatten()
            .map(|(_, notice)| *notice),
        told: reached,
        next_at: all.get(place(reached)).map(|(at, _)| *at),
    }
}

/// From when new orders wait for a partner that is asked for yet another version: a stop that has
/// begun goes on, a time that still runs begins anew.
#[must_use]
pub fn orders_blocked_from(present: Option<Instant>, due_at: Instant, now: Instant) -> Instant {
    match present {
        Some(at) if at <= now => at,
        _ => due_at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const DAY: i64 = 86_400_000_000;

    #[test]
    fn the_last_day_counts_in_full() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let last = last_day(date(2026, 3, 2), 30);
        assert_eq!(last, date(2026, 4, 1));
        // 1 April 24:00 in Shanghai is 16:00 UTC.
        let due = due_at(last, &zone);
        let spelt = jiff::Timestamp::from_microsecond(due.0)
            .unwrap()
            .to_string();
        assert_eq!(spelt, "2026-04-01T16:00:00Z");
        assert_eq!(calendar::local_date(Instant(due.0 - 1), &zone), last);
    }

    #[test]
    fn each_notice_comes_once_at_its_time() {
        let due = Instant(30 * DAY);
        let at = |told, now: i64| step(Instant(0), due, &[7, 1], told, Instant(now));
        let first = at(0, 0);
        assert_eq!(first.notice, Some(Notice::Asked));
        assert_eq!((first.told, first.next_at), (1, Some(Instant(23 * DAY))));
        assert_eq!(at(1, 23 * DAY - 1).notice, None);
        let week = at(1, 23 * DAY);
        assert_eq!(week.notice, Some(Notice::Reminder(7)));
        assert_eq!((week.told, week.next_at), (2, Some(Instant(29 * DAY))));
        assert_eq!(at(2, 29 * DAY).notice, Some(Notice::Reminder(1)));
        assert_eq!(at(3, 30 * DAY - 1).notice, None);
        let over = at(3, 30 * DAY);
        assert_eq!((over.notice, over.next_at), (Some(Notice::Overdue), None));
        assert_eq!(
            at(4, 99 * DAY),
            Step {
                notice: None,
                told: 4,
                next_at: None
            }
        );
    }

    #[test]
    fn after_a_pause_only_the_newest_is_said() {
        let due = Instant(30 * DAY);
        let late = step(Instant(0), due, &[7, 1], 1, Instant(29 * DAY + 5));
        assert_eq!(late.notice, Some(Notice::Reminder(1)));
        assert_eq!((late.told, late.next_at), (3, Some(due)));
        let too_late = step(Instant(0), due, &[7, 1], 1, Instant(40 * DAY));
        assert_eq!((too_late.notice, too_late.told), (Some(Notice::Overdue), 4));
        // A clock that went back says nothing twice.
        assert_eq!(step(Instant(0), due, &[7, 1], 3, Instant(5)).notice, None);
    }

    #[test]
    fn a_time_shorter_than_its_reminders_has_fewer() {
        let due = Instant(3 * DAY);
        let first = step(Instant(0), due, &[7, 1], 0, Instant(0));
        assert_eq!(first.next_at, Some(Instant(2 * DAY)));
    }

    #[test]
    fn a_stop_that_has_begun_goes_on() {
        let (now, due) = (Instant(100), Instant(900));
        assert_eq!(orders_blocked_from(None, due, now), due);
        assert_eq!(orders_blocked_from(Some(Instant(101)), due, now), due);
        assert_eq!(orders_blocked_from(Some(now), due, now), now);
    }
}
