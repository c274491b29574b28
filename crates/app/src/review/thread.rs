//! What staff write about a case: messages to the company, and notes among themselves.

use super::decide::intent;
use super::guard;
use crate::enrolment::application::state_of;
use crate::enrolment::thread::{self as both_sides, Read};
use crate::{App, Failure, Request};
use domain::effects::Instant;
use domain::enrolment::duty::Duty;
use domain::enrolment::form::FieldProblem;
use domain::enrolment::thread::{LONGEST, SHORTEST, Side, is_open};
use domain::ids::{ApplicationId, fresh_uuid};
use domain::permission::{OperatorAction, authorise_operator};
use domain::validate::text;
use store::review::thread::{self, Note};
use store::{Reply, operator};

fn read_text(typed: &str) -> Result<String, Failure> {
    text::multiline(typed, SHORTEST, LONGEST)
        .map(|checked| checked.value)
        .map_err(|problem| Failure::Invalid(vec![FieldProblem::new("text", problem)]))
}

/// Writes to the company.
///
/// # Errors
/// [`Failure::Invalid`] at `text`; [`Failure::Conflict`] with `thread-closed` or the refusal of the
/// duty; [`Failure::TooMany`].
pub fn reply(
    app: &App,
    request: &Request,
    id: ApplicationId,
    typed: &str,
    key: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let text = read_text(typed)?;
    let intent = intent(app, "application.message", scope, id)?.once(key, &(id, typed));
    app.command(request, intent, move |work| {
        let mut row = operator::application(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        let person = guard::may(work, scope, &mut row, Duty::Write)?;
        if !is_open(state_of(&row)?) {
            return Err(Failure::conflict("thread-closed"));
        }
        both_sides::write(work, scope, &row, Side::Staff, person, &text)
    })
    .wait()
}

/// Writes a note that only staff see.
///
/// # Errors
/// [`Failure::Invalid`] at `text`; [`Failure::Conflict`] with the refusal of the duty.
pub fn note(
    app: &App,
    request: &Request,
    id: ApplicationId,
    typed: &str,
    key: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::WriteNote)?;
    let text = read_text(typed)?;
    let intent = intent(app, "application.note", scope, id)?.once(key, &(id, typed));
    app.command(request, intent, move |work| {
        let mut row = operator::application(work.tx, scope, id.0)?
            .filter(|row| row.submitted_at.is_some())
            .ok_or(Failure::NotFound)?;
        let person = guard::may(work, scope, &mut row, Duty::Write)?;
        let note = fresh_uuid(&*work.app.entropy);
        thread::add_note(work.tx, scope, note, row.id, person, &text, work.now)?;
        Ok(())
    })
    .wait()
}

/// The thread with the notes.
#[derive(Debug, Clone)]
pub struct Whole {
    /// What both sides see.
    pub read: Read,
    /// What staff see.
    pub notes: Vec<Note>,
}

pub(super) fn whole(
    tx: &mut store::Tx<'_>,
    scope: domain::permission::OperatorScope,
    application: uuid::Uuid,
) -> Result<Whole, Failure> {
    Ok(Whole {
        read: both_sides::read(tx, application, Side::Staff)?,
        notes: thread::notes(tx, scope, application)?,
    })
}

/// Notes that the reviewers have read what the company wrote, up to a message.
pub fn note_read(
    app: &App,
    request: &Request,
    id: ApplicationId,
    through: Instant,
) -> Reply<(), Failure> {
    if authorise_operator(&request.caller, OperatorAction::DecideApplication).is_err() {
        return Reply::ready(Ok(()));
    }
    app.db
        .write(move |tx| thread::note_read(tx, id.0, Side::Staff, through).map_err(Failure::from))
}
