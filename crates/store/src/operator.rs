//! Queries across tenants, for the operator alone: each wants an [`OperatorScope`].

use crate::application::{Application, application_columns};
use crate::{DbError, Tx, values};
use domain::permission::OperatorScope;
use uuid::Uuid;

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
