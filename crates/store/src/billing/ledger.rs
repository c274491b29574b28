//! What partners owe and have paid, in double entry: every balance is a sum over these entries.

use crate::{DbError, Tx, row, values};
use domain::billing::ledger::Posting;
use domain::effects::Instant;
use domain::permission::TenantScope;
use uuid::Uuid;

/// Holds a partner's ledger until the commit: whoever reads a balance to decide upon it has nobody
/// beside who changes it.
///
/// # Errors
/// [`DbError`].
pub fn hold(tx: &mut Tx<'_>, scope: TenantScope) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO ledger (partner_id, last) VALUES ($1, 0)
         ON CONFLICT (partner_id) DO UPDATE SET last = ledger.last",
        values![scope.tenant().0],
    )
    .map(drop)
}

/// What is written beside a posting.
#[derive(Debug, Clone, Copy)]
pub struct Memo<'a> {
    /// The day it counts from, ISO.
    pub value_on: &'a str,
    /// Why; may be empty.
    pub reason: &'a str,
    /// Who; empty for the calendar.
    pub posted_name: &'a str,
    /// When.
    pub posted_at: Instant,
}

/// Writes a posting, as the partner's next transaction.
///
/// # Errors
/// [`DbError`].
pub fn post(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    posting: &Posting,
    memo: Memo<'_>,
) -> Result<(), DbError> {
    let partner = scope.tenant().0;
    let number: i64 = tx.query_one(
        "INSERT INTO ledger (partner_id, last) VALUES ($1, 1)
         ON CONFLICT (partner_id) DO UPDATE SET last = ledger.last + 1
         RETURNING last AS n",
        values![partner],
    )?;
    tx.execute(
        "INSERT INTO ledger_transaction (partner_id, number, kind, payment_id, value_on, reason,
            posted_name, posted_at, credit_note_id, waived_charge_id, refund_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        values![
            partner,
            number,
            posting.kind().text(),
            posting.payment_id(),
            memo.value_on,
            memo.reason,
            memo.posted_name,
            memo.posted_at,
            posting.credit_note_id(),
            posting.waived_charge_id(),
            posting.refund_id()
        ],
    )?;
    for (position, entry) in (1_i64..).zip(posting.entries()) {
        tx.execute(
            "INSERT INTO ledger_entry (partner_id, number, position, account, amount, invoice_id)
             VALUES ($1, $2, $3, $4, $5, $6)",
            values![
                partner,
                number,
                position,
                entry.account.text(),
                entry.amount,
                entry.invoice
            ],
        )?;
    }
    Ok(())
}

row! {
    /// What a partner owes and has paid without saying what for, minor units.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Balance {
        /// What is open of all invoices.
        pub open: i64,
        /// What was paid and belongs to no invoice yet.
        pub unallocated: i64,
    }
}

impl Balance {
    /// What is owed in the end; below zero when the partner has paid more.
    #[must_use]
    pub fn due(self) -> i64 {
        self.open.saturating_sub(self.unallocated)
    }
}

/// A partner's balance.
///
/// # Errors
/// [`DbError`].
pub fn balance(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Balance, DbError> {
    tx.query_one(
        "SELECT CAST(COALESCE(SUM(CASE WHEN account = 'receivable' THEN amount ELSE 0 END), 0) AS BIGINT) AS open,
            CAST(COALESCE(SUM(CASE WHEN account = 'unallocated' THEN -amount ELSE 0 END), 0) AS BIGINT) AS unallocated
         FROM ledger_entry WHERE partner_id = $1 AND account IN ('receivable', 'unallocated')",
        values![scope.tenant().0],
    )
}

row! {
    /// What has become of an invoice, minor units.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Standing {
        /// The invoice.
        pub invoice_id: Uuid,
        /// What is open of it; below zero for what it gives back.
        pub open: i64,
        /// What credit notes took off it.
        pub credited: i64,
    }
}

macro_rules! standings {
    ($and:literal) => {
        concat!(
            "SELECT e.invoice_id, CAST(SUM(e.amount) AS BIGINT) AS open,
                CAST(SUM(CASE WHEN t.kind = 'credit-note' THEN -e.amount ELSE 0 END) AS BIGINT) AS credited
             FROM ledger_entry e
             JOIN ledger_transaction t ON t.partner_id = e.partner_id AND t.number = e.number
             WHERE e.partner_id = $1 AND e.account = 'receivable' ",
            $and,
            " GROUP BY e.invoice_id"
        )
    };
}

/// What has become of each of a partner's invoices.
///
/// # Errors
/// [`DbError`].
pub fn standings(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Standing>, DbError> {
    tx.query(standings!(""), values![scope.tenant().0])
}

/// What has become of one of a partner's invoices; none before it is posted.
///
/// # Errors
/// [`DbError`].
pub fn standing(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    invoice: Uuid,
) -> Result<Option<Standing>, DbError> {
    tx.query_opt(
        standings!("AND e.invoice_id = $2"),
        values![scope.tenant().0, invoice],
    )
}

row! {
    /// An invoice of which something is open, or which gives something back.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct OpenInvoice {
        /// The invoice.
        pub id: Uuid,
        /// Its number.
        pub number: String,
        /// Its billing date.
        pub billed_on: String,
        /// When it is to be paid.
        pub due_on: String,
        /// What it came to.
        pub total: i64,
        /// What is open of it.
        pub open: i64,
        /// What credit notes took off it.
        pub credited: i64,
    }
}

/// A partner's open invoices, due first first.
///
/// # Errors
/// [`DbError`].
pub fn open_invoices(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<OpenInvoice>, DbError> {
    tx.query(
        "SELECT i.id, i.number, i.billed_on, i.due_on, i.total, CAST(SUM(e.amount) AS BIGINT) AS open,
            CAST(SUM(CASE WHEN t.kind = 'credit-note' THEN -e.amount ELSE 0 END) AS BIGINT) AS credited
         FROM ledger_entry e JOIN invoice i ON i.id = e.invoice_id
         JOIN ledger_transaction t ON t.partner_id = e.partner_id AND t.number = e.number
         WHERE e.partner_id = $1 AND e.account = 'receivable'
         GROUP BY i.id, i.number, i.billed_on, i.due_on, i.total
         HAVING SUM(e.amount) <> 0
         ORDER BY i.due_on, i.billed_on, i.number",
        values![scope.tenant().0],
    )
}

row! {
    /// What changed the open amount of an invoice.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Movement {
        /// The transaction.
        pub number: i64,
        /// What it was about; `waiver` for a credit note that waives a finance charge, `refund` for a
        /// reversal that pays something back.
        pub kind: String,
        /// The day it counts from.
        pub value_on: String,
        /// By how much.
        pub amount: i64,
        /// Why.
        pub reason: String,
        /// The transfer, the credit note, or the late invoice of a waiver, where there is one.
        pub reference: Option<String>,
        /// The other invoice of a set-off.
        pub other: Option<String>,
    }
}

/// What changed the open amount of an invoice, in order.
///
/// # Errors
/// [`DbError`].
pub fn movements(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    invoice: Uuid,
) -> Result<Vec<Movement>, DbError> {
    tx.query(
        "SELECT t.number,
            CASE WHEN t.waived_charge_id IS NOT NULL THEN 'waiver'
                WHEN t.refund_id IS NOT NULL THEN 'refund' ELSE t.kind END AS kind,
            t.value_on, e.amount, t.reason, COALESCE(p.reference, c.number, l.number) AS reference,
            (SELECT i.number FROM ledger_entry o JOIN invoice i ON i.id = o.invoice_id
             WHERE o.partner_id = t.partner_id AND o.number = t.number AND t.kind = 'set-off'
               AND o.invoice_id <> e.invoice_id) AS other
         FROM ledger_entry e
         JOIN ledger_transaction t ON t.partner_id = e.partner_id AND t.number = e.number
         LEFT JOIN payment p ON p.id = t.payment_id
         LEFT JOIN credit_note c ON c.id = t.credit_note_id
         LEFT JOIN finance_charge f ON f.id = t.waived_charge_id
         LEFT JOIN invoice l ON l.id = f.late_id
         WHERE e.partner_id = $1 AND e.account = 'receivable' AND e.invoice_id = $2
         ORDER BY t.number",
        values![scope.tenant().0, invoice],
    )
}

row! {
    /// A line of a statement of account: what changed what a partner owes in the end.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct StatementLine {
        /// The transaction.
        pub number: i64,
        /// What it was about.
        pub kind: String,
        /// The day it counts from.
        pub value_on: String,
        /// By how much; what is paid is below zero.
        pub amount: i64,
        /// The invoice.
        pub invoice: Option<String>,
        /// The transfer or the credit note.
        pub reference: Option<String>,
    }
}

/// What changed what a partner owes, from a day to the day before another, in order. Which invoice a
/// payment pays does not change it.
///
/// # Errors
/// [`DbError`].
pub fn statement(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    (from, before): (&str, &str),
) -> Result<Vec<StatementLine>, DbError> {
    tx.query(
        "SELECT t.number,
            CASE WHEN t.waived_charge_id IS NOT NULL THEN 'waiver'
                WHEN t.refund_id IS NOT NULL THEN 'refund' ELSE t.kind END AS kind,
            t.value_on, e.amount, i.number AS invoice,
            COALESCE(p.reference, c.number, l.number) AS reference
         FROM ledger_transaction t
         JOIN ledger_entry e ON e.partner_id = t.partner_id AND e.number = t.number
         LEFT JOIN invoice i ON i.id = e.invoice_id
         LEFT JOIN payment p ON p.id = t.payment_id
         LEFT JOIN credit_note c ON c.id = t.credit_note_id
         LEFT JOIN finance_charge f ON f.id = t.waived_charge_id
         LEFT JOIN invoice l ON l.id = f.late_id
         WHERE t.partner_id = $1 AND t.value_on >= $2 AND t.value_on < $3
           AND t.kind IN ('invoice', 'payment', 'payment-reversal', 'credit-note')
           AND e.account IN ('receivable', 'unallocated')
         ORDER BY t.value_on, t.number, e.position",
        values![scope.tenant().0, from, before],
    )
}

/// What a partner owed in the end before a day.
///
/// # Errors
/// [`DbError`].
pub fn balance_before(tx: &mut Tx<'_>, scope: TenantScope, day: &str) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT CAST(COALESCE(SUM(e.amount), 0) AS BIGINT) AS n
         FROM ledger_transaction t
         JOIN ledger_entry e ON e.partner_id = t.partner_id AND e.number = t.number
         WHERE t.partner_id = $1 AND t.value_on < $2 AND e.account IN ('receivable', 'unallocated')",
        values![scope.tenant().0, day],
    )
}

row! { struct First { first: Option<String> } }

/// The year of a partner's first transaction; none before there is one.
///
/// # Errors
/// [`DbError`].
pub fn first_year(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Option<String>, DbError> {
    let found: First = tx.query_one(
        "SELECT MIN(SUBSTR(value_on, 1, 4)) AS first FROM ledger_transaction WHERE partner_id = $1",
        values![scope.tenant().0],
    )?;
    Ok(found.first)
}
