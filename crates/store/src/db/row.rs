//! Rows, read by column name into plain types.

use super::DbError;
use domain::effects::Instant;
use std::cell::Cell;
use uuid::Uuid;

/// One row of a result, valid while it is being read.
pub enum Row<'r> {
    /// A row of SQLite.
    #[doc(hidden)]
    Sqlite(SqliteRow<'r>),
    /// A row of PostgreSQL.
    #[doc(hidden)]
    Postgres(&'r postgres::Row),
}

/// A row of SQLite with the place of the column that is probably asked for next.
#[doc(hidden)]
pub struct SqliteRow<'r> {
    row: &'r rusqlite::Row<'r>,
    next: Cell<usize>,
}

impl<'r> SqliteRow<'r> {
    pub(super) fn new(row: &'r rusqlite::Row<'r>) -> Self {
        Self {
            row,
            next: Cell::new(0),
        }
    }

    /// Columns are mostly read in the order they were selected in; then each name is compared once
    /// instead of with all names before it.
    fn get<T: rusqlite::types::FromSql>(&self, column: &str) -> Result<T, rusqlite::Error> {
        let (statement, likely) = (self.row.as_ref(), self.next.get());
        let place = match statement.column_name(likely) {
            Ok(name) if name == column => likely,
            _ => statement.column_index(column)?,
        };
        self.next.set(place + 1);
        self.row.get(place)
    }
}

/// A type a whole row is read into.
pub trait FromRow: Sized {
    /// Reads the row.
    ///
    /// # Errors
    /// [`DbError::Column`] when a column is missing or of another type.
    fn from_row(row: &Row<'_>) -> Result<Self, DbError>;
}

/// A type one column is read into.
pub trait Column: Sized {
    #[doc(hidden)]
    fn read(row: &Row<'_>, column: &str) -> Result<Self, DbError>;
}

impl Row<'_> {
    /// Reads a column by its name.
    ///
    /// # Errors
    /// [`DbError::Column`] when it is missing, null or of another type.
    pub fn get<T: Column>(&self, column: &str) -> Result<T, DbError> {
        T::read(self, column)
    }
}

fn fault(column: &str, problem: &impl ToString) -> DbError {
    DbError::Column {
        column: column.to_owned(),
        problem: problem.to_string(),
    }
}

macro_rules! column {
    ($($type:ty),+) => {$(
        impl Column for $type {
            fn read(row: &Row<'_>, column: &str) -> Result<Self, DbError> {
                match row {
                    Row::Sqlite(row) => row.get(column).map_err(|e| fault(column, &e)),
                    Row::Postgres(row) => row.try_get(column).map_err(|e| fault(column, &e)),
                }
            }
        }
        impl Column for Option<$type> {
            fn read(row: &Row<'_>, column: &str) -> Result<Self, DbError> {
                match row {
                    Row::Sqlite(row) => row.get(column).map_err(|e| fault(column, &e)),
                    Row::Postgres(row) => row.try_get(column).map_err(|e| fault(column, &e)),
                }
            }
        }
    )+};
}

column!(i64, String, Vec<u8>, Uuid, bool);

impl Column for Instant {
    fn read(row: &Row<'_>, column: &str) -> Result<Self, DbError> {
        row.get(column).map(Self)
    }
}

impl Column for Option<Instant> {
    fn read(row: &Row<'_>, column: &str) -> Result<Self, DbError> {
        Ok(row.get::<Option<i64>>(column)?.map(Instant))
    }
}

impl Column for u32 {
    fn read(row: &Row<'_>, column: &str) -> Result<Self, DbError> {
        Self::try_from(row.get::<i64>(column)?).map_err(|e| fault(column, &e))
    }
}

impl Column for [u8; 32] {
    fn read(row: &Row<'_>, column: &str) -> Result<Self, DbError> {
        Self::try_from(row.get::<Vec<u8>>(column)?)
            .map_err(|bytes| fault(column, &format!("{} bytes instead of 32", bytes.len())))
    }
}

/// Declares a struct that a row is read into, column by column of the same name.
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$fm:meta])* $fvis:vis $field:ident: $type:ty),* $(,)? }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$fm])* $fvis $field: $type),* }
        impl $crate::db::FromRow for $name {
            fn from_row(row: &$crate::Row<'_>) -> Result<Self, $crate::DbError> {
                Ok(Self { $($field: row.get(stringify!($field))?),* })
            }
        }
    };
}

/// A single number under the column name `n`.
impl FromRow for i64 {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        row.get("n")
    }
}

/// A single text under the column name `t`.
impl FromRow for String {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        row.get("t")
    }
}

/// A single id under the column name `id`.
impl FromRow for Uuid {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        row.get("id")
    }
}
