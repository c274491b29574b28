//! Agreements and notices, loaded with the hash that signatures carry.

use super::check::{Findings, is_id};
use super::error::ProgrammeError;
use super::markdown::{self, Block};
use super::settings::{Settings, TextEntry, TextVersion};
use crate::language::Language;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// One version of a text in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Id, such as `reseller-agreement`.
    pub id: String,
    /// Version, such as `2025-06`.
    pub version: String,
    /// Day of publication.
    pub date: Date,
    /// Its language.
    pub language: Language,
    /// Its title in that language.
    pub title: String,
    /// The exact text, in the subset [`Text::blocks`] reads.
    pub body: String,
    /// SHA-256 of the UTF-8 bytes of `body`, in lower-case hexadecimal.
    pub sha256: String,
}

impl Text {
    /// The text in pieces, for a page or for paper.
    #[must_use]
    pub fn blocks(&self) -> Vec<Block<'_>> {
        markdown::blocks(&self.body)
    }
}

/// Where a text is kept, seen from the programme's folder.
fn path_of(id: &str, version: &str, language: Language) -> String {
    format!("texts/{id}/{version}/{}.md", language.tag())
}

/// Reads every version of every text in every offered language; what is wrong goes to `findings`.
pub(super) fn load(
    settings: &Settings,
    folder: &str,
    read_text: &dyn Fn(&str) -> Result<String, String>,
    findings: &mut Findings<'_, '_>,
) -> Vec<Text> {
    let mut texts = Vec::new();
    for (e, entry) in settings.texts.iter().enumerate() {
        for (v, version) in entry.versions.iter().enumerate() {
            // Ids are folder names; `check` has already reported one that could lead elsewhere.
            if !is_id(&entry.id) || !is_id(&version.version) {
                continue;
            }
            for &language in &settings.languages.offered {
                let path = path_of(&entry.id, &version.version, language);
                match read_text(&path) {
                    Err(reason) => {
                        let field = format!("texts[{e}].versions[{v}].version");
                        findings.add(&field, format!("cannot read {path}: {reason}"));
                    }
                    Ok(body) => {
                        examine(
                            &body,
                            &format!("{folder}/{path}"),
                            entry,
                            version,
                            language,
                            findings,
                        );
                        texts.push(loaded(entry, version, language, body));
                    }
                }
            }
        }
    }
    texts
}

fn loaded(entry: &TextEntry, version: &TextVersion, language: Language, body: String) -> Text {
    Text {
        id: entry.id.clone(),
        version: version.version.clone(),
        date: version.date,
        language,
        title: entry.title.get(language).to_owned(),
        sha256: data_encoding::HEXLOWER.encode(&Sha256::digest(body.as_bytes())),
        body,
    }
}

fn examine(
    body: &str,
    file: &str,
    entry: &TextEntry,
    version: &TextVersion,
    language: Language,
    findings: &mut Findings<'_, '_>,
) {
    let field = format!("{} {} {}", entry.id, version.version, language.tag());
    let mut report = |line, message: &str| {
        findings.push(ProgrammeError {
            file: file.to_owned(),
            line,
            field: field.clone(),
            message: message.to_owned(),
        });
    };
    let blocks = markdown::blocks(body);
    if !blocks
        .iter()
        .any(|b| !matches!(b, Block::Title(_) | Block::Heading(_)))
    {
        report(1, "must not be empty");
        return;
    }
    for (line, message) in markdown::faults(body) {
        report(line, message);
    }
    // The title is what people are told they agree to; the file must not say something else.
    if let Some(Block::Title(title)) = blocks.first()
        && *title != entry.title.get(language)
    {
        report(1, "the title differs from the one in programme.toml");
    }
}
