//! Entries of the audit log in words.

use super::moment;
use crate::http::Visit;
use crate::ui::{Moment, Text};
use app::i18n::Texts;
use serde_json::Value;
use store::audit::Entry;

/// What was done, in words; an action nobody has named yet shows as it is stored.
pub(crate) fn action(t: &'static Texts, action: &str) -> Text {
    let id = format!("audit-{}", action.replace('.', "-"));
    if t.has(&id) {
        t.get(&id)
    } else {
        action.to_owned().into()
    }
}

/// Who did it, in words.
pub(super) fn actor(t: &'static Texts, entry: &Entry) -> Text {
    match entry.actor_kind.as_str() {
        "system" => t.get("console-actor-system"),
        "visitor" => t.get("console-actor-visitor"),
        _ => entry.actor_name.clone().into(),
    }
}

/// The timeline of a case, newest first.
pub(super) fn moments(visit: &Visit, entries: &[Entry]) -> Vec<Moment> {
    let t = visit.t();
    let moment = |(n, entry): (usize, &Entry)| {
        let mut notes: Vec<Text> = vec![moment(visit, entry.at).into(), actor(t, entry)];
        notes.extend(remark(t, entry).map(Text::from));
        if entry.outcome == "failed" {
            notes.push(t.get("console-refused"));
        }
        Moment {
            label: action(t, &entry.action),
            notes,
            now: n == 0,
            next: false,
        }
    };
    entries.iter().enumerate().map(moment).collect()
}

/// Entries as single lines, at most so many, newest first.
pub(super) fn lines(visit: &Visit, entries: &[Entry], most: usize) -> Vec<String> {
    let t = visit.t();
    let line = |entry: &Entry| {
        let separator = t.get("console-separator");
        let mut parts = vec![action(t, &entry.action).into_owned()];
        parts.extend(remark(t, entry));
        parts.push(actor(t, entry).into_owned());
        parts.push(moment(visit, entry.at));
        parts.join(&separator)
    };
    entries.iter().take(most).map(line).collect()
}

/// What an entry's detail says to a reviewer.
fn remark(t: &'static Texts, entry: &Entry) -> Option<String> {
    let detail: Value = serde_json::from_str(&entry.detail).ok()?;
    let text = |name: &str| detail.get(name).and_then(Value::as_str).unwrap_or_default();
    let named = |family: &str, name: &str| {
        let id = format!("{family}-{}", text(name));
        if t.has(&id) {
            t.get(&id).into_owned()
        } else {
            text(name).to_owned()
        }
    };
    let parts = match entry.action.as_str() {
        "application.set-check" => [named("check", "check"), named("outcome", "after")],
        "application.decide-credit" => [named("credit", "result"), String::new()],
        "application.confirm" => {
            let answer = if text("answer") == "yes" { "yes" } else { "no" };
            let check = if text("purpose") == "mailbox" {
                "mailbox"
            } else {
                "approval-contact"
            };
            [
                t.get(format!("check-{check}")).into_owned(),
                t.get(answer).into_owned(),
            ]
        }
        "document.upload" => [named("document", "kind"), String::new()],
        "provisioning.task-failed" => [named("task", "task"), String::new()],
        "application.call-back" => [named("call", "outcome"), String::new()],
        "application.enter-extract" => [text("source").to_owned(), named("registry", "status")],
        "application.take-over" | "application.decline-approval" => {
            [text("reason").to_owned(), String::new()]
        }
        _ => return None,
    };
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(&t.get("console-separator")))
}

/// The detail of an entry, indented; what is no JSON stays as it is.
pub(super) fn pretty(detail: &str) -> String {
    serde_json::from_str::<Value>(detail)
        .and_then(|value| serde_json::to_string_pretty(&value))
        .unwrap_or_else(|_| detail.to_owned())
}
