//! Another authenticator in place of the one a person has: how long that may take.

use crate::effects::Instant;

/// Seconds within which the new authenticator has to show a right code.
pub const REPLACEMENT_SECONDS: i64 = 10 * 60;
/// Wrong codes that end a replacement.
pub const REPLACEMENT_TRIES: u32 = 5;

/// Whether a replacement that was begun at a moment is still going on at another. A clock that was
/// set back keeps none alive.
#[must_use]
pub fn is_going_on(begun: Instant, now: Instant) -> bool {
    begun <= now && now < begun.plus_seconds(REPLACEMENT_SECONDS)
}

/// The tries that are left after so many wrong codes; none when the replacement is over.
#[must_use]
pub fn tries_left(wrong: u32) -> Option<u32> {
    REPLACEMENT_TRIES
        .checked_sub(wrong)
        .filter(|left| *left > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_on_for_ten_minutes() {
        let begun = Instant(1_000_000_000);
        for (after, going_on) in [(-1, false), (0, true), (599, true), (600, false)] {
            assert_eq!(
                is_going_on(begun, begun.plus_seconds(after)),
                going_on,
                "{after}"
            );
        }
    }

    #[test]
    fn the_fifth_wrong_code_ends_it() {
        for (wrong, left) in [
            (0, Some(5)),
            (1, Some(4)),
            (4, Some(1)),
            (5, None),
            (6, None),
        ] {
            assert_eq!(tries_left(wrong), left, "{wrong}");
        }
    }
}
