//! Telling programs from people without a script and without asking third parties: a
//! form knows when it was made, and has a field no person sees.

use crate::effects::Instant;

/// A form older than this is shown anew, seconds: nobody collects forms for later.
pub const MOST_SECONDS: i64 = 24 * 3600;

/// Whether a form may have been sent by a person: made long enough ago (`least` seconds,
/// `risk.form_least_seconds`) and not too long ago, and with the hidden field left empty.
#[must_use]
pub fn may_be(made: Option<Instant>, hidden: &str, now: Instant, least: u32) -> bool {
    let Some(made) = made else {
        return false;
    };
    let seconds = now.seconds_since(made);
    hidden.is_empty() && (i64::from(least)..MOST_SECONDS).contains(&seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_take_their_time_and_leave_hidden_fields_alone() {
        let now = Instant(9_000_000_000_000);
        let after = |seconds: i64, least| may_be(Some(now.plus_seconds(-seconds)), "", now, least);
        for (seconds, human) in [
            (-1, false),
            (0, false),
            (1, false),
            (2, true),
            (3600, true),
            (86_399, true),
            (86_400, false),
        ] {
            assert_eq!(after(seconds, 2), human, "{seconds}");
        }
        // Where haste is allowed, a form must still have been made, and not in the future.
        assert!(after(0, 0) && !after(-1, 0) && !after(86_400, 0));
        assert!(!after(29, 30) && after(30, 30));
        assert!(!may_be(None, "", now, 0));
        assert!(!may_be(
            Some(now.plus_seconds(-10)),
            "http://spam.example",
            now,
            0
        ));
    }
}
