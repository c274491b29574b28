//! Customers and orders that a partner imports from files.

use crate::many::places;
use crate::{DbError, Tx, Value, row, values};
use domain::effects::Instant;
use domain::permission::TenantScope;
use std::sync::LazyLock;
use uuid::Uuid;

row! {
    /// An import.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Import {
        /// Its id.
        pub id: Uuid,
        /// What its file holds.
        pub kind: String,
        /// What the browser called the file.
        pub file_name: String,
        /// SHA-256 of its bytes.
        pub sha256: [u8; 32],
        /// How far it is.
        pub state: String,
        /// Why it is stopped; empty when a person did it.
        pub reason: String,
        /// Who uploaded it.
        pub uploaded_by: Uuid,
        /// That person's name.
        pub uploaded_name: String,
        /// When.
        pub uploaded_at: Instant,
        /// Who confirmed it.
        pub confirmed_by: Option<Uuid>,
        /// That person's name.
        pub confirmed_name: String,
        /// When.
        pub confirmed_at: Option<Instant>,
        /// When the last row was done.
        pub finished_at: Option<Instant>,
        /// Rows of the file.
        pub row_count: i64,
        /// Rows that can be imported.
        pub ready: i64,
        /// Rows that are wrong.
        pub wrong: i64,
        /// Rows an earlier import made.
        pub known: i64,
        /// Rows that were imported.
        pub done: i64,
        /// Rows that were right and could not be imported.
        pub failed: i64,
        /// Whether its rows are gone.
        pub forgotten: bool,
        /// Optimistic lock.
        pub version: i64,
    }
}

macro_rules! imports {
    ($rest:literal) => {
        concat!(
            "SELECT id, kind, file_name, sha256, state, reason, uploaded_by, uploaded_name,
                uploaded_at, confirmed_by, confirmed_name, confirmed_at, finished_at, row_count,
                ready, wrong, known, done, failed, forgotten, version
             FROM customer_import ",
            $rest
        )
    };
}

/// One of the partner's imports.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid) -> Result<Option<Import>, DbError> {
    tx.query_opt(
        imports!("WHERE partner_id = $1 AND id = $2"),
        values![scope.tenant().0, id],
    )
}

/// The partner's imports, newest first, but those that are still being received.
///
/// # Errors
/// [`DbError`].
pub fn list(tx: &mut Tx<'_>, scope: TenantScope, limit: u32) -> Result<Vec<Import>, DbError> {
    tx.query(
        imports!(
            "WHERE partner_id = $1 AND state <> 'receiving' ORDER BY uploaded_at DESC, id LIMIT $2"
        ),
        values![scope.tenant().0, limit],
    )
}

/// Adds an import that has no rows yet.
///
/// # Errors
/// [`DbError`].
pub fn add(tx: &mut Tx<'_>, scope: TenantScope, i: &Import) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO customer_import (id, partner_id, kind, file_name, sha256, state, reason,
            uploaded_by, uploaded_name, uploaded_at, confirmed_by, confirmed_name, confirmed_at,
            finished_at, row_count, ready, wrong, known, done, failed, forgotten, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, $20, $21, $22)",
        values![
            i.id,
            scope.tenant().0,
            &i.kind,
            &i.file_name,
            &i.sha256,
            &i.state,
            &i.reason,
            i.uploaded_by,
            &i.uploaded_name,
            i.uploaded_at,
            i.confirmed_by,
            &i.confirmed_name,
            i.confirmed_at,
            i.finished_at,
            i.row_count,
            i.ready,
            i.wrong,
            i.known,
            i.done,
            i.failed,
            i.forgotten,
            i.version
        ],
    )
    .map(drop)
}

/// Writes how far an import is; false when somebody was faster. What is counted is counted by
/// [`judged`] and [`settle`].
///
/// # Errors
/// [`DbError`].
pub fn save(tx: &mut Tx<'_>, scope: TenantScope, i: &Import) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE customer_import SET state = $4, reason = $5, confirmed_by = $6,
            confirmed_name = $7, confirmed_at = $8, finished_at = $9, row_count = $10,
            version = version + 1
         WHERE partner_id = $1 AND id = $2 AND version = $3",
        values![
            scope.tenant().0,
            i.id,
            i.version,
            &i.state,
            &i.reason,
            i.confirmed_by,
            &i.confirmed_name,
            i.confirmed_at,
            i.finished_at,
            i.row_count
        ],
    )?;
    Ok(touched == 1)
}

row! {
    /// A row of a file.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Line {
        /// Its number in the file; the first row has the names of the columns.
        pub number: i64,
        /// Its cells as JSON.
        pub cells: String,
        /// How it stands.
        pub state: String,
        /// What makes it that row; empty for one that is wrong.
        pub row_key: String,
        /// What else occurs once in a file; may be empty.
        pub also: String,
        /// A hash of what it says.
        pub fingerprint: String,
        /// What is wrong with it, as JSON.
        pub problems: String,
        /// What was made of it.
        pub made_id: Option<Uuid>,
    }
}

/// Rows written with one statement.
const AT_ONCE: usize = 100;
/// What a statement takes for one row besides the import.
const FIELDS: usize = 2;

fn insert(rows: usize) -> String {
    let rows: Vec<_> = (0..rows)
        .map(|n| {
            let own = places(n * FIELDS + 2, FIELDS);
            format!("($1, {own}, 'new', '', '', '', '[]')")
        })
        .collect();
    "INSERT INTO customer_import_row (import_id, number, cells, state, row_key, also, fingerprint,
        problems) VALUES "
        .to_owned()
        + &rows.join(", ")
}

/// Writes rows down, each with its number and its cells as JSON.
///
/// # Errors
/// [`DbError`].
pub fn add_rows(tx: &mut Tx<'_>, import: Uuid, rows: &[(i64, String)]) -> Result<(), DbError> {
    static MANY: LazyLock<String> = LazyLock::new(|| insert(AT_ONCE));
    static ONE: LazyLock<String> = LazyLock::new(|| insert(1));
    let values = |rows: &[(i64, String)]| -> Vec<Value> {
        let own = rows
            .iter()
            .flat_map(|(number, cells)| [Value::from(*number), cells.as_str().into()]);
        std::iter::once(Value::from(import)).chain(own).collect()
    };
    let (many, rest) = rows.as_chunks::<AT_ONCE>();
    for some in many {
        tx.execute(MANY.as_str(), &values(some))?;
    }
    for row in rest {
        tx.execute(ONE.as_str(), &values(std::slice::from_ref(row)))?;
    }
    Ok(())
}

macro_rules! lines {
    ($rest:literal) => {
        concat!(
            "SELECT number, cells, state, row_key, also, fingerprint, problems, made_id
             FROM customer_import_row ",
            $rest
        )
    };
}

/// One row.
///
/// # Errors
/// [`DbError`].
pub fn line(tx: &mut Tx<'_>, import: Uuid, number: i64) -> Result<Option<Line>, DbError> {
    tx.query_opt(
        lines!("WHERE import_id = $1 AND number = $2"),
        values![import, number],
    )
}

/// Rows that stand in one way, in their order behind a number.
///
/// # Errors
/// [`DbError`].
pub fn lines(
    tx: &mut Tx<'_>,
    import: Uuid,
    state: &str,
    after: i64,
    limit: u32,
) -> Result<Vec<Line>, DbError> {
    tx.query(
        lines!("WHERE import_id = $1 AND state = $2 AND number > $3 ORDER BY number LIMIT $4"),
        values![import, state, after, limit],
    )
}

/// All rows in their order behind a number.
///
/// # Errors
/// [`DbError`].
pub fn all_lines(
    tx: &mut Tx<'_>,
    import: Uuid,
    after: i64,
    limit: u32,
) -> Result<Vec<Line>, DbError> {
    tx.query(
        lines!("WHERE import_id = $1 AND number > $2 ORDER BY number LIMIT $3"),
        values![import, after, limit],
    )
}

/// The first row of the file with a key, if it stands above a number.
///
/// # Errors
/// [`DbError`].
pub fn earlier(
    tx: &mut Tx<'_>,
    import: Uuid,
    key: &str,
    number: i64,
) -> Result<Option<i64>, DbError> {
    tx.query_opt(
        "SELECT number AS n FROM customer_import_row
         WHERE import_id = $1 AND row_key = $2 AND row_key <> '' AND number < $3
         ORDER BY number LIMIT 1",
        values![import, key, number],
    )
}

/// The same for what else occurs once.
///
/// # Errors
/// [`DbError`].
pub fn earlier_also(
    tx: &mut Tx<'_>,
    import: Uuid,
    also: &str,
    number: i64,
) -> Result<Option<i64>, DbError> {
    tx.query_opt(
        "SELECT number AS n FROM customer_import_row
         WHERE import_id = $1 AND also = $2 AND also <> '' AND number < $3
         ORDER BY number LIMIT 1",
        values![import, also, number],
    )
}

/// Writes what was judged of a row; false when it was judged before.
///
/// # Errors
/// [`DbError`].
pub fn judged(tx: &mut Tx<'_>, import: Uuid, line: &Line) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE customer_import_row SET state = $3, row_key = $4, also = $5, fingerprint = $6,
            problems = $7, made_id = $8
         WHERE import_id = $1 AND number = $2 AND state = 'new'",
        values![
            import,
            line.number,
            &line.state,
            &line.row_key,
            &line.also,
            &line.fingerprint,
            &line.problems,
            line.made_id
        ],
    )?;
    Ok(touched == 1)
}

/// Adds to how many rows were judged in which way.
///
/// # Errors
/// [`DbError`].
pub fn count_judged(
    tx: &mut Tx<'_>,
    import: Uuid,
    [ready, wrong, known]: [i64; 3],
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE customer_import SET ready = ready + $2, wrong = wrong + $3, known = known + $4
         WHERE id = $1",
        values![import, ready, wrong, known],
    )
    .map(drop)
}

/// Writes what came of a row that was right, and counts it; false when that was known.
///
/// # Errors
/// [`DbError`].
pub fn settle(
    tx: &mut Tx<'_>,
    import: Uuid,
    number: i64,
    state: &str,
    problems: &str,
    made: Option<Uuid>,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE customer_import_row SET state = $3, problems = $4, made_id = $5
         WHERE import_id = $1 AND number = $2 AND state = 'ready'",
        values![import, number, state, problems, made],
    )?;
    if touched == 0 {
        return Ok(false);
    }
    tx.execute(
        "UPDATE customer_import SET ready = ready - 1,
            done = done + CASE WHEN $2 = 'done' THEN 1 ELSE 0 END,
            known = known + CASE WHEN $2 = 'known' THEN 1 ELSE 0 END,
            failed = failed + CASE WHEN $2 = 'failed' THEN 1 ELSE 0 END
         WHERE id = $1",
        values![import, state],
    )?;
    Ok(true)
}

row! {
    /// What an import made of a row with a key.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Key {
        /// What the row said.
        pub fingerprint: String,
        /// The customer or order.
        pub made_id: Uuid,
        /// When.
        pub made_at: Instant,
    }
}

/// What was imported under a key.
///
/// # Errors
/// [`DbError`].
pub fn key(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    kind: &str,
    row_key: &str,
) -> Result<Option<Key>, DbError> {
    tx.query_opt(
        "SELECT fingerprint, made_id, made_at FROM customer_import_key
         WHERE partner_id = $1 AND kind = $2 AND row_key = $3",
        values![scope.tenant().0, kind, row_key],
    )
}

/// Keeps for good that a row was imported.
///
/// # Errors
/// [`DbError::Unique`] when one with that key was before.
pub fn claim(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    kind: &str,
    import: Uuid,
    line: &Line,
    made: Uuid,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO customer_import_key (partner_id, kind, row_key, fingerprint, made_id,
            import_id, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        values![
            scope.tenant().0,
            kind,
            &line.row_key,
            &line.fingerprint,
            made,
            import,
            now
        ],
    )
    .map(drop)
}

/// Forgets what a sandbox imported, which begins anew.
///
/// # Errors
/// [`DbError`].
pub fn forget_keys(tx: &mut Tx<'_>, scope: TenantScope) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM customer_import_key WHERE partner_id = $1",
        values![scope.tenant().0],
    )
}

/// Removes up to `limit` rows of an import, and says how many there were.
///
/// # Errors
/// [`DbError`].
pub fn remove_rows(tx: &mut Tx<'_>, import: Uuid, limit: u32) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM customer_import_row WHERE import_id = $1 AND number IN (
            SELECT number FROM customer_import_row WHERE import_id = $1 ORDER BY number LIMIT $2)",
        values![import, limit],
    )
}

/// Removes an import that has no rows.
///
/// # Errors
/// [`DbError`].
pub fn remove(tx: &mut Tx<'_>, scope: TenantScope, import: Uuid) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM customer_import WHERE partner_id = $1 AND id = $2 AND state = 'receiving'",
        values![scope.tenant().0, import],
    )
    .map(drop)
}

row! {
    /// An import whose rows are no longer kept.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Old {
        /// Whose.
        pub partner_id: Uuid,
        /// The import.
        pub id: Uuid,
    }
}

/// Imports whose rows are there though they were uploaded before a moment, or given up.
///
/// # Errors
/// [`DbError`].
pub fn old(
    tx: &mut Tx<'_>,
    before: Instant,
    receiving_before: Instant,
    limit: u32,
) -> Result<Vec<Old>, DbError> {
    tx.query(
        "SELECT partner_id, id FROM customer_import
         WHERE NOT forgotten AND (uploaded_at < $1 OR state = 'discarded'
            OR (state = 'receiving' AND uploaded_at < $2))
         ORDER BY uploaded_at LIMIT $3",
        values![before, receiving_before, limit],
    )
}

/// Notes that the rows of an import are gone; one that was not over is given up with them.
///
/// # Errors
/// [`DbError`].
pub fn forgotten(tx: &mut Tx<'_>, import: Uuid) -> Result<(), DbError> {
    tx.execute(
        "UPDATE customer_import SET forgotten = TRUE, version = version + 1,
            state = CASE WHEN state = 'done' THEN 'done' ELSE 'discarded' END
         WHERE id = $1",
        values![import],
    )
    .map(drop)
}
