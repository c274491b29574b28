//! Signing again: who has to, by when, and what became of it.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

/// Partners that have to be asked to sign publication `number`, after `after` in the order of ids.
/// Partners being set up are asked once they are active; ended ones are not.
///
/// # Errors
/// [`DbError`].
pub fn to_ask(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    number: i64,
    after: Uuid,
    limit: u32,
) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT tenant_id AS id FROM partner
         WHERE agreement_asked < $1 AND tenant_id > $2
           AND NOT sandbox
           AND status IN ('active', 'suspended-payment', 'suspended-profile', 'suspended-abuse')
         ORDER BY tenant_id LIMIT $3",
        values![number, after, limit],
    )
}

row! {
    /// A duty to sign.
    #[derive(Debug, Clone)]
    pub struct Duty {
        /// The publication.
        pub publication_id: Uuid,
        /// Whose.
        pub tenant_id: Uuid,
        /// When it was asked for.
        pub asked_at: Instant,
        /// From when new orders wait.
        pub due_at: Instant,
        /// Notices so far.
        pub told: u32,
        /// When the next one is due.
        pub next_notice_at: Option<Instant>,
    }
}

/// Adds a duty; false when the partner was asked before.
///
/// # Errors
/// [`DbError::Unique`] when the partner has another open duty: close that first.
pub fn add_duty(tx: &mut Tx<'_>, scope: TenantScope, d: &Duty) -> Result<bool, DbError> {
    let added = tx.execute(
        "INSERT INTO agreement_duty (publication_id, tenant_id, asked_at, due_at, told,
            next_notice_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (publication_id, tenant_id) DO NOTHING",
        values![
            d.publication_id,
            scope.tenant().0,
            d.asked_at,
            d.due_at,
            d.told,
            d.next_notice_at
        ],
    )?;
    Ok(added == 1)
}

/// The open duty of a company, if it has one.
///
/// # Errors
/// [`DbError`].
pub fn open_duty(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Option<Duty>, DbError> {
    tx.query_opt(
        "SELECT publication_id, tenant_id, asked_at, due_at, told, next_notice_at
         FROM agreement_duty WHERE tenant_id = $1 AND closed_at IS NULL",
        values![scope.tenant().0],
    )
}

/// Closes the open duty of a company.
///
/// # Errors
/// [`DbError`].
pub fn close_duty(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    outcome: &str,
    signature: Option<Uuid>,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE agreement_duty SET closed_at = $2, outcome = $3, signature_id = $4,
            next_notice_at = NULL WHERE tenant_id = $1 AND closed_at IS NULL",
        values![scope.tenant().0, now, outcome, signature],
    )
    .map(drop)
}

/// Notes what a partner was told; false when it was told meanwhile.
///
/// # Errors
/// [`DbError`].
pub fn note_told(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    publication: Uuid,
    before: u32,
    told: u32,
    next: Option<Instant>,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE agreement_duty SET told = $4, next_notice_at = $5
         WHERE tenant_id = $1 AND publication_id = $2 AND told = $3 AND closed_at IS NULL",
        values![scope.tenant().0, publication, before, told, next],
    )?;
    Ok(touched == 1)
}

/// Companies a notice is due for, the most overdue first.
///
/// # Errors
/// [`DbError`].
pub fn to_tell(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    now: Instant,
    limit: u32,
) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT tenant_id AS id FROM agreement_duty
         WHERE closed_at IS NULL AND next_notice_at <= $1 ORDER BY next_notice_at LIMIT $2",
        values![now, limit],
    )
}

/// Notes which publication a partner was asked to sign, and from when new orders wait.
///
/// # Errors
/// [`DbError`].
pub fn note_asked(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    number: i64,
    blocked_from: Option<Instant>,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE partner SET agreement_asked = $2, orders_blocked_from = $3 WHERE tenant_id = $1",
        values![scope.tenant().0, number, blocked_from],
    )
    .map(drop)
}

/// Notes which publication a partner has signed; new orders are free again at once.
///
/// # Errors
/// [`DbError`].
pub fn note_signed(tx: &mut Tx<'_>, scope: TenantScope, number: i64) -> Result<(), DbError> {
    tx.execute(
        "UPDATE partner SET agreement_signed = $2,
            agreement_asked = CASE WHEN agreement_asked > $2 THEN agreement_asked ELSE $2 END,
            orders_blocked_from = NULL WHERE tenant_id = $1",
        values![scope.tenant().0, number],
    )
    .map(drop)
}

row! {
    /// How far a campaign has come.
    #[derive(Debug, Clone, Default)]
    pub struct Progress {
        /// Partners that were asked.
        pub asked: i64,
        /// Of these, signed.
        pub signed: i64,
        /// Still in time.
        pub waiting: i64,
        /// Too late: new orders wait.
        pub overdue: i64,
        /// Neither: a later version came, or the partner left.
        pub closed: i64,
    }
}

/// How far a campaign has come at a moment.
///
/// # Errors
/// [`DbError`].
pub fn progress(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    publication: Uuid,
    now: Instant,
) -> Result<Progress, DbError> {
    tx.query_one(
        "SELECT COUNT(*) AS asked,
            COUNT(CASE WHEN outcome = 'signed' THEN 1 END) AS signed,
            COUNT(CASE WHEN closed_at IS NULL AND due_at > $2 THEN 1 END) AS waiting,
            COUNT(CASE WHEN closed_at IS NULL AND due_at <= $2 THEN 1 END) AS overdue,
            COUNT(CASE WHEN outcome IN ('superseded', 'ended') THEN 1 END) AS closed
         FROM agreement_duty WHERE publication_id = $1",
        values![publication, now],
    )
}

/// Partners a campaign has still to ask.
///
/// # Errors
/// [`DbError`].
pub fn left_to_ask(tx: &mut Tx<'_>, _: OperatorScope, number: i64) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) AS n FROM partner
         WHERE agreement_asked < $1
           AND NOT sandbox
           AND status IN ('active', 'suspended-payment', 'suspended-profile', 'suspended-abuse')",
        values![number],
    )
}

row! {
    /// A company in a campaign.
    #[derive(Debug, Clone)]
    pub struct Line {
        /// The company's tenant.
        pub tenant_id: Uuid,
        /// The company.
        pub company: String,
        /// Its domain.
        pub domain: String,
        /// When it was asked.
        pub asked_at: Instant,
        /// From when new orders wait.
        pub due_at: Instant,
        /// Notices so far.
        pub told: u32,
        /// When it was closed.
        pub closed_at: Option<Instant>,
        /// How: `signed`, `superseded` or `ended`.
        pub outcome: Option<String>,
        /// When the company declined this version, if it did.
        pub declined_at: Option<Instant>,
    }
}

/// Which companies of a campaign a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter<'a> {
    /// `all`, `waiting`, `overdue`, `signed` or `declined`.
    pub show: &'a str,
    /// Only companies whose name or domain contains it.
    pub text: &'a str,
}

/// Companies of a campaign after `after` in the order of ids: a list of any length in pieces.
///
/// # Errors
/// [`DbError`].
pub fn lines(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    publication: Uuid,
    filter: Filter<'_>,
    now: Instant,
    after: Uuid,
    limit: u32,
) -> Result<Vec<Line>, DbError> {
    tx.query(
        "SELECT o.tenant_id, t.name AS company, t.domain, o.asked_at, o.due_at, o.told, o.closed_at,
            o.outcome,
            (SELECT MAX(d.at) FROM agreement_decline d
             WHERE d.tenant_id = o.tenant_id AND d.version = p.version AND d.text_id = p.text_id)
            AS declined_at
         FROM agreement_duty o
         JOIN agreement_publication p ON p.id = o.publication_id
         JOIN tenant t ON t.id = o.tenant_id
         WHERE o.publication_id = $1 AND o.tenant_id > $2
           AND ($3 = 'all'
             OR ($3 = 'waiting' AND o.closed_at IS NULL AND o.due_at > $4)
             OR ($3 = 'overdue' AND o.closed_at IS NULL AND o.due_at <= $4)
             OR ($3 = 'signed' AND o.outcome = 'signed')
             OR ($3 = 'declined' AND o.closed_at IS NULL AND EXISTS (
                 SELECT 1 FROM agreement_decline d WHERE d.tenant_id = o.tenant_id
                   AND d.version = p.version AND d.text_id = p.text_id)))
           AND ($5 = '' OR LOWER(t.name || ' ' || t.domain) LIKE $6)
         ORDER BY o.tenant_id LIMIT $7",
        values![
            publication,
            after,
            filter.show,
            now,
            filter.text,
            crate::audit::contains(filter.text),
            limit
        ],
    )
}
