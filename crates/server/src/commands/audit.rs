//! `tongdao audit verify`.

use crate::config::{CommonFlags, Config};
use crate::trouble::Trouble;
use crate::{assemble, logging};
use adapters::SystemClock;
use clap::{Args, Subcommand};
use std::process::ExitCode;
use std::sync::Arc;

/// Verify the audit log
#[derive(Args)]
pub(crate) struct Audit {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Recompute every chain of the audit log; exit with 1 when anything does not agree
    ///
    /// Each entry holds a hash over its predecessor, so an entry that was changed, removed or
    /// added behind the program's back is found. So is a signature: its record gives its hash, it
    /// follows the one before, and the log knows it.
    Verify(CommonFlags),
}

impl Audit {
    /// Verifies.
    ///
    /// # Errors
    /// [`Trouble`] of configuration or database.
    pub(crate) fn run(self) -> Result<ExitCode, Trouble> {
        let Action::Verify(common) = self.action;
        let config = Config::load(&common, Vec::new()).map_err(Trouble::Config)?;
        logging::begin(&config.log);
        if let Some(file) = config.database.file().filter(|file| !file.exists()) {
            return Err(Trouble::Usage(format!(
                "there is no database at {}",
                file.display()
            )));
        }
        let programme = assemble::programme(&config)?;
        let db = assemble::database(&config)?;
        assemble::require_migrated(&db)?;
        let app = assemble::app(&config, db, programme, Arc::new(SystemClock), None)?;
        let found = app::audit::verify(&app, &app::setup::system_request(&app))
            .wait()
            .map_err(|failure| Trouble::refused("verifying the audit log", &failure))?;
        println!("chains   {}", found.chains);
        println!("entries  {}", found.entries);
        println!("signed   {}", found.signatures);
        println!("faults   {}", found.faults.len());
        for fault in &found.faults {
            println!(
                "  chain {} entry {}: {}",
                fault.chain, fault.sequence, fault.problem
            );
        }
        Ok(if found.faults.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
