//! The agents' side: a call, the word of one, the word of another, or a refusal.

use super::desk::{numbers, obstacles};
use super::{account_of, apply, find, notices, save, state_of, subject};
use crate::identity::proof::require_recent;
use crate::{App, Failure, Intent, Request, Work};
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use domain::enrolment::registry::CallOutcome;
use domain::identity::lost::{Event, matures_at};
use domain::ids::fresh_uuid;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use domain::validate::{self, Problem};
use store::lost_access::{self, Call, LostAccess};
use uuid::Uuid;

/// An agent about to act on a request, as the page showed it.
#[derive(Clone)]
struct Agent {
    scope: OperatorScope,
    account: Uuid,
    intent: Intent,
}

impl Agent {
    fn of(app: &App, request: &Request, action: &'static str, id: Uuid) -> Result<Self, Failure> {
        let scope = authorise_operator(&request.caller, OperatorAction::JudgeLostAccess)?;
        let person = request.caller.person().ok_or(Failure::SignInFirst)?;
        let (_, chain) = find(app, scope, id)?;
        Ok(Self {
            scope,
            account: person.account.0,
            intent: Intent::new(action, chain, subject(id)),
        })
    }

    /// The request, if nobody has changed it since the page was made.
    fn open(&self, work: &mut Work<'_, '_>, id: Uuid, version: i64) -> Result<LostAccess, Failure> {
        let row = lost_access::get(work.tx, self.scope, id)?.ok_or(Failure::NotFound)?;
        if !state_of(&row)?.is_open() {
            return Err(Failure::conflict("lost-moved"));
        }
        if row.version != version {
            return Err(Failure::conflict("stale"));
        }
        work.audit("reference", row.reference.as_str());
        Ok(row)
    }
}

/// What is typed about a call.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Called {
    /// One of the numbers held before.
    pub number: String,
    /// Who answered.
    pub reached: String,
    /// What it told.
    pub outcome: String,
    /// What was said.
    pub note: String,
}

/// Records a call to a number that was held before.
///
/// # Errors
/// [`Failure::Invalid`] at `call_number`, `call_reached`, `call_outcome` or `call_note`;
/// [`Failure::Conflict`] (`lost-moved`, `stale`).
pub fn call(
    app: &App,
    request: &Request,
    id: Uuid,
    version: i64,
    typed: &Called,
    key: &str,
) -> Result<(), Failure> {
    let agent = Agent::of(app, request, "lost-access.call-back", id)?;
    let mut problems = Vec::new();
    let mut take = |field: &str, judged: Result<validate::Checked, Problem>| match judged {
        Ok(checked) => checked.value,
        Err(problem) => {
            problems.push(FieldProblem::new(field, problem));
            String::new()
        }
    };
    let outcome = CallOutcome::from_text(&typed.outcome);
    let least = usize::from(outcome.is_some_and(|o| o != CallOutcome::NotReached)) * 2;
    let reached = take(
        "call_reached",
        validate::text::line(&typed.reached, least, 100),
    );
    let note = take("call_note", validate::text::multiline(&typed.note, 5, 1000));
    for (field, missing) in [
        ("call_outcome", outcome.is_none()),
        ("call_number", typed.number.is_empty()),
    ] {
        if missing {
            problems.push(FieldProblem::plain(field, "required"));
        }
    }
    let (Some(outcome), true) = (outcome, problems.is_empty()) else {
        return Err(Failure::Invalid(problems));
    };
    let (number, intent) = (typed.number.clone(), agent.intent.clone().once(key, typed));
    app.command(request, intent, move |work| {
        let row = agent.open(work, id, version)?;
        let state = state_of(&row)?;
        let held = numbers(work.tx, agent.scope, &row, state)?;
        let held = held.into_iter().find(|held| held.number == number);
        let held = held.ok_or_else(|| {
            Failure::Invalid(vec![FieldProblem::plain("call_number", "choice-unknown")])
        })?;
        let call = Call {
            number: held.number,
            source: held.source,
            reached: reached.clone(),
            outcome: outcome.text().to_owned(),
            note: note.clone(),
            called_by: agent.account,
            called_at: work.now,
        };
        let call_id = fresh_uuid(&*work.app.entropy);
        lost_access::add_call(work.tx, agent.scope, call_id, id, &call)?;
        // Whoever decides after this call is to have seen it.
        save(work, &row)?;
        work.audit("number", call.number.as_str());
        work.audit("outcome", outcome.text());
        Ok(())
    })
    .wait()
}

/// Refuses while anything stands in the way.
fn unobstructed(work: &mut Work<'_, '_>, agent: &Agent, row: &LostAccess) -> Result<(), Failure> {
    let scanner = work.app.scanner.is_some();
    match obstacles(work.tx, agent.scope, row, scanner)?.first() {
        None => Ok(()),
        Some(code) => Err(Failure::conflict(code)),
    }
}

/// One agent stands behind a request, and says what the letter shows.
///
/// # Errors
/// [`Failure::Invalid`] at `letter_checked` or `endorsement`; [`Failure::Conflict`]
/// (`authenticate-again`, `lost-moved`, `stale`, or what stands in the way).
pub fn endorse(
    app: &App,
    request: &Request,
    id: Uuid,
    version: i64,
    (checked, note): (bool, &str),
    key: &str,
) -> Result<(), Failure> {
    let agent = Agent::of(app, request, "lost-access.endorse", id)?;
    let mut problems = Vec::new();
    if !checked {
        problems.push(FieldProblem::plain("letter_checked", "required"));
    }
    let note = match validate::text::multiline(note, 10, 1000) {
        Ok(checked) => checked.value,
        Err(problem) => {
            problems.push(FieldProblem::new("endorsement", problem));
            String::new()
        }
    };
    if !problems.is_empty() {
        return Err(Failure::Invalid(problems));
    }
    let intent = agent.intent.clone().once(key, &(version, &note));
    app.command(request, intent, move |work| {
        let mut row = agent.open(work, id, version)?;
        apply(&mut row, Event::Endorse)?;
        unobstructed(work, &agent, &row)?;
        require_recent(work)?;
        row.endorsed_by = Some(agent.account);
        row.endorsed_at = Some(work.now);
        row.endorsement.clone_from(&note);
        save(work, &row)
    })
    .wait()
}

/// The agent who stands behind a request takes it back.
///
/// # Errors
/// [`Failure::Conflict`] (`lost-not-yours`, `lost-moved`, `stale`).
pub fn take_back(
    app: &App,
    request: &Request,
    id: Uuid,
    version: i64,
    key: &str,
) -> Result<(), Failure> {
    let agent = Agent::of(app, request, "lost-access.take-back", id)?;
    let intent = agent.intent.clone().once(key, &version);
    app.command(request, intent, move |work| {
        let mut row = agent.open(work, id, version)?;
        apply(&mut row, Event::TakeBack)?;
        if row.endorsed_by != Some(agent.account) {
            return Err(Failure::conflict("lost-not-yours"));
        }
        row.endorsed_by = None;
        row.endorsed_at = None;
        row.endorsement = String::new();
        save(work, &row)
    })
    .wait()
}

/// Another agent agrees: the wait begins, and whoever can still be reached is told.
///
/// # Errors
/// [`Failure::Conflict`] (`lost-same-agent`, `lost-other-waits`, and those of [`endorse`]).
pub fn approve(
    app: &App,
    request: &Request,
    id: Uuid,
    version: i64,
    key: &str,
) -> Result<(), Failure> {
    let agent = Agent::of(app, request, "lost-access.approve", id)?;
    let intent = agent.intent.clone().once(key, &version);
    app.command(request, intent, move |work| {
        let mut row = agent.open(work, id, version)?;
        apply(&mut row, Event::Approve)?;
        if row.endorsed_by == Some(agent.account) {
            return Err(Failure::conflict("lost-same-agent"));
        }
        unobstructed(work, &agent, &row)?;
        require_recent(work)?;
        row.approved_by = Some(agent.account);
        row.approved_at = Some(work.now);
        save(work, &row)?;
        let account = account_of(work.tx, &row)?.ok_or(Failure::NotFound)?;
        notices::waiting(work, &row, &account, matures_at(work.now, []))?;
        work.audit("endorsed_by", row.endorsed_by.map(|id| id.to_string()));
        Ok(())
    })
    .wait()
}

/// An agent refuses a request, at any time before its end.
///
/// # Errors
/// [`Failure::Invalid`] at `answer`; [`Failure::Conflict`] (`lost-moved`, `stale`).
pub fn refuse(
    app: &App,
    request: &Request,
    id: Uuid,
    version: i64,
    answer: &str,
    key: &str,
) -> Result<(), Failure> {
    let agent = Agent::of(app, request, "lost-access.refuse", id)?;
    let answer = validate::text::multiline(answer, 5, 500)
        .map_err(|problem| Failure::Invalid(vec![FieldProblem::new("answer", problem)]))?
        .value;
    let intent = agent.intent.clone().once(key, &(version, &answer));
    app.command(request, intent, move |work| {
        let mut row = agent.open(work, id, version)?;
        let from = state_of(&row)?;
        apply(&mut row, Event::Refuse)?;
        close(&mut row, Some(agent.account), work.now);
        row.answer.clone_from(&answer);
        save(work, &row)?;
        work.audit("from", from.text());
        work.audit("answer", answer.as_str());
        notices::refused(work, &row)
    })
    .wait()
}

/// What every end has in common: no code opens anything any more.
pub(super) fn close(row: &mut LostAccess, by: Option<Uuid>, now: Instant) {
    row.closed_by = by;
    row.closed_at = Some(now);
    row.code_hash = None;
}
