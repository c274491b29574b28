//! Pages of uploads, drawn by a child process: a hostile PDF may take that process down, never the
//! server. The child has no environment, so it knows no secret, and bounds itself before it reads.

use domain::effects::{PictureError, Pictures};
use std::ffi::OsString;
use std::io::{Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// What a child ends with when the PDF has no such page.
pub const NO_SUCH_PAGE: u8 = 4;
/// What a child ends with when the PDF cannot be read.
pub const UNREADABLE: u8 = 3;

/// Children at work at one time.
const ROOM: usize = 2;
/// How often a child is asked whether it is ready, and how long apart: 20 seconds in all.
const ASKED: usize = 4000;
/// Time between two questions.
const APART: Duration = Duration::from_millis(5);
/// Largest picture taken from a child.
const LARGEST: u64 = 64 << 20;

/// Draws in children: runs the program with `picture count`, or with `picture draw`, a page and a
/// width in pixels. A child reads the PDF from standard input, writes the number or the PNG to
/// standard output, and ends with 0, [`NO_SUCH_PAGE`] or [`UNREADABLE`].
#[derive(Default)]
pub struct ChildPictures {
    busy: Mutex<usize>,
    free: Condvar,
}

impl ChildPictures {
    /// Runs the program that is running.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn busy(&self) -> MutexGuard<'_, usize> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs a child when there is room.
    fn run(&self, words: &[String], pdf: &[u8]) -> Result<Vec<u8>, PictureError> {
        let mut busy = self.busy();
        while *busy >= ROOM {
            busy = self.free.wait(busy).unwrap_or_else(PoisonError::into_inner);
        }
        *busy += 1;
        drop(busy);
        let done = ask(words, pdf);
        *self.busy() -= 1;
        self.free.notify_one();
        done
    }
}

impl Pictures for ChildPictures {
    fn count(&self, pdf: &[u8]) -> Result<usize, PictureError> {
        let said = self.run(&["count".to_owned()], pdf)?;
        let number = std::str::from_utf8(&said).ok().and_then(|n| n.parse().ok());
        number.ok_or(PictureError::Unreadable)
    }

    fn draw(&self, pdf: &[u8], page: usize, width: u16) -> Result<Vec<u8>, PictureError> {
        let words = ["draw".to_owned(), page.to_string(), width.to_string()];
        self.run(&words, pdf)
    }
}

/// This program, even when the file it was started from has been replaced since.
fn program() -> std::io::Result<OsString> {
    if cfg!(target_os = "linux") {
        return Ok("/proc/self/exe".into());
    }
    std::env::current_exe().map(Into::into)
}

fn ask(words: &[String], pdf: &[u8]) -> Result<Vec<u8>, PictureError> {
    let away = |error: std::io::Error| PictureError::Unavailable(error.to_string());
    let mut child = Command::new(program().map_err(away)?)
        .arg("picture")
        .args(words)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(away)?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let (status, said) = thread::scope(|scope| {
        // A child that ends before it has read everything breaks the pipe, which says nothing new.
        scope.spawn(move || input.map(|mut input| input.write_all(pdf)));
        let reader = scope.spawn(move || {
            let mut said = Vec::new();
            let mut output = output?.take(LARGEST + 1);
            output.read_to_end(&mut said).ok()?;
            Some(said)
        });
        let status = wait(&mut child);
        (status, reader.join().ok().flatten())
    });
    let code = status.map_err(away)?.and_then(|status| status.code());
    match (code, said) {
        (Some(0), Some(said)) if u64::try_from(said.len()).is_ok_and(|n| n <= LARGEST) => Ok(said),
        (Some(code), _) if code == i32::from(NO_SUCH_PAGE) => Err(PictureError::NoSuchPage),
        (Some(code), _) if code == i32::from(UNREADABLE) => Err(PictureError::Unreadable),
        (Some(1), _) => Err(PictureError::Unavailable("the child failed".to_owned())),
        // Out of memory or time, or a fault of the decoder.
        _ => {
            tracing::warn!(
                ?code,
                "a page of an upload could not be drawn within its limits"
            );
            Err(PictureError::Unreadable)
        }
    }
}

/// Waits for a child; nothing when it had to be ended.
fn wait(child: &mut Child) -> std::io::Result<Option<ExitStatus>> {
    for _ in 0..ASKED {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        thread::sleep(APART);
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}
