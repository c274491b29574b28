//! Who stands for a company: applications, partners, claims by name and address, and registrations.

use crate::application::{Application, application_columns};
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// An organisation that stands for a company.
    #[derive(Debug, Clone)]
    pub struct Holder {
        /// The organisation.
        pub tenant_id: Uuid,
        /// In which business model.
        pub model: String,
        /// Status of the partner account, if it is one.
        pub partner: Option<String>,
        /// State of its newest application, if it has one.
        pub application: Option<String>,
        /// Registrations with an account and without an application yet.
        pub registering: i64,
    }
}

/// Those who have claimed a company's name and address, whatever has become of them.
///
/// # Errors
/// [`DbError`].
pub fn claims(tx: &mut Tx<'_>, _: OperatorScope, company: &str) -> Result<Vec<Holder>, DbError> {
    tx.query(
        "SELECT c.tenant_id, c.model,
            (SELECT p.status FROM partner p WHERE p.tenant_id = c.tenant_id) AS partner,
            (SELECT a.state FROM application a WHERE a.tenant_id = c.tenant_id
             ORDER BY a.created_at DESC, a.id LIMIT 1) AS application,
            (SELECT COUNT(*) FROM registration r
             WHERE r.tenant_id = c.tenant_id AND r.state = 'created') AS registering
         FROM company_claim c WHERE c.company = $1 ORDER BY c.model",
        values![company],
    )
}

/// Claims a company's name and address in a business model, or takes over the claim of an
/// organisation that stands for nothing any more. False when somebody else was faster.
///
/// # Errors
/// [`DbError`].
pub fn claim(
    tx: &mut Tx<'_>,
    company: &str,
    model: &str,
    tenant: Uuid,
    from: Option<Uuid>,
    now: Instant,
) -> Result<bool, DbError> {
    let claimed = tx.execute(
        "INSERT INTO company_claim (company, model, tenant_id, at) VALUES ($1, $2, $3, $5)
         ON CONFLICT (company, model) DO UPDATE SET tenant_id = $3, at = $5
         WHERE company_claim.tenant_id = $3 OR company_claim.tenant_id = $4",
        values![company, model, tenant, from, now],
    )?;
    Ok(claimed == 1)
}

/// Gives up what an organisation claimed before it was known better.
///
/// # Errors
/// [`DbError`].
pub fn give_up_others(
    tx: &mut Tx<'_>,
    tenant: Uuid,
    company: &str,
    model: &str,
) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM company_claim WHERE tenant_id = $1 AND (company <> $2 OR model <> $3)",
        values![tenant, company, model],
    )
    .map(drop)
}

/// Applications of other organisations that use a credit code or a network number, newest first.
///
/// # Errors
/// [`DbError`].
pub fn applications(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    own_tenant: Uuid,
    credit_code: &str,
    network_id: &str,
) -> Result<Vec<Application>, DbError> {
    let mut found = tx.query(
        application_columns!(
            "WHERE credit_code = $1 AND tenant_id <> $2 ORDER BY created_at DESC LIMIT 50"
        ),
        values![credit_code, own_tenant],
    )?;
    found.extend(tx.query(
        application_columns!(
            "WHERE network_id = $1 AND tenant_id <> $2 AND credit_code <> $3
             ORDER BY created_at DESC LIMIT 50"
        ),
        values![network_id, own_tenant, credit_code],
    )?);
    Ok(found)
}

/// The oldest other registration that goes by the same name and address, has its telephone verified
/// and no account yet.
///
/// # Errors
/// [`DbError`].
pub fn registering(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    company: &str,
    own: Uuid,
) -> Result<Option<Uuid>, DbError> {
    tx.query_opt(
        "SELECT id FROM registration WHERE company = $1 AND id <> $2
           AND state IN ('verified', 'creating') ORDER BY created_at LIMIT 1",
        values![company, own],
    )
}
