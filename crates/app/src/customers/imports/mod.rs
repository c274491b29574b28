//! Customers and orders from a file. The file is written down row by row and judged by a worker;
//! nothing is made of it. Then a person confirms, and the worker imports the rows that are right,
//! each in a transaction of its own with the key that says it was imported: whatever is interrupted
//! goes on, and a file that is sent again makes nothing twice.

mod check;
mod forget;
mod run;
mod steps;
mod upload;
mod work;

pub use forget::sweep;
pub use steps::{confirm, discard, resume, stop};
pub use upload::upload;
pub(crate) use work::run as work;

use crate::{App, Failure, Intent, Request, selling};
use domain::customers::imports::{Kind, RowState, State};
use domain::enrolment::form::FieldProblem;
use domain::permission::{TenantAction, TenantScope};
use domain::selling::Refusal;
use serde::{Deserialize, Serialize};
use store::imports::{self, Import, Line};
use store::{Reply, Tx};
use uuid::Uuid;

/// Imports listed at most.
const LISTED: u32 = 50;

/// What is wrong with a row, as it is kept and shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The column; empty for the whole row.
    pub column: String,
    /// The key of its words.
    pub words: String,
    /// What the words name.
    pub args: Vec<(String, String)>,
}

impl From<FieldProblem> for Said {
    fn from(found: FieldProblem) -> Self {
        let args = found.problem.args.into_iter();
        Self {
            column: found.field,
            words: format!("problem-{}", found.problem.code),
            args: args.map(|(name, value)| (name.to_owned(), value)).collect(),
        }
    }
}

impl From<Refusal> for Said {
    fn from(refusal: Refusal) -> Self {
        Self {
            column: String::new(),
            words: format!("refused-{}", refusal.reason.text()),
            args: Vec::new(),
        }
    }
}

/// What is said of a failure that is about a row; the failure itself where it is not.
fn said(failure: Failure) -> Result<Vec<Said>, Failure> {
    match failure {
        Failure::Invalid(problems) => Ok(problems.into_iter().map(Said::from).collect()),
        Failure::Refused(refusals) => Ok(refusals.into_iter().map(Said::from).collect()),
        Failure::Conflict(conflict) if conflict.code != "busy" => Ok(vec![Said {
            column: String::new(),
            words: format!("conflict-{}", conflict.code),
            args: Vec::new(),
        }]),
        other => Err(other),
    }
}

fn as_json(said: &[Said]) -> Result<String, Failure> {
    serde_json::to_string(said).map_err(Failure::internal)
}

fn kind(import: &Import) -> Result<Kind, Failure> {
    let unknown = || Failure::internal(format!("unknown kind of import {}", import.kind));
    Kind::from_text(&import.kind).ok_or_else(unknown)
}

fn state(import: &Import) -> Result<State, Failure> {
    let unknown = || Failure::internal(format!("unknown state of import {}", import.state));
    State::from_text(&import.state).ok_or_else(unknown)
}

fn subject(id: Uuid) -> String {
    format!("customer-import/{id}")
}

fn intent(action: &'static str, scope: TenantScope, id: Uuid) -> Intent {
    Intent::new(action, scope.tenant().0, subject(id))
}

/// Leave for those who may import at least one kind of file; the two kinds are for the same roles.
fn scope(request: &Request) -> Result<TenantScope, Failure> {
    selling::scope(request, TenantAction::CreateCustomers)
}

/// One import of the scope, if its kind is for the caller.
fn own(
    tx: &mut Tx<'_>,
    request: &Request,
    scope: TenantScope,
    id: Uuid,
) -> Result<Import, Failure> {
    let import = imports::get(tx, scope, id)?.ok_or(Failure::NotFound)?;
    selling::scope(request, kind(&import)?.action())?;
    Ok(import)
}

/// The company's imports, newest first.
pub fn list(app: &App, request: &Request) -> Reply<Vec<Import>, Failure> {
    match scope(request) {
        Ok(scope) => app.read(move |tx| Ok(imports::list(tx, scope, LISTED)?)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// An import with some of its rows.
#[derive(Debug, Clone)]
pub struct View {
    /// The import.
    pub import: Import,
    /// What its file holds.
    pub kind: Kind,
    /// How far it is.
    pub state: State,
    /// The first rows that are wrong or failed.
    pub problems: Vec<Row>,
    /// The first rows that can be imported, were, or were before.
    pub rows: Vec<Row>,
}

/// A row of a file.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its number in the file.
    pub number: i64,
    /// Its cells, in the order of the columns.
    pub cells: Vec<String>,
    /// How it stands.
    pub state: RowState,
    /// What is wrong with it.
    pub said: Vec<Said>,
    /// What was made of it.
    pub made: Option<Uuid>,
}

fn row(line: Line) -> Result<Row, Failure> {
    let unknown = || Failure::internal(format!("unknown state of a row {}", line.state));
    Ok(Row {
        number: line.number,
        state: RowState::from_text(&line.state).ok_or_else(unknown)?,
        cells: serde_json::from_str(&line.cells).map_err(Failure::internal)?,
        said: serde_json::from_str(&line.problems).map_err(Failure::internal)?,
        made: line.made_id,
    })
}

/// Rows of each kind on the page.
const SHOWN: u32 = 50;

/// One import.
pub fn view(app: &App, request: &Request, id: Uuid) -> Reply<View, Failure> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let request = request.clone();
    app.read(move |tx| {
        let import = own(tx, &request, scope, id)?;
        let mut some = |states: [RowState; 2]| -> Result<Vec<Row>, Failure> {
            let mut found = Vec::new();
            for state in states {
                found.extend(imports::lines(tx, id, state.text(), 0, SHOWN)?);
            }
            found.into_iter().map(row).collect()
        };
        let problems = some([RowState::Wrong, RowState::Failed])?;
        let mut rows = some([RowState::Ready, RowState::Done])?;
        if rows.is_empty() {
            rows = some([RowState::Known, RowState::Known])?;
        }
        rows.truncate(10);
        Ok(View {
            kind: kind(&import)?,
            state: state(&import)?,
            import,
            problems,
            rows,
        })
    })
}

/// Rows of a file at once.
const PART: u32 = 1000;

/// The next rows behind a number, all of them or only those with problems, for a file; none at the
/// end.
pub fn part(
    app: &App,
    request: &Request,
    id: Uuid,
    problems_only: bool,
    after: i64,
) -> Reply<(Kind, Vec<Row>), Failure> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let request = request.clone();
    app.read(move |tx| {
        let import = own(tx, &request, scope, id)?;
        let mut lines = Vec::new();
        if problems_only {
            for state in [RowState::Wrong, RowState::Failed] {
                lines.extend(imports::lines(tx, id, state.text(), after, PART)?);
            }
            lines.sort_by_key(|line| line.number);
            lines.truncate(usize::try_from(PART).unwrap_or(usize::MAX));
        } else {
            lines = imports::all_lines(tx, id, after, PART)?;
        }
        let rows = lines.into_iter().map(row).collect::<Result<_, _>>()?;
        Ok((kind(&import)?, rows))
    })
}
