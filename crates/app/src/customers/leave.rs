//! Parting with customers: ending the relationship, and deleting what a sandbox holds.

use super::intent;
use crate::identity::proof::require_recent_of_people;
use crate::{App, Failure, Pending, Request, selling, subscriptions};
use domain::ids::TenantId;
use domain::integration::hooks::Event;
use domain::permission::TenantAction;
use domain::selling::Reason;
use store::customers;

/// Ends the relationship with a customer: it leaves the list, and nothing more can be sold.
///
/// Refused with [`Reason::RelationshipInUse`] while subscriptions run, and to people with
/// [`Failure::Conflict`] (`authenticate-again`).
pub fn end_relationship(app: &App, request: &Request, id: TenantId, key: &str) -> Pending<()> {
    let scope = match selling::scope(request, TenantAction::EndRelationship) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = intent("customer.end-relationship", scope, id).once(key, &id);
    app.command(request, intent, move |work| {
        let customer = selling::customer(work.tx, scope, id)?;
        if subscriptions::any_running(work.tx, scope, id)? {
            return Err(Reason::RelationshipInUse.into());
        }
        require_recent_of_people(work)?;
        work.audit("company_name", customer.company_name.as_str());
        super::happened(work, scope, Event::RelationshipChanged, id);
        if customers::end_relationship(work.tx, scope, id.0, work.now)? {
            Ok(())
        } else {
            Err(Failure::NotFound)
        }
    })
}

/// Gives delegated administration back: the partner goes on selling to the customer, and no longer
/// acts on its behalf. Only the customer can grant it anew, by accepting the partner once more.
pub fn remove_delegation(app: &App, request: &Request, id: TenantId, key: &str) -> Pending<()> {
    let scope = match selling::scope(request, TenantAction::EndRelationship) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    // One request changes a customer in one way: both ways of parting share their keys.
    let intent = intent("customer.end-relationship", scope, id).once(key, &(id, "delegation"));
    app.command(request, intent, move |work| {
        work.is("customer.remove-delegation");
        let customer = selling::customer(work.tx, scope, id)?;
        work.audit("company_name", customer.company_name.as_str());
        if !customer.delegated {
            return Ok(());
        }
        super::happened(work, scope, Event::RelationshipChanged, id);
        if customers::remove_delegation(work.tx, scope, id.0)? {
            Ok(())
        } else {
            Err(Failure::NotFound)
        }
    })
}

/// Deletes a customer of an integration sandbox, or of an installation that is one, with everything
/// it has.
///
/// Refused with [`Reason::NotInSandbox`] elsewhere.
pub fn delete(app: &App, request: &Request, id: TenantId, key: &str) -> Pending<()> {
    let scope = match selling::scope(request, TenantAction::CreateCustomers) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = intent("customer.delete", scope, id).once(key, &id);
    app.command(request, intent, move |work| {
        let customer = selling::customer(work.tx, scope, id)?;
        if !customer.sandbox && !work.app.is_sandbox() {
            return Err(Reason::NotInSandbox.into());
        }
        subscriptions::cancel_all(work, scope, id)?;
        work.audit("company_name", customer.company_name.as_str());
        customers::delete(work.tx, id.0, work.now)?;
        super::happened(work, scope, Event::RelationshipChanged, id);
        Ok(())
    })
}
