//! What has happened to a case since somebody looked: for the note on the page, and so that nothing
//! is decided on a page that no longer tells the truth.

use super::case::{is_about, timeline};
use super::papers;
use crate::{App, Failure, Request};
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use store::application::Application;
use store::audit::{self, Entry};
use store::review::duty;
use store::{Reply, Tx, operator};
use uuid::Uuid;

/// What is written down about a case without changing what anybody would decide.
const QUIET: &[&str] = &[
    "application.claim",
    "application.declare-conflict",
    "application.note",
    "application.release",
    "application.remind",
    "application.take-over",
    "application.warn",
];

/// What a form was made from: the version of the application and the newest entry of the company's
/// audit chain. Spelt `7.123` in forms; either half may be missing in a form of an older program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stamp {
    /// Version of the application.
    pub version: Option<i64>,
    /// Sequence of the entry.
    pub entry: Option<i64>,
}

impl Stamp {
    /// Reads what a form carries.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let (version, entry) = text.split_once('.').unwrap_or((text, ""));
        Self {
            version: version.parse().ok(),
            entry: entry.parse().ok(),
        }
    }
}

impl std::fmt::Display for Stamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}.{}",
            self.version.unwrap_or_default(),
            self.entry.unwrap_or_default()
        )
    }
}

/// Keeps what somebody else has done and what matters for a decision.
fn of_others(mut entries: Vec<Entry>, me: Option<Uuid>) -> Vec<Entry> {
    entries.retain(|e| {
        e.outcome == "succeeded"
            && (e.actor.is_none() || e.actor != me)
            && !QUIET.contains(&e.action.as_str())
    });
    entries
}

/// Everything others have done about a case after an entry, newest first, however long ago that was.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn after(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    row: &Application,
    entry: i64,
    me: Option<Uuid>,
) -> Result<Vec<Entry>, Failure> {
    let mut found = audit::behind(tx, scope, row.tenant_id, entry, papers::LOOK)?;
    found.retain(|e| is_about(row, e));
    Ok(of_others(found, me))
}

/// Refuses a decision made on an older version of the application. A form without a version counts
/// as fresh.
///
/// # Errors
/// [`Failure::Conflict`] with `stale`.
pub(crate) fn same_version(row: &Application, seen: &str) -> Result<(), Failure> {
    match Stamp::parse(seen).version {
        Some(version) if version != row.version => Err(Failure::conflict("stale")),
        _ => Ok(()),
    }
}

/// Refuses a decision that ends a review when anything has happened since the page was made.
///
/// # Errors
/// [`Failure::Conflict`] with `stale` or `changed`.
pub(crate) fn nothing_new(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    row: &Application,
    seen: &str,
    me: Uuid,
) -> Result<(), Failure> {
    same_version(row, seen)?;
    match Stamp::parse(seen).entry {
        Some(entry) if !after(tx, scope, row, entry, Some(me))?.is_empty() => {
            Err(Failure::conflict("changed"))
        }
        _ => Ok(()),
    }
}

/// What others have done since a form was made, newest first; everything of late when the form does
/// not say when that was.
pub fn since(
    app: &App,
    request: &Request,
    id: ApplicationId,
    seen: &str,
) -> Reply<Vec<Entry>, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewApplication) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let me = request.caller.person().map(|person| person.account.0);
    let entry = Stamp::parse(seen).entry;
    app.read(move |tx| {
        let row = operator::application(tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        if let Some(me) = me
            && duty::has_conflict(tx, scope, row.tenant_id, me)?
        {
            return Ok(Vec::new());
        }
        match entry {
            Some(entry) => after(tx, scope, &row, entry, me),
            None => Ok(of_others(timeline(tx, scope, &row)?, me)),
        }
    })
}

/// Notes what somebody has before him now, so that the next look tells what is new. Not a command:
/// reading is not an act, and nothing rests on it.
pub fn note_seen(
    app: &App,
    request: &Request,
    id: ApplicationId,
    entry: i64,
) -> Reply<(), Failure> {
    let Some(person) = request.caller.person().map(|person| person.account.0) else {
        return Reply::ready(Ok(()));
    };
    let now = app.clock.now();
    app.db
        .write(move |tx| duty::note_seen(tx, id.0, person, entry, now).map_err(Failure::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_read_as_they_are_written() {
        let stamp = Stamp {
            version: Some(7),
            entry: Some(123),
        };
        assert_eq!(Stamp::parse(&stamp.to_string()), stamp);
        assert_eq!(Stamp::parse("7").version, Some(7));
        assert_eq!(Stamp::parse(""), Stamp::default());
        assert_eq!(Stamp::parse("x.y"), Stamp::default());
    }
}
