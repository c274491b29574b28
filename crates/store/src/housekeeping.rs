//! Removing what is no longer needed.

use crate::{DbError, Tx, values};
use domain::effects::Instant;

/// Destroys sealed first passwords whose time to be shown is over.
///
/// # Errors
/// [`DbError`].
pub fn forget_unseen_secrets(tx: &mut Tx<'_>, now: Instant) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE registration SET sealed_secret = NULL, version = version + 1
         WHERE sealed_secret IS NOT NULL AND secret_until < $1",
        values![now],
    )
}

/// Forgets attempts older than `before`, at most `limit` at a time.
///
/// # Errors
/// [`DbError`].
pub fn forget_attempts(tx: &mut Tx<'_>, before: Instant, limit: u32) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM attempt WHERE id IN (SELECT id FROM attempt WHERE at < $1 LIMIT $2)",
        values![before, limit],
    )
}
