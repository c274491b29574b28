//! Registrations whose telephone challenge was locked for good: a person lets them go on or stops
//! them.

use crate::enrolment::registration;
use crate::{App, Failure, Intent, Request, Work};
use domain::enrolment::form::FieldProblem;
use domain::ids::RegistrationId;
use domain::permission::{OperatorAction, authorise_operator};
use domain::validate::text;
use store::operator::{self, LockedRegistration, PrefixCount};
use store::{Reply, identity};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Registrations {
    /// Locked ones, those that wait for people first.
    pub locked: Vec<LockedRegistration>,
    /// Codes sent in the last 24 hours.
    pub codes: u32,
    /// The number prefixes most of them went to.
    pub prefixes: Vec<PrefixCount>,
}

/// Registrations shown at most.
const MOST: u32 = 200;
/// Number prefixes shown at most.
const PREFIXES: u32 = 10;

/// Locked registrations and the day's codes.
pub fn list(app: &App, request: &Request) -> Reply<Registrations, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ReviewRegistration) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let since = app.clock.now().plus_days(-1);
    app.read(move |tx| {
        Ok(Registrations {
            locked: operator::locked_registrations(tx, scope, MOST)?,
            codes: identity::attempts(tx, "code-all", "all", since)?,
            prefixes: operator::codes_by_prefix(tx, scope, since, PREFIXES)?,
        })
    })
}

/// Lets a registration go on. The applicant receives a link.
///
/// # Errors
/// [`Failure::Invalid`] without a reason; [`Failure::Conflict`] when it is not locked any more.
pub fn release(
    app: &App,
    request: &Request,
    id: RegistrationId,
    reason: &str,
    key: &str,
) -> Result<(), Failure> {
    let action = "registration.release";
    decide(app, request, id, action, reason, key, registration::release)
}

/// Stops a registration for abuse. Its number receives no more codes.
///
/// # Errors
/// Those of [`release`].
pub fn block(
    app: &App,
    request: &Request,
    id: RegistrationId,
    reason: &str,
    key: &str,
) -> Result<(), Failure> {
    let action = "registration.block";
    decide(app, request, id, action, reason, key, registration::block)
}

fn decide(
    app: &App,
    request: &Request,
    id: RegistrationId,
    action: &'static str,
    reason: &str,
    key: &str,
    decision: fn(&mut Work<'_, '_>, RegistrationId) -> Result<(), Failure>,
) -> Result<(), Failure> {
    authorise_operator(&request.caller, OperatorAction::ReviewRegistration)?;
    let reason = text::line(reason, 3, 300)
        .map_err(|problem| Failure::Invalid(vec![FieldProblem::new("reason", problem)]))?
        .value;
    let intent = Intent::new(action, id.0, format!("registration/{id}")).once(key, &reason);
    app.command(request, intent, move |work| {
        work.audit("reason", reason.as_str());
        decision(work, id)
    })
    .wait()
}
