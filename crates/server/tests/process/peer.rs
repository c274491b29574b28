//! An HTTP service of the test's own, on a real socket: the telephone gateway or the credit bureau,
//! in whichever mood the test wants it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// How the service behaves from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Temper {
    /// Takes what is asked.
    Takes,
    /// 503 to everything.
    Busy,
    /// Says nothing for longer than anybody waits.
    Silent,
    /// Hangs up before a word.
    HangsUp,
    /// Takes it, and breaks off in the middle of saying so.
    BreaksOff,
    /// Says something that is no answer.
    Babbles,
}

impl Temper {
    /// Everything that is no help.
    pub(crate) const BAD: [Self; 5] = [
        Self::Busy,
        Self::Silent,
        Self::HangsUp,
        Self::BreaksOff,
        Self::Babbles,
    ];
}

struct Inner {
    temper: Mutex<Temper>,
    /// What it says when it takes something: status and body.
    says: (u16, String),
    conversations: AtomicUsize,
    /// Bodies by idempotency key, with how often each came.
    asked: Mutex<BTreeMap<String, (String, u32)>>,
}

/// A running service; its threads end with the test's process.
pub(crate) struct Peer {
    inner: Arc<Inner>,
    port: u16,
}

impl Peer {
    pub(crate) fn start(status: u16, body: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let inner = Arc::new(Inner {
            temper: Mutex::new(Temper::Takes),
            says: (status, body.to_owned()),
            conversations: AtomicUsize::new(0),
            asked: Mutex::default(),
        });
        let shared = Arc::clone(&inner);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                // A client that goes away ends its conversation and nothing else.
                thread::spawn(move || shared.talk(stream));
            }
        });
        Self { inner, port }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/ask", self.port)
    }

    pub(crate) fn set(&self, temper: Temper) {
        *self.inner.temper.lock().unwrap() = temper;
    }

    /// How often somebody has asked.
    pub(crate) fn conversations(&self) -> usize {
        self.inner.conversations.load(Ordering::SeqCst)
    }

    /// What was asked, each key once: the key, the body and how often it came.
    pub(crate) fn asked(&self) -> Vec<(String, String, u32)> {
        let asked = self.inner.asked.lock().unwrap();
        asked
            .iter()
            .map(|(key, (body, times))| (key.clone(), body.clone(), *times))
            .collect()
    }
}

impl Inner {
    fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut out = stream;
        // A connection is kept and used again.
        loop {
            let (mut length, mut key, mut line) = (0, String::new(), String::new());
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            loop {
                line.clear();
                reader.read_line(&mut line)?;
                let Some((name, value)) = line.trim_end().split_once(':') else {
                    break;
                };
                match name.to_ascii_lowercase().as_str() {
                    "content-length" => length = value.trim().parse().unwrap_or(0),
                    "idempotency-key" => value.trim().clone_into(&mut key),
                    _ => {}
                }
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body)?;
            let temper = *self.temper.lock().unwrap();
            if matches!(temper, Temper::Takes | Temper::BreaksOff) {
                let mut asked = self.asked.lock().unwrap();
                let body = String::from_utf8_lossy(&body).into_owned();
                asked.entry(key).or_insert((body, 0)).1 += 1;
            }
            self.conversations.fetch_add(1, Ordering::SeqCst);
            match temper {
                Temper::Takes => answer(&mut out, self.says.0, &self.says.1)?,
                Temper::Busy => answer(&mut out, 503, "{}")?,
                Temper::Silent => {
                    thread::sleep(Duration::from_secs(3));
                    return Ok(());
                }
                Temper::HangsUp => return Ok(()),
                Temper::BreaksOff => {
                    write!(out, "HTTP/1.1 20")?;
                    return Ok(());
                }
                Temper::Babbles => {
                    write!(out, "what was the question\r\n\r\n")?;
                    return Ok(());
                }
            }
        }
    }
}

fn answer(out: &mut TcpStream, status: u16, body: &str) -> std::io::Result<()> {
    write!(
        out,
        "HTTP/1.1 {status} As said\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}
