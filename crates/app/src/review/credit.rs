//! The credit check by hand (spec 01 §8).

use super::decide::{intent, under_review};
use super::guard;
use crate::{App, Failure, Request};
use domain::credit::standing::Standing;
use domain::effects::Instant;
use domain::enrolment::application::Event;
use domain::enrolment::checks::{CreditResult, Kind};
use domain::enrolment::duty::Duty;
use domain::enrolment::form::FieldProblem;
use domain::ids::{ApplicationId, fresh_uuid};
use domain::permission::{OperatorAction, authorise_operator};
use domain::validate::{self, Problem};
use store::application::{self, Check};
use store::operator::{self, CreditDecision};

/// The limit proposed for an expected monthly purchase (both in minor units).
#[must_use]
pub fn proposal(app: &App, expected_monthly: i64) -> i64 {
    app.programme.credit.proposal_minor(expected_monthly)
}

/// What the newest credit decision of an application is worth now.
#[must_use]
pub fn standing(newest: Option<&CreditDecision>, now: Instant) -> Standing {
    let read = |credit: &CreditDecision| {
        Some((CreditResult::from_text(&credit.result)?, credit.valid_until))
    };
    Standing::of(newest.and_then(read), now)
}

/// Records a credit decision, once for each `key`.
///
/// # Errors
/// [`Failure::Invalid`] at `result`, `limit` or `reason`; [`Failure::Conflict`] outside a review,
/// when the analyst is the case's reviewer (`same-person`), or over a `fail` (`needs-override`).
pub fn decide(
    app: &App,
    request: &Request,
    id: ApplicationId,
    result: &str,
    limit: &str,
    reason: &str,
    key: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideCredit)?;
    let analyst = request.caller.person().ok_or(Failure::SignInFirst)?.clone();
    let mut problems = Vec::new();
    let result = CreditResult::from_text(result);
    if result.is_none() {
        problems.push(FieldProblem::plain("result", "choice-unknown"));
    }
    let limit = match (result, limit.trim()) {
        (Some(CreditResult::Pass), "") => Err(Problem::new("required")),
        (_, "") => Ok(0),
        (_, typed) => validate::amount_cny(typed),
    };
    let limit = limit.and_then(|limit| {
        let cap = app.programme.credit.proposal_cap_minor;
        if limit > cap {
            return Err(Problem::new("amount-too-large").with("max", cap / 100));
        }
        Ok(limit)
    });
    let limit = limit.unwrap_or_else(|problem| {
        problems.push(FieldProblem::new("limit", problem));
        0
    });
    let reason = validate::text::line(reason, 5, 500).map_or_else(
        |problem| {
            problems.push(FieldProblem::new("reason", problem));
            String::new()
        },
        |reason| reason.value,
    );
    let (Some(result), true) = (result, problems.is_empty()) else {
        return Err(Failure::Invalid(problems));
    };
    let valid_days = i64::from(app.programme.credit.result_valid_days);
    let intent = intent(app, "application.decide-credit", scope, id)?;
    let intent = intent.once(key, &(id, result.text(), limit, &reason));
    app.command(request, intent, move |work| {
        let (mut row, _) = under_review(work, scope, id, Event::Approve)?;
        let person = guard::may(work, scope, &mut row, Duty::Credit)?;
        if row.reviewer_id == Some(person) {
            return Err(Failure::conflict("same-person"));
        }
        // 01 §8: a `fail` is not turned into a `pass` by one person, nor by way of a `refer`.
        let before = operator::credit_decision(work.tx, row.id)?;
        if result != CreditResult::Fail
            && before.is_some_and(|before| before.result == CreditResult::Fail.text())
        {
            return Err(Failure::conflict("needs-override"));
        }
        let granted = if result == CreditResult::Pass {
            limit
        } else {
            0
        };
        let decision = CreditDecision {
            id: fresh_uuid(&*work.app.entropy),
            result: result.text().to_owned(),
            credit_limit: granted,
            currency: row.currency.clone(),
            reason: reason.clone(),
            analyst_id: person,
            decided_at: work.now,
            valid_until: work.now.plus_days(valid_days),
        };
        operator::add_credit_decision(work.tx, scope, row.id, &decision)?;
        let check = Check {
            kind: Kind::Credit.text().to_owned(),
            result: result.outcome().text().to_owned(),
            evidence: reason.clone(),
            decided_by: analyst.name.clone(),
            decided_at: Some(work.now),
        };
        application::set_check(work.tx, row.id, &check)?;
        work.audit("result", result.text());
        work.audit("limit", granted);
        work.audit("reason", reason.as_str());
        Ok(())
    })
    .wait()
}
