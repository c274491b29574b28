//! `/ops/support`: what partners ask, first what has to be answered first; and what staff alone do with
//! one request, beside what everybody does who answers.

use super::{Parameters, console};
use crate::http::{Answer, Form, Visit, address, blocking};
use crate::support::case::{self, due};
use crate::support::{severity_pill, state_pill, topic};
use crate::ui::{Choice, Chrome, Field, Tab, Text, Tone, respond};
use app::support::desk;
use app::support::list::{self, Which};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::support::{Side, State};
use store::support::Line;

/// Where requests are.
const BASE: &str = "/ops/support";

#[derive(Template)]
#[template(path = "pages/console/support/list.html")]
struct ListPage<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    all: bool,
    filters: Vec<Field>,
    filtered: bool,
    rows: Vec<Row>,
    previous: Option<String>,
    next: Option<String>,
}

struct Row {
    href: String,
    summary: String,
    about: String,
    company: String,
    state: (Tone, Text),
    severity: (Tone, Text),
    due: (Tone, String),
    agent: String,
}

fn row(visit: &Visit, line: Line) -> Row {
    let topic = topic(visit, &line.topic);
    Row {
        href: format!("{BASE}/{}", line.number),
        about: match &line.customer {
            Some(customer) => format!("{} · {topic} · {customer}", line.number),
            None => format!("{} · {topic}", line.number),
        },
        state: state_pill(visit, &line.state),
        severity: severity_pill(visit, &line.severity),
        due: due(visit, &line.severity, line.due_at),
        summary: line.summary,
        company: line.partner,
        agent: line.assignee_name,
    }
}

/// The queue, one's own, or all.
pub async fn index(visit: Visit, parameters: Parameters) -> Answer {
    let get = |name: &str| parameters.get(name).map_or("", |value| value.trim());
    let state = State::from_text(get("state")).map_or("", State::text);
    let which = match get("which") {
        "mine" => Which::Mine,
        "all" => Which::All(state, get("q")),
        _ => Which::Queue,
    };
    let page: u32 = get("page").parse().unwrap_or(1).clamp(1, 10_000);
    let found = list::desk(visit.app(), &visit.request, which, page).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("nav-support"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-support"));
    let waits = |words: &[&str]| {
        let mine = found
            .counts
            .iter()
            .filter(|c| words.contains(&c.state.as_str()));
        u64::try_from(mine.map(|count| count.n).sum::<i64>()).unwrap_or(0)
    };
    let tab = |word: &str, label: &str, current: bool, count: Option<u64>| Tab {
        href: address::asking(BASE, &[("which", word)]).into(),
        label: t.get(label),
        current,
        count,
        ..Tab::default()
    };
    let all = matches!(which, Which::All(..));
    let tabs = vec![
        tab(
            "",
            "support-queue",
            which == Which::Queue,
            Some(waits(&["new", "open"])),
        ),
        tab("mine", "support-mine", which == Which::Mine, None),
        tab("all", "support-all", all, None),
    ];
    let states = std::iter::once("").chain(State::ALL.iter().map(|state| state.text()));
    let states = states.map(|word| {
        let label = match word {
            "" => t.get("support-any-state"),
            word => t.get(format!("support-state-{word}")),
        };
        Choice::new(word, label).selected(word == state)
    });
    let filters = vec![
        Field::text("q", t.get("support-search-desk"))
            .value(get("q"))
            .maxlength(100)
            .unmarked(),
        Field::select("state", t.get("support-state"), states.collect()).unmarked(),
    ];
    let at = |n: u32| {
        let n = n.to_string();
        let which = get("which");
        address::asking(
            BASE,
            &[
                ("which", which),
                ("q", get("q")),
                ("state", state),
                ("page", &n),
            ],
        )
    };
    let page = ListPage {
        tabs,
        all,
        filters,
        filtered: !(state.is_empty() && get("q").is_empty()),
        previous: (page > 1).then(|| at(page - 1)),
        next: found.more.then(|| at(page + 1)),
        rows: found
            .lines
            .into_iter()
            .map(|line| row(&visit, line))
            .collect(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// One request.
pub async fn show(visit: Visit, Path(number): Path<String>, parameters: Parameters) -> Answer {
    case::show(Side::Staff, &visit, &number, parameters.get("done")).await
}

/// Takes it, or takes it over.
pub async fn take(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    case::take(Side::Staff, visit, number, form).await
}

/// Writes to the partner.
pub async fn answer(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    case::answer(Side::Staff, visit, number, form).await
}

/// Writes a note for staff.
pub async fn note(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    case::note(Side::Staff, visit, number, form).await
}

/// Says how urgent it is.
pub async fn rate(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (to, at, key) = (number.clone(), case::version(&form), form.key().to_owned());
    let severity = form.get("severity").to_owned();
    let outcome = blocking(move || desk::rate(&app, &request, (&to, at), &severity, &key)).await;
    case::settled(Side::Staff, &visit, &number, &form, outcome, "rated").await
}

/// Calls it an improper escalation, or takes that back.
pub async fn flag(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (to, at, key) = (number.clone(), case::version(&form), form.key().to_owned());
    let (back, why) = (
        form.get("back") == "yes",
        form.get("improper_why").to_owned(),
    );
    let outcome = blocking(move || {
        let why = (!back).then_some(why.as_str());
        desk::flag(&app, &request, (&to, at), why, &key)
    });
    let outcome = outcome.await;
    case::settled(Side::Staff, &visit, &number, &form, outcome, "flagged").await
}

/// A file.
pub async fn file(visit: Visit, Path((number, file)): Path<(String, String)>) -> Answer {
    case::file(Side::Staff, visit, number, file).await
}
