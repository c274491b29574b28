//! A clock that stands still until a test moves it.

use domain::effects::{Clock, Instant, TurnableClock};
use std::sync::atomic::{AtomicI64, Ordering};

/// 2026-03-02 09:30 in Shanghai, a Monday.
pub const START: Instant = Instant(1_772_415_000_000_000);

/// A clock that stands still until a test moves it; where a sandbox is tested, the sandbox can turn
/// it ahead of real time.
#[derive(Debug)]
pub struct TestClock {
    wall: AtomicI64,
    ahead: AtomicI64,
}

impl Default for TestClock {
    fn default() -> Self {
        Self {
            wall: AtomicI64::new(START.0),
            ahead: AtomicI64::new(0),
        }
    }
}

impl TestClock {
    /// Sets it; how far it is ahead stays.
    pub fn set(&self, now: Instant) {
        self.wall.store(now.0 - self.ahead(), Ordering::SeqCst);
    }

    /// Moves it forward by so many seconds.
    pub fn pass(&self, seconds: i64) {
        self.set(self.now().plus_seconds(seconds));
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        Instant(self.wall().0 + self.ahead())
    }

    fn wall(&self) -> Instant {
        Instant(self.wall.load(Ordering::SeqCst))
    }
}

impl TurnableClock for TestClock {
    fn ahead(&self) -> i64 {
        self.ahead.load(Ordering::SeqCst)
    }

    fn set_ahead(&self, microseconds: i64) {
        self.ahead.store(microseconds, Ordering::SeqCst);
    }
}
