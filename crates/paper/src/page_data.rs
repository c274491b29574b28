//! The data of the templates `prelude.typ` and `agreement.typ`.

use domain::language::Language;
use serde::Serialize;

use crate::fonts::Fonts;
use crate::markdown::{self, Block, Item};
use crate::{Row, SignedAgreement};

/// Longest title in the metadata, in letters; PDF/A-2 limits strings to 32,767 bytes.
const METADATA_LETTERS: usize = 300;

/// What the template reads; its fields are named there.
#[derive(Default, Serialize)]
pub(crate) struct PageData<'a> {
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

impl<'a> PageData<'a> {
    /// All of `doc`, with every text but the link passed through `spell`.
    pub(crate) fn of(
        doc: &'a SignedAgreement,
        fonts: &Fonts,
        spell: &dyn Fn(&str) -> String,
    ) -> Self {
        let title = spell(&doc.title);
        let operator = spell(&doc.operator);
        let row = |row: &Row| (spell(&row.label), spell(&row.value));
        let web = ["https://", "http://"]
            .iter()
            .any(|scheme| doc.verify_url.starts_with(scheme));
        let mut blocks = markdown::blocks(&doc.body_markdown);
        if let Some(Block::Heading { level: 1, text }) = blocks.first()
            && text.trim() == doc.title.trim()
        {
            blocks.remove(0);
        }
        Self {
            metadata_title: title.chars().take(METADATA_LETTERS).collect(),
            metadata_author: operator.chars().take(METADATA_LETTERS).collect(),
            title,
            version: spell(&doc.version),
            blocks: blocks
                .into_iter()
                .map(|block| spelled(block, spell))
                .collect(),
            signature_heading: spell(&doc.signature_heading),
            record: doc.record.iter().map(row).collect(),
            sha256: (spell(&doc.body_sha256_label), spell(&doc.body_sha256)),
            consents: doc.consents.iter().map(|text| spell(text)).collect(),
            verify_caption: spell(&doc.verify_caption),
            verify_url: spell(&doc.verify_url),
            link: web.then_some(doc.verify_url.as_str()),
            operator,
            footer: spell(&doc.footer),
            ..Self::typography(doc.language, fonts)
        }
    }

    /// What every document has: title, letterhead and foot.
    pub(crate) fn titled(
        language: Language,
        fonts: &Fonts,
        spell: &dyn Fn(&str) -> String,
        (title, operator, footer): (&str, &str, &str),
    ) -> Self {
        let (title, operator) = (spell(title), spell(operator));
        Self {
            metadata_title: title.chars().take(METADATA_LETTERS).collect(),
            metadata_author: operator.chars().take(METADATA_LETTERS).collect(),
            version: title.clone(),
            title,
            operator,
            footer: spell(footer),
            ..Self::typography(language, fonts)
        }
    }

    /// A document of `text` and nothing else, to find out whether it can be printed.
    pub(crate) fn proof(language: Language, fonts: &Fonts, text: &str) -> Self {
        Self {
            consents: vec![text.to_owned()],
            ..Self::typography(language, fonts)
        }
    }

    fn typography(language: Language, fonts: &Fonts) -> Self {
        let (lang, region) = match language {
            Language::ZhHans => ("zh", Some("CN")),
            Language::ZhHant => ("zh", Some("TW")),
            Language::En => ("en", None),
        };
        Self {
            lang,
            region,
            fonts: fonts.text(language),
            monospaced: fonts.monospaced(),
            has_bold: fonts.has_bold(language),
            ..Self::default()
        }
    }
}

/// `block` with its texts passed through `spell`.
fn spelled(block: Block, spell: &dyn Fn(&str) -> String) -> Block {
    let all = |items: Vec<Item>| -> Vec<Item> {
        let spelled = |item: Item| Item {
            text: spell(&item.text),
            ..item
        };
        items.into_iter().map(spelled).collect()
    };
    match block {
        Block::Heading { level, text } => Block::Heading {
            level,
            text: spell(&text),
        },
        Block::Paragraph { text } => Block::Paragraph { text: spell(&text) },
        Block::Numbered { items } => Block::Numbered { items: all(items) },
        Block::Bulleted { items } => Block::Bulleted { items: all(items) },
    }
}
