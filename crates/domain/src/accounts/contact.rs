//! A person's own contact and recovery data: what may be changed, and how it is proved.

use crate::caller::text_of_enum;
use crate::identity::code::Limits;

/// What reaches a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Kind {
    /// The contact e-mail.
    Email,
    /// The mobile.
    Mobile,
}

text_of_enum!(Kind { Email => "email", Mobile => "mobile" });

/// How often a person may begin a change in 24 hours: each sends a message to somebody.
pub const PER_DAY: u32 = 10;
/// How long a change waits for its code, seconds.
pub const SECONDS: i64 = 3600;
/// The limits of its codes.
pub const CODES: Limits = Limits {
    seconds: 600,
    tries: 5,
    resend_seconds: 60,
    sends: 5,
};

/// The order a person's names are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub enum NameOrder {
    /// Given name first where both are in Latin letters, family name first elsewhere.
    Auto,
    /// `周文清`, `Zhou Wenqing`.
    FamilyFirst,
    /// `Wenqing Zhou`.
    GivenFirst,
}

text_of_enum!(NameOrder {
    Auto => "auto",
    FamilyFirst => "family-first",
    GivenFirst => "given-first",
});

/// A full name. A space stands between names that are both in Latin letters, and wherever the given
/// name comes first.
#[must_use]
pub fn full_name(family: &str, given: &str, order: NameOrder) -> String {
    let latin = family.is_ascii() && given.is_ascii();
    let given_first = match order {
        NameOrder::Auto => latin,
        NameOrder::FamilyFirst => false,
        NameOrder::GivenFirst => true,
    };
    let (first, second) = if given_first {
        (given, family)
    } else {
        (family, given)
    };
    let space = if latin || given_first { " " } else { "" };
    format!("{first}{space}{second}").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_every_order() {
        use NameOrder::{Auto, FamilyFirst, GivenFirst};
        for (family, given, order, expected) in [
            ("周", "文清", Auto, "周文清"),
            ("周", "文清", FamilyFirst, "周文清"),
            ("周", "文清", GivenFirst, "文清 周"),
            ("Zhou", "Wenqing", Auto, "Wenqing Zhou"),
            ("Zhou", "Wenqing", FamilyFirst, "Zhou Wenqing"),
            ("Zhou", "Wenqing", GivenFirst, "Wenqing Zhou"),
            ("周", "Vincent", Auto, "周Vincent"),
            ("周", "Vincent", GivenFirst, "Vincent 周"),
            ("", "", Auto, ""),
            ("Zhou", "", FamilyFirst, "Zhou"),
        ] {
            assert_eq!(full_name(family, given, order), expected, "{order:?}");
        }
    }
}
