//! Who of the staff holds a case, who has declared a conflict, and what each has seen.

use crate::identity::named;
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// A declared conflict of interest.
    #[derive(Debug, Clone)]
    pub struct Conflict {
        /// Who declared it.
        pub account_id: Uuid,
        /// Family name.
        pub family_name: String,
        /// Given name.
        pub given_name: String,
        /// The order names are written in.
        pub name_order: String,
        /// Why.
        pub reason: String,
        /// When.
        pub declared_at: Instant,
    }
}

named!(Conflict, Colleague);

/// Declares a conflict of interest with a company; a second declaration changes nothing.
///
/// # Errors
/// [`DbError`].
pub fn declare(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    tenant: Uuid,
    application: Uuid,
    account: Uuid,
    reason: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let declared = tx.execute(
        "INSERT INTO staff_conflict (tenant_id, account_id, application_id, reason, declared_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        values![tenant, account, application, reason, now],
    )?;
    Ok(declared == 1)
}

/// The conflicts declared with a company, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn conflicts(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    tenant: Uuid,
) -> Result<Vec<Conflict>, DbError> {
    tx.query(
        "SELECT c.account_id, a.family_name, a.given_name, a.name_order, c.reason, c.declared_at
         FROM staff_conflict c JOIN account a ON a.id = c.account_id
         WHERE c.tenant_id = $1 ORDER BY c.declared_at, c.account_id",
        values![tenant],
    )
}

/// Whether a person has declared a conflict with a company.
///
/// # Errors
/// [`DbError`].
pub fn has_conflict(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    tenant: Uuid,
    account: Uuid,
) -> Result<bool, DbError> {
    let n: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM staff_conflict WHERE tenant_id = $1 AND account_id = $2",
        values![tenant, account],
    )?;
    Ok(n > 0)
}

/// Gives a case that nobody holds to a person, without touching its version: a form somebody has
/// open is not made stale by its own first use. False when a colleague was faster.
///
/// # Errors
/// [`DbError`].
pub fn take_if_free(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: Uuid,
    account: Uuid,
    now: Instant,
) -> Result<bool, DbError> {
    let taken = tx.execute(
        "UPDATE application SET reviewer_id = $2, claimed_at = $3
         WHERE id = $1 AND reviewer_id IS NULL",
        values![application, account, now],
    )?;
    Ok(taken == 1)
}

/// Notes since when the present reviewer holds a case; none when it is given back.
///
/// # Errors
/// [`DbError`].
pub fn set_claimed_at(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: Uuid,
    at: Option<Instant>,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE application SET claimed_at = $2 WHERE id = $1",
        values![application, at],
    )
    .map(drop)
}

/// Since when the present reviewer holds a case.
///
/// # Errors
/// [`DbError`].
pub fn claimed_at(tx: &mut Tx<'_>, application: Uuid) -> Result<Option<Instant>, DbError> {
    row! { struct Claimed { claimed_at: Option<Instant> } }
    let found: Option<Claimed> = tx.query_opt(
        "SELECT claimed_at FROM application WHERE id = $1",
        values![application],
    )?;
    Ok(found.and_then(|found| found.claimed_at))
}

row! {
    /// What a person had before him when he last opened a case.
    #[derive(Debug, Clone, Copy)]
    pub struct Seen {
        /// The newest entry of the company's audit chain.
        pub entry: i64,
        /// When.
        pub seen_at: Instant,
    }
}

/// What a person had before him when he last opened a case.
///
/// # Errors
/// [`DbError`].
pub fn seen(tx: &mut Tx<'_>, application: Uuid, account: Uuid) -> Result<Option<Seen>, DbError> {
    tx.query_opt(
        "SELECT entry, seen_at FROM case_seen WHERE application_id = $1 AND account_id = $2",
        values![application, account],
    )
}

/// Notes what a person has before him now.
///
/// # Errors
/// [`DbError`].
pub fn note_seen(
    tx: &mut Tx<'_>,
    application: Uuid,
    account: Uuid,
    entry: i64,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO case_seen (application_id, account_id, entry, seen_at)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (application_id, account_id) DO UPDATE
            SET entry = EXCLUDED.entry, seen_at = EXCLUDED.seen_at",
        values![application, account, entry, now],
    )
    .map(drop)
}

row! {
    /// A member of staff mail goes to.
    #[derive(Debug, Clone)]
    pub struct Colleague {
        /// The account.
        pub id: Uuid,
        /// Where mail reaches the person.
        pub contact_email: String,
        /// Language.
        pub language: String,
        /// Family name.
        pub family_name: String,
        /// Given name.
        pub given_name: String,
        /// The order names are written in.
        pub name_order: String,
    }
}

/// Staff with a role who can sign in and have no conflict with a company.
///
/// # Errors
/// [`DbError`].
pub fn colleagues(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    role: &str,
    tenant: Uuid,
) -> Result<Vec<Colleague>, DbError> {
    tx.query(
        "SELECT a.id, a.contact_email, a.language, a.family_name, a.given_name, a.name_order
         FROM staff_role r JOIN account a ON a.id = r.account_id
         WHERE r.role = $1 AND a.status = 'active' AND NOT EXISTS
            (SELECT 1 FROM staff_conflict c WHERE c.account_id = a.id AND c.tenant_id = $2)
         ORDER BY a.sign_in_name",
        values![role, tenant],
    )
}

/// One member of staff, if the account can still sign in.
///
/// # Errors
/// [`DbError`].
pub fn colleague(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    account: Uuid,
) -> Result<Option<Colleague>, DbError> {
    tx.query_opt(
        "SELECT id, contact_email, language, family_name, given_name, name_order FROM account
         WHERE id = $1 AND status = 'active'",
        values![account],
    )
}
