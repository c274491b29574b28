//! Exports of an invoice's lines, and the files they consist of.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// An export.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Export {
        /// Its id.
        pub id: Uuid,
        /// The invoice.
        pub invoice_id: Uuid,
        /// Its number.
        pub invoice: String,
        /// As `domain::billing::export::Attributes` spells it.
        pub attributes: String,
        /// As `domain::billing::export::State` spells it.
        pub state: String,
        /// The person or program that asked.
        pub asked_name: String,
        /// When.
        pub asked_at: Instant,
        /// When it last came forward.
        pub moved_at: Instant,
        /// Lines the invoice has.
        pub line_count: u32,
        /// Lines written so far.
        pub written: u32,
        /// When its files are removed, once it is ready.
        pub expires_at: Option<Instant>,
    }
}

row! {
    /// A file of an export.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Part {
        /// From 1 without a gap.
        pub number: u32,
        /// What binds its sealed bytes to it.
        pub file_id: Uuid,
        /// Where the bytes are.
        pub storage_key: String,
        /// Of the packed file.
        pub sha256: [u8; 32],
        /// Lines in it.
        pub lines: u32,
        /// Bytes of the packed file.
        pub size: i64,
        /// Bytes unpacked.
        pub unpacked: i64,
    }
}

macro_rules! exports {
    ($rest:literal) => {
        concat!(
            "SELECT e.id, e.invoice_id, i.number AS invoice, e.attributes, e.state, e.asked_name,
                e.asked_at, e.moved_at, e.line_count, e.written, e.expires_at
             FROM invoice_export e JOIN invoice i ON i.id = e.invoice_id ",
            $rest
        )
    };
}

/// One of a partner's exports.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid) -> Result<Option<Export>, DbError> {
    tx.query_opt(
        exports!("WHERE e.partner_id = $1 AND e.id = $2"),
        values![scope.tenant().0, id],
    )
}

/// The export of an invoice that is there or on its way.
///
/// # Errors
/// [`DbError`].
pub fn live(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    invoice: Uuid,
    attributes: &str,
) -> Result<Option<Export>, DbError> {
    tx.query_opt(
        exports!(
            "WHERE e.partner_id = $1 AND e.invoice_id = $2 AND e.attributes = $3
                AND e.state <> 'expired'"
        ),
        values![scope.tenant().0, invoice, attributes],
    )
}

/// How many exports of a partner are there or on their way.
///
/// # Errors
/// [`DbError`].
pub fn kept(tx: &mut Tx<'_>, scope: TenantScope) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) AS n FROM invoice_export WHERE partner_id = $1 AND state <> 'expired'",
        values![scope.tenant().0],
    )
}

/// The exports of an invoice that are there or on their way.
///
/// # Errors
/// [`DbError`].
pub fn of_invoice(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    invoice: Uuid,
) -> Result<Vec<Export>, DbError> {
    tx.query(
        exports!(
            "WHERE e.partner_id = $1 AND e.invoice_id = $2 AND e.state <> 'expired'
             ORDER BY e.attributes"
        ),
        values![scope.tenant().0, invoice],
    )
}

/// Adds an export of which nothing is written.
///
/// # Errors
/// [`DbError`].
pub fn add(tx: &mut Tx<'_>, scope: TenantScope, e: &Export) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO invoice_export (id, partner_id, invoice_id, attributes, state, asked_name,
            asked_at, moved_at, line_count, written)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        values![
            e.id,
            scope.tenant().0,
            e.invoice_id,
            &e.attributes,
            &e.state,
            &e.asked_name,
            e.asked_at,
            e.moved_at,
            e.line_count,
            e.written
        ],
    )
    .map(drop)
}

/// Moves an export on from `from` lines written; false when another worker did.
///
/// # Errors
/// [`DbError`].
pub fn move_on(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    e: &Export,
    from: u32,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE invoice_export SET state = $4, moved_at = $5, written = $6, expires_at = $7
         WHERE partner_id = $1 AND id = $2 AND written = $3 AND state IN ('waiting', 'running')",
        values![
            scope.tenant().0,
            e.id,
            from,
            &e.state,
            e.moved_at,
            e.written,
            e.expires_at
        ],
    )?;
    Ok(touched == 1)
}

/// Adds a file.
///
/// # Errors
/// [`DbError`].
pub fn add_part(tx: &mut Tx<'_>, export: Uuid, p: &Part) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO invoice_export_part (export_id, number, file_id, storage_key, sha256, lines,
            size, unpacked)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            export,
            p.number,
            p.file_id,
            &p.storage_key,
            &p.sha256,
            p.lines,
            p.size,
            p.unpacked
        ],
    )
    .map(drop)
}

/// The files of one of a partner's exports, in order.
///
/// # Errors
/// [`DbError`].
pub fn parts(tx: &mut Tx<'_>, scope: TenantScope, export: Uuid) -> Result<Vec<Part>, DbError> {
    tx.query(
        "SELECT p.number, p.file_id, p.storage_key, p.sha256, p.lines, p.size, p.unpacked
         FROM invoice_export_part p JOIN invoice_export e ON e.id = p.export_id
         WHERE e.partner_id = $1 AND p.export_id = $2 ORDER BY p.number",
        values![scope.tenant().0, export],
    )
}

/// One of them.
///
/// # Errors
/// [`DbError`].
pub fn part(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    export: Uuid,
    number: u32,
) -> Result<Option<Part>, DbError> {
    tx.query_opt(
        "SELECT p.number, p.file_id, p.storage_key, p.sha256, p.lines, p.size, p.unpacked
         FROM invoice_export_part p JOIN invoice_export e ON e.id = p.export_id
         WHERE e.partner_id = $1 AND p.export_id = $2 AND p.number = $3",
        values![scope.tenant().0, export, number],
    )
}

row! {
    /// An export whose time is over.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Ended {
        /// Whose it is.
        pub partner_id: Uuid,
        /// Its id.
        pub id: Uuid,
    }
}

/// Exports whose files are to be removed at `now`, or that have not come forward since `stuck`; some of
/// them.
///
/// # Errors
/// [`DbError`].
pub fn ended(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    (now, stuck): (Instant, Instant),
    limit: u32,
) -> Result<Vec<Ended>, DbError> {
    let mut ended = tx.query(
        "SELECT partner_id, id FROM invoice_export
         WHERE state = 'ready' AND expires_at <= $1 ORDER BY expires_at, id LIMIT $2",
        values![now, limit],
    )?;
    ended.extend(tx.query::<Ended>(
        "SELECT id, partner_id FROM invoice_export
         WHERE state IN ('waiting', 'running') AND moved_at < $1 ORDER BY moved_at, id LIMIT $2",
        values![stuck, limit],
    )?);
    Ok(ended)
}

/// Notes that the files of an export are gone.
///
/// # Errors
/// [`DbError`].
pub fn expire(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    export: Uuid,
    now: Instant,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE invoice_export SET state = 'expired', moved_at = $3
         WHERE partner_id = $1 AND id = $2 AND state <> 'expired'",
        values![scope.tenant().0, export, now],
    )?;
    tx.execute(
        "DELETE FROM invoice_export_part WHERE export_id = $1",
        values![export],
    )?;
    Ok(touched == 1)
}

/// Forgets exports whose files went before a moment, some of them; how many there were.
///
/// # Errors
/// [`DbError`].
pub fn forget(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: Instant,
    limit: u32,
) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM invoice_export WHERE id IN (
            SELECT id FROM invoice_export WHERE state = 'expired' AND moved_at < $1
            ORDER BY moved_at LIMIT $2)",
        values![before, limit],
    )
}
