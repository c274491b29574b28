//! What is asked before a customer is made: is a domain free, is an address right.

use crate::{App, Failure, Request, selling};
use domain::customers::{judge_address, prefix_of};
use domain::enrolment::form::{Answers, Judged};
use domain::permission::TenantAction;
use domain::validate::domain_prefix;
use store::{Reply, registration};
use uuid::Uuid;

/// Whether a domain exists or is kept for somebody. It may be written with or without the
/// programme's suffix; one that nobody could have counts as taken.
pub fn is_domain_known(app: &App, request: &Request, domain: &str) -> Reply<bool, Failure> {
    if let Err(failure) = selling::scope(request, TenantAction::CreateCustomers) {
        return Reply::ready(Err(failure));
    }
    let suffix = &app.programme.domain_suffix;
    let reserved = &app.programme.registration.reserved_domain_prefixes;
    let prefix = prefix_of(domain, suffix).and_then(|prefix| domain_prefix(prefix, reserved));
    let Ok(prefix) = prefix else {
        return Reply::ready(Ok(true));
    };
    let (domain, now) = (format!("{}.{suffix}", prefix.value), app.clock.now());
    app.read(move |tx| Ok(registration::domain_taken(tx, &domain, Uuid::nil(), now)?))
}

/// Judges an address, [`domain::customers::ADDRESS`], by the rules of the programme's country.
///
/// # Errors
/// [`Failure`] of the permissions.
pub fn check_address(app: &App, request: &Request, typed: &Answers) -> Result<Judged, Failure> {
    selling::scope(request, TenantAction::CreateCustomers)?;
    Ok(judge_address(typed, &app.programme, app.today()))
}
