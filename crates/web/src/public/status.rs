//! Service status of this installation, in words.

use super::page;
use crate::health::{maintenance, measured, services_named};
use crate::http::{Answer, Visit};
use crate::ui::{Banner, Chrome, Text, Tone, respond};
use app::Failure;
use askama::Template;
use axum::http::StatusCode;
use domain::effects::Instant;
use jiff::Timestamp;
use std::time::Duration;

/// A job due for longer than this is late.
const LATE_SECONDS: i64 = 300;
/// A database that takes longer than this does not answer.
const PATIENCE: Duration = Duration::from_secs(3);

struct Service {
    name: Text,
    about: Text,
    tone: Tone,
    state: Text,
}

#[derive(Template)]
#[template(path = "pages/public/status.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    summary: Banner,
    services: Vec<Service>,
    measured: Vec<measured::Row>,
    planned: Vec<Planned>,
    checked: Timestamp,
}

/// Planned maintenance of what the operator sells.
struct Planned {
    title: String,
    services: String,
    state: (Tone, Text),
    window: String,
}

/// What is planned; nothing while the database does not answer.
async fn planned(visit: &Visit) -> Vec<Planned> {
    let read = app::health::maintenance::public(visit.app());
    let lines = match tokio::time::timeout(PATIENCE, read).await {
        Ok(Ok(lines)) => lines,
        Ok(Err(failure)) => {
            tracing::warn!(?failure, "the status page could not read what is planned");
            Vec::new()
        }
        Err(_) => Vec::new(),
    };
    let one = |line: &app::health::maintenance::Line| Planned {
        title: maintenance::title(visit, &line.row),
        services: services_named(visit, &line.services),
        state: maintenance::state_pill(visit, line.state),
        window: maintenance::window(visit, line.row.starts_at, line.row.ends_at),
    };
    lines.iter().map(one).collect()
}

/// How the operator's services do; nothing while the database does not answer.
async fn measured(visit: &Visit) -> Vec<measured::Row> {
    let read = app::health::feed::public(visit.app());
    match tokio::time::timeout(PATIENCE, read).await {
        Ok(Ok(services)) => measured::rows(visit, &services, None),
        Ok(Err(failure)) => {
            tracing::warn!(?failure, "the status page could not read what is measured");
            Vec::new()
        }
        Err(_) => Vec::new(),
    }
}

/// How the work behind the pages stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Backlog {
    /// Nothing waits.
    Empty,
    /// Work waits, none of it late.
    Moving,
    /// Work is late.
    Late,
    /// The database does not answer.
    Unknown,
}

/// Whether pages, database and the work behind them are well.
pub async fn show(visit: Visit) -> Answer {
    let (t, now) = (visit.t(), visit.app().clock.now());
    let backlog = backlog(&visit, now).await;
    let (summary, database, work) = match backlog {
        Backlog::Empty => (
            (Tone::Ok, "service-all-well"),
            (Tone::Ok, "service-works"),
            (Tone::Ok, "service-empty"),
        ),
        Backlog::Moving => (
            (Tone::Ok, "service-all-well"),
            (Tone::Ok, "service-works"),
            (Tone::Ok, "service-moving"),
        ),
        Backlog::Late => (
            (Tone::Warn, "service-some-late"),
            (Tone::Ok, "service-works"),
            (Tone::Warn, "service-late"),
        ),
        Backlog::Unknown => (
            (Tone::Bad, "service-down"),
            (Tone::Bad, "service-silent"),
            (Tone::Mute, "service-unknown"),
        ),
    };
    let service = |id: &str, (tone, state): (Tone, &str)| Service {
        name: t.get(format!("service-{id}")),
        about: t.get(format!("service-{id}-about")),
        tone,
        state: t.get(state),
    };
    let services = vec![
        service("pages", (Tone::Ok, "service-works")),
        service("database", database),
        service("work", work),
    ];
    let (measured, planned) = match backlog {
        Backlog::Unknown => (Vec::new(), Vec::new()),
        _ => (measured(&visit).await, planned(&visit).await),
    };
    let mut chrome = page(&visit, t.get("service-title"));
    chrome.refresh = Some(60);
    let summary = Banner::new(summary.0, t.get(summary.1));
    let page = Page {
        chrome: &chrome,
        summary,
        services,
        measured,
        planned,
        checked: visit.timestamp(now),
    };
    Ok(respond(StatusCode::OK, &page))
}

async fn backlog(visit: &Visit, now: Instant) -> Backlog {
    let read = visit
        .app()
        .read(|tx| Ok::<_, Failure>((store::outbox::waiting(tx)?, store::outbox::next_due(tx)?)));
    match tokio::time::timeout(PATIENCE, read).await {
        Ok(Ok((waiting, due))) => judge(waiting, due, now),
        Ok(Err(failure)) => {
            tracing::warn!(?failure, "the status page could not read the outbox");
            Backlog::Unknown
        }
        Err(_) => Backlog::Unknown,
    }
}

/// Work is late when the oldest due job has waited too long.
pub(super) fn judge(waiting: i64, due: Option<Instant>, now: Instant) -> Backlog {
    match due {
        Some(due) if now.seconds_since(due) > LATE_SECONDS => Backlog::Late,
        _ if waiting > 0 => Backlog::Moving,
        _ => Backlog::Empty,
    }
}
