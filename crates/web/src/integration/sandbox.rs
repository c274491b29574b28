//! `/account/sandbox`: what a sandbox offers to people who write programs for it.

use super::{sandbox_account, tabs};
use crate::api::sandbox::turned;
use crate::http::{Answer, Form, Query, Visit, blocking, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Tab, Text, Tone, format, respond};
use app::Failure;
use app::integration::{apps, bearer};
use app::sandbox::clock::{self, State};
use app::sandbox::is_for;
use app::sandbox::reset::{self as again, Samples};
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
            failed: state
                .last
                .as_ref()
                .map_or_else(String::new, |last| last.failures.clone()),
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
    tabs: Vec<Tab>,
    errors: Option<ErrorSummary>,
    lead: Text,
    account: sandbox_account::View,
    clock: Option<ClockView>,
    /// Whether faults and beginning anew are for the visitor.
    tries: bool,
    budgets: Vec<Pair>,
    faults: Vec<(&'static str, Text)>,
    samples: Vec<Pair>,
    request_id: String,
}

/// Faults that can be asked for, with what they do.
const FAULTS: &[(&str, &str)] = &[
    ("500", "sandbox-fault-status"),
    ("429, retry-after=30", "sandbox-fault-retry"),
    ("delay=2s", "sandbox-fault-delay"),
    ("drop", "sandbox-fault-drop"),
    ("after-commit", "sandbox-fault-after"),
    ("after-commit, drop", "sandbox-fault-after-drop"),
    ("provisioning", "sandbox-fault-provisioning"),
];

/// What is left of the company's budgets.
fn budgets(visit: &Visit) -> Vec<Pair> {
    let t = visit.t();
    let Some(tenant) = visit.request.caller.tenant() else {
        return Vec::new();
    };
    let [reads, writes, orders] = bearer::budgets(visit.app(), tenant);
    [
        ("sandbox-reads", reads),
        ("sandbox-writes", writes),
        ("sandbox-orders", orders),
    ]
    .map(|(label, left)| {
        let (limit, remaining) = (left.limit.to_string(), left.remaining.to_string());
        let facts = [("left", remaining.as_str()), ("limit", limit.as_str())];
        Pair::new(t.get(label), t.format("sandbox-of", &facts))
    })
    .into()
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

/// What the page is shown after.
#[derive(Default)]
struct After<'a> {
    /// What was typed.
    typed: &'a str,
    /// What is wrong with it.
    problems: &'a [FieldProblem],
    /// Whether the clock was turned.
    turned: bool,
    /// The samples of a company that begins anew.
    samples: Option<Samples>,
}

async fn page(visit: &Visit, after: After<'_>) -> Answer {
    let After {
        typed,
        problems,
        turned: done,
        samples,
    } = after;
    // Whoever may not look after programs sees nothing here either.
    drop(apps::list(visit.app(), &visit.request).await?);
    let t = visit.t();
    let mut chrome = frame::portal(visit, t.get("nav-sandbox"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("nav-sandbox"));
    let account = sandbox_account::view(visit).await?;
    let tries = is_for(visit.app(), &visit.request.caller);
    if samples.is_some() {
        let banner = Banner::new(Tone::Ok, t.get("sandbox-reset-done"));
        chrome = chrome.notice(Some(banner));
    }
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
    let mut named = Vec::new();
    if let Some(samples) = samples {
        let mut name = |label: &str, id: String| named.push(Pair::new(t.get(label), id).copy());
        name("sandbox-sample-customer", samples.customer_id);
        name("sandbox-sample-order", samples.order_id);
        for id in samples.subscription_ids {
            name("sandbox-sample-subscription", id);
        }
    }
    let faults = FAULTS.iter().map(|(value, id)| (*value, t.get(*id)));
    let page = Page {
        chrome: &chrome,
        tabs: tabs(visit, "/account/sandbox"),
        errors,
        lead: t.get(if clock.is_some() {
            "sandbox-lead"
        } else {
            "sandbox-lead-elsewhere"
        }),
        account,
        clock,
        tries,
        budgets: budgets(visit),
        faults: faults.collect(),
        samples: named,
        request_id: visit.fresh_key(),
    };
    Ok(respond(status, &page))
}

/// The sandbox.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let after = After {
        turned: query.contains_key("done"),
        ..After::default()
    };
    page(&visit, after).await
}

/// Begins anew.
pub async fn reset(visit: Visit, form: Form) -> Answer {
    drop(apps::list(visit.app(), &visit.request).await?);
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (word, key) = (form.get("confirm").to_owned(), form.key().to_owned());
    let samples = blocking(move || again::reset(&app, &request, &word, &key)).await?;
    let after = After {
        samples: Some(samples),
        ..After::default()
    };
    page(&visit, after).await
}

/// What was wished for: the button's span, or the typed one.
pub(crate) fn wish(form: &Form) -> String {
    let button = form.get("advance");
    let wish = if button.is_empty() {
        form.get("span")
    } else {
        button
    };
    wish.trim().to_owned()
}

/// Turns the clock.
pub async fn turn(visit: Visit, form: Form) -> Answer {
    drop(apps::list(visit.app(), &visit.request).await?);
    let wish = wish(&form);
    let key = form.key().to_owned();
    match turned(&visit.site, &visit.request, wish.clone(), key).await {
        Ok(_) => Ok(go("/account/sandbox?done=turned")),
        Err(Failure::Invalid(problems)) => {
            let after = After {
                typed: &wish,
                problems: &problems,
                ..After::default()
            };
            page(&visit, after).await
        }
        Err(failure) => Err(failure.into()),
    }
}
