//! What a partner's people do with their request: write, close, open anew, take back.

use super::files::{self, Attached};
use super::{apply, intent, note, notices, own, restart, save, sight, state};
use crate::{App, Failure, Request, Work};
use domain::enrolment::form::FieldProblem;
use domain::support::form::DETAILS;
use domain::support::{Event, Line, Side, State, may_reopen};
use domain::validate::text;

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
    number: &str,
    typed: &str,
    attached: &[Attached<'_>],
    key: &str,
) -> Result<(), Failure> {
    let (sight, text) = (sight(request)?, words(typed)?);
    let asked = number.to_owned();
    let row = app.read(move |tx| own(tx, sight, &asked)).wait()?;
    if !state(&row)?.takes_messages() {
        return Err(Failure::conflict("support-over"));
    }
    let kept = files::keep(app, request, row.id, attached)?;
    let hashes: Vec<_> = kept.iter().map(|file| file.source_sha256).collect();
    let intent = intent("support.write", &row).once(key, &(number, &text, hashes));
    let (number, added) = (number.to_owned(), kept.clone());
    let fresh = domain::ids::fresh_uuid(&*app.entropy);
    let done = app.command(request, intent, move |work| {
        let mut row = own(work.tx, sight, &number)?;
        let before = state(&row)?;
        if !before.takes_messages() {
            return Err(Failure::conflict("support-over"));
        }
        match before.on_message() {
            Some(event) => apply(work, &mut row, event)?,
            None => restart(work, &mut row)?,
        }
        let by = author(work);
        save(work, &mut row, &by)?;
        if before == State::Resolved {
            note(
                work,
                &row,
                Side::Partner,
                &by,
                Line::Step,
                Event::Reopen.text(),
            )?;
        }
        let place = note(work, &row, Side::Partner, &by, Line::Message, &text)?;
        files::add(work, &added, place)?;
        notices::arrived(work, &row, "support-reply", place)?;
        Ok(fresh)
    });
    files::settle(app, &kept, done.wait(), |made| *made == fresh).map(drop)
}

/// Opens anew what was solved or closed, with a word on why.
///
/// # Errors
/// [`Failure::Invalid`] at `text`; [`Failure::Conflict`] (`support-too-late`) after the programme's
/// days; [`Failure::NotFound`].
pub fn reopen(
    app: &App,
    request: &Request,
    number: &str,
    typed: &str,
    key: &str,
) -> Result<(), Failure> {
    let (sight, text) = (sight(request)?, words(typed)?);
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
        note(
            work,
            &row,
            Side::Partner,
            &by,
            Line::Step,
            Event::Reopen.text(),
        )?;
        let place = note(work, &row, Side::Partner, &by, Line::Message, &text)?;
        notices::arrived(work, &row, "support-reply", place)
    })
    .wait()
}

/// Closes a request, or takes it back.
///
/// # Errors
/// [`Failure::Conflict`] for a state that does not allow it; [`Failure::NotFound`].
pub fn act(app: &App, request: &Request, number: &str, act: Act, key: &str) -> Result<(), Failure> {
    let sight = sight(request)?;
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
        note(work, &row, Side::Partner, &by, Line::Step, event.text())?;
        Ok(())
    })
    .wait()
}
