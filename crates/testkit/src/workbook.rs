//! Workbooks read back, by other code than writes them: an archive of XML, as the format says.

use roxmltree::{Document, Node};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A number as it is shown without the commas between thousands: `-67.74`.
    Number(String),
}

impl Cell {
    /// A cell of words.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// A number.
    #[must_use]
    pub fn number(shown: &str) -> Self {
        Self::Number(shown.to_owned())
    }

    /// What one reads in it.
    #[must_use]
    pub fn shown(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text) | Self::Number(text) => text,
        }
    }
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its heading stays where it is when one reads on.
    pub frozen: bool,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// The sheets of a workbook, in order. Panics on what is no workbook and on formulas.
#[must_use]
pub fn read(bytes: &[u8]) -> Vec<Sheet> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut part = |name: &str| {
        let mut text = String::new();
        let mut file = archive.by_name(name).expect("a part of the workbook");
        file.read_to_string(&mut text).expect("text");
        text
    };
    let (book, styles) = (part("xl/workbook.xml"), part("xl/styles.xml"));
    let styles = Document::parse(&styles).expect("XML");
    let formats = formats(&styles);
    let book = Document::parse(&book).expect("XML");
    let names = named(book.root(), "sheet").map(|sheet| attribute(sheet, "name"));
    let sheets = names.enumerate().map(|(n, name)| {
        let text = part(&format!("xl/worksheets/sheet{}.xml", n + 1));
        let sheet = Document::parse(&text).expect("XML");
        Sheet {
            name: name.to_owned(),
            frozen: named(sheet.root(), "pane").any(|pane| {
                attribute(pane, "ySplit") == "1" && attribute(pane, "state") == "frozen"
            }),
            rows: rows(&sheet, &formats),
        }
    });
    sheets.collect()
}

/// When a workbook says it was made.
#[must_use]
pub fn created(bytes: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    let mut file = archive.by_name("docProps/core.xml").expect("properties");
    file.read_to_string(&mut text).expect("text");
    let properties = Document::parse(&text).expect("XML");
    let created = named(properties.root(), "created").next();
    created
        .and_then(|c| c.text())
        .unwrap_or_default()
        .to_owned()
}

fn named<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.descendants()
        .filter(move |n| n.tag_name().name() == name)
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    node.attribute(name).unwrap_or_default()
}

/// How many decimals each style shows; none for text.
fn formats(styles: &Document<'_>) -> Vec<Option<usize>> {
    let own: Vec<_> = named(styles.root(), "numFmt")
        .map(|f| (attribute(f, "numFmtId"), attribute(f, "formatCode")))
        .collect();
    let used = named(styles.root(), "cellXfs").flat_map(|all| named(all, "xf"));
    used.map(|style| {
        let code = match attribute(style, "numFmtId") {
            "0" | "49" => return None,
            "3" => "#,##0",
            "4" => "#,##0.00",
            id => own.iter().find(|(own, _)| *own == id).expect("a format").1,
        };
        Some(
            code.split_once('.')
                .map_or(0, |(_, decimals)| decimals.len()),
        )
    })
    .collect()
}

fn rows(sheet: &Document<'_>, formats: &[Option<usize>]) -> Vec<Vec<Cell>> {
    assert_eq!(named(sheet.root(), "f").count(), 0, "no formula");
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for row in named(sheet.root(), "row") {
        let number: usize = attribute(row, "r").parse().expect("a number of a row");
        rows.resize(number - 1, Vec::new());
        let mut cells = Vec::new();
        for cell in named(row, "c") {
            cells.resize(column(attribute(cell, "r")), Cell::Empty);
            cells.push(read_cell(cell, formats));
        }
        rows.push(cells);
    }
    rows
}

/// `C7` is the third column.
fn column(place: &str) -> usize {
    let letters = place.bytes().filter(u8::is_ascii_uppercase);
    letters.fold(0, |n, letter| n * 26 + usize::from(letter - b'A') + 1) - 1
}

fn read_cell(cell: Node<'_, '_>, formats: &[Option<usize>]) -> Cell {
    let inside = cell.descendants().filter(Node::is_text);
    let inside: String = inside.filter_map(|n| n.text()).collect();
    if attribute(cell, "t") == "inlineStr" {
        return Cell::Text(inside.replace("_x005F_", "_"));
    }
    assert_eq!(attribute(cell, "t"), "", "a kind of cell nobody expects");
    let style: usize = attribute(cell, "s").parse().expect("a style");
    let decimals = formats[style].expect("the format of a number");
    let (whole, fraction) = inside.split_once('.').unwrap_or((&inside, ""));
    assert!(fraction.len() <= decimals, "{inside} is shown rounded");
    Cell::Number(match decimals {
        0 => whole.to_owned(),
        _ => format!("{whole}.{fraction:0<decimals$}"),
    })
}
