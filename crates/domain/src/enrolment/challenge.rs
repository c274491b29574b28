//! Codes sent to somebody: tries, sends and locks, without a clock or a telephone. The
//! telephone challenge and the code of a mailed link follow the same rules.

use crate::effects::{Instant, TelephoneMethod};

/// Its numbers, from the programme.
#[derive(Debug, Clone)]
pub struct Limits {
    /// How long a code lives, seconds.
    pub code_seconds: i64,
    /// Wrong tries that kill a code.
    pub tries_per_code: u32,
    /// Dead codes that lock the draft.
    pub dead_codes: u32,
    /// Sends per number or draft in 24 hours.
    pub sends_per_day: u32,
    /// Least time between two sends, seconds.
    pub resend_seconds: i64,
    /// How long the first lock lasts, the second and so on, seconds; the one after the last is
    /// for people to open.
    pub lock_seconds: Vec<i64>,
    /// How long a verified number may wait for "Create account", seconds.
    pub verified_seconds: i64,
}

/// What is known about one draft's challenge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Challenge {
    /// Hash of the living code, if one lives.
    pub code_hash: Option<[u8; 32]>,
    /// How it was sent.
    pub method: Option<TelephoneMethod>,
    /// When it was sent.
    pub sent_at: Option<Instant>,
    /// Wrong tries against it.
    pub wrong: u32,
    /// Codes that died of wrong tries since the last lock.
    pub dead: u32,
    /// Sends since the last lock.
    pub sends: u32,
    /// Locks so far.
    pub locks: u32,
    /// End of the last lock; none with a lock means that people decide.
    pub locked_until: Option<Instant>,
}

/// Why no code is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSend {
    /// Too soon after the last one.
    TooSoon {
        /// When it may be asked for again.
        at: Instant,
    },
    /// Locked.
    Locked {
        /// When the lock ends.
        until: Instant,
    },
    /// Locked once more than there are lock times: people decide.
    ManualReview,
}

/// What an entered code did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Right.
    Right,
    /// Wrong; so many tries are left for this code.
    Wrong {
        /// Tries left.
        left: u32,
    },
    /// No living code: expired, used up or never sent. Ask for a new one.
    NoCode,
    /// The draft is locked now or was already.
    Locked {
        /// When the lock ends; none when people have to decide.
        until: Option<Instant>,
    },
}

impl Challenge {
    /// Whether the draft is locked at `now`.
    #[must_use]
    pub fn lock(&self, now: Instant) -> Option<NoSend> {
        match self.locked_until {
            None if self.locks > 0 => Some(NoSend::ManualReview),
            Some(until) if now < until => Some(NoSend::Locked { until }),
            _ => None,
        }
    }

    /// Whether only people can unlock it.
    #[must_use]
    pub const fn waits_for_people(&self) -> bool {
        self.locks > 0 && self.locked_until.is_none()
    }

    /// When the next code may be asked for, if that is later than `now`.
    #[must_use]
    pub fn resend_at(&self, now: Instant, limits: &Limits) -> Option<Instant> {
        self.sent_at
            .map(|at| at.plus_seconds(limits.resend_seconds))
            .filter(|at| now < *at)
    }

    /// When the living code dies by itself.
    #[must_use]
    pub fn code_until(&self, limits: &Limits) -> Option<Instant> {
        self.code_hash
            .and(self.sent_at)
            .map(|at| at.plus_seconds(limits.code_seconds))
    }

    /// Records a send of a new code; the old one dies.
    ///
    /// `sends_to_number` counts sends to the same number in the last 24 hours from all drafts. The
    /// number counts for itself: asking for it from another draft does not help.
    ///
    /// # Errors
    /// The challenge unchanged or freshly locked, and why nothing is sent.
    pub fn send(
        mut self,
        now: Instant,
        limits: &Limits,
        sends_to_number: u32,
        code_hash: [u8; 32],
    ) -> Result<Self, (Self, NoSend)> {
        if let Some(why) = self.lock(now) {
            return Err((self, why));
        }
        if let Some(at) = self.resend_at(now, limits) {
            return Err((self, NoSend::TooSoon { at }));
        }
        if self.sends >= limits.sends_per_day || sends_to_number >= limits.sends_per_day {
            self = self.locked(now, limits);
            let why = self.lock(now).unwrap_or(NoSend::ManualReview);
            return Err((self, why));
        }
        Ok(Self {
            code_hash: Some(code_hash),
            sent_at: Some(now),
            wrong: 0,
            sends: self.sends + 1,
            ..self
        })
    }

    /// Takes an entered code; `entered` is the hash of what was typed.
    #[must_use]
    pub fn enter(mut self, now: Instant, limits: &Limits, matches: bool) -> (Self, Entry) {
        match self.lock(now) {
            Some(NoSend::Locked { until }) => return (self, Entry::Locked { until: Some(until) }),
            Some(_) => return (self, Entry::Locked { until: None }),
            None => {}
        }
        let alive = self.code_until(limits).is_some_and(|until| now < until);
        if !alive {
            self.code_hash = None;
            return (self, Entry::NoCode);
        }
        if matches {
            return (
                Self {
                    code_hash: None,
                    wrong: 0,
                    dead: 0,
                    ..self
                },
                Entry::Right,
            );
        }
        self.wrong += 1;
        if self.wrong < limits.tries_per_code {
            let left = limits.tries_per_code - self.wrong;
            return (self, Entry::Wrong { left });
        }
        self.code_hash = None;
        self.dead += 1;
        if self.dead < limits.dead_codes {
            return (self, Entry::NoCode);
        }
        let locked = self.locked(now, limits);
        let until = locked.locked_until;
        (locked, Entry::Locked { until })
    }

    fn locked(self, now: Instant, limits: &Limits) -> Self {
        let seconds = usize::try_from(self.locks)
            .ok()
            .and_then(|nth| limits.lock_seconds.get(nth));
        Self {
            code_hash: None,
            wrong: 0,
            dead: 0,
            sends: 0,
            locks: self.locks + 1,
            locked_until: seconds.map(|seconds| now.plus_seconds(*seconds)),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> Limits {
        Limits {
            code_seconds: 600,
            tries_per_code: 5,
            dead_codes: 3,
            sends_per_day: 5,
            resend_seconds: 60,
            lock_seconds: vec![1800, 86_400],
            verified_seconds: 1800,
        }
    }
    const START: Instant = Instant(1_000_000_000_000);

    fn sent(challenge: Challenge, now: Instant) -> Challenge {
        challenge.send(now, &limits(), 0, [7; 32]).unwrap()
    }

    #[test]
    fn five_wrong_tries_kill_a_code_and_three_dead_codes_lock_for_half_an_hour() {
        let mut challenge = Challenge::default();
        let mut now = START;
        for code in 1..=3 {
            challenge = sent(challenge, now);
            for left in (1..5).rev() {
                let (next, entry) = challenge.enter(now, &limits(), false);
                assert_eq!(entry, Entry::Wrong { left });
                challenge = next;
            }
            let (next, entry) = challenge.enter(now, &limits(), false);
            challenge = next;
            if code < 3 {
                assert_eq!(entry, Entry::NoCode);
            } else {
                assert_eq!(
                    entry,
                    Entry::Locked {
                        until: Some(now.plus_seconds(1800))
                    }
                );
            }
            now = now.plus_seconds(61);
        }
    }

    #[test]
    fn a_code_dies_after_ten_minutes_and_after_use() {
        let challenge = sent(Challenge::default(), START);
        let late = challenge
            .clone()
            .enter(START.plus_seconds(600), &limits(), true);
        assert_eq!(late.1, Entry::NoCode);
        let (used, entry) = challenge.enter(START.plus_seconds(599), &limits(), true);
        assert_eq!(entry, Entry::Right);
        assert_eq!(
            used.enter(START.plus_seconds(599), &limits(), true).1,
            Entry::NoCode
        );
    }

    #[test]
    fn a_resend_waits_a_minute_and_the_sixth_send_locks() {
        let mut challenge = sent(Challenge::default(), START);
        let (same, why) = challenge
            .send(START.plus_seconds(59), &limits(), 0, [7; 32])
            .unwrap_err();
        assert_eq!(
            why,
            NoSend::TooSoon {
                at: START.plus_seconds(60)
            }
        );
        challenge = same;
        let mut now = START;
        for _ in 0..4 {
            now = now.plus_seconds(60);
            challenge = sent(challenge, now);
        }
        now = now.plus_seconds(60);
        let (locked, why) = challenge.send(now, &limits(), 0, [7; 32]).unwrap_err();
        assert_eq!(
            why,
            NoSend::Locked {
                until: now.plus_seconds(1800)
            }
        );
        assert_eq!(locked.code_hash, None);
    }

    #[test]
    fn the_second_lock_lasts_a_day_and_the_third_is_for_people() {
        let lock = |challenge: Challenge, now: Instant| {
            challenge.send(now, &limits(), 5, [7; 32]).unwrap_err()
        };
        let (challenge, why) = lock(Challenge::default(), START);
        assert_eq!(
            why,
            NoSend::Locked {
                until: START.plus_seconds(1800)
            }
        );
        let now = START.plus_seconds(1800);
        let (challenge, why) = lock(challenge, now);
        assert_eq!(
            why,
            NoSend::Locked {
                until: now.plus_seconds(86_400)
            }
        );
        assert!(!challenge.waits_for_people());
        let (challenge, why) = lock(challenge, now.plus_seconds(86_400));
        assert_eq!(why, NoSend::ManualReview);
        assert!(challenge.waits_for_people());
        // Time does not help any more.
        let later = now.plus_days(365);
        assert_eq!(challenge.lock(later), Some(NoSend::ManualReview));
        assert_eq!(
            challenge.enter(later, &limits(), true).1,
            Entry::Locked { until: None }
        );
    }

    #[test]
    fn limits_are_met_exactly() {
        // Four sends to the number from other drafts leave room for one, five for none.
        let below = Challenge::default().send(START, &limits(), 4, [7; 32]);
        assert!(below.is_ok());
        let at = Challenge::default().send(START, &limits(), 5, [7; 32]);
        assert!(matches!(at, Err((_, NoSend::Locked { .. }))));
        // A right code before the fifth wrong one is taken, and wrong ones are forgotten.
        let mut challenge = sent(Challenge::default(), START);
        for _ in 0..4 {
            challenge = challenge.enter(START, &limits(), false).0;
        }
        let (challenge, entry) = challenge.enter(START, &limits(), true);
        assert_eq!(
            (entry, challenge.wrong, challenge.dead),
            (Entry::Right, 0, 0)
        );
        // A lock ends at its second, not before.
        let (locked, _) = Challenge::default()
            .send(START, &limits(), 5, [7; 32])
            .unwrap_err();
        assert!(locked.lock(START.plus_seconds(1799)).is_some());
        assert_eq!(locked.lock(START.plus_seconds(1800)), None);
        assert!(
            locked
                .send(START.plus_seconds(1800), &limits(), 0, [7; 32])
                .is_ok()
        );
    }
}
