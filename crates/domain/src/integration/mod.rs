//! Programs that call the interface: what they are called, how long a key lasts, how often they may
//! ask.

pub mod activity;
pub mod delegation;
pub mod device;
pub mod hooks;
pub mod redirect;

use crate::enrolment::form::FieldProblem;
use crate::validate::text;

/// Seconds an access token lasts.
pub const TOKEN_SECONDS: i64 = 3600;
/// Days a signing key signs before the next takes over.
pub const SIGNING_KEY_DAYS: i64 = 30;
/// Seconds a signing key is published before it signs.
pub const SIGNING_KEY_AHEAD_SECONDS: i64 = 3600;
/// Days a signing key stays published after the next has taken over; longer than any token lasts.
pub const SIGNING_KEY_AFTER_DAYS: i64 = 2;
/// Reads a company's programs may make in a minute, where the programme does not say.
pub const READS_PER_MINUTE: u32 = 500;
/// Writes a company's programs may make in a minute, where the programme does not say.
pub const WRITES_PER_MINUTE: u32 = 60;
/// Orders and carts a company's programs may send for one customer in a minute, where the programme
/// does not say.
pub const ORDERS_PER_MINUTE: u32 = 20;
/// Tries with a wrong key from one address in a minute.
pub const WRONG_KEYS_PER_MINUTE: u32 = 20;
/// Devices that may begin to sign in from one address in a minute.
pub const DEVICES_PER_MINUTE: u32 = 30;
/// Longest name of a program.
const NAME_CHARS: usize = 120;

/// How long a key is to last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// A year.
    OneYear,
    /// Two years.
    TwoYears,
}

impl Validity {
    /// Reads `1` and `2`.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        match text {
            "1" => Some(Self::OneYear),
            "2" => Some(Self::TwoYears),
            _ => None,
        }
    }

    /// Its days.
    #[must_use]
    pub fn days(self) -> i64 {
        match self {
            Self::OneYear => 365,
            Self::TwoYears => 730,
        }
    }
}

/// Checks the name of a program.
///
/// # Errors
/// The problem at the field `name`.
pub fn name(typed: &str) -> Result<String, FieldProblem> {
    text::line(typed, 1, NAME_CHARS)
        .map(|checked| checked.value)
        .map_err(|problem| FieldProblem::new("app_name", problem))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn names_have_an_end() {
        assert_eq!(name("  Billing robot ").unwrap(), "Billing robot");
        assert_eq!(name(" ").unwrap_err().problem.code, "required");
        assert!(name(&"x".repeat(NAME_CHARS)).is_ok());
        assert_eq!(
            name(&"x".repeat(NAME_CHARS + 1)).unwrap_err().problem.code,
            "too-long"
        );
    }

    #[test]
    fn keys_last_one_or_two_years() {
        assert_eq!(Validity::from_text("1").unwrap().days(), 365);
        assert_eq!(Validity::from_text("2").unwrap().days(), 730);
        for other in ["", "0", "3", "01"] {
            assert_eq!(Validity::from_text(other), None);
        }
    }
}
