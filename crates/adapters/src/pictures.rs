//! Pages of uploads, drawn by a child process: a hostile PDF may take that process down, never the
//! server. The child has no environment, so it knows no secret, and bounds itself before it reads.

use domain::effects::{PictureError, Pictures};
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, Builder};
use std::time::Duration;

/// What a child ends with when the PDF has no such page.
pub const NO_SUCH_PAGE: u8 = 4;
/// What a child ends with when the PDF cannot be read.
pub const UNREADABLE: u8 = 3;

/// Children at work at one time.
const ROOM: usize = 2;
/// Time between two looks at a child.
const APART: Duration = Duration::from_millis(5);

/// How far a child may go.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// How long it may take.
    pub time: Duration,
    /// How long a page waits until a child may be started.
    pub patience: Duration,
    /// Largest picture taken from it, bytes.
    pub bytes: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(20),
            patience: Duration::from_secs(10),
            bytes: 64 << 20,
        }
    }
}

/// Draws in children: runs the program with `picture`, a page and a width in pixels. A child reads
/// the PDF from standard input, writes the PNG to standard output, and ends with 0, [`NO_SUCH_PAGE`]
/// or [`UNREADABLE`].
#[derive(Default)]
pub struct ChildPictures {
    /// None is the program that is running.
    program: Option<OsString>,
    bounds: Bounds,
    busy: Mutex<usize>,
    free: Condvar,
}

/// Room for one child; whatever becomes of it, the room is given back.
struct Room<'a>(&'a ChildPictures);

impl Drop for Room<'_> {
    fn drop(&mut self) {
        *self.0.busy() -= 1;
        self.0.free.notify_one();
    }
}

/// A child that does not outlive the question.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Of one that has ended nothing is left to be killed, and its status is known.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

impl Running {
    /// Waits until the child ends; nothing when it has not within its time.
    fn ends_within(&mut self, time: Duration) -> io::Result<Option<ExitStatus>> {
        let looks = time.as_millis().div_ceil(APART.as_millis()).max(1);
        for _ in 0..looks {
            if let Some(status) = self.0.try_wait()? {
                return Ok(Some(status));
            }
            thread::sleep(APART);
        }
        Ok(None)
    }
}

impl ChildPictures {
    /// Runs the program that is running.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Runs another program, within bounds of its own.
    #[must_use]
    pub fn of(program: impl Into<OsString>, bounds: Bounds) -> Self {
        Self {
            program: Some(program.into()),
            bounds,
            ..Self::default()
        }
    }

    fn busy(&self) -> MutexGuard<'_, usize> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for room for a child.
    fn room(&self) -> Result<Room<'_>, PictureError> {
        let waited = self
            .free
            .wait_timeout_while(self.busy(), self.bounds.patience, |busy| *busy >= ROOM);
        let (mut busy, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            let reason = "other pages are being drawn".to_owned();
            return Err(PictureError::Unavailable(reason));
        }
        *busy += 1;
        drop(busy);
        Ok(Room(self))
    }

    /// This program, even when the file it was started from has been replaced since.
    fn program(&self) -> io::Result<OsString> {
        match &self.program {
            Some(program) => Ok(program.clone()),
            None if cfg!(target_os = "linux") => Ok("/proc/self/exe".into()),
            None => std::env::current_exe().map(Into::into),
        }
    }

    /// How a child has ended, when it did so by itself, and what it has written.
    fn ask(
        &self,
        words: &[String],
        pdf: &[u8],
    ) -> io::Result<(Option<ExitStatus>, Option<Vec<u8>>)> {
        let mut child = Command::new(self.program()?)
            .arg("picture")
            .args(words)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (running, Bounds { time, bytes, .. }) = (Running(child), self.bounds);
        thread::scope(move |scope| {
            // Moved in here, so that it is ended before anybody waits for the threads, which wait
            // for it.
            let mut running = running;
            // A child that ends before it has read everything breaks the pipe, which says nothing
            // new.
            Builder::new().spawn_scoped(scope, move || input.map(|mut to| to.write_all(pdf)))?;
            let reader = Builder::new().spawn_scoped(scope, move || {
                let mut said = Vec::new();
                let mut output = output?.take(bytes.saturating_add(1));
                output.read_to_end(&mut said).ok()?;
                Some(said)
            })?;
            let status = running.ends_within(time)?;
            drop(running);
            Ok((status, reader.join().ok().flatten()))
        })
    }
}

impl Pictures for ChildPictures {
    fn draw(&self, pdf: &[u8], page: usize, width: u16) -> Result<Vec<u8>, PictureError> {
        let away = |error: io::Error| PictureError::Unavailable(error.to_string());
        let _room = self.room()?;
        let words = [page.to_string(), width.to_string()];
        let (status, said) = self.ask(&words, pdf).map_err(away)?;
        let code = status.and_then(|status| status.code());
        let long = |said: &Vec<u8>| u64::try_from(said.len()).is_ok_and(|n| n > self.bounds.bytes);
        let too_long = said.as_ref().is_some_and(long);
        match (code, said) {
            (Some(0), Some(said)) if !too_long => Ok(said),
            (Some(code), _) if code == i32::from(NO_SUCH_PAGE) => Err(PictureError::NoSuchPage),
            (Some(code), _) if code == i32::from(UNREADABLE) => Err(PictureError::Unreadable),
            // One that is not listened to any more fails as well.
            (Some(1), _) if !too_long => {
                Err(PictureError::Unavailable("the child failed".to_owned()))
            }
            // Out of memory, time or room for what it says, or a fault of the decoder.
            _ => {
                tracing::warn!(
                    ?code,
                    "a page of an upload could not be drawn within its limits"
                );
                Err(PictureError::Unreadable)
            }
        }
    }
}
