//! What the periodic jobs ask about applications that wait.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// An application for which something is due.
    #[derive(Debug, Clone)]
    pub struct Waiting {
        /// The application.
        pub id: Uuid,
        /// Since when it is due.
        pub next_at: Instant,
    }
}

/// Applications whose next reminder, warning or lapse is due, longest due first. `after` is the
/// last one of the page before.
///
/// # Errors
/// [`DbError`].
pub fn due(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    now: Instant,
    after: Option<&Waiting>,
    limit: u32,
) -> Result<Vec<Waiting>, DbError> {
    let (at, id) = after.map_or((Instant(i64::MIN), Uuid::nil()), |w| (w.next_at, w.id));
    tx.query(
        "SELECT id, next_at FROM application
         WHERE next_at IS NOT NULL AND next_at <= $1 AND (next_at > $2 OR (next_at = $2 AND id > $3))
         ORDER BY next_at, id LIMIT $4",
        values![now, at, id, limit],
    )
}

/// Sets when the next thing is due, without touching the version: nobody's form grows stale by a
/// reminder. False when somebody else has moved it.
///
/// # Errors
/// [`DbError`].
pub fn move_on(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
    from: Option<Instant>,
    to: Option<Instant>,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE application SET next_at = $3 WHERE id = $1 AND next_at = $2",
        values![id, from, to],
    )?;
    Ok(touched == 1)
}

/// Approved applications whose newest credit result is too old to sign on; what was decided before
/// it counts no more, however long it would have been valid.
///
/// # Errors
/// [`DbError`].
pub fn with_old_credit(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    now: Instant,
    limit: u32,
) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT a.id FROM application a WHERE a.state = 'approved' AND
            (SELECT d.valid_until FROM credit_decision d WHERE d.application_id = a.id
             ORDER BY d.number DESC LIMIT 1) <= $1
         ORDER BY a.submitted_at LIMIT $2",
        values![now, limit],
    )
}

/// Fills the clocks of rows an older program wrote, at most `limit` of them: the present state
/// counts as entered when the row last says that something happened, and the sweep finds the rest.
///
/// # Errors
/// [`DbError`].
pub fn fill_old_rows(tx: &mut Tx<'_>, _: OperatorScope, limit: u32) -> Result<u64, DbError> {
    tx.execute(
        "INSERT INTO application_step (application_id, number, state, at)
         SELECT id, 1, state, COALESCE(active_at, signed_at, decided_at, submitted_at, created_at)
         FROM application WHERE entered_at IS NULL AND id IN
            (SELECT id FROM application WHERE entered_at IS NULL ORDER BY id LIMIT $1)
         ON CONFLICT DO NOTHING",
        values![limit],
    )?;
    tx.execute(
        "UPDATE application SET
            entered_at = COALESCE(active_at, signed_at, decided_at, submitted_at, created_at),
            next_at = CASE WHEN state IN ('draft', 'submitted', 'information-requested', 'approved')
                THEN COALESCE(active_at, signed_at, decided_at, submitted_at, created_at) END,
            sla_since = CASE WHEN state IN ('submitted', 'in-review') THEN submitted_at END
         WHERE entered_at IS NULL AND id IN
            (SELECT id FROM application WHERE entered_at IS NULL ORDER BY id LIMIT $1)",
        values![limit],
    )
}
