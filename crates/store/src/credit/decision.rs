//! Credit decisions. None is ever changed; the newest counts, which is the one with the highest number
//! of its application: moments may be equal, and clocks are set back.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// A credit decision.
    #[derive(Debug, Clone)]
    pub struct Decision {
        /// Its id.
        pub id: Uuid,
        /// `analyst`, `bureau` or `override`.
        pub source: String,
        /// `pass`, `refer` or `fail`.
        pub result: String,
        /// The limit, minor units; nothing unless passed.
        pub credit_limit: i64,
        /// Currency.
        pub currency: String,
        /// Why.
        pub reason: String,
        /// Who; of an override the person who approved it, of a bureau's answer nobody.
        pub analyst_id: Option<Uuid>,
        /// What the limit was computed from, JSON of `domain::credit::proposal::Inputs`; empty when
        /// the application held no figures.
        pub inputs: String,
        /// When.
        pub decided_at: Instant,
        /// Until when an approval or a signature may rest on it.
        pub valid_until: Instant,
    }
}

/// Adds a decision, the newest from now on.
///
/// # Errors
/// [`DbError`].
pub fn add(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: Uuid,
    d: &Decision,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO credit_decision (id, application_id, number, source, result, credit_limit,
            currency, reason, analyst_id, inputs, decided_at, valid_until)
         SELECT $1, $2, COALESCE(MAX(number), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11
         FROM credit_decision WHERE application_id = $2",
        values![
            d.id,
            application,
            &d.source,
            &d.result,
            d.credit_limit,
            &d.currency,
            &d.reason,
            d.analyst_id,
            &d.inputs,
            d.decided_at,
            d.valid_until
        ],
    )
    .map(drop)
}

macro_rules! decisions {
    ($rest:literal) => {
        concat!(
            "SELECT id, source, result, credit_limit, currency, reason, analyst_id, inputs,
                decided_at, valid_until FROM credit_decision ",
            $rest
        )
    };
}

/// The newest decision of an application. Signing rests on it, hence no operator scope.
///
/// # Errors
/// [`DbError`].
pub fn newest(tx: &mut Tx<'_>, application: Uuid) -> Result<Option<Decision>, DbError> {
    tx.query_opt(
        decisions!("WHERE application_id = $1 ORDER BY number DESC LIMIT 1"),
        values![application],
    )
}

/// The decisions of an application, newest first.
///
/// # Errors
/// [`DbError`].
pub fn all(tx: &mut Tx<'_>, _: OperatorScope, application: Uuid) -> Result<Vec<Decision>, DbError> {
    tx.query(
        decisions!("WHERE application_id = $1 ORDER BY number DESC LIMIT 100"),
        values![application],
    )
}

/// Whether a person ever decided credit of an application, or proposed or decided an override.
///
/// # Errors
/// [`DbError`].
pub fn by_person(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: Uuid,
    person: Uuid,
) -> Result<bool, DbError> {
    let n: i64 = tx.query_one(
        "SELECT (SELECT COUNT(*) FROM credit_decision
             WHERE application_id = $1 AND analyst_id = $2)
           + (SELECT COUNT(*) FROM credit_override
             WHERE application_id = $1 AND (proposed_by = $2 OR decided_by = $2)) AS n",
        values![application, person],
    )?;
    Ok(n > 0)
}

row! {
    /// An application that waits for a decision about credit.
    #[derive(Debug, Clone)]
    pub struct Undecided {
        /// The application.
        pub id: Uuid,
        /// Its reference.
        pub reference: String,
        /// The company.
        pub legal_name: String,
        /// When it was submitted.
        pub submitted_at: Option<Instant>,
        /// The newest result, if any: `refer` or `fail`.
        pub result: Option<String>,
    }
}

/// Applications under review whose credit check is open or failed, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn undecided(tx: &mut Tx<'_>, _: OperatorScope, limit: u32) -> Result<Vec<Undecided>, DbError> {
    tx.query(
        "SELECT a.id, a.reference, a.legal_name, a.submitted_at,
            (SELECT d.result FROM credit_decision d WHERE d.application_id = a.id
             ORDER BY d.number DESC LIMIT 1) AS result
         FROM application a
         WHERE a.state = 'in-review' AND a.submitted_at IS NOT NULL
           AND EXISTS (SELECT 1 FROM application_check c WHERE c.application_id = a.id
             AND c.kind = 'credit' AND c.result NOT IN ('passed', 'waived'))
         ORDER BY a.submitted_at, a.id LIMIT $1",
        values![limit],
    )
}
