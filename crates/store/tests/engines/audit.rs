//! The audit log: one unbroken chain under load, and every way of forging it is found.

use super::{at, at_once, id, operator};
use store::audit::{self, Filter, Key, NewEntry, Verification};
use store::{DbError, Engine, Tx};
use testkit::TestDb;

testkit::on_both! { TestDb:
    many_at_once_make_one_chain,
    entries_cannot_be_changed_or_deleted,
    a_changed_entry_is_found,
    a_rehashed_entry_is_found,
    a_deleted_entry_is_found,
    a_truncated_end_is_found,
    a_deleted_chain_is_found,
    an_invented_chain_is_found,
    searching_finds_what_was_written,
    pages_of_a_search_leave_nothing_out,
    a_part_knows_its_own_chains_only,
}

fn append(tx: &mut Tx<'_>, chain: u128, n: i64) -> Result<i64, DbError> {
    let detail = format!("{{\"n\":{n}}}");
    audit::append(
        tx,
        &NewEntry {
            chain: id(chain),
            at: at(n),
            actor_kind: "user",
            actor: Some(id(77)),
            actor_name: "zhou@partner.example",
            ip: "2001:db8::1",
            action: "application.submit",
            subject: "tenant/1",
            outcome: "succeeded",
            correlation: id(5),
            detail: &detail,
        },
    )
}

fn verify(test: &TestDb) -> Verification {
    test.read(|tx| audit::verify(tx, operator())).unwrap()
}

/// Two chains of five entries.
fn filled(test: &TestDb) {
    for n in 1..=5 {
        test.write(move |tx| append(tx, 1, n)).unwrap();
        test.write(move |tx| append(tx, 2, n)).unwrap();
    }
    let found = verify(test);
    assert_eq!((found.chains, found.entries, found.faults), (2, 10, vec![]));
}

/// Does what only somebody with the file or the server can: takes the triggers away first.
fn forge(test: &TestDb, sql: &str) {
    let disarm = match test.database.engine {
        Engine::Sqlite => "DROP TRIGGER audit_entry_no_update; DROP TRIGGER audit_entry_no_delete;",
        Engine::Postgres => "ALTER TABLE audit_entry DISABLE TRIGGER USER;",
    };
    test.database.tamper(&format!("{disarm} {sql}"));
}

/// Chain 1 in the spelling of the engine.
fn chain(test: &TestDb, n: u128) -> String {
    match test.database.engine {
        Engine::Sqlite => format!("X'{:032x}'", n),
        Engine::Postgres => format!("'{}'", id(n)),
    }
}

fn bytes(test: &TestDb, byte: u8) -> String {
    let hex = format!("{byte:02x}").repeat(32);
    match test.database.engine {
        Engine::Sqlite => format!("X'{hex}'"),
        Engine::Postgres => format!("'\\x{hex}'"),
    }
}

fn faults(test: &TestDb) -> Vec<(u128, i64, &'static str)> {
    let found = verify(test).faults;
    found
        .into_iter()
        .map(|fault| (fault.chain.as_u128(), fault.sequence, fault.problem))
        .collect()
}

fn many_at_once_make_one_chain(test: &TestDb) {
    at_once(8, |n| {
        let n = i64::try_from(n).unwrap();
        for k in 0..10 {
            test.write(move |tx| append(tx, 1, n * 10 + k)).unwrap();
        }
    });
    let found = verify(test);
    assert_eq!((found.chains, found.entries, found.faults), (1, 80, vec![]));
}

fn entries_cannot_be_changed_or_deleted(test: &TestDb) {
    filled(test);
    let sql = [
        "UPDATE audit_entry SET detail = '{}'",
        "DELETE FROM audit_entry",
    ];
    for sql in sql {
        let refused = test.write(move |tx| tx.execute(sql, &[])).unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{refused}");
    }
    if test.database.engine == Engine::Postgres {
        assert!(
            test.write(|tx| tx.batch("TRUNCATE audit_entry")).is_err(),
            "truncation is deletion"
        );
    }
    assert_eq!(faults(test), []);
}

fn a_changed_entry_is_found(test: &TestDb) {
    filled(test);
    let chain = chain(test, 1);
    forge(
        test,
        &format!(
            "UPDATE audit_entry SET detail = '{{\"n\":9}}' WHERE chain = {chain} AND sequence = 3"
        ),
    );
    assert_eq!(faults(test), [(1, 3, "has been changed")]);
}

/// The forger recomputes the entry's own hash wrongly or not at all: its successor gives it away.
fn a_rehashed_entry_is_found(test: &TestDb) {
    filled(test);
    let (chain, hash) = (chain(test, 1), bytes(test, 0xab));
    forge(
        test,
        &format!("UPDATE audit_entry SET hash = {hash} WHERE chain = {chain} AND sequence = 3"),
    );
    assert_eq!(
        faults(test),
        [
            (1, 3, "has been changed"),
            (1, 4, "does not follow the entry before")
        ]
    );
}

fn a_deleted_entry_is_found(test: &TestDb) {
    filled(test);
    let chain = chain(test, 2);
    forge(
        test,
        &format!("DELETE FROM audit_entry WHERE chain = {chain} AND sequence = 2"),
    );
    assert_eq!(
        faults(test),
        [(2, 3, "an entry before this one is missing")]
    );
}

fn a_truncated_end_is_found(test: &TestDb) {
    filled(test);
    let chain = chain(test, 1);
    forge(
        test,
        &format!("DELETE FROM audit_entry WHERE chain = {chain} AND sequence > 3"),
    );
    assert_eq!(faults(test), [(1, 5, "end of chain is missing")]);
}

fn a_deleted_chain_is_found(test: &TestDb) {
    filled(test);
    let chain = chain(test, 2);
    forge(
        test,
        &format!("DELETE FROM audit_entry WHERE chain = {chain}"),
    );
    assert_eq!(faults(test), [(2, 5, "all entries are missing")]);
}

fn an_invented_chain_is_found(test: &TestDb) {
    filled(test);
    let chain = chain(test, 1);
    test.database
        .tamper(&format!("DELETE FROM audit_chain WHERE chain = {chain}"));
    assert_eq!(faults(test), [(1, 5, "chain has no head")]);
}

fn searching_finds_what_was_written(test: &TestDb) {
    filled(test);
    let found = |filter: Filter| {
        test.read(move |tx| audit::search(tx, operator(), &filter, 100))
            .unwrap()
    };
    let all = Filter::default;
    let text = |text: &str| Filter {
        text: text.to_owned(),
        ..all()
    };
    assert_eq!(found(all()).len(), 10);
    assert_eq!(found(text("SUBMIT")).len(), 10);
    assert_eq!(found(text("approve")).len(), 0);
    let until = Filter {
        from: at(2),
        until: at(4),
        ..all()
    };
    assert_eq!(found(until).len(), 4, "from the second to the third");
    for (action, hits) in [
        ("application.", 10),
        ("application.submit", 10),
        ("submit", 0),
    ] {
        let filter = Filter {
            action: action.to_owned(),
            ..all()
        };
        assert_eq!(found(filter).len(), hits, "{action}");
    }
    for (actor, hits) in [("ZHOU", 10), ("zhang", 0)] {
        let filter = Filter {
            actor: actor.to_owned(),
            ..all()
        };
        assert_eq!(found(filter).len(), hits, "{actor}");
    }
    for (subject, hits) in [("tenant/1", 10), ("tenant/", 0)] {
        let filter = Filter {
            subject: subject.to_owned(),
            ..all()
        };
        assert_eq!(found(filter).len(), hits, "{subject}");
    }
    for (correlation, hits) in [(5, 10), (6, 0)] {
        let filter = Filter {
            correlation: Some(id(correlation)),
            ..all()
        };
        assert_eq!(found(filter).len(), hits, "{correlation}");
    }
    for (chain, subject, correlation, hits) in [
        (Some(1), "", None, 5),
        (Some(9), "", None, 0),
        (Some(1), "tenant/1", None, 5),
        (Some(1), "tenant/2", None, 0),
        (Some(2), "tenant/1", Some(5), 5),
        (Some(2), "", Some(6), 0),
        (None, "tenant/2", Some(5), 0),
    ] {
        let filter = Filter {
            chain: chain.map(id),
            subject: subject.to_owned(),
            correlation: correlation.map(id),
            ..all()
        };
        assert_eq!(
            found(filter).len(),
            hits,
            "{chain:?} {subject} {correlation:?}"
        );
    }
    let subject = test
        .read(|tx| audit::of_subject(tx, operator(), "tenant/1", "document.look", 3))
        .unwrap();
    assert_eq!(subject.len(), 3);
    for (but, hits) in [("document.look", 10), ("application.submit", 0)] {
        let rest = test
            .read(|tx| audit::of_subject(tx, operator(), "tenant/1", but, 50))
            .unwrap();
        assert_eq!(rest.len(), hits, "{but}");
        let these = test
            .read(|tx| audit::of_action(tx, operator(), "tenant/1", but, 50))
            .unwrap();
        assert_eq!(these.len(), 10 - hits, "{but}");
        let count = test
            .read(|tx| audit::count_of_action(tx, operator(), "tenant/1", but))
            .unwrap();
        assert_eq!(count, i64::try_from(10 - hits).unwrap(), "{but}");
    }
    for (chain, from, hits) in [(1, 0, 5), (1, 4, 1), (1, 5, 0), (2, 2, 3), (9, 0, 0)] {
        let behind = test
            .read(move |tx| audit::behind(tx, operator(), id(chain), from, "document.look"))
            .unwrap();
        assert_eq!(behind.len(), hits, "{chain} {from}");
        assert!(behind.is_sorted_by(|a, b| a.sequence > b.sequence));
    }
}

/// Page by page every entry comes once, also those of one moment.
fn pages_of_a_search_leave_nothing_out(test: &TestDb) {
    for n in [1, 1, 1, 2, 2, 3] {
        for chain in [3, 1, 2] {
            test.write(move |tx| append(tx, chain, n)).unwrap();
        }
    }
    let page = |after: Option<Key>| {
        let filter = Filter {
            after,
            ..Filter::default()
        };
        test.read(move |tx| audit::search(tx, operator(), &filter, 4))
            .unwrap()
    };
    let key = |entry: &audit::Entry| Key {
        at: entry.at,
        chain: entry.chain,
        sequence: entry.sequence,
    };
    let mut seen = Vec::new();
    loop {
        let entries = page(seen.last().copied());
        if entries.is_empty() {
            break;
        }
        seen.extend(entries.iter().map(key));
    }
    assert_eq!(seen.len(), 18);
    assert!(seen.is_sorted_by_key(|key| std::cmp::Reverse(key.at)));
    let mut places: Vec<_> = seen.iter().map(|key| (key.chain, key.sequence)).collect();
    places.sort();
    places.dedup();
    assert_eq!(places.len(), 18);
}

/// In parts the log is as sound, and as unsound, as at once.
fn a_part_knows_its_own_chains_only(test: &TestDb) {
    filled(test);
    let part = |from, to| {
        test.read(move |tx| audit::verify_part(tx, operator(), id(from), id(to)))
            .unwrap()
    };
    let first = part(0, 1);
    assert_eq!((first.chains, first.entries, first.faults), (1, 5, vec![]));
    let chain = chain(test, 2);
    forge(
        test,
        &format!("DELETE FROM audit_entry WHERE chain = {chain} AND sequence = 2"),
    );
    assert_eq!(part(0, 1).faults, []);
    assert_eq!(part(2, u128::MAX).faults, verify(test).faults);
    assert_eq!(part(3, u128::MAX), Verification::default());
}
