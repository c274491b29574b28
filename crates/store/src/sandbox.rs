//! The clock of a sandbox: how far it is ahead, its turns, and what came of them.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::TenantScope;
use uuid::Uuid;

row! { struct Ahead { ahead: i64 } }

/// Microseconds the clock is ahead; 0 before it was ever turned.
///
/// # Errors
/// [`DbError`].
pub fn ahead(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    let found: Option<Ahead> = tx.query_opt("SELECT ahead FROM sandbox_clock WHERE id = 1", &[])?;
    Ok(found.map_or(0, |found| found.ahead))
}

/// Keeps how far the clock is ahead, and takes what is signed in along: its age is real.
///
/// # Errors
/// [`DbError`].
pub fn turn(tx: &mut Tx<'_>, ahead: i64, by: i64) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO sandbox_clock (id, ahead) VALUES (1, $1)
         ON CONFLICT (id) DO UPDATE SET ahead = $1",
        values![ahead],
    )?;
    tx.execute(
        "UPDATE session SET created_at = created_at + $1, last_seen_at = last_seen_at + $1,
            mfa_at = mfa_at + $1 WHERE ended_at IS NULL",
        values![by],
    )
    .map(drop)
}

row! {
    /// A turn of the clock.
    #[derive(Debug, Clone)]
    pub struct Turn {
        /// Its id.
        pub id: Uuid,
        /// Whose people or programs made it.
        pub tenant_id: Uuid,
        /// From when.
        pub from_at: Instant,
        /// To when.
        pub to_at: Instant,
        /// When it was asked for, in real time.
        pub made_at: Instant,
        /// When everything due was done, in real time; none while it goes on.
        pub done_at: Option<Instant>,
        /// Names of what failed on the way, separated by spaces.
        pub failures: String,
    }
}

/// Adds a turn that begins.
///
/// # Errors
/// [`DbError`].
pub fn begin(tx: &mut Tx<'_>, turn: &Turn) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO sandbox_turn (id, tenant_id, from_at, to_at, made_at, failures)
         VALUES ($1, $2, $3, $4, $5, '')",
        values![
            turn.id,
            turn.tenant_id,
            turn.from_at,
            turn.to_at,
            turn.made_at
        ],
    )
    .map(drop)
}

/// Notes that everything due was done.
///
/// # Errors
/// [`DbError`].
pub fn finish(tx: &mut Tx<'_>, id: Uuid, now: Instant, failures: &str) -> Result<(), DbError> {
    tx.execute(
        "UPDATE sandbox_turn SET done_at = $2, failures = $3 WHERE id = $1",
        values![id, now, failures],
    )
    .map(drop)
}

/// The last turn, whoever made it: there is one clock.
///
/// # Errors
/// [`DbError`].
pub fn last(tx: &mut Tx<'_>) -> Result<Option<Turn>, DbError> {
    tx.query_opt(
        "SELECT id, tenant_id, from_at, to_at, made_at, done_at, failures FROM sandbox_turn
         ORDER BY made_at DESC, to_at DESC LIMIT 1",
        &[],
    )
}

row! {
    /// Something that happened by itself.
    #[derive(Debug, Clone)]
    pub struct Happened {
        /// When.
        pub at: Instant,
        /// What, as the audit log calls it.
        pub action: String,
        /// To what.
        pub subject: String,
        /// Values, as JSON.
        pub detail: String,
    }
}

/// What happened to a company's things by itself in a time, in order.
///
/// # Errors
/// [`DbError`].
pub fn happened(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    after: Instant,
    until: Instant,
    limit: u32,
) -> Result<Vec<Happened>, DbError> {
    tx.query(
        "SELECT at, action, subject, detail FROM audit_entry
         WHERE chain = $1 AND at > $2 AND at <= $3 AND actor_kind = 'system'
           AND outcome = 'succeeded'
         ORDER BY sequence LIMIT $4",
        values![scope.tenant().0, after, until, limit],
    )
}

row! {
    /// How often something happened by itself.
    #[derive(Debug, Clone)]
    pub struct Count {
        /// What, as the audit log calls it.
        pub action: String,
        /// How often.
        pub n: i64,
    }
}

/// What happened everywhere by itself in a time.
///
/// # Errors
/// [`DbError`].
pub fn counts(tx: &mut Tx<'_>, after: Instant, until: Instant) -> Result<Vec<Count>, DbError> {
    tx.query(
        "SELECT action, COUNT(*) AS n FROM audit_entry
         WHERE at > $1 AND at <= $2 AND actor_kind = 'system' AND outcome = 'succeeded'
         GROUP BY action ORDER BY action",
        values![after, until],
    )
}

row! { struct Next { next_at: Option<Instant> } }

/// The first day after a moment on which one of a company's subscriptions is due.
///
/// # Errors
/// [`DbError`].
pub fn next_due(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    after: Instant,
) -> Result<Option<Instant>, DbError> {
    let next: Next = tx.query_one(
        "SELECT MIN(next_at) AS next_at FROM subscription WHERE partner_id = $1 AND next_at > $2",
        values![scope.tenant().0, after],
    )?;
    Ok(next.next_at)
}
