//! The fonts of this machine and which of them print what.

use std::path::Path;

use domain::language::Language;
use typst::text::{Font, FontInfo, FontWeight};
use typst_kit::fonts::{self, FontPath, FontStore};

use crate::PaperError;
use crate::legible::Letters;

/// Families with Chinese letters, best first. All print both scripts.
const CHINESE: [&str; 16] = [
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
    "WenQuanYi Zen Hei",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "Noto Serif SC",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "SimHei",
    "SimSun",
];

/// Families for English, best first; without any, the Chinese family prints English too.
const LATIN: [&str; 6] = [
    "Noto Sans",
    "Liberation Sans",
    "Arimo",
    "DejaVu Sans",
    "Helvetica Neue",
    "Arial",
];

/// Families for the fingerprint, best first.
const MONOSPACED: [&str; 5] = [
    "Noto Sans Mono",
    "Liberation Mono",
    "DejaVu Sans Mono",
    "Menlo",
    "Consolas",
];

/// The fonts found, with what they can print.
pub(crate) struct Fonts {
    pub(crate) store: FontStore,
    chinese: Option<&'static str>,
    latin: Option<&'static str>,
    monospaced: Option<&'static str>,
    /// What some font prints.
    pub(crate) letters: Letters,
    /// What the Chinese family alone prints.
    pub(crate) chinese_letters: Letters,
}

impl Fonts {
    /// Scans `folder`, or the folders fontconfig names.
    pub(crate) fn scan(folder: Option<&Path>) -> Self {
        let mut found: Vec<(FontPath, FontInfo)> = match folder {
            Some(folder) => fonts::scan(folder).collect(),
            None => fonts::system().collect(),
        };
        // Folders list their files in any order; fallback takes the first of equals.
        found.sort_by(|(a, _), (b, _)| (&a.path, a.index).cmp(&(&b.path, b.index)));
        let mut store = FontStore::new();
        store.extend(found);

        let chinese = first(&store, &CHINESE);
        let latin = first(&store, &LATIN);
        let monospaced = first(&store, &MONOSPACED);
        let letters = Letters::new(infos(&store).flat_map(|info| info.coverage.iter()));
        let chinese_letters = Letters::new(
            infos(&store)
                .filter(|info| Some(info.family.as_str()) == chinese)
                .flat_map(|info| info.coverage.iter()),
        );
        Self {
            store,
            chinese,
            latin,
            monospaced,
            letters,
            chinese_letters,
        }
    }

    /// The family that prints Chinese.
    pub(crate) fn chinese(&self) -> Result<&'static str, PaperError> {
        self.chinese.ok_or(PaperError::NoChineseFont)
    }

    /// Families for running text in `language`, in the order they are asked for a letter.
    pub(crate) fn text(&self, language: Language) -> Vec<&'static str> {
        match language {
            Language::En => self.latin.into_iter().chain(self.chinese).collect(),
            // Chinese fonts bring Latin letters and digits that match their weight.
            Language::ZhHans | Language::ZhHant => {
                self.chinese.into_iter().chain(self.latin).collect()
            }
        }
    }

    /// A face for letters of a file that does not bring its own.
    pub(crate) fn plain(&self, monospaced: bool) -> Option<Font> {
        self.face(if monospaced {
            self.monospaced
        } else {
            self.latin
        })
    }

    /// The same for Chinese letters.
    pub(crate) fn plain_chinese(&self) -> Option<Font> {
        self.face(self.chinese)
    }

    fn face(&self, family: Option<&str>) -> Option<Font> {
        let book = self.store.book();
        let faces: Vec<_> = book.select_family(&family?.to_lowercase()).collect();
        let regular = |index: &usize| {
            book.info(*index)
                .is_some_and(|info| info.variant.weight == FontWeight::REGULAR)
        };
        let chosen = faces.iter().copied().find(|index| regular(index));
        self.store.font(chosen.or(faces.first().copied())?)
    }

    /// Families for the fingerprint.
    pub(crate) fn monospaced(&self) -> Vec<&'static str> {
        self.monospaced.into_iter().chain(self.chinese).collect()
    }

    /// Whether the leading family for `language` has a bold face; most free Chinese fonts do not.
    pub(crate) fn has_bold(&self, language: Language) -> bool {
        let Some(family) = self.text(language).first().copied() else {
            return false;
        };
        infos(&self.store)
            .filter(|info| info.family == family)
            .any(|info| info.variant.weight >= FontWeight::SEMIBOLD || !info.axes.is_empty())
    }
}

fn infos(store: &FontStore) -> impl Iterator<Item = &FontInfo> {
    (0..).map_while(|index| store.book().info(index))
}

/// The first of `families` of which some face can be read.
fn first(store: &FontStore, families: &[&'static str]) -> Option<&'static str> {
    families.iter().copied().find(|family| {
        let mut faces = store.book().select_family(&family.to_lowercase());
        faces.any(|index| store.font(index).is_some())
    })
}
