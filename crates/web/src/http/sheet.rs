//! Tables people save, as text (CSV) or as a workbook (XLSX) with the same cells.

use super::{Answer, blocking, csv, sent};
use app::Failure;
use app::workbook::{self, MEDIA_TYPE};
use axum::http::header;
use axum::response::IntoResponse;
use jiff::civil::Date;

/// A cell.
pub enum Cell {
    /// Words, ids, days.
    Text(String),
    /// Digits, with a point before decimals; a number where there are numbers.
    Number(String),
}

impl Cell {
    fn into_text(self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) => text,
        }
    }
}

/// As what a table is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text with commas.
    Csv,
    /// A workbook.
    Xlsx,
}

impl Format {
    /// The format an address asks for; text unless it does, and none for one there is not.
    pub fn asked(text: Option<&str>) -> Option<Self> {
        match text {
            None | Some("csv") => Some(Self::Csv),
            Some("xlsx") => Some(Self::Xlsx),
            Some(_) => None,
        }
    }
}

/// A table of which there are no more rows than a page shows.
pub struct Sheet<const N: usize> {
    head: [String; N],
    rows: Vec<[Cell; N]>,
}

impl<const N: usize> Sheet<N> {
    /// A table with its heading.
    pub fn new(head: [String; N]) -> Self {
        let rows = Vec::new();
        Self { head, rows }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: [Cell; N]) {
        self.rows.push(cells);
    }

    /// The file, whose name gets its ending here; what it says is so from a day on. It is kept by
    /// nobody on the way.
    ///
    /// # Errors
    /// Those of writing a workbook.
    pub async fn save(self, format: Format, name: &str, from: Date) -> Answer {
        match format {
            Format::Csv => Ok(self.text(name)),
            Format::Xlsx => {
                let (title, file) = (name.to_owned(), format!("{name}.xlsx"));
                let made = blocking(move || self.workbook(&title, from)).await?;
                let keep = [(header::CACHE_CONTROL, "private, no-store")];
                Ok((keep, sent::file(made, MEDIA_TYPE, &file)?).into_response())
            }
        }
    }

    fn text(self, name: &str) -> axum::response::Response {
        let mut table = csv::Table::new(self.head);
        for row in self.rows {
            table.row(row.map(Cell::into_text));
        }
        let headers = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (
                header::CONTENT_DISPOSITION,
                format!("attachment; filename=\"{name}.csv\""),
            ),
            (header::CACHE_CONTROL, "private, no-store".to_owned()),
        ];
        (headers, table.into_text()).into_response()
    }

    fn workbook(&self, title: &str, from: Date) -> Result<std::fs::File, Failure> {
        let mut book = workbook::from_day(title, &self.head, from)?;
        for row in &self.rows {
            for cell in row {
                match cell {
                    Cell::Text(text) => book.text(text),
                    Cell::Number(text) => book.number(text),
                }
            }
            book.end();
        }
        book.finish().map_err(Failure::internal)
    }
}
