//! Limits granted against a decision or above policy, by two people.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// A proposed override.
    #[derive(Debug, Clone)]
    pub struct Override {
        /// Its id.
        pub id: Uuid,
        /// The application.
        pub application_id: Uuid,
        /// The company.
        pub tenant_id: Uuid,
        /// State of the machine.
        pub state: String,
        /// The decision it was proposed against.
        pub overridden_id: Uuid,
        /// That decision's result.
        pub old_result: String,
        /// That decision's limit, minor units.
        pub old_limit: i64,
        /// The limit proposed, minor units.
        pub new_limit: i64,
        /// Currency.
        pub currency: String,
        /// Why.
        pub reason: String,
        /// What supports it, in words.
        pub evidence: String,
        /// What supports it, as a document of the application.
        pub document_id: Option<Uuid>,
        /// Last day it is good for.
        pub expires_on: String,
        /// Who proposed it.
        pub proposed_by: Uuid,
        /// When.
        pub proposed_at: Instant,
        /// Who decided.
        pub decided_by: Option<Uuid>,
        /// When.
        pub decided_at: Option<Instant>,
        /// What was said about it.
        pub answer: String,
    }
}

macro_rules! overrides {
    ($rest:literal) => {
        concat!(
            "SELECT id, application_id, tenant_id, state, overridden_id, old_result, old_limit,
                new_limit, currency, reason, evidence, document_id, expires_on, proposed_by,
                proposed_at, decided_by, decided_at, answer FROM credit_override ",
            $rest
        )
    };
}

/// Adds a proposal.
///
/// # Errors
/// [`DbError::Unique`] when another one about the same application waits.
pub fn add(tx: &mut Tx<'_>, _: OperatorScope, o: &Override) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO credit_override (id, application_id, tenant_id, state, overridden_id,
            old_result, old_limit, new_limit, currency, reason, evidence, document_id, expires_on,
            proposed_by, proposed_at, answer)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, '')",
        values![
            o.id,
            o.application_id,
            o.tenant_id,
            &o.state,
            o.overridden_id,
            &o.old_result,
            o.old_limit,
            o.new_limit,
            &o.currency,
            &o.reason,
            &o.evidence,
            o.document_id,
            &o.expires_on,
            o.proposed_by,
            o.proposed_at
        ],
    )
    .map(drop)
}

/// Ends a proposal; false when somebody else was faster.
///
/// # Errors
/// [`DbError`].
pub fn settle(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
    state: &str,
    by: Option<Uuid>,
    answer: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE credit_override SET state = $2, decided_by = $3, answer = $4, decided_at = $5
         WHERE id = $1 AND state = 'proposed'",
        values![id, state, by, answer, now],
    )?;
    Ok(touched == 1)
}

/// A proposal about an application.
///
/// # Errors
/// [`DbError`].
pub fn get(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: Uuid,
    id: Uuid,
) -> Result<Option<Override>, DbError> {
    tx.query_opt(
        overrides!("WHERE application_id = $1 AND id = $2"),
        values![application, id],
    )
}

/// The proposal about an application that waits, if any.
///
/// # Errors
/// [`DbError`].
pub fn waiting(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: Uuid,
) -> Result<Option<Override>, DbError> {
    tx.query_opt(
        overrides!("WHERE application_id = $1 AND state = 'proposed'"),
        values![application],
    )
}

/// The proposals about an application, newest first.
///
/// # Errors
/// [`DbError`].
pub fn all(tx: &mut Tx<'_>, _: OperatorScope, application: Uuid) -> Result<Vec<Override>, DbError> {
    tx.query(
        overrides!("WHERE application_id = $1 ORDER BY proposed_at DESC, id LIMIT 50"),
        values![application],
    )
}

row! {
    /// A proposal that waits for a second person.
    #[derive(Debug, Clone)]
    pub struct Pending {
        /// The application.
        pub application_id: Uuid,
        /// Its reference.
        pub reference: String,
        /// The company.
        pub legal_name: String,
        /// The result to be overridden.
        pub old_result: String,
        /// The limit proposed, minor units.
        pub new_limit: i64,
        /// Currency.
        pub currency: String,
        /// The proposer's family name.
        pub family_name: String,
        /// The proposer's given name.
        pub given_name: String,
        /// The order the proposer wants them in.
        pub name_order: String,
        /// When it was proposed.
        pub proposed_at: Instant,
    }
}

impl Pending {
    /// The proposer's full name in the order its owner wants.
    #[must_use]
    pub fn proposer(&self) -> String {
        crate::identity::ordered(&self.family_name, &self.given_name, &self.name_order)
    }
}

/// The proposals that wait and can be decided now, because the application is under review or the
/// partner's limit is due; oldest first.
///
/// # Errors
/// [`DbError`].
pub fn pending(tx: &mut Tx<'_>, _: OperatorScope, limit: u32) -> Result<Vec<Pending>, DbError> {
    tx.query(
        "SELECT o.application_id, a.reference, a.legal_name, o.old_result, o.new_limit, o.currency,
            p.family_name, p.given_name, p.name_order, o.proposed_at
         FROM credit_override o
         JOIN application a ON a.id = o.application_id
         JOIN account p ON p.id = o.proposed_by
         WHERE o.state = 'proposed' AND (a.state = 'in-review' OR (a.state = 'active'
            AND EXISTS (SELECT 1 FROM credit_review r
                WHERE r.application_id = a.id AND r.done_at IS NULL)))
         ORDER BY o.proposed_at, o.id LIMIT $1",
        values![limit],
    )
}
