//! Answers of a credit bureau: given at once, or called back. Whatever comes, and however often, has
//! one outcome, and is audited.

use super::inquiries::{inquiry_state, is_open, name, purpose_of};
use super::{New, Open, good_until, question, record};
use crate::secrets::token_hash;
use crate::{App, Failure, Intent, Request};
use domain::caller::Caller;
use domain::credit::history::Source;
use domain::credit::inquiry::{CALL_BACK_SECONDS, Effect, Event, State};
use domain::effects::{BureauAnswer, CallError};
use domain::enrolment::checks::CreditResult;
use domain::enrolment::machine::Machine;
use domain::ids::{ApplicationId, fresh_uuid};
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use serde::{Deserialize, Serialize};
use store::credit::decision::{self, Decision};
use store::credit::inquiry::{self, Inquiry};
use store::{identity, operator, registration};
use uuid::Uuid;

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It is the decision.
    Decided,
    /// It is kept for the analyst.
    Kept,
    /// The case is closed; nothing of it was kept.
    Closed,
    /// It had come before.
    Repeated,
}

/// What makes two answers the same: the finding, not how it was wrapped.
fn fingerprint(answer: &BureauAnswer) -> Vec<u8> {
    let limit = answer.limit.map_or_else(String::new, |l| l.to_string());
    let parts = [
        answer.result.text(),
        &limit,
        &answer.score,
        &answer.reference,
    ];
    token_hash(&parts.join("\n")).to_vec()
}

/// Takes an answer.
///
/// # Errors
/// [`Failure::Conflict`] with `answered-differently` when another answer was there before, or
/// `inquiry-closed` when none is expected any more.
pub(crate) fn take(
    app: &App,
    request: &Request,
    scope: OperatorScope,
    asked: &Inquiry,
    answer: &BureauAnswer,
) -> Result<Outcome, Failure> {
    let (id, answer) = (asked.id, answer.clone());
    let subject = format!("application/{}", ApplicationId(asked.application_id));
    let intent = Intent::new("credit.answer", asked.tenant_id, subject);
    app.command(request, intent, move |work| {
        let mut row = inquiry::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        work.audit("inquiry", id.to_string());
        let hash = fingerprint(&answer);
        let state = inquiry_state(&row)?;
        if state == State::Answered {
            if row.answer_hash.as_ref() == Some(&hash) {
                work.audit("effect", "repeated");
                return Ok(Outcome::Repeated);
            }
            return Err(Failure::conflict("answered-differently"));
        }
        let next = state
            .apply(Event::Answer)
            .map_err(|_| Failure::conflict("inquiry-closed"))?;
        let case = operator::application(work.tx, scope, row.application_id)?;
        let case = case.ok_or(Failure::NotFound)?;
        let purpose = purpose_of(&row)?;
        let open = is_open(work.tx, scope, &case, purpose)?;
        let before = decision::all(work.tx, scope, case.id)?;
        let since = |d: &Decision| d.source != Source::Bureau.text() && d.decided_at > row.asked_at;
        // A person's no is for people to take back, however often the bureau is asked.
        let decided = before.iter().any(since) || super::person_refused(&before, work.now);
        // It is about what the company was when it was asked, and what the bureau says to a later
        // question is newer, even when it comes first.
        let overtaken = decided
            || inquiry::is_overtaken(work.tx, scope, &row)?
            || !question::still_holds(work.tx, work.app, &case, &row)?;
        let effect = Effect::of(purpose, open, overtaken);
        row.state = next.text().to_owned();
        row.answered_at = Some(work.now);
        row.look_at = work.now;
        row.effect = Some(effect.text().to_owned());
        row.answer_hash = Some(hash);
        row.note = String::new();
        work.audit("effect", effect.text());
        if effect == Effect::Dropped {
            inquiry::save(work.tx, scope, &row, None)?;
            return Ok(Outcome::Closed);
        }
        row.result = Some(answer.result.text().to_owned());
        row.credit_limit = answer.limit;
        row.score.clone_from(&answer.score);
        name(&mut row, &answer.reference);
        let (keyring, entropy) = (&work.app.keyring, &*work.app.entropy);
        let sealed = keyring.seal(entropy, id.as_bytes(), answer.report.as_bytes())?;
        inquiry::save(work.tx, scope, &row, Some(sealed))?;
        // The score and the report are no business of those who read the audit log.
        work.audit("bureau_result", answer.result.text());
        if effect == Effect::Informs {
            return Ok(Outcome::Kept);
        }
        let answers = registration::answers(work.tx, case.id)?;
        let granted = super::inputs(work.app, &answers)
            .filter(|_| answer.result == CreditResult::Pass)
            .and_then(|figures| figures.granted(answer.limit));
        let result = match (answer.result, granted) {
            // A yes without a limit that anybody could grant is for a person.
            (CreditResult::Pass, None) => CreditResult::Refer,
            (result, _) => result,
        };
        let new = New {
            source: Source::Bureau,
            result,
            limit: granted.unwrap_or(0),
            reason: String::new(),
            analyst: None,
            decided_by: "bureau".to_owned(),
            valid_until: good_until(work),
        };
        record(work, scope, &case, &Open::Enrolment, new)?;
        Ok(Outcome::Decided)
    })
    .wait()
}

/// Why a call-back had no effect.
#[derive(Debug)]
pub enum Refusal {
    /// There is no bureau, or no such question.
    Unknown,
    /// The signature is missing or wrong.
    Forged,
    /// The signature is right, but too old or from the future.
    OutOfTime,
    /// The body is none of ours.
    Unreadable,
    /// The body answers another question than the address names.
    Mismatched,
    /// Too many wrong ones about this question.
    TooMany,
    /// A use case refused or failed.
    Failed(Failure),
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl Refusal {
    /// One word for the bureau and the audit log.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown_inquiry",
            Self::Forged => "bad_signature",
            Self::OutOfTime => "old_timestamp",
            Self::Unreadable => "unreadable",
            Self::Mismatched => "other_inquiry",
            Self::TooMany => "too_many",
            Self::Failed(failure) => match failure.code() {
                "answered-differently" => "answered_differently",
                "inquiry-closed" => "inquiry_closed",
                _ => "try_again",
            },
        }
    }
}

/// Wrong call-backs about one question that are audited, and looked at, in a day.
const WRONG_A_DAY: u32 = 20;

/// A call-back of the bureau. `request` is the visitor's: a signature is all that makes the caller
/// the bureau.
///
/// # Errors
/// [`Refusal`].
pub fn call_back(
    app: &App,
    request: &Request,
    id: Uuid,
    timestamp: &str,
    signature: &str,
    body: &[u8],
) -> Result<Outcome, Refusal> {
    let scope =
        authorise_operator(&Caller::System, OperatorAction::DecideCredit).map_err(Failure::from)?;
    let bureau = app.bureau.as_ref().ok_or(Refusal::Unknown)?;
    let asked = app
        .read(move |tx| Ok(inquiry::get(tx, scope, id)?))
        .wait()?
        .ok_or(Refusal::Unknown)?;
    let request = Request {
        caller: Caller::System,
        ..request.clone()
    };
    let read = bureau.read(timestamp, signature, body);
    let refusal = match &read {
        Err(CallError::Forged) => Some(Refusal::Forged),
        Err(CallError::Unreadable(_)) => Some(Refusal::Unreadable),
        Ok(call) => {
            let off = app
                .clock
                .now()
                .seconds_since(call.signed_at)
                .saturating_abs();
            if off > CALL_BACK_SECONDS {
                Some(Refusal::OutOfTime)
            } else if call.inquiry != id {
                Some(Refusal::Mismatched)
            } else {
                None
            }
        }
    };
    match (read, refusal) {
        (Ok(call), None) => Ok(take(app, &request, scope, &asked, &call.answer)?),
        (_, refusal) => Err(report(
            app,
            &request,
            &asked,
            refusal.unwrap_or(Refusal::Forged),
        )),
    }
}

/// Writes a wrong call-back down, as long as there are not too many: anybody can send them.
fn report(app: &App, request: &Request, asked: &Inquiry, refusal: Refusal) -> Refusal {
    let (id, code) = (asked.id, refusal.code());
    let subject = format!("application/{}", ApplicationId(asked.application_id));
    let tenant = asked.tenant_id;
    let day = app.clock.now().plus_days(-1);
    let source = id.to_string();
    let counted = app
        .read(move |tx| Ok(identity::attempts(tx, "bureau-call", &source, day)?))
        .wait();
    match counted {
        Ok(wrong) if wrong >= WRONG_A_DAY => return Refusal::TooMany,
        Ok(_) => {}
        Err(failure) => return failure.into(),
    }
    let intent = Intent::new("credit.call-back", tenant, subject);
    let written = app.command(request, intent, move |work| {
        let attempt = fresh_uuid(&*work.app.entropy);
        identity::add_attempt(work.tx, attempt, "bureau-call", &id.to_string(), work.now)?;
        work.audit("inquiry", id.to_string());
        work.audit("refused", code);
        Ok(())
    });
    match written.wait() {
        Ok(()) => refusal,
        Err(failure) => failure.into(),
    }
}
