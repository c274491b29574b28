//! The three languages every text exists in.

use serde::{Deserialize, Serialize};

/// A language of the interface, of a mail or of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Language {
    /// Simplified Chinese; governs in the China programme.
    #[serde(rename = "zh-Hans")]
    ZhHans,
    /// Traditional Chinese.
    #[serde(rename = "zh-Hant")]
    ZhHant,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Language {
    /// All languages, in the order the language menu shows them.
    pub const ALL: [Self; 3] = [Self::ZhHans, Self::ZhHant, Self::En];

    /// The BCP 47 tag used in `lang` attributes, cookies, files and the database.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::ZhHant => "zh-Hant",
            Self::En => "en",
        }
    }

    /// The language's own name.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::ZhHans => "简体中文",
            Self::ZhHant => "繁體中文",
            Self::En => "English",
        }
    }

    /// Reads one tag as browsers and files spell it; `zh-TW` and `zh-HK` read Traditional Chinese.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_ascii_lowercase();
        let traditional = ["zh-hant", "zh-tw", "zh-hk", "zh-mo"];
        if traditional.iter().any(|t| tag.starts_with(t)) {
            Some(Self::ZhHant)
        } else if tag == "zh" || tag.starts_with("zh-") {
            Some(Self::ZhHans)
        } else if tag == "en" || tag.starts_with("en-") {
            Some(Self::En)
        } else {
            None
        }
    }

    /// Picks the best language of an `Accept-Language` header; ties go to the earlier entry.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut best: Option<(u32, Self)> = None;
        for entry in header.split(',').take(20) {
            let mut parts = entry.split(';');
            let Some(language) = parts.next().and_then(Self::from_tag) else {
                continue;
            };
            let weight = parts
                .find_map(|p| p.trim().strip_prefix("q="))
                .map_or(1000, quality);
            if weight > 0 && best.is_none_or(|(w, _)| weight > w) {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }
}

/// `0.8` as 800; anything unreadable as 0.
fn quality(text: &str) -> u32 {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let thousandths = format!("{fraction:0<3}");
    let fraction: u32 = thousandths
        .get(..3)
        .and_then(|f| f.parse().ok())
        .unwrap_or(0);
    match whole {
        "1" => 1000,
        "0" => fraction,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn browsers_get_the_language_they_prefer() {
        let pick = Language::from_accept_language;
        assert_eq!(pick("zh-TW,zh;q=0.9,en;q=0.8"), Some(Language::ZhHant));
        assert_eq!(
            pick("fr-FR, en-GB;q=0.7, zh-CN;q=0.9"),
            Some(Language::ZhHans)
        );
        assert_eq!(pick("de, en;q=0"), None);
        assert_eq!(pick(""), None);
    }

    proptest::proptest! {
        /// The header is the visitor's to write.
        #[test]
        fn any_header_is_a_language_or_none(header in "\\PC{0,80}|([a-zA-Z*-]{1,8}(;q=[0-9.]{0,6})?,?){0,12}") {
            if let Some(language) = Language::from_accept_language(&header) {
                proptest::prop_assert!(Language::ALL.contains(&language));
            }
            if let Some(language) = Language::from_tag(&header) {
                proptest::prop_assert_eq!(Language::from_tag(language.tag()), Some(language));
            }
        }
    }
}
