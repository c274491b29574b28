//! The work queue.

use crate::{DbError, Tx, values};
use domain::permission::OperatorScope;
use uuid::Uuid;

/// Cases under review that nobody holds and that a person may review, longest waiting first.
///
/// # Errors
/// [`DbError`].
pub fn free(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    person: Uuid,
    limit: u32,
) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT a.id FROM application a
         WHERE a.state = 'in-review' AND a.reviewer_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM staff_conflict c
             WHERE c.tenant_id = a.tenant_id AND c.account_id = $1)
           AND NOT EXISTS (SELECT 1 FROM credit_decision d
             WHERE d.application_id = a.id AND d.analyst_id = $1)
           AND NOT EXISTS (SELECT 1 FROM credit_override o
             WHERE o.application_id = a.id AND (o.proposed_by = $1 OR o.decided_by = $1))
         ORDER BY a.submitted_at, a.id LIMIT $2",
        values![person, limit],
    )
}
