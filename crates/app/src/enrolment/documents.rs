//! Documents of an application: upload and removal. Looking at them is in [`crate::review`].

use super::application::{intent, open_for_writing, own_scope};
use crate::{App, Failure, Pending, Request, fault};
use domain::enrolment::documents::{Kind, check, display_name};
use domain::enrolment::form::FieldProblem;
use domain::ids::DocumentId;
use domain::permission::TenantAction;
use domain::validate::Problem;
use sha2::{Digest, Sha256};
use store::application::{self, Document};

/// Keeps an uploaded file, encrypted. Blocks for the storage.
///
/// # Errors
/// [`Failure::Invalid`] at the document's kind; [`Failure::Conflict`] when the form is closed.
pub fn upload(
    app: &App,
    request: &Request,
    kind: &str,
    file_name: &str,
    bytes: &[u8],
) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::EditApplication)?;
    let kind = Kind::from_text(kind).ok_or(Failure::NotFound)?;
    let invalid = |problem| Failure::Invalid(vec![FieldProblem::new(kind.text(), problem)]);
    let rules = app
        .programme
        .document_type(kind.text())
        .ok_or(Failure::NotFound)?;
    let media_type = check(bytes, rules.max_bytes, &rules.media_types).map_err(invalid)?;
    let max_files = usize::try_from(rules.max_files).unwrap_or(usize::MAX);
    let id = DocumentId::fresh(&*app.entropy);
    let storage_key = format!("documents/{id}");
    // Stored before the row: a row never points at nothing. An orphan file is harmless.
    let sealed = app.keyring.seal(&*app.entropy, id.0.as_bytes(), bytes)?;
    app.documents.put(&storage_key, &sealed)?;
    fault::point("document.upload", "stored");
    let name = display_name(file_name, media_type);
    let (sha256, size) = (
        Sha256::digest(bytes).into(),
        i64::try_from(bytes.len()).unwrap_or(i64::MAX),
    );
    let key = storage_key.clone();
    let outcome = app
        .command(request, intent("document.upload", scope), move |work| {
            let row = application::newest(work.tx, scope)?.ok_or(Failure::NotFound)?;
            open_for_writing(&row)?;
            let present = application::documents(work.tx, row.id)?;
            let same_kind = present.iter().filter(|d| d.kind == kind.text());
            if same_kind.clone().any(|d| d.sha256 == sha256) {
                return Ok(false);
            }
            if same_kind.count() >= max_files {
                let problem = Problem::new("document-too-many").with("max", max_files);
                return Err(Failure::Invalid(vec![FieldProblem::new(
                    kind.text(),
                    problem,
                )]));
            }
            let document = Document {
                id: id.0,
                application_id: row.id,
                kind: kind.text().to_owned(),
                name: name.clone(),
                media_type: media_type.to_owned(),
                bytes: size,
                sha256,
                storage_key: key.clone(),
                uploaded_at: work.now,
            };
            application::add_document(work.tx, &document)?;
            work.audit("kind", kind.text());
            work.audit("sha256", data_encoding::HEXLOWER.encode(&sha256));
            Ok(true)
        })
        .wait();
    if !matches!(
        outcome,
        Ok(true) | Err(Failure::Internal(_) | Failure::Unavailable(_))
    ) {
        // Refused or already there: the bytes just written have no row. After a fault of ours the
        // row may have been committed all the same, so they stay.
        if let Err(error) = app.documents.delete(&storage_key) {
            tracing::warn!(%error, "an unused upload could not be removed");
        }
    }
    outcome.map(drop)
}

/// Removes a document from the form. Its bytes stay, sealed, as long as the application does.
pub fn remove(app: &App, request: &Request, id: DocumentId) -> Pending<()> {
    let scope = match own_scope(request, TenantAction::EditApplication) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    app.command(request, intent("document.remove", scope), move |work| {
        let row = application::newest(work.tx, scope)?.ok_or(Failure::NotFound)?;
        open_for_writing(&row)?;
        if application::remove_document(work.tx, row.id, id.0, work.now)? {
            work.audit("document", id.to_string());
            Ok(())
        } else {
            Err(Failure::NotFound)
        }
    })
}
