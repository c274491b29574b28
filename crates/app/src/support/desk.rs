//! What the operator's agents do with a request.

use super::files::{self, Attached};
use super::{apply, due, intent, note, notices, save, severity, state};
use crate::privacy::retention::operator;
use crate::{App, Failure, Intent, Request, Work};
use domain::enrolment::form::FieldProblem;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
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

fn begin(app: &App, request: &Request, number: &str) -> Result<(OperatorScope, Row), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::WorkOnSupport)?;
    let number = number.to_owned();
    let row = app.read(move |tx| rows::any(tx, scope, &number)?.ok_or(Failure::NotFound));
    Ok((scope, row.wait()?))
}

/// A row as a command finds it, if it is still the version that was on the screen.
fn fresh(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    number: &str,
    version: i64,
) -> Result<Row, Failure> {
    let row = rows::any(work.tx, scope, number)?.ok_or(Failure::NotFound)?;
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
    number: &str,
    version: i64,
    key: &str,
) -> Result<(), Failure> {
    let (scope, row) = begin(app, request, number)?;
    let intent = intent("support.take", &row).once(key, &(number, version));
    let number = number.to_owned();
    app.command(request, intent, move |work| {
        let mut row = fresh(work, scope, &number, version)?;
        let before = state(&row)?;
        if !before.is_open() {
            return Err(Failure::conflict("support-over"));
        }
        if before == State::New {
            apply(work, &mut row, Event::Take)?;
        }
        let by = mine(work, &mut row)?;
        save(work, &mut row, &by)?;
        note(work, &row, Side::Staff, &by, Line::Step, Event::Take.text())?;
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
    (number, version): (&str, i64),
    how: &str,
    typed: &str,
    attached: &[Attached<'_>],
    key: &str,
) -> Result<(), Failure> {
    let (scope, row) = begin(app, request, number)?;
    let how = Answer::from_text(how).ok_or_else(|| wrong("how", Problem::new("required")))?;
    let text = words("text", typed, DETAILS)?;
    let kept = files::keep(app, request, row.id, attached)?;
    let hashes: Vec<_> = kept.iter().map(|file| file.source_sha256).collect();
    let intent = intent("support.answer", &row).once(key, &(number, how, &text, hashes));
    let (number, added) = (number.to_owned(), kept.clone());
    let made = domain::ids::fresh_uuid(&*app.entropy);
    let done = app.command(request, intent, move |work| {
        let mut row = fresh(work, scope, &number, version)?;
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
        let place = note(work, &row, Side::Staff, &by, Line::Message, &text)?;
        files::add(work, &added, place)?;
        if let Some(event) = event.filter(|event| *event != Event::Take) {
            note(work, &row, Side::Staff, &by, Line::Step, event.text())?;
        }
        let told = match how {
            Answer::GoesOn => "support-answered",
            Answer::Asks => "support-asked",
            Answer::Solves => "support-resolved",
        };
        notices::answered(work, &row, told, place)?;
        Ok(made)
    });
    files::settle(app, &kept, done.wait(), |done| *done == made).map(drop)
}

/// Writes a note only staff read. It is audited in the operator's chain: partners read their own.
///
/// # Errors
/// [`Failure::Invalid`] at `note`; [`Failure::NotFound`].
pub fn write_note(
    app: &App,
    request: &Request,
    number: &str,
    typed: &str,
    key: &str,
) -> Result<(), Failure> {
    let (_, row) = begin(app, request, number)?;
    let text = words("note", typed, DETAILS)?;
    let intent = Intent::new("support.note", operator(app)?, super::subject(number));
    app.command(request, intent.once(key, &(number, &text)), move |work| {
        let (_, by) = me(work)?;
        note(work, &row, Side::Staff, &by, Line::Note, &text)?;
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
    let (scope, row) = begin(app, request, number)?;
    let to = Severity::from_text(to);
    let to = to.ok_or_else(|| wrong("severity", Problem::new("choice-unknown")))?;
    let intent = intent("support.rate", &row).once(key, &(number, to.text()));
    let number = number.to_owned();
    app.command(request, intent, move |work| {
        let mut row = fresh(work, scope, &number, version)?;
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
                work.now
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
    let (scope, _) = begin(app, request, number)?;
    let why = why
        .map(|why| words("improper_why", why, WORDS))
        .transpose()?;
    let intent = Intent::new("support.flag", operator(app)?, super::subject(number));
    let intent = intent.once(key, &(number, &why));
    let number = number.to_owned();
    app.command(request, intent, move |work| {
        let mut row = fresh(work, scope, &number, version)?;
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
