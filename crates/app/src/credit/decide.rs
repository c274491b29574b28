//! The credit check by hand.

use super::{New, good_until, is_barred, may, open_case, record};
use crate::review::decide::intent;
use crate::{App, Failure, Request};
use domain::credit::history::Source;
use domain::enrolment::checks::CreditResult;
use domain::enrolment::duty::Duty;
use domain::enrolment::form::FieldProblem;
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, authorise_operator};
use domain::validate::{self, Problem};
use store::credit::decision;

/// Records a credit decision, once for each `key`.
///
/// # Errors
/// [`Failure::Invalid`] at `result`, `limit` or `reason`; [`Failure::Conflict`] outside a review,
/// when the analyst is the case's reviewer (`same-person`), or when credit was refused and it takes
/// two people to say anything else (`needs-override`).
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
    let intent = intent(app, "application.decide-credit", scope, id)?;
    let intent = intent.once(key, &(id, result.text(), limit, &reason));
    app.command(request, intent, move |work| {
        let (row, open) = open_case(work, scope, id)?;
        may(work, scope, &row, Duty::Credit, analyst.account.0, None)?;
        let before = decision::all(work.tx, scope, row.id)?;
        // A "fail" is not taken back by one person, nor by way of a "refer".
        if result != CreditResult::Fail && is_barred(&before, work.now) {
            return Err(Failure::conflict("needs-override"));
        }
        let new = New {
            source: Source::Analyst,
            result,
            limit,
            reason: reason.clone(),
            analyst: Some(analyst.account.0),
            decided_by: analyst.name.clone(),
            valid_until: good_until(work),
        };
        record(work, scope, &row, &open, new).map(drop)
    })
    .wait()
}
