//! What a reviewer decides: claim, check, approve (T13).

use super::case::outcomes;
use crate::enrolment::application::{save, state_of};
use crate::enrolment::{recipients, scanning};
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::enrolment::application::{Event, State};
use domain::enrolment::checks::{Kind, Outcome, obstacles};
use domain::enrolment::form::FieldProblem;
use domain::enrolment::machine::Machine;
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use domain::validate;
use store::application::{self, Application, Check};
use store::{document, operator, rejection};

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

/// Takes a case, or takes it over from a colleague.
pub fn claim(app: &App, request: &Request, id: ApplicationId) -> Pending<()> {
    let prepared = authorise_operator(&request.caller, OperatorAction::DecideApplication)
        .map_err(Failure::from)
        .and_then(|scope| Ok((scope, intent(app, "application.claim", scope, id)?)));
    let (scope, intent) = match prepared {
        Ok(prepared) => prepared,
        Err(failure) => return Pending::refused(failure),
    };
    let reviewer = request.caller.person().map(|p| p.account.0);
    app.command(request, intent, move |work| {
        // Claiming is only of use while an approval would be possible.
        let (mut row, _) = under_review(work, scope, id, Event::Approve)?;
        independent(work, scope, &row, reviewer)?;
        row.reviewer_id = reviewer;
        save(work, &row)
    })
}

/// The version of the case a form was made from; a page that was left open too long decides
/// nothing. A form without one counts as fresh.
pub(super) fn unchanged(row: &Application, seen: &str) -> Result<(), Failure> {
    match seen.parse::<i64>() {
        Ok(seen) if seen != row.version => Err(Failure::conflict("stale")),
        _ => Ok(()),
    }
}

/// One person never both reviews and decides credit on the same application (00, role separation),
/// and whoever rejected it does not judge the appeal (T15).
pub(super) fn independent(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &Application,
    reviewer: Option<uuid::Uuid>,
) -> Result<(), Failure> {
    let person = reviewer.ok_or(Failure::SignInFirst)?;
    if operator::decided_credit(work.tx, scope, row.id, person)? {
        return Err(Failure::conflict("same-person"));
    }
    if rejection::had_a_hand(work.tx, row.id, person)? {
        return Err(Failure::conflict("earlier-reviewer"));
    }
    Ok(())
}

/// Refuses other decisions while a rejection waits for its second person.
pub(super) fn no_proposal(work: &mut Work<'_, '_>, row: &Application) -> Result<(), Failure> {
    match rejection::open(work.tx, row.id)? {
        Some(_) => Err(Failure::conflict("rejection-proposed")),
        None => Ok(()),
    }
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
    let least = if outcome == Some(Outcome::Passed) {
        0
    } else {
        5
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
    let reviewer = request.caller.person().map(|p| p.account.0);
    let intent = intent(app, "application.set-check", scope, id)?;
    app.command(request, intent, move |work| {
        let (row, _) = under_review(work, scope, id, Event::Approve)?;
        independent(work, scope, &row, reviewer)?;
        let before = application::checks(work.tx, row.id)?;
        let before = before.into_iter().find(|c| c.kind == kind.text());
        let evidence = match (&before, reason.as_str()) {
            (Some(before), "") => before.evidence.clone(),
            (_, reason) => reason.to_owned(),
        };
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

/// T13: approves. Everything has to be in order, credit included. `seen` is the version of the case
/// the form was made from.
///
/// # Errors
/// [`Failure::Conflict`] with `checks-open`, `documents-unscanned`, `credit-missing`,
/// `credit-expired`, `same-person`, `earlier-reviewer`, `rejection-proposed` or `stale`.
pub fn approve(
    app: &App,
    request: &Request,
    id: ApplicationId,
    seen: &str,
    key: &str,
) -> Result<(), Failure> {
    let seen = seen.to_owned();
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let reviewer = request.caller.person().map(|p| p.account.0);
    let intent = intent(app, "application.approve", scope, id)?.once(key, &id);
    app.command(request, intent, move |work| {
        let (mut row, next) = under_review(work, scope, id, Event::Approve)?;
        unchanged(&row, &seen)?;
        no_proposal(work, &row)?;
        independent(work, scope, &row, reviewer)?;
        let checks = application::checks(work.tx, row.id)?;
        if !obstacles(&outcomes(&checks)).is_empty() {
            return Err(Failure::conflict("checks-open"));
        }
        let documents = document::all(work.tx, row.id)?;
        if !scanning::open(work.app, &documents).is_empty() {
            return Err(Failure::conflict("documents-unscanned"));
        }
        let credit = operator::credit_decision(work.tx, row.id)?;
        if let Some(obstacle) = super::credit::standing(credit.as_ref(), work.now).obstacle() {
            return Err(Failure::conflict(obstacle));
        }
        let limit = credit.map_or(0, |credit| credit.credit_limit);
        row.state = next.text().to_owned();
        row.decided_at = Some(work.now);
        row.reviewer_id = reviewer;
        row.credit_limit = Some(limit);
        save(work, &row)?;
        work.audit("credit_limit", limit);
        tell(work, &row)
    })
    .wait()
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
