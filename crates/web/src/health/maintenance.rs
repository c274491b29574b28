//! Planned maintenance as those it concerns see it: `/health/maintenance` and the like.

use super::services_named;
use crate::http::{Answer, Visit, frame};
use crate::support::moment;
use crate::ui::{Banner, Chrome, Message, Pair, Side, Text, Tone, respond};
use app::health::maintenance::{self, Line, Sheet};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::effects::Instant;
use domain::health::maintenance::State;
use store::health::maintenance::Maintenance;

/// How far maintenance is, as it looks.
pub(crate) fn state_pill(visit: &Visit, state: State) -> (Tone, Text) {
    let tone = match state {
        State::Planned => Tone::Wait,
        State::UnderWay => Tone::Info,
        State::Over | State::Cancelled => Tone::Mute,
    };
    let word = format!("health-maintenance-{}", state.text());
    (tone, visit.t().get(word))
}

/// Its title, as the visitor reads it.
pub(crate) fn title(visit: &Visit, row: &Maintenance) -> String {
    let default = visit.app().programme.languages.default;
    let title = row.title();
    title.shown(visit.language(), default).to_owned()
}

/// From when until when.
pub(crate) fn window(visit: &Visit, starts_at: Instant, ends_at: Instant) -> String {
    let (from, until) = (moment(visit, starts_at), moment(visit, ends_at));
    let about = [("from", from.as_str()), ("until", until.as_str())];
    visit.t().format("health-window-text", &about)
}

/// Maintenance in a list.
pub(crate) struct Row {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) about: String,
    pub(crate) state: (Tone, Text),
    pub(crate) window: String,
}

/// Maintenance in a list, below an address.
pub(crate) fn row(visit: &Visit, line: &Line, base: &str) -> Row {
    let services = services_named(visit, &line.services);
    Row {
        href: format!("{base}/maintenance/{}", line.row.number),
        title: title(visit, &line.row),
        about: format!("{} · {services}", line.row.number),
        state: state_pill(visit, line.state),
        window: window(visit, line.row.starts_at, line.row.ends_at),
    }
}

/// A list: what is under way and what comes next, then what is over, the latest first.
pub(crate) fn rows(visit: &Visit, lines: &[Line], base: &str) -> Vec<Row> {
    let ahead = |line: &&Line| line.state.is_ahead();
    let mut next: Vec<&Line> = lines.iter().filter(ahead).collect();
    next.sort_by_key(|line| line.row.starts_at);
    let over = lines.iter().filter(|line| !ahead(line));
    let all = next.into_iter().chain(over);
    all.map(|line| row(visit, line, base)).collect()
}

/// What was said of it, the newest first. The operator alone is told who said it.
pub(crate) fn thread(visit: &Visit, sheet: &Sheet, authors: bool) -> Vec<Message> {
    let default = visit.app().programme.languages.default;
    let one = |update: &store::health::maintenance::Update| {
        let at = moment(visit, update.at);
        let text = update.text();
        let text = text.shown(visit.language(), default);
        let window = window(visit, update.starts_at, update.ends_at);
        Message {
            author: visit.t().get(format!("health-said-{}", update.what)),
            about: match authors {
                true => format!("{at} · {}", update.author).into(),
                false => at.into(),
            },
            text: match update.what.as_str() {
                "cancelled" => text.to_owned().into(),
                _ => format!("{window}\n{text}").into(),
            },
            side: Side::Theirs,
            fresh: false,
        }
    };
    sheet.updates.iter().map(one).collect()
}

/// What it says of itself.
pub(crate) fn facts(visit: &Visit, line: &Line) -> Vec<Pair> {
    let (t, row) = (visit.t(), &line.row);
    let mut facts = vec![
        Pair::new(t.get("health-number"), row.number.clone()).copy(),
        Pair::new(
            t.get("health-services"),
            services_named(visit, &line.services),
        ),
        Pair::new(t.get("health-starts"), moment(visit, row.starts_at)),
        Pair::new(t.get("health-ends"), moment(visit, row.ends_at)),
        Pair::new(t.get("health-posted"), moment(visit, row.posted_at)),
    ];
    if !row.emergency.is_empty() {
        facts.push(Pair::new(
            t.get("health-notice"),
            t.get("health-short-notice"),
        ));
    }
    if let Some(at) = row.cancelled_at {
        facts.push(Pair::new(t.get("health-cancelled"), moment(visit, at)));
    }
    facts
}

#[derive(Template)]
#[template(path = "pages/health/maintenance.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    state: (Tone, Text),
    facts: Vec<Pair>,
    thread: Vec<Message>,
    /// Customers it concerns: name and where their services are.
    customers: Vec<(String, String)>,
}

/// Maintenance, as those it concerns read it.
pub(crate) fn page(visit: &Visit, chrome: &Chrome, sheet: &Sheet) -> Response {
    let place = |id| format!("/customers/{id}/service-management");
    let customers = sheet.customers.iter();
    let page = Page {
        state: state_pill(visit, sheet.line.state),
        facts: facts(visit, &sheet.line),
        thread: thread(visit, sheet, false),
        customers: customers.map(|c| (c.name.clone(), place(c.id))).collect(),
        chrome,
    };
    respond(StatusCode::OK, &page)
}

/// What a customer's first page says of it.
pub(crate) fn banner(visit: &Visit, row: &Maintenance) -> Banner {
    let text = window(visit, row.starts_at, row.ends_at);
    let t = visit.t();
    let state = maintenance::state(row, visit.app().clock.now());
    let (_, word) = state_pill(visit, state);
    Banner::new(Tone::Info, title(visit, row))
        .text(format!("{word} · {text}"))
        .action(
            format!("/admin/health/maintenance/{}", row.number),
            t.get("health-maintenance-open"),
        )
}

/// One that concerns customers of the company.
pub async fn show(visit: Visit, Path(number): Path<String>) -> Answer {
    let sheet = maintenance::one(visit.app(), &visit.request, &number).await?;
    let chrome = frame::portal(&visit, title(&visit, &sheet.line.row))
        .crumb("/health", visit.t().get("nav-health"))
        .crumb("", sheet.line.row.number.clone());
    Ok(page(&visit, &chrome, &sheet))
}
