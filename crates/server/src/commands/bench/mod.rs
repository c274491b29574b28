//! `tongdao bench`.

mod api;
mod billing;
mod commit;
mod company;
mod enrolments;
mod figure;
mod load;
mod many;
mod measure;
mod page;
mod portal;
mod rig;
mod sign_in;
mod site;
mod start;
mod weight;

use crate::trouble::Trouble;
use clap::{Args, Subcommand};
use figure::Figure;
use rig::Rig;
use std::process::ExitCode;
use std::time::Duration;

/// Measure this machine and this build
///
/// Each figure is printed beside a limit that is measured in the same run, so that the ratio of
/// both says something on any machine. Works in a temporary directory that is removed afterwards.
#[derive(Args)]
pub(crate) struct Bench {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Enrolment(Enrolment),
    Api(api::Api),
    Portal(portal::Portal),
    Billing(billing::Billing),
}

/// Pages, commands, sign-ins and whole enrolments on SQLite
///
/// What each figure and each limit is: docs/operate/benchmarks.md.
#[derive(Args)]
#[command(after_help = "\
Examples:
  tongdao bench enrolment
  tongdao bench enrolment --json
  TMPDIR=/var/tmp tongdao bench enrolment   on another disk")]
struct Enrolment {
    /// Print an array of objects with name, value, unit, limit and ratio
    #[arg(long)]
    json: bool,
    /// Seconds to measure for, besides preparing
    #[arg(long, value_name = "N", default_value_t = 36, value_parser = clap::value_parser!(u32).range(4..=3600))]
    seconds: u32,
}

impl Bench {
    /// Measures and prints.
    ///
    /// # Errors
    /// [`Trouble`] of whatever could not be set up or was refused.
    pub(crate) fn run(self) -> Result<ExitCode, Trouble> {
        let ((figures, notes), json) = match self.what {
            What::Enrolment(enrolment) => (enrolment.measure()?, enrolment.json),
            What::Api(api) => (api.measure()?, api.json),
            What::Portal(portal) => (portal.measure()?, portal.json),
            What::Billing(billing) => (billing.measure()?, billing.json),
        };
        if json {
            println!("{}", figure::json(&figures)?);
        } else {
            print!("{}", figure::table(&figures, &notes));
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Enrolment {
    /// Everything, one after another: each part has the machine to itself.
    fn measure(&self) -> Result<(Vec<Figure>, Vec<String>), Trouble> {
        let share = |parts: u32| Duration::from_secs(u64::from(self.seconds)) * parts / 12;
        let rig = Rig::new()?;
        let mut notes = Vec::new();
        let start = start::figure(&rig)?;
        let page = page::figure(&rig, share(4), &mut notes)?;
        let (commit, commits) = commit::figure(&rig, share(3))?;
        let (sign_in, hashes) = sign_in::figure(&rig, share(2))?;
        let enrolments = enrolments::figure(&rig, share(3), commits, hashes, &mut notes)?;
        let memory = measure::memory()?;
        Ok((
            vec![page, commit, sign_in, enrolments, memory, start],
            notes,
        ))
    }
}
