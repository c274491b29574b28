//! A clock that stands still until a test moves it.

use domain::effects::{Clock, Instant};
use std::sync::atomic::{AtomicI64, Ordering};

/// 2026-03-02 09:30 in Shanghai, a Monday.
pub const START: Instant = Instant(1_772_415_000_000_000);

/// A clock that stands still until a test moves it.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl Default for TestClock {
    fn default() -> Self {
        Self(AtomicI64::new(START.0))
    }
}

impl TestClock {
    /// Sets it.
    pub fn set(&self, now: Instant) {
        self.0.store(now.0, Ordering::SeqCst);
    }

    /// Moves it forward by so many seconds.
    pub fn pass(&self, seconds: i64) {
        self.set(self.now().plus_seconds(seconds));
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }
}
