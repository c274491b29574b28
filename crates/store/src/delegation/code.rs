//! Codes on their way from the person's browser to the program.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use uuid::Uuid;

row! {
    /// A code; the code itself is nowhere.
    #[derive(Debug, Clone)]
    pub struct Code {
        /// SHA-256 of it.
        pub hash: Vec<u8>,
        /// The program it is for.
        pub app_id: Uuid,
        /// The person.
        pub account_id: Uuid,
        /// The sign-in in which the person agreed.
        pub session_id: Uuid,
        /// Where the program was answered.
        pub redirect_uri: String,
        /// What the program has to answer (S256).
        pub challenge: Option<String>,
        /// What for.
        pub resource: String,
        /// What else it wanted.
        pub scope: String,
        /// What an identity token has to repeat.
        pub nonce: String,
        /// When the person used a second factor.
        pub proved_at: Instant,
        /// When it was made.
        pub made_at: Instant,
        /// From when it is worth nothing.
        pub expires_at: Instant,
        /// The family that was made with it.
        pub family_id: Option<Uuid>,
    }
}

/// Adds a code.
///
/// # Errors
/// [`DbError`].
pub fn add(tx: &mut Tx<'_>, code: &Code) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO authorization_code (hash, app_id, account_id, session_id, redirect_uri,
            challenge, resource, scope, nonce, proved_at, made_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        values![
            code.hash.clone(),
            code.app_id,
            code.account_id,
            code.session_id,
            &code.redirect_uri,
            code.challenge.clone(),
            &code.resource,
            &code.scope,
            &code.nonce,
            code.proved_at,
            code.made_at,
            code.expires_at
        ],
    )
    .map(drop)
}

/// A code by its hash, used or not.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<Option<Code>, DbError> {
    tx.query_opt(
        "SELECT hash, app_id, account_id, session_id, redirect_uri, challenge, resource, scope,
            nonce, proved_at, made_at, expires_at, family_id
         FROM authorization_code WHERE hash = $1",
        values![hash],
    )
}

/// Uses a code up for a family; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn claim(tx: &mut Tx<'_>, hash: &[u8; 32], family: Uuid) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE authorization_code SET family_id = $2 WHERE hash = $1 AND family_id IS NULL",
        values![hash, family],
    )?;
    Ok(touched == 1)
}
