//! Contact data: what is confirmed, changes that wait for their code, and what a person chooses for
//! himself.

use crate::{DbError, Tx, row, values};
use domain::accounts::contact::Kind;
use domain::effects::Instant;
use uuid::Uuid;

row! {
    /// A change that waits.
    #[derive(Debug, Clone)]
    pub struct Change {
        /// `email` or `mobile`.
        pub kind: String,
        /// The new address or number; empty when the change was given up, and only its limits count.
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

/// Gives a change up. What was sent and tried goes on counting until [`forget`].
///
/// # Errors
/// [`DbError`].
pub fn give_up(tx: &mut Tx<'_>, account: Uuid, kind: Kind) -> Result<(), DbError> {
    tx.execute(
        "UPDATE contact_change SET value = '', code_hash = NULL
         WHERE account_id = $1 AND kind = $2",
        values![account, kind.text()],
    )
    .map(drop)
}

/// Drops a change that was finished.
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

/// When the value an account has now was confirmed, if it was.
///
/// # Errors
/// [`DbError`].
pub fn confirmed_at(
    tx: &mut Tx<'_>,
    account: Uuid,
    kind: Kind,
    value: &str,
) -> Result<Option<Instant>, DbError> {
    let at: Option<i64> = tx.query_opt(
        "SELECT confirmed_at AS n FROM confirmed_contact
         WHERE account_id = $1 AND kind = $2 AND value = $3 AND value <> ''",
        values![account, kind.text(), value],
    )?;
    Ok(at.map(Instant))
}

/// Notes that somebody was reached at an address or number; an older one of the kind is forgotten.
///
/// # Errors
/// [`DbError`].
pub fn confirm(
    tx: &mut Tx<'_>,
    account: Uuid,
    kind: Kind,
    value: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO confirmed_contact (account_id, kind, value, confirmed_at)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (account_id, kind) DO UPDATE SET value = EXCLUDED.value,
            confirmed_at = EXCLUDED.confirmed_at",
        values![account, kind.text(), value, now],
    )
    .map(drop)
}

/// Notes that mail to an address was read: it is confirmed for whoever has it in a tenant.
///
/// # Errors
/// [`DbError`].
pub fn confirm_mailbox(
    tx: &mut Tx<'_>,
    tenant: Uuid,
    email: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO confirmed_contact (account_id, kind, value, confirmed_at)
         SELECT id, 'email', contact_email, $3 FROM account
         WHERE tenant_id = $1 AND contact_email = $2 AND deleted_at IS NULL
         ON CONFLICT (account_id, kind) DO UPDATE SET value = EXCLUDED.value,
            confirmed_at = EXCLUDED.confirmed_at",
        values![tenant, email, now],
    )
    .map(drop)
}
