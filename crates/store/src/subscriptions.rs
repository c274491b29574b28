//! Subscriptions of a partner's customers, what happened to them, and what they cost together.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// A subscription. Days are ISO; an end is the first day after.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Subscription {
        /// The id partners see.
        pub id: Uuid,
        /// The id billing systems use.
        pub platform_id: Uuid,
        /// Whose it is.
        pub customer_id: Uuid,
        /// The order it came from.
        pub order_id: Uuid,
        /// Its line in the order.
        pub line_number: u32,
        /// What it is of.
        pub offer_id: Uuid,
        /// The base, for add-ons.
        pub parent_id: Option<Uuid>,
        /// What the partner calls it.
        pub friendly_name: String,
        /// Units.
        pub quantity: u32,
        /// `pending`, `active`, `suspended`, `cancelled`, `expired`, `deleted`.
        pub status: String,
        /// `partner`, `operator`, `parent`, while it is suspended.
        pub suspended_by: Option<String>,
        /// Day of the suspension.
        pub suspended_on: Option<String>,
        /// Day the data is deleted.
        pub delete_on: Option<String>,
        /// Whether the term begins anew at its end.
        pub auto_renew: bool,
        /// `monthly`, `annual`, `none`.
        pub cycle: String,
        /// For one unit and one month, minor units.
        pub unit_price: i64,
        /// The special price it was sold at; none at the list's.
        pub special_price_id: Option<Uuid>,
        /// Free of charge, for a while.
        pub is_trial: bool,
        /// The trial it was converted from.
        pub trial_offer_id: Option<Uuid>,
        /// Day of the order.
        pub ordered_on: String,
        /// First day.
        pub starts_on: String,
        /// First day after the term.
        pub ends_on: String,
        /// When it was ordered.
        pub created_at: Instant,
        /// When the calendar next does something to it.
        pub next_at: Option<Instant>,
        /// Optimistic lock.
        pub version: i64,
    }
}

macro_rules! subscriptions {
    ($rest:literal) => {
        concat!(
            "SELECT id, platform_id, customer_id, order_id, line_number, offer_id, parent_id,
                friendly_name, quantity, status, suspended_by, suspended_on, delete_on, auto_renew,
                cycle, unit_price, special_price_id, is_trial, trial_offer_id, ordered_on, starts_on,
                ends_on, created_at, next_at, version
             FROM subscription ",
            $rest
        )
    };
}

/// Adds a subscription.
///
/// # Errors
/// [`DbError`].
pub fn add(tx: &mut Tx<'_>, scope: TenantScope, s: &Subscription) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO subscription (id, platform_id, partner_id, customer_id, order_id, line_number,
            offer_id, parent_id, friendly_name, quantity, status, auto_renew, cycle, unit_price,
            is_trial, trial_offer_id, ordered_on, starts_on, ends_on, created_at, next_at, version,
            special_price_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, $20, $21, $22, $23)",
        values![
            s.id,
            s.platform_id,
            scope.tenant().0,
            s.customer_id,
            s.order_id,
            s.line_number,
            s.offer_id,
            s.parent_id,
            &s.friendly_name,
            s.quantity,
            &s.status,
            s.auto_renew,
            &s.cycle,
            s.unit_price,
            s.is_trial,
            s.trial_offer_id,
            &s.ordered_on,
            &s.starts_on,
            &s.ends_on,
            s.created_at,
            s.next_at,
            s.version,
            s.special_price_id
        ],
    )
    .map(drop)
}

/// A subscription the partner sold.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid) -> Result<Option<Subscription>, DbError> {
    tx.query_opt(
        subscriptions!("WHERE id = $1 AND partner_id = $2"),
        values![id, scope.tenant().0],
    )
}

/// What the partner sold to a customer, in the order of purchase.
///
/// # Errors
/// [`DbError`].
pub fn of_customer(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    customer: Uuid,
    limit: u32,
) -> Result<Vec<Subscription>, DbError> {
    tx.query(
        subscriptions!(
            "WHERE customer_id = $1 AND partner_id = $2 ORDER BY created_at, id LIMIT $3"
        ),
        values![customer, scope.tenant().0, limit],
    )
}

/// The subscriptions of an order, by line.
///
/// # Errors
/// [`DbError`].
pub fn of_order(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    order: Uuid,
) -> Result<Vec<Subscription>, DbError> {
    tx.query(
        subscriptions!("WHERE order_id = $1 AND partner_id = $2 ORDER BY line_number"),
        values![order, scope.tenant().0],
    )
}

/// The add-ons of a base.
///
/// # Errors
/// [`DbError`].
pub fn add_ons(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    base: Uuid,
) -> Result<Vec<Subscription>, DbError> {
    tx.query(
        subscriptions!("WHERE parent_id = $1 AND partner_id = $2 ORDER BY created_at, id"),
        values![base, scope.tenant().0],
    )
}

/// Writes what can change; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn save(tx: &mut Tx<'_>, scope: TenantScope, s: &Subscription) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE subscription SET offer_id = $4, friendly_name = $5, quantity = $6, status = $7,
            suspended_by = $8, suspended_on = $9, delete_on = $10, auto_renew = $11, cycle = $12,
            unit_price = $13, is_trial = $14, trial_offer_id = $15, starts_on = $16, ends_on = $17,
            next_at = $18, special_price_id = $19, version = version + 1
         WHERE id = $1 AND partner_id = $2 AND version = $3",
        values![
            s.id,
            scope.tenant().0,
            s.version,
            s.offer_id,
            &s.friendly_name,
            s.quantity,
            &s.status,
            s.suspended_by.clone(),
            s.suspended_on.clone(),
            s.delete_on.clone(),
            s.auto_renew,
            &s.cycle,
            s.unit_price,
            s.is_trial,
            s.trial_offer_id,
            &s.starts_on,
            &s.ends_on,
            s.next_at,
            s.special_price_id
        ],
    )?;
    Ok(touched == 1)
}

row! {
    /// Something that happened to a subscription and counts for a bill: how it was afterwards.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Fact {
        /// The subscription's version afterwards.
        pub version: i64,
        /// When it was written down.
        pub at: Instant,
        /// The local day from which it counts, ISO.
        pub day: String,
        /// What happened.
        pub what: String,
        /// Status afterwards.
        pub status: String,
        /// Billing cycle afterwards.
        pub cycle: String,
        /// Offer afterwards.
        pub offer_id: Uuid,
        /// Units afterwards.
        pub quantity: u32,
        /// Price afterwards, minor units for one unit and one month.
        pub unit_price: i64,
        /// The special price it came from; none from the list.
        pub special_price_id: Option<Uuid>,
        /// End of the term afterwards.
        pub ends_on: String,
    }
}

/// What happened to a subscription the partner sold, newest first.
///
/// # Errors
/// [`DbError`].
pub fn facts(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    subscription: Uuid,
    limit: u32,
) -> Result<Vec<Fact>, DbError> {
    tx.query(
        "SELECT f.version, f.at, f.day, f.what, f.status, f.cycle, f.offer_id, f.quantity,
            f.unit_price, f.special_price_id, f.ends_on
         FROM subscription_fact f JOIN subscription s ON s.id = f.subscription_id
         WHERE f.subscription_id = $1 AND s.partner_id = $2
         ORDER BY f.version DESC LIMIT $3",
        values![subscription, scope.tenant().0, limit],
    )
}

/// Keeps what happened.
///
/// # Errors
/// [`DbError`].
pub fn add_fact(tx: &mut Tx<'_>, subscription: Uuid, f: &Fact) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO subscription_fact (subscription_id, version, at, day, what, status, cycle,
            offer_id, quantity, unit_price, special_price_id, ends_on)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        values![
            subscription,
            f.version,
            f.at,
            &f.day,
            &f.what,
            &f.status,
            &f.cycle,
            f.offer_id,
            f.quantity,
            f.unit_price,
            f.special_price_id,
            &f.ends_on
        ],
    )
    .map(drop)
}

/// Adds to what a partner's running subscriptions ask for in advance, minor units, and gives the
/// sum.
///
/// # Errors
/// [`DbError`].
pub fn commit(tx: &mut Tx<'_>, scope: TenantScope, change: i64) -> Result<i64, DbError> {
    tx.query_one(
        "INSERT INTO partner_commitment (partner_id, advance) VALUES ($1, $2)
         ON CONFLICT (partner_id) DO UPDATE SET advance = partner_commitment.advance + $2
         RETURNING advance AS n",
        values![scope.tenant().0, change],
    )
}

row! {
    /// A subscription the calendar does something to.
    #[derive(Debug, Clone)]
    pub struct Due {
        /// The subscription.
        pub id: Uuid,
        /// Who sold it.
        pub partner_id: Uuid,
        /// When it was due.
        pub next_at: Instant,
    }
}

/// What is due at a moment, a page after the last one seen.
///
/// # Errors
/// [`DbError`].
pub fn due(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    now: Instant,
    after: Option<&Due>,
    limit: u32,
) -> Result<Vec<Due>, DbError> {
    let (at, id) = after.map_or((Instant(i64::MIN), Uuid::nil()), |d| (d.next_at, d.id));
    tx.query(
        "SELECT id, partner_id, next_at FROM subscription
         WHERE next_at IS NOT NULL AND next_at <= $1 AND (next_at > $2 OR (next_at = $2 AND id > $3))
         ORDER BY next_at, id LIMIT $4",
        values![now, at, id, limit],
    )
}

/// What is due for one partner at a moment.
///
/// # Errors
/// [`DbError`].
pub fn due_of(tx: &mut Tx<'_>, scope: TenantScope, now: Instant) -> Result<Vec<Due>, DbError> {
    tx.query(
        "SELECT id, partner_id, next_at FROM subscription
         WHERE partner_id = $1 AND next_at IS NOT NULL AND next_at <= $2 ORDER BY next_at, id",
        values![scope.tenant().0, now],
    )
}
