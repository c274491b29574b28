//! Signing in for a program on a device that cannot show a page (RFC 8628): the code a person types
//! elsewhere, and how often the device may ask.

use crate::effects::{Entropy, Instant};

/// Seconds a code lasts.
pub const DEVICE_SECONDS: i64 = 900;
/// Seconds a device waits between two questions.
pub const PAUSE_SECONDS: i64 = 5;
/// Seconds a device that asks too soon waits longer from then on (RFC 8628 §3.5).
pub const SLOWER_SECONDS: i64 = 5;
/// Codes a person may try in a minute.
pub const TRIES_PER_MINUTE: u32 = 10;
/// Characters of a code.
const CHARS: usize = 8;
/// No vowels, so that no code is a word (RFC 8628 §6.1).
const ALPHABET: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";

/// A code for a person to type: 34 bits.
#[must_use]
pub fn fresh_user_code(entropy: &dyn Entropy) -> String {
    let mut code = String::with_capacity(CHARS);
    while code.len() < CHARS {
        let mut bytes = [0; CHARS];
        entropy.fill(&mut bytes);
        // The greatest multiple of twenty keeps all letters equally likely.
        let letters = bytes.iter().filter(|b| **b < 240);
        for byte in letters.take(CHARS - code.len()) {
            code.push(char::from(ALPHABET[usize::from(byte % 20)]));
        }
    }
    code
}

/// A code as it is shown: two groups.
#[must_use]
pub fn shown(code: &str) -> String {
    match code.split_at_checked(CHARS / 2) {
        Some((first, last)) => format!("{first}-{last}"),
        None => code.to_owned(),
    }
}

/// Reads a code as people type it: any case, with or without the hyphen, spaces and wide letters.
#[must_use]
pub fn read_user_code(typed: &str) -> Option<String> {
    let narrow = |c: char| match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let code: String = typed
        .chars()
        .map(narrow)
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '–' | '—'))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let ours = |b: u8| ALPHABET.contains(&b);
    (code.len() == CHARS && code.bytes().all(ours)).then_some(code)
}

/// Whether a device asks sooner than it was told to.
#[must_use]
pub fn too_soon(polled_at: Option<Instant>, pause_seconds: i64, now: Instant) -> bool {
    polled_at.is_some_and(|at| now.seconds_since(at) < pause_seconds)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    struct Bytes(std::sync::Mutex<u8>);

    impl Entropy for Bytes {
        fn fill(&self, buffer: &mut [u8]) {
            let mut next = self.0.lock().unwrap();
            for byte in buffer {
                *byte = *next;
                *next = next.wrapping_add(7);
            }
        }
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        let code = fresh_user_code(&Bytes(std::sync::Mutex::new(200)));
        assert_eq!(code.len(), CHARS);
        let shown = shown(&code);
        assert_eq!(shown.len(), CHARS + 1);
        let wide: String = shown
            .chars()
            .map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap())
            .collect();
        for typed in [
            code.as_str(),
            &shown,
            &shown.to_lowercase(),
            &format!(" {} ", shown.replace('-', " ")),
            &wide,
        ] {
            assert_eq!(read_user_code(typed).as_ref(), Some(&code), "{typed}");
        }
        for bad in ["", "BCDF-GHJ", "BCDF-GHJA", "BCDF-GHJKL", "BCDF-GHJ1"] {
            assert_eq!(read_user_code(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_device_waits_as_long_as_it_was_told() {
        let at = |seconds| Instant(0).plus_seconds(seconds);
        assert!(!too_soon(None, 5, at(0)));
        assert!(too_soon(Some(at(0)), 5, at(4)));
        assert!(!too_soon(Some(at(0)), 5, at(5)));
    }
}
