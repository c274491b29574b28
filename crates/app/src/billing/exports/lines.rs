//! Lines of an export: the cells of the reconciliation file as JSON, one object for each line.

use domain::billing::export::Attributes;
use domain::billing::reconciliation::{COLUMNS, Cells};
use jiff::civil::Date;
use std::fmt::Write;

/// Lines as they are written. Days are ISO; the last day of a span is its last, not the one after.
pub(super) struct JsonLines {
    /// What was written since the last [`Self::take`].
    text: String,
    cell: String,
    names: [Option<&'static str>; COLUMNS.len()],
    /// The column that is written next.
    column: usize,
    /// Whether the object has an attribute yet.
    begun: bool,
}

impl JsonLines {
    pub(super) fn new(attributes: Attributes) -> Self {
        Self {
            text: String::new(),
            cell: String::new(),
            names: attributes.names(),
            column: 0,
            begun: false,
        }
    }

    /// Gives what was written away and begins anew.
    pub(super) fn take(&mut self, into: impl FnOnce(&str)) {
        into(&self.text);
        self.text.clear();
    }

    /// The name of the next column where it is wanted, with what stands before its value.
    fn begin(&mut self) -> bool {
        let name = self.names.get(self.column).copied().flatten();
        self.column += 1;
        let Some(name) = name else { return false };
        let before = if self.begun { ",\"" } else { "{\"" };
        self.begun = true;
        self.text.extend([before, name, "\":"]);
        true
    }

    fn string(&mut self, text: &str) {
        self.text.push('"');
        for c in text.chars() {
            match c {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                c if c.is_control() => {
                    // Writing into a text cannot fail.
                    let _ = write!(self.text, "\\u{:04x}", u32::from(c));
                }
                c => self.text.push(c),
            }
        }
        self.text.push('"');
    }
}

impl Cells for JsonLines {
    fn text(&mut self, text: &str) {
        if self.begin() {
            self.string(text);
        }
    }

    fn mark(&mut self, write: impl FnOnce(&mut String)) {
        if self.begin() {
            self.cell.clear();
            write(&mut self.cell);
            let cell = std::mem::take(&mut self.cell);
            self.string(&cell);
            self.cell = cell;
        }
    }

    fn number(&mut self, write: impl FnOnce(&mut String)) {
        if self.begin() {
            write(&mut self.text);
        }
    }

    fn start(&mut self, day: Date) {
        self.text(&day.to_string());
    }

    fn end_before(&mut self, day: Date) {
        self.text(&day.yesterday().unwrap_or(day).to_string());
    }

    fn end(&mut self) {
        self.text.push_str(if self.begun { "}\n" } else { "{}\n" });
        self.column = 0;
        self.begun = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn line(attributes: Attributes) -> serde_json::Value {
        let mut lines = JsonLines::new(attributes);
        for name in COLUMNS {
            match name {
                "ChargeStartDate" => lines.start(date(2015, 2, 1)),
                "ChargeEndDate" => lines.end_before(date(2015, 3, 1)),
                "Quantity" => lines.number(|text| text.push_str("10")),
                "Tax" => lines.number(|text| text.push_str("-0.60")),
                "CustomerID" => lines.mark(|text| text.push_str("an id")),
                _ => lines.text("=\"a\\b\"\n\u{7f}中"),
            }
        }
        lines.end();
        let mut written = String::new();
        lines.take(|text| written.push_str(text));
        assert_eq!(written.lines().count(), 1);
        serde_json::from_str(&written).unwrap_or_default()
    }

    #[test]
    fn a_line_is_an_object_with_its_columns() {
        let full = line(Attributes::Full);
        assert_eq!(
            full.as_object().map(serde_json::Map::len),
            Some(COLUMNS.len())
        );
        assert_eq!(full["ChargeStartDate"], "2015-02-01");
        assert_eq!(full["ChargeEndDate"], "2015-02-28");
        assert_eq!(full["Quantity"], 10);
        assert_eq!(full["Tax"].to_string(), "-0.6");
        assert_eq!(full["CustomerID"], "an id");
        assert_eq!(full["CustomerName"], "=\"a\\b\"\n\u{7f}中");
        let basic = line(Attributes::Basic);
        assert!(basic.get("CustomerName").is_none());
        assert_eq!(basic["ChargeEndDate"], "2015-02-28");
    }
}
