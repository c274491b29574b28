//! Disputes of invoices, and what became of them.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// A dispute.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Dispute {
        /// Its id.
        pub id: Uuid,
        /// Whose it is.
        pub partner_id: Uuid,
        /// The company.
        pub partner: String,
        /// The invoice.
        pub invoice_id: Uuid,
        /// Its number.
        pub invoice: String,
        /// ISO 4217.
        pub currency: String,
        /// The line, or 0 for the invoice as a whole.
        pub line: u32,
        /// Minor units.
        pub before_tax: i64,
        /// Minor units.
        pub tax: i64,
        /// In the partner's words.
        pub reason: String,
        /// As `domain::billing::dispute::State` spells it.
        pub state: String,
        /// The day it was opened, ISO.
        pub opened_on: String,
        /// Who opened it.
        pub opened_name: String,
        /// When.
        pub opened_at: Instant,
        /// The day from which nothing is disputed any more, ISO.
        pub ended_on: Option<String>,
        /// Who decided; empty while nobody has.
        pub decided_name: String,
        /// When.
        pub decided_at: Option<Instant>,
        /// In the operator's words.
        pub answer: String,
        /// The credit note that gives it back.
        pub credit_note_id: Option<Uuid>,
        /// Its number, once it is issued.
        pub credit_note: Option<String>,
        /// What that gives back before tax.
        pub credited: Option<i64>,
    }
}

macro_rules! disputes {
    ($rest:literal) => {
        concat!(
            "SELECT d.id, d.partner_id, n.name AS partner, d.invoice_id, i.number AS invoice,
                i.currency, d.line, d.before_tax, d.tax, d.reason, d.state, d.opened_on,
                d.opened_name, d.opened_at, d.ended_on, d.decided_name, d.decided_at, d.answer,
                d.credit_note_id, c.number AS credit_note, c.before_tax AS credited
             FROM dispute d JOIN tenant n ON n.id = d.partner_id
             JOIN invoice i ON i.id = d.invoice_id
             LEFT JOIN credit_note c ON c.id = d.credit_note_id ",
            $rest
        )
    };
}

/// A dispute that is opened.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// Its id.
    pub id: Uuid,
    /// The invoice, and the line or 0.
    pub about: (Uuid, u32),
    /// Minor units before tax, and their tax.
    pub amounts: (i64, i64),
    /// Why.
    pub reason: &'a str,
    /// The day, ISO.
    pub on: &'a str,
    /// Who.
    pub by: (Uuid, &'a str),
    /// When.
    pub at: Instant,
}

/// Opens a dispute.
///
/// # Errors
/// [`DbError::Unique`] when the same was disputed before.
pub fn open(tx: &mut Tx<'_>, scope: TenantScope, new: New<'_>) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO dispute (id, partner_id, invoice_id, line, before_tax, tax, reason, state,
            opened_on, opened_by, opened_name, opened_at, decided_name, answer)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $11, '', '')",
        values![
            new.id,
            scope.tenant().0,
            new.about.0,
            new.about.1,
            new.amounts.0,
            new.amounts.1,
            new.reason,
            new.on,
            new.by.0,
            new.by.1,
            new.at
        ],
    )
    .map(drop)
}

/// What becomes of an open dispute.
#[derive(Debug, Clone, Copy)]
pub struct End<'a> {
    /// `accepted`, `refused` or `withdrawn`.
    pub state: &'a str,
    /// The day it ends, ISO; none for one that is given back by a credit note to come.
    pub ended_on: Option<&'a str>,
    /// In the operator's words.
    pub answer: &'a str,
    /// The credit note that gives it back.
    pub credit_note: Option<Uuid>,
    /// Who.
    pub by: (Uuid, &'a str),
    /// When.
    pub at: Instant,
}

/// Writes what becomes of an open dispute; false when it is not open.
///
/// # Errors
/// [`DbError`].
pub fn end(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid, end: End<'_>) -> Result<bool, DbError> {
    let ended = tx.execute(
        "UPDATE dispute SET state = $3, ended_on = $4, answer = $5, credit_note_id = $6,
            decided_by = $7, decided_name = $8, decided_at = $9
         WHERE id = $1 AND partner_id = $2 AND state = 'open'",
        values![
            id,
            scope.tenant().0,
            end.state,
            end.ended_on,
            end.answer,
            end.credit_note,
            end.by.0,
            end.by.1,
            end.at
        ],
    )?;
    Ok(ended == 1)
}

/// The dispute that a credit note gives back.
///
/// # Errors
/// [`DbError`].
pub fn of_note(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    note: Uuid,
) -> Result<Option<Dispute>, DbError> {
    tx.query_opt(
        disputes!("WHERE d.credit_note_id = $1 AND d.partner_id = $2"),
        values![note, scope.tenant().0],
    )
}

/// Its credit note is issued: from a day on nothing is disputed.
///
/// # Errors
/// [`DbError`].
pub fn given_back(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid, on: &str) -> Result<(), DbError> {
    tx.execute(
        "UPDATE dispute SET ended_on = $3 WHERE id = $1 AND partner_id = $2",
        values![id, scope.tenant().0, on],
    )
    .map(drop)
}

/// Its credit note will not be issued: it is open again.
///
/// # Errors
/// [`DbError`].
pub fn reopen(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid) -> Result<(), DbError> {
    tx.execute(
        "UPDATE dispute SET state = 'open', credit_note_id = NULL, answer = '', decided_by = NULL,
            decided_name = '', decided_at = NULL
         WHERE id = $1 AND partner_id = $2",
        values![id, scope.tenant().0],
    )
    .map(drop)
}

/// One of a partner's disputes.
///
/// # Errors
/// [`DbError`].
pub fn one(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid) -> Result<Option<Dispute>, DbError> {
    tx.query_opt(
        disputes!("WHERE d.id = $1 AND d.partner_id = $2"),
        values![id, scope.tenant().0],
    )
}

/// A partner's disputes, the newest first.
///
/// # Errors
/// [`DbError`].
pub fn of_partner(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    limit: u32,
) -> Result<Vec<Dispute>, DbError> {
    tx.query(
        disputes!("WHERE d.partner_id = $1 ORDER BY d.opened_at DESC, d.id LIMIT $2"),
        values![scope.tenant().0, limit],
    )
}

/// The disputes of one of a partner's invoices, the newest first.
///
/// # Errors
/// [`DbError`].
pub fn of_invoice(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    invoice: Uuid,
) -> Result<Vec<Dispute>, DbError> {
    tx.query(
        disputes!("WHERE d.partner_id = $1 AND d.invoice_id = $2 ORDER BY d.opened_at DESC, d.id"),
        values![scope.tenant().0, invoice],
    )
}

/// Any dispute.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<Dispute>, DbError> {
    tx.query_opt(disputes!("WHERE d.id = $1"), values![id])
}

/// Every dispute, those that wait first and the oldest of them first, then the newest.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    (limit, offset): (u32, u32),
) -> Result<Vec<Dispute>, DbError> {
    tx.query(
        disputes!(
            "ORDER BY CASE WHEN d.state = 'open' THEN 0 ELSE 1 END,
                CASE WHEN d.state = 'open' THEN d.opened_at ELSE -d.opened_at END, d.id
             LIMIT $1 OFFSET $2"
        ),
        values![limit, offset],
    )
}

row! {
    /// What is disputed of an invoice and not decided, before tax and its tax.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Sum {
        /// Minor units.
        pub before_tax: i64,
        /// Minor units.
        pub tax: i64,
    }
}

/// What is disputed of one of a partner's invoices and not decided.
///
/// # Errors
/// [`DbError`].
pub fn sum(tx: &mut Tx<'_>, scope: TenantScope, invoice: Uuid) -> Result<Sum, DbError> {
    tx.query_one(
        "SELECT CAST(COALESCE(SUM(before_tax), 0) AS BIGINT) AS before_tax,
            CAST(COALESCE(SUM(tax), 0) AS BIGINT) AS tax
         FROM dispute WHERE invoice_id = $1 AND partner_id = $2 AND ended_on IS NULL",
        values![invoice, scope.tenant().0],
    )
}

row! {
    /// From when until when a sum of an invoice was disputed.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Spell {
        /// The invoice.
        pub invoice_id: Uuid,
        /// The first day, ISO.
        pub opened_on: String,
        /// The first day after, ISO.
        pub ended_on: Option<String>,
        /// The sum with tax, without what a credit note took off the invoice: that was never owed.
        pub amount: i64,
    }
}

/// From when until when which sums of a partner's invoices were disputed.
///
/// # Errors
/// [`DbError`].
pub fn spells(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Spell>, DbError> {
    tx.query(
        "SELECT d.invoice_id, d.opened_on, d.ended_on,
            d.before_tax + d.tax - CASE WHEN c.state = 'issued' THEN c.before_tax + c.tax ELSE 0 END
              AS amount
         FROM dispute d LEFT JOIN credit_note c ON c.id = d.credit_note_id
         WHERE d.partner_id = $1 ORDER BY d.opened_on, d.id",
        values![scope.tenant().0],
    )
}
