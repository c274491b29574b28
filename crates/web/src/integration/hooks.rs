//! `/account/webhooks`: where the company's programs are told of events, and what they were told.

use crate::http::{Answer, Form, Query, Site, Visit, blocking, fields, frame, go};
use crate::ui::{Banner, Choice, Chrome, ErrorSummary, Field, Pair, Tab, Text, Tone, respond};
use app::Failure;
use app::integration::hooks::{self, Seen, Wish};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use domain::integration::hooks::EVENTS;
use std::collections::HashMap;
use store::hooks::{Attempt, Delivery, Hook};
use uuid::Uuid;

const URL: &str = "hook_url";
const EVENT: &str = "hook_events";
const HEADER: &str = "ms_header";
const HOME: &str = "/account/webhooks";
/// States a list can be narrowed to.
const STATES: [&str; 3] = ["pending", "delivered", "given-up"];

fn below(visit: &Visit, title: impl Into<Text>) -> Chrome {
    let (t, title) = (visit.t(), title.into());
    frame::portal(visit, title.clone())
        .crumb(HOME, t.get("nav-hooks"))
        .crumb("", title)
}

/// What a delivery's state is called.
fn state(visit: &Visit, state: &str) -> (Tone, Text) {
    let tone = match state {
        "delivered" => Tone::Ok,
        "given-up" => Tone::Bad,
        _ => Tone::Wait,
    };
    (tone, visit.t().get(format!("hook-state-{state}")))
}

/// How an attempt ended, in a few words.
fn ended(visit: &Visit, status: Option<i64>, problem: &str) -> String {
    let why = |problem: &str| visit.t().get(format!("hook-problem-{problem}"));
    match (status, problem) {
        (Some(status), "") => status.to_string(),
        (Some(status), problem) => format!("{status}: {}", why(problem)),
        (None, problem) => why(problem).into_owned(),
    }
}

#[derive(Template)]
#[template(path = "pages/integration/hooks.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    hook: Option<&'a Hook>,
    standing: Option<(Tone, Text)>,
    url: Field,
    events: Field,
    ms_header: Field,
    tests: bool,
    keys: [String; 6],
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    narrowed: bool,
    older: Option<String>,
}

struct Row {
    href: String,
    event: String,
    at: jiff::Timestamp,
    state: (Tone, Text),
    attempts: u32,
    last: String,
    replay: bool,
}

/// What was typed into the form, or what is registered.
struct Typed {
    url: String,
    events: Vec<String>,
    ms_header: bool,
}

impl Typed {
    fn of(hook: Option<&Hook>) -> Self {
        Self {
            url: hook.map(|hook| hook.url.clone()).unwrap_or_default(),
            events: match hook {
                Some(hook) => hook.events.split(',').map(str::to_owned).collect(),
                None => EVENTS.iter().map(|told| told.name.to_owned()).collect(),
            },
            ms_header: hook.is_some_and(|hook| hook.ms_header),
        }
    }
}

fn standing(visit: &Visit, hook: &Hook) -> (Tone, Text) {
    let t = visit.t();
    if hook.stopped_at.is_some() {
        (Tone::Bad, t.get("hooks-stopped"))
    } else if hook.failing_since.is_some() {
        (Tone::Warn, t.get("hooks-failing"))
    } else {
        (Tone::Ok, t.get("hooks-working"))
    }
}

/// What is said above the form: what was done, or that something is wrong.
fn notice(visit: &Visit, hook: Option<&Hook>, done: Option<&String>) -> Option<Banner> {
    let t = visit.t();
    let said = match done.map(String::as_str) {
        Some("saved") => Some("hooks-done-saved"),
        Some("removed") => Some("hooks-done-removed"),
        Some("resumed") => Some("hooks-done-resumed"),
        Some("unsigned") => Some("hooks-done-unsigned"),
        _ => None,
    };
    let stopped = hook.and_then(|hook| hook.stopped_at);
    if stopped.is_some() {
        let banner = Banner::new(Tone::Bad, t.get("hooks-stopped-title"));
        return Some(banner.text(t.get("hooks-stopped-text")));
    }
    said.map(|id| Banner::new(Tone::Ok, t.get(id)))
}

/// Where an older page begins, as it is written into addresses.
fn place(text: &str) -> Option<(Instant, i64)> {
    let (at, sequence) = text.split_once('.')?;
    Some((Instant(at.parse().ok()?), sequence.parse().ok()?))
}

fn address(state: &str, before: Option<(Instant, i64)>) -> String {
    let mut asked = Vec::new();
    if !state.is_empty() {
        asked.push(format!("state={state}"));
    }
    if let Some((at, sequence)) = before {
        asked.push(format!("before={}.{sequence}", at.0));
    }
    if asked.is_empty() {
        HOME.to_owned()
    } else {
        format!("{HOME}?{}", asked.join("&"))
    }
}

async fn page(
    visit: &Visit,
    query: &HashMap<String, String>,
    typed: Option<Typed>,
    problems: &[FieldProblem],
) -> Answer {
    let wanted = query.get("state").map(String::as_str).unwrap_or_default();
    let wanted = STATES.into_iter().find(|state| *state == wanted);
    let before = query.get("before").and_then(|text| place(text));
    let (app, request) = (visit.app(), &visit.request);
    let found = hooks::list(app, request, wanted.unwrap_or_default(), before).await?;
    let (t, hook) = (visit.t(), found.hook.as_ref());
    let typed = typed.unwrap_or_else(|| Typed::of(hook));
    let url = Field::url(URL, t.get("field-hook_url"))
        .hint(t.get("hint-hook_url"))
        .value(typed.url)
        .error(fields::problem_at(visit, problems, URL))
        .required();
    let choices = EVENTS.iter().map(|told| {
        let chosen = typed.events.iter().any(|event| event == told.name);
        Choice::new(told.name, told.name)
            .hint(t.get(format!("hook-event-{}", told.name)))
            .selected(chosen)
    });
    let events = Field::ticks(EVENT, t.get("field-hook_events"), choices.collect())
        .error(fields::problem_at(visit, problems, EVENT))
        .required();
    let ms_header = Field::tick(HEADER, t.get("field-ms_header"))
        .hint(t.get("hint-ms_header"))
        .checked(typed.ms_header)
        .unmarked();
    let mut chrome = frame::portal(visit, t.get("nav-hooks"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("nav-hooks"));
    let errors = ErrorSummary::of(t, [&url, &events]);
    chrome.invalid = errors.is_some();
    if problems.is_empty() {
        chrome = chrome.notice(notice(visit, hook, query.get("done")));
    }
    let tab = |state: Option<&'static str>| Tab {
        href: address(state.unwrap_or_default(), None).into(),
        label: t.get(state.map_or_else(
            || "hooks-all".to_owned(),
            |state| format!("hook-state-{state}"),
        )),
        current: wanted == state,
        ..Tab::default()
    };
    let tabs = std::iter::once(None).chain(STATES.into_iter().map(Some));
    let row = |delivery: &Delivery| Row {
        href: format!("{HOME}/deliveries/{}", delivery.id),
        at: visit.timestamp(delivery.created_at),
        state: state(visit, &delivery.state),
        attempts: delivery.attempts,
        last: found
            .last
            .iter()
            .find(|last| last.delivery_id == delivery.id)
            .map(|last| ended(visit, last.status, &last.problem))
            .unwrap_or_default(),
        replay: delivery.replay_of.is_some(),
        event: delivery.event.clone(),
    };
    let shown = Page {
        chrome: &chrome,
        errors,
        hook,
        standing: hook.map(|hook| standing(visit, hook)),
        url,
        events,
        ms_header,
        tests: hook.is_some_and(|hook| hook.wants("test-created") && hook.stopped_at.is_none()),
        keys: std::array::from_fn(|_| visit.fresh_key()),
        tabs: tabs.map(tab).collect(),
        rows: found.rows.iter().map(row).collect(),
        narrowed: wanted.is_some() || before.is_some(),
        older: found
            .next
            .map(|next| address(wanted.unwrap_or_default(), Some(next))),
    };
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(respond(status, &shown))
}

/// The registration and what was told of late.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    page(&visit, &query, None, &[]).await
}

/// The version the form was made for; none for a first registration.
fn version(form: &Form) -> Option<i64> {
    let text = form.get("version");
    (!text.is_empty()).then(|| text.parse().unwrap_or(-1))
}

/// Registers, or changes what is registered.
pub async fn save(visit: Visit, form: Form) -> Answer {
    // Whether what was typed is right is told to who may change it.
    drop(hooks::registration(visit.app(), &visit.request).await?);
    let wish = Wish {
        url: form.get(URL).to_owned(),
        events: form.values(EVENT),
        ms_header: Some(!form.get(HEADER).is_empty()),
    };
    let typed = Typed {
        url: wish.url.clone(),
        events: wish.events.clone(),
        ms_header: wish.ms_header.unwrap_or_default(),
    };
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (version, key) = (version(&form), form.key().to_owned());
    let done = blocking(move || hooks::register(&app, &request, &wish, version, &key)).await;
    match done {
        Ok(()) => Ok(go(&format!("{HOME}?done=saved"))),
        Err(Failure::Invalid(problems)) => {
            page(&visit, &HashMap::new(), Some(typed), &problems).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Removes the registration.
pub async fn remove(visit: Visit, form: Form) -> Answer {
    let version = version(&form).unwrap_or(-1);
    hooks::remove(visit.app(), &visit.request, version, form.key()).await?;
    Ok(go(&format!("{HOME}?done=removed")))
}

/// Lets a stopped registration go on.
pub async fn resume(visit: Visit, form: Form) -> Answer {
    let version = version(&form).unwrap_or(-1);
    hooks::resume(visit.app(), &visit.request, version, form.key()).await?;
    Ok(go(&format!("{HOME}?done=resumed")))
}

/// Sends a test event.
pub async fn test(visit: Visit, form: Form) -> Answer {
    let id = hooks::test(visit.app(), &visit.request, form.key()).await?;
    Ok(go(&format!("{HOME}/deliveries/{id}")))
}

/// Makes a shared secret.
pub async fn add_secret(visit: Visit, form: Form) -> Answer {
    let version = version(&form).unwrap_or(-1);
    let cookie = visit.session().ok_or(Failure::SignInFirst)?;
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let key = form.key().to_owned();
    blocking(move || hooks::add_secret(&app, &request, version, &cookie, &key)).await?;
    Ok(go(&format!("{HOME}/secret")))
}

/// Takes the shared secret away.
pub async fn remove_secret(visit: Visit, form: Form) -> Answer {
    let version = version(&form).unwrap_or(-1);
    hooks::remove_secret(visit.app(), &visit.request, version, form.key()).await?;
    Ok(go(&format!("{HOME}?done=unsigned")))
}

#[derive(Template)]
#[template(path = "pages/integration/hook_secret.html")]
struct Secret<'a> {
    chrome: &'a Chrome,
    lead: Text,
    secret: &'a str,
}

/// Shows the shared secret on the first look.
pub async fn secret(visit: Visit) -> Answer {
    let cookie = visit.session().ok_or(Failure::SignInFirst)?;
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let shown = blocking(move || hooks::reveal_secret(&app, &request, &cookie)).await?;
    let t = visit.t();
    let chrome = below(&visit, t.get("hooks-secret"));
    let secret = shown.as_ref().map_or("", |secret| secret.as_str());
    let page = Secret {
        chrome: &chrome,
        lead: t.get(if secret.is_empty() {
            "hooks-secret-lead-again"
        } else {
            "hooks-secret-lead"
        }),
        secret,
    };
    Ok(respond(StatusCode::OK, &page))
}

#[derive(Template)]
#[template(path = "pages/integration/hook_delivery.html")]
struct Told<'a> {
    chrome: &'a Chrome,
    delivery: &'a Delivery,
    at: jiff::Timestamp,
    state: (Tone, Text),
    facts: Vec<Pair>,
    original: Option<String>,
    next: Option<jiff::Timestamp>,
    url: String,
    attempts: Vec<Tried>,
    may_replay: bool,
    key: String,
}

struct Tried {
    number: u32,
    at: jiff::Timestamp,
    took: u32,
    ended: String,
    answer: String,
    good: bool,
}

fn tried(visit: &Visit, attempt: Attempt) -> Tried {
    Tried {
        number: attempt.number,
        at: visit.timestamp(attempt.at),
        took: attempt.took,
        ended: ended(visit, attempt.status, &attempt.problem),
        good: attempt.problem.is_empty(),
        answer: attempt.answer,
    }
}

fn id_of(text: &str) -> Uuid {
    Uuid::parse_str(text).unwrap_or_default()
}

/// One delivery: what was sent, what was answered.
pub async fn delivery(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    let found = hooks::delivery(visit.app(), &visit.request, id_of(&id)).await?;
    let Seen {
        delivery,
        attempts,
        hook,
    } = found;
    let t = visit.t();
    let done = query.get("done").is_some_and(|done| done == "replayed");
    let done = done.then(|| Banner::new(Tone::Ok, t.get("hooks-done-replayed")));
    let chrome = below(&visit, delivery.event.clone()).notice(done);
    let pending = delivery.state == "pending";
    let last = attempts.last().map(|attempt| attempt.url.clone());
    let live = hook.as_ref().is_some_and(|hook| hook.stopped_at.is_none());
    let page = Told {
        chrome: &chrome,
        at: visit.timestamp(delivery.created_at),
        state: state(&visit, &delivery.state),
        facts: vec![
            Pair::new(t.get("hooks-delivery-id"), delivery.id.to_string()).copy(),
            Pair::new(t.get("hooks-event"), delivery.event.clone()),
        ],
        original: delivery
            .replay_of
            .map(|original| format!("{HOME}/deliveries/{original}")),
        next: pending.then(|| visit.timestamp(delivery.due_at)),
        url: last.or(hook.map(|hook| hook.url)).unwrap_or_default(),
        attempts: attempts.into_iter().map(|a| tried(&visit, a)).collect(),
        may_replay: !pending && live,
        key: visit.fresh_key(),
        delivery: &delivery,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Tells it again.
pub async fn replay(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let new = hooks::replay(visit.app(), &visit.request, id_of(&id), form.key()).await?;
    Ok(go(&format!("{HOME}/deliveries/{new}?done=replayed")))
}

/// `/webhooks/certificates/…`: what receivers check signatures by.
pub async fn certificate(State(site): State<Site>, Path(file): Path<String>) -> Response {
    let id = file.strip_suffix(".cer").map(Uuid::parse_str);
    let Some(Ok(id)) = id else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match hooks::certificate::published(&site.app, id).await {
        Ok(der) => {
            let head = [
                (header::CONTENT_TYPE, "application/pkix-cert"),
                (header::CACHE_CONTROL, "public, max-age=86400"),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ];
            (head, der).into_response()
        }
        Err(Failure::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(failure) => {
            tracing::error!(?failure, "a certificate could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
