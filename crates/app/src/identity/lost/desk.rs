//! What an agent sees: the queue, and one request with everything that speaks for or against it.

use super::{account_of, state_of};
use crate::review::case::name_of;
use crate::{App, Failure, Request};
use domain::accounts::contact::Kind;
use domain::effects::Instant;
use domain::enrolment::documents::Scan;
use domain::enrolment::registry::{CallOutcome, settled};
use domain::identity::lost::{DECIDE_DAYS, State};
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use store::identity::{self, Account};
use store::lost_access::{self, Call, Held, LostAccess, Paper};
use store::{Reply, Tx, contact, users};
use uuid::Uuid;

/// Requests on one page of the list.
pub const PAGE: u32 = 50;

/// A line of the list.
#[derive(Debug, Clone)]
pub struct Line {
    /// The request.
    pub row: LostAccess,
    /// Whether somebody has the name.
    pub known: bool,
    /// When it expires unless somebody acts; none once it is closed, and while it waits.
    pub until: Option<Instant>,
    /// Whether the caller stands behind it, so that somebody else has to decide.
    pub mine: bool,
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct List {
    /// Its lines.
    pub lines: Vec<Line>,
    /// Open requests altogether.
    pub open: i64,
    /// Closed ones.
    pub closed: i64,
}

/// Why a request cannot be endorsed or approved now, as codes of conflicts; the first comes first.
pub(super) fn obstacles(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    row: &LostAccess,
    scanner: bool,
) -> Result<Vec<&'static str>, Failure> {
    let Some(account) = account_of(tx, row)? else {
        return Ok(vec!["lost-unknown"]);
    };
    let mut found = Vec::new();
    if !matches!(account.status.as_str(), "invited" | "active") {
        found.push("lost-account-closed");
    }
    let scans: Vec<Scan> = lost_access::papers(tx, scope, row.id)?
        .iter()
        .filter_map(|paper| Scan::from_text(&paper.scan))
        .collect();
    if scans.contains(&Scan::Infected) {
        found.push("lost-infected");
    }
    if scanner && scans.iter().any(|scan| scan.is_open()) {
        found.push("lost-unscanned");
    }
    let calls = lost_access::calls(tx, scope, row.id)?;
    if !called_back(row, &calls) {
        found.push("lost-not-called");
    }
    if users::is_mailbox_taken(tx, account.tenant_id, &row.new_email, account.id)? {
        found.push("lost-email-taken");
    }
    Ok(found)
}

/// Whether the company's newest word is that it stands behind the request.
fn called_back(row: &LostAccess, calls: &[Call]) -> bool {
    let told = calls
        .iter()
        .filter_map(|call| Some((CallOutcome::from_text(&call.outcome)?, call.called_at)));
    settled(told, Some(row.received_at))
}

/// Until when somebody has to act.
fn until(row: &LostAccess, state: State) -> Option<Instant> {
    match state {
        State::Received | State::Endorsed => Some(row.received_at.plus_days(DECIDE_DAYS)),
        State::Ready => row.link_until,
        _ => None,
    }
}

/// The list: open requests, the oldest first, or closed ones, the newest first.
pub fn list(app: &App, request: &Request, closed: bool, page: u32) -> Reply<List, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::JudgeLostAccess) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let me = request.caller.person().map(|person| person.account.0);
    let offset = PAGE.saturating_mul(page.saturating_sub(1));
    app.read(move |tx| {
        let (open, all_closed) = lost_access::counts(tx, scope)?;
        let mut lines = Vec::new();
        for row in lost_access::list(tx, scope, closed, PAGE, offset)? {
            let state = state_of(&row)?;
            lines.push(Line {
                known: row.account_id.is_some(),
                until: until(&row, state),
                mine: state == State::Endorsed && row.endorsed_by == me,
                row,
            });
        }
        Ok(List {
            lines,
            open,
            closed: all_closed,
        })
    })
}

/// What is known of the account.
#[derive(Debug, Clone)]
pub struct Known {
    /// The account.
    pub account: Account,
    /// Its company.
    pub organisation: String,
    /// When its contact e-mail was confirmed, if it was.
    pub email_confirmed: Option<Instant>,
    /// The same of its mobile.
    pub mobile_confirmed: Option<Instant>,
}

/// A request with everything about it.
#[derive(Debug, Clone)]
pub struct Case {
    /// The request.
    pub row: LostAccess,
    /// Where it stands.
    pub state: State,
    /// Whose account, if somebody has the name.
    pub known: Option<Known>,
    /// Its papers.
    pub papers: Vec<Paper>,
    /// Numbers held before, which may be called; none once it is closed.
    pub numbers: Vec<Held>,
    /// Calls with the names of those who called.
    pub calls: Vec<(Call, String)>,
    /// What stands in the way of endorsing or approving it, as codes of conflicts.
    pub obstacles: Vec<&'static str>,
    /// Who stands behind it.
    pub endorser: Option<String>,
    /// Who agreed.
    pub approver: Option<String>,
    /// Who refused it, or the account that signed in.
    pub closer: Option<String>,
    /// Whether the caller stands behind it.
    pub mine: bool,
    /// Until when somebody has to act.
    pub until: Option<Instant>,
}

/// A request.
pub fn case(app: &App, request: &Request, id: Uuid) -> Reply<Case, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::JudgeLostAccess) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let me = request.caller.person().map(|person| person.account.0);
    let scanner = app.scanner.is_some();
    app.read(move |tx| {
        let row = lost_access::get(tx, scope, id)?.ok_or(Failure::NotFound)?;
        let state = state_of(&row)?;
        let known = account_of(tx, &row)?.map(|account| known(tx, account));
        let numbers = numbers(tx, scope, &row, state)?;
        let mut calls = Vec::new();
        for call in lost_access::calls(tx, scope, id)? {
            let by = name_of(tx, Some(call.called_by))?.unwrap_or_default();
            calls.push((call, by));
        }
        Ok(Case {
            known: known.transpose()?,
            papers: lost_access::papers(tx, scope, id)?,
            numbers,
            calls,
            obstacles: match state {
                State::Received | State::Endorsed => obstacles(tx, scope, &row, scanner)?,
                _ => Vec::new(),
            },
            endorser: name_of(tx, row.endorsed_by)?,
            approver: name_of(tx, row.approved_by)?,
            closer: name_of(tx, row.closed_by)?,
            mine: row.endorsed_by.is_some() && row.endorsed_by == me,
            until: until(&row, state),
            state,
            row,
        })
    })
}

fn known(tx: &mut Tx<'_>, account: Account) -> Result<Known, Failure> {
    let (email, mobile) = (&account.contact_email, &account.mobile);
    Ok(Known {
        organisation: identity::organisation(tx, account.tenant_id)?,
        email_confirmed: contact::confirmed_at(tx, account.id, Kind::Email, email)?,
        mobile_confirmed: contact::confirmed_at(tx, account.id, Kind::Mobile, mobile)?,
        account,
    })
}

/// The numbers that may be called, each once.
pub(super) fn numbers(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    row: &LostAccess,
    state: State,
) -> Result<Vec<Held>, Failure> {
    let Some(account) = row.account_id.filter(|_| state.is_open()) else {
        return Ok(Vec::new());
    };
    let mut numbers: Vec<Held> = Vec::new();
    for held in lost_access::held_numbers(tx, scope, account, row.received_at)? {
        // The number that is to be new proves nothing.
        let fresh = held.number != row.new_mobile;
        if fresh && !numbers.iter().any(|known| known.number == held.number) {
            numbers.push(held);
        }
    }
    Ok(numbers)
}
