//! The partner network's register: the operator lists it and imports it from a file, in two steps.
//! First the file is read and every row is judged; nothing changes. Then a person confirms, and the
//! rows that are right are written. Importing the same file again changes nothing.

use crate::{App, Failure, Intent, Request, Work, sheet};
use domain::enrolment::form::FieldProblem;
use domain::enrolment::network::{Effect, Known, MOST_ROWS, columns, member, plan};
use domain::ids::fresh_uuid;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use domain::validate::Problem;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use store::network::{self, Entry, Import};
use store::{Reply, Tx};
use uuid::Uuid;

/// Members on one page.
pub const PAGE: u32 = 50;
/// Largest file, bytes.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;
/// How long the cells of an uploaded file are kept, days.
const CELL_DAYS: i64 = 30;

/// A page of the register.
#[derive(Debug, Clone)]
pub struct List {
    /// The members.
    pub entries: Vec<Entry>,
    /// How many there are altogether.
    pub total: u64,
}

fn scope(request: &Request) -> Result<OperatorScope, Failure> {
    Ok(authorise_operator(
        &request.caller,
        OperatorAction::ManageNetwork,
    )?)
}

/// Members whose number, name or mailbox contains a text; `page` counts from 1.
pub fn list(app: &App, request: &Request, text: &str, page: u32) -> Reply<List, Failure> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let text: String = text.trim().to_lowercase().chars().take(100).collect();
    let offset = page.saturating_sub(1).saturating_mul(PAGE);
    app.read(move |tx| {
        Ok(List {
            entries: network::search(tx, scope, &text, offset, PAGE)?,
            total: network::count(tx, scope, &text)?,
        })
    })
}

/// Reads an uploaded file and keeps it for the preview. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at `file`: not a table, not readable, without the columns, too large.
pub fn upload(
    app: &App,
    request: &Request,
    file_name: &str,
    bytes: &[u8],
    key: &str,
) -> Result<Uuid, Failure> {
    let scope = scope(request)?;
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    let (by, chain) = (person.account.0, person.tenant.0);
    let invalid = |problem| Failure::Invalid(vec![FieldProblem::new("file", problem)]);
    let table = read(bytes).map_err(invalid)?;
    let head = table.first().map_or(&[][..], Vec::as_slice);
    columns(head).map_err(invalid)?;
    let rows = table.len().saturating_sub(1);
    if rows == 0 {
        return Err(invalid(Problem::new("file-no-rows")));
    }
    let cells = serde_json::to_string(&table).map_err(Failure::internal)?;
    let sha256: [u8; 32] = Sha256::digest(bytes).into();
    let name = sheet::shown_name(file_name);
    let id = fresh_uuid(&*app.entropy);
    let intent = Intent::new("network.upload", chain, format!("network-import/{id}"))
        .once(key, &data_encoding::HEXLOWER.encode(&sha256));
    app.command(request, intent, move |work| {
        network::add_import(work.tx, scope, id, &name, &sha256, &cells, by, work.now)?;
        work.audit("file", name.as_str());
        work.audit("sha256", data_encoding::HEXLOWER.encode(&sha256));
        work.audit("rows", rows);
        Ok(id)
    })
    .wait()
}

/// Bytes as rows of cells.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Vec<String>>, Problem> {
    if bytes.len() > MOST_BYTES {
        let megabytes = MOST_BYTES / 1024 / 1024;
        return Err(Problem::new("document-too-large").with("megabytes", megabytes));
    }
    let text = sheet::decode(bytes)?;
    let mut reader = sheet::rows(&text);
    let mut table = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| Problem::new("file-not-a-table"))?;
        if table.len() > MOST_ROWS {
            return Err(Problem::new("file-too-many-rows").with("max", MOST_ROWS));
        }
        let cell = |cell: &str| cell.chars().take(1000).collect::<String>();
        table.push(record.iter().map(cell).collect());
    }
    Ok(table)
}

/// A row of a file with what importing it does or has done.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its number in the file; the first row has the names of the columns.
    pub number: u64,
    /// The number and the name as the file spells them.
    pub shown: [String; 2],
    /// What importing it does to the register as it is now.
    pub effect: Effect,
}

/// An uploaded file.
#[derive(Debug, Clone)]
pub struct View {
    /// The file.
    pub import: Import,
    /// Its rows; none once they have been forgotten.
    pub lines: Vec<Line>,
}

/// An uploaded file with every row judged against the register as it is now.
pub fn view(app: &App, request: &Request, id: Uuid) -> Reply<View, Failure> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| {
        let import = network::import(tx, scope, id)?.ok_or(Failure::NotFound)?;
        let lines = lines(tx, scope, &import)?;
        Ok(View { import, lines })
    })
}

fn lines(tx: &mut Tx<'_>, scope: OperatorScope, import: &Import) -> Result<Vec<Line>, Failure> {
    let table: Vec<Vec<String>> = serde_json::from_str(&import.cells).map_err(Failure::internal)?;
    let Some((head, rows)) = table.split_first() else {
        return Ok(Vec::new());
    };
    let places = columns(head)
        .map_err(|problem| Failure::internal(format!("a kept file has {}", problem.code)))?;
    let mut read = Vec::new();
    let mut shown = BTreeMap::new();
    let mut wanted = BTreeSet::new();
    for (row, number) in rows.iter().zip(2..) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cell = |at: usize| {
            let cell = places[at].and_then(|place| row.get(place));
            cell.cloned().unwrap_or_default()
        };
        shown.insert(number, [cell(0), cell(2)]);
        let found = member(row, &places);
        if let Ok(member) = &found {
            wanted.insert(member.network_id.clone());
            wanted.extend(member.headquarters_id.clone());
        }
        read.push((number, found));
    }
    let wanted: Vec<String> = wanted.into_iter().collect();
    let register: BTreeMap<String, Known> = network::entries(tx, scope, &wanted)?
        .into_iter()
        .map(|entry| (entry.network_id.clone(), entry.known()))
        .collect();
    let planned = plan(read, &register).into_iter();
    Ok(planned
        .map(|(number, effect)| Line {
            number,
            shown: shown.remove(&number).unwrap_or_default(),
            effect,
        })
        .collect())
}

/// Writes the rows that are right, once.
///
/// # Errors
/// [`Failure::Conflict`] (`import-done`) when it was imported before, (`import-forgotten`) when the
/// file is too old; [`Failure::NotFound`].
pub fn confirm(app: &App, request: &Request, id: Uuid, key: &str) -> Result<(), Failure> {
    let scope = scope(request)?;
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    let (by, chain) = (person.account.0, person.tenant.0);
    let subject = format!("network-import/{id}");
    let intent = Intent::new("network.import", chain, subject).once(key, &id);
    app.command(request, intent, move |work| write(work, scope, id, by))
        .wait()
}

fn write(work: &mut Work<'_, '_>, scope: OperatorScope, id: Uuid, by: Uuid) -> Result<(), Failure> {
    let import = network::import(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
    if import.confirmed_at.is_some() {
        return Err(Failure::conflict("import-done"));
    }
    let lines = lines(work.tx, scope, &import)?;
    if lines.is_empty() {
        return Err(Failure::conflict("import-forgotten"));
    }
    let (mut counts, mut members) = ([0_i64; 4], Vec::new());
    for line in lines {
        let at = match line.effect {
            Effect::Add(member) => {
                members.push(member);
                0
            }
            Effect::Change(member, _) => {
                members.push(member);
                1
            }
            Effect::Same(_) => 2,
            Effect::Refused(_) => 3,
        };
        counts[at] += 1;
    }
    network::write(work.tx, scope, &members, work.now)?;
    if !network::confirm_import(work.tx, scope, id, by, counts, work.now)? {
        return Err(Failure::conflict("import-done"));
    }
    for (name, count) in ["added", "changed", "unchanged", "refused"]
        .iter()
        .zip(counts)
    {
        work.audit(name, count);
    }
    Ok(())
}

/// Forgets the cells of old files, in small steps.
///
/// # Errors
/// [`Failure`] of the store.
pub fn forget(app: &App, request: &Request) -> Result<u64, Failure> {
    scope(request)?;
    let before = app.clock.now().plus_days(-CELL_DAYS);
    app.db
        .write(move |tx| network::forget_cells(tx, before, 50).map_err(Failure::from))
        .wait()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(bytes: &[u8]) -> Result<Vec<Vec<String>>, &'static str> {
        read(bytes).map_err(|problem| problem.code)
    }

    #[test]
    fn files_are_read_as_people_save_them() {
        let text = "network_id,name\r\n4100011,\"杭州,瀚海\"\"云帆\"\"\"\n";
        let wanted = vec![
            vec!["network_id".to_owned(), "name".to_owned()],
            vec!["4100011".to_owned(), "杭州,瀚海\"云帆\"".to_owned()],
        ];
        let (gb, _, _) = encoding_rs::GB18030.encode(text);
        let utf16: Vec<u8> = std::iter::once(0xFEFF)
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        for bytes in [text.as_bytes(), &marked, &gb, &utf16] {
            assert_eq!(table(bytes), Ok(wanted.clone()));
        }
        for other in ["a;b\n1;2", "a\tb\n1\t2"] {
            assert_eq!(table(other.as_bytes()).unwrap()[1], ["1", "2"]);
        }
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert_eq!(table(&[0xFF, 0x00, 0x81]), Err("file-encoding"));
        assert_eq!(table(b"%PDF-1.7\0\0"), Err("file-encoding"));
        assert_eq!(
            table(&vec![b'a'; MOST_BYTES + 1]),
            Err("document-too-large")
        );
        let many = "1\n".repeat(MOST_ROWS + 2);
        assert_eq!(table(many.as_bytes()), Err("file-too-many-rows"));
        let most = "1\n".repeat(MOST_ROWS + 1);
        assert_eq!(table(most.as_bytes()).unwrap().len(), MOST_ROWS + 1);
        assert_eq!(table(b""), Ok(Vec::new()));
        // A cell nobody ends is no end of the world.
        assert!(table(b"a,\"b\n1,2").is_ok());
    }
}
