//! Tables as workbooks: what is common to those of several contexts.

use crate::Failure;
use domain::billing::reconciliation::Cells;
use jiff::civil::Date;
use paper::CreatedUtc;
pub use paper::workbook::{MEDIA_TYPE, Workbook};

/// A workbook of what is so from a day on: the day is the moment it tells of itself, so that it comes
/// out the same every time.
///
/// # Errors
/// [`Failure::Internal`] without a place for temporary files.
pub fn from_day(title: &str, head: &[String], day: Date) -> Result<Workbook, Failure> {
    let created = CreatedUtc {
        year: day.year().into(),
        month: day.month().unsigned_abs(),
        day: day.day().unsigned_abs(),
        hour: 0,
        minute: 0,
        second: 0,
    };
    Workbook::new(title, head, created).map_err(Failure::internal)
}

/// A workbook a reconciliation file is written to.
pub(crate) struct Sheet {
    pub(crate) book: Workbook,
    cell: String,
}

impl Sheet {
    pub(crate) fn of(book: Workbook) -> Self {
        let cell = String::new();
        Self { book, cell }
    }
}

impl Cells for Sheet {
    fn text(&mut self, text: &str) {
        self.book.text(text);
    }

    fn mark(&mut self, write: impl FnOnce(&mut String)) {
        self.cell.clear();
        write(&mut self.cell);
        self.book.text(&self.cell);
    }

    fn number(&mut self, write: impl FnOnce(&mut String)) {
        self.cell.clear();
        write(&mut self.cell);
        self.book.number(&self.cell);
    }

    fn end(&mut self) {
        self.book.end();
    }
}
