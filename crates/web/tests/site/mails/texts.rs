//! What the templates say, to tell from a mail which of them it was made of.

use domain::language::Language;
use std::collections::BTreeMap;
use std::path::Path;

/// The fixed words of each template, by its name in capitals.
pub(super) struct Texts(BTreeMap<String, Vec<String>>);

impl Texts {
    /// Reads the locale files of a language.
    pub(super) fn of(language: Language) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/locales");
        let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for file in std::fs::read_dir(folder.join(language.tag())).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let mut open = None;
            for line in text.lines() {
                let words = if line.starts_with([' ', '\t']) || line.is_empty() {
                    line
                } else {
                    let (id, words) = line.split_once(" =").unwrap_or((line, ""));
                    let name = id.strip_prefix("mail-").and_then(|id| {
                        let subject = id.strip_suffix("-subject");
                        subject.or_else(|| id.strip_suffix("-body"))
                    });
                    open = name.map(str::to_uppercase);
                    words
                };
                if let Some(name) = &open {
                    found.entry(name.clone()).or_default().extend(fixed(words));
                }
            }
        }
        Self(found)
    }

    /// The names of all templates.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }

    /// The template a mail with a code was made of: of those that belong to the code, the one most
    /// of whose words it has, and it has them all.
    pub(super) fn behind(&self, code: &str, mail: &str) -> String {
        let mail = bare(mail);
        let fits = self.0.iter().filter(|(name, words)| {
            let belongs = name
                .strip_prefix(code)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
            belongs && words.iter().all(|word| mail.contains(word))
        });
        let best = fits.max_by_key(|(_, words)| words.iter().map(String::len).sum::<usize>());
        let (name, _) = best.unwrap_or_else(|| panic!("no text of {code} is in {mail}"));
        name.clone()
    }
}

/// The pieces of a line between its placeables. What chooses between words is left out.
fn fixed(line: &str) -> Vec<String> {
    if line.contains("->") || line.trim_start().starts_with(['[', '*', '}']) {
        return Vec::new();
    }
    let outside = line
        .split('{')
        .map(|piece| piece.split_once('}').map_or(piece, |(_, rest)| rest));
    outside
        .map(bare)
        .filter(|piece| !piece.is_empty())
        .collect()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
