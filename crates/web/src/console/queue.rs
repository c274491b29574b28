//! `/ops`: what waits, oldest first.

use super::rows::{Row, rows};
use super::{Parameters, console, done, may};
use crate::http::{Answer, Visit};
use crate::ui::{Chrome, Tile, respond};
use app::review::queue;
use askama::Template;
use axum::http::StatusCode;
use domain::enrolment::application::State;
use domain::permission::OperatorAction;

#[derive(Template)]
#[template(path = "pages/console/queue.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    tiles: Vec<Tile>,
    rows: Vec<Row>,
    opens: bool,
}

/// The stages a case passes, each with a tile.
const STAGES: [State; 5] = [
    State::Submitted,
    State::InReview,
    State::Approved,
    State::Provisioning,
    State::Active,
];

/// Counts and the cases somebody has to work on.
pub async fn show(visit: Visit, parameters: Parameters) -> Answer {
    let queue = queue::waiting(visit.app(), &visit.request).await?;
    let mut chrome = console(&visit, visit.t().get("nav-queue"));
    chrome.notice = done(visit.t(), &parameters);
    let t = chrome.t;
    let opens = may(&visit, OperatorAction::ViewApplication);
    let tile = |state: State| {
        let text = state.text();
        let count = queue
            .counts
            .iter()
            .find(|c| c.state == text)
            .map_or(0, |c| c.n);
        Tile {
            label: t.get(format!("application-{text}")),
            value: crate::ui::format::number(count).into(),
            href: opens.then(|| format!("/ops/applications?state={text}").into()),
            ..Tile::default()
        }
    };
    let tiles = STAGES.map(tile).into();
    let page = Page {
        chrome: &chrome,
        tiles,
        rows: rows(&visit, queue.lines),
        opens,
    };
    Ok(respond(StatusCode::OK, &page))
}
