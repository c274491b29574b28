//! `tongdao picture`: draws a page of somebody else's PDF in a process of its own.

use crate::trouble::Trouble;
use adapters::pictures::{NO_SUCH_PAGE, UNREADABLE};
use clap::Args;
use domain::effects::{PictureError, Pictures};
use paper::Press;
use std::io::{Read, Write, stdin, stdout};
use std::process::ExitCode;

/// Most bytes of address space: fonts, a page of 2400 × 9600 pixels, and what its pictures unpack
/// to.
const MEMORY: u64 = 2 << 30;
/// Most seconds of computing.
const SECONDS: u64 = 10;

/// Draw a page of the PDF on standard input (the server calls this)
///
/// The process gives up memory, time and files first, because the PDF is a stranger's.
#[derive(Args)]
#[command(hide = true)]
pub(crate) struct Picture {
    /// Which page, from 1
    page: usize,
    /// How wide, in pixels
    width: u16,
}

impl Picture {
    /// Writes the page as PNG to standard output.
    ///
    /// # Errors
    /// None; whoever called reads the exit code.
    pub(crate) fn run(self) -> Result<ExitCode, Trouble> {
        let mut pdf = Vec::new();
        let read = limit().is_ok() && stdin().read_to_end(&mut pdf).is_ok();
        if !read {
            return Ok(ExitCode::FAILURE);
        }
        Ok(match Press::new().draw(&pdf, self.page, self.width) {
            Ok(bytes) if stdout().write_all(&bytes).is_ok() => ExitCode::SUCCESS,
            Err(PictureError::NoSuchPage) => ExitCode::from(NO_SUCH_PAGE),
            Err(PictureError::Unreadable) => ExitCode::from(UNREADABLE),
            Ok(_) | Err(PictureError::Unavailable(_)) => ExitCode::FAILURE,
        })
    }
}

/// Gives up what drawing does not need: past these limits the system ends the process.
#[cfg(unix)]
fn limit() -> Result<(), rustix::io::Errno> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = |value: u64| Rlimit {
        current: Some(value),
        maximum: Some(value),
    };
    setrlimit(Resource::Core, most(0))?;
    setrlimit(Resource::Fsize, most(0))?;
    setrlimit(Resource::Cpu, most(SECONDS))?;
    setrlimit(Resource::As, most(MEMORY))
}

/// Other systems have no such limits; the server's clock still ends the process.
#[cfg(not(unix))]
fn limit() -> Result<(), std::io::Error> {
    Ok(())
}
