//! Custom domains of tenants.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// A custom domain.
    #[derive(Debug, Clone)]
    pub struct Domain {
        /// Whose.
        pub tenant_id: Uuid,
        /// Its name in ASCII, lower case.
        pub name: String,
        /// What the record must say.
        pub token: String,
        /// `pending`, `verified`, `failed`.
        pub state: String,
        /// Why it is not verified, or why the last look failed; empty for nothing.
        pub reason: String,
        /// How often in a row the proof was missing.
        pub misses: u32,
        /// Whether new users get it.
        pub is_primary: bool,
        /// When it was added.
        pub since: Instant,
        /// When it was looked at last.
        pub checked_at: Option<Instant>,
        /// When it is looked at next.
        pub next_check_at: Option<Instant>,
        /// When it was verified.
        pub verified_at: Option<Instant>,
        /// Optimistic lock.
        pub version: i64,
    }
}

macro_rules! domain_columns {
    ($rest:literal) => {
        concat!(
            "SELECT tenant_id, name, token, state, reason, misses, is_primary, since, checked_at,
                next_check_at, verified_at, version FROM custom_domain ",
            $rest
        )
    };
}

/// A tenant's custom domains, by name.
///
/// # Errors
/// [`DbError`].
pub fn list(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Domain>, DbError> {
    tx.query(
        domain_columns!("WHERE tenant_id = $1 ORDER BY name"),
        values![scope.tenant().0],
    )
}

/// One of a tenant's custom domains.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, scope: TenantScope, name: &str) -> Result<Option<Domain>, DbError> {
    tx.query_opt(
        domain_columns!("WHERE tenant_id = $1 AND name = $2"),
        values![scope.tenant().0, name],
    )
}

/// Adds a domain; false when the tenant has it already.
///
/// # Errors
/// [`DbError`].
pub fn add(tx: &mut Tx<'_>, scope: TenantScope, d: &Domain) -> Result<bool, DbError> {
    let added = tx.execute(
        "INSERT INTO custom_domain (tenant_id, name, token, state, reason, misses, is_primary,
            since, checked_at, next_check_at, verified_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1) ON CONFLICT (tenant_id, name)
         DO NOTHING",
        values![
            scope.tenant().0,
            &d.name,
            &d.token,
            &d.state,
            &d.reason,
            d.misses,
            d.is_primary,
            d.since,
            d.checked_at,
            d.next_check_at,
            d.verified_at
        ],
    )?;
    Ok(added == 1)
}

/// Writes what a look or a choice has changed; false when somebody was faster.
///
/// # Errors
/// [`DbError::Unique`] when another tenant has the domain verified, or this tenant another primary.
pub fn save(tx: &mut Tx<'_>, scope: TenantScope, d: &Domain) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE custom_domain SET state = $4, reason = $5, misses = $6, is_primary = $7,
            since = $8, checked_at = $9, next_check_at = $10, verified_at = $11,
            version = version + 1
         WHERE tenant_id = $1 AND name = $2 AND version = $3",
        values![
            scope.tenant().0,
            &d.name,
            d.version,
            &d.state,
            &d.reason,
            d.misses,
            d.is_primary,
            d.since,
            d.checked_at,
            d.next_check_at,
            d.verified_at
        ],
    )?;
    Ok(touched == 1)
}

/// Leaves a tenant without a primary custom domain; the first domain takes its place.
///
/// # Errors
/// [`DbError`].
pub fn clear_primary(tx: &mut Tx<'_>, scope: TenantScope) -> Result<(), DbError> {
    tx.execute(
        "UPDATE custom_domain SET is_primary = $2, version = version + 1
         WHERE tenant_id = $1 AND is_primary = $3",
        values![scope.tenant().0, false, true],
    )
    .map(drop)
}

/// Removes a domain.
///
/// # Errors
/// [`DbError`].
pub fn remove(tx: &mut Tx<'_>, scope: TenantScope, name: &str) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM custom_domain WHERE tenant_id = $1 AND name = $2",
        values![scope.tenant().0, name],
    )
    .map(drop)
}

/// How many accounts of a tenant have sign-in names that end in a domain, deleted ones included as
/// long as they can be restored.
///
/// # Errors
/// [`DbError`].
pub fn users_at(tx: &mut Tx<'_>, scope: TenantScope, name: &str) -> Result<i64, DbError> {
    // A domain holds none of the pattern's signs.
    tx.query_one(
        "SELECT COUNT(*) AS n FROM account
         WHERE tenant_id = $1 AND sign_in_name LIKE $2 AND purged_at IS NULL",
        values![scope.tenant().0, format!("%@{name}")],
    )
}

/// Whether accounts of another tenant have sign-in names that end in a domain: its former owner's
/// people are not to share a namespace with the new one's.
///
/// # Errors
/// [`DbError`].
pub fn strangers_at(tx: &mut Tx<'_>, scope: TenantScope, name: &str) -> Result<bool, DbError> {
    let n: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM account
         WHERE sign_in_name LIKE $2 AND tenant_id <> $1 AND purged_at IS NULL",
        values![scope.tenant().0, format!("%@{name}")],
    )?;
    Ok(n > 0)
}

/// Domains to be looked at, the longest waiting first.
///
/// # Errors
/// [`DbError`].
pub fn due(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    now: Instant,
    limit: u32,
) -> Result<Vec<Domain>, DbError> {
    tx.query(
        domain_columns!(
            "WHERE next_check_at IS NOT NULL AND next_check_at <= $1
             ORDER BY next_check_at, name LIMIT $2"
        ),
        values![now, limit],
    )
}
