//! The documents of a case: their bytes, and their pages as pictures. Every look is audited.

use super::case::may_look;
use crate::{App, Failure, Intent, Request};
use domain::effects::{PictureError, Pictures};
use domain::enrolment::documents::{Kind, Scan};
use domain::ids::{ApplicationId, DocumentId};
use domain::permission::{OperatorAction, authorise_operator};
use store::document::{self, Document};
use store::operator;
use uuid::Uuid;

/// The action a look is audited as.
pub(super) const LOOK: &str = "document.look";

/// What the browser is told about a PDF.
pub(super) const PDF: &str = "application/pdf";

impl From<PictureError> for Failure {
    fn from(error: PictureError) -> Self {
        match error {
            PictureError::NoSuchPage => Self::NotFound,
            PictureError::Unreadable => Self::conflict("document-unreadable"),
            PictureError::Unavailable(reason) => Self::unavailable(reason),
        }
    }
}

/// Has a page drawn.
pub(super) fn drawn(
    app: &App,
    pdf: &[u8],
    page: usize,
    width: u16,
) -> Result<Vec<u8>, PictureError> {
    match &app.pictures {
        Some(pictures) => pictures.draw(pdf, page, width),
        None => app.one_at_a_time(|| app.press.draw(pdf, page, width)),
    }
}

/// Whether only those who decide credit may look at it.
pub(super) fn is_financial(document: &Document) -> bool {
    Kind::from_text(&document.kind).is_some_and(Kind::is_financial)
}

/// Finds a document the caller may look at, and its tenant.
fn find(
    app: &App,
    request: &Request,
    application: ApplicationId,
    id: DocumentId,
) -> Result<(Document, Uuid), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ViewApplication)?;
    let me = request.caller.person().map(|person| person.account.0);
    let found = app
        .read(move |tx| {
            let row = operator::application(tx, scope, application.0)?
                .filter(|row| row.submitted_at.is_some())
                .ok_or(Failure::NotFound)?;
            may_look(tx, scope, &row, me)?;
            let document = document::get(tx, scope, application.0, id.0)?;
            Ok((document.ok_or(Failure::NotFound)?, row.tenant_id))
        })
        .wait()?;
    if is_financial(&found.0) {
        authorise_operator(&request.caller, OperatorAction::ViewCreditFile)?;
    }
    if found.0.scan == Scan::Infected.text() {
        return Err(Failure::conflict("document-infected"));
    }
    Ok(found)
}

/// Writes the look down.
pub(super) fn note(
    app: &App,
    request: &Request,
    (tenant, subject): (Uuid, String),
    (id, name): (Uuid, &str),
    page: Option<usize>,
) -> Result<(), Failure> {
    let intent = Intent::new(LOOK, tenant, subject);
    let name = name.to_owned();
    app.command(request, intent, move |work| {
        work.audit("document", id.to_string());
        work.audit("name", name.as_str());
        if let Some(page) = page {
            work.audit("page", page);
        }
        Ok(())
    })
    .wait()
}

fn note_of(
    app: &App,
    request: &Request,
    (document, tenant): (&Document, Uuid),
    page: Option<usize>,
) -> Result<(), Failure> {
    let about = (tenant, format!("application/{}", document.application_id));
    note(app, request, about, (document.id, &document.name), page)
}

fn stored(app: &App, document: &Document) -> Result<Vec<u8>, Failure> {
    app.stored(document.id, &document.storage_key, document.sha256)
}

/// The bytes of a document. They are given only once the look is in the audit log.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::NeedsRole`] when only those who decide credit may look;
/// [`Failure::Conflict`] when malware was found in it, or with `conflict-of-interest`;
/// [`Failure::Unavailable`] when the storage does not answer; [`Failure::Internal`] when the bytes
/// have changed.
pub fn document(
    app: &App,
    request: &Request,
    application: ApplicationId,
    id: DocumentId,
) -> Result<(Document, Vec<u8>), Failure> {
    let (document, tenant) = find(app, request, application, id)?;
    let bytes = stored(app, &document)?;
    note_of(app, request, (&document, tenant), None)?;
    Ok((document, bytes))
}

/// How many pages a document has that was kept before they were counted at once. They are counted
/// here, and never again. Nothing of it is shown, so this is no look.
///
/// # Errors
/// As [`document`]; [`Failure::Conflict`] with `document-unreadable` as well.
pub fn pages(
    app: &App,
    request: &Request,
    application: ApplicationId,
    id: DocumentId,
) -> Result<i64, Failure> {
    let (document, _) = find(app, request, application, id)?;
    if let Some(pages) = document.pages {
        return Ok(pages);
    }
    let pages = if document.media_type == PDF {
        let pdf = stored(app, &document)?;
        let found = app.one_at_a_time(|| paper::upload::inspect(&pdf, PDF, u32::MAX));
        found.map_or(0, |kept| i64::try_from(kept.pages).unwrap_or(i64::MAX))
    } else {
        1
    };
    keep_pages(app, document.id, pages)?;
    Ok(pages)
}

/// Not a command: what a file holds is nobody's act.
fn keep_pages(app: &App, id: Uuid, pages: i64) -> Result<(), Failure> {
    let kept = app
        .db
        .write(move |tx| document::set_pages(tx, id, pages).map_err(Failure::from));
    kept.wait()
}

/// A page of a PDF, from 1, as a PNG picture so many pixels wide. Every look is written to the audit
/// log first.
///
/// # Errors
/// As [`pages`]; [`Failure::NotFound`] as well where there is no such page, and for documents that
/// are pictures already.
pub fn sheet(
    app: &App,
    request: &Request,
    application: ApplicationId,
    id: DocumentId,
    (page, width): (usize, u16),
) -> Result<Vec<u8>, Failure> {
    let (document, tenant) = find(app, request, application, id)?;
    if document.media_type != PDF {
        return Err(Failure::NotFound);
    }
    let pdf = stored(app, &document)?;
    let picture = match drawn(app, &pdf, page, width) {
        Err(PictureError::NoSuchPage) => {
            // The count is that of all pages in the file, and it may leave some out.
            if let Some(before) = page.checked_sub(1) {
                keep_pages(app, document.id, i64::try_from(before).unwrap_or(i64::MAX))?;
            }
            return Err(Failure::NotFound);
        }
        drawn => drawn?,
    };
    // A page that is not there was not looked at; one that is, is shown only once this is kept.
    note_of(app, request, (&document, tenant), Some(page))?;
    Ok(picture)
}
