//! A load generator: connections that are kept alive and ask again and again.

use super::measure::{now, rate};
use crate::trouble::Trouble;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// Connections at the same time.
pub(super) const CONNECTIONS: usize = 64;

/// What is asked for.
#[derive(Debug, Clone)]
pub(super) struct Target {
    /// Where.
    address: SocketAddr,
    /// For each connection the whole requests it sends in turn, headers included.
    requests: Arc<Vec<Vec<Vec<u8>>>>,
}

impl Target {
    /// A GET with a session cookie, or without when it is empty.
    pub(super) fn get(address: SocketAddr, path: &str, cookies: &str) -> Self {
        Self {
            address,
            requests: Arc::new(vec![vec![Self::page(address, path, cookies)]]),
        }
    }

    /// A browser's whole request for a page.
    pub(super) fn page(address: SocketAddr, path: &str, cookies: &str) -> Vec<u8> {
        let cookies = if cookies.is_empty() {
            String::new()
        } else {
            format!("Cookie: {cookies}\r\n")
        };
        format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nUser-Agent: Mozilla/5.0 (benchmark)\r\n\
             Accept: text/html\r\nAccept-Language: zh-CN\r\n{cookies}\r\n"
        )
        .into_bytes()
    }

    /// The same request again and again.
    pub(super) fn one(address: SocketAddr, request: String) -> Self {
        Self {
            address,
            requests: Arc::new(vec![vec![request.into_bytes()]]),
        }
    }

    /// Requests of each connection, by its number.
    pub(super) fn of(address: SocketAddr, requests: impl Fn(usize) -> Vec<Vec<u8>>) -> Self {
        Self {
            address,
            requests: Arc::new((0..CONNECTIONS).map(requests).collect()),
        }
    }

    /// The same requests elsewhere.
    pub(super) fn at(&self, address: SocketAddr) -> Self {
        Self {
            address,
            requests: Arc::clone(&self.requests),
        }
    }

    /// One answer's body.
    ///
    /// # Errors
    /// [`Trouble::Runtime`] when it is no success.
    pub(super) fn body(&self) -> Result<Vec<u8>, Trouble> {
        let once = async {
            let mut connection = Connection::open(self.address).await?;
            let first = self.requests.iter().flatten().next();
            let answer = connection.answer(first.map_or(&[], Vec::as_slice));
            Ok(answer.await?.to_vec())
        };
        runtime()?.block_on(once).map_err(fault)
    }

    /// Answers for each second over all connections.
    ///
    /// # Errors
    /// [`Trouble::Runtime`] when a connection breaks or an answer is no success.
    pub(super) fn load(&self, during: Duration) -> Result<f64, Trouble> {
        runtime()?.block_on(self.ask_all(during)).map_err(fault)
    }

    async fn ask_all(&self, during: Duration) -> io::Result<f64> {
        let mut connections = Vec::new();
        for _ in 0..CONNECTIONS {
            connections.push(Connection::open(self.address).await?);
        }
        let started = now();
        let deadline = started + during;
        let mut tasks = JoinSet::new();
        for (number, connection) in connections.into_iter().enumerate() {
            tasks.spawn(connection.ask_until(Arc::clone(&self.requests), number, deadline));
        }
        let mut done = 0;
        while let Some(task) = tasks.join_next().await {
            done += task.map_err(io::Error::other)??;
        }
        Ok(rate(done, started))
    }
}

/// One thread: the generator must not take more of the machine than it needs.
fn runtime() -> Result<tokio::runtime::Runtime, Trouble> {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().map_err(fault)
}

fn fault(error: io::Error) -> Trouble {
    Trouble::Runtime {
        what: "the load",
        reason: error.to_string(),
    }
}

/// A connection that is kept alive.
pub(super) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// Sizes of an answer in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    head: usize,
    body: usize,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// Those of the network.
    pub(super) async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: vec![0; 1024 * 1024],
        })
    }

    async fn ask_until(
        mut self,
        requests: Arc<Vec<Vec<Vec<u8>>>>,
        number: usize,
        deadline: Instant,
    ) -> io::Result<u64> {
        let own = requests.get(number % requests.len().max(1));
        let mut turns = own.into_iter().flatten().cycle();
        let mut done = 0;
        while let Some(request) = turns.next().filter(|_| now() < deadline) {
            self.ask(request).await?;
            done += 1;
        }
        Ok(done)
    }

    /// Sends a request and gives the answer's body.
    ///
    /// # Errors
    /// Those of the network; an answer that is no success.
    pub(super) async fn answer(&mut self, request: &[u8]) -> io::Result<&[u8]> {
        let size = self.ask(request).await?;
        Ok(self
            .buffer
            .get(size.head..size.head + size.body)
            .unwrap_or_default())
    }

    /// Sends the request and reads exactly one answer into the buffer.
    async fn ask(&mut self, request: &[u8]) -> io::Result<Size> {
        self.stream.write_all(request).await?;
        let mut filled = 0;
        let mut size = None;
        loop {
            let room = self.buffer.get_mut(filled..).unwrap_or_default();
            let read = self.stream.read(room).await?;
            if read == 0 {
                return Err(io::Error::other(
                    "the connection ended, or the answer is too large",
                ));
            }
            filled += read;
            if size.is_none() {
                size = measure(&self.buffer[..filled])?;
            }
            match size {
                Some(size) if filled == size.head + size.body => return Ok(size),
                Some(size) if filled > size.head + size.body => {
                    return Err(io::Error::other("more came than was announced"));
                }
                _ => {}
            }
        }
    }
}

/// Sizes of an answer that has begun; none while its head is not complete.
fn measure(bytes: &[u8]) -> io::Result<Option<Size>> {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Ok(None);
    };
    let head = std::str::from_utf8(&bytes[..end]).map_err(io::Error::other)?;
    if !head.starts_with("HTTP/1.1 20") {
        let line = head.lines().next().unwrap_or_default();
        return Err(io::Error::other(format!("the answer is {line}")));
    }
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let is_length = name.eq_ignore_ascii_case("content-length");
        is_length.then(|| value.trim().parse::<usize>().ok())?
    });
    let body = length.ok_or_else(|| io::Error::other("the answer has no length"))?;
    Ok(Some(Size {
        head: end + 4,
        body,
    }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_answer_is_measured_by_its_head() {
        assert_eq!(measure(b"HTTP/1.1 200 OK\r\nContent-").unwrap(), None);
        let whole = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel";
        assert_eq!(measure(whole).unwrap(), Some(Size { head: 38, body: 5 }));
        assert!(measure(b"HTTP/1.1 303 See Other\r\ncontent-length: 0\r\n\r\n").is_err());
        assert!(measure(b"HTTP/1.1 200 OK\r\n\r\n").is_err());
    }
}
