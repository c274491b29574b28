//! `/ops`: what waits, the most urgent first.

use super::rows::{Row, export, rows};
use super::{Parameters, console, done, may};
use crate::http::address::{asking, nth};
use crate::http::{Answer, Visit};
use crate::ui::{Choice, Chrome, Field, Pager, Tab, Text, Tile, Tone, format, respond};
use app::review::queue::{self, MOST, Queue, Urgency, View, Wanted};
use askama::Template;
use axum::http::StatusCode;
use domain::enrolment::application::State;
use domain::permission::OperatorAction;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "pages/console/queue.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    /// Whether a case can be claimed here.
    next: bool,
    export: String,
    tiles: Vec<Tile>,
    tabs: Vec<Tab>,
    /// What the filter keeps besides its own fields.
    kept: Vec<(&'static str, String)>,
    search: Field,
    state: Field,
    clear: Option<String>,
    rows: Vec<Row>,
    pager: Option<Pager>,
    empty: (Text, Text),
    opens: bool,
    cut: Option<String>,
    request_id: String,
}

/// Tasks on a page.
const PAGE: usize = 50;

/// States a task can be in.
const STATES: [State; 3] = [
    State::Submitted,
    State::InReview,
    State::InformationRequested,
];

/// What the address asks for.
fn wanted(parameters: &HashMap<String, String>) -> Wanted {
    let given = |name: &str| parameters.get(name).map_or("", |v| v.trim());
    Wanted {
        view: View::from_text(given("view")).unwrap_or(View::All),
        state: State::from_text(given("state")).filter(|state| STATES.contains(state)),
        urgency: Urgency::from_text(given("time")),
        text: given("q").chars().take(100).collect(),
    }
}

/// An address of the queue; what is empty or the default is left out.
fn address(path: &str, wanted: &Wanted, page: u64) -> String {
    let view = match wanted.view {
        View::All => "",
        view => view.text(),
    };
    let question = [
        ("view", view),
        ("state", wanted.state.map_or("", State::text)),
        ("time", wanted.urgency.map_or("", Urgency::text)),
        ("q", &wanted.text),
        ("page", &nth(page)),
    ];
    asking(path, &question)
}

/// The queue.
pub async fn show(visit: Visit, parameters: Parameters) -> Answer {
    let wanted = wanted(&parameters);
    let queue = queue::tasks(visit.app(), &visit.request, wanted.clone()).await?;
    let page: usize = parameters
        .get("page")
        .and_then(|page| page.parse().ok())
        .unwrap_or(1);
    let mut chrome = console(&visit, visit.t().get("nav-queue"));
    chrome.notice = done(visit.t(), &parameters);
    // The page has its own search, also on screens without one in the bar.
    chrome.search = None;
    let t = chrome.t;
    let total = queue.tasks.len();
    let pages = total.div_ceil(PAGE).max(1);
    let page = page.clamp(1, pages);
    let filtered = wanted.state.is_some() || wanted.urgency.is_some() || !wanted.text.is_empty();
    let number = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let pager = (pages > 1).then(|| {
        let link = |page: u64| address("/ops", &wanted, page);
        Pager::new(t, number(page), number(PAGE), number(total), link)
    });
    let (tiles, tabs) = (
        tiles(&visit, &queue, &wanted),
        tabs(&visit, &queue, &wanted),
    );
    let shown = queue.tasks.into_iter().skip((page - 1) * PAGE).take(PAGE);
    let page = Page {
        chrome: &chrome,
        next: may(&visit, OperatorAction::DecideApplication),
        export: address("/ops/export", &wanted, 1),
        tiles,
        tabs,
        kept: [
            ("view", wanted.view.text().to_owned()),
            ("time", wanted.urgency.map_or("", Urgency::text).to_owned()),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty() && value != View::All.text())
        .collect(),
        search: Field::text("q", t.get("console-search"))
            .id("search")
            .value(wanted.text.clone())
            .unmarked(),
        state: state_field(&visit, wanted.state),
        clear: filtered.then(|| {
            let bare = Wanted {
                view: wanted.view,
                state: None,
                urgency: None,
                text: String::new(),
            };
            address("/ops", &bare, 1)
        }),
        rows: rows(&visit, shown.collect()),
        pager,
        empty: if filtered {
            (t.get("state-no-match"), t.get("console-no-match-text"))
        } else {
            let view = wanted.view.text();
            (
                t.get(format!("queue-{view}-empty")),
                t.get(format!("queue-{view}-empty-text")),
            )
        },
        opens: may(&visit, OperatorAction::ViewApplication),
        cut: queue
            .cut
            .then(|| t.format("console-cut", &[("count", &MOST.to_string())])),
        request_id: visit.fresh_key(),
    };
    Ok(respond(StatusCode::OK, &page))
}

fn state_field(visit: &Visit, chosen: Option<State>) -> Field {
    let t = visit.t();
    let any = Choice::new("", t.get("console-all")).selected(chosen.is_none());
    let choice = |state: State| {
        let name = t.get(format!("application-{}", state.text()));
        Choice::new(state.text(), name).selected(chosen == Some(state))
    };
    let choices = std::iter::once(any).chain(STATES.map(choice)).collect();
    Field::select("state", t.get("console-state"), choices).unmarked()
}

/// How many tasks are how urgent; each leads to those.
fn tiles(visit: &Visit, queue: &Queue, wanted: &Wanted) -> Vec<Tile> {
    let t = visit.t();
    let tile = |(urgency, count): &(Urgency, usize)| {
        let chosen = wanted.urgency == Some(*urgency);
        let to = Wanted {
            urgency: (!chosen).then_some(*urgency),
            ..wanted.clone()
        };
        let count = i64::try_from(*count).unwrap_or(i64::MAX);
        Tile {
            label: t.get(format!("queue-time-{}", urgency.text())),
            value: format::number(count).into(),
            detail: Some(if chosen {
                t.get("queue-time-chosen")
            } else {
                t.get(format!("queue-time-{}-note", urgency.text()))
            }),
            href: Some(address("/ops", &to, 1).into()),
            ..Tile::default()
        }
    };
    queue.urgencies.iter().map(tile).collect()
}

/// Whose work; what a role never has is left out.
fn tabs(visit: &Visit, queue: &Queue, wanted: &Wanted) -> Vec<Tab> {
    let t = visit.t();
    let reviews = may(visit, OperatorAction::DecideApplication);
    let shown = |view: View| match view {
        View::Mine | View::Second => reviews,
        View::Credit => may(visit, OperatorAction::ViewApplication),
        View::Unassigned | View::All => true,
    };
    let tab = |(view, count): &(View, usize)| {
        let to = Wanted {
            view: *view,
            ..wanted.clone()
        };
        Tab {
            href: address("/ops", &to, 1).into(),
            label: t.get(format!("queue-{}", view.text())),
            count: u64::try_from(*count).ok(),
            current: wanted.view == *view,
            ..Tab::default()
        }
    };
    let views = queue.views.iter().filter(|(view, _)| shown(*view));
    views.map(tab).collect()
}

/// The queue as a file for a spreadsheet.
pub async fn save(visit: Visit, parameters: Parameters) -> Answer {
    let wanted = wanted(&parameters);
    let queue = queue::tasks(visit.app(), &visit.request, wanted).await?;
    let more = queue.cut.then_some(MOST);
    Ok(export(&visit, &queue.tasks, "queue", more))
}

/// How urgency looks.
pub(super) fn tone(urgency: Urgency) -> Tone {
    match urgency {
        Urgency::Late => Tone::Bad,
        Urgency::Soon => Tone::Warn,
        Urgency::Calm => Tone::Ok,
        Urgency::Paused => Tone::Mute,
    }
}
