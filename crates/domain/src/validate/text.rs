//! Free text: one normal form, and nothing that hides, reverses or counterfeits what is shown.

use super::{Checked, Problem};
use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;

/// Longest one-line input looked at, in bytes; longer input is refused unread.
pub const MAX_BYTES: usize = 4096;
/// Longest multi-line input looked at, in bytes: eight thousand rare Han characters and line breaks.
pub const MAX_MULTILINE_BYTES: usize = 40 * 1024;

/// Combining marks one base character may carry; more only serve to deface a page.
const MAX_MARKS: usize = 4;

/// Normalises one line of text: full-width letters and digits become half-width, every kind of
/// space a plain one, the whole NFC, without spaces at the ends.
///
/// # Errors
/// `too-long` (over [`MAX_BYTES`]), `control-characters`, `invisible-characters` (direction marks,
/// zero-width and blank characters), `unsupported-characters` (unassigned, private use).
pub fn clean(input: &str) -> Result<String, Problem> {
    let text = normalise(input, MAX_BYTES)?;
    text.chars().try_for_each(refuse_unreadable)?;
    Ok(text)
}

/// Like [`clean`], but keeps line breaks, written `\n`; tabs become spaces.
///
/// # Errors
/// As [`clean`], with the limit [`MAX_MULTILINE_BYTES`].
pub fn clean_multiline(input: &str) -> Result<String, Problem> {
    if input.len() > MAX_MULTILINE_BYTES {
        return Err(too_long(MAX_MULTILINE_BYTES));
    }
    let unix = input
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\t', " ");
    let text = normalise(&unix, MAX_MULTILINE_BYTES)?;
    text.chars()
        .filter(|c| *c != '\n')
        .try_for_each(refuse_unreadable)?;
    Ok(text)
}

/// One line of a form that is shown to others (name, address, title), `min` to `max` characters
/// (Unicode scalar values). With `min` 0 an empty field is accepted as empty.
///
/// # Errors
/// Those of [`clean`]; `required`, `too-short` (`min`), `too-long` (`max`);
/// `unsupported-characters` for emoji and piled-up accents.
pub fn line(input: &str, min: usize, max: usize) -> Result<Checked, Problem> {
    if input.len() > MAX_BYTES {
        return Err(too_long(max));
    }
    let text = clean(input)?;
    if text.chars().any(is_pictograph) || has_piled_marks(&text) {
        return Err(Problem::new("unsupported-characters"));
    }
    within(text, min, max)
}

/// Several lines of free text, `min` to `max` characters; emoji are allowed.
///
/// # Errors
/// Those of [`clean_multiline`]; `required`, `too-short` (`min`), `too-long` (`max`).
pub fn multiline(input: &str, min: usize, max: usize) -> Result<Checked, Problem> {
    if input.len() > MAX_MULTILINE_BYTES {
        return Err(too_long(max));
    }
    within(clean_multiline(input)?, min, max)
}

/// Several lines without what [`clean_multiline`] refuses: for text that programs made out of something
/// else, whose writer never saw what is left out.
#[must_use]
pub fn legible(input: &str) -> String {
    let unix = input
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\t', " ");
    // What is composed may be refused where its parts are not, and the other way round.
    let composed: String = unix.chars().map(half_width).nfc().collect();
    let legible = |c: &char| *c == '\n' || refuse_unreadable(*c).is_ok();
    composed.chars().filter(legible).collect()
}

/// [`clean`], then `required` when nothing is left.
pub(crate) fn present(input: &str) -> Result<String, Problem> {
    let text = clean(input)?;
    if text.is_empty() {
        Err(Problem::new("required"))
    } else {
        Ok(text)
    }
}

fn too_long(max: usize) -> Problem {
    Problem::new("too-long").with("max", max)
}

fn within(text: String, min: usize, max: usize) -> Result<Checked, Problem> {
    match text.chars().count() {
        0 if min > 0 => Err(Problem::new("required")),
        n if n < min => Err(Problem::new("too-short").with("min", min)),
        n if n > max => Err(too_long(max)),
        _ => Ok(Checked::plain(text)),
    }
}

fn normalise(input: &str, max: usize) -> Result<String, Problem> {
    if input.len() > max {
        return Err(too_long(max));
    }
    let composed: String = input.chars().map(half_width).nfc().collect();
    // A few characters grow when composed; the result has to pass this same gate again.
    if composed.len() > max {
        return Err(too_long(max));
    }
    Ok(composed.trim().to_owned())
}

/// Full-width letters and digits as half-width, any space as a plain one. Full-width punctuation
/// stays: `（` is the right bracket in a Chinese company name.
fn half_width(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        _ if get_general_category(c) == GeneralCategory::SpaceSeparator => ' ',
        _ => c,
    }
}

fn refuse_unreadable(c: char) -> Result<(), Problem> {
    use GeneralCategory::{
        Control, Format, LineSeparator, ParagraphSeparator, PrivateUse, Surrogate, Unassigned,
    };
    let code = match get_general_category(c) {
        Control => "control-characters",
        Format | LineSeparator | ParagraphSeparator => "invisible-characters",
        // Planes 2 and 3 are reserved for Han; newer extensions than our tables are real names.
        Unassigned if matches!(u32::from(c), 0x2_0000..=0x2_FFFD | 0x3_0000..=0x3_FFFD) => {
            return Ok(());
        }
        PrivateUse | Surrogate | Unassigned => "unsupported-characters",
        _ if is_blank_letter(c) => "invisible-characters",
        _ => return Ok(()),
    };
    Err(Problem::new(code))
}

/// Characters Unicode counts as letters, marks or symbols although they show nothing.
fn is_blank_letter(c: char) -> bool {
    matches!(u32::from(c),
        0x034F | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x2800 | 0x3164 | 0xFFA0
        | 0xE_0100..=0xE_01EF)
}

fn is_pictograph(c: char) -> bool {
    matches!(u32::from(c),
        0x20E3 | 0x2300..=0x23FF | 0x2600..=0x27BF | 0x2B00..=0x2BFF | 0xFE00..=0xFE0F
        | 0x1_F000..=0x1_FBFF)
}

fn has_piled_marks(text: &str) -> bool {
    let mut run = 0;
    text.chars().any(|c| {
        let mark = matches!(
            get_general_category(c),
            GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark
        );
        run = if mark { run + 1 } else { 0 };
        run > MAX_MARKS
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn code(result: Result<impl std::fmt::Debug, Problem>) -> &'static str {
        result.unwrap_err().code
    }

    #[test]
    fn ordinary_text_passes_in_one_spelling() {
        let value = |s| line(s, 1, 200).unwrap().value;
        assert_eq!(
            value("  上海　ＡＢＣ１２３（集团）有限公司 "),
            "上海 ABC123（集团）有限公司"
        );
        assert_eq!(value("e\u{301}cole"), "\u{e9}cole");
        assert_eq!(value("\u{20BB7}野家"), "\u{20BB7}野家");
        assert_eq!(value("\u{3300A}"), "\u{3300A}");
        assert_eq!(value("a\u{a0}b\t"), "a b");
        assert_eq!(
            value("<b>'; DROP TABLE x;--</b>"),
            "<b>'; DROP TABLE x;--</b>"
        );
    }

    #[test]
    fn hidden_and_foreign_code_points_are_refused() {
        assert_eq!(code(clean("a\u{0}b")), "control-characters");
        assert_eq!(code(clean("a\nb")), "control-characters");
        for hidden in [
            "\u{202E}", "\u{2066}", "\u{200B}", "\u{200D}", "\u{FEFF}", "\u{2028}", "\u{3164}",
        ] {
            assert_eq!(
                code(clean(&format!("a{hidden}b"))),
                "invisible-characters",
                "{hidden:?}"
            );
        }
        for foreign in ["\u{E000}", "\u{0378}", "\u{FFFF}"] {
            assert_eq!(
                code(clean(foreign)),
                "unsupported-characters",
                "{foreign:?}"
            );
        }
    }

    #[test]
    fn emoji_are_no_part_of_a_name_but_may_stand_in_a_message() {
        for emoji in ["😀", "公司🚀", "🇨🇳", "❤", "⭐", "1\u{20E3}"] {
            assert_eq!(
                code(line(emoji, 1, 50)),
                "unsupported-characters",
                "{emoji}"
            );
        }
        assert_eq!(
            multiline("谢谢😀\r\n再见", 1, 50).unwrap().value,
            "谢谢😀\n再见"
        );
        let defaced = format!("a{}", "\u{0316}".repeat(5));
        assert_eq!(code(line(&defaced, 1, 50)), "unsupported-characters");
    }

    #[test]
    fn lengths_count_characters_not_bytes() {
        assert!(line(&"汉".repeat(200), 1, 200).is_ok());
        assert_eq!(line(&"汉".repeat(201), 1, 200).unwrap_err(), too_long(200));
        assert_eq!(
            line(&"x".repeat(1_000_000), 1, 200).unwrap_err(),
            too_long(200)
        );
        assert_eq!(code(line(" \u{3000} ", 1, 9)), "required");
        assert_eq!(code(line("a", 2, 9)), "too-short");
        assert_eq!(line("", 0, 9).unwrap().value, "");
        assert_eq!(code(clean(&"x".repeat(MAX_BYTES + 1))), "too-long");
    }
}
