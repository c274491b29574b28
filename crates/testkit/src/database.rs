//! Fresh databases of both engines, gone after the test.

use crate::{Fixture, START};
use postgres::{Client, NoTls};
use std::hash::{BuildHasher, Hasher, RandomState};
#[cfg(feature = "site")]
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, OnceLock};
use std::time::Duration;
use store::db::Pool;
use store::{Db, DbError, Engine, Tx, migrations};
use tempfile::TempDir;

/// Where the PostgreSQL server for tests is; `scripts/test` starts one and sets it.
const SERVER: &str = "TONGDAO_TEST_POSTGRES_URL";
/// The file of a database that is one.
const FILE: &str = "test.db";
/// Connections of a test's database.
pub(crate) const CONNECTIONS: usize = 4;

/// An empty database with a folder beside it.
#[derive(Debug)]
pub struct Database {
    /// Its address, as the configuration spells it.
    pub url: String,
    /// Its engine.
    pub engine: Engine,
    /// A folder of the test's own.
    pub folder: TempDir,
    /// Server and name, where there is something to drop.
    server: Option<(String, String)>,
}

impl Database {
    /// Makes one: a file, or a database on the server for tests.
    ///
    /// # Panics
    /// When there is no such server: a test that cannot run has not passed.
    #[must_use]
    pub fn fresh(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => {
                let folder = TempDir::with_prefix("tongdao-").expect("a folder for the test");
                let url = format!("sqlite:{}", folder.path().join(FILE).display());
                Self {
                    url,
                    engine,
                    folder,
                    server: None,
                }
            }
            Engine::Postgres => Self::named(&server(), ""),
        }
    }

    /// One with every migration applied. They are applied once, to an original that the others are
    /// copies of: that takes a fifth of the time.
    ///
    /// # Panics
    /// When there is no server for tests, or a migration does not apply.
    #[must_use]
    pub fn migrated(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => {
                let fresh = Self::fresh(engine);
                std::fs::write(fresh.folder.path().join(FILE), &*MIGRATED_FILE)
                    .expect("the test's folder takes a file");
                fresh
            }
            Engine::Postgres => {
                let server = server();
                let original = MIGRATED_DATABASE.get_or_init(|| migrated_database(&server));
                Self::named(&server, &format!("TEMPLATE {original}"))
            }
        }
    }

    /// A database of its own on the server for tests.
    fn named(server: &str, options: &str) -> Self {
        let name = fresh_name();
        administer(server, &format!("CREATE DATABASE {name} {options}"));
        Self {
            url: with_database(server, &name),
            engine: Engine::Postgres,
            folder: TempDir::with_prefix("tongdao-").expect("a folder for the test"),
            server: Some((server.to_owned(), name)),
        }
    }

    /// A database that somebody else has made and removes.
    ///
    /// # Panics
    /// When there is no folder for the test.
    #[must_use]
    pub fn at(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            engine: Engine::Postgres,
            folder: TempDir::with_prefix("tongdao-").expect("a folder for the test"),
            server: None,
        }
    }

    /// The same database for another node, with a folder of its own. The first one removes it.
    ///
    /// # Panics
    /// When there is no folder for the test.
    #[must_use]
    pub fn neighbour(&self) -> Self {
        Self {
            url: self.url.clone(),
            engine: self.engine,
            folder: TempDir::with_prefix("tongdao-").expect("a folder for the test"),
            server: None,
        }
    }

    /// A copy of it with everything in its folder. Nobody may write meanwhile; a server lets go of its
    /// connections to the original, which are made anew.
    ///
    /// # Panics
    /// When it cannot be copied, or is somebody else's.
    #[must_use]
    pub fn copy(&self) -> Self {
        let copy = match self.engine {
            Engine::Sqlite => Self::fresh(self.engine),
            Engine::Postgres => {
                let (server, original) = self.server.as_ref().expect("a database of the test");
                hang_up(server, original);
                Self::named(server, &format!("TEMPLATE {original}"))
            }
        };
        copy_folder(self.folder.path(), copy.folder.path());
        copy
    }

    /// Waits until nobody has it open. The last connection to close empties SQLite's journal into the
    /// file and removes it.
    fn closed(&self) {
        let journal = self.folder.path().join(format!("{FILE}-wal"));
        for _ in 0..4_000 {
            if !journal.exists() {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(!journal.exists(), "the original is not closed");
    }

    /// Makes it an original that copies are taken from until the process ends, and perhaps longer: a
    /// server keeps it until the next process comes.
    #[cfg(feature = "site")]
    pub(crate) fn into_original(mut self) -> Original {
        self.closed();
        let mut files = Vec::new();
        gather(self.folder.path(), Path::new(""), &mut files);
        let server = self.server.take().map(|(server, name)| {
            hang_up(&server, &name);
            forget_originals(&server);
            let kept = format!("{ORIGINAL}{}", std::process::id());
            administer(&server, &format!("ALTER DATABASE {name} RENAME TO {kept}"));
            (server, kept)
        });
        Original { server, files }
    }

    /// A handle on it with every migration applied.
    ///
    /// # Panics
    /// When it cannot be opened or migrated.
    #[must_use]
    pub fn open(&self) -> Db {
        self.open_with(CONNECTIONS)
    }

    /// The same with so many connections.
    ///
    /// # Panics
    /// When it cannot be opened or migrated.
    #[must_use]
    pub fn open_with(&self, connections: usize) -> Db {
        let db = Db::open(&self.url, Pool { connections }).expect("the database opens");
        migrations::migrate(&db, START).expect("the migrations apply");
        db
    }

    /// Runs statements behind the handle's back, as somebody with the file or the server would.
    ///
    /// # Panics
    /// When one is refused.
    pub fn tamper(&self, sql: &str) {
        match self.engine {
            Engine::Sqlite => {
                // Through a handle of its own: the raw driver is the store's alone.
                let db = Db::open(&self.url, Pool { connections: 1 }).expect("the file opens");
                let sql = sql.to_owned();
                db.write(move |tx: &mut Tx<'_>| tx.batch(&sql))
                    .wait()
                    .expect("it tampers");
            }
            Engine::Postgres => {
                let mut client = Client::connect(&self.url, NoTls).expect("the server answers");
                client.batch_execute(sql).expect("it tampers");
            }
        }
    }
}

/// A table that takes nothing new until the fault is dropped: what a broken disk, a lost right or a
/// defect in another program does to one part of the work.
#[must_use = "the fault ends when it is dropped"]
#[derive(Debug)]
pub struct Fault<'d> {
    database: &'d Database,
    table: &'static str,
}

impl Database {
    /// Lets a table refuse every new row, as long as the fault lives.
    ///
    /// # Panics
    /// When there is no such table.
    pub fn refuse(&self, table: &'static str) -> Fault<'_> {
        self.refuse_when(table, "1 = 1")
    }

    /// Lets a table refuse new rows for which a condition on `NEW` holds.
    ///
    /// # Panics
    /// When there is no such table or column.
    pub fn refuse_when(&self, table: &'static str, condition: &str) -> Fault<'_> {
        self.tamper(&match self.engine {
            Engine::Sqlite => format!(
                "CREATE TRIGGER injected_{table} BEFORE INSERT ON {table} WHEN {condition}
                 BEGIN SELECT RAISE(ABORT, 'injected fault'); END"
            ),
            Engine::Postgres => format!(
                "CREATE FUNCTION injected_{table}() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN RAISE EXCEPTION 'injected fault'; END $$;
                 CREATE TRIGGER injected_{table} BEFORE INSERT ON {table} FOR EACH ROW
                 WHEN ({condition}) EXECUTE FUNCTION injected_{table}()"
            ),
        });
        Fault {
            database: self,
            table,
        }
    }
}

impl Drop for Fault<'_> {
    fn drop(&mut self) {
        let table = self.table;
        self.database.tamper(&match self.database.engine {
            Engine::Sqlite => format!("DROP TRIGGER injected_{table}"),
            Engine::Postgres => format!("DROP FUNCTION injected_{table} CASCADE"),
        });
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.server {
            // Connections of threads that are still closing are cut.
            administer(
                server,
                &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
            );
        }
    }
}

fn copy_folder(from: &std::path::Path, to: &std::path::Path) {
    for entry in std::fs::read_dir(from).expect("the folder is readable") {
        let entry = entry.expect("the folder is readable");
        let target = to.join(entry.file_name());
        // Memory shared between processes is made anew from the journal.
        if entry.file_name().to_string_lossy().ends_with("-shm") {
            continue;
        }
        if entry.file_type().expect("a kind of file").is_dir() {
            std::fs::create_dir(&target).expect("a folder");
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a file is copied");
        }
    }
}

/// How originals on a server are called, before the number of their process.
#[cfg(feature = "site")]
const ORIGINAL: &str = "test_original_";

/// A database that somebody has worked in, with its folder, to go on from.
#[cfg(feature = "site")]
#[derive(Debug)]
pub(crate) struct Original {
    /// Server and name, unless it is a file.
    server: Option<(String, String)>,
    /// What lay in its folder, SQLite's file among it.
    files: Vec<(PathBuf, Vec<u8>)>,
}

#[cfg(feature = "site")]
impl Original {
    /// Another database with the same content.
    pub(crate) fn copy(&self) -> Database {
        let copy = match &self.server {
            None => Database::fresh(Engine::Sqlite),
            Some((server, name)) => Database::named(server, &format!("TEMPLATE {name}")),
        };
        for (path, content) in &self.files {
            let place = copy.folder.path().join(path);
            let folder = place.parent().expect("a folder around it");
            std::fs::create_dir_all(folder).expect("a folder");
            std::fs::write(place, content).expect("the test's folder takes a file");
        }
        copy
    }
}

/// Drops the originals of processes that have ended; one with this process's number is an earlier one's.
#[cfg(feature = "site")]
fn forget_originals(server: &str) {
    let found = connect(server)
        .query("SELECT datname FROM pg_database", &[])
        .expect("the server lists its databases");
    for row in found {
        let name: String = row.get(0);
        let own = std::process::id().to_string();
        let ended = |id: &str| id == own || !Path::new("/proc").join(id).exists();
        if name.strip_prefix(ORIGINAL).is_some_and(ended) {
            administer(server, &format!("DROP DATABASE IF EXISTS {name}"));
        }
    }
}

/// The files of a folder and of those in it, by their paths below the first one.
#[cfg(feature = "site")]
fn gather(folder: &Path, below: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).expect("the folder is readable") {
        let entry = entry.expect("the folder is readable");
        let path = below.join(entry.file_name());
        if entry.file_type().expect("a kind of file").is_dir() {
            gather(&entry.path(), &path, files);
        } else {
            let content = std::fs::read(entry.path()).expect("the file is readable");
            files.push((path, content));
        }
    }
}

/// A migrated file, whole.
static MIGRATED_FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let original = Database::fresh(Engine::Sqlite);
    drop(original.open_with(1));
    original.closed();
    std::fs::read(original.folder.path().join(FILE)).expect("the original is readable")
});

/// The name of the migrated database on the server.
static MIGRATED_DATABASE: OnceLock<String> = OnceLock::new();

/// Makes the migrated database, unless an earlier test program with the same migrations left it on
/// the server. It stays there for the next one.
fn migrated_database(server: &str) -> String {
    let name = format!("test_migrated_{}", migrations::edition());
    let mut client = connect(server);
    // Test programs that run at the same time wait for the first one here; the lock ends with the
    // connection.
    client
        .batch_execute("SELECT pg_advisory_lock(20150603)")
        .expect("the server gives the lock");
    let found = client
        .query("SELECT 1 FROM pg_database WHERE datname = $1", &[&name])
        .expect("the server lists its databases");
    if found.is_empty() {
        let mut making = Database::named(server, "");
        drop(making.open_with(1));
        let (_, unfinished) = making.server.take().expect("a database of the test");
        hang_up(server, &unfinished);
        administer(
            server,
            &format!("ALTER DATABASE {unfinished} RENAME TO {name}"),
        );
    }
    name
}

/// The server for tests.
fn server() -> String {
    std::env::var(SERVER).unwrap_or_else(|_| {
        panic!("{SERVER} is not set: run the tests with scripts/test, which starts a server")
    })
}

/// Closes the connections to a database; one to which somebody is connected cannot be copied.
fn hang_up(server: &str, database: &str) {
    administer(
        server,
        &format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
        ),
    );
}

fn connect(server: &str) -> Client {
    Client::connect(server, NoTls)
        .unwrap_or_else(|error| panic!("{SERVER} names a server that does not answer: {error}"))
}

fn administer(server: &str, sql: &str) {
    connect(server)
        .batch_execute(sql)
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
}

fn fresh_name() -> String {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let n = MADE.fetch_add(1, Ordering::Relaxed);
    // Seeded anew in every process; two test programs share the server.
    let random = RandomState::new().build_hasher().finish();
    format!("test_{}_{n}_{random:016x}", std::process::id())
}

/// The address of another database on the same server.
fn with_database(server: &str, name: &str) -> String {
    let (address, parameters) = server.split_once('?').unwrap_or((server, ""));
    let host = address.rsplit_once('/').map_or(address, |(host, _)| host);
    let mark = if parameters.is_empty() { "" } else { "?" };
    format!("{host}/{name}{mark}{parameters}")
}

/// A migrated database for tests of the store alone.
pub struct TestDb {
    /// The handle.
    pub db: Db,
    /// The database below it.
    pub database: Database,
}

impl TestDb {
    /// Runs a write and waits for its commit.
    ///
    /// # Errors
    /// What the write returned.
    pub fn write<T: Send + 'static>(
        &self,
        write: impl Fn(&mut Tx<'_>) -> Result<T, DbError> + Send + 'static,
    ) -> Result<T, DbError> {
        self.db.write(write).wait()
    }

    /// Runs a read.
    ///
    /// # Errors
    /// What the read returned.
    pub fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut Tx<'_>) -> Result<T, DbError> + Send + 'static,
    ) -> Result<T, DbError> {
        self.db.read(read).wait()
    }
}

impl Fixture for TestDb {
    fn fresh(engine: Engine) -> Self {
        let database = Database::migrated(engine);
        Self {
            db: database.open(),
            database,
        }
    }

    fn check(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_database_on_the_same_server() {
        assert_eq!(
            with_database("postgres://a@%2Ftmp/x", "y"),
            "postgres://a@%2Ftmp/y"
        );
        assert_eq!(
            with_database("postgres://a@h:1/x?z=1", "y"),
            "postgres://a@h:1/y?z=1"
        );
    }
}
