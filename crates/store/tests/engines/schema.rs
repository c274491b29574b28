//! Both engines' migrations make the same schema.

use store::{Engine, row};
use testkit::{Fixture, TestDb};

row! {
    #[derive(Debug, PartialEq, Eq)]
    struct Column { table_name: String, column_name: String, nullable: bool, kind: String }
}

row! {
    #[derive(Debug, PartialEq, Eq)]
    struct Index { table_name: String, columns: String, is_unique: bool, condition: bool }
}

const SQLITE_COLUMNS: &str = "
    SELECT t.name AS table_name, c.name AS column_name, c.\"notnull\" = 0 AND c.pk = 0 AS nullable,
        CASE LOWER(c.type) WHEN 'blob' THEN 'bytes' WHEN 'integer' THEN 'number'
            WHEN 'bigint' THEN 'number' ELSE LOWER(c.type) END AS kind
    FROM sqlite_schema t JOIN pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.name";

const POSTGRES_COLUMNS: &str = "
    SELECT CAST(table_name AS TEXT) AS table_name, CAST(column_name AS TEXT) AS column_name,
        is_nullable = 'YES' AS nullable,
        CASE CAST(data_type AS TEXT) WHEN 'bytea' THEN 'bytes' WHEN 'uuid' THEN 'bytes'
            WHEN 'bigint' THEN 'number' ELSE CAST(data_type AS TEXT) END AS kind
    FROM information_schema.columns WHERE table_schema = 'public'
    ORDER BY table_name COLLATE \"C\", column_name COLLATE \"C\"";

/// Primary keys and unique indexes alike, each by its columns in order.
const SQLITE_INDEXES: &str = "
    SELECT t.name AS table_name,
        (SELECT GROUP_CONCAT(name, ',') FROM
            (SELECT x.name FROM pragma_index_info(i.name) x ORDER BY x.seqno)) AS columns,
        i.\"unique\" = 1 AS is_unique, i.partial = 1 AS condition
    FROM sqlite_schema t JOIN pragma_index_list(t.name) i
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY 1, 2, 3, 4";

const POSTGRES_INDEXES: &str = "
    SELECT CAST(t.relname AS TEXT) AS table_name,
        (SELECT STRING_AGG(CAST(a.attname AS TEXT), ',' ORDER BY k.ord)
         FROM UNNEST(i.indkey) WITH ORDINALITY AS k (attnum, ord)
         JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum) AS columns,
        i.indisunique AS is_unique, i.indpred IS NOT NULL AS condition
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE n.nspname = 'public' ORDER BY 1, 2, 3, 4";

fn both<T: store::db::FromRow + Send + 'static>(
    sqlite: &'static str,
    postgres: &'static str,
) -> [Vec<T>; 2] {
    let read = |engine, sql| {
        TestDb::fresh(engine)
            .read(move |tx| tx.query(sql, &[]))
            .unwrap()
    };
    [
        read(Engine::Sqlite, sqlite),
        read(Engine::Postgres, postgres),
    ]
}

#[test]
fn both_have_the_same_columns() {
    let [sqlite, postgres] = both::<Column>(SQLITE_COLUMNS, POSTGRES_COLUMNS);
    assert!(
        sqlite.len() > 150,
        "the query finds {} columns",
        sqlite.len()
    );
    for (a, b) in sqlite.iter().zip(&postgres) {
        assert_eq!(a, b);
    }
    assert_eq!(sqlite.len(), postgres.len());
}

#[test]
fn both_have_the_same_indexes() {
    let sort = |mut found: Vec<Index>| {
        found.sort_by_key(|i| {
            (
                i.table_name.clone(),
                i.columns.clone(),
                i.is_unique,
                i.condition,
            )
        });
        found
    };
    let [sqlite, postgres] = both::<Index>(SQLITE_INDEXES, POSTGRES_INDEXES).map(sort);
    // SQLite keeps a single INTEGER or BIGINT key in the table itself only for INTEGER; our one
    // such table names BIGINT, so that every key shows as an index here.
    assert!(
        sqlite.len() > 40,
        "the query finds {} indexes",
        sqlite.len()
    );
    for (a, b) in sqlite.iter().zip(&postgres) {
        assert_eq!(a, b);
    }
    assert_eq!(sqlite.len(), postgres.len());
}

testkit::on_both! { TestDb: migrating_again_changes_nothing, a_newer_database_is_refused }

fn migrating_again_changes_nothing(test: &TestDb) {
    assert_eq!(
        store::migrations::migrate(&test.db, super::at(1)).unwrap(),
        Vec::<&str>::new()
    );
    assert_eq!(
        store::migrations::pending(&test.db).unwrap(),
        Vec::<&str>::new()
    );
}

fn a_newer_database_is_refused(test: &TestDb) {
    test.database.tamper(
        "INSERT INTO schema_migration (number, name, applied_at) VALUES (9999, 'later', 0)",
    );
    let refused = store::migrations::migrate(&test.db, super::at(1)).unwrap_err();
    assert!(refused.to_string().contains("9999"), "{refused}");
}
