//! Registration drafts, their answers, and the partner-network register.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::enrolment::form::Answers;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// A registration with all its columns.
    #[derive(Debug, Clone)]
    pub struct Registration {
        /// Its id.
        pub id: Uuid,
        /// Reference number.
        pub reference: String,
        /// `create` or `existing`: how the applicant is identified.
        pub way: String,
        /// State of the machine.
        pub state: String,
        /// Language of mails and calls.
        pub language: String,
        /// When it was begun.
        pub created_at: Instant,
        /// When it was last used.
        pub touched_at: Instant,
        /// The reserved domain.
        pub domain: Option<String>,
        /// How long it is reserved.
        pub domain_reserved_until: Option<Instant>,
        /// The number that is being or was verified.
        pub phone: Option<String>,
        /// When it was verified.
        pub phone_verified_at: Option<Instant>,
        /// How the code was sent.
        pub challenge_method: Option<String>,
        /// Hash of the living code.
        pub challenge_code_hash: Option<Vec<u8>>,
        /// When it was sent.
        pub challenge_sent_at: Option<Instant>,
        /// Wrong tries against it.
        pub challenge_wrong: u32,
        /// Dead codes since the last lock.
        pub challenge_dead: u32,
        /// Sends since the last lock.
        pub challenge_sends: u32,
        /// Locks.
        pub challenge_locks: u32,
        /// End of the present lock.
        pub locked_until: Option<Instant>,
        /// The tenant that was created, or the one that registers.
        pub tenant_id: Option<Uuid>,
        /// The account that was created, or whose holder signed in.
        pub account_id: Option<Uuid>,
        /// The temporary password, sealed with a key only the visitor's cookie holds.
        pub sealed_secret: Option<Vec<u8>>,
        /// Until when it may be shown.
        pub secret_until: Option<Instant>,
        /// When it was shown.
        pub revealed_at: Option<Instant>,
        /// When the last creation failed.
        pub creation_failed_at: Option<Instant>,
        /// Hash of name and address, once they are saved.
        pub company: Option<String>,
        /// Optimistic lock.
        pub version: i64,
    }
}

/// Adds a draft.
///
/// # Errors
/// [`DbError`].
pub fn add(
    tx: &mut Tx<'_>,
    id: Uuid,
    cookie_hash: &[u8; 32],
    reference: &str,
    language: &str,
    ip: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO registration (id, cookie_hash, reference, state, language, ip, created_at,
            touched_at, challenge_wrong, challenge_dead, challenge_sends, challenge_locks, version)
         VALUES ($1, $2, $3, 'open', $4, $5, $6, $6, 0, 0, 0, 0, 1)",
        values![id, cookie_hash, reference, language, ip, now],
    )
    .map(drop)
}

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, reference, way, state, language, created_at, touched_at, domain,
                domain_reserved_until, phone, phone_verified_at, challenge_method,
                challenge_code_hash, challenge_sent_at, challenge_wrong, challenge_dead,
                challenge_sends, challenge_locks, locked_until, tenant_id, account_id,
                sealed_secret, secret_until, revealed_at, creation_failed_at, company,
                version
             FROM registration ",
            $rest
        )
    };
}

/// The draft a cookie opens.
///
/// # Errors
/// [`DbError`].
pub fn by_cookie(tx: &mut Tx<'_>, cookie_hash: &[u8; 32]) -> Result<Option<Registration>, DbError> {
    tx.query_opt(columns!("WHERE cookie_hash = $1"), values![cookie_hash])
}

/// A draft by its id.
///
/// # Errors
/// [`DbError::NoRow`].
pub fn get(tx: &mut Tx<'_>, id: Uuid) -> Result<Registration, DbError> {
    tx.query_one(columns!("WHERE id = $1"), values![id])
}

/// Writes a draft back; false when somebody else was faster.
///
/// # Errors
/// [`DbError::Unique`] when the domain is reserved by another draft, or another registration of the
/// same organisation is open.
pub fn save(tx: &mut Tx<'_>, r: &Registration) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE registration SET state = $3, language = $4, touched_at = $5, domain = $6,
            domain_reserved_until = $7, phone = $8, phone_verified_at = $9, challenge_method = $10,
            challenge_code_hash = $11, challenge_sent_at = $12, challenge_wrong = $13,
            challenge_dead = $14, challenge_sends = $15, challenge_locks = $16, locked_until = $17,
            tenant_id = $18, account_id = $19, sealed_secret = $20, secret_until = $21,
            revealed_at = $22, way = $23, creation_failed_at = $24, company = $25,
            version = version + 1
         WHERE id = $1 AND version = $2",
        values![
            r.id,
            r.version,
            &r.state,
            &r.language,
            r.touched_at,
            r.domain.clone(),
            r.domain_reserved_until,
            r.phone.clone(),
            r.phone_verified_at,
            r.challenge_method.clone(),
            r.challenge_code_hash.clone(),
            r.challenge_sent_at,
            r.challenge_wrong,
            r.challenge_dead,
            r.challenge_sends,
            r.challenge_locks,
            r.locked_until,
            r.tenant_id,
            r.account_id,
            r.sealed_secret.clone(),
            r.secret_until,
            r.revealed_at,
            &r.way,
            r.creation_failed_at,
            r.company.clone()
        ],
    )?;
    Ok(touched == 1)
}

/// Notes that somebody works on a draft.
///
/// # Errors
/// [`DbError`].
pub fn touch(tx: &mut Tx<'_>, id: Uuid, now: Instant) -> Result<(), DbError> {
    tx.execute(
        "UPDATE registration SET touched_at = $2 WHERE id = $1",
        values![id, now],
    )
    .map(drop)
}

/// Gives a draft another cookie; the one before opens nothing any more.
///
/// # Errors
/// [`DbError`].
pub fn set_cookie(tx: &mut Tx<'_>, id: Uuid, cookie_hash: &[u8; 32]) -> Result<(), DbError> {
    tx.execute(
        "UPDATE registration SET cookie_hash = $2, version = version + 1 WHERE id = $1",
        values![id, cookie_hash],
    )
    .map(drop)
}

/// The registration an organisation has open with its work account.
///
/// # Errors
/// [`DbError`].
pub fn existing(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Option<Registration>, DbError> {
    tx.query_opt(
        columns!(
            "WHERE tenant_id = $1 AND way = 'existing'
             AND state NOT IN ('done', 'expired', 'blocked')"
        ),
        values![scope.tenant().0],
    )
}

/// The newest registration an account came of.
///
/// # Errors
/// [`DbError`].
pub fn of_tenant(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Option<Registration>, DbError> {
    tx.query_opt(
        columns!(
            "WHERE tenant_id = $1 AND state IN ('created', 'done')
             ORDER BY created_at DESC LIMIT 1"
        ),
        values![scope.tenant().0],
    )
}

/// Drafts in a state that were last used at `before` or earlier, longest idle first. Those only
/// people can unlock have until `people`.
///
/// # Errors
/// [`DbError`].
pub fn idle(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    state: &str,
    before: Instant,
    people: Instant,
    limit: u32,
) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT id FROM registration
         WHERE state = $1 AND touched_at <= $2
           AND (state <> 'locked' OR locked_until IS NOT NULL OR touched_at <= $3)
         ORDER BY touched_at LIMIT $4",
        values![state, before, people, limit],
    )
}

/// Drafts whose number was verified at `before` or earlier and that went no further.
///
/// # Errors
/// [`DbError`].
pub fn stale_verifications(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: Instant,
    limit: u32,
) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT id FROM registration WHERE state = 'verified' AND phone_verified_at <= $1 LIMIT $2",
        values![before, limit],
    )
}

/// Registrations whose first password may no longer be shown and is still kept.
///
/// # Errors
/// [`DbError`].
pub fn unseen_secrets(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    now: Instant,
    limit: u32,
) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT id FROM registration
         WHERE state = 'created' AND sealed_secret IS NOT NULL AND secret_until <= $1 LIMIT $2",
        values![now, limit],
    )
}

/// Ended registrations whose data is still kept though it was last used at `before` or earlier.
///
/// # Errors
/// [`DbError`].
pub fn to_erase(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    state: &str,
    before: Instant,
    limit: u32,
) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT id FROM registration
         WHERE state = $1 AND touched_at <= $2 AND erased_at IS NULL LIMIT $3",
        values![state, before, limit],
    )
}

/// Erases what a registration knows of people; its reference, state and moments stay.
///
/// # Errors
/// [`DbError`].
pub fn erase(tx: &mut Tx<'_>, id: Uuid, now: Instant) -> Result<(), DbError> {
    tx.execute("DELETE FROM answer WHERE owner_id = $1", values![id])?;
    tx.execute(
        "DELETE FROM resume_link WHERE registration_id = $1",
        values![id],
    )?;
    tx.execute(
        "DELETE FROM registration_phone WHERE registration_id = $1",
        values![id],
    )?;
    tx.execute(
        "UPDATE registration SET erased_at = $2, ip = '', domain = NULL,
            domain_reserved_until = NULL, phone = NULL, challenge_code_hash = NULL, company = NULL,
            version = version + 1
         WHERE id = $1",
        values![id, now],
    )
    .map(drop)
}

/// Frees every domain whose reservation has run out in a draft that went no further.
///
/// # Errors
/// [`DbError`].
pub fn free_domains(tx: &mut Tx<'_>, _: OperatorScope, now: Instant) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE registration SET domain = NULL, domain_reserved_until = NULL, version = version + 1
         WHERE domain IS NOT NULL AND tenant_id IS NULL AND state <> 'creating'
           AND domain_reserved_until <= $1",
        values![now],
    )
}

/// Notes that a code was asked for, for a number without its extension.
///
/// # Errors
/// [`DbError`].
pub fn note_phone(
    tx: &mut Tx<'_>,
    registration: Uuid,
    phone: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO registration_phone (registration_id, phone, at) VALUES ($1, $2, $3)
         ON CONFLICT (registration_id, phone) DO UPDATE SET at = EXCLUDED.at",
        values![registration, phone, now],
    )
    .map(drop)
}

/// The registrations that had codes sent to a number since a moment.
///
/// # Errors
/// [`DbError`].
pub fn sharing_number(tx: &mut Tx<'_>, phone: &str, since: Instant) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT registration_id AS id FROM registration_phone WHERE phone = $1 AND at > $2
         ORDER BY at LIMIT 1000",
        values![phone, since],
    )
}

/// Whether a registration that used a number since a moment was stopped for abuse.
///
/// # Errors
/// [`DbError`].
pub fn is_stopped_number(tx: &mut Tx<'_>, phone: &str, since: Instant) -> Result<bool, DbError> {
    let n: i64 = tx.query_one(
        "SELECT COUNT(*) AS n FROM registration_phone p
         JOIN registration r ON r.id = p.registration_id
         WHERE p.phone = $1 AND p.at > $2 AND r.state = 'blocked'",
        values![phone, since],
    )?;
    Ok(n > 0)
}

/// Frees a domain whose reservation has run out in a draft that went no further.
///
/// # Errors
/// [`DbError`].
pub fn free_domain(tx: &mut Tx<'_>, domain: &str, now: Instant) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE registration SET domain = NULL, domain_reserved_until = NULL, version = version + 1
         WHERE domain = $1 AND tenant_id IS NULL AND state <> 'creating'
           AND domain_reserved_until <= $2",
        values![domain, now],
    )
}

/// Whether a domain belongs to a tenant or is reserved by another draft.
///
/// # Errors
/// [`DbError`].
pub fn domain_taken(
    tx: &mut Tx<'_>,
    domain: &str,
    by_other_than: Uuid,
    now: Instant,
) -> Result<bool, DbError> {
    let n: i64 = tx.query_one(
        "SELECT (SELECT COUNT(*) FROM tenant WHERE domain = $1)
            + (SELECT COUNT(*) FROM registration
               WHERE domain = $1 AND id <> $2
                 AND (domain_reserved_until > $3 OR state = 'creating')) AS n",
        values![domain, by_other_than, now],
    )?;
    Ok(n > 0)
}

/// Whether an organisation's domain looks like this one.
///
/// # Errors
/// [`DbError`].
pub fn looks_taken(tx: &mut Tx<'_>, prefix: &str) -> Result<bool, DbError> {
    for look in domain::validate::looks(prefix) {
        let n: i64 = tx.query_one(
            "SELECT COUNT(*) AS n FROM domain_look WHERE look = $1",
            values![look],
        )?;
        if n > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

row! {
    struct Answer { field: String, value: String }
}

/// All answers of a registration or application.
///
/// # Errors
/// [`DbError`].
pub fn answers(tx: &mut Tx<'_>, owner: Uuid) -> Result<Answers, DbError> {
    let rows: Vec<Answer> = tx.query(
        "SELECT field, value FROM answer WHERE owner_id = $1",
        values![owner],
    )?;
    Ok(rows.into_iter().map(|row| (row.field, row.value)).collect())
}

/// Keeps answers; an empty one is forgotten.
///
/// # Errors
/// [`DbError`].
pub fn keep_answers(tx: &mut Tx<'_>, owner: Uuid, answers: &Answers) -> Result<(), DbError> {
    for (field, value) in answers {
        if value.is_empty() {
            tx.execute(
                "DELETE FROM answer WHERE owner_id = $1 AND field = $2",
                values![owner, field],
            )?;
        } else {
            tx.execute(
                "INSERT INTO answer (owner_id, field, value) VALUES ($1, $2, $3)
                 ON CONFLICT (owner_id, field) DO UPDATE SET value = EXCLUDED.value",
                values![owner, field, value],
            )?;
        }
    }
    Ok(())
}

row! {
    /// A member of the partner network.
    #[derive(Debug, Clone)]
    pub struct NetworkMember {
        /// The membership number.
        pub network_id: String,
        /// `headquarters` or `location`.
        pub kind: String,
        /// The company.
        pub name: String,
        /// ISO country.
        pub country: String,
        /// Whether the membership is alive.
        pub active: bool,
    }
}

/// Looks a membership number up.
///
/// # Errors
/// [`DbError`].
pub fn network_member(tx: &mut Tx<'_>, network_id: &str) -> Result<Option<NetworkMember>, DbError> {
    tx.query_opt(
        "SELECT network_id, kind, name, country, active FROM network_member WHERE network_id = $1",
        values![network_id],
    )
}

/// Adds a member; false when the number is taken.
///
/// # Errors
/// [`DbError`].
pub fn add_network_member(
    tx: &mut Tx<'_>,
    member: &NetworkMember,
    contact_email: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let inserted = tx.execute(
        "INSERT INTO network_member (network_id, kind, name, country, contact_email, active, joined_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        values![
            &member.network_id, &member.kind, &member.name, &member.country, contact_email,
            member.active, now
        ],
    )?;
    Ok(inserted == 1)
}
