//! `tongdao bounce`.

use super::handed::{self, NO_DATA};
use crate::config::CommonFlags;
use crate::trouble::Trouble;
use app::notifications::bounces::{self, Taken};
use app::notifications::dsn::MOST_BYTES;
use clap::Args;
use std::process::ExitCode;

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
        Ok(handed::over(
            &self.common,
            MOST_BYTES,
            bounces::take,
            outcome,
        ))
    }
}

fn outcome(taken: Taken) -> ExitCode {
    match taken {
        Taken::Marked(count) => {
            println!("{count} marked");
            ExitCode::SUCCESS
        }
        Taken::Unusable(why) => {
            println!("{}", why.code());
            ExitCode::from(NO_DATA)
        }
    }
}
