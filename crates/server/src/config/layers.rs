//! Flags over environment over file: which value of a setting counts, and where it came from.

use super::error::ConfigError;
use super::setting::{self, SETTINGS, Setting};
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// Where a value stands; the later one counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    File {
        path: String,
        line: usize,
        field: String,
    },
    Environment(String),
    Flag(String),
}

impl Origin {
    fn rank(&self) -> u8 {
        match self {
            Self::File { .. } => 0,
            Self::Environment(_) => 1,
            Self::Flag(_) => 2,
        }
    }

    fn place(&self) -> String {
        match self {
            Self::File { path, line, field } => format!("{path}:{line}: {field}"),
            Self::Environment(name) | Self::Flag(name) => name.clone(),
        }
    }
}

struct Given {
    value: String,
    origin: Origin,
}

/// A setting given on the command line.
pub(crate) struct Flag {
    /// The setting.
    pub(crate) field: String,
    /// How the flag is spelled, for messages.
    pub(crate) spelled: String,
    /// Its value.
    pub(crate) value: String,
}

/// All values given, the strongest of each setting, and what was wrong with any.
#[derive(Default)]
pub(crate) struct Layers {
    given: BTreeMap<String, Given>,
    errors: Vec<ConfigError>,
}

impl Layers {
    /// Adds a TOML file's text. Unknown keys and values that are not plain are findings.
    pub(crate) fn add_file(&mut self, path: &str, text: &str) {
        let line = |offset: usize| 1 + text.bytes().take(offset).filter(|b| *b == b'\n').count();
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let at = line(error.span().map_or(0, |span| span.start));
            let message = error.message().lines().collect::<Vec<_>>().join(" ");
            self.errors
                .push(ConfigError::new(format!("{path}:{at}"), message));
        }
        for (key, value) in root.get_ref() {
            let at = line(key.span().start);
            let key = key.get_ref().to_string();
            match value.get_ref() {
                DeValue::Table(table) => {
                    for (inner, value) in table {
                        let at = line(inner.span().start);
                        let field = format!("{key}.{}", inner.get_ref());
                        self.add_value(path, at, field, value.get_ref());
                    }
                }
                plain => self.add_value(path, at, key, plain),
            }
        }
    }

    fn add_value(&mut self, path: &str, line: usize, field: String, value: &DeValue<'_>) {
        let origin = Origin::File {
            path: path.to_owned(),
            line,
            field: field.clone(),
        };
        if setting::find(&field).is_none() {
            let message = match setting::nearest(&field) {
                Some(near) => format!("there is no such setting; did you mean {near}?"),
                None => "there is no such setting".to_owned(),
            };
            self.errors.push(ConfigError::new(origin.place(), message));
            return;
        }
        let value = match value {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Boolean(yes) => yes.to_string(),
            _ => {
                let message = "must be a text, a whole number, true or false";
                self.errors.push(ConfigError::new(origin.place(), message));
                return;
            }
        };
        self.given.insert(field, Given { value, origin });
    }

    /// Adds the environment. Empty variables count as not set; unknown ones are left alone,
    /// because container platforms invent some.
    pub(crate) fn add_environment(&mut self, variable: &dyn Fn(&str) -> Option<String>) {
        for setting in SETTINGS {
            let name = setting.variable();
            self.add_variable(setting.field.to_owned(), name.clone(), variable);
            if setting.secret {
                self.add_variable(
                    format!("{}_file", setting.field),
                    format!("{name}_FILE"),
                    variable,
                );
            }
        }
    }

    fn add_variable(
        &mut self,
        field: String,
        name: String,
        variable: &dyn Fn(&str) -> Option<String>,
    ) {
        if let Some(value) = variable(&name).filter(|value| !value.is_empty()) {
            self.given.insert(
                field,
                Given {
                    value,
                    origin: Origin::Environment(name),
                },
            );
        }
    }

    /// Adds what the command line gave.
    pub(crate) fn add_flags(&mut self, flags: Vec<Flag>) {
        for Flag {
            field,
            spelled,
            value,
        } in flags
        {
            self.given.insert(
                field,
                Given {
                    value,
                    origin: Origin::Flag(spelled),
                },
            );
        }
    }

    /// Notes a finding of the caller's.
    pub(crate) fn fault(&mut self, error: ConfigError) {
        self.errors.push(error);
    }

    /// A setting as it was written.
    pub(crate) fn text(&self, field: &str) -> Option<String> {
        self.given.get(field).map(|given| given.value.clone())
    }

    /// A setting read into a value; a refusal becomes a finding.
    pub(crate) fn read<T>(
        &mut self,
        field: &str,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let given = self.given.get(field)?;
        match read(&given.value) {
            Ok(value) => Some(value),
            Err(message) => {
                self.errors
                    .push(ConfigError::new(given.origin.place(), message));
                None
            }
        }
    }

    /// A whole number between two bounds, or the default.
    pub(crate) fn number(&mut self, field: &str, least: u64, most: u64, default: u64) -> u64 {
        let read = |text: &str| match text.trim().parse::<u64>() {
            Ok(number) if (least..=most).contains(&number) => Ok(number),
            _ => Err(format!("must be a whole number from {least} to {most}")),
        };
        self.read(field, read).unwrap_or(default)
    }

    /// `true` or `false`, or the default.
    pub(crate) fn switch(&mut self, field: &str, default: bool) -> bool {
        let read = |text: &str| match text.trim() {
            "true" | "1" | "yes" => Ok(true),
            "false" | "0" | "no" => Ok(false),
            _ => Err("must be true or false".to_owned()),
        };
        self.read(field, read).unwrap_or(default)
    }

    /// A secret: its value, or the content of the file named by `<field>_file`, without the line
    /// break at its end. The one given with more weight counts; both with the same is a finding.
    pub(crate) fn secret(&mut self, field: &str) -> Option<String> {
        let file_field = format!("{field}_file");
        let (value, file) = (self.given.get(field), self.given.get(&file_field));
        if let (Some(value), Some(file)) = (value, file)
            && value.origin.rank() == file.origin.rank()
        {
            let message = format!("give {field} or {file_field}, not both");
            let place = file.origin.place();
            self.errors.push(ConfigError::new(place, message));
            return None;
        }
        let file_counts = match (value, file) {
            (Some(value), Some(file)) => file.origin.rank() > value.origin.rank(),
            (None, Some(_)) => true,
            _ => false,
        };
        if file_counts {
            self.file(&file_field)
        } else {
            self.text(field)
        }
    }

    /// The text of a file a setting names.
    pub(crate) fn file(&mut self, field: &str) -> Option<String> {
        self.read(field, |path| {
            std::fs::read_to_string(path)
                .map(|text| text.trim_end_matches(['\r', '\n']).to_owned())
                .map_err(|error| format!("{path} cannot be read: {error}"))
        })
    }

    /// Notes that settings are of no use, because the one that switches them on is not set.
    pub(crate) fn useless_without(&mut self, section: &str, switch: &str) {
        let places: Vec<String> = self
            .given
            .iter()
            .filter(|(field, _)| field.starts_with(section) && field.as_str() != switch)
            .map(|(_, given)| given.origin.place())
            .collect();
        for place in places {
            self.errors.push(ConfigError::new(
                place,
                format!("is of no use without {switch}"),
            ));
        }
    }

    /// A setting that must be there because another one is.
    pub(crate) fn needed(&mut self, field: &str, because: &str) -> String {
        let value = self.text(field).unwrap_or_default();
        if value.trim().is_empty() {
            self.missing(field, because);
        }
        value
    }

    /// A secret that must be there because another setting is.
    pub(crate) fn needed_secret(&mut self, field: &str, because: &str) -> String {
        let before = self.errors.len();
        let value = self.secret(field).unwrap_or_default();
        if value.is_empty() && self.errors.len() == before {
            self.missing(field, because);
        }
        value
    }

    fn missing(&mut self, field: &str, because: &str) {
        let place = self
            .given
            .get(because)
            .map_or_else(String::new, |g| g.origin.place());
        let variable = setting::find(field).map_or_else(String::new, Setting::variable);
        let message = format!("needs {field} as well ({variable} in the environment)");
        self.errors.push(ConfigError::new(place, message));
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// Everything found.
    pub(crate) fn finish<T>(self, value: T) -> Result<T, Vec<ConfigError>> {
        if self.errors.is_empty() {
            Ok(value)
        } else {
            Err(self.errors)
        }
    }
}
