//! Chance that repeats itself from run to run, and within a run never.

use domain::effects::Entropy;
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicU64, Ordering};

/// SHA-256 of a seed and a counter.
#[derive(Debug, Default)]
pub struct TestEntropy {
    seed: u64,
    drawn: AtomicU64,
}

impl TestEntropy {
    /// The sequence of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            drawn: AtomicU64::new(0),
        }
    }
}

impl Entropy for TestEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(32) {
            let drawn = self.drawn.fetch_add(1, Ordering::SeqCst);
            let digest = Sha256::new()
                .chain_update(self.seed.to_be_bytes())
                .chain_update(drawn.to_be_bytes());
            chunk.copy_from_slice(&digest.finalize()[..chunk.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn it_repeats_for_a_seed_and_never_within_it() {
        let draw = |seed| {
            let entropy = TestEntropy::new(seed);
            let ids: Vec<_> = (0..1000)
                .map(|_| domain::ids::fresh_uuid(&entropy))
                .collect();
            assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 1000);
            ids
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }
}
