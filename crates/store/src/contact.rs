//! Changes of contact data that wait for their code, and what a person chooses for himself.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use uuid::Uuid;

row! {
    /// A change that waits.
    #[derive(Debug, Clone)]
    pub struct Change {
        /// `email` or `mobile`.
        pub kind: String,
        /// The new address or number.
        pub value: String,
        /// Hash of the living code.
        pub code_hash: Option<Vec<u8>>,
        /// When it was sent.
        pub sent_at: Option<Instant>,
        /// Wrong tries against it.
        pub wrong: u32,
        /// Codes sent.
        pub sends: u32,
        /// When the change was begun.
        pub begun_at: Instant,
    }
}

/// The changes of an account that were begun after a moment.
///
/// # Errors
/// [`DbError`].
pub fn changes(tx: &mut Tx<'_>, account: Uuid, since: Instant) -> Result<Vec<Change>, DbError> {
    tx.query(
        "SELECT kind, value, code_hash, sent_at, wrong, sends, begun_at FROM contact_change
         WHERE account_id = $1 AND begun_at > $2 ORDER BY kind",
        values![account, since],
    )
}

/// Keeps a change in place of one of the same kind.
///
/// # Errors
/// [`DbError`].
pub fn keep(tx: &mut Tx<'_>, account: Uuid, c: &Change) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO contact_change (account_id, kind, value, code_hash, sent_at, wrong, sends,
            begun_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (account_id, kind) DO UPDATE SET value = EXCLUDED.value,
            code_hash = EXCLUDED.code_hash, sent_at = EXCLUDED.sent_at, wrong = EXCLUDED.wrong,
            sends = EXCLUDED.sends, begun_at = EXCLUDED.begun_at",
        values![
            account,
            &c.kind,
            &c.value,
            c.code_hash.clone(),
            c.sent_at,
            c.wrong,
            c.sends,
            c.begun_at
        ],
    )
    .map(drop)
}

/// Drops a change.
///
/// # Errors
/// [`DbError`].
pub fn discard(tx: &mut Tx<'_>, account: Uuid, kind: &str) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM contact_change WHERE account_id = $1 AND kind = $2",
        values![account, kind],
    )
    .map(drop)
}

/// Forgets changes nobody finished.
///
/// # Errors
/// [`DbError`].
pub fn forget(tx: &mut Tx<'_>, before: Instant) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM contact_change WHERE begun_at <= $1",
        values![before],
    )
}

/// Sets the contact e-mail.
///
/// # Errors
/// [`DbError::Unique`] when another account of the tenant has it.
pub fn set_email(tx: &mut Tx<'_>, account: Uuid, email: &str) -> Result<(), DbError> {
    tx.execute(
        "UPDATE account SET contact_email = $2, version = version + 1 WHERE id = $1",
        values![account, email],
    )
    .map(drop)
}

/// Sets the mobile.
///
/// # Errors
/// [`DbError`].
pub fn set_mobile(tx: &mut Tx<'_>, account: Uuid, mobile: &str) -> Result<(), DbError> {
    tx.execute(
        "UPDATE account SET mobile = $2, version = version + 1 WHERE id = $1",
        values![account, mobile],
    )
    .map(drop)
}

/// Sets language and order of names.
///
/// # Errors
/// [`DbError`].
pub fn set_preferences(
    tx: &mut Tx<'_>,
    account: Uuid,
    language: &str,
    name_order: &str,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE account SET language = $2, name_order = $3 WHERE id = $1",
        values![account, language, name_order],
    )
    .map(drop)
}
