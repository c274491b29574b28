//! `tongdao settings`.

use crate::config::setting::SETTINGS;
use crate::trouble::Trouble;
use clap::Args;
use std::process::ExitCode;

/// List every setting with its variable and what holds without it
///
/// Nothing is read or checked; `doctor` checks an installation.
#[derive(Args)]
pub(crate) struct Settings {}

impl Settings {
    /// Lists.
    ///
    /// # Errors
    /// None.
    pub(crate) fn run(self) -> Result<ExitCode, Trouble> {
        for setting in SETTINGS {
            println!("{}  ({})", setting.field, setting.variable());
            println!("    {}", setting.about);
            if setting.secret {
                println!(
                    "    A secret: {}_file may name a file that holds it.",
                    setting.field
                );
            }
            if !setting.default.is_empty() {
                println!("    Without it: {}", setting.default);
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
