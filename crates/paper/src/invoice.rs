//! What the statement of an invoice says, ready to be printed.

use domain::language::Language;
use serde::Serialize;

use crate::fonts::Fonts;
use crate::page_data::PageData;
use crate::{CreatedUtc, Row};

/// Rows under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What they are about.
    pub heading: String,
    /// The rows.
    pub rows: Vec<Row>,
}

/// An invoice on paper. All text is already in `language`; amounts are written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceStatement {
    /// Language of the document, for its typography and its metadata.
    pub language: Language,
    /// Title, printed large and set as the PDF's title.
    pub title: String,
    /// Letterhead: the name of the operator.
    pub operator: String,
    /// What must not be overlooked, in a frame above everything.
    pub warning: Option<String>,
    /// Parties and facts, two beside each other.
    pub parts: Vec<Part>,
    /// Heading of the table of charges.
    pub charges_head: [String; 4],
    /// What is charged: the first column is text, the others are numbers.
    pub charges: Vec<[String; 4]>,
    /// Sums, in order.
    pub sums: Vec<Row>,
    /// The sum that is to be paid.
    pub due: Row,
    /// Heading of the way to pay.
    pub pay_heading: String,
    /// The way to pay.
    pub pay: String,
    /// Small print.
    pub notes: Vec<String>,
    /// Left half of the foot of each page.
    pub footer: String,
    /// When it was issued; the only date in the file, so that it comes out the same every time.
    pub created: CreatedUtc,
}

#[derive(Serialize)]
struct PartData {
    heading: String,
    rows: Vec<(String, String)>,
}

/// What the template `invoice.typ` reads besides that of every document.
#[derive(Serialize)]
pub(crate) struct InvoiceData<'a> {
    #[serde(flatten)]
    page: PageData<'a>,
    warning: Option<String>,
    parts: Vec<PartData>,
    charges_head: Vec<String>,
    charges: Vec<Vec<String>>,
    sums: Vec<(String, String)>,
    due: (String, String),
    pay_heading: String,
    pay: String,
    notes: Vec<String>,
}

impl<'a> InvoiceData<'a> {
    /// All of `doc`, with every text passed through `spell`.
    pub(crate) fn of(
        doc: &'a InvoiceStatement,
        fonts: &Fonts,
        spell: &dyn Fn(&str) -> String,
    ) -> Self {
        let row = |row: &Row| (spell(&row.label), spell(&row.value));
        let cells = |cells: &[String; 4]| cells.iter().map(|cell| spell(cell)).collect();
        let titles = (
            doc.title.as_str(),
            doc.operator.as_str(),
            doc.footer.as_str(),
        );
        Self {
            page: PageData::titled(doc.language, fonts, spell, titles),
            warning: doc.warning.as_deref().map(spell),
            parts: doc
                .parts
                .iter()
                .map(|part| PartData {
                    heading: spell(&part.heading),
                    rows: part.rows.iter().map(row).collect(),
                })
                .collect(),
            charges_head: cells(&doc.charges_head),
            charges: doc.charges.iter().map(cells).collect(),
            sums: doc.sums.iter().map(row).collect(),
            due: row(&doc.due),
            pay_heading: spell(&doc.pay_heading),
            pay: spell(&doc.pay),
            notes: doc.notes.iter().map(|note| spell(note)).collect(),
        }
    }
}
