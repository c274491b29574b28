//! Where a partner's programs are told of events, and what they were told.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// Where a company wants to be told.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Hook {
        /// The company.
        pub tenant_id: Uuid,
        /// What the registration is called on the wire.
        pub id: Uuid,
        /// Where to.
        pub url: String,
        /// Names of events, separated by commas.
        pub events: String,
        /// Whether the signature stands in `x-ms-signature`.
        pub ms_header: bool,
        /// The shared secret, sealed.
        pub secret: Option<Vec<u8>>,
        /// When it was registered.
        pub created_at: Instant,
        /// When it was last changed.
        pub changed_at: Instant,
        /// Since when nothing could be delivered.
        pub failing_since: Option<Instant>,
        /// Since when nothing is delivered any more.
        pub stopped_at: Option<Instant>,
        /// Optimistic lock.
        pub version: i64,
    }
}

impl Hook {
    /// Whether an event is wanted.
    #[must_use]
    pub fn wants(&self, event: &str) -> bool {
        self.events.split(',').any(|wanted| wanted == event)
    }
}

macro_rules! hooks {
    ($rest:literal) => {
        concat!(
            "SELECT tenant_id, id, url, events, ms_header, secret, created_at, changed_at,
                failing_since, stopped_at, version FROM hook ",
            $rest
        )
    };
}

/// A company's registration.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Option<Hook>, DbError> {
    of(tx, scope.tenant().0)
}

/// The registration of a company something happened to.
///
/// # Errors
/// [`DbError`].
pub fn of(tx: &mut Tx<'_>, tenant: Uuid) -> Result<Option<Hook>, DbError> {
    tx.query_opt(hooks!("WHERE tenant_id = $1"), values![tenant])
}

/// Adds a registration.
///
/// # Errors
/// [`DbError::Unique`] when the company has one.
pub fn add(tx: &mut Tx<'_>, scope: TenantScope, hook: &Hook) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO hook (tenant_id, id, url, events, ms_header, secret, created_at, changed_at,
            failing_since, stopped_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)",
        values![
            scope.tenant().0,
            hook.id,
            &hook.url,
            &hook.events,
            hook.ms_header,
            hook.secret.clone(),
            hook.created_at,
            hook.changed_at,
            hook.failing_since,
            hook.stopped_at
        ],
    )
    .map(drop)
}

/// Saves a registration that was read; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn save(tx: &mut Tx<'_>, scope: TenantScope, hook: &Hook) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE hook SET url = $3, events = $4, ms_header = $5, secret = $6, changed_at = $7,
            failing_since = $8, stopped_at = $9, version = version + 1
         WHERE tenant_id = $1 AND version = $2",
        values![
            scope.tenant().0,
            hook.version,
            &hook.url,
            &hook.events,
            hook.ms_header,
            hook.secret.clone(),
            hook.changed_at,
            hook.failing_since,
            hook.stopped_at
        ],
    )?;
    Ok(touched == 1)
}

/// Removes a registration that was read; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn remove(tx: &mut Tx<'_>, scope: TenantScope, version: i64) -> Result<bool, DbError> {
    let touched = tx.execute(
        "DELETE FROM hook WHERE tenant_id = $1 AND version = $2",
        values![scope.tenant().0, version],
    )?;
    Ok(touched == 1)
}

/// Gives up everything that waits to be delivered to a company.
///
/// # Errors
/// [`DbError`].
pub fn give_up_all(tx: &mut Tx<'_>, scope: TenantScope) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE hook_delivery SET state = 'given-up', lease_until = 0
         WHERE tenant_id = $1 AND state = 'pending'",
        values![scope.tenant().0],
    )
}

row! {
    /// A delivery.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Delivery {
        /// What it is called; the same over all attempts.
        pub id: Uuid,
        /// To whom.
        pub tenant_id: Uuid,
        /// The place of the change in the company's chain of the audit log.
        pub sequence: i64,
        /// Name of the event.
        pub event: String,
        /// What it is about.
        pub thing: String,
        /// What is told.
        pub body: String,
        /// The delivery it repeats.
        pub replay_of: Option<Uuid>,
        /// `pending`, `delivered` or `given-up`.
        pub state: String,
        /// Attempts so far, the present one included.
        pub attempts: u32,
        /// When it was made.
        pub created_at: Instant,
        /// When the next attempt is due.
        pub due_at: Instant,
    }
}

macro_rules! deliveries {
    ($rest:literal) => {
        concat!(
            "SELECT id, tenant_id, sequence, event, thing, body, replay_of, state, attempts,
                created_at, due_at FROM hook_delivery ",
            $rest
        )
    };
}

/// Adds a delivery that waits.
///
/// # Errors
/// [`DbError`].
pub fn queue(tx: &mut Tx<'_>, new: &Delivery) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO hook_delivery (id, tenant_id, sequence, event, thing, body, replay_of, state,
            attempts, created_at, due_at, lease_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'pending', 0, $8, $9, 0)",
        values![
            new.id,
            new.tenant_id,
            new.sequence,
            &new.event,
            &new.thing,
            &new.body,
            new.replay_of,
            new.created_at,
            new.due_at
        ],
    )
    .map(drop)
}

/// The next delivery. `$1` is now, `$2` the furthest anything is put off, `$3` the furthest a lease
/// reaches: what lies beyond comes from a clock that ran ahead, and counts as over.
///
/// What happened to a thing is told in order, hence nothing before its turn. And a company has one
/// delivery on its way at a time: one whose receiver is slow holds up itself alone.
macro_rules! next {
    () => {
        "SELECT d.id FROM hook_delivery d
         WHERE d.state = 'pending' AND (d.due_at <= $1 OR d.due_at > $2)
           AND (d.lease_until <= $1 OR d.lease_until > $3)
           AND NOT EXISTS (SELECT 1 FROM hook_delivery e WHERE e.tenant_id = d.tenant_id
                AND e.thing = d.thing AND e.state = 'pending' AND e.sequence < d.sequence)
           AND NOT EXISTS (SELECT 1 FROM hook_delivery b WHERE b.tenant_id = d.tenant_id
                AND b.state = 'pending' AND b.lease_until > $1 AND b.lease_until <= $3)
         ORDER BY d.due_at, d.sequence LIMIT 1"
    };
}

/// The furthest moments that can have been meant.
fn horizon(now: Instant, lease: i64) -> (Instant, Instant) {
    (now.plus_days(1), now.plus_seconds(2 * lease))
}

/// Whether a delivery is due; `lease` is how many seconds one is claimed for.
///
/// # Errors
/// [`DbError`].
pub fn is_due(tx: &mut Tx<'_>, now: Instant, lease: i64) -> Result<bool, DbError> {
    let (furthest, longest) = horizon(now, lease);
    let found: Option<Uuid> = tx.query_opt(next!(), values![now, furthest, longest])?;
    Ok(found.is_some())
}

/// Claims the next delivery that is due for `owner`.
///
/// # Errors
/// [`DbError`].
pub fn claim(
    tx: &mut Tx<'_>,
    owner: Uuid,
    now: Instant,
    lease: i64,
) -> Result<Option<Delivery>, DbError> {
    let (furthest, longest) = horizon(now, lease);
    tx.query_opt(
        concat!(
            "UPDATE hook_delivery SET lease_owner = $4, lease_until = $5, attempts = attempts + 1
             WHERE id = (",
            next!(),
            ") RETURNING id, tenant_id, sequence, event, thing, body, replay_of, state, attempts,
                created_at, due_at"
        ),
        values![now, furthest, longest, owner, now.plus_seconds(lease)],
    )
}

row! {
    /// One attempt to deliver.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Attempt {
        /// Its number, from 1.
        pub number: u32,
        /// When it ended.
        pub at: Instant,
        /// Milliseconds it took.
        pub took: u32,
        /// Where to.
        pub url: String,
        /// The answer's status; none when there was no answer.
        pub status: Option<i64>,
        /// Why it failed, a stable code; empty when it did not.
        pub problem: String,
        /// The beginning of the answer.
        pub answer: String,
    }
}

/// What becomes of a delivery after an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// It arrived.
    Delivered,
    /// Another attempt is made then.
    Again(Instant),
    /// It is not tried any more.
    GivenUp,
}

/// Ends an attempt of `owner`; false when somebody else holds the delivery by now.
///
/// # Errors
/// [`DbError`].
pub fn settle(
    tx: &mut Tx<'_>,
    delivery: Uuid,
    owner: Uuid,
    attempt: &Attempt,
    next: Next,
) -> Result<bool, DbError> {
    let (state, due) = match next {
        Next::Delivered => ("delivered", attempt.at),
        Next::Again(at) => ("pending", at),
        Next::GivenUp => ("given-up", attempt.at),
    };
    let touched = tx.execute(
        "UPDATE hook_delivery SET state = $3, due_at = $4, lease_until = 0
         WHERE id = $1 AND lease_owner = $2 AND state = 'pending'",
        values![delivery, owner, state, due],
    )?;
    if touched == 0 {
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO hook_attempt (delivery_id, number, at, took, url, status, problem, answer)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            delivery,
            attempt.number,
            attempt.at,
            attempt.took,
            &attempt.url,
            attempt.status,
            &attempt.problem,
            &attempt.answer
        ],
    )?;
    Ok(true)
}

/// Notes that a company's receiver works, or fails since a moment that is not noted already. Leaves
/// the optimistic lock alone: nobody's form gets stale by it.
///
/// # Errors
/// [`DbError`].
pub fn note(tx: &mut Tx<'_>, tenant: Uuid, failing: Option<Instant>) -> Result<(), DbError> {
    match failing {
        None => tx.execute(
            "UPDATE hook SET failing_since = NULL
             WHERE tenant_id = $1 AND failing_since IS NOT NULL",
            values![tenant],
        ),
        Some(since) => tx.execute(
            "UPDATE hook SET failing_since = $2 WHERE tenant_id = $1 AND failing_since IS NULL",
            values![tenant, since],
        ),
    }
    .map(drop)
}

/// Companies whose receiver has failed since before a moment and has had a delivery given up.
///
/// # Errors
/// [`DbError`].
pub fn to_stop(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: Instant,
    limit: u32,
) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT h.tenant_id AS id FROM hook h
         WHERE h.stopped_at IS NULL AND h.failing_since <= $1
           AND EXISTS (SELECT 1 FROM hook_delivery d WHERE d.tenant_id = h.tenant_id
                AND d.state = 'given-up' AND d.due_at >= h.failing_since)
         ORDER BY h.failing_since LIMIT $2",
        values![before, limit],
    )
}

/// A company's deliveries, newest first, from behind a moment and place.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    state: &str,
    before: (Instant, i64),
    limit: u32,
) -> Result<Vec<Delivery>, DbError> {
    tx.query(
        deliveries!(
            "WHERE tenant_id = $1 AND ($2 = '' OR state = $2) AND created_at <= $3
               AND (created_at < $3 OR sequence < $4)
             ORDER BY created_at DESC, sequence DESC LIMIT $5"
        ),
        values![scope.tenant().0, state, before.0, before.1, limit],
    )
}

/// One of a company's deliveries.
///
/// # Errors
/// [`DbError`].
pub fn delivery(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    id: Uuid,
) -> Result<Option<Delivery>, DbError> {
    tx.query_opt(
        deliveries!("WHERE tenant_id = $1 AND id = $2"),
        values![scope.tenant().0, id],
    )
}

/// The attempts of a delivery in order.
///
/// # Errors
/// [`DbError`].
pub fn attempts(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    delivery: Uuid,
) -> Result<Vec<Attempt>, DbError> {
    tx.query(
        "SELECT a.number, a.at, a.took, a.url, a.status, a.problem, a.answer FROM hook_attempt a
         JOIN hook_delivery d ON d.id = a.delivery_id
         WHERE d.tenant_id = $1 AND d.id = $2 ORDER BY a.number",
        values![scope.tenant().0, delivery],
    )
}

row! {
    /// How one attempt ended.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Last {
        /// The delivery.
        pub delivery_id: Uuid,
        /// The answer's status.
        pub status: Option<i64>,
        /// Why it failed.
        pub problem: String,
    }
}

/// How the newest attempts of a company's deliveries since a moment ended.
///
/// # Errors
/// [`DbError`].
pub fn last_attempts(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    from: Instant,
) -> Result<Vec<Last>, DbError> {
    tx.query(
        "SELECT a.delivery_id, a.status, a.problem FROM hook_attempt a
         JOIN hook_delivery d ON d.id = a.delivery_id
         WHERE d.tenant_id = $1 AND d.created_at >= $2
           AND a.number = (SELECT MAX(b.number) FROM hook_attempt b
                WHERE b.delivery_id = a.delivery_id)",
        values![scope.tenant().0, from],
    )
}

/// How many deliveries a company has asked for since a moment: tests, or replays.
///
/// # Errors
/// [`DbError`].
pub fn asked_for(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    event: &str,
    since: Instant,
) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) AS n FROM hook_delivery
         WHERE tenant_id = $1 AND created_at > $3
           AND (($2 <> '' AND event = $2 AND replay_of IS NULL)
                OR ($2 = '' AND replay_of IS NOT NULL))",
        values![scope.tenant().0, event, since],
    )
}

/// Forgets what ended before a moment, so many deliveries at most.
///
/// # Errors
/// [`DbError`].
pub fn forget(tx: &mut Tx<'_>, before: Instant, limit: u32) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM hook_attempt WHERE delivery_id IN (SELECT id FROM hook_delivery
            WHERE created_at < $1 AND state <> 'pending' ORDER BY created_at, id LIMIT $2)",
        values![before, limit],
    )?;
    tx.execute(
        "DELETE FROM hook_delivery WHERE id IN (SELECT id FROM hook_delivery
            WHERE created_at < $1 AND state <> 'pending' ORDER BY created_at, id LIMIT $2)",
        values![before, limit],
    )
}

row! {
    /// A key events are signed with.
    #[derive(Debug, Clone)]
    pub struct Certificate {
        /// What its address is made of.
        pub id: Uuid,
        /// The private key, sealed.
        pub sealed: Vec<u8>,
        /// The certificate, DER.
        pub certificate: Vec<u8>,
        /// When it was made.
        pub created_at: Instant,
    }
}

/// The newest key.
///
/// # Errors
/// [`DbError`].
pub fn newest_certificate(tx: &mut Tx<'_>) -> Result<Option<Certificate>, DbError> {
    tx.query_opt(
        "SELECT id, sealed, certificate, created_at FROM hook_certificate
         ORDER BY created_at DESC, id LIMIT 1",
        &[],
    )
}

/// A key by its name.
///
/// # Errors
/// [`DbError`].
pub fn certificate(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Certificate>, DbError> {
    tx.query_opt(
        "SELECT id, sealed, certificate, created_at FROM hook_certificate WHERE id = $1",
        values![id],
    )
}

/// Adds a key.
///
/// # Errors
/// [`DbError`].
pub fn add_certificate(tx: &mut Tx<'_>, new: &Certificate) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO hook_certificate (id, sealed, certificate, created_at)
         VALUES ($1, $2, $3, $4)",
        values![
            new.id,
            new.sealed.clone(),
            new.certificate.clone(),
            new.created_at
        ],
    )
    .map(drop)
}
