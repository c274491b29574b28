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
        /// The state it had when it was read.
        pub loaded_state: String,
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
        /// When the present state was entered; none in rows an older program wrote.
        pub entered_at: Option<Instant>,
        /// When it lapses, as promised when the state was entered.
        pub lapse_at: Option<Instant>,
        /// When the next reminder, warning or lapse is due.
        pub next_at: Option<Instant>,
        /// Since when the operator's clock runs; none while it stands still.
        pub sla_since: Option<Instant>,
        /// Working days used before that.
        pub sla_days: u32,
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
        let state = domain::enrolment::application::State::Draft.text();
        Self {
            id,
            tenant_id,
            reference,
            state: state.to_owned(),
            loaded_state: state.to_owned(),
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
            entered_at: Some(now),
            lapse_at: None,
            next_at: None,
            sla_since: None,
            sla_days: 0,
            version: 1,
        }
    }
}

macro_rules! application_columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, tenant_id, reference, state, state AS loaded_state, model, legal_name,
                credit_code, network_id, reviewer_id, credit_limit, currency, created_at,
                submitted_at, decided_at, signed_at, active_at, entered_at, lapse_at, next_at,
                sla_since, sla_days, version FROM application ",
            $rest
        )
    };
}
pub(crate) use application_columns;

/// Notes what a company's name and address come to, for comparison.
///
/// # Errors
/// [`DbError`].
pub fn set_company(tx: &mut Tx<'_>, id: Uuid, company: Option<&str>) -> Result<(), DbError> {
    tx.execute(
        "UPDATE application SET company = $2 WHERE id = $1",
        values![id, company.map(str::to_owned)],
    )
    .map(drop)
}

/// Adds a draft.
///
/// # Errors
/// [`DbError::Unique`] when the tenant has an open application.
pub fn add(tx: &mut Tx<'_>, a: &Application) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO application (id, tenant_id, reference, state, model, legal_name, currency,
            created_at, entered_at, lapse_at, next_at, sla_days, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12)",
        values![
            a.id,
            a.tenant_id,
            &a.reference,
            &a.state,
            &a.model,
            &a.legal_name,
            &a.currency,
            a.created_at,
            a.entered_at,
            a.lapse_at,
            a.next_at,
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
            decided_at = $11, signed_at = $12, active_at = $13, entered_at = $14, lapse_at = $15,
            next_at = $16, sla_since = $17, sla_days = $18, version = version + 1
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
            a.active_at,
            a.entered_at,
            a.lapse_at,
            a.next_at,
            a.sla_since,
            a.sla_days
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

/// Forgets the checks of an application that is the applicant's again.
///
/// # Errors
/// [`DbError`].
pub fn forget_checks(tx: &mut Tx<'_>, application: Uuid) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM application_check WHERE application_id = $1",
        values![application],
    )
    .map(drop)
}

row! {
    /// A state an application has been in.
    #[derive(Debug, Clone)]
    pub struct Step {
        /// The state.
        pub state: String,
        /// When it was entered.
        pub at: Instant,
    }
}

/// Adds a state to the history of an application.
///
/// # Errors
/// [`DbError`].
pub fn add_step(
    tx: &mut Tx<'_>,
    application: Uuid,
    state: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO application_step (application_id, number, state, at)
         SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3 FROM application_step
         WHERE application_id = $1",
        values![application, state, now],
    )
    .map(drop)
}

/// The states an application has been in, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn steps(tx: &mut Tx<'_>, application: Uuid) -> Result<Vec<Step>, DbError> {
    tx.query(
        "SELECT state, at FROM application_step WHERE application_id = $1 ORDER BY number",
        values![application],
    )
}
