//! Malware scanning by ClamAV's daemon, over TCP or a Unix socket (`INSTREAM`).

use crate::SetupError;
use crate::reason::one_line;
use domain::effects::{DeliveryError, Scanner, Verdict};
use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::Duration;

/// Bytes handed over at once.
const CHUNK: usize = 64 * 1024;
/// Longest answer read; clamd answers in one line.
const ANSWER_LIMIT: u64 = 4 * 1024;

/// Where the daemon listens.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Address {
    Tcp(String),
    Unix(PathBuf),
}

/// Asks a `clamd`.
#[derive(Debug)]
pub struct ClamdScanner {
    address: Address,
    timeout: Duration,
}

impl ClamdScanner {
    /// A scanner at `host:port`, or at `unix:` and the path of a socket. Connects with the first
    /// file.
    ///
    /// # Errors
    /// [`SetupError::Name`] for an address that is neither.
    pub fn new(address: &str, timeout: Duration) -> Result<Self, SetupError> {
        let refused = || SetupError::Name("scanner address");
        let address = match address.trim().strip_prefix("unix:") {
            Some(path) if path.starts_with('/') => Address::Unix(PathBuf::from(path)),
            Some(_) => return Err(refused()),
            None => {
                let (host, port) = address.trim().rsplit_once(':').ok_or_else(refused)?;
                let port_ok = port.parse::<u16>().is_ok_and(|port| port != 0);
                if host.is_empty() || !port_ok {
                    return Err(refused());
                }
                Address::Tcp(address.trim().to_owned())
            }
        };
        Ok(Self { address, timeout })
    }

    /// Asks the daemon whether it is there.
    ///
    /// # Errors
    /// [`DeliveryError::Temporary`] with the reason.
    pub fn check(&self) -> Result<(), DeliveryError> {
        let answer = self.talk(b"zPING\0", None)?;
        if answer == "PONG" {
            return Ok(());
        }
        Err(DeliveryError::Temporary(format!(
            "answers {answer:?} to a ping"
        )))
    }

    /// Sends a command, then a file in chunks, and reads the answer.
    fn talk(&self, command: &[u8], file: Option<&[u8]>) -> Result<String, DeliveryError> {
        let talked = || -> io::Result<String> {
            let mut stream = self.connect()?;
            stream.write_all(command)?;
            for chunk in file.into_iter().flat_map(|file| file.chunks(CHUNK)) {
                let length = u32::try_from(chunk.len()).map_err(io::Error::other)?;
                stream.write_all(&length.to_be_bytes())?;
                stream.write_all(chunk)?;
            }
            if file.is_some() {
                stream.write_all(&0_u32.to_be_bytes())?;
            }
            stream.flush()?;
            let mut answer = Vec::new();
            stream.take(ANSWER_LIMIT).read_to_end(&mut answer)?;
            let end = answer.iter().position(|b| *b == 0).unwrap_or(answer.len());
            answer.truncate(end);
            Ok(one_line(&String::from_utf8_lossy(&answer)))
        };
        talked().map_err(|error| {
            let reason = match error.kind() {
                io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => {
                    "no answer in time".to_owned()
                }
                _ => one_line(&error.to_string()),
            };
            DeliveryError::Temporary(reason)
        })
    }

    fn connect(&self) -> io::Result<Box<dyn Stream>> {
        match &self.address {
            Address::Unix(path) => {
                let stream = UnixStream::connect(path)?;
                stream.set_read_timeout(Some(self.timeout))?;
                stream.set_write_timeout(Some(self.timeout))?;
                Ok(Box::new(stream))
            }
            Address::Tcp(address) => {
                let mut last = io::Error::new(io::ErrorKind::NotFound, "host not found");
                for address in address.to_socket_addrs()? {
                    match TcpStream::connect_timeout(&address, self.timeout) {
                        Ok(stream) => {
                            stream.set_read_timeout(Some(self.timeout))?;
                            stream.set_write_timeout(Some(self.timeout))?;
                            return Ok(Box::new(stream));
                        }
                        Err(error) => last = error,
                    }
                }
                Err(last)
            }
        }
    }
}

trait Stream: Read + Write {}
impl<T: Read + Write> Stream for T {}

impl Scanner for ClamdScanner {
    fn scan(&self, bytes: &[u8]) -> Result<Verdict, DeliveryError> {
        let answer = self.talk(b"zINSTREAM\0", Some(bytes))?;
        let said = answer.strip_prefix("stream: ").unwrap_or(&answer);
        if said == "OK" {
            return Ok(Verdict::Clean);
        }
        if let Some(found) = said.strip_suffix(" FOUND") {
            return Ok(Verdict::Infected(found.to_owned()));
        }
        // Cut off, over the daemon's own limit, or not clamd at all: no verdict either way.
        Err(DeliveryError::Temporary(format!("answers {said:?}")))
    }

    fn describe(&self) -> String {
        match &self.address {
            Address::Tcp(address) => format!("clamd {address}"),
            Address::Unix(path) => format!("clamd unix:{}", path.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_a_host_with_a_port_or_a_socket() {
        let made = |address| ClamdScanner::new(address, Duration::from_secs(1));
        for fine in [
            "127.0.0.1:3310",
            "clamav:3310",
            "[::1]:3310",
            "unix:/run/clamav/clamd.ctl",
        ] {
            assert!(
                made(fine).is_ok_and(|s| s.describe() == format!("clamd {fine}")),
                "{fine}"
            );
        }
        for bad in [
            "",
            "clamav",
            ":3310",
            "clamav:",
            "clamav:0",
            "clamav:99999",
            "unix:",
            "unix:a",
        ] {
            assert!(
                made(bad).is_err_and(|e| e.code() == "name_invalid"),
                "{bad}"
            );
        }
    }
}
