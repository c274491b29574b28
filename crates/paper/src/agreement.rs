//! What a signed agreement says, ready to be printed.

use domain::language::Language;

/// One row of the signature page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What the value is, in the language of the document.
    pub label: String,
    /// The value, printed literally; may hold anything a person typed.
    pub value: String,
}

impl Row {
    /// A row of `label` and `value`.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
        }
    }
}

/// A moment in UTC to the second; the creation date in the PDF's metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CreatedUtc {
    /// Year of the common era.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

/// An agreement, its signature and the way to verify it. All text is already in `language`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedAgreement {
    /// Language of the document, for its typography and its metadata.
    pub language: Language,
    /// Title, printed above the text and set as the PDF's title.
    pub title: String,
    /// Line under the title, for example `版本 2026-01`.
    pub version: String,
    /// The text: `# ` and `## ` headings, paragraphs, `1. ` and `- ` lists. Nothing else is markup.
    /// A first `# ` heading that repeats the title is not printed twice.
    pub body_markdown: String,
    /// Label of the last row of the signature page, the fingerprint.
    pub body_sha256_label: String,
    /// SHA-256 of the text as signed, in hexadecimal.
    pub body_sha256: String,
    /// Rows of the signature page, in order: signer, company, credit code, times, address …
    pub record: Vec<Row>,
    /// Heading of the signature page.
    pub signature_heading: String,
    /// The sentences the signer ticked.
    pub consents: Vec<String>,
    /// Address of the page that confirms this document; printed, and as QR code.
    pub verify_url: String,
    /// What the QR code is for.
    pub verify_caption: String,
    /// Letterhead: the name of the operator.
    pub operator: String,
    /// Left half of the foot of each page.
    pub footer: String,
    /// When it was signed; the only date in the file, so that it comes out the same every time.
    pub created: CreatedUtc,
}
