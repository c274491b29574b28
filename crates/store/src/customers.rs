//! Customers of one partner. A customer the partner has no living relationship with does not exist
//! for it.

use crate::{DbError, Tx, Value, row, values};
use domain::effects::Instant;
use domain::permission::TenantScope;
use domain::permission::centre::CustomerScope;
use std::collections::HashMap;
use uuid::Uuid;

row! {
    /// A customer with its profile.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Customer {
        /// Its tenant.
        pub id: Uuid,
        /// The id billing systems use.
        pub commerce_id: Uuid,
        /// The id of its billing profile.
        pub profile_id: Uuid,
        /// Legal name.
        pub company_name: String,
        /// Its first domain.
        pub domain: String,
        /// Unified social credit code, where it is known.
        pub credit_code: Option<String>,
        /// `none`, `education`, `government`, `non-profit`.
        pub qualification: String,
        /// Whether it belongs to an integration sandbox.
        pub sandbox: bool,
        /// Contact.
        pub family_name: String,
        /// Contact.
        pub given_name: String,
        /// Contact.
        pub email: String,
        /// Contact, E.164; empty when not known.
        pub phone: String,
        /// Language tag as it was given.
        pub language: String,
        /// Culture such as `zh-CN`, as it was given.
        pub culture: String,
        /// ISO 3166-1 alpha-2.
        pub country: String,
        /// ISO code within the country.
        pub province: String,
        /// City.
        pub city: String,
        /// District; may be empty.
        pub district: String,
        /// First line of the address.
        pub address1: String,
        /// Second line; may be empty.
        pub address2: String,
        /// Postal code.
        pub postal_code: String,
        /// When it was made.
        pub created_at: Instant,
        /// Optimistic lock.
        pub version: i64,
        /// Whether the partner may administer on its behalf.
        pub delegated: bool,
        /// Since when the partner sells to it.
        pub since: Instant,
    }
}

/// Adds a customer whose tenant exists, with the partner's relationship.
///
/// # Errors
/// [`DbError::Unique`] when another customer has the credit code.
pub fn add(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    c: &Customer,
    name_key: &str,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO customer (id, commerce_id, profile_id, company_name, domain, credit_code,
            qualification, sandbox, family_name, given_name, email, phone, language, culture,
            country, province, city, district, address1, address2, postal_code, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, $20, $21, $22, $23)",
        values![
            c.id,
            c.commerce_id,
            c.profile_id,
            &c.company_name,
            &c.domain,
            c.credit_code.clone(),
            &c.qualification,
            c.sandbox,
            &c.family_name,
            &c.given_name,
            &c.email,
            &c.phone,
            &c.language,
            &c.culture,
            &c.country,
            &c.province,
            &c.city,
            &c.district,
            &c.address1,
            &c.address2,
            &c.postal_code,
            c.created_at,
            c.version
        ],
    )?;
    tx.execute(
        "INSERT INTO customer_relation (partner_id, customer_id, kind, delegated, name_key, domain,
            since) VALUES ($1, $2, 'reseller', $3, $4, $5, $6)",
        values![
            scope.tenant().0,
            c.id,
            c.delegated,
            name_key,
            &c.domain,
            c.since
        ],
    )
    .map(drop)
}

macro_rules! customer {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.commerce_id, c.profile_id, c.company_name, c.domain, c.credit_code,
                c.qualification, c.sandbox, c.family_name, c.given_name, c.email, c.phone,
                c.language, c.culture, c.country, c.province, c.city, c.district, c.address1,
                c.address2, c.postal_code, c.created_at, c.version, r.delegated, r.since
             FROM customer_relation r JOIN customer c ON c.id = r.customer_id ",
            $rest
        )
    };
}

/// One customer.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid) -> Result<Option<Customer>, DbError> {
    tx.query_opt(
        customer!("WHERE r.partner_id = $1 AND r.customer_id = $2 AND r.ended_at IS NULL"),
        values![scope.tenant().0, id],
    )
}

/// The customer as its own people see it: no partner's relationship is part of it.
///
/// # Errors
/// [`DbError`].
pub fn own(tx: &mut Tx<'_>, scope: CustomerScope) -> Result<Option<Customer>, DbError> {
    tx.query_opt(
        "SELECT id, commerce_id, profile_id, company_name, domain, credit_code, qualification,
            sandbox, family_name, given_name, email, phone, language, culture, country, province,
            city, district, address1, address2, postal_code, created_at, version,
            FALSE AS delegated, created_at AS since
         FROM customer WHERE id = $1 AND deleted_at IS NULL",
        values![scope.customer().0],
    )
}

/// The name of a customer the partner has or has had.
///
/// # Errors
/// [`DbError`].
pub fn name_of(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid) -> Result<Option<String>, DbError> {
    tx.query_opt(
        "SELECT c.company_name AS t FROM customer_relation r JOIN customer c ON c.id = r.customer_id
         WHERE r.partner_id = $1 AND r.customer_id = $2",
        values![scope.tenant().0, id],
    )
}

/// What a page of a list is bounded by.
#[derive(Debug, Clone, Default)]
pub struct Window {
    /// The first key that is wanted.
    pub from: String,
    /// The first key that is no longer wanted.
    pub until: String,
    /// Key and customer the page before ended with; empty and nil before the first.
    pub after: (String, Uuid),
}

row! {
    /// A customer as lists show it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Named {
        /// Its tenant.
        pub id: Uuid,
        /// Legal name.
        pub company_name: String,
        /// Its first domain.
        pub domain: String,
        /// Since when the partner sells to it.
        pub since: Instant,
        /// Whether the partner may act in its name.
        pub delegated: bool,
    }
}

impl From<Customer> for Named {
    fn from(customer: Customer) -> Self {
        Self {
            id: customer.id,
            company_name: customer.company_name,
            domain: customer.domain,
            since: customer.since,
            delegated: customer.delegated,
        }
    }
}

macro_rules! named {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.company_name, c.domain, r.since, r.delegated
             FROM customer_relation r JOIN customer c ON c.id = r.customer_id ",
            $rest
        )
    };
}

/// A page of the customers in the order of their names.
///
/// # Errors
/// [`DbError`].
pub fn by_name(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    window: &Window,
    limit: u32,
) -> Result<Vec<Named>, DbError> {
    tx.query(
        named!(
            "WHERE r.partner_id = $1 AND r.ended_at IS NULL AND r.name_key >= $2
               AND r.name_key < $3 AND (r.name_key, r.customer_id) > ($4, $5)
             ORDER BY r.name_key, r.customer_id LIMIT $6"
        ),
        bounds(scope, window, limit).as_slice(),
    )
}

/// A page of the customers in the order of their domains.
///
/// # Errors
/// [`DbError`].
pub fn by_domain(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    window: &Window,
    limit: u32,
) -> Result<Vec<Named>, DbError> {
    tx.query(
        named!(
            "WHERE r.partner_id = $1 AND r.ended_at IS NULL AND r.domain >= $2
               AND r.domain < $3 AND (r.domain, r.customer_id) > ($4, $5)
             ORDER BY r.domain, r.customer_id LIMIT $6"
        ),
        bounds(scope, window, limit).as_slice(),
    )
}

/// A page of the customers with a tag, in the order of their names.
///
/// # Errors
/// [`DbError`].
pub fn tagged_by_name(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    tag: Uuid,
    window: &Window,
    limit: u32,
) -> Result<Vec<Named>, DbError> {
    let mut values = bounds(scope, window, limit);
    values.push(tag.into());
    tx.query(
        "SELECT g.customer_id AS id, c.company_name, c.domain, r.since, r.delegated FROM customer_tagged g
         JOIN customer_relation r ON r.partner_id = g.partner_id AND r.customer_id = g.customer_id
         JOIN customer c ON c.id = g.customer_id
         WHERE g.tag_id = $7 AND g.partner_id = $1 AND r.ended_at IS NULL AND g.name_key >= $2
           AND g.name_key < $3 AND (g.name_key, g.customer_id) > ($4, $5)
         ORDER BY g.name_key, g.customer_id LIMIT $6",
        values.as_slice(),
    )
}

/// A page of the customers with a tag, in the order of their domains.
///
/// # Errors
/// [`DbError`].
pub fn tagged_by_domain(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    tag: Uuid,
    window: &Window,
    limit: u32,
) -> Result<Vec<Named>, DbError> {
    let mut values = bounds(scope, window, limit);
    values.push(tag.into());
    tx.query(
        named!(
            "WHERE r.partner_id = $1 AND r.domain >= $2 AND r.domain < $3
               AND r.ended_at IS NULL AND (r.domain, r.customer_id) > ($4, $5)
               AND EXISTS (SELECT 1 FROM customer_tagged g
                 WHERE g.tag_id = $7 AND g.customer_id = r.customer_id)
             ORDER BY r.domain, r.customer_id LIMIT $6"
        ),
        values.as_slice(),
    )
}

/// The customer of the partner with a whole domain.
///
/// # Errors
/// [`DbError`].
pub fn id_by_domain(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    domain: &str,
) -> Result<Option<Uuid>, DbError> {
    tx.query_opt(
        "SELECT customer_id AS id FROM customer_relation
         WHERE partner_id = $1 AND domain = $2 AND ended_at IS NULL",
        values![scope.tenant().0, domain],
    )
}

/// The account among a customer's that never had a password: the first administrator
/// of one that came from a file.
///
/// # Errors
/// [`DbError`].
pub fn without_password(tx: &mut Tx<'_>, customer: Uuid) -> Result<Option<Uuid>, DbError> {
    tx.query_opt(
        "SELECT id FROM account WHERE tenant_id = $1 AND password_hash = '' AND status = 'invited'",
        values![customer],
    )
}

/// Gives such an account its first password; false when it has one.
///
/// # Errors
/// [`DbError`].
pub fn give_password(
    tx: &mut Tx<'_>,
    account: Uuid,
    hash: &str,
    until: Instant,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE account SET password_hash = $2, temporary_until = $3, version = version + 1
         WHERE id = $1 AND password_hash = ''",
        values![account, hash, until],
    )?;
    Ok(touched == 1)
}

fn bounds(scope: TenantScope, window: &Window, limit: u32) -> Vec<Value> {
    let (key, id) = &window.after;
    // A page begins where the one before ended, not where the list does.
    let from = key.max(&window.from);
    values![scope.tenant().0, from, &window.until, key, *id, limit].to_vec()
}

/// Most customers [`sold`] is asked about at once.
pub const SOLD_AT_ONCE: usize = 25;

/// What a partner sold to a customer that has not ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sold {
    /// Subscriptions.
    pub subscriptions: i64,
    /// Their units.
    pub units: i64,
}

/// What was sold to each of a few customers, at most [`SOLD_AT_ONCE`]; those without anything are
/// not in the answer. They are added up here: to group them in the database takes twice as long as to
/// read them.
///
/// # Errors
/// [`DbError`].
pub fn sold(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    customers: &[Uuid],
) -> Result<HashMap<Uuid, Sold>, DbError> {
    let mut values: Vec<Value> = values![scope.tenant().0].to_vec();
    // What is asked about fewer is asked about nobody besides.
    let nobody = std::iter::repeat(Uuid::nil());
    let asked = customers.iter().copied().chain(nobody).take(SOLD_AT_ONCE);
    values.extend(asked.map(Value::from));
    let mut sold: HashMap<Uuid, Sold> = HashMap::new();
    tx.for_each(
        "SELECT customer_id, status, quantity FROM subscription
         WHERE partner_id = $1
           AND customer_id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
             $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)",
        values.as_slice(),
        &mut |row| {
            if matches!(row.text("status")?, "pending" | "active" | "suspended") {
                let of = sold.entry(row.get("customer_id")?).or_default();
                of.subscriptions += 1;
                of.units = of.units.saturating_add(row.get("quantity")?);
            }
            Ok(())
        },
    )?;
    Ok(sold)
}

/// Whether a customer that is not a sandbox's has a credit code.
///
/// # Errors
/// [`DbError`].
pub fn is_known(tx: &mut Tx<'_>, credit_code: &str) -> Result<bool, DbError> {
    let found: Option<Uuid> = tx.query_opt(
        "SELECT id FROM customer
         WHERE credit_code = $1 AND deleted_at IS NULL AND sandbox = FALSE",
        values![credit_code],
    )?;
    Ok(found.is_some())
}

/// How many customers a sandbox holds, at most `limit`.
///
/// # Errors
/// [`DbError`].
pub fn count_up_to(tx: &mut Tx<'_>, scope: TenantScope, limit: u32) -> Result<u32, DbError> {
    let n: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM (SELECT 1 FROM customer_relation
         WHERE partner_id = $1 AND ended_at IS NULL LIMIT $2) counted",
        values![scope.tenant().0, limit],
    )?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// The customers a partner sells to.
///
/// # Errors
/// [`DbError`].
pub fn ids(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT customer_id AS id FROM customer_relation
         WHERE partner_id = $1 AND ended_at IS NULL ORDER BY since, customer_id",
        values![scope.tenant().0],
    )
}

/// Writes a profile; false when somebody was faster. Whoever sells to the customer finds it under
/// its new name.
///
/// # Errors
/// [`DbError`].
pub fn save_profile(tx: &mut Tx<'_>, c: &Customer, name_key: &str) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE customer SET company_name = $3, family_name = $4, given_name = $5, email = $6,
            phone = $7, language = $8, culture = $9, country = $10, province = $11, city = $12,
            district = $13, address1 = $14, address2 = $15, postal_code = $16, version = version + 1
         WHERE id = $1 AND version = $2 AND deleted_at IS NULL",
        values![
            c.id,
            c.version,
            &c.company_name,
            &c.family_name,
            &c.given_name,
            &c.email,
            &c.phone,
            &c.language,
            &c.culture,
            &c.country,
            &c.province,
            &c.city,
            &c.district,
            &c.address1,
            &c.address2,
            &c.postal_code
        ],
    )?;
    if touched == 0 {
        return Ok(false);
    }
    tx.execute(
        "UPDATE tenant SET name = $2 WHERE id = $1",
        values![c.id, &c.company_name],
    )?;
    tx.execute(
        "UPDATE customer_relation SET name_key = $2 WHERE customer_id = $1",
        values![c.id, name_key],
    )?;
    tx.execute(
        "UPDATE customer_tagged SET name_key = $2 WHERE customer_id = $1",
        values![c.id, name_key],
    )?;
    Ok(true)
}

/// Ends the partner's relationship; false when there is none.
///
/// # Errors
/// [`DbError`].
pub fn end_relationship(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    id: Uuid,
    now: Instant,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE customer_relation SET ended_at = $3, delegated = FALSE
         WHERE partner_id = $1 AND customer_id = $2 AND ended_at IS NULL",
        values![scope.tenant().0, id, now],
    )?;
    Ok(touched == 1)
}

/// Takes delegated administration from the partner; false when there is no relationship.
///
/// # Errors
/// [`DbError`].
pub fn remove_delegation(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE customer_relation SET delegated = FALSE
         WHERE partner_id = $1 AND customer_id = $2 AND ended_at IS NULL",
        values![scope.tenant().0, id],
    )?;
    Ok(touched == 1)
}

/// Deletes a customer of a sandbox: nobody sells to it, nobody signs in, its domain is free again.
///
/// # Errors
/// [`DbError`].
pub fn delete(tx: &mut Tx<'_>, id: Uuid, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE customer SET deleted_at = $2, version = version + 1 WHERE id = $1",
        values![id, now],
    )?;
    tx.execute(
        "UPDATE customer_relation SET ended_at = $2 WHERE customer_id = $1 AND ended_at IS NULL",
        values![id, now],
    )?;
    tx.execute(
        "UPDATE tenant SET domain = $2 WHERE id = $1",
        values![id, format!("deleted-{id}")],
    )?;
    // The names are free for the next who takes the domain.
    tx.execute(
        "UPDATE account SET status = 'deleted', deleted_at = $2, deleted_from = 'blocked',
            sign_in_name = 'deleted-' || $3 || '/' || sign_in_name, version = version + 1
         WHERE tenant_id = $1 AND status <> 'deleted'",
        values![id, now, id.to_string()],
    )
    .map(drop)
}

row! {
    /// That a customer accepted a version of its agreement, in the partner's word.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Attestation {
        /// The customer.
        pub customer_id: Uuid,
        /// Which version.
        pub template: String,
        /// Who accepted.
        pub family_name: String,
        /// Who accepted.
        pub given_name: String,
        /// Who accepted.
        pub email: String,
        /// Who accepted; may be empty.
        pub phone: String,
        /// The day, ISO.
        pub agreed_on: String,
        /// The account of who says so.
        pub attested_by: Uuid,
        /// When it was said.
        pub attested_at: Instant,
    }
}

/// Keeps the partner's word.
///
/// # Errors
/// [`DbError::Unique`] when it was given before for this version and contact.
pub fn attest(tx: &mut Tx<'_>, scope: TenantScope, a: &Attestation) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO customer_attestation (customer_id, template, partner_id, family_name,
            given_name, email, phone, agreed_on, attested_by, attested_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        values![
            a.customer_id,
            &a.template,
            scope.tenant().0,
            &a.family_name,
            &a.given_name,
            &a.email,
            &a.phone,
            &a.agreed_on,
            a.attested_by,
            a.attested_at
        ],
    )
    .map(drop)
}

/// What a customer accepted, newest first.
///
/// # Errors
/// [`DbError`].
pub fn attestations(tx: &mut Tx<'_>, customer: Uuid) -> Result<Vec<Attestation>, DbError> {
    tx.query(
        "SELECT customer_id, template, family_name, given_name, email, phone, agreed_on,
            attested_by, attested_at
         FROM customer_attestation WHERE customer_id = $1 ORDER BY attested_at DESC, template",
        values![customer],
    )
}
