//! The press: fonts and compiler, shared by all documents.

use std::path::PathBuf;
use std::sync::OnceLock;

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
use crate::markdown::{self, Block, Item};
use crate::sheet::Sheet;
use crate::verification;
use crate::{PaperError, Row, SignedAgreement};

/// Longest title in the metadata, in letters; PDF/A-2 limits strings to 32,767 bytes.
const METADATA_LETTERS: usize = 300;

/// Fonts and the compiler, made once per process. Fonts are searched when first needed.
pub struct Press {
    fonts: OnceLock<Fonts>,
    folder: Option<PathBuf>,
    pub(crate) library: LazyHash<Library>,
    pub(crate) template: Source,
}

impl Default for Press {
    fn default() -> Self {
        Self::new()
    }
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

    fn make(folder: Option<PathBuf>) -> Self {
        Self {
            fonts: OnceLock::new(),
            folder,
            library: LazyHash::new(Library::default()),
            template: Source::detached(include_str!("agreement.typ")),
        }
    }

    fn fonts(&self) -> &Fonts {
        self.fonts.get_or_init(|| Fonts::scan(self.folder.as_deref()))
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
        let created = doc.created;
        let created = Datetime::from_ymd_hms(
            created.year,
            created.month,
            created.day,
            created.hour,
            created.minute,
            created.second,
        )
        .ok_or(PaperError::Created)?;
        let qr = verification::qr_svg(&doc.verify_url)?;

        let any_font = |text: &str| fonts.letters.spell(text, true);
        let result = self.print(fonts, &page_data(doc, fonts, &any_font), &qr, created);
        if !matches!(result, Err(PaperError::Typesetting { .. })) {
            return result;
        }
        // Each letter has a font, but some sequence of them may have none in common; what one font
        // holds always has.
        let one_font = |text: &str| fonts.chinese_letters.spell(text, false);
        self.print(fonts, &page_data(doc, fonts, &one_font), &qr, created)
    }

    fn print(
        &self,
        fonts: &Fonts,
        data: &PageData<'_>,
        qr: &str,
        created: Datetime,
    ) -> Result<Vec<u8>, PaperError> {
        let data = serde_json::to_string(data)
            .map_err(|e| PaperError::Typesetting { reason: e.to_string() })?;
        let standards = PdfStandards::new(&[PdfStandard::A_2b])
            .map_err(|e| PaperError::Typesetting { reason: e.message().to_string() })?;
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
            fonts: &fonts.store,
            data: Bytes::from_string(data),
            qr: Bytes::from_string(qr.to_owned()),
        };
        let document = typst::compile::<PagedDocument>(&sheet).output;
        let pdf = document.and_then(|document| typst_pdf::pdf(&document, &options));
        // The compiler remembers every intermediate result until told to forget.
        typst::comemo::evict(0);
        pdf.map_err(|errors| PaperError::Typesetting { reason: messages(&errors) })
    }
}

fn messages(errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|e| e.message.as_str()).collect::<Vec<_>>().join("; ")
}

/// What the template reads; its fields are named there.
#[derive(Serialize)]
struct PageData<'a> {
    lang: &'static str,
    region: Option<&'static str>,
    fonts: Vec<&'static str>,
    monospaced: Vec<&'static str>,
    has_bold: bool,
    metadata_title: String,
    metadata_author: String,
    title: String,
    version: String,
    blocks: Vec<Block>,
    signature_heading: String,
    record: Vec<(String, String)>,
    sha256: (String, String),
    consents: Vec<String>,
    verify_caption: String,
    verify_url: String,
    link: Option<&'a str>,
    operator: String,
    footer: String,
}

fn page_data<'a>(
    doc: &'a SignedAgreement,
    fonts: &Fonts,
    spell: &dyn Fn(&str) -> String,
) -> PageData<'a> {
    let (lang, region) = match doc.language {
        Language::ZhHans => ("zh", Some("CN")),
        Language::ZhHant => ("zh", Some("TW")),
        Language::En => ("en", None),
    };
    let title = spell(&doc.title);
    let operator = spell(&doc.operator);
    let row = |row: &Row| (spell(&row.label), spell(&row.value));
    let web = ["https://", "http://"].iter().any(|scheme| doc.verify_url.starts_with(scheme));
    let mut blocks = markdown::blocks(&doc.body_markdown);
    if let Some(Block::Heading { level: 1, text }) = blocks.first()
        && text.trim() == doc.title.trim()
    {
        blocks.remove(0);
    }
    PageData {
        lang,
        region,
        fonts: fonts.text(doc.language),
        monospaced: fonts.monospaced(),
        has_bold: fonts.has_bold(doc.language),
        metadata_title: title.chars().take(METADATA_LETTERS).collect(),
        metadata_author: operator.chars().take(METADATA_LETTERS).collect(),
        title,
        version: spell(&doc.version),
        blocks: blocks.into_iter().map(|block| spelled(block, spell)).collect(),
        signature_heading: spell(&doc.signature_heading),
        record: doc.record.iter().map(row).collect(),
        sha256: (spell(&doc.body_sha256_label), spell(&doc.body_sha256)),
        consents: doc.consents.iter().map(|text| spell(text)).collect(),
        verify_caption: spell(&doc.verify_caption),
        verify_url: spell(&doc.verify_url),
        link: web.then_some(doc.verify_url.as_str()),
        operator,
        footer: spell(&doc.footer),
    }
}

fn spelled(block: Block, spell: &dyn Fn(&str) -> String) -> Block {
    let all = |items: Vec<Item>| -> Vec<Item> {
        let spelled = |item: Item| Item { text: spell(&item.text), ..item };
        items.into_iter().map(spelled).collect()
    };
    match block {
        Block::Heading { level, text } => Block::Heading { level, text: spell(&text) },
        Block::Paragraph { text } => Block::Paragraph { text: spell(&text) },
        Block::Numbered { items } => Block::Numbered { items: all(items) },
        Block::Bulleted { items } => Block::Bulleted { items: all(items) },
    }
}
