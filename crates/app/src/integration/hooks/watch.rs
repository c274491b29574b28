//! What happens to registrations by waiting: those that only fail are stopped, and what was told is
//! forgotten in time.

use super::intent;
use crate::notifications::Notice;
use crate::{App, Failure, Request};
use domain::ids::TenantId;
use domain::integration::hooks::{KEPT_DAYS, STOP_SECONDS};
use domain::permission::{OperatorAction, TenantAction, authorise, authorise_operator};
use store::hooks as rows;
use store::identity;

/// Rows looked at, or forgotten, in one go.
const BATCH: u32 = 200;

/// Stops what only fails, and forgets what is old.
///
/// # Errors
/// [`Failure`] of the store.
pub fn run(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ViewOutbox)?;
    let now = app.clock.now();
    let since = now.plus_seconds(-STOP_SECONDS);
    let failing = app
        .read(move |tx| Ok(rows::to_stop(tx, scope, since, BATCH)?))
        .wait()?;
    let mut done = 0;
    for tenant in failing {
        stop(app, request, TenantId(tenant))?;
        done += 1;
    }
    loop {
        let before = now.plus_days(-KEPT_DAYS);
        let forgotten = app
            .db
            .write(move |tx| rows::forget(tx, before, BATCH).map_err(Failure::from))
            .wait()?;
        done += forgotten;
        if forgotten < u64::from(BATCH) {
            return Ok(done);
        }
    }
}

/// Stops one registration and tells the company's global admins.
fn stop(app: &App, request: &Request, partner: TenantId) -> Result<(), Failure> {
    let scope = authorise(&request.caller, TenantAction::ManageHooks, partner)?;
    app.command(request, intent("hook.stop", scope), move |work| {
        let Some(mut hook) = rows::get(work.tx, scope)? else {
            return Ok(());
        };
        let Some(since) = hook.failing_since.filter(|_| hook.stopped_at.is_none()) else {
            return Ok(());
        };
        hook.stopped_at = Some(work.now);
        if !rows::save(work.tx, scope, &hook)? {
            return Err(Failure::conflict("stale"));
        }
        let given_up = rows::give_up_all(work.tx, scope)?;
        work.audit("given_up", given_up);
        let company = identity::tenant(work.tx, scope)?.name;
        for admin in identity::global_admins(work.tx, scope)? {
            Notice::new("w01", &admin.contact_email, &admin.language, "")
                .reader(admin.id)
                .name(&admin.full_name())
                .company(&company)
                .time("since", since)
                .link("/account/webhooks")
                .queue(work, format!("w01/{}/{}/{}", hook.id, work.now.0, admin.id))?;
        }
        Ok(())
    })
    .wait()
}
