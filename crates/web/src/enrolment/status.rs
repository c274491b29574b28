//! `/enrol/status`: how far the application has come, and everything the company can do about it.

use super::answers::{self, ItemCard};
use super::appeal::{self, RefusedCard};
use super::contacts::{self, ContactCard};
use super::{is_staff, progress};
use crate::http::{Answer, Query, Visit, frame, go};
use crate::ui::{
    Banner, Check, Chrome, ErrorSummary, Meter, Moment, Stage, Text, Tone, format, respond,
};
use app::Failure;
use app::enrolment::contacts::Purpose;
use app::enrolment::restart;
use app::enrolment::status::{self, Status};
use app::i18n::Texts;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::effects::Instant;
use domain::enrolment::application::State;
use domain::enrolment::checks::{Kind, Outcome};
use domain::enrolment::form::{Answers, FieldProblem};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "pages/enrolment/status.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    state: State,
    tone: Tone,
    label: String,
    what_now: String,
    reference: &'a str,
    errors: Option<ErrorSummary>,
    banner: Option<Banner>,
    stages: Vec<Stage>,
    meter: Option<Meter>,
    checks: Vec<Check>,
    moments: Vec<Moment>,
    contacts: Vec<ContactCard>,
    /// How many items are answered, and until when.
    items_note: String,
    items: Vec<ItemCard>,
    refused: Option<RefusedCard>,
    /// The messages with the review team, in words.
    messages: Option<String>,
    restart: Option<Restart>,
    request_id: String,
}

/// How to begin again.
struct Restart {
    /// What is possible, in words.
    text: String,
    /// Whether the lapsed application can be reopened.
    reopen: bool,
    /// Whether a new one can be begun.
    begin: bool,
}

/// Which form of the page was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sent {
    /// The answer to one item.
    Item(u32),
    /// All answers.
    Answers,
    /// The appeal.
    Appeal,
    /// Another contact.
    Contact(Purpose),
}

/// What was sent and refused.
#[derive(Default)]
pub(super) struct Typed {
    /// By which form.
    pub(super) sent: Option<Sent>,
    /// What was typed.
    pub(super) answers: Answers,
    /// What is wrong.
    pub(super) problems: Vec<FieldProblem>,
}

impl Typed {
    /// Whether it was this form.
    pub(super) fn is(&self, form: Sent) -> bool {
        self.sent == Some(form)
    }
}

/// How a state looks.
#[must_use]
pub fn tone(state: State) -> Tone {
    match state {
        State::Draft | State::Withdrawn | State::Lapsed => Tone::Mute,
        State::Submitted | State::InReview | State::Provisioning => Tone::Wait,
        State::InformationRequested | State::Approved => Tone::Warn,
        State::Rejected => Tone::Bad,
        State::Active => Tone::Ok,
    }
}

/// The company's newest application with all that has happened to it.
pub(super) async fn load(visit: &Visit) -> Result<Status, Failure> {
    status::view(visit.app(), &visit.request).await
}

fn date(visit: &Visit, at: Instant) -> String {
    let zone = visit.app().programme.time_zone().clone();
    format::date(visit.t(), visit.timestamp(at).to_zoned(zone).date())
}

/// Passed, not passed with whom to ask, or under way: all a company is told about its credit check.
fn credit_note(visit: &Visit, outcome: Outcome) -> Text {
    let t = visit.t();
    let support = &visit.app().programme.operator.support;
    match outcome {
        Outcome::Passed | Outcome::Waived => t.get("status-credit-passed"),
        Outcome::Failed => {
            let phone = domain::validate::phone::display(&support.phone);
            let facts = [("email", support.email.as_str()), ("phone", phone.as_str())];
            t.format("status-credit-failed", &facts).into()
        }
        Outcome::NotStarted | Outcome::Pending => t.get("status-check-open"),
    }
}

fn checks(visit: &Visit, status: &Status) -> Vec<Check> {
    let t = visit.t();
    if matches!(status.view.state, State::Withdrawn | State::Lapsed) {
        return Vec::new();
    }
    let check = |kind: &Kind| {
        let check = status.view.checks.iter().find(|c| c.kind == kind.text())?;
        let outcome = Outcome::from_text(&check.result)?;
        // The applicant sees that a check is in order or under way, never its inner result.
        let done = matches!(outcome, Outcome::Passed | Outcome::Waived);
        let note = if done {
            "status-check-done"
        } else {
            "status-check-open"
        };
        Some(Check {
            label: t.get(format!("check-{}", kind.text())),
            note: Some(if *kind == Kind::Credit {
                credit_note(visit, outcome)
            } else {
                t.get(note)
            }),
            done,
            action: None,
        })
    };
    Kind::ALL.iter().filter_map(check).collect()
}

/// What has to be done by when, or why the review began again.
fn banner(visit: &Visit, status: &Status) -> Option<Banner> {
    let t = visit.t();
    let until = status.view.row.lapse_at.map(|at| date(visit, at));
    let until = until.as_deref().unwrap_or_default();
    match status.view.state {
        State::Draft => Some(Banner::new(
            Tone::Info,
            t.format("status-submit-by", &[("date", until)]),
        )),
        State::InformationRequested => Some(
            Banner::new(Tone::Warn, t.format("status-answer-by", &[("date", until)]))
                .text(t.get("status-answer-by-text")),
        ),
        State::Approved => Some(
            Banner::new(Tone::Warn, t.format("status-sign-by", &[("date", until)]))
                .text(t.get("status-sign-by-text")),
        ),
        State::InReview => status.reopened.as_ref().map(|reopened| {
            let mut words = t.get(format!("reopened-{}", reopened.cause)).into_owned();
            if !reopened.text.is_empty() {
                words.push(' ');
                words.push_str(&reopened.text);
            }
            Banner::new(Tone::Info, t.get("status-reopened")).text(words)
        }),
        _ => None,
    }
}

fn restart(visit: &Visit, status: &Status) -> Option<Restart> {
    let t = visit.t();
    match status.view.state {
        State::Lapsed => {
            let until = status.reopen_until?;
            let reopen = status.now < until;
            let id = if reopen {
                "restart-lapsed"
            } else {
                "restart-lapsed-late"
            };
            Some(Restart {
                text: t.format(id, &[("date", &date(visit, until))]),
                reopen,
                begin: true,
            })
        }
        State::Withdrawn => Some(Restart {
            text: t.get("restart-withdrawn").into_owned(),
            reopen: false,
            begin: true,
        }),
        State::Rejected => {
            let from = restart::reapply_at(visit.app(), &status.view.row);
            let begin = status.now >= from;
            begin.then(|| Restart {
                text: t.get("restart-rejected").into_owned(),
                reopen: false,
                begin,
            })
        }
        _ => None,
    }
}

fn page(visit: &Visit, status: &Status, notice: Option<Banner>, typed: &Typed) -> Response {
    let t = visit.t();
    let view = &status.view;
    let mut chrome = frame::portal(visit, t.get("status-title"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("status-title"))
        .reference(view.row.reference.clone());
    chrome.notice = notice;
    if matches!(view.state, State::Submitted | State::Provisioning) {
        chrome.refresh = Some(30);
    }
    let items = answers::cards(visit, status, typed);
    let refused = appeal::card(visit, status, typed);
    let contacts = contacts::cards(visit, status, typed);
    let errors = answers::summary(visit, status, &items, typed).or_else(|| {
        let of_items = items.iter().flat_map(|item| {
            let file = item.file.iter().flat_map(|(_, fields)| fields);
            item.fields.iter().chain(file).chain([&item.comment])
        });
        let of_contacts = contacts.iter().flat_map(|contact| &contact.correct);
        let fields = of_items
            .chain(of_contacts)
            .chain(appeal::all_fields(refused.as_ref()));
        ErrorSummary::of(t, fields)
    });
    chrome.invalid = errors.is_some();
    // A form for which the page no longer has fields is refused as well.
    let code = if errors.is_some() || !typed.problems.is_empty() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let answered = items.iter().filter(|item| item.answered).count();
    let facts = [
        ("answered", answered.to_string()),
        ("total", items.len().to_string()),
    ];
    let facts = facts
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let page = Page {
        state: view.state,
        tone: tone(view.state),
        label: t
            .get(format!("application-{}", view.state.text()))
            .into_owned(),
        what_now: t
            .get(format!("status-now-{}", view.state.text()))
            .into_owned(),
        reference: &view.row.reference,
        errors,
        banner: banner(visit, status),
        stages: progress::stages(visit, status),
        meter: progress::meter(visit, status),
        checks: checks(visit, status),
        moments: progress::moments(visit, status),
        contacts,
        items_note: t.format("answers-note", &facts),
        items,
        refused,
        messages: status.unread.map(|count| {
            if count == 0 {
                t.get("messages-none-new").into_owned()
            } else {
                t.format("messages-new", &[("count", &count.to_string())])
            }
        }),
        restart: restart(visit, status),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(code, &page)
}

/// What a form has just done, told by the address the browser was led to.
fn done(t: &'static Texts, parameters: &HashMap<String, String>) -> Option<Banner> {
    let id = match parameters.get("done").map(String::as_str)? {
        "answer" => "status-done-answer",
        "answered" => "status-done-answered",
        "appealed" => "status-done-appealed",
        "changed" => "status-done-changed",
        "corrected" => "status-done-corrected",
        "document" => "status-done-document",
        "resent" => "status-done-resent",
        "withdrawn" => "status-done-withdrawn",
        _ => return None,
    };
    Some(Banner::new(Tone::Ok, t.get(id)))
}

/// The status page of the company's application.
pub async fn show(visit: Visit, Query(parameters): Query<HashMap<String, String>>) -> Answer {
    match load(&visit).await {
        Ok(status) => {
            let notice = done(visit.t(), &parameters);
            Ok(page(&visit, &status, notice, &Typed::default()))
        }
        Err(Failure::NotFound) if !is_staff(&visit) => Ok(go("/enrol")),
        Err(failure) => Err(failure.into()),
    }
}

/// The page again, with what was typed and what is wrong with it.
pub(super) async fn again(visit: &Visit, typed: &Typed) -> Answer {
    let status = load(visit).await?;
    Ok(page(visit, &status, None, typed))
}
