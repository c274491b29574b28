//! A figure beside its limit, and how both are printed.
#![allow(clippy::float_arithmetic)] // Measurements, not money.

use crate::trouble::Trouble;
use serde::Serialize;
use std::fmt::Write;

/// One measurement.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Figure {
    /// What was measured.
    name: &'static str,
    /// How much.
    value: f64,
    /// Of what.
    unit: &'static str,
    /// What the machine gives at best, or what is allowed at most.
    limit: f64,
    /// `value / limit`: of rates 1 is the best possible, of memory and time 1 is the most allowed.
    ratio: f64,
}

impl Figure {
    /// A figure with its ratio.
    pub(super) fn new(name: &'static str, value: f64, unit: &'static str, limit: f64) -> Self {
        let ratio = if limit > 0.0 { value / limit } else { 0.0 };
        Self {
            name,
            value: rounded(value),
            unit,
            limit: rounded(limit),
            ratio: (ratio * 1000.0).round() / 1000.0,
        }
    }
}

/// Large numbers without decimals, small ones with three: more would be noise.
fn rounded(value: f64) -> f64 {
    if value.abs() >= 100.0 {
        value.round()
    } else {
        (value * 1000.0).round() / 1000.0
    }
}

/// As an array of objects.
///
/// # Errors
/// [`Trouble::Runtime`], which finite numbers do not cause.
pub(super) fn json(figures: &[Figure]) -> Result<String, Trouble> {
    serde_json::to_string_pretty(figures).map_err(|error| Trouble::Runtime {
        what: "the output",
        reason: error.to_string(),
    })
}

/// For people.
pub(super) fn table(figures: &[Figure], notes: &[String]) -> String {
    let mut text = format!(
        "{:<32} {:>12} {:>12} {:>7}  {}\n",
        "", "value", "limit", "ratio", "unit"
    );
    for f in figures {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{:<32} {:>12} {:>12} {:>7.3}  {}",
            f.name, f.value, f.limit, f.ratio, f.unit
        );
    }
    text.push_str("\nOf rates a ratio of 1 is the best possible; of memory and start it is the most allowed.\n");
    for note in notes {
        let _ = writeln!(text, "{note}");
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn both_outputs_carry_every_figure() {
        let figures = [
            Figure::new("page.overview", 41_234.4, "requests/s", 80_000.0),
            Figure::new("start.ready_s", 0.012_34, "s", 0.5),
        ];
        let read: serde_json::Value = serde_json::from_str(&json(&figures).unwrap()).unwrap();
        assert_eq!(read[0]["value"], 41_234.0);
        assert_eq!(read[0]["ratio"], 0.515);
        assert_eq!(read[1]["limit"], 0.5);
        let table = table(&figures, &["64 connections".to_owned()]);
        assert!(
            table.contains("page.overview                           41234"),
            "{table}"
        );
        assert!(table.ends_with("64 connections\n"));
    }
}
