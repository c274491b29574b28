//! The page of something in billing that one person proposes and another decides: a credit note, an
//! adjustment.

use crate::console::{console, exactly, may, me};
use crate::http::{Visit, fields};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Text, Tone, respond};
use askama::Template;
use axum::response::Response;
use domain::billing::credit_note::State;
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use domain::permission::OperatorAction;
use uuid::Uuid;

/// What a proposal shows of itself.
pub(super) struct Proposal {
    /// Its list: the address, and the key of its name.
    pub(super) list: (&'static str, &'static str),
    /// Title of the page.
    pub(super) title: String,
    /// Its id.
    pub(super) id: Uuid,
    /// The partner it concerns.
    pub(super) partner: Uuid,
    /// Who proposed it, while it waits.
    pub(super) waits_for_another_than: Option<Uuid>,
    /// Its state.
    pub(super) status: (Tone, Text),
    /// What the facts are called, and the facts.
    pub(super) facts: (Text, Vec<Pair>),
    /// What approving does, and the button.
    pub(super) approve: (Text, Text),
}

#[derive(Template)]
#[template(path = "pages/console/billing/proposal.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    status: (Tone, Text),
    errors: Option<ErrorSummary>,
    facts: (Text, Vec<Pair>),
    approve: Option<(Text, Text)>,
    /// The reason for declining.
    decline: Option<Field>,
    withdraw: bool,
    account: String,
    action: String,
    request_id: String,
}

/// The tone of a state.
pub(super) fn tone(state: &str) -> Tone {
    match State::from_text(state) {
        Some(State::Proposed) => Tone::Wait,
        Some(State::Issued) => Tone::Ok,
        Some(State::Declined) => Tone::Bad,
        _ => Tone::Mute,
    }
}

/// Who did something, and when.
pub(super) fn by(visit: &Visit, name: &str, at: Instant) -> String {
    format!("{name} · {}", exactly(visit, at))
}

/// The page, with what was typed as a reason and what is wrong with it.
pub(super) fn page(
    visit: &Visit,
    shown: Proposal,
    notice: Option<Banner>,
    (typed, problems): (&str, &[FieldProblem]),
) -> Response {
    let t = visit.t();
    let (home, list) = shown.list;
    let mut chrome = console(visit, shown.title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb(home, t.get(list))
        .crumb("", shown.title)
        .notice(notice);
    let proposer = shown.waits_for_another_than;
    let mine = proposer.is_some() && proposer == me(visit);
    let decides = proposer.is_some() && !mine && may(visit, OperatorAction::DecideCreditNotes);
    let decline = decides.then(|| {
        Field::text("reason", t.get("credit-note-decline-reason"))
            .value(typed)
            .error(fields::problem_at(visit, problems, "reason"))
            .maxlength(500)
            .required()
    });
    let errors = ErrorSummary::of(t, &decline);
    chrome.invalid = errors.is_some();
    let page = Page {
        status: shown.status,
        errors,
        facts: shown.facts,
        approve: decides.then_some(shown.approve),
        decline,
        withdraw: mine && may(visit, OperatorAction::ProposeCreditNotes),
        account: format!("/ops/billing/partners/{}/account", shown.partner),
        action: format!("{home}/{}", shown.id),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(problems), &page)
}
