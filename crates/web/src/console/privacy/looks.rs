//! `/ops/privacy/looks`: who has looked at documents and bureau reports.

use crate::console::{Parameters, case_href, console, exactly, may};
use crate::http::address::encoded;
use crate::http::{Answer, Visit};
use crate::ui::{Chrome, Field, Text, respond};
use app::privacy::overview;
use askama::Template;
use axum::http::StatusCode;
use domain::effects::Instant;
use domain::ids::ApplicationId;
use domain::permission::OperatorAction;
use store::privacy::retention::Look;

/// How many looks the use case gives at most.
const PAGE: usize = 100;

#[derive(Template)]
#[template(path = "pages/console/privacy/looks.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    search: Field,
    filtered: bool,
    rows: Vec<Row>,
    older: Option<String>,
}

struct Row {
    at: String,
    machine: jiff::Timestamp,
    who: String,
    ip: String,
    what: Text,
    name: String,
    case: Option<String>,
}

fn row(visit: &Visit, look: Look) -> Row {
    let detail: serde_json::Value = serde_json::from_str(&look.detail).unwrap_or_default();
    let name = detail.get("name").and_then(|name| name.as_str());
    let application = look.subject.strip_prefix("application/");
    let application = application.and_then(|id| id.parse::<ApplicationId>().ok());
    let change = look.subject.strip_prefix("profile-change/");
    let change = change.map(|id| format!("/ops/profiles/{id}"));
    Row {
        at: exactly(visit, look.at),
        machine: visit.timestamp(look.at),
        what: visit
            .t()
            .get(format!("audit-{}", look.action.replace('.', "-"))),
        name: name.unwrap_or_default().to_owned(),
        case: application
            .map(|id| case_href(id.0))
            .or(change)
            .filter(|_| may(visit, OperatorAction::ViewApplication)),
        who: look.actor_name,
        ip: look.ip,
    }
}

/// The looks, newest first.
pub async fn show(visit: Visit, parameters: Parameters) -> Answer {
    let who = parameters.get("who").map_or("", |v| v.trim());
    let who: String = who.chars().take(100).collect();
    let before = parameters.get("before").and_then(|v| v.parse().ok());
    let found = overview::looks(visit.app(), &visit.request, &who, before.map(Instant)).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("privacy-looks"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/privacy", t.get("nav-privacy"))
        .crumb("", t.get("privacy-looks"));
    let older = found.last().filter(|_| found.len() >= PAGE).map(|last| {
        format!(
            "/ops/privacy/looks?who={}&before={}",
            encoded(&who),
            last.at.0
        )
    });
    let page = Page {
        chrome: &chrome,
        search: Field::text("who", t.get("privacy-who"))
            .value(who.clone())
            .unmarked(),
        filtered: !who.is_empty() || before.is_some(),
        rows: found.into_iter().map(|look| row(&visit, look)).collect(),
        older,
    };
    Ok(respond(StatusCode::OK, &page))
}
