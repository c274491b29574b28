//! SQLite: one writer thread with group commit, reader threads beside it, and connections for looks on
//! the caller's thread.

use super::row::{Placed, Places};
use super::{DbError, Engine, Job, Pool, Row, Session, Tx, Value, Write, run};
use crossbeam_channel::{Receiver, RecvError, Sender, bounded, unbounded};
use foldhash::fast::RandomState;
use rusqlite::config::DbConfig;
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, PrepFlags, Statement};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::convert::Infallible;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Most commands one commit carries. More would only delay the first caller's answer.
const GROUP: usize = 256;

pub(super) struct Threads {
    writer: Sender<Box<dyn Write>>,
    readers: Sender<Job>,
    lookers: Mutex<Vec<Looker>>,
}

impl Threads {
    pub(super) fn start(path: &str, pool: Pool) -> Result<Self, DbError> {
        let connection = open(path)?;
        let (open_beside, all_closed) = bounded::<Infallible>(0);
        let (writer, writes) = unbounded::<Box<dyn Write>>();
        spawn("sqlite-writer", move || {
            write_loop(&mut Connected::new(&connection), &writes);
            // The last one to close puts the journal into the file. Two that close at the same
            // moment each find the other one still there, and leave it.
            let Err(RecvError) = all_closed.recv();
        })?;
        let (readers, reads) = unbounded::<Job>();
        let mut lookers = Vec::new();
        for n in 0..pool.connections.max(1) {
            lookers.push(Looker::new(open_to_read(path)?, open_beside.clone()));
            let connection = open_to_read(path)?;
            let reads = reads.clone();
            let open_beside = open_beside.clone();
            spawn(&format!("sqlite-reader-{n}"), move || {
                read_loop(&mut Connected::new(&connection), &reads);
                drop(connection);
                drop(open_beside);
            })?;
        }
        Ok(Self {
            writer,
            readers,
            lookers: Mutex::new(lookers),
        })
    }

    pub(super) fn write(&self, job: Box<dyn Write>) {
        if let Err(refused) = self.writer.send(job) {
            refused.0.finish(Err(DbError::Unreachable(
                "the writer has stopped".to_owned(),
            )));
        }
    }

    pub(super) fn read(&self, job: Job) {
        if let Err(refused) = self.readers.send(job) {
            (refused.0)(Err(DbError::Unreachable(
                "the readers have stopped".to_owned(),
            )));
        }
    }
}

impl Threads {
    /// Runs a look here, or on a reader thread while all connections for looks are in use.
    pub(super) fn look(&self, job: Job) {
        self.here(job, |looker, job| run(job, looker));
    }

    /// The same for a short read, in a snapshot.
    pub(super) fn short_read(&self, job: Job) {
        self.here(job, |looker, job| in_snapshot(looker, job));
    }

    fn here(&self, job: Job, run: impl FnOnce(&mut Looker, Job)) {
        // Not held while it runs.
        let idle = self.lookers().pop();
        let Some(mut looker) = idle else {
            return self.read(job);
        };
        run(&mut looker, job);
        self.lookers().push(looker);
    }

    fn lookers(&self) -> MutexGuard<'_, Vec<Looker>> {
        self.lookers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<(), DbError> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(body)
        .map(drop)
        .map_err(|e| DbError::Unreachable(e.to_string()))
}

fn open(path: &str) -> Result<Connection, DbError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)
        .map_err(|e| DbError::Unreachable(format!("{path}: {e}")))?;
    connection
        .busy_timeout(Duration::from_secs(10))
        .map_err(engine)?;
    connection
        .pragma_update(None, "journal_mode", "wal")
        .map_err(engine)?;
    // As much as SQLite maps at most: what lies beyond is copied page by page, a call each.
    connection
        .pragma_update(None, "mmap_size", 2_147_418_112)
        .map_err(engine)?;
    // An acknowledged command survives a power cut.
    connection
        .pragma_update(None, "synchronous", "full")
        .map_err(engine)?;
    connection
        .pragma_update(None, "foreign_keys", true)
        .map_err(engine)?;
    connection
        .pragma_update(None, "trusted_schema", false)
        .map_err(engine)?;
    // One plan for each statement, whatever its parameters. Otherwise a parameter that might help to
    // choose an index makes SQLite prepare the statement anew at each run, which takes longer than
    // the run itself.
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .map_err(engine)?;
    Ok(connection)
}

fn open_to_read(path: &str) -> Result<Connection, DbError> {
    let connection = open(path)?;
    connection
        .pragma_update(None, "query_only", true)
        .map_err(engine)?;
    Ok(connection)
}

fn write_loop(session: &mut Connected<'_>, writes: &Receiver<Box<dyn Write>>) {
    while let Ok(first) = writes.recv() {
        let mut done: Vec<Box<dyn Write>> = Vec::new();
        let mut outcome = session.control("BEGIN IMMEDIATE");
        let mut next = Some(first);
        while let Some(mut job) = next.take() {
            if outcome.is_ok() {
                outcome = session.in_savepoint(&mut *job);
            }
            done.push(job);
            if done.len() < GROUP {
                next = writes.try_recv().ok();
            }
        }
        if outcome.is_ok() {
            outcome = session.control("COMMIT");
        }
        if outcome.is_err() {
            drop(session.control("ROLLBACK"));
        }
        for job in done {
            job.finish(outcome.clone());
        }
    }
}

fn read_loop(session: &mut Connected<'_>, reads: &Receiver<Job>) {
    while let Ok(job) = reads.recv() {
        in_snapshot(session, job);
    }
}

fn in_snapshot(session: &mut dyn Session, job: Job) {
    match session.control("BEGIN DEFERRED") {
        Ok(()) => {
            run(job, session);
            drop(session.control("COMMIT"));
        }
        Err(error) => job(Err(error)),
    }
}

/// Most statements a connection keeps: more than there are on the way of any one load.
const STATEMENTS: usize = 512;

/// A connection with the statements it has prepared.
struct Connected<'c> {
    connection: &'c Connection,
    /// By address and length of their texts: hashing and copying a long text, which the driver's own
    /// cache does at each use, takes as long as reading a row.
    statements: HashMap<(usize, usize), Prepared<'c>, RandomState>,
}

/// A statement, and where its columns are.
struct Prepared<'c> {
    statement: Statement<'c>,
    places: Places,
}

impl<'c> Connected<'c> {
    fn new(connection: &'c Connection) -> Self {
        Self {
            connection,
            statements: HashMap::default(),
        }
    }

    fn in_savepoint(&mut self, job: &mut dyn Write) -> Result<(), DbError> {
        self.control("SAVEPOINT command")?;
        if !job.attempt(&mut Tx { session: self }) {
            self.control("ROLLBACK TO command")?;
        }
        self.control("RELEASE command")
    }

    fn prepared(&mut self, sql: &'static str) -> Result<&mut Prepared<'c>, DbError> {
        let place = (sql.as_ptr().addr(), sql.len());
        // Which one is needed least is not worth keeping count of.
        if self.statements.len() >= STATEMENTS && !self.statements.contains_key(&place) {
            self.statements.clear();
        }
        match self.statements.entry(place) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => {
                let text = numbered(sql);
                let flags = PrepFlags::SQLITE_PREPARE_PERSISTENT;
                let statement = self.connection.prepare_with_flags(&text, flags);
                Ok(place.insert(Prepared {
                    statement: statement.map_err(engine)?,
                    places: Places::default(),
                }))
            }
        }
    }
}

impl Session for Connected<'_> {
    fn engine(&self) -> Engine {
        Engine::Sqlite
    }

    fn execute(&mut self, sql: &'static str, values: &[Value]) -> Result<u64, DbError> {
        let statement = &mut self.prepared(sql)?.statement;
        let touched = statement.execute(rusqlite::params_from_iter(values));
        // What was written may be a secret.
        statement.clear_bindings();
        touched
            .map(|n| u64::try_from(n).unwrap_or(u64::MAX))
            .map_err(engine)
    }

    fn for_each(
        &mut self,
        sql: &'static str,
        values: &[Value],
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        let prepared = self.prepared(sql)?;
        let outcome = each_row(&mut prepared.statement, &prepared.places, values, each);
        prepared.statement.clear_bindings();
        outcome
    }

    fn control(&mut self, sql: &'static str) -> Result<(), DbError> {
        let statement = &mut self.prepared(sql)?.statement;
        statement.execute([]).map(drop).map_err(engine)
    }

    fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        self.connection.execute_batch(sql).map_err(engine)
    }
}

/// A connection that goes from thread to thread. It keeps its statements in the driver's own cache:
/// one of [`Connected`] lives as long as the thread it borrows the connection from.
struct Looker {
    connection: Connection,
    known: HashMap<(usize, usize), Known, RandomState>,
    /// Dropped after the connection, which tells the writer that it is closed.
    _open: Sender<Infallible>,
}

/// A statement a looker was asked for.
struct Known {
    text: String,
    places: Places,
}

impl Looker {
    fn new(connection: Connection, open: Sender<Infallible>) -> Self {
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Self {
            connection,
            known: HashMap::default(),
            _open: open,
        }
    }

    fn known(&mut self, sql: &'static str) -> Result<(CachedStatement<'_>, &Places), DbError> {
        let place = (sql.as_ptr().addr(), sql.len());
        let known = self.known.entry(place).or_insert_with(|| Known {
            text: numbered(sql),
            places: Places::default(),
        });
        let statement = self.connection.prepare_cached(&known.text);
        Ok((statement.map_err(engine)?, &known.places))
    }
}

impl Session for Looker {
    fn engine(&self) -> Engine {
        Engine::Sqlite
    }

    fn execute(&mut self, sql: &'static str, values: &[Value]) -> Result<u64, DbError> {
        let (mut statement, _) = self.known(sql)?;
        let touched = statement.execute(rusqlite::params_from_iter(values));
        touched
            .map(|n| u64::try_from(n).unwrap_or(u64::MAX))
            .map_err(engine)
    }

    fn for_each(
        &mut self,
        sql: &'static str,
        values: &[Value],
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        let (mut statement, places) = self.known(sql)?;
        each_row(&mut statement, places, values, each)
    }

    fn control(&mut self, sql: &'static str) -> Result<(), DbError> {
        self.execute(sql, &[]).map(drop)
    }

    fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        self.connection.execute_batch(sql).map_err(engine)
    }
}

fn each_row(
    statement: &mut Statement<'_>,
    places: &Places,
    values: &[Value],
    each: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>,
) -> Result<(), DbError> {
    let mut rows = statement
        .query(rusqlite::params_from_iter(values))
        .map_err(engine)?;
    while let Some(row) = rows.next().map_err(engine)? {
        each(&Row::Sqlite(Placed::new(row, places)))?;
    }
    Ok(())
}

/// `$1` as `?1`: SQLite numbers `$1` by first appearance, PostgreSQL by its digits.
fn numbered(sql: &str) -> String {
    sql.replace('$', "?")
}

fn engine(error: rusqlite::Error) -> DbError {
    match &error {
        rusqlite::Error::SqliteFailure(failure, message) => match failure.code {
            ErrorCode::ConstraintViolation if matches!(failure.extended_code, 2067 | 1555) => {
                DbError::Unique(message.clone().unwrap_or_default())
            }
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
                DbError::Contention(error.to_string())
            }
            ErrorCode::CannotOpen
            | ErrorCode::NotADatabase
            | ErrorCode::DiskFull
            | ErrorCode::ReadOnly
            | ErrorCode::SystemIoFailure => DbError::Unreachable(error.to_string()),
            _ => DbError::Engine(error.to_string()),
        },
        _ => DbError::Engine(error.to_string()),
    }
}
