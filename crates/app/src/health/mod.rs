//! Service health: the operator posts incidents of services and what becomes of them; partners whose
//! customers use a service, and these customers' administrators, see them. What a feed measures is shown
//! below that.

pub mod drafts;
mod due;
pub mod feed;
pub mod maintenance;
pub mod notices;
pub mod post;

use crate::centre::partners::Delegations;
use crate::centre::scope as centre_scope;
use crate::subscriptions::MOST;
use crate::{App, Failure, Request, selling};
use domain::effects::Instant;
use domain::health::feed::Seen;
use domain::health::{HISTORY_DAYS, State};
use domain::ids::TenantId;
use domain::language::Language;
use domain::permission::centre::CustomerAction;
use domain::permission::{OperatorAction, TenantAction, authorise_operator};
use domain::subscriptions::Status;
use store::customers::Customer;
use store::health::drafts::{Draft, of_incident};
use store::health::{self as rows, Concerned, Incident, Reach, Update};
use store::{Reply, Tx, subscriptions};
use uuid::Uuid;

/// Lines of a page of the operator's.
pub const PAGE: u32 = 50;
/// Most incidents a partner or a customer is shown.
const MOST_SHOWN: u32 = 200;
/// Most customers of an incident that are named.
const MOST_NAMED: u32 = 500;

/// The state of a row.
///
/// # Errors
/// [`Failure::Internal`] for a word that is none.
pub fn state(row: &Incident) -> Result<State, Failure> {
    let unknown = || Failure::internal(format!("unknown state {}", row.state));
    State::from_text(&row.state).ok_or_else(unknown)
}

/// The names of services in a language.
#[must_use]
pub fn names(app: &App, services: &[Uuid], language: Language) -> String {
    let catalogue = app.programme.catalogue();
    let known = services.iter().filter_map(|id| catalogue.product(*id));
    let names: Vec<_> = known.map(|product| product.name.get(language)).collect();
    names.join(crate::i18n::texts(language).get("list-comma").as_ref())
}

/// An incident in a list.
#[derive(Debug, Clone)]
pub struct Line {
    /// The incident.
    pub row: Incident,
    /// Its state.
    pub state: State,
    /// Its services.
    pub services: Vec<Uuid>,
    /// How many it concerns: partners and customers of all, or customers of the caller's company.
    pub reach: Reach,
}

/// An incident with everything that was said.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// What lists show of it.
    pub line: Line,
    /// What was said, the newest first.
    pub updates: Vec<Update>,
    /// Customers of the caller's company it concerns.
    pub customers: Vec<Concerned>,
    /// What waited for a second person, the newest first. The operator alone is told.
    pub drafts: Vec<Draft>,
}

/// A page of the operator's list.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Incidents.
    pub lines: Vec<Line>,
    /// Whether there are more.
    pub more: bool,
    /// Outages that wait for a second person, and those that were declined; on the first page.
    pub drafts: Vec<drafts::Shown>,
    /// Planned maintenance; on the first page.
    pub maintenance: Vec<maintenance::Line>,
}

fn line(tx: &mut Tx<'_>, row: Incident, reach: Reach) -> Result<Line, Failure> {
    Ok(Line {
        state: state(&row)?,
        services: rows::services(tx, row.id)?,
        reach,
        row,
    })
}

fn sheet(tx: &mut Tx<'_>, line: Line, customers: Vec<Concerned>) -> Result<Sheet, Failure> {
    Ok(Sheet {
        updates: rows::updates(tx, line.row.id)?,
        line,
        customers,
        drafts: Vec::new(),
    })
}

const NOBODY: Reach = Reach {
    partners: 0,
    customers: 0,
};

/// Whether the next word about an incident is late.
#[must_use]
pub fn is_late(app: &App, row: &Incident) -> bool {
    row.due_at.is_some_and(|due| due < app.clock.now())
}

/// A page of all incidents for the operator.
pub fn desk(app: &App, request: &Request, page: u32) -> Reply<Desk, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewIncidents) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let offset = page.saturating_sub(1).saturating_mul(PAGE);
    let now = app.clock.now();
    app.read(move |tx| {
        let mut found = rows::list(tx, scope, (PAGE + 1, offset))?;
        let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let more = found.len() > most;
        found.truncate(most);
        let mut lines = Vec::new();
        for row in found {
            // What is over is counted on its own page alone.
            let reach = if state(&row)?.is_open() {
                rows::reach(tx, scope, row.id)?
            } else {
                NOBODY
            };
            lines.push(line(tx, row, reach)?);
        }
        let (drafts, maintenance) = match page {
            0 | 1 => (
                drafts::list(tx, scope, now)?,
                maintenance::desk(tx, scope, now)?,
            ),
            _ => (Vec::new(), Vec::new()),
        };
        Ok(Desk {
            lines,
            more,
            drafts,
            maintenance,
        })
    })
}

/// One incident for the operator.
pub fn desk_one(app: &App, request: &Request, number: &str) -> Reply<Sheet, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewIncidents) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let number = number.to_owned();
    app.read(move |tx| {
        let row = rows::get(tx, scope, &number)?.ok_or(Failure::NotFound)?;
        let reach = rows::reach(tx, scope, row.id)?;
        let drafts = of_incident(tx, scope, &row.number)?;
        let line = line(tx, row, reach)?;
        let sheet = sheet(tx, line, Vec::new())?;
        Ok(Sheet { drafts, ..sheet })
    })
}

fn since(app: &App) -> Instant {
    app.clock.now().plus_days(-HISTORY_DAYS)
}

/// Incidents that concern customers of the caller's company.
pub fn list(app: &App, request: &Request) -> Reply<Vec<Line>, Failure> {
    let scope = match selling::scope(request, TenantAction::ViewServiceHealth) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let since = since(app);
    app.read(move |tx| {
        let mut lines = Vec::new();
        for row in rows::of_partner(tx, scope, None, since, MOST_SHOWN)? {
            let reach = rows::reach_of_partner(tx, scope, &row)?;
            lines.push(line(tx, row, reach)?);
        }
        Ok(lines)
    })
}

/// One of them.
pub fn one(app: &App, request: &Request, number: &str) -> Reply<Sheet, Failure> {
    let scope = match selling::scope(request, TenantAction::ViewServiceHealth) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let number = number.to_owned();
    app.read(move |tx| {
        let row = rows::one_of_partner(tx, scope, &number)?.ok_or(Failure::NotFound)?;
        let customers = rows::customers(tx, scope, &row, MOST_NAMED)?;
        let line = line(tx, row, NOBODY)?;
        sheet(tx, line, customers)
    })
}

/// A service a customer uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// The product.
    pub id: Uuid,
    /// Whether the caller's company administers it; none where nobody does.
    pub ours: Option<bool>,
    /// The worst of what affects it now: the state, and the number of the incident.
    pub affected: Option<(State, String)>,
    /// The number of the maintenance that is under way.
    pub maintained: Option<String>,
    /// What is measured; none when there is no feed.
    pub measured: Option<Seen>,
}

/// What a partner sees of a customer's services.
#[derive(Debug, Clone)]
pub struct Services {
    /// The customer.
    pub customer: Customer,
    /// What it uses that the partner sold, in the order of the programme.
    pub services: Vec<Service>,
    /// Incidents that concern it, with those that are over.
    pub incidents: Vec<Line>,
    /// Planned maintenance that concerns it, with what is over.
    pub maintenance: Vec<maintenance::Line>,
}

fn worst(service: Uuid, incidents: &[Line]) -> Option<(State, String)> {
    let about = incidents
        .iter()
        .filter(|line| line.state.is_open() && line.services.contains(&service));
    let worst = about.max_by_key(|line| line.state.weight())?;
    Some((worst.state, worst.row.number.clone()))
}

/// The services of a customer of the caller's company, and how they do.
pub fn of_customer(app: &App, request: &Request, customer: TenantId) -> Reply<Services, Failure> {
    let scope = match selling::scope(request, TenantAction::ViewServiceHealth) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (inside, since, now) = (app.clone(), since(app), app.clock.now());
    app.read(move |tx| {
        let customer = selling::customer(tx, scope, customer)?;
        let planned = maintenance::of_partner(tx, scope, Some(customer.id), (since, now))?;
        let maintained = |service: &Uuid| {
            let running = |line: &&maintenance::Line| {
                line.state == domain::health::maintenance::State::UnderWay
                    && line.services.contains(service)
            };
            let found = planned.iter().find(running);
            found.map(|line| line.row.number.clone())
        };
        let mut incidents = Vec::new();
        for row in rows::of_partner(tx, scope, Some(customer.id), since, MOST_SHOWN)? {
            incidents.push(line(tx, row, NOBODY)?);
        }
        let catalogue = inside.programme.catalogue();
        let sold = subscriptions::of_customer(tx, scope, customer.id, MOST)?;
        let lives = |status: &str| Status::from_text(status).is_some_and(|s| !s.has_ended());
        let used: Vec<_> = sold.iter().filter(|row| lives(&row.status)).collect();
        let delegations = Delegations::of(tx, customer.id)?;
        let ids: Vec<_> = catalogue.products.iter().map(|p| p.id).collect();
        let measured = feed::measured(&inside, tx, &ids, now)?;
        let mut services = Vec::new();
        for product in &catalogue.products {
            let has = |offer: Uuid| {
                catalogue
                    .offer(offer)
                    .is_some_and(|o| o.product == product.id)
            };
            if used.iter().any(|row| has(row.offer_id)) {
                services.push(Service {
                    id: product.id,
                    ours: delegations
                        .holder(product.id)
                        .map(|partner| partner == scope.tenant().0),
                    affected: worst(product.id, &incidents),
                    maintained: maintained(&product.id),
                    measured: measured
                        .iter()
                        .find(|(service, _)| *service == product.id)
                        .map(|(_, seen)| *seen),
                });
            }
        }
        Ok(Services {
            customer,
            services,
            incidents,
            maintenance: planned,
        })
    })
}

/// Incidents that concern the caller's company, which is a customer.
pub fn centre(app: &App, request: &Request) -> Reply<Vec<Line>, Failure> {
    let scope = match centre_scope(request, CustomerAction::ViewHealth) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let since = since(app);
    app.read(move |tx| {
        let mut lines = Vec::new();
        for row in rows::of_customer(tx, scope, since, MOST_SHOWN)? {
            lines.push(line(tx, row, NOBODY)?);
        }
        Ok(lines)
    })
}

/// One of them.
pub fn centre_one(app: &App, request: &Request, number: &str) -> Reply<Sheet, Failure> {
    let scope = match centre_scope(request, CustomerAction::ViewHealth) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let number = number.to_owned();
    app.read(move |tx| {
        let row = rows::one_of_customer(tx, scope, &number)?.ok_or(Failure::NotFound)?;
        let line = line(tx, row, NOBODY)?;
        sheet(tx, line, Vec::new())
    })
}
