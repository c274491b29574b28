//! Keys this installation signs tokens with.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;

row! {
    /// A key.
    #[derive(Debug, Clone)]
    pub struct SigningKey {
        /// What tokens call it.
        pub kid: String,
        /// The private half, sealed.
        pub sealed: Vec<u8>,
        /// Modulus of the public half, big-endian.
        pub modulus: Vec<u8>,
        /// Exponent of the public half, big-endian.
        pub exponent: Vec<u8>,
        /// When it was made.
        pub created_at: Instant,
        /// From when it signs. It is published before, so that whoever keeps the list of keys for a
        /// while knows it by then.
        pub signs_from: Instant,
    }
}

/// Every key that may have signed a token still in use, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<SigningKey>, DbError> {
    tx.query(
        "SELECT kid, sealed, modulus, exponent, created_at, signs_from FROM signing_key
         ORDER BY signs_from, kid",
        &[],
    )
}

/// Adds a key.
///
/// # Errors
/// [`DbError`].
pub fn add(tx: &mut Tx<'_>, key: &SigningKey) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO signing_key (kid, sealed, modulus, exponent, created_at, signs_from)
         VALUES ($1, $2, $3, $4, $5, $6)",
        values![
            &key.kid,
            key.sealed.clone(),
            key.modulus.clone(),
            key.exponent.clone(),
            key.created_at,
            key.signs_from
        ],
    )
    .map(drop)
}

/// Forgets a key.
///
/// # Errors
/// [`DbError`].
pub fn remove(tx: &mut Tx<'_>, kid: &str) -> Result<(), DbError> {
    tx.execute("DELETE FROM signing_key WHERE kid = $1", values![kid])
        .map(drop)
}
