//! Starts the SMTP server of `smtp_peer.py`.

use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// Debian's own interpreter: another one on the path would not see Debian's aiosmtpd.
const PYTHON: &str = "/usr/bin/python3";

/// A running SMTP server; ends with the value.
pub(crate) struct SmtpPeer {
    child: Child,
    lines: Receiver<String>,
    pub(crate) port: u16,
}

impl SmtpPeer {
    pub(crate) fn start(options: &[&str]) -> Self {
        let mut child = Command::new(PYTHON)
            .args(["-c", include_str!("smtp_peer.py")])
            .args(options)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("these tests need /usr/bin/python3: apt-get install python3-aiosmtpd");
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || {
            out.lines()
                .map_while(Result::ok)
                .try_for_each(|l| sender.send(l))
        });
        let port = lines
            .recv_timeout(Duration::from_secs(20))
            .expect("no SMTP server came up: apt-get install python3-aiosmtpd")
            .parse()
            .unwrap();
        Self { child, lines, port }
    }

    /// The next mail taken.
    pub(crate) fn received(&self) -> Value {
        let line = self
            .lines
            .recv_timeout(Duration::from_secs(10))
            .expect("no mail arrived");
        serde_json::from_str(&line).unwrap()
    }

    /// Whether nothing more arrived.
    pub(crate) fn is_quiet(&self) -> bool {
        self.lines.recv_timeout(Duration::from_millis(300)).is_err()
    }
}

impl Drop for SmtpPeer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A fresh certificate for `localhost` that signs itself; its PEM, and both files in `directory`.
pub(crate) fn certificate(directory: &Path) -> (String, String, String) {
    let (cert, key) = (directory.join("cert.pem"), directory.join("key.pem"));
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
        ])
        .args(["-nodes", "-days", "2", "-subj", "/CN=localhost"])
        .args(["-addext", "subjectAltName=DNS:localhost"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE", "-keyout"])
        .arg(&key)
        .arg("-out")
        .arg(&cert)
        .output()
        .expect("these tests need openssl: apt-get install openssl");
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    let pem = std::fs::read_to_string(&cert).unwrap();
    (
        pem,
        format!("cert={}", cert.display()),
        format!("key={}", key.display()),
    )
}
