//! The operator console: work queue, cases, credit, jobs, messages, audit log.

pub mod access;
pub mod agreements;
pub mod applications;
pub mod audit;
pub mod billing;
pub mod case;
pub mod change_documents;
pub mod credit;
pub mod desk;
pub mod document;
pub mod health;
pub mod lifecycle;
pub mod network;
pub mod offers;
pub mod outbox;
pub mod partners;
pub mod prices;
pub mod privacy;
pub mod profiles;
pub mod programme;
pub mod provisioning;
pub mod queue;
pub mod registrations;
pub mod restricted;
pub mod sandboxes;
pub mod screening;
pub mod special_prices;
pub mod staff;
pub mod support;
pub mod verification;

mod case_view;
mod checks;
mod facts;
mod rows;
mod sla;
pub(crate) mod timeline;

#[cfg(test)]
mod tests;

use crate::http::{Visit, frame};
use crate::ui::{Banner, Chrome, Search, Text, Tone, format};
use app::i18n::Texts;
use domain::effects::Instant;
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, authorise_operator};
use std::collections::HashMap;
use uuid::Uuid;

/// The parameters of an address; of repeated ones the last counts.
pub type Parameters = crate::http::Query<HashMap<String, String>>;

/// Whether the visitor may do something; only for showing less, never for allowing.
pub(crate) fn may(visit: &Visit, action: OperatorAction) -> bool {
    authorise_operator(&visit.request.caller, action).is_ok()
}

/// The visitor's account.
pub(crate) fn me(visit: &Visit) -> Option<Uuid> {
    visit.request.caller.person().map(|person| person.account.0)
}

/// The frame of a console page; the bar searches applications for those who may open them.
pub(crate) fn console(visit: &Visit, title: impl Into<Text>) -> Chrome {
    let mut chrome = frame::console(visit, title);
    if may(visit, OperatorAction::ViewApplication) {
        chrome.search = Some(Search {
            action: "/ops/applications".into(),
            label: chrome.t.get("console-search"),
            value: String::new(),
        });
    }
    chrome
}

/// An id from an address. What is no id belongs to nothing, which the use case finds out after it
/// has asked for permission.
pub(crate) fn id_of(text: &str) -> Uuid {
    Uuid::parse_str(text).unwrap_or_default()
}

fn case_href(id: Uuid) -> String {
    format!("/ops/applications/{}", ApplicationId(id))
}

/// How the state of an application looks.
fn state_pill(t: &'static Texts, state: &str) -> (Tone, Text) {
    let tone = match state {
        "submitted" | "provisioning" => Tone::Info,
        "in-review" | "approved" => Tone::Wait,
        "information-requested" => Tone::Warn,
        "rejected" => Tone::Bad,
        "active" => Tone::Ok,
        _ => Tone::Mute,
    };
    (tone, t.get(format!("application-{state}")))
}

/// A recent moment in words.
fn moment(visit: &Visit, at: Instant) -> String {
    format::moment(
        visit.t(),
        visit.timestamp(at),
        visit.app().programme.time_zone(),
    )
}

/// A moment with its year and its seconds, for records.
pub(crate) fn exactly(visit: &Visit, at: Instant) -> String {
    let zone = visit.app().programme.time_zone();
    let date = visit.timestamp(at).to_zoned(zone.clone()).date();
    format!("{} {}", format::date(visit.t(), date), visit.clock(at))
}

/// What a form has just done, told by the address the browser was led to.
fn done(t: &'static Texts, parameters: &HashMap<String, String>) -> Option<Banner> {
    let id = match parameters.get("done").map(String::as_str)? {
        "claimed" => "console-done-claimed",
        "check" => "console-done-check",
        "approved" => "console-done-approved",
        "credit" => "console-done-credit",
        "scan" => "console-done-scan",
        "bureau" => "credit-done-bureau",
        "override-proposed" => "credit-done-proposed",
        "override-approved" => "credit-done-approved",
        "override-declined" => "credit-done-declined",
        "override-withdrawn" => "credit-done-withdrawn",
        "proposed" => "console-done-proposed",
        "published" => "console-done-published",
        "withdrawn" => "console-done-withdrawn",
        "decline" => "console-done-decline",
        "asked" => "case-done-asked",
        "rejected" => "case-done-rejected",
        "rejection-proposed" => "case-done-proposed",
        "declined" => "case-done-declined",
        "taken-back" => "case-done-taken-back",
        "reopened" => "case-done-reopened",
        "resent" => "case-done-resent",
        "approval-declined" => "desk-done-approval-declined",
        "approval-taken-back" => "desk-done-approval-taken-back",
        "called" => "desk-done-called",
        "conflict" => "desk-done-conflict",
        "drawn" => "desk-done-drawn",
        "extract" => "desk-done-extract",
        "noted" => "desk-done-noted",
        "nothing-free" => "desk-done-nothing-free",
        "released" => "desk-done-released",
        "sent" => "desk-done-sent",
        "taken-over" => "desk-done-taken-over",
        _ => return None,
    };
    Some(Banner::new(Tone::Ok, t.get(id)))
}
