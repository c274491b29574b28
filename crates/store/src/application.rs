//! Applications: the applicant's half. The operator's half is in [`crate::operator`].

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::TenantScope;
use uuid::Uuid;

row! {
    /// An application with all its columns.
    #[derive(Debug, Clone)]
    pub struct Application {
        /// Its id.
        pub id: Uuid,
        /// Whose.
        pub tenant_id: Uuid,
        /// Reference number.
        pub reference: String,
        /// State of the machine.
        pub state: String,
        /// Business model.
        pub model: String,
        /// Legal name as last saved.
        pub legal_name: String,
        /// Unified social credit code, once submitted.
        pub credit_code: Option<String>,
        /// Partner-network ID, once submitted.
        pub network_id: Option<String>,
        /// Who reviews.
        pub reviewer_id: Option<Uuid>,
        /// The granted credit limit, minor units.
        pub credit_limit: Option<i64>,
        /// Currency of the limit.
        pub currency: String,
        /// When it was begun.
        pub created_at: Instant,
        /// When it was submitted.
        pub submitted_at: Option<Instant>,
        /// When it was decided.
        pub decided_at: Option<Instant>,
        /// When the agreement was signed.
        pub signed_at: Option<Instant>,
        /// When everything was set up.
        pub active_at: Option<Instant>,
        /// Optimistic lock.
        pub version: i64,
    }
}

impl Application {
    /// An application that has just begun.
    #[must_use]
    pub fn draft(
        id: Uuid,
        tenant_id: Uuid,
        reference: String,
        legal_name: String,
        currency: String,
        now: Instant,
    ) -> Self {
        Self {
            id,
            tenant_id,
            reference,
            state: domain::enrolment::application::State::Draft
                .text()
                .to_owned(),
            model: "direct".to_owned(),
            legal_name,
            credit_code: None,
            network_id: None,
            reviewer_id: None,
            credit_limit: None,
            currency,
            created_at: now,
            submitted_at: None,
            decided_at: None,
            signed_at: None,
            active_at: None,
            version: 1,
        }
    }
}

macro_rules! application_columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, tenant_id, reference, state, model, legal_name, credit_code, network_id,
                reviewer_id, credit_limit, currency, created_at, submitted_at, decided_at,
                signed_at, active_at, version FROM application ",
            $rest
        )
    };
}
pub(crate) use application_columns;

/// Adds a draft.
///
/// # Errors
/// [`DbError::Unique`] when the tenant has an open application.
pub fn add(tx: &mut Tx<'_>, a: &Application) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO application (id, tenant_id, reference, state, model, legal_name, currency,
            created_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        values![
            a.id,
            a.tenant_id,
            &a.reference,
            &a.state,
            &a.model,
            &a.legal_name,
            &a.currency,
            a.created_at,
            a.version
        ],
    )
    .map(drop)
}

/// The tenant's newest application.
///
/// # Errors
/// [`DbError`].
pub fn newest(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Option<Application>, DbError> {
    tx.query_opt(
        application_columns!("WHERE tenant_id = $1 ORDER BY created_at DESC, id LIMIT 1"),
        values![scope.tenant().0],
    )
}

/// Writes an application back; false when somebody else was faster.
///
/// # Errors
/// [`DbError::Unique`] when the credit code or network ID is already with another application.
pub fn save(tx: &mut Tx<'_>, a: &Application) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE application SET state = $3, model = $4, legal_name = $5, credit_code = $6,
            network_id = $7, reviewer_id = $8, credit_limit = $9, submitted_at = $10,
            decided_at = $11, signed_at = $12, active_at = $13, version = version + 1
         WHERE id = $1 AND version = $2",
        values![
            a.id,
            a.version,
            &a.state,
            &a.model,
            &a.legal_name,
            a.credit_code.clone(),
            a.network_id.clone(),
            a.reviewer_id,
            a.credit_limit,
            a.submitted_at,
            a.decided_at,
            a.signed_at,
            a.active_at
        ],
    )?;
    Ok(touched == 1)
}

row! {
    /// A check as it stands.
    #[derive(Debug, Clone)]
    pub struct Check {
        /// What is checked.
        pub kind: String,
        /// How it stands.
        pub result: String,
        /// Why.
        pub evidence: String,
        /// Who decided.
        pub decided_by: String,
        /// When.
        pub decided_at: Option<Instant>,
    }
}

/// The checks of an application.
///
/// # Errors
/// [`DbError`].
pub fn checks(tx: &mut Tx<'_>, application: Uuid) -> Result<Vec<Check>, DbError> {
    tx.query(
        "SELECT kind, result, evidence, decided_by, decided_at FROM application_check
         WHERE application_id = $1",
        values![application],
    )
}

/// Sets a check.
///
/// # Errors
/// [`DbError`].
pub fn set_check(tx: &mut Tx<'_>, application: Uuid, check: &Check) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO application_check (application_id, kind, result, evidence, decided_by, decided_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (application_id, kind) DO UPDATE SET result = EXCLUDED.result,
            evidence = EXCLUDED.evidence, decided_by = EXCLUDED.decided_by,
            decided_at = EXCLUDED.decided_at",
        values![
            application, &check.kind, &check.result, &check.evidence, &check.decided_by,
            check.decided_at
        ],
    )
    .map(drop)
}

row! {
    /// A link sent to a mailbox or to the approval contact.
    #[derive(Debug, Clone)]
    pub struct Confirmation {
        /// Which application.
        pub application_id: Uuid,
        /// `mailbox` or `approval`.
        pub purpose: String,
        /// To whom it was sent.
        pub email: String,
        /// Until when it works.
        pub expires_at: Instant,
        /// When it was answered.
        pub answered_at: Option<Instant>,
        /// `yes` or `no`.
        pub answer: Option<String>,
        /// Whose application.
        pub tenant_id: Uuid,
        /// The company.
        pub legal_name: String,
        /// Reference number.
        pub reference: String,
    }
}

/// Adds a link.
///
/// # Errors
/// [`DbError`].
pub fn add_confirmation(
    tx: &mut Tx<'_>,
    token_hash: &[u8; 32],
    application: Uuid,
    purpose: &str,
    email: &str,
    now: Instant,
    expires_at: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO confirmation (token_hash, application_id, purpose, email, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        values![token_hash, application, purpose, email, now, expires_at],
    )
    .map(drop)
}

/// The link a token opens. The token itself is the leave to read it.
///
/// # Errors
/// [`DbError`].
pub fn confirmation(
    tx: &mut Tx<'_>,
    token_hash: &[u8; 32],
) -> Result<Option<Confirmation>, DbError> {
    tx.query_opt(
        "SELECT c.application_id, c.purpose, c.email, c.expires_at, c.answered_at, c.answer,
            a.tenant_id, a.legal_name, a.reference
         FROM confirmation c JOIN application a ON a.id = c.application_id
         WHERE c.token_hash = $1",
        values![token_hash],
    )
}

/// Answers a link, once; false when it was answered before.
///
/// # Errors
/// [`DbError`].
pub fn answer_confirmation(
    tx: &mut Tx<'_>,
    token_hash: &[u8; 32],
    answer: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE confirmation SET answered_at = $2, answer = $3
         WHERE token_hash = $1 AND answered_at IS NULL",
        values![token_hash, now, answer],
    )?;
    Ok(touched == 1)
}
