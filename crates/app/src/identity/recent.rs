//! Who held which session a moment ago.
//!
//! Most requests come in bursts of one person. What was read for the first of them is good for the
//! others as long as this node has written nothing since: a sign-out, a confirmed authenticator or
//! a changed role shows at once. What another node writes shows when the reading is [`SECONDS`] old.

use super::session::Authenticated;
use domain::effects::Instant;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How long a reading is used.
const SECONDS: i64 = 5;
/// Readings kept at the same time.
const MOST: usize = 10_000;

/// What was read, by the hash of the cookie.
#[derive(Default)]
pub(crate) struct Recent(Mutex<HashMap<[u8; 32], Reading>>);

struct Reading {
    found: Authenticated,
    at: Moment,
}

/// When something is read: the time, and how many writes of this node had ended before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) now: Instant,
    pub(crate) writes: u64,
}

impl Moment {
    /// Whether a reading of this moment may still be used at another.
    pub(crate) fn is_good_at(self, now: Self) -> bool {
        let age = now.now.0.saturating_sub(self.now.0);
        self.writes == now.writes && (0..SECONDS * 1_000_000).contains(&age)
    }
}

impl Recent {
    /// Who holds a session, if that was read recently.
    pub(crate) fn holder(&self, hash: &[u8; 32], now: Moment) -> Option<Authenticated> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let reading = known
            .get(hash)
            .filter(|reading| reading.at.is_good_at(now))?;
        Some(reading.found.clone())
    }

    /// Keeps a reading that was begun at a moment.
    pub(crate) fn keep(&self, hash: [u8; 32], found: Authenticated, at: Moment) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.retain(|_, reading| reading.at.is_good_at(at));
        }
        if known.len() < MOST {
            known.insert(hash, Reading { found, at });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::caller::Caller;

    const HASH: [u8; 32] = [1; 32];

    fn at(seconds: i64, writes: u64) -> Moment {
        Moment {
            now: Instant(0).plus_seconds(seconds),
            writes,
        }
    }

    fn anybody() -> Authenticated {
        Authenticated {
            caller: Caller::System,
            touch: false,
        }
    }

    #[test]
    fn a_reading_ends_with_time_and_with_any_write() {
        let recent = Recent::default();
        recent.keep(HASH, anybody(), at(100, 7));
        assert!(recent.holder(&HASH, at(104, 7)).is_some());
        assert!(recent.holder(&[2; 32], at(104, 7)).is_none());
        assert!(recent.holder(&HASH, at(105, 7)).is_none());
        assert!(recent.holder(&HASH, at(100, 8)).is_none());
        // A clock that was set back must not keep a reading alive.
        assert!(recent.holder(&HASH, at(99, 7)).is_none());
    }

    #[test]
    fn old_readings_make_room() {
        let recent = Recent::default();
        for n in 0..MOST {
            let mut hash = HASH;
            hash[..8].copy_from_slice(&n.to_be_bytes());
            recent.keep(hash, anybody(), at(0, 0));
        }
        recent.keep([9; 32], anybody(), at(1, 0));
        assert!(recent.holder(&[9; 32], at(1, 0)).is_none());
        recent.keep([9; 32], anybody(), at(9, 0));
        assert!(recent.holder(&[9; 32], at(9, 0)).is_some());
    }
}
