//! Mailed links that go on with a registration in another browser.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use uuid::Uuid;

row! {
    /// A link with the code that goes with it.
    #[derive(Debug, Clone)]
    pub struct ResumeLink {
        /// Hash under which it is found.
        pub token_hash: [u8; 32],
        /// The registration it opens.
        pub registration_id: Uuid,
        /// The mailbox it was sent to.
        pub email: String,
        /// Until when it works.
        pub expires_at: Instant,
        /// When it was closed.
        pub closed_at: Option<Instant>,
        /// Why: `used`, `replaced`, `refused` or `spent`.
        pub outcome: Option<String>,
        /// Hash of the living code.
        pub code_hash: Option<Vec<u8>>,
        /// When it was sent.
        pub code_sent_at: Option<Instant>,
        /// Wrong tries against it.
        pub code_wrong: u32,
        /// Codes that died.
        pub code_dead: u32,
        /// Codes sent.
        pub code_sends: u32,
    }
}

/// Adds a link; the open ones of the registration are replaced by it.
///
/// # Errors
/// [`DbError`].
pub fn add(
    tx: &mut Tx<'_>,
    token_hash: &[u8; 32],
    registration: Uuid,
    email: &str,
    now: Instant,
    expires_at: Instant,
) -> Result<(), DbError> {
    close_all(tx, registration, "replaced", now)?;
    tx.execute(
        "INSERT INTO resume_link (token_hash, registration_id, email, created_at, expires_at,
            code_wrong, code_dead, code_sends) VALUES ($1, $2, $3, $4, $5, 0, 0, 0)",
        values![token_hash, registration, email, now, expires_at],
    )
    .map(drop)
}

/// The link of a token. The token alone is no leave to read the registration.
///
/// # Errors
/// [`DbError`].
pub fn by_token(tx: &mut Tx<'_>, token_hash: &[u8; 32]) -> Result<Option<ResumeLink>, DbError> {
    tx.query_opt(
        "SELECT token_hash, registration_id, email, expires_at, closed_at, outcome, code_hash,
            code_sent_at, code_wrong, code_dead, code_sends
         FROM resume_link WHERE token_hash = $1",
        values![token_hash],
    )
}

/// Whether a link of a registration was ever sent to a mailbox.
///
/// # Errors
/// [`DbError`].
pub fn was_sent(tx: &mut Tx<'_>, registration: Uuid, email: &str) -> Result<bool, DbError> {
    let n: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM resume_link WHERE registration_id = $1 AND email = $2",
        values![registration, email],
    )?;
    Ok(n > 0)
}

/// Writes the code of a link back.
///
/// # Errors
/// [`DbError`].
pub fn save_code(tx: &mut Tx<'_>, link: &ResumeLink) -> Result<(), DbError> {
    tx.execute(
        "UPDATE resume_link SET code_hash = $2, code_sent_at = $3, code_wrong = $4, code_dead = $5,
            code_sends = $6 WHERE token_hash = $1",
        values![
            link.token_hash,
            link.code_hash.clone(),
            link.code_sent_at,
            link.code_wrong,
            link.code_dead,
            link.code_sends
        ],
    )
    .map(drop)
}

/// Closes one link; false when it was closed before.
///
/// # Errors
/// [`DbError`].
pub fn close(
    tx: &mut Tx<'_>,
    token_hash: &[u8; 32],
    outcome: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let closed = tx.execute(
        "UPDATE resume_link SET closed_at = $2, outcome = $3, code_hash = NULL
         WHERE token_hash = $1 AND closed_at IS NULL",
        values![token_hash, now, outcome],
    )?;
    Ok(closed == 1)
}

/// Closes every open link of a registration.
///
/// # Errors
/// [`DbError`].
pub fn close_all(
    tx: &mut Tx<'_>,
    registration: Uuid,
    outcome: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE resume_link SET closed_at = $2, outcome = $3, code_hash = NULL
         WHERE registration_id = $1 AND closed_at IS NULL",
        values![registration, now, outcome],
    )
    .map(drop)
}

/// Closes the open links of a registration that went to other mailboxes than this one.
///
/// # Errors
/// [`DbError`].
pub fn close_others(
    tx: &mut Tx<'_>,
    registration: Uuid,
    email: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE resume_link SET closed_at = $3, outcome = 'replaced', code_hash = NULL
         WHERE registration_id = $1 AND email <> $2 AND closed_at IS NULL",
        values![registration, email, now],
    )
    .map(drop)
}
