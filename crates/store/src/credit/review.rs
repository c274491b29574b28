//! Yearly reviews of partners' limits.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// A partner whose limit may be due for review.
    #[derive(Debug, Clone)]
    pub struct Candidate {
        /// The company.
        pub tenant_id: Uuid,
        /// The application its decisions hang on.
        pub application_id: Uuid,
        /// Where the newest decision comes from.
        pub source: String,
        /// When it was made.
        pub decided_at: Instant,
        /// Until when it is good.
        pub valid_until: Instant,
    }
}

/// Partners without an open review whose newest decision is as old as `before`, or an override that
/// has ended by `now`.
///
/// # Errors
/// [`DbError`].
pub fn candidates(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: Instant,
    now: Instant,
    limit: u32,
) -> Result<Vec<Candidate>, DbError> {
    tx.query(
        "SELECT p.tenant_id, a.id AS application_id, d.source, d.decided_at, d.valid_until
         FROM partner p
         JOIN application a ON a.tenant_id = p.tenant_id AND a.state = 'active'
         JOIN credit_decision d ON d.application_id = a.id
         WHERE p.status IN ('active', 'suspended-payment', 'suspended-profile', 'suspended-abuse')
           AND (d.decided_at <= $1 OR (d.source = 'override' AND d.valid_until <= $2))
           AND NOT EXISTS (SELECT 1 FROM credit_decision later
             WHERE later.application_id = a.id AND later.number > d.number)
           AND NOT EXISTS (SELECT 1 FROM credit_review r
             WHERE r.tenant_id = p.tenant_id AND r.done_at IS NULL)
         ORDER BY d.decided_at, p.tenant_id LIMIT $3",
        values![before, now, limit],
    )
}

row! {
    /// A review.
    #[derive(Debug, Clone)]
    pub struct Review {
        /// Its id.
        pub id: Uuid,
        /// The company.
        pub tenant_id: Uuid,
        /// The application its decisions hang on.
        pub application_id: Uuid,
        /// When it fell due.
        pub due_at: Instant,
        /// When it was opened.
        pub opened_at: Instant,
    }
}

/// Opens a review; false when the company has an open one.
///
/// # Errors
/// [`DbError`].
pub fn open(tx: &mut Tx<'_>, _: OperatorScope, r: &Review) -> Result<bool, DbError> {
    let added = tx.execute(
        "INSERT INTO credit_review (id, tenant_id, application_id, due_at, opened_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        values![r.id, r.tenant_id, r.application_id, r.due_at, r.opened_at],
    )?;
    Ok(added == 1)
}

/// The open review of an application's company, if any.
///
/// # Errors
/// [`DbError`].
pub fn of_application(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: Uuid,
) -> Result<Option<Review>, DbError> {
    tx.query_opt(
        "SELECT id, tenant_id, application_id, due_at, opened_at FROM credit_review
         WHERE application_id = $1 AND done_at IS NULL",
        values![application],
    )
}

/// Ends a review with the decision that ends it.
///
/// # Errors
/// [`DbError`].
pub fn close(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
    decision: Uuid,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE credit_review SET done_at = $2, decision_id = $3 WHERE id = $1 AND done_at IS NULL",
        values![id, now, decision],
    )
    .map(drop)
}

row! {
    /// A review that waits for an analyst.
    #[derive(Debug, Clone)]
    pub struct Due {
        /// The application its decisions hang on.
        pub application_id: Uuid,
        /// Its reference.
        pub reference: String,
        /// The company.
        pub legal_name: String,
        /// When it fell due.
        pub due_at: Instant,
        /// The present limit, minor units.
        pub credit_limit: i64,
        /// Currency.
        pub currency: String,
        /// What was decided since it was opened, if anything: `refer` or `fail`.
        pub result: Option<String>,
    }
}

/// Every open review, the longest due first.
///
/// # Errors
/// [`DbError`].
pub fn due(tx: &mut Tx<'_>, _: OperatorScope, limit: u32) -> Result<Vec<Due>, DbError> {
    tx.query(
        "SELECT r.application_id, a.reference, a.legal_name, r.due_at, b.credit_limit, b.currency,
            (SELECT d.result FROM credit_decision d WHERE d.application_id = r.application_id
                AND d.decided_at >= r.opened_at ORDER BY d.number DESC LIMIT 1) AS result
         FROM credit_review r
         JOIN application a ON a.id = r.application_id
         JOIN billing_account b ON b.tenant_id = r.tenant_id
         WHERE r.done_at IS NULL ORDER BY r.due_at, r.id LIMIT $1",
        values![limit],
    )
}
