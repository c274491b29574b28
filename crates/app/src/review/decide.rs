//! What a reviewer decides about checks. Claiming is in [`super::hold`], approving in
//! [`super::approval`].

pub use super::approval::approve;
pub use super::hold::claim;

use super::{guard, registry};
use crate::enrolment::application::state_of;
use crate::enrolment::checks::BY_MACHINE;
use crate::{App, Failure, Intent, Request, Work};
use domain::enrolment::application::{Event, State};
use domain::enrolment::checks::{Kind, Outcome};
use domain::enrolment::duty::Duty;
use domain::enrolment::form::FieldProblem;
use domain::enrolment::machine::Machine;
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use domain::validate;
use store::application::{self, Application, Check};
use store::review::registry as kept_registry;
use store::{operator, registration};

pub(crate) fn intent(
    app: &App,
    action: &'static str,
    scope: OperatorScope,
    id: ApplicationId,
) -> Result<Intent, Failure> {
    let row = app
        .read(move |tx| operator::application(tx, scope, id.0)?.ok_or(Failure::NotFound))
        .wait()?;
    Ok(Intent::new(
        action,
        row.tenant_id,
        format!("application/{id}"),
    ))
}

/// Loads an application that is under review.
pub(super) fn under_review(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    id: ApplicationId,
    event: Event,
) -> Result<(Application, State), Failure> {
    let row = operator::application(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
    let next = state_of(&row)?.apply(event)?;
    Ok((row, next))
}

/// Decides a check: passed, failed, or waived with a reason.
///
/// # Errors
/// [`Failure::Invalid`] at `result` or `reason`; [`Failure::Conflict`] outside a review.
pub fn set_check(
    app: &App,
    request: &Request,
    id: ApplicationId,
    kind: &str,
    result: &str,
    reason: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let kind = Kind::from_text(kind)
        .filter(|k| *k != Kind::Credit)
        .ok_or(Failure::NotFound)?;
    let mut problems = Vec::new();
    let outcome = Outcome::from_text(result).filter(|outcome| match outcome {
        Outcome::Passed | Outcome::Failed => kind.by_hand(),
        Outcome::Waived => true,
        _ => false,
    });
    if outcome.is_none() {
        problems.push(FieldProblem::plain("result", "choice-unknown"));
    }
    let least = match outcome {
        Some(Outcome::Passed) => 0,
        Some(Outcome::Waived) => kind.waiver_reason_min(),
        _ => 5,
    };
    let reason = match validate::text::line(reason, least, 500) {
        Ok(reason) => reason.value,
        Err(problem) => {
            problems.push(FieldProblem::new("reason", problem));
            String::new()
        }
    };
    let (Some(outcome), true) = (outcome, problems.is_empty()) else {
        return Err(Failure::Invalid(problems));
    };
    let name = request
        .caller
        .person()
        .map_or("", |p| p.name.as_str())
        .to_owned();
    let intent = intent(app, "application.set-check", scope, id)?;
    app.command(request, intent, move |work| {
        let (mut row, _) = under_review(work, scope, id, Event::Approve)?;
        guard::may(work, scope, &mut row, Duty::Review)?;
        guard::no_proposal(work, &row)?;
        let before = application::checks(work.tx, row.id)?;
        let before = before.into_iter().find(|c| c.kind == kind.text());
        let finding = before.as_ref().and_then(|before| finding(kind, before));
        let finding = finding.map(str::to_owned);
        let evidence = match (&before, reason.as_str()) {
            _ if kind == Kind::BusinessRegistration => {
                registry_evidence(work, scope, &row, outcome, &reason)?
            }
            (Some(before), "") => before.evidence.clone(),
            // What the lists say stays beside what people say to it, however often.
            (_, reason) => match &finding {
                Some(finding) => format!("{reason} [{finding}]"),
                None => reason.to_owned(),
            },
        };
        if outcome == Outcome::Passed && reason.chars().count() < 5 && finding.is_some() {
            let problem = FieldProblem::plain("reason", "screening-hit");
            return Err(Failure::Invalid(vec![problem]));
        }
        work.audit("check", kind.text());
        work.audit("before", before.map_or_else(String::new, |c| c.result));
        work.audit("after", outcome.text());
        work.audit("reason", reason.as_str());
        let check = Check {
            kind: kind.text().to_owned(),
            result: outcome.text().to_owned(),
            evidence,
            decided_by: name.clone(),
            decided_at: Some(work.now),
        };
        application::set_check(work.tx, row.id, &check)?;
        Ok(())
    })
    .wait()
}

/// The entries of lists that are like the company: all a check rests on while nobody has decided it,
/// and afterwards what stands behind a person's words.
fn finding(kind: Kind, check: &Check) -> Option<&str> {
    if kind != Kind::RestrictedParty || !check.evidence.contains(" ≈ ") {
        return None;
    }
    if check.decided_by.is_empty() || check.decided_by == BY_MACHINE {
        return Some(&check.evidence);
    }
    let (_, found) = check.evidence.split_once(" [")?;
    found.strip_suffix(']')
}

/// What the check of the business registration rests on: the newest extract, spelt `registry #2`,
/// and the reviewer's words. Where there is no extract, or it differs from what the company states,
/// words are needed to pass.
fn registry_evidence(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &Application,
    outcome: Outcome,
    reason: &str,
) -> Result<String, Failure> {
    let entered = kept_registry::extract(work.tx, scope, row.id)?;
    let answers = registration::answers(work.tx, row.id)?;
    let differences = entered
        .as_ref()
        .and_then(|entered| entered.extract())
        .map(|extract| registry::compare(&work.app.programme, &answers, &extract))
        .map(|rows| domain::enrolment::registry::differences(&rows));
    let doubt = match differences {
        None => Some("registry-missing"),
        Some(0) => None,
        Some(_) => Some("registry-differs"),
    };
    if let Some(code) = doubt
        && outcome == Outcome::Passed
        && reason.chars().count() < 5
    {
        return Err(Failure::Invalid(vec![FieldProblem::plain("reason", code)]));
    }
    let extract = entered.map(|entered| format!("registry #{}", entered.number));
    let parts = [extract.unwrap_or_default(), reason.to_owned()];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Ok(parts.join(": "))
}
