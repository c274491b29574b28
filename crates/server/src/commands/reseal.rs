//! `tongdao reseal`.

use crate::config::{CommonFlags, Config};
use crate::trouble::Trouble;
use crate::{assemble, logging};
use adapters::SystemClock;
use app::reseal::{self, Mode};
use clap::Args;
use std::process::ExitCode;
use std::sync::Arc;

/// Seal everything anew with the present secret key
///
/// After the secret key was replaced: `secret_key` is the new one, `secret_key_former` the one before.
/// The installation may go on meanwhile. Stopped in the middle it can be run again. When it exits with
/// 0, nothing is sealed with the former key any more, and `secret_key_former` can be taken away.
#[derive(Args)]
pub(crate) struct Reseal {
    /// Change nothing; count what is still sealed with the former key and exit with 1 if anything is
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    common: CommonFlags,
}

impl Reseal {
    /// Seals anew, or looks.
    ///
    /// # Errors
    /// [`Trouble`] of configuration, database or document storage.
    pub(crate) fn run(self) -> Result<ExitCode, Trouble> {
        let config = Config::load(&self.common, Vec::new()).map_err(Trouble::Config)?;
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
        let mode = if self.check { Mode::Look } else { Mode::Seal };
        let all = reseal::run(&app, &app::setup::system_request(&app), mode)
            .map_err(|failure| Trouble::refused("sealing anew", &failure))?;
        let done = if self.check {
            "to be sealed anew"
        } else {
            "sealed anew"
        };
        let (mut former, mut lost) = (0, 0);
        for progress in &all {
            println!(
                "{:<15} {:>8}, {} {done}, {} that no key opens",
                progress.kind, progress.all, progress.former, progress.lost
            );
            former += progress.former;
            lost += progress.lost;
        }
        let left = if self.check { former } else { 0 };
        Ok(if left + lost == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
