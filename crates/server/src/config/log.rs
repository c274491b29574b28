//! Section `log`.

use super::layers::Layers;
use tracing_subscriber::EnvFilter;

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// What is logged and how.
#[derive(Debug, Clone)]
pub(crate) struct Log {
    /// How.
    pub(crate) format: Format,
    /// What: a level or a filter.
    pub(crate) level: String,
}

/// Reads the section.
pub(super) fn read(layers: &mut Layers) -> Log {
    let format = layers.read("log.format", |text| match text {
        "text" => Ok(Format::Text),
        "json" => Ok(Format::Json),
        _ => Err("must be text or json".to_owned()),
    });
    let level = layers.read("log.level", |text| match EnvFilter::try_new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(format!("must be a level or a filter: {error}")),
    });
    Log {
        format: format.unwrap_or(Format::Text),
        level: level.unwrap_or_else(|| "info".to_owned()),
    }
}
