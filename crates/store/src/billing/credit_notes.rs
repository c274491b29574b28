//! Credit notes: proposed by one person, decided by another.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// A credit note.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Note {
        /// Its id.
        pub id: Uuid,
        /// Whose invoice it is about.
        pub partner_id: Uuid,
        /// The company.
        pub partner: String,
        /// The invoice.
        pub invoice_id: Uuid,
        /// Its number.
        pub invoice: String,
        /// ISO 4217.
        pub currency: String,
        /// As `domain::billing::credit_note::State` spells it.
        pub state: String,
        /// Its own number, once it is issued.
        pub number: Option<String>,
        /// The day it was issued, ISO.
        pub issued_on: Option<String>,
        /// Minor units, above zero.
        pub before_tax: i64,
        /// Minor units.
        pub tax: i64,
        /// Why.
        pub reason: String,
        /// Who proposed it.
        pub proposed_by: Uuid,
        /// The name at that time.
        pub proposed_name: String,
        /// When.
        pub proposed_at: Instant,
        /// Who decided; the name at that time.
        pub decided_name: String,
        /// When.
        pub decided_at: Option<Instant>,
        /// Why it was declined.
        pub decision_reason: String,
    }
}

macro_rules! notes {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.partner_id, n.name AS partner, c.invoice_id, i.number AS invoice,
                i.currency, c.state, c.number, c.issued_on, c.before_tax, c.tax, c.reason,
                c.proposed_by, c.proposed_name, c.proposed_at, c.decided_name, c.decided_at,
                c.decision_reason
             FROM credit_note c JOIN tenant n ON n.id = c.partner_id
             JOIN invoice i ON i.id = c.invoice_id ",
            $rest
        )
    };
}

/// A note that is proposed.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// Its id.
    pub id: Uuid,
    /// The invoice.
    pub invoice: Uuid,
    /// Minor units before tax, and their tax.
    pub amounts: (i64, i64),
    /// Why.
    pub reason: &'a str,
    /// Who.
    pub by: (Uuid, &'a str),
    /// When.
    pub at: Instant,
}

/// Proposes a note.
///
/// # Errors
/// [`DbError::Unique`] when another about the invoice waits.
pub fn propose(tx: &mut Tx<'_>, scope: TenantScope, new: New<'_>) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO credit_note (id, partner_id, invoice_id, state, before_tax, tax, reason,
            proposed_by, proposed_name, proposed_at, decided_name, decision_reason)
         VALUES ($1, $2, $3, 'proposed', $4, $5, $6, $7, $8, $9, '', '')",
        values![
            new.id,
            scope.tenant().0,
            new.invoice,
            new.amounts.0,
            new.amounts.1,
            new.reason,
            new.by.0,
            new.by.1,
            new.at
        ],
    )
    .map(drop)
}

/// How a note that waits ends.
#[derive(Debug, Clone, Copy)]
pub struct End<'a> {
    /// `issued`, `declined` or `withdrawn`.
    pub state: &'a str,
    /// Its number and the day, for one that is issued.
    pub issued: Option<(&'a str, &'a str)>,
    /// Tax, as it is when it is issued.
    pub tax: i64,
    /// Why not.
    pub reason: &'a str,
    /// Who.
    pub by: (Uuid, &'a str),
    /// When.
    pub at: Instant,
}

/// Ends a note that waits; false when it does not.
///
/// # Errors
/// [`DbError`].
pub fn end(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid, end: End<'_>) -> Result<bool, DbError> {
    let ended = tx.execute(
        "UPDATE credit_note SET state = $3, number = $4, issued_on = $5, tax = $6,
            decision_reason = $7, decided_by = $8, decided_name = $9, decided_at = $10
         WHERE id = $1 AND partner_id = $2 AND state = 'proposed'",
        values![
            id,
            scope.tenant().0,
            end.state,
            end.issued.map(|issued| issued.0),
            end.issued.map(|issued| issued.1),
            end.tax,
            end.reason,
            end.by.0,
            end.by.1,
            end.at
        ],
    )?;
    Ok(ended == 1)
}

/// A note.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<Note>, DbError> {
    tx.query_opt(notes!("WHERE c.id = $1"), values![id])
}

/// Every note, those that wait first, then the newest.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    (limit, offset): (u32, u32),
) -> Result<Vec<Note>, DbError> {
    tx.query(
        notes!(
            "ORDER BY CASE WHEN c.state = 'proposed' THEN 0 ELSE 1 END, c.proposed_at DESC, c.id
             LIMIT $1 OFFSET $2"
        ),
        values![limit, offset],
    )
}

/// A partner's notes that count, in the order of their numbers.
///
/// # Errors
/// [`DbError`].
pub fn issued(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Note>, DbError> {
    tx.query(
        notes!("WHERE c.partner_id = $1 AND c.state = 'issued' ORDER BY c.issued_on, c.number"),
        values![scope.tenant().0],
    )
}

row! {
    /// What credit notes took off an invoice.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Credited {
        /// Before tax.
        pub before_tax: i64,
        /// Tax.
        pub tax: i64,
    }
}

/// What issued notes took off an invoice, and waivers of finance charges on it.
///
/// # Errors
/// [`DbError`].
pub fn credited(tx: &mut Tx<'_>, scope: TenantScope, invoice: Uuid) -> Result<Credited, DbError> {
    tx.query_one(
        "SELECT CAST(COALESCE(SUM(c.before_tax), 0) AS BIGINT) AS before_tax,
            CAST(COALESCE(SUM(c.tax), 0) AS BIGINT) AS tax
         FROM (SELECT before_tax, tax FROM credit_note
             WHERE invoice_id = $1 AND partner_id = $2 AND state = 'issued'
           UNION ALL SELECT before_tax, tax FROM finance_charge_waiver
             WHERE invoice_id = $1 AND partner_id = $2
           UNION ALL SELECT before_tax, tax FROM bill_adjustment
             WHERE invoice_id = $1 AND partner_id = $2 AND state = 'issued') AS c",
        values![invoice, scope.tenant().0],
    )
}

/// Whose an invoice is.
///
/// # Errors
/// [`DbError`].
pub fn partner_of(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    invoice: &str,
) -> Result<Option<Uuid>, DbError> {
    tx.query_opt(
        "SELECT partner_id AS id FROM invoice WHERE number = $1",
        values![invoice],
    )
}
