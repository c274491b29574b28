//! What the shape of the file cannot say: ranges, references and agreement between settings.

mod enrolment;
mod general;
mod lists;
mod offers;

pub(super) use offers::load as offers;

use super::error::ProgrammeError;
use super::locate::Locator;
use super::settings::{Environment, Localised, Settings};
use jiff::tz::TimeZone;
use std::collections::HashSet;

/// Collects findings, each with the line of the setting it is about.
pub(super) struct Findings<'l, 'i> {
    locator: &'l Locator<'i>,
    errors: Vec<ProgrammeError>,
}

impl<'l, 'i> Findings<'l, 'i> {
    pub(super) fn new(locator: &'l Locator<'i>) -> Self {
        Self {
            locator,
            errors: Vec::new(),
        }
    }

    /// A finding about a setting of `programme.toml`.
    pub(super) fn add(&mut self, path: &str, message: impl Into<String>) {
        self.errors.push(self.locator.error(path, message.into()));
    }

    /// A finding about another file.
    pub(super) fn push(&mut self, error: ProgrammeError) {
        self.errors.push(error);
    }

    /// A finding unless `holds`.
    fn require(&mut self, holds: bool, path: &str, message: &str) {
        if !holds {
            self.add(path, message);
        }
    }

    fn range(&mut self, path: &str, value: u32, least: u32, most: u32) {
        if !(least..=most).contains(&value) {
            self.add(path, format!("must be between {least} and {most}"));
        }
    }

    fn positive(&mut self, values: &[(&str, u32)]) {
        for (path, value) in values {
            self.require(*value > 0, path, "must be more than 0");
        }
    }

    fn name(&mut self, path: &str, name: &Localised) {
        for language in crate::language::Language::ALL {
            let text = name.get(language);
            if text.trim().is_empty() {
                self.add(&format!("{path}.{}", language.tag()), "must not be empty");
            }
        }
    }

    fn ascending<T: PartialOrd>(&mut self, path: &str, values: &[T]) {
        self.require(
            values.windows(2).all(|pair| pair[0] < pair[1]),
            path,
            "must be in ascending order without repetition",
        );
    }

    /// Reminders must fall inside the time they remind of.
    fn reminders(&mut self, path: &str, values: &[u32], limit: u32) {
        self.ascending(path, values);
        if values.iter().any(|day| *day == 0 || *day >= limit) {
            self.add(
                path,
                format!(
                    "every day must be between 1 and {}",
                    limit.saturating_sub(1)
                ),
            );
        }
    }

    fn percents(&mut self, path: &str, values: &[u32]) {
        self.ascending(path, values);
        let sound = values.iter().all(|p| (1..=100).contains(p));
        self.require(sound, path, "every percentage must be between 1 and 100");
    }

    /// Reports every id that stood before; `path` makes an id's path from its index.
    fn unique<'v>(&mut self, ids: impl Iterator<Item = &'v str>, path: impl Fn(usize) -> String) {
        let mut seen = HashSet::new();
        for (index, id) in ids.enumerate() {
            if !seen.insert(id) {
                self.add(&path(index), format!("\"{id}\" stands here twice"));
            }
        }
    }

    pub(super) fn into_errors(self) -> Vec<ProgrammeError> {
        self.errors
    }
}

/// Checks everything but the texts' contents; gives the time zone when there is one of the name.
pub(super) fn settings(settings: &Settings, findings: &mut Findings<'_, '_>) -> Option<TimeZone> {
    general::check(settings, findings);
    enrolment::check(settings, findings);
    lists::check(settings, findings);
    // The compiled-in table and not the system's: the same dates on every machine.
    let zone = jiff::tz::TimeZoneDatabase::bundled()
        .get(&settings.time_zone_name)
        .ok();
    findings.require(
        zone.is_some(),
        "time_zone",
        "must be the IANA name of a time zone",
    );
    zone
}

/// What is wrong with the fixed telephone code, if there is one.
pub(super) fn fixed_code(settings: &Settings) -> Option<&'static str> {
    let code = settings.challenge.non_production_fixed_code.as_deref()?;
    if settings.environment == Environment::Production {
        return Some("is allowed only when environment is \"non-production\"");
    }
    let right_length = u32::try_from(code.len()) == Ok(settings.challenge.code_digits);
    let sound = right_length && code.bytes().all(|b| b.is_ascii_digit());
    (!sound).then_some("must have as many digits as challenge.code_digits")
}

/// One label of a domain name in lower case.
fn is_label(label: &str) -> bool {
    let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=63).contains(&label.len())
        && label.bytes().all(inner)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// A domain name of at least two labels in lower case.
fn is_domain(domain: &str) -> bool {
    domain.len() <= 190 && domain.contains('.') && domain.split('.').all(is_label)
}

/// An id as used in addresses and folder names.
pub(super) fn is_id(id: &str) -> bool {
    id.len() <= 64 && is_label(id)
}

fn is_digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| b.is_ascii_digit())
}
