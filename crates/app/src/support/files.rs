//! Files of requests: judged like every uploaded file, kept sealed, never shown while malware is in
//! them.

use super::{own, put, seat, sight, subject};
use crate::enrolment::inspection::{self, Inspected, Refused};
use crate::enrolment::scanning;
use crate::{App, Failure, Intent, Request, Work, fault};
use domain::enrolment::documents::{Scan, check, check_name};
use domain::enrolment::form::FieldProblem;
use domain::ids::fresh_uuid;
use domain::permission::{OperatorAction, OperatorScope};
use domain::support::Side;
use domain::validate::Problem;
use sha2::{Digest, Sha256};
use store::support::{self as rows, File};
use uuid::Uuid;

/// Files scanned in one sweep.
const BATCH: u32 = 20;
/// Most pages of a file.
const PAGES: u32 = 100;
/// The field they are sent in.
pub const FIELD: &str = "file";

/// A file as it comes in.
#[derive(Debug, Clone, Copy)]
pub struct Attached<'a> {
    /// What the browser calls it.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// A file whose bytes are stored; its row is not yet written.
#[derive(Clone)]
pub(super) struct Kept {
    row: File,
    pub(super) source_sha256: [u8; 32],
}

fn invalid(problem: Problem) -> Failure {
    Failure::Invalid(vec![FieldProblem::new(FIELD, problem)])
}

fn judged(app: &App, request: &Request, file: Attached<'_>) -> Result<Inspected, Failure> {
    let types = ["application/pdf", "image/jpeg", "image/png"].map(str::to_owned);
    let most = u64::from(app.programme.support.file_megabytes) * 1024 * 1024;
    let media_type = check(file.bytes, most, &types).map_err(invalid)?;
    check_name(file.name, media_type).map_err(invalid)?;
    match inspection::inspect(app, file.bytes, file.name, media_type, PAGES) {
        Ok(file) => Ok(file),
        Err(Refused::Bad(problem)) => Err(invalid(problem)),
        Err(Refused::Infected(name)) => {
            let chain = request.caller.tenant().ok_or(Failure::SignInFirst)?;
            let intent = Intent::new("support.infected", chain.0, "support/file");
            app.command(request, intent, move |work| {
                work.audit("found", name.as_str());
                Ok(())
            })
            .wait()?;
            Err(invalid(Problem::new("document-infected")))
        }
    }
}

/// Judges files and stores their bytes, sealed, before any row points at them; an orphan is harmless.
///
/// # Errors
/// [`Failure::Invalid`] at `file`; [`Failure::Unavailable`] while the storage is away.
pub(super) fn keep(
    app: &App,
    caller: &Request,
    request: Uuid,
    attached: &[Attached<'_>],
) -> Result<Vec<Kept>, Failure> {
    let most = app.programme.support.files;
    if attached.len() > usize::try_from(most).unwrap_or(usize::MAX) {
        return Err(invalid(Problem::new("too-many-files").with("max", most)));
    }
    let files: Result<Vec<_>, _> = attached.iter().map(|f| judged(app, caller, *f)).collect();
    let mut kept = Vec::new();
    for file in files? {
        let id = fresh_uuid(&*app.entropy);
        let storage_key = format!("support/{id}");
        app.keep(id, &storage_key, &file.bytes)?;
        fault::point("support.file", "stored");
        kept.push(Kept {
            source_sha256: file.source_sha256,
            row: File {
                id,
                request_id: request,
                place: 0,
                name: file.name,
                media_type: file.media_type.to_owned(),
                bytes: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
                sha256: Sha256::digest(&file.bytes).into(),
                storage_key,
                scan: file.scan.text().to_owned(),
                scan_note: String::new(),
            },
        });
    }
    Ok(kept)
}

/// Writes the rows of stored files, as those of a message.
pub(super) fn add(work: &mut Work<'_, '_>, kept: &[Kept], place: i64) -> Result<(), Failure> {
    for file in kept {
        let row = File {
            place,
            ..file.row.clone()
        };
        rows::add_file(work.tx, &row)?;
    }
    if !kept.is_empty() {
        work.audit("files", kept.len());
    }
    Ok(())
}

/// Deletes stored bytes no row points at: the command was refused, or did nothing because the same
/// form came before.
pub(super) fn settle<T>(
    app: &App,
    kept: &[Kept],
    outcome: Result<T, Failure>,
    is_new: impl Fn(&T) -> bool,
) -> Result<T, Failure> {
    let unused = match &outcome {
        Ok(made) => !is_new(made),
        // After a fault of ours the rows may have been committed all the same.
        Err(failure) => !matches!(failure, Failure::Internal(_) | Failure::Unavailable(_)),
    };
    if unused {
        for file in kept {
            app.discard(&file.row.storage_key);
        }
    }
    outcome
}

fn chosen(files: Vec<File>, id: Uuid) -> Result<File, Failure> {
    let file = files.into_iter().find(|file| file.id == id);
    let file = file.ok_or(Failure::NotFound)?;
    if file.scan == Scan::Infected.text() {
        return Err(Failure::conflict("document-infected"));
    }
    Ok(file)
}

/// A file of what the caller's company asked, with its bytes.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Conflict`] (`document-infected`); [`Failure::Unavailable`].
pub fn download(
    app: &App,
    request: &Request,
    asker: Side,
    number: &str,
    file: Uuid,
) -> Result<(File, Vec<u8>), Failure> {
    let sight = sight(request, asker)?;
    let number = number.to_owned();
    let files = app.read(move |tx| {
        let row = own(tx, sight, &number)?;
        Ok(rows::file_list(tx, row.id)?)
    });
    let file = chosen(files.wait()?, file)?;
    let bytes = app.stored(file.id, &file.storage_key, file.sha256)?;
    Ok((file, bytes))
}

/// A file of what the caller is asked. The bytes are given only once the look is in the audit log.
///
/// # Errors
/// As [`download`].
pub fn look(
    app: &App,
    request: &Request,
    answerer: Side,
    number: &str,
    file: Uuid,
) -> Result<(File, Vec<u8>), Failure> {
    let seat = seat(request, answerer, OperatorAction::ViewSupport)?;
    let asked = number.to_owned();
    let (row, files) = app
        .read(move |tx| {
            let row = put(tx, seat, &asked)?;
            let files = rows::file_list(tx, row.id)?;
            Ok((row, files))
        })
        .wait()?;
    let file = chosen(files, file)?;
    let bytes = app.stored(file.id, &file.storage_key, file.sha256)?;
    let (id, name) = (file.id, file.name.clone());
    app.command(request, super::intent("support.look", &row), move |work| {
        work.audit("document", id.to_string());
        work.audit("name", name.as_str());
        Ok(())
    })
    .wait()?;
    Ok((file, bytes))
}

/// Asks the scanner about files it has not seen, because it was away or there was none. An infected
/// one loses its bytes.
///
/// # Errors
/// [`Failure`] of the store.
pub(super) fn scan(app: &App, request: &Request, scope: OperatorScope) -> Result<u64, Failure> {
    if app.scanner.is_none() {
        return Ok(0);
    }
    let open = app
        .read(move |tx| Ok(rows::unscanned(tx, scope, BATCH)?))
        .wait()?;
    let operator = crate::privacy::retention::operator(app)?;
    let mut scanned = 0;
    for file in open {
        let stored = (file.id, file.storage_key.as_str(), file.sha256);
        let Some((scan, note)) = scanning::verdict(app, stored) else {
            continue;
        };
        let (id, key) = (file.id, file.storage_key.clone());
        let intent = Intent::new(
            "support.scan",
            operator,
            subject(&file.request_id.to_string()),
        );
        app.command(request, intent, move |work| {
            if rows::set_scan(work.tx, id, scan.text(), &note)? && scan == Scan::Infected {
                work.after_commit("erase", &key, &key, format!("erase/{key}"))?;
            }
            work.audit("document", id.to_string());
            work.audit("scan", scan.text());
            Ok(())
        })
        .wait()?;
        scanned += 1;
    }
    Ok(scanned)
}
