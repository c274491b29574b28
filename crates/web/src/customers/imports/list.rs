//! Every import of the company, the newest first: whoever left one finds it here.

use super::{href, pill};
use crate::http::{Answer, Visit, frame};
use crate::ui::{Chrome, Text, Tone, format, respond};
use app::customers::imports;
use askama::Template;
use axum::http::StatusCode;
use domain::customers::imports::State;
use store::imports::Import;

#[derive(Template)]
#[template(path = "pages/customers/imports/list.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    file: String,
    kind: Text,
    by: String,
    at: jiff::Timestamp,
    rows: String,
    state: (Tone, Text),
}

fn row(visit: &Visit, import: Import) -> Row {
    let kind = format!("import-kind-{}", import.kind);
    let state = State::from_text(&import.state).unwrap_or(State::Discarded);
    Row {
        href: href(import.id),
        kind: visit.t().get(kind),
        by: import.uploaded_name,
        at: visit.timestamp(import.uploaded_at),
        rows: format::number(import.row_count),
        state: pill(visit, state),
        file: import.file_name,
    }
}

/// The list.
pub async fn list(visit: Visit) -> Answer {
    let all = imports::list(visit.app(), &visit.request).await?;
    let t = visit.t();
    let chrome = frame::portal(&visit, t.get("imports-title"))
        .crumb("/customers", t.get("nav-customers"))
        .crumb("", t.get("imports-title"));
    let page = Page {
        rows: all.into_iter().map(|import| row(&visit, import)).collect(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
