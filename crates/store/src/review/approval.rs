//! Approvals that a second reviewer has to confirm.

use crate::identity::named;
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// A proposed approval.
    #[derive(Debug, Clone)]
    pub struct Proposal {
        /// Its id.
        pub id: Uuid,
        /// Who proposed it.
        pub proposed_by: Uuid,
        /// Family name of the proposer.
        pub family_name: String,
        /// Given name of the proposer.
        pub given_name: String,
        /// The order names are written in.
        pub name_order: String,
        /// When.
        pub proposed_at: Instant,
        /// What became of it: `confirmed`, `declined`, `taken-back`, or nothing yet.
        pub outcome: Option<String>,
        /// Why it was declined.
        pub note: String,
    }
}

named!(Proposal);

macro_rules! proposals {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.proposed_by, a.family_name, a.given_name, a.name_order, p.proposed_at,
                p.outcome, p.note
             FROM approval_proposal p JOIN account a ON a.id = p.proposed_by
             WHERE p.application_id = $1 ",
            $rest
        )
    };
}

/// Proposes an approval.
///
/// # Errors
/// [`DbError::Unique`] when one waits already.
pub fn propose(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
    application: Uuid,
    by: Uuid,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO approval_proposal (id, application_id, proposed_by, proposed_at, note)
         VALUES ($1, $2, $3, $4, '')",
        values![id, application, by, now],
    )
    .map(drop)
}

/// The approval that waits for a second person.
///
/// # Errors
/// [`DbError`].
pub fn open(tx: &mut Tx<'_>, application: Uuid) -> Result<Option<Proposal>, DbError> {
    tx.query_opt(proposals!("AND p.outcome IS NULL"), values![application])
}

/// Every proposal about an application, newest first.
///
/// # Errors
/// [`DbError`].
pub fn all(tx: &mut Tx<'_>, application: Uuid) -> Result<Vec<Proposal>, DbError> {
    tx.query(
        proposals!("ORDER BY p.proposed_at DESC, p.id"),
        values![application],
    )
}

/// Ends the proposal that waits; false when none does.
///
/// # Errors
/// [`DbError`].
pub fn end(
    tx: &mut Tx<'_>,
    application: Uuid,
    outcome: &str,
    by: Option<Uuid>,
    note: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let ended = tx.execute(
        "UPDATE approval_proposal SET outcome = $2, decided_by = $3, decided_at = $4, note = $5
         WHERE application_id = $1 AND outcome IS NULL",
        values![application, outcome, by, now, note],
    )?;
    Ok(ended == 1)
}
