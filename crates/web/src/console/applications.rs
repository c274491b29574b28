//! `/ops/applications`: all submitted applications by state, with search.

use super::rows::{Row, cut, export, rows};
use super::{Parameters, console};
use crate::http::address::{asking, nth};
use crate::http::{Answer, Visit};
use crate::ui::{Chrome, Field, Pager, Tab, respond};
use app::review::queue;
use askama::Template;
use axum::http::StatusCode;
use domain::enrolment::application::State;
use std::collections::HashMap;
use store::review::queue::Part;

#[derive(Template)]
#[template(path = "pages/console/applications.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    search: Field,
    /// The state the search keeps to.
    state: &'static str,
    export: String,
    rows: Vec<Row>,
    pager: Option<Pager>,
    /// Whether anything narrows the list down.
    filtered: bool,
}

/// Applications on a page.
const PAGE: u32 = 50;
/// Applications in a file at most.
const EXPORT: u32 = 10_000;

fn wanted(parameters: &HashMap<String, String>) -> (Option<State>, String) {
    let given = |name: &str| parameters.get(name).map_or("", |v| v.trim());
    let state = State::from_text(given("state")).filter(|s| *s != State::Draft);
    (state, given("q").chars().take(100).collect())
}

fn address(path: &str, state: Option<State>, text: &str, page: u64) -> String {
    let state = state.map_or("", State::text);
    asking(path, &[("state", state), ("q", text), ("page", &nth(page))])
}

/// The list.
pub async fn show(visit: Visit, parameters: Parameters) -> Answer {
    let (state, text) = wanted(&parameters);
    let page: u32 = parameters
        .get("page")
        .and_then(|page| page.parse().ok())
        .unwrap_or(1)
        .clamp(1, u32::MAX / PAGE);
    let part = Part {
        offset: (page - 1) * PAGE,
        limit: PAGE,
    };
    let list = queue::list(visit.app(), &visit.request, state, &text, part).await?;
    let mut chrome = console(&visit, visit.t().get("nav-applications"))
        .crumb("/ops", visit.t().get("nav-queue"));
    chrome = chrome.crumb("", visit.t().get("nav-applications"));
    // The page has its own search, also on screens without one in the bar.
    chrome.search = None;
    let t = chrome.t;
    let count = |s: State| {
        let n = list
            .counts
            .iter()
            .find(|c| c.state == s.text())
            .map_or(0, |c| c.n);
        u64::try_from(n).unwrap_or(0)
    };
    let shown = || State::ALL.iter().copied().filter(|s| *s != State::Draft);
    let total = state.map_or_else(|| shown().map(count).sum(), count);
    let all = Tab {
        href: address("/ops/applications", None, &text, 1).into(),
        label: t.get("console-all"),
        count: Some(shown().map(count).sum()),
        current: state.is_none(),
        ..Tab::default()
    };
    let tab = |s: State| Tab {
        href: address("/ops/applications", Some(s), &text, 1).into(),
        label: t.get(format!("application-{}", s.text())),
        count: Some(count(s)),
        current: state == Some(s),
        ..Tab::default()
    };
    let tabs = std::iter::once(all).chain(shown().map(tab)).collect();
    let pager = (total > u64::from(PAGE)).then(|| {
        let link = |page: u64| address("/ops/applications", state, &text, page);
        Pager::new(t, u64::from(page), u64::from(PAGE), total, link)
    });
    let page = Page {
        chrome: &chrome,
        tabs,
        search: Field::text("q", t.get("console-search"))
            .id("search")
            .value(text.clone())
            .unmarked(),
        state: state.map_or("", State::text),
        export: address("/ops/applications/export", state, &text, 1),
        filtered: state.is_some() || !text.is_empty(),
        rows: rows(&visit, list.tasks),
        pager,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// The list as a file for a spreadsheet.
pub async fn save(visit: Visit, parameters: Parameters) -> Answer {
    let (state, text) = wanted(&parameters);
    let part = Part {
        offset: 0,
        // One more tells whether the file is the whole list.
        limit: EXPORT + 1,
    };
    let mut list = queue::list(visit.app(), &visit.request, state, &text, part).await?;
    let more = cut(&mut list.tasks, EXPORT).then_some(EXPORT);
    Ok(export(&visit, &list.tasks, "applications", more))
}
