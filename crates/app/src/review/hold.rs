//! Who works on a case: claiming, giving back, taking over, and the next one.

use super::decide::{intent, under_review};
use super::{guard, tasks};
use crate::enrolment::application::{save, state_of};
use crate::{App, Failure, Pending, Request};
use domain::enrolment::application::{Event, State};
use domain::enrolment::duty::{Duty, Refusal, judge};
use domain::enrolment::form::FieldProblem;
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, authorise_operator};
use domain::validate::text;
use store::operator;
use store::review::{duty, queue};

/// Shortest reason for taking a case from a colleague.
const SHORTEST: usize = 5;

/// Takes a case nobody holds. A case one holds already stays as it is.
pub fn claim(app: &App, request: &Request, id: ApplicationId) -> Pending<()> {
    let prepared = authorise_operator(&request.caller, OperatorAction::DecideApplication)
        .map_err(Failure::from)
        .and_then(|scope| Ok((scope, intent(app, "application.claim", scope, id)?)));
    let (scope, intent) = match prepared {
        Ok(prepared) => prepared,
        Err(failure) => return Pending::refused(failure),
    };
    app.command(request, intent, move |work| {
        // Claiming is only of use while an approval would be possible.
        let (mut row, _) = under_review(work, scope, id, Event::Approve)?;
        let before = row.reviewer_id;
        let person = guard::may(work, scope, &mut row, Duty::Review)?;
        if before == Some(person) {
            return Ok(());
        }
        save(work, &row)
    })
}

/// Gives a case back, so that a colleague can take it.
///
/// # Errors
/// [`Failure::Conflict`] with `not-yours`, or outside a review.
pub fn release(app: &App, request: &Request, id: ApplicationId) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let person = request.caller.person().map(|person| person.account.0);
    let intent = intent(app, "application.release", scope, id)?;
    app.command(request, intent, move |work| {
        let (mut row, _) = under_review(work, scope, id, Event::Approve)?;
        if row.reviewer_id != person {
            return Err(Failure::conflict("not-yours"));
        }
        guard::no_proposal(work, &row)?;
        row.reviewer_id = None;
        duty::set_claimed_at(work.tx, scope, row.id, None)?;
        save(work, &row)
    })
    .wait()
}

/// Takes a case from the colleague who holds it, and tells him.
///
/// # Errors
/// [`Failure::Invalid`] at `reason`; [`Failure::Conflict`] outside a review, or with the refusal of
/// the duty.
pub fn take_over(
    app: &App,
    request: &Request,
    id: ApplicationId,
    reason: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let taker = request.caller.person().ok_or(Failure::SignInFirst)?.clone();
    let reason = text::line(reason, SHORTEST, 500)
        .map_err(|problem| Failure::Invalid(vec![FieldProblem::new("reason", problem)]))?
        .value;
    let intent = intent(app, "application.take-over", scope, id)?;
    app.command(request, intent, move |work| {
        let (mut row, _) = under_review(work, scope, id, Event::Approve)?;
        guard::no_proposal(work, &row)?;
        let person = taker.account.0;
        match judge(
            Duty::Review,
            &guard::involvement(work.tx, scope, &row, person)?,
        ) {
            Ok(()) | Err(Refusal::Held) => {}
            Err(refusal) => return Err(refusal.into()),
        }
        let before = row.reviewer_id;
        if before == Some(person) {
            return Ok(());
        }
        work.audit("reason", reason.as_str());
        if let Some(before) = before {
            work.audit("from", before.to_string());
            tasks::tell_of_take_over(work, scope, &row, before, &taker.name, &reason)?;
        }
        row.reviewer_id = Some(person);
        duty::set_claimed_at(work.tx, scope, row.id, Some(work.now))?;
        save(work, &row)
    })
    .wait()
}

/// Claims the case that has waited longest of those nobody holds and the caller may review, and
/// says which; none when nothing waits.
///
/// # Errors
/// [`Failure::NeedsRole`].
pub fn next(app: &App, request: &Request) -> Result<Option<ApplicationId>, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    let account = person.account.0;
    let free = app
        .read(move |tx| Ok(queue::free(tx, scope, account, 50)?))
        .wait()?;
    for id in free.into_iter().map(ApplicationId) {
        match claim(app, request, id).wait() {
            Ok(()) => return Ok(Some(id)),
            // A colleague was faster, or it is not for this person: the next one.
            Err(Failure::Conflict(_)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(None)
}

/// Declares a conflict of interest with a company. The person can do nothing more about it and see
/// none of its papers; a case he holds becomes free. There is no way back.
///
/// # Errors
/// [`Failure::Invalid`] at `reason`.
pub fn declare_conflict(
    app: &App,
    request: &Request,
    id: ApplicationId,
    reason: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ViewApplication)?;
    let person = request
        .caller
        .person()
        .ok_or(Failure::SignInFirst)?
        .account
        .0;
    let reason = text::line(reason, SHORTEST, 500)
        .map_err(|problem| Failure::Invalid(vec![FieldProblem::new("conflict", problem)]))?
        .value;
    let intent = intent(app, "application.declare-conflict", scope, id)?;
    app.command(request, intent, move |work| {
        let mut row = operator::application(work.tx, scope, id.0)?
            .filter(|row| row.submitted_at.is_some())
            .ok_or(Failure::NotFound)?;
        work.audit("reason", reason.as_str());
        let fresh = duty::declare(
            work.tx,
            scope,
            row.tenant_id,
            row.id,
            person,
            &reason,
            work.now,
        )?;
        let open = matches!(
            state_of(&row)?,
            State::Submitted | State::InReview | State::InformationRequested
        );
        if !fresh || !open || row.reviewer_id != Some(person) {
            return Ok(());
        }
        // What he proposed no longer stands.
        store::review::approval::end(
            work.tx,
            row.id,
            "taken-back",
            Some(person),
            &reason,
            work.now,
        )?;
        row.reviewer_id = None;
        duty::set_claimed_at(work.tx, scope, row.id, None)?;
        save(work, &row)?;
        tasks::announce(work, scope, &row)
    })
    .wait()
}
