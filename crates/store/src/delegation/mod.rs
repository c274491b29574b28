//! People who let programs act for them: who has let which program, and what was handed out.

pub mod code;
pub mod device;
pub mod family;
pub mod redirect;

use crate::identity::named;
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::TenantScope;
use uuid::Uuid;

row! {
    /// A program a person lets act, as the person sees it.
    #[derive(Debug, Clone)]
    pub struct OwnConsent {
        /// The program.
        pub app_id: Uuid,
        /// What the company calls it.
        pub name: String,
        /// Since when it may not call.
        pub disabled_at: Option<Instant>,
        /// When the person agreed.
        pub given_at: Instant,
        /// When a token was last made for it.
        pub last_used_at: Option<Instant>,
    }
}

row! {
    /// A person who lets a program act, as the company's admins see it.
    #[derive(Debug, Clone)]
    pub struct Consenting {
        /// The account.
        pub account_id: Uuid,
        /// `local@domain`.
        pub sign_in_name: String,
        /// Family name.
        pub family_name: String,
        /// Given name.
        pub given_name: String,
        /// The order names are written in.
        pub name_order: String,
        /// When the person agreed.
        pub given_at: Instant,
        /// When a token was last made for it.
        pub last_used_at: Option<Instant>,
    }
}

named!(Consenting);

/// Remembers that a person lets a program act.
///
/// # Errors
/// [`DbError`].
pub fn allow(tx: &mut Tx<'_>, app: Uuid, account: Uuid, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO app_consent (app_id, account_id, given_at) VALUES ($1, $2, $3)
         ON CONFLICT (app_id, account_id) DO NOTHING",
        values![app, account, now],
    )
    .map(drop)
}

/// Whether a person lets a program act.
///
/// # Errors
/// [`DbError`].
pub fn is_allowed(tx: &mut Tx<'_>, app: Uuid, account: Uuid) -> Result<bool, DbError> {
    let given: Option<i64> = tx.query_opt(
        "SELECT given_at AS n FROM app_consent WHERE app_id = $1 AND account_id = $2",
        values![app, account],
    )?;
    Ok(given.is_some())
}

/// Takes a person's leave away from a program, with everything handed out and on its way; false
/// when there was none.
///
/// # Errors
/// [`DbError`].
pub fn take_back(tx: &mut Tx<'_>, app: Uuid, account: Uuid, now: Instant) -> Result<bool, DbError> {
    let gone = tx.execute(
        "DELETE FROM app_consent WHERE app_id = $1 AND account_id = $2",
        values![app, account],
    )?;
    tx.execute(
        "UPDATE token_family SET ended_at = $3, ended_why = 'taken-back'
         WHERE app_id = $1 AND account_id = $2 AND ended_at IS NULL",
        values![app, account, now],
    )?;
    tx.execute(
        "DELETE FROM authorization_code WHERE app_id = $1 AND account_id = $2",
        values![app, account],
    )?;
    tx.execute(
        "UPDATE device_code SET state = 'refused'
         WHERE app_id = $1 AND account_id = $2 AND state = 'allowed'",
        values![app, account],
    )?;
    Ok(gone == 1)
}

/// The programs a person lets act, by name.
///
/// # Errors
/// [`DbError`].
pub fn of_person(tx: &mut Tx<'_>, account: Uuid) -> Result<Vec<OwnConsent>, DbError> {
    tx.query(
        "SELECT c.app_id, a.name, a.disabled_at, c.given_at,
            (SELECT MAX(f.last_used_at) FROM token_family f
             WHERE f.app_id = c.app_id AND f.account_id = c.account_id) AS last_used_at
         FROM app_consent c JOIN client_app a ON a.id = c.app_id
         WHERE c.account_id = $1 ORDER BY a.name, a.id",
        values![account],
    )
}

/// The people who let one of a company's programs act, by sign-in name.
///
/// # Errors
/// [`DbError`].
pub fn people_of(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    app: Uuid,
) -> Result<Vec<Consenting>, DbError> {
    tx.query(
        "SELECT c.account_id, p.sign_in_name, p.family_name, p.given_name, p.name_order, c.given_at,
            (SELECT MAX(f.last_used_at) FROM token_family f
             WHERE f.app_id = c.app_id AND f.account_id = c.account_id) AS last_used_at
         FROM app_consent c
         JOIN client_app a ON a.id = c.app_id
         JOIN account p ON p.id = c.account_id
         WHERE a.tenant_id = $1 AND c.app_id = $2 ORDER BY p.sign_in_name",
        values![scope.tenant().0, app],
    )
}

/// Forgets everything about a person whose account is erased.
///
/// # Errors
/// [`DbError`].
pub fn forget_person(tx: &mut Tx<'_>, account: Uuid) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM refresh_token WHERE family_id IN
         (SELECT id FROM token_family WHERE account_id = $1)",
        values![account],
    )?;
    for statement in [
        "DELETE FROM token_family WHERE account_id = $1",
        "DELETE FROM authorization_code WHERE account_id = $1",
        "DELETE FROM device_code WHERE account_id = $1",
        "DELETE FROM app_consent WHERE account_id = $1",
    ] {
        tx.execute(statement, values![account])?;
    }
    Ok(())
}

/// Removes codes and tokens that ran out before `now`, and families that ended before `told`, at
/// most `limit` of each.
///
/// # Errors
/// [`DbError`].
pub fn forget(tx: &mut Tx<'_>, now: Instant, told: Instant, limit: u32) -> Result<u64, DbError> {
    let codes = tx.execute(
        "DELETE FROM authorization_code WHERE hash IN
         (SELECT hash FROM authorization_code WHERE expires_at < $1 LIMIT $2)",
        values![told, limit],
    )?;
    let devices = tx.execute(
        "DELETE FROM device_code WHERE hash IN
         (SELECT hash FROM device_code WHERE expires_at < $1 LIMIT $2)",
        values![now.plus_days(-1), limit],
    )?;
    let tokens = tx.execute(
        "DELETE FROM refresh_token WHERE hash IN
         (SELECT r.hash FROM refresh_token r JOIN token_family f ON f.id = r.family_id
          WHERE f.ends_at < $1 OR f.ended_at < $1 LIMIT $2)",
        values![told, limit],
    )?;
    let families = tx.execute(
        "DELETE FROM token_family WHERE id IN
         (SELECT f.id FROM token_family f
          WHERE (f.ends_at < $1 OR f.ended_at < $1) AND NOT EXISTS
            (SELECT 1 FROM refresh_token r WHERE r.family_id = f.id) LIMIT $2)",
        values![told, limit],
    )?;
    Ok(codes + devices + tokens + families)
}
