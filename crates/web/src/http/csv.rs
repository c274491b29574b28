//! Tables for spreadsheets (RFC 4180).

/// A table that grows row by row.
#[derive(Debug, Clone)]
pub struct Table(String);

impl Table {
    /// A table with its heading. The mark at the beginning tells spreadsheets that it is UTF-8.
    pub fn new<const N: usize>(head: [String; N]) -> Self {
        let mut table = Self("\u{feff}".to_owned());
        table.row(head);
        table
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                self.0.push(',');
            }
            self.cell(cell);
        }
        self.0.push_str("\r\n");
    }

    fn cell(&mut self, text: &str) {
        // A name that begins like a formula would be calculated by whoever opens the file.
        let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        if formula || text.contains([',', '"', '\r', '\n']) {
            self.0.push('"');
            if formula {
                self.0.push('\'');
            }
            self.0.push_str(&text.replace('"', "\"\""));
            self.0.push('"');
        } else {
            self.0.push_str(text);
        }
    }

    /// The whole table.
    #[must_use]
    pub fn into_text(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn cells_keep_their_commas_and_lose_their_formulas() {
        let mut table = Table::new(["a".to_owned(), "b".to_owned()]);
        table.row(["x, \"y\"".to_owned(), "=HYPERLINK(1)".to_owned()]);
        table.row(["公司".to_owned(), "-1".to_owned()]);
        let text = table.into_text();
        let wanted = "\u{feff}a,b\r\n\"x, \"\"y\"\"\",\"'=HYPERLINK(1)\"\r\n公司,\"'-1\"\r\n";
        assert_eq!(text, wanted);
    }
}
