//! What a password must be, and temporary passwords.

use crate::validate::Problem;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Longest password, in characters.
pub const MAX: usize = 128;
/// Shortest password whatever it is made of.
const LONG: usize = 12;
/// Shortest password made of three kinds of characters.
const SHORT: usize = 8;
/// Shortest part of a name that is looked for.
const NAME_PART: usize = 3;

/// The passwords tried first by everyone, lower case, one a line: ours, then those of zxcvbn that are
/// long enough to be one or the beginning of one (`common_passwords.licence.txt`).
static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("common_passwords.txt")
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect()
});

/// What the check has to know about the owner.
#[derive(Debug, Clone, Copy, Default)]
pub struct Owner<'a> {
    /// Sign-in name or its local part.
    pub user_name: &'a str,
    /// Family name, given name, organisation: whatever a stranger would guess.
    pub names: &'a [&'a str],
}

/// Checks a new password. `was_used` answers whether it is one of the last five; it is asked last,
/// because comparing hashes is slow.
///
/// # Errors
/// `password-too-long` (`max`), `password-too-short` (`long`, `short`), `password-contains-name`,
/// `password-common`, `password-reused`.
pub fn check(
    password: &str,
    owner: Owner<'_>,
    was_used: impl FnOnce(&str) -> bool,
) -> Result<(), Problem> {
    // No character takes more than four bytes; this refuses a megabyte without counting it.
    if password.len() > MAX * 4 || password.chars().count() > MAX {
        return Err(Problem::new("password-too-long").with("max", MAX));
    }
    let length = password.chars().count();
    if length < SHORT || (length < LONG && classes(password) < 3) {
        let problem = Problem::new("password-too-short");
        return Err(problem.with("long", LONG).with("short", SHORT));
    }
    if contains_name(password, owner) {
        return Err(Problem::new("password-contains-name"));
    }
    if is_common(password) {
        return Err(Problem::new("password-common"));
    }
    if was_used(password) {
        return Err(Problem::new("password-reused"));
    }
    Ok(())
}

/// How many of the four kinds occur: small letters, capitals, digits, everything else.
fn classes(password: &str) -> usize {
    let kinds: [fn(char) -> bool; 4] = [
        char::is_lowercase,
        char::is_uppercase,
        char::is_numeric,
        |c| !c.is_lowercase() && !c.is_uppercase() && !c.is_numeric(),
    ];
    kinds
        .iter()
        .filter(|kind| password.chars().any(kind))
        .count()
}

fn contains_name(password: &str, owner: Owner<'_>) -> bool {
    let password = password.to_lowercase();
    let local = owner.user_name.split('@').next().unwrap_or_default();
    let whole = owner.names.iter().copied().chain([local]);
    let parts = whole
        .clone()
        .flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    whole
        .chain(parts)
        .map(|part| part.trim().to_lowercase())
        .any(|part| part.chars().count() >= NAME_PART && password.contains(&part))
}

/// On the list, on the list but for digits and signs at the end, or one short piece repeated.
fn is_common(password: &str) -> bool {
    let lower = password.to_lowercase();
    let stem = lower.trim_end_matches(|c: char| !c.is_alphabetic());
    let chars: Vec<char> = lower.chars().collect();
    let repeats = |n: usize| chars.iter().zip(chars.iter().skip(n)).all(|(a, b)| a == b);
    COMMON.contains(lower.as_str()) || COMMON.contains(stem) || (1..=4).any(repeats)
}

/// 12 capitals, 12 small letters and 8 digits that nobody confuses, whatever the typeface. Being
/// 32, they take the low five bits of a random byte without favouring any.
const UNAMBIGUOUS: &[u8; 32] = b"ADEFHJLMNPRTacdefhkmnrty23456789";
/// Characters of a temporary password, without the dashes.
const TEMPORARY: usize = 16;
/// Random bytes to give [`temporary_password`]: eight candidates, of which about one in a hundred
/// lacks a kind of character.
pub const TEMPORARY_RANDOM_BYTES: usize = 8 * TEMPORARY;

/// Makes a temporary password from random bytes: 16 characters, 80 bits, with small letters,
/// capitals and digits, written in four groups with dashes (`mN3e-…`). `None` when the bytes do
/// not suffice; draw new ones. Hash what [`ungrouped`] leaves of it.
#[must_use]
pub fn temporary_password(random: &[u8]) -> Option<String> {
    let letter = |byte: &u8| char::from(UNAMBIGUOUS[usize::from(byte % 32)]);
    let candidates = random.as_chunks::<TEMPORARY>().0.iter();
    let mut texts = candidates.map(|bytes| bytes.iter().map(letter).collect::<String>());
    let text = texts.find(|text| classes(text) >= 3)?;
    let mut grouped = String::new();
    for (i, c) in text.chars().enumerate() {
        if i > 0 && i.is_multiple_of(4) {
            grouped.push('-');
        }
        grouped.push(c);
    }
    Some(grouped)
}

/// A temporary password as typed, without the dashes and spaces that only help reading.
#[must_use]
pub fn ungrouped(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| *c != '-' && !c.is_whitespace())
        .take(MAX)
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    const OWNER: Owner<'_> = Owner {
        user_name: "li.wei@contoso.example",
        names: &["Zhang", "晓明明"],
    };

    fn code(password: &str) -> Option<&'static str> {
        check(password, OWNER, |_| false).err().map(|p| p.code)
    }

    #[test]
    fn length_and_kinds() {
        for (password, expected) in [
            ("horse battery staple", None),
            ("kxwqzjvbfmpl", None),
            ("kxwqzjvbfmp", Some("password-too-short")),
            ("Kxwqz7vb", None),
            ("Kxwqz7v", Some("password-too-short")),
            ("kxwqz7vb", Some("password-too-short")),
            ("", Some("password-too-short")),
            ("山高水长风清月白云淡天远", None),
        ] {
            assert_eq!(code(password), expected, "{password}");
        }
        assert_eq!(code(&"ab cd3Kz".repeat(16)), None);
        assert_eq!(code(&"x".repeat(129)), Some("password-too-long"));
        assert_eq!(code(&"x".repeat(1_000_000)), Some("password-too-long"));
    }

    #[test]
    fn nothing_a_stranger_would_try_first() {
        for password in [
            "Password123!",
            "password",
            "P@ssw0rd2024",
            "QWERTYuiop123",
            "123456789012",
            "iloveyou1314",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "Admin@12345678",
            "woaini520520",
        ] {
            let code = code(password);
            assert!(
                matches!(code, Some("password-common" | "password-too-short")),
                "{password} {code:?}"
            );
        }
        for password in [
            "myZHANGkey77",
            "xx晓明明xx77Kq",
            "Wei-blue-sky-91",
            "LI.WEI-blue-91",
        ] {
            assert_eq!(code(password), Some("password-contains-name"), "{password}");
        }
        let reused = check("kxwqzjvbfmpl", OWNER, |_| true).unwrap_err();
        assert_eq!(reused.code, "password-reused");
    }

    #[test]
    fn the_list_is_clean() {
        assert!(COMMON.len() >= 20_000, "{}", COMMON.len());
        let lines: Vec<&str> = include_str!("common_passwords.txt").lines().collect();
        assert_eq!(lines.len(), COMMON.len(), "a line is empty or double");
        assert!(lines.iter().all(|l| *l == l.trim().to_lowercase()));
    }

    #[test]
    fn too_few_random_bytes_give_nothing() {
        assert_eq!(temporary_password(&[]), None);
        assert_eq!(temporary_password(&[0; TEMPORARY_RANDOM_BYTES]), None);
        let rising: Vec<u8> = (0..32).map(|i| i * 2).collect();
        assert_eq!(
            temporary_password(&rising).as_deref(),
            Some("AEHL-NRad-fknt-2468")
        );
    }

    proptest! {
        #[test]
        fn temporary_passwords_are_readable_and_strong(random in prop::collection::vec(any::<u8>(), TEMPORARY_RANDOM_BYTES)) {
            let password = temporary_password(&random).unwrap();
            prop_assert_eq!(password.len(), 19);
            prop_assert!(password.split('-').all(|group| group.len() == 4));
            let bare = ungrouped(&password);
            prop_assert_eq!(bare.len(), TEMPORARY);
            prop_assert!(bare.bytes().all(|b| UNAMBIGUOUS.contains(&b)));
            prop_assert!(classes(&bare) == 3);
        }

        #[test]
        fn checking_never_panics(password in any::<String>(), name in any::<String>()) {
            let owner = Owner { user_name: &name, names: &[&name] };
            let _ = check(&password, owner, |_| false);
        }
    }
}
