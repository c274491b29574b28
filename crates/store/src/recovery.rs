//! Self-service recovery: procedures and the codes that stand in for an authenticator.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use uuid::Uuid;

row! {
    /// A procedure with all its columns.
    #[derive(Debug, Clone)]
    pub struct Recovery {
        /// Its id.
        pub id: Uuid,
        /// Whose password is to be replaced; none when nobody has the name that was typed.
        pub account_id: Option<Uuid>,
        /// The tenant of that account.
        pub tenant_id: Option<Uuid>,
        /// Language of the visitor.
        pub language: String,
        /// When it was begun.
        pub created_at: Instant,
        /// When it ends by itself.
        pub expires_at: Instant,
        /// Hash of the living code sent by e-mail.
        pub email_code_hash: Option<Vec<u8>>,
        /// When it was sent.
        pub email_sent_at: Option<Instant>,
        /// Wrong tries against it.
        pub email_wrong: u32,
        /// Codes sent by e-mail.
        pub email_sends: u32,
        /// When the e-mail was proved.
        pub email_proved_at: Option<Instant>,
        /// Hash of the living code sent to the phone.
        pub phone_code_hash: Option<Vec<u8>>,
        /// When it was sent.
        pub phone_sent_at: Option<Instant>,
        /// Wrong tries against it.
        pub phone_wrong: u32,
        /// Codes sent to the phone.
        pub phone_sends: u32,
        /// When the phone was proved.
        pub phone_proved_at: Option<Instant>,
        /// Wrong authenticator codes.
        pub authenticator_wrong: u32,
        /// When the authenticator was proved.
        pub authenticator_proved_at: Option<Instant>,
        /// When it ended with success.
        pub finished_at: Option<Instant>,
        /// Optimistic lock.
        pub version: i64,
    }
}

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id,
                (SELECT tenant_id FROM account WHERE account.id = recovery.account_id) AS tenant_id,
                language, created_at, expires_at, email_code_hash,
                email_sent_at, email_wrong, email_sends, email_proved_at, phone_code_hash,
                phone_sent_at, phone_wrong, phone_sends, phone_proved_at, authenticator_wrong,
                authenticator_proved_at, finished_at, version FROM recovery ",
            $rest
        )
    };
}

/// Begins a procedure.
///
/// # Errors
/// [`DbError`].
pub fn add(
    tx: &mut Tx<'_>,
    id: Uuid,
    cookie_hash: &[u8; 32],
    account: Option<Uuid>,
    language: &str,
    now: Instant,
    expires_at: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO recovery (id, cookie_hash, account_id, language, created_at, expires_at,
            email_wrong, email_sends, phone_wrong, phone_sends, authenticator_wrong, version)
         VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, 0, 0, 1)",
        values![id, cookie_hash, account, language, now, expires_at],
    )
    .map(drop)
}

/// The procedure a cookie opens.
///
/// # Errors
/// [`DbError`].
pub fn by_cookie(tx: &mut Tx<'_>, cookie_hash: &[u8; 32]) -> Result<Option<Recovery>, DbError> {
    tx.query_opt(columns!("WHERE cookie_hash = $1"), values![cookie_hash])
}

/// A procedure, for the job that sends its code.
///
/// # Errors
/// [`DbError`].
pub fn by_id(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Recovery>, DbError> {
    tx.query_opt(columns!("WHERE id = $1"), values![id])
}

/// Writes a procedure back; false when another request of the same visitor was faster.
///
/// # Errors
/// [`DbError`].
pub fn save(tx: &mut Tx<'_>, r: &Recovery) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE recovery SET email_code_hash = $3, email_sent_at = $4, email_wrong = $5,
            email_sends = $6, email_proved_at = $7, phone_code_hash = $8, phone_sent_at = $9,
            phone_wrong = $10, phone_sends = $11, phone_proved_at = $12, authenticator_wrong = $13,
            authenticator_proved_at = $14, finished_at = $15, version = version + 1
         WHERE id = $1 AND version = $2",
        values![
            r.id,
            r.version,
            r.email_code_hash.clone(),
            r.email_sent_at,
            r.email_wrong,
            r.email_sends,
            r.email_proved_at,
            r.phone_code_hash.clone(),
            r.phone_sent_at,
            r.phone_wrong,
            r.phone_sends,
            r.phone_proved_at,
            r.authenticator_wrong,
            r.authenticator_proved_at,
            r.finished_at
        ],
    )?;
    Ok(touched == 1)
}

/// Ends a procedure now.
///
/// # Errors
/// [`DbError`].
pub fn end(tx: &mut Tx<'_>, id: Uuid, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE recovery SET expires_at = $2 WHERE id = $1",
        values![id, now],
    )
    .map(drop)
}

/// Ends every other procedure for an account: one success is the end of all attempts.
///
/// # Errors
/// [`DbError`].
pub fn end_others(
    tx: &mut Tx<'_>,
    account: Uuid,
    keep: Uuid,
    now: Instant,
) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE recovery SET expires_at = $3, version = version + 1
         WHERE account_id = $1 AND id <> $2 AND expires_at > $3",
        values![account, keep, now],
    )
}

/// Removes procedures that ended before a moment.
///
/// # Errors
/// [`DbError`].
pub fn forget(tx: &mut Tx<'_>, before: Instant, limit: u32) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM recovery WHERE id IN
         (SELECT id FROM recovery WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        values![before, limit],
    )
}

/// Replaces the recovery codes of an account.
///
/// # Errors
/// [`DbError`].
pub fn set_codes(
    tx: &mut Tx<'_>,
    account: Uuid,
    hashes: &[[u8; 32]],
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM recovery_code WHERE account_id = $1",
        values![account],
    )?;
    for hash in hashes {
        tx.execute(
            "INSERT INTO recovery_code (account_id, code_hash, created_at) VALUES ($1, $2, $3)",
            values![account, hash, now],
        )?;
    }
    Ok(())
}

/// Uses a recovery code up; false when there is none like it or it was used before.
///
/// # Errors
/// [`DbError`].
pub fn use_code(
    tx: &mut Tx<'_>,
    account: Uuid,
    hash: &[u8; 32],
    now: Instant,
) -> Result<bool, DbError> {
    let used = tx.execute(
        "UPDATE recovery_code SET used_at = $3
         WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL",
        values![account, hash, now],
    )?;
    Ok(used == 1)
}

/// How many recovery codes of an account are left.
///
/// # Errors
/// [`DbError`].
pub fn codes_left(tx: &mut Tx<'_>, account: Uuid) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) AS n FROM recovery_code WHERE account_id = $1 AND used_at IS NULL",
        values![account],
    )
}

row! {
    /// The text message of one sign-in.
    #[derive(Debug, Clone, Default)]
    pub struct SessionCode {
        /// Hash of the living code.
        pub code_hash: Option<Vec<u8>>,
        /// When it was sent.
        pub sent_at: Option<Instant>,
        /// Wrong tries against it.
        pub wrong: u32,
        /// Messages sent.
        pub sends: u32,
    }
}

/// The text message of a sign-in, if one was asked for.
///
/// # Errors
/// [`DbError`].
pub fn session_code(tx: &mut Tx<'_>, session: Uuid) -> Result<Option<SessionCode>, DbError> {
    tx.query_opt(
        "SELECT code_hash, sent_at, wrong, sends FROM session_code WHERE session_id = $1",
        values![session],
    )
}

/// Keeps the text message of a sign-in.
///
/// # Errors
/// [`DbError`].
pub fn keep_session_code(
    tx: &mut Tx<'_>,
    session: Uuid,
    code: &SessionCode,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO session_code (session_id, code_hash, sent_at, wrong, sends)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (session_id) DO UPDATE SET code_hash = EXCLUDED.code_hash,
            sent_at = EXCLUDED.sent_at, wrong = EXCLUDED.wrong, sends = EXCLUDED.sends",
        values![
            session,
            code.code_hash.clone(),
            code.sent_at,
            code.wrong,
            code.sends
        ],
    )
    .map(drop)
}

/// Ends every procedure of an account that is still going on.
///
/// # Errors
/// [`DbError`].
pub fn end_all(tx: &mut Tx<'_>, account: Uuid, now: Instant) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE recovery SET expires_at = $2, version = version + 1
         WHERE account_id = $1 AND finished_at IS NULL AND expires_at > $2",
        values![account, now],
    )
}
