//! Tables for spreadsheets (RFC 4180).

use domain::billing::reconciliation::FORMULA;

/// A table that grows row by row.
#[derive(Debug, Clone)]
pub struct Table {
    text: String,
    columns: usize,
}

impl Table {
    /// A table whose columns are known when it is made.
    pub fn with_columns(head: &[String]) -> Self {
        let mut table = Self {
            text: "\u{feff}".to_owned(),
            columns: head.len(),
        };
        table.cells(head);
        table
    }

    /// A table with its heading. The mark at the beginning tells spreadsheets that it is UTF-8.
    pub fn new<const N: usize>(head: [String; N]) -> Self {
        Self::with_columns(&head)
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.cells(&cells);
    }

    /// The same for as many cells as there are columns.
    pub fn cells(&mut self, cells: &[String]) {
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                self.text.push(',');
            }
            self.cell(cell);
        }
        self.text.push_str("\r\n");
    }

    /// Adds a row that speaks of the others, in its first cell.
    pub fn note(&mut self, words: &str) {
        self.cell(words);
        for _ in 1..self.columns {
            self.text.push(',');
        }
        self.text.push_str("\r\n");
    }

    fn cell(&mut self, text: &str) {
        // A name that begins like a formula would be calculated by whoever opens the file.
        let formula = text.starts_with(FORMULA);
        if formula || text.contains([',', '"', '\r', '\n']) {
            self.text.push('"');
            if formula {
                self.text.push('\'');
            }
            self.text.push_str(&text.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(text);
        }
    }

    /// The whole table.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
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

    #[test]
    fn no_cell_begins_like_a_formula() {
        for sign in [
            "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "\n=",
        ] {
            let mut table = Table::new(["a".to_owned()]);
            table.row([format!("{sign}1")]);
            let wanted = format!("\u{feff}a\r\n\"'{sign}1\"\r\n");
            assert_eq!(table.into_text(), wanted, "{sign:?}");
        }
    }

    #[test]
    fn a_note_is_a_row_like_the_others() {
        let mut table = Table::new(["a".to_owned(), "b".to_owned(), "c".to_owned()]);
        table.note("more, elsewhere");
        assert_eq!(
            table.into_text(),
            "\u{feff}a,b,c\r\n\"more, elsewhere\",,\r\n"
        );
    }
}
