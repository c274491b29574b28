//! Lists of restricted parties, as files bring them.

use crate::{DbError, Tx, Value, row, values};
use domain::effects::Instant;
use domain::enrolment::screening::Entry;
use domain::permission::OperatorScope;
use std::sync::LazyLock;
use uuid::Uuid;

/// Entries written with one statement.
const AT_ONCE: usize = 100;

row! {
    /// A list.
    #[derive(Debug, Clone)]
    pub struct List {
        /// Its id.
        pub id: Uuid,
        /// What the operator calls it; of those in force each name is there once.
        pub name: String,
        /// What the browser called the file.
        pub file_name: String,
        /// SHA-256 of its bytes.
        pub sha256: [u8; 32],
        /// Rows that are right.
        pub entries: i64,
        /// Rows that are wrong.
        pub refused: i64,
        /// What is wrong with the first of them, as JSON.
        pub problems: String,
        /// When it was uploaded.
        pub uploaded_at: Instant,
        /// When it came into force.
        pub confirmed_at: Option<Instant>,
        /// When it was replaced, retired or thrown away.
        pub ended_at: Option<Instant>,
    }
}

row! {
    /// An entry.
    #[derive(Debug, Clone)]
    pub struct Kept {
        /// Its row in the file.
        pub number: i64,
        /// What it says, as JSON.
        pub entry: String,
    }
}

macro_rules! lists {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, file_name, sha256, entries, refused, problems, uploaded_at,
                confirmed_at, ended_at FROM screening_list ",
            $rest
        )
    };
}

/// The lists in force, by name.
///
/// # Errors
/// [`DbError`].
pub fn in_force(tx: &mut Tx<'_>, _: OperatorScope) -> Result<Vec<List>, DbError> {
    tx.query(
        lists!("WHERE confirmed_at IS NOT NULL AND ended_at IS NULL ORDER BY name"),
        &[],
    )
}

/// A list, whatever has become of it.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<List>, DbError> {
    tx.query_opt(lists!("WHERE id = $1"), values![id])
}

/// The entries of a list, in the order of its file.
///
/// # Errors
/// [`DbError`].
pub fn entries(tx: &mut Tx<'_>, _: OperatorScope, list: Uuid) -> Result<Vec<Kept>, DbError> {
    tx.query(
        "SELECT number, entry FROM screening_entry WHERE list_id = $1 ORDER BY number",
        values![list],
    )
}

/// Keeps an uploaded list that is not in force yet; one of the same name that was never put in force
/// goes.
///
/// # Errors
/// [`DbError`].
pub fn add(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    list: &List,
    entries: &[(i64, Entry)],
    by: Uuid,
) -> Result<(), DbError> {
    let waiting: Vec<Uuid> = tx.query(
        "SELECT id FROM screening_list
         WHERE name = $1 AND confirmed_at IS NULL AND ended_at IS NULL",
        values![&list.name],
    )?;
    for id in waiting {
        end(tx, scope, id, list.uploaded_at)?;
    }
    tx.execute(
        "INSERT INTO screening_list (id, name, file_name, sha256, entries, refused, problems,
            uploaded_by, uploaded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        values![
            list.id,
            &list.name,
            &list.file_name,
            &list.sha256,
            list.entries,
            list.refused,
            &list.problems,
            by,
            list.uploaded_at
        ],
    )?;
    write(tx, list.id, entries)
}

fn insert(entries: usize) -> String {
    let row = |n: usize| format!("(${}, ${}, ${})", n * 3 + 1, n * 3 + 2, n * 3 + 3);
    let rows: Vec<_> = (0..entries).map(row).collect();
    "INSERT INTO screening_entry (list_id, number, entry) VALUES ".to_owned() + &rows.join(", ")
}

fn write(tx: &mut Tx<'_>, list: Uuid, entries: &[(i64, Entry)]) -> Result<(), DbError> {
    static MANY: LazyLock<String> = LazyLock::new(|| insert(AT_ONCE));
    static ONE: LazyLock<String> = LazyLock::new(|| insert(1));
    let fields = |(number, entry): &(i64, Entry)| -> Result<[Value; 3], DbError> {
        let text = serde_json::to_string(entry).map_err(|e| DbError::Engine(e.to_string()))?;
        Ok([list.into(), (*number).into(), text.into()])
    };
    let (many, rest) = entries.as_chunks::<AT_ONCE>();
    for some in many {
        let mut values = Vec::with_capacity(AT_ONCE * 3);
        for entry in some {
            values.extend(fields(entry)?);
        }
        tx.execute(MANY.as_str(), &values)?;
    }
    for entry in rest {
        tx.execute(ONE.as_str(), &fields(entry)?)?;
    }
    Ok(())
}

/// Puts a list in force, in the place of the one of its name; false when it is or was before.
///
/// # Errors
/// [`DbError`].
pub fn confirm(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    list: &List,
    by: Uuid,
    now: Instant,
) -> Result<bool, DbError> {
    let before: Vec<Uuid> = tx.query(
        "SELECT id FROM screening_list
         WHERE name = $1 AND confirmed_at IS NOT NULL AND ended_at IS NULL",
        values![&list.name],
    )?;
    for id in before.into_iter().filter(|id| *id != list.id) {
        end(tx, scope, id, now)?;
    }
    let confirmed = tx.execute(
        "UPDATE screening_list SET confirmed_by = $2, confirmed_at = $3
         WHERE id = $1 AND confirmed_at IS NULL AND ended_at IS NULL",
        values![list.id, by, now],
    )?;
    Ok(confirmed == 1)
}

/// Ends a list: it is no longer held against anybody, and its entries go. False when it has ended.
///
/// # Errors
/// [`DbError`].
pub fn end(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid, now: Instant) -> Result<bool, DbError> {
    let ended = tx.execute(
        "UPDATE screening_list SET ended_at = $2, holding = FALSE WHERE id = $1 AND ended_at IS NULL",
        values![id, now],
    )?;
    tx.execute(
        "DELETE FROM screening_entry WHERE list_id = $1",
        values![id],
    )?;
    Ok(ended == 1)
}

/// Throws lists away that were uploaded before a moment and never put in force.
///
/// # Errors
/// [`DbError`].
pub fn forget(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    before: Instant,
    now: Instant,
) -> Result<u64, DbError> {
    let old: Vec<Uuid> = tx.query(
        "SELECT id FROM screening_list
         WHERE uploaded_at < $1 AND confirmed_at IS NULL AND ended_at IS NULL LIMIT 5",
        values![before],
    )?;
    for id in &old {
        end(tx, scope, *id, now)?;
    }
    Ok(u64::try_from(old.len()).unwrap_or(u64::MAX))
}
