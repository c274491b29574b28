//! What those who asked do with their request: write, close, open anew, take back.

use super::files::{self, Attached};
use super::{apply, has_come, intent, note, notices, own, restart, save, sight, stamp, state};
use crate::{App, Failure, Request, Work};
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use domain::support::form::DETAILS;
use domain::support::letters::{Landing, landing};
use domain::support::{Event, Line, Side, may_reopen};
use domain::validate::text;
use store::support::Request as Row;
use uuid::Uuid;

/// What is done without many words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// It is solved indeed.
    Close,
    /// It is not needed any more.
    Cancel,
}

fn words(typed: &str) -> Result<String, Failure> {
    text::multiline(typed, 2, DETAILS)
        .map(|checked| checked.value)
        .map_err(|problem| Failure::Invalid(vec![FieldProblem::new("text", problem)]))
}

/// The name a message goes by.
fn author(work: &Work<'_, '_>) -> String {
    let caller = &work.request.caller;
    let name = caller.person().map(|person| person.name.clone());
    name.unwrap_or_else(|| caller.actor_name().to_owned())
}

/// Writes a message. Whoever was asked has answered with it; what was solved is open again. Blocks
/// for the files.
///
/// # Errors
/// [`Failure::Invalid`] at `text` or `file`; [`Failure::Conflict`] (`support-over`) when the request
/// takes no messages any more; [`Failure::NotFound`].
pub fn write(
    app: &App,
    request: &Request,
    (asker, number): (Side, &str),
    typed: &str,
    attached: &[Attached<'_>],
    key: &str,
) -> Result<(), Failure> {
    let message = Message {
        typed,
        attached,
        key,
        letter: None,
    };
    put(app, request, (asker, number), message).map(drop)
}

/// Writes a message that came as a letter; one to a request that was closed a short time ago opens it
/// anew. Says whether the letter is new. Blocks for the files.
///
/// # Errors
/// As [`write`]; [`Failure::Conflict`] (`support-too-late`) for what was closed long ago,
/// (`support-letters`) when so many came that no person can have written them.
pub(super) fn write_letter(
    app: &App,
    request: &Request,
    (asker, number): (Side, &str),
    typed: &str,
    attached: &[Attached<'_>],
    letter: [u8; 32],
) -> Result<bool, Failure> {
    let message = Message {
        typed,
        attached,
        key: "",
        letter: Some(letter),
    };
    put(app, request, (asker, number), message)
}

/// A message as it comes in.
struct Message<'a> {
    typed: &'a str,
    attached: &'a [Attached<'a>],
    key: &'a str,
    letter: Option<[u8; 32]>,
}

/// What a message brings about, if it may be written at all.
fn event(app: &App, row: &Row, by_letter: bool, now: Instant) -> Result<Option<Event>, Failure> {
    let state = state(row)?;
    let days = app.programme.support.reopen_days;
    match landing(state, true, row.closed_at, now, days) {
        Landing::Message => Ok(state.on_message()),
        Landing::Reopen if by_letter => Ok(Some(Event::Reopen)),
        Landing::TooLate if by_letter => Err(Failure::conflict("support-too-late")),
        _ => Err(Failure::conflict("support-over")),
    }
}

fn put(
    app: &App,
    request: &Request,
    (asker, number): (Side, &str),
    message: Message<'_>,
) -> Result<bool, Failure> {
    let (sight, text) = (sight(request, asker)?, words(message.typed)?);
    let asked = number.to_owned();
    let (letter, now) = (message.letter, app.clock.now());
    let found = app.read(move |tx| {
        let row = own(tx, sight, &asked)?;
        let come = has_come(tx, &row, letter, now)?;
        Ok((row, come))
    });
    let (row, come) = found.wait()?;
    if come {
        return Ok(false);
    }
    event(app, &row, letter.is_some(), now)?;
    let kept = files::keep(app, request, row.id, message.attached)?;
    let hashes: Vec<_> = kept.iter().map(|file| file.source_sha256).collect();
    let intent = intent("support.write", &row).once(message.key, &(number, &text, hashes));
    let (number, added) = (number.to_owned(), kept.clone());
    let fresh = domain::ids::fresh_uuid(&*app.entropy);
    let done = app.command(request, intent, move |work| {
        let mut row = own(work.tx, sight, &number)?;
        if has_come(work.tx, &row, letter, work.now)? {
            return Ok(Uuid::nil());
        }
        let event = event(work.app, &row, letter.is_some(), work.now)?;
        match event {
            Some(event) => apply(work, &mut row, event)?,
            None => restart(work, &mut row)?,
        }
        let by = author(work);
        save(work, &mut row, &by)?;
        if event == Some(Event::Reopen) {
            note(work, &row, asker, &by, Line::Step, Event::Reopen.text())?;
        }
        let place = note(work, &row, asker, &by, Line::Message, &text)?;
        stamp(work, &row, place, letter)?;
        files::add(work, &added, place)?;
        notices::arrived(work, &row, "reply", place, &text)?;
        Ok(fresh)
    });
    files::settle(app, &kept, done.wait(), |made| *made == fresh).map(|made| made == fresh)
}

/// Opens anew what was solved or closed, with a word on why.
///
/// # Errors
/// [`Failure::Invalid`] at `text`; [`Failure::Conflict`] (`support-too-late`) after the programme's
/// days; [`Failure::NotFound`].
pub fn reopen(
    app: &App,
    request: &Request,
    (asker, number): (Side, &str),
    typed: &str,
    key: &str,
) -> Result<(), Failure> {
    let (sight, text) = (sight(request, asker)?, words(typed)?);
    let asked = number.to_owned();
    let row = app.read(move |tx| own(tx, sight, &asked)).wait()?;
    let intent = intent("support.reopen", &row).once(key, &(number, &text));
    let number = number.to_owned();
    app.command(request, intent, move |work| {
        let mut row = own(work.tx, sight, &number)?;
        let days = work.app.programme.support.reopen_days;
        if !may_reopen(row.closed_at, work.now, days) {
            return Err(Failure::conflict("support-too-late"));
        }
        apply(work, &mut row, Event::Reopen)?;
        let by = author(work);
        save(work, &mut row, &by)?;
        note(work, &row, asker, &by, Line::Step, Event::Reopen.text())?;
        let place = note(work, &row, asker, &by, Line::Message, &text)?;
        notices::arrived(work, &row, "reply", place, &text)
    })
    .wait()
}

/// Closes a request, or takes it back.
///
/// # Errors
/// [`Failure::Conflict`] for a state that does not allow it; [`Failure::NotFound`].
pub fn act(
    app: &App,
    request: &Request,
    (asker, number): (Side, &str),
    act: Act,
    key: &str,
) -> Result<(), Failure> {
    let sight = sight(request, asker)?;
    let asked = number.to_owned();
    let row = app.read(move |tx| own(tx, sight, &asked)).wait()?;
    let (action, event) = match act {
        Act::Close => ("support.close", Event::Close),
        Act::Cancel => ("support.cancel", Event::Cancel),
    };
    let number = number.to_owned();
    let intent = intent(action, &row).once(key, &number);
    app.command(request, intent, move |work| {
        let mut row = own(work.tx, sight, &number)?;
        apply(work, &mut row, event)?;
        let by = author(work);
        save(work, &mut row, &by)?;
        note(work, &row, asker, &by, Line::Step, event.text())?;
        Ok(())
    })
    .wait()
}

/// The customer allows its partner to pass an inquiry on to the operator.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Conflict`] (`support-over`).
pub fn consent(app: &App, request: &Request, number: &str, key: &str) -> Result<(), Failure> {
    let sight = sight(request, Side::Customer)?;
    let asked = number.to_owned();
    let row = app.read(move |tx| own(tx, sight, &asked)).wait()?;
    let number = number.to_owned();
    let intent = intent("support.consent", &row).once(key, &number);
    app.command(request, intent, move |work| {
        let mut row = own(work.tx, sight, &number)?;
        if !state(&row)?.takes_messages() {
            return Err(Failure::conflict("support-over"));
        }
        if row.consents {
            return Ok(());
        }
        row.consents = true;
        let by = author(work);
        save(work, &mut row, &by)?;
        let place = note(work, &row, Side::Customer, &by, Line::Step, "consent")?;
        notices::arrived(work, &row, "reply", place, "")
    })
    .wait()
}
