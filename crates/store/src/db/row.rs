//! Rows, read by column name into plain types.

use super::DbError;
use domain::effects::Instant;
use std::cell::{Cell, RefCell};
use uuid::Uuid;

/// One row of a result, valid while it is being read.
pub enum Row<'r> {
    /// A row of SQLite.
    #[doc(hidden)]
    Sqlite(Placed<'r, &'r rusqlite::Row<'r>>),
    /// A row of PostgreSQL.
    #[doc(hidden)]
    Postgres(Placed<'r, &'r postgres::Row>),
}

/// Where the columns of a statement are that its rows were asked for, in the order of asking. Rows of
/// one statement are read by the same code: from the second on, no name is compared.
#[doc(hidden)]
#[derive(Default)]
pub(super) struct Places(RefCell<Vec<Place>>);

#[derive(Clone, Copy)]
struct Place {
    /// Address and length of the name, which is a text of the program.
    name: (usize, usize),
    column: usize,
}

/// A row with the places that are probably asked for.
#[doc(hidden)]
pub struct Placed<'r, R> {
    row: R,
    places: &'r Places,
    asked: Cell<usize>,
}

impl<'r, R> Placed<'r, R> {
    pub(super) fn new(row: R, places: &'r Places) -> Self {
        Self {
            row,
            places,
            asked: Cell::new(0),
        }
    }

    /// The place of a column; `find` looks for it where it is not known.
    fn place<E>(
        &self,
        column: &'static str,
        find: impl FnOnce() -> Result<usize, E>,
    ) -> Result<usize, E> {
        let name = (column.as_ptr().addr(), column.len());
        let turn = self.asked.replace(self.asked.get() + 1);
        let known = self.places.0.borrow().get(turn).copied();
        if let Some(place) = known.filter(|place| place.name == name) {
            return Ok(place.column);
        }
        let column = find()?;
        let mut places = self.places.0.borrow_mut();
        // Other code reads the same statement, or begins elsewhere.
        places.truncate(turn);
        if places.len() == turn {
            places.push(Place { name, column });
        }
        Ok(column)
    }
}

impl<'r> Placed<'r, &'r rusqlite::Row<'r>> {
    fn get<T: rusqlite::types::FromSql>(&self, column: &'static str) -> Result<T, rusqlite::Error> {
        let place = self.place(column, || self.row.as_ref().column_index(column))?;
        self.row.get(place)
    }

    fn text(&self, column: &'static str) -> Result<&'r str, rusqlite::Error> {
        let place = self.place(column, || self.row.as_ref().column_index(column))?;
        let row: &'r rusqlite::Row<'r> = self.row;
        Ok(row.get_ref(place)?.as_str()?)
    }
}

impl<'r> Placed<'r, &'r postgres::Row> {
    fn try_get<T: postgres::types::FromSql<'r>>(&self, column: &'static str) -> Result<T, String> {
        let find = || {
            let columns = self.row.columns();
            let found = columns.iter().position(|known| known.name() == column);
            found.ok_or_else(|| "there is no such column".to_owned())
        };
        let place = self.place(column, find)?;
        self.row.try_get(place).map_err(|error| error.to_string())
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
    fn read(row: &Row<'_>, column: &'static str) -> Result<Self, DbError>;
}

impl Row<'_> {
    /// Reads a column by its name.
    ///
    /// # Errors
    /// [`DbError::Column`] when it is missing, null or of another type.
    pub fn get<T: Column>(&self, column: &'static str) -> Result<T, DbError> {
        T::read(self, column)
    }
}

impl<'r> Row<'r> {
    /// Reads a text in place, for what is written on at once.
    ///
    /// # Errors
    /// [`DbError::Column`] when it is missing, null or of another type.
    pub fn text(&self, column: &'static str) -> Result<&'r str, DbError> {
        match self {
            Row::Sqlite(row) => row.text(column).map_err(|e| fault(column, &e)),
            Row::Postgres(row) => row.try_get(column).map_err(|e| fault(column, &e)),
        }
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
            fn read(row: &Row<'_>, column: &'static str) -> Result<Self, DbError> {
                match row {
                    Row::Sqlite(row) => row.get(column).map_err(|e| fault(column, &e)),
                    Row::Postgres(row) => row.try_get(column).map_err(|e| fault(column, &e)),
                }
            }
        }
        impl Column for Option<$type> {
            fn read(row: &Row<'_>, column: &'static str) -> Result<Self, DbError> {
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
    fn read(row: &Row<'_>, column: &'static str) -> Result<Self, DbError> {
        row.get(column).map(Self)
    }
}

impl Column for Option<Instant> {
    fn read(row: &Row<'_>, column: &'static str) -> Result<Self, DbError> {
        Ok(row.get::<Option<i64>>(column)?.map(Instant))
    }
}

impl Column for u32 {
    fn read(row: &Row<'_>, column: &'static str) -> Result<Self, DbError> {
        Self::try_from(row.get::<i64>(column)?).map_err(|e| fault(column, &e))
    }
}

impl Column for [u8; 32] {
    fn read(row: &Row<'_>, column: &'static str) -> Result<Self, DbError> {
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
