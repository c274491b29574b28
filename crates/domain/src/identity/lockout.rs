//! Slowing down password guessing, per account and per network address.
//!
//! A name nobody has is locked by the same rules as an account, so that a series of tries does not
//! tell which names exist.

use crate::effects::{Instant, SKEW};
use serde::{Deserialize, Serialize};

/// Wrong tries that cost nothing but the last, which locks.
pub const FREE_TRIES: u32 = 5;
/// Wrong tries from one address within [`ADDRESS_WINDOW`] that cost nothing but the last. A company
/// behind one address makes more mistakes than a person.
pub const FREE_PER_ADDRESS: u32 = 30;
/// Seconds in which wrong tries from one address are counted together.
pub const ADDRESS_WINDOW: i64 = 60 * 60;
/// First lock, in seconds.
const FIRST_LOCK: i64 = 5 * 60;
/// Longest lock, in seconds.
const LONGEST_LOCK: i64 = 24 * 60 * 60;
/// After so many seconds without a wrong try the count begins anew. Without an end the memory of
/// names nobody has would have to be kept for ever, or be told from that of accounts.
pub const FORGOTTEN_AFTER: i64 = 30 * 24 * 60 * 60;

/// Wrong tries in a row and the lock they earned. Never changed in place: each event takes the old
/// value and gives the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lockout {
    /// Wrong tries since the last success. Of an address, [`FREE_TRIES`] at its first lock and one
    /// more at each further one.
    pub failures: u32,
    /// No try is looked at before this moment. Before the first lock it is the moment of the last
    /// wrong try.
    pub locked_until: Option<Instant>,
}

impl Lockout {
    /// Whether tries are refused unseen at this moment.
    #[must_use]
    pub fn is_locked(self, now: Instant) -> bool {
        self.lock_at(now).is_some()
    }

    /// The end of the lock that is in force at this moment. An end further away than any lock lasts
    /// comes from a clock that ran ahead.
    #[must_use]
    pub fn lock_at(self, now: Instant) -> Option<Instant> {
        let longest = now.plus_seconds(LONGEST_LOCK + SKEW);
        self.locked_until
            .filter(|until| self.failures >= FREE_TRIES && now < *until && *until <= longest)
    }

    /// After a wrong try: the fifth locks for 5 minutes, each further one twice as long as the
    /// one before, up to 24 hours. A try during a lock changes nothing, so that a stranger cannot
    /// keep the owner out for ever.
    #[must_use]
    pub fn failed(self, now: Instant) -> Self {
        if self.is_locked(now) {
            return self;
        }
        let before = self.remembered(now, FORGOTTEN_AFTER);
        let failures = before.saturating_add(1);
        let until = match failures.checked_sub(FREE_TRIES) {
            Some(doublings) => after_lock(now, doublings),
            None => now,
        };
        Self {
            failures,
            locked_until: Some(until),
        }
    }

    /// After a wrong try from an address, the `recent`th within the last hour. The thirtieth locks
    /// the address, each further one twice as long; a day after its last lock it begins anew. A
    /// right password from there forgives nothing: a guesser may have an account of his own.
    #[must_use]
    pub fn failed_from_address(self, now: Instant, recent: u32) -> Self {
        if self.is_locked(now) || recent < FREE_PER_ADDRESS {
            return self;
        }
        let before = self.remembered(now, LONGEST_LOCK).max(FREE_TRIES - 1);
        let failures = before.saturating_add(1);
        Self {
            failures,
            locked_until: Some(after_lock(now, failures - FREE_TRIES)),
        }
    }

    /// The count, unless the last event is so long ago that it is forgotten.
    fn remembered(self, now: Instant, forgotten_after: i64) -> u32 {
        let quiet = self
            .locked_until
            .map_or(0, |until| now.seconds_since(until));
        if quiet >= forgotten_after {
            0
        } else {
            self.failures
        }
    }

    /// After a right try or a completed recovery: a clean slate.
    #[must_use]
    pub fn succeeded(self) -> Self {
        Self::default()
    }
}

fn after_lock(now: Instant, doublings: u32) -> Instant {
    let lock = FIRST_LOCK.saturating_mul(1_i64 << doublings.min(16));
    now.plus_seconds(lock.min(LONGEST_LOCK))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locks_begin_at_the_fifth_try_and_double_up_to_a_day() {
        let mut now = Instant(0);
        let mut state = Lockout::default();
        for _ in 0..4 {
            state = state.failed(now);
            assert!(!state.is_locked(now));
        }
        for minutes in [5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440] {
            state = state.failed(now);
            assert_eq!(state.locked_until, Some(now.plus_seconds(minutes * 60)));
            assert!(state.is_locked(now.plus_seconds(minutes * 60 - 1)));
            assert_eq!(state.failed(now), state);
            now = now.plus_seconds(minutes * 60);
            assert!(!state.is_locked(now));
        }
        assert_eq!(state.succeeded(), Lockout::default());
    }

    #[test]
    fn a_month_without_a_wrong_try_is_a_new_beginning() {
        let five = (0..5).fold(Lockout::default(), |state, _| state.failed(Instant(0)));
        let end = five.locked_until.unwrap_or(Instant(0));
        let month = |seconds: i64| end.plus_seconds(FORGOTTEN_AFTER + seconds);
        assert_eq!(five.failed(month(-1)).failures, 6);
        assert_eq!(five.failed(month(0)).failures, 1);
        // Four tries lock nothing, and are remembered as long.
        let four = (0..4).fold(Lockout::default(), |state, _| state.failed(Instant(0)));
        assert!(
            four.failed(Instant(0).plus_seconds(FORGOTTEN_AFTER - 1))
                .failures
                == 5
        );
        assert!(
            four.failed(Instant(0).plus_seconds(FORGOTTEN_AFTER))
                .failures
                == 1
        );
    }

    #[test]
    fn an_address_is_locked_at_the_thirtieth_try_of_an_hour() {
        let mut now = Instant(0);
        let mut state = Lockout::default();
        for recent in 1..30 {
            state = state.failed_from_address(now, recent);
            assert_eq!(state, Lockout::default());
        }
        for minutes in [5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440] {
            state = state.failed_from_address(now, 30);
            assert_eq!(state.lock_at(now), Some(now.plus_seconds(minutes * 60)));
            now = now.plus_seconds(minutes * 60);
        }
        assert_eq!(state.failed_from_address(now, 29), state);
        let day = now.plus_seconds(LONGEST_LOCK);
        assert_eq!(
            state.failed_from_address(day, 30).lock_at(day),
            Some(day.plus_seconds(FIRST_LOCK))
        );
    }

    #[test]
    fn a_clock_put_back_locks_nobody_who_was_not_locked() {
        let later = Instant(0).plus_seconds(3 * 86_400);
        let four = (0..4).fold(Lockout::default(), |state, _| state.failed(later));
        assert!(!four.is_locked(Instant(0)));
        // A lock of five minutes does not become one of three days.
        let five = four.failed(later);
        assert!(five.is_locked(later) && !five.is_locked(Instant(0)));
        assert!(
            five.failed(Instant(0)).is_locked(Instant(0)),
            "nor is the count forgotten"
        );
    }

    #[test]
    fn the_counter_does_not_wrap() {
        let state = Lockout {
            failures: u32::MAX,
            locked_until: None,
        };
        let next = state.failed(Instant(0));
        assert_eq!(
            next.locked_until,
            Some(Instant(0).plus_seconds(LONGEST_LOCK))
        );
    }
}
