//! Refunds: proposed by one person, decided by another.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// A refund.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Refund {
        /// Its id.
        pub id: Uuid,
        /// Whose money it is.
        pub partner_id: Uuid,
        /// The company.
        pub partner: String,
        /// The payment of which too much came.
        pub payment_id: Option<Uuid>,
        /// The invoice that gives something back.
        pub invoice_id: Option<Uuid>,
        /// The transfer or the number of the invoice.
        pub about: String,
        /// ISO 4217.
        pub currency: String,
        /// Minor units, above zero.
        pub amount: i64,
        /// The bank account it goes to.
        pub account: String,
        /// Why.
        pub reason: String,
        /// As `domain::billing::credit_note::State` spells it.
        pub state: String,
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

macro_rules! refunds {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.partner_id, n.name AS partner, r.payment_id, r.invoice_id,
                COALESCE(p.reference, i.number, '') AS about,
                COALESCE(p.currency, i.currency, '') AS currency, r.amount, r.account, r.reason, r.state,
                r.proposed_by, r.proposed_name, r.proposed_at, r.decided_name, r.decided_at,
                r.decision_reason
             FROM refund r JOIN tenant n ON n.id = r.partner_id
             LEFT JOIN payment p ON p.id = r.payment_id LEFT JOIN invoice i ON i.id = r.invoice_id ",
            $rest
        )
    };
}

/// A refund that is proposed.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// Its id.
    pub id: Uuid,
    /// The payment of which too much came.
    pub payment: Option<Uuid>,
    /// The invoice that gives something back.
    pub invoice: Option<Uuid>,
    /// Minor units.
    pub amount: i64,
    /// The bank account it goes to.
    pub account: &'a str,
    /// Why.
    pub reason: &'a str,
    /// Who.
    pub by: (Uuid, &'a str),
    /// When.
    pub at: Instant,
}

/// Proposes one.
///
/// # Errors
/// [`DbError::Unique`] while another about the same waits.
pub fn propose(tx: &mut Tx<'_>, scope: TenantScope, new: New<'_>) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO refund (id, partner_id, payment_id, invoice_id, amount, account, reason, state,
            proposed_by, proposed_name, proposed_at, decided_name, decision_reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'proposed', $8, $9, $10, '', '')",
        values![
            new.id,
            scope.tenant().0,
            new.payment,
            new.invoice,
            new.amount,
            new.account,
            new.reason,
            new.by.0,
            new.by.1,
            new.at
        ],
    )
    .map(drop)
}

/// How one that waits ends.
#[derive(Debug, Clone, Copy)]
pub struct End<'a> {
    /// `issued`, `declined` or `withdrawn`.
    pub state: &'a str,
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
/// [`DbError`].
pub fn end(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid, end: End<'_>) -> Result<bool, DbError> {
    let ended = tx.execute(
        "UPDATE refund SET state = $3, decision_reason = $4, decided_by = $5, decided_name = $6,
            decided_at = $7
         WHERE id = $1 AND partner_id = $2 AND state = 'proposed'",
        values![
            id,
            scope.tenant().0,
            end.state,
            end.reason,
            end.by.0,
            end.by.1,
            end.at
        ],
    )?;
    Ok(ended == 1)
}

/// Any of them.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<Refund>, DbError> {
    tx.query_opt(refunds!("WHERE r.id = $1"), values![id])
}

/// All of them, those that wait first, then the newest.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    (limit, offset): (u32, u32),
) -> Result<Vec<Refund>, DbError> {
    tx.query(
        refunds!(
            "ORDER BY CASE WHEN r.state = 'proposed' THEN 0 ELSE 1 END, r.proposed_at DESC, r.id
             LIMIT $1 OFFSET $2"
        ),
        values![limit, offset],
    )
}

/// What went back of a payment.
///
/// # Errors
/// [`DbError`].
pub fn of_payment(tx: &mut Tx<'_>, scope: TenantScope, payment: Uuid) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS n FROM refund
         WHERE payment_id = $1 AND partner_id = $2 AND state = 'issued'",
        values![payment, scope.tenant().0],
    )
}
