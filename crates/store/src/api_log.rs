//! What programs of a company sent and got.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::TenantScope;
use uuid::Uuid;

row! {
    /// A request with its answer.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ApiRequest {
        /// Its id.
        pub id: Uuid,
        /// The company.
        pub tenant_id: Uuid,
        /// Who called.
        pub caller: String,
        /// When, by the installation's clock.
        pub at: Instant,
        /// When, in real time.
        pub wall_at: Instant,
        /// The method.
        pub method: String,
        /// Path and query.
        pub path: String,
        /// The operation; empty for none.
        pub operation: String,
        /// The answer's status; 0 when the connection was cut on purpose.
        pub status: u32,
        /// Microseconds it took.
        pub took_us: i64,
        /// Ties it to other logs.
        pub correlation: Uuid,
        /// Headers that were sent, without secrets, a line each.
        pub sent_headers: String,
        /// Body that was sent, redacted and cut.
        pub sent_body: String,
        /// Headers of the answer.
        pub got_headers: String,
        /// Body of the answer, redacted and cut.
        pub got_body: String,
    }
}

row! {
    /// A line of the list.
    #[derive(Debug, Clone)]
    pub struct Line {
        /// Its id.
        pub id: Uuid,
        /// Who called.
        pub caller: String,
        /// When, by the installation's clock.
        pub at: Instant,
        /// When, in real time.
        pub wall_at: Instant,
        /// The method.
        pub method: String,
        /// Path and query.
        pub path: String,
        /// The answer's status.
        pub status: u32,
        /// Microseconds it took.
        pub took_us: i64,
    }
}

/// Keeps a request.
///
/// # Errors
/// [`DbError`].
pub fn add(tx: &mut Tx<'_>, r: &ApiRequest) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO api_request (id, tenant_id, caller, at, wall_at, method, path, operation,
            status, took_us, correlation, sent_headers, sent_body, got_headers, got_body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         ON CONFLICT DO NOTHING",
        values![
            r.id,
            r.tenant_id,
            &r.caller,
            r.at,
            r.wall_at,
            &r.method,
            &r.path,
            &r.operation,
            r.status,
            r.took_us,
            r.correlation,
            &r.sent_headers,
            &r.sent_body,
            &r.got_headers,
            &r.got_body
        ],
    )
    .map(drop)
}

/// Forgets a company's oldest requests beyond a number.
///
/// # Errors
/// [`DbError`].
pub fn trim(tx: &mut Tx<'_>, tenant: Uuid, keep: u32) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM api_request WHERE tenant_id = $1 AND (wall_at, id) <= (
            SELECT wall_at, id FROM api_request WHERE tenant_id = $1
            ORDER BY wall_at DESC, id DESC LIMIT 1 OFFSET $2)",
        values![tenant, keep],
    )
}

/// Forgets what is older than a moment of real time.
///
/// # Errors
/// [`DbError`].
pub fn forget(tx: &mut Tx<'_>, before: Instant) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM api_request WHERE wall_at < $1",
        values![before],
    )
}

/// What a list is to show.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// A part of the path.
    pub path: String,
    /// A method; empty for all.
    pub method: String,
    /// Statuses from here.
    pub from: u32,
    /// To below here.
    pub below: u32,
    /// Only what comes after this one in the list. Many can be of one moment, so its id counts too.
    pub after: Option<(Instant, Uuid)>,
}

/// A company's requests, newest first.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    filter: &Filter,
    limit: u32,
) -> Result<Vec<Line>, DbError> {
    let (at, id) = filter.after.unwrap_or((Instant(i64::MAX), Uuid::max()));
    tx.query(
        "SELECT id, caller, at, wall_at, method, path, status, took_us FROM api_request
         WHERE tenant_id = $1 AND (wall_at, id) < ($2, $9) AND ($3 = '' OR method = $3)
           AND status >= $4 AND status < $5 AND ($6 = '' OR LOWER(path) LIKE $7)
         ORDER BY wall_at DESC, id DESC LIMIT $8",
        values![
            scope.tenant().0,
            at,
            filter.method.as_str(),
            filter.from,
            filter.below,
            filter.path.as_str(),
            crate::audit::contains(&filter.path),
            limit,
            id
        ],
    )
}

/// One of a company's requests.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid) -> Result<Option<ApiRequest>, DbError> {
    tx.query_opt(
        "SELECT id, tenant_id, caller, at, wall_at, method, path, operation, status, took_us,
            correlation, sent_headers, sent_body, got_headers, got_body
         FROM api_request WHERE tenant_id = $1 AND id = $2",
        values![scope.tenant().0, id],
    )
}

row! {
    /// A company whose requests are kept for a while.
    #[derive(Debug, Clone)]
    pub struct Switch {
        /// The company.
        pub tenant_id: Uuid,
        /// Until when, in real time.
        pub on_until: Instant,
    }
}

/// The companies whose requests are kept at a moment.
///
/// # Errors
/// [`DbError`].
pub fn switched_on(tx: &mut Tx<'_>, now: Instant) -> Result<Vec<Switch>, DbError> {
    tx.query(
        "SELECT tenant_id, on_until FROM api_log WHERE on_until > $1",
        values![now],
    )
}

/// Has a company's requests kept until a moment.
///
/// # Errors
/// [`DbError`].
pub fn switch(tx: &mut Tx<'_>, scope: TenantScope, until: Instant) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO api_log (tenant_id, on_until) VALUES ($1, $2)
         ON CONFLICT (tenant_id) DO UPDATE SET on_until = $2",
        values![scope.tenant().0, until],
    )
    .map(drop)
}
