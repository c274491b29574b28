//! What a transaction promises: all or nothing, each on its own, and errors by their right name.

use super::{at, at_once, id};
use std::sync::mpsc;
use std::time::Duration;
use store::identity::{self, Tenant};
use store::{DbError, Tx, values};
use testkit::TestDb;

testkit::on_both! { TestDb:
    a_refused_write_does_not_undo_its_neighbours,
    a_panic_is_one_commands_own,
    a_failed_nested_part_leaves_the_rest,
    nested_parts_nest,
    an_error_rolls_everything_back,
    a_unique_index_is_told_from_other_refusals,
    a_missing_row_is_told,
    a_reader_sees_one_moment,
    a_broken_read_harms_nobody,
    a_look_sees_what_was_written_before_and_is_of_one_statement,
    a_broken_look_harms_nobody,
    there_may_be_more_looks_than_connections,
    a_counter_loses_no_count,
    whoever_looks_before_inserting_is_never_refused_by_the_index,
}

fn set(tx: &mut Tx<'_>, name: &str, value: i64) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO setting (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value",
        values![name, value.to_string()],
    )
    .map(drop)
}

fn settings(tx: &mut Tx<'_>) -> Result<Vec<String>, DbError> {
    tx.query("SELECT name AS t FROM setting ORDER BY name", &[])
}

fn tenant(n: u128, domain: &str) -> Tenant {
    Tenant {
        id: id(n),
        kind: "partner".to_owned(),
        name: "甲".to_owned(),
        domain: domain.to_owned(),
        language: "zh-Hans".to_owned(),
    }
}

fn refused() -> DbError {
    DbError::Engine("the command changed its mind".to_owned())
}

/// Fifty writes handed over before the first is answered, so that SQLite commits them as a group.
fn a_refused_write_does_not_undo_its_neighbours(test: &TestDb) {
    let replies: Vec<_> = (0..50)
        .map(|n| {
            test.db.write(move |tx| {
                set(tx, &format!("{n:02}"), n)?;
                if n % 5 == 3 { Err(refused()) } else { Ok(n) }
            })
        })
        .collect();
    for (n, reply) in (0..).zip(replies) {
        assert_eq!(reply.wait().is_err(), n % 5 == 3, "{n}");
    }
    let kept = test.read(settings).unwrap();
    let wanted: Vec<_> = (0..50)
        .filter(|n| n % 5 != 3)
        .map(|n| format!("{n:02}"))
        .collect();
    assert_eq!(kept, wanted);
}

fn a_panic_is_one_commands_own(test: &TestDb) {
    let replies: Vec<_> = (0..20)
        .map(|n| {
            test.db.write(move |tx| {
                set(tx, &format!("{n:02}"), n)?;
                assert!(n != 7, "a defect on purpose");
                Ok::<_, DbError>(())
            })
        })
        .collect();
    let failed: Vec<_> = (0..)
        .zip(replies)
        .filter_map(|(n, reply)| reply.wait().is_err().then_some(n))
        .collect();
    assert_eq!(failed, [7]);
    assert_eq!(test.read(settings).unwrap().len(), 19);
}

fn a_failed_nested_part_leaves_the_rest(test: &TestDb) {
    test.write(|tx| {
        set(tx, "before", 1)?;
        let inner: Result<(), DbError> = tx.nested(|tx| {
            set(tx, "inside", 1)?;
            // On PostgreSQL the failure of a statement spoils all that follows, but for a savepoint.
            tx.execute(
                "INSERT INTO setting (name, value) VALUES ($1, $2)",
                values!["before", "2"],
            )?;
            Ok(())
        });
        assert!(inner.unwrap_err().is_unique());
        set(tx, "after", 1)
    })
    .unwrap();
    assert_eq!(test.read(settings).unwrap(), ["after", "before"]);
}

fn nested_parts_nest(test: &TestDb) {
    test.write(|tx| {
        tx.nested(|tx| {
            set(tx, "outer", 1)?;
            let inner: Result<(), DbError> = tx.nested(|tx| {
                set(tx, "inner", 1)?;
                Err(refused())
            });
            assert!(inner.is_err());
            set(tx, "outer-after", 1)
        })
    })
    .unwrap();
    assert_eq!(test.read(settings).unwrap(), ["outer", "outer-after"]);
}

fn an_error_rolls_everything_back(test: &TestDb) {
    let outcome: Result<(), _> = test.write(|tx| {
        set(tx, "a", 1)?;
        tx.nested(|tx| set(tx, "b", 1))?;
        Err(refused())
    });
    assert!(outcome.is_err());
    assert_eq!(test.read(settings).unwrap(), Vec::<String>::new());
}

fn a_unique_index_is_told_from_other_refusals(test: &TestDb) {
    test.write(|tx| identity::add_tenant(tx, &tenant(1, "a.example"), at(0)))
        .unwrap();
    let index = test.write(|tx| identity::add_tenant(tx, &tenant(2, "a.example"), at(0)));
    assert!(index.unwrap_err().is_unique());
    let key = test.write(|tx| identity::add_tenant(tx, &tenant(1, "b.example"), at(0)));
    assert!(key.unwrap_err().is_unique());
    let check = test.write(|tx| {
        identity::add_tenant(
            tx,
            &Tenant {
                kind: "none".to_owned(),
                ..tenant(3, "c.example")
            },
            at(0),
        )
    });
    assert!(matches!(check.unwrap_err(), DbError::Engine(_)));
    let foreign = test.write(|tx| identity::add_staff_role(tx, id(9), "reviewer"));
    assert!(matches!(foreign.unwrap_err(), DbError::Engine(_)));
}

fn a_missing_row_is_told(test: &TestDb) {
    let missing = test.read(|tx| identity::own_account(tx, id(1)).map(drop));
    assert!(matches!(missing, Err(DbError::NoRow)));
}

/// A read that has begun does not see what is committed while it runs.
fn a_reader_sees_one_moment(test: &TestDb) {
    test.write(|tx| set(tx, "a", 1)).unwrap();
    let (began, has_begun) = mpsc::channel();
    let (wrote, has_written) = mpsc::channel::<()>();
    let reading = test.db.read(move |tx| {
        let before = settings(tx)?;
        began.send(()).unwrap();
        has_written.recv_timeout(Duration::from_secs(20)).unwrap();
        Ok::<_, DbError>((before, settings(tx)?))
    });
    has_begun.recv_timeout(Duration::from_secs(20)).unwrap();
    test.write(|tx| set(tx, "b", 1)).unwrap();
    wrote.send(()).unwrap();
    let (before, after) = reading.wait().unwrap();
    assert_eq!(
        (before.as_slice(), after.as_slice()),
        (["a".to_owned()].as_slice(), ["a".to_owned()].as_slice())
    );
    assert_eq!(test.read(settings).unwrap(), ["a", "b"]);
}

fn a_broken_read_harms_nobody(test: &TestDb) {
    for _ in 0..20 {
        let broken = test.read(|_| -> Result<(), DbError> { panic!("a defect on purpose") });
        assert!(matches!(broken, Err(DbError::Unreachable(_))));
        let wrong = test.read(|tx| {
            tx.query::<i64>("SELECT n FROM no_such_table", &[])
                .map(drop)
        });
        assert!(wrong.is_err());
        let write = test.read(|tx| set(tx, "a", 1));
        assert!(write.is_err(), "a read must not write");
    }
    assert_eq!(test.read(settings).unwrap(), Vec::<String>::new());
}

fn value(tx: &mut Tx<'_>, name: &str) -> Result<Option<String>, DbError> {
    tx.query_opt(
        "SELECT value AS t FROM setting WHERE name = $1",
        values![name],
    )
}

fn a_look_sees_what_was_written_before_and_is_of_one_statement(test: &TestDb) {
    for n in 0..10 {
        test.write(move |tx| set(tx, "a", n)).unwrap();
        let found = test.db.look(|tx| value(tx, "a")).wait().unwrap();
        assert_eq!(found, Some(n.to_string()));
    }
    let second = test.db.look(|tx| {
        value(tx, "a")?;
        value(tx, "a")
    });
    assert!(matches!(second.wait(), Err(DbError::Engine(_))));
}

fn a_broken_look_harms_nobody(test: &TestDb) {
    for _ in 0..20 {
        let broken = test
            .db
            .look(|_| -> Result<(), DbError> { panic!("a defect on purpose") });
        assert!(matches!(broken.wait(), Err(DbError::Unreachable(_))));
        let wrong = test
            .db
            .look(|tx| tx.query::<i64>("SELECT n FROM no_such_table", &[]));
        assert!(wrong.wait().is_err());
        let write = test.db.look(|tx| set(tx, "a", 1));
        assert!(write.wait().is_err(), "a look must not write");
        let write = test.db.look(|tx| {
            tx.query::<String>(
                "INSERT INTO setting (name, value) VALUES ('b', '1') RETURNING name AS t",
                &[],
            )
        });
        assert!(write.wait().is_err(), "not even where it looks");
    }
    assert_eq!(test.read(settings).unwrap(), Vec::<String>::new());
}

fn there_may_be_more_looks_than_connections(test: &TestDb) {
    test.write(|tx| set(tx, "a", 7)).unwrap();
    let db = test.db.clone();
    at_once(32, move |_| {
        for _ in 0..20 {
            let found = db.look(|tx| value(tx, "a")).wait().unwrap();
            assert_eq!(found.as_deref(), Some("7"));
        }
    });
}

/// Read, add one, write back, from many threads: serialisable means that no count is lost.
fn a_counter_loses_no_count(test: &TestDb) {
    test.write(|tx| set(tx, "counter", 0)).unwrap();
    at_once(8, |_| {
        for _ in 0..10 {
            let counted = test.write(|tx| {
                let now: String =
                    tx.query_one("SELECT value AS t FROM setting WHERE name = 'counter'", &[])?;
                set(tx, "counter", now.parse::<i64>().unwrap() + 1)
            });
            // Whoever gives up says so; nobody is told that a lost count was kept.
            match counted {
                Ok(()) => {}
                Err(error) => panic!("{error}"),
            }
        }
    });
    let counted: String = test
        .read(|tx| tx.query_one("SELECT value AS t FROM setting WHERE name = 'counter'", &[]))
        .unwrap();
    assert_eq!(counted, "80");
}

/// Look, then insert: of many at once one inserts, and the others find its row instead of an error.
fn whoever_looks_before_inserting_is_never_refused_by_the_index(test: &TestDb) {
    let inserted = at_once(8, |n| {
        let n = u128::try_from(n).unwrap();
        test.write(move |tx| {
            let there: i64 = tx.query_one(
                "SELECT COUNT(*) AS n FROM tenant WHERE domain = 'a.example'",
                &[],
            )?;
            if there > 0 {
                return Ok(false);
            }
            identity::add_tenant(tx, &tenant(n, "a.example"), at(0))?;
            Ok(true)
        })
        .unwrap()
    });
    assert_eq!(inserted.into_iter().filter(|first| *first).count(), 1);
}
