//! Questions to a credit bureau: asked, handed over, asked about again, given up.

use super::{answers, question};
use crate::enrolment::application::state_of;
use crate::review::decide::intent;
use crate::{App, Failure, Intent, Request, Work};
use domain::caller::Caller;
use domain::credit::inquiry::{ANSWER_DAYS, ATTEMPTS, Event, Purpose, State, look_again_after};
use domain::effects::{BureauReply, CreditInquiry, DeliveryError};
use domain::enrolment::application::State as ApplicationState;
use domain::enrolment::duty::Duty;
use domain::enrolment::machine::Machine;
use domain::ids::{ApplicationId, fresh_uuid};
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use store::application::Application;
use store::credit::inquiry::{self, Inquiry};
use store::credit::review;
use store::{Tx, consent, operator, registration};
use uuid::Uuid;

/// The authorisation a company gives for the credit check.
pub const AUTHORISATION: &str = "credit-authorisation";
/// Questions looked at in one sweep.
const BATCH: u32 = 200;

/// Reads a state column.
pub(super) fn inquiry_state(row: &Inquiry) -> Result<State, Failure> {
    State::from_text(&row.state)
        .ok_or_else(|| Failure::internal(format!("unknown inquiry state {}", row.state)))
}

/// Whether an answer to a question is awaited.
#[must_use]
pub fn on_its_way(row: &Inquiry) -> bool {
    State::from_text(&row.state).is_some_and(State::on_its_way)
}

/// Whether an answer to a question about this case can still decide or inform anything.
pub(super) fn is_open(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    row: &Application,
    purpose: Purpose,
) -> Result<bool, Failure> {
    use ApplicationState as S;
    Ok(match purpose {
        Purpose::Enrolment => matches!(
            state_of(row)?,
            S::Submitted | S::InReview | S::InformationRequested
        ),
        Purpose::Review => review::of_application(tx, scope, row.id)?.is_some(),
    })
}

/// Has the bureau asked after commit, if there is one, if the company has agreed to it and given its
/// figures, and if no question is on its way. True when it will be asked.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn put(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &Application,
    purpose: Purpose,
    by: Option<Uuid>,
) -> Result<bool, Failure> {
    if work.app.bureau.is_none() {
        return Ok(false);
    }
    let id = fresh_uuid(&*work.app.entropy);
    let Some(question) = question::compose(work.tx, work.app, row, id, purpose)? else {
        return Ok(false);
    };
    if inquiry::all(work.tx, scope, row.id)?.iter().any(on_its_way) {
        return Ok(false);
    }
    let asked = Inquiry {
        id,
        application_id: row.id,
        tenant_id: row.tenant_id,
        purpose: purpose.text().to_owned(),
        question: serde_json::to_string(&question).map_err(Failure::internal)?,
        state: State::Queued.text().to_owned(),
        asked_by: by,
        asked_at: work.now,
        accepted_at: None,
        answered_at: None,
        look_at: work.now,
        looks: 0,
        result: None,
        credit_limit: None,
        score: String::new(),
        reference: String::new(),
        effect: None,
        note: String::new(),
        answer_hash: None,
    };
    inquiry::add(work.tx, scope, &asked)?;
    work.audit("inquiry", asked.id.to_string());
    hand_over(work, &asked, &row.reference)?;
    Ok(true)
}

fn hand_over(work: &mut Work<'_, '_>, row: &Inquiry, reference: &str) -> Result<(), Failure> {
    let dedupe = format!("bureau/{}/{}", row.id, row.looks);
    work.after_commit("bureau", reference, &row.id, dedupe)
}

/// A person has the bureau asked.
///
/// # Errors
/// [`Failure::Conflict`] when there is no bureau, no consent, no figures, a question on its way,
/// nothing to decide, or when the analyst is close to the company or has reviewed the case.
pub fn ask(app: &App, request: &Request, id: ApplicationId, key: &str) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideCredit)?;
    let analyst = request
        .caller
        .person()
        .ok_or(Failure::SignInFirst)?
        .account
        .0;
    let intent = intent(app, "credit.ask-bureau", scope, id)?.once(key, &id);
    app.command(request, intent, move |work| {
        let (row, open) = super::open_case(work, scope, id)?;
        super::may(work, scope, &row, Duty::Credit, analyst, None)?;
        if work.app.bureau.is_none() {
            return Err(Failure::conflict("no-bureau"));
        }
        if consent::to(work.tx, row.id, AUTHORISATION)?.is_none() {
            return Err(Failure::conflict("no-credit-consent"));
        }
        let answers = registration::answers(work.tx, row.id)?;
        if super::inputs(work.app, &answers).is_none() {
            return Err(Failure::conflict("no-credit-figures"));
        }
        let purpose = match open {
            super::Open::Enrolment => Purpose::Enrolment,
            super::Open::Review(_) => Purpose::Review,
        };
        if put(work, scope, &row, purpose, Some(analyst))? {
            Ok(())
        } else {
            Err(Failure::conflict("bureau-asked"))
        }
    })
    .wait()
}

/// Everything a question is made of.
struct Asked {
    inquiry: Inquiry,
    question: Option<CreditInquiry>,
}

/// Hands a question over, or asks about it again, and takes what the bureau says. Running it twice
/// asks the same question twice, which the bureau answers alike.
///
/// # Errors
/// [`Failure`] while the bureau is away and has not taken the question; the worker tries again later.
pub(crate) fn send(app: &App, request: &Request, id: Uuid, attempts: u32) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideCredit)?;
    let Some(asked) = prepare(app, scope, id)? else {
        return Ok(());
    };
    let (Some(bureau), Some(question)) = (&app.bureau, asked.question) else {
        let note = "nobody needs the answer any more";
        return turn(app, request, scope, &asked.inquiry, Event::Cancel, note, "");
    };
    let waits = inquiry_state(&asked.inquiry)? == State::Waiting;
    let moved = |event, note: &str, reference: &str| {
        turn(app, request, scope, &asked.inquiry, event, note, reference)
    };
    match bureau.ask(&question) {
        Ok(BureauReply::Answered(answer)) => {
            answers::take(app, request, scope, &asked.inquiry, &answer).map(drop)
        }
        Ok(BureauReply::Accepted { reference }) => moved(Event::Accept, "", &reference),
        Err(DeliveryError::Permanent(reason)) => moved(Event::Refuse, &reason, ""),
        // The bureau has the question: the sweep asks again in its time, and gives up in its time.
        Err(DeliveryError::Temporary(reason)) if waits => {
            tracing::warn!(inquiry = %id, reason, "the bureau could not be asked again");
            Ok(())
        }
        Err(DeliveryError::Temporary(reason)) if attempts >= ATTEMPTS => {
            moved(Event::GiveUp, &reason, "")
        }
        Err(error) => Err(Failure::unavailable(error)),
    }
}

/// Loads a question that is on its way; without the question itself when the case is closed.
fn prepare(app: &App, scope: OperatorScope, id: Uuid) -> Result<Option<Asked>, Failure> {
    app.read(move |tx| {
        let inquiry = inquiry::get(tx, scope, id)?.ok_or(Failure::NotFound)?;
        if !inquiry_state(&inquiry)?.on_its_way() {
            return Ok(None);
        }
        let row = operator::application(tx, scope, inquiry.application_id)?;
        let row = row.ok_or(Failure::NotFound)?;
        let purpose = purpose_of(&inquiry)?;
        let question = if is_open(tx, scope, &row, purpose)? {
            Some(question::kept(&inquiry)?)
        } else {
            None
        };
        Ok(Some(Asked { inquiry, question }))
    })
    .wait()
}

/// Reads a purpose column.
pub(super) fn purpose_of(row: &Inquiry) -> Result<Purpose, Failure> {
    Purpose::from_text(&row.purpose)
        .ok_or_else(|| Failure::internal(format!("unknown inquiry purpose {}", row.purpose)))
}

/// Keeps the bureau's own number of a case; one that was given stays when it is left out later.
pub(super) fn name(row: &mut Inquiry, reference: &str) {
    if !reference.is_empty() {
        reference.clone_into(&mut row.reference);
    }
}

/// Moves a question on that was not answered.
fn turn(
    app: &App,
    request: &Request,
    scope: OperatorScope,
    asked: &Inquiry,
    event: Event,
    note: &str,
    reference: &str,
) -> Result<(), Failure> {
    let id = asked.id;
    let subject = format!("application/{}", ApplicationId(asked.application_id));
    let intent = Intent::new("credit.bureau", asked.tenant_id, subject);
    let note: String = note.chars().take(200).collect();
    let reference = reference.to_owned();
    app.command(request, intent, move |work| {
        let mut row = inquiry::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        // The answer may have come by a call-back in the meantime.
        let Ok(next) = inquiry_state(&row)?.apply(event) else {
            return Ok(());
        };
        row.state = next.text().to_owned();
        row.note.clone_from(&note);
        if event == Event::Accept {
            row.accepted_at = row.accepted_at.or(Some(work.now));
            row.look_at = work.now.plus_seconds(look_again_after(row.looks));
            name(&mut row, &reference);
        } else {
            // From here on the moment it ended, for the list of what needs a person.
            row.look_at = work.now;
        }
        inquiry::save(work.tx, scope, &row, None)?;
        work.audit("inquiry", id.to_string());
        work.audit("event", event.text());
        work.audit("note", note.as_str());
        Ok(())
    })
    .wait()
}

/// Asks again about what has not been answered, and gives up what has waited too long.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&Caller::System, OperatorAction::DecideCredit)?;
    let now = app.clock.now();
    let due = app
        .read(move |tx| Ok(inquiry::to_look_at(tx, scope, now, BATCH)?))
        .wait()?;
    let mut looked = 0;
    for found in due {
        looked += 1;
        if now >= found.asked_at.plus_days(ANSWER_DAYS) || app.bureau.is_none() {
            turn(app, request, scope, &found, Event::GiveUp, "no answer", "")?;
            continue;
        }
        let subject = format!("application/{}", ApplicationId(found.application_id));
        let intent = Intent::new("credit.look-again", found.tenant_id, subject);
        app.command(request, intent, move |work| {
            let mut row = inquiry::get(work.tx, scope, found.id)?.ok_or(Failure::NotFound)?;
            if inquiry_state(&row)? != State::Waiting || row.look_at > work.now {
                return Ok(());
            }
            row.looks += 1;
            row.look_at = work.now.plus_seconds(look_again_after(row.looks));
            inquiry::save(work.tx, scope, &row, None)?;
            work.audit("inquiry", row.id.to_string());
            hand_over(work, &row, "")
        })
        .wait()?;
    }
    Ok(looked)
}
