//! Documents of an application: upload and removal. Looking at them is in [`crate::review`].

use super::appeal::refused;
use super::application::{closed_for_writing, intent, own_scope, state_of};
use super::information::asked;
use super::intake::{self, MOST_A_DAY};
use crate::enrolment::scanning;
use crate::{App, Failure, Pending, Request, Work};
use domain::caller::Caller;
use domain::enrolment::application::State;
use domain::enrolment::documents::{Kind, Scan};
use domain::enrolment::risk::Code;
use domain::ids::DocumentId;
use domain::permission::{OperatorAction, TenantAction, TenantScope, authorise_operator};
use store::application::{self, Application};
use store::document::{self, Document};
use store::risk;

pub use super::intake::NewDocument;

/// Refuses documents in a state that takes none.
fn takes_documents(work: &mut Work<'_, '_>, row: &Application) -> Result<(), Failure> {
    let state = state_of(row)?;
    match state {
        State::Draft | State::InformationRequested => Ok(()),
        State::Rejected => {
            let app = work.app.clone();
            let refused = refused(&app, work.tx, row)?;
            if refused.is_some_and(|refused| refused.can_appeal(work.now)) {
                Ok(())
            } else {
                Err(closed_for_writing(state))
            }
        }
        closed => Err(closed_for_writing(closed)),
    }
}

/// What was submitted stays for the reviewers to see, unless they asked for it anew.
fn may_be_removed(
    work: &mut Work<'_, '_>,
    row: &Application,
    document: &Document,
) -> Result<bool, Failure> {
    Ok(match state_of(row)? {
        State::InformationRequested => asked(work.tx, row)?.is_some_and(|asked| {
            document.uploaded_at >= asked.request.asked_at || asked.concerns(&document.kind)
        }),
        State::Rejected => row.decided_at.is_some_and(|at| document.uploaded_at >= at),
        _ => true,
    })
}

/// Keeps an uploaded file, encrypted. Blocks for the inspection, the scanner and the storage.
///
/// # Errors
/// [`Failure::Invalid`] at the document's kind or at `dated_on`; [`Failure::Conflict`] when the form
/// is closed; [`Failure::TooMany`].
pub fn upload(app: &App, request: &Request, new: NewDocument<'_>) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::EditApplication)?;
    let kind = intake::kind_of(app, new.kind)?;
    let prepared = intake::prepare(app, kind, new, |found| {
        report_infected(app, request, scope, kind.0, found)
    })?;
    let id = DocumentId::fresh(&*app.entropy);
    let storage_key = intake::store(app, "documents", id, &prepared)?;
    let kind = prepared.kind;
    let this = (kind, prepared.sha256, prepared.max_files);
    let row = Document {
        id: id.0,
        application_id: id.0,
        kind: kind.text().to_owned(),
        name: prepared.file.name,
        media_type: prepared.file.media_type.to_owned(),
        bytes: i64::try_from(prepared.file.bytes.len()).unwrap_or(i64::MAX),
        pages: Some(i64::try_from(prepared.file.pages).unwrap_or(i64::MAX)),
        sha256: prepared.sha256,
        source_sha256: Some(prepared.file.source_sha256.to_vec()),
        storage_key: storage_key.clone(),
        uploaded_at: app.clock.now(),
        dated_on: prepared.dated_on,
        scan: prepared.file.scan.text().to_owned(),
        scan_note: String::new(),
    };
    let source = prepared.file.source_sha256;
    let outcome = app
        .command(request, intent("document.upload", scope), move |work| {
            let application = application::newest(work.tx, scope)?.ok_or(Failure::NotFound)?;
            takes_documents(work, &application)?;
            let day = work.now.plus_days(-1);
            if document::count_since(work.tx, application.id, day)? >= MOST_A_DAY {
                let (code, until) = ("uploads", Some(work.now.plus_days(1)));
                return Err(Failure::TooMany { code, until });
            }
            let present = document::all(work.tx, application.id)?;
            let same_kind = present.iter().filter(|d| d.kind == row.kind);
            if !intake::fits(&this, same_kind.map(|d| d.sha256))? {
                return Ok(false);
            }
            let document = Document {
                application_id: application.id,
                uploaded_at: work.now,
                ..row.clone()
            };
            document::add(work.tx, &document)?;
            flag_reuse(work, &application, &document, source)?;
            if document.scan == Scan::Pending.text() {
                scanning::ask(work, id, &application.reference)?;
            }
            work.audit("kind", kind.text());
            work.audit("sha256", data_encoding::HEXLOWER.encode(&document.sha256));
            Ok(true)
        })
        .wait();
    intake::settle(app, &storage_key, outcome)
}

/// Nothing of the file is kept, but that it came is.
fn report_infected(
    app: &App,
    request: &Request,
    scope: TenantScope,
    kind: Kind,
    found: &str,
) -> Result<(), Failure> {
    let found = found.to_owned();
    let intent = intent("document.infected", scope);
    app.command(request, intent, move |work| {
        work.audit("kind", kind.text());
        work.audit("found", found.as_str());
        Ok(())
    })
    .wait()
}

/// The same file in applications of two companies is a finding about both.
fn flag_reuse(
    work: &mut Work<'_, '_>,
    application: &Application,
    document: &Document,
    source: [u8; 32],
) -> Result<(), Failure> {
    let scope = authorise_operator(&Caller::System, OperatorAction::ViewApplication)?;
    let others = document::holders(
        work.tx,
        scope,
        application.tenant_id,
        document.sha256,
        source,
    )?;
    if others.is_empty() {
        return Ok(());
    }
    let mut references = Vec::new();
    for other in &others {
        risk::add(
            work.tx,
            application.id,
            Code::DocumentReused,
            &other.reference,
            work.now,
        )?;
        let own = application.reference.as_str();
        risk::add(
            work.tx,
            other.application_id,
            Code::DocumentReused,
            own,
            work.now,
        )?;
        references.push(other.reference.as_str());
    }
    work.audit("also_in", references.join(", "));
    Ok(())
}

/// Removes a document from the form. Its bytes stay, sealed, as long as the application does.
pub fn remove(app: &App, request: &Request, id: DocumentId) -> Pending<()> {
    let scope = match own_scope(request, TenantAction::EditApplication) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    app.command(request, intent("document.remove", scope), move |work| {
        let row = application::newest(work.tx, scope)?.ok_or(Failure::NotFound)?;
        let present = document::all(work.tx, row.id)?;
        let found = present.iter().find(|document| document.id == id.0);
        let document = found.ok_or(Failure::NotFound)?;
        takes_documents(work, &row)?;
        if !may_be_removed(work, &row, document)? {
            return Err(Failure::conflict("not-asked"));
        }
        document::remove(work.tx, row.id, id.0, work.now)?;
        work.audit("document", id.to_string());
        Ok(())
    })
}
