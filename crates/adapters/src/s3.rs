//! Documents in a bucket of any storage that speaks S3.

use crate::document_key::{MAX_DOCUMENT_BYTES, check_key, check_size};
use crate::http::{agent, checked_url, explain, place};
use crate::{Secret, SetupError};
use domain::effects::{DocumentError, Documents};
use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle};
use std::fmt;
use std::thread;
use std::time::Duration;
use ureq::Body;
use ureq::http::Response;
use url::Url;

/// How long a signed request may be used; covers clocks that differ a little.
const SIGNED_FOR: Duration = Duration::from_secs(300);
/// Wait before the one extra try.
const WAIT: Duration = Duration::from_millis(300);
/// Most bytes read of an error answer.
const ANSWER_LIMIT: u64 = 8 * 1024;

/// Where the bucket is and who we are there.
#[derive(Debug, Clone)]
pub struct S3Config {
    /// Address of the storage, without the bucket.
    pub endpoint: String,
    /// Region the signature names; `us-east-1` where the storage has none.
    pub region: String,
    /// Bucket; must exist.
    pub bucket: String,
    /// Access key id.
    pub access_key: String,
    /// Secret key.
    pub secret_key: Secret,
    /// Bucket in the path (`true`, most self-hosted storages) or in the host name.
    pub path_style: bool,
    /// Longest time one request may take, the document's transfer included.
    pub timeout: Duration,
    /// Lets plain http leave this machine, for a storage in the same private network.
    pub allow_http: bool,
    /// PEM certificates to trust instead of the public authorities.
    pub authority: Option<String>,
}

impl S3Config {
    /// A bucket in the path, 60 seconds of patience and the public authorities.
    pub fn new(
        endpoint: &str,
        region: &str,
        bucket: &str,
        access_key: &str,
        secret_key: Secret,
    ) -> Self {
        Self {
            endpoint: endpoint.to_owned(),
            region: region.to_owned(),
            bucket: bucket.to_owned(),
            access_key: access_key.to_owned(),
            secret_key,
            path_style: true,
            timeout: Duration::from_secs(60),
            allow_http: false,
            authority: None,
        }
    }
}

/// Keeps documents in one bucket.
pub struct S3Documents {
    agent: ureq::Agent,
    bucket: Bucket,
    credentials: Credentials,
    label: String,
}

impl fmt::Debug for S3Documents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3Documents")
            .field("bucket", &self.label)
            .finish_non_exhaustive()
    }
}

/// A try that may be repeated, or one that may not.
enum Failed {
    Again(String),
    Now(String),
}

impl S3Documents {
    /// Checks the configuration; [`S3Documents::check`] asks the storage.
    ///
    /// # Errors
    /// [`SetupError`] for an endpoint, bucket or key that cannot be used.
    pub fn new(config: S3Config) -> Result<Self, SetupError> {
        let endpoint = checked_url(&config.endpoint, config.allow_http)?;
        if !is_bucket_name(&config.bucket) {
            return Err(SetupError::Name("bucket"));
        }
        if config.region.is_empty() || !config.region.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(SetupError::Name("region"));
        }
        if config.access_key.is_empty() || config.secret_key.expose().is_empty() {
            return Err(SetupError::Name("access key or secret key"));
        }
        let agent = agent(&endpoint, config.timeout, config.authority.as_deref())?;
        let label = format!("s3 bucket {} at {}", config.bucket, place(&endpoint));
        let style = if config.path_style {
            UrlStyle::Path
        } else {
            UrlStyle::VirtualHost
        };
        let bucket = Bucket::new(endpoint, style, config.bucket, config.region)
            .map_err(|e| SetupError::Url(e.to_string()))?;
        let credentials = Credentials::new(config.access_key, config.secret_key.expose());
        Ok(Self {
            agent,
            bucket,
            credentials,
            label,
        })
    }

    /// Whether the bucket exists and our key opens it; what `doctor` and the start call.
    ///
    /// # Errors
    /// [`DocumentError::Storage`] with what to look at.
    pub fn check(&self) -> Result<(), DocumentError> {
        let url = self
            .bucket
            .head_bucket(Some(&self.credentials))
            .sign(SIGNED_FOR);
        let answer = self.ask(|| self.agent.head(url.as_str()).call())?;
        match answer.status().as_u16() {
            200..=299 => Ok(()),
            404 => Err(DocumentError::Storage(format!(
                "{} does not exist",
                self.label
            ))),
            401 | 403 => Err(DocumentError::Storage(format!(
                "{} refuses our key",
                self.label
            ))),
            status => Err(DocumentError::Storage(format!("HTTP {status}"))),
        }
    }

    /// Sends a request, once more after a failure that may pass: every request here is idempotent.
    fn ask(
        &self,
        request: impl Fn() -> Result<Response<Body>, ureq::Error>,
    ) -> Result<Response<Body>, DocumentError> {
        let once = || match request() {
            Ok(answer) if matches!(answer.status().as_u16(), 429 | 500..=599) => {
                Err(Failed::Again(described(answer)))
            }
            Ok(answer) => Ok(answer),
            Err(e @ ureq::Error::Timeout(_)) => Err(Failed::Now(explain(&e))),
            Err(e) => Err(Failed::Again(explain(&e))),
        };
        let answer = match once() {
            Err(Failed::Again(_)) => {
                thread::sleep(WAIT);
                once()
            }
            first => first,
        };
        answer
            .map_err(|(Failed::Again(reason) | Failed::Now(reason))| DocumentError::Storage(reason))
    }

    fn signed<'a>(&self, action: impl S3Action<'a>) -> Url {
        action.sign(SIGNED_FOR)
    }
}

impl Documents for S3Documents {
    fn put(&self, key: &str, bytes: &[u8]) -> Result<(), DocumentError> {
        check_key(key)?;
        check_size(bytes.len() as u64)?;
        let url = self.signed(self.bucket.put_object(Some(&self.credentials), key));
        let answer = self.ask(|| self.agent.put(url.as_str()).send(bytes))?;
        expect_success(answer, key)
    }

    fn get(&self, key: &str) -> Result<Vec<u8>, DocumentError> {
        check_key(key)?;
        let url = self.signed(self.bucket.get_object(Some(&self.credentials), key));
        let mut answer = self.ask(|| self.agent.get(url.as_str()).call())?;
        match answer.status().as_u16() {
            200 => {}
            404 => return Err(not_found(answer, key)),
            _ => {
                return Err(DocumentError::Storage(format!(
                    "{key}: {}",
                    described(answer)
                )));
            }
        }
        let announced = answer.body().content_length();
        check_size(announced.unwrap_or(0))?;
        let limit = MAX_DOCUMENT_BYTES as u64 + 1;
        let bytes = answer
            .body_mut()
            .with_config()
            .limit(limit)
            .read_to_vec()
            .map_err(|e| DocumentError::Storage(format!("{key}: {}", explain(&e))))?;
        check_size(bytes.len() as u64)?;
        if announced.is_some_and(|announced| announced != bytes.len() as u64) {
            return Err(DocumentError::Storage(format!(
                "{key}: the answer broke off"
            )));
        }
        Ok(bytes)
    }

    fn delete(&self, key: &str) -> Result<(), DocumentError> {
        check_key(key)?;
        let url = self.signed(self.bucket.delete_object(Some(&self.credentials), key));
        let answer = self.ask(|| self.agent.delete(url.as_str()).call())?;
        if answer.status().as_u16() == 404 {
            return match not_found(answer, key) {
                DocumentError::Missing(_) => Ok(()),
                other => Err(other),
            };
        }
        expect_success(answer, key)
    }

    fn describe(&self) -> String {
        self.label.clone()
    }
}

fn expect_success(answer: Response<Body>, key: &str) -> Result<(), DocumentError> {
    if answer.status().is_success() {
        Ok(())
    } else {
        Err(DocumentError::Storage(format!(
            "{key}: {}",
            described(answer)
        )))
    }
}

/// A missing bucket is a broken storage, not a missing document.
fn not_found(answer: Response<Body>, key: &str) -> DocumentError {
    let said = described(answer);
    if said.contains("NoSuchBucket") {
        DocumentError::Storage(said)
    } else {
        DocumentError::Missing(key.to_owned())
    }
}

/// The status and the code of S3's error document, nothing else of it.
fn described(mut answer: Response<Body>) -> String {
    let status = answer.status().as_u16();
    let said = answer
        .body_mut()
        .with_config()
        .limit(ANSWER_LIMIT)
        .lossy_utf8(true)
        .read_to_string();
    let said = said.unwrap_or_default();
    let code = said
        .split_once("<Code>")
        .and_then(|(_, rest)| rest.split_once("</Code>"));
    match code {
        Some((code, _)) if code.len() <= 64 && code.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            format!("HTTP {status} {code}")
        }
        _ => format!("HTTP {status}"),
    }
}

/// S3's rules for bucket names, as far as they keep the URL what it should be.
fn is_bucket_name(name: &str) -> bool {
    (3..=63).contains(&name.len())
        && name
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.'))
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.ends_with(|c: char| c.is_ascii_alphanumeric())
        && !name.contains("..")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn config() -> S3Config {
        S3Config::new(
            "https://s3.example.cn",
            "cn-north-1",
            "papers",
            "AK",
            Secret::new("geheim"),
        )
    }

    #[test]
    fn the_secret_is_never_shown() {
        let documents = S3Documents::new(config()).unwrap();
        let shown = format!("{:?} {documents:?} {}", config(), documents.describe());
        assert!(!shown.contains("geheim"), "{shown}");
        assert_eq!(
            documents.describe(),
            "s3 bucket papers at https://s3.example.cn"
        );
    }

    #[test]
    fn unusable_settings_are_refused() {
        for bucket in ["", "ab", "Up", "a/b", "..", "a..b", "-ab", "ab?x"] {
            let bad = S3Config {
                bucket: bucket.into(),
                ..config()
            };
            assert_eq!(
                S3Documents::new(bad).unwrap_err().code(),
                "name_invalid",
                "{bucket}"
            );
        }
        let plain = S3Config {
            endpoint: "http://s3.example.cn".into(),
            ..config()
        };
        assert_eq!(
            S3Documents::new(plain).unwrap_err().code(),
            "connection_unencrypted"
        );
    }
}
