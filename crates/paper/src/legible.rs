//! Letters that can be printed, and a spelling for those that cannot.
//!
//! PDF/A forbids a letter without a glyph, and a signature page must not be rearranged by an
//! invisible mark inside a name. Both kinds are spelled out as `[U+202E]`, so nothing is lost.

use std::fmt::Write;

/// The code points some set of fonts can draw, one bit each.
pub(crate) struct Letters(Vec<u64>);

impl Letters {
    /// The set of `code_points`.
    pub(crate) fn new(code_points: impl Iterator<Item = u32>) -> Self {
        let mut bits = vec![0u64; 0x11_0000 / 64];
        for point in code_points {
            if let Some(word) = bits.get_mut(point as usize / 64) {
                *word |= 1 << (point % 64);
            }
        }
        Self(bits)
    }

    fn contains(&self, c: char) -> bool {
        let point = u32::from(c);
        self.0
            .get(point as usize / 64)
            .is_some_and(|word| word & (1 << (point % 64)) != 0)
    }

    /// `text` on one line, with every letter outside the set spelled out. Joiners and variation
    /// selectors, which no font needs to draw, stay if `joiners` says so.
    pub(crate) fn spell(&self, text: &str, joiners: bool) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}') {
                out.push(' ');
            } else if !deceptive(c) && (self.contains(c) || (joiners && joiner(c))) {
                out.push(c);
            } else if c.is_whitespace() && !c.is_control() {
                out.push(' ');
            } else {
                // Writing to a String cannot fail.
                let _ = write!(out, "[U+{:04X}]", u32::from(c));
            }
        }
        out
    }
}

/// Controls, marks that reorder the text around them, tags, private-use and noncharacters: their
/// look is nobody's agreement.
fn deceptive(c: char) -> bool {
    let point = u32::from(c);
    c.is_control()
        || point & 0xFFFE == 0xFFFE
        || matches!(
            point,
            0x202A..=0x202E | 0x2066..=0x2069 | 0xE000..=0xF8FF | 0xFDD0..=0xFDEF | 0xFEFF
                | 0xFFF9..=0xFFFB | 0xE0000..=0xE007F | 0xF0000..
        )
}

/// Invisible marks that legitimate spellings need, for example in Persian or in emoji.
fn joiner(c: char) -> bool {
    matches!(u32::from(c), 0x00AD | 0x034F | 0x200B..=0x200F | 0x2060 | 0xFE00..=0xFE0F | 0xE0100..=0xE01EF)
}

#[cfg(test)]
mod tests {
    use super::Letters;

    #[test]
    fn what_cannot_be_drawn_is_spelled_out() {
        let letters = Letters::new("ab #$中\u{202e}\u{e000}".chars().map(u32::from));
        assert_eq!(letters.spell("a#$b 中", true), "a#$b 中");
        assert_eq!(
            letters.spell("a\u{202e}b\u{e000}", true),
            "a[U+202E]b[U+E000]"
        );
        assert_eq!(letters.spell("😀\0", true), "[U+1F600][U+0000]");
        assert_eq!(letters.spell("a\nb\u{3000}a", true), "a b a");
        assert_eq!(letters.spell("a\u{200d}b", true), "a\u{200d}b");
        assert_eq!(letters.spell("a\u{200d}b", false), "a[U+200D]b");
    }
}
