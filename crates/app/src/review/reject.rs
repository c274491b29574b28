//! T14: rejecting, by one reviewer or by two.

use super::decide::{intent, under_review};
use super::news::nothing_new;
use super::{guard, tasks};
use crate::enrolment::appeal::refused;
use crate::enrolment::application::save;
use crate::enrolment::information::reason_words;
use crate::enrolment::recipients;
use crate::i18n::{Texts, texts};
use crate::{App, Failure, Request, Work};
use domain::effects::Instant;
use domain::enrolment::application::Event;
use domain::enrolment::duty::Duty;
use domain::enrolment::form::FieldProblem;
use domain::enrolment::rejection::{confidential, judge, told};
use domain::ids::{ApplicationId, fresh_uuid};
use domain::language::Language;
use domain::permission::{OperatorAction, authorise_operator};
use domain::validate::text;
use store::application::Application;
use store::rejection::{self, Rejection};

/// What became of a rejection that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Outcome {
    /// The application is rejected.
    Rejected,
    /// Somebody else has to agree first.
    Proposed,
}

/// A rejection as it was typed.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Typed {
    /// Reason codes.
    pub reasons: Vec<String>,
    /// What the company is told.
    pub text: String,
    /// What colleagues are told.
    pub note: String,
}

/// Rejects, or proposes to where a reason needs two people. `seen` is the [`super::news::Stamp`] of
/// the page the form was on.
///
/// # Errors
/// [`Failure::Invalid`] at `reasons`, `text` or `note`; [`Failure::Conflict`] outside a review, when
/// the case has changed, while another decision waits, or with the refusal of the duty.
pub fn reject(
    app: &App,
    request: &Request,
    id: ApplicationId,
    typed: &Typed,
    seen: &str,
    key: &str,
) -> Result<Outcome, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let judged = judge(&typed.reasons, &typed.text, &typed.note, &app.programme);
    let action = if confidential(&typed.reasons, &app.programme) {
        "application.propose-rejection"
    } else {
        "application.reject"
    };
    let seen = seen.to_owned();
    let intent = intent(app, action, scope, id)?.once(key, &(id, typed));
    app.command(request, intent, move |work| {
        let (mut row, _) = under_review(work, scope, id, Event::Reject)?;
        let person = guard::may(work, scope, &mut row, Duty::Review)?;
        guard::no_proposal(work, &row)?;
        nothing_new(work.tx, scope, &row, &seen, person)?;
        let judged = judged.clone().map_err(Failure::Invalid)?;
        let decided = (!judged.needs_second).then_some(work.now);
        let rejection = Rejection {
            id: fresh_uuid(&*work.app.entropy),
            application_id: row.id,
            text: judged.text.clone(),
            note: judged.note.clone(),
            needs_second: judged.needs_second,
            proposed_by: person,
            proposed_at: work.now,
            decided_by: decided.map(|_| person),
            decided_at: decided,
            outcome: decided.map(|_| "confirmed".to_owned()),
            decision_note: String::new(),
        };
        rejection::add(work.tx, &rejection, &judged.reasons)?;
        work.audit("reasons", judged.reasons.join(", "));
        if judged.needs_second {
            // The version tells open pages that something has happened.
            save(work, &row)?;
            tasks::announce_second(work, scope, &row, person)?;
            return Ok(Outcome::Proposed);
        }
        close(work, &mut row, &rejection)?;
        Ok(Outcome::Rejected)
    })
    .wait()
}

/// The second person agrees, and the application is rejected.
///
/// # Errors
/// [`Failure::Conflict`] when nothing was proposed (`no-proposal`), to the proposer
/// (`same-person`), when the case has changed, and outside a review.
pub fn confirm(
    app: &App,
    request: &Request,
    id: ApplicationId,
    seen: &str,
    key: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let seen = seen.to_owned();
    let intent = intent(app, "application.confirm-rejection", scope, id)?.once(key, &id);
    app.command(request, intent, move |work| {
        let (mut row, _) = under_review(work, scope, id, Event::Reject)?;
        let mut proposal = proposal_of(work, &row)?;
        let person = guard::may(work, scope, &mut row, Duty::SecondReview)?;
        nothing_new(work.tx, scope, &row, &seen, person)?;
        rejection::decide(work.tx, row.id, "confirmed", Some(person), "", work.now)?;
        proposal.decided_at = Some(work.now);
        close(work, &mut row, &proposal)
    })
    .wait()
}

/// The second person does not agree; the review goes on.
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
        .map_err(|problem| Failure::Invalid(vec![FieldProblem::new("decline", problem)]))?
        .value;
    let intent = intent(app, "application.decline-rejection", scope, id)?;
    app.command(request, intent, move |work| {
        let (mut row, _) = under_review(work, scope, id, Event::Reject)?;
        proposal_of(work, &row)?;
        let person = guard::may(work, scope, &mut row, Duty::SecondReview)?;
        rejection::decide(work.tx, row.id, "declined", Some(person), &reason, work.now)?;
        work.audit("reason", reason.as_str());
        save(work, &row)
    })
    .wait()
}

/// The proposer takes the proposal back.
///
/// # Errors
/// [`Failure::Conflict`] when nothing was proposed, or by somebody else (`not-proposer`).
pub fn take_back(app: &App, request: &Request, id: ApplicationId) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let person = request.caller.person().map(|p| p.account.0);
    let intent = intent(app, "application.take-back-rejection", scope, id)?;
    app.command(request, intent, move |work| {
        let (row, _) = under_review(work, scope, id, Event::Reject)?;
        let proposal = proposal_of(work, &row)?;
        if Some(proposal.proposed_by) != person {
            return Err(Failure::conflict("not-proposer"));
        }
        rejection::decide(work.tx, row.id, "taken-back", person, "", work.now)?;
        save(work, &row)
    })
    .wait()
}

fn proposal_of(work: &mut Work<'_, '_>, row: &Application) -> Result<Rejection, Failure> {
    rejection::open(work.tx, row.id)?.ok_or_else(|| Failure::conflict("no-proposal"))
}

/// Rejects an application whose rejection is confirmed, and tells the company (E10).
fn close(
    work: &mut Work<'_, '_>,
    row: &mut Application,
    rejection: &Rejection,
) -> Result<(), Failure> {
    row.state = domain::enrolment::application::State::Rejected
        .text()
        .to_owned();
    row.reviewer_id = Some(rejection.proposed_by);
    row.decided_at = Some(work.now);
    row.credit_limit = None;
    save(work, row)?;
    let app = work.app.clone();
    let refused = refused(&app, work.tx, row)?
        .ok_or_else(|| Failure::internal("a rejection that is not there"))?;
    let readers = recipients::contact_and_admins(work, row)?;
    recipients::tell(
        work,
        &readers,
        "e10",
        row,
        row.version,
        |notice, language| {
            let t = texts(language);
            let told = told_words(&app, language, &refused.reasons, &rejection.text);
            notice
                .with("reasons", &told)
                .with("appeal", &appeal_words(&app, t, refused.appeal_until))
                .date("reapply", refused.reapply_at)
                .link("/enrol/status")
        },
    )
}

/// What a company reads about its rejection: the reasons it may know, and the reviewer's text.
#[must_use]
pub fn told_words(app: &App, language: Language, reasons: &[String], text: &str) -> String {
    let mut words: Vec<_> = told(reasons, &app.programme)
        .into_iter()
        .map(|reason| format!("• {}", reason_words(app, language, &reason.code)))
        .collect();
    if !text.is_empty() {
        words.push(String::new());
        words.push(text.to_owned());
    }
    words.join("\n")
}

fn appeal_words(app: &App, t: &Texts, until: Option<Instant>) -> String {
    match until {
        Some(until) => {
            let date = domain::calendar::local_date(until, app.programme.time_zone());
            let date = crate::i18n::date(t.language(), date);
            t.format("mail-e10-appeal", &[("until", &date)])
        }
        None => t.get("mail-e10-final").into_owned(),
    }
}
