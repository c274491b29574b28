//! Programs that act for people: what a person has agreed to, who has agreed to a program, and
//! taking it back.

use super::apps::{scope, subject};
use crate::identity::session::signed_in;
use crate::{App, Failure, Intent, Pending, Request};
use domain::ids::{AccountId, ClientAppId};
use store::delegation::{self, Consenting, OwnConsent};
use store::{Reply, client_app};

/// The programs the caller lets act.
pub fn list(app: &App, request: &Request) -> Reply<Vec<OwnConsent>, Failure> {
    let account = match signed_in(request) {
        Ok(person) => person.account.0,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| Ok(delegation::of_person(tx, account)?))
}

/// Takes the caller's leave away from a program: its tokens stop at once on this node, and within
/// seconds on others.
///
/// # Errors
/// [`Failure::NotFound`] when there is none.
pub fn take_back(app: &App, request: &Request, id: ClientAppId) -> Pending<()> {
    let (account, tenant) = match signed_in(request) {
        Ok(person) => (person.account.0, person.tenant.0),
        Err(failure) => return Pending::refused(failure),
    };
    let intent = Intent::new("app.take-back", tenant, subject(id.0));
    app.command(request, intent, move |work| {
        if delegation::take_back(work.tx, id.0, account, work.app.clock.wall())? {
            Ok(())
        } else {
            Err(Failure::NotFound)
        }
    })
}

/// The people who let one of the company's programs act.
pub fn people(app: &App, request: &Request, id: ClientAppId) -> Reply<Vec<Consenting>, Failure> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| Ok(delegation::people_of(tx, scope, id.0)?))
}

/// Takes a colleague's leave away from one of the company's programs.
///
/// # Errors
/// [`Failure::NotFound`] when there is none.
pub fn take_back_of(
    app: &App,
    request: &Request,
    id: ClientAppId,
    person: AccountId,
) -> Pending<()> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = Intent::new("app.take-back-of", scope.tenant().0, subject(id.0));
    app.command(request, intent, move |work| {
        client_app::get(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        work.audit("account", person.to_string());
        if delegation::take_back(work.tx, id.0, person.0, work.app.clock.wall())? {
            Ok(())
        } else {
            Err(Failure::NotFound)
        }
    })
}
