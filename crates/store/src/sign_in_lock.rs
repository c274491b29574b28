//! Locks of what has no account: names nobody has, network addresses. Found by keyed hashes, because
//! people type passwords into the wrong field.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::identity::lockout::Lockout;

row! {
    struct Kept { failures: u32, locked_until: Instant }
}

/// The lock of a source; a clean slate when nothing is known.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, source: &[u8; 32]) -> Result<Lockout, DbError> {
    let kept: Option<Kept> = tx.query_opt(
        "SELECT failures, locked_until FROM sign_in_lock WHERE source = $1",
        values![source],
    )?;
    Ok(kept.map_or_else(Lockout::default, |kept| Lockout {
        failures: kept.failures,
        locked_until: Some(kept.locked_until),
    }))
}

/// Takes the lock of a source in hand before it is changed: one that is not there yet is clean.
///
/// # Errors
/// [`DbError`].
pub fn begin(tx: &mut Tx<'_>, source: &[u8; 32]) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO sign_in_lock (source, failures, locked_until) VALUES ($1, 0, 0)
         ON CONFLICT (source) DO UPDATE SET failures = sign_in_lock.failures",
        values![source],
    )
    .map(drop)
}

/// Keeps the lock of a source after a wrong try.
///
/// # Errors
/// [`DbError`].
pub fn put(tx: &mut Tx<'_>, source: &[u8; 32], lock: Lockout) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO sign_in_lock (source, failures, locked_until) VALUES ($1, $2, $3)
         ON CONFLICT (source) DO UPDATE SET failures = EXCLUDED.failures,
            locked_until = EXCLUDED.locked_until",
        values![
            source,
            lock.failures,
            lock.locked_until.unwrap_or(Instant(0))
        ],
    )
    .map(drop)
}

/// Forgets locks that ended before a moment, at most `limit` at a time.
///
/// # Errors
/// [`DbError`].
pub fn forget(tx: &mut Tx<'_>, before: Instant, limit: u32) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM sign_in_lock WHERE source IN
         (SELECT source FROM sign_in_lock WHERE locked_until < $1 ORDER BY locked_until LIMIT $2)",
        values![before, limit],
    )
}
