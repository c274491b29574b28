//! Findings that make a reviewer look twice. They are found while a company registers and go with
//! it into its application.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::enrolment::risk::Code;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// A finding.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct RiskFlag {
        /// [`Code::text`].
        pub code: String,
        /// What was found, for the operator's eyes; never a secret.
        pub detail: String,
        /// When it was first found.
        pub at: Instant,
    }
}

/// Notes a finding about a registration or an application; the same one counts once.
///
/// # Errors
/// [`DbError`].
pub fn add(
    tx: &mut Tx<'_>,
    owner: Uuid,
    code: Code,
    detail: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO risk_flag (owner_id, code, detail, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        values![owner, code.text(), detail, now],
    )
    .map(drop)
}

/// Notes a finding about the applications of the organisation a registration was finished for.
///
/// # Errors
/// [`DbError`].
pub fn add_to_application(
    tx: &mut Tx<'_>,
    registration: Uuid,
    code: Code,
    detail: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO risk_flag (owner_id, code, detail, at)
         SELECT a.id, $2, $3, $4 FROM registration r JOIN application a ON a.tenant_id = r.tenant_id
         WHERE r.id = $1 AND r.state = 'done'
         ON CONFLICT DO NOTHING",
        values![registration, code.text(), detail, now],
    )
    .map(drop)
}

/// The findings about a registration or an application, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of(tx: &mut Tx<'_>, owner: Uuid) -> Result<Vec<RiskFlag>, DbError> {
    tx.query(
        "SELECT code, detail, at FROM risk_flag WHERE owner_id = $1 ORDER BY at, code, detail",
        values![owner],
    )
}

/// Gives the findings about a registration to the application that comes of it.
///
/// # Errors
/// [`DbError`].
pub fn hand_on(tx: &mut Tx<'_>, from: Uuid, to: Uuid) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO risk_flag (owner_id, code, detail, at)
         SELECT $2, code, detail, at FROM risk_flag WHERE owner_id = $1
         ON CONFLICT DO NOTHING",
        values![from, to],
    )
    .map(drop)
}

/// Forgets the findings about a registration whose data is erased.
///
/// # Errors
/// [`DbError`].
pub fn forget(tx: &mut Tx<'_>, owner: Uuid) -> Result<(), DbError> {
    tx.execute("DELETE FROM risk_flag WHERE owner_id = $1", values![owner])
        .map(drop)
}

/// Forgets the findings of some kinds, before they are looked for anew.
///
/// # Errors
/// [`DbError`].
pub fn forget_of(tx: &mut Tx<'_>, owner: Uuid, code: Code) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM risk_flag WHERE owner_id = $1 AND code = $2",
        values![owner, code.text()],
    )
    .map(drop)
}

/// Names of partners in business, of other companies than one.
///
/// # Errors
/// [`DbError`].
pub fn partner_names(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    other_than: Uuid,
) -> Result<Vec<String>, DbError> {
    tx.query(
        "SELECT t.name AS t FROM partner p JOIN tenant t ON t.id = p.tenant_id
         WHERE p.tenant_id <> $1 AND p.status <> 'terminated' AND NOT p.sandbox",
        values![other_than],
    )
}
