//! Documents of a change of vetted facts, as the company adds and sends them. What the reviewer does
//! with them is in `review::change_documents`.

use super::profiles::{Sheet, load};
use crate::enrolment::application::own_scope;
use crate::enrolment::intake::{self, MOST_A_DAY, NewDocument};
use crate::enrolment::scanning;
use crate::notifications::Notice;
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::accounts::change_documents::{
    self as rules, Held, LONGEST, MOST_LINES, Stage, has_news, missing, wanted,
};
use domain::accounts::profiles::Profile;
use domain::caller::{Caller, StaffRole};
use domain::enrolment::documents::{Kind, Scan};
use domain::enrolment::form::FieldProblem;
use domain::ids::DocumentId;
use domain::permission::{
    OperatorAction, OperatorScope, TenantAction, TenantScope, authorise_operator,
};
use domain::validate::text;
use store::change_document::{self as rows, Document, Line};
use store::profile_change::{self as changes, Change, Fact};
use store::review::duty;
use store::{Reply, Tx, identity};
use uuid::Uuid;

/// Documents scanned in one sweep.
const BATCH: u32 = 20;
/// What the acts are about.
const SUBJECT: &str = "profile/legal";

/// A change that waits, with its documents.
#[derive(Debug, Clone)]
pub struct View {
    /// The legal profile.
    pub sheet: Sheet,
    /// The change.
    pub change: Change,
    /// Its facts.
    pub facts: Vec<Fact>,
    /// Whose turn it is.
    pub stage: Stage,
    /// What was added.
    pub documents: Vec<Document>,
    /// What was asked and answered, oldest first.
    pub lines: Vec<Line>,
    /// Kinds that can be added.
    pub offered: Vec<Kind>,
    /// Kinds that are asked for: by the facts, or by the reviewer.
    pub asked: Vec<Kind>,
    /// Those of them that are missing.
    pub missing: Vec<Kind>,
}

impl View {
    /// The reviewer's open question.
    #[must_use]
    pub fn question(&self) -> Option<&Line> {
        let last = self.lines.iter().rev().find(|line| line.kind == "asked");
        last.filter(|_| self.stage == Stage::Asked)
    }
}

/// Whose turn a change is.
///
/// # Errors
/// [`Failure::Internal`] when the row holds a word this program does not know.
pub(crate) fn stage_of(change: &Change) -> Result<Stage, Failure> {
    let unknown = || Failure::internal(format!("change {} is {}", change.id, change.stage));
    Stage::from_text(&change.stage).ok_or_else(unknown)
}

fn held(documents: &[Document]) -> Vec<Held> {
    let held = documents.iter().filter_map(|document| {
        Some(Held {
            kind: Kind::from_text(&document.kind)?,
            sent: document.sent_at.is_some(),
            infected: document.scan == Scan::Infected.text(),
        })
    });
    held.collect()
}

/// The kinds a line asks for.
#[must_use]
pub fn kinds_of(line: &Line) -> Vec<Kind> {
    line.kinds.split(',').filter_map(Kind::from_text).collect()
}

fn asked_by_facts(app: &App, sheet: &Sheet, facts: &[Fact]) -> Vec<Kind> {
    let changed: Vec<_> = facts.iter().map(|fact| fact.field.as_str()).collect();
    wanted(&app.programme, &changed, |field| {
        let fact = facts.iter().find(|fact| fact.field == field);
        fact.map_or_else(|| sheet.get(field), |fact| fact.new_value.as_str())
    })
}

/// Where a change begins that may replace another.
pub(super) fn first_stage(
    work: &mut Work<'_, '_>,
    sheet: &Sheet,
    facts: &[Fact],
    replaced: Option<&Change>,
) -> Result<Stage, Failure> {
    let wanted = asked_by_facts(work.app, sheet, facts);
    let (documents, before) = match replaced {
        Some(change) => (rows::all(work.tx, change.id)?, Some(stage_of(change)?)),
        None => (Vec::new(), None),
    };
    Ok(rules::first(&wanted, &held(&documents), before))
}

/// The change of a company that waits; nothing when none does.
fn waiting(app: &App, tx: &mut Tx<'_>, scope: TenantScope) -> Result<Option<View>, Failure> {
    let sheet = load(tx, scope, Profile::Legal)?;
    let Some((change, facts)) = sheet.waiting().cloned() else {
        return Ok(None);
    };
    let stage = stage_of(&change)?;
    let documents = rows::all(tx, change.id)?;
    let lines = rows::lines(tx, change.id)?;
    let of_facts = asked_by_facts(app, &sheet, &facts);
    let question = lines.iter().rev().find(|line| line.kind == "asked");
    let of_reviewer = question.map(kinds_of).unwrap_or_default();
    let missing = missing(stage, &of_facts, &of_reviewer, &held(&documents));
    Ok(Some(View {
        asked: match stage {
            Stage::Asked => of_reviewer,
            Stage::Awaited | Stage::Sent => of_facts,
        },
        offered: rules::offered(&app.programme).collect(),
        missing,
        sheet,
        change,
        facts,
        stage,
        documents,
        lines,
    }))
}

/// The change that waits, with its documents; nothing when none does.
pub fn view(app: &App, request: &Request) -> Reply<Option<View>, Failure> {
    match own_scope(request, TenantAction::EditProfiles) {
        Ok(scope) => {
            let inside = app.clone();
            app.read(move |tx| waiting(&inside, tx, scope))
        }
        Err(failure) => Reply::ready(Err(failure)),
    }
}

fn open(work: &mut Work<'_, '_>, scope: TenantScope) -> Result<View, Failure> {
    let app = work.app.clone();
    waiting(&app, work.tx, scope)?.ok_or_else(|| Failure::conflict("no-change-waits"))
}

fn intent(action: &'static str, scope: TenantScope) -> Intent {
    Intent::new(action, scope.tenant().0, SUBJECT)
}

/// Keeps an uploaded file, encrypted, with the change that waits. Blocks for the inspection, the
/// scanner and the storage.
///
/// # Errors
/// [`Failure::Invalid`] at the document's kind or at `dated_on`; [`Failure::Conflict`]
/// (`no-change-waits`); [`Failure::NotFound`] for a kind that is not offered; [`Failure::TooMany`].
pub fn upload(app: &App, request: &Request, new: NewDocument<'_>) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::EditProfiles)?;
    let kind = intake::kind_of(app, new.kind)?;
    if kind.0.is_financial() {
        return Err(Failure::NotFound);
    }
    let prepared = intake::prepare(app, kind, new, |found| {
        let found = found.to_owned();
        let (infected, kind) = (intent("profile.infected-document", scope), kind.0);
        app.command(request, infected, move |work| {
            work.audit("kind", kind.text());
            work.audit("found", found.as_str());
            Ok(())
        })
        .wait()
    })?;
    let id = DocumentId::fresh(&*app.entropy);
    let storage_key = intake::store(app, "change-documents", id, &prepared)?;
    let this = (prepared.kind, prepared.sha256, prepared.max_files);
    let row = Document {
        id: id.0,
        tenant_id: scope.tenant().0,
        change_id: Uuid::nil(),
        kind: prepared.kind.text().to_owned(),
        name: prepared.file.name,
        media_type: prepared.file.media_type.to_owned(),
        bytes: i64::try_from(prepared.file.bytes.len()).unwrap_or(i64::MAX),
        pages: i64::try_from(prepared.file.pages).unwrap_or(i64::MAX),
        sha256: prepared.sha256,
        source_sha256: prepared.file.source_sha256,
        storage_key: storage_key.clone(),
        dated_on: prepared.dated_on,
        uploaded_at: app.clock.now(),
        sent_at: None,
        scan: prepared.file.scan.text().to_owned(),
        scan_note: String::new(),
    };
    let outcome = app
        .command(
            request,
            intent("profile.add-document", scope),
            move |work| {
                let view = open(work, scope)?;
                let day = work.now.plus_days(-1);
                if rows::count_since(work.tx, scope, day)? >= MOST_A_DAY {
                    let (code, until) = ("uploads", Some(work.now.plus_days(1)));
                    return Err(Failure::TooMany { code, until });
                }
                // What was sent is the reviewer's, and stands in nobody's way.
                let fresh = |d: &&Document| d.kind == row.kind && d.sent_at.is_none();
                let unsent = view.documents.iter().filter(fresh);
                if !intake::fits(&this, unsent.map(|d| d.sha256))? {
                    return Ok(false);
                }
                let document = Document {
                    change_id: view.change.id,
                    uploaded_at: work.now,
                    ..row.clone()
                };
                rows::add(work.tx, &document)?;
                work.audit("kind", document.kind.as_str());
                work.audit("sha256", data_encoding::HEXLOWER.encode(&document.sha256));
                Ok(true)
            },
        )
        .wait();
    intake::settle(app, &storage_key, outcome)
}

/// Takes a document away that was not sent yet, with its bytes.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Conflict`] (`document-sent`, `no-change-waits`).
pub fn remove(app: &App, request: &Request, id: DocumentId) -> Pending<()> {
    let scope = match own_scope(request, TenantAction::EditProfiles) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    app.command(
        request,
        intent("profile.remove-document", scope),
        move |work| {
            let view = open(work, scope)?;
            let found = view.documents.iter().find(|document| document.id == id.0);
            let document = found.ok_or(Failure::NotFound)?;
            if !rows::remove(work.tx, view.change.id, id.0, work.now)? {
                return Err(Failure::conflict("document-sent"));
            }
            erase_later(work, &document.storage_key)?;
            work.audit("document", id.to_string());
            Ok(())
        },
    )
}

/// Has stored bytes deleted after the commit.
pub(crate) fn erase_later(work: &mut Work<'_, '_>, key: &str) -> Result<(), Failure> {
    work.after_commit("erase", key, &key, format!("erase/{key}"))
}

/// Sends what was added to the reviewer, with a comment. `version` is that of the profile the page was
/// made from, so that nothing is sent for another change.
///
/// # Errors
/// [`Failure::Invalid`] at the kinds that are missing, or at `comment`; [`Failure::Conflict`]
/// (`stale`, `no-change-waits`).
pub fn send(
    app: &App,
    request: &Request,
    (version, comment): (i64, &str),
    key: &str,
) -> Pending<()> {
    let scope = match own_scope(request, TenantAction::EditProfiles) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let comment = match text::multiline(comment, 0, LONGEST) {
        Ok(comment) => comment.value,
        Err(problem) => return Pending::refused(intake::at("comment", problem)),
    };
    let intent = intent("profile.send-documents", scope).once(key, &(version, &comment));
    app.command(request, intent, move |work| {
        let view = open(work, scope)?;
        if view.sheet.version != version {
            return Err(Failure::conflict("stale"));
        }
        if !view.missing.is_empty() {
            let missing = view.missing.iter();
            let missing = missing.map(|kind| FieldProblem::plain(kind.text(), "document-asked"));
            return Err(Failure::Invalid(missing.collect()));
        }
        if !has_news(&held(&view.documents), &comment) {
            let problem = FieldProblem::plain("comment", "nothing-to-send");
            return Err(Failure::Invalid(vec![problem]));
        }
        if view.lines.len() >= MOST_LINES {
            return Err(Failure::conflict("too-many-lines"));
        }
        let sent = rows::send(work.tx, view.change.id, work.now)?;
        let line = Line {
            place: place_after(&view.lines),
            kind: "sent".to_owned(),
            at: work.now,
            author: work.request.caller.actor_name().to_owned(),
            text: comment.clone(),
            kinds: String::new(),
        };
        rows::add_line(work.tx, view.change.id, &line)?;
        let stages = (view.stage.text(), Stage::Sent.text());
        if !changes::hand(work.tx, view.change.id, stages)? {
            return Err(Failure::conflict("stale"));
        }
        work.audit("documents", sent);
        tell_reviewers(work, scope, view.change.id, line.place)
    })
}

/// The place of the next question or answer.
pub(crate) fn place_after(lines: &[Line]) -> i64 {
    lines.last().map_or(1, |last| last.place + 1)
}

fn tell_reviewers(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    change: Uuid,
    place: i64,
) -> Result<(), Failure> {
    let operator = authorise_operator(&Caller::System, OperatorAction::ViewApplication)?;
    let company = identity::tenant(work.tx, scope)?.name;
    let role = StaffRole::Reviewer.text();
    for reader in duty::colleagues(work.tx, operator, role, scope.tenant().0)? {
        let (to, language) = (&reader.contact_email, &reader.language);
        Notice::new("profile-sent", to, language, "")
            .name(&reader.full_name())
            .company(&company)
            .link(&format!("/ops/profiles/{change}"))
            .queue(work, format!("profile-sent/{change}/{place}/{}", reader.id))?;
    }
    Ok(())
}

/// Asks the scanner about documents it has not seen, because it was away or there was none. An infected
/// one loses its bytes.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn scan(app: &App, request: &Request, scope: OperatorScope) -> Result<u64, Failure> {
    let open = app
        .read(move |tx| Ok(rows::unscanned(tx, scope, BATCH)?))
        .wait()?;
    let mut scanned = 0;
    for document in open {
        let stored = (document.id, document.storage_key.as_str(), document.sha256);
        let Some((scan, note)) = scanning::verdict(app, stored) else {
            continue;
        };
        let (id, key) = (document.id, document.storage_key.clone());
        let intent = Intent::new("profile.scan-document", document.tenant_id, SUBJECT);
        app.command(request, intent, move |work| {
            if rows::set_scan(work.tx, id, scan.text(), &note)? && scan == Scan::Infected {
                erase_later(work, &key)?;
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
