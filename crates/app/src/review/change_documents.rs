//! Documents of a change of vetted facts, as reviewers see them: asked for, looked at with every look
//! written down, and in the way of a decision as long as the company has to act or nobody has scanned
//! them.

use super::papers::{self, drawn};
use super::profiles::asks;
use crate::accounts::change_documents::{place_after, stage_of};
use crate::accounts::profiles::tell;
use crate::enrolment::intake::at;
use crate::{App, Failure, Intent, Request, Work};
use domain::accounts::change_documents::{LONGEST, MOST_LINES, SHORTEST, Stage, offered};
use domain::caller::Caller;
use domain::enrolment::documents::{Kind, Scan};
use domain::ids::TenantId;
use domain::permission::{OperatorAction, OperatorScope, TenantAction, authorise};
use domain::validate::text;
use store::Tx;
use store::change_document::{self as rows, Document, Line};
use store::document::{self, Holder};
use store::profile_change::{self as changes, Change};
use uuid::Uuid;

/// A document the company has sent.
#[derive(Debug, Clone)]
pub struct Paper {
    /// The document.
    pub document: Document,
    /// Applications of other companies the same file came with.
    pub also_in: Vec<Holder>,
}

/// What the company has sent of a change. What it has not sent is its own.
pub(super) fn sent(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    change: &Change,
) -> Result<Vec<Paper>, Failure> {
    let mut found = Vec::new();
    for document in rows::all(tx, change.id)? {
        if document.sent_at.is_some() {
            let (kept, source) = (document.sha256, document.source_sha256);
            let also_in = document::holders(tx, scope, change.tenant_id, kept, source)?;
            found.push(Paper { document, also_in });
        }
    }
    Ok(found)
}

/// Asks the company for documents or an explanation. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at `question` or `kinds`; [`Failure::Conflict`] (`stale` for a change that
/// waits no more, `documents-awaited` while the company has to act); [`Failure::NotFound`].
pub fn ask(
    app: &App,
    request: &Request,
    id: Uuid,
    (question, kinds): (&str, &[String]),
    key: &str,
) -> Result<(), Failure> {
    let (scope, person) = asks(request, OperatorAction::DecideApplication)?;
    let question = text::multiline(question, SHORTEST, LONGEST)
        .map_err(|problem| at("question", problem))?
        .value;
    let wished: Vec<_> = offered(&app.programme)
        .filter(|kind| kinds.iter().any(|wish| wish == kind.text()))
        .map(Kind::text)
        .collect();
    if kinds.iter().any(|wish| !wished.contains(&wish.as_str())) {
        return Err(Failure::NotFound);
    }
    let kinds = wished.join(",");
    let found = app
        .read(move |tx| Ok(changes::of_any(tx, scope, person, id)?))
        .wait()?
        .ok_or(Failure::NotFound)?;
    let tenant = TenantId(found.tenant_id);
    let own = authorise(&Caller::System, TenantAction::EditProfiles, tenant)?;
    let intent = Intent::new("profile.ask", found.tenant_id, "profile/legal");
    let intent = intent.once(key, &(id, &question, &kinds));
    app.command(request, intent, move |work| {
        waits_for_us(work, scope, person, id)?;
        let lines = rows::lines(work.tx, id)?;
        // The answer needs a line, too.
        if lines.len() + 1 >= MOST_LINES {
            return Err(Failure::conflict("too-many-lines"));
        }
        let line = Line {
            place: place_after(&lines),
            kind: "asked".to_owned(),
            at: work.now,
            author: work.request.caller.actor_name().to_owned(),
            text: question.clone(),
            kinds: kinds.clone(),
        };
        rows::add_line(work.tx, id, &line)?;
        let stages = (Stage::Sent.text(), Stage::Asked.text());
        if !changes::hand(work.tx, id, stages)? {
            return Err(Failure::conflict("stale"));
        }
        work.audit("change", id.to_string());
        work.audit("question", question.as_str());
        work.audit("kinds", kinds.as_str());
        let occasion = format!("{id}/{}", line.place);
        tell(work, own, "profile-asked", &occasion, &question)
    })
    .wait()
}

/// A change that waits for a reviewer.
fn waits_for_us(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    person: Uuid,
    id: Uuid,
) -> Result<Change, Failure> {
    let found = changes::of_any(work.tx, scope, person, id)?;
    let change = found.ok_or(Failure::NotFound)?;
    if change.state != "pending" {
        return Err(Failure::conflict("stale"));
    }
    if stage_of(&change)?.is_companys() {
        return Err(Failure::conflict("documents-awaited"));
    }
    Ok(change)
}

/// Refuses to put a change in force as long as something is to come for it.
pub(super) fn may_be_approved(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    person: Uuid,
    id: Uuid,
) -> Result<(), Failure> {
    waits_for_us(work, scope, person, id)?;
    let documents = rows::all(work.tx, id)?;
    let mut given = documents.iter().filter(|d| d.sent_at.is_some());
    let is_open = |d: &Document| Scan::from_text(&d.scan).is_none_or(Scan::is_open);
    if work.app.scanner.is_some() && given.any(is_open) {
        return Err(Failure::conflict("documents-unscanned"));
    }
    Ok(())
}

/// Finds a document the caller may look at.
fn find(app: &App, request: &Request, id: Uuid, document: Uuid) -> Result<Document, Failure> {
    let (scope, person) = asks(request, OperatorAction::ViewApplication)?;
    let found = app
        .read(move |tx| {
            let change = changes::of_any(tx, scope, person, id)?.ok_or(Failure::NotFound)?;
            sent(tx, scope, &change)
        })
        .wait()?;
    let mut found = found.into_iter().map(|paper| paper.document);
    let found = found.find(|paper| paper.id == document);
    let found = found.ok_or(Failure::NotFound)?;
    if found.scan == Scan::Infected.text() {
        return Err(Failure::conflict("document-infected"));
    }
    Ok(found)
}

fn note(
    app: &App,
    request: &Request,
    document: &Document,
    page: Option<usize>,
) -> Result<(), Failure> {
    let subject = format!("profile-change/{}", document.change_id);
    let about = (document.tenant_id, subject);
    papers::note(app, request, about, (document.id, &document.name), page)
}

/// The bytes of a document. They are given only once the look is in the audit log.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Conflict`] (`document-infected`); [`Failure::Unavailable`] when
/// the storage does not answer.
pub fn look(
    app: &App,
    request: &Request,
    id: Uuid,
    document: Uuid,
) -> Result<(Document, Vec<u8>), Failure> {
    let found = find(app, request, id, document)?;
    let bytes = app.stored(found.id, &found.storage_key, found.sha256)?;
    note(app, request, &found, None)?;
    Ok((found, bytes))
}

/// A page of a PDF, from 1, as a PNG picture so many pixels wide. Every look is written to the audit
/// log first.
///
/// # Errors
/// As [`look`]; [`Failure::NotFound`] as well where there is no such page, and for documents that are
/// pictures already; [`Failure::Conflict`] (`document-unreadable`).
pub fn sheet(
    app: &App,
    request: &Request,
    id: Uuid,
    document: Uuid,
    (page, width): (usize, u16),
) -> Result<Vec<u8>, Failure> {
    let found = find(app, request, id, document)?;
    if found.media_type != papers::PDF {
        return Err(Failure::NotFound);
    }
    let pdf = app.stored(found.id, &found.storage_key, found.sha256)?;
    let picture = drawn(app, &pdf, page, width)?;
    // A page that is not there was not looked at; one that is, is shown only once this is kept.
    note(app, request, &found, Some(page))?;
    Ok(picture)
}
