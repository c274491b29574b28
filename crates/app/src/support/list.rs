//! The lists: a partner's requests, and what the operator has to do.

use super::{Case, Seat, Sight, case, own, put, seat, sight};
use crate::{App, Failure, Request, centre, selling};
use domain::effects::Instant;
use domain::permission::centre::CustomerAction;
use domain::permission::{OperatorAction, TenantAction, authorise_operator};
use domain::support::clock::{self, Urgency};
use domain::support::{IMPROPER_DAYS, Kind, Severity, Side};
use store::Reply;
use store::support::{self as rows, Filter, Line, StateCount};

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

/// Requests of the caller's company, or what its customers ask it; what changed last first.
pub fn requests(
    app: &App,
    request: &Request,
    kind: Kind,
    (state, text): (&str, &str),
    page: u32,
) -> Reply<Page, Failure> {
    let leave = if kind == Kind::Inquiry {
        selling::scope(request, TenantAction::AnswerCustomers).map(|scope| (scope, None))
    } else {
        sight(request, Side::Partner).and_then(|sight| match sight {
            Sight::Partner(scope, only) => Ok((scope, only)),
            Sight::Customer(_) => Err(Failure::NotFound),
        })
    };
    let (scope, only) = match leave {
        Ok(leave) => leave,
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

/// A page of what the caller's company, a customer, asked its partners; and whether more follow.
pub fn asked(app: &App, request: &Request, page: u32) -> Reply<(Vec<Line>, bool), Failure> {
    let scope = match centre::scope(request, CustomerAction::AskPartners) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (limit, offset) = begin(page);
    app.read(move |tx| {
        // One more than a page tells whether there is another.
        let lines = rows::asked_list(tx, scope, (limit + 1, offset))?;
        Ok(cut(lines, limit))
    })
}

/// A page of lines of which one more was asked for, and whether it was there.
fn cut(mut lines: Vec<Line>, limit: u32) -> (Vec<Line>, bool) {
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = lines.len() > most;
    lines.truncate(most);
    (lines, more)
}

/// A request as those who asked read it.
pub fn view(app: &App, request: &Request, asker: Side, number: &str) -> Reply<Case, Failure> {
    match sight(request, asker) {
        Ok(sight) => {
            let number = number.to_owned();
            app.read(move |tx| {
                let row = own(tx, sight, &number)?;
                case(tx, row, asker)
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
        let lines = if queue {
            rows::queue(tx, scope, me.filter(|_| mine), part)?
        } else {
            rows::search(tx, scope, (&state, &text), part)?
        };
        let (lines, more) = cut(lines, limit);
        Ok(Desk {
            lines,
            more,
            counts: rows::counts(tx, scope)?,
        })
    })
}

/// A request as those who are asked read it, notes included.
pub fn look(app: &App, request: &Request, answerer: Side, number: &str) -> Reply<Case, Failure> {
    let seat = match seat(request, answerer, OperatorAction::ViewSupport) {
        Ok(seat) => seat,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (number, now) = (number.to_owned(), app.clock.now());
    // A helpdesk agent sees no colleague's requests, from an inquiry neither.
    let only = match seat {
        Seat::Operator(_) => None,
        Seat::Partner(_) => match sight(request, Side::Partner) {
            Ok(Sight::Partner(_, only)) => only,
            Ok(Sight::Customer(_)) => return Reply::ready(Err(Failure::NotFound)),
            Err(failure) => return Reply::ready(Err(failure)),
        },
    };
    app.read(move |tx| {
        let row = put(tx, seat, &number)?;
        let since = now.plus_days(-IMPROPER_DAYS);
        let improper = match seat {
            Seat::Operator(scope) => rows::improper(tx, scope, row.partner_id, since)?,
            Seat::Partner(_) => 0,
        };
        let mut found = case(tx, row, answerer)?;
        found
            .passed_on
            .retain(|row| only.is_none_or(|me| row.reporter_id == me));
        Ok(Case { improper, ..found })
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
