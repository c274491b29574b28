//! Reading the audit log and verifying its chains.

use crate::{App, Failure, Request};
use domain::effects::Instant;
use domain::permission::{OperatorAction, authorise_operator};
use store::audit::{Entry, Verification};
use store::{Reply, audit};

/// The newest entries that contain a text, at most a hundred, older than a moment.
pub fn search(
    app: &App,
    request: &Request,
    text: &str,
    before: Option<Instant>,
) -> Reply<Vec<Entry>, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewAudit) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let text: String = text.trim().chars().take(100).collect();
    let before = before.unwrap_or(Instant(i64::MAX));
    app.read(move |tx| Ok(audit::search(tx, scope, &text, before, 100)?))
}

/// Recomputes every chain.
pub fn verify(app: &App, request: &Request) -> Reply<Verification, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewAudit) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    app.read(move |tx| Ok(audit::verify(tx, scope)?))
}
