//! `tongdao walkthrough`.

mod appeal;
mod ask_more;
mod browser;
mod company;
mod existing_account;
mod procedure;
mod resume;
mod staff;
mod steps;

use crate::trouble::Trouble;
use clap::Args;
use procedure::Choice;
use std::fmt;
use std::process::ExitCode;
use url::Url;

/// Walk the published enrolment procedure against a running demonstration
///
/// Plays a new company from the enrolment link to the account that is set up, over HTTP, as a
/// browser without script would, and the operator's staff in between. Prints each step in the words
/// of the procedure and what came back, and fails at the first difference.
#[derive(Args)]
#[command(after_help = "\
Examples:
  tongdao demo --port 8080 &
  tongdao walkthrough --base-url http://127.0.0.1:8080
  tongdao walkthrough --ask-more
  tongdao walkthrough --reject-and-appeal")]
pub(crate) struct Walkthrough {
    /// Address of the running demonstration
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
    base_url: Url,
    #[command(flatten)]
    choice: Choice,
}

/// Where what came back differs from the procedure.
#[derive(Debug)]
struct Difference(String);

impl Difference {
    fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Walkthrough {
    /// Walks.
    ///
    /// # Errors
    /// None of its own: a difference is printed and becomes the exit code.
    pub(crate) fn run(self) -> Result<ExitCode, Trouble> {
        match self.choice.procedure().walk(&self.base_url) {
            Ok(steps) => {
                println!("\nThe procedure was followed to its end: {steps} steps, no difference.");
                Ok(ExitCode::SUCCESS)
            }
            Err(difference) => {
                println!("  ✗ {difference}\n\nThe walk ended at the first difference.");
                Ok(ExitCode::FAILURE)
            }
        }
    }
}
