//! `/ops/sandboxes`: the integration sandbox accounts of partners.

use super::{Parameters, console, exactly};
use crate::http::{Answer, Visit};
use crate::ui::{Chrome, Pager, format, respond};
use app::sandbox::account;
use askama::Template;
use axum::http::StatusCode;

/// Lines of a page.
const PAGE: u32 = 50;

#[derive(Template)]
#[template(path = "pages/console/sandboxes.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    rows: Vec<Row>,
    pager: Option<Pager>,
}

struct Row {
    href: String,
    company: String,
    domain: String,
    customers: String,
    made: String,
    by: String,
    signed_in: String,
}

/// The list, newest first.
pub async fn index(visit: Visit, parameters: Parameters) -> Answer {
    let page = parameters.get("page").and_then(|page| page.parse().ok());
    let page: u32 = page.unwrap_or(1).clamp(1, 10_000);
    let part = (PAGE, (page - 1) * PAGE);
    let (lines, total) = account::list(visit.app(), &visit.request, part).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("nav-sandboxes"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-sandboxes"));
    let total = u64::try_from(total).unwrap_or(0);
    let pager = (total > u64::from(PAGE)).then(|| {
        Pager::new(t, page.into(), PAGE.into(), total, |n| {
            format!("/ops/sandboxes?page={n}")
        })
    });
    let rows = lines.into_iter().map(|line| Row {
        href: format!("/ops/partners/{}", line.primary_id),
        company: line.company,
        domain: line.domain,
        customers: format::number(line.customers),
        made: exactly(&visit, line.created_at),
        by: line.created_by,
        signed_in: line
            .signed_in_at
            .map_or_else(|| "–".to_owned(), |at| exactly(&visit, at)),
    });
    let page = Page {
        rows: rows.collect(),
        pager,
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
