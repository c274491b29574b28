//! The company's letter and what supports it: judged like every uploaded file, kept sealed, looked
//! at by agents only, each look in the audit log.

use super::{find, subject};
use crate::enrolment::inspection::{self, Inspected, Refused};
use crate::enrolment::scanning;
use crate::privacy::retention::operator;
use crate::{App, Failure, Intent, Request, fault};
use domain::enrolment::documents::{Scan, check, check_name};
use domain::enrolment::form::FieldProblem;
use domain::identity::lost::{FILE_BYTES, FILE_PAGES, Paper};
use domain::ids::fresh_uuid;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use domain::validate::Problem;
use sha2::{Digest, Sha256};
use store::lost_access::{self, Paper as Row};
use uuid::Uuid;

/// Papers scanned in one sweep.
const BATCH: u32 = 20;

/// A file as it comes in.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// What the browser calls it.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// A file that may be kept.
pub(super) struct Judged {
    kind: Paper,
    file: Inspected,
}

/// A file whose bytes are stored; its row is not yet written.
#[derive(Clone)]
pub(super) struct Kept {
    pub(super) row: Row,
    pub(super) source_sha256: [u8; 32],
}

/// Judges a file from the cheapest question to the dearest.
///
/// # Errors
/// [`Failure::Invalid`] at `letter` or `proof`.
pub(super) fn judged(
    app: &App,
    request: &Request,
    kind: Paper,
    file: File<'_>,
) -> Result<Judged, Failure> {
    let invalid =
        |problem: Problem| Failure::Invalid(vec![FieldProblem::new(kind.text(), problem)]);
    let types = ["application/pdf", "image/jpeg", "image/png"].map(str::to_owned);
    let media_type = check(file.bytes, FILE_BYTES, &types).map_err(invalid)?;
    check_name(file.name, media_type).map_err(invalid)?;
    match inspection::inspect(app, file.bytes, file.name, media_type, FILE_PAGES) {
        Ok(file) => Ok(Judged { kind, file }),
        Err(Refused::Bad(problem)) => Err(invalid(problem)),
        Err(Refused::Infected(name)) => {
            let intent = Intent::new("lost-access.infected", operator(app)?, "lost-access");
            app.command(request, intent, move |work| {
                work.audit("kind", kind.text());
                work.audit("found", name.as_str());
                Ok(())
            })
            .wait()?;
            Err(invalid(Problem::new("document-infected")))
        }
    }
}

/// Stores the bytes, sealed, before any row points at them; an orphan is harmless.
///
/// # Errors
/// [`Failure::Unavailable`] while the storage is away.
pub(super) fn store(app: &App, request: Uuid, files: Vec<Judged>) -> Result<Vec<Kept>, Failure> {
    let mut kept = Vec::new();
    for Judged { kind, file } in files {
        let id = fresh_uuid(&*app.entropy);
        let storage_key = format!("lost-access/{id}");
        app.keep(id, &storage_key, &file.bytes)?;
        fault::point("lost-access.ask", "stored");
        kept.push(Kept {
            source_sha256: file.source_sha256,
            row: Row {
                id,
                request_id: request,
                kind: kind.text().to_owned(),
                name: file.name,
                media_type: file.media_type.to_owned(),
                bytes: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
                pages: i64::try_from(file.pages).unwrap_or(i64::MAX),
                sha256: Sha256::digest(&file.bytes).into(),
                storage_key,
                scan: file.scan.text().to_owned(),
                scan_note: String::new(),
            },
        });
    }
    Ok(kept)
}

/// Deletes bytes that no row points at.
pub(super) fn discard(app: &App, kept: &[Kept]) {
    for paper in kept {
        app.discard(&paper.row.storage_key);
    }
}

/// A paper with its bytes. They are given only once the look is in the audit log.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Conflict`] (`document-infected`) when malware was found in it;
/// [`Failure::Unavailable`] when the storage does not answer.
pub fn look(
    app: &App,
    request: &Request,
    id: Uuid,
    paper: Uuid,
) -> Result<(Row, Vec<u8>), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::JudgeLostAccess)?;
    let (_, chain) = find(app, scope, id)?;
    let papers = app
        .read(move |tx| Ok(lost_access::papers(tx, scope, id)?))
        .wait()?;
    let row = papers.into_iter().find(|row| row.id == paper);
    let row = row.ok_or(Failure::NotFound)?;
    if row.scan == Scan::Infected.text() {
        return Err(Failure::conflict("document-infected"));
    }
    let bytes = app.stored(row.id, &row.storage_key, row.sha256)?;
    let name = row.name.clone();
    let intent = Intent::new("lost-access.look", chain, subject(id));
    app.command(request, intent, move |work| {
        work.audit("document", paper.to_string());
        work.audit("name", name.as_str());
        Ok(())
    })
    .wait()?;
    Ok((row, bytes))
}

/// Asks the scanner about papers it has not seen, because it was away or there was none. An infected
/// one loses its bytes.
///
/// # Errors
/// [`Failure`] of the store.
pub(super) fn scan(app: &App, request: &Request, scope: OperatorScope) -> Result<u64, Failure> {
    if app.scanner.is_none() {
        return Ok(0);
    }
    let open = app
        .read(move |tx| Ok(lost_access::unscanned(tx, scope, BATCH)?))
        .wait()?;
    let mut scanned = 0;
    for paper in open {
        // Nobody decides about the request before it is known.
        let file = (paper.id, paper.storage_key.as_str(), paper.sha256);
        let Some((scan, note)) = scanning::verdict(app, file) else {
            continue;
        };
        let (_, chain) = find(app, scope, paper.request_id)?;
        let intent = Intent::new("lost-access.scan", chain, subject(paper.request_id));
        let (id, key) = (paper.id, paper.storage_key.clone());
        app.command(request, intent, move |work| {
            if lost_access::set_scan(work.tx, id, scan.text(), &note)? && scan == Scan::Infected {
                work.after_commit("erase", &key, &key, format!("erase/{key}"))?;
            }
            work.audit("document", id.to_string());
            work.audit("scan", scan.text());
            work.audit("note", note.as_str());
            Ok(())
        })
        .wait()?;
        scanned += 1;
    }
    Ok(scanned)
}
