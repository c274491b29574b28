//! Importing the rows that are right, one transaction each: the customer or the order, the key that
//! says so for good, and the row's new state are there together or not at all.

use super::check::{read_customer, read_order};
use super::work::{LEG, Leg};
use super::{Said, as_json, intent, kind, said, state};
use crate::customers::create;
use crate::customers::{attest, seller_domains};
use crate::notifications::Notice;
use crate::{App, Failure, Intent, Request, Work, orders, selling};
use domain::customers::imports::{Kind, LONG_SECONDS, RowState, State, Step};
use domain::ids::{TenantId, fresh_uuid};
use domain::permission::TenantScope;
use domain::selling::Reason;
use store::identity;
use store::imports::{self, Import, Line};
use uuid::Uuid;

/// What keeps every row from being imported, and not this one.
fn stands_in_the_way(failure: &Failure) -> Option<Reason> {
    let Failure::Refused(refusals) = failure else {
        return None;
    };
    let whole = [
        Reason::NotAPartner,
        Reason::PartnerSuspended,
        Reason::AgreementUnsigned,
    ];
    let reason = refusals.first()?.reason;
    whole.contains(&reason).then_some(reason)
}

/// Imports some rows; behind the last one the import is over.
pub(super) fn leg(
    app: &App,
    request: &Request,
    scope: TenantScope,
    import: &Import,
    kind: Kind,
) -> Result<Leg, Failure> {
    let id = import.id;
    let ready = app
        .read(move |tx| Ok(imports::lines(tx, id, RowState::Ready.text(), 0, LEG)?))
        .wait()?;
    if ready.is_empty() {
        finish(app, request, scope, id)?;
        return Ok(Leg::Over);
    }
    for line in ready {
        let number = line.number;
        let failure = match one(app, request, scope, import, kind, line) {
            Ok(()) => continue,
            Err(failure) => failure,
        };
        if let Some(reason) = stands_in_the_way(&failure) {
            stop(app, request, scope, id, reason)?;
            return Ok(Leg::Over);
        }
        let (state, said) = match failure {
            // Stopped, or done by another worker.
            Failure::NotFound => match still_running(app, scope, id)? {
                true => continue,
                false => return Ok(Leg::Over),
            },
            Failure::Conflict(conflict) if conflict.code == "import-known" => {
                (RowState::Known, Vec::new())
            }
            other => (RowState::Failed, said(other)?),
        };
        settle(app, id, number, state, &said)?;
    }
    Ok(Leg::More)
}

fn still_running(app: &App, scope: TenantScope, id: Uuid) -> Result<bool, Failure> {
    let import = app
        .read(move |tx| Ok(imports::get(tx, scope, id)?))
        .wait()?;
    Ok(import.is_some_and(|import| state(&import).is_ok_and(|s| s == State::Running)))
}

fn settle(app: &App, id: Uuid, number: i64, state: RowState, said: &[Said]) -> Result<(), Failure> {
    let problems = as_json(said)?;
    app.db
        .write(move |tx| {
            imports::settle(tx, id, number, state.text(), &problems, None).map_err(Failure::from)
        })
        .wait()
        .map(drop)
}

fn one(
    app: &App,
    request: &Request,
    scope: TenantScope,
    import: &Import,
    kind: Kind,
    line: Line,
) -> Result<(), Failure> {
    let made = fresh_uuid(&*app.entropy);
    let (action, subject) = match kind {
        Kind::Customers => ("customer.create", format!("customer/{made}")),
        Kind::Orders => ("order.place", super::subject(import.id)),
    };
    let intent = Intent::new(action, scope.tenant().0, subject);
    let id = import.id;
    app.command(request, intent, move |work| {
        let import = imports::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        let now = imports::line(work.tx, id, line.number)?;
        let ready = now.is_some_and(|now| now.state == RowState::Ready.text());
        if !ready || state(&import)? != State::Running {
            return Err(Failure::NotFound);
        }
        selling::may_sell(work, scope)?;
        let made = match kind {
            Kind::Customers => customer(work, scope, &import, &line, made)?,
            Kind::Orders => order(work, scope, &line)?,
        };
        let kind = kind.text();
        imports::claim(work.tx, scope, kind, id, &line, made, work.now).map_err(|error| {
            if error.is_unique() {
                Failure::conflict("import-known")
            } else {
                error.into()
            }
        })?;
        work.audit("import", id.to_string());
        work.audit(crate::command::ON_BEHALF, scope.tenant().to_string());
        work.audit("row", line.number);
        work.audit("confirmed_by", import.confirmed_name.as_str());
        let done = RowState::Done.text();
        imports::settle(work.tx, id, line.number, done, "[]", Some(made))?;
        Ok(())
    })
    .wait()?;
    crate::fault::point("import", "imported");
    Ok(())
}

fn customer(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    import: &Import,
    line: &Line,
    id: Uuid,
) -> Result<Uuid, Failure> {
    let sellers = seller_domains(work.app, work.tx, scope)?;
    let sellers: Vec<_> = sellers.iter().map(String::as_str).collect();
    let new = read_customer(work.app, line, &sellers)?;
    let customer = create::add_without_password(work, scope, id, &new.profile)?;
    work.also(id);
    if let (Some(word), Some(by)) = (&new.word, import.confirmed_by) {
        attest::keep(work, scope, TenantId(id), word, by)?;
    }
    let name_key = domain::customers::search_key(&customer.company_name);
    crate::customers::tags::tag_new(work, scope, (id, &name_key), &new.tags)?;
    Ok(id)
}

fn order(work: &mut Work<'_, '_>, scope: TenantScope, line: &Line) -> Result<Uuid, Failure> {
    let app = work.app.clone();
    let (new, customer) = read_order(&app, work.tx, scope, line)?;
    work.also(customer.id);
    work.audit("reference", new.reference.as_str());
    orders::place_one(work, scope, TenantId(customer.id), new.line).map(|order| order.0)
}

fn stop(
    app: &App,
    request: &Request,
    scope: TenantScope,
    id: Uuid,
    reason: Reason,
) -> Result<(), Failure> {
    let intent = intent("customer.import-stop", scope, id);
    let stopped = app
        .command(request, intent, move |work| {
            let reason = reason.text();
            work.audit("reason", reason);
            super::steps::step(work, scope, id, Step::Stop, |import| {
                reason.clone_into(&mut import.reason);
            })
        })
        .wait();
    match stopped {
        Err(Failure::Conflict(_)) => Ok(()),
        other => other,
    }
}

fn finish(app: &App, request: &Request, scope: TenantScope, id: Uuid) -> Result<(), Failure> {
    let intent = intent("customer.import-finish", scope, id);
    let done = app
        .command(request, intent, move |work| {
            let import = imports::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
            kind(&import)?;
            if state(&import)? != State::Running {
                return Err(Failure::NotFound);
            }
            work.audit("done", import.done);
            work.audit("known", import.known);
            work.audit("failed", import.failed);
            let now = work.now;
            super::steps::step(work, scope, id, Step::Finish, |import| {
                import.finished_at = Some(now);
            })?;
            tell(work, &import)
        })
        .wait();
    match done {
        Err(Failure::NotFound | Failure::Conflict(_)) => Ok(()),
        other => other,
    }
}

/// Tells whoever started an import that took long that it is done: nobody waits at a page for that.
fn tell(work: &mut Work<'_, '_>, import: &Import) -> Result<(), Failure> {
    let (Some(by), Some(since)) = (import.confirmed_by, import.confirmed_at) else {
        return Ok(());
    };
    if work.now < since.plus_seconds(LONG_SECONDS) {
        return Ok(());
    }
    let reader = identity::own_account(work.tx, by)?;
    if reader.status != "active" {
        return Ok(());
    }
    let count = |count: i64| count.to_string();
    Notice::new("import-done", &reader.contact_email, &reader.language, "")
        .reader(reader.id)
        .name(&reader.full_name())
        .with("file", &import.file_name)
        .with("done", &count(import.done))
        .with("known", &count(import.known))
        .with("left", &count(import.wrong + import.failed))
        .link(&format!("/customers/imports/{}", import.id))
        .queue(work, format!("import/{}/done", import.id))
}
