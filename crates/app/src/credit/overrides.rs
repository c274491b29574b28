//! Overrides: one proposes, another approves; neither is the other, and neither has reviewed the
//! case.

use super::{New, may, open_case, record};
use crate::review::case::name_of;
use crate::review::decide::intent;
use crate::{App, Failure, Request, Work};
use domain::caller::Person;
use domain::credit::history::Source;
use domain::credit::overrides::{Event, State, Typed, ends_at, judge};
use domain::enrolment::checks::CreditResult;
use domain::enrolment::duty::Duty;
use domain::enrolment::form::FieldProblem;
use domain::enrolment::machine::Machine;
use domain::ids::{ApplicationId, fresh_uuid};
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use domain::validate;
use jiff::civil::Date;
use store::application::Application;
use store::credit::decision;
use store::credit::overrides::{self, Override};
use store::document;
use uuid::Uuid;

/// What is sent with a proposal.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Sent {
    /// The new limit, as typed.
    pub limit: String,
    /// Why.
    pub reason: String,
    /// What supports it, in words.
    pub evidence: String,
    /// What supports it: a document of the application, or nothing.
    pub document: String,
    /// Last day, ISO.
    pub expires_on: String,
}

fn person(request: &Request) -> Result<Person, Failure> {
    request.caller.person().cloned().ok_or(Failure::SignInFirst)
}

/// Proposes a limit against the newest decision, or above policy.
///
/// # Errors
/// [`Failure::Invalid`] at `override_limit`, `override_reason`, `evidence`, `document` or
/// `expires_on`; [`Failure::Conflict`] when nothing is decided yet, another proposal waits, or the
/// proposer has reviewed the case.
pub fn propose(
    app: &App,
    request: &Request,
    id: ApplicationId,
    sent: &Sent,
    key: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideCredit)?;
    let analyst = person(request)?;
    let typed = Typed {
        limit: &sent.limit,
        reason: &sent.reason,
        evidence: &sent.evidence,
        document: !sent.document.is_empty(),
        expires_on: &sent.expires_on,
    };
    let proposal = judge(&typed, &app.programme.credit, app.today()).map_err(Failure::Invalid)?;
    let document = match sent.document.as_str() {
        "" => None,
        chosen => Some(Uuid::parse_str(chosen).map_err(|_| no_such_document())?),
    };
    let intent = intent(app, "credit.propose-override", scope, id)?.once(key, sent);
    app.command(request, intent, move |work| {
        let (row, _) = open_case(work, scope, id)?;
        may(work, scope, &row, Duty::Credit, analyst.account.0, None)?;
        let newest = decision::newest(work.tx, row.id)?;
        let newest = newest.ok_or_else(|| Failure::conflict("nothing-to-override"))?;
        if overrides::waiting(work.tx, scope, row.id)?.is_some() {
            return Err(Failure::conflict("override-waits"));
        }
        if let Some(document) = document {
            let found = document::get(work.tx, scope, row.id, document)?;
            found.ok_or_else(no_such_document)?;
        }
        let proposed = Override {
            id: fresh_uuid(&*work.app.entropy),
            application_id: row.id,
            tenant_id: row.tenant_id,
            state: State::Proposed.text().to_owned(),
            overridden_id: newest.id,
            old_result: newest.result.clone(),
            old_limit: newest.credit_limit,
            new_limit: proposal.limit,
            currency: row.currency.clone(),
            reason: proposal.reason.clone(),
            evidence: proposal.evidence.clone(),
            document_id: document,
            expires_on: proposal.expires_on.to_string(),
            proposed_by: analyst.account.0,
            proposed_at: work.now,
            decided_by: None,
            decided_at: None,
            answer: String::new(),
        };
        overrides::add(work.tx, scope, &proposed)?;
        describe(work, &proposed);
        work.audit("proposed_by", analyst.name.as_str());
        Ok(())
    })
    .wait()
}

fn no_such_document() -> Failure {
    Failure::Invalid(vec![FieldProblem::plain("document", "choice-unknown")])
}

/// Old and new value, reason, evidence and end, for the audit log.
fn describe(work: &mut Work<'_, '_>, proposed: &Override) {
    work.audit("override", proposed.id.to_string());
    work.audit("old_result", proposed.old_result.as_str());
    work.audit("old_limit", proposed.old_limit);
    work.audit("new_limit", proposed.new_limit);
    work.audit("override_reason", proposed.reason.as_str());
    work.audit("evidence", proposed.evidence.as_str());
    work.audit("document", proposed.document_id.map(|id| id.to_string()));
    work.audit("expires_on", proposed.expires_on.as_str());
}

/// Loads a proposal that waits, and applies an event to it.
fn waiting(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    id: ApplicationId,
    proposal: Uuid,
    event: Event,
) -> Result<(Override, State), Failure> {
    let found = overrides::get(work.tx, scope, id.0, proposal)?.ok_or(Failure::NotFound)?;
    let state = State::from_text(&found.state)
        .ok_or_else(|| Failure::internal(format!("unknown override state {}", found.state)))?;
    let next = state
        .apply(event)
        .map_err(|_| Failure::conflict("override-settled"))?;
    Ok((found, next))
}

fn settle(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    id: Uuid,
    state: State,
    by: Uuid,
    answer: &str,
) -> Result<(), Failure> {
    let (text, now) = (state.text(), work.now);
    if overrides::settle(work.tx, scope, id, text, Some(by), answer, now)? {
        Ok(())
    } else {
        Err(Failure::conflict("override-settled"))
    }
}

/// Who proposed it, for the audit log and the decision.
fn proposer_of(work: &mut Work<'_, '_>, proposed: &Override) -> Result<String, Failure> {
    Ok(name_of(work.tx, Some(proposed.proposed_by))?.unwrap_or_default())
}

/// The second person agrees: the limit is granted until the override ends.
///
/// # Errors
/// [`Failure::Conflict`] when the approver has proposed it or reviewed the case, when the proposer has
/// reviewed the case since, when it has ended, or when something else was decided.
pub fn approve(
    app: &App,
    request: &Request,
    id: ApplicationId,
    proposal: Uuid,
    key: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ApproveOverride)?;
    let lead = person(request)?;
    let intent = intent(app, "credit.approve-override", scope, id)?.once(key, &proposal);
    app.command(request, intent, move |work| {
        let (row, open) = open_case(work, scope, id)?;
        let (proposed, next) = waiting(work, scope, id, proposal, Event::Approve)?;
        four_eyes(work, scope, &row, &proposed, lead.account.0)?;
        let newest = decision::newest(work.tx, row.id)?;
        if newest.is_none_or(|newest| newest.id != proposed.overridden_id) {
            return Err(Failure::conflict("override-outdated"));
        }
        let zone = work.app.programme.time_zone();
        let ends = proposed
            .expires_on
            .parse::<Date>()
            .map_err(Failure::internal)?;
        let ends = ends_at(ends, zone);
        if work.now >= ends {
            return Err(Failure::conflict("override-ended"));
        }
        // Settled before it is recorded: a new decision makes waiting proposals void.
        settle(work, scope, proposed.id, next, lead.account.0, "")?;
        let proposer = proposer_of(work, &proposed)?;
        describe(work, &proposed);
        work.audit("proposed_by", proposer.as_str());
        work.audit("approved_by", lead.name.as_str());
        let new = New {
            source: Source::Override,
            result: CreditResult::Pass,
            limit: proposed.new_limit,
            reason: proposed.reason.clone(),
            analyst: Some(lead.account.0),
            decided_by: format!("{proposer} + {}", lead.name),
            valid_until: super::good_until(work).min(ends),
        };
        record(work, scope, &row, &open, new).map(drop)
    })
    .wait()
}

/// Neither is the other, and neither has reviewed the case.
fn four_eyes(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &Application,
    proposed: &Override,
    lead: Uuid,
) -> Result<(), Failure> {
    let first = proposed.proposed_by;
    may(work, scope, row, Duty::SecondCredit, lead, Some(first))?;
    // The proposer may have come to review the case, or too close to the company, since.
    may(work, scope, row, Duty::Credit, first, None)
}

/// The second person does not agree.
///
/// # Errors
/// [`Failure::Invalid`] at `answer`; [`Failure::Conflict`] as for [`approve`].
pub fn decline(
    app: &App,
    request: &Request,
    id: ApplicationId,
    proposal: Uuid,
    answer: &str,
    key: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ApproveOverride)?;
    let lead = person(request)?;
    let answer = validate::text::line(answer, 5, 500)
        .map_err(|problem| Failure::Invalid(vec![FieldProblem::new("answer", problem)]))?
        .value;
    let intent = intent(app, "credit.decline-override", scope, id)?;
    let intent = intent.once(key, &(proposal, &answer));
    app.command(request, intent, move |work| {
        let (row, _) = open_case(work, scope, id)?;
        let (proposed, next) = waiting(work, scope, id, proposal, Event::Decline)?;
        four_eyes(work, scope, &row, &proposed, lead.account.0)?;
        settle(work, scope, proposed.id, next, lead.account.0, &answer)?;
        let proposer = proposer_of(work, &proposed)?;
        describe(work, &proposed);
        work.audit("proposed_by", proposer);
        work.audit("declined_by", lead.name.as_str());
        work.audit("answer", answer.as_str());
        Ok(())
    })
    .wait()
}

/// The proposer takes it back, whatever has become of the case.
///
/// # Errors
/// [`Failure::Conflict`] when it is somebody else's or settled.
pub fn withdraw(
    app: &App,
    request: &Request,
    id: ApplicationId,
    proposal: Uuid,
    key: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideCredit)?;
    let analyst = person(request)?;
    let intent = intent(app, "credit.withdraw-override", scope, id)?.once(key, &proposal);
    app.command(request, intent, move |work| {
        let (proposed, next) = waiting(work, scope, id, proposal, Event::Withdraw)?;
        if proposed.proposed_by != analyst.account.0 {
            return Err(Failure::conflict("not-your-override"));
        }
        settle(work, scope, proposed.id, next, analyst.account.0, "")?;
        describe(work, &proposed);
        Ok(())
    })
    .wait()
}
