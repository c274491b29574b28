//! Asking the malware scanner about documents it has not seen: it was away when they came, or there
//! was none.

use crate::{App, Failure, Intent, Request, Work};
use domain::caller::Caller;
use domain::effects::Verdict;
use domain::enrolment::documents::Scan;
use domain::ids::{ApplicationId, DocumentId};
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use store::document::{self, Document, Unscanned};

/// Attempts before a person has to ask again: with the waits between them a working day.
const ATTEMPTS: u32 = 40;
/// Documents asked about in one sweep.
const BATCH: u32 = 200;

/// What a scanner calls its find, fit for a log and a page.
pub(crate) fn shortened(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(100).collect()
}

/// What the scanner says about a stored file; nothing while it is away or the file cannot be read.
pub(crate) fn verdict(
    app: &App,
    (id, key, sha256): (uuid::Uuid, &str, [u8; 32]),
) -> Option<(Scan, String)> {
    let scanner = app.scanner.as_ref()?;
    let read = match app.stored(id, key, sha256) {
        Ok(read) => read,
        Err(failure) => {
            tracing::error!(?failure, file = %id, "a file cannot be read");
            return None;
        }
    };
    match scanner.scan(&read) {
        Ok(Verdict::Clean) => Some((Scan::Clean, String::new())),
        Ok(Verdict::Infected(name)) => Some((Scan::Infected, shortened(&name))),
        Err(error) => {
            // It is asked again at the next time.
            tracing::warn!(%error, file = %id, "a file could not be scanned yet");
            None
        }
    }
}

/// Has a document scanned after commit.
///
/// # Errors
/// [`Failure::Internal`].
pub(crate) fn ask(work: &mut Work<'_, '_>, id: DocumentId, reference: &str) -> Result<(), Failure> {
    // A person may ask again, so the time is part of what makes the job one of its kind.
    work.after_commit("scan", reference, &id, format!("scan/{id}/{}", work.now.0))
}

/// Documents that stand in the way of an approval, because a scanner is in use and has not passed
/// them.
pub(crate) fn open(app: &App, documents: &[Document]) -> Vec<uuid::Uuid> {
    let is_open = |d: &&Document| Scan::from_text(&d.scan).is_none_or(Scan::is_open);
    let found = documents.iter().filter(is_open).map(|d| d.id);
    app.scanner
        .as_ref()
        .map_or_else(Vec::new, |_| found.collect())
}

/// Scans a document. An infected one loses its bytes.
///
/// # Errors
/// [`Failure`] while the scanner or the storage is away; the worker tries again later.
pub(crate) fn run(
    app: &App,
    request: &Request,
    id: DocumentId,
    attempts: u32,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let found = app
        .read(move |tx| Ok(document::unscanned(tx, scope, id.0)?))
        .wait()?;
    let (Some(scanner), Some(found)) = (&app.scanner, found) else {
        return Ok(());
    };
    if matches!(found.scan.as_str(), "clean" | "infected") {
        return Ok(());
    }
    let sealed = app.documents.get(&found.storage_key)?;
    let bytes = app.keyring.open(id.0.as_bytes(), &sealed)?;
    let (scan, note) = match scanner.scan(&bytes) {
        Ok(Verdict::Clean) => (Scan::Clean, String::new()),
        Ok(Verdict::Infected(name)) => (Scan::Infected, shortened(&name)),
        Err(error) if attempts < ATTEMPTS => return Err(Failure::internal(error)),
        Err(error) => (Scan::Failed, shortened(&error.to_string())),
    };
    let key = found.storage_key.clone();
    record(app, request, scope, found, scan, note)?;
    if scan == Scan::Infected {
        app.documents.delete(&key)?;
    }
    Ok(())
}

fn record(
    app: &App,
    request: &Request,
    scope: OperatorScope,
    found: Unscanned,
    scan: Scan,
    note: String,
) -> Result<(), Failure> {
    let subject = format!("application/{}", ApplicationId(found.application_id));
    let intent = Intent::new("document.scan", found.tenant_id, subject);
    app.command(request, intent, move |work| {
        // Another worker may have been faster after a lost lease.
        let now = document::unscanned(work.tx, scope, found.id)?.ok_or(Failure::NotFound)?;
        if matches!(now.scan.as_str(), "clean" | "infected") {
            return Ok(());
        }
        document::set_scan(work.tx, found.id, scan.text(), &note, work.now)?;
        work.audit("document", found.id.to_string());
        work.audit("scan", scan.text());
        work.audit("note", note.as_str());
        Ok(())
    })
    .wait()
}

/// Asks again about a document whose scan was given up.
///
/// # Errors
/// [`Failure::Conflict`] when it is not one of those.
pub fn ask_again(
    app: &App,
    request: &Request,
    application: ApplicationId,
    id: DocumentId,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let intent = crate::review::decide::intent(app, "document.scan-again", scope, application)?;
    app.command(request, intent, move |work| {
        let row = document::get(work.tx, scope, application.0, id.0)?.ok_or(Failure::NotFound)?;
        if work.app.scanner.is_none() || row.scan != Scan::Failed.text() {
            return Err(Failure::conflict("nothing-to-scan"));
        }
        document::set_scan(work.tx, id.0, Scan::Pending.text(), "", work.now)?;
        work.audit("document", id.to_string());
        ask(work, id, "")
    })
    .wait()
}

/// Asks about documents that came while there was no scanner.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    if app.scanner.is_none() {
        return Ok(0);
    }
    let scope = authorise_operator(&Caller::System, OperatorAction::DecideApplication)?;
    let found = app
        .read(move |tx| Ok(document::never_scanned(tx, scope, BATCH)?))
        .wait()?;
    let mut asked = 0;
    for document in found {
        let subject = format!("application/{}", ApplicationId(document.application_id));
        let intent = Intent::new("document.scan-later", document.tenant_id, subject);
        app.command(request, intent, move |work| {
            document::set_scan(work.tx, document.id, Scan::Pending.text(), "", work.now)?;
            work.audit("document", document.id.to_string());
            ask(work, DocumentId(document.id), "")
        })
        .wait()?;
        asked += 1;
    }
    asked += crate::accounts::change_documents::scan(app, request, scope)?;
    Ok(asked)
}
