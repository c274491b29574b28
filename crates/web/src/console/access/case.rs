//! `/ops/access/{id}`: one request, with everything that speaks for or against it.

use super::state_pill;
use crate::console::document::shown;
use crate::console::{Parameters, console, exactly, id_of, moment};
use crate::http::{Answer, Visit, blocking, fields};
use crate::ui::{Banner, Choice, Chrome, ErrorSummary, Field, Pair, Text, Tone, format, respond};
use app::identity::lost::{desk, papers};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use desk::{Case, Known};
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use domain::enrolment::registry::CallOutcome;
use domain::identity::lost::State;
use domain::validate::phone;
use std::collections::BTreeMap;
use store::lost_access::Paper;

/// What was typed into one of the forms, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) values: BTreeMap<&'static str, String>,
    pub(super) problems: Vec<FieldProblem>,
}

impl Typed {
    fn value(&self, name: &str) -> String {
        self.values.get(name).cloned().unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "pages/console/access/case.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    /// Where its forms are sent, without the last word.
    base: String,
    version: i64,
    state: (Tone, Text),
    errors: Option<ErrorSummary>,
    banners: Vec<Banner>,
    asked: Vec<Pair>,
    account: Option<Vec<Pair>>,
    papers: Vec<File>,
    calls: Vec<Call>,
    call_form: Option<Vec<Field>>,
    endorse_form: Option<Vec<Field>>,
    /// What the other agent has seen.
    endorsement: Option<(String, String)>,
    approves: bool,
    takes_back: bool,
    refuse_form: Option<Field>,
    history: Vec<Pair>,
    request_id: String,
}

struct File {
    href: Option<String>,
    name: String,
    note: String,
    scan: (Tone, Text),
}

struct Call {
    outcome: (Tone, Text),
    number: String,
    source: Text,
    about: String,
    note: String,
}

fn file(visit: &Visit, id: &str, paper: &Paper) -> File {
    let t = visit.t();
    let tone = match paper.scan.as_str() {
        "clean" => Tone::Ok,
        "infected" | "failed" => Tone::Bad,
        _ => Tone::Wait,
    };
    let kilobytes = (paper.bytes / 1024).max(1);
    File {
        href: (paper.scan != "infected").then(|| format!("/ops/access/{id}/papers/{}", paper.id)),
        name: paper.name.clone(),
        note: format!(
            "{}{}{} KB",
            t.get(format!("lost-paper-{}", paper.kind)),
            t.get("console-separator"),
            format::number(kilobytes)
        ),
        scan: (tone, t.get(format!("lost-scan-{}", paper.scan))),
    }
}

fn account_pairs(visit: &Visit, known: &Known) -> Vec<Pair> {
    let t = visit.t();
    let account = &known.account;
    let confirmed = |value: &str, at: Option<Instant>| match (value, at) {
        ("", _) => t.get("lost-none").into_owned(),
        (value, Some(at)) => {
            let words = t.format("lost-confirmed", &[("at", &moment(visit, at))]);
            format!("{value}{}{words}", t.get("console-separator"))
        }
        (value, None) => {
            let words = t.get("lost-unconfirmed");
            format!("{value}{}{words}", t.get("console-separator"))
        }
    };
    let factor = match account.totp_confirmed_at {
        Some(at) => t.format("lost-factor-since", &[("at", &moment(visit, at))]),
        None => t.get("lost-none").into_owned(),
    };
    let mobile = match account.mobile.as_str() {
        "" => String::new(),
        number => phone::display(number),
    };
    let pair = |label: &str, value: String| Pair::new(t.get(label), value);
    vec![
        pair("lost-account-company", known.organisation.clone()),
        pair("lost-account-name", account.full_name()),
        pair(
            "lost-account-status",
            t.get(format!("account-status-{}", account.status))
                .into_owned(),
        ),
        pair(
            "lost-account-email",
            confirmed(&account.contact_email, known.email_confirmed),
        ),
        pair(
            "lost-account-mobile",
            confirmed(&mobile, known.mobile_confirmed),
        ),
        pair("lost-account-factor", factor),
    ]
}

fn call_form(visit: &Visit, case: &Case, typed: &Typed) -> Vec<Field> {
    let t = visit.t();
    let problem = |field: &str| fields::problem_at(visit, &typed.problems, field);
    let numbers = case.numbers.iter().map(|held| {
        let label = format!(
            "{}{}{}",
            phone::display(&held.number),
            t.get("console-separator"),
            t.get(format!("lost-source-{}", held.source))
        );
        let since = t.format("lost-held-since", &[("at", &moment(visit, held.since))]);
        Choice::new(held.number.clone(), label).hint(since)
    });
    let outcomes = CallOutcome::ALL.iter().map(|outcome| {
        let text = outcome.text();
        Choice::new(text, t.get(format!("lost-call-{text}")))
    });
    vec![
        Field::radio("call_number", t.get("lost-call-number"), numbers.collect())
            .value(typed.value("call_number"))
            .error(problem("call_number"))
            .required(),
        Field::text("call_reached", t.get("call-reached"))
            .hint(t.get("call-reached-hint"))
            .value(typed.value("call_reached"))
            .error(problem("call_reached"))
            .optional_note(t.get("call-reached-note")),
        Field::radio("call_outcome", t.get("call-outcome"), outcomes.collect())
            .value(typed.value("call_outcome"))
            .error(problem("call_outcome"))
            .required(),
        Field::textarea("call_note", t.get("call-note"))
            .hint(t.get("call-note-hint"))
            .value(typed.value("call_note"))
            .error(problem("call_note"))
            .counter(1000)
            .wide()
            .required(),
    ]
}

fn endorse_form(visit: &Visit, typed: &Typed) -> Vec<Field> {
    let t = visit.t();
    let problem = |field: &str| fields::problem_at(visit, &typed.problems, field);
    vec![
        Field::tick("letter_checked", t.get("lost-letter-checked"))
            .checked(typed.value("letter_checked") == "yes")
            .error(problem("letter_checked"))
            .required(),
        Field::textarea("endorsement", t.get("lost-endorsement"))
            .hint(t.get("lost-endorsement-hint"))
            .value(typed.value("endorsement"))
            .error(problem("endorsement"))
            .counter(1000)
            .wide()
            .required(),
    ]
}

fn banners(visit: &Visit, case: &Case) -> Vec<Banner> {
    let t = visit.t();
    let mut found = Vec::new();
    let at = |at: Option<Instant>| at.map_or_else(String::new, |at| moment(visit, at));
    match case.state {
        State::Waiting => found.push(
            Banner::new(Tone::Wait, t.get("lost-is-waiting")).text(t.get("lost-is-waiting-text")),
        ),
        State::Ready => {
            let words = t.format("lost-is-ready-text", &[("until", &at(case.until))]);
            found.push(Banner::new(Tone::Wait, t.get("lost-is-ready")).text(words));
        }
        State::Endorsed if case.mine => found.push(
            Banner::new(Tone::Info, t.get("lost-needs-another"))
                .text(t.get("conflict-lost-same-agent")),
        ),
        state if !state.is_open() => {
            let tone = if state == State::Done {
                Tone::Ok
            } else {
                Tone::Info
            };
            let facts = [("at", &*at(case.row.closed_at))];
            let words = t.format(&format!("lost-was-{}", state.text()), &facts);
            found.push(Banner::new(tone, words));
        }
        _ => {}
    }
    if case.state.is_open() && case.known.is_none() {
        found.push(
            Banner::new(Tone::Warn, t.get("lost-nobody")).text(t.get("conflict-lost-unknown")),
        );
    } else {
        let obstacles = case.obstacles.iter();
        found.extend(
            obstacles.map(|code| Banner::new(Tone::Warn, t.get(format!("conflict-{code}")))),
        );
    }
    if case.state.is_open() && case.known.is_some() && case.numbers.is_empty() {
        found.push(
            Banner::new(Tone::Bad, t.get("lost-no-number")).text(t.get("lost-no-number-text")),
        );
    }
    found
}

fn history(visit: &Visit, case: &Case) -> Vec<Pair> {
    let t = visit.t();
    let row = &case.row;
    let mut lines = vec![Pair::new(
        t.get("lost-received-at"),
        exactly(visit, row.received_at),
    )];
    let mut add = |label: &str, at: Option<Instant>, who: Option<&String>| {
        let Some(at) = at else { return };
        let who = who.map_or_else(String::new, |who| {
            format!("{}{who}", t.get("console-separator"))
        });
        lines.push(Pair::new(
            t.get(label),
            format!("{}{who}", exactly(visit, at)),
        ));
    };
    add("lost-endorsed-at", row.endorsed_at, case.endorser.as_ref());
    add("lost-approved-at", row.approved_at, case.approver.as_ref());
    add("lost-ready-at", row.ready_at, None);
    add("lost-closed-at", row.closed_at, case.closer.as_ref());
    if !row.answer.is_empty() {
        lines.push(Pair::new(t.get("lost-answer"), row.answer.clone()));
    }
    lines
}

pub(super) fn page(visit: &Visit, case: &Case, typed: &Typed, done: Option<Banner>) -> Response {
    let t = visit.t();
    let row = &case.row;
    let id = row.id.to_string();
    let mut chrome = console(visit, row.reference.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/access", t.get("nav-access"))
        .crumb("", row.reference.clone());
    let open = case.state.is_open();
    let judged = matches!(case.state, State::Received | State::Endorsed);
    let call_form = (judged && !case.numbers.is_empty()).then(|| call_form(visit, case, typed));
    let ready = case.obstacles.is_empty();
    let endorse_form = (case.state == State::Received && ready).then(|| endorse_form(visit, typed));
    let refuse_form = open.then(|| {
        Field::textarea("answer", t.get("lost-refuse-why"))
            .hint(t.get("lost-refuse-why-hint"))
            .value(typed.value("answer"))
            .error(fields::problem_at(visit, &typed.problems, "answer"))
            .counter(500)
            .wide()
            .required()
    });
    let every = call_form.iter().flatten();
    let every = every
        .chain(endorse_form.iter().flatten())
        .chain(&refuse_form);
    let errors = ErrorSummary::of(t, every);
    chrome.invalid = errors.is_some();
    let status = if typed.problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let pair = |label: &str, value: &str| Pair::new(t.get(label), value.to_owned());
    let calls = case.calls.iter().map(|(call, by)| {
        let tone = match CallOutcome::from_text(&call.outcome) {
            Some(CallOutcome::Confirmed) => Tone::Ok,
            Some(CallOutcome::Denied) => Tone::Bad,
            _ => Tone::Wait,
        };
        let at = moment(visit, call.called_at);
        let about = t.format("call-by", &[("name", by.as_str()), ("at", &at)]);
        let about = if call.reached.is_empty() {
            about
        } else {
            format!("{}{}{about}", call.reached, t.get("console-separator"))
        };
        Call {
            outcome: (tone, t.get(format!("lost-call-{}", call.outcome))),
            number: phone::display(&call.number),
            source: t.get(format!("lost-source-{}", call.source)),
            about,
            note: call.note.clone(),
        }
    });
    let page = Page {
        version: row.version,
        state: state_pill(t, &row.state),
        errors,
        banners: done.into_iter().chain(banners(visit, case)).collect(),
        asked: vec![
            pair("field-sign_in_name", &row.sign_in_name),
            pair("lost-account-name", &row.full_name),
            pair("lost-company", &row.company_name),
            pair("lost-new-email", &row.new_email),
            pair("lost-new-mobile", &phone::display(&row.new_mobile)),
            pair("lost-reason", &row.reason),
        ],
        account: case.known.as_ref().map(|known| account_pairs(visit, known)),
        papers: case
            .papers
            .iter()
            .map(|paper| file(visit, &id, paper))
            .collect(),
        calls: calls.collect(),
        call_form,
        endorse_form,
        endorsement: case.endorser.as_ref().map(|who| {
            let by = t.format("lost-endorsed-by", &[("name", who)]);
            (by, row.endorsement.clone())
        }),
        approves: case.state == State::Endorsed && !case.mine && ready,
        takes_back: case.state == State::Endorsed && case.mine,
        refuse_form,
        history: history(visit, case),
        request_id: visit.fresh_key(),
        base: format!("/ops/access/{id}"),
        chrome: &chrome,
    };
    respond(status, &page)
}

/// The request.
pub async fn show(visit: Visit, Path(id): Path<String>, parameters: Parameters) -> Answer {
    let case = desk::case(visit.app(), &visit.request, id_of(&id)).await?;
    let done = match parameters.get("done").map(String::as_str) {
        Some("called") => Some("lost-done-called"),
        Some("endorsed") => Some("lost-done-endorsed"),
        Some("taken-back") => Some("lost-done-taken-back"),
        Some("approved") => Some("lost-done-approved"),
        Some("refused") => Some("lost-done-refused"),
        _ => None,
    };
    let done = done.map(|id| Banner::new(Tone::Ok, visit.t().get(id)));
    Ok(page(&visit, &case, &Typed::default(), done))
}

/// One paper, for looking at; the use case writes the look down first.
pub async fn paper(visit: Visit, Path((id, paper)): Path<(String, String)>) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (at, paper) = (id_of(&id), id_of(&paper));
    let (row, bytes) = blocking(move || papers::look(&app, &request, at, paper)).await?;
    Ok(shown(&row.media_type, &row.name, bytes))
}
