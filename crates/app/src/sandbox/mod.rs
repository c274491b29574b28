//! What only a sandbox does: turning its clock.

pub mod clock;

use crate::enrolment::application::own_scope;
use crate::{App, Failure, Request, setup};
use domain::caller::Caller;
use domain::effects::{Instant, TurnableClock};
use domain::permission::{TenantAction, TenantScope, authorise};
use std::sync::{Arc, Mutex, RwLock};

/// What a sandbox remembers between requests.
#[derive(Default)]
pub(crate) struct Memory {
    /// Held by workers while they work, and by whoever turns the clock: a job in hand keeps its
    /// lease, and turns come one after the other.
    pub(crate) turning: RwLock<()>,
    under_way: Mutex<Option<(Instant, Instant)>>,
}

/// Who may look after the sandbox: the company's global admins, its programs that may manage
/// subscriptions, and the guide of a demonstration, for the operator.
pub(crate) fn scope(app: &App, request: &Request) -> Result<TenantScope, Failure> {
    match &request.caller {
        Caller::Client(_) => own_scope(request, TenantAction::ManageSubscriptions),
        Caller::System => {
            let operator = setup::operator(app)?;
            Ok(authorise(&request.caller, TenantAction::ManageApps, operator)?)
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
