//! Rows that are written together, so that a server is asked once for many.

use crate::{DbError, Tx, Value};
use std::sync::OnceLock;

/// Rows of one statement.
const TOGETHER: usize = 50;

/// A statement that inserts rows of so many columns.
pub(crate) struct Insert<const COLUMNS: usize> {
    into: &'static str,
    behind: &'static str,
    many: OnceLock<String>,
    one: OnceLock<String>,
}

impl<const COLUMNS: usize> Insert<COLUMNS> {
    /// One of its text to the word `VALUES`, and of what stands behind the rows.
    pub(crate) const fn new(into: &'static str, behind: &'static str) -> Self {
        Self {
            into,
            behind,
            many: OnceLock::new(),
            one: OnceLock::new(),
        }
    }

    fn text(&self, rows: usize) -> String {
        let row = |n: usize| format!("({})", places(n * COLUMNS + 1, COLUMNS));
        let rows: Vec<_> = (0..rows).map(row).collect();
        format!("{} {} {}", self.into, rows.join(", "), self.behind)
    }

    /// Inserts rows and says how many there are now.
    ///
    /// # Errors
    /// [`DbError`].
    pub(crate) fn run(
        &'static self,
        tx: &mut Tx<'_>,
        rows: impl IntoIterator<Item = [Value; COLUMNS]>,
    ) -> Result<u64, DbError> {
        let many = self.many.get_or_init(|| self.text(TOGETHER));
        let one = self.one.get_or_init(|| self.text(1));
        let (mut values, mut inserted) = (Vec::with_capacity(TOGETHER * COLUMNS), 0);
        for row in rows {
            values.extend(row);
            if values.len() == TOGETHER * COLUMNS {
                inserted += tx.execute(many, &values)?;
                values.clear();
            }
        }
        for row in values.chunks_exact(COLUMNS) {
            inserted += tx.execute(one, row)?;
        }
        Ok(inserted)
    }
}

/// `$1, $2, ...`, as many as are asked for, from a number on.
pub(crate) fn places(from: usize, count: usize) -> String {
    let places: Vec<_> = (from..from + count).map(|n| format!("${n}")).collect();
    places.join(", ")
}
