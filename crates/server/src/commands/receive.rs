//! `tongdao receive`.

use super::handed::{self, NO_DATA, NO_USER};
use crate::config::CommonFlags;
use crate::trouble::Trouble;
use app::support::letter::Envelope;
use app::support::replies::{self, Lost, Taken};
use clap::Args;
use domain::support::letters::LETTER_BYTES;
use std::process::ExitCode;

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
        let envelope = Envelope {
            recipient: self.recipient,
            sender: self.sender,
        };
        Ok(handed::over(
            &self.common,
            LETTER_BYTES,
            |app, request, bytes| replies::take(app, request, &envelope, bytes),
            outcome,
        ))
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
