//! Slowing down password guessing, per account and per network address.

use crate::effects::Instant;
use serde::{Deserialize, Serialize};

/// Wrong tries that cost nothing but the last, which locks.
pub const FREE_TRIES: u32 = 5;
/// First lock, in seconds.
const FIRST_LOCK: i64 = 5 * 60;
/// Longest lock, in seconds.
const LONGEST_LOCK: i64 = 24 * 60 * 60;

/// Wrong tries in a row and the lock they earned. Never changed in place: each event takes the old
/// value and gives the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lockout {
    /// Wrong tries since the last success.
    pub failures: u32,
    /// No try is looked at before this moment.
    pub locked_until: Option<Instant>,
}

impl Lockout {
    /// Whether tries are refused unseen at this moment.
    #[must_use]
    pub fn is_locked(self, now: Instant) -> bool {
        self.locked_until.is_some_and(|until| now < until)
    }

    /// After a wrong try: the fifth locks for 5 minutes, each further one twice as long as the
    /// one before, up to 24 hours. A try during a lock changes nothing, so that a stranger cannot
    /// keep the owner out for ever.
    #[must_use]
    pub fn failed(self, now: Instant) -> Self {
        if self.is_locked(now) {
            return self;
        }
        let failures = self.failures.saturating_add(1);
        let locked_until = failures.checked_sub(FREE_TRIES).map(|doublings| {
            let lock = FIRST_LOCK.saturating_mul(1_i64 << doublings.min(16));
            now.plus_seconds(lock.min(LONGEST_LOCK))
        });
        Self {
            failures,
            locked_until,
        }
    }

    /// After a right try or a completed recovery: a clean slate.
    #[must_use]
    pub fn succeeded(self) -> Self {
        Self::default()
    }
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
