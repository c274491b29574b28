//! Accounts other people manage: a company's users, the operator's staff.

pub mod add_user;
pub mod change_documents;
pub mod change_user;
pub mod contact;
pub mod domains;
pub mod profiles;
pub mod purge;
pub mod secret;
pub mod staff;
pub mod users;

use crate::Failure;
use crate::command::Work;
use domain::accounts::users::{Refusal, Standing, Status};
use domain::caller::{AdminSetting, AgentSetting, Caller};
use domain::ids::AccountId;
use domain::permission::TenantScope;
use store::users::{self as rows, User};
use uuid::Uuid;

/// What decides about a user, from the row.
///
/// # Errors
/// [`Failure::Internal`] when the row holds words this program does not know.
pub fn standing(user: &User) -> Result<Standing, Failure> {
    let unknown = |what: &str| Failure::internal(format!("unknown {what} of {}", user.id));
    Ok(Standing {
        account: AccountId(user.id),
        status: Status::from_text(&user.status).ok_or_else(|| unknown("status"))?,
        has_signed_in: user.temporary_until.is_none(),
        deleted_from: user.deleted_from.as_deref().and_then(Status::from_text),
        agent: AgentSetting::from_text(&user.agent_setting)
            .ok_or_else(|| unknown("agent setting"))?,
        admin: AdminSetting::from_text(&user.admin_setting)
            .ok_or_else(|| unknown("admin setting"))?,
    })
}

/// The caller as the database knows him now: rights taken away a moment ago are gone.
pub(crate) fn actor(work: &mut Work<'_, '_>, scope: TenantScope) -> Result<Standing, Failure> {
    let person = work.request.caller.person().ok_or(Failure::SignInFirst)?;
    let account = person.account.0;
    let user = rows::get(work.tx, scope, account)?.ok_or(Failure::SignInFirst)?;
    standing(&user)
}

/// A refusal as the caller learns it.
pub(crate) fn refused(refusal: Refusal) -> Failure {
    match refusal {
        Refusal::NeedsUserAdmin => {
            Failure::NeedsRole(vec!["role-global-admin", "role-user-management-admin"])
        }
        Refusal::NeedsGlobalAdmin => Failure::NeedsRole(vec!["role-global-admin"]),
        Refusal::OwnAccount => Failure::conflict("own-account"),
        Refusal::LastGlobalAdmin => Failure::conflict("last-global-admin"),
        Refusal::Illegal(status) => illegal(status),
    }
}

fn illegal(status: Status) -> Failure {
    Failure::Conflict(crate::failure::Conflict {
        code: "illegal-transition",
        state: Some(status.text()),
    })
}

/// Where whoever gets a mail about users finds them.
fn list_page(caller: &Caller) -> &'static str {
    match caller {
        Caller::Customer { .. } => "/admin/users",
        _ => "/account/users",
    }
}

pub(crate) fn subject(account: Uuid) -> String {
    format!("account/{account}")
}
