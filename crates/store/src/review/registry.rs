//! Extracts of the business registry, and calls to companies at their registered number.

use crate::identity::named;
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::enrolment::registry::{Extract, Status};
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// An extract as stored.
    #[derive(Debug, Clone)]
    pub struct Entered {
        /// Its number within the application, from 1.
        pub number: i64,
        /// Registered name.
        pub name: String,
        /// Unified social credit code.
        pub credit_code: String,
        /// [`Status::text`].
        pub status: String,
        /// Registered address.
        pub address: String,
        /// Legal representative.
        pub legal_representative: String,
        /// Registered capital, minor units.
        pub capital: Option<i64>,
        /// Date of establishment, ISO.
        pub established_on: Option<String>,
        /// Which registry.
        pub source: String,
        /// When it was looked up, ISO date.
        pub checked_on: String,
        /// Who entered it: family name.
        pub family_name: String,
        /// Who entered it: given name.
        pub given_name: String,
        /// The order names are written in.
        pub name_order: String,
        /// When it was entered.
        pub entered_at: Instant,
    }
}

named!(Entered, CallBack);

impl Entered {
    /// The extract the row holds; none when another program wrote something unknown.
    #[must_use]
    pub fn extract(&self) -> Option<Extract> {
        Some(Extract {
            name: self.name.clone(),
            credit_code: self.credit_code.clone(),
            status: Status::from_text(&self.status)?,
            address: self.address.clone(),
            legal_representative: self.legal_representative.clone(),
            capital_minor: self.capital,
            established_on: self.established_on.as_ref().and_then(|d| d.parse().ok()),
            source: self.source.clone(),
            checked_on: self.checked_on.parse().ok()?,
        })
    }
}

/// Adds an extract and gives its number.
///
/// # Errors
/// [`DbError::Unique`] when another extract of the same application was faster.
pub fn add_extract(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: Uuid,
    extract: &Extract,
    by: Uuid,
    now: Instant,
) -> Result<i64, DbError> {
    let last: i64 = tx.query_one(
        "SELECT CAST(COALESCE(MAX(number), 0) AS BIGINT) AS n FROM registry_extract
         WHERE application_id = $1",
        values![application],
    )?;
    tx.execute(
        "INSERT INTO registry_extract (application_id, number, name, credit_code, status, address,
            legal_representative, capital, established_on, source, checked_on, entered_by,
            entered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        values![
            application,
            last + 1,
            &extract.name,
            &extract.credit_code,
            extract.status.text(),
            &extract.address,
            &extract.legal_representative,
            extract.capital_minor,
            extract.established_on.map(|date| date.to_string()),
            &extract.source,
            extract.checked_on.to_string(),
            by,
            now
        ],
    )?;
    Ok(last + 1)
}

/// The newest extract about an application.
///
/// # Errors
/// [`DbError`].
pub fn extract(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: Uuid,
) -> Result<Option<Entered>, DbError> {
    tx.query_opt(
        "SELECT e.number, e.name, e.credit_code, e.status, e.address, e.legal_representative,
            e.capital, e.established_on, e.source, e.checked_on, a.family_name, a.given_name,
            a.name_order, e.entered_at
         FROM registry_extract e JOIN account a ON a.id = e.entered_by
         WHERE e.application_id = $1 ORDER BY e.number DESC LIMIT 1",
        values![application],
    )
}

row! {
    /// A call to a company at its registered number.
    #[derive(Debug, Clone)]
    pub struct CallBack {
        /// The number called, E.164.
        pub number: String,
        /// Who answered.
        pub reached: String,
        /// `confirmed`, `not-reached` or `denied`.
        pub outcome: String,
        /// What was said.
        pub note: String,
        /// Who called: family name.
        pub family_name: String,
        /// Who called: given name.
        pub given_name: String,
        /// The order names are written in.
        pub name_order: String,
        /// When.
        pub called_at: Instant,
    }
}

/// What is to be recorded about a call.
#[derive(Debug, Clone, Copy)]
pub struct NewCall<'a> {
    /// Its id.
    pub id: Uuid,
    /// The number called, E.164.
    pub number: &'a str,
    /// Who answered.
    pub reached: &'a str,
    /// `confirmed`, `not-reached` or `denied`.
    pub outcome: &'a str,
    /// What was said.
    pub note: &'a str,
    /// Who called.
    pub by: Uuid,
}

/// Records a call.
///
/// # Errors
/// [`DbError`].
pub fn add_call(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: Uuid,
    call: &NewCall<'_>,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO call_back (id, application_id, number, reached, outcome, note, called_by,
            called_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            call.id,
            application,
            call.number,
            call.reached,
            call.outcome,
            call.note,
            call.by,
            now
        ],
    )
    .map(drop)
}

/// The calls about an application, newest first.
///
/// # Errors
/// [`DbError`].
pub fn calls(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: Uuid,
) -> Result<Vec<CallBack>, DbError> {
    tx.query(
        "SELECT c.number, c.reached, c.outcome, c.note, a.family_name, a.given_name, a.name_order,
            c.called_at
         FROM call_back c JOIN account a ON a.id = c.called_by
         WHERE c.application_id = $1 ORDER BY c.called_at DESC, c.id",
        values![application],
    )
}
