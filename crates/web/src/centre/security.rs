//! `/admin/security`: how everybody signs in, and the log: sign-ins, what the company's people did,
//! what partners did on its behalf.

use super::page;
use crate::console::timeline::action;
use crate::http::csv::Table;
use crate::http::{Answer, Query, Visit};
use crate::ui::{Chrome, Field, Tab, Text, Tone, format, respond};
use app::centre::log::{self, Record, Wanted};
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::effects::Instant;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::HashMap;

/// Days that are shown when nobody says which.
const USUAL_DAYS: i64 = 30;

#[derive(Template)]
#[template(path = "pages/centre/security.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    from: Field,
    until: Field,
    partners: bool,
    rows: Vec<Row>,
    /// Where the log goes on.
    next: Option<String>,
    save: String,
}

struct Row {
    at: jiff::Timestamp,
    who: String,
    /// The partner on the company's behalf.
    partner: Option<String>,
    what: Text,
    facts: Vec<String>,
    ip: String,
    failed: Option<(Tone, Text)>,
}

fn row(visit: &Visit, record: &Record) -> Row {
    let t = visit.t();
    let entry = &record.entry;
    // Whoever did it is told by name; a program of ours did what nobody did.
    let who = match entry.actor_kind.as_str() {
        "system" => t.get("centre-log-system").into_owned(),
        "staff" => t.get("centre-log-operator").into_owned(),
        _ => entry.actor_name.clone(),
    };
    let failed = entry.outcome != "succeeded";
    Row {
        at: visit.timestamp(entry.at),
        who,
        partner: record.partner.clone(),
        what: action(t, &entry.action),
        facts: record
            .facts
            .iter()
            .filter_map(|(name, value)| {
                let id = format!("centre-fact-{name}");
                let known = t.has(&id) && !value.is_empty();
                known.then(|| format!("{}: {value}", t.get(&id)))
            })
            .collect(),
        ip: entry.ip.clone(),
        failed: failed.then(|| (Tone::Bad, t.get("centre-log-failed"))),
    }
}

/// What is asked for: days of the programme's calendar, the last ones where nobody says which.
struct Asked {
    from: Date,
    until: Date,
    wanted: Wanted,
}

fn asked(visit: &Visit, query: &HashMap<String, String>) -> Asked {
    let today = visit.app().today();
    let zone = visit.app().programme.time_zone();
    let get = |name: &str| query.get(name).map_or("", String::as_str).trim();
    let usual = today.checked_sub(USUAL_DAYS.days()).unwrap_or(today);
    let from = get("from").parse().unwrap_or(usual);
    let until: Date = get("until").parse().unwrap_or(today);
    let after = until.tomorrow().unwrap_or(until);
    let start = |day| domain::calendar::start_of_day(day, zone);
    Asked {
        from,
        until,
        wanted: Wanted {
            from: start(from),
            // The clocks of two nodes differ: what was written just now is there.
            until: start(after).max(Instant(0)),
            partners: get("show") == "partners",
            before: get("before").parse().ok(),
        },
    }
}

/// The log.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let asked = asked(&visit, &query);
    let found = log::page(visit.app(), &visit.request, asked.wanted).await?;
    let t = visit.t();
    let partners = asked.wanted.partners;
    let days = format!("from={}&until={}", asked.from, asked.until);
    let tab = |partners: bool, label: &str, current| Tab {
        href: match partners {
            true => format!("/admin/security?{days}&show=partners").into(),
            false => format!("/admin/security?{days}").into(),
        },
        label: t.get(label),
        current,
        ..Tab::default()
    };
    let show = if partners { "&show=partners" } else { "" };
    let chrome = page(&visit, t.get("centre-security"));
    let view = Page {
        tabs: vec![
            tab(false, "centre-log-all", !partners),
            tab(true, "centre-log-partners", partners),
        ],
        from: Field::date("from", t.get("centre-log-from"))
            .value(asked.from.to_string())
            .unmarked(),
        until: Field::date("until", t.get("centre-log-until"))
            .value(asked.until.to_string())
            .unmarked(),
        rows: found.records.iter().map(|r| row(&visit, r)).collect(),
        next: found
            .next
            .map(|before| format!("/admin/security?{days}{show}&before={before}")),
        save: format!("/admin/security/export?{days}{show}"),
        partners,
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &view))
}

/// The same as a table for spreadsheets.
pub async fn save(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let asked = asked(&visit, &query);
    let found = log::all(visit.app(), &visit.request, asked.wanted).await?;
    let t = visit.t();
    let zone = visit.app().programme.time_zone();
    let head = [
        "centre-log-when",
        "centre-log-who",
        "centre-log-partner",
        "centre-log-what",
        "centre-log-more",
        "centre-log-ip",
        "centre-log-outcome",
    ];
    let mut table = Table::new(head.map(|id| t.get(id).into_owned()));
    for record in &found.records {
        let row = row(&visit, record);
        let outcome = match row.failed {
            Some((_, words)) => words,
            None => t.get("centre-log-succeeded"),
        };
        table.row([
            format::moment(t, row.at, zone),
            row.who,
            row.partner.unwrap_or_default(),
            row.what.into_owned(),
            row.facts.join("; "),
            row.ip,
            outcome.into_owned(),
        ]);
    }
    if found.next.is_some() {
        table.note(&t.format("centre-log-cut", &[("count", &log::MOST.to_string())]));
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"security-log.csv\"",
        ),
    ];
    Ok((headers, table.into_text()).into_response())
}
