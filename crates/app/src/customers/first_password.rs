//! The first password of a customer that came from a file, made when somebody is there to look at it.

use super::intent;
use crate::accounts::secret;
use crate::{App, Failure, Request, selling};
use domain::ids::TenantId;
use domain::permission::TenantAction;
use store::{customers, identity};

/// Makes the first administrator's temporary password and keeps it for [`super::reveal`]. Only once:
/// a password that exists is nobody's to set anew. Blocks for a password hash.
///
/// # Errors
/// [`Failure::Conflict`] (`first-password-made`); [`Failure::NotFound`]; [`Failure::NeedsRole`].
pub fn first_password(
    app: &App,
    request: &Request,
    id: TenantId,
    cookie: &str,
    key: &str,
) -> Result<(), Failure> {
    let scope = selling::scope(request, TenantAction::CreateCustomers)?;
    app.read(move |tx| selling::customer(tx, scope, id))
        .wait()?;
    let fresh = secret::make(app, cookie)?;
    let intent = intent("customer.first-password", scope, id).once(key, &id);
    app.command(request, intent, move |work| {
        let customer = selling::customer(work.tx, scope, id)?;
        let made = || Failure::conflict("first-password-made");
        let account = customers::without_password(work.tx, customer.id)?.ok_or_else(made)?;
        let days = i64::from(work.app.programme.registration.temporary_password_days);
        let until = work.now.plus_days(days);
        if !customers::give_password(work.tx, account, &fresh.hash, until)? {
            return Err(made());
        }
        identity::remember_password(work.tx, account, &fresh.hash, work.now)?;
        fresh.keep(work, customer.id)
    })
    .wait()
}
