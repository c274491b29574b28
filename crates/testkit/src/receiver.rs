//! A program of a partner that is told of events, on a real socket, that does what the test tells it
//! to.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the receiver does with a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Manner {
    /// Answers with a status and a short text.
    Says(u16),
    /// Sends the caller somewhere else.
    Redirects(String),
    /// Takes the call and says nothing for so long.
    Hesitates(Duration),
    /// Answers 200 with a body that does not end.
    Babbles,
    /// Hangs up at once.
    HangsUp,
    /// Takes the call, keeps it, and hangs up without a word.
    TakesWithoutAWord,
    /// Answers with something that is no HTTP.
    Mumbles,
}

/// A call as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// Method and path.
    pub line: String,
    /// Headers, their names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Called {
    /// A header's value; empty when there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let mut all = self.headers.iter();
        all.find(|(found, _)| found == name)
            .map_or("", |(_, value)| value)
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    /// The event's name.
    #[must_use]
    pub fn event(&self) -> String {
        self.json()["EventName"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}

struct Inner {
    next: Mutex<VecDeque<Manner>>,
    usual: Mutex<Manner>,
    called: Mutex<Vec<Called>>,
    closed: AtomicBool,
}

/// A running receiver; it ends with the value.
pub struct Receiver {
    inner: Arc<Inner>,
    port: u16,
}

impl Receiver {
    /// Starts one that takes everything.
    ///
    /// # Panics
    /// When there is no free port.
    #[must_use]
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let inner = Arc::new(Inner {
            next: Mutex::default(),
            usual: Mutex::new(Manner::Says(200)),
            called: Mutex::default(),
            closed: AtomicBool::new(false),
        });
        let shared = Arc::clone(&inner);
        thread::spawn(move || {
            for stream in listener.incoming() {
                if shared.closed.load(Ordering::SeqCst) {
                    return;
                }
                let shared = Arc::clone(&shared);
                thread::spawn(move || stream.and_then(|stream| shared.talk(stream)));
            }
        });
        Self { inner, port }
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://localhost:{}/events?from=partner", self.port)
    }

    /// Its port on this machine.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// How it behaves from now on.
    ///
    /// # Panics
    /// Never.
    pub fn behave(&self, manner: Manner) {
        *self.inner.usual.lock().expect("the manner") = manner;
    }

    /// How it behaves towards the next calls, one after the other.
    ///
    /// # Panics
    /// Never.
    pub fn first(&self, manners: impl IntoIterator<Item = Manner>) {
        self.inner.next.lock().expect("the manners").extend(manners);
    }

    /// Everything that came so far, in order.
    ///
    /// # Panics
    /// Never.
    #[must_use]
    pub fn called(&self) -> Vec<Called> {
        self.inner.called.lock().expect("the calls").clone()
    }

    /// What came since the last time somebody asked.
    ///
    /// # Panics
    /// Never.
    #[must_use]
    pub fn take(&self) -> Vec<Called> {
        std::mem::take(&mut *self.inner.called.lock().expect("the calls"))
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.inner.closed.store(true, Ordering::SeqCst);
        // The listener wakes up and sees it.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

impl Inner {
    fn manner(&self) -> Manner {
        let next = self.next.lock().expect("the manners").pop_front();
        next.unwrap_or_else(|| self.usual.lock().expect("the manner").clone())
    }

    fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let manner = self.manner();
        if manner == Manner::HangsUp {
            return Ok(());
        }
        let mut out = stream.try_clone()?;
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let mut headers = Vec::new();
        loop {
            let mut header = String::new();
            reader.read_line(&mut header)?;
            let Some((name, value)) = header.trim_end().split_once(':') else {
                break;
            };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let length = headers
            .iter()
            .find(|(name, _)| name == "content-length")
            .and_then(|(_, value)| value.parse().ok())
            .unwrap_or(0_usize);
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        let called = Called {
            line: line.trim_end().trim_end_matches(" HTTP/1.1").to_owned(),
            headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        };
        self.called.lock().expect("the calls").push(called);
        let close = "Connection: close\r\n";
        match manner {
            Manner::Says(status) => {
                let text = format!("status {status}");
                write!(
                    out,
                    "HTTP/1.1 {status} Whatever\r\nContent-Length: {}\r\n{close}\r\n{text}",
                    text.len()
                )
            }
            Manner::Redirects(to) => write!(
                out,
                "HTTP/1.1 307 Elsewhere\r\nLocation: {to}\r\nContent-Length: 0\r\n{close}\r\n"
            ),
            Manner::Hesitates(time) => {
                thread::sleep(time);
                Ok(())
            }
            Manner::Babbles => {
                write!(out, "HTTP/1.1 200 OK\r\n{close}\r\n")?;
                let block = [b'x'; 64 * 1024];
                // Ends when the caller hangs up.
                while !self.closed.load(Ordering::SeqCst) {
                    out.write_all(&block)?;
                }
                Ok(())
            }
            Manner::Mumbles => out.write_all(b"who is there?\r\n\r\n"),
            Manner::HangsUp | Manner::TakesWithoutAWord => Ok(()),
        }
    }
}
