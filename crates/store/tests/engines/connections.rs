//! A PostgreSQL server that hangs up: whoever can be repeated is, and nobody is told a lie.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{DbError, Engine, Tx, values};
use testkit::{Fixture, TestDb};

const HANG_UP: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()";

fn settings(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.query_one("SELECT COUNT(*) AS n FROM setting", &[])
}

fn add(tx: &mut Tx<'_>, name: &str) -> Result<(), DbError> {
    let sql = "INSERT INTO setting (name, value) VALUES ($1, 'x')";
    tx.execute(sql, values![name]).map(drop)
}

#[test]
fn connections_lost_between_two_transactions_are_made_anew() {
    let test = TestDb::fresh(Engine::Postgres);
    for n in 0..4 {
        test.database.tamper(HANG_UP);
        test.write(move |tx| add(tx, &format!("a{n}"))).unwrap();
        test.database.tamper(HANG_UP);
        assert_eq!(test.read(settings).unwrap(), n + 1);
        test.database.tamper(HANG_UP);
        assert_eq!(test.db.look(settings).wait().unwrap(), n + 1);
    }
}

#[test]
fn a_transaction_whose_connection_breaks_is_repeated_from_its_beginning() {
    let test = TestDb::fresh(Engine::Postgres);
    let runs = Arc::new(AtomicU32::new(0));
    let seen = Arc::clone(&runs);
    test.write(move |tx| {
        add(tx, "before")?;
        if seen.fetch_add(1, Ordering::SeqCst) == 0 {
            // What a function makes of the error does not matter: it is not asked to commit.
            drop(tx.batch("SELECT pg_terminate_backend(pg_backend_pid())"));
        }
        add(tx, "after")
    })
    .unwrap();
    assert_eq!(runs.load(Ordering::SeqCst), 2);
    assert_eq!(test.read(settings).unwrap(), 2);
    // A read cannot be repeated, its answer may be half given; it is told, and the next one works.
    let broken = test.read(|tx| {
        drop(tx.batch("SELECT pg_terminate_backend(pg_backend_pid())"));
        settings(tx)
    });
    assert!(matches!(broken, Err(DbError::Unreachable(_))), "{broken:?}");
    assert_eq!(test.read(settings).unwrap(), 2);
}
