//! How far somebody's second factor has come (02 §5).

use crate::caller::text_of_enum;

/// Seconds within which a replacement has to show a right code.
pub const REPLACEMENT_SECONDS: i64 = 15 * 60;
/// Wrong codes that end a replacement.
pub const REPLACEMENT_TRIES: u32 = 5;

/// The state of a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enrolment {
    /// There is none. The next sign-in asks for it, because everybody needs one.
    Disabled,
    /// A secret was shown that has not given a right code yet.
    Enabled,
    /// Every sign-in needs it.
    Enforced,
}

text_of_enum!(Enrolment {
    Disabled => "disabled",
    Enabled => "enabled",
    Enforced => "enforced",
});

impl Enrolment {
    /// The state, from what is stored.
    #[must_use]
    pub fn of(has_secret: bool, is_confirmed: bool) -> Self {
        match (has_secret, is_confirmed) {
            (true, true) => Self::Enforced,
            (true, false) => Self::Enabled,
            (false, _) => Self::Disabled,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_counts_once_it_has_given_a_right_code() {
        assert_eq!(Enrolment::of(false, false), Enrolment::Disabled);
        assert_eq!(Enrolment::of(true, false), Enrolment::Enabled);
        assert_eq!(Enrolment::of(true, true), Enrolment::Enforced);
        // A date without a secret protects nothing.
        assert_eq!(Enrolment::of(false, true), Enrolment::Disabled);
    }
}
