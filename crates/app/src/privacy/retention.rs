//! The sweep that erases what has outlived its period. Each application, and each batch of the rest,
//! is a command of its own; after a crash the next run goes on.

use crate::{App, Failure, Intent, Request, Work};
use domain::effects::Instant;
use domain::ids::{ApplicationId, fresh_uuid};
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use domain::privacy::retention::Class;
use store::privacy::request;
use store::privacy::retention::{self as kept, Closed};
use store::{change_document, identity, lost_access};
use uuid::Uuid;

/// Applications looked up at once.
const BATCH: u32 = 100;
/// Rows that go in one transaction, so that nobody waits long for the writer.
const ROWS: u32 = 500;
/// Batches of one kind in one run; the rest waits for the next.
const RUNS: u32 = 200;
/// How long the job of a message that has left remembers it, days: as long as it may be looked into
/// why something did not arrive.
const JOB_DAYS: i64 = 30;

/// Erases what is due and says how much that was.
///
/// # Errors
/// [`Failure`] of the store.
pub fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ManagePrivacy)?;
    let mut erased = 0;
    for class in [
        Class::WithdrawnDocument,
        Class::RejectedDocument,
        Class::LapsedDocument,
    ] {
        erased += documents(app, request, scope, class)?;
    }
    for class in [Class::WithdrawnDocument, Class::RejectedDocument] {
        erased += of_changes(app, request, scope, class)?;
    }
    for class in [
        Class::Message,
        Class::Session,
        Class::Request,
        Class::LostAccess,
    ] {
        erased += rows(app, request, scope, class)?;
    }
    empty_jobs(app, scope)?;
    Ok(erased)
}

/// The moment before which something of a class has to have happened to go now.
fn before(app: &App, class: Class) -> Instant {
    let period = class.period(&app.programme);
    period.before(app.clock.now(), app.programme.time_zone())
}

fn documents(
    app: &App,
    request: &Request,
    scope: OperatorScope,
    class: Class,
) -> Result<u64, Failure> {
    let state = match class {
        Class::WithdrawnDocument => "withdrawn",
        Class::RejectedDocument => "rejected",
        _ => "lapsed",
    };
    let mut erased = 0;
    for _ in 0..RUNS {
        let limit = before(app, class);
        let due = app
            .read(move |tx| Ok(kept::with_documents(tx, scope, state, limit, BATCH)?))
            .wait()?;
        if due.is_empty() {
            break;
        }
        for closed in due {
            let intent = about(&closed, "retention.erase-documents");
            erased += app
                .command(request, intent, move |work| {
                    if still(work, scope, &closed)? {
                        erase_documents(work, scope, &closed, class)
                    } else {
                        Ok(0)
                    }
                })
                .wait()?;
        }
    }
    Ok(erased)
}

fn about(closed: &Closed, action: &'static str) -> Intent {
    let subject = format!("application/{}", ApplicationId(closed.id));
    Intent::new(action, closed.tenant_id, subject)
}

/// An application that was reopened in the meantime is nobody's to erase.
fn still(work: &mut Work<'_, '_>, scope: OperatorScope, closed: &Closed) -> Result<bool, Failure> {
    let row = store::operator::application(work.tx, scope, closed.id)?;
    Ok(row.is_some_and(|row| row.state == closed.state))
}

/// Marks the documents of an application; the bytes go after the commit, by a job that is repeated
/// until the storage has answered.
fn erase_documents(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    closed: &Closed,
    class: Class,
) -> Result<u64, Failure> {
    let keys = kept::erase_documents(work.tx, scope, closed.id, work.now)?;
    let reports = kept::erase_reports(work.tx, scope, closed.id)?;
    for key in &keys {
        work.after_commit("erase", key, key, format!("erase/{key}"))?;
    }
    let items = u64::try_from(keys.len()).unwrap_or(u64::MAX) + reports;
    let id = fresh_uuid(&*work.app.entropy);
    kept::note(
        work.tx,
        id,
        class.text(),
        items,
        Some(closed.id),
        None,
        work.now,
    )?;
    work.audit("class", class.text());
    work.audit("documents", keys.len());
    work.audit("reports", reports);
    Ok(items)
}

/// Documents of changes of vetted facts, which are kept for as long as those of an application that
/// ended in the same way.
fn of_changes(
    app: &App,
    request: &Request,
    scope: OperatorScope,
    class: Class,
) -> Result<u64, Failure> {
    let state = match class {
        Class::WithdrawnDocument => "withdrawn",
        _ => "rejected",
    };
    let mut erased = 0;
    for _ in 0..RUNS {
        let limit = before(app, class);
        let due = app
            .read(move |tx| Ok(change_document::over(tx, scope, state, limit, BATCH)?))
            .wait()?;
        if due.is_empty() {
            break;
        }
        for change in due {
            let subject = format!("profile-change/{}", change.id);
            let intent = Intent::new("retention.erase-documents", change.tenant_id, subject);
            erased += app
                .command(request, intent, move |work| {
                    let keys = change_document::erase(work.tx, change.id, false, work.now)?;
                    for key in &keys {
                        work.after_commit("erase", key, key, format!("erase/{key}"))?;
                    }
                    let items = u64::try_from(keys.len()).unwrap_or(u64::MAX);
                    let id = fresh_uuid(&*work.app.entropy);
                    kept::note(work.tx, id, class.text(), items, None, None, work.now)?;
                    work.audit("class", class.text());
                    work.audit("documents", keys.len());
                    Ok(items)
                })
                .wait()?;
        }
    }
    Ok(erased)
}

/// Rows that belong to no application.
fn rows(app: &App, request: &Request, scope: OperatorScope, class: Class) -> Result<u64, Failure> {
    let mut erased = 0;
    for _ in 0..RUNS {
        let limit = before(app, class);
        // Nothing due is no command, and no entry in the audit log.
        let held = app
            .read(move |tx| Ok(kept::held(tx, scope, class.text())?))
            .wait()?;
        if held.oldest.is_none_or(|oldest| oldest > limit) {
            break;
        }
        let intent = Intent::new("retention.erase-rows", operator(app)?, class.text());
        let batch = app
            .command(request, intent, move |work| {
                let items = match class {
                    Class::Message => kept::erase_messages(work.tx, scope, limit, ROWS)?,
                    Class::Session => kept::erase_sessions(work.tx, scope, limit, ROWS)?,
                    Class::LostAccess => erase_lost_access(work, scope, limit)?,
                    _ => request::erase(work.tx, scope, limit, ROWS)?,
                };
                let id = fresh_uuid(&*work.app.entropy);
                kept::note(work.tx, id, class.text(), items, None, None, work.now)?;
                work.audit("items", items);
                Ok(items)
            })
            .wait()?;
        erased += batch;
        if batch < u64::from(ROWS) {
            break;
        }
    }
    Ok(erased)
}

/// Requests of people who had lost everything, with their papers.
fn erase_lost_access(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    before: Instant,
) -> Result<u64, Failure> {
    let closed = lost_access::closed_before(work.tx, scope, before, ROWS)?;
    let items = u64::try_from(closed.len()).unwrap_or(u64::MAX);
    for request in closed {
        forget_lost_access(work, scope, request)?;
    }
    Ok(items)
}

/// Erases one of them; the bytes of its papers go after the commit.
///
/// # Errors
/// [`Failure`] of the store.
pub(super) fn forget_lost_access(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    request: Uuid,
) -> Result<(), Failure> {
    for key in lost_access::erase(work.tx, scope, request)? {
        work.after_commit("erase", &key, &key, format!("erase/{key}"))?;
    }
    Ok(())
}

/// The operator's tenant, whose chain tells what concerns no company.
pub(crate) fn operator(app: &App) -> Result<Uuid, Failure> {
    let operator = app.read(|tx| Ok(identity::operator(tx)?)).wait()?;
    let operator = operator.ok_or_else(|| Failure::internal("there is no operator"))?;
    Ok(operator.id)
}

/// Housekeeping: the words of a message are of no use in its job once it has left.
fn empty_jobs(app: &App, scope: OperatorScope) -> Result<(), Failure> {
    let before = app.clock.now().plus_days(-JOB_DAYS);
    for _ in 0..RUNS {
        let emptied = app
            .db
            .write(move |tx| kept::empty_jobs(tx, scope, before, ROWS).map_err(Failure::from))
            .wait()?;
        if emptied < u64::from(ROWS) {
            break;
        }
    }
    Ok(())
}

/// Deletes the bytes of an erased document.
///
/// # Errors
/// [`Failure::Unavailable`] while the storage is away; the worker tries again.
pub(crate) fn erase_bytes(app: &App, key: &str) -> Result<(), Failure> {
    Ok(app.documents.delete(key)?)
}
