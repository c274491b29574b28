//! What the operator did about partners: suspended, restored, ended.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// An act, or the proposal of one.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Act {
        /// Its id.
        pub id: Uuid,
        /// The partner.
        pub tenant_id: Uuid,
        /// `suspend`, `restore` or `terminate`.
        pub kind: String,
        /// Why it is suspended; empty for the others.
        pub cause: String,
        /// In the words the partner reads.
        pub reason: String,
        /// `proposed`, `done` or `declined`.
        pub state: String,
        /// Who proposed or did it.
        pub proposed_by: Uuid,
        /// That person's name.
        pub proposed_name: String,
        /// When.
        pub proposed_at: Instant,
        /// Who agreed or declined, as the second.
        pub decided_by: Option<Uuid>,
        /// That person's name.
        pub decided_name: String,
        /// When.
        pub decided_at: Option<Instant>,
        /// The last day of notice, ISO; empty for the others.
        pub ends_on: String,
        /// When the days of notice are over, while they run.
        pub ends_at: Option<Instant>,
        /// The last customer that was told, while customers are.
        pub told_until: Option<Uuid>,
        /// Whether customers are being told.
        pub telling: bool,
    }
}

macro_rules! acts {
    ($rest:literal) => {
        concat!(
            "SELECT id, tenant_id, kind, cause, reason, state, proposed_by, proposed_name,
                proposed_at, decided_by, decided_name, decided_at, ends_on, ends_at, told_until,
                telling
             FROM partner_act ",
            $rest
        )
    };
}

/// What was done about a partner, newest first.
///
/// # Errors
/// [`DbError`].
pub fn of_partner(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    tenant: Uuid,
    limit: u32,
) -> Result<Vec<Act>, DbError> {
    tx.query(
        acts!("WHERE tenant_id = $1 ORDER BY proposed_at DESC, id LIMIT $2"),
        values![tenant, limit],
    )
}

/// The proposal that waits for a second person.
///
/// # Errors
/// [`DbError`].
pub fn open(tx: &mut Tx<'_>, _: OperatorScope, tenant: Uuid) -> Result<Option<Act>, DbError> {
    tx.query_opt(
        acts!("WHERE tenant_id = $1 AND state = 'proposed'"),
        values![tenant],
    )
}

/// The termination whose days of notice run.
///
/// # Errors
/// [`DbError`].
pub fn running(tx: &mut Tx<'_>, _: OperatorScope, tenant: Uuid) -> Result<Option<Act>, DbError> {
    tx.query_opt(
        acts!("WHERE tenant_id = $1 AND ends_at IS NOT NULL ORDER BY ends_at DESC LIMIT 1"),
        values![tenant],
    )
}

/// Keeps an act.
///
/// # Errors
/// [`DbError::Unique`] when another proposal about the partner waits.
pub fn add(tx: &mut Tx<'_>, _: OperatorScope, a: &Act) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO partner_act (id, tenant_id, kind, cause, reason, state, proposed_by,
            proposed_name, proposed_at, decided_by, decided_name, decided_at, ends_on, ends_at,
            told_until, telling)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        values![
            a.id,
            a.tenant_id,
            &a.kind,
            &a.cause,
            &a.reason,
            &a.state,
            a.proposed_by,
            &a.proposed_name,
            a.proposed_at,
            a.decided_by,
            &a.decided_name,
            a.decided_at,
            &a.ends_on,
            a.ends_at,
            a.told_until,
            a.telling
        ],
    )
    .map(drop)
}

/// Writes what became of a proposal; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn decide(tx: &mut Tx<'_>, _: OperatorScope, a: &Act) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE partner_act SET state = $2, decided_by = $3, decided_name = $4, decided_at = $5,
            ends_on = $6, ends_at = $7, telling = $8
         WHERE id = $1 AND state = 'proposed'",
        values![
            a.id,
            &a.state,
            a.decided_by,
            &a.decided_name,
            a.decided_at,
            &a.ends_on,
            a.ends_at,
            a.telling
        ],
    )?;
    Ok(touched == 1)
}

/// The days of notice of a partner no longer run, and nobody is told any more.
///
/// # Errors
/// [`DbError`].
pub fn stop(tx: &mut Tx<'_>, _: OperatorScope, tenant: Uuid) -> Result<(), DbError> {
    tx.execute(
        "UPDATE partner_act SET ends_at = NULL, telling = FALSE WHERE tenant_id = $1",
        values![tenant],
    )
    .map(drop)
}

/// Writes the status of a partner that has another; false when somebody was faster.
///
/// # Errors
/// [`DbError`].
pub fn set_status(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    tenant: Uuid,
    (before, after): (&str, &str),
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE partner SET status = $3 WHERE tenant_id = $1 AND status = $2",
        values![tenant, before, after],
    )?;
    Ok(touched == 1)
}

/// Writes the status of a partner's sandbox account, if it has one.
///
/// # Errors
/// [`DbError`].
pub fn set_sandbox_status(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    tenant: Uuid,
    status: &str,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE partner SET status = $2 WHERE tenant_id = (
            SELECT tenant_id FROM sandbox_account WHERE primary_id = $1)",
        values![tenant, status],
    )
    .map(drop)
}

/// Partners whose days of notice are over.
///
/// # Errors
/// [`DbError`].
pub fn over(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    now: Instant,
    limit: u32,
) -> Result<Vec<Act>, DbError> {
    tx.query(
        acts!("WHERE ends_at IS NOT NULL AND ends_at <= $1 ORDER BY ends_at LIMIT $2"),
        values![now, limit],
    )
}

/// Terminations whose customers are being told.
///
/// # Errors
/// [`DbError`].
pub fn telling(tx: &mut Tx<'_>, _: OperatorScope, limit: u32) -> Result<Vec<Act>, DbError> {
    tx.query(acts!("WHERE telling ORDER BY id LIMIT $1"), values![limit])
}

row! {
    /// A customer that is to be told.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Reader {
        /// The customer.
        pub id: Uuid,
        /// Its name.
        pub company_name: String,
        /// Its contact's mailbox.
        pub email: String,
        /// The language it wants to be written to in.
        pub language: String,
    }
}

/// The next customers of a partner behind one.
///
/// # Errors
/// [`DbError`].
pub fn readers(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    tenant: Uuid,
    after: Option<Uuid>,
    limit: u32,
) -> Result<Vec<Reader>, DbError> {
    tx.query(
        "SELECT c.id, c.company_name, c.email, c.language FROM customer_relation r
         JOIN customer c ON c.id = r.customer_id
         WHERE r.partner_id = $1 AND r.customer_id > $2 AND r.ended_at IS NULL
         ORDER BY r.customer_id LIMIT $3",
        values![tenant, after.unwrap_or_default(), limit],
    )
}

/// Notes whom of a termination's customers was told last, and whether there are more; false when
/// another node was faster, or nobody is to be told any more.
///
/// # Errors
/// [`DbError`].
pub fn told(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    act: &Act,
    until: Option<Uuid>,
    more: bool,
) -> Result<bool, DbError> {
    let before = act.told_until.unwrap_or_default();
    let touched = tx.execute(
        "UPDATE partner_act SET told_until = $2, telling = $3
         WHERE id = $1 AND telling AND COALESCE(told_until, $5) = $4",
        values![act.id, until, more, before, Uuid::nil()],
    )?;
    Ok(touched == 1)
}
