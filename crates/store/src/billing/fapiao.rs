//! VAT invoices (fapiao): asked for by partners, issued or refused by the operator, and red-letter ones.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// A VAT invoice. Amounts are minor units, days ISO.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Fapiao {
        /// Its id.
        pub id: Uuid,
        /// Whose it is.
        pub partner_id: Uuid,
        /// The company.
        pub partner: String,
        /// The invoice it is about.
        pub invoice_id: Uuid,
        /// Its number.
        pub invoice: String,
        /// ISO 4217.
        pub currency: String,
        /// As `domain::billing::fapiao::Letter` spells it.
        pub letter: String,
        /// As `domain::billing::fapiao::Kind` spells it.
        pub kind: String,
        /// Of a red one, the number of the blue one it takes something off.
        pub original: Option<String>,
        /// Of a red one, the number of the credit note, where it is one that gives back.
        pub credit_note: Option<String>,
        /// Of a red one, the adjustment that gives back.
        pub adjustment_id: Option<Uuid>,
        /// It bears no day before this one.
        pub earliest_on: String,
        /// Before tax.
        pub before_tax: i64,
        /// Tax.
        pub tax: i64,
        /// The buyer's name.
        pub title: String,
        /// Its tax number.
        pub tax_id: String,
        /// Its bank.
        pub bank_name: String,
        /// Its account there.
        pub bank_account: String,
        /// Its address.
        pub address: String,
        /// Its telephone.
        pub phone: String,
        /// Where it is sent.
        pub email: String,
        /// As `domain::billing::fapiao::State` spells it.
        pub state: String,
        /// Who asked; of a red one, who gave something back. The name at that time.
        pub asked_name: String,
        /// When.
        pub asked_at: Instant,
        /// The tax office's number, once it is issued.
        pub number: Option<String>,
        /// Its day.
        pub issued_on: Option<String>,
        /// Who issued, refused or took it back; the name at that time.
        pub decided_name: String,
        /// When.
        pub decided_at: Option<Instant>,
        /// Why it was refused.
        pub reason: String,
    }
}

macro_rules! fapiao {
    ($rest:literal) => {
        concat!(
            "SELECT f.id, f.partner_id, n.name AS partner, f.invoice_id, i.number AS invoice,
                i.currency, f.letter, f.kind, o.number AS original, c.number AS credit_note,
                f.adjustment_id, f.earliest_on, f.before_tax, f.tax, f.title, f.tax_id, f.bank_name,
                f.bank_account, f.address, f.phone, f.email, f.state, f.asked_name, f.asked_at,
                f.number, f.issued_on, f.decided_name, f.decided_at, f.reason
             FROM fapiao f JOIN tenant n ON n.id = f.partner_id
             JOIN invoice i ON i.id = f.invoice_id
             LEFT JOIN fapiao o ON o.id = f.original_id
             LEFT JOIN credit_note c ON c.id = f.credit_note_id ",
            $rest
        )
    };
}

/// What a VAT invoice prints of its buyer, and where it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buyer {
    /// Name.
    pub title: String,
    /// Tax number.
    pub tax_id: String,
    /// Bank.
    pub bank_name: String,
    /// Account there.
    pub bank_account: String,
    /// Address.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// Where it is sent.
    pub email: String,
}

/// A blue one that is asked for.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// Its id.
    pub id: Uuid,
    /// The invoice, and its day, ISO.
    pub invoice: (Uuid, &'a str),
    /// As `domain::billing::fapiao::Kind` spells it.
    pub kind: &'a str,
    /// Minor units before tax, and their tax.
    pub amounts: (i64, i64),
    /// Who buys.
    pub buyer: &'a Buyer,
    /// Who.
    pub by: (Uuid, &'a str),
    /// When.
    pub at: Instant,
}

/// Asks for a blue one.
///
/// # Errors
/// [`DbError::Unique`] when the invoice has one or one is asked for.
pub fn ask(tx: &mut Tx<'_>, scope: TenantScope, new: New<'_>) -> Result<(), DbError> {
    let buyer = new.buyer;
    tx.execute(
        "INSERT INTO fapiao (id, partner_id, invoice_id, letter, kind, earliest_on, before_tax, tax,
            title, tax_id, bank_name, bank_account, address, phone, email, state, asked_by, asked_name,
            asked_at, decided_name, reason)
         VALUES ($1, $2, $3, 'blue', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'requested', $15,
            $16, $17, '', '')",
        values![
            new.id,
            scope.tenant().0,
            new.invoice.0,
            new.kind,
            new.invoice.1,
            new.amounts.0,
            new.amounts.1,
            &buyer.title,
            &buyer.tax_id,
            &buyer.bank_name,
            &buyer.bank_account,
            &buyer.address,
            &buyer.phone,
            &buyer.email,
            new.by.0,
            new.by.1,
            new.at
        ],
    )
    .map(drop)
}

/// What gives something back of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A credit note.
    CreditNote(Uuid),
    /// An adjustment that gives back a part of a line.
    Adjustment(Uuid),
    /// A finance charge that was waived.
    Waiver(Uuid),
}

/// A red one that is due.
#[derive(Debug, Clone, Copy)]
pub struct Due<'a> {
    /// Its id.
    pub id: Uuid,
    /// The blue one, which says who buys.
    pub of: Uuid,
    /// What gives back, and the day, ISO.
    pub cause: (Cause, &'a str),
    /// Minor units before tax, and their tax.
    pub amounts: (i64, i64),
    /// Who.
    pub by: (Uuid, &'a str),
    /// When.
    pub at: Instant,
}

/// Writes down that a red one is due, for the buyer of the blue one.
///
/// # Errors
/// [`DbError`].
pub fn due(tx: &mut Tx<'_>, scope: TenantScope, due: Due<'_>) -> Result<bool, DbError> {
    let (note, adjustment, charge) = match due.cause.0 {
        Cause::CreditNote(id) => (Some(id), None, None),
        Cause::Adjustment(id) => (None, Some(id), None),
        Cause::Waiver(id) => (None, None, Some(id)),
    };
    tx.execute(
        "INSERT INTO fapiao (id, partner_id, invoice_id, letter, kind, original_id, credit_note_id,
            adjustment_id, waived_charge_id, earliest_on, before_tax, tax, title, tax_id, bank_name,
            bank_account, address, phone, email, state, asked_by, asked_name, asked_at, decided_name,
            reason)
         SELECT $1, partner_id, invoice_id, 'red', kind, id, $4, $5, $6, $7, $8, $9, title, tax_id,
            bank_name, bank_account, address, phone, email, 'requested', $10, $11, $12, '', ''
         FROM fapiao WHERE id = $3 AND partner_id = $2 AND letter = 'blue' AND state = 'issued'",
        values![
            due.id,
            scope.tenant().0,
            due.of,
            note,
            adjustment,
            charge,
            due.cause.1,
            due.amounts.0,
            due.amounts.1,
            due.by.0,
            due.by.1,
            due.at
        ],
    )
    .map(|written| written == 1)
}

/// Something was given back of an invoice whose blue one still waits: it will be about what is left.
///
/// # Errors
/// [`DbError`].
pub fn less(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    id: Uuid,
    (before_tax, tax): (i64, i64),
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE fapiao SET before_tax = $3, tax = $4
         WHERE id = $1 AND partner_id = $2 AND letter = 'blue' AND state = 'requested'",
        values![id, scope.tenant().0, before_tax, tax],
    )
    .map(drop)
}

/// How one that waits ends.
#[derive(Debug, Clone, Copy)]
pub struct End<'a> {
    /// `issued`, `refused` or `withdrawn`.
    pub state: &'a str,
    /// The tax office's number and its day, for one that is issued.
    pub issued: Option<(&'a str, &'a str)>,
    /// Why not.
    pub reason: &'a str,
    /// Who.
    pub by: (Uuid, &'a str),
    /// When.
    pub at: Instant,
}

/// Ends one that waits; false when it does not.
///
/// # Errors
/// [`DbError::Unique`] when another one has the number.
pub fn end(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid, end: End<'_>) -> Result<bool, DbError> {
    let ended = tx.execute(
        "UPDATE fapiao SET state = $3, number = $4, issued_on = $5, reason = $6, decided_by = $7,
            decided_name = $8, decided_at = $9
         WHERE id = $1 AND partner_id = $2 AND state = 'requested'",
        values![
            id,
            scope.tenant().0,
            end.state,
            end.issued.map(|issued| issued.0),
            end.issued.map(|issued| issued.1),
            end.reason,
            end.by.0,
            end.by.1,
            end.at
        ],
    )?;
    Ok(ended == 1)
}

/// One of a partner's.
///
/// # Errors
/// [`DbError`].
pub fn one(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid) -> Result<Option<Fapiao>, DbError> {
    tx.query_opt(
        fapiao!("WHERE f.id = $1 AND f.partner_id = $2"),
        values![id, scope.tenant().0],
    )
}

/// Those of one of a partner's invoices, the newest first.
///
/// # Errors
/// [`DbError`].
pub fn of_invoice(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    invoice: Uuid,
) -> Result<Vec<Fapiao>, DbError> {
    tx.query(
        fapiao!(
            "WHERE f.invoice_id = $1 AND f.partner_id = $2 ORDER BY f.asked_at DESC, f.id DESC"
        ),
        values![invoice, scope.tenant().0],
    )
}

/// The blue one an invoice has, or that is asked for.
///
/// # Errors
/// [`DbError`].
pub fn live(tx: &mut Tx<'_>, scope: TenantScope, invoice: Uuid) -> Result<Option<Fapiao>, DbError> {
    tx.query_opt(
        fapiao!(
            "WHERE f.invoice_id = $1 AND f.partner_id = $2 AND f.letter = 'blue'
             AND f.state IN ('requested', 'issued')"
        ),
        values![invoice, scope.tenant().0],
    )
}

/// Any of them.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<Fapiao>, DbError> {
    tx.query_opt(fapiao!("WHERE f.id = $1"), values![id])
}

/// Those in a state, the oldest first.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    state: &str,
    (limit, offset): (u32, u32),
) -> Result<Vec<Fapiao>, DbError> {
    tx.query(
        fapiao!("WHERE f.state = $1 ORDER BY f.asked_at, f.id LIMIT $2 OFFSET $3"),
        values![state, limit, offset],
    )
}

/// How many wait for the operator.
///
/// # Errors
/// [`DbError`].
pub fn waiting(tx: &mut Tx<'_>, _: OperatorScope) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) AS n FROM fapiao WHERE state = 'requested'",
        &[],
    )
}
