//! Money that came in by bank transfer, and which invoices it pays.

use crate::audit::contains;
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// A payment with what is left of it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Payment {
        /// Its id.
        pub id: Uuid,
        /// Whose it is.
        pub partner_id: Uuid,
        /// The company.
        pub partner: String,
        /// What the bank calls the transfer.
        pub reference: String,
        /// The day the money came, ISO.
        pub value_on: String,
        /// Minor units.
        pub amount: i64,
        /// ISO 4217.
        pub currency: String,
        /// What the transfer says, and where the proof of it is.
        pub note: String,
        /// Who recorded it.
        pub recorded_name: String,
        /// When.
        pub recorded_at: Instant,
        /// Who reversed it.
        pub reversed_name: String,
        /// When.
        pub reversed_at: Option<Instant>,
        /// Why.
        pub reversal_reason: String,
        /// What belongs to no invoice yet.
        pub left_over: i64,
    }
}

macro_rules! payments {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.partner_id, n.name AS partner, p.reference, p.value_on, p.amount,
                p.currency, p.note, p.recorded_name, p.recorded_at, p.reversed_name, p.reversed_at,
                p.reversal_reason,
                (SELECT CAST(COALESCE(-SUM(e.amount), 0) AS BIGINT)
                 FROM ledger_transaction t
                 JOIN ledger_entry e ON e.partner_id = t.partner_id AND e.number = t.number
                 WHERE t.payment_id = p.id AND e.account = 'unallocated') AS left_over
             FROM payment p JOIN tenant n ON n.id = p.partner_id ",
            $rest
        )
    };
}

/// A payment that is recorded.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// Its id.
    pub id: Uuid,
    /// What the bank calls the transfer.
    pub reference: &'a str,
    /// The day the money came, ISO.
    pub value_on: &'a str,
    /// Minor units.
    pub amount: i64,
    /// ISO 4217.
    pub currency: &'a str,
    /// What the transfer says.
    pub note: &'a str,
    /// Who records it.
    pub by: (Uuid, &'a str),
    /// When.
    pub at: Instant,
}

/// Records a payment.
///
/// # Errors
/// [`DbError::Unique`] when the transfer is recorded already.
pub fn add(tx: &mut Tx<'_>, scope: TenantScope, new: New<'_>) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO payment (id, partner_id, reference, value_on, amount, currency, note,
            recorded_by, recorded_name, recorded_at, reversed_name, reversal_reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '')",
        values![
            new.id,
            scope.tenant().0,
            new.reference,
            new.value_on,
            new.amount,
            new.currency,
            new.note,
            new.by.0,
            new.by.1,
            new.at
        ],
    )
    .map(drop)
}

/// Marks a payment as reversed; false when it was.
///
/// # Errors
/// [`DbError`].
pub fn reverse(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    id: Uuid,
    (name, reason): (&str, &str),
    now: Instant,
) -> Result<bool, DbError> {
    let done = tx.execute(
        "UPDATE payment SET reversed_name = $3, reversal_reason = $4, reversed_at = $5
         WHERE id = $1 AND partner_id = $2 AND reversed_at IS NULL",
        values![id, scope.tenant().0, name, reason, now],
    )?;
    Ok(done == 1)
}

/// A payment.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<Payment>, DbError> {
    tx.query_opt(payments!("WHERE p.id = $1"), values![id])
}

/// The payment that stands for a transfer.
///
/// # Errors
/// [`DbError`].
pub fn by_reference(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    reference: &str,
) -> Result<Option<Payment>, DbError> {
    tx.query_opt(
        payments!("WHERE p.reference = $1 AND p.reversed_at IS NULL"),
        values![reference],
    )
}

/// A partner's payments that were not reversed, the one that came last first.
///
/// # Errors
/// [`DbError`].
pub fn of_partner(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    limit: u32,
) -> Result<Vec<Payment>, DbError> {
    tx.query(
        payments!(
            "WHERE p.partner_id = $1 AND p.reversed_at IS NULL
             ORDER BY p.value_on DESC, p.recorded_at DESC, p.id LIMIT $2"
        ),
        values![scope.tenant().0, limit],
    )
}

/// Every payment whose transfer, company or domain contains a text, the one recorded last first; on
/// request only those of which something is left.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    (text, left_only): (&str, bool),
    (limit, offset): (u32, u32),
) -> Result<Vec<Payment>, DbError> {
    tx.query(
        payments!(
            "WHERE ($1 = '' OR LOWER(p.reference || ' ' || n.name || ' ' || n.domain) LIKE $2)
               AND (NOT $3 OR (SELECT -SUM(e.amount)
                 FROM ledger_transaction t
                 JOIN ledger_entry e ON e.partner_id = t.partner_id AND e.number = t.number
                 WHERE t.payment_id = p.id AND e.account = 'unallocated') > 0)
             ORDER BY p.recorded_at DESC, p.id LIMIT $4 OFFSET $5"
        ),
        values![text, contains(text), left_only, limit, offset],
    )
}

row! {
    /// So much of a payment pays an invoice.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Allocation {
        /// The payment.
        pub payment_id: Uuid,
        /// The invoice.
        pub invoice_id: Uuid,
        /// Its number.
        pub number: String,
        /// Minor units.
        pub amount: i64,
    }
}

macro_rules! allocations {
    ($and:literal) => {
        concat!(
            "SELECT t.payment_id, e.invoice_id, i.number, CAST(-SUM(e.amount) AS BIGINT) AS amount
             FROM ledger_transaction t
             JOIN ledger_entry e ON e.partner_id = t.partner_id AND e.number = t.number
             JOIN invoice i ON i.id = e.invoice_id
             WHERE t.partner_id = $1 AND e.account = 'receivable' ",
            $and,
            " GROUP BY t.payment_id, e.invoice_id, i.number HAVING SUM(e.amount) <> 0
             ORDER BY i.number"
        )
    };
}

/// What a payment pays now.
///
/// # Errors
/// [`DbError`].
pub fn allocations(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    payment: Uuid,
) -> Result<Vec<Allocation>, DbError> {
    tx.query(
        allocations!("AND t.payment_id = $2"),
        values![scope.tenant().0, payment],
    )
}

/// What each of a partner's payments pays now.
///
/// # Errors
/// [`DbError`].
pub fn all_allocations(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Allocation>, DbError> {
    tx.query(
        allocations!("AND t.payment_id IS NOT NULL"),
        values![scope.tenant().0],
    )
}

/// The partner an operator means by its domain, credit code, partner-network ID, name, or the number
/// of an invoice of it. A sandbox has the same codes as its company, and pays nothing.
///
/// # Errors
/// [`DbError`].
pub fn meant(tx: &mut Tx<'_>, _: OperatorScope, text: &str) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT b.tenant_id AS id FROM billing_account b
         JOIN tenant n ON n.id = b.tenant_id JOIN partner p ON p.tenant_id = b.tenant_id
         WHERE NOT p.sandbox
           AND (LOWER(n.domain) = $2 OR LOWER(n.name) = $2 OR LOWER(p.credit_code) = $2
             OR (p.network_id = $1 AND p.network_id <> '')
             OR b.tenant_id = (SELECT i.partner_id FROM invoice i WHERE i.number = $3))
         ORDER BY b.tenant_id LIMIT 2",
        values![text, text.to_lowercase(), text.to_uppercase()],
    )
}
