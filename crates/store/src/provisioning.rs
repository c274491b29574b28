//! Setting partners up: the tasks, every attempt at them, and what the operator was told.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// A provisioning task as it stands.
    #[derive(Debug, Clone)]
    pub struct Task {
        /// Which.
        pub name: String,
        /// `waiting`, `done` or `failed`.
        pub state: String,
        /// Attempts so far.
        pub attempts: u32,
        /// What went wrong last.
        pub last_error: Option<String>,
        /// When it was done.
        pub done_at: Option<Instant>,
    }
}

/// Adds a task.
///
/// # Errors
/// [`DbError`].
pub fn add_task(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    name: &str,
    position: u32,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO provisioning_task (tenant_id, name, position, state, attempts)
         VALUES ($1, $2, $3, 'waiting', 0) ON CONFLICT DO NOTHING",
        values![scope.tenant().0, name, position],
    )
    .map(drop)
}

/// A tenant's tasks in order.
///
/// # Errors
/// [`DbError`].
pub fn tasks(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Task>, DbError> {
    tx.query(
        "SELECT name, state, attempts, last_error, done_at FROM provisioning_task
         WHERE tenant_id = $1 ORDER BY position",
        values![scope.tenant().0],
    )
}

/// Marks a task as done and says which attempt that was; none when it was done before.
///
/// # Errors
/// [`DbError`].
pub fn finish_task(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    name: &str,
    now: Instant,
) -> Result<Option<i64>, DbError> {
    tx.query_opt(
        "UPDATE provisioning_task SET state = 'done', done_at = $3, attempts = attempts + 1,
            last_error = NULL WHERE tenant_id = $1 AND name = $2 AND state <> 'done'
         RETURNING attempts AS n",
        values![scope.tenant().0, name, now],
    )
}

/// Marks a task as failed for now and says which attempt that was; none when it is done.
///
/// # Errors
/// [`DbError`].
pub fn fail_task(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    name: &str,
    error: &str,
) -> Result<Option<i64>, DbError> {
    tx.query_opt(
        "UPDATE provisioning_task SET state = 'failed', attempts = attempts + 1, last_error = $3
         WHERE tenant_id = $1 AND name = $2 AND state <> 'done' RETURNING attempts AS n",
        values![scope.tenant().0, name, error],
    )
}

row! {
    /// An attempt at a task.
    #[derive(Debug, Clone)]
    pub struct Attempt {
        /// Its id.
        pub id: Uuid,
        /// The task.
        pub name: String,
        /// The how many-th attempt at it.
        pub number: u32,
        /// When.
        pub at: Instant,
        /// `done` or `failed`.
        pub outcome: String,
        /// What went wrong, for the operator; empty when nothing did.
        pub error: String,
        /// Who pressed "Retry now"; empty when it happened by itself.
        pub by_name: String,
        /// Ties it to the program's log.
        pub correlation: Uuid,
    }
}

/// Records an attempt.
///
/// # Errors
/// [`DbError`].
pub fn add_attempt(tx: &mut Tx<'_>, scope: TenantScope, a: &Attempt) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO provisioning_attempt (id, tenant_id, name, number, at, outcome, error, by_name,
            correlation) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        values![
            a.id,
            scope.tenant().0,
            &a.name,
            a.number,
            a.at,
            &a.outcome,
            &a.error,
            &a.by_name,
            a.correlation
        ],
    )
    .map(drop)
}

/// The newest attempts of a tenant.
///
/// # Errors
/// [`DbError`].
pub fn attempts(tx: &mut Tx<'_>, scope: TenantScope, limit: u32) -> Result<Vec<Attempt>, DbError> {
    tx.query(
        "SELECT id, name, number, at, outcome, error, by_name, correlation
         FROM provisioning_attempt WHERE tenant_id = $1 ORDER BY at DESC, number DESC LIMIT $2",
        values![scope.tenant().0, limit],
    )
}

row! {
    /// A tenant that is being or has been set up.
    #[derive(Debug, Clone)]
    pub struct Job {
        /// The tenant.
        pub tenant_id: Uuid,
        /// The company.
        pub name: String,
        /// Its domain.
        pub domain: String,
        /// Partner status.
        pub status: String,
        /// When it signed.
        pub signed_at: Instant,
        /// When it was set up.
        pub active_at: Option<Instant>,
        /// From when new orders wait for a signature.
        pub orders_blocked_from: Option<Instant>,
        /// Tasks done.
        pub done: i64,
        /// Tasks in all.
        pub tasks: i64,
        /// Most attempts at a task that is not done.
        pub attempts: Option<i64>,
        /// What went wrong last.
        pub last_error: Option<String>,
    }
}

macro_rules! job_columns {
    ($rest:literal) => {
        concat!(
            "SELECT p.tenant_id, t.name, t.domain, p.status, p.signed_at, p.active_at,
                p.orders_blocked_from,
                (SELECT COUNT(*) FROM provisioning_task k WHERE k.tenant_id = p.tenant_id AND k.state = 'done') AS done,
                (SELECT COUNT(*) FROM provisioning_task k WHERE k.tenant_id = p.tenant_id) AS tasks,
                (SELECT MAX(k.attempts) FROM provisioning_task k WHERE k.tenant_id = p.tenant_id AND k.state <> 'done') AS attempts,
                (SELECT MAX(k.last_error) FROM provisioning_task k WHERE k.tenant_id = p.tenant_id AND k.state = 'failed') AS last_error
             FROM partner p JOIN tenant t ON t.id = p.tenant_id ",
            $rest
        )
    };
}

/// Partners that are being set up, the oldest first: it has waited longest.
///
/// # Errors
/// [`DbError`].
pub fn running(tx: &mut Tx<'_>, _: OperatorScope, limit: u32) -> Result<Vec<Job>, DbError> {
    tx.query(
        job_columns!("WHERE p.status = 'provisioning' ORDER BY p.signed_at, p.tenant_id LIMIT $1"),
        values![limit],
    )
}

/// Partners that have been set up, newest first.
///
/// # Errors
/// [`DbError`].
pub fn finished(tx: &mut Tx<'_>, _: OperatorScope, limit: u32) -> Result<Vec<Job>, DbError> {
    tx.query(
        job_columns!(
            "WHERE p.status <> 'provisioning' AND NOT p.sandbox ORDER BY p.signed_at DESC, p.tenant_id LIMIT $1"
        ),
        values![limit],
    )
}

/// The set-up of one partner.
///
/// # Errors
/// [`DbError`].
pub fn job(tx: &mut Tx<'_>, _: OperatorScope, tenant: Uuid) -> Result<Option<Job>, DbError> {
    tx.query_opt(job_columns!("WHERE p.tenant_id = $1"), values![tenant])
}

/// Partners being set up with a task that has failed at least `attempts` times, which the operator
/// was not told of.
///
/// # Errors
/// [`DbError`].
pub fn failing(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    attempts: u32,
    limit: u32,
) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT p.tenant_id AS id FROM partner p
         WHERE p.status = 'provisioning'
           AND EXISTS (SELECT 1 FROM provisioning_task k WHERE k.tenant_id = p.tenant_id
             AND k.state = 'failed' AND k.attempts >= $1)
           AND NOT EXISTS (SELECT 1 FROM provisioning_alert a
             WHERE a.tenant_id = p.tenant_id AND a.kind = 'failing')
         ORDER BY p.signed_at LIMIT $2",
        values![attempts, limit],
    )
}

/// Partners being set up since before `signed_before`, which nobody was told of by this `kind`.
///
/// # Errors
/// [`DbError`].
pub fn waiting_since(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    kind: &str,
    signed_before: Instant,
    limit: u32,
) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT p.tenant_id AS id FROM partner p
         WHERE p.status = 'provisioning' AND p.signed_at <= $2
           AND NOT EXISTS (SELECT 1 FROM provisioning_alert a
             WHERE a.tenant_id = p.tenant_id AND a.kind = $1)
         ORDER BY p.signed_at LIMIT $3",
        values![kind, signed_before, limit],
    )
}

/// Records that somebody was told; false when it was recorded before.
///
/// # Errors
/// [`DbError`].
pub fn add_alert(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    kind: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let added = tx.execute(
        "INSERT INTO provisioning_alert (tenant_id, kind, at) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        values![scope.tenant().0, kind, now],
    )?;
    Ok(added == 1)
}

row! {
    /// What was told of a set-up.
    #[derive(Debug, Clone)]
    pub struct Alert {
        /// `failing`, `late` or `escalated`.
        pub kind: String,
        /// When.
        pub at: Instant,
    }
}

/// What was told of a set-up, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn alerts(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Alert>, DbError> {
    tx.query(
        "SELECT kind, at FROM provisioning_alert WHERE tenant_id = $1 ORDER BY at, kind",
        values![scope.tenant().0],
    )
}
