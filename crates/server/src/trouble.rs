//! Why a command ended without success.

use crate::config::ConfigError;
use adapters::SetupError;
use app::Failure;
use domain::programme::ProgrammeError;
use std::io;
use std::path::{Path, PathBuf};
use store::DbError;
use thiserror::Error;

/// What stands in the way, with what to do about it.
#[derive(Debug, Error)]
pub(crate) enum Trouble {
    /// Settings are wrong.
    #[error("the configuration is not right:\n{}", lines(.0))]
    Config(Vec<ConfigError>),
    /// The programme is wrong.
    #[error("the programme is not right:\n{}", lines(.0))]
    Programme(Vec<ProgrammeError>),
    /// The database cannot be opened or read.
    #[error("{0}")]
    Database(#[from] DbError),
    /// Migrations are missing.
    #[error("the database lacks {}; run `tongdao migrate`", .0.join(", "))]
    Pending(Vec<&'static str>),
    /// An adapter refuses its settings.
    #[error("{what}: {error}")]
    Setup {
        /// Which section.
        what: &'static str,
        /// Why.
        error: SetupError,
    },
    /// A file or directory cannot be used.
    #[error("{}: {error}", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The installation's key is missing or unreadable.
    #[error("the secret key {}: {problem}", .path.display())]
    Key {
        /// Where it should be.
        path: PathBuf,
        /// What is wrong and what to do.
        problem: String,
    },
    /// The address cannot be listened on.
    #[error("{address} cannot be listened on: {error}")]
    Listen {
        /// The address.
        address: String,
        /// Why.
        error: io::Error,
    },
    /// Threads, signals or the metrics recorder could not be set up.
    #[error("{what} could not be set up: {reason}")]
    Runtime {
        /// What.
        what: &'static str,
        /// Why.
        reason: String,
    },
    /// A use case refused.
    #[error("{doing}: {failure}")]
    Refused {
        /// What was being done.
        doing: String,
        /// The use case's answer.
        failure: String,
    },
    /// The command line asks for something that cannot be.
    #[error("{0}")]
    Usage(String),
}

fn lines<T: ToString>(findings: &[T]) -> String {
    findings
        .iter()
        .map(|finding| format!("  {}", finding.to_string()))
        .collect::<Vec<_>>()
        .join("\n")
}

impl Trouble {
    /// A stable code, for scripts.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Config(_) => "configuration_invalid",
            Self::Programme(_) => "programme_invalid",
            Self::Database(_) => "database",
            Self::Pending(_) => "migrations_pending",
            Self::Setup { error, .. } => error.code(),
            Self::File { .. } => "file_unusable",
            Self::Key { .. } => "secret_key",
            Self::Listen { .. } => "listen",
            Self::Runtime { .. } => "runtime",
            Self::Refused { .. } => "refused",
            Self::Usage(_) => "usage",
        }
    }

    /// A file or directory that cannot be used.
    pub(crate) fn file(path: &Path, error: io::Error) -> Self {
        Self::File {
            path: path.to_owned(),
            error,
        }
    }

    /// A use case that refused while something was being done.
    pub(crate) fn refused(doing: impl Into<String>, failure: &Failure) -> Self {
        Self::Refused {
            doing: doing.into(),
            failure: format!("{failure:?}"),
        }
    }
}
