//! `/ops/provisioning`: partners being set up, every attempt, and "Retry now".

use super::{Parameters, console, exactly, id_of, moment, partners};
use crate::http::{Answer, Form, Visit, blocking, go};
use crate::ui::{Banner, Chrome, Meter, Moment, Pair, Text, Tone, respond};
use app::enrolment::provisioning;
use app::i18n::Texts;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::effects::Instant;
use domain::enrolment::provisioning::{ALERT_ATTEMPTS, Age, age};
use domain::ids::TenantId;
use store::provisioning::Job;

#[derive(Template)]
#[template(path = "pages/console/provisioning.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    stuck: Option<Banner>,
    running: Vec<Row>,
    finished: Vec<Row>,
}

struct Row {
    href: String,
    company: String,
    status: (Tone, Text),
    signed: jiff::Timestamp,
    /// How long it takes, or took, with the colour of its age.
    age: (Tone, String),
    meter: Meter,
    progress: String,
    attempts: u32,
    error: Option<Text>,
}

/// A failure's code in words.
fn reason(t: &'static Texts, code: &str) -> Text {
    let id = format!("conflict-{code}");
    if t.has(&id) {
        t.get(&id)
    } else if code == "internal" {
        t.get("setup-internal")
    } else {
        code.to_owned().into()
    }
}

/// Seconds until the page looks again while something is being set up.
const REFRESH: u32 = 60;

/// Hours and minutes from one moment to another.
fn lasting(t: &'static Texts, seconds: i64) -> String {
    let minutes = seconds.max(0) / 60;
    let (hours, minutes) = ((minutes / 60).to_string(), (minutes % 60).to_string());
    t.format("setup-lasting", &[("hours", &hours), ("minutes", &minutes)])
}

fn tone_of_age(visit: &Visit, job: &Job, now: Instant) -> Tone {
    if job.active_at.is_some() {
        return Tone::Ok;
    }
    let seconds = now.seconds_since(job.signed_at);
    match age(&visit.app().programme.provisioning, seconds) {
        Age::OnTime => Tone::Info,
        Age::Slow => Tone::Warn,
        Age::Late => Tone::Bad,
    }
}

fn row(visit: &Visit, job: Job) -> Row {
    let (t, now) = (visit.t(), visit.app().clock.now());
    let (done, tasks) = (
        job.done.max(0).unsigned_abs(),
        job.tasks.max(0).unsigned_abs(),
    );
    let words = [("done", done.to_string()), ("tasks", tasks.to_string())];
    let facts = words
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let tone = match (&job.last_error, done < tasks) {
        (Some(_), _) => Tone::Bad,
        (None, true) => Tone::Info,
        (None, false) => Tone::Ok,
    };
    let until = job.active_at.unwrap_or(now);
    Row {
        href: format!("/ops/provisioning/{}", job.tenant_id),
        status: partners::pill(t, &job.status),
        signed: visit.timestamp(job.signed_at),
        age: (
            tone_of_age(visit, &job, now),
            lasting(t, until.seconds_since(job.signed_at)),
        ),
        meter: Meter::progress(t.format("console-tasks", &facts), done, tasks).tone(tone),
        progress: format!("{done}/{tasks}"),
        attempts: attempts(&job),
        error: job.last_error.as_deref().map(|code| reason(t, code)),
        company: job.name,
    }
}

fn attempts(job: &Job) -> u32 {
    job.attempts
        .and_then(|n| u32::try_from(n).ok())
        .unwrap_or(0)
}

/// Whether somebody has to look: failed three times, or too old.
fn is_stuck(visit: &Visit, job: &Job) -> bool {
    let failing = job.last_error.is_some() && attempts(job) >= ALERT_ATTEMPTS;
    failing || tone_of_age(visit, job, visit.app().clock.now()) == Tone::Bad
}

/// The list.
pub async fn show(visit: Visit) -> Answer {
    let jobs = provisioning::jobs(visit.app(), &visit.request).await?;
    let t = visit.t();
    let mut chrome = console(&visit, t.get("nav-provisioning"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-provisioning"));
    chrome.refresh = (!jobs.running.is_empty()).then_some(REFRESH);
    let stuck = jobs
        .running
        .iter()
        .filter(|job| is_stuck(&visit, job))
        .count();
    let stuck = (stuck > 0).then(|| {
        let title = t.format("setup-stuck", &[("count", &stuck.to_string())]);
        Banner::new(Tone::Bad, title).text(t.get("setup-stuck-text"))
    });
    let page = Page {
        stuck,
        running: jobs
            .running
            .into_iter()
            .map(|job| row(&visit, job))
            .collect(),
        finished: jobs
            .finished
            .into_iter()
            .map(|job| row(&visit, job))
            .collect(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

#[derive(Template)]
#[template(path = "pages/console/provisioning_partner.html")]
struct Partner<'a> {
    chrome: &'a Chrome,
    status: (Tone, Text),
    stuck: Option<Banner>,
    facts: Vec<Pair>,
    tasks: Vec<Task>,
    open: bool,
    attempts: Vec<Try>,
    alerts: Vec<Moment>,
    action: String,
    request_id: String,
}

struct Task {
    name: String,
    label: Text,
    state: (Tone, Text),
    attempts: u32,
    error: Option<Text>,
    done: Option<String>,
}

struct Try {
    at: String,
    task: Text,
    number: u32,
    outcome: (Tone, Text),
    error: String,
    by: Text,
    correlation: String,
}

fn outcome(t: &'static Texts, state: &str) -> (Tone, Text) {
    match state {
        "done" => (Tone::Ok, t.get("setup-state-done")),
        "failed" => (Tone::Bad, t.get("setup-state-failed")),
        _ => (Tone::Wait, t.get("setup-state-waiting")),
    }
}

fn facts(visit: &Visit, job: &Job) -> Vec<Pair> {
    let (t, now) = (visit.t(), visit.app().clock.now());
    let until = job.active_at.unwrap_or(now);
    let mut facts = vec![
        Pair::new(t.get("profile-domain"), job.domain.clone()),
        Pair::new(t.get("console-signed-at"), exactly(visit, job.signed_at)),
        Pair::new(
            t.get("setup-age"),
            lasting(t, until.seconds_since(job.signed_at)),
        ),
    ];
    if let Some(at) = job.active_at {
        facts.push(Pair::new(t.get("setup-ready-at"), exactly(visit, at)));
    }
    if let Some(from) = job.orders_blocked_from {
        let day = crate::ui::format::date(t, crate::http::frame::last_day(visit, from));
        let id = if from <= now {
            "setup-orders-stopped"
        } else {
            "setup-orders-until"
        };
        facts.push(Pair::new(
            t.get("setup-orders"),
            t.format(id, &[("day", &day)]),
        ));
    }
    facts
}

fn alerts(visit: &Visit, told: &[store::provisioning::Alert]) -> Vec<Moment> {
    let t = visit.t();
    told.iter()
        .rev()
        .map(|alert| Moment {
            label: t.get(format!("setup-alert-{}", alert.kind)),
            notes: vec![moment(visit, alert.at).into()],
            ..Moment::default()
        })
        .collect()
}

/// What pressing "Retry now" has done.
fn retried(t: &'static Texts, parameters: &Parameters) -> Option<Banner> {
    match parameters.get("done").map(String::as_str)? {
        "retried" => Some(Banner::new(Tone::Ok, t.get("setup-retried"))),
        "failed" => {
            let banner = Banner::new(Tone::Bad, t.get("setup-failed-again"));
            Some(banner.text(t.get("setup-failed-again-text")))
        }
        _ => None,
    }
}

/// One partner's set-up.
pub async fn detail(visit: Visit, Path(id): Path<String>, parameters: Parameters) -> Answer {
    let found = provisioning::detail(visit.app(), &visit.request, id_of(&id)).await?;
    let t = visit.t();
    let mut chrome = console(&visit, found.job.name.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/provisioning", t.get("nav-provisioning"))
        .crumb("", found.job.name.clone());
    let open = found.job.status == "provisioning";
    chrome.refresh = open.then_some(REFRESH);
    chrome.notice = retried(t, &parameters);
    let task = |task: &store::provisioning::Task| Task {
        label: t.get(format!("task-{}", task.name)),
        state: outcome(t, &task.state),
        attempts: task.attempts,
        error: task.last_error.as_deref().map(|code| reason(t, code)),
        done: task.done_at.map(|at| moment(&visit, at)),
        name: task.name.clone(),
    };
    let attempt = |a: &store::provisioning::Attempt| Try {
        at: exactly(&visit, a.at),
        task: t.get(format!("task-{}", a.name)),
        number: a.number,
        outcome: outcome(t, &a.outcome),
        error: a.error.clone(),
        by: if a.by_name.is_empty() {
            t.get("console-actor-system")
        } else {
            a.by_name.clone().into()
        },
        correlation: a.correlation.to_string(),
    };
    let page = Partner {
        status: partners::pill(t, &found.job.status),
        stuck: is_stuck(&visit, &found.job).then(|| {
            let title = t.format("setup-stuck", &[("count", "1")]);
            Banner::new(Tone::Bad, title).text(t.get("setup-stuck-text"))
        }),
        facts: facts(&visit, &found.job),
        tasks: found.tasks.iter().map(task).collect(),
        open,
        attempts: found.attempts.iter().map(attempt).collect(),
        alerts: alerts(&visit, &found.alerts),
        action: format!("/ops/provisioning/{}/retry", found.job.tenant_id),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// "Retry now": one task, or all.
pub async fn retry(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, id) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (task, key) = (form.get("task").to_owned(), form.key().to_owned());
    let done = blocking(move || {
        let only = (!task.is_empty()).then_some(task.as_str());
        provisioning::retry(&app, &request, TenantId(id), only, &key)
    });
    match done.await {
        Ok(true) => Ok(go(&format!("/ops/provisioning/{id}?done=retried"))),
        Ok(false) => Ok(go(&format!("/ops/provisioning/{id}?done=failed"))),
        Err(failure) => Err(failure.into()),
    }
}
