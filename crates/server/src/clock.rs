//! A clock that can be set, so that a demonstration has a past.

use adapters::SystemClock;
use domain::effects::{Clock, Instant, TurnableClock};
use std::sync::atomic::{AtomicI64, Ordering};

/// Microseconds this clock moves each time it is read, so that order stays order.
const TICK: i64 = 1000;
/// Stored while the system's clock is followed.
const FOLLOWING: i64 = i64::MIN;

/// Stands where it was set, moving a little with each look, until it is handed over; then it follows
/// the system's clock, as far ahead of it as it was turned.
#[derive(Debug)]
pub(crate) struct MovableClock {
    stands: AtomicI64,
    ahead: AtomicI64,
}

impl MovableClock {
    /// A clock that follows the system's.
    pub(crate) fn new() -> Self {
        Self {
            stands: AtomicI64::new(FOLLOWING),
            ahead: AtomicI64::new(0),
        }
    }

    /// Sets it.
    pub(crate) fn set(&self, at: Instant) {
        self.stands.store(at.0, Ordering::SeqCst);
    }

    /// Follows the system's clock from now on.
    pub(crate) fn hand_over(&self) {
        self.stands.store(FOLLOWING, Ordering::SeqCst);
    }

    fn standing(&self) -> Option<Instant> {
        let tick = |at: i64| (at != FOLLOWING).then(|| at.saturating_add(TICK));
        let stands = self
            .stands
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, tick);
        stands.ok().map(Instant)
    }
}

impl Clock for MovableClock {
    fn now(&self) -> Instant {
        self.standing()
            .unwrap_or_else(|| Instant(SystemClock.now().0.saturating_add(self.ahead())))
    }

    fn wall(&self) -> Instant {
        self.standing().unwrap_or_else(|| SystemClock.now())
    }
}

impl TurnableClock for MovableClock {
    fn ahead(&self) -> i64 {
        self.ahead.load(Ordering::SeqCst)
    }

    fn set_ahead(&self, microseconds: i64) {
        self.ahead.store(microseconds, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stands_ticks_and_is_handed_over() {
        let clock = MovableClock::new();
        clock.set(Instant(5_000_000));
        assert_eq!(
            (clock.now(), clock.now()),
            (Instant(5_000_000), Instant(5_001_000))
        );
        clock.hand_over();
        assert!(clock.now() >= Instant(1_735_689_600_000_000));
        clock.set_ahead(86_400_000_000);
        let ahead = clock.now().seconds_since(clock.wall());
        assert!((86_399..=86_400).contains(&ahead), "{ahead}");
    }
}
