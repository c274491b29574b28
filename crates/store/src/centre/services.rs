//! Who administers which service for a customer.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::centre::CustomerScope;
use uuid::Uuid;

row! {
    /// What a customer decided about a service.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Choice {
        /// The service: a product of the programme.
        pub product_id: Uuid,
        /// Who administers it; none is nobody.
        pub partner_id: Option<Uuid>,
        /// When that was decided.
        pub since: Instant,
    }
}

/// What a customer decided. Whoever asks has leave to see the customer.
///
/// # Errors
/// [`DbError`].
pub fn choices(tx: &mut Tx<'_>, customer: Uuid) -> Result<Vec<Choice>, DbError> {
    tx.query(
        "SELECT product_id, partner_id, since FROM delegated_service
         WHERE customer_id = $1 ORDER BY product_id",
        values![customer],
    )
}

row! {
    /// A partner that sells to a customer.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Relation {
        /// The partner.
        pub partner_id: Uuid,
        /// Its name.
        pub partner: String,
        /// Whether it may administer anything.
        pub delegated: bool,
        /// Since when.
        pub since: Instant,
    }
}

/// The partners that sell to a customer, in the order they came. Whoever asks has leave to see the
/// customer.
///
/// # Errors
/// [`DbError`].
pub fn relations(tx: &mut Tx<'_>, customer: Uuid) -> Result<Vec<Relation>, DbError> {
    tx.query(
        "SELECT r.partner_id, t.name AS partner, r.delegated, r.since
         FROM customer_relation r JOIN tenant t ON t.id = r.partner_id
         WHERE r.customer_id = $1 AND r.ended_at IS NULL ORDER BY r.since, r.partner_id",
        values![customer],
    )
}

/// Keeps a decision; the key of the table lets a service have one partner.
///
/// # Errors
/// [`DbError`].
pub fn choose(
    tx: &mut Tx<'_>,
    scope: CustomerScope,
    product: Uuid,
    partner: Option<Uuid>,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO delegated_service (customer_id, product_id, partner_id, since)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (customer_id, product_id) DO UPDATE SET
            partner_id = EXCLUDED.partner_id, since = EXCLUDED.since",
        values![scope.customer().0, product, partner, now],
    )
    .map(drop)
}

/// Notes whether a partner may administer anything.
///
/// # Errors
/// [`DbError`].
pub fn set_delegated(
    tx: &mut Tx<'_>,
    scope: CustomerScope,
    partner: Uuid,
    delegated: bool,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE customer_relation SET delegated = $3
         WHERE partner_id = $2 AND customer_id = $1 AND ended_at IS NULL",
        values![scope.customer().0, partner, delegated],
    )
    .map(drop)
}
