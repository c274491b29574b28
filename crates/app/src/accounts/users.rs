//! The list of a company's users, and one of them.

use super::standing;
use crate::enrolment::application::own_scope;
use crate::{App, Failure, Request, centre};
use domain::accounts::users::{Advice, Status, advice};
use domain::caller::Caller;
use domain::ids::AccountId;
use domain::permission::centre::CustomerAction;
use domain::permission::{TenantAction, TenantScope};
use store::Reply;
use store::users::{self, Contact, Filter, User};
use uuid::Uuid;

/// Users on one page of the list.
pub const PAGE: u32 = 50;

/// A page of the list.
#[derive(Debug, Clone)]
pub struct List {
    /// The users.
    pub users: Vec<User>,
    /// How many the filter finds.
    pub total: u64,
    /// How many are deleted and can be restored.
    pub deleted: u64,
    /// What to say about the number of global admins.
    pub advice: Option<Advice>,
    /// How many global admins there are.
    pub global_admins: u32,
}

/// A page of the caller's company's users; pages count from 1.
pub fn list(app: &App, request: &Request, filter: Filter, page: u32) -> Reply<List, Failure> {
    match own_scope(request, TenantAction::ManageUsers) {
        Ok(scope) => list_in(app, scope, filter, page),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// A page of the users of a company the caller manages.
pub(crate) fn list_in(
    app: &App,
    scope: TenantScope,
    filter: Filter,
    page: u32,
) -> Reply<List, Failure> {
    let filter = Filter {
        text: filter.text.trim().chars().take(100).collect(),
        ..filter
    };
    let offset = page.saturating_sub(1).saturating_mul(PAGE);
    app.read(move |tx| {
        let number = |n: i64| u64::try_from(n).unwrap_or(0);
        let deleted = Filter {
            deleted: true,
            ..Filter::default()
        };
        let global_admins = users::other_global_admins(tx, scope, Uuid::nil())?;
        Ok(List {
            users: users::list(tx, scope, &filter, PAGE, offset)?,
            total: number(users::count(tx, scope, &filter)?),
            deleted: number(users::count(tx, scope, &deleted)?),
            advice: advice(global_admins),
            global_admins,
        })
    })
}

/// One user of the caller's company.
pub fn get(app: &App, request: &Request, id: AccountId) -> Reply<User, Failure> {
    match own_scope(request, TenantAction::ManageUsers) {
        Ok(scope) => app.read(move |tx| users::get(tx, scope, id.0)?.ok_or(Failure::NotFound)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// What new sign-in names of the caller's company may end in, the preferred domain first.
pub fn suffixes(app: &App, request: &Request) -> Reply<Vec<String>, Failure> {
    match own_scope(request, TenantAction::ManageUsers) {
        Ok(scope) => app.read(move |tx| super::domains::suffixes_in(tx, scope)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// Whom somebody of the company can ask for a role.
pub fn administrators(app: &App, request: &Request) -> Reply<Vec<Contact>, Failure> {
    let scope = match &request.caller {
        Caller::Customer { .. } => {
            centre::scope(request, CustomerAction::ViewHome).map(|s| s.own())
        }
        _ => own_scope(request, TenantAction::ViewOverview),
    };
    match scope {
        Ok(scope) => app.read(move |tx| Ok(users::administrators(tx, scope)?)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// Where a user stands.
///
/// # Errors
/// [`Failure::Internal`] for an unknown word.
pub fn status(user: &User) -> Result<Status, Failure> {
    Ok(standing(user)?.status)
}
