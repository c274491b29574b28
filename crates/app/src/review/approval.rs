//! T13: approving, by one reviewer or by two.
//!
//! A share of the approvals is drawn by chance for a second pair of eyes. The first
//! reviewer cannot know beforehand, and a case that was drawn once stays drawn.

use super::case::outcomes;
use super::decide::{intent, under_review};
use super::news::nothing_new;
use super::{guard, risk, tasks};
use crate::credit::standing;
use crate::enrolment::application::save;
use crate::enrolment::{recipients, scanning};
use crate::{App, Failure, Request, Work};
use domain::effects::Entropy;
use domain::enrolment::application::{Event, State};
use domain::enrolment::checks::obstacles;
use domain::enrolment::duty::Duty;
use domain::enrolment::form::FieldProblem;
use domain::enrolment::recheck::is_drawn;
use domain::ids::{ApplicationId, fresh_uuid};
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use domain::validate::text;
use serde::{Deserialize, Serialize};
use store::application::{self, Application};
use store::credit::decision::{self, Decision};
use store::document;
use store::review::{approval, registry as kept_registry};
use uuid::Uuid;

/// What became of an approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// The company may sign.
    Approved,
    /// It was drawn: somebody else has to agree first.
    Proposed,
}

fn lot(entropy: &dyn Entropy) -> u32 {
    let mut bytes = [0; 4];
    entropy.fill(&mut bytes);
    u32::from_be_bytes(bytes)
}

/// Approves. Everything has to be in order, credit and the call to the company included. `seen` is
/// the [`super::news::Stamp`] of the page that was decided on.
///
/// # Errors
/// [`Failure::Conflict`] with `checks-open`, `documents-unscanned`, `credit-missing`, `credit-expired`,
/// `call-back-missing`, `approval-proposed`, `stale`, `changed` or the refusal of the duty.
pub fn approve(
    app: &App,
    request: &Request,
    id: ApplicationId,
    seen: &str,
    key: &str,
) -> Result<Outcome, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let seen = seen.to_owned();
    // Drawn once, outside: a command may run again when the database asks, a lot may not.
    let lot = lot(&*app.entropy);
    let intent = intent(app, "application.approve", scope, id)?.once(key, &id);
    app.command(request, intent, move |work| {
        let (mut row, next) = under_review(work, scope, id, Event::Approve)?;
        let person = guard::may(work, scope, &mut row, Duty::Review)?;
        guard::no_proposal(work, &row)?;
        nothing_new(work.tx, scope, &row, &seen, person)?;
        let credit = in_order(work, scope, &row)?;
        let percent = work.app.programme.risk.random_recheck_percent;
        let again = approval::all(work.tx, row.id)?
            .iter()
            .any(|before| before.outcome.as_deref() != Some("confirmed"));
        if again || is_drawn(lot, percent) {
            let proposal = fresh_uuid(&*work.app.entropy);
            let waits = approval::propose(work.tx, scope, proposal, row.id, person, work.now);
            waits.map_err(|error| {
                if error.is_unique() {
                    Failure::conflict("approval-proposed")
                } else {
                    error.into()
                }
            })?;
            work.audit("second_person", true);
            // The version tells open pages that something has happened.
            save(work, &row)?;
            tasks::announce_second(work, scope, &row, person)?;
            return Ok(Outcome::Proposed);
        }
        close(work, &mut row, next, person, &credit)?;
        Ok(Outcome::Approved)
    })
    .wait()
}

/// What has to hold for an approval, whoever gives it.
fn in_order(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &Application,
) -> Result<Decision, Failure> {
    let checks = application::checks(work.tx, row.id)?;
    if !obstacles(&outcomes(&checks)).is_empty() {
        return Err(Failure::conflict("checks-open"));
    }
    let documents = document::all(work.tx, row.id)?;
    if !scanning::open(work.app, &documents).is_empty() {
        return Err(Failure::conflict("documents-unscanned"));
    }
    let credit = decision::newest(work.tx, row.id)?;
    if let Some(obstacle) = standing(credit.as_ref(), work.now).obstacle() {
        return Err(Failure::conflict(obstacle));
    }
    let credit = credit.ok_or_else(|| Failure::conflict("credit-missing"))?;
    let flags = store::risk::of(work.tx, row.id)?;
    let risk = risk::Risk::of(work.app, flags);
    if risk.must_call {
        let calls = kept_registry::calls(work.tx, scope, row.id)?;
        if !risk::called(&calls, row.submitted_at) {
            return Err(Failure::conflict("call-back-missing"));
        }
    }
    work.audit("risk", risk.score);
    Ok(credit)
}

fn close(
    work: &mut Work<'_, '_>,
    row: &mut Application,
    next: State,
    reviewer: Uuid,
    credit: &Decision,
) -> Result<(), Failure> {
    row.state = next.text().to_owned();
    row.decided_at = Some(work.now);
    row.reviewer_id = Some(reviewer);
    row.credit_limit = Some(credit.credit_limit);
    save(work, row)?;
    work.audit("credit_limit", credit.credit_limit);
    tell(work, row)
}

/// The second reviewer agrees, and the approval takes effect. Everything is looked at again.
///
/// # Errors
/// As [`approve`]; `no-proposal` when none waits, `same-person` to whoever proposed it.
pub fn confirm(
    app: &App,
    request: &Request,
    id: ApplicationId,
    seen: &str,
    key: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let seen = seen.to_owned();
    let intent = intent(app, "application.confirm-approval", scope, id)?.once(key, &id);
    app.command(request, intent, move |work| {
        let (mut row, next) = under_review(work, scope, id, Event::Approve)?;
        let proposal = proposal(work, &row)?;
        let person = guard::may(work, scope, &mut row, Duty::SecondReview)?;
        nothing_new(work.tx, scope, &row, &seen, person)?;
        let credit = in_order(work, scope, &row)?;
        approval::end(work.tx, row.id, "confirmed", Some(person), "", work.now)?;
        work.audit("proposed_by", proposal.proposed_by.to_string());
        close(work, &mut row, next, proposal.proposed_by, &credit)
    })
    .wait()
}

/// The second reviewer does not agree; the review goes on.
///
/// # Errors
/// [`Failure::Invalid`] at `decline`; [`Failure::Conflict`] as [`confirm`].
pub fn decline(
    app: &App,
    request: &Request,
    id: ApplicationId,
    reason: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let reason = text::multiline(reason, 5, 1000)
        .map_err(|problem| Failure::Invalid(vec![FieldProblem::new("approval_decline", problem)]))?
        .value;
    let intent = intent(app, "application.decline-approval", scope, id)?;
    app.command(request, intent, move |work| {
        let (mut row, _) = under_review(work, scope, id, Event::Approve)?;
        proposal(work, &row)?;
        let person = guard::may(work, scope, &mut row, Duty::SecondReview)?;
        approval::end(work.tx, row.id, "declined", Some(person), &reason, work.now)?;
        work.audit("reason", reason.as_str());
        save(work, &row)
    })
    .wait()
}

/// The first reviewer takes the proposal back.
///
/// # Errors
/// [`Failure::Conflict`] with `no-proposal`, or with `not-proposer` to anybody else.
pub fn take_back(app: &App, request: &Request, id: ApplicationId) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let person = request.caller.person().map(|person| person.account.0);
    let intent = intent(app, "application.take-back-approval", scope, id)?;
    app.command(request, intent, move |work| {
        let (row, _) = under_review(work, scope, id, Event::Approve)?;
        if Some(proposal(work, &row)?.proposed_by) != person {
            return Err(Failure::conflict("not-proposer"));
        }
        approval::end(work.tx, row.id, "taken-back", person, "", work.now)?;
        save(work, &row)
    })
    .wait()
}

fn proposal(work: &mut Work<'_, '_>, row: &Application) -> Result<approval::Proposal, Failure> {
    approval::open(work.tx, row.id)?.ok_or_else(|| Failure::conflict("no-proposal"))
}

/// E09 to the primary contact and the global admins.
fn tell(work: &mut Work<'_, '_>, row: &Application) -> Result<(), Failure> {
    let days = i64::from(work.app.programme.application.signing_days);
    let until = work.now.plus_days(days);
    let readers = recipients::contact_and_admins(work, row)?;
    recipients::tell(work, &readers, "e09", row, row.version, |notice, _| {
        notice.date("until", until).link("/agreements/sign")
    })
}
