//! Amounts of money: whole minor units and a currency, never a fraction, never a float.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use thiserror::Error;

/// A currency the programme trades in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency(&'static str);

impl Currency {
    /// Chinese yuan; minor unit fen.
    pub const CNY: Self = Self("CNY");

    /// The currency of an ISO 4217 code, if it is one we know.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        (code == Self::CNY.0).then_some(Self::CNY)
    }

    /// The ISO 4217 code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.0
    }

    /// How many decimal digits the minor unit has.
    #[must_use]
    pub const fn minor_digits(self) -> usize {
        2
    }

    /// The sign written before an amount.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        "¥"
    }

    const fn minor_per_major(self) -> u64 {
        10_u64.pow(self.minor_digits() as u32)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::from_code(&code)
            .ok_or_else(|| serde::de::Error::custom(format!("unknown currency {code}")))
    }
}

/// Why an amount could not be computed or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// The result does not fit 64 bits of minor units.
    #[error("amount-overflow")]
    Overflow,
    /// Two currencies met in one sum.
    #[error("amount-currency-mismatch")]
    CurrencyMismatch,
    /// Not an amount.
    #[error("amount-format")]
    Format,
    /// More decimals than the currency has.
    #[error("amount-decimals")]
    TooManyDecimals,
}

/// An amount in the minor unit of its currency; negative amounts are credits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Whole minor units (fen).
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// An amount of minor units.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in a currency.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// The sum.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::Overflow`].
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_add)
    }

    /// The difference.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::Overflow`].
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_sub)
    }

    /// The amount with its sign turned.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`] for the smallest 64-bit number.
    pub fn checked_neg(self) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_neg().ok_or(MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    fn combine(
        self,
        other: Self,
        operation: fn(i64, i64) -> Option<i64>,
    ) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch);
        }
        let minor = operation(self.minor, other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    /// The amount for files and interfaces: `1234.56`, `-67.74`.
    #[must_use]
    pub fn plain(self) -> String {
        let (whole, fraction) = self.split();
        let sign = if self.minor < 0 { "-" } else { "" };
        let width = self.currency.minor_digits();
        format!("{sign}{whole}.{fraction:0width$}")
    }

    /// Reads what [`Money::plain`] or `Display` wrote; also without decimals or grouping commas.
    ///
    /// # Errors
    /// [`MoneyError::Format`], [`MoneyError::TooManyDecimals`], [`MoneyError::Overflow`].
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let (negative, rest) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let rest = rest.strip_prefix(currency.symbol()).unwrap_or(rest);
        let (whole, fraction) = rest.split_once('.').unwrap_or((rest, "0"));
        let whole = digits_of_groups(whole).ok_or(MoneyError::Format)?;
        if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return Err(MoneyError::Format);
        }
        let width = currency.minor_digits();
        if fraction.len() > width {
            return Err(MoneyError::TooManyDecimals);
        }
        let sign = if negative { "-" } else { "" };
        let minor = format!("{sign}{whole}{fraction:0<width$}").parse();
        Ok(Self::new(
            minor.map_err(|_| MoneyError::Overflow)?,
            currency,
        ))
    }

    /// Whole units and the decimals, both without sign.
    /// Major and minor units, without the sign.
    pub(crate) fn split(self) -> (u64, u64) {
        let minor = self.minor.unsigned_abs();
        let unit = self.currency.minor_per_major();
        (minor / unit, minor % unit)
    }
}

impl fmt::Display for Money {
    /// For people: `¥1,234.56`, with a true minus sign before a credit: `−¥67.74`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = self.split();
        let sign = if self.minor < 0 { "−" } else { "" };
        let whole = grouped(&whole.to_string());
        let width = self.currency.minor_digits();
        let symbol = self.currency.symbol();
        write!(f, "{sign}{symbol}{whole}.{fraction:0width$}")
    }
}

/// `1234567` as `1,234,567`.
fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The digits of `1234` or `1,234`; a comma anywhere else than every third digit is no number,
/// because `60,00` may have meant sixty.
pub(crate) fn digits_of_groups(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next()?;
    let all_digits = text.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let well_grouped = !text.contains(',') || first.len() <= 3;
    (all_digits && !first.is_empty() && well_grouped && groups.all(|g| g.len() == 3))
        .then(|| text.replace(',', ""))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn cny(minor: i64) -> Money {
        Money::new(minor, Currency::CNY)
    }

    #[test]
    fn amounts_are_written_for_people_and_for_files() {
        for (minor, shown, plain) in [
            (0, "¥0.00", "0.00"),
            (5, "¥0.05", "0.05"),
            (123_456, "¥1,234.56", "1234.56"),
            (-6_774, "−¥67.74", "-67.74"),
            (100_000_000, "¥1,000,000.00", "1000000.00"),
            (
                i64::MIN,
                "−¥92,233,720,368,547,758.08",
                "-92233720368547758.08",
            ),
        ] {
            assert_eq!(cny(minor).to_string(), shown);
            assert_eq!(cny(minor).plain(), plain);
        }
    }

    #[test]
    fn sums_never_wrap() {
        assert_eq!(cny(1).checked_add(cny(2)), Ok(cny(3)));
        assert_eq!(cny(1).checked_sub(cny(2)), Ok(cny(-1)));
        assert_eq!(cny(i64::MAX).checked_add(cny(1)), Err(MoneyError::Overflow));
        assert_eq!(cny(i64::MIN).checked_neg(), Err(MoneyError::Overflow));
        assert_eq!(Currency::from_code("cny"), None);
    }

    proptest! {
        #[test]
        fn what_was_written_reads_back(minor: i64) {
            let amount = cny(minor);
            prop_assert_eq!(Money::parse(&amount.plain(), Currency::CNY), Ok(amount));
            prop_assert_eq!(Money::parse(&amount.to_string(), Currency::CNY), Ok(amount));
        }

        #[test]
        fn reading_never_panics(text in ".{0,30}") {
            let _ = Money::parse(&text, Currency::CNY);
        }
    }
}
