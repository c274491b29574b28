//! Tags a partner sorts its customers by.

use crate::customers::SOLD_AT_ONCE;
use crate::{DbError, Tx, Value, row, values};
use domain::effects::Instant;
use domain::permission::TenantScope;
use uuid::Uuid;

row! {
    /// A tag.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Tag {
        /// Its id.
        pub id: Uuid,
        /// What it is called.
        pub name: String,
        /// Its number among the partner's.
        pub slot: i64,
        /// Optimistic lock.
        pub version: i64,
    }
}

/// The partner's tags, by name.
///
/// # Errors
/// [`DbError`].
pub fn all(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Tag>, DbError> {
    tx.query(
        "SELECT id, name, slot, version FROM customer_tag WHERE partner_id = $1 ORDER BY name_key",
        values![scope.tenant().0],
    )
}

/// One of the partner's tags.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid) -> Result<Option<Tag>, DbError> {
    tx.query_opt(
        "SELECT id, name, slot, version FROM customer_tag WHERE partner_id = $1 AND id = $2",
        values![scope.tenant().0, id],
    )
}

row! {
    /// How many customers have a tag.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Used {
        /// The tag.
        pub tag_id: Uuid,
        /// Customers.
        pub customers: i64,
    }
}

/// How many of the partner's customers have each tag, former ones left out; a tag nobody has is not
/// in the answer.
///
/// # Errors
/// [`DbError`].
pub fn used(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Used>, DbError> {
    tx.query(
        "SELECT g.tag_id, COUNT(*) AS customers FROM customer_tag t
         JOIN customer_tagged g ON g.tag_id = t.id
         JOIN customer_relation r ON r.partner_id = g.partner_id AND r.customer_id = g.customer_id
         WHERE t.partner_id = $1 AND r.ended_at IS NULL GROUP BY g.tag_id",
        values![scope.tenant().0],
    )
}

/// Adds a tag.
///
/// # Errors
/// [`DbError::Unique`] when the partner has one of that name, or another took its number.
pub fn add(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    tag: &Tag,
    name_key: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO customer_tag (id, partner_id, name, name_key, slot, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        values![
            tag.id,
            scope.tenant().0,
            &tag.name,
            name_key,
            tag.slot,
            now,
            tag.version
        ],
    )
    .map(drop)
}

/// Calls a tag something else; false when somebody was faster.
///
/// # Errors
/// [`DbError::Unique`] when the partner has another one of that name.
pub fn rename(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    tag: &Tag,
    name_key: &str,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE customer_tag SET name = $4, name_key = $5, version = version + 1
         WHERE partner_id = $1 AND id = $2 AND version = $3",
        values![scope.tenant().0, tag.id, tag.version, &tag.name, name_key],
    )?;
    Ok(touched == 1)
}

/// Removes a tag from the customers that have it, and then itself; how many customers had it.
///
/// # Errors
/// [`DbError`].
pub fn remove(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid) -> Result<u64, DbError> {
    let had = tx.execute(
        "DELETE FROM customer_tagged WHERE tag_id = $2 AND partner_id = $1",
        values![scope.tenant().0, id],
    )?;
    tx.execute(
        "DELETE FROM customer_tag WHERE partner_id = $1 AND id = $2",
        values![scope.tenant().0, id],
    )?;
    Ok(had)
}

row! {
    /// A tag that a customer has.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Tagged {
        /// The customer.
        pub customer_id: Uuid,
        /// The tag.
        pub tag_id: Uuid,
        /// What it is called.
        pub name: String,
        /// Its number among the customer's.
        pub slot: i64,
    }
}

/// The tags of one customer, by name.
///
/// # Errors
/// [`DbError`].
pub fn of_customer(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    customer: Uuid,
) -> Result<Vec<Tagged>, DbError> {
    tx.query(
        "SELECT g.customer_id, g.tag_id, t.name, g.slot FROM customer_tagged g
         JOIN customer_tag t ON t.id = g.tag_id
         WHERE g.partner_id = $1 AND g.customer_id = $2 ORDER BY t.name_key",
        values![scope.tenant().0, customer],
    )
}

/// The tags of a few customers, at most [`SOLD_AT_ONCE`], by name.
///
/// # Errors
/// [`DbError`].
pub fn of_customers(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    customers: &[Uuid],
) -> Result<Vec<Tagged>, DbError> {
    let mut values: Vec<Value> = values![scope.tenant().0].to_vec();
    // What is asked about fewer is asked about nobody besides.
    let nobody = std::iter::repeat(Uuid::nil());
    let asked = customers.iter().copied().chain(nobody).take(SOLD_AT_ONCE);
    values.extend(asked.map(Value::from));
    tx.query(
        "SELECT g.customer_id, g.tag_id, t.name, g.slot FROM customer_tagged g
         JOIN customer_tag t ON t.id = g.tag_id
         WHERE g.partner_id = $1
           AND g.customer_id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
             $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)
         ORDER BY t.name_key",
        values.as_slice(),
    )
}

/// Gives a customer a tag.
///
/// # Errors
/// [`DbError::Unique`] when it has the tag, or another took the number.
pub fn tag(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    customer: Uuid,
    name_key: &str,
    tag: Uuid,
    slot: i64,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO customer_tagged (tag_id, customer_id, partner_id, name_key, slot)
         VALUES ($1, $2, $3, $4, $5)",
        values![tag, customer, scope.tenant().0, name_key, slot],
    )
    .map(drop)
}

/// Takes a tag from a customer.
///
/// # Errors
/// [`DbError`].
pub fn untag(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    customer: Uuid,
    tag: Uuid,
) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM customer_tagged WHERE partner_id = $1 AND customer_id = $2 AND tag_id = $3",
        values![scope.tenant().0, customer, tag],
    )
    .map(drop)
}
