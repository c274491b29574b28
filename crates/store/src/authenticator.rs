//! An authenticator that is to replace another, until it has shown a right code.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use uuid::Uuid;

row! {
    /// A replacement that was begun.
    #[derive(Debug, Clone)]
    pub struct Replacement {
        /// Which one: a later one of the same account has another.
        pub id: Uuid,
        /// The session it was begun in; no other sees the secret.
        pub session_id: Uuid,
        /// The new secret, sealed.
        pub sealed: Vec<u8>,
        /// When it was begun.
        pub begun_at: Instant,
    }
}

/// The replacement an account has begun, if any.
///
/// # Errors
/// [`DbError`].
pub fn replacement(tx: &mut Tx<'_>, account: Uuid) -> Result<Option<Replacement>, DbError> {
    tx.query_opt(
        "SELECT id, session_id, sealed, begun_at FROM authenticator_change WHERE account_id = $1",
        values![account],
    )
}

/// Begins a replacement; an earlier one is void.
///
/// # Errors
/// [`DbError`].
pub fn begin(tx: &mut Tx<'_>, account: Uuid, r: &Replacement) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO authenticator_change (account_id, id, session_id, sealed, begun_at, wrong)
         VALUES ($1, $2, $3, $4, $5, 0)
         ON CONFLICT (account_id) DO UPDATE SET id = EXCLUDED.id,
            session_id = EXCLUDED.session_id, sealed = EXCLUDED.sealed,
            begun_at = EXCLUDED.begun_at, wrong = EXCLUDED.wrong",
        values![account, r.id, r.session_id, r.sealed.clone(), r.begun_at],
    )
    .map(drop)
}

/// Counts a wrong code and returns how many that makes; none when the replacement is gone.
///
/// # Errors
/// [`DbError`].
pub fn count_wrong(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<u32>, DbError> {
    let n: Option<i64> = tx.query_opt(
        "UPDATE authenticator_change SET wrong = wrong + 1 WHERE id = $1 RETURNING wrong AS n",
        values![id],
    )?;
    Ok(n.map(|n| u32::try_from(n).unwrap_or(u32::MAX)))
}

/// Ends a replacement; false when another was faster.
///
/// # Errors
/// [`DbError`].
pub fn end(tx: &mut Tx<'_>, id: Uuid) -> Result<bool, DbError> {
    let ended = tx.execute(
        "DELETE FROM authenticator_change WHERE id = $1",
        values![id],
    )?;
    Ok(ended == 1)
}

/// Gives up whatever replacement an account has begun.
///
/// # Errors
/// [`DbError`].
pub fn give_up(tx: &mut Tx<'_>, account: Uuid) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM authenticator_change WHERE account_id = $1",
        values![account],
    )
    .map(drop)
}

/// Puts another secret in force, with the time step of the code that confirmed it. Nothing else of
/// the account is touched: a password may be changed at the same time.
///
/// # Errors
/// [`DbError`].
pub fn put(
    tx: &mut Tx<'_>,
    account: Uuid,
    sealed: &[u8],
    step: i64,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE account SET totp_secret = $2, totp_confirmed_at = $3, totp_last_step = $4,
            version = version + 1 WHERE id = $1",
        values![account, sealed.to_vec(), now, step],
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
