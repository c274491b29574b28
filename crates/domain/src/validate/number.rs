//! Numbers: identifiers made of digits, counts and amounts of money.

use super::{Checked, Problem, text};
use crate::money::{Currency, Money, MoneyError, digits_of_groups};

/// Largest amount a form takes, in fen: one yuan below a trillion.
pub const MAX_AMOUNT_MINOR: i64 = 99_999_999_999_999;

/// Partner-network id, 4 to 10 digits.
///
/// # Errors
/// Those of [`text::clean`]; `required`, `network-id-format`.
pub fn network_id(input: &str) -> Result<Checked, Problem> {
    digits(input, "", 4, 10, "network-id-format")
}

/// Bank account number, 8 to 30 digits; spaces and dashes between them are dropped.
///
/// # Errors
/// Those of [`text::clean`]; `required`, `bank-account-format`.
pub fn bank_account(input: &str) -> Result<Checked, Problem> {
    digits(input, " -", 8, 30, "bank-account-format")
}

/// Number of a digital VAT invoice, 20 digits; spaces and dashes between them are dropped.
///
/// # Errors
/// Those of [`text::clean`]; `required`, `fapiao-number-format`.
pub fn fapiao_number(input: &str) -> Result<Checked, Problem> {
    digits(input, " -", 20, 20, "fapiao-number-format")
}

/// A six-digit code read from a telephone or an authenticator; `123 456` is fine.
///
/// # Errors
/// Those of [`text::clean`]; `required`, `verification-code-format`.
pub fn verification_code(input: &str) -> Result<Checked, Problem> {
    digits(input, " -", 6, 6, "verification-code-format")
}

/// An amount of yuan from a form, in fen: `60000`, `60,000.00`, `¥60000`, `６００００元`.
///
/// # Errors
/// Those of [`text::clean`]; `required`, `amount-format`, `amount-decimals` (more than two),
/// `amount-negative`, `amount-too-large` (`max`, in yuan).
pub fn amount_cny(input: &str) -> Result<i64, Problem> {
    let text = half_width_signs(&text::present(input)?);
    let upper = text.to_ascii_uppercase();
    let bare = ["CNY", "RMB", "¥"]
        .iter()
        .find_map(|mark| {
            upper
                .strip_prefix(mark)
                .or_else(|| upper.strip_suffix(mark))
        })
        .or_else(|| upper.strip_suffix('元'))
        .unwrap_or(&upper)
        .trim();
    let too_large = || Problem::new("amount-too-large").with("max", MAX_AMOUNT_MINOR / 100);
    let amount = Money::parse(bare, Currency::CNY).map_err(|error| match error {
        MoneyError::TooManyDecimals => Problem::new("amount-decimals"),
        MoneyError::Overflow => too_large(),
        MoneyError::Format | MoneyError::CurrencyMismatch => Problem::new("amount-format"),
    })?;
    match amount.minor {
        minor if minor < 0 => Err(Problem::new("amount-negative")),
        minor if minor > MAX_AMOUNT_MINOR => Err(too_large()),
        minor => Ok(minor),
    }
}

/// A whole number from `min` to `max`; groups of three may be set apart by commas.
///
/// # Errors
/// Those of [`text::clean`]; `required`, `number-format`, `number-too-small` (`min`),
/// `number-too-large` (`max`).
pub fn whole_number(input: &str, min: i64, max: i64) -> Result<i64, Problem> {
    let text = half_width_signs(&text::present(input)?);
    let (negative, body) = match text.strip_prefix(['-', '−']) {
        Some(body) => (true, body),
        None => (false, text.as_str()),
    };
    let digits = digits_of_groups(body).ok_or(Problem::new("number-format"))?;
    let small = || Problem::new("number-too-small").with("min", min);
    let large = || Problem::new("number-too-large").with("max", max);
    let magnitude: i64 = digits
        .parse()
        .map_err(|_| if negative { small() } else { large() })?;
    match if negative { -magnitude } else { magnitude } {
        number if number < min => Err(small()),
        number if number > max => Err(large()),
        number => Ok(number),
    }
}

fn half_width_signs(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '，' => ',',
            '．' => '.',
            '￥' => '¥',
            '－' => '-',
            _ => c,
        })
        .collect()
}

fn digits(
    input: &str,
    separators: &str,
    min: usize,
    max: usize,
    code: &'static str,
) -> Result<Checked, Problem> {
    let text: String = text::present(input)?
        .chars()
        .filter(|c| !separators.contains(*c))
        .collect();
    if (min..=max).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) {
        Ok(Checked::plain(text))
    } else {
        Err(Problem::new(code))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn identifiers() {
        assert_eq!(network_id(" １２３４ ").unwrap().value, "1234");
        for bad in ["123", "12345678901", "12a4", "12 34", "-1234"] {
            assert_eq!(
                network_id(bad).unwrap_err().code,
                "network-id-format",
                "{bad}"
            );
        }
        assert_eq!(
            bank_account("6222 0000-1234 5678").unwrap().value,
            "6222000012345678"
        );
        assert_eq!(
            bank_account("1234 567").unwrap_err().code,
            "bank-account-format"
        );
        assert_eq!(
            bank_account(&"1".repeat(31)).unwrap_err().code,
            "bank-account-format"
        );
        assert_eq!(
            fapiao_number("2644 2000-0000 １２３４ 5678").unwrap().value,
            "26442000000012345678"
        );
        for bad in [
            "2644200000001234567",
            "264420000000123456789",
            "2644200000001234567X",
        ] {
            assert_eq!(fapiao_number(bad).unwrap_err().code, "fapiao-number-format");
        }
        assert_eq!(verification_code("０１２ ３４５").unwrap().value, "012345");
        for bad in ["12345", "1234567", "12345x", "١٢٣٤٥٦"] {
            assert_eq!(
                verification_code(bad).unwrap_err().code,
                "verification-code-format"
            );
        }
        assert_eq!(verification_code("").unwrap_err().code, "required");
    }

    #[test]
    fn amounts() {
        for (typed, fen) in [
            ("60,000.00", 6_000_000),
            ("¥60000", 6_000_000),
            ("￥６０，０００．５", 6_000_050),
            ("RMB 0.01", 1),
            ("12.3元", 1_230),
            ("0", 0),
            ("007", 700),
            ("999,999,999,999.99", MAX_AMOUNT_MINOR),
        ] {
            assert_eq!(amount_cny(typed), Ok(fen), "{typed}");
        }
        for (typed, code) in [
            ("", "required"),
            ("1.234", "amount-decimals"),
            ("-5", "amount-negative"),
            ("1000000000000", "amount-too-large"),
            ("99999999999999999999999", "amount-too-large"),
            ("60,00", "amount-format"),
            ("1,2345", "amount-format"),
            ("1.", "amount-format"),
            (".5", "amount-format"),
            ("1e9", "amount-format"),
            ("$5", "amount-format"),
            ("六万", "amount-format"),
            ("¥", "amount-format"),
        ] {
            assert_eq!(amount_cny(typed).unwrap_err().code, code, "{typed}");
        }
    }

    #[test]
    fn whole_numbers() {
        assert_eq!(whole_number("1,000", 0, 2000), Ok(1000));
        assert_eq!(whole_number("−5", -10, 10), Ok(-5));
        for (typed, code) in [
            ("0", "number-too-small"),
            ("11", "number-too-large"),
            ("99999999999999999999", "number-too-large"),
            ("-99999999999999999999", "number-too-small"),
            ("1.0", "number-format"),
            ("+1", "number-format"),
            ("--1", "number-format"),
            ("", "required"),
        ] {
            assert_eq!(
                whole_number(typed, 1, 10).unwrap_err().code,
                code,
                "{typed}"
            );
        }
    }
}
