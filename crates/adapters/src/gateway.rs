//! Signed requests to an HTTP service of the operator's choice: the telephone gateway, the credit
//! bureau, the health feed. One body, one id, several tries.

use crate::http::{agent, checked_url, explain, place};
use crate::{Secret, SetupError, SystemClock};
use data_encoding::HEXLOWER;
use domain::effects::{Clock, DeliveryError};
use hmac::{Hmac, KeyInit, Mac};
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

/// How to reach a service.
#[derive(Debug, Clone)]
pub struct GatewayConfig {
    /// Where requests are posted to.
    pub url: String,
    /// Names the secret, so that the service can hold two while one is replaced.
    pub key_id: String,
    /// The shared secret, at least 32 characters.
    pub secret: Secret,
    /// Longest wait for one answer.
    pub timeout: Duration,
    /// Extra tries inside one delivery, at most 5.
    pub retries: u32,
    /// Lets plain http leave this machine, for a service in the same private network.
    pub allow_http: bool,
    /// PEM certificates to trust instead of the public authorities.
    pub authority: Option<String>,
}

impl GatewayConfig {
    /// A service with 10 seconds of patience, 2 extra tries and the public authorities.
    pub fn new(url: &str, key_id: &str, secret: Secret) -> Self {
        Self {
            url: url.to_owned(),
            key_id: key_id.to_owned(),
            secret,
            timeout: Duration::from_secs(10),
            retries: 2,
            allow_http: false,
            authority: None,
        }
    }
}

/// Refuses a shared secret too short to be one.
///
/// # Errors
/// [`SetupError::ShortSecret`].
pub(crate) fn long_enough(secret: &Secret) -> Result<(), SetupError> {
    if secret.expose().chars().count() < SHORTEST_SECRET {
        return Err(SetupError::ShortSecret(SHORTEST_SECRET));
    }
    Ok(())
}

/// Posts signed requests.
pub(crate) struct Gateway {
    agent: ureq::Agent,
    url: Url,
    key_id: String,
    secret: Secret,
    retries: u32,
    /// Most bytes read of an answer.
    answer_limit: u64,
}

impl fmt::Debug for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gateway")
            .field("url", &place(&self.url))
            .finish_non_exhaustive()
    }
}

/// What a service that took a request said.
#[derive(Debug)]
pub(crate) struct Taken {
    /// 200 to 299.
    pub(crate) status: u16,
    /// Its body; nothing when it is longer than the limit or broke off.
    pub(crate) body: Option<Vec<u8>>,
    /// Whether it is longer than the limit.
    pub(crate) too_long: bool,
}

/// How one try ended.
enum Try {
    Taken(Taken),
    /// Not taken; worth a try after the wait, or after our own back-off.
    Again(String, Option<Duration>),
    /// Not taken; leave it to the queue.
    Later(String),
    /// Refused for good.
    Never(String),
}

impl Gateway {
    /// Checks the configuration; connects only with the first request.
    ///
    /// # Errors
    /// [`SetupError`] for a URL, key or secret that cannot be used.
    pub(crate) fn new(config: GatewayConfig, answer_limit: u64) -> Result<Self, SetupError> {
        let url = checked_url(&config.url, config.allow_http)?;
        if config.key_id.is_empty() || !config.key_id.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(SetupError::Name("gateway key id"));
        }
        long_enough(&config.secret)?;
        let agent = agent(&url, config.timeout, config.authority.as_deref())?;
        let retries = config.retries.min(MOST_RETRIES);
        Ok(Self {
            agent,
            url,
            key_id: config.key_id,
            secret: config.secret,
            retries,
            answer_limit,
        })
    }

    /// Scheme, host and port, and the name of the key.
    pub(crate) fn describe(&self) -> String {
        format!("{} (key {})", place(&self.url), self.key_id)
    }

    /// Posts a body under an id until it is taken, refused, or tried often enough.
    ///
    /// # Errors
    /// [`DeliveryError`] with the status and at most one word of what the service said.
    pub(crate) fn post(&self, id: &str, body: &str) -> Result<Taken, DeliveryError> {
        let mut tried = 0;
        loop {
            let (reason, wait) = match self.attempt(id, body) {
                Try::Taken(taken) => return Ok(taken),
                Try::Never(reason) => return Err(DeliveryError::Permanent(reason)),
                Try::Later(reason) => return Err(DeliveryError::Temporary(reason)),
                Try::Again(reason, wait) => (reason, wait),
            };
            if tried >= self.retries {
                return Err(DeliveryError::Temporary(reason));
            }
            tracing::debug!(id, tried, reason, "the service did not take it; again");
            thread::sleep(wait.unwrap_or_else(|| back_off(tried)));
            tried += 1;
        }
    }

    /// One request and what its answer means.
    fn attempt(&self, id: &str, body: &str) -> Try {
        // Signed per try: the service refuses old timestamps.
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
            // A slow service must not hold a worker for several timeouts in a row.
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
            .limit(self.answer_limit)
            .read_to_vec();
        match status {
            200..=299 => Try::Taken(Taken {
                status,
                too_long: matches!(said, Err(ureq::Error::BodyExceedsLimit(_))),
                body: said.ok(),
            }),
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

/// Wait before extra try number `tried`, counted from 0.
fn back_off(tried: u32) -> Duration {
    FIRST_WAIT
        .saturating_mul(2_u32.saturating_pow(tried))
        .min(LONGEST_WAIT)
}

/// The status, and the service's `reason` word if it sent one.
///
/// Nothing else of the answer is kept: a service may repeat the request, and the request may hold a
/// code.
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

/// Whether a signature fits, compared in constant time; for services written in Rust and tests.
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
        let made = |config| Gateway::new(config, 1024).map(drop);
        assert_eq!(made(good.clone()), Ok(()));
        assert!(!format!("{good:?}").contains("sss"));
        let short = GatewayConfig {
            secret: Secret::new("short"),
            ..good.clone()
        };
        assert_eq!(made(short).unwrap_err().code(), "secret_too_short");
        for key_id in ["", "k 1", "k\r\nX: y", "钥"] {
            let bad = GatewayConfig {
                key_id: key_id.into(),
                ..good.clone()
            };
            assert_eq!(made(bad).unwrap_err().code(), "name_invalid");
        }
    }
}
