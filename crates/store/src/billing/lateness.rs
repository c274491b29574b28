//! What is paid late: what is overdue, which reminders were told, finance charges and their waivers.

use crate::audit::contains;
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// An invoice whose reminder is due.
    #[derive(Debug, Clone)]
    pub struct Unpaid {
        /// Whose it is.
        pub partner_id: Uuid,
        /// The invoice.
        pub invoice_id: Uuid,
        /// Its number.
        pub number: String,
        /// ISO 4217.
        pub currency: String,
        /// When it is to be paid, ISO.
        pub due_on: String,
    }
}

/// Unpaid invoices due after a day and until another that nobody was reminded of so many days after the
/// due date, or later; the ones due first. Nobody is reminded of what the operator agreed to wait for, or
/// of what is disputed.
///
/// # Errors
/// [`DbError`].
pub fn to_remind(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    (after, until): (&str, &str),
    (days, today): (i32, &str),
    limit: u32,
) -> Result<Vec<Unpaid>, DbError> {
    tx.query(
        "SELECT i.partner_id, i.id AS invoice_id, i.number, i.currency, i.due_on
         FROM invoice i
         JOIN ledger_entry e ON e.partner_id = i.partner_id AND e.account = 'receivable'
           AND e.invoice_id = i.id
         WHERE i.due_on > $1 AND i.due_on <= $2
           AND NOT EXISTS (SELECT 1 FROM invoice_reminder r
             WHERE r.invoice_id = i.id AND r.days >= $3)
           AND COALESCE((SELECT d.until_on FROM payment_deferral d WHERE d.invoice_id = i.id
             ORDER BY d.position DESC LIMIT 1), '') < $5
         GROUP BY i.partner_id, i.id, i.number, i.currency, i.due_on
         HAVING SUM(e.amount) > COALESCE(MAX((SELECT SUM(x.before_tax + x.tax) FROM dispute x
           WHERE x.invoice_id = i.id AND x.ended_on IS NULL)), 0)
         ORDER BY i.due_on, i.id LIMIT $4",
        values![after, until, i64::from(days), limit, today],
    )
}

/// Notes that a reminder is told; false when it was.
///
/// # Errors
/// [`DbError`].
pub fn remind(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    invoice: Uuid,
    days: i32,
    now: Instant,
) -> Result<bool, DbError> {
    let told = tx.execute(
        "INSERT INTO invoice_reminder (invoice_id, days, partner_id, told_at)
         VALUES ($1, $2, $3, $4) ON CONFLICT (invoice_id, days) DO NOTHING",
        values![invoice, i64::from(days), scope.tenant().0, now],
    )?;
    Ok(told == 1)
}

row! {
    /// An invoice that should have been paid.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Overdue {
        /// Whose it is.
        pub partner_id: Uuid,
        /// The company.
        pub partner: String,
        /// How that stands, as `domain::partner::Status` spells it.
        pub partner_status: String,
        /// The invoice.
        pub invoice_id: Uuid,
        /// Its number.
        pub number: String,
        /// ISO 4217.
        pub currency: String,
        /// When it was to be paid, ISO.
        pub due_on: String,
        /// What it came to, minor units.
        pub total: i64,
        /// What is open of it.
        pub open: i64,
        /// When somebody was reminded last.
        pub reminded_at: Option<Instant>,
        /// What of that is disputed and not decided.
        pub disputed: i64,
        /// The last day until which the operator agreed to wait, ISO.
        pub deferred_until: Option<String>,
        /// The day of the suspension that was announced, ISO.
        pub suspends_on: Option<String>,
    }
}

macro_rules! overdue {
    ($rest:literal) => {
        concat!(
            "SELECT i.partner_id, n.name AS partner, p.status AS partner_status,
                i.id AS invoice_id, i.number, i.currency, i.due_on, i.total,
                CAST(SUM(e.amount) AS BIGINT) AS open,
                (SELECT MAX(r.told_at) FROM invoice_reminder r
                 WHERE r.invoice_id = i.id) AS reminded_at,
                (SELECT CAST(COALESCE(SUM(x.before_tax + x.tax), 0) AS BIGINT) FROM dispute x
                 WHERE x.invoice_id = i.id AND x.ended_on IS NULL) AS disputed,
                (SELECT d.until_on FROM payment_deferral d WHERE d.invoice_id = i.id
                 ORDER BY d.position DESC LIMIT 1) AS deferred_until,
                (SELECT s.suspends_on FROM suspension_notice s
                 WHERE s.invoice_id = i.id) AS suspends_on
             FROM invoice i JOIN tenant n ON n.id = i.partner_id
             JOIN partner p ON p.tenant_id = i.partner_id
             JOIN ledger_entry e ON e.partner_id = i.partner_id AND e.account = 'receivable'
               AND e.invoice_id = i.id
             WHERE i.due_on < $1 AND ",
            $rest
        )
    };
}

/// An invoice of which something is open after its due date.
///
/// # Errors
/// [`DbError`].
pub fn overdue_one(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    today: &str,
    invoice: Uuid,
) -> Result<Option<Overdue>, DbError> {
    tx.query_opt(
        overdue!(
            "i.id = $2
             GROUP BY i.partner_id, n.name, p.status, i.id, i.number, i.currency, i.due_on, i.total
             HAVING SUM(e.amount) > 0"
        ),
        values![today, invoice],
    )
}

/// Every invoice of which something is open after its due date and whose number, company or domain
/// contains a text, the one that is late longest first.
///
/// # Errors
/// [`DbError`].
pub fn overdue(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    (today, text): (&str, &str),
    (limit, offset): (u32, u32),
) -> Result<Vec<Overdue>, DbError> {
    tx.query(
        overdue!(
            "($2 = '' OR LOWER(i.number || ' ' || n.name || ' ' || n.domain) LIKE $3)
             GROUP BY i.partner_id, n.name, p.status, i.id, i.number, i.currency, i.due_on, i.total
             HAVING SUM(e.amount) > 0
             ORDER BY i.due_on, i.number LIMIT $4 OFFSET $5"
        ),
        values![today, text, contains(text), limit, offset],
    )
}

row! {
    /// An invoice whose due date is past.
    #[derive(Debug, Clone)]
    pub struct Due {
        /// The invoice.
        pub id: Uuid,
        /// Its number.
        pub number: String,
        /// When it was to be paid, ISO.
        pub due_on: String,
        /// The finance charges on it that were not waived, with their tax, minor units; below zero where it
        /// gives back more.
        pub finance_charges: i64,
    }
}

/// A partner's invoices that were due before a day and come to something.
///
/// # Errors
/// [`DbError`].
pub fn due_before(tx: &mut Tx<'_>, scope: TenantScope, day: &str) -> Result<Vec<Due>, DbError> {
    tx.query(
        "SELECT i.id, i.number, i.due_on,
            (SELECT CAST(COALESCE(SUM(f.amount + f.tax), 0) AS BIGINT) FROM finance_charge f
             WHERE f.invoice_id = i.id AND NOT EXISTS (SELECT 1 FROM finance_charge_waiver w
               WHERE w.charge_id = f.id)) AS finance_charges
         FROM invoice i WHERE i.partner_id = $1 AND i.due_on < $2 AND i.total > 0
         ORDER BY i.due_on, i.number",
        values![scope.tenant().0, day],
    )
}

row! {
    /// By how much what is open of an invoice changed on a day.
    #[derive(Debug, Clone)]
    pub struct Changed {
        /// The invoice.
        pub invoice_id: Uuid,
        /// The day, ISO.
        pub day: String,
        /// By how much, minor units.
        pub amount: i64,
    }
}

/// How the open amounts of a partner's invoices that were due before a day came about, as they are to be
/// judged for lateness: a payment counts from the day the money came, whenever it was recorded or given
/// to the invoice, and what a credit note or a waiver took off was never owed.
///
/// # Errors
/// [`DbError`].
pub fn changes(tx: &mut Tx<'_>, scope: TenantScope, day: &str) -> Result<Vec<Changed>, DbError> {
    tx.query(
        "SELECT e.invoice_id, CASE WHEN t.kind = 'credit-note' THEN i.billed_on
              ELSE COALESCE(p.value_on, t.value_on) END AS day,
            CAST(SUM(e.amount) AS BIGINT) AS amount
         FROM ledger_entry e
         JOIN ledger_transaction t ON t.partner_id = e.partner_id AND t.number = e.number
         JOIN invoice i ON i.id = e.invoice_id
         LEFT JOIN payment p ON p.id = t.payment_id
         WHERE e.partner_id = $1 AND e.account = 'receivable' AND i.due_on < $2
         GROUP BY 1, 2 ORDER BY 1, 2",
        values![scope.tenant().0, day],
    )
}

row! {
    /// A finance charge as it stands on an invoice. Amounts are minor units, days ISO.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct FinanceCharge {
        /// Its id.
        pub id: Uuid,
        /// Who is charged.
        pub partner_id: Uuid,
        /// The company.
        pub partner: String,
        /// The number of the invoice that charges it.
        pub invoice: String,
        /// The date of that invoice.
        pub billed_on: String,
        /// ISO 4217.
        pub currency: String,
        /// Its place there, from 1.
        pub position: u32,
        /// The invoice that was paid late.
        pub late_id: Uuid,
        /// Its number.
        pub late: String,
        /// First day charged.
        pub charged_from: String,
        /// First day after.
        pub charged_to: String,
        /// What was unpaid on each of the days.
        pub principal: i64,
        /// For a month of 30 days, hundredths of a percent.
        pub basis_points: u32,
        /// Days.
        pub days: u32,
        /// Before tax; below zero for one that gives another back.
        pub amount: i64,
        /// Tax.
        pub tax: i64,
        /// The charge it gives back.
        pub gives_back: Option<Uuid>,
        /// The number of the invoice that gave it back.
        pub given_back: Option<String>,
        /// Why it was waived.
        pub waiver_reason: Option<String>,
        /// Who waived it.
        pub waived_name: Option<String>,
        /// When.
        pub waived_at: Option<Instant>,
    }
}

macro_rules! charges {
    ($rest:literal) => {
        concat!(
            "SELECT f.id, f.partner_id, n.name AS partner, i.number AS invoice, i.billed_on,
                i.currency, f.position, f.late_id, l.number AS late, f.charged_from, f.charged_to,
                f.principal, f.basis_points, f.days, f.amount, f.tax, f.gives_back,
                b.number AS given_back, w.reason AS waiver_reason, w.waived_name, w.waived_at
             FROM finance_charge f JOIN tenant n ON n.id = f.partner_id
             JOIN invoice i ON i.id = f.invoice_id JOIN invoice l ON l.id = f.late_id
             LEFT JOIN finance_charge_waiver w ON w.charge_id = f.id
             LEFT JOIN finance_charge g ON g.gives_back = f.id
             LEFT JOIN invoice b ON b.id = g.invoice_id ",
            $rest
        )
    };
}

/// A partner's finance charges that were not given back, waived ones too.
///
/// # Errors
/// [`DbError`].
pub fn standing(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<FinanceCharge>, DbError> {
    tx.query(
        charges!(
            "WHERE f.partner_id = $1 AND f.gives_back IS NULL AND g.id IS NULL
             ORDER BY f.charged_from, f.id"
        ),
        values![scope.tenant().0],
    )
}

/// The finance charges on one of a partner's invoices.
///
/// # Errors
/// [`DbError`].
pub fn on_invoice(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    invoice: Uuid,
) -> Result<Vec<FinanceCharge>, DbError> {
    tx.query(
        charges!("WHERE f.invoice_id = $1 AND f.partner_id = $2 ORDER BY f.position"),
        values![invoice, scope.tenant().0],
    )
}

/// A finance charge.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<FinanceCharge>, DbError> {
    tx.query_opt(charges!("WHERE f.id = $1"), values![id])
}

/// Every finance charge, those on the newest invoices first.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    (limit, offset): (u32, u32),
) -> Result<Vec<FinanceCharge>, DbError> {
    tx.query(
        charges!("ORDER BY i.billed_on DESC, i.number DESC, f.position LIMIT $1 OFFSET $2"),
        values![limit, offset],
    )
}

/// A finance charge that is charged now.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// Its id.
    pub id: Uuid,
    /// The invoice that charges it.
    pub invoice: Uuid,
    /// Its place there, from 1.
    pub position: u32,
    /// The invoice that was paid late.
    pub late: Uuid,
    /// First day charged, and the first after; ISO.
    pub days: (&'a str, &'a str),
    /// What was unpaid, the rate in hundredths of a percent, and the number of days.
    pub basis: (i64, u32, u32),
    /// Before tax, and tax.
    pub amounts: (i64, i64),
    /// The charge it gives back.
    pub gives_back: Option<Uuid>,
}

/// Writes a finance charge on an invoice that is being issued.
///
/// # Errors
/// [`DbError::Unique`] when it gives back what was given back.
pub fn add(tx: &mut Tx<'_>, scope: TenantScope, new: New<'_>) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO finance_charge (id, partner_id, invoice_id, position, late_id, charged_from,
            charged_to, principal, basis_points, days, amount, tax, gives_back)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        values![
            new.id,
            scope.tenant().0,
            new.invoice,
            new.position,
            new.late,
            new.days.0,
            new.days.1,
            new.basis.0,
            new.basis.1,
            new.basis.2,
            new.amounts.0,
            new.amounts.1,
            new.gives_back
        ],
    )
    .map(drop)
}

/// A waiver.
#[derive(Debug, Clone, Copy)]
pub struct Waiver<'a> {
    /// What is waived.
    pub charge: Uuid,
    /// The invoice that charges it.
    pub invoice: Uuid,
    /// The day it counts from, ISO.
    pub on: &'a str,
    /// Before tax, and tax.
    pub amounts: (i64, i64),
    /// Why.
    pub reason: &'a str,
    /// Who.
    pub by: (Uuid, &'a str),
    /// When.
    pub at: Instant,
}

/// Waives a finance charge.
///
/// # Errors
/// [`DbError::Unique`] when it was waived.
pub fn waive(tx: &mut Tx<'_>, scope: TenantScope, w: Waiver<'_>) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO finance_charge_waiver (charge_id, partner_id, invoice_id, waived_on,
            before_tax, tax, reason, waived_by, waived_name, waived_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        values![
            w.charge,
            scope.tenant().0,
            w.invoice,
            w.on,
            w.amounts.0,
            w.amounts.1,
            w.reason,
            w.by.0,
            w.by.1,
            w.at
        ],
    )
    .map(drop)
}
