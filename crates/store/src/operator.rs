//! Queries across tenants, for the operator alone: each wants an [`OperatorScope`].

use crate::application::{Application, application_columns};
use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
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
             AND (credit_code = $2 OR network_id = $3 OR legal_name = $4
               OR company = (SELECT company FROM application WHERE id = $1))
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

row! {
    /// A registration whose telephone challenge is locked.
    #[derive(Debug, Clone)]
    pub struct LockedRegistration {
        /// Its id.
        pub id: Uuid,
        /// Reference number.
        pub reference: String,
        /// When it was begun.
        pub created_at: Instant,
        /// When it was last used.
        pub touched_at: Instant,
        /// The address it was begun from.
        pub ip: String,
        /// The number that was to be verified.
        pub phone: Option<String>,
        /// Locks so far.
        pub locks: u32,
        /// End of the lock; none when people have to decide.
        pub locked_until: Option<Instant>,
        /// What was typed as the company's name.
        pub legal_name: Option<String>,
        /// What was typed as the contact's mailbox.
        pub contact_email: Option<String>,
        /// Other registrations that had codes sent to the number.
        pub sharing: i64,
    }
}

/// Registrations whose telephone challenge is locked, those that wait for people first.
///
/// # Errors
/// [`DbError`].
pub fn locked_registrations(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    limit: u32,
) -> Result<Vec<LockedRegistration>, DbError> {
    tx.query(
        "SELECT r.id, r.reference, r.created_at, r.touched_at, r.ip, r.phone,
            r.challenge_locks AS locks, r.locked_until,
            (SELECT a.value FROM answer a WHERE a.owner_id = r.id AND a.field = 'legal_name') AS legal_name,
            (SELECT a.value FROM answer a WHERE a.owner_id = r.id AND a.field = 'contact_email') AS contact_email,
            (SELECT COUNT(*) FROM registration_phone o
             WHERE o.registration_id <> r.id AND o.phone IN
                (SELECT p.phone FROM registration_phone p WHERE p.registration_id = r.id)) AS sharing
         FROM registration r WHERE r.state = 'locked'
         ORDER BY CASE WHEN r.locked_until IS NULL THEN 0 ELSE 1 END, r.touched_at LIMIT $1",
        values![limit],
    )
}

row! {
    /// How many codes went to numbers that begin alike.
    #[derive(Debug, Clone)]
    pub struct PrefixCount {
        /// How they begin.
        pub prefix: String,
        /// How many codes.
        pub n: i64,
    }
}

/// The number prefixes most codes were sent to since a moment, and how many.
///
/// # Errors
/// [`DbError`].
pub fn codes_by_prefix(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    since: Instant,
    limit: u32,
) -> Result<Vec<PrefixCount>, DbError> {
    tx.query(
        "SELECT source AS prefix, COUNT(*) AS n FROM attempt
         WHERE kind = 'code-prefix' AND at > $1
         GROUP BY source ORDER BY n DESC, source LIMIT $2",
        values![since, limit],
    )
}
