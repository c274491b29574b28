//! The evidence of a signature: what is recorded and how records are chained.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Everything recorded when an agreement is signed. Stored as the exact text that is hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Agreement id, for example `reseller-agreement`.
    pub text_id: String,
    /// Its title in the language read.
    pub title: String,
    /// Its version.
    pub version: String,
    /// The language read.
    pub language: String,
    /// SHA-256 of the exact text bytes, hexadecimal.
    pub text_sha256: String,
    /// Version of the sentences that were ticked.
    pub consent_version: String,
    /// The sentences, word for word.
    pub consents: Vec<String>,
    /// Signer's account.
    pub signer: Uuid,
    /// Signer's name.
    pub signer_name: String,
    /// Signer's title.
    pub signer_title: String,
    /// Signer's contact e-mail.
    pub signer_email: String,
    /// The tenant.
    pub tenant: Uuid,
    /// Legal name as at signing.
    pub legal_name: String,
    /// Unified social credit code as at signing.
    pub credit_code: String,
    /// UTC, RFC 3339.
    pub signed_at: String,
    /// The same moment in the programme's time zone, RFC 9557.
    pub signed_at_local: String,
    /// Where from.
    pub ip: String,
    /// With what.
    pub user_agent: String,
    /// `password+totp`, `password+sms` or `password+recovery-code`.
    pub authentication_method: String,
    /// When the authenticator was used, RFC 3339.
    pub authenticated_at: String,
    /// The request.
    pub request_id: Uuid,
}

/// Hash of a record that follows another: SHA-256 over the previous hash and the record's bytes.
#[must_use]
pub fn chain(previous: &[u8; 32], record_text: &str) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(b"tongdao signature v1\n");
    hasher.update(previous);
    hasher.update(record_text.as_bytes());
    hasher.finalize().into()
}
