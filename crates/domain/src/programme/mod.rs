//! The programme as data: who runs it, where, in which currency and by which limits.
//!
//! [`Programme::parse`] reads `programme.toml` and the texts it names and either gives a programme
//! every rule may rely on, or the whole list of what is wrong, with file and line. Reading files
//! is left to the caller; [`china_csp`] is the shipped programme, compiled in.

mod check;
mod error;
mod locate;
mod lookup;
mod markdown;
mod settings;
mod shipped;
mod texts;
mod trial;
mod working_days;

#[cfg(test)]
mod tests;

pub use error::ProgrammeError;
pub use markdown::{Block, blocks};
pub use settings::*;
pub use shipped::{CHINA_CSP_FOLDER, china_csp};
pub use texts::Text;
pub use trial::Area;

use crate::catalogue::{Catalogue, Editions, OfferChange, Published};
use crate::language::Language;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::ops::Deref;

/// What can be sold, seen from the programme's folder.
const OFFERS_FILE: &str = "offers.toml";

/// A checked programme: its settings, its texts and its time zone.
///
/// Dereferences to [`Settings`], so that `programme.tax.rate_basis_points` reads as it should.
/// There is no other way to make one than parsing, hence every setting keeps its promises.
#[derive(Debug, Clone)]
pub struct Programme {
    settings: Settings,
    loaded: Vec<Text>,
    editions: Editions,
    zone: TimeZone,
    /// No setting: only [`Programme::rehearsal`] and [`Programme::into_non_production`] say so.
    rehearsed: bool,
}

impl Deref for Programme {
    type Target = Settings;

    fn deref(&self) -> &Settings {
        &self.settings
    }
}

impl Programme {
    /// Reads a programme; `read_text` gets paths relative to the programme's folder, such as
    /// `offers.toml` and `texts/privacy/2025-06/en.md`. Messages name files under [`CHINA_CSP_FOLDER`].
    ///
    /// # Errors
    /// Everything that is wrong, in the order of file and line. A file that cannot be read as
    /// settings at all (TOML syntax, unknown key, wrong type) reports that alone.
    pub fn parse(
        toml_text: &str,
        read_text: &dyn Fn(&str) -> Result<String, String>,
    ) -> Result<Self, Vec<ProgrammeError>> {
        Self::parse_in(CHINA_CSP_FOLDER, toml_text, read_text)
    }

    /// [`Programme::parse`] for a programme kept in another folder, which the messages then name.
    ///
    /// # Errors
    /// As [`Programme::parse`].
    pub fn parse_in(
        folder: &str,
        toml_text: &str,
        read_text: &dyn Fn(&str) -> Result<String, String>,
    ) -> Result<Self, Vec<ProgrammeError>> {
        let folder = folder.trim_end_matches('/');
        let file = format!("{folder}/programme.toml");
        let locator = locate::Locator::parse(&file, toml_text)?;
        let settings: Settings =
            toml::from_str(toml_text).map_err(|e| vec![locator.shape_error(&e)])?;

        let mut findings = check::Findings::new(&locator);
        let zone = check::settings(&settings, &mut findings);
        let loaded = texts::load(&settings, folder, read_text, &mut findings);
        let catalogue = check::offers(&settings, folder, read_text);
        let mut errors = findings.into_errors();
        let catalogue = catalogue.map_err(|more| errors.extend(more));
        errors.sort_by(|a, b| {
            (a.file != file, &a.file, a.line).cmp(&(b.file != file, &b.file, b.line))
        });
        match (zone, catalogue) {
            (Some(zone), Ok(catalogue)) if errors.is_empty() => Ok(Self {
                settings,
                loaded,
                editions: Editions::new(catalogue),
                zone,
                rehearsed: false,
            }),
            _ => Err(errors),
        }
    }

    /// The settings alone, for showing or exporting them.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What can be sold, with the price lists that are known to be published.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        self.editions.newest()
    }

    /// What can be sold as the programme's folder has it, whatever was published since.
    #[must_use]
    pub fn shipped_catalogue(&self) -> &Catalogue {
        self.editions.shipped()
    }

    /// What can be sold as it was changed on screen, without the price lists that were published.
    #[must_use]
    pub fn ground_catalogue(&self) -> &Catalogue {
        self.editions.ground()
    }

    /// How often the catalogue became another one, as far as this process knows.
    #[must_use]
    pub fn catalogue_edition(&self) -> i64 {
        self.editions.number()
    }

    /// Learns of every price list that is published, at most one for each month, and of the changes of
    /// offers that count on a day.
    pub fn learn(&self, edition: i64, lists: &[Published], (changes, day): (&[OfferChange], Date)) {
        self.editions.add(edition, lists, (changes, day));
    }

    /// The zone of all business dates.
    #[must_use]
    pub fn time_zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The current version of a text, such as `reseller-agreement`.
    #[must_use]
    pub fn text(&self, id: &str, language: Language) -> Option<&Text> {
        let current = &self.settings.texts.iter().find(|t| t.id == id)?.current;
        self.text_version(id, current, language)
    }

    /// One version of a text, current or past.
    #[must_use]
    pub fn text_version(&self, id: &str, version: &str, language: Language) -> Option<&Text> {
        self.loaded
            .iter()
            .find(|t| t.id == id && t.version == version && t.language == language)
    }

    /// Every loaded text: all versions in all offered languages.
    #[must_use]
    pub fn all_texts(&self) -> &[Text] {
        &self.loaded
    }

    /// The local business date of a moment.
    #[must_use]
    pub fn local_date(&self, at: crate::effects::Instant) -> Option<Date> {
        let timestamp = jiff::Timestamp::from_microsecond(at.0).ok()?;
        Some(self.zone.to_datetime(timestamp).date())
    }

    /// The same programme marked non-production and rehearsed, in which programs may be as fast as
    /// they are; telephone codes stay as random as ever.
    #[must_use]
    pub fn rehearsal(mut self) -> Self {
        self.settings.environment = Environment::NonProduction;
        self.settings.risk.form_least_seconds = 0;
        self.rehearsed = true;
        self
    }

    /// Whether programs on the same machine play companies, as in the demonstration. No setting of
    /// an installation leads here: one that serves people, for production or not, never is.
    #[must_use]
    pub fn is_rehearsed(&self) -> bool {
        self.rehearsed
    }

    /// The same programme with another share of approvals that a second reviewer has to confirm, at
    /// most all of them; for demonstrations and tests, which must know what comes next.
    #[must_use]
    pub fn rechecking(mut self, percent: u32) -> Self {
        self.settings.risk.random_recheck_percent = percent.min(100);
        self
    }

    /// The same programme with other limits of how often programs call the interface in a minute;
    /// for measurements and tests.
    #[must_use]
    pub fn calling(mut self, reads: u32, writes: u32) -> Self {
        self.settings.interface.reads_per_minute = reads;
        self.settings.interface.writes_per_minute = writes;
        self.settings.interface.orders_per_minute_and_customer = writes;
        self
    }

    /// The same programme for demonstrations and tests: marked non-production, with a telephone
    /// code that always works.
    ///
    /// # Errors
    /// When the code has not as many digits as `challenge.code_digits` asks for.
    pub fn into_non_production(mut self, fixed_code: &str) -> Result<Self, ProgrammeError> {
        self.settings.environment = Environment::NonProduction;
        self.rehearsed = true;
        self.settings.challenge.non_production_fixed_code = Some(fixed_code.to_owned());
        match check::fixed_code(&self.settings) {
            None => Ok(self),
            Some(message) => Err(ProgrammeError {
                file: format!("{CHINA_CSP_FOLDER}/programme.toml"),
                line: 0,
                field: "challenge.non_production_fixed_code".to_owned(),
                message: message.to_owned(),
            }),
        }
    }
}
