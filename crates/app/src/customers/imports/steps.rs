//! What a person does with an import once its file is judged.

use super::{intent, own, scope, state, subject};
use crate::failure::Conflict;
use crate::{App, Failure, Pending, Request, Work, selling};
use domain::customers::imports::Step;
use domain::ids::TenantId;
use domain::permission::TenantScope;
use store::imports::{self, Import};
use uuid::Uuid;

/// Takes a step, with what else is to be written.
pub(super) fn step(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    id: Uuid,
    step: Step,
    change: impl FnOnce(&mut Import),
) -> Result<(), Failure> {
    let mut import = imports::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
    let before = state(&import)?;
    let illegal = || {
        Failure::Conflict(Conflict {
            code: "import-state",
            state: Some(before.text()),
        })
    };
    let next = before.after(step).ok_or_else(illegal)?;
    next.text().clone_into(&mut import.state);
    import.reason.clear();
    change(&mut import);
    if imports::save(work.tx, scope, &import)? {
        Ok(())
    } else {
        Err(Failure::conflict("stale"))
    }
}

fn act(
    app: &App,
    request: &Request,
    id: Uuid,
    (action, what): (&'static str, Step),
    key: &str,
) -> Pending<()> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = intent(action, scope, id).once(key, &id);
    app.command(request, intent, move |work| {
        let request = work.request.clone();
        let import = own(work.tx, &request, scope, id)?;
        let begins = matches!(what, Step::Confirm | Step::Resume);
        if begins && state(&import)?.after(what).is_some() {
            selling::may_sell(work, scope)?;
        }
        let (person, now) = (request.caller.person().cloned(), work.now);
        let person = person.ok_or(Failure::SignInFirst)?;
        step(work, scope, id, what, |import| {
            if begins {
                import.confirmed_by = Some(person.account.0);
                import.confirmed_name.clone_from(&person.name);
                import.confirmed_at = Some(now);
            }
        })?;
        work.audit("file", import.file_name.as_str());
        work.audit("ready", import.ready);
        if begins {
            let payload = (TenantId(scope.tenant().0), id);
            let dedupe = format!("import/{id}/run/{}", import.version);
            work.after_commit("import", &subject(id), &payload, dedupe)?;
        }
        Ok(())
    })
}

/// Has the rows that are right imported.
///
/// Refused with [`Failure::Conflict`] (`import-state`) when that was done or the file is not judged,
/// and with [`Failure::Refused`] when the company may not sell.
pub fn confirm(app: &App, request: &Request, id: Uuid, key: &str) -> Pending<()> {
    act(
        app,
        request,
        id,
        ("customer.import-confirm", Step::Confirm),
        key,
    )
}

/// Stops an import behind the row in hand.
///
/// Refused with [`Failure::Conflict`] (`import-state`) when it does not run.
pub fn stop(app: &App, request: &Request, id: Uuid, key: &str) -> Pending<()> {
    act(app, request, id, ("customer.import-stop", Step::Stop), key)
}

/// Lets a stopped import go on.
///
/// Refused as [`confirm`].
pub fn resume(app: &App, request: &Request, id: Uuid, key: &str) -> Pending<()> {
    act(
        app,
        request,
        id,
        ("customer.import-resume", Step::Resume),
        key,
    )
}

/// Gives an import up; what was imported stays.
///
/// Refused with [`Failure::Conflict`] (`import-state`) while it runs and when it is over.
pub fn discard(app: &App, request: &Request, id: Uuid, key: &str) -> Pending<()> {
    act(
        app,
        request,
        id,
        ("customer.import-discard", Step::Discard),
        key,
    )
}
