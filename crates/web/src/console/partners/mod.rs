//! `/ops/partners`: companies that have signed, by status, with search.

pub mod detail;
pub mod standing;

use super::rows::{cut, download, note_cut};
use super::{Parameters, console};
use crate::http::address::{asking, nth};
use crate::http::{Answer, Visit, csv};
use crate::ui::{Chrome, Field, Pager, Tab, Text, Tone, respond};
use app::i18n::Texts;
use app::partners;
use askama::Template;
use axum::http::StatusCode;
use domain::partner::Status;
use std::collections::HashMap;
use store::partners::Line;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/console/partners/list.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    search: Field,
    status: &'static str,
    export: String,
    rows: Vec<Row>,
    pager: Option<Pager>,
    filtered: bool,
}

struct Row {
    /// Nothing for those with a conflict of interest.
    href: Option<String>,
    company: String,
    domain: String,
    status: (Tone, Text),
    model: String,
    network_id: String,
    day: Option<i64>,
    signed: jiff::Timestamp,
}

/// Partners on a page.
const PAGE: u32 = 50;
/// Partners in a file at most.
const EXPORT: u32 = 10_000;

/// Where a partner opens.
pub(super) fn href(tenant: Uuid) -> String {
    format!("/ops/partners/{tenant}")
}

/// How the status of a partner looks.
pub(super) fn pill(t: &'static Texts, status: &str) -> (Tone, Text) {
    let tone = match Status::from_text(status) {
        Some(Status::Active) => Tone::Ok,
        Some(Status::Provisioning) => Tone::Info,
        Some(Status::SuspendedPayment | Status::SuspendedProfile) => Tone::Warn,
        Some(Status::SuspendedAbuse) => Tone::Bad,
        Some(Status::Terminating) => Tone::Wait,
        Some(Status::Terminated) | None => Tone::Mute,
    };
    (tone, t.get(format!("partner-status-{status}")))
}

/// The name of a business model.
fn model(visit: &Visit, id: &str) -> String {
    let models = &visit.app().programme.business_models;
    let found = models.iter().find(|m| m.id.as_str() == id);
    found
        .map_or(id, |m| m.name.get(visit.language()))
        .to_owned()
}

fn wanted(parameters: &HashMap<String, String>) -> (Option<Status>, String) {
    let given = |name: &str| parameters.get(name).map_or("", |v| v.trim());
    let text = given("q").chars().take(100).collect();
    (Status::from_text(given("status")), text)
}

fn address(path: &str, status: Option<Status>, text: &str, page: u64) -> String {
    let status = status.map_or("", Status::text);
    asking(
        path,
        &[("status", status), ("q", text), ("page", &nth(page))],
    )
}

/// The list.
pub async fn show(visit: Visit, parameters: Parameters) -> Answer {
    let (status, text) = wanted(&parameters);
    let page: u32 = parameters
        .get("page")
        .and_then(|page| page.parse().ok())
        .unwrap_or(1)
        .clamp(1, u32::MAX / PAGE);
    let part = (PAGE, (page - 1) * PAGE);
    let list = partners::list(visit.app(), &visit.request, status, &text, part).await?;
    let mut chrome = console(&visit, visit.t().get("nav-partners"))
        .crumb("/ops", visit.t().get("nav-queue"))
        .crumb("", visit.t().get("nav-partners"));
    chrome.search = None;
    let t = chrome.t;
    let count = |s: Status| {
        let found = list.counts.iter().find(|c| c.status == s.text());
        u64::try_from(found.map_or(0, |c| c.n)).unwrap_or(0)
    };
    let all: u64 = Status::ALL.iter().copied().map(count).sum();
    let tab = |s: Option<Status>| Tab {
        href: address("/ops/partners", s, &text, 1).into(),
        label: match s {
            Some(s) => t.get(format!("partner-status-{}", s.text())),
            None => t.get("console-all"),
        },
        count: Some(s.map_or(all, count)),
        current: s == status,
        ..Tab::default()
    };
    // A status nobody has had yet is no tab.
    let met = Status::ALL.iter().copied();
    let met = met
        .filter(|s| count(*s) > 0 || status == Some(*s))
        .map(Some);
    let tabs = std::iter::once(None).chain(met).map(tab).collect();
    let total = status.map_or(all, count);
    let page = Page {
        tabs,
        search: Field::text("q", t.get("partners-search"))
            .id("search")
            .value(text.clone())
            .unmarked(),
        status: status.map_or("", Status::text),
        export: address("/ops/partners/export", status, &text, 1),
        filtered: status.is_some() || !text.is_empty(),
        pager: (total > u64::from(PAGE)).then(|| {
            let link = |page: u64| address("/ops/partners", status, &text, page);
            Pager::new(t, u64::from(page), u64::from(PAGE), total, link)
        }),
        rows: list
            .lines
            .into_iter()
            .map(|line| row(&visit, line))
            .collect(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

fn row(visit: &Visit, line: Line) -> Row {
    Row {
        href: (!line.conflict).then(|| href(line.tenant_id)),
        status: pill(visit.t(), &line.status),
        model: model(visit, &line.model),
        signed: visit.timestamp(line.signed_at),
        day: line.anchor_day,
        company: line.name,
        domain: line.domain,
        network_id: line.network_id,
    }
}

/// The list as a file for a spreadsheet.
pub async fn save(visit: Visit, parameters: Parameters) -> Answer {
    let (status, text) = wanted(&parameters);
    // One more tells whether the file is the whole list.
    let part = (EXPORT + 1, 0);
    let mut list = partners::list(visit.app(), &visit.request, status, &text, part).await?;
    let more = cut(&mut list.lines, EXPORT);
    let t = visit.t();
    let head = [
        "field-company_name",
        "profile-domain",
        "field-credit_code",
        "field-network_id",
        "partners-model",
        "console-state",
        "partners-billing-day",
        "console-signed-at",
        "setup-ready-at",
    ];
    let mut table = csv::Table::new(head.map(|id| t.get(id).into_owned()));
    let at = |at: Option<domain::effects::Instant>| {
        at.map(|at| visit.timestamp(at).to_string())
            .unwrap_or_default()
    };
    for line in list.lines {
        table.row([
            line.name,
            line.domain,
            line.credit_code,
            line.network_id,
            model(&visit, &line.model),
            pill(t, &line.status).1.into_owned(),
            line.anchor_day.map(|d| d.to_string()).unwrap_or_default(),
            at(Some(line.signed_at)),
            at(line.active_at),
        ]);
    }
    if more {
        note_cut(&visit, &mut table, EXPORT);
    }
    Ok(download(table, "partners"))
}
