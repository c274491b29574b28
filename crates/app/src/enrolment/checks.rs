//! The automatic checks after submission (T10).

use super::application::{save, state_of};
use crate::{App, Failure, Intent, Request};
use domain::enrolment::application::{Event, State};
use domain::enrolment::checks::{Kind, Outcome};
use domain::enrolment::machine::Machine;
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, authorise_operator};
use domain::validate;
use store::application::{self, Check};
use store::{operator, registration};

/// Runs the checks a machine can decide and hands the case to the reviewers. Running it twice
/// changes nothing.
///
/// # Errors
/// [`Failure`] of the store.
pub fn run(app: &App, request: &Request, id: ApplicationId) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let found = app
        .read(move |tx| operator::application(tx, scope, id.0)?.ok_or(Failure::NotFound))
        .wait()?;
    let intent = Intent::new(
        "application.check",
        found.tenant_id,
        format!("application/{id}"),
    );
    app.command(request, intent, move |work| {
        let mut row = operator::application(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        let state = state_of(&row)?;
        if state != State::Submitted {
            return Ok(());
        }
        row.state = state.apply(Event::FinishChecks)?.text().to_owned();
        save(work, &row)?;
        let duplicates = operator::duplicates(work.tx, scope, &row)?;
        let answers = registration::answers(work.tx, row.id)?;
        let network_id = row.network_id.clone().unwrap_or_default();
        let member = registration::network_member(work.tx, &network_id)?;
        let mut set = |kind: Kind, outcome: Outcome, evidence: String| {
            let check = Check {
                kind: kind.text().to_owned(),
                result: outcome.text().to_owned(),
                evidence,
                decided_by: "tongdao".to_owned(),
                decided_at: Some(work.now),
            };
            application::set_check(work.tx, row.id, &check)
        };
        let (outcome, evidence) = match member {
            Some(m) if m.active && m.kind == "location" => {
                (Outcome::Passed, format!("{}: {}", m.network_id, m.name))
            }
            _ => (Outcome::Failed, network_id),
        };
        set(Kind::NetworkId, outcome, evidence)?;
        let names: Vec<_> = duplicates.iter().map(|d| d.reference.as_str()).collect();
        let outcome = if names.is_empty() {
            Outcome::Passed
        } else {
            Outcome::Failed
        };
        set(Kind::Duplicate, outcome, names.join(", "))?;
        let domain = |field: &str| {
            validate::email_domain(answers.get(field).map_or("", String::as_str)).to_owned()
        };
        let (primary, approval) = (domain("primary_email"), domain("approval_email"));
        set(
            Kind::Employment,
            Outcome::Pending,
            format!("{primary} / {approval}"),
        )?;
        set(
            Kind::BusinessRegistration,
            Outcome::Pending,
            row.credit_code.clone().unwrap_or_default(),
        )?;
        set(Kind::RestrictedParty, Outcome::Pending, String::new())?;
        crate::review::risk::assess(work, scope, &row, &answers)?;
        crate::review::tasks::announce(work, scope, &row)
    })
    .wait()
}
