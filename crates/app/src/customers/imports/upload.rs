//! A file is written down: every row as it stands, in small transactions, so that neither a large
//! file nor many at once hold the database.

use super::{intent, scope, subject};
use crate::{App, Failure, Request, selling, sheet};
use domain::customers::imports::{
    Columns, Kind, LONGEST_CELL, MOST_BYTES, MOST_ROWS, State, Step, columns,
};
use domain::enrolment::form::FieldProblem;
use domain::ids::{TenantId, fresh_uuid};
use domain::permission::TenantScope;
use domain::validate::Problem;
use sha2::{Digest, Sha256};
use store::imports::{self, Import};
use uuid::Uuid;

/// Rows written in one transaction.
const AT_ONCE: usize = 1000;
/// Separators of a file at most: a row takes memory for each of its cells, empty or not.
const MOST_CELLS: usize = MOST_ROWS * 40;

/// Keeps a file and has it judged. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at `file`: not a table, not readable, without the columns, too large;
/// [`Failure`] of the permissions.
pub fn upload(
    app: &App,
    request: &Request,
    kind: Kind,
    file_name: &str,
    bytes: &[u8],
    key: &str,
) -> Result<Uuid, Failure> {
    scope(request)?;
    let scope = selling::scope(request, kind.action())?;
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    let invalid = |problem| Failure::Invalid(vec![FieldProblem::new("file", problem)]);
    if bytes.len() > MOST_BYTES {
        let problem = Problem::new("document-too-large");
        return Err(invalid(problem.with("megabytes", MOST_BYTES / 1024 / 1024)));
    }
    let text = sheet::decode(bytes).map_err(invalid)?;
    if sheet::separators(&text) > MOST_CELLS {
        return Err(invalid(Problem::new("file-too-many-cells")));
    }
    let (columns, rows) = look(kind, &text).map_err(invalid)?;
    let sha256: [u8; 32] = Sha256::digest(bytes).into();
    let import = Import {
        id: fresh_uuid(&*app.entropy),
        kind: kind.text().to_owned(),
        file_name: sheet::shown_name(file_name),
        sha256,
        state: State::Receiving.text().to_owned(),
        reason: String::new(),
        uploaded_by: person.account.0,
        uploaded_name: person.name.clone(),
        uploaded_at: app.clock.now(),
        confirmed_by: None,
        confirmed_name: String::new(),
        confirmed_at: None,
        finished_at: None,
        row_count: i64::try_from(rows).unwrap_or(i64::MAX),
        ready: 0,
        wrong: 0,
        known: 0,
        done: 0,
        failed: 0,
        forgotten: false,
        version: 1,
    };
    let id = import.id;
    write_down(app, scope, &import, &columns, &text)?;
    let hash = data_encoding::HEXLOWER.encode(&sha256);
    let intent = intent("customer.import-upload", scope, id).once(key, &(kind.text(), &hash));
    let kept = app
        .command(request, intent, move |work| {
            let mut import = imports::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
            let next = super::state(&import)?.after(Step::Received);
            let next = next.ok_or_else(|| Failure::conflict("stale"))?;
            next.text().clone_into(&mut import.state);
            if !imports::save(work.tx, scope, &import)? {
                return Err(Failure::conflict("stale"));
            }
            work.audit("kind", import.kind.as_str());
            work.audit("file", import.file_name.as_str());
            work.audit("sha256", hash.as_str());
            work.audit("rows", import.row_count);
            let payload = (TenantId(scope.tenant().0), id);
            work.after_commit(
                "import",
                &subject(id),
                &payload,
                format!("import/{id}/check"),
            )?;
            Ok(id)
        })
        .wait()?;
    // The same form was sent twice; the first one's rows count.
    if kept != id {
        super::forget::rows(app, id)?;
        app.db
            .write(move |tx| imports::remove(tx, scope, id).map_err(Failure::from))
            .wait()?;
    }
    Ok(kept)
}

fn not_a_table(_: csv::Error) -> Problem {
    Problem::new("file-not-a-table")
}

/// The columns of a file and how many rows there are below them, before anything is kept.
fn look(kind: Kind, text: &str) -> Result<(Columns, usize), Problem> {
    let (mut reader, mut record) = (sheet::rows(text), csv::StringRecord::new());
    reader.read_record(&mut record).map_err(not_a_table)?;
    let head: Vec<String> = record.iter().map(str::to_owned).collect();
    let columns = columns(kind, &head)?;
    let mut rows = 0;
    while reader.read_record(&mut record).map_err(not_a_table)? {
        rows += usize::from(!is_blank(&record));
        if rows > MOST_ROWS {
            return Err(Problem::new("file-too-many-rows").with("max", MOST_ROWS));
        }
    }
    if rows == 0 {
        return Err(Problem::new("file-no-rows"));
    }
    Ok((columns, rows))
}

fn is_blank(record: &csv::StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

fn write_down(
    app: &App,
    scope: TenantScope,
    import: &Import,
    columns: &Columns,
    text: &str,
) -> Result<(), Failure> {
    let (id, first) = (import.id, import.clone());
    app.db
        .write(move |tx| imports::add(tx, scope, &first).map_err(Failure::from))
        .wait()?;
    let keep = |rows: Vec<(i64, String)>| {
        app.db
            .write(move |tx| imports::add_rows(tx, id, &rows).map_err(Failure::from))
            .wait()
    };
    let (mut reader, mut record) = (sheet::rows(text), csv::StringRecord::new());
    let table = |error: csv::Error| Failure::internal(error);
    reader.read_record(&mut record).map_err(table)?;
    let (mut rows, mut number) = (Vec::with_capacity(AT_ONCE), 1);
    while reader.read_record(&mut record).map_err(table)? {
        number += 1;
        if is_blank(&record) {
            continue;
        }
        let cells = columns.cells(|at| record.get(at));
        let cells: Vec<String> = cells.into_iter().map(short).collect();
        rows.push((
            number,
            serde_json::to_string(&cells).map_err(Failure::internal)?,
        ));
        if rows.len() == AT_ONCE {
            keep(std::mem::replace(&mut rows, Vec::with_capacity(AT_ONCE)))?;
        }
    }
    keep(rows)
}

/// A cell at most so long, without what no database keeps as text.
fn short(cell: &str) -> String {
    let clean = cell.chars().filter(|c| *c != '\0');
    clean.take(LONGEST_CELL).collect()
}
