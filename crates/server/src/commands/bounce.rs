//! `tongdao bounce`.

use crate::config::{CommonFlags, Config};
use crate::trouble::Trouble;
use crate::{assemble, logging};
use adapters::SystemClock;
use app::notifications::bounces::{self, Taken};
use app::notifications::dsn::MOST_BYTES;
use clap::Args;
use std::io::Read;
use std::process::ExitCode;
use std::sync::Arc;

/// What a mail server understands as "try again later".
const LATER: u8 = 75;
/// What a mail server understands as "this is no such mail".
const NO_DATA: u8 = 65;

/// Take in a mail server's notification that a mail could not be delivered
///
/// Reads one delivery status notification (RFC 3464) from standard input, as mail servers hand it to a
/// program. The mail is marked on the page of messages, and where it asked a contact for a
/// confirmation, company and reviewer see that it has not arrived. Exits with 0 when that is done or
/// nothing has to be done, 65 when the input is no such notification, 75 when it is to be tried again.
#[derive(Args)]
pub(crate) struct Bounce {
    #[command(flatten)]
    common: CommonFlags,
}

impl Bounce {
    /// Reads and marks.
    ///
    /// # Errors
    /// None: what goes wrong is told by the exit code, as mail servers want it.
    pub(crate) fn run(self) -> Result<ExitCode, Trouble> {
        let config = match Config::load(&self.common, Vec::new()).map_err(Trouble::Config) {
            Ok(config) => config,
            Err(trouble) => {
                eprintln!("tongdao: {trouble} [{}]", trouble.code());
                return Ok(ExitCode::from(LATER));
            }
        };
        logging::begin(&config.log);
        let mut bytes = Vec::new();
        let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
        if std::io::stdin()
            .take(most + 1)
            .read_to_end(&mut bytes)
            .is_err()
        {
            return Ok(ExitCode::from(LATER));
        }
        let taken = assemble::programme(&config)
            .and_then(|programme| {
                let db = assemble::database(&config)?;
                assemble::require_migrated(&db)?;
                assemble::app(&config, db, programme, Arc::new(SystemClock), None)
            })
            .map_err(|trouble| trouble.to_string())
            .and_then(|app| {
                let request = app::setup::system_request(&app);
                bounces::take(&app, &request, &bytes).map_err(|failure| format!("{failure:?}"))
            });
        Ok(match taken {
            Ok(Taken::Marked(count)) => {
                println!("{count} marked");
                ExitCode::SUCCESS
            }
            Ok(Taken::Unusable(why)) => {
                println!("{}", why.code());
                ExitCode::from(NO_DATA)
            }
            Err(why) => {
                tracing::error!(why, "a notification is to be handed over again");
                ExitCode::from(LATER)
            }
        })
    }
}
