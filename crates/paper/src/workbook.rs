//! Tables as workbooks (XLSX), cell by cell.
//!
//! Rows wait in an unnamed temporary file, so that memory does not grow with them. The same cells and
//! the same moment give the same bytes.

use crate::{CreatedUtc, PaperError};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Worksheet, XlsxError};
use std::fs::File;
use std::io::{Seek, SeekFrom};

/// What browsers are told a workbook is.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Rows of a sheet, its heading counted; spreadsheets open no more.
const ROWS: u32 = 1_048_576;

/// From this many rows on a sheet may pass the 4 GB a plain ZIP archive counts to.
const LARGE: u64 = 500_000;

/// Digits a spreadsheet keeps of a number; it turns those behind them into noughts.
const DIGITS: usize = 15;

/// Decimals a number may have.
const DECIMALS: usize = 4;

/// Columns are as wide as their widest cell, between these, in letters.
const WIDTHS: (u16, u16) = (8, 60);

/// A table that grows cell by cell. What goes wrong on the way is told by [`Workbook::finish`].
pub struct Workbook {
    book: rust_xlsxwriter::Workbook,
    title: String,
    head: Vec<String>,
    widths: Vec<u16>,
    formats: Formats,
    /// Where the next cell goes.
    at: (u32, u16),
    sheets: usize,
    rows: u64,
    rows_of_a_sheet: u32,
    failed: Option<XlsxError>,
}

struct Formats {
    head: Format,
    text: Format,
    /// By how many decimals a number has.
    numbers: [Format; DECIMALS + 1],
}

impl Formats {
    fn new() -> Self {
        // Cells of text stay text when somebody edits them.
        let text = Format::new().set_num_format("@");
        let mut decimals = String::new();
        Self {
            head: text.clone().set_bold(),
            text,
            numbers: std::array::from_fn(|n| {
                if n > 0 {
                    decimals.push('0');
                }
                let point = if n > 0 { "." } else { "" };
                Format::new().set_num_format(format!("#,##0{point}{decimals}"))
            }),
        }
    }
}

impl Workbook {
    /// A workbook of one table with a name of at most 28 letters and its heading. `created` is the
    /// moment it tells of itself.
    ///
    /// # Errors
    /// [`PaperError::Created`]; [`PaperError::Workbook`] without a place for temporary files.
    pub fn new<S: AsRef<str>>(
        title: &str,
        head: &[S],
        created: CreatedUtc,
    ) -> Result<Self, PaperError> {
        Self::with_sheets_of(ROWS, title, head, created)
    }

    fn with_sheets_of<S: AsRef<str>>(
        rows_of_a_sheet: u32,
        title: &str,
        head: &[S],
        created: CreatedUtc,
    ) -> Result<Self, PaperError> {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.set_properties(&DocProperties::new().set_creation_datetime(&moment(created)?));
        let mut made = Self {
            book,
            title: title.to_owned(),
            head: head.iter().map(|cell| cell.as_ref().to_owned()).collect(),
            widths: vec![WIDTHS.0; head.len()],
            formats: Formats::new(),
            at: (0, 0),
            sheets: 0,
            rows: 0,
            rows_of_a_sheet,
            failed: None,
        };
        made.sheet()?;
        Ok(made)
    }

    /// Begins a sheet with its heading.
    fn sheet(&mut self) -> Result<(), PaperError> {
        self.sheets += 1;
        let name = if self.sheets == 1 {
            self.title.clone()
        } else {
            format!("{} {}", self.title, self.sheets)
        };
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        self.at = (0, 0);
        for cell in self.head.clone() {
            self.put(&cell, |sheet, (row, column), formats| {
                sheet.write_string_with_format(row, column, &cell, &formats.head)?;
                Ok(())
            });
        }
        self.at = (1, 0);
        Ok(())
    }

    fn put(
        &mut self,
        shown: &str,
        write: impl FnOnce(&mut Worksheet, (u32, u16), &Formats) -> Result<(), XlsxError>,
    ) {
        if self.at.0 >= self.rows_of_a_sheet && self.failed.is_none() {
            let column = self.at.1;
            if let Err(PaperError::Workbook(error)) = self.sheet() {
                self.failed = Some(error);
            }
            self.at.1 = column;
        }
        if let Some(width) = self.widths.get_mut(usize::from(self.at.1)) {
            *width = width_of(shown).clamp(*width, WIDTHS.1);
        }
        let sheet = self.book.worksheet_from_index(self.sheets - 1);
        let written = sheet.and_then(|sheet| write(sheet, self.at, &self.formats));
        if let Err(error) = written {
            self.failed.get_or_insert(error);
        }
        self.at.1 += 1;
    }

    /// A cell of words, whatever they begin with: they are never a formula.
    pub fn text(&mut self, text: &str) {
        if text.is_empty() {
            self.at.1 += 1;
            return;
        }
        self.put(text, |sheet, (row, column), formats| {
            sheet.write_string_with_format(row, column, text, &formats.text)?;
            Ok(())
        });
    }

    /// A number, as it is read: `-67.74`. It has as many decimals as were written. What a spreadsheet
    /// could not keep to the last digit is a cell of words.
    pub fn number(&mut self, decimal: &str) {
        let (_, fraction) = decimal.split_once('.').unwrap_or((decimal, ""));
        let Some(number) = exact(decimal).filter(|_| fraction.len() <= DECIMALS) else {
            return self.text(decimal);
        };
        self.put(decimal, |sheet, (row, column), formats| {
            let format = formats.numbers.get(fraction.len());
            let format = format.unwrap_or(&formats.text);
            sheet.write_number_with_format(row, column, number, format)?;
            Ok(())
        });
    }

    /// The row is complete.
    pub fn end(&mut self) {
        self.rows += 1;
        self.at = (self.at.0 + 1, 0);
    }

    /// The file, read from its beginning. It has no name and is gone when it is closed.
    ///
    /// # Errors
    /// [`PaperError::Workbook`]: a text longer than a cell holds, or a disk that is full.
    pub fn finish(mut self) -> Result<File, PaperError> {
        if let Some(error) = self.failed {
            return Err(error.into());
        }
        for sheet in self.book.worksheets_mut() {
            for (column, width) in (0..).zip(&self.widths) {
                sheet.set_column_width(column, width + 2)?;
            }
        }
        self.book.use_zip_large_file(self.rows > LARGE);
        let file = tempfile::tempfile().map_err(XlsxError::from)?;
        let mut written = file.try_clone().map_err(XlsxError::from)?;
        self.book.save_to_writer(file)?;
        written.seek(SeekFrom::Start(0)).map_err(XlsxError::from)?;
        Ok(written)
    }
}

/// A number a spreadsheet shows as exactly this decimal.
///
/// Spreadsheets keep numbers as binary fractions. Up to fifteen digits each decimal has one of its own,
/// from which the decimal can be had back; this is asked here for each of them. The only place at which
/// an amount becomes a float, and nothing is calculated with it.
fn exact(decimal: &str) -> Option<f64> {
    let digits = decimal.bytes().filter(u8::is_ascii_digit).count();
    let number: f64 = decimal.parse().ok()?;
    let plain = if decimal.contains('.') {
        decimal.trim_end_matches('0').trim_end_matches('.')
    } else {
        decimal
    };
    ((1..=DIGITS).contains(&digits) && number.to_string() == plain).then_some(number)
}

/// How wide a text is, in letters: a Chinese one takes the room of two.
fn width_of(text: &str) -> u16 {
    let width: usize = text
        .chars()
        .map(|c| if c < '\u{2e80}' { 1 } else { 2 })
        .sum();
    u16::try_from(width).unwrap_or(u16::MAX)
}

fn moment(at: CreatedUtc) -> Result<ExcelDateTime, PaperError> {
    let year = u16::try_from(at.year).map_err(|_| PaperError::Created)?;
    ExcelDateTime::from_ymd(year, at.month, at.day)
        .and_then(|day| day.and_hms(at.hour.into(), at.minute, at.second))
        .map_err(|_| PaperError::Created)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::money::{Currency, Money};
    use proptest::prelude::*;
    use std::io::Read;
    use testkit::workbook::{Cell, Sheet, created, read};

    const CREATED: CreatedUtc = CreatedUtc {
        year: 2026,
        month: 8,
        day: 15,
        hour: 0,
        minute: 1,
        second: 2,
    };

    fn bytes(book: Workbook) -> Vec<u8> {
        let mut bytes = Vec::new();
        book.finish().unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    }

    fn only(bytes: &[u8]) -> Sheet {
        let mut sheets = read(bytes);
        assert_eq!(sheets.len(), 1);
        sheets.remove(0)
    }

    #[test]
    fn words_stay_words_and_amounts_are_numbers() {
        let names = [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\tx",
            "＝1",
            "公司 <&> \"甲\"",
            "_x0041_",
            " a ",
            "https://example.com",
            "{=1}",
        ];
        let make = || {
            let mut book = Workbook::new("对账", &["名称", "Id", "Amount"], CREATED).unwrap();
            for name in names {
                book.text(name);
                book.text("0043");
                book.number("-67.74");
                book.end();
            }
            book.text("");
            book.text("1e5");
            book.number("0.00");
            book.end();
            book.text("");
            book.number("");
            book.number("300");
            book.end();
            bytes(book)
        };
        let made = make();
        assert_eq!(created(&made), "2026-08-15T00:01:02Z");
        let sheet = only(&made);
        assert_eq!(sheet.name, "对账");
        assert!(sheet.frozen);
        let mut rows = sheet.rows.into_iter();
        assert_eq!(
            rows.next().unwrap(),
            ["名称", "Id", "Amount"].map(Cell::text)
        );
        for name in names {
            let wanted = [Cell::text(name), Cell::text("0043"), Cell::number("-67.74")];
            assert_eq!(rows.next().unwrap(), wanted);
        }
        let rest: Vec<_> = rows.collect();
        assert_eq!(
            rest[0],
            [Cell::Empty, Cell::text("1e5"), Cell::number("0.00")]
        );
        assert_eq!(rest[1], [Cell::Empty, Cell::Empty, Cell::number("300")]);
        assert_eq!(rest.len(), 2);
        assert_eq!(made, make(), "the same bytes");
    }

    #[test]
    fn a_table_without_rows_has_its_heading() {
        let book = Workbook::new("lines", &["a", "b"], CREATED).unwrap();
        assert_eq!(
            only(&bytes(book)).rows,
            [["a", "b"].map(Cell::text).to_vec()]
        );
    }

    #[test]
    fn a_full_sheet_is_followed_by_another() {
        let mut book = Workbook::with_sheets_of(3, "lines", &["n"], CREATED).unwrap();
        for n in ["1", "2", "3", "4", "5"] {
            book.number(n);
            book.end();
        }
        let sheets = read(&bytes(book));
        let names: Vec<_> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names, ["lines", "lines 2", "lines 3"]);
        let shown = |sheet: &Sheet| -> Vec<String> {
            let cells = sheet.rows.iter().flatten();
            cells.map(|cell| cell.shown().to_owned()).collect()
        };
        assert_eq!(shown(&sheets[1]), ["n", "3", "4"]);
        assert_eq!(shown(&sheets[2]), ["n", "5"]);
        assert!(sheets.iter().all(|sheet| sheet.frozen));
    }

    #[test]
    fn a_sheet_that_is_just_full_is_the_last() {
        let mut book = Workbook::with_sheets_of(3, "lines", &["n"], CREATED).unwrap();
        for n in ["1", "2", "3", "4"] {
            book.number(n);
            book.end();
        }
        assert_eq!(read(&bytes(book)).len(), 2);
    }

    #[test]
    fn a_text_no_cell_holds_is_a_failure() {
        let mut book = Workbook::new("lines", &["n"], CREATED).unwrap();
        book.text(&"长".repeat(40_000));
        book.end();
        assert!(matches!(book.finish(), Err(PaperError::Workbook(_))));
    }

    #[test]
    fn what_a_spreadsheet_cannot_keep_is_no_number() {
        for decimal in [
            "92233720368547758.07",
            "1234567890123456",
            "1e5",
            "inf",
            "NaN",
            "",
            "01",
        ] {
            assert!(exact(decimal).is_none(), "{decimal}");
        }
        let mut book = Workbook::new("lines", &["n"], CREATED).unwrap();
        book.number("92233720368547758.07");
        book.number("1.00001");
        book.end();
        let wanted = ["92233720368547758.07", "1.00001"].map(Cell::text);
        assert_eq!(only(&bytes(book)).rows[1], wanted);
    }

    proptest! {
        /// Each amount of up to fifteen digits comes back to the hundredth.
        #[test]
        fn amounts_come_back_to_the_hundredth(minor in -999_999_999_999_999_i64..=999_999_999_999_999) {
            let decimal = Money::new(minor, Currency::CNY).plain();
            let number = exact(&decimal).unwrap();
            prop_assert_eq!(format!("{number:.2}"), decimal);
        }
    }
}
