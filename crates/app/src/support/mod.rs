//! Support requests: partners write them, the operator's agents answer, time closes what nobody
//! answers. Customers ask their partners in the same way.

pub mod create;
pub mod desk;
pub mod files;
pub mod letter;
pub mod list;
mod notices;
pub mod replies;
pub mod sweep;
pub mod talk;

use crate::{App, Failure, Intent, Request, Work};
use domain::caller::Caller;
use domain::effects::Instant;
use domain::enrolment::machine::Machine;
use domain::ids::TenantId;
use domain::integration::hooks::{self, Happened};
use domain::permission::centre::{CustomerAction, CustomerScope};
use domain::permission::{
    OperatorAction, OperatorScope, TenantAction, TenantScope, authorise, authorise_operator,
};
use domain::support::clock;
use domain::support::letters;
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
        (Kind::Inquiry, _) => TenantAction::AnswerCustomers,
    }
}

/// Topics the caller may write about, in the order of the form.
///
/// # Errors
/// [`Failure`] of the permissions when there is none.
pub fn topics(request: &Request, kind: Kind) -> Result<Vec<&'static Topic>, Failure> {
    let (mut found, mut refused) = (Vec::new(), None);
    let of_kind = topic::TOPICS.iter().filter(|topic| topic.is_of(kind));
    if kind == Kind::Inquiry {
        crate::centre::scope(request, CustomerAction::AskPartners)?;
        return Ok(of_kind.collect());
    }
    for topic in of_kind {
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

/// Leave to look at what the caller's company asked.
#[derive(Debug, Clone, Copy)]
enum Sight {
    /// A partner's, and whose only: none for requests of the whole company.
    Partner(TenantScope, Option<Uuid>),
    /// A customer's.
    Customer(CustomerScope),
}

fn sight(request: &Request, asker: Side) -> Result<Sight, Failure> {
    if asker == Side::Customer {
        let scope = crate::centre::scope(request, CustomerAction::AskPartners)?;
        return Ok(Sight::Customer(scope));
    }
    let scope = crate::selling::scope(request, TenantAction::ViewOwnSupport)?;
    let all = authorise(&request.caller, TenantAction::ViewSupport, scope.tenant()).is_ok();
    let only = if all { None } else { request.caller.actor() };
    Ok(Sight::Partner(scope, only))
}

/// A request of the caller's company that the caller may see.
fn own(tx: &mut Tx<'_>, sight: Sight, number: &str) -> Result<Row, Failure> {
    let found = match sight {
        Sight::Partner(scope, only) => {
            // Events name a request by its id.
            let found = match number.parse::<Uuid>() {
                Ok(id) => rows::own_by_id(tx, scope, id)?,
                Err(_) => rows::own(tx, scope, number)?,
            };
            found.filter(|row| only.is_none_or(|actor| row.reporter_id == actor))
        }
        Sight::Customer(scope) => rows::asked(tx, scope, number)?,
    };
    found.ok_or(Failure::NotFound)
}

/// Leave to look at what the caller is asked.
#[derive(Debug, Clone, Copy)]
enum Seat {
    /// By partners.
    Operator(OperatorScope),
    /// By customers.
    Partner(TenantScope),
}

fn seat(request: &Request, answerer: Side, action: OperatorAction) -> Result<Seat, Failure> {
    Ok(match answerer {
        Side::Staff => Seat::Operator(authorise_operator(&request.caller, action)?),
        _ => Seat::Partner(crate::selling::scope(
            request,
            TenantAction::AnswerCustomers,
        )?),
    })
}

/// A request the caller is asked.
fn put(tx: &mut Tx<'_>, seat: Seat, number: &str) -> Result<Row, Failure> {
    let found = match seat {
        Seat::Operator(scope) => rows::any(tx, scope, number)?,
        Seat::Partner(scope) => rows::inquiry(tx, scope, number)?,
    };
    found.ok_or(Failure::NotFound)
}

/// The kind of a row.
///
/// # Errors
/// [`Failure::Internal`] for a word that is none.
pub fn kind(row: &Row) -> Result<Kind, Failure> {
    let unknown = || Failure::internal(format!("unknown kind {}", row.kind));
    Kind::from_text(&row.kind).ok_or_else(unknown)
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

/// What is done to a request is in the log of its company; of what a customer asked, in its own too.
fn intent(action: &'static str, row: &Row) -> Intent {
    let intent = Intent::new(action, row.partner_id, subject(&row.number));
    match row.customer_id {
        Some(customer) if row.kind == Kind::Inquiry.text() => intent.also(customer),
        _ => intent,
    }
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

/// Somebody waits for the operator from now on; who has waited already goes on waiting. Partners
/// promise their customers what they like.
fn restart(work: &Work<'_, '_>, row: &mut Row) -> Result<(), Failure> {
    if row.due_at.is_none() && kind(row)? != Kind::Inquiry {
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
        happened(work, row);
        Ok(())
    } else {
        Err(Failure::conflict("stale"))
    }
}

/// The partner's programs may want to know of it; what its customers ask is not the operator's to tell.
fn happened(work: &mut Work<'_, '_>, row: &Row) {
    if row.kind == Kind::Inquiry.text() {
        return;
    }
    let happened = Happened::new(hooks::Event::ServiceRequestUpdated, row.partner_id, row.id);
    work.happened(TenantId(row.partner_id), happened);
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
        by_mail: false,
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

/// Marks a message as one that came as a letter.
fn stamp(
    work: &mut Work<'_, '_>,
    row: &Row,
    place: i64,
    letter: Option<[u8; 32]>,
) -> Result<(), Failure> {
    if let Some(letter) = letter {
        rows::stamp(work.tx, row.id, place, &letter)?;
        work.audit("by", "mail");
    }
    Ok(())
}

/// Whether a letter has come already. Asked before its files are looked into, and again when it is
/// written down.
///
/// # Errors
/// [`Failure::Conflict`] (`support-letters`) when one more would be too many.
fn has_come(
    tx: &mut Tx<'_>,
    row: &Row,
    letter: Option<[u8; 32]>,
    now: Instant,
) -> Result<bool, Failure> {
    let Some(letter) = letter else {
        return Ok(false);
    };
    if rows::has_letter(tx, row.id, &letter)? {
        return Ok(true);
    }
    if rows::letters_since(tx, row.id, now.plus_seconds(-3600))? >= letters::HOURLY {
        return Err(Failure::conflict("support-letters"));
    }
    Ok(false)
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
    /// The number of the customer's inquiry it was passed on from; its partner alone is told.
    pub origin: Option<String>,
    /// What an inquiry was passed on as: what its reader may see of that.
    pub passed_on: Vec<Row>,
}

/// A request as one of its sides reads it.
fn case(tx: &mut Tx<'_>, row: Row, reader: Side) -> Result<Case, Failure> {
    let scope = company(&row)?;
    let customer = match row.customer_id {
        Some(id) => customers::get(tx, scope, id)?.map(|customer| customer.company_name),
        None => None,
    };
    let mut passed_on = rows::passed_on(tx, row.id)?;
    passed_on.retain(|request| reader == Side::Partner || request.shared);
    let origin = match row.inquiry_id {
        Some(inquiry) if reader == Side::Partner => rows::origin(tx, scope, inquiry)?,
        _ => None,
    };
    Ok(Case {
        state: state(&row)?,
        severity: severity(&row)?,
        partner: identity::tenant(tx, scope)?.name,
        customer,
        entries: rows::entries(tx, row.id, reader == kind(&row)?.answerer())?,
        files: rows::file_list(tx, row.id)?,
        improper: 0,
        origin: origin.map(|row| row.number),
        passed_on,
        row,
    })
}
