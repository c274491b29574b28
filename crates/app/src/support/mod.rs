//! Support requests: partners write them, the operator's agents answer, time closes what nobody
//! answers.

pub mod create;
pub mod desk;
pub mod files;
pub mod list;
mod notices;
pub mod sweep;
pub mod talk;

use crate::{App, Failure, Intent, Request, Work};
use domain::caller::Caller;
use domain::effects::Instant;
use domain::enrolment::machine::Machine;
use domain::ids::TenantId;
use domain::permission::{TenantAction, TenantScope, authorise};
use domain::support::clock;
use domain::support::topic::{self, Area, Topic};
use domain::support::{Event, Kind, Line, Severity, Side, State};
use store::support::{self as rows, Entry, Request as Row};
use store::{Tx, customers, identity};
use uuid::Uuid;

/// What writing about a topic takes.
fn action(kind: Kind, area: Area) -> TenantAction {
    match (kind, area) {
        (Kind::Customer, _) => TenantAction::RequestCustomerSupport,
        (Kind::Partner, Area::Billing) => TenantAction::RequestBillingSupport,
        (Kind::Partner, Area::Account) => TenantAction::RequestAccountSupport,
        (Kind::Partner, Area::Selling) => TenantAction::RequestSupport,
    }
}

/// Topics the caller may write about, in the order of the form.
///
/// # Errors
/// [`Failure`] of the permissions when there is none.
pub fn topics(request: &Request, kind: Kind) -> Result<Vec<&'static Topic>, Failure> {
    let (mut found, mut refused) = (Vec::new(), None);
    let of_kind = |topic: &&Topic| topic.of_customers == (kind == Kind::Customer);
    for topic in topic::TOPICS.iter().filter(of_kind) {
        match crate::selling::scope(request, action(kind, topic.area)) {
            Ok(_) => found.push(topic),
            Err(failure) => {
                refused.get_or_insert(failure);
            }
        }
    }
    match refused {
        Some(failure) if found.is_empty() => Err(failure),
        _ => Ok(found),
    }
}

/// Leave to look at requests, and whose only: none for those of the whole company.
fn sight(request: &Request) -> Result<(TenantScope, Option<Uuid>), Failure> {
    let scope = crate::selling::scope(request, TenantAction::ViewOwnSupport)?;
    let all = authorise(&request.caller, TenantAction::ViewSupport, scope.tenant()).is_ok();
    let only = if all { None } else { request.caller.actor() };
    Ok((scope, only))
}

/// A request of the caller's company that the caller may see.
fn own(
    tx: &mut Tx<'_>,
    (scope, only): (TenantScope, Option<Uuid>),
    number: &str,
) -> Result<Row, Failure> {
    let found = rows::own(tx, scope, number)?;
    let found = found.filter(|row| only.is_none_or(|actor| row.reporter_id == actor));
    found.ok_or(Failure::NotFound)
}

/// The state of a row.
///
/// # Errors
/// [`Failure::Internal`] for a word that is none.
pub fn state(row: &Row) -> Result<State, Failure> {
    let unknown = || Failure::internal(format!("unknown state {}", row.state));
    State::from_text(&row.state).ok_or_else(unknown)
}

/// The severity of a row.
///
/// # Errors
/// [`Failure::Internal`] for a word that is none.
pub fn severity(row: &Row) -> Result<Severity, Failure> {
    let unknown = || Failure::internal(format!("unknown severity {}", row.severity));
    Severity::from_text(&row.severity).ok_or_else(unknown)
}

fn subject(number: &str) -> String {
    format!("support/{number}")
}

fn intent(action: &'static str, row: &Row) -> Intent {
    Intent::new(action, row.partner_id, subject(&row.number))
}

/// The scope of the company a request is of, once the operator's rights have been asked.
fn company(row: &Row) -> Result<TenantScope, Failure> {
    let partner = TenantId(row.partner_id);
    Ok(authorise(
        &Caller::System,
        TenantAction::ViewOverview,
        partner,
    )?)
}

/// Moves a request by its table, and what its clocks say of it.
fn apply(work: &Work<'_, '_>, row: &mut Row, event: Event) -> Result<(), Failure> {
    let next = state(row)?.apply(event)?;
    row.state = next.text().to_owned();
    row.waiting_since = (next == State::Waiting).then_some(work.now);
    row.resolved_at = (next == State::Resolved).then_some(work.now);
    row.closed_at = matches!(next, State::Closed | State::Cancelled).then_some(work.now);
    row.reminded = 0;
    match event {
        // Whoever has just been answered waits for nobody.
        Event::Ask | Event::Resolve | Event::Close | Event::Lapse | Event::Cancel => {
            row.due_at = None;
        }
        Event::Answer | Event::Reopen => restart(work, row)?,
        Event::Take => {}
    }
    Ok(())
}

/// Somebody waits for the operator from now on; who has waited already goes on waiting.
fn restart(work: &Work<'_, '_>, row: &mut Row) -> Result<(), Failure> {
    if row.due_at.is_none() {
        row.due_at = Some(due(work.app, severity(row)?, work.now));
    }
    Ok(())
}

fn due(app: &App, severity: Severity, since: Instant) -> Instant {
    clock::due(&app.programme, severity, since)
}

/// Writes a request back, with who changed it.
fn save(work: &mut Work<'_, '_>, row: &mut Row, by: &str) -> Result<(), Failure> {
    row.changed_at = work.now;
    by.clone_into(&mut row.changed_by);
    if rows::save(work.tx, row)? {
        row.version += 1;
        work.audit("number", row.number.as_str());
        work.audit("state", row.state.as_str());
        Ok(())
    } else {
        Err(Failure::conflict("stale"))
    }
}

/// Adds to the history and says at which place.
fn note(
    work: &mut Work<'_, '_>,
    row: &Row,
    side: Side,
    author: &str,
    line: Line,
    text: &str,
) -> Result<i64, Failure> {
    let entry = Entry {
        place: 0,
        at: work.now,
        side: side.text().to_owned(),
        author: author.to_owned(),
        kind: line.text().to_owned(),
        text: text.to_owned(),
    };
    rows::add_entry(work.tx, row.id, &entry).map_err(|error| {
        // Two at once: one of them looks again.
        if error.is_unique() {
            Failure::conflict("stale")
        } else {
            error.into()
        }
    })
}

/// A request with everything that one of the two sides may read.
#[derive(Debug, Clone)]
pub struct Case {
    /// The request.
    pub row: Row,
    /// Its state.
    pub state: State,
    /// Its severity.
    pub severity: Severity,
    /// What the company is called.
    pub partner: String,
    /// What the customer is called, for a request of one.
    pub customer: Option<String>,
    /// Its history.
    pub entries: Vec<Entry>,
    /// Its files.
    pub files: Vec<rows::File>,
    /// Improper escalations of the company lately; staff alone are told.
    pub improper: i64,
}

fn case(tx: &mut Tx<'_>, row: Row, notes: bool) -> Result<Case, Failure> {
    let scope = company(&row)?;
    let customer = match row.customer_id {
        Some(id) => customers::get(tx, scope, id)?.map(|customer| customer.company_name),
        None => None,
    };
    Ok(Case {
        state: state(&row)?,
        severity: severity(&row)?,
        partner: identity::tenant(tx, scope)?.name,
        customer,
        entries: rows::entries(tx, row.id, notes)?,
        files: rows::file_list(tx, row.id)?,
        improper: 0,
        row,
    })
}
