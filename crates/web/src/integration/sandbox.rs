//! `/account/sandbox`: what a sandbox offers to people who write programs for it.

use crate::api::sandbox::turned;
use crate::http::{Answer, Form, Query, Visit, blocking, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Text, Tone, format, respond};
use app::Failure;
use app::integration::apps;
use app::sandbox::clock::{self, State};
use askama::Template;
use axum::http::StatusCode;
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use domain::sandbox::time::NEXT;
use serde_json::Value;
use std::collections::HashMap;
use store::sandbox::Happened;

/// Seconds after which a page looks again whether a turn is done.
const LOOK_AGAIN: u32 = 2;

/// The clock as pages show it.
pub(crate) struct ClockView {
    /// How it stands.
    pub(crate) facts: Vec<Pair>,
    /// When and whereto it was turned last.
    pub(crate) span: Option<String>,
    /// What happened.
    pub(crate) events: Vec<Event>,
    /// What failed on the way.
    pub(crate) failed: String,
    /// Spans on buttons.
    pub(crate) steps: Vec<(&'static str, Text)>,
    /// Any span.
    pub(crate) span_field: Field,
    /// Where the form is sent.
    pub(crate) action: &'static str,
    pub(crate) request_id: String,
}

/// One line of what happened.
pub(crate) struct Event {
    /// When; none in a count.
    pub(crate) at: Option<jiff::Timestamp>,
    /// What.
    pub(crate) what: Text,
    /// More about it.
    pub(crate) detail: String,
}

fn label(visit: &Visit, action: &str) -> Text {
    let (t, id) = (visit.t(), format!("audit-{}", action.replace('.', "-")));
    if t.has(&id) {
        t.get(&id)
    } else {
        action.to_owned().into()
    }
}

fn event(visit: &Visit, happened: &Happened) -> Event {
    let t = visit.t();
    let detail: Value = serde_json::from_str(&happened.detail).unwrap_or_default();
    let became = detail.get("became").and_then(Value::as_str);
    let id = became.map(|became| format!("fact-{became}"));
    let what = match id {
        Some(id) if t.has(&id) => t.get(&id),
        _ => label(visit, &happened.action),
    };
    Event {
        at: Some(visit.timestamp(happened.at)),
        what,
        detail: happened.subject.clone(),
    }
}

impl ClockView {
    /// A clock for a page.
    pub(crate) fn new(visit: &Visit, state: &State, action: &'static str) -> Self {
        let t = visit.t();
        let zone = visit.app().programme.time_zone();
        let told = |at: Instant| format::datetime(t, visit.timestamp(at), zone);
        let days = state.now.seconds_since(state.wall) / 86_400;
        let mut facts = vec![
            Pair::new(t.get("sandbox-now"), told(state.now)),
            Pair::new(t.get("sandbox-real-time"), told(state.wall)),
            Pair::new(
                t.get("sandbox-ahead"),
                t.format("sandbox-days", &[("count", &days.to_string())]),
            ),
        ];
        let mut steps = vec![
            ("P1D", t.get("sandbox-day")),
            ("P1M", t.get("sandbox-month")),
        ];
        if let Some(next) = state.next {
            facts.push(Pair::new(t.get("sandbox-next"), told(next)));
            steps.push((NEXT, t.get("sandbox-to-next")));
        }
        let counted = state.counts.iter().map(|count| Event {
            at: None,
            what: label(visit, &count.action),
            detail: format::number(count.n),
        });
        let events = state.happened.iter().map(|found| event(visit, found));
        let span = state.last.as_ref().map(|last| {
            let (from, to) = (told(last.from_at), told(last.to_at));
            t.format("sandbox-span", &[("from", &from), ("to", &to)])
        });
        Self {
            facts,
            span,
            events: events.chain(counted).collect(),
            failed: state.last.as_ref().map_or_else(String::new, |last| last.failures.clone()),
            steps,
            span_field: Field::text("span", t.get("sandbox-any"))
                .hint(t.get("sandbox-any-hint"))
                .required(),
            action,
            request_id: visit.fresh_key(),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/integration/sandbox.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    clock: Option<ClockView>,
}

/// The banner of a turn that goes on, and a page that looks again.
pub(crate) fn going_on(visit: &Visit, state: &State, chrome: &mut Chrome) {
    if state.under_way.is_some() {
        let t = visit.t();
        let banner = Banner::new(Tone::Wait, t.get("sandbox-going-on"));
        chrome.standing = Some(banner.text(t.get("sandbox-going-on-text")));
        chrome.refresh = Some(LOOK_AGAIN);
    }
}

async fn page(visit: &Visit, typed: &str, problems: &[FieldProblem], done: bool) -> Answer {
    // Whoever may not look after programs sees nothing here either.
    drop(apps::list(visit.app(), &visit.request).await?);
    let t = visit.t();
    let mut chrome = frame::portal(visit, t.get("nav-sandbox"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("nav-sandbox"));
    let (mut clock, mut errors) = (None, None);
    if visit.app().is_sandbox() {
        let (app, request) = (visit.app().clone(), visit.request.clone());
        let state = blocking(move || clock::state(&app, &request)).await?;
        let mut view = ClockView::new(visit, &state, "/account/sandbox/clock");
        if !problems.is_empty() {
            view.span_field = view
                .span_field
                .value(typed.to_owned())
                .error(fields::problem_at(visit, problems, "advance"));
        }
        errors = ErrorSummary::of(t, [&view.span_field]);
        if done && state.under_way.is_none() {
            chrome = chrome.notice(Some(Banner::new(Tone::Ok, t.get("sandbox-turned"))));
        }
        going_on(visit, &state, &mut chrome);
        clock = Some(view);
    }
    chrome.invalid = errors.is_some();
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = Page {
        chrome: &chrome,
        errors,
        clock,
    };
    Ok(respond(status, &page))
}

/// The sandbox.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    page(&visit, "", &[], query.contains_key("done")).await
}

/// What was wished for: the button's span, or the typed one.
pub(crate) fn wish(form: &Form) -> String {
    let button = form.get("advance");
    let wish = if button.is_empty() { form.get("span") } else { button };
    wish.trim().to_owned()
}

/// Turns the clock.
pub async fn turn(visit: Visit, form: Form) -> Answer {
    drop(apps::list(visit.app(), &visit.request).await?);
    let wish = wish(&form);
    let key = form.key().to_owned();
    match turned(&visit.site, &visit.request, wish.clone(), key).await {
        Ok(_) => Ok(go("/account/sandbox?done=turned")),
        Err(Failure::Invalid(problems)) => page(&visit, &wish, &problems, false).await,
        Err(failure) => Err(failure.into()),
    }
}
