//! Links by which customers accept a partner, and the relationships that begin with them.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::TenantScope;
use uuid::Uuid;

/// Which of the partner's links is good.
///
/// # Errors
/// [`DbError`].
pub fn generation(tx: &mut Tx<'_>, scope: TenantScope) -> Result<i64, DbError> {
    let found: Option<i64> = tx.query_opt(
        "SELECT generation AS n FROM relationship_link WHERE partner_id = $1",
        values![scope.tenant().0],
    )?;
    Ok(found.unwrap_or(0))
}

/// Makes every link of the partner so far worth nothing.
///
/// # Errors
/// [`DbError`].
pub fn rotate(tx: &mut Tx<'_>, scope: TenantScope, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO relationship_link (partner_id, generation, changed_at) VALUES ($1, 1, $2)
         ON CONFLICT (partner_id) DO UPDATE SET
            generation = relationship_link.generation + 1, changed_at = EXCLUDED.changed_at",
        values![scope.tenant().0, now],
    )
    .map(drop)
}

row! {
    /// A customer as its own people act for it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Own {
        /// Its id.
        pub id: Uuid,
        /// Its name.
        pub company_name: String,
        /// Its domain.
        pub domain: String,
        /// Whether it belongs to a sandbox.
        pub sandbox: bool,
    }
}

/// The customer the scope is about; none when it is no customer, or deleted.
///
/// # Errors
/// [`DbError`].
pub fn own(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Option<Own>, DbError> {
    tx.query_opt(
        "SELECT id, company_name, domain, sandbox FROM customer
         WHERE id = $1 AND deleted_at IS NULL",
        values![scope.tenant().0],
    )
}

/// Begins, or begins again, the relationship of the partner with a customer; false when it stands.
///
/// # Errors
/// [`DbError`].
pub fn begin(
    tx: &mut Tx<'_>,
    partner: TenantScope,
    customer: &Own,
    name_key: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "INSERT INTO customer_relation (partner_id, customer_id, kind, delegated, name_key, domain,
            since) VALUES ($1, $2, 'reseller', TRUE, $3, $4, $5)
         ON CONFLICT (partner_id, customer_id) DO UPDATE SET
            since = CASE WHEN customer_relation.ended_at IS NULL THEN customer_relation.since
                ELSE EXCLUDED.since END,
            ended_at = NULL, delegated = TRUE,
            name_key = EXCLUDED.name_key, domain = EXCLUDED.domain
         WHERE customer_relation.ended_at IS NOT NULL OR customer_relation.delegated = FALSE",
        values![
            partner.tenant().0,
            customer.id,
            name_key,
            &customer.domain,
            now
        ],
    )?;
    Ok(touched == 1)
}

/// Whether the relationship of the partner with a customer stands.
///
/// # Errors
/// [`DbError`].
pub fn stands(tx: &mut Tx<'_>, partner: TenantScope, customer: Uuid) -> Result<bool, DbError> {
    let found: Option<Uuid> = tx.query_opt(
        "SELECT customer_id AS id FROM customer_relation
         WHERE partner_id = $1 AND customer_id = $2 AND ended_at IS NULL",
        values![partner.tenant().0, customer],
    )?;
    Ok(found.is_some())
}

/// Whether the partner has or had a relationship with a customer.
///
/// # Errors
/// [`DbError`].
pub fn has_been(tx: &mut Tx<'_>, partner: TenantScope, customer: Uuid) -> Result<bool, DbError> {
    let found: Option<Uuid> = tx.query_opt(
        "SELECT customer_id AS id FROM customer_relation
         WHERE partner_id = $1 AND customer_id = $2",
        values![partner.tenant().0, customer],
    )?;
    Ok(found.is_some())
}
