//! The unified social credit code of organisations in China, GB 32100-2015.

use super::{Checked, Problem, Province, text};

/// The 31 characters of the code, in the order of their values; I, O, S, V and Z are left out.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Weights of the first 17 positions: 3^(i−1) mod 31.
const WEIGHTS: [usize; 17] = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
];
/// Weights of the organisation code inside, GB 11714.
const ORG_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
/// Division of organisations registered with the national authority itself.
const NATIONAL: &str = "10";

/// Checks a unified social credit code; lower case, spaces and dashes are forgiven.
///
/// Warns: `uscc-organisation-check` (the inner check character of GB 11714 does not fit, seen on
/// some old codes), `uscc-province-mismatch` (registered elsewhere; companies move).
///
/// # Errors
/// Those of [`text::clean`]; `required`, `uscc-old-number` (15-digit licence number),
/// `uscc-length` (`length`), `uscc-alphabet` (`character`), `uscc-check-digit`.
pub fn check(input: &str, province: Option<&Province>) -> Result<Checked, Problem> {
    let code: String = text::present(input)?
        .chars()
        .filter(|c| !matches!(c, ' ' | '-'))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let length = code.chars().count();
    if length == 15 && code.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Problem::new("uscc-old-number"));
    }
    if length != 18 {
        return Err(Problem::new("uscc-length").with("length", length));
    }
    if let Some(stranger) = code.chars().find(|c| value(*c).is_none()) {
        return Err(Problem::new("uscc-alphabet").with("character", stranger));
    }
    // Every character is ASCII from here on, so byte positions are character positions.
    if check_digit(&code[..17]) != code.chars().last() {
        return Err(Problem::new("uscc-check-digit"));
    }
    let mut warnings = Vec::new();
    if org_check(&code[8..16]) != code.chars().nth(16) {
        warnings.push(Problem::new("uscc-organisation-check"));
    }
    let division = &code[2..4];
    if province.is_some_and(|p| p.gb != division) && division != NATIONAL {
        warnings.push(Problem::new("uscc-province-mismatch").with("division", division));
    }
    Ok(Checked {
        value: code,
        warnings,
    })
}

/// The check character of the first 17 characters: `A[(31 − Σ v·w mod 31) mod 31]`.
/// `None` unless given exactly 17 characters of the alphabet.
#[must_use]
pub fn check_digit(first17: &str) -> Option<char> {
    if first17.len() != WEIGHTS.len() {
        return None;
    }
    let mut sum = 0;
    for (c, weight) in first17.chars().zip(WEIGHTS) {
        sum += value(c)? * weight;
    }
    ALPHABET.get((31 - sum % 31) % 31).map(|b| char::from(*b))
}

/// The check character of an eight-character organisation code (GB 11714), which stands at
/// position 17 of the credit code. `None` unless given eight digits or capitals.
#[must_use]
pub fn org_check(first8: &str) -> Option<char> {
    if first8.len() != ORG_WEIGHTS.len() || first8.bytes().any(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let mut sum = 0;
    for (c, weight) in first8.chars().zip(ORG_WEIGHTS) {
        sum += c.to_digit(36)? * weight;
    }
    match 11 - sum % 11 {
        10 => Some('X'),
        11 => Some('0'),
        digit => char::from_digit(digit, 10),
    }
}

fn value(c: char) -> Option<usize> {
    ALPHABET.iter().position(|b| char::from(*b) == c)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::validate::province::by_iso;
    use proptest::prelude::*;

    const VALID: [&str; 4] = [
        "91310115MA1FAKE00Y",
        "91440300000000019B",
        "52110000MJ00AB127D",
        "91350200123456788X",
    ];

    fn refusal(code: &str) -> Problem {
        check(code, None).unwrap_err()
    }

    #[test]
    fn the_valid_vectors_hold_both_formulas() {
        for code in VALID {
            assert_eq!(
                check(code, None).unwrap(),
                Checked::plain(code.to_owned()),
                "{code}"
            );
            assert_eq!(check_digit(&code[..17]), code.chars().last(), "{code}");
            assert_eq!(org_check(&code[8..16]), code.chars().nth(16), "{code}");
        }
    }

    #[test]
    fn each_mistake_has_its_own_code() {
        assert_eq!(refusal("91310115MA1FAKE00X").code, "uscc-check-digit");
        assert_eq!(
            refusal("9131011SMA1FAKE00Y"),
            Problem::new("uscc-alphabet").with("character", 'S')
        );
        for letter in ['I', 'O', 'S', 'V', 'Z', '汉', '*'] {
            let code = format!("9131011{letter}MA1FAKE00Y");
            assert_eq!(refusal(&code).code, "uscc-alphabet", "{code}");
        }
        assert_eq!(refusal("310115000123456").code, "uscc-old-number");
        assert_eq!(
            refusal("91310115MA1FAKE00"),
            Problem::new("uscc-length").with("length", 17)
        );
        assert_eq!(
            refusal("91310115MA1FAKE00YY"),
            Problem::new("uscc-length").with("length", 19)
        );
        assert_eq!(refusal("").code, "required");
    }

    #[test]
    fn typing_habits_are_forgiven() {
        for typed in [
            "91310115ma1fake00y",
            " 9131 0115 MA1F AKE0 0Y ",
            "９１３１０１１５ＭＡ１ＦＡＫＥ００Ｙ",
        ] {
            assert_eq!(check(typed, None).unwrap().value, VALID[0], "{typed}");
        }
    }

    #[test]
    fn doubts_only_warn() {
        let codes = |code: &str, iso: &str| -> Vec<&str> {
            let checked = check(code, by_iso(iso)).unwrap();
            checked.warnings.iter().map(|w| w.code).collect()
        };
        assert_eq!(codes(VALID[0], "SH"), Vec::<&str>::new());
        assert_eq!(codes(VALID[0], "BJ"), ["uscc-province-mismatch"]);
        let national = "91100000MA1FAKE00";
        let national = format!("{national}{}", check_digit(national).unwrap());
        assert_eq!(codes(&national, "GD"), Vec::<&str>::new());
        let inner = "91310115MA1FAKE01";
        let inner = format!("{inner}{}", check_digit(inner).unwrap());
        assert_eq!(codes(&inner, "SH"), ["uscc-organisation-check"]);
    }

    #[test]
    fn the_weights_are_powers_of_three() {
        let powers = std::iter::successors(Some(1), |w| Some(w * 3 % 31));
        assert!(powers.zip(WEIGHTS).all(|(power, weight)| power == weight));
    }

    proptest! {
        #[test]
        fn any_single_typing_error_is_caught(at in 0usize..18, to in 0usize..31, which in 0usize..4) {
            let mut code: Vec<char> = VALID[which].chars().collect();
            let replacement = char::from(ALPHABET[to]);
            prop_assume!(code[at] != replacement);
            code[at] = replacement;
            let code: String = code.into_iter().collect();
            prop_assert_eq!(refusal(&code).code, "uscc-check-digit");
        }

        #[test]
        fn check_characters_never_panic(text in ".{0,20}") {
            let _ = (check_digit(&text), org_check(&text));
        }
    }
}
