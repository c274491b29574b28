//! The operator's staff.

use crate::users::User;
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// Who has which role.
    #[derive(Debug, Clone)]
    pub struct Role {
        /// The account.
        pub account_id: Uuid,
        /// The role.
        pub role: String,
    }
}

macro_rules! staff_columns {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.sign_in_name, a.family_name, a.given_name, a.title, a.name_order, a.contact_email,
                a.mobile, a.language, a.status, a.agent_setting, a.admin_setting,
                a.temporary_until, a.totp_confirmed_at, a.last_sign_in_at, a.created_at,
                a.deleted_at, a.deleted_from, a.version
             FROM account a JOIN tenant t ON t.id = a.tenant_id
             WHERE t.kind = 'operator' AND a.purged_at IS NULL ",
            $rest
        )
    };
}

/// All members of staff, in the order of their sign-in names.
///
/// # Errors
/// [`DbError`].
pub fn list(tx: &mut Tx<'_>, _: OperatorScope) -> Result<Vec<User>, DbError> {
    tx.query(staff_columns!("ORDER BY a.sign_in_name"), &[])
}

/// One member of staff.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<User>, DbError> {
    tx.query_opt(staff_columns!("AND a.id = $1"), values![id])
}

/// Who has which roles.
///
/// # Errors
/// [`DbError`].
pub fn roles(tx: &mut Tx<'_>, _: OperatorScope) -> Result<Vec<Role>, DbError> {
    tx.query(
        "SELECT account_id, role FROM staff_role ORDER BY account_id, role",
        &[],
    )
}

/// The roles of one account.
///
/// # Errors
/// [`DbError`].
pub fn roles_of(tx: &mut Tx<'_>, account: Uuid) -> Result<Vec<String>, DbError> {
    tx.query(
        "SELECT role AS t FROM staff_role WHERE account_id = $1 ORDER BY role",
        values![account],
    )
}

/// Takes a role from a member of staff.
///
/// # Errors
/// [`DbError`].
pub fn remove_role(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    account: Uuid,
    role: &str,
) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM staff_role WHERE account_id = $1 AND role = $2",
        values![account, role],
    )
    .map(drop)
}

/// How many platform admins besides one account have signed in and are not blocked.
///
/// # Errors
/// [`DbError`].
pub fn other_platform_admins(tx: &mut Tx<'_>, _: OperatorScope, but: Uuid) -> Result<u32, DbError> {
    let n: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM staff_role r JOIN account a ON a.id = r.account_id
         WHERE r.role = 'platform-admin' AND a.status = 'active' AND a.id <> $1",
        values![but],
    )?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Sets where a member of staff stands; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn save_status(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
    version: i64,
    status: &str,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE account SET status = $3, version = version + 1 WHERE id = $1 AND version = $2",
        values![id, version, status],
    )?;
    Ok(touched == 1)
}

row! {
    /// How many sessions an account has open.
    #[derive(Debug, Clone)]
    pub struct Open {
        /// The account.
        pub account_id: Uuid,
        /// How many.
        pub n: i64,
    }
}

/// How many sessions each member of staff has open that were used after a moment.
///
/// # Errors
/// [`DbError`].
pub fn open_sessions(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    since: Instant,
) -> Result<Vec<Open>, DbError> {
    tx.query(
        "SELECT s.account_id, COUNT(*) AS n FROM session s
         JOIN account a ON a.id = s.account_id JOIN tenant t ON t.id = a.tenant_id
         WHERE t.kind = 'operator' AND s.ended_at IS NULL AND s.last_seen_at > $1
         GROUP BY s.account_id",
        values![since],
    )
}
