//! A health feed on a real socket that says what a test tells it to.

use ::app::health::feed::Feed;
use adapters::{GatewayConfig, HttpFeed, Secret};
use domain::effects::Instant;
use domain::health::feed::Times;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;
use uuid::Uuid;

/// How long the feed is waited for.
const PATIENCE: Duration = Duration::from_millis(700);

/// What the feed does from now on.
#[derive(Debug, Clone)]
pub enum FeedManner {
    /// Answers 200 with this body.
    Says(String),
    /// Answers this status.
    Refuses(u16),
    /// Takes the question and says nothing.
    Silent,
    /// Begins to answer, and goes on a letter at a time for longer than anybody waits.
    Trickles,
    /// Hangs up before a word.
    HangsUp,
}

struct Inner {
    manner: Mutex<FeedManner>,
    asked: AtomicUsize,
}

/// A running feed; its threads end with the test's process.
pub struct FeedServer {
    inner: Arc<Inner>,
    port: u16,
}

impl Default for FeedServer {
    /// One that has measured nothing.
    fn default() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its number").port();
        let inner = Arc::new(Inner {
            manner: Mutex::new(FeedManner::Says(r#"{"measurements":[]}"#.to_owned())),
            asked: AtomicUsize::new(0),
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
}

impl FeedServer {
    /// How an installation is told of it.
    ///
    /// # Panics
    /// When it cannot be reached at such an address.
    #[must_use]
    pub fn feed(&self, times: Times) -> Feed {
        let url = format!("http://127.0.0.1:{}/health", self.port);
        let secret = Secret::new("example-secret-with-32-characters");
        let mut config = GatewayConfig::new(&url, "k-2026", secret);
        config.timeout = PATIENCE;
        Feed {
            source: Arc::new(HttpFeed::new(config).expect("a feed")),
            times,
        }
    }

    /// What it does from now on.
    ///
    /// # Panics
    /// When a test has died with it.
    pub fn set(&self, manner: FeedManner) {
        *self.inner.manner.lock().expect("its manner") = manner;
    }

    /// It answers with these measurements from now on.
    pub fn measures(&self, all: &[Measurement]) {
        let all: Vec<_> = all.iter().map(Measurement::json).collect();
        self.set(FeedManner::Says(format!(
            r#"{{"measurements":[{}]}}"#,
            all.join(",")
        )));
    }

    /// How often it was asked.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.inner.asked.load(Ordering::SeqCst)
    }
}

/// A measurement as the feed sends it.
#[derive(Debug, Clone)]
pub struct Measurement {
    /// The service.
    pub service: String,
    /// The region.
    pub region: String,
    /// When.
    pub at: String,
    /// How it does.
    pub state: String,
    /// Millionths.
    pub availability_ppm: i64,
    /// Milliseconds.
    pub latency_ms: Option<i64>,
}

impl Measurement {
    /// A service that is well in a region.
    ///
    /// # Panics
    /// When the moment is none of the calendar's.
    #[must_use]
    pub fn well(service: Uuid, region: &str, at: Instant) -> Self {
        Self {
            service: service.to_string(),
            region: region.to_owned(),
            at: rfc3339(at),
            state: "healthy".to_owned(),
            availability_ppm: 999_950,
            latency_ms: Some(120),
        }
    }

    /// The same, in another state and with less of everything.
    #[must_use]
    pub fn ill(self, state: &str) -> Self {
        Self {
            state: state.to_owned(),
            availability_ppm: 400_000,
            latency_ms: Some(2_500),
            ..self
        }
    }

    fn json(&self) -> String {
        serde_json::json!({
            "service": self.service,
            "region": self.region,
            "at": self.at,
            "state": self.state,
            "availability_ppm": self.availability_ppm,
            "latency_ms": self.latency_ms,
        })
        .to_string()
    }
}

/// A moment as programs write it.
fn rfc3339(at: Instant) -> String {
    let at = jiff::Timestamp::from_microsecond(at.0);
    at.expect("a moment of the calendar").to_string()
}

impl Inner {
    fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut out = stream;
        let (mut length, mut line) = (0, String::new());
        while reader.read_line(&mut line)? > 0 {
            match line.trim_end().split_once(':') {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.trim().parse().unwrap_or(0);
                }
                None if line.trim_end().is_empty() => break,
                _ => {}
            }
            line.clear();
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        self.asked.fetch_add(1, Ordering::SeqCst);
        let manner = self.manner.lock().expect("its manner").clone();
        match manner {
            FeedManner::Says(body) => answer(&mut out, 200, &body),
            FeedManner::Refuses(status) => answer(&mut out, status, "{}"),
            FeedManner::HangsUp => Ok(()),
            FeedManner::Silent => {
                thread::sleep(3 * PATIENCE);
                Ok(())
            }
            FeedManner::Trickles => {
                write!(out, "HTTP/1.1 200 OK\r\ncontent-length: 10000\r\n\r\n")?;
                for _ in 0..30 {
                    thread::sleep(PATIENCE / 10);
                    out.write_all(b" ")?;
                }
                Ok(())
            }
        }
    }
}

fn answer(out: &mut TcpStream, status: u16, body: &str) -> std::io::Result<()> {
    write!(
        out,
        "HTTP/1.1 {status} -\r\ncontent-type: application/json\r\nconnection: close\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
}
