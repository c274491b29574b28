//! A short code sent to an address or a number that an account names: how long it
//! lives, how often it may be tried and sent.

use crate::effects::Instant;

/// The limits of a code.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long a code lives, seconds.
    pub seconds: i64,
    /// Wrong tries that kill it.
    pub tries: u32,
    /// Least time between two sends, seconds.
    pub resend_seconds: i64,
    /// Sends within one procedure.
    pub sends: u32,
}

/// What is known about the code of one way within one procedure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Code {
    /// Hash of the living code, if one lives.
    pub hash: Option<[u8; 32]>,
    /// When the last one was sent.
    pub sent_at: Option<Instant>,
    /// Wrong tries against it.
    pub wrong: u32,
    /// Sends so far.
    pub sends: u32,
}

/// Why no code is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSend {
    /// Too soon after the last one.
    TooSoon {
        /// When it may be asked for again.
        at: Instant,
    },
    /// As often as it may be.
    TooOften,
}

/// What an entered code did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Right; it is used up.
    Right,
    /// Wrong; so many tries are left.
    Wrong {
        /// Tries left.
        left: u32,
    },
    /// No living code.
    NoCode,
}

impl Code {
    /// Records a send of a new code; an older one dies.
    ///
    /// # Errors
    /// [`NoSend`]; the code as it was stays in force.
    pub fn send(self, now: Instant, limits: &Limits, hash: [u8; 32]) -> Result<Self, NoSend> {
        let next = self
            .sent_at
            .filter(|at| at.has_been(now))
            .map(|at| at.plus_seconds(limits.resend_seconds));
        if let Some(at) = next.filter(|at| now < *at) {
            return Err(NoSend::TooSoon { at });
        }
        if self.sends >= limits.sends {
            return Err(NoSend::TooOften);
        }
        Ok(Self {
            hash: Some(hash),
            sent_at: Some(now),
            wrong: 0,
            sends: self.sends + 1,
        })
    }

    /// Takes an entered code; `matches` says whether its hash is the one kept.
    #[must_use]
    pub fn enter(mut self, now: Instant, limits: &Limits, matches: bool) -> (Self, Entry) {
        let sent_at = self.sent_at.filter(|at| at.has_been(now));
        let until = sent_at.map(|at| at.plus_seconds(limits.seconds));
        if self.hash.is_none() || until.is_none_or(|until| now >= until) {
            self.hash = None;
            return (self, Entry::NoCode);
        }
        if matches {
            self.hash = None;
            return (self, Entry::Right);
        }
        self.wrong += 1;
        if self.wrong >= limits.tries {
            self.hash = None;
            return (self, Entry::NoCode);
        }
        let left = limits.tries - self.wrong;
        (self, Entry::Wrong { left })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const LIMITS: Limits = Limits {
        seconds: 600,
        tries: 5,
        resend_seconds: 60,
        sends: 3,
    };
    const START: Instant = Instant(1_000_000_000);

    fn sent() -> Code {
        Code::default().send(START, &LIMITS, [7; 32]).unwrap()
    }

    #[test]
    fn a_code_of_a_clock_that_ran_ahead_is_dead_and_does_not_stop_the_next() {
        let ahead = Instant(0).plus_seconds(86_400);
        let code = Code::default().send(ahead, &LIMITS, [1; 32]).unwrap();
        assert_eq!(
            code.clone().enter(Instant(0), &LIMITS, true).1,
            Entry::NoCode
        );
        assert!(code.send(Instant(0), &LIMITS, [2; 32]).is_ok());
    }

    #[test]
    fn it_lives_ten_minutes_and_works_once() {
        let late = sent().enter(START.plus_seconds(600), &LIMITS, true);
        assert_eq!(late.1, Entry::NoCode);
        let (used, entry) = sent().enter(START.plus_seconds(599), &LIMITS, true);
        assert_eq!(entry, Entry::Right);
        assert_eq!(used.enter(START, &LIMITS, true).1, Entry::NoCode);
    }

    #[test]
    fn the_fifth_wrong_try_kills_it() {
        let mut code = sent();
        for left in (1..5).rev() {
            let (next, entry) = code.enter(START, &LIMITS, false);
            assert_eq!(entry, Entry::Wrong { left });
            code = next;
        }
        let (dead, entry) = code.enter(START, &LIMITS, false);
        assert_eq!(entry, Entry::NoCode);
        assert_eq!(dead.enter(START, &LIMITS, true).1, Entry::NoCode);
    }

    #[test]
    fn sends_wait_a_minute_and_are_counted() {
        let mut code = sent();
        let early = code.clone().send(START.plus_seconds(59), &LIMITS, [8; 32]);
        let at = START.plus_seconds(60);
        assert_eq!(early, Err(NoSend::TooSoon { at }));
        for n in 1..3 {
            code = code
                .send(START.plus_seconds(60 * n), &LIMITS, [8; 32])
                .unwrap();
        }
        let fourth = code.send(START.plus_seconds(600), &LIMITS, [9; 32]);
        assert_eq!(fourth, Err(NoSend::TooOften));
    }
}
