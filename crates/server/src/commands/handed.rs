//! Mails that a mail server hands to a program.

use crate::config::{CommonFlags, Config};
use crate::trouble::Trouble;
use crate::{assemble, logging};
use adapters::SystemClock;
use app::{App, Failure, Request};
use std::io::{Read, copy, sink, stdin};
use std::process::ExitCode;
use std::sync::Arc;

/// What a mail server understands as "this mail cannot be taken".
pub(super) const NO_DATA: u8 = 65;
/// What a mail server understands as "there is no such mailbox".
pub(super) const NO_USER: u8 = 67;
/// What a mail server understands as "try again later".
const LATER: u8 = 75;

/// Reads a mail from standard input, has it taken in and says what became of it by the exit code. Of one
/// that is longer than `most` bytes one byte more is read, so that it is known to be.
pub(super) fn over<T>(
    common: &CommonFlags,
    most: usize,
    take: impl FnOnce(&App, &Request, &[u8]) -> Result<T, Failure>,
    outcome: impl FnOnce(T) -> ExitCode,
) -> ExitCode {
    let config = match Config::load(common, Vec::new()).map_err(Trouble::Config) {
        Ok(config) => config,
        Err(trouble) => {
            eprintln!("tongdao: {trouble} [{}]", trouble.code());
            return ExitCode::from(LATER);
        }
    };
    logging::begin(&config.log);
    let Ok(bytes) = read(most) else {
        return ExitCode::from(LATER);
    };
    let taken = assemble::programme(&config)
        .and_then(|programme| {
            let db = assemble::database(&config)?;
            assemble::require_migrated(&db)?;
            assemble::app(&config, db, programme, Arc::new(SystemClock), None)
        })
        .map_err(|trouble| trouble.to_string())
        .and_then(|app| {
            let request = app::setup::system_request(&app);
            take(&app, &request, &bytes).map_err(|failure| format!("{failure:?}"))
        });
    match taken {
        Ok(taken) => outcome(taken),
        Err(why) => {
            tracing::error!(why, "a mail is to be handed over again");
            ExitCode::from(LATER)
        }
    }
}

fn read(most: usize) -> std::io::Result<Vec<u8>> {
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    stdin()
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)?;
    // A mail server whose writing fails would bring the mail again for ever.
    copy(&mut stdin(), &mut sink())?;
    Ok(bytes)
}
