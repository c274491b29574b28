//! A customer's domains: proved as everybody's are, by the rights of the centre.

use super::scope;
use crate::accounts::domains::{self, View};
use crate::{App, Failure, Pending, Request};
use domain::accounts::domains::State;
use domain::permission::centre::CustomerAction;
use store::Reply;

/// The caller's company's domains.
pub fn view(app: &App, request: &Request) -> Reply<View, Failure> {
    match scope(request, CustomerAction::ViewOrganisation) {
        Ok(scope) => domains::view_in(app, scope.own()),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// Adds a domain that waits for its proof, as [`domains::add`] does.
pub fn add(app: &App, request: &Request, typed: &str, key: &str) -> Pending<()> {
    match scope(request, CustomerAction::EditOrganisation) {
        Ok(scope) => domains::add_in(app, request, scope.own(), typed, key),
        Err(failure) => Pending::refused(failure),
    }
}

/// Looks for the record now, as [`domains::verify`] does. Blocks for as long as name servers need.
///
/// # Errors
/// As [`domains::verify`].
pub fn verify(app: &App, request: &Request, name: &str) -> Result<State, Failure> {
    let scope = scope(request, CustomerAction::EditOrganisation)?;
    domains::verify_in(app, request, scope.own(), name)
}

/// Makes a domain what new sign-in names end in, as [`domains::make_primary`] does.
pub fn make_primary(app: &App, request: &Request, name: &str) -> Pending<()> {
    match scope(request, CustomerAction::EditOrganisation) {
        Ok(scope) => domains::make_primary_in(app, request, scope.own(), name),
        Err(failure) => Pending::refused(failure),
    }
}

/// Removes a domain nobody's sign-in name ends in, as [`domains::remove`] does.
pub fn remove(app: &App, request: &Request, name: &str) -> Pending<()> {
    match scope(request, CustomerAction::EditOrganisation) {
        Ok(scope) => domains::remove_in(app, request, scope.own(), name),
        Err(failure) => Pending::refused(failure),
    }
}
