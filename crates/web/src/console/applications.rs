//! `/ops/applications`: all submitted applications by state, with search.

use super::rows::{Row, rows};
use super::{Parameters, console};
use crate::http::failure::encoded;
use crate::http::{Answer, Visit};
use crate::ui::{Chrome, Field, Tab, respond};
use app::review::queue::{self, MOST};
use askama::Template;
use axum::http::StatusCode;
use domain::enrolment::application::State;

#[derive(Template)]
#[template(path = "pages/console/applications.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    search: Field,
    /// The state the search keeps to.
    state: &'static str,
    rows: Vec<Row>,
    /// Said when there are more than are shown.
    cut: Option<String>,
    /// Whether anything narrows the list down.
    filtered: bool,
}

/// The list.
pub async fn show(visit: Visit, parameters: Parameters) -> Answer {
    let parameter = |name: &str| parameters.get(name).map_or("", |v| v.trim());
    let state = State::from_text(parameter("state")).filter(|s| *s != State::Draft);
    let text: String = parameter("q").chars().take(100).collect();
    let list = queue::queue(visit.app(), &visit.request, state, &text).await?;
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
    let address = |state: &str| {
        let mut address = format!("/ops/applications?state={state}");
        if !text.is_empty() {
            address.push_str(&format!("&q={}", encoded(&text)));
        }
        address
    };
    let all = Tab {
        href: address("").into(),
        label: t.get("console-all"),
        count: Some(shown().map(count).sum()),
        current: state.is_none(),
        ..Tab::default()
    };
    let tab = |s: State| Tab {
        href: address(s.text()).into(),
        label: t.get(format!("application-{}", s.text())),
        count: Some(count(s)),
        current: state == Some(s),
        ..Tab::default()
    };
    let tabs = std::iter::once(all).chain(shown().map(tab)).collect();
    let full = list.lines.len() >= usize::try_from(MOST).unwrap_or(usize::MAX);
    let page = Page {
        chrome: &chrome,
        tabs,
        search: Field::text("q", t.get("console-search"))
            .id("search")
            .value(text.clone())
            .unmarked(),
        state: state.map_or("", State::text),
        cut: full.then(|| t.format("console-cut", &[("count", &MOST.to_string())])),
        filtered: state.is_some() || !text.is_empty(),
        rows: rows(&visit, list.lines),
    };
    Ok(respond(StatusCode::OK, &page))
}
