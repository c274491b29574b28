//! Audit entries lose what they say about people when their time is over. Their hashes stay, so that
//! the chain can still be verified; an entry of the same chain attests which ones it concerns.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The action of the entry that attests redactions.
pub const ACTION: &str = "retention.redact-audit";

row! {
    /// An entry that may be redacted.
    #[derive(Debug, Clone)]
    pub struct Candidate {
        /// Its chain.
        pub chain: Uuid,
        /// Its place.
        pub sequence: i64,
        /// When it was written.
        pub at: Instant,
        /// What was done.
        pub action: String,
        /// Its hash.
        pub hash: [u8; 32],
    }
}

/// Entries older than `before` and not older than `from` that were not redacted yet, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn candidates(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    from: Instant,
    before: Instant,
    limit: u32,
) -> Result<Vec<Candidate>, DbError> {
    tx.query(
        "SELECT e.chain, e.sequence, e.at, e.action, e.hash FROM audit_entry e
         WHERE e.at >= $1 AND e.at <= $2 AND e.actor_kind <> ''
           AND NOT EXISTS (SELECT 1 FROM audit_redaction r
             WHERE r.chain = e.chain AND r.sequence = e.sequence)
         ORDER BY e.at, e.chain, e.sequence LIMIT $3",
        values![from, before, limit],
    )
}

/// The hash an attesting entry holds over the entries it names, which are of one chain and in order.
#[must_use]
pub fn digest<'a>(entries: impl IntoIterator<Item = (i64, &'a [u8; 32])>) -> String {
    let mut hasher = Sha256::new();
    hasher.update(b"tongdao redaction v1");
    for (sequence, hash) in entries {
        hasher.update(sequence.to_be_bytes());
        hasher.update(hash);
    }
    data_encoding::HEXLOWER.encode(&hasher.finalize())
}

/// The place the next entry of a chain will have.
///
/// # Errors
/// [`DbError`].
pub fn next_place(tx: &mut Tx<'_>, chain: Uuid) -> Result<i64, DbError> {
    let head: Option<i64> = tx.query_opt(
        "SELECT sequence FROM audit_chain WHERE chain = $1",
        values![chain],
    )?;
    Ok(head.unwrap_or(0) + 1)
}

/// Takes an entry's words away. False when that had been done before.
///
/// # Errors
/// [`DbError`].
pub fn redact(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    chain: Uuid,
    sequence: i64,
    attested_by: i64,
) -> Result<bool, DbError> {
    let fresh = tx.execute(
        "INSERT INTO audit_redaction (chain, sequence, attested_by) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        values![chain, sequence, attested_by],
    )?;
    if fresh == 0 {
        return Ok(false);
    }
    tx.execute(
        "UPDATE audit_entry SET actor = NULL, actor_name = '', ip = '', subject = '', detail = ''
         WHERE chain = $1 AND sequence = $2",
        values![chain, sequence],
    )?;
    Ok(true)
}

row! {
    struct Redacted { chain: Uuid, sequence: i64, attested_by: i64 }
}

/// All redactions, for the verification: chain, then the attesting entry by the redacted one.
///
/// # Errors
/// [`DbError`].
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<BTreeMap<(Uuid, i64), i64>, DbError> {
    let all: Vec<Redacted> = tx.query(
        "SELECT chain, sequence, attested_by FROM audit_redaction ORDER BY chain, sequence",
        &[],
    )?;
    let pair = |r: Redacted| ((r.chain, r.sequence), r.attested_by);
    Ok(all.into_iter().map(pair).collect())
}

/// The hash an attesting entry's detail holds.
pub(crate) fn attested(detail: &str) -> Option<String> {
    let detail: serde_json::Value = serde_json::from_str(detail).ok()?;
    Some(detail.get("entries_sha256")?.as_str()?.to_owned())
}
