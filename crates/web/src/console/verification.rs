//! `/ops/audit/verify`: whether the chains of the audit log hold. A verification is asked for here
//! and made in the background.

use super::{console, exactly, moment};
use crate::http::{Answer, Form, Visit, blocking, go};
use crate::ui::{Banner, Chrome, Meter, Text, Tone, format, respond};
use app::Failure;
use app::audit::{Fault, Verified};
use askama::Template;
use axum::http::StatusCode;

#[derive(Template)]
#[template(path = "pages/console/audit_verify.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    /// The one that goes on.
    running: Option<(String, Meter)>,
    /// What the newest finished one found.
    result: Option<Banner>,
    faults: Vec<(Fault, Text)>,
    past: Vec<Past>,
    request_id: String,
}

struct Past {
    at: String,
    by: String,
    entries: String,
    result: (Tone, Text),
}

/// Seconds between two looks at a verification that goes on.
const REFRESH: u32 = 5;

/// The verifications, with what the newest has found.
pub async fn show(visit: Visit) -> Answer {
    let all = app::audit::verifications(visit.app(), &visit.request).await?;
    let t = visit.t();
    let mut chrome = console(&visit, t.get("console-verify"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/audit", t.get("nav-audit"))
        .crumb("", t.get("console-verify"));
    let running = all.iter().find(|v| v.row.finished_at.is_none());
    chrome.refresh = running.map(|_| REFRESH);
    let newest = all.iter().find(|v| v.row.finished_at.is_some());
    let page = Page {
        running: running.map(|verified| progress(&visit, verified)),
        result: newest.map(|verified| result(&visit, verified)),
        faults: newest
            .map(|verified| &verified.faults)
            .into_iter()
            .flatten()
            .map(|fault| (fault.clone(), problem(t, &fault.problem)))
            .collect(),
        past: all
            .iter()
            .filter(|v| v.row.finished_at.is_some())
            .map(|verified| past(&visit, verified))
            .collect(),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Asks for a verification.
pub async fn begin(visit: Visit, form: Form) -> Answer {
    let (app, request, key) = (
        visit.app().clone(),
        visit.request.clone(),
        form.key().to_owned(),
    );
    match blocking(move || app::audit::begin(&app, &request, &key)).await {
        // One that goes on already is as good.
        Ok(()) => Ok(go("/ops/audit/verify")),
        Err(Failure::Conflict(conflict)) if conflict.code == "verifying" => {
            Ok(go("/ops/audit/verify"))
        }
        Err(failure) => Err(failure.into()),
    }
}

fn progress(visit: &Visit, verified: &Verified) -> (String, Meter) {
    let t = visit.t();
    let count = |n: i64| n.max(0).unsigned_abs();
    let total = count(verified.row.total).max(1);
    let read = count(verified.row.entries).min(total);
    let (done, all) = (
        format::number(verified.row.entries),
        format::number(verified.row.total),
    );
    let facts = [("done", done.as_str()), ("total", all.as_str())];
    let words = t.format("console-verify-progress", &facts);
    let tone = if verified.faults.is_empty() {
        Tone::Info
    } else {
        Tone::Bad
    };
    (
        words.clone(),
        Meter::progress(words, read, total).tone(tone),
    )
}

fn result(visit: &Visit, verified: &Verified) -> Banner {
    let t = visit.t();
    let row = &verified.row;
    let facts = [
        ("chains", format::number(row.chains)),
        ("entries", format::number(row.entries)),
        ("signatures", format::number(row.signatures)),
        (
            "at",
            row.finished_at
                .map(|at| exactly(visit, at))
                .unwrap_or_default(),
        ),
    ];
    let facts = facts
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let (tone, title) = if verified.faults.is_empty() {
        (Tone::Ok, "console-verify-ok")
    } else {
        (Tone::Bad, "console-verify-faults")
    };
    let parts = [
        "console-verify-at",
        "console-verify-read",
        "console-verify-signatures",
    ];
    let text = parts.map(|id| t.format(id, &facts)).join(" ");
    Banner::new(tone, t.get(title)).text(text)
}

fn past(visit: &Visit, verified: &Verified) -> Past {
    let t = visit.t();
    let row = &verified.row;
    let count = verified.faults.len().to_string();
    Past {
        at: moment(visit, row.finished_at.unwrap_or(row.started_at)),
        by: row.full_name(),
        entries: format::number(row.entries),
        result: if verified.faults.is_empty() {
            (Tone::Ok, t.get("console-verify-sound"))
        } else {
            let words = t.format("console-verify-count", &[("count", &count)]);
            (Tone::Bad, words.into())
        },
    }
}

/// A fault of a chain in words.
fn problem(t: &'static app::i18n::Texts, problem: &str) -> Text {
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
        other => return other.to_owned().into(),
    };
    t.get(id)
}
