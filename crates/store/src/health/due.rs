//! Words about incidents that are overdue.

use super::Incident;
use crate::{DbError, Tx, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;

/// When agents are reminded: of what was due by the first moment, unless they were since the second,
/// or of a report since the third.
pub type Since = (Instant, Instant, Instant);

/// Incidents whose next word is overdue and that nobody was reminded of for a while.
///
/// # Errors
/// [`DbError`].
pub fn overdue(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    (now, word, report): Since,
    limit: u32,
) -> Result<Vec<Incident>, DbError> {
    tx.query(
        incidents!(
            "WHERE i.due_at IS NOT NULL AND i.due_at <= $1
               AND (i.reminded_at IS NULL OR i.reminded_at < i.due_at
                  OR (i.state <> 'restored' AND i.reminded_at <= $2)
                  OR (i.state = 'restored' AND i.reminded_at <= $3))
             ORDER BY i.due_at LIMIT $4"
        ),
        values![now, word, report, limit],
    )
}

/// Notes that agents are reminded of it; false when they were, or somebody wrote about it. It is no new
/// version for those who write.
///
/// # Errors
/// [`DbError`].
pub fn reminded(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    i: &Incident,
    (now, word, report): Since,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE incident SET reminded_at = $2
         WHERE id = $1 AND version = $5 AND due_at <= $2
           AND (reminded_at IS NULL OR reminded_at < due_at
              OR (state <> 'restored' AND reminded_at <= $3)
              OR (state = 'restored' AND reminded_at <= $4))",
        values![i.id, now, word, report, i.version],
    )?;
    Ok(touched == 1)
}
