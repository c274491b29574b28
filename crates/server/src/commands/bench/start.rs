//! How long the program takes from its start to its first answer.
#![allow(clippy::float_arithmetic)] // Measurements, not money.

use super::figure::Figure;
use super::measure::{median, now};
use super::rig::Rig;
use crate::trouble::Trouble;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Longest start that is good enough, in seconds.
const LIMIT: f64 = 0.5;
/// Starts that are measured.
const STARTS: usize = 5;
/// How often the new process is asked.
const STEP: Duration = Duration::from_millis(2);
/// How long it may take to make a demonstration, even in a debug build.
const PATIENCE: Duration = Duration::from_secs(300);

/// A demonstration in a process of its own, ended with this value.
pub(super) struct Running {
    child: Child,
    address: SocketAddr,
    started: Instant,
}

impl Running {
    /// Starts this very program on a directory.
    ///
    /// # Errors
    /// [`Trouble::Listen`] or [`Trouble::Runtime`].
    pub(super) fn start(dir: &Path) -> Result<Self, Trouble> {
        let fault = |what| {
            move |error: std::io::Error| Trouble::Runtime {
                what,
                reason: error.to_string(),
            }
        };
        let program = std::env::current_exe().map_err(fault("another process"))?;
        // Free a moment ago; should somebody take it meanwhile, the start fails and says so.
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .and_then(|listener| listener.local_addr())
            .map_err(fault("a port"))?;
        let started = now();
        let child = Command::new(program)
            .arg("demo")
            .arg("--data")
            .arg(dir)
            .arg("--port")
            .arg(address.port().to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .map_err(fault("another process"))?;
        Ok(Self {
            child,
            address,
            started,
        })
    }

    /// Waits until `/readyz` answers, and says how long that took since the start.
    ///
    /// # Errors
    /// [`Trouble::Runtime`] when the process ends or takes too long.
    pub(super) fn ready(mut self) -> Result<Duration, Trouble> {
        let fault = |reason: String| Trouble::Runtime {
            what: "the demonstration",
            reason,
        };
        loop {
            if asked(self.address).unwrap_or(false) {
                return Ok(now().duration_since(self.started));
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(fault(format!("it ended with {status}")));
            }
            if now().duration_since(self.started) > PATIENCE {
                return Err(fault("it does not get ready".to_owned()));
            }
            thread::sleep(STEP);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Nothing is lost: the database survives a cut at any moment.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn asked(address: SocketAddr) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
    stream.set_read_timeout(Some(Duration::from_secs(2)))?;
    stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = [0; 12];
    stream.read_exact(&mut answer)?;
    Ok(&answer == b"HTTP/1.1 200")
}

/// The median of some starts on an existing database.
///
/// # Errors
/// [`Trouble`] of a start.
pub(super) fn figure(rig: &Rig) -> Result<Figure, Trouble> {
    let dir = rig.copy("start")?;
    let mut took = Vec::new();
    for _ in 0..STARTS {
        took.push(Running::start(&dir)?.ready()?.as_secs_f64());
    }
    Ok(Figure::new("start.ready_s", median(took), "s", LIMIT))
}
