//! Whether a credit decision carries an approval (T13) or a signature (T17).

use crate::effects::Instant;
use crate::enrolment::checks::CreditResult;

/// What the newest credit decision of an application is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has decided.
    Missing,
    /// Decided, but no limit was granted.
    Refused,
    /// A limit was granted too long ago, or an override has run out.
    Expired,
    /// A limit is granted.
    Good,
}

impl Standing {
    /// Judges the newest decision: its result and until when it is good. It is good before that
    /// moment and no longer at it.
    #[must_use]
    pub fn of(newest: Option<(CreditResult, Instant)>, now: Instant) -> Self {
        match newest {
            None => Self::Missing,
            Some((CreditResult::Refer | CreditResult::Fail, _)) => Self::Refused,
            Some((CreditResult::Pass, until)) if now >= until => Self::Expired,
            Some((CreditResult::Pass, _)) => Self::Good,
        }
    }

    /// The conflict that keeps an application from being approved or signed, if any.
    #[must_use]
    pub fn obstacle(self) -> Option<&'static str> {
        match self {
            Self::Missing | Self::Refused => Some("credit-missing"),
            Self::Expired => Some("credit-expired"),
            Self::Good => None,
        }
    }

    /// Whether an approved application goes back to review (T20): credit was good and is not any
    /// more.
    #[must_use]
    pub fn reopens(self) -> bool {
        matches!(self, Self::Expired)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_good_until_the_moment_it_ends() {
        let until = Instant(1_000);
        let at = |now, result| Standing::of(Some((result, until)), Instant(now));
        assert_eq!(Standing::of(None, Instant(0)), Standing::Missing);
        assert_eq!(at(999, CreditResult::Pass), Standing::Good);
        assert_eq!(at(1_000, CreditResult::Pass), Standing::Expired);
        assert_eq!(at(1_001, CreditResult::Pass), Standing::Expired);
        for result in [CreditResult::Refer, CreditResult::Fail] {
            assert_eq!(at(0, result), Standing::Refused);
        }
    }

    #[test]
    fn only_what_was_good_once_sends_an_approval_back() {
        let all = [
            (Standing::Missing, Some("credit-missing"), false),
            (Standing::Refused, Some("credit-missing"), false),
            (Standing::Expired, Some("credit-expired"), true),
            (Standing::Good, None, false),
        ];
        for (standing, obstacle, reopens) in all {
            assert_eq!(
                (standing.obstacle(), standing.reopens()),
                (obstacle, reopens)
            );
        }
    }
}
