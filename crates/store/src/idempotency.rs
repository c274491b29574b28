//! Idempotency keys: the same key with the same input has the same outcome.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;

/// What is known about a key.
pub enum Claim {
    /// Nobody has used it; it is ours now.
    Fresh,
    /// It was used with the same input; this was the outcome.
    Seen(String),
    /// It was used with another input.
    OtherInput,
}

row! {
    struct Known { input_hash: Vec<u8>, outcome: String }
}

/// Claims a key within a scope (an account, a draft). Two at once: the database decides.
///
/// # Errors
/// [`DbError`].
pub fn claim(
    tx: &mut Tx<'_>,
    scope: &str,
    key: &str,
    input_hash: &[u8; 32],
    now: Instant,
) -> Result<Claim, DbError> {
    let inserted = tx.execute(
        "INSERT INTO idempotency_key (scope, key, input_hash, outcome, created_at)
         VALUES ($1, $2, $3, '', $4) ON CONFLICT DO NOTHING",
        values![scope, key, input_hash, now],
    )?;
    if inserted == 1 {
        return Ok(Claim::Fresh);
    }
    let known: Known = tx.query_one(
        "SELECT input_hash, outcome FROM idempotency_key WHERE scope = $1 AND key = $2",
        values![scope, key],
    )?;
    Ok(if known.input_hash == input_hash {
        Claim::Seen(known.outcome)
    } else {
        Claim::OtherInput
    })
}

/// Records the outcome of a claimed key.
///
/// # Errors
/// [`DbError`].
pub fn record(tx: &mut Tx<'_>, scope: &str, key: &str, outcome: &str) -> Result<(), DbError> {
    tx.execute(
        "UPDATE idempotency_key SET outcome = $3 WHERE scope = $1 AND key = $2",
        values![scope, key, outcome],
    )
    .map(drop)
}

/// Gives a claimed key back, as if it had not been used.
///
/// # Errors
/// [`DbError`].
pub fn release(tx: &mut Tx<'_>, scope: &str, key: &str) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM idempotency_key WHERE scope = $1 AND key = $2",
        values![scope, key],
    )
    .map(drop)
}

/// Forgets keys older than `before`, at most `limit` at a time.
///
/// # Errors
/// [`DbError`].
pub fn forget(tx: &mut Tx<'_>, before: Instant, limit: u32) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM idempotency_key WHERE (scope, key) IN
         (SELECT scope, key FROM idempotency_key WHERE created_at < $1 ORDER BY created_at LIMIT $2)",
        values![before, limit],
    )
}
