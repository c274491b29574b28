//! Requests of people about their data.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// A request.
    #[derive(Debug, Clone)]
    pub struct Request {
        /// Its id.
        pub id: Uuid,
        /// `report` or `erase`.
        pub kind: String,
        /// State of the machine.
        pub state: String,
        /// Whose data it is about, by address, lower-case.
        pub email: String,
        /// How it was made sure that the person is the person.
        pub proof: String,
        /// Who of the staff opened it.
        pub opened_by: Uuid,
        /// When.
        pub opened_at: Instant,
        /// Until when it has to be answered.
        pub due_at: Instant,
        /// Who settled it.
        pub closed_by: Option<Uuid>,
        /// When.
        pub closed_at: Option<Instant>,
        /// What the person is told.
        pub answer: String,
        /// What went and what stayed, JSON.
        pub outcome: String,
    }
}

macro_rules! requests {
    ($rest:literal) => {
        concat!(
            "SELECT id, kind, state, email, proof, opened_by, opened_at, due_at, closed_by,
                closed_at, answer, outcome FROM privacy_request ",
            $rest
        )
    };
}

/// Opens a request.
///
/// # Errors
/// [`DbError::Unique`] when the same is open already.
pub fn add(tx: &mut Tx<'_>, _: OperatorScope, r: &Request) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO privacy_request (id, kind, state, email, proof, opened_by, opened_at, due_at,
            answer, outcome) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', '')",
        values![
            r.id,
            &r.kind,
            &r.state,
            &r.email,
            &r.proof,
            r.opened_by,
            r.opened_at,
            r.due_at
        ],
    )
    .map(drop)
}

/// Settles an open request; false when somebody else was faster.
///
/// # Errors
/// [`DbError`].
pub fn settle(tx: &mut Tx<'_>, _: OperatorScope, r: &Request) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE privacy_request SET state = $2, closed_by = $3, closed_at = $4, answer = $5,
            outcome = $6 WHERE id = $1 AND state = 'open'",
        values![
            r.id,
            &r.state,
            r.closed_by,
            r.closed_at,
            &r.answer,
            &r.outcome
        ],
    )?;
    Ok(touched == 1)
}

/// A request.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<Request>, DbError> {
    tx.query_opt(requests!("WHERE id = $1"), values![id])
}

/// The request for the same that is open, if any.
///
/// # Errors
/// [`DbError`].
pub fn open(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    email: &str,
    kind: &str,
) -> Result<Option<Request>, DbError> {
    tx.query_opt(
        requests!("WHERE email = $1 AND kind = $2 AND state = 'open'"),
        values![email, kind],
    )
}

/// Open requests first, the most urgent before all; then settled ones, the newest first.
///
/// # Errors
/// [`DbError`].
pub fn all(tx: &mut Tx<'_>, _: OperatorScope, limit: u32) -> Result<Vec<Request>, DbError> {
    let mut found: Vec<Request> = tx.query(
        requests!("WHERE state = 'open' ORDER BY due_at, id LIMIT $1"),
        values![limit],
    )?;
    found.extend(tx.query::<Request>(
        requests!("WHERE state <> 'open' ORDER BY closed_at DESC, id LIMIT $1"),
        values![limit],
    )?);
    Ok(found)
}

/// Erases requests settled before a moment, at most `limit`.
///
/// # Errors
/// [`DbError`].
pub fn erase(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: Instant,
    limit: u32,
) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM privacy_request WHERE id IN (SELECT id FROM privacy_request
            WHERE state <> 'open' AND closed_at <= $1 ORDER BY closed_at LIMIT $2)",
        values![before, limit],
    )
}
