//! `/ops/audit`: the audit log.

use super::rows::download;
use super::timeline::{action, actor, pretty};
use super::{Parameters, case_href, console, exactly, may};
use crate::http::address::asking;
use crate::http::{Answer, Visit, csv};
use crate::ui::{Chrome, ErrorSummary, Field, Text, Tone, respond};
use app::Failure;
use app::audit::Wanted;
use app::i18n::Texts;
use askama::Template;
use axum::http::StatusCode;
use domain::effects::Instant;
use domain::ids::ApplicationId;
use domain::permission::OperatorAction;
use std::collections::HashMap;
use store::audit::{Entry, Key};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/console/audit.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    search: Field,
    fields: Vec<Field>,
    /// Whether more than the free text narrows the list down.
    narrow: bool,
    filtered: bool,
    /// Where the file is, unless the question is wrong.
    export: Option<String>,
    rows: Vec<Row>,
    older: Option<String>,
}

struct Row {
    at: String,
    machine: jiff::Timestamp,
    actor: Text,
    action: Text,
    outcome: (Tone, Text),
    /// What it is about, if that can be opened.
    href: Option<String>,
    /// All entries of the same request.
    request: String,
    correlation: String,
    chain: String,
    detail: String,
    entry: Entry,
}

/// What an address asks for, and which of its fields make no sense.
fn wanted(parameters: &HashMap<String, String>) -> (Wanted, Vec<&'static str>) {
    let given = |name: &str| parameters.get(name).map_or("", |v| v.trim());
    let short = |name: &str| given(name).chars().take(200).collect::<String>();
    let mut wrong = Vec::new();
    let mut date = |name: &'static str| match given(name) {
        "" => None,
        text => match text.parse() {
            Ok(date) => Some(date),
            Err(_) => {
                wrong.push(name);
                None
            }
        },
    };
    let (from, until) = (date("from"), date("until"));
    let mut id = |name: &'static str| match given(name) {
        "" => None,
        text => match Uuid::parse_str(text) {
            Ok(id) => Some(id),
            Err(_) => {
                wrong.push(name);
                None
            }
        },
    };
    let (chain, correlation) = (id("chain"), id("correlation"));
    let wanted = Wanted {
        text: short("q"),
        action: short("action"),
        actor: short("actor"),
        subject: short("subject"),
        chain,
        correlation,
        from,
        until,
        after: key(given("after")),
    };
    (wanted, wrong)
}

/// Reads the place of an entry from an address.
fn key(text: &str) -> Option<Key> {
    let mut parts = text.split('.');
    let key = Key {
        at: Instant(parts.next()?.parse().ok()?),
        chain: Uuid::parse_str(parts.next()?).ok()?,
        sequence: parts.next()?.parse().ok()?,
    };
    parts.next().is_none().then_some(key)
}

const NAMES: [&str; 8] = [
    "q",
    "action",
    "actor",
    "subject",
    "chain",
    "correlation",
    "from",
    "until",
];

/// An address that asks for the same, behind an entry.
fn address(path: &str, parameters: &HashMap<String, String>, after: Option<&Entry>) -> String {
    let given = |name: &'static str| (name, parameters.get(name).map_or("", |v| v.trim()));
    let after = after.map(|e| format!("{}.{}.{}", e.at.0, e.chain, e.sequence));
    let mut question = NAMES.map(given).to_vec();
    question.push(("after", after.as_deref().unwrap_or_default()));
    asking(path, &question)
}

/// Entries, newest first.
pub async fn show(visit: Visit, parameters: Parameters) -> Answer {
    let (wanted, wrong) = wanted(&parameters);
    // Who may not see the log does not learn what is wrong with the question either.
    let found = app::audit::search(visit.app(), &visit.request, &wanted).await?;
    let entries = if wrong.is_empty() { found } else { Vec::new() };
    let mut chrome = console(&visit, visit.t().get("nav-audit"))
        .crumb("/ops", visit.t().get("nav-queue"))
        .crumb("", visit.t().get("nav-audit"));
    chrome.invalid = !wrong.is_empty();
    let t = chrome.t;
    let full = entries.len() >= usize::try_from(app::audit::PAGE).unwrap_or(usize::MAX);
    let given = |name: &str| parameters.get(name).map_or("", |v| v.trim());
    let fields = fields(t, &parameters, &wrong);
    let page = Page {
        errors: ErrorSummary::of(t, &fields),
        search: Field::text("q", t.get("console-audit-search"))
            .id("search")
            .value(wanted.text.clone())
            .unmarked(),
        narrow: NAMES.iter().skip(1).any(|name| !given(name).is_empty()),
        filtered: NAMES.iter().any(|name| !given(name).is_empty()) || wanted.after.is_some(),
        export: wrong
            .is_empty()
            .then(|| address("/ops/audit/export", &parameters, None)),
        older: entries
            .last()
            .filter(|_| full)
            .map(|last| address("/ops/audit", &parameters, Some(last))),
        rows: entries
            .into_iter()
            .map(|entry| row(&visit, entry))
            .collect(),
        fields,
        chrome: &chrome,
    };
    let status = if wrong.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(respond(status, &page))
}

fn fields(
    t: &'static Texts,
    parameters: &HashMap<String, String>,
    wrong: &[&'static str],
) -> Vec<Field> {
    let dressed = |field: Field, name: &str, problem: &str| {
        let value = parameters.get(name).map_or("", |v| v.trim()).to_owned();
        let error = wrong.contains(&name).then(|| t.get(problem));
        field.value(value).error(error).unmarked()
    };
    vec![
        dressed(
            Field::text("action", t.get("console-action")).hint(t.get("audit-filter-action-hint")),
            "action",
            "",
        ),
        dressed(Field::text("actor", t.get("console-actor")), "actor", ""),
        dressed(
            Field::text("subject", t.get("console-subject"))
                .hint(t.get("audit-filter-subject-hint")),
            "subject",
            "",
        ),
        dressed(
            Field::text("chain", t.get("console-chain")).hint(t.get("audit-filter-chain-hint")),
            "chain",
            "problem-chain",
        ),
        dressed(
            Field::date("from", t.get("audit-filter-from")),
            "from",
            "problem-date-format",
        ),
        dressed(
            Field::date("until", t.get("audit-filter-until")),
            "until",
            "problem-date-format",
        ),
        dressed(
            Field::text("correlation", t.get("correlation")),
            "correlation",
            "problem-correlation",
        ),
    ]
}

fn row(visit: &Visit, entry: Entry) -> Row {
    let t = visit.t();
    let (tone, outcome) = match entry.outcome.as_str() {
        "succeeded" => (Tone::Ok, t.get("console-outcome-succeeded")),
        "failed" => (Tone::Bad, t.get("console-outcome-failed")),
        _ => (Tone::Wait, entry.outcome.clone().into()),
    };
    Row {
        at: exactly(visit, entry.at),
        machine: visit.timestamp(entry.at),
        actor: actor(t, &entry),
        action: action(t, &entry.action),
        outcome: (tone, outcome),
        href: subject_href(visit, &entry.subject),
        request: format!("/ops/audit?correlation={}", entry.correlation),
        correlation: entry.correlation.to_string(),
        chain: format!("{} #{}", entry.chain, entry.sequence),
        detail: pretty(&entry.detail),
        entry,
    }
}

/// Where the subject of an entry opens, for those who may.
fn subject_href(visit: &Visit, subject: &str) -> Option<String> {
    let (kind, id) = subject.split_once('/')?;
    match kind {
        "application" if may(visit, OperatorAction::ViewApplication) => {
            Some(case_href(id.parse::<ApplicationId>().ok()?.0))
        }
        _ => None,
    }
}

/// The wanted entries as a file for a spreadsheet.
pub async fn save(visit: Visit, parameters: Parameters) -> Answer {
    let (wanted, wrong) = wanted(&parameters);
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let found = crate::http::blocking(move || {
        if wrong.is_empty() {
            app::audit::export(&app, &request, &wanted)
        } else {
            // Asked in the same way, so that the answer to those who may not is the same.
            app::audit::search(&app, &request, &wanted).wait()?;
            Err(Failure::NotFound)
        }
    });
    let found = found.await?;
    let mut table = csv::Table::new(
        [
            "at",
            "actor_kind",
            "actor_name",
            "ip",
            "action",
            "subject",
            "outcome",
            "correlation",
            "chain",
            "sequence",
            "detail",
            "hash",
        ]
        .map(str::to_owned),
    );
    let on = found.cut.then_some(found.entries.last()).flatten();
    let on = on.map(|last| address("/ops/audit/export", &parameters, Some(last)));
    let count = found.entries.len();
    for entry in found.entries {
        table.row([
            visit.timestamp(entry.at).to_string(),
            entry.actor_kind,
            entry.actor_name,
            entry.ip,
            entry.action,
            entry.subject,
            entry.outcome,
            entry.correlation.to_string(),
            entry.chain.to_string(),
            entry.sequence.to_string(),
            entry.detail,
            data_encoding::HEXLOWER.encode(&entry.hash),
        ]);
    }
    if let Some(on) = on {
        let address = format!("{}{on}", visit.app().public_url);
        let facts = [("count", count.to_string()), ("address", address)];
        let facts = facts
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        table.note(&visit.t().format("audit-export-cut", &facts));
    }
    Ok(download(table, "audit"))
}
