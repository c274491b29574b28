//! What only a sandbox does: turning its clock, failing on purpose, beginning anew.

pub mod account;
pub mod clock;
pub mod reset;

use crate::enrolment::application::own_scope;
use crate::{App, Failure, Request, setup};
use domain::caller::Caller;
use domain::effects::{Instant, TurnableClock};
use domain::ids::TenantId;
use domain::permission::{TenantAction, TenantScope, authorise};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use uuid::Uuid;

/// What a sandbox remembers between requests.
#[derive(Default)]
pub(crate) struct Memory {
    /// Held by workers while they work, and by whoever turns the clock: a job in hand keeps its
    /// lease, and turns come one after the other.
    pub(crate) turning: RwLock<()>,
    under_way: Mutex<Option<(Instant, Instant)>>,
    /// Companies whose next order is not set up at the first try.
    failing: Mutex<BTreeSet<Uuid>>,
}

/// Whether faults and beginning anew are for a caller: in an installation that is a sandbox they are
/// for everybody, elsewhere for who belongs to an integration sandbox.
#[must_use]
pub fn is_for(app: &App, caller: &Caller) -> bool {
    app.is_sandbox() || caller.standing().sandbox
}

/// Has the setting up of a company's next order fail once. Whether it may ask is the caller's
/// question, see [`is_for`].
pub fn fail_provisioning(app: &App, tenant: TenantId) {
    let failing = &app.sandbox_memory().failing;
    let mut failing = failing.lock().unwrap_or_else(PoisonError::into_inner);
    failing.insert(tenant.0);
}

/// Whether setting up is to fail now; asked once.
pub(crate) fn is_to_fail(app: &App, tenant: TenantId) -> bool {
    let failing = &app.sandbox_memory().failing;
    let mut failing = failing.lock().unwrap_or_else(PoisonError::into_inner);
    failing.remove(&tenant.0)
}

/// Who may look after the sandbox: the company's global admins, programs that may manage
/// subscriptions, and the guide of a demonstration, for the operator.
pub(crate) fn scope(app: &App, request: &Request) -> Result<TenantScope, Failure> {
    match &request.caller {
        Caller::Client(_) | Caller::Delegate(_) => {
            own_scope(request, TenantAction::ManageSubscriptions)
        }
        Caller::System => {
            let operator = setup::operator(app)?;
            Ok(authorise(
                &request.caller,
                TenantAction::ManageApps,
                operator,
            )?)
        }
        _ => own_scope(request, TenantAction::ManageApps),
    }
}

/// The clock of this sandbox.
///
/// # Errors
/// [`Failure::NotFound`] where there is none.
pub(crate) fn own_clock(app: &App) -> Result<&Arc<dyn TurnableClock>, Failure> {
    app.sandbox.as_ref().ok_or(Failure::NotFound)
}
