//! `tongdao receive`.

use crate::config::{CommonFlags, Config};
use crate::trouble::Trouble;
use crate::{assemble, logging};
use adapters::SystemClock;
use app::support::letter::Envelope;
use app::support::replies::{self, Lost, Taken};
use clap::Args;
use domain::support::letters::LETTER_BYTES;
use std::io::Read;
use std::process::ExitCode;
use std::sync::Arc;

/// What a mail server understands as "this mail cannot be taken".
const NO_DATA: u8 = 65;
/// What a mail server understands as "there is no such mailbox".
const NO_USER: u8 = 67;
/// What a mail server understands as "try again later".
const LATER: u8 = 75;
/// How much longer than the longest letter the beginning of one is read, so that its writer can be told.
const BEYOND: u64 = 1;

/// Take in an answer to a mail of a support request
///
/// Reads one mail (RFC 5322) from standard input, as mail servers hand it to a program: whatever comes
/// to the address of mail.replies, with or without a + and something behind it. The answer becomes a
/// message of the request that its address names. Exits with 0 when that is done, or nothing is to be
/// done because no person wrote the mail or the writer has been told why it was not taken; 65 when the
/// mail cannot be taken, 67 when the address is none of ours, 75 when it is to be tried again.
#[derive(Args)]
pub(crate) struct Receive {
    /// To whom the mail server delivers, instead of what the mail says itself
    #[arg(long, value_name = "ADDRESS", allow_hyphen_values = true)]
    recipient: Option<String>,
    /// The sender of the envelope; empty for none
    #[arg(long, value_name = "ADDRESS", allow_hyphen_values = true)]
    sender: Option<String>,
    #[command(flatten)]
    common: CommonFlags,
}

impl Receive {
    /// Reads and takes in.
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
        let most = u64::try_from(LETTER_BYTES).unwrap_or(u64::MAX);
        let mut input = std::io::stdin().take(most.saturating_add(BEYOND));
        if input.read_to_end(&mut bytes).is_err() {
            return Ok(ExitCode::from(LATER));
        }
        // A mail server whose writing fails would bring the mail again for ever.
        let mut rest = std::io::stdin();
        if std::io::copy(&mut rest, &mut std::io::sink()).is_err() {
            return Ok(ExitCode::from(LATER));
        }
        let envelope = Envelope {
            recipient: self.recipient,
            sender: self.sender,
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
                replies::take(&app, &request, &envelope, &bytes)
                    .map_err(|failure| format!("{failure:?}"))
            });
        Ok(match taken {
            Ok(taken) => outcome(taken),
            Err(why) => {
                tracing::error!(why, "a mail is to be handed over again");
                ExitCode::from(LATER)
            }
        })
    }
}

/// Says what became of a letter: in a word, which mail servers put into what they send back, and by the
/// exit code.
fn outcome(taken: Taken) -> ExitCode {
    let (word, code) = match taken {
        Taken::Written => ("written", None),
        Taken::Repeated => ("repeated", None),
        Taken::Ignored(why) => (why.text(), None),
        Taken::Returned(why) => (why, None),
        Taken::Lost(why) => match why {
            Lost::NoMail | Lost::Stranger | Lost::MayNot => (why.code(), Some(NO_DATA)),
            Lost::NoMailbox | Lost::NoTicket | Lost::Unknown => (why.code(), Some(NO_USER)),
        },
    };
    println!("{word}");
    code.map_or(ExitCode::SUCCESS, ExitCode::from)
}
