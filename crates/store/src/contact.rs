//! Contact points of accounts: which value was confirmed by a code, and the code on its way.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::identity::recovery::Way;
use uuid::Uuid;

row! {
    /// A value somebody has proved to reach.
    #[derive(Debug, Clone)]
    pub struct Confirmed {
        /// `email` or `phone`.
        pub way: String,
        /// The address or number.
        pub value: String,
        /// When.
        pub confirmed_at: Instant,
    }
}

/// What an account has confirmed, one value for each way. It counts only for the value it names: an
/// address that was changed since is not confirmed.
///
/// # Errors
/// [`DbError`].
pub fn confirmed(tx: &mut Tx<'_>, account: Uuid) -> Result<Vec<Confirmed>, DbError> {
    tx.query(
        "SELECT way, value, confirmed_at FROM confirmed_contact WHERE account_id = $1",
        values![account],
    )
}

/// When the present value of a way was confirmed, if it was.
///
/// # Errors
/// [`DbError`].
pub fn confirmed_at(
    tx: &mut Tx<'_>,
    account: Uuid,
    way: Way,
    value: &str,
) -> Result<Option<Instant>, DbError> {
    let at: Option<i64> = tx.query_opt(
        "SELECT confirmed_at AS n FROM confirmed_contact
         WHERE account_id = $1 AND way = $2 AND value = $3",
        values![account, way.text(), value],
    )?;
    Ok(at.map(Instant))
}

/// Notes that a value is confirmed; an older one of the same way is forgotten.
///
/// # Errors
/// [`DbError`].
pub fn confirm(
    tx: &mut Tx<'_>,
    account: Uuid,
    way: Way,
    value: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO confirmed_contact (account_id, way, value, confirmed_at)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (account_id, way) DO UPDATE SET value = EXCLUDED.value,
            confirmed_at = EXCLUDED.confirmed_at",
        values![account, way.text(), value, now],
    )
    .map(drop)
}

row! {
    /// A code on its way to one contact point of an account.
    #[derive(Debug, Clone)]
    pub struct ContactCode {
        /// Where it went; another value makes it worthless.
        pub value: String,
        /// Hash of the living code.
        pub code_hash: Option<Vec<u8>>,
        /// When it was sent.
        pub sent_at: Option<Instant>,
        /// Wrong tries against it.
        pub wrong: u32,
        /// Codes sent within a day.
        pub sends: u32,
    }
}

/// The code of one way, if one was sent.
///
/// # Errors
/// [`DbError`].
pub fn code(tx: &mut Tx<'_>, account: Uuid, way: Way) -> Result<Option<ContactCode>, DbError> {
    tx.query_opt(
        "SELECT value, code_hash, sent_at, wrong, sends FROM contact_code
         WHERE account_id = $1 AND way = $2",
        values![account, way.text()],
    )
}

/// Keeps the code of one way.
///
/// # Errors
/// [`DbError`].
pub fn keep_code(
    tx: &mut Tx<'_>,
    account: Uuid,
    way: Way,
    code: &ContactCode,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO contact_code (account_id, way, value, code_hash, sent_at, wrong, sends)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (account_id, way) DO UPDATE SET value = EXCLUDED.value,
            code_hash = EXCLUDED.code_hash, sent_at = EXCLUDED.sent_at, wrong = EXCLUDED.wrong,
            sends = EXCLUDED.sends",
        values![
            account,
            way.text(),
            &code.value,
            code.code_hash.clone(),
            code.sent_at,
            code.wrong,
            code.sends
        ],
    )
    .map(drop)
}

/// Forgets everything about an account that is erased.
///
/// # Errors
/// [`DbError`].
pub fn erase(tx: &mut Tx<'_>, account: Uuid) -> Result<(), DbError> {
    for table in [
        "DELETE FROM confirmed_contact WHERE account_id = $1",
        "DELETE FROM contact_code WHERE account_id = $1",
        "DELETE FROM recovery_code WHERE account_id = $1",
        "DELETE FROM authenticator_change WHERE account_id = $1",
    ] {
        tx.execute(table, values![account])?;
    }
    Ok(())
}
