//! Adjustments of bills: discounts and what the next invoice gives back of a line, proposed by one person,
//! decided by another.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// An adjustment.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Adjustment {
        /// Its id.
        pub id: Uuid,
        /// Whose bill it is about.
        pub partner_id: Uuid,
        /// The company.
        pub partner: String,
        /// As `domain::billing::adjustment::Kind` spells it.
        pub kind: String,
        /// Whether it is a discount on usage.
        pub of_usage: bool,
        /// The subscription.
        pub subscription_id: Uuid,
        /// Whose it is.
        pub customer: String,
        /// The invoice that is given back of.
        pub invoice_id: Option<Uuid>,
        /// Its number.
        pub invoice: Option<String>,
        /// The line of it.
        pub line: Option<i64>,
        /// ISO 4217.
        pub currency: String,
        /// As `domain::billing::credit_note::State` spells it.
        pub state: String,
        /// Minor units, above zero.
        pub before_tax: i64,
        /// Minor units; none for a discount.
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
        /// The invoice that gives it back.
        pub given_on: Option<String>,
    }
}

macro_rules! adjustments {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.partner_id, n.name AS partner, a.kind, a.of_usage, a.subscription_id,
                c.company_name AS customer, a.invoice_id, i.number AS invoice, a.line,
                COALESCE(i.currency, b.currency) AS currency,
                a.state, a.before_tax, a.tax, a.reason, a.proposed_by, a.proposed_name, a.proposed_at,
                a.decided_name, a.decided_at, a.decision_reason, g.number AS given_on
             FROM bill_adjustment a JOIN tenant n ON n.id = a.partner_id
             JOIN billing_account b ON b.tenant_id = a.partner_id
             JOIN subscription s ON s.id = a.subscription_id JOIN customer c ON c.id = s.customer_id
             LEFT JOIN invoice i ON i.id = a.invoice_id
             LEFT JOIN invoice_line l ON l.adjustment_id = a.id
             LEFT JOIN invoice g ON g.id = l.invoice_id ",
            $rest
        )
    };
}

/// An adjustment that is proposed.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// Its id.
    pub id: Uuid,
    /// As `domain::billing::adjustment::Kind` spells it.
    pub kind: &'a str,
    /// Whether it is a discount on usage.
    pub of_usage: bool,
    /// The subscription.
    pub subscription: Uuid,
    /// The line that is given back of.
    pub line: Option<(Uuid, u32)>,
    /// Minor units before tax, and their tax.
    pub amounts: (i64, i64),
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
/// [`DbError`].
pub fn propose(tx: &mut Tx<'_>, scope: TenantScope, new: New<'_>) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO bill_adjustment (id, partner_id, kind, subscription_id, invoice_id, line,
            before_tax, tax, reason, state, proposed_by, proposed_name, proposed_at, decided_name,
            decision_reason, of_usage)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'proposed', $10, $11, $12, '', '', $13)",
        values![
            new.id,
            scope.tenant().0,
            new.kind,
            new.subscription,
            new.line.map(|line| line.0),
            new.line.map(|line| i64::from(line.1)),
            new.amounts.0,
            new.amounts.1,
            new.reason,
            new.by.0,
            new.by.1,
            new.at,
            new.of_usage
        ],
    )
    .map(drop)
}

/// How one that waits ends.
#[derive(Debug, Clone, Copy)]
pub struct End<'a> {
    /// `issued`, `declined` or `withdrawn`.
    pub state: &'a str,
    /// Tax, as it is when it is agreed to.
    pub tax: i64,
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
        "UPDATE bill_adjustment SET state = $3, tax = $4, decision_reason = $5, decided_by = $6,
            decided_name = $7, decided_at = $8
         WHERE id = $1 AND partner_id = $2 AND state = 'proposed'",
        values![
            id,
            scope.tenant().0,
            end.state,
            end.tax,
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
pub fn get(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<Adjustment>, DbError> {
    tx.query_opt(adjustments!("WHERE a.id = $1"), values![id])
}

/// All of them, those that wait first, then the newest.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    (limit, offset): (u32, u32),
) -> Result<Vec<Adjustment>, DbError> {
    tx.query(
        adjustments!(
            "ORDER BY CASE WHEN a.state = 'proposed' THEN 0 ELSE 1 END, a.proposed_at DESC, a.id
             LIMIT $1 OFFSET $2"
        ),
        values![limit, offset],
    )
}

/// One of a partner's that was agreed to.
///
/// # Errors
/// [`DbError`].
pub fn issued(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    id: Uuid,
) -> Result<Option<Adjustment>, DbError> {
    tx.query_opt(
        adjustments!("WHERE a.id = $1 AND a.partner_id = $2 AND a.state = 'issued'"),
        values![id, scope.tenant().0],
    )
}

/// The discounts on one of a partner's subscriptions that were agreed to until a moment, in their order: those
/// on licences, or those on usage.
///
/// # Errors
/// [`DbError`].
pub fn discounts(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    (subscription, until, of_usage): (Uuid, Instant, bool),
) -> Result<Vec<Adjustment>, DbError> {
    tx.query(
        adjustments!(
            "WHERE a.subscription_id = $1 AND a.partner_id = $2 AND a.state = 'issued'
               AND a.kind = 'discount' AND a.decided_at <= $3 AND a.of_usage = $4
             ORDER BY a.decided_at, a.id"
        ),
        values![subscription, scope.tenant().0, until, of_usage],
    )
}

/// What a partner's next invoice gives back of lines: agreed to, and on no invoice yet.
///
/// # Errors
/// [`DbError`].
pub fn to_give(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Adjustment>, DbError> {
    tx.query(
        adjustments!(
            "WHERE a.partner_id = $1 AND a.state = 'issued' AND a.kind = 'offset'
               AND l.adjustment_id IS NULL ORDER BY a.decided_at, a.id"
        ),
        values![scope.tenant().0],
    )
}

row! {
    /// What is left of the discounts on a subscription.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Left {
        /// The subscription.
        pub subscription_id: Uuid,
        /// Granted less taken, minor units.
        pub amount: i64,
    }
}

/// What is left of a partner's discounts on licences, by subscription: what was granted less what lines took.
///
/// # Errors
/// [`DbError`].
pub fn left(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Left>, DbError> {
    tx.query(
        "SELECT a.subscription_id, CAST(SUM(a.before_tax) AS BIGINT)
            - (SELECT CAST(COALESCE(SUM(l.discount), 0) AS BIGINT) FROM invoice_line l
               WHERE l.partner_id = $1 AND l.subscription_id = a.subscription_id) AS amount
         FROM bill_adjustment a
         WHERE a.partner_id = $1 AND a.state = 'issued' AND a.kind = 'discount' AND a.of_usage = $2
         GROUP BY a.subscription_id",
        values![scope.tenant().0, false],
    )
}

/// The same of discounts on usage, which are lines of their own.
///
/// # Errors
/// [`DbError`].
pub fn left_of_usage(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Left>, DbError> {
    tx.query(
        "SELECT a.subscription_id, CAST(SUM(a.before_tax) AS BIGINT)
            + (SELECT CAST(COALESCE(SUM(u.amount), 0) AS BIGINT) FROM usage_line u
               WHERE u.partner_id = $1 AND u.subscription_id = a.subscription_id
                 AND u.record_id IS NULL) AS amount
         FROM bill_adjustment a
         WHERE a.partner_id = $1 AND a.state = 'issued' AND a.kind = 'discount' AND a.of_usage = $2
         GROUP BY a.subscription_id",
        values![scope.tenant().0, true],
    )
}

row! {
    /// What was given back of a line.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Given {
        /// Before tax.
        pub before_tax: i64,
        /// Tax.
        pub tax: i64,
    }
}

/// What was given back of a line, and will be.
///
/// # Errors
/// [`DbError`].
pub fn given(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    (invoice, line): (Uuid, u32),
) -> Result<Given, DbError> {
    tx.query_one(
        "SELECT CAST(COALESCE(SUM(before_tax), 0) AS BIGINT) AS before_tax,
            CAST(COALESCE(SUM(tax), 0) AS BIGINT) AS tax
         FROM bill_adjustment
         WHERE invoice_id = $1 AND line = $2 AND partner_id = $3 AND state = 'issued'",
        values![invoice, line, scope.tenant().0],
    )
}

/// What all bills together charge for the span of a line, less discounts and what was given back of its
/// lines.
///
/// # Errors
/// [`DbError`].
pub fn of_span(tx: &mut Tx<'_>, scope: TenantScope, line: &super::Line) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT CAST(COALESCE(SUM(l.amount - l.discount), 0) AS BIGINT)
            - (SELECT CAST(COALESCE(SUM(a.before_tax), 0) AS BIGINT) FROM bill_adjustment a
               JOIN invoice_line o ON o.invoice_id = a.invoice_id AND o.number = a.line
               WHERE a.partner_id = $1 AND a.subscription_id = $2 AND a.state = 'issued'
                 AND o.span_from = $3 AND o.span_to = $4) AS n
         FROM invoice_line l
         WHERE l.partner_id = $1 AND l.subscription_id = $2 AND l.span_from = $3
           AND l.span_to = $4 AND l.adjustment_id IS NULL",
        values![
            scope.tenant().0,
            line.subscription_id,
            &line.span_from,
            &line.span_to
        ],
    )
}

row! {
    /// What a discount is on.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Sold {
        /// Who sold it.
        pub partner_id: Uuid,
        /// As `domain::subscriptions::Status` spells it.
        pub status: String,
        /// The offer.
        pub offer_id: Uuid,
        /// Whether its customer is in a sandbox.
        pub sandbox: bool,
    }
}

/// Any subscription.
///
/// # Errors
/// [`DbError`].
pub fn sold(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<Sold>, DbError> {
    tx.query_opt(
        "SELECT s.partner_id, s.status, s.offer_id, c.sandbox
         FROM subscription s JOIN customer c ON c.id = s.customer_id WHERE s.id = $1",
        values![id],
    )
}

/// One line of one of a partner's invoices.
///
/// # Errors
/// [`DbError`].
pub fn line(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    (invoice, number): (Uuid, u32),
) -> Result<Option<super::Line>, DbError> {
    let Some(before) = number.checked_sub(1) else {
        return Ok(None);
    };
    let found = super::lines(tx, scope, invoice, before, 1)?.pop();
    Ok(found.filter(|line| line.number == number))
}
