//! The pages for decisions that came too late, and for people with a conflict of interest.

use crate::console::{case_href, console, id_of, timeline};
use crate::http::{Answer, Trouble, Visit};
use crate::ui::{Chrome, Text, respond};
use app::Failure;
use app::review::news;
use askama::Template;
use axum::http::StatusCode;
use domain::ids::ApplicationId;

#[derive(Template)]
#[template(path = "pages/console/desk/refused.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    status: u16,
    why: Text,
    /// What others have done since the page was opened.
    since: Vec<String>,
    case: Option<String>,
    correlation: String,
}

/// Refusals that depend on what others did in the meantime.
const OVERTAKEN: &[&str] = &[
    "approval-proposed",
    "changed",
    "held",
    "no-proposal",
    "not-yours",
    "not-proposer",
    "rejection-proposed",
    "stale",
];

/// How many entries the page lists.
const MOST: usize = 12;

/// Answers a refused decision about a case. What others did since the page was opened is told, so
/// that nobody has to search for it.
pub(in crate::console) async fn refused(
    visit: &Visit,
    id: &str,
    seen: &str,
    failure: Failure,
) -> Answer {
    let code = match &failure {
        Failure::Conflict(conflict) => conflict.code,
        _ => return Err(failure.into()),
    };
    let at = id_of(id);
    if code == "conflict-of-interest" {
        return Ok(page(visit, StatusCode::FORBIDDEN, code, Vec::new(), None));
    }
    if !OVERTAKEN.contains(&code) {
        return Err(failure.into());
    }
    let entries = news::since(visit.app(), &visit.request, ApplicationId(at), seen)
        .await
        .map_err(Trouble::from)?;
    let since = timeline::lines(visit, &entries, MOST);
    Ok(page(
        visit,
        StatusCode::CONFLICT,
        code,
        since,
        Some(case_href(at)),
    ))
}

fn page(
    visit: &Visit,
    status: StatusCode,
    code: &str,
    since: Vec<String>,
    case: Option<String>,
) -> axum::response::Response {
    let t = visit.t();
    let title = if status == StatusCode::FORBIDDEN {
        t.get("desk-closed-title")
    } else {
        t.get("error-409-title")
    };
    let chrome = console(visit, title)
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/applications", t.get("nav-applications"));
    let page = Page {
        status: status.as_u16(),
        why: t.get(format!("conflict-{code}")),
        since,
        case,
        correlation: visit.request.correlation.to_string(),
        chrome: &chrome,
    };
    respond(status, &page)
}
