//! Keys that are about to run out: the company's global admins are told thirty days, seven days and
//! one day before, once each (02 §6). Keys run out in real time.

use super::apps::subject;
use crate::notifications::Notice;
use crate::{App, Failure, Intent, Request};
use domain::caller::Caller;
use domain::ids::TenantId;
use domain::permission::{TenantAction, authorise};
use store::client_app::{self, Ending};
use store::identity;

/// Days before the end, the last first: after a pause only what is next is told.
pub const DAYS: [i64; 3] = [1, 7, 30];
/// Keys of one run.
const MOST: u32 = 500;

/// Reminds of every key whose time has come.
///
/// # Errors
/// [`Failure`] of the store.
pub fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    let mut told = 0;
    for days in DAYS {
        let now = app.clock.wall();
        let until = now.plus_days(days);
        let due = app.read(move |tx| Ok(client_app::ending(tx, (now, until), days, MOST)?));
        for key in due.wait()? {
            told += u64::from(remind(app, request, &key, days)?);
        }
    }
    Ok(told)
}

fn remind(app: &App, request: &Request, key: &Ending, days: i64) -> Result<bool, Failure> {
    let tenant = TenantId(key.tenant_id);
    let scope = authorise(&Caller::System, TenantAction::ManageApps, tenant)?;
    let intent = Intent::new("app.remind-key", key.tenant_id, subject(key.app_id));
    let key = key.clone();
    app.command(request, intent, move |work| {
        // Another node may have been faster.
        if !client_app::reminded(work.tx, key.id, days, work.now)? {
            return Ok(false);
        }
        for admin in identity::global_admins(work.tx, scope)? {
            Notice::new("key-expiry", &admin.contact_email, &admin.language, "")
                .reader(admin.id)
                .name(&admin.full_name())
                .with("program", &key.name)
                .with("hint", &key.hint)
                .date("day", key.expires_at)
                .link(&format!("/account/apps/{}", key.app_id))
                .queue(work, format!("key-expiry/{}/{days}/{}", key.id, admin.id))?;
        }
        work.audit("hint", key.hint.as_str());
        work.audit("days", days);
        Ok(true)
    })
    .wait()
}
