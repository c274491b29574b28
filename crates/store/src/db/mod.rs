//! One small handle over two engines.
//!
//! A transaction is a plain synchronous function of [`Tx`]. On SQLite one writer thread runs many
//! of them per commit (group commit), each in its savepoint, while reader threads serve reads; on
//! PostgreSQL a bounded pool of threads runs each in a serialisable transaction of its own and
//! repeats it when the server asks for that. Hence a write must be a pure function of its handle.

mod postgres;
mod reply;
mod row;
mod sqlite;
mod value;

pub use reply::Reply;
pub use row::{FromRow, Row};
pub use value::Value;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use thiserror::Error;

/// What can go wrong between us and the database.
#[derive(Debug, Clone, Error)]
pub enum DbError {
    /// A unique index refused a row; the text names the index or its columns.
    #[error("unique index refused the row: {0}")]
    Unique(String),
    /// A row that must exist does not.
    #[error("no such row")]
    NoRow,
    /// A column holds something else than the code expects.
    #[error("column {column}: {problem}")]
    Column {
        /// The column's name.
        column: String,
        /// What the driver said.
        problem: String,
    },
    /// Other transactions got in the way more often than the handle is willing to repeat.
    #[error("the database is too busy to finish the transaction: {0}")]
    Contention(String),
    /// The database cannot be reached or has been closed.
    #[error("the database is not reachable: {0}")]
    Unreachable(String),
    /// Any other refusal of the engine.
    #[error("database error: {0}")]
    Engine(String),
}

impl DbError {
    /// Whether a unique index decided against the caller.
    #[must_use]
    pub fn is_unique(&self) -> bool {
        matches!(self, Self::Unique(_))
    }
}

/// Which engine runs below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Embedded, one writer with group commit.
    Sqlite,
    /// A server, version 15 or later.
    Postgres,
}

/// How many threads and connections the handle may use.
#[derive(Debug, Clone, Copy)]
pub struct Pool {
    /// SQLite: reader connections. PostgreSQL: connections for reads and writes together.
    pub connections: usize,
}

impl Default for Pool {
    fn default() -> Self {
        Self { connections: 4 }
    }
}

/// A handle on the database; clones share the same threads.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
    writes: Arc<AtomicU64>,
}

enum Inner {
    Sqlite(sqlite::Threads),
    Postgres(postgres::Threads),
}

type Job = Box<dyn FnOnce(Result<&mut Tx<'_>, DbError>) + Send>;

impl Db {
    /// Opens `sqlite:PATH` or `postgres://…` and starts its threads.
    ///
    /// # Errors
    /// [`DbError::Unreachable`] when the file or server cannot be opened.
    pub fn open(url: &str, pool: Pool) -> Result<Self, DbError> {
        let inner = if let Some(path) = url.strip_prefix("sqlite:") {
            Inner::Sqlite(sqlite::Threads::start(path, pool)?)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Inner::Postgres(postgres::Threads::start(url, pool)?)
        } else {
            return Err(DbError::Unreachable(
                "the address must begin with sqlite: or postgres://".to_owned(),
            ));
        };
        Ok(Self {
            inner: Arc::new(inner),
            writes: Arc::default(),
        })
    }

    /// Which engine runs below.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match &*self.inner {
            Inner::Sqlite(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }

    /// How many writes of this handle have ended. What was read after a look at this number is still
    /// what this handle last wrote as long as the number stays the same; other processes may have
    /// written meanwhile.
    #[must_use]
    pub fn writes_ended(&self) -> u64 {
        self.writes.load(Ordering::SeqCst)
    }

    /// Runs a read on a reader connection, in a consistent snapshot.
    pub fn read<T, E>(
        &self,
        read: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Reply<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (sender, reply) = reply::channel();
        let job: Job = Box::new(move |tx| sender.send(tx.map_err(E::from).and_then(read)));
        match &*self.inner {
            Inner::Sqlite(threads) => threads.read(job),
            Inner::Postgres(threads) => threads.read(job),
        }
        reply
    }

    /// Runs a look: one statement that finds a row or a few by a key, asked by nearly every request.
    ///
    /// A statement is a snapshot of its own, so nothing needs to hold several together. On PostgreSQL
    /// no transaction is begun and ended around it, which would be two more ways to the server and
    /// back; on SQLite it runs here and now, on the caller's thread, because to hand it over would
    /// take longer than the statement. A second statement is refused.
    pub fn look<T, E>(
        &self,
        look: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Reply<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (sender, reply) = reply::channel();
        let job: Job = Box::new(move |tx| {
            let outcome = tx.map_err(E::from).and_then(|tx| {
                let mut once = Once {
                    session: &mut *tx.session,
                    asked: false,
                };
                look(&mut Tx { session: &mut once })
            });
            sender.send(outcome);
        });
        match &*self.inner {
            Inner::Sqlite(threads) => threads.look(job),
            Inner::Postgres(threads) => threads.look(job),
        }
        reply
    }

    /// Runs a short read in a consistent snapshot: what one page shows of a few rows, found by keys. On
    /// SQLite it runs here and now, as a look does; on PostgreSQL like any other read. Whatever may take
    /// long is a [`Db::read`], which keeps nobody's thread from other work.
    pub fn short_read<T, E>(
        &self,
        read: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Reply<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (sender, reply) = reply::channel();
        let job: Job = Box::new(move |tx| sender.send(tx.map_err(E::from).and_then(read)));
        match &*self.inner {
            Inner::Sqlite(threads) => threads.short_read(job),
            Inner::Postgres(threads) => threads.read(job),
        }
        reply
    }

    /// Runs a write; the reply arrives after the commit. An `Err` rolls everything back.
    ///
    /// `write` may run more than once (PostgreSQL repeats on serialisation failures), so it must
    /// have no effect but through its handle.
    pub fn write<T, E>(
        &self,
        write: impl Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Reply<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.write_then(write, |_: &T| ())
    }

    /// The same, and calls `committed` on the database's thread once the commit stands, before the
    /// reply: whatever may begin now must find what was written.
    pub fn write_then<T, E>(
        &self,
        write: impl Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        committed: impl FnOnce(&T) + Send + 'static,
    ) -> Reply<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (sender, reply) = reply::channel();
        let job = Box::new(WriteJob {
            write,
            outcome: None,
            committed,
            sender: Some(sender),
            writes: Arc::clone(&self.writes),
        });
        match &*self.inner {
            Inner::Sqlite(threads) => threads.write(job),
            Inner::Postgres(threads) => threads.write(job),
        }
        reply
    }
}

/// A write in three beats: attempted (perhaps several times), then told how the commit went.
trait Write: Send {
    /// Runs the function; true asks for commit, false for rollback.
    fn attempt(&mut self, tx: &mut Tx<'_>) -> bool;
    /// Answers the caller. `Err` replaces whatever the function had returned.
    fn finish(self: Box<Self>, commit: Result<(), DbError>);
}

struct WriteJob<T, E, F, C> {
    write: F,
    outcome: Option<Result<T, E>>,
    committed: C,
    sender: Option<reply::Sender<T, E>>,
    writes: Arc<AtomicU64>,
}

impl<T, E, F, C> Write for WriteJob<T, E, F, C>
where
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send,
    C: FnOnce(&T) + Send,
{
    fn attempt(&mut self, tx: &mut Tx<'_>) -> bool {
        let write = std::panic::AssertUnwindSafe(&self.write);
        let tx = std::panic::AssertUnwindSafe(tx);
        // A defect in one command must not take the writer, and with it everybody, down.
        let outcome = std::panic::catch_unwind(move || {
            let (write, tx) = (write, tx);
            (write.0)(tx.0)
        })
        .unwrap_or_else(|_| Err(DbError::Engine("a command panicked".to_owned()).into()));
        let commit = outcome.is_ok();
        self.outcome = Some(outcome);
        commit
    }

    fn finish(mut self: Box<Self>, commit: Result<(), DbError>) {
        // Whatever `commit` says: a connection lost while committing leaves it open.
        self.writes.fetch_add(1, Ordering::SeqCst);
        let outcome = match (commit, self.outcome.take()) {
            (Ok(()), Some(outcome)) => {
                if let Ok(value) = &outcome {
                    (self.committed)(value);
                }
                outcome
            }
            // The function's own refusal stands even if the group around it failed.
            (Err(_), Some(Err(refusal))) => Err(refusal),
            (Err(error), _) => Err(error.into()),
            (Ok(()), None) => Err(DbError::Engine("a command never ran".to_owned()).into()),
        };
        if let Some(sender) = self.sender.take() {
            sender.send(outcome);
        }
    }
}

/// A transaction in progress.
pub struct Tx<'c> {
    session: &'c mut (dyn Session + 'c),
}

/// What an engine must be able to do inside a transaction.
trait Session {
    fn engine(&self) -> Engine;
    fn execute(&mut self, sql: &'static str, values: &[Value]) -> Result<u64, DbError>;
    fn for_each(
        &mut self,
        sql: &'static str,
        values: &[Value],
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>,
    ) -> Result<(), DbError>;
    /// Runs a statement that steers the transaction.
    fn control(&mut self, sql: &'static str) -> Result<(), DbError>;
    fn batch(&mut self, sql: &str) -> Result<(), DbError>;
}

/// A session of one statement, for looks.
struct Once<'s> {
    session: &'s mut dyn Session,
    asked: bool,
}

impl Once<'_> {
    fn first(&mut self) -> Result<(), DbError> {
        if std::mem::replace(&mut self.asked, true) {
            return Err(DbError::Engine("a look is of one statement".to_owned()));
        }
        Ok(())
    }
}

impl Session for Once<'_> {
    fn engine(&self) -> Engine {
        self.session.engine()
    }

    fn execute(&mut self, sql: &'static str, values: &[Value]) -> Result<u64, DbError> {
        self.first()?;
        self.session.execute(sql, values)
    }

    fn for_each(
        &mut self,
        sql: &'static str,
        values: &[Value],
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        self.first()?;
        self.session.for_each(sql, values, each)
    }

    fn control(&mut self, sql: &'static str) -> Result<(), DbError> {
        self.first()?;
        self.session.control(sql)
    }

    fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        self.first()?;
        self.session.batch(sql)
    }
}

impl Tx<'_> {
    /// Which engine runs below; only `dialect` and migrations may ask.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.session.engine()
    }

    /// Runs a statement and returns how many rows it touched.
    ///
    /// # Errors
    /// [`DbError`]; a unique violation is [`DbError::Unique`].
    pub fn execute(&mut self, sql: &'static str, values: &[Value]) -> Result<u64, DbError> {
        self.session.execute(sql, values)
    }

    /// Calls `each` for every row, without holding them all.
    ///
    /// # Errors
    /// [`DbError`], or the first error `each` returns.
    pub fn for_each(
        &mut self,
        sql: &'static str,
        values: &[Value],
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        self.session.for_each(sql, values, each)
    }

    /// All rows, each read into a value.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn query<T: FromRow>(
        &mut self,
        sql: &'static str,
        values: &[Value],
    ) -> Result<Vec<T>, DbError> {
        let mut rows = Vec::new();
        self.for_each(sql, values, &mut |row| {
            rows.push(T::from_row(row)?);
            Ok(())
        })?;
        Ok(rows)
    }

    /// The first row, if any.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn query_opt<T: FromRow>(
        &mut self,
        sql: &'static str,
        values: &[Value],
    ) -> Result<Option<T>, DbError> {
        let mut first = None;
        self.for_each(sql, values, &mut |row| {
            if first.is_none() {
                first = Some(T::from_row(row)?);
            }
            Ok(())
        })?;
        Ok(first)
    }

    /// The first row, which must exist.
    ///
    /// # Errors
    /// [`DbError::NoRow`] when there is none.
    pub fn query_one<T: FromRow>(
        &mut self,
        sql: &'static str,
        values: &[Value],
    ) -> Result<T, DbError> {
        self.query_opt(sql, values)?.ok_or(DbError::NoRow)
    }

    /// Runs `body` so that its writes are undone when it fails, while the transaction goes on.
    ///
    /// # Errors
    /// What `body` returned, or [`DbError`].
    pub fn nested<T, E: From<DbError>>(
        &mut self,
        body: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.session.control("SAVEPOINT nested")?;
        let outcome = body(&mut Tx {
            session: &mut *self.session,
        });
        if outcome.is_err() {
            self.session.control("ROLLBACK TO SAVEPOINT nested")?;
        }
        self.session.control("RELEASE SAVEPOINT nested")?;
        outcome
    }

    /// Runs several statements of trusted text at once; for migrations.
    ///
    /// # Errors
    /// [`DbError::Engine`].
    pub fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        self.session.batch(sql)
    }
}

/// Lists values for a statement: `values![id, name, at]`.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::Value::from($value)),*] };
}

/// Runs a job; a defect in one must not take the connection down.
fn run(job: Job, session: &mut dyn Session) {
    let mut tx = Tx { session };
    drop(std::panic::catch_unwind(std::panic::AssertUnwindSafe(
        || job(Ok(&mut tx)),
    )));
}
