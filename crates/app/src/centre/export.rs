//! A copy of what is kept about a customer, for itself: also while what it bought is suspended or has
//! ended, until it is deleted.

use super::log::{self, Wanted};
use super::partners::Delegations;
use super::scope;
use crate::subscriptions::MOST;
use crate::{App, Failure, Intent, Request};
use domain::effects::Instant;
use domain::permission::centre::CustomerAction;
use std::collections::HashMap;
use store::centre::licences::{Licence, of_customer};
use store::centre::{Accepted, Owned, accepted, owned};
use store::customers::{self, Customer};
use store::domains::{self, Domain};
use store::users::{self, Filter, User};
use uuid::Uuid;

/// Most users that are copied; far more than any customer here has.
const USERS: u32 = 200_000;

/// Everything that is kept about a customer.
#[derive(Debug, Clone)]
pub struct Copy {
    /// When it was made.
    pub at: Instant,
    /// The company.
    pub company: Customer,
    /// Its own domains.
    pub domains: Vec<Domain>,
    /// Its people, also those who can still be restored.
    pub users: Vec<User>,
    /// Their licences, by whose they are.
    pub licences: HashMap<Uuid, Vec<Licence>>,
    /// What it bought.
    pub owned: Vec<Owned>,
    /// Its partners.
    pub delegations: Delegations,
    /// What it accepted.
    pub accepted: Vec<Accepted>,
    /// What was done, newest first.
    pub log: Vec<log::Record>,
    /// Whether there may be more of the log than is copied.
    pub log_is_cut: bool,
}

/// Whether the caller may have one.
///
/// # Errors
/// [`Failure`] of the permissions.
pub fn may(request: &Request) -> Result<(), Failure> {
    scope(request, CustomerAction::ExportData).map(drop)
}

/// Makes a copy for the caller; that it was made is written down. Blocks.
///
/// # Errors
/// [`Failure`] of the permissions and of the store; [`Failure::Conflict`] (`authenticate-again`).
pub fn copy(app: &App, request: &Request, form: &'static str) -> Result<Copy, Failure> {
    let scope = scope(request, CustomerAction::ExportData)?;
    let subject = format!("customer/{}", scope.customer());
    let intent = Intent::new("centre.export", scope.customer().0, subject);
    app.command(request, intent, move |work| {
        crate::identity::proof::require_recent(work)?;
        work.audit("form", form);
        Ok(())
    })
    .wait()?;
    let now = app.clock.now();
    app.read(move |tx| {
        let own = scope.own();
        let mut people = users::list(tx, own, &Filter::default(), USERS, 0)?;
        let deleted = Filter {
            deleted: true,
            ..Filter::default()
        };
        people.extend(users::list(tx, own, &deleted, USERS, 0)?);
        let wanted = Wanted {
            until: now.plus_seconds(1),
            ..Wanted::default()
        };
        let mut licences: HashMap<Uuid, Vec<Licence>> = HashMap::new();
        for licence in of_customer(tx, scope)? {
            licences
                .entry(licence.account_id)
                .or_default()
                .push(licence);
        }
        let log = log::found(tx, scope, wanted, log::MOST)?;
        Ok(Copy {
            at: now,
            company: customers::own(tx, scope)?.ok_or(Failure::NotFound)?,
            domains: domains::list(tx, own)?,
            users: people,
            licences,
            owned: owned(tx, scope, MOST)?,
            delegations: Delegations::of(tx, scope.customer().0)?,
            accepted: accepted(tx, scope)?,
            log_is_cut: log.next.is_some(),
            log: log.records,
        })
    })
    .wait()
}
