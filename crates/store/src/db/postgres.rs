//! PostgreSQL: a bounded pool of threads, each with one connection and its prepared statements.

use super::row::{Placed, Places};
use super::{DbError, Engine, Job, Pool, Row, Session, Tx, Value, Write};
use crossbeam_channel::{Receiver, Sender, unbounded};
use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator;
use postgres::{Client, GenericClient, IsolationLevel, NoTls, Statement, Transaction};
use std::collections::HashMap;
use std::thread;
use std::time::Duration;

/// How often a transaction is repeated when the server reports a serialisation failure. Of those that
/// meet one commits in each round, so a crowd as large as the pool is served well within this.
const ATTEMPTS: u32 = 40;
/// Longest wait between two repeats, milliseconds.
const LONGEST_PAUSE: u64 = 60;
/// Waits before each attempt to connect anew, milliseconds: a restart takes a second or two.
const RECONNECT: [u64; 5] = [20, 100, 300, 600, 1000];

enum Work {
    Read(Job),
    Look(Job),
    Write(Box<dyn Write>),
}

pub(super) struct Threads {
    work: Sender<Work>,
}

impl Threads {
    pub(super) fn start(url: &str, pool: Pool) -> Result<Self, DbError> {
        let config: postgres::Config = url
            .parse()
            .map_err(|e: postgres::Error| DbError::Unreachable(e.to_string()))?;
        let (sender, receiver) = unbounded::<Work>();
        // The first connection is made here, so that a wrong address is told at once.
        let mut first = Some(connect(&config)?);
        for n in 0..pool.connections.max(1) {
            let (config, receiver, client) = (config.clone(), receiver.clone(), first.take());
            thread::Builder::new()
                .name(format!("postgres-{n}"))
                .spawn(move || work_loop(n, &config, client, &receiver))
                .map_err(|e| DbError::Unreachable(e.to_string()))?;
        }
        Ok(Self { work: sender })
    }

    pub(super) fn read(&self, job: Job) {
        drop(self.work.send(Work::Read(job)));
    }

    pub(super) fn look(&self, job: Job) {
        drop(self.work.send(Work::Look(job)));
    }

    pub(super) fn write(&self, job: Box<dyn Write>) {
        drop(self.work.send(Work::Write(job)));
    }
}

fn connect(config: &postgres::Config) -> Result<Connection, DbError> {
    let mut config = config.clone();
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(5));
    }
    let ready = config.connect(NoTls).and_then(|mut client| {
        // A look has no transaction that could say so.
        client.batch_execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")?;
        Ok(Connection {
            client,
            statements: HashMap::new(),
        })
    });
    ready.map_err(|e| DbError::Unreachable(describe(&e)))
}

struct Connection {
    client: Client,
    statements: HashMap<&'static str, Statement>,
}

fn work_loop(
    number: usize,
    config: &postgres::Config,
    mut connection: Option<Connection>,
    receiver: &Receiver<Work>,
) {
    while let Ok(work) = receiver.recv() {
        if connection.as_ref().is_some_and(|c| c.client.is_closed()) {
            connection = None;
        }
        match work {
            Work::Read(job) => read(config, &mut connection, job),
            Work::Look(job) => look(config, &mut connection, job),
            Work::Write(job) => write(number, config, &mut connection, job),
        }
    }
}

/// The connection at hand, or a new one.
fn connected<'c>(
    config: &postgres::Config,
    connection: &'c mut Option<Connection>,
) -> Result<&'c mut Connection, DbError> {
    let ready = connection.take().map_or_else(|| connect(config), Ok)?;
    Ok(connection.insert(ready))
}

/// Connects anew after the server hung up, which it does when it is restarted. Only whoever held the
/// lost connection waits; what comes later is refused at once until the server is back.
fn reconnected(
    config: &postgres::Config,
    connection: &mut Option<Connection>,
) -> Result<(), DbError> {
    *connection = None;
    let mut refused = DbError::Unreachable("the server hung up".to_owned());
    for wait in RECONNECT {
        thread::sleep(Duration::from_millis(wait));
        match connect(config) {
            Ok(fresh) => {
                *connection = Some(fresh);
                return Ok(());
            }
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

fn read(config: &postgres::Config, connection: &mut Option<Connection>, job: Job) {
    let mut job = Some(job);
    let mut first = true;
    let refused = loop {
        let error = match connected(config, connection) {
            Ok(Connection { client, statements }) => {
                let started = client
                    .build_transaction()
                    .read_only(true)
                    .isolation_level(IsolationLevel::RepeatableRead)
                    .start();
                match started {
                    Ok(transaction) => return run_read(transaction, statements, job.take()),
                    Err(error) => error,
                }
            }
            Err(error) => break error,
        };
        // Nothing has been asked yet.
        if !(first && is_lost(&error)) {
            break engine(&error);
        }
        first = false;
        if let Err(error) = reconnected(config, connection) {
            break error;
        }
    };
    if let Some(job) = job {
        job(Err(refused));
    }
}

fn look(config: &postgres::Config, connection: &mut Option<Connection>, job: Job) {
    super::run(job, &mut Looking { config, connection });
}

/// A statement without a transaction around it.
struct Looking<'c> {
    config: &'c postgres::Config,
    connection: &'c mut Option<Connection>,
}

impl Looking<'_> {
    fn try_each(
        &mut self,
        sql: &'static str,
        values: &[Value],
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>,
    ) -> Result<(), Fault> {
        let Connection { client, statements } =
            connected(self.config, self.connection).map_err(Fault::Reader)?;
        let statement = match statements.get(sql) {
            Some(statement) => statement.clone(),
            None => {
                let statement = client.prepare(sql).map_err(Fault::Server)?;
                statements.insert(sql, statement.clone());
                statement
            }
        };
        stream(client, &statement, values, each)
    }
}

impl Session for Looking<'_> {
    fn engine(&self) -> Engine {
        Engine::Postgres
    }

    fn execute(&mut self, _: &'static str, _: &[Value]) -> Result<u64, DbError> {
        Err(DbError::Engine("a look changes nothing".to_owned()))
    }

    fn for_each(
        &mut self,
        sql: &'static str,
        values: &[Value],
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        let mut seen = false;
        let mut noted = |row: &Row<'_>| {
            seen = true;
            each(row)
        };
        let outcome = match self.try_each(sql, values, &mut noted) {
            // Nothing was told yet: as if it had been asked now.
            Err(Fault::Server(error)) if is_lost(&error) && !seen => {
                reconnected(self.config, self.connection)?;
                self.try_each(sql, values, each)
            }
            outcome => outcome,
        };
        outcome.map_err(|fault| match fault {
            Fault::Server(error) => engine(&error),
            Fault::Reader(error) => error,
        })
    }

    fn control(&mut self, _: &'static str) -> Result<(), DbError> {
        Err(DbError::Engine("a look has no transaction".to_owned()))
    }

    fn batch(&mut self, _: &str) -> Result<(), DbError> {
        Err(DbError::Engine("a look changes nothing".to_owned()))
    }
}

fn run_read(
    transaction: Transaction<'_>,
    statements: &mut HashMap<&'static str, Statement>,
    job: Option<Job>,
) {
    let mut session = Running {
        transaction,
        statements,
        first: false,
        failed: None,
        lost: false,
    };
    if let Some(job) = job {
        super::run(job, &mut session);
    }
    drop(session.transaction.rollback());
}

/// Why an attempt did not end in a commit or in the function's own refusal.
enum Setback {
    /// Another transaction was in the way.
    Contention(DbError),
    /// The server hung up before the commit was sent, so nothing was written.
    Lost(DbError),
    /// Anything else. A connection lost while committing is here: the commit may stand.
    Final(DbError),
}

fn write(
    number: usize,
    config: &postgres::Config,
    connection: &mut Option<Connection>,
    mut job: Box<dyn Write>,
) {
    let mut outcome = Ok(());
    let mut first = true;
    for attempt in 0..ATTEMPTS {
        let setback = match connected(config, connection) {
            Ok(Connection { client, statements }) => {
                attempt_once(client, statements, &mut *job, first)
            }
            Err(error) => Err(Setback::Final(error)),
        };
        match setback {
            Ok(()) => {
                outcome = Ok(());
                break;
            }
            Err(Setback::Contention(error)) => {
                first = false;
                outcome = Err(error);
                thread::sleep(pause(number, attempt));
            }
            Err(Setback::Lost(error)) => {
                outcome = Err(error);
                if reconnected(config, connection).is_err() {
                    break;
                }
            }
            Err(Setback::Final(error)) => {
                outcome = Err(error);
                break;
            }
        }
    }
    job.finish(outcome);
}

/// How long the loser of a round waits: longer from round to round, and each connection otherwise, in
/// this process and in others, so that those who met do not meet again.
fn pause(number: usize, attempt: u32) -> Duration {
    let most = (4 << attempt.min(4)).min(LONGEST_PAUSE);
    let seed = u64::from(std::process::id())
        ^ (u64::try_from(number).unwrap_or(0) << 32)
        ^ (u64::from(attempt) << 48);
    // A multiplicative hash: all that matters is that neighbours differ.
    let spread = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
    Duration::from_micros(spread % (most * 1000))
}

fn attempt_once(
    client: &mut Client,
    statements: &mut HashMap<&'static str, Statement>,
    job: &mut dyn Write,
    first: bool,
) -> Result<(), Setback> {
    let transaction = client
        .build_transaction()
        .read_only(false)
        .isolation_level(IsolationLevel::Serializable)
        .start()
        .map_err(|e| match engine(&e) {
            lost if is_lost(&e) => Setback::Lost(lost),
            other => Setback::Final(other),
        })?;
    let mut session = Running {
        transaction,
        statements,
        first,
        failed: None,
        lost: false,
    };
    let commit = job.attempt(&mut Tx {
        session: &mut session,
    });
    if let Some(error) = session.failed.take() {
        if session.lost {
            return Err(Setback::Lost(error));
        }
        drop(session.transaction.rollback());
        return Err(Setback::Contention(error));
    }
    let ended = if commit {
        session.transaction.commit()
    } else {
        session.transaction.rollback()
    };
    ended.map_err(|e| match engine(&e) {
        contention @ DbError::Contention(_) => Setback::Contention(contention),
        other => Setback::Final(other),
    })
}

/// A transaction with the statements its connection has prepared.
struct Running<'c> {
    transaction: Transaction<'c>,
    statements: &'c mut HashMap<&'static str, Statement>,
    /// Whether this is the function's first run.
    first: bool,
    /// A serialisation failure or a lost connection met inside the function; the attempt is repeated
    /// whatever the function made of the error.
    failed: Option<DbError>,
    /// Whether the connection is lost.
    lost: bool,
}

impl Running<'_> {
    fn prepared(&mut self, sql: &'static str) -> Result<Statement, DbError> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.transaction.prepare(sql).map_err(|e| self.note(&e))?;
        self.statements.insert(sql, statement.clone());
        Ok(statement)
    }

    fn note(&mut self, error: &postgres::Error) -> DbError {
        self.lost |= is_lost(error);
        let error = engine(error);
        match &error {
            _ if self.lost => self.failed = Some(error.clone()),
            DbError::Contention(_) => self.failed = Some(error.clone()),
            // A row this transaction does not see stood in the way: that of a faster one, as after
            // a double click. The repeat sees it and decides anew; what is refused twice is refused.
            DbError::Unique(index) if self.first => {
                self.failed = Some(DbError::Contention(index.clone()));
            }
            _ => {}
        }
        error
    }
}

impl Session for Running<'_> {
    fn engine(&self) -> Engine {
        Engine::Postgres
    }

    fn execute(&mut self, sql: &'static str, values: &[Value]) -> Result<u64, DbError> {
        let statement = self.prepared(sql)?;
        let refs: Vec<_> = values
            .iter()
            .map(|v| v as &(dyn postgres::types::ToSql + Sync))
            .collect();
        self.transaction
            .execute(&statement, &refs)
            .map_err(|e| self.note(&e))
    }

    fn for_each(
        &mut self,
        sql: &'static str,
        values: &[Value],
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        let statement = self.prepared(sql)?;
        stream(&mut self.transaction, &statement, values, each).map_err(|fault| match fault {
            Fault::Server(error) => self.note(&error),
            Fault::Reader(error) => error,
        })
    }

    fn control(&mut self, sql: &'static str) -> Result<(), DbError> {
        self.batch(sql)
    }

    fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        self.transaction
            .batch_execute(sql)
            .map_err(|e| self.note(&e))
    }
}

enum Fault {
    Server(postgres::Error),
    Reader(DbError),
}

fn stream(
    client: &mut impl GenericClient,
    statement: &Statement,
    values: &[Value],
    each: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>,
) -> Result<(), Fault> {
    let mut rows = client.query_raw(statement, values).map_err(Fault::Server)?;
    let places = Places::default();
    while let Some(row) = rows.next().map_err(Fault::Server)? {
        each(&Row::Postgres(Placed::new(&row, &places))).map_err(Fault::Reader)?;
    }
    Ok(())
}

fn describe(error: &postgres::Error) -> String {
    error.as_db_error().map_or_else(
        || error.to_string(),
        |e| format!("{} ({})", e.message(), e.code().code()),
    )
}

/// Whether the connection is gone: hung up, shut down, crashed or not yet up again.
fn is_lost(error: &postgres::Error) -> bool {
    use std::error::Error as _;
    match error.code() {
        Some(code) => code.code().starts_with("57P0") || code.code().starts_with("08"),
        None => {
            error.is_closed()
                || error
                    .source()
                    .is_some_and(|source| source.is::<std::io::Error>())
        }
    }
}

fn engine(error: &postgres::Error) -> DbError {
    if is_lost(error) {
        return DbError::Unreachable(describe(error));
    }
    let Some(code) = error.code() else {
        return DbError::Engine(error.to_string());
    };
    if *code == SqlState::UNIQUE_VIOLATION {
        let constraint = error
            .as_db_error()
            .and_then(|e| e.constraint())
            .unwrap_or_default();
        return DbError::Unique(constraint.to_owned());
    }
    if *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED {
        return DbError::Contention(describe(error));
    }
    DbError::Engine(describe(error))
}
