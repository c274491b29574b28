//! What those who are asked do with a request: the operator's agents, and a partner's people with what
//! their customers ask.

use super::files::{self, Attached};
use super::{
    Seat, apply, due, has_come, intent, note, notices, put, save, seat, severity, stamp, state,
};
use crate::privacy::retention::operator;
use crate::{App, Failure, Intent, Request, Work};
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use domain::permission::OperatorAction;
use domain::support::form::{DETAILS, WORDS};
use domain::support::{Event, Line, Severity, Side, State};
use domain::validate::{Problem, text};
use serde::Serialize;
use store::support::{self as rows, Request as Row};
use uuid::Uuid;

/// What an answer leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Answer {
    /// Work goes on.
    GoesOn,
    /// The partner has to answer.
    Asks,
    /// It is solved.
    Solves,
}

impl Answer {
    /// Reads the word of a form.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        match text {
            "goes-on" => Some(Self::GoesOn),
            "asks" => Some(Self::Asks),
            "solves" => Some(Self::Solves),
            _ => None,
        }
    }
}

fn wrong(field: &str, problem: Problem) -> Failure {
    Failure::Invalid(vec![FieldProblem::new(field, problem)])
}

fn words(field: &str, typed: &str, most: usize) -> Result<String, Failure> {
    text::multiline(typed, 2, most)
        .map(|checked| checked.value)
        .map_err(|problem| wrong(field, problem))
}

pub(super) fn begin(
    app: &App,
    request: &Request,
    (answerer, number): (Side, &str),
) -> Result<(Seat, Row), Failure> {
    let seat = seat(request, answerer, OperatorAction::WorkOnSupport)?;
    let number = number.to_owned();
    let row = app.read(move |tx| put(tx, seat, &number)).wait()?;
    Ok((seat, row))
}

/// A row as a command finds it, if it is still the version that was on the screen.
fn fresh(work: &mut Work<'_, '_>, seat: Seat, number: &str, version: i64) -> Result<Row, Failure> {
    let row = put(work.tx, seat, number)?;
    if row.version == version {
        Ok(row)
    } else {
        Err(Failure::conflict("stale"))
    }
}

/// Who acts: account and name.
fn me(work: &Work<'_, '_>) -> Result<(Uuid, String), Failure> {
    let person = work.request.caller.person().ok_or(Failure::SignInFirst)?;
    Ok((person.account.0, person.name.clone()))
}

/// Makes a request the caller's, whoever had it before.
fn mine(work: &mut Work<'_, '_>, row: &mut Row) -> Result<String, Failure> {
    let (account, name) = me(work)?;
    if row.assignee_id != Some(account) {
        row.assignee_id = Some(account);
        row.assignee_name.clone_from(&name);
    }
    Ok(name)
}

/// Takes a request, or takes it over.
///
/// # Errors
/// [`Failure::Conflict`] (`stale`, or the state it is in); [`Failure::NotFound`].
pub fn take(
    app: &App,
    request: &Request,
    (answerer, number): (Side, &str),
    version: i64,
    key: &str,
) -> Result<(), Failure> {
    let (seat, row) = begin(app, request, (answerer, number))?;
    let intent = intent("support.take", &row).once(key, &(number, version));
    let number = number.to_owned();
    app.command(request, intent, move |work| {
        let mut row = fresh(work, seat, &number, version)?;
        let before = state(&row)?;
        if !before.is_open() {
            return Err(Failure::conflict("support-over"));
        }
        if before == State::New {
            apply(work, &mut row, Event::Take)?;
        }
        let by = mine(work, &mut row)?;
        save(work, &mut row, &by)?;
        note(work, &row, answerer, &by, Line::Step, Event::Take.text())?;
        Ok(())
    })
    .wait()
}

/// Writes to the partner. Blocks for the files.
///
/// # Errors
/// [`Failure::Invalid`] at `how`, `text` or `file`; [`Failure::Conflict`] (`stale`, `support-over`, or the
/// state it is in); [`Failure::NotFound`].
pub fn answer(
    app: &App,
    request: &Request,
    (answerer, number, version): (Side, &str, i64),
    how: &str,
    typed: &str,
    attached: &[Attached<'_>],
    key: &str,
) -> Result<(), Failure> {
    let begun = begin(app, request, (answerer, number))?;
    let how = Answer::from_text(how).ok_or_else(|| wrong("how", Problem::new("required")))?;
    let message = Message {
        how,
        typed,
        attached,
        key,
        seen: Seen::Version(version),
    };
    put_in(app, request, (answerer, number), begun, message).map(drop)
}

/// Writes to those who asked what came as a letter: work goes on after it. Says whether the letter is
/// new. Blocks for the files.
///
/// # Errors
/// As [`answer`]; [`Failure::Conflict`] (`support-letters`) when so many came that no person can have
/// written them.
pub(super) fn answer_letter(
    app: &App,
    request: &Request,
    (answerer, number): (Side, &str),
    typed: &str,
    attached: &[Attached<'_>],
    letter: [u8; 32],
) -> Result<bool, Failure> {
    let begun = begin(app, request, (answerer, number))?;
    let message = Message {
        how: Answer::GoesOn,
        typed,
        attached,
        key: "",
        seen: Seen::Letter(letter),
    };
    put_in(app, request, (answerer, number), begun, message)
}

/// What the writer had in front of him.
#[derive(Debug, Clone, Copy)]
enum Seen {
    /// The page, at a version.
    Version(i64),
    /// A mail. The letter that answers it is known by its stamp.
    Letter([u8; 32]),
}

/// An answer as it comes in.
struct Message<'a> {
    how: Answer,
    typed: &'a str,
    attached: &'a [Attached<'a>],
    key: &'a str,
    seen: Seen,
}

fn put_in(
    app: &App,
    request: &Request,
    (answerer, number): (Side, &str),
    (seat, row): (Seat, Row),
    message: Message<'_>,
) -> Result<bool, Failure> {
    let (how, seen) = (message.how, message.seen);
    let text = words("text", message.typed, DETAILS)?;
    if let Seen::Letter(letter) = seen {
        let (sought, now) = (row.clone(), app.clock.now());
        let come = app.read(move |tx| has_come(tx, &sought, Some(letter), now));
        if come.wait()? {
            return Ok(false);
        }
        if !state(&row)?.is_open() {
            return Err(Failure::conflict("support-over"));
        }
    }
    let kept = files::keep(app, request, row.id, message.attached)?;
    let hashes: Vec<_> = kept.iter().map(|file| file.source_sha256).collect();
    let intent = intent("support.answer", &row).once(message.key, &(number, how, &text, hashes));
    let (number, added) = (number.to_owned(), kept.clone());
    let made = domain::ids::fresh_uuid(&*app.entropy);
    let done = app.command(request, intent, move |work| {
        let (mut row, letter) = match seen {
            Seen::Version(version) => (fresh(work, seat, &number, version)?, None),
            Seen::Letter(letter) => (put(work.tx, seat, &number)?, Some(letter)),
        };
        if has_come(work.tx, &row, letter, work.now)? {
            return Ok(Uuid::nil());
        }
        let before = state(&row)?;
        if !before.is_open() {
            return Err(Failure::conflict("support-over"));
        }
        let event = match (how, before) {
            (Answer::GoesOn, State::New) => Some(Event::Take),
            (Answer::GoesOn, _) => None,
            // Asked once more: the days to answer begin again.
            (Answer::Asks, State::Waiting) => {
                row.waiting_since = Some(work.now);
                row.reminded = 0;
                None
            }
            (Answer::Asks, _) => Some(Event::Ask),
            (Answer::Solves, _) => Some(Event::Resolve),
        };
        if let Some(event) = event {
            apply(work, &mut row, event)?;
        }
        row.due_at = None;
        row.answered_at = row.answered_at.or(Some(work.now));
        let by = mine(work, &mut row)?;
        save(work, &mut row, &by)?;
        let place = note(work, &row, answerer, &by, Line::Message, &text)?;
        stamp(work, &row, place, letter)?;
        files::add(work, &added, place)?;
        if let Some(event) = event.filter(|event| *event != Event::Take) {
            note(work, &row, answerer, &by, Line::Step, event.text())?;
        }
        let told = match how {
            Answer::GoesOn => "answered",
            Answer::Asks => "asked",
            Answer::Solves => "resolved",
        };
        notices::answered(work, &row, told, place, &text)?;
        Ok(made)
    });
    files::settle(app, &kept, done.wait(), |done| *done == made).map(|done| done == made)
}

/// Writes a note only those who answer read. It is audited in their own chain alone.
///
/// # Errors
/// [`Failure::Invalid`] at `note`; [`Failure::NotFound`].
pub fn write_note(
    app: &App,
    request: &Request,
    (answerer, number): (Side, &str),
    typed: &str,
    key: &str,
) -> Result<(), Failure> {
    let (seat, row) = begin(app, request, (answerer, number))?;
    let text = words("note", typed, DETAILS)?;
    let chain = match seat {
        Seat::Operator(_) => operator(app)?,
        Seat::Partner(scope) => scope.tenant().0,
    };
    let intent = Intent::new("support.note", chain, super::subject(number));
    app.command(request, intent.once(key, &(number, &text)), move |work| {
        let (_, by) = me(work)?;
        note(work, &row, answerer, &by, Line::Note, &text)?;
        work.audit("number", row.number.as_str());
        Ok(())
    })
    .wait()
}

/// Says that a request is more or less urgent than its partner said. Who waits is answered by the new
/// measure, counted from when the wait began as far as that is known.
///
/// # Errors
/// [`Failure::Invalid`] at `severity`; [`Failure::Conflict`] (`stale`, `support-over`);
/// [`Failure::NotFound`].
pub fn rate(
    app: &App,
    request: &Request,
    (number, version): (&str, i64),
    to: &str,
    key: &str,
) -> Result<(), Failure> {
    let (seat, row) = begin(app, request, (Side::Staff, number))?;
    let to = Severity::from_text(to);
    let to = to.ok_or_else(|| wrong("severity", Problem::new("choice-unknown")))?;
    let intent = intent("support.rate", &row).once(key, &(number, to.text()));
    let number = number.to_owned();
    app.command(request, intent, move |work| {
        let mut row = fresh(work, seat, &number, version)?;
        if !state(&row)?.is_open() {
            return Err(Failure::conflict("support-over"));
        }
        let before = severity(&row)?;
        if before == to {
            return Ok(());
        }
        to.text().clone_into(&mut row.severity);
        if row.due_at.is_some() {
            let since = if row.answered_at.is_none() {
                row.created_at
            } else {
                match rows::waits_since(work.tx, row.id)? {
                    0 => work.now,
                    at => Instant(at),
                }
            };
            row.due_at = Some(due(work.app, to, since));
        }
        let (_, by) = me(work)?;
        save(work, &mut row, &by)?;
        note(work, &row, Side::Staff, &by, Line::Step, to.text())?;
        work.audit("before", before.text());
        work.audit("after", to.text());
        Ok(())
    })
    .wait()
}

/// Calls a request an improper escalation, with a reason; or takes that back without one.
///
/// # Errors
/// [`Failure::Invalid`] at `improper_why`; [`Failure::Conflict`] (`stale`); [`Failure::NotFound`].
pub fn flag(
    app: &App,
    request: &Request,
    (number, version): (&str, i64),
    why: Option<&str>,
    key: &str,
) -> Result<(), Failure> {
    let (seat, _) = begin(app, request, (Side::Staff, number))?;
    let why = why
        .map(|why| words("improper_why", why, WORDS))
        .transpose()?;
    let intent = Intent::new("support.flag", operator(app)?, super::subject(number));
    let intent = intent.once(key, &(number, &why));
    let number = number.to_owned();
    app.command(request, intent, move |work| {
        let mut row = fresh(work, seat, &number, version)?;
        row.improper_at = why.as_ref().map(|_| work.now);
        row.improper_why = why.clone().unwrap_or_default();
        let (_, by) = me(work)?;
        // The partner's own page says nothing of it, not even that somebody did something.
        if !rows::save(work.tx, &row)? {
            return Err(Failure::conflict("stale"));
        }
        note(work, &row, Side::Staff, &by, Line::Note, &row.improper_why)?;
        work.audit("improper", why.is_some());
        Ok(())
    })
    .wait()
}
