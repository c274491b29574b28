//! Licences: units of subscriptions that are one person's each.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::TenantScope;
use domain::permission::centre::CustomerScope;
use uuid::Uuid;

row! {
    /// A person's licence.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Licence {
        /// Of which subscription.
        pub subscription_id: Uuid,
        /// Whose.
        pub account_id: Uuid,
        /// Since when.
        pub assigned_at: Instant,
    }
}

/// A person's licences.
///
/// # Errors
/// [`DbError`].
pub fn of_user(
    tx: &mut Tx<'_>,
    scope: CustomerScope,
    account: Uuid,
) -> Result<Vec<Licence>, DbError> {
    tx.query(
        "SELECT subscription_id, account_id, assigned_at FROM licence
         WHERE account_id = $2 AND customer_id = $1 ORDER BY assigned_at, subscription_id",
        values![scope.customer().0, account],
    )
}

/// Everybody's licences.
///
/// # Errors
/// [`DbError`].
pub fn of_customer(tx: &mut Tx<'_>, scope: CustomerScope) -> Result<Vec<Licence>, DbError> {
    tx.query(
        "SELECT l.subscription_id, l.account_id, l.assigned_at
         FROM subscription s JOIN licence l ON l.subscription_id = s.id
         WHERE s.customer_id = $1 ORDER BY l.subscription_id, l.assigned_at, l.account_id",
        values![scope.customer().0],
    )
}

/// The licences of those whose sign-in names lie between two, both included: of a page of people in
/// the order of these names.
///
/// # Errors
/// [`DbError`].
pub fn of_page(
    tx: &mut Tx<'_>,
    scope: CustomerScope,
    first: &str,
    last: &str,
) -> Result<Vec<Licence>, DbError> {
    tx.query(
        "SELECT l.subscription_id, l.account_id, l.assigned_at
         FROM account a JOIN licence l ON l.account_id = a.id
         WHERE a.tenant_id = $1 AND a.sign_in_name >= $2 AND a.sign_in_name <= $3
         ORDER BY l.account_id, l.assigned_at, l.subscription_id",
        values![scope.customer().0, first, last],
    )
}

/// How many units of a subscription are somebody's.
///
/// # Errors
/// [`DbError`].
pub fn assigned(tx: &mut Tx<'_>, seller: TenantScope, subscription: Uuid) -> Result<u32, DbError> {
    let n: i64 = tx.query_one(
        "SELECT assigned AS n FROM subscription WHERE id = $1 AND partner_id = $2",
        values![subscription, seller.tenant().0],
    )?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Gives a unit to a person; false when there is none left or it does not run. The row of the
/// subscription is what two at once wait for.
///
/// # Errors
/// [`DbError::Unique`] when the person has one.
pub fn give(
    tx: &mut Tx<'_>,
    scope: CustomerScope,
    subscription: Uuid,
    account: Uuid,
    now: Instant,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE subscription SET assigned = assigned + 1
         WHERE id = $1 AND customer_id = $2 AND status = 'active' AND assigned < quantity",
        values![subscription, scope.customer().0],
    )?;
    if touched == 0 {
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO licence (subscription_id, account_id, customer_id, assigned_at)
         VALUES ($1, $2, $3, $4)",
        values![subscription, account, scope.customer().0, now],
    )?;
    Ok(true)
}

/// Takes a person's unit back; false when there was none.
///
/// # Errors
/// [`DbError`].
pub fn take_back(
    tx: &mut Tx<'_>,
    scope: CustomerScope,
    subscription: Uuid,
    account: Uuid,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "DELETE FROM licence WHERE account_id = $1 AND subscription_id = $2 AND customer_id = $3",
        values![account, subscription, scope.customer().0],
    )?;
    if touched == 0 {
        return Ok(false);
    }
    tx.execute(
        "UPDATE subscription SET assigned = assigned - 1 WHERE id = $1",
        values![subscription],
    )?;
    Ok(true)
}

/// Takes back everything a person of a company has; how many there were.
///
/// # Errors
/// [`DbError`].
pub fn free_user(tx: &mut Tx<'_>, own: TenantScope, account: Uuid) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE subscription SET assigned = assigned - 1
         WHERE id IN (SELECT subscription_id FROM licence WHERE account_id = $1 AND customer_id = $2)",
        values![account, own.tenant().0],
    )?;
    tx.execute(
        "DELETE FROM licence WHERE account_id = $1 AND customer_id = $2",
        values![account, own.tenant().0],
    )
}

/// Takes back every unit of a subscription a partner sold, and says whose they were.
///
/// # Errors
/// [`DbError`].
pub fn free_subscription(
    tx: &mut Tx<'_>,
    seller: TenantScope,
    subscription: Uuid,
) -> Result<Vec<Uuid>, DbError> {
    let holders: Vec<Uuid> = tx.query(
        "SELECT l.account_id AS id FROM licence l JOIN subscription s ON s.id = l.subscription_id
         WHERE l.subscription_id = $1 AND s.partner_id = $2 ORDER BY l.assigned_at, l.account_id",
        values![subscription, seller.tenant().0],
    )?;
    if holders.is_empty() {
        return Ok(holders);
    }
    tx.execute(
        "DELETE FROM licence WHERE subscription_id = $1",
        values![subscription],
    )?;
    tx.execute(
        "UPDATE subscription SET assigned = 0 WHERE id = $1",
        values![subscription],
    )?;
    Ok(holders)
}

/// Gives units of a subscription that takes the place of another one to those who had units of that.
///
/// # Errors
/// [`DbError`].
pub fn hand_over(
    tx: &mut Tx<'_>,
    seller: TenantScope,
    subscription: Uuid,
    holders: &[Uuid],
    now: Instant,
) -> Result<(), DbError> {
    if holders.is_empty() {
        return Ok(());
    }
    for account in holders {
        tx.execute(
            "INSERT INTO licence (subscription_id, account_id, customer_id, assigned_at)
             SELECT id, $2, customer_id, $3 FROM subscription WHERE id = $1 AND partner_id = $4",
            values![subscription, *account, now, seller.tenant().0],
        )?;
    }
    let count = i64::try_from(holders.len()).unwrap_or(i64::MAX);
    tx.execute(
        "UPDATE subscription SET assigned = $2 WHERE id = $1 AND partner_id = $3",
        values![subscription, count, seller.tenant().0],
    )
    .map(drop)
}
