//! A customer's users: the rules are those of every company's, the rights those of the centre.

use super::scope;
use crate::accounts::add_user::{self, Shown};
use crate::accounts::change_user::{self, Action};
use crate::accounts::{domains, users as everybodys};
use crate::names::Mailed;
use crate::subscriptions::MOST;
use crate::{App, Failure, Pending, Request};
use domain::caller::{AdminSetting, AgentSetting};
use domain::enrolment::form::Answers;
use domain::ids::AccountId;
use domain::permission::centre::CustomerAction;
use store::Reply;
use store::centre::licences::{Licence, of_page, of_user};
use store::centre::{Owned, owned};
use store::users::{Filter, User};

/// A page of the list, with everybody's licences.
#[derive(Debug, Clone)]
pub struct List {
    /// The people.
    pub people: everybodys::List,
    /// Their licences.
    pub licences: Vec<Licence>,
    /// What the company owns.
    pub owned: Vec<Owned>,
}

/// A page of the caller's company's users; pages count from 1. Blocks.
///
/// # Errors
/// [`Failure`] of the permissions.
pub fn list(app: &App, request: &Request, filter: Filter, page: u32) -> Result<List, Failure> {
    let scope = scope(request, CustomerAction::ManageUsers)?;
    let people = everybodys::list_in(app, scope.own(), filter, page).wait()?;
    let ends = people.users.first().zip(people.users.last());
    let ends = ends.map(|(first, last)| (first.sign_in_name.clone(), last.sign_in_name.clone()));
    app.read(move |tx| {
        let licences = match &ends {
            Some((first, last)) => of_page(tx, scope, first, last)?,
            None => Vec::new(),
        };
        Ok(List {
            people,
            licences,
            owned: owned(tx, scope, MOST)?,
        })
    })
    .wait()
}

/// One user, with the licences.
#[derive(Debug, Clone)]
pub struct Person {
    /// The user.
    pub user: User,
    /// The licences.
    pub licences: Vec<Licence>,
    /// What the company owns.
    pub owned: Vec<Owned>,
}

/// One user of the caller's company.
pub fn get(app: &App, request: &Request, id: AccountId) -> Reply<Person, Failure> {
    match scope(request, CustomerAction::ManageUsers) {
        Ok(scope) => app.read(move |tx| {
            let user = store::users::get(tx, scope.own(), id.0)?.ok_or(Failure::NotFound)?;
            Ok(Person {
                user,
                licences: of_user(tx, scope, id.0)?,
                owned: owned(tx, scope, MOST)?,
            })
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// What new sign-in names may end in, the preferred domain first.
pub fn suffixes(app: &App, request: &Request) -> Reply<Vec<String>, Failure> {
    match scope(request, CustomerAction::ManageUsers) {
        Ok(scope) => app.read(move |tx| domains::suffixes_in(tx, scope.own())),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// Adds a user, as [`add_user::add`] does. Blocks for a password hash.
///
/// # Errors
/// As [`add_user::add`].
pub fn add(
    app: &App,
    request: &Request,
    typed: &Answers,
    cookie: &str,
    key: &str,
    meant: &str,
) -> Result<Mailed<AccountId>, Failure> {
    let scope = scope(request, CustomerAction::ManageUsers)?;
    let mut typed = typed.clone();
    // Nobody here sells.
    typed.insert(
        "agent_setting".to_owned(),
        AgentSetting::None.text().to_owned(),
    );
    add_user::add_in(app, request, scope.own(), &typed, cookie, key, meant)
}

/// Shows the temporary password, on the first look only.
///
/// # Errors
/// As [`add_user::reveal`].
pub fn reveal(app: &App, request: &Request, id: AccountId, cookie: &str) -> Result<Shown, Failure> {
    let scope = scope(request, CustomerAction::ManageUsers)?;
    add_user::reveal_in(app, request, scope.own(), id, cookie)
}

/// Corrects names, title and language, as [`change_user::edit`] does.
pub fn edit(
    app: &App,
    request: &Request,
    id: AccountId,
    version: i64,
    typed: &Answers,
    key: &str,
) -> Pending<()> {
    match scope(request, CustomerAction::ManageUsers) {
        Ok(scope) => change_user::edit_in(app, request, scope.own(), id, version, typed, key),
        Err(failure) => Pending::refused(failure),
    }
}

/// Gives another role, as [`change_user::settings`] does.
pub fn set_role(
    app: &App,
    request: &Request,
    id: AccountId,
    version: i64,
    admin: AdminSetting,
    key: &str,
) -> Pending<()> {
    let settings = (AgentSetting::None, admin);
    match scope(request, CustomerAction::AssignAdminSetting) {
        Ok(scope) => {
            change_user::settings_in(app, request, scope.own(), id, version, settings, key)
        }
        Err(failure) => Pending::refused(failure),
    }
}

/// Blocks, unblocks, deletes or restores a user, as [`change_user::act`] does. Whoever is deleted
/// loses the licences.
pub fn act(
    app: &App,
    request: &Request,
    id: AccountId,
    version: i64,
    action: Action,
    key: &str,
) -> Pending<()> {
    match scope(request, CustomerAction::ManageUsers) {
        Ok(scope) => change_user::act_in(app, request, scope.own(), id, version, action, key),
        Err(failure) => Pending::refused(failure),
    }
}
