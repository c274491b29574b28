//! What can go wrong between a document and its paper.

/// A document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The machine has no font with Chinese letters.
    #[error(
        "no font with Chinese letters was found; install the Debian package fonts-wqy-microhei, \
         fonts-droid-fallback or fonts-noto-cjk"
    )]
    NoChineseFont,
    /// The address of the verification page is empty or too long for a QR code.
    #[error("the verification address does not fit a QR code: {reason}")]
    VerifyUrl {
        /// What the QR encoder objected to.
        reason: String,
    },
    /// The time of signing is no date of the calendar.
    #[error("the time of signing is not a valid date and time")]
    Created,
    /// The compiler or the PDF writer refused; a fault of this program, not of the input.
    #[error("the document could not be typeset: {reason}")]
    Typesetting {
        /// The compiler's messages, for the log.
        reason: String,
    },
    /// A file that calls itself a PDF cannot be read.
    #[error("the PDF cannot be read")]
    Unreadable,
    /// The PDF has fewer pages.
    #[error("the PDF has no such page")]
    NoSuchPage,
    /// A workbook could not be written: the disk for temporary files is full or cannot be reached, or a
    /// text is longer than a cell holds.
    #[error("the workbook could not be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

impl PaperError {
    /// The stable code for logs and for the problem report of an API.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoChineseFont => "paper.no_chinese_font",
            Self::VerifyUrl { .. } => "paper.verify_url",
            Self::Created => "paper.created",
            Self::Typesetting { .. } => "paper.typesetting",
            Self::Unreadable => "paper.unreadable",
            Self::NoSuchPage => "paper.no_such_page",
            Self::Workbook(_) => "paper.workbook",
        }
    }
}
