//! Removing what is no longer needed.

use crate::{DbError, Tx, values};
use domain::effects::Instant;

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
