//! How often somebody may ask: buckets that fill with time, of this process alone.

use domain::effects::Instant;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// Buckets kept at the same time; full ones are forgotten first.
const MOST: usize = 50_000;
const MINUTE: i64 = 60_000_000;

/// Whose tries are counted, and of what.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Counted {
    /// A company's reads.
    Reads(Uuid),
    /// A company's writes.
    Writes(Uuid),
    /// A company's orders and carts for one customer.
    Orders(Uuid, Uuid),
    /// Wrong keys, codes and tokens from an address.
    WrongKeys(String),
    /// Devices that begin to sign in from an address.
    Devices(String),
    /// Codes of devices a person typed that led nowhere.
    UserCodes(Uuid),
}

/// Leave to go on, with what is left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Requests in a minute.
    pub limit: u32,
    /// How many more may follow at once.
    pub remaining: u32,
}

impl Left {
    /// Of two budgets the one that is used up first.
    #[must_use]
    pub fn tighter(self, other: Self) -> Self {
        if other.remaining < self.remaining {
            other
        } else {
            self
        }
    }

    /// Seconds until all of it is there again.
    #[must_use]
    pub fn reset(self) -> u32 {
        let missing = self.limit.saturating_sub(self.remaining);
        (missing * 60).div_ceil(self.limit.max(1))
    }
}

/// Buckets, each holding as many requests as a minute allows.
#[derive(Default)]
pub(crate) struct Throttle(Mutex<HashMap<Counted, Bucket>>);

#[derive(Clone, Copy)]
struct Bucket {
    /// Requests in it, in parts of a minute's microseconds so that no fraction is lost.
    filled: i64,
    at: Instant,
}

impl Bucket {
    fn fill(&mut self, limit: u32, now: Instant) {
        let passed = now.0.saturating_sub(self.at.0).clamp(0, MINUTE);
        let most = i64::from(limit) * MINUTE;
        self.filled = (self.filled + passed * i64::from(limit)).min(most);
        self.at = now;
    }
}

impl Throttle {
    /// Takes one request out of a bucket, or says how many seconds to wait. A refused try takes one
    /// as well, as far as there is something to take.
    pub(crate) fn take(&self, whose: Counted, limit: u32, now: Instant) -> Result<Left, u32> {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let most = i64::from(limit) * MINUTE;
        if buckets.len() >= MOST {
            buckets.retain(|_, b| now.0.saturating_sub(b.at.0) < MINUTE);
        }
        let bucket = buckets.entry(whose).or_insert(Bucket {
            filled: most,
            at: now,
        });
        bucket.fill(limit, now);
        if bucket.filled < MINUTE {
            let missing = MINUTE - bucket.filled;
            let wait = missing / i64::from(limit.max(1)) / 1_000_000 + 1;
            return Err(u32::try_from(wait).unwrap_or(60));
        }
        bucket.filled -= MINUTE;
        let remaining = u32::try_from(bucket.filled / MINUTE).unwrap_or(0);
        Ok(Left { limit, remaining })
    }

    /// What is left of a bucket, without taking anything.
    pub(crate) fn left(&self, whose: &Counted, limit: u32, now: Instant) -> Left {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let remaining = buckets.get_mut(whose).map_or(limit, |bucket| {
            bucket.fill(limit, now);
            u32::try_from(bucket.filled / MINUTE).unwrap_or(0)
        });
        Left { limit, remaining }
    }

    /// The least that is left of the orders and carts for any customer of a company, without taking
    /// anything.
    pub(crate) fn least_orders(&self, tenant: Uuid, limit: u32, now: Instant) -> Left {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = buckets
            .iter_mut()
            .filter(|(whose, _)| matches!(whose, Counted::Orders(of, _) if *of == tenant));
        let left = own.map(|(_, bucket)| {
            bucket.fill(limit, now);
            u32::try_from(bucket.filled / MINUTE).unwrap_or(0)
        });
        let remaining = left.min().unwrap_or(limit);
        Left { limit, remaining }
    }

    /// Whether a bucket is empty, without taking anything.
    pub(crate) fn is_empty(&self, whose: &Counted, limit: u32, now: Instant) -> bool {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        buckets.get_mut(whose).is_some_and(|bucket| {
            bucket.fill(limit, now);
            bucket.filled < MINUTE
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn each_customer_has_a_budget_of_its_own() {
        let throttle = Throttle::default();
        let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let order = |of: Uuid, customer| {
            let whose = Counted::Orders(of, Uuid::from_u128(customer));
            throttle.take(whose, 2, Instant(0))
        };
        let least = |of, at| throttle.least_orders(of, 2, at).remaining;
        assert_eq!(least(own, Instant(0)), 2);
        assert!(order(own, 7).is_ok() && order(own, 7).is_ok());
        assert_eq!(order(own, 7), Err(31));
        assert!(order(own, 8).is_ok() && order(other, 7).is_ok());
        assert_eq!((least(own, Instant(0)), least(other, Instant(0))), (0, 1));
        assert_eq!(least(own, Instant(0).plus_seconds(60)), 2);
        let (many, few) = (
            Left {
                limit: 60,
                remaining: 9,
            },
            Left {
                limit: 2,
                remaining: 1,
            },
        );
        assert_eq!((many.tighter(few), few.tighter(many)), (few, few));
    }

    #[test]
    fn a_bucket_empties_and_fills_with_time() {
        let throttle = Throttle::default();
        let whose = || Counted::WrongKeys("192.0.2.1".to_owned());
        let at = |seconds: i64| Instant(0).plus_seconds(seconds);
        for left in (0..3).rev() {
            let taken = throttle.take(whose(), 3, at(0)).unwrap();
            assert_eq!((taken.limit, taken.remaining), (3, left));
        }
        assert!(throttle.is_empty(&whose(), 3, at(0)));
        assert_eq!(throttle.left(&whose(), 3, at(0)).reset(), 60);
        assert_eq!(
            throttle
                .left(&Counted::Writes(Uuid::nil()), 3, at(0))
                .reset(),
            0
        );
        assert_eq!(throttle.take(whose(), 3, at(0)), Err(21));
        assert_eq!(throttle.take(whose(), 3, at(19)), Err(1 + 1));
        assert!(throttle.take(whose(), 3, at(20)).is_ok());
        assert!(throttle.take(whose(), 3, at(20)).is_err());
        // Somebody else is not touched.
        assert!(
            throttle
                .take(Counted::Reads(Uuid::nil()), 3, at(20))
                .is_ok()
        );
        // A clock set back gives and takes nothing.
        assert!(throttle.take(whose(), 3, at(0)).is_err());
        assert_eq!(throttle.take(whose(), 3, at(1000)).unwrap().remaining, 2);
    }
}
