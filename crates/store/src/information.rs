//! Requests for information, their items, and what the applicant changed.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use uuid::Uuid;

row! {
    /// A request for information.
    #[derive(Debug, Clone)]
    pub struct InformationRequest {
        /// Its id; the form as it was then lies under it.
        pub id: Uuid,
        /// Its application.
        pub application_id: Uuid,
        /// Who asked.
        pub asked_by: Uuid,
        /// When.
        pub asked_at: Instant,
        /// Until when an answer is wanted.
        pub due_at: Instant,
        /// When it was over.
        pub closed_at: Option<Instant>,
        /// `answered`, `withdrawn` or `lapsed`.
        pub outcome: Option<String>,
    }
}

row! {
    /// One item of a request.
    #[derive(Debug, Clone)]
    pub struct Item {
        /// Its id.
        pub id: Uuid,
        /// Its request.
        pub request_id: Uuid,
        /// Its place in the list, from 1.
        pub position: u32,
        /// The programme's reason code.
        pub reason: String,
        /// What it concerns, spelt as the domain spells targets.
        pub target: String,
        /// What the reviewer wrote.
        pub text: String,
        /// What the applicant wrote.
        pub comment: String,
    }
}

/// Adds a request.
///
/// # Errors
/// [`DbError::Unique`] when one is open.
pub fn add(tx: &mut Tx<'_>, request: &InformationRequest) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO information_request (id, application_id, asked_by, asked_at, due_at)
         VALUES ($1, $2, $3, $4, $5)",
        values![
            request.id,
            request.application_id,
            request.asked_by,
            request.asked_at,
            request.due_at
        ],
    )
    .map(drop)
}

/// Adds an item.
///
/// # Errors
/// [`DbError`].
pub fn add_item(tx: &mut Tx<'_>, item: &Item) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO information_item (id, request_id, position, reason, target, text, comment)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        values![
            item.id,
            item.request_id,
            item.position,
            &item.reason,
            &item.target,
            &item.text,
            &item.comment
        ],
    )
    .map(drop)
}

/// The requests of an application, newest first.
///
/// # Errors
/// [`DbError`].
pub fn requests(tx: &mut Tx<'_>, application: Uuid) -> Result<Vec<InformationRequest>, DbError> {
    tx.query(
        "SELECT id, application_id, asked_by, asked_at, due_at, closed_at, outcome
         FROM information_request WHERE application_id = $1 ORDER BY asked_at DESC, id",
        values![application],
    )
}

/// The items of a request in their order.
///
/// # Errors
/// [`DbError`].
pub fn items(tx: &mut Tx<'_>, request: Uuid) -> Result<Vec<Item>, DbError> {
    tx.query(
        "SELECT id, request_id, position, reason, target, text, comment
         FROM information_item WHERE request_id = $1 ORDER BY position",
        values![request],
    )
}

/// Keeps what the applicant writes to an item.
///
/// # Errors
/// [`DbError`].
pub fn comment(tx: &mut Tx<'_>, item: Uuid, comment: &str) -> Result<(), DbError> {
    tx.execute(
        "UPDATE information_item SET comment = $2 WHERE id = $1",
        values![item, comment],
    )
    .map(drop)
}

/// Closes the open request of an application, if there is one.
///
/// # Errors
/// [`DbError`].
pub fn close(
    tx: &mut Tx<'_>,
    application: Uuid,
    outcome: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE information_request SET closed_at = $2, outcome = $3
         WHERE application_id = $1 AND closed_at IS NULL",
        values![application, now, outcome],
    )
    .map(drop)
}

row! {
    /// A field the applicant changed after the submission.
    #[derive(Debug, Clone)]
    pub struct Change {
        /// What led to it: a request's id, or one of its own.
        pub occasion: Uuid,
        /// The field.
        pub field: String,
        /// What it held.
        pub before_value: String,
        /// What it holds.
        pub after_value: String,
        /// When.
        pub changed_at: Instant,
    }
}

/// Records a change.
///
/// # Errors
/// [`DbError`].
pub fn add_change(tx: &mut Tx<'_>, application: Uuid, change: &Change) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO application_change (application_id, occasion, field, before_value,
            after_value, changed_at) VALUES ($1, $2, $3, $4, $5, $6)",
        values![
            application,
            change.occasion,
            &change.field,
            &change.before_value,
            &change.after_value,
            change.changed_at
        ],
    )
    .map(drop)
}

/// The changes of an application, newest first.
///
/// # Errors
/// [`DbError`].
pub fn changes(tx: &mut Tx<'_>, application: Uuid) -> Result<Vec<Change>, DbError> {
    tx.query(
        "SELECT occasion, field, before_value, after_value, changed_at FROM application_change
         WHERE application_id = $1 ORDER BY changed_at DESC, occasion, field",
        values![application],
    )
}

row! {
    /// A document that came or went after a moment.
    #[derive(Debug, Clone)]
    pub struct Moved {
        /// Its id.
        pub id: Uuid,
        /// What it proves.
        pub kind: String,
        /// Its name.
        pub name: String,
        /// When it came.
        pub uploaded_at: Instant,
        /// When it was taken away.
        pub removed_at: Option<Instant>,
    }
}

/// Documents that were uploaded or removed at or after a moment, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn documents_since(
    tx: &mut Tx<'_>,
    application: Uuid,
    since: Instant,
) -> Result<Vec<Moved>, DbError> {
    tx.query(
        "SELECT id, kind, name, uploaded_at, removed_at FROM document
         WHERE application_id = $1 AND (uploaded_at >= $2 OR removed_at >= $2)
           AND erased_at IS NULL
         ORDER BY uploaded_at, id",
        values![application, since],
    )
}
