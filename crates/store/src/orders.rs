//! Orders and carts of one partner for its customers.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::TenantScope;
use uuid::Uuid;

row! {
    /// An order; its lines are its subscriptions.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Order {
        /// Its id.
        pub id: Uuid,
        /// For whom.
        pub customer_id: Uuid,
        /// How it is billed: `monthly`, `annual`, `none`.
        pub cycle: String,
        /// ISO 4217.
        pub currency: String,
        /// `pending`, `completed`, `cancelled`.
        pub status: String,
        /// When it was placed.
        pub created_at: Instant,
        /// Optimistic lock.
        pub version: i64,
    }
}

/// Adds an order.
///
/// # Errors
/// [`DbError`].
pub fn add(tx: &mut Tx<'_>, scope: TenantScope, o: &Order) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO sales_order (id, partner_id, customer_id, cycle, currency, status, created_at,
            version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            o.id,
            scope.tenant().0,
            o.customer_id,
            &o.cycle,
            &o.currency,
            &o.status,
            o.created_at,
            o.version
        ],
    )
    .map(drop)
}

/// An order of the partner for a customer.
///
/// # Errors
/// [`DbError`].
pub fn get(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    customer: Uuid,
    id: Uuid,
) -> Result<Option<Order>, DbError> {
    tx.query_opt(
        "SELECT id, customer_id, cycle, currency, status, created_at, version FROM sales_order
         WHERE id = $1 AND customer_id = $2 AND partner_id = $3",
        values![id, customer, scope.tenant().0],
    )
}

/// The partner's orders for a customer, newest first; of one billing cycle or of all.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    customer: Uuid,
    cycle: Option<&str>,
    limit: u32,
) -> Result<Vec<Order>, DbError> {
    match cycle {
        None => tx.query(
            "SELECT id, customer_id, cycle, currency, status, created_at, version FROM sales_order
             WHERE customer_id = $1 AND partner_id = $2
             ORDER BY created_at DESC, id DESC LIMIT $3",
            values![customer, scope.tenant().0, limit],
        ),
        Some(cycle) => tx.query(
            "SELECT id, customer_id, cycle, currency, status, created_at, version FROM sales_order
             WHERE customer_id = $1 AND partner_id = $2 AND cycle = $4
             ORDER BY created_at DESC, id DESC LIMIT $3",
            values![customer, scope.tenant().0, limit, cycle],
        ),
    }
}

/// The customer of an order of the partner.
///
/// # Errors
/// [`DbError`].
pub fn customer_of(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    order: Uuid,
) -> Result<Option<Uuid>, DbError> {
    tx.query_opt(
        "SELECT customer_id AS id FROM sales_order WHERE partner_id = $1 AND id = $2",
        values![scope.tenant().0, order],
    )
}

/// The customer of a cart of the partner.
///
/// # Errors
/// [`DbError`].
pub fn customer_of_cart(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    cart: Uuid,
) -> Result<Option<Uuid>, DbError> {
    tx.query_opt(
        "SELECT customer_id AS id FROM cart WHERE partner_id = $1 AND id = $2",
        values![scope.tenant().0, cart],
    )
}

/// Writes status and cycle; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn save(tx: &mut Tx<'_>, scope: TenantScope, o: &Order) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE sales_order SET status = $4, cycle = $5, version = version + 1
         WHERE id = $1 AND partner_id = $2 AND version = $3",
        values![o.id, scope.tenant().0, o.version, &o.status, &o.cycle],
    )?;
    Ok(touched == 1)
}

row! {
    /// A cart.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Cart {
        /// Its id.
        pub id: Uuid,
        /// For whom.
        pub customer_id: Uuid,
        /// The lines, JSON.
        pub lines: String,
        /// The orders it became, JSON; none before.
        pub orders: Option<String>,
        /// Sign-in name of who changed it last.
        pub changed_by: String,
        /// When it was made.
        pub created_at: Instant,
        /// When it was changed last.
        pub changed_at: Instant,
        /// From when it can no longer be ordered.
        pub expires_at: Instant,
        /// Optimistic lock.
        pub version: i64,
    }
}

/// Adds a cart.
///
/// # Errors
/// [`DbError`].
pub fn add_cart(tx: &mut Tx<'_>, scope: TenantScope, c: &Cart) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO cart (id, partner_id, customer_id, lines, orders, changed_by, created_at,
            changed_at, expires_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        values![
            c.id,
            scope.tenant().0,
            c.customer_id,
            &c.lines,
            c.orders.clone(),
            &c.changed_by,
            c.created_at,
            c.changed_at,
            c.expires_at,
            c.version
        ],
    )
    .map(drop)
}

/// A cart of the partner for a customer.
///
/// # Errors
/// [`DbError`].
pub fn cart(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    customer: Uuid,
    id: Uuid,
) -> Result<Option<Cart>, DbError> {
    tx.query_opt(
        "SELECT id, customer_id, lines, orders, changed_by, created_at, changed_at, expires_at,
            version
         FROM cart WHERE id = $1 AND customer_id = $2 AND partner_id = $3",
        values![id, customer, scope.tenant().0],
    )
}

/// Writes a cart; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn save_cart(tx: &mut Tx<'_>, scope: TenantScope, c: &Cart) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE cart SET lines = $4, orders = $5, changed_by = $6, changed_at = $7,
            version = version + 1
         WHERE id = $1 AND partner_id = $2 AND version = $3",
        values![
            c.id,
            scope.tenant().0,
            c.version,
            &c.lines,
            c.orders.clone(),
            &c.changed_by,
            c.changed_at
        ],
    )?;
    Ok(touched == 1)
}

/// Forgets carts that ran out before a moment, at most `limit` at a time.
///
/// # Errors
/// [`DbError`].
pub fn forget_carts(tx: &mut Tx<'_>, before: Instant, limit: u32) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM cart WHERE id IN
         (SELECT id FROM cart WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        values![before, limit],
    )
}
