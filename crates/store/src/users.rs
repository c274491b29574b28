//! Users of one tenant, and their removal after a while.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// A user as those who manage users see one.
    #[derive(Debug, Clone)]
    pub struct User {
        /// The account.
        pub id: Uuid,
        /// `local@domain`.
        pub sign_in_name: String,
        /// Family name.
        pub family_name: String,
        /// Given name.
        pub given_name: String,
        /// Job title.
        pub title: String,
        /// The order names are written in.
        pub name_order: String,
        /// Where mail reaches the person.
        pub contact_email: String,
        /// Recovery phone.
        pub mobile: String,
        /// Language.
        pub language: String,
        /// `invited`, `active`, `blocked`, `deleted`.
        pub status: String,
        /// Agent setting.
        pub agent_setting: String,
        /// Admin setting.
        pub admin_setting: String,
        /// Until when a temporary password works.
        pub temporary_until: Option<Instant>,
        /// When the authenticator was confirmed.
        pub totp_confirmed_at: Option<Instant>,
        /// The last complete sign-in.
        pub last_sign_in_at: Option<Instant>,
        /// When the account was made.
        pub created_at: Instant,
        /// When it was deleted.
        pub deleted_at: Option<Instant>,
        /// What it was before.
        pub deleted_from: Option<String>,
        /// Optimistic lock.
        pub version: i64,
    }
}

macro_rules! user_columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, sign_in_name, family_name, given_name, title, name_order, contact_email, mobile,
                language, status, agent_setting, admin_setting, temporary_until,
                totp_confirmed_at, last_sign_in_at, created_at, deleted_at, deleted_from, version
             FROM account ",
            $rest
        )
    };
}

/// Which users are listed.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only those with this agent or admin setting; all when empty.
    pub role: String,
    /// Only those whose name, sign-in name or mailbox contains it.
    pub text: String,
    /// The deleted ones instead of the others.
    pub deleted: bool,
}

macro_rules! filtered {
    ($head:literal, $rest:literal) => {
        concat!(
            $head,
            " FROM account WHERE tenant_id = $1 AND purged_at IS NULL AND (status = 'deleted') = $2
               AND ($3 = '' OR agent_setting = $3 OR admin_setting = $3)
               AND ($4 = '' OR LOWER(sign_in_name || ' ' || family_name || given_name || ' ' ||
                    given_name || ' ' || family_name || ' ' || contact_email) LIKE $5) ",
            $rest
        )
    };
}

/// A page of a tenant's users in the order of their sign-in names.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    filter: &Filter,
    limit: u32,
    offset: u32,
) -> Result<Vec<User>, DbError> {
    tx.query(
        filtered!(
            "SELECT id, sign_in_name, family_name, given_name, title, name_order, contact_email, mobile,
                language, status, agent_setting, admin_setting, temporary_until,
                totp_confirmed_at, last_sign_in_at, created_at, deleted_at, deleted_from, version",
            "ORDER BY sign_in_name LIMIT $6 OFFSET $7"
        ),
        values![
            scope.tenant().0,
            filter.deleted,
            &filter.role,
            &filter.text,
            crate::audit::contains(&filter.text),
            limit,
            offset
        ],
    )
}

/// How many users a filter finds.
///
/// # Errors
/// [`DbError`].
pub fn count(tx: &mut Tx<'_>, scope: TenantScope, filter: &Filter) -> Result<i64, DbError> {
    tx.query_one(
        filtered!("SELECT COUNT(*) AS n", ""),
        values![
            scope.tenant().0,
            filter.deleted,
            &filter.role,
            &filter.text,
            crate::audit::contains(&filter.text)
        ],
    )
}

/// One user of a tenant; deleted ones too, as long as they can be restored.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid) -> Result<Option<User>, DbError> {
    tx.query_opt(
        user_columns!("WHERE tenant_id = $1 AND id = $2 AND purged_at IS NULL"),
        values![scope.tenant().0, id],
    )
}

/// How many global admins of a tenant besides one account have signed in and are not blocked.
///
/// # Errors
/// [`DbError`].
pub fn other_global_admins(tx: &mut Tx<'_>, scope: TenantScope, but: Uuid) -> Result<u32, DbError> {
    let n: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM account WHERE tenant_id = $1 AND id <> $2
         AND admin_setting = 'global-admin' AND status = 'active'",
        values![scope.tenant().0, but],
    )?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

row! {
    /// A name to turn to.
    #[derive(Debug, Clone)]
    pub struct Contact {
        /// Family name.
        pub family_name: String,
        /// Given name.
        pub given_name: String,
        /// The order names are written in.
        pub name_order: String,
    }
}

crate::identity::named!(Contact);

crate::identity::named!(User);

/// The names of a tenant's global admins who can help, at most ten. Everybody in the company may
/// know whom to ask.
///
/// # Errors
/// [`DbError`].
pub fn administrators(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Contact>, DbError> {
    tx.query(
        "SELECT family_name, given_name, name_order FROM account WHERE tenant_id = $1
         AND admin_setting = 'global-admin' AND status = 'active' ORDER BY sign_in_name LIMIT 10",
        values![scope.tenant().0],
    )
}

/// What tells a person apart from others of the same tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// The sign-in name.
    SignInName,
    /// The contact e-mail.
    ContactEmail,
}

/// What of a new account is taken already; the unique indexes decide in the end.
///
/// # Errors
/// [`DbError`].
pub fn taken(
    tx: &mut Tx<'_>,
    tenant: Uuid,
    sign_in_name: &str,
    contact_email: &str,
) -> Result<Vec<Taken>, DbError> {
    let mut taken = Vec::new();
    let names: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM account WHERE sign_in_name = $1",
        values![sign_in_name],
    )?;
    if names > 0 {
        taken.push(Taken::SignInName);
    }
    if is_mailbox_taken(tx, tenant, contact_email, Uuid::nil())? {
        taken.push(Taken::ContactEmail);
    }
    Ok(taken)
}

/// Whether another account of a tenant has a contact e-mail.
///
/// # Errors
/// [`DbError`].
pub fn is_mailbox_taken(
    tx: &mut Tx<'_>,
    tenant: Uuid,
    contact_email: &str,
    but: Uuid,
) -> Result<bool, DbError> {
    let n: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM account WHERE tenant_id = $1
         AND LOWER(contact_email) = LOWER($2) AND contact_email <> '' AND status <> 'deleted'
         AND id <> $3",
        values![tenant, contact_email, but],
    )?;
    Ok(n > 0)
}

/// Which unique index refused an account, if one of these did.
#[must_use]
pub fn taken_by(error: &DbError) -> Option<Taken> {
    match error {
        DbError::Unique(text) if text.contains("contact_email") => Some(Taken::ContactEmail),
        DbError::Unique(text) if text.contains("sign_in_name") => Some(Taken::SignInName),
        _ => None,
    }
}

/// Writes what those who manage users may change; false when somebody was faster.
///
/// # Errors
/// [`DbError::Unique`] when another account has the contact e-mail.
pub fn save(tx: &mut Tx<'_>, scope: TenantScope, user: &User) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE account SET family_name = $4, given_name = $5, title = $6, contact_email = $7,
            mobile = $8, language = $9, status = $10, agent_setting = $11, admin_setting = $12,
            deleted_at = $13, deleted_from = $14, version = version + 1
         WHERE tenant_id = $1 AND id = $2 AND version = $3",
        values![
            scope.tenant().0,
            user.id,
            user.version,
            &user.family_name,
            &user.given_name,
            &user.title,
            &user.contact_email,
            &user.mobile,
            &user.language,
            &user.status,
            &user.agent_setting,
            &user.admin_setting,
            user.deleted_at,
            user.deleted_from.clone()
        ],
    )?;
    Ok(touched == 1)
}

row! {
    /// An account whose time to be restored is over.
    #[derive(Debug, Clone)]
    pub struct Expired {
        /// The account.
        pub id: Uuid,
        /// Its tenant.
        pub tenant_id: Uuid,
    }
}

/// Accounts deleted before a moment that still hold personal data.
///
/// # Errors
/// [`DbError`].
pub fn expired(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: Instant,
    limit: u32,
) -> Result<Vec<Expired>, DbError> {
    tx.query(
        "SELECT id, tenant_id FROM account
         WHERE deleted_at <= $1 AND deleted_at IS NOT NULL AND purged_at IS NULL
         ORDER BY deleted_at, id LIMIT $2",
        values![before, limit],
    )
}

/// Erases everything personal of a deleted account; its id stays, because records name it. False
/// when it is not deleted or has been erased. What the audit log says stays for as long as the log.
///
/// # Errors
/// [`DbError`].
pub fn purge(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid, now: Instant) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE account SET sign_in_name = $3, family_name = '', given_name = '', title = '',
            contact_email = '', mobile = '', password_hash = '', temporary_until = NULL,
            totp_secret = NULL, totp_confirmed_at = NULL, failures = 0, locked_until = NULL,
            purged_at = $4, version = version + 1
         WHERE tenant_id = $1 AND id = $2 AND status = 'deleted' AND purged_at IS NULL",
        // Not a sign-in name: it has no @.
        values![scope.tenant().0, id, format!("deleted-{id}"), now],
    )?;
    if touched == 0 {
        return Ok(false);
    }
    crate::support::forget_reporter(tx, scope, id)?;
    tx.execute(
        "DELETE FROM password_history WHERE account_id = $1",
        values![id],
    )?;
    tx.execute(
        "DELETE FROM session_code
         WHERE session_id IN (SELECT id FROM session WHERE account_id = $1)",
        values![id],
    )?;
    tx.execute("DELETE FROM session WHERE account_id = $1", values![id])?;
    tx.execute(
        "DELETE FROM confirmed_contact WHERE account_id = $1",
        values![id],
    )?;
    tx.execute(
        "DELETE FROM contact_change WHERE account_id = $1",
        values![id],
    )?;
    tx.execute(
        "DELETE FROM authenticator_change WHERE account_id = $1",
        values![id],
    )?;
    tx.execute(
        "DELETE FROM recovery_code WHERE account_id = $1",
        values![id],
    )?;
    tx.execute("DELETE FROM recovery WHERE account_id = $1", values![id])?;
    crate::notices::forget_person(tx, id)?;
    crate::delegation::forget_person(tx, id)?;
    Ok(true)
}
