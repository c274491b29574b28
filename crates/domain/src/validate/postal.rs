//! Postal codes of China.

use super::{Checked, Problem, Province, text};

/// Checks a six-digit postal code; spaces are forgiven.
/// Warns `postal-code-province-mismatch` when the first two digits belong to another province.
///
/// # Errors
/// Those of [`text::clean`]; `required`, `postal-code-format`.
pub fn postal_code(input: &str, province: Option<&Province>) -> Result<Checked, Problem> {
    let code = text::present(input)?.replace(' ', "");
    if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Problem::new("postal-code-format"));
    }
    let prefix = &code[..2];
    let mut warnings = Vec::new();
    if province.is_some_and(|p| !p.postal_prefixes.contains(&prefix)) {
        warnings.push(Problem::new("postal-code-province-mismatch").with("prefix", prefix));
    }
    Ok(Checked {
        value: code,
        warnings,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::validate::province::{PROVINCES, by_iso};

    #[test]
    fn only_six_digits_are_a_postal_code() {
        assert_eq!(postal_code("２００１２０", None).unwrap().value, "200120");
        assert_eq!(postal_code("200 120", None).unwrap().value, "200120");
        for bad in ["20012", "2001200", "20012a", "二〇〇一二〇", "200-12"] {
            assert_eq!(
                postal_code(bad, None).unwrap_err().code,
                "postal-code-format",
                "{bad}"
            );
        }
        assert_eq!(postal_code("", None).unwrap_err().code, "required");
    }

    #[test]
    fn a_code_of_another_province_only_warns() {
        for own in &PROVINCES {
            for other in &PROVINCES {
                for prefix in other.postal_prefixes {
                    let checked = postal_code(&format!("{prefix}0000"), Some(own)).unwrap();
                    assert_eq!(
                        checked.warnings.is_empty(),
                        own == other,
                        "{prefix} {}",
                        own.iso
                    );
                }
            }
        }
        let warned = postal_code("100000", by_iso("SH")).unwrap().warnings;
        assert_eq!(
            warned,
            [Problem::new("postal-code-province-mismatch").with("prefix", "10")]
        );
    }
}
