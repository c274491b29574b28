//! Secrets that wait to be shown once to one person.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use uuid::Uuid;

/// Keeps a sealed secret until it is looked at.
///
/// # Errors
/// [`DbError`].
pub fn keep(
    tx: &mut Tx<'_>,
    owner: Uuid,
    viewer: Uuid,
    sealed: &[u8],
    until: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO shown_secret (owner_id, viewer_id, sealed, until) VALUES ($1, $2, $3, $4)
         ON CONFLICT (owner_id) DO UPDATE SET viewer_id = EXCLUDED.viewer_id,
            sealed = EXCLUDED.sealed, until = EXCLUDED.until",
        values![owner, viewer, sealed, until],
    )
    .map(drop)
}

/// Whether a secret waits for a person.
///
/// # Errors
/// [`DbError`].
pub fn waits(tx: &mut Tx<'_>, owner: Uuid, viewer: Uuid, now: Instant) -> Result<bool, DbError> {
    let until: Option<i64> = tx.query_opt(
        "SELECT until AS n FROM shown_secret
         WHERE owner_id = $1 AND viewer_id = $2 AND until > $3",
        values![owner, viewer, now],
    )?;
    Ok(until.is_some())
}

row! {
    struct Sealed { sealed: Vec<u8>, until: Instant }
}

/// Takes the secret away and hands it to the one person it is for; nothing when it was shown
/// before, is for somebody else, or its time is over.
///
/// # Errors
/// [`DbError`].
pub fn take(
    tx: &mut Tx<'_>,
    owner: Uuid,
    viewer: Uuid,
    now: Instant,
) -> Result<Option<Vec<u8>>, DbError> {
    let found: Option<Sealed> = tx.query_opt(
        "DELETE FROM shown_secret WHERE owner_id = $1 AND viewer_id = $2
         RETURNING sealed, until",
        values![owner, viewer],
    )?;
    Ok(found.filter(|s| now < s.until).map(|s| s.sealed))
}

/// Destroys the secret of an owner, seen or not.
///
/// # Errors
/// [`DbError`].
pub fn discard(tx: &mut Tx<'_>, owner: Uuid) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM shown_secret WHERE owner_id = $1",
        values![owner],
    )
    .map(drop)
}

/// Destroys secrets nobody came to see in time.
///
/// # Errors
/// [`DbError`].
pub fn forget(tx: &mut Tx<'_>, now: Instant) -> Result<u64, DbError> {
    tx.execute("DELETE FROM shown_secret WHERE until <= $1", values![now])
}
