//! Text messages and calls through an HTTP gateway of the operator's choice.
//!
//! The protocol is documented for gateway authors in `docs/operate/telephone-gateway.md`.

use crate::http::{agent, checked_url, explain, place};
use crate::{Secret, SetupError, SystemClock};
use data_encoding::HEXLOWER;
use domain::effects::{Clock, DeliveryError, Telephone, TelephoneMessage, TelephoneMethod};
use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use sha2::Sha256;
use std::fmt;
use std::thread;
use std::time::Duration;
use url::Url;

/// Shortest shared secret, in characters.
const SHORTEST_SECRET: usize = 32;
/// Most extra tries inside one delivery; the queue tries again later anyway.
const MOST_RETRIES: u32 = 5;
/// Wait before the first extra try; doubles each time.
const FIRST_WAIT: Duration = Duration::from_millis(250);
/// Longest wait between tries.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// Most bytes read of a gateway's answer.
const ANSWER_LIMIT: u64 = 8 * 1024;

/// How to reach the gateway.
#[derive(Debug, Clone)]
pub struct GatewayConfig {
    /// Where messages are posted to.
    pub url: String,
    /// Names the secret, so that the gateway can hold two while one is replaced.
    pub key_id: String,
    /// The shared secret, at least 32 characters.
    pub secret: Secret,
    /// Longest wait for one answer.
    pub timeout: Duration,
    /// Extra tries inside one delivery, at most 5.
    pub retries: u32,
    /// Whether the gateway waits for the answer and dials an extension.
    pub extensions: bool,
    /// Lets plain http leave this machine, for a gateway in the same private network.
    pub allow_http: bool,
    /// PEM certificates to trust instead of the public authorities.
    pub authority: Option<String>,
}

impl GatewayConfig {
    /// A gateway with 10 seconds of patience, 2 extra tries and the public authorities.
    pub fn new(url: &str, key_id: &str, secret: Secret) -> Self {
        Self {
            url: url.to_owned(),
            key_id: key_id.to_owned(),
            secret,
            timeout: Duration::from_secs(10),
            retries: 2,
            extensions: true,
            allow_http: false,
            authority: None,
        }
    }
}

/// Posts messages to an HTTP gateway.
pub struct HttpTelephone {
    agent: ureq::Agent,
    url: Url,
    key_id: String,
    secret: Secret,
    retries: u32,
    extensions: bool,
}

impl fmt::Debug for HttpTelephone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTelephone")
            .field("gateway", &place(&self.url))
            .finish_non_exhaustive()
    }
}

/// The body of one request.
#[derive(Serialize)]
struct Request<'a> {
    id: &'a str,
    to: &'a str,
    method: TelephoneMethod,
    language: &'a str,
    text: &'a str,
    sent_at: String,
}

/// How one try ended.
enum Try {
    Taken,
    /// Not taken; worth a try after the wait, or after our own back-off.
    Again(String, Option<Duration>),
    /// Not taken; leave it to the queue.
    Later(String),
    /// Refused for good.
    Never(String),
}

impl HttpTelephone {
    /// Checks the configuration; connects only when the first message leaves.
    ///
    /// # Errors
    /// [`SetupError`] for a URL, key or secret that cannot be used.
    pub fn new(config: GatewayConfig) -> Result<Self, SetupError> {
        let url = checked_url(&config.url, config.allow_http)?;
        if config.key_id.is_empty() || !config.key_id.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(SetupError::Name("gateway key id"));
        }
        if config.secret.expose().chars().count() < SHORTEST_SECRET {
            return Err(SetupError::ShortSecret(SHORTEST_SECRET));
        }
        let agent = agent(&url, config.timeout, config.authority.as_deref())?;
        let retries = config.retries.min(MOST_RETRIES);
        Ok(Self {
            agent,
            url,
            key_id: config.key_id,
            secret: config.secret,
            retries,
            extensions: config.extensions,
        })
    }

    /// One request and what its answer means.
    fn attempt(&self, id: &str, body: &str) -> Try {
        // Signed per try: the gateway refuses old timestamps.
        let timestamp = SystemClock.now().0.div_euclid(1_000_000).to_string();
        let signature = sign(self.secret.expose().as_bytes(), &timestamp, body.as_bytes());
        let sent = self
            .agent
            .post(self.url.as_str())
            .header("Content-Type", "application/json; charset=utf-8")
            .header("X-Tongdao-Key", &self.key_id)
            .header("X-Tongdao-Timestamp", &timestamp)
            .header("X-Tongdao-Signature", &signature)
            .header("Idempotency-Key", id)
            .send(body);
        let mut answer = match sent {
            Ok(answer) => answer,
            // A slow gateway must not hold a worker for several timeouts in a row.
            Err(e @ ureq::Error::Timeout(_)) => return Try::Later(explain(&e)),
            Err(e) => return Try::Again(explain(&e), None),
        };
        let status = answer.status().as_u16();
        let wait = answer
            .headers()
            .get("retry-after")
            .and_then(|v| v.to_str().ok()?.trim().parse().ok())
            .map(Duration::from_secs);
        // Read to the end where it is short, so that the connection can serve again.
        let said = answer
            .body_mut()
            .with_config()
            .limit(ANSWER_LIMIT)
            .read_to_vec();
        match status {
            200..=299 => Try::Taken,
            408 | 425 | 429 | 500..=599 => {
                let reason = reason(status, &said.unwrap_or_default());
                match wait {
                    Some(wait) if wait > LONGEST_WAIT => Try::Later(reason),
                    wait => Try::Again(reason, wait),
                }
            }
            _ => Try::Never(reason(status, &said.unwrap_or_default())),
        }
    }
}

impl Telephone for HttpTelephone {
    fn deliver(&self, message: &TelephoneMessage) -> Result<(), DeliveryError> {
        let id = message.id.to_string();
        let body = body(message, &id)?;
        let mut tried = 0;
        loop {
            let (reason, wait) = match self.attempt(&id, &body) {
                Try::Taken => return Ok(()),
                Try::Never(reason) => return Err(DeliveryError::Permanent(reason)),
                Try::Later(reason) => return Err(DeliveryError::Temporary(reason)),
                Try::Again(reason, wait) => (reason, wait),
            };
            if tried >= self.retries {
                return Err(DeliveryError::Temporary(reason));
            }
            tracing::debug!(message = %id, tried, reason, "the gateway did not take it; again");
            thread::sleep(wait.unwrap_or_else(|| back_off(tried)));
            tried += 1;
        }
    }

    fn dials_extensions(&self) -> bool {
        self.extensions
    }

    fn describe(&self) -> String {
        format!("http gateway {} (key {})", place(&self.url), self.key_id)
    }
}

/// The JSON body; the same bytes on every try of one delivery.
fn body(message: &TelephoneMessage, id: &str) -> Result<String, DeliveryError> {
    let failed = |e: &dyn fmt::Display| DeliveryError::Permanent(e.to_string());
    let sent_at = jiff::Timestamp::from_second(SystemClock.now().0.div_euclid(1_000_000))
        .map_err(|e| failed(&e))?;
    let request = Request {
        id,
        to: &message.to,
        method: message.method,
        language: message.language.tag(),
        text: &message.text,
        sent_at: sent_at.to_string(),
    };
    serde_json::to_string(&request).map_err(|e| failed(&e))
}

/// Wait before extra try number `tried`, counted from 0.
fn back_off(tried: u32) -> Duration {
    FIRST_WAIT
        .saturating_mul(2_u32.saturating_pow(tried))
        .min(LONGEST_WAIT)
}

/// The status, and the gateway's `reason` word if it sent one.
///
/// Nothing else of the answer is kept: a gateway may repeat the text, and the text holds a code.
fn reason(status: u16, answer: &[u8]) -> String {
    #[derive(serde::Deserialize)]
    struct Answer {
        reason: String,
    }
    let is_word = |w: &str| {
        (1..=64).contains(&w.len()) && w.bytes().all(|b| matches!(b, b'a'..=b'z' | b'_' | b'-'))
    };
    match serde_json::from_slice::<Answer>(answer) {
        Ok(answer) if is_word(&answer.reason) => format!("HTTP {status} {}", answer.reason),
        _ => format!("HTTP {status}"),
    }
}

/// The keyed hash of `timestamp.body`.
fn keyed(secret: &[u8], timestamp: &str, body: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(timestamp.as_bytes());
    mac.update(b".");
    mac.update(body);
    Some(mac)
}

/// The value of `X-Tongdao-Signature`: `v1=` and the hex HMAC-SHA-256 of `timestamp.body`.
#[must_use]
pub fn sign(secret: &[u8], timestamp: &str, body: &[u8]) -> String {
    // HMAC takes keys of any length, so the empty hash never leaves.
    let hash = keyed(secret, timestamp, body).map(|m| m.finalize().into_bytes());
    format!(
        "v1={}",
        hash.map(|h| HEXLOWER.encode(&h)).unwrap_or_default()
    )
}

/// Whether a signature fits, compared in constant time; for gateways written in Rust and tests.
///
/// The caller also refuses timestamps more than 5 minutes off.
#[must_use]
pub fn verify(secret: &[u8], timestamp: &str, body: &[u8], signature: &str) -> bool {
    let given = signature
        .strip_prefix("v1=")
        .and_then(|h| HEXLOWER.decode(h.as_bytes()).ok());
    match (given, keyed(secret, timestamp, body)) {
        (Some(given), Some(mac)) => mac.verify_slice(&given).is_ok(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn waits_double_and_stop_growing() {
        let waits: Vec<u128> = [0, 1, 2, 9, 99].map(|n| back_off(n).as_millis()).to_vec();
        assert_eq!(waits, [250, 500, 1000, 5000, 5000]);
    }

    #[test]
    fn only_a_plain_word_of_the_answer_is_kept() {
        assert_eq!(
            reason(400, br#"{"reason":"unknown_number"}"#),
            "HTTP 400 unknown_number"
        );
        for answer in [
            r#"{"reason":"code 123456"}"#,
            r#"{"reason":"123456"}"#,
            "<html>123456",
            "",
        ] {
            assert_eq!(reason(400, answer.as_bytes()), "HTTP 400");
        }
    }

    #[test]
    fn weak_or_broken_settings_are_refused() {
        let good = GatewayConfig::new("https://g.cn/", "k1", Secret::new("s".repeat(32)));
        assert!(HttpTelephone::new(good.clone()).is_ok());
        assert!(!format!("{good:?}").contains("sss"));
        let short = GatewayConfig {
            secret: Secret::new("short"),
            ..good.clone()
        };
        assert_eq!(
            HttpTelephone::new(short).unwrap_err().code(),
            "secret_too_short"
        );
        for key_id in ["", "k 1", "k\r\nX: y", "钥"] {
            let bad = GatewayConfig {
                key_id: key_id.into(),
                ..good.clone()
            };
            assert_eq!(HttpTelephone::new(bad).unwrap_err().code(), "name_invalid");
        }
    }
}
