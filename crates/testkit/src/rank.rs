//! Whether two kinds of answers can be told apart by the work they take.
//!
//! No bound in milliseconds: samples of both kinds are taken in turns and compared by rank
//! (Mann–Whitney), so that only a difference between the kinds counts. Where the database is part of
//! the process the processor's time of the process is measured: a machine that is busy with something
//! else does not move it. Where it is a server, what a visitor waits is: a busy machine hides small
//! differences then, and invents none.

use rustix::time::{ClockId, clock_gettime};

/// Square of the distance, in standard deviations, from which ranks are not chance: 4.
const CHANCE: i128 = 16;
/// How often a difference has to show, in samples of their own, before it is believed. Chance alone
/// would need one in ten thousand three times, always to the same side.
const ROUNDS: usize = 3;

/// How the ranks of two samples lie: less than zero when the first tends to be smaller, zero when
/// chance explains it.
#[must_use]
pub fn compare(one: &[u64], other: &[u64]) -> i8 {
    let count = |n: usize| i128::try_from(n).unwrap_or(i128::MAX);
    let (n, m) = (count(one.len()), count(other.len()));
    // Twice the number of pairs in which the first is larger, ties counted half.
    let mut larger: i128 = 0;
    for a in one {
        for b in other {
            larger += match a.cmp(b) {
                std::cmp::Ordering::Greater => 2,
                std::cmp::Ordering::Equal => 1,
                std::cmp::Ordering::Less => 0,
            };
        }
    }
    // Its mean is n·m, its variance n·m·(n+m+1)/3.
    let away = larger - n * m;
    if away * away * 3 <= CHANCE * n * m * (n + m + 1) {
        0
    } else if away > 0 {
        1
    } else {
        -1
    }
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// What all threads of the process work.
    Work,
    /// What passes meanwhile.
    Wait,
}

/// Whether two kinds of work can be told apart by what they cost. Each closure does what is not to be
/// measured first and returns the work itself.
///
/// `samples` of each kind are taken in each round; a round in which chance explains everything is
/// the last.
pub fn tells_apart<A: FnOnce(), B: FnOnce()>(
    cost: Cost,
    samples: usize,
    mut one: impl FnMut() -> A,
    mut other: impl FnMut() -> B,
) -> bool {
    let mut side = 0;
    for round in 0..ROUNDS {
        let (mut a, mut b) = (Vec::new(), Vec::new());
        for n in 0..samples {
            // In turns, and in both orders: whatever the first of a pair warms up serves both kinds.
            if n % 2 == 0 {
                a.push(time(cost, one()));
                b.push(time(cost, other()));
            } else {
                b.push(time(cost, other()));
                a.push(time(cost, one()));
            }
        }
        let found = compare(&a, &b);
        if found == 0 || (round > 0 && found != side) {
            return false;
        }
        side = found;
    }
    true
}

fn time(cost: Cost, work: impl FnOnce()) -> u64 {
    let began = nanoseconds(cost);
    work();
    nanoseconds(cost).saturating_sub(began)
}

/// Nanoseconds so far.
fn nanoseconds(cost: Cost) -> u64 {
    let now = clock_gettime(match cost {
        Cost::Work => ClockId::ProcessCPUTime,
        Cost::Wait => ClockId::Monotonic,
    });
    let seconds = u64::try_from(now.tv_sec).unwrap_or_default();
    seconds * 1_000_000_000 + u64::try_from(now.tv_nsec).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::app::secrets::PasswordHashing;

    #[test]
    fn ranks_tell_shifted_samples_apart_and_nothing_else() {
        let even: Vec<u64> = (0..60).collect();
        assert_eq!(compare(&even, &even), 0);
        let shifted: Vec<u64> = even.iter().map(|n| n + 40).collect();
        assert_eq!(
            (compare(&even, &shifted), compare(&shifted, &even)),
            (-1, 1)
        );
        // One outlier, however far out, is one rank.
        let mut outlier = even.clone();
        outlier[0] = 1_000_000;
        assert_eq!(compare(&even, &outlier), 0);
        assert_eq!(compare(&[7; 60], &[7; 60]), 0, "ties are half and half");
    }

    /// The leak this is for: a name nobody has is answered without a password hash. The same hash for
    /// both is not told apart.
    #[test]
    fn a_leak_is_found_and_noise_is_not() {
        let hashing = PasswordHashing::new(1).unwrap();
        let hash = |times: u8| {
            for _ in 0..times {
                assert!(!std::hint::black_box(hashing.verify("guess", None)));
            }
        };
        let known = || || hash(1);
        let early = || || hash(0);
        // Twice is a leak as well.
        let more = || || hash(2);
        assert!(tells_apart(Cost::Work, 30, known, more));
        // Of waiting a busy machine hides small differences.
        let most = || || hash(20);
        assert!(tells_apart(Cost::Wait, 30, known, most));
        for cost in [Cost::Work, Cost::Wait] {
            assert!(tells_apart(cost, 30, known, early), "{cost:?}");
            assert!(!tells_apart(cost, 30, known, known), "{cost:?}");
        }
    }
}
