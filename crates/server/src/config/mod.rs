//! The configuration: a file, the environment and flags, each stronger than the one before.

pub(crate) mod credit;
pub(crate) mod database;
pub(crate) mod documents;
pub(crate) mod error;
pub(crate) mod flags;
pub(crate) mod health;
pub(crate) mod layers;
pub(crate) mod log;
mod mail;
mod resolver;
pub(crate) mod scanner;
pub(crate) mod server;
pub(crate) mod setting;
mod telephone;
#[cfg(test)]
mod tests;

pub(crate) use database::Database;
pub(crate) use documents::DocumentStore;
pub(crate) use error::ConfigError;
pub(crate) use flags::CommonFlags;
pub(crate) use layers::{Flag, Layers};
pub(crate) use log::{Format, Log};
pub(crate) use server::{KeySource, Server};

use adapters::{ResolverConfig, SmtpConfig};
use domain::support::letters::Mailbox;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// A checked configuration. No `Debug`, because it holds secrets.
pub(crate) struct Config {
    /// Where and how requests are taken.
    pub(crate) server: Server,
    /// Where secret key, database and documents are by default.
    pub(crate) data_dir: PathBuf,
    /// The installation's key.
    pub(crate) key: KeySource,
    /// The key before it, while that is being replaced.
    pub(crate) former_key: Option<Zeroizing<[u8; 32]>>,
    /// The database.
    pub(crate) database: Database,
    /// The programme's directory; none for the built-in one.
    pub(crate) programme_dir: Option<PathBuf>,
    /// The SMTP server.
    pub(crate) mail: Option<SmtpConfig>,
    /// Where answers to mails come to.
    pub(crate) replies: Option<Mailbox>,
    /// The telephone gateway.
    pub(crate) telephone: Option<telephone::Telephone>,
    /// The name servers.
    pub(crate) resolver: Option<ResolverConfig>,
    /// Where documents are kept.
    pub(crate) documents: DocumentStore,
    /// The credit bureau.
    pub(crate) credit: Option<credit::Bureau>,
    /// The health feed.
    pub(crate) health: Option<health::Feed>,
    /// The malware scanner.
    pub(crate) scanner: Option<scanner::Scanner>,
    /// The log.
    pub(crate) log: Log,
}

impl Config {
    /// Reads the file named by the flags, the environment, and the flags; `more` are flags of one
    /// command alone.
    ///
    /// # Errors
    /// Everything that is wrong, each with its place.
    pub(crate) fn load(common: &CommonFlags, more: Vec<Flag>) -> Result<Self, Vec<ConfigError>> {
        let mut layers = Layers::default();
        if let Some(path) = &common.config {
            let shown = path.display().to_string();
            match std::fs::read_to_string(path) {
                Ok(text) => layers.add_file(&shown, &text),
                Err(error) => {
                    layers.fault(ConfigError::new(shown, format!("cannot be read: {error}")))
                }
            }
        }
        layers.add_environment(&|name| std::env::var(name).ok());
        let (flags, errors) = common.given();
        layers.add_flags(flags);
        layers.add_flags(more);
        errors.into_iter().for_each(|error| layers.fault(error));
        Self::from_layers(layers)
    }

    /// Reads what was given.
    ///
    /// # Errors
    /// Everything that is wrong, each with its place.
    pub(crate) fn from_layers(mut layers: Layers) -> Result<Self, Vec<ConfigError>> {
        let layers_mut = &mut layers;
        let data_dir = layers_mut
            .text("data_dir")
            .unwrap_or_else(|| "data/tongdao".to_owned());
        let data_dir = PathBuf::from(data_dir);
        let config = Self {
            server: server::read(layers_mut),
            key: server::read_key(layers_mut, &data_dir),
            former_key: server::read_former_key(layers_mut),
            database: database::read(layers_mut, &data_dir),
            programme_dir: layers_mut.text("programme.dir").map(PathBuf::from),
            mail: mail::read(layers_mut),
            replies: mail::read_replies(layers_mut),
            telephone: telephone::read(layers_mut),
            resolver: resolver::read(layers_mut),
            documents: documents::read(layers_mut, &data_dir),
            credit: credit::read(layers_mut),
            health: health::read(layers_mut),
            scanner: scanner::read(layers_mut),
            log: log::read(layers_mut),
            data_dir,
        };
        layers.finish(config)
    }
}
