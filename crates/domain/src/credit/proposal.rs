//! The limit that is proposed, and how it comes about.

use crate::programme::Credit;
use serde::{Deserialize, Serialize};

/// What a limit is computed from. Kept with each decision, so that it can be explained later, when
/// the figures or the programme have changed. Amounts are minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// Expected purchases of a month.
    pub expected_monthly: i64,
    /// The limit the company asked for.
    pub requested_limit: i64,
    /// Months covered: one billed in advance and one until payment.
    pub multiplier: u32,
    /// The most policy allows without an override.
    pub cap: i64,
}

impl Inputs {
    /// The figures of an application under a programme.
    #[must_use]
    pub fn new(expected_monthly: i64, requested_limit: i64, rules: &Credit) -> Self {
        Self {
            expected_monthly: expected_monthly.max(0),
            requested_limit: requested_limit.max(0),
            multiplier: rules.proposal_multiplier,
            cap: rules.proposal_cap_minor,
        }
    }

    /// Expected purchases × months.
    #[must_use]
    pub fn product(&self) -> i64 {
        self.expected_monthly
            .saturating_mul(i64::from(self.multiplier))
    }

    /// The proposed limit: the product, at most the cap.
    #[must_use]
    pub fn proposal(&self) -> i64 {
        self.product().min(self.cap)
    }

    /// The limit that is granted without a person: never more than proposed, asked for, or
    /// recommended by the bureau. Nothing if any of them is nothing.
    #[must_use]
    pub fn granted(&self, recommended: Option<i64>) -> Option<i64> {
        let least = self.proposal().min(self.requested_limit);
        let least = recommended.map_or(least, |most| most.min(least));
        (least > 0).then_some(least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::china_csp;
    use proptest::prelude::*;

    fn inputs(expected: i64, requested: i64) -> Inputs {
        Inputs::new(expected, requested, &china_csp().unwrap().credit)
    }

    #[test]
    fn two_months_of_purchases_up_to_the_cap() {
        // ¥120,000.00 × 2 = ¥240,000.00
        assert_eq!(inputs(12_000_000, 0).proposal(), 24_000_000);
        // ¥2,500,000.00 × 2 is the cap to the fen; a fen more changes nothing.
        assert_eq!(inputs(250_000_000, 0).proposal(), 500_000_000);
        assert_eq!(inputs(250_000_001, 0).product(), 500_000_002);
        assert_eq!(inputs(250_000_001, 0).proposal(), 500_000_000);
        assert_eq!(inputs(-5, -5).proposal(), 0);
        assert_eq!(inputs(i64::MAX, 0).proposal(), 500_000_000);
    }

    #[test]
    fn the_least_of_all_is_granted_without_a_person() {
        let figures = inputs(12_000_000, 20_000_000);
        assert_eq!(figures.granted(None), Some(20_000_000));
        assert_eq!(figures.granted(Some(15_000_000)), Some(15_000_000));
        assert_eq!(figures.granted(Some(99_000_000)), Some(20_000_000));
        assert_eq!(
            inputs(9_000_000, 20_000_000).granted(None),
            Some(18_000_000)
        );
        assert_eq!(figures.granted(Some(0)), None);
        assert_eq!(figures.granted(Some(-1)), None);
        assert_eq!(inputs(0, 20_000_000).granted(None), None);
    }

    proptest! {
        #[test]
        fn nobody_gets_more_than_anything_allows(
            expected in any::<i64>(), requested in any::<i64>(), recommended in prop::option::of(any::<i64>())
        ) {
            let figures = inputs(expected, requested);
            if let Some(limit) = figures.granted(recommended) {
                prop_assert!(limit > 0 && limit <= figures.cap && limit <= requested);
                prop_assert!(recommended.is_none_or(|most| limit <= most));
            }
        }
    }
}
