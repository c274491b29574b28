//! When each periodic job runs next.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;

row! { struct Next { due_at: Instant } }

/// Whether a job should run: its time has come, or was never set, or lies further ahead than one
/// period, which means that the clock has been turned back.
///
/// # Errors
/// [`DbError`].
pub fn is_due(tx: &mut Tx<'_>, name: &str, now: Instant, next: Instant) -> Result<bool, DbError> {
    let found: Option<Next> =
        tx.query_opt("SELECT due_at FROM timer WHERE name = $1", values![name])?;
    Ok(found.is_none_or(|found| found.due_at <= now || found.due_at > next))
}

/// Takes a job that is due until `next`; false when another node was faster.
///
/// # Errors
/// [`DbError`].
pub fn claim(tx: &mut Tx<'_>, name: &str, now: Instant, next: Instant) -> Result<bool, DbError> {
    let claimed = tx.execute(
        "INSERT INTO timer (name, due_at) VALUES ($1, $3)
         ON CONFLICT (name) DO UPDATE SET due_at = $3
         WHERE timer.due_at <= $2 OR timer.due_at > $3",
        values![name, now, next],
    )?;
    Ok(claimed == 1)
}
