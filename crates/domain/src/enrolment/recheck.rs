//! Whether an approval has to be confirmed by a second person.

/// Whether a draw hits. `lot` is fresh chance; each of its values is as likely as any other, so the
/// share of hits is `percent` to within one in four thousand million.
#[must_use]
pub fn is_drawn(lot: u32, percent: u32) -> bool {
    // The upper 32 bits of lot × 100 are a whole number from 0 to 99.
    let hundredth = (u64::from(lot) * 100) >> 32;
    hundredth < u64::from(percent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn none_and_all_are_certain() {
        for lot in [0, 1, u32::MAX / 2, u32::MAX - 1, u32::MAX] {
            assert!(!is_drawn(lot, 0));
            assert!(is_drawn(lot, 100));
        }
        assert!(is_drawn(0, 1));
        assert!(!is_drawn(u32::MAX, 99));
    }

    #[test]
    fn five_percent_are_a_twentieth_of_all_lots() {
        // 2^32 / 20, rounded up: the first lot that does not hit.
        let first_miss = 214_748_365;
        assert!(is_drawn(first_miss - 1, 5));
        assert!(!is_drawn(first_miss, 5));
    }

    proptest! {
        #[test]
        fn a_larger_share_hits_whatever_a_smaller_one_hits(lot: u32, percent in 0_u32..100) {
            prop_assert!(!is_drawn(lot, percent) || is_drawn(lot, percent + 1));
        }
    }
}
