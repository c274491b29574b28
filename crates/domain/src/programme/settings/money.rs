//! Currency, tax and payment terms.

use super::Localised;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The one currency of prices and invoices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: String,
    /// Sign before amounts.
    pub symbol: String,
    /// Digits after the decimal point; every `_minor` amount counts these units.
    pub minor_digits: u8,
}

/// Tax on invoice lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tax {
    /// What invoices call it.
    pub name: Localised,
    /// Rate in hundredths of a percent: 600 is 6 %.
    pub rate_basis_points: u32,
    /// Whether price lists already contain it.
    pub prices_include_tax: bool,
    /// Whether finance charges bear it.
    pub finance_charge_taxed: bool,
}

/// Payment terms. Days are calendar days, counted from the due date unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// From billing date to due date.
    pub net_days: u32,
    /// An invoice appears at latest this many days after its billing date.
    pub publish_within_days: u32,
    /// When reminders go out; negative is before the due date.
    pub reminder_days: Vec<i32>,
    /// When the suspension is announced.
    pub suspension_notice_days: u32,
    /// When an unpaid partner is suspended.
    pub suspension_days: u32,
    /// The longest deferral a billing operator may grant.
    pub deferral_max_days: u32,
    /// Notice before a termination takes effect.
    pub termination_notice_days: u32,
    /// How long a terminated partner can still export its data.
    pub termination_export_days: u32,
}

/// Numbers of invoices, and how amounts become whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invoice {
    /// What every number begins with; the operator's legal entity has one series.
    pub number_prefix: String,
    /// Digits after it, filled with zeros.
    pub number_digits: u32,
    /// What every number of a credit note begins with; they are counted by themselves.
    #[serde(default = "credit_note_prefix")]
    pub credit_note_prefix: String,
    /// How a line is rounded, once: `half-away-from-zero` is the only way there is.
    pub rounding: String,
}

fn credit_note_prefix() -> String {
    "C".to_owned()
}

impl Default for Invoice {
    /// What a programme means that does not say.
    fn default() -> Self {
        Self {
            number_prefix: "D".to_owned(),
            number_digits: 9,
            credit_note_prefix: credit_note_prefix(),
            rounding: "half-away-from-zero".to_owned(),
        }
    }
}

/// Charge on late payment: simple interest on undisputed principal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FinanceCharge {
    /// Rate per month of 30 days: 150 is 1.5 %.
    pub basis_points_per_month: u32,
    /// What the law allows at most, by date, oldest first.
    pub legal_caps: Vec<LegalCap>,
}

impl FinanceCharge {
    /// The rate on a day: the agreed one or the legal cap then in force, whichever is lower.
    #[must_use]
    pub fn basis_points_on(&self, day: Date) -> u32 {
        let cap = self.legal_caps.iter().rev().find(|cap| cap.from <= day);
        cap.map_or(self.basis_points_per_month, |cap| {
            cap.basis_points_per_month.min(self.basis_points_per_month)
        })
    }
}

/// A legal maximum of the finance charge from a date on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalCap {
    /// First day it applies.
    pub from: Date,
    /// Highest rate per month of 30 days.
    pub basis_points_per_month: u32,
}
