//! The work queue and the list of applications.

use crate::audit::contains;
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// A line of the queue or of the list.
    #[derive(Debug, Clone)]
    pub struct Line {
        /// The application.
        pub id: Uuid,
        /// Reference number.
        pub reference: String,
        /// The company.
        pub legal_name: String,
        /// Unified social credit code.
        pub credit_code: Option<String>,
        /// State.
        pub state: String,
        /// When it was submitted.
        pub submitted_at: Option<Instant>,
        /// Since when the operator's clock runs; none while it stands still.
        pub sla_since: Option<Instant>,
        /// Working days used before that.
        pub sla_days: u32,
        /// Who holds it.
        pub reviewer_id: Option<Uuid>,
        /// Reviewer's family name.
        pub reviewer_family: Option<String>,
        /// Reviewer's given name.
        pub reviewer_given: Option<String>,
        /// The order these are written in.
        pub reviewer_order: Option<String>,
        /// Checks in order.
        pub passed: i64,
        /// How the credit check stands.
        pub credit: Option<String>,
        /// Messages of the company nobody has read.
        pub unread: i64,
        /// Who proposed what waits for a second person.
        pub proposed_by: Option<Uuid>,
        /// Whether the asking person has declared a conflict.
        pub conflict: bool,
    }
}

impl Line {
    /// The name of whoever holds it, in the order the person wants.
    #[must_use]
    pub fn reviewer(&self) -> Option<String> {
        let family = self.reviewer_family.as_deref()?;
        let given = self.reviewer_given.as_deref().unwrap_or_default();
        let order = self.reviewer_order.as_deref().unwrap_or_default();
        Some(crate::identity::ordered(family, given, order))
    }
}

macro_rules! lines {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.reference, a.legal_name, a.credit_code, a.state, a.submitted_at,
                a.sla_since, a.sla_days, a.reviewer_id, r.family_name AS reviewer_family,
                r.given_name AS reviewer_given, r.name_order AS reviewer_order,
                (SELECT COUNT(*) FROM application_check c
                 WHERE c.application_id = a.id AND c.result IN ('passed', 'waived')) AS passed,
                (SELECT c.result FROM application_check c
                 WHERE c.application_id = a.id AND c.kind = 'credit') AS credit,
                (SELECT COUNT(*) FROM case_message m
                 WHERE m.application_id = a.id AND m.side = 'applicant' AND m.written_at >
                    COALESCE((SELECT d.read_through FROM case_message_read d
                        WHERE d.application_id = a.id AND d.side = 'staff'), 0)) AS unread,
                COALESCE(
                    (SELECT p.proposed_by FROM approval_proposal p
                     WHERE p.application_id = a.id AND p.outcome IS NULL),
                    (SELECT j.proposed_by FROM rejection j
                     WHERE j.application_id = a.id AND j.outcome IS NULL)) AS proposed_by,
                EXISTS (SELECT 1 FROM staff_conflict s
                 WHERE s.tenant_id = a.tenant_id AND s.account_id = $1) AS conflict
             FROM application a LEFT JOIN account r ON r.id = a.reviewer_id ",
            $rest
        )
    };
}

/// Applications somebody has to work on, longest submitted first, optionally only those whose
/// company, code or reference contains a text.
///
/// # Errors
/// [`DbError`].
pub fn open(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    person: Uuid,
    text: &str,
    limit: u32,
) -> Result<Vec<Line>, DbError> {
    tx.query(
        lines!(
            "WHERE a.state IN ('submitted', 'in-review', 'information-requested')
               AND ($2 = '' OR LOWER(a.legal_name || ' ' || a.reference || ' ' || COALESCE(a.credit_code, '')) LIKE $3)
             ORDER BY a.submitted_at, a.id LIMIT $4"
        ),
        values![person, text, contains(text), limit],
    )
}

/// A page of a list.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// Lines to leave out at the beginning.
    pub offset: u32,
    /// Lines to give at most.
    pub limit: u32,
}

/// Applications in one state (all submitted ones when empty), newest first, optionally only those
/// whose company, code or reference contains a text.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    person: Uuid,
    state: &str,
    text: &str,
    part: Part,
) -> Result<Vec<Line>, DbError> {
    // One text for both would have to say "or", and no index answers that.
    if state.is_empty() {
        return tx.query(
            lines!(
                "WHERE a.submitted_at IS NOT NULL
                   AND ($2 = '' OR LOWER(a.legal_name || ' ' || a.reference || ' ' || COALESCE(a.credit_code, '')) LIKE $3)
                 ORDER BY a.submitted_at DESC, a.id DESC LIMIT $4 OFFSET $5"
            ),
            values![person, text, contains(text), part.limit, part.offset],
        );
    }
    tx.query(
        lines!(
            "WHERE a.state = $2 AND a.submitted_at IS NOT NULL
               AND ($3 = '' OR LOWER(a.legal_name || ' ' || a.reference || ' ' || COALESCE(a.credit_code, '')) LIKE $4)
             ORDER BY a.submitted_at DESC, a.id DESC LIMIT $5 OFFSET $6"
        ),
        values![person, state, text, contains(text), part.limit, part.offset],
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

/// How many submitted applications whose company, code or reference contains a text are in each
/// state.
///
/// # Errors
/// [`DbError`].
pub fn counts(tx: &mut Tx<'_>, _: OperatorScope, text: &str) -> Result<Vec<StateCount>, DbError> {
    tx.query(
        "SELECT a.state, COUNT(*) AS n FROM application a
         WHERE a.submitted_at IS NOT NULL
           AND ($1 = '' OR LOWER(a.legal_name || ' ' || a.reference || ' ' || COALESCE(a.credit_code, '')) LIKE $2)
         GROUP BY a.state",
        values![text, contains(text)],
    )
}

/// Cases under review that nobody holds and that a person may review, longest waiting first.
///
/// # Errors
/// [`DbError`].
pub fn free(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    person: Uuid,
    limit: u32,
) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT a.id FROM application a
         WHERE a.state = 'in-review' AND a.reviewer_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM staff_conflict c
             WHERE c.tenant_id = a.tenant_id AND c.account_id = $1)
           AND NOT EXISTS (SELECT 1 FROM credit_decision d
             WHERE d.application_id = a.id AND d.analyst_id = $1)
           AND NOT EXISTS (SELECT 1 FROM credit_override o
             WHERE o.application_id = a.id AND (o.proposed_by = $1 OR o.decided_by = $1))
         ORDER BY a.submitted_at, a.id LIMIT $2",
        values![person, limit],
    )
}

row! {
    /// A case whose clock runs.
    #[derive(Debug, Clone)]
    pub struct Running {
        /// The application.
        pub id: Uuid,
        /// Since when the clock runs.
        pub sla_since: Instant,
        /// Working days used before that.
        pub sla_days: u32,
        /// The highest share of the promised time a warning was sent at; 0 without one.
        pub warned: i64,
    }
}

/// Every case whose clock runs.
///
/// # Errors
/// [`DbError`].
pub fn running(tx: &mut Tx<'_>, _: OperatorScope) -> Result<Vec<Running>, DbError> {
    tx.query(
        "SELECT a.id, a.sla_since, a.sla_days,
            (SELECT CAST(COALESCE(MAX(w.percent), 0) AS BIGINT) FROM sla_warning w
             WHERE w.application_id = a.id) AS warned
         FROM application a
         WHERE a.state IN ('submitted', 'in-review') AND a.sla_since IS NOT NULL
         ORDER BY a.submitted_at, a.id",
        &[],
    )
}

/// The highest share of the promised time a warning was sent at; 0 without one.
///
/// # Errors
/// [`DbError`].
pub fn warned(tx: &mut Tx<'_>, application: Uuid) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT CAST(COALESCE(MAX(percent), 0) AS BIGINT) AS n FROM sla_warning
         WHERE application_id = $1",
        values![application],
    )
}

/// Notes that a warning was sent; a second one changes nothing.
///
/// # Errors
/// [`DbError`].
pub fn note_warning(
    tx: &mut Tx<'_>,
    application: Uuid,
    percent: i64,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO sla_warning (application_id, percent, at) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        values![application, percent, now],
    )
    .map(drop)
}

/// Forgets the warnings above a share: the clock has begun anew.
///
/// # Errors
/// [`DbError`].
pub fn forget_warnings(tx: &mut Tx<'_>, application: Uuid, above: i64) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM sla_warning WHERE application_id = $1 AND percent > $2",
        values![application, above],
    )
    .map(drop)
}
