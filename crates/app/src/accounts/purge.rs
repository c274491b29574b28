//! Deleted users are erased when their time to be restored is over.

use super::subject;
use crate::{App, Failure, Intent, Request};
use domain::accounts::users::RESTORE_DAYS;
use domain::ids::TenantId;
use domain::permission::{OperatorAction, TenantAction, authorise, authorise_operator};
use store::users;

/// Accounts looked up at once.
const BATCH: u32 = 100;

/// Erases what is due and says how many accounts that were.
///
/// # Errors
/// [`Failure`] of the store.
pub fn run(app: &App, request: &Request) -> Result<u64, Failure> {
    let all = authorise_operator(&request.caller, OperatorAction::ManageStaff)?;
    let before = app.clock.now().plus_days(-RESTORE_DAYS);
    let mut erased = 0;
    loop {
        let due = app
            .read(move |tx| Ok(users::expired(tx, all, before, BATCH)?))
            .wait()?;
        if due.is_empty() {
            return Ok(erased);
        }
        for account in due {
            let tenant = TenantId(account.tenant_id);
            let scope = authorise(&request.caller, TenantAction::ManageUsers, tenant)?;
            let intent = Intent::new("user.erase", tenant.0, subject(account.id));
            app.command(request, intent, move |work| {
                users::purge(work.tx, scope, account.id, work.now)?;
                Ok(())
            })
            .wait()?;
            erased += 1;
        }
    }
}
