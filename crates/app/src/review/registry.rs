//! What the business registry says, entered by a reviewer, and calls to the company at the number
//! it is registered with.

use super::decide::{intent, under_review};
use super::guard;
use crate::{App, Failure, Request, Work};
use domain::enrolment::application::Event;
use domain::enrolment::checks::{Kind, Outcome};
use domain::enrolment::duty::Duty;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::enrolment::registry::{self, CallOutcome, Compared, Extract};
use domain::ids::{ApplicationId, fresh_uuid};
use domain::language::Language;
use domain::permission::{OperatorAction, authorise_operator};
use domain::programme::Programme;
use domain::validate::{phone, text};
use store::application::{self, Application, Check};
use store::registration;
use store::review::registry::{self as kept, NewCall};

/// Compares an extract with the answers of an application. The registry writes simplified Chinese.
#[must_use]
pub fn compare(programme: &Programme, answers: &Answers, extract: &Extract) -> Vec<Compared> {
    let province = answers.get("province").map_or("", String::as_str);
    let province = programme
        .province(province)
        .map_or("", |found| found.name.get(Language::ZhHans));
    registry::compare(answers, province, extract)
}

/// Enters an extract. A check that had passed on the one before is open again when the new one
/// differs from what the company states.
///
/// # Errors
/// [`Failure::Invalid`] at the fields of [`registry::FIELDS`]; [`Failure::Conflict`] outside a
/// review, or with the refusal of the duty.
pub fn enter(
    app: &App,
    request: &Request,
    id: ApplicationId,
    typed: &Answers,
    key: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let judged = registry::judge(typed, app.today()).map_err(Failure::Invalid);
    let kept_typed: Vec<_> = registry::FIELDS.map(|field| typed.get(field)).into();
    let intent = intent(app, "application.enter-extract", scope, id)?.once(key, &(id, kept_typed));
    let extract = judged?;
    app.command(request, intent, move |work| {
        let (mut row, _) = under_review(work, scope, id, Event::Approve)?;
        let person = guard::may(work, scope, &mut row, Duty::Review)?;
        guard::no_proposal(work, &row)?;
        let added = kept::add_extract(work.tx, scope, row.id, &extract, person, work.now);
        let number = added.map_err(|error| {
            if error.is_unique() {
                Failure::conflict("stale")
            } else {
                error.into()
            }
        })?;
        let answers = registration::answers(work.tx, row.id)?;
        let rows = compare(&work.app.programme, &answers, &extract);
        let differences = registry::differences(&rows);
        work.audit("number", number);
        work.audit("source", extract.source.as_str());
        work.audit("checked_on", extract.checked_on.to_string());
        work.audit("status", extract.status.text());
        work.audit(
            "differences",
            i64::try_from(differences).unwrap_or(i64::MAX),
        );
        if differences > 0 {
            reopen_check(work, &row)?;
        }
        Ok(())
    })
    .wait()
}

fn reopen_check(work: &mut Work<'_, '_>, row: &Application) -> Result<(), Failure> {
    let kind = Kind::BusinessRegistration.text();
    let check = application::checks(work.tx, row.id)?
        .into_iter()
        .find(|check| check.kind == kind && check.result == Outcome::Passed.text());
    let Some(check) = check else {
        return Ok(());
    };
    work.audit("reopened", kind);
    let open = Check {
        result: Outcome::Pending.text().to_owned(),
        decided_by: "tongdao".to_owned(),
        decided_at: Some(work.now),
        ..check
    };
    Ok(application::set_check(work.tx, row.id, &open)?)
}

/// Records a call.
///
/// # Errors
/// [`Failure::Invalid`] at `call_number`, `call_reached`, `call_outcome` or `call_note`;
/// [`Failure::Conflict`] outside a review, or with the refusal of the duty.
pub fn record_call(
    app: &App,
    request: &Request,
    id: ApplicationId,
    typed: &Answers,
    key: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let given = |field: &str| typed.get(field).map_or("", |value| value.trim());
    let mut problems = Vec::new();
    let mut fail = |field: &str, problem| {
        problems.push(FieldProblem::new(field, problem));
        String::new()
    };
    let number = match phone::support_phone(given("call_number")) {
        Ok(phone) => phone.e164,
        Err(problem) => fail("call_number", problem),
    };
    let outcome = CallOutcome::from_text(given("call_outcome"));
    if outcome.is_none() {
        let code = if given("call_outcome").is_empty() {
            "required"
        } else {
            "choice-unknown"
        };
        fail("call_outcome", domain::validate::Problem::new(code));
    }
    let reached_somebody = outcome.is_none_or(|outcome| outcome != CallOutcome::NotReached);
    let reached = match text::line(
        given("call_reached"),
        usize::from(reached_somebody) * 2,
        100,
    ) {
        Ok(checked) => checked.value,
        Err(problem) => fail("call_reached", problem),
    };
    let note = match text::multiline(given("call_note"), 5, 1000) {
        Ok(checked) => checked.value,
        Err(problem) => fail("call_note", problem),
    };
    let intent =
        intent(app, "application.call-back", scope, id)?.once(key, &(id, &number, &reached, &note));
    let (Some(outcome), true) = (outcome, problems.is_empty()) else {
        return Err(Failure::Invalid(problems));
    };
    app.command(request, intent, move |work| {
        let (mut row, _) = under_review(work, scope, id, Event::Approve)?;
        let person = guard::may(work, scope, &mut row, Duty::Review)?;
        guard::no_proposal(work, &row)?;
        let call = NewCall {
            id: fresh_uuid(&*work.app.entropy),
            number: &number,
            reached: &reached,
            outcome: outcome.text(),
            note: &note,
            by: person,
        };
        kept::add_call(work.tx, scope, row.id, &call, work.now)?;
        work.audit("number", number.as_str());
        work.audit("outcome", outcome.text());
        Ok(())
    })
    .wait()
}
