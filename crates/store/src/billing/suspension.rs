//! Suspension for what is paid too late: what is unpaid, announced and deferred, and what was done.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// An invoice of which something is open after its due date.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Late {
        /// Whose it is.
        pub partner_id: Uuid,
        /// The invoice.
        pub invoice_id: Uuid,
        /// Its number.
        pub number: String,
        /// ISO 4217.
        pub currency: String,
        /// When it was to be paid, ISO.
        pub due_on: String,
        /// What is open of it, minor units.
        pub open: i64,
        /// What of that is disputed and not decided.
        pub disputed: i64,
        /// The last day until which the operator agreed to wait, ISO.
        pub deferred_until: Option<String>,
        /// The day of the suspension that was announced for it, ISO.
        pub suspends_on: Option<String>,
    }
}

macro_rules! late {
    ($rest:literal) => {
        concat!(
            "SELECT i.partner_id, i.id AS invoice_id, i.number, i.currency, i.due_on,
                CAST(SUM(e.amount) AS BIGINT) AS open,
                (SELECT CAST(COALESCE(SUM(x.before_tax + x.tax), 0) AS BIGINT) FROM dispute x
                 WHERE x.invoice_id = i.id AND x.ended_on IS NULL) AS disputed,
                (SELECT d.until_on FROM payment_deferral d WHERE d.invoice_id = i.id
                 ORDER BY d.position DESC LIMIT 1) AS deferred_until,
                (SELECT s.suspends_on FROM suspension_notice s WHERE s.invoice_id = i.id) AS suspends_on
             FROM invoice i JOIN partner p ON p.tenant_id = i.partner_id
             JOIN ledger_entry e ON e.partner_id = i.partner_id AND e.account = 'receivable'
               AND e.invoice_id = i.id
             WHERE ",
            $rest
        )
    };
}

/// Unpaid invoices of partners in business that were due on a day or before, behind one of them, the ones
/// due first.
///
/// # Errors
/// [`DbError`].
pub fn late(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    until: &str,
    after: (&str, Uuid),
    limit: u32,
) -> Result<Vec<Late>, DbError> {
    tx.query(
        late!(
            "p.status = 'active' AND i.due_on <= $1
               AND (i.due_on > $2 OR (i.due_on = $2 AND i.id > $3))
             GROUP BY i.partner_id, i.id, i.number, i.currency, i.due_on
             HAVING SUM(e.amount) > 0
             ORDER BY i.due_on, i.id LIMIT $4"
        ),
        values![until, after.0, after.1, limit],
    )
}

/// A partner's invoices of which something is open and that were due before a day, the ones due first.
///
/// # Errors
/// [`DbError`].
pub fn late_of(tx: &mut Tx<'_>, scope: TenantScope, day: &str) -> Result<Vec<Late>, DbError> {
    tx.query(
        late!(
            "i.partner_id = $1 AND i.due_on < $2
             GROUP BY i.partner_id, i.id, i.number, i.currency, i.due_on
             HAVING SUM(e.amount) > 0
             ORDER BY i.due_on, i.number"
        ),
        values![scope.tenant().0, day],
    )
}

/// Whose an invoice is.
///
/// # Errors
/// [`DbError`].
pub fn partner_of(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    invoice: Uuid,
) -> Result<Option<Uuid>, DbError> {
    tx.query_opt(
        "SELECT partner_id AS id FROM invoice WHERE id = $1",
        values![invoice],
    )
}

/// Notes that a suspension is announced for an invoice; false when one was.
///
/// # Errors
/// [`DbError`].
pub fn announce(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    (invoice, on): (Uuid, &str),
    now: Instant,
) -> Result<bool, DbError> {
    let told = tx.execute(
        "INSERT INTO suspension_notice (invoice_id, partner_id, suspends_on, told_at)
         VALUES ($1, $2, $3, $4) ON CONFLICT (invoice_id) DO NOTHING",
        values![invoice, scope.tenant().0, on, now],
    )?;
    Ok(told == 1)
}

/// What was announced for an invoice holds no longer.
///
/// # Errors
/// [`DbError`].
pub fn forget(tx: &mut Tx<'_>, scope: TenantScope, invoice: Uuid) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM suspension_notice WHERE invoice_id = $1 AND partner_id = $2",
        values![invoice, scope.tenant().0],
    )
    .map(drop)
}

/// The invoices for which a partner was told of a suspension.
///
/// # Errors
/// [`DbError`].
pub fn announced(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT invoice_id AS id FROM suspension_notice WHERE partner_id = $1 ORDER BY invoice_id",
        values![scope.tenant().0],
    )
}

row! {
    /// The operator's agreement to wait for an invoice.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Deferral {
        /// The invoice.
        pub invoice_id: Uuid,
        /// Its place among those of the invoice, from 1.
        pub position: u32,
        /// The last day, ISO.
        pub until_on: String,
        /// Why.
        pub reason: String,
        /// The day it was agreed, ISO.
        pub granted_on: String,
        /// Who agreed.
        pub granted_name: String,
        /// When.
        pub granted_at: Instant,
    }
}

/// The deferrals of an invoice, the newest first.
///
/// # Errors
/// [`DbError`].
pub fn deferrals(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    invoice: Uuid,
) -> Result<Vec<Deferral>, DbError> {
    tx.query(
        "SELECT invoice_id, position, until_on, reason, granted_on, granted_name, granted_at
         FROM payment_deferral WHERE invoice_id = $1 AND partner_id = $2 ORDER BY position DESC",
        values![invoice, scope.tenant().0],
    )
}

/// The deferrals of a partner that run on a day: of each invoice the newest, by their last day.
///
/// # Errors
/// [`DbError`].
pub fn running(tx: &mut Tx<'_>, scope: TenantScope, day: &str) -> Result<Vec<Deferral>, DbError> {
    tx.query(
        "SELECT d.invoice_id, d.position, d.until_on, d.reason, d.granted_on, d.granted_name,
            d.granted_at
         FROM payment_deferral d WHERE d.partner_id = $1 AND d.until_on >= $2
           AND NOT EXISTS (SELECT 1 FROM payment_deferral x
             WHERE x.invoice_id = d.invoice_id AND x.position > d.position)
         ORDER BY d.until_on, d.invoice_id",
        values![scope.tenant().0, day],
    )
}

/// A deferral that is agreed.
#[derive(Debug, Clone, Copy)]
pub struct NewDeferral<'a> {
    /// Its id.
    pub id: Uuid,
    /// The invoice.
    pub invoice: Uuid,
    /// Its place among those of the invoice, from 1.
    pub position: u32,
    /// The day it is agreed and the last day, ISO.
    pub days: (&'a str, &'a str),
    /// Why.
    pub reason: &'a str,
    /// Who.
    pub by: (Uuid, &'a str),
    /// When.
    pub at: Instant,
}

/// Agrees to wait.
///
/// # Errors
/// [`DbError::Unique`] when somebody agreed at the same time.
pub fn defer(tx: &mut Tx<'_>, scope: TenantScope, new: NewDeferral<'_>) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO payment_deferral (id, partner_id, invoice_id, position, until_on, reason,
            granted_on, granted_by, granted_name, granted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        values![
            new.id,
            scope.tenant().0,
            new.invoice,
            new.position,
            new.days.1,
            new.reason,
            new.days.0,
            new.by.0,
            new.by.1,
            new.at
        ],
    )
    .map(drop)
}

row! {
    /// What the calendar or a payment did to a partner.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Done {
        /// Its id.
        pub id: Uuid,
        /// `suspend` or `restore`.
        pub kind: String,
        /// What was overdue, minor units.
        pub overdue: i64,
        /// The number of the invoice that was late longest.
        pub invoice: Option<String>,
        /// When.
        pub done_at: Instant,
    }
}

/// What was done to a partner, the newest first.
///
/// # Errors
/// [`DbError`].
pub fn done(tx: &mut Tx<'_>, scope: TenantScope, limit: u32) -> Result<Vec<Done>, DbError> {
    tx.query(
        "SELECT s.id, s.kind, s.overdue, i.number AS invoice, s.done_at
         FROM payment_suspension s LEFT JOIN invoice i ON i.id = s.invoice_id
         WHERE s.partner_id = $1 ORDER BY s.done_at DESC, s.id LIMIT $2",
        values![scope.tenant().0, limit],
    )
}

/// Notes what was done: suspended for an invoice and an overdue amount, or in business again for none.
///
/// # Errors
/// [`DbError`].
pub fn note(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    id: Uuid,
    suspended_for: Option<(Uuid, i64)>,
    now: Instant,
) -> Result<(), DbError> {
    let (kind, invoice, overdue) = match suspended_for {
        Some((invoice, overdue)) => ("suspend", Some(invoice), overdue),
        None => ("restore", None, 0),
    };
    tx.execute(
        "INSERT INTO payment_suspension (id, partner_id, kind, overdue, invoice_id, done_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        values![id, scope.tenant().0, kind, overdue, invoice, now],
    )
    .map(drop)
}

row! { struct At { at: Instant } }

/// When a partner was suspended last by somebody for unpaid bills, if the calendar has not done it since.
///
/// # Errors
/// [`DbError`].
pub fn by_hand(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Option<Instant>, DbError> {
    let found: Option<At> = tx.query_opt(
        "SELECT a.proposed_at AS at FROM partner_act a
         WHERE a.tenant_id = $1 AND a.kind = 'suspend' AND a.cause = 'payment'
           AND NOT EXISTS (SELECT 1 FROM payment_suspension s
             WHERE s.partner_id = $1 AND s.kind = 'suspend' AND s.done_at > a.proposed_at)
         ORDER BY a.proposed_at DESC LIMIT 1",
        values![scope.tenant().0],
    )?;
    Ok(found.map(|found| found.at))
}

/// Whether something of an invoice that was due before a day was open at a moment, by what was written
/// down until then.
///
/// # Errors
/// [`DbError`].
pub fn was_late(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    (day, at): (&str, Instant),
) -> Result<bool, DbError> {
    let found: Option<Uuid> = tx.query_opt(
        "SELECT i.id AS id FROM invoice i JOIN ledger_entry e ON e.partner_id = i.partner_id
           AND e.account = 'receivable' AND e.invoice_id = i.id
         JOIN ledger_transaction t ON t.partner_id = e.partner_id AND t.number = e.number
         WHERE i.partner_id = $1 AND i.due_on < $2 AND t.posted_at <= $3
         GROUP BY i.id HAVING SUM(e.amount) > 0 LIMIT 1",
        values![scope.tenant().0, day, at],
    )?;
    Ok(found.is_some())
}
