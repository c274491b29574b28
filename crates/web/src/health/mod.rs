//! Service health as partners see it: `/health`, one incident, and the services of a customer. What all
//! sides show alike is here; the operator's pages are in `console::health`, the customers' in
//! `centre::health`.

pub mod maintenance;
pub(crate) mod measured;

use crate::customers::{below_customer, id_of, tabs};
use crate::http::{Answer, Visit, frame};
use crate::support::moment;
use crate::ui::{Banner, Chrome, Message, Pair, Side, Tab, Text, Tone, format, respond};
use app::health::feed::Measured;
use app::health::{self, Line, Sheet};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::health::State;
use domain::health::feed::shown;
use domain::permission::TenantAction;
use store::health::Incident;

/// How a state looks.
pub(crate) fn state_pill(visit: &Visit, state: &str) -> (Tone, Text) {
    let tone = match State::from_text(state) {
        Some(State::Interrupted) => Tone::Bad,
        Some(State::Degraded) => Tone::Warn,
        Some(State::Advisory) => Tone::Info,
        Some(State::Restored) => Tone::Ok,
        _ => Tone::Mute,
    };
    (tone, visit.t().get(format!("health-state-{state}")))
}

/// The title of an incident, as the visitor reads it.
pub(crate) fn title(visit: &Visit, incident: &Incident) -> String {
    let default = visit.app().programme.languages.default;
    let title = incident.title();
    title.shown(visit.language(), default).to_owned()
}

/// The names of the services of an incident.
pub(crate) fn services_of(visit: &Visit, line: &Line) -> String {
    services_named(visit, &line.services)
}

/// The names of services, as the visitor reads them.
pub(crate) fn services_named(visit: &Visit, services: &[uuid::Uuid]) -> String {
    health::names(visit.app(), services, visit.language())
}

/// An incident in a list.
pub(crate) struct Row {
    href: String,
    title: String,
    about: String,
    state: (Tone, Text),
    /// How many customers of the company it concerns, where that is known.
    customers: Option<String>,
    changed: String,
}

/// An incident in a list, below an address.
pub(crate) fn row(visit: &Visit, line: &Line, base: &str) -> Row {
    let customers = line.reach.customers;
    Row {
        href: format!("{base}/{}", line.row.number),
        title: title(visit, &line.row),
        about: format!("{} · {}", line.row.number, services_of(visit, line)),
        state: state_pill(visit, &line.row.state),
        customers: (customers > 0).then(|| format::number(customers)),
        changed: moment(visit, line.row.changed_at),
    }
}

/// What was said of an incident, the newest first. The operator alone is told who said it.
pub(crate) fn thread(visit: &Visit, sheet: &Sheet, authors: bool) -> Vec<Message> {
    let default = visit.app().programme.languages.default;
    let one = |update: &store::health::Update| {
        let at = moment(visit, update.at);
        Message {
            author: state_pill(visit, &update.state).1,
            about: match authors {
                true => format!("{at} · {}", update.author).into(),
                false => at.into(),
            },
            text: update
                .text()
                .shown(visit.language(), default)
                .to_owned()
                .into(),
            side: Side::Theirs,
            fresh: false,
        }
    };
    sheet.updates.iter().map(one).collect()
}

/// What an incident says of itself.
pub(crate) fn facts(visit: &Visit, line: &Line) -> Vec<Pair> {
    let (t, row) = (visit.t(), &line.row);
    let mut facts = vec![
        Pair::new(t.get("health-number"), row.number.clone()).copy(),
        Pair::new(t.get("health-services"), services_of(visit, line)),
        Pair::new(t.get("health-started"), moment(visit, row.started_at)),
        Pair::new(t.get("health-posted"), moment(visit, row.posted_at)),
    ];
    if let Some(at) = row.restored_at {
        facts.push(Pair::new(t.get("health-restored"), moment(visit, at)));
    }
    facts
}

#[derive(Template)]
#[template(path = "pages/health/list.html")]
struct ListPage<'a> {
    chrome: &'a Chrome,
    lead: Text,
    counted: bool,
    measured: Vec<measured::Row>,
    now: Vec<Row>,
    windows: Vec<maintenance::Row>,
    over: Vec<Row>,
}

/// A list of incidents: those that affect services now, and those that are over; and of planned
/// maintenance.
pub(crate) fn list(
    visit: &Visit,
    chrome: &Chrome,
    lead: &str,
    (lines, planned): (&[Line], &[health::maintenance::Line]),
    services: &[Measured],
    base: &str,
) -> Response {
    let some = |open: bool| {
        let mine = lines.iter().filter(|line| line.state.is_open() == open);
        mine.map(|line| row(visit, line, base)).collect()
    };
    let page = ListPage {
        lead: visit.t().get(lead),
        counted: lines.iter().any(|line| line.reach.customers > 0),
        measured: measured::rows(visit, services, Some(base)),
        now: some(true),
        over: some(false),
        windows: maintenance::rows(visit, planned, base),
        chrome,
    };
    respond(StatusCode::OK, &page)
}

#[derive(Template)]
#[template(path = "pages/health/incident.html")]
struct IncidentPage<'a> {
    chrome: &'a Chrome,
    state: (Tone, Text),
    facts: Vec<Pair>,
    thread: Vec<Message>,
    /// Customers it concerns: name and where their services are.
    customers: Vec<(String, String)>,
    /// Where to ask when trouble goes on after the end.
    ask: Option<&'static str>,
}

/// One incident, as those it concerns read it.
pub(crate) fn incident(
    visit: &Visit,
    chrome: &Chrome,
    sheet: &Sheet,
    ask: Option<&'static str>,
) -> Response {
    let place = |id| format!("/customers/{id}/service-management");
    let customers = sheet.customers.iter();
    let page = IncidentPage {
        state: state_pill(visit, &sheet.line.row.state),
        facts: facts(visit, &sheet.line),
        thread: thread(visit, sheet, false),
        customers: customers.map(|c| (c.name.clone(), place(c.id))).collect(),
        ask: ask.filter(|_| !sheet.line.state.is_open()),
        chrome,
    };
    respond(StatusCode::OK, &page)
}

/// `/health`: incidents that concern the company's customers.
pub async fn index(visit: Visit) -> Answer {
    let lines = health::list(visit.app(), &visit.request).await?;
    let planned = health::maintenance::list(visit.app(), &visit.request).await?;
    let services = health::feed::list(visit.app(), &visit.request).await?;
    let t = visit.t();
    let chrome = frame::portal(&visit, t.get("nav-health"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("nav-health"));
    let both = (lines.as_slice(), planned.as_slice());
    Ok(list(
        &visit,
        &chrome,
        "health-lead",
        both,
        &services,
        "/health",
    ))
}

/// How a service does that the company's customers use.
pub async fn service(visit: Visit, Path(service): Path<String>) -> Answer {
    let service = service.parse().unwrap_or_default();
    let sheet = health::feed::one(visit.app(), &visit.request, service).await?;
    let name = measured::name(&visit, service);
    let chrome = frame::portal(&visit, name.clone())
        .crumb("/health", visit.t().get("nav-health"))
        .crumb("", name);
    Ok(measured::page(&visit, &chrome, &sheet))
}

/// One of them.
pub async fn show(visit: Visit, Path(number): Path<String>) -> Answer {
    let sheet = health::one(visit.app(), &visit.request, &number).await?;
    let chrome = frame::portal(&visit, title(&visit, &sheet.line.row))
        .crumb("/health", visit.t().get("nav-health"))
        .crumb("", sheet.line.row.number.clone());
    let may = frame::may(&visit, TenantAction::RequestCustomerSupport);
    let ask = may.then_some("/support/customer-requests/new");
    Ok(incident(&visit, &chrome, &sheet, ask))
}

#[derive(Template)]
#[template(path = "pages/health/services.html")]
struct ServicesPage<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    banner: Option<Banner>,
    services: Vec<Service>,
    windows: Vec<maintenance::Row>,
    rows: Vec<Row>,
    /// Where to ask the operator's support for this customer.
    ask: Option<String>,
}

struct Service {
    name: String,
    state: (Tone, Text),
    /// Where its measurements are.
    measured: Option<String>,
    /// The incident that affects it.
    incident: Option<String>,
    holder: Text,
    /// Where the company administers it.
    administer: Option<String>,
}

/// `/customers/{id}/service-management`: what a customer uses and how that does.
pub async fn services(visit: Visit, Path(id): Path<String>) -> Answer {
    let found = health::of_customer(visit.app(), &visit.request, id_of(&id)).await?;
    let (t, customer) = (visit.t(), &found.customer);
    let one = |service: &health::Service| Service {
        name: measured::name(&visit, service.id),
        state: measured::shown_pill(
            &visit,
            shown(
                service.affected.as_ref().map(|(state, _)| *state),
                service.maintained.is_some(),
                service.measured,
            ),
        ),
        measured: service
            .measured
            .map(|_| format!("/health/services/{}", service.id)),
        incident: match (&service.affected, &service.maintained) {
            (Some((_, number)), _) => Some(format!("/health/{number}")),
            (None, Some(number)) => Some(format!("/health/maintenance/{number}")),
            (None, None) => None,
        },
        holder: t.get(match service.ours {
            Some(true) => "health-holder-ours",
            Some(false) => "health-holder-other",
            None => "health-holder-nobody",
        }),
        administer: (service.ours == Some(true))
            .then(|| format!("/customers/{}/subscriptions", customer.id)),
    };
    let banner = (!customer.delegated).then(|| {
        Banner::new(Tone::Warn, t.get("health-no-delegation"))
            .text(t.get("health-no-delegation-text"))
    });
    let asks = customer.delegated && frame::may(&visit, TenantAction::RequestCustomerSupport);
    let incidents = found.incidents.iter();
    let chrome = below_customer(&visit, customer, t.get("customer-tab-services"));
    let page = ServicesPage {
        tabs: tabs(&visit, customer, "service-management"),
        banner,
        services: found.services.iter().map(one).collect(),
        windows: maintenance::rows(&visit, &found.maintenance, "/health"),
        rows: incidents.map(|line| row(&visit, line, "/health")).collect(),
        ask: asks.then(|| format!("/support/customer-requests/new?customer={}", customer.id)),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
