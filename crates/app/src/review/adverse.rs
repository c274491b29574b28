//! T20 by a reviewer: something adverse has come to light after the approval.

use super::decide::{intent, under_review};
use super::guard;
use super::news::same_version;
use crate::enrolment::reopening::{Cause, reopen_review};
use crate::{App, Failure, Request};
use domain::enrolment::application::Event;
use domain::enrolment::checks::Kind;
use domain::enrolment::duty::Duty;
use domain::enrolment::form::FieldProblem;
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, authorise_operator};
use domain::validate::text;

/// An adverse fact as it was typed.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Typed {
    /// The checks to be made again.
    pub checks: Vec<String>,
    /// What the company is told.
    pub text: String,
    /// What colleagues are told.
    pub note: String,
}

/// Brings an approval back into review.
///
/// # Errors
/// [`Failure::Invalid`] at `checks`, `text` or `note`; [`Failure::Conflict`] in another state or
/// when the case has changed.
pub fn reopen(
    app: &App,
    request: &Request,
    id: ApplicationId,
    typed: &Typed,
    seen: &str,
    key: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let judged = judge(typed);
    let seen = seen.to_owned();
    let intent = intent(app, "application.reopen-review", scope, id)?.once(key, &(id, typed));
    app.command(request, intent, move |work| {
        let (mut row, _) = under_review(work, scope, id, Event::ReopenReview)?;
        let person = guard::may(work, scope, &mut row, Duty::SecondReview)?;
        same_version(&row, &seen)?;
        let cause = judged.clone().map_err(Failure::Invalid)?;
        let checks: Vec<_> = cause.checks.iter().map(|kind| kind.text()).collect();
        work.audit("checked_again", checks.join(", "));
        row.reviewer_id = Some(person);
        reopen_review(work, &mut row, &cause)
    })
    .wait()
}

fn judge(typed: &Typed) -> Result<Cause, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let checks: Vec<_> = typed
        .checks
        .iter()
        .map_while(|kind| Kind::from_text(kind))
        .collect();
    if typed.checks.is_empty() {
        problems.push(FieldProblem::plain("checks", "choice-required"));
    } else if checks.len() != typed.checks.len() {
        problems.push(FieldProblem::plain("checks", "choice-unknown"));
    }
    let mut multiline = |field: &str, typed: &str| {
        text::multiline(typed, 10, 1000).map_or_else(
            |problem| {
                problems.push(FieldProblem::new(field, problem));
                String::new()
            },
            |checked| checked.value,
        )
    };
    let text = multiline("text", &typed.text);
    let note = multiline("note", &typed.note);
    if problems.is_empty() {
        Ok(Cause {
            cause: "adverse-fact",
            text,
            note,
            checks,
        })
    } else {
        Err(problems)
    }
}
