//! A clock that can be set, so that a demonstration has a past.

use adapters::SystemClock;
use domain::effects::{Clock, Instant};
use std::sync::atomic::{AtomicI64, Ordering};

/// Microseconds this clock moves each time it is read, so that order stays order.
const TICK: i64 = 1000;
/// Stored while the system's clock is followed.
const FOLLOWING: i64 = i64::MIN;

/// Stands where it was set, moving a little with each look, until it is handed over.
#[derive(Debug)]
pub(crate) struct MovableClock(AtomicI64);

impl MovableClock {
    /// A clock that follows the system's.
    pub(crate) fn new() -> Self {
        Self(AtomicI64::new(FOLLOWING))
    }

    /// Sets it.
    pub(crate) fn set(&self, at: Instant) {
        self.0.store(at.0, Ordering::SeqCst);
    }

    /// Follows the system's clock from now on.
    pub(crate) fn hand_over(&self) {
        self.0.store(FOLLOWING, Ordering::SeqCst);
    }
}

impl Clock for MovableClock {
    fn now(&self) -> Instant {
        let tick = |at: i64| (at != FOLLOWING).then(|| at.saturating_add(TICK));
        match self
            .0
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, tick)
        {
            Ok(at) => Instant(at),
            Err(_) => SystemClock.now(),
        }
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
    }
}
