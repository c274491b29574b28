//! Rejections with their reasons, appeals against them, and approvals that were reopened.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use uuid::Uuid;

row! {
    /// A rejection, proposed or decided.
    #[derive(Debug, Clone)]
    pub struct Rejection {
        /// Its id.
        pub id: Uuid,
        /// Its application.
        pub application_id: Uuid,
        /// What the company is told besides the reasons.
        pub text: String,
        /// What colleagues are told.
        pub note: String,
        /// Whether somebody else has to agree.
        pub needs_second: bool,
        /// Who proposed it.
        pub proposed_by: Uuid,
        /// When.
        pub proposed_at: Instant,
        /// Who decided about the proposal.
        pub decided_by: Option<Uuid>,
        /// When.
        pub decided_at: Option<Instant>,
        /// `confirmed`, `declined`, `taken-back` or `overtaken`; none while it is open.
        pub outcome: Option<String>,
        /// Why it was declined.
        pub decision_note: String,
    }
}

macro_rules! rejections {
    ($rest:literal) => {
        concat!(
            "SELECT id, application_id, text, note, needs_second, proposed_by, proposed_at,
                decided_by, decided_at, outcome, decision_note FROM rejection ",
            $rest
        )
    };
}

/// Adds a rejection with its reasons.
///
/// # Errors
/// [`DbError::Unique`] when a proposal is open.
pub fn add(tx: &mut Tx<'_>, r: &Rejection, reasons: &[String]) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO rejection (id, application_id, text, note, needs_second, proposed_by,
            proposed_at, decided_by, decided_at, outcome, decision_note)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        values![
            r.id,
            r.application_id,
            &r.text,
            &r.note,
            r.needs_second,
            r.proposed_by,
            r.proposed_at,
            r.decided_by,
            r.decided_at,
            r.outcome.clone(),
            &r.decision_note
        ],
    )?;
    for (position, code) in (1_u32..).zip(reasons) {
        tx.execute(
            "INSERT INTO rejection_reason (rejection_id, position, code) VALUES ($1, $2, $3)",
            values![r.id, position, code],
        )?;
    }
    Ok(())
}

/// The rejections of an application, newest first.
///
/// # Errors
/// [`DbError`].
pub fn of_application(tx: &mut Tx<'_>, application: Uuid) -> Result<Vec<Rejection>, DbError> {
    tx.query(
        rejections!("WHERE application_id = $1 ORDER BY proposed_at DESC, id"),
        values![application],
    )
}

/// The proposal that waits for a second person.
///
/// # Errors
/// [`DbError`].
pub fn open(tx: &mut Tx<'_>, application: Uuid) -> Result<Option<Rejection>, DbError> {
    tx.query_opt(
        rejections!("WHERE application_id = $1 AND outcome IS NULL"),
        values![application],
    )
}

/// The codes of a rejection in their order.
///
/// # Errors
/// [`DbError`].
pub fn reasons(tx: &mut Tx<'_>, rejection: Uuid) -> Result<Vec<String>, DbError> {
    tx.query(
        "SELECT code AS t FROM rejection_reason WHERE rejection_id = $1 ORDER BY position",
        values![rejection],
    )
}

/// Decides about the open proposal of an application; false when none is open.
///
/// # Errors
/// [`DbError`].
pub fn decide(
    tx: &mut Tx<'_>,
    application: Uuid,
    outcome: &str,
    by: Option<Uuid>,
    note: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE rejection SET outcome = $2, decided_by = $3, decision_note = $4, decided_at = $5
         WHERE application_id = $1 AND outcome IS NULL",
        values![application, outcome, by, note, now],
    )?;
    Ok(touched == 1)
}

row! {
    /// An appeal against a rejection.
    #[derive(Debug, Clone)]
    pub struct Appeal {
        /// The rejection.
        pub rejection_id: Uuid,
        /// Its application.
        pub application_id: Uuid,
        /// How many it is, from 1.
        pub number: u32,
        /// What the applicant wrote.
        pub comment: String,
        /// Who.
        pub made_by: Uuid,
        /// When.
        pub made_at: Instant,
    }
}

/// Adds an appeal.
///
/// # Errors
/// [`DbError::Unique`] when there is one against the same rejection.
pub fn add_appeal(tx: &mut Tx<'_>, a: &Appeal) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO appeal (rejection_id, application_id, number, comment, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        values![
            a.rejection_id,
            a.application_id,
            a.number,
            &a.comment,
            a.made_by,
            a.made_at
        ],
    )
    .map(drop)
}

/// The appeals of an application, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn appeals(tx: &mut Tx<'_>, application: Uuid) -> Result<Vec<Appeal>, DbError> {
    tx.query(
        "SELECT rejection_id, application_id, number, comment, made_by, made_at FROM appeal
         WHERE application_id = $1 ORDER BY number",
        values![application],
    )
}

row! {
    /// An approval that was reopened.
    #[derive(Debug, Clone)]
    pub struct Reopening {
        /// When.
        pub at: Instant,
        /// `legal-data`, `credit-age`, `adverse-fact` or `contact-denied`.
        pub cause: String,
        /// What the company was told.
        pub text: String,
        /// What colleagues are told.
        pub note: String,
    }
}

/// Adds a reopening.
///
/// # Errors
/// [`DbError`].
pub fn add_reopening(tx: &mut Tx<'_>, application: Uuid, r: &Reopening) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO reopening (application_id, number, at, cause, text, note)
         SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5 FROM reopening
         WHERE application_id = $1",
        values![application, r.at, &r.cause, &r.text, &r.note],
    )
    .map(drop)
}

/// The reopenings of an application, newest first.
///
/// # Errors
/// [`DbError`].
pub fn reopenings(tx: &mut Tx<'_>, application: Uuid) -> Result<Vec<Reopening>, DbError> {
    tx.query(
        "SELECT at, cause, text, note FROM reopening WHERE application_id = $1
         ORDER BY number DESC",
        values![application],
    )
}
