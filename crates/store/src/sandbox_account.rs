//! Integration sandbox accounts: which tenant is whose.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// A sandbox account.
    #[derive(Debug, Clone)]
    pub struct SandboxAccount {
        /// Its tenant.
        pub tenant_id: Uuid,
        /// Sign-in name of its first administrator.
        pub admin: String,
        /// When it was made.
        pub created_at: Instant,
        /// By whom.
        pub created_by: String,
        /// Its domain.
        pub domain: String,
    }
}

/// Adds a partner's sandbox account. A second one is refused by the index.
///
/// # Errors
/// [`DbError`].
pub fn add(tx: &mut Tx<'_>, primary: TenantScope, account: &SandboxAccount) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO sandbox_account (primary_id, tenant_id, admin, created_at, created_by)
         VALUES ($1, $2, $3, $4, $5)",
        values![
            primary.tenant().0,
            account.tenant_id,
            &account.admin,
            account.created_at,
            &account.created_by
        ],
    )
    .map(drop)
}

/// The sandbox account of a partner.
///
/// # Errors
/// [`DbError`].
pub fn of(tx: &mut Tx<'_>, primary: TenantScope) -> Result<Option<SandboxAccount>, DbError> {
    tx.query_opt(
        "SELECT s.tenant_id, s.admin, s.created_at, s.created_by, t.domain
         FROM sandbox_account s JOIN tenant t ON t.id = s.tenant_id WHERE s.primary_id = $1",
        values![primary.tenant().0],
    )
}

row! {
    /// A sandbox account as the operator lists it.
    #[derive(Debug, Clone)]
    pub struct Line {
        /// Whose it is.
        pub primary_id: Uuid,
        /// The company's name.
        pub company: String,
        /// The sandbox's domain.
        pub domain: String,
        /// When it was made.
        pub created_at: Instant,
        /// By whom.
        pub created_by: String,
        /// Customers in it.
        pub customers: i64,
        /// When somebody last signed in to it.
        pub signed_in_at: Option<Instant>,
    }
}

/// The sandbox accounts, newest first.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    (limit, offset): (u32, u32),
) -> Result<Vec<Line>, DbError> {
    tx.query(
        "SELECT s.primary_id, p.name AS company, t.domain, s.created_at, s.created_by,
            (SELECT COUNT(*) FROM customer_relation r
             WHERE r.partner_id = s.tenant_id AND r.ended_at IS NULL) AS customers,
            (SELECT MAX(a.last_sign_in_at) FROM account a
             WHERE a.tenant_id = s.tenant_id) AS signed_in_at
         FROM sandbox_account s JOIN tenant t ON t.id = s.tenant_id
         JOIN tenant p ON p.id = s.primary_id
         ORDER BY s.created_at DESC, s.tenant_id LIMIT $1 OFFSET $2",
        values![limit, offset],
    )
}

/// How many sandbox accounts there are.
///
/// # Errors
/// [`DbError`].
pub fn count(tx: &mut Tx<'_>, _: OperatorScope) -> Result<i64, DbError> {
    tx.query_one("SELECT COUNT(*) AS n FROM sandbox_account", &[])
}
