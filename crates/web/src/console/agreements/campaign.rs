//! Signing again: how far it has come, and who has not signed.

use super::{href, title};
use crate::console::rows::download;
use crate::console::{Parameters, console, id_of};
use crate::http::address::encoded;
use crate::http::{Answer, Visit, blocking, csv};
use crate::ui::{Chrome, Field, Meter, Tab, Text, Tile, Tone, format, respond};
use app::agreements::campaign::{self, SHOWN, View};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::effects::Instant;
use store::campaign::{Line, Progress};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/console/agreements/campaign.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    lead: String,
    meter: Meter,
    tiles: Vec<Tile>,
    left: Option<String>,
    tabs: Vec<Tab>,
    search: Field,
    show: String,
    filtered: bool,
    rows: Vec<Row>,
    next: Option<String>,
    csv: String,
    here: String,
}

struct Row {
    company: String,
    domain: String,
    state: (Tone, Text),
    asked: String,
    due: String,
    closed: Option<String>,
    told: u32,
    declined: Option<String>,
}

/// How a company stands in the campaign: a word of the locale, and its colour.
fn state(line: &Line, now: Instant) -> (&'static str, Tone) {
    match line.outcome.as_deref() {
        Some("signed") => ("campaign-signed", Tone::Ok),
        Some("superseded") => ("campaign-superseded", Tone::Mute),
        Some(_) => ("campaign-ended", Tone::Mute),
        None if line.due_at <= now => ("campaign-overdue", Tone::Bad),
        None if line.declined_at.is_some() => ("campaign-declined", Tone::Warn),
        None => ("campaign-waiting", Tone::Wait),
    }
}

fn tiles(visit: &Visit, progress: &Progress, here: &str) -> Vec<Tile> {
    let t = visit.t();
    let tile = |label: &str, count: i64, show: &str| Tile {
        label: t.get(label),
        value: format::number(count).into(),
        href: Some(format!("{here}?show={show}").into()),
        ..Tile::default()
    };
    vec![
        tile("campaign-asked", progress.asked, "all"),
        tile("campaign-signed", progress.signed, "signed"),
        tile("campaign-waiting", progress.waiting, "waiting"),
        tile("campaign-overdue", progress.overdue, "overdue"),
    ]
}

/// The page.
pub async fn show(visit: Visit, Path(version): Path<String>, parameters: Parameters) -> Answer {
    let asked = |name: &str| parameters.get(name).map_or("", |value| value.trim());
    let shown = SHOWN
        .into_iter()
        .find(|known| *known == asked("show"))
        .unwrap_or("all");
    let text: String = asked("q").chars().take(100).collect();
    let after = match asked("after") {
        "" => Uuid::nil(),
        id => id_of(id),
    };
    let request = &visit.request;
    let view = campaign::view(visit.app(), request, &version, shown, &text, after).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("campaign-title"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/agreements", t.get("nav-agreements"))
        .crumb(href(&version), version.clone())
        .crumb("", t.get("campaign-title"));
    let here = format!("{}/campaign", href(&version));
    let next = view.lines.last().filter(|_| view.more).map(|last| {
        let text = encoded(&text);
        format!("{here}?show={shown}&q={text}&after={}", last.tenant_id)
    });
    let tabs = SHOWN.map(|show| Tab {
        href: format!("{here}?show={show}&q={}", encoded(&text)).into(),
        label: t.get(format!("campaign-show-{show}")),
        current: show == shown,
        ..Tab::default()
    });
    let facts = [("version", version.as_str())];
    let page = Page {
        lead: format!("{}: {}", title(&visit), t.format("campaign-lead", &facts)),
        meter: meter(&visit, &view),
        tiles: tiles(&visit, &view.progress, &here),
        left: (view.left > 0).then(|| {
            let count = format::number(view.left);
            t.format("campaign-left", &[("count", &count)])
        }),
        tabs: tabs.into(),
        search: Field::text("q", t.get("campaign-search"))
            .id("search")
            .value(text.clone())
            .unmarked(),
        show: shown.to_owned(),
        filtered: !text.is_empty() || shown != "all" || !after.is_nil(),
        rows: view.lines.iter().map(|line| row(&visit, line)).collect(),
        next,
        csv: format!("{here}.csv"),
        here,
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

fn meter(visit: &Visit, view: &View) -> Meter {
    let count = |n: i64| n.max(0).unsigned_abs();
    let all = count(view.progress.asked - view.progress.closed) + count(view.left);
    let signed = count(view.progress.signed);
    let (done, total) = (signed.to_string(), all.to_string());
    let facts = [("done", done.as_str()), ("total", total.as_str())];
    Meter::progress(visit.t().format("campaign-progress", &facts), signed, all)
}

fn row(visit: &Visit, line: &Line) -> Row {
    let (t, now) = (visit.t(), visit.app().clock.now());
    let zone = visit.app().programme.time_zone();
    let day = |at: Instant| format::date(t, domain::calendar::local_date(at, zone));
    let (word, tone) = state(line, now);
    Row {
        company: line.company.clone(),
        domain: line.domain.clone(),
        state: (tone, t.get(word)),
        asked: day(line.asked_at),
        due: format::date(t, crate::http::frame::last_day(visit, line.due_at)),
        closed: line
            .closed_at
            .filter(|_| line.outcome.as_deref() == Some("signed"))
            .map(day),
        told: line.told,
        declined: line.declined_at.map(day),
    }
}

/// The whole campaign as a table for a spreadsheet.
pub async fn export(visit: Visit, Path(version): Path<String>) -> Answer {
    let t = visit.t();
    let head = [
        "campaign-company",
        "campaign-domain",
        "console-state",
        "campaign-asked-on",
        "campaign-due",
        "campaign-signed-on",
        "campaign-declined-on",
        "campaign-told",
    ];
    let mut table = csv::Table::new(head.map(|id| t.get(id).into_owned()));
    let (app, request, name) = (visit.app().clone(), visit.request.clone(), version.clone());
    let reader = visit.clone();
    let table = blocking(move || {
        let now = reader.app().clock.now();
        let zone = reader.app().programme.time_zone();
        // Dates as spreadsheets sort them.
        let iso = |at: Instant| domain::calendar::local_date(at, zone).to_string();
        campaign::export(&app, &request, &version, |lines| {
            for line in lines {
                let signed = line
                    .closed_at
                    .filter(|_| line.outcome.as_deref() == Some("signed"));
                table.row([
                    line.company.clone(),
                    line.domain.clone(),
                    reader.t().get(state(line, now).0).into_owned(),
                    iso(line.asked_at),
                    crate::http::frame::last_day(&reader, line.due_at).to_string(),
                    signed.map(iso).unwrap_or_default(),
                    line.declined_at.map(iso).unwrap_or_default(),
                    line.told.to_string(),
                ]);
            }
        })?;
        Ok(table)
    })
    .await?;
    Ok(download(table, &format!("agreement-{name}")))
}
