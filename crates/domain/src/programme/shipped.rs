//! The China programme, compiled in, so that the program runs without its folder.

use super::{Programme, ProgrammeError};

/// Where the China programme is kept, seen from the project's root.
pub const CHINA_CSP_FOLDER: &str = "programmes/china-csp";

const PROGRAMME: &str = include_str!("../../../../programmes/china-csp/programme.toml");

const OFFERS: &str = include_str!("../../../../programmes/china-csp/offers.toml");

/// One text in its three languages.
macro_rules! text {
    ($id:literal, $version:literal) => {
        [
            text!($id, $version, "zh-Hans"),
            text!($id, $version, "zh-Hant"),
            text!($id, $version, "en"),
        ]
    };
    ($id:literal, $version:literal, $language:literal) => {
        (
            concat!("texts/", $id, "/", $version, "/", $language, ".md"),
            include_str!(concat!(
                "../../../../programmes/china-csp/texts/",
                $id,
                "/",
                $version,
                "/",
                $language,
                ".md"
            )),
        )
    };
}

/// Every text of the folder; a test compares the list with the folder.
pub(super) const TEXTS: [[(&str, &str); 3]; 10] = [
    text!("reseller-agreement", "2025-06"),
    text!("reseller-agreement", "2026-12"),
    text!("customer-agreement", "2025-06"),
    text!("programme-guide", "2025-06"),
    text!("privacy", "2025-06"),
    text!("terms-of-use", "2025-06"),
    text!("credit-authorisation", "2025-06"),
    text!("identity-documents", "2025-06"),
    text!("signing-consents", "2025-06"),
    text!("application-declarations", "2025-06"),
];

/// The compiled-in settings.
#[cfg(test)]
pub(super) fn settings_text() -> &'static str {
    PROGRAMME
}

/// The compiled-in offers.
#[cfg(test)]
pub(super) fn offers_text() -> &'static str {
    OFFERS
}

/// A compiled-in text by its path in the folder.
pub(super) fn read_text(path: &str) -> Result<String, String> {
    if path == super::OFFERS_FILE {
        return Ok(OFFERS.to_owned());
    }
    TEXTS
        .iter()
        .flatten()
        .find(|(name, _)| *name == path)
        .map(|(_, text)| (*text).to_owned())
        .ok_or_else(|| "it is not part of the program".to_owned())
}

/// The China programme as shipped.
///
/// # Errors
/// Never in a released program: a test parses it.
pub fn china_csp() -> Result<Programme, Vec<ProgrammeError>> {
    Programme::parse(PROGRAMME, &read_text)
}
