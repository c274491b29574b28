//! Queries across tenants, for the operator alone: each wants an [`OperatorScope`].

use crate::application::{Application, application_columns};
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// A line of the queue.
    #[derive(Debug, Clone)]
    pub struct QueueLine {
        /// The application.
        pub id: Uuid,
        /// Reference number.
        pub reference: String,
        /// The company.
        pub legal_name: String,
        /// State.
        pub state: String,
        /// When it was submitted.
        pub submitted_at: Option<Instant>,
        /// Since when the operator's clock runs; none while it stands still.
        pub sla_since: Option<Instant>,
        /// Working days used before that.
        pub sla_days: u32,
        /// Reviewer's family name.
        pub reviewer_family: Option<String>,
        /// Reviewer's given name.
        pub reviewer_given: Option<String>,
        /// Checks in order.
        pub passed: i64,
    }
}

macro_rules! queue_lines {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.reference, a.legal_name, a.state, a.submitted_at, a.sla_since,
                a.sla_days, r.family_name AS reviewer_family, r.given_name AS reviewer_given,
                (SELECT COUNT(*) FROM application_check c
                 WHERE c.application_id = a.id AND c.result IN ('passed', 'waived')) AS passed
             FROM application a LEFT JOIN account r ON r.id = a.reviewer_id ",
            $rest
        )
    };
}

/// Applications in one state (all submitted ones when empty), oldest first, optionally only those
/// whose company, code or reference contains a text.
///
/// # Errors
/// [`DbError`].
pub fn queue(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    state: &str,
    text: &str,
    limit: u32,
) -> Result<Vec<QueueLine>, DbError> {
    // One text for both would have to say "or", and no index answers that.
    if state.is_empty() {
        return tx.query(
            queue_lines!(
                "WHERE a.submitted_at IS NOT NULL
                   AND ($1 = '' OR LOWER(a.legal_name || ' ' || a.reference || ' ' || COALESCE(a.credit_code, '')) LIKE $2)
                 ORDER BY a.submitted_at, a.id LIMIT $3"
            ),
            values![text, crate::audit::contains(text), limit],
        );
    }
    tx.query(
        queue_lines!(
            "WHERE a.state = $1 AND a.submitted_at IS NOT NULL
               AND ($2 = '' OR LOWER(a.legal_name || ' ' || a.reference || ' ' || COALESCE(a.credit_code, '')) LIKE $3)
             ORDER BY a.submitted_at, a.id LIMIT $4"
        ),
        values![state, text, crate::audit::contains(text), limit],
    )
}

row! {
    /// How many applications are in a state.
    #[derive(Debug, Clone)]
    pub struct StateCount {
        /// The state.
        pub state: String,
        /// How many.
        pub n: i64,
    }
}

/// How many applications are in each state.
///
/// # Errors
/// [`DbError`].
pub fn counts(tx: &mut Tx<'_>, _: OperatorScope) -> Result<Vec<StateCount>, DbError> {
    tx.query(
        "SELECT state, COUNT(*) AS n FROM application GROUP BY state",
        &[],
    )
}

/// An application.
///
/// # Errors
/// [`DbError`].
pub fn application(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
) -> Result<Option<Application>, DbError> {
    tx.query_opt(application_columns!("WHERE id = $1"), values![id])
}

/// Other applications and partners with the same code, number or name.
///
/// # Errors
/// [`DbError`].
pub fn duplicates(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: &Application,
) -> Result<Vec<Application>, DbError> {
    tx.query(
        application_columns!(
            "WHERE id <> $1 AND state NOT IN ('draft', 'withdrawn', 'lapsed')
             AND (credit_code = $2 OR network_id = $3 OR legal_name = $4)
             ORDER BY created_at LIMIT 20"
        ),
        values![
            application.id,
            application.credit_code.clone(),
            application.network_id.clone(),
            &application.legal_name
        ],
    )
}

/// Whether a person ever claimed an application or decided anything about it as a reviewer; the
/// audit log knows.
///
/// # Errors
/// [`DbError`].
pub fn reviewed(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: Uuid,
    person: Uuid,
) -> Result<bool, DbError> {
    let n: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM audit_entry WHERE subject = $1 AND actor = $2
         AND outcome = 'succeeded' AND action IN ('application.claim', 'application.take-over',
            'application.set-check', 'application.enter-extract', 'application.call-back',
            'application.ask', 'application.reject', 'application.propose-rejection',
            'application.confirm-rejection', 'application.approve', 'application.confirm-approval')",
        values![format!("application/{application}"), person],
    )?;
    Ok(n > 0)
}
