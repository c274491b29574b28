//! Questions to a credit bureau. The newest of an application is the one with the highest number.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// A question with all its columns but the report.
    #[derive(Debug, Clone)]
    pub struct Inquiry {
        /// Its id, which the bureau knows it by.
        pub id: Uuid,
        /// The application it is about.
        pub application_id: Uuid,
        /// The company.
        pub tenant_id: Uuid,
        /// `enrolment` or `review`.
        pub purpose: String,
        /// The question as it was asked first, JSON of `domain::effects::CreditInquiry`.
        pub question: String,
        /// State of the machine.
        pub state: String,
        /// Who asked; nobody when it was asked by itself.
        pub asked_by: Option<Uuid>,
        /// When.
        pub asked_at: Instant,
        /// When the bureau took it.
        pub accepted_at: Option<Instant>,
        /// When the answer came.
        pub answered_at: Option<Instant>,
        /// When the bureau is asked again if it has not called back.
        pub look_at: Instant,
        /// How often it was asked again.
        pub looks: u32,
        /// `pass`, `refer` or `fail`.
        pub result: Option<String>,
        /// The limit the bureau recommends, minor units.
        pub credit_limit: Option<i64>,
        /// Its score.
        pub score: String,
        /// Its own number of the case.
        pub reference: String,
        /// What the answer brought about.
        pub effect: Option<String>,
        /// Why there is no answer.
        pub note: String,
        /// SHA-256 of the answer, to tell a repeated one from another.
        pub answer_hash: Option<Vec<u8>>,
    }
}

macro_rules! inquiries {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.application_id, i.tenant_id, i.purpose, i.question, i.state,
                i.asked_by, i.asked_at, i.accepted_at, i.answered_at, i.look_at, i.looks, i.result, i.credit_limit, i.score,
                i.reference, i.effect, i.note, i.answer_hash FROM credit_inquiry i ",
            $rest
        )
    };
}

/// Adds a question that is to be sent, the newest from now on.
///
/// # Errors
/// [`DbError::Unique`] when one about the same application is on its way.
pub fn add(tx: &mut Tx<'_>, _: OperatorScope, i: &Inquiry) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO credit_inquiry (id, application_id, number, tenant_id, purpose, question, state,
            asked_by, asked_at, look_at, looks, score, reference, note)
         SELECT $1, $2, COALESCE(MAX(number), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, '', '', ''
         FROM credit_inquiry WHERE application_id = $2",
        values![
            i.id,
            i.application_id,
            i.tenant_id,
            &i.purpose,
            &i.question,
            &i.state,
            i.asked_by,
            i.asked_at,
            i.look_at,
            i.looks
        ],
    )
    .map(drop)
}

/// Writes a question back. The caller has read it in the same transaction.
///
/// # Errors
/// [`DbError`].
pub fn save(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    i: &Inquiry,
    report: Option<Vec<u8>>,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE credit_inquiry SET state = $2, accepted_at = $3, answered_at = $4, look_at = $5,
            looks = $6, result = $7, credit_limit = $8, score = $9, reference = $10, effect = $11,
            note = $12, answer_hash = $13, report = COALESCE($14, report) WHERE id = $1",
        values![
            i.id,
            &i.state,
            i.accepted_at,
            i.answered_at,
            i.look_at,
            i.looks,
            i.result.clone(),
            i.credit_limit,
            &i.score,
            &i.reference,
            i.effect.clone(),
            &i.note,
            i.answer_hash.clone(),
            report
        ],
    )
    .map(drop)
}

/// A question.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<Inquiry>, DbError> {
    tx.query_opt(inquiries!("WHERE i.id = $1"), values![id])
}

/// The questions about an application, newest first.
///
/// # Errors
/// [`DbError`].
pub fn all(tx: &mut Tx<'_>, _: OperatorScope, application: Uuid) -> Result<Vec<Inquiry>, DbError> {
    tx.query(
        inquiries!("WHERE i.application_id = $1 ORDER BY i.number DESC LIMIT 50"),
        values![application],
    )
}

/// Whether another question about the application was asked after this one.
///
/// # Errors
/// [`DbError`].
pub fn is_overtaken(tx: &mut Tx<'_>, _: OperatorScope, i: &Inquiry) -> Result<bool, DbError> {
    let newer: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM credit_inquiry i JOIN credit_inquiry newer
            ON newer.application_id = i.application_id AND newer.number > i.number
         WHERE i.id = $1",
        values![i.id],
    )?;
    Ok(newer > 0)
}

row! { struct Sealed { report: Option<Vec<u8>> } }

/// The sealed report of a question about an application, if there is one.
///
/// # Errors
/// [`DbError`].
pub fn report(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: Uuid,
    id: Uuid,
) -> Result<Option<Vec<u8>>, DbError> {
    let found: Option<Sealed> = tx.query_opt(
        "SELECT report FROM credit_inquiry WHERE application_id = $1 AND id = $2",
        values![application, id],
    )?;
    Ok(found.and_then(|found| found.report))
}

/// Questions the bureau has taken and not answered, that it is to be asked about again.
///
/// # Errors
/// [`DbError`].
pub fn to_look_at(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    now: Instant,
    limit: u32,
) -> Result<Vec<Inquiry>, DbError> {
    tx.query(
        inquiries!("WHERE i.state = 'waiting' AND i.look_at <= $1 ORDER BY i.look_at LIMIT $2"),
        values![now, limit],
    )
}

row! {
    /// A question on its way, with its company.
    #[derive(Debug, Clone)]
    pub struct InFlight {
        /// The question.
        pub id: Uuid,
        /// The application.
        pub application_id: Uuid,
        /// Its reference.
        pub reference: String,
        /// The company.
        pub legal_name: String,
        /// State of the machine.
        pub state: String,
        /// When it was asked.
        pub asked_at: Instant,
        /// Why there is no answer.
        pub note: String,
    }
}

/// Questions that are to be sent or answered, and those given up since a moment, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn in_flight(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    since: Instant,
    limit: u32,
) -> Result<Vec<InFlight>, DbError> {
    tx.query(
        "SELECT i.id, i.application_id, a.reference, a.legal_name, i.state, i.asked_at, i.note
         FROM credit_inquiry i JOIN application a ON a.id = i.application_id
         WHERE i.state IN ('queued', 'waiting')
            OR (i.state IN ('refused', 'failed') AND i.look_at > $1)
         ORDER BY i.asked_at, i.id LIMIT $2",
        values![since, limit],
    )
}
