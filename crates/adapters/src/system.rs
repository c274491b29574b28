//! The machine's own clock and randomness.

use crate::SetupError;
use domain::effects::{Clock, Entropy, Instant};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The machine's clock, UTC.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is where time comes from")]
    fn now(&self) -> Instant {
        let micros = |d: Duration| i64::try_from(d.as_micros()).unwrap_or(i64::MAX);
        Instant(match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => micros(since),
            Err(before) => -micros(before.duration()),
        })
    }
}

/// The operating system's random bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl SystemEntropy {
    /// Draws once, so that a machine without randomness is refused at start with a sentence.
    ///
    /// # Errors
    /// [`SetupError::Entropy`].
    pub fn probe(self) -> Result<(), SetupError> {
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes).map_err(|e| SetupError::Entropy(e.to_string()))
    }
}

impl Entropy for SystemEntropy {
    /// Fills the buffer, or ends the process.
    ///
    /// Without randomness there is no safe answer: every caller makes a token, a code or an id
    /// from these bytes, and a panic could be caught with the buffer still holding zeros. Linux
    /// can refuse only where a sandbox forbids the call and hides `/dev/urandom`, which
    /// [`SystemEntropy::probe`] finds at start.
    fn fill(&self, buffer: &mut [u8]) {
        if let Err(error) = getrandom::fill(buffer) {
            tracing::error!(%error, "no random bytes; ending the process");
            std::process::abort();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_runs_and_is_past_2025() {
        let earlier = SystemClock.now();
        assert!(earlier.0 > 1_735_689_600_000_000);
        assert!(SystemClock.now() >= earlier);
    }

    #[test]
    fn two_draws_differ_and_fill_the_whole_buffer() {
        assert_eq!(SystemEntropy.probe(), Ok(()));
        let (mut a, mut b) = ([0_u8; 64], [0_u8; 64]);
        SystemEntropy.fill(&mut a);
        SystemEntropy.fill(&mut b);
        assert_ne!(a, b);
        assert_ne!(a[48..], [0_u8; 16]);
    }
}
