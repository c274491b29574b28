//! `/ops/audit`: the audit log, and whether its chains hold.

use super::timeline::{action, actor, pretty};
use super::{Parameters, case_href, console, exactly, may};
use crate::http::failure::encoded;
use crate::http::{Answer, Visit};
use crate::ui::{Banner, Chrome, Field, Text, Tone, format, respond};
use askama::Template;
use axum::http::StatusCode;
use domain::effects::Instant;
use domain::ids::ApplicationId;
use domain::permission::OperatorAction;
use store::audit::{Entry, Fault};

#[derive(Template)]
#[template(path = "pages/console/audit.html")]
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
    actor: Text,
    action: Text,
    outcome: (Tone, Text),
    /// The case it is about, if it is about one and may be opened.
    href: Option<String>,
    correlation: String,
    chain: String,
    detail: String,
    entry: Entry,
}

/// How many entries the use case gives at most.
const PAGE: usize = 100;

/// Entries, newest first.
pub async fn show(visit: Visit, parameters: Parameters) -> Answer {
    let text: String = parameters
        .get("q")
        .map_or("", |v| v.trim())
        .chars()
        .take(100)
        .collect();
    let before = parameters
        .get("before")
        .and_then(|v| v.parse().ok())
        .map(Instant);
    let entries = app::audit::search(visit.app(), &visit.request, &text, before).await?;
    let chrome = console(&visit, visit.t().get("nav-audit"))
        .crumb("/ops", visit.t().get("nav-queue"))
        .crumb("", visit.t().get("nav-audit"));
    let t = chrome.t;
    let older = entries
        .last()
        .filter(|_| entries.len() >= PAGE)
        .map(|last| format!("/ops/audit?q={}&before={}", encoded(&text), last.at.0));
    let page = Page {
        chrome: &chrome,
        search: Field::text("q", t.get("console-audit-search"))
            .id("search")
            .value(text.clone())
            .unmarked(),
        filtered: !text.is_empty() || before.is_some(),
        rows: entries
            .into_iter()
            .map(|entry| row(&visit, entry))
            .collect(),
        older,
    };
    Ok(respond(StatusCode::OK, &page))
}

fn row(visit: &Visit, entry: Entry) -> Row {
    let t = visit.t();
    let (tone, outcome) = match entry.outcome.as_str() {
        "succeeded" => (Tone::Ok, t.get("console-outcome-succeeded")),
        "failed" => (Tone::Bad, t.get("console-outcome-failed")),
        _ => (Tone::Wait, entry.outcome.clone().into()),
    };
    let about = entry.subject.strip_prefix("application/");
    let about = about.and_then(|id| id.parse::<ApplicationId>().ok());
    Row {
        at: exactly(visit, entry.at),
        machine: visit.timestamp(entry.at),
        actor: actor(t, &entry),
        action: action(t, &entry.action),
        outcome: (tone, outcome),
        href: about
            .filter(|_| may(visit, OperatorAction::ViewApplication))
            .map(|id| case_href(id.0)),
        correlation: entry.correlation.to_string(),
        chain: format!("{} #{}", entry.chain, entry.sequence),
        detail: pretty(&entry.detail),
        entry,
    }
}

#[derive(Template)]
#[template(path = "pages/console/audit_verify.html")]
struct Verified<'a> {
    chrome: &'a Chrome,
    result: Banner,
    faults: Vec<(Fault, Text)>,
}

/// Recomputes every chain and tells what it found.
pub async fn verify(visit: Visit) -> Answer {
    let found = app::audit::verify(visit.app(), &visit.request).await?;
    let chrome = console(&visit, visit.t().get("console-verify"))
        .crumb("/ops", visit.t().get("nav-queue"))
        .crumb("/ops/audit", visit.t().get("nav-audit"))
        .crumb("", visit.t().get("console-verify"));
    let t = chrome.t;
    let number = |n: u64| format::number(i64::try_from(n).unwrap_or(i64::MAX));
    let (chains, entries) = (number(found.chains), number(found.entries));
    let facts = [("chains", chains.as_str()), ("entries", entries.as_str())];
    let (tone, title) = if found.faults.is_empty() {
        (Tone::Ok, t.get("console-verify-ok"))
    } else {
        (Tone::Bad, t.get("console-verify-faults"))
    };
    let signatures = number(found.signatures);
    let read = t.format("console-verify-read", &facts);
    let signed = t.format("console-verify-signatures", &[("signatures", &signatures)]);
    let result = Banner::new(tone, title).text(format!("{read} {signed}"));
    let faults = found
        .faults
        .into_iter()
        .map(|f| (problem(visit.t(), f.problem), f));
    let faults = faults.map(|(words, fault)| (fault, words)).collect();
    Ok(respond(
        StatusCode::OK,
        &Verified {
            chrome: &chrome,
            result,
            faults,
        },
    ))
}

/// A fault of a chain in words.
fn problem(t: &'static app::i18n::Texts, problem: &'static str) -> Text {
    let id = match problem {
        "chain has no head" => "console-fault-no-head",
        "end of chain is missing" => "console-fault-end",
        "an entry before this one is missing" => "console-fault-gap",
        "does not follow the entry before" => "console-fault-order",
        "has been changed" => "console-fault-changed",
        "all entries are missing" => "console-fault-empty",
        "signature does not follow the one before" => "console-fault-signature-order",
        "signature record has been changed" => "console-fault-signature-changed",
        "signature is not in the audit log" => "console-fault-signature-unknown",
        "signature is missing" => "console-fault-signature-missing",
        other => return other.into(),
    };
    t.get(id)
}
