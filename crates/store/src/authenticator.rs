//! An authenticator that is to replace another, until it has shown a right code.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use uuid::Uuid;

row! {
    /// A replacement that was begun.
    #[derive(Debug, Clone)]
    pub struct Replacement {
        /// The session it was begun in; no other sees the secret.
        pub session_id: Uuid,
        /// The new secret, sealed.
        pub sealed: Vec<u8>,
        /// When it was begun.
        pub begun_at: Instant,
        /// Wrong codes so far.
        pub wrong: u32,
    }
}

/// The replacement an account has begun, if any.
///
/// # Errors
/// [`DbError`].
pub fn replacement(tx: &mut Tx<'_>, account: Uuid) -> Result<Option<Replacement>, DbError> {
    tx.query_opt(
        "SELECT session_id, sealed, begun_at, wrong FROM authenticator_change
         WHERE account_id = $1",
        values![account],
    )
}

/// Keeps a replacement; an earlier one is void.
///
/// # Errors
/// [`DbError`].
pub fn keep(tx: &mut Tx<'_>, account: Uuid, r: &Replacement) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO authenticator_change (account_id, session_id, sealed, begun_at, wrong)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (account_id) DO UPDATE SET session_id = EXCLUDED.session_id,
            sealed = EXCLUDED.sealed, begun_at = EXCLUDED.begun_at, wrong = EXCLUDED.wrong",
        values![account, r.session_id, r.sealed.clone(), r.begun_at, r.wrong],
    )
    .map(drop)
}

/// Gives a replacement up, or ends one that is done.
///
/// # Errors
/// [`DbError`].
pub fn drop_replacement(tx: &mut Tx<'_>, account: Uuid) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM authenticator_change WHERE account_id = $1",
        values![account],
    )
    .map(drop)
}

/// Forgets replacements begun before a moment.
///
/// # Errors
/// [`DbError`].
pub fn forget(tx: &mut Tx<'_>, before: Instant) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM authenticator_change WHERE begun_at < $1",
        values![before],
    )
}
