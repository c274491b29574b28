//! What is wrong with the configuration, and where it stands.

use thiserror::Error;

/// One finding, shown as `tongdao.toml:12: mail.port: must be …`,
/// `TONGDAO_MAIL_PORT: must be …` or `--listen: must be …`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{place}: {message}")]
pub(crate) struct ConfigError {
    /// File, line and field; variable; or flag.
    pub(crate) place: String,
    /// What it must be. Never the value of a secret.
    pub(crate) message: String,
}

impl ConfigError {
    /// A finding at a place.
    pub(crate) fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            message: message.into(),
        }
    }
}
