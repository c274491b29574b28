//! A mail server of the test's own, on a real socket, that does what the test tells it to.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;
use uuid::Uuid;

/// How the server behaves from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Takes every mail.
    Takes,
    /// "Come again later", to every recipient (451).
    Busy,
    /// "No such mailbox", to every recipient (550).
    Refuses,
    /// Hangs up as soon as somebody connects.
    HangsUp,
    /// Accepts a connection and says nothing.
    Silent,
    /// Hangs up in the middle of the mail.
    BreaksOff,
    /// Takes the mail and hangs up before saying so.
    TakesWithoutAWord,
}

/// A mail as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The id before the `@` of its Message-ID.
    pub id: Uuid,
    /// Recipient of the envelope.
    pub to: String,
    /// The plain text.
    pub text: String,
    /// Where answers go, if it says so.
    pub reply_to: Option<String>,
}

struct Inner {
    mood: Mutex<Mood>,
    conversations: AtomicUsize,
    received: Mutex<Vec<Received>>,
    closed: AtomicBool,
}

/// A running mail server; it ends with the value.
pub struct Mailbox {
    inner: Arc<Inner>,
    port: u16,
}

impl Mailbox {
    /// Starts one that takes every mail.
    ///
    /// # Panics
    /// When there is no free port.
    #[must_use]
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let inner = Arc::new(Inner {
            mood: Mutex::new(Mood::Takes),
            conversations: AtomicUsize::new(0),
            received: Mutex::default(),
            closed: AtomicBool::new(false),
        });
        let shared = Arc::clone(&inner);
        thread::spawn(move || {
            for stream in listener.incoming() {
                if shared.closed.load(Ordering::SeqCst) {
                    return;
                }
                let shared = Arc::clone(&shared);
                // A client that goes away ends its conversation and nothing else.
                thread::spawn(move || stream.and_then(|stream| shared.talk(stream)));
            }
        });
        Self { inner, port }
    }

    /// Its port on this machine.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Changes its behaviour, also in conversations that are going on.
    ///
    /// # Panics
    /// Never.
    pub fn set(&self, mood: Mood) {
        *self.inner.mood.lock().expect("the mood") = mood;
    }

    /// Everything that arrived, in order.
    ///
    /// # Panics
    /// Never.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.inner.received.lock().expect("the mails").clone()
    }

    /// How often somebody has connected so far.
    #[must_use]
    pub fn conversations(&self) -> usize {
        self.inner.conversations.load(Ordering::SeqCst)
    }

    /// The path of the last link in the newest mail to an address that has a link to such a path.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn link(&self, to: &str, path: &str) -> String {
        let start = format!("{}{path}", crate::PUBLIC_URL);
        let found = self.received().into_iter().rev().find_map(|mail| {
            let mut words = mail.text.split_whitespace();
            let link = words.rfind(|word| word.starts_with(&start))?;
            (mail.to == to).then(|| link[crate::PUBLIC_URL.len()..].to_owned())
        });
        found.unwrap_or_else(|| panic!("no mail to {to} links to {path}"))
    }
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        self.inner.closed.store(true, Ordering::SeqCst);
        // The listener wakes up and sees it.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

impl Inner {
    fn mood(&self) -> Mood {
        *self.mood.lock().expect("the mood")
    }

    /// Waits while it is silent; false when it hangs up.
    fn listens(&self) -> bool {
        while self.mood() == Mood::Silent && !self.closed.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(20));
        }
        self.mood() != Mood::HangsUp
    }

    fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        self.conversations.fetch_add(1, Ordering::SeqCst);
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        if !self.listens() {
            return Ok(());
        }
        let mut out = stream.try_clone()?;
        let mut lines = BufReader::new(stream).lines();
        let mut to = String::new();
        out.write_all(b"220 mailbox.example ESMTP\r\n")?;
        while let Some(line) = lines.next() {
            let line = line?;
            // Connections are kept and used again: a mood also comes over those.
            if !self.listens() {
                return Ok(());
            }
            let verb = line.get(..4).unwrap_or(&line).to_ascii_uppercase();
            let answer = match (verb.as_str(), self.mood()) {
                ("EHLO" | "HELO", _) => "250 mailbox.example",
                ("RCPT", Mood::Busy) => "451 4.3.0 later",
                ("RCPT", Mood::Refuses) => "550 5.1.1 nobody here",
                ("RCPT", _) => {
                    let start = line.find('<').map_or(0, |at| at + 1);
                    let end = line.find('>').unwrap_or(line.len());
                    line.get(start..end).unwrap_or_default().clone_into(&mut to);
                    "250 yes"
                }
                ("DATA", mood) => {
                    out.write_all(b"354 go on\r\n")?;
                    if mood == Mood::BreaksOff {
                        lines.next();
                        return Ok(());
                    }
                    let mail = message(&mut lines)?;
                    self.keep(&mail, &to);
                    if mood == Mood::TakesWithoutAWord {
                        return Ok(());
                    }
                    "250 taken"
                }
                ("QUIT", _) => {
                    out.write_all(b"221 bye\r\n")?;
                    return Ok(());
                }
                _ => "250 yes",
            };
            out.write_all(format!("{answer}\r\n").as_bytes())?;
        }
        Ok(())
    }

    fn keep(&self, mail: &str, to: &str) {
        let (head, _) = mail.split_once("\r\n\r\n").expect("head and body");
        let id = header(head, "message-id").expect("an id");
        let id = id.trim_matches(['<', '>']).split('@').next();
        let id = id.and_then(|id| Uuid::parse_str(id).ok());
        let received = Received {
            id: id.expect("a Message-ID of ours"),
            to: to.to_owned(),
            text: plain_text(mail),
            reply_to: header(head, "reply-to"),
        };
        self.received.lock().expect("the mails").push(received);
    }
}

/// The lines to the lonely dot, each with its line end.
fn message(lines: &mut impl Iterator<Item = std::io::Result<String>>) -> std::io::Result<String> {
    let mut mail = String::new();
    for line in lines {
        let line = line?;
        if line == "." {
            return Ok(mail);
        }
        mail.push_str(line.strip_prefix('.').unwrap_or(&line));
        mail.push_str("\r\n");
    }
    Err(std::io::ErrorKind::UnexpectedEof.into())
}

/// A header's value, its folded lines joined.
fn header(head: &str, name: &str) -> Option<String> {
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    unfolded.lines().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().to_owned())
    })
}

/// The plain part of a mail with an HTML twin.
fn plain_text(mail: &str) -> String {
    let part = mail
        .split("\r\n--")
        .filter_map(|part| part.split_once("\r\n\r\n"))
        .find(|(head, _)| {
            header(head, "content-type").is_some_and(|kind| kind.starts_with("text/plain"))
        });
    let (head, body) = part.expect("a part of plain text");
    let bytes = match header(head, "content-transfer-encoding").as_deref() {
        Some("base64") => {
            let packed: String = body.split_whitespace().collect();
            data_encoding::BASE64
                .decode(packed.as_bytes())
                .expect("sound Base64")
        }
        Some("quoted-printable") => unquoted(body),
        _ => body.as_bytes().to_vec(),
    };
    String::from_utf8(bytes).expect("text in UTF-8")
}

fn unquoted(body: &str) -> Vec<u8> {
    let body = body.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = body.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).filter(|_| *first == b'=');
        let byte = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_and_quoted_mail_is_read() {
        let mail = "Message-ID:\r\n <x@y>\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n\
            --b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            a=3Db=\r\nc =E4=B8=AD\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>\r\n--b--\r\n";
        let head = mail.split("\r\n\r\n").next().unwrap();
        assert_eq!(header(head, "message-id").as_deref(), Some("<x@y>"));
        assert_eq!(plain_text(mail).trim(), "a=bc 中");
    }
}
