//! The press: fonts and compiler, shared by all documents.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use domain::language::Language;
use serde::Serialize;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Bytes, Datetime, Smart};
use typst::syntax::Source;
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::fonts::Fonts;
use crate::invoice::{InvoiceData, InvoiceStatement};
use crate::page_data::PageData;
use crate::sheet::Sheet;
use crate::verification;
use crate::{CreatedUtc, PaperError, SignedAgreement};

/// Fonts and the compiler, made once per process. Fonts are searched when first needed.
pub struct Press {
    fonts: OnceLock<Fonts>,
    folder: Option<PathBuf>,
    memory: usize,
    pub(crate) library: LazyHash<Library>,
    agreement: Source,
    invoice: Source,
    kept: Mutex<Kept>,
}

/// Statements asked for lately, the oldest first: setting one takes a second or so, and whoever opens
/// one opens it again, in the portal and by programs.
#[derive(Default)]
struct Kept(VecDeque<(InvoiceStatement, Vec<u8>)>);

impl Kept {
    /// A statement is some tens of kilobytes.
    const MOST: usize = 64;

    /// The bytes of a document that says exactly the same.
    fn find(&self, doc: &InvoiceStatement) -> Option<Vec<u8>> {
        let found = self.0.iter().find(|(kept, _)| kept == doc);
        found.map(|(_, bytes)| bytes.clone())
    }

    fn keep(&mut self, doc: &InvoiceStatement, bytes: &[u8]) {
        if self.0.len() == Self::MOST {
            self.0.pop_front();
        }
        self.0.push_back((doc.clone(), bytes.to_vec()));
    }
}

impl Default for Press {
    fn default() -> Self {
        Self::new()
    }
}

/// A template after what all have in common.
fn template(text: &str) -> Source {
    Source::detached(format!("{}{text}", include_str!("prelude.typ")))
}

fn moment(created: CreatedUtc) -> Result<Datetime, PaperError> {
    Datetime::from_ymd_hms(
        created.year,
        created.month,
        created.day,
        created.hour,
        created.minute,
        created.second,
    )
    .ok_or(PaperError::Created)
}

impl Press {
    /// A press with the fonts installed on the machine.
    #[must_use]
    pub fn new() -> Self {
        Self::make(None)
    }

    /// A press with the fonts of `folder` and the folders within it, and no others.
    #[must_use]
    pub fn with_font_folder(folder: impl Into<PathBuf>) -> Self {
        Self::make(Some(folder.into()))
    }

    /// The same press, which remembers for `documents` more documents how the parts of one were set:
    /// quicker when many alike are printed in a row, for some tens of megabytes.
    #[must_use]
    pub fn remembering(self, documents: usize) -> Self {
        Self {
            memory: documents,
            ..self
        }
    }

    fn make(folder: Option<PathBuf>) -> Self {
        Self {
            fonts: OnceLock::new(),
            folder,
            memory: 0,
            library: LazyHash::new(Library::default()),
            agreement: template(include_str!("agreement.typ")),
            invoice: template(include_str!("invoice.typ")),
            kept: Mutex::default(),
        }
    }

    pub(crate) fn fonts(&self) -> &Fonts {
        self.fonts
            .get_or_init(|| Fonts::scan(self.folder.as_deref()))
    }

    /// The family Chinese is printed with.
    ///
    /// # Errors
    /// [`PaperError::NoChineseFont`], which names the packages that bring one.
    pub fn chinese_font(&self) -> Result<&str, PaperError> {
        self.fonts().chinese()
    }

    /// `doc` as PDF/A-2b on A4. The same input gives the same bytes on the same machine; other
    /// fonts give another file.
    ///
    /// # Errors
    /// [`PaperError::NoChineseFont`]; [`PaperError::VerifyUrl`] for an address no QR code holds;
    /// [`PaperError::Created`] for an impossible date; [`PaperError::Typesetting`] otherwise.
    pub fn signed_agreement(&self, doc: &SignedAgreement) -> Result<Vec<u8>, PaperError> {
        let fonts = self.fonts();
        fonts.chinese()?;
        let created = moment(doc.created)?;
        let qr = verification::qr_svg(&doc.verify_url)?;

        // Each letter has some font, but a sequence of letters may have none in common.
        let lenient = |text: &str| fonts.letters.spell(text, true);
        // What the Chinese family alone holds always has one.
        let strict = |text: &str| fonts.chinese_letters.spell(text, false);
        let proofed = |text: &str| {
            let (lenient, strict) = (lenient(text), strict(text));
            if lenient == strict || self.proof(doc.language, fonts, &lenient, &qr, created) {
                lenient
            } else {
                strict
            }
        };
        let attempts: [&dyn Fn(&str) -> String; 2] = [&lenient, &proofed];
        for spell in attempts {
            let data = PageData::of(doc, fonts, spell);
            let result = self.print(fonts, (&self.agreement, &data), &qr, created);
            if !matches!(result, Err(PaperError::Typesetting { .. })) {
                return result;
            }
        }
        let data = PageData::of(doc, fonts, &strict);
        self.print(fonts, (&self.agreement, &data), &qr, created)
    }

    /// An invoice as PDF/A-2b on A4. The same input gives the same bytes on the same machine; other
    /// fonts give another file.
    ///
    /// # Errors
    /// [`PaperError::NoChineseFont`]; [`PaperError::Created`] for an impossible date;
    /// [`PaperError::Typesetting`] otherwise.
    pub fn invoice_statement(&self, doc: &InvoiceStatement) -> Result<Vec<u8>, PaperError> {
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = kept().find(doc) {
            return Ok(bytes);
        }
        let fonts = self.fonts();
        fonts.chinese()?;
        let created = moment(doc.created)?;
        let print = |spell: &dyn Fn(&str) -> String| {
            let data = InvoiceData::of(doc, fonts, spell);
            self.print(fonts, (&self.invoice, &data), "", created)
        };
        // A sequence of letters may have no font in common: then only what the Chinese family holds.
        let bytes = match print(&|text| fonts.letters.spell(text, true)) {
            Err(PaperError::Typesetting { .. }) => {
                print(&|text| fonts.chinese_letters.spell(text, false))
            }
            result => result,
        }?;
        kept().keep(doc, &bytes);
        Ok(bytes)
    }

    /// Whether `text` alone can be printed.
    fn proof(
        &self,
        language: Language,
        fonts: &Fonts,
        text: &str,
        qr: &str,
        created: Datetime,
    ) -> bool {
        let data = PageData::proof(language, fonts, text);
        self.print(fonts, (&self.agreement, &data), qr, created)
            .is_ok()
    }

    fn print(
        &self,
        fonts: &Fonts,
        (template, data): (&Source, &impl Serialize),
        qr: &str,
        created: Datetime,
    ) -> Result<Vec<u8>, PaperError> {
        let data = serde_json::to_string(data).map_err(|e| PaperError::Typesetting {
            reason: e.to_string(),
        })?;
        let standards =
            PdfStandards::new(&[PdfStandard::A_2b]).map_err(|e| PaperError::Typesetting {
                reason: e.message().to_string(),
            })?;
        let options = PdfOptions {
            // Only a hash of it enters the file.
            ident: Smart::Custom(data.clone()),
            creator: Smart::Custom(Some("tongdao".to_owned())),
            timestamp: Some(Timestamp::new_utc(created)),
            standards,
            ..PdfOptions::default()
        };
        let sheet = Sheet {
            press: self,
            template,
            fonts: &fonts.store,
            data: Bytes::from_string(data),
            qr: Bytes::from_string(qr.to_owned()),
        };
        let document = typst::compile::<PagedDocument>(&sheet).output;
        let pdf = document.and_then(|document| typst_pdf::pdf(&document, &options));
        // The compiler remembers every intermediate result until told to forget.
        typst::comemo::evict(self.memory);
        pdf.map_err(|errors| PaperError::Typesetting {
            reason: messages(&errors),
        })
    }
}

fn messages(errors: &[SourceDiagnostic]) -> String {
    errors
        .iter()
        .map(|e| e.message.as_str())
        .collect::<Vec<_>>()
        .join("; ")
}
