//! The lists: a partner's requests, and what the operator has to do.

use super::{Case, case, own, sight};
use crate::{App, Failure, Request};
use domain::effects::Instant;
use domain::permission::{OperatorAction, authorise_operator};
use domain::support::clock::{self, Urgency};
use domain::support::{IMPROPER_DAYS, Kind, Severity, State};
use store::support::{self as rows, Filter, Line, StateCount};
use store::{Reply, Tx};

/// Lines of a page.
pub const PAGE: u32 = 50;

/// A page of a partner's requests.
#[derive(Debug, Clone)]
pub struct Page {
    /// The requests.
    pub lines: Vec<Line>,
    /// How many there are in all.
    pub total: u64,
    /// Whether only the caller's own are shown.
    pub own_only: bool,
}

fn begin(page: u32) -> (u32, u32) {
    (PAGE, page.saturating_sub(1).saturating_mul(PAGE))
}

/// Requests of the caller's company, what changed last first.
pub fn requests(
    app: &App,
    request: &Request,
    kind: Kind,
    (state, text): (&str, &str),
    page: u32,
) -> Reply<Page, Failure> {
    let (scope, only) = match sight(request) {
        Ok(sight) => sight,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let filter = Filter {
        kind: kind.text().to_owned(),
        reporter: only,
        state: state.to_owned(),
        text: text.trim().chars().take(100).collect(),
    };
    app.read(move |tx| {
        let total = rows::count(tx, scope, &filter)?;
        Ok(Page {
            lines: rows::list(tx, scope, &filter, begin(page))?,
            total: u64::try_from(total).unwrap_or(0),
            own_only: only.is_some(),
        })
    })
}

/// Requests the caller may see that wait for the partner, at most so many of each kind; none for who
/// may see none.
pub(crate) fn waiting(
    tx: &mut Tx<'_>,
    request: &Request,
    limit: u32,
) -> Result<Vec<Line>, Failure> {
    let Ok((scope, only)) = sight(request) else {
        return Ok(Vec::new());
    };
    let mut all = Vec::new();
    for kind in Kind::ALL {
        let filter = Filter {
            kind: kind.text().to_owned(),
            reporter: only,
            state: State::Waiting.text().to_owned(),
            text: String::new(),
        };
        all.extend(rows::list(tx, scope, &filter, (limit, 0))?);
    }
    Ok(all)
}

/// A request as its partner reads it.
pub fn view(app: &App, request: &Request, number: &str) -> Reply<Case, Failure> {
    match sight(request) {
        Ok(sight) => {
            let number = number.to_owned();
            app.read(move |tx| {
                let row = own(tx, sight, &number)?;
                case(tx, row, false)
            })
        }
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// Which of all requests the operator looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which<'a> {
    /// What has to be answered, first what is due first.
    Queue,
    /// The same of the caller.
    Mine,
    /// Those in a state, or all, that a text is found in.
    All(&'a str, &'a str),
}

/// A page of the operator's list.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The requests.
    pub lines: Vec<Line>,
    /// Whether more follow.
    pub more: bool,
    /// How many have each state.
    pub counts: Vec<StateCount>,
}

/// Requests as the operator's staff see them.
pub fn desk(app: &App, request: &Request, which: Which<'_>, page: u32) -> Reply<Desk, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewSupport) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let me = request.caller.person().map(|person| person.account.0);
    let (queue, mine) = (!matches!(which, Which::All(..)), which == Which::Mine);
    let (state, text) = match which {
        Which::All(state, text) => (state.to_owned(), text.trim().chars().take(100).collect()),
        _ => (String::new(), String::new()),
    };
    let (limit, offset) = begin(page);
    app.read(move |tx| {
        // One more than a page tells whether there is another.
        let part = (limit + 1, offset);
        let mut lines = if queue {
            rows::queue(tx, scope, me.filter(|_| mine), part)?
        } else {
            rows::search(tx, scope, (&state, &text), part)?
        };
        let more = lines.len() > usize::try_from(limit).unwrap_or(usize::MAX);
        lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(Desk {
            lines,
            more,
            counts: rows::counts(tx, scope)?,
        })
    })
}

/// A request as staff read it, notes included.
pub fn look(app: &App, request: &Request, number: &str) -> Reply<Case, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewSupport) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let (number, now) = (number.to_owned(), app.clock.now());
    app.read(move |tx| {
        let row = rows::any(tx, scope, &number)?.ok_or(Failure::NotFound)?;
        let since = now.plus_days(-IMPROPER_DAYS);
        let improper = rows::improper(tx, scope, row.partner_id, since)?;
        Ok(Case {
            improper,
            ..case(tx, row, true)?
        })
    })
}

/// How urgent an answer is now.
#[must_use]
pub fn urgency(app: &App, severity: &str, due_at: Option<Instant>) -> Urgency {
    match Severity::from_text(severity) {
        Some(severity) => clock::urgency(&app.programme, severity, due_at, app.clock.now()),
        None => Urgency::None,
    }
}
