//! `tongdao migrate`.

use crate::config::{CommonFlags, Config};
use crate::trouble::Trouble;
use crate::{assemble, logging};
use adapters::SystemClock;
use clap::Args;
use domain::effects::Clock;
use std::process::ExitCode;
use store::migrations;

/// Bring the database up to date
///
/// Applies what is missing, each migration in a transaction of its own. `serve` does the same
/// unless told not to.
#[derive(Args)]
pub(crate) struct Migrate {
    /// Change nothing; list what is missing and exit with 1 if anything is
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    common: CommonFlags,
}

impl Migrate {
    /// Migrates, or looks.
    ///
    /// # Errors
    /// [`Trouble`] of configuration or database.
    pub(crate) fn run(self) -> Result<ExitCode, Trouble> {
        let config = Config::load(&self.common, Vec::new()).map_err(Trouble::Config)?;
        logging::begin(&config.log);
        if self.check {
            return check(&config);
        }
        let db = assemble::database(&config)?;
        let applied = migrations::migrate(&db, SystemClock.now())?;
        for name in &applied {
            println!("applied {name}");
        }
        if applied.is_empty() {
            println!("nothing to do: the database is up to date");
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn check(config: &Config) -> Result<ExitCode, Trouble> {
    // Opening an SQLite file would make it.
    let is_absent = config.database.file().is_some_and(|file| !file.exists());
    let pending = if is_absent {
        migrations::ALL.iter().map(|m| m.name).collect()
    } else {
        migrations::pending(&assemble::database(config)?)?
    };
    for name in &pending {
        println!("missing {name}");
    }
    if pending.is_empty() {
        println!("up to date: {} migrations", migrations::ALL.len());
        Ok(ExitCode::SUCCESS)
    } else {
        Ok(ExitCode::FAILURE)
    }
}
