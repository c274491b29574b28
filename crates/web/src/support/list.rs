//! `/support/partner-requests` and `/support/customer-requests`.

use super::{moment, severity_pill, state_pill, topic};
use crate::http::{Answer, Query, Visit, address, frame};
use crate::ui::{Choice, Chrome, Field, Pager, Tab, Text, Tone, respond};
use app::support::list::{self, PAGE};
use app::support::topics;
use askama::Template;
use axum::http::StatusCode;
use domain::support::{Kind, State};
use std::collections::HashMap;
use store::support::Line;

#[derive(Template)]
#[template(path = "pages/support/list.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    lead: Text,
    here: &'static str,
    filters: Vec<Field>,
    filtered: bool,
    may_write: bool,
    rows: Vec<Row>,
    pager: Option<Pager>,
}

struct Row {
    href: String,
    summary: String,
    about: String,
    number: String,
    state: (Tone, Text),
    severity: (Tone, Text),
    changed: String,
    by: String,
}

fn row(visit: &Visit, line: Line) -> Row {
    let topic = topic(visit, &line.topic);
    Row {
        href: format!("/support/requests/{}", line.number),
        about: match &line.customer {
            Some(customer) => format!("{customer} · {topic}"),
            None => topic.into_owned(),
        },
        state: state_pill(visit, &line.state),
        severity: severity_pill(visit, &line.severity),
        changed: moment(visit, line.changed_at),
        by: line.reporter_name,
        summary: line.summary,
        number: line.number,
    }
}

/// Where a list is.
pub(super) fn home(kind: Kind) -> &'static str {
    match kind {
        Kind::Partner => "/support/partner-requests",
        Kind::Customer => "/support/customer-requests",
    }
}

/// The two lists as tabs.
pub(super) fn tabs(visit: &Visit, current: Kind) -> Vec<Tab> {
    let tab = |kind: Kind| Tab {
        href: home(kind).into(),
        label: visit.t().get(format!("support-kind-{}", kind.text())),
        current: kind == current,
        ..Tab::default()
    };
    Kind::ALL.iter().map(|kind| tab(*kind)).collect()
}

async fn page(visit: &Visit, kind: Kind, query: &HashMap<String, String>) -> Answer {
    let get = |name: &str| query.get(name).map_or("", |value| value.trim());
    let state = match get("state") {
        "unfinished" => "unfinished",
        word => State::from_text(word).map_or("", State::text),
    };
    let number: u32 = get("page").parse().unwrap_or(1).clamp(1, 10_000);
    let wanted = (state, get("q"));
    let found = list::requests(visit.app(), &visit.request, kind, wanted, number).await?;
    let t = visit.t();
    let here = home(kind);
    let chrome = frame::portal(visit, t.get("nav-support"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("nav-support"));
    let words = ["", "unfinished"].into_iter();
    let words = words.chain(State::ALL.iter().map(|state| state.text()));
    let choices = words.map(|word| {
        let label = match word {
            "" => t.get("support-any-state"),
            word => t.get(format!("support-state-{word}")),
        };
        Choice::new(word, label).selected(word == state)
    });
    let filters = vec![
        Field::text("q", t.get("support-search"))
            .value(get("q"))
            .maxlength(100)
            .unmarked(),
        Field::select("state", t.get("support-state"), choices.collect()).unmarked(),
    ];
    let pager = (found.total > u64::from(PAGE)).then(|| {
        Pager::new(t, number.into(), PAGE.into(), found.total, |n| {
            let n = n.to_string();
            address::asking(here, &[("q", get("q")), ("state", state), ("page", &n)])
        })
    });
    let page = Page {
        tabs: tabs(visit, kind),
        lead: t.get(if found.own_only {
            "support-lead-own"
        } else {
            "support-lead"
        }),
        here,
        filters,
        filtered: !(state.is_empty() && get("q").is_empty()),
        may_write: topics(&visit.request, kind).is_ok(),
        rows: found
            .lines
            .into_iter()
            .map(|line| row(visit, line))
            .collect(),
        pager,
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Requests about the partner centre.
pub async fn partner(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    page(&visit, Kind::Partner, &query).await
}

/// Requests for customers.
pub async fn customer(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    page(&visit, Kind::Customer, &query).await
}
