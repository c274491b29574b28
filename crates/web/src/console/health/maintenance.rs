//! `/ops/health/maintenance`: planned maintenance, announced, moved and cancelled.

use super::{BASE, chrome, in_languages, service_ticks, words};
use crate::console::{Parameters, may};
use crate::health::maintenance::{facts, state_pill, thread, title};
use crate::http::{Answer, Form, Visit, blocking, fields, frame, go};
use crate::ui::{Choice, Chrome, ErrorSummary, Field, Message, Pair, Text, Tone, format, respond};
use app::Failure;
use app::health::maintenance as planned;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::effects::Instant;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::health::maintenance::{REASON, State};
use domain::permission::{OperatorAction, authorise_operator};

#[derive(Template)]
#[template(path = "pages/console/health/plan.html")]
struct NewPage<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
    request_id: String,
}

/// From when until when, and why so soon.
fn window(visit: &Visit, typed: &Answers, problems: &[FieldProblem]) -> Vec<Field> {
    let t = visit.t();
    let value = |name: &str| typed.get(name).cloned().unwrap_or_default();
    let wrong = |name: &str| fields::problem_at(visit, problems, name);
    let mut all = Vec::new();
    for (on, on_label, time, time_label) in [
        (
            "starts_on",
            "health-starts-on",
            "starts_time",
            "health-starts-time",
        ),
        ("ends_on", "health-ends-on", "ends_time", "health-ends-time"),
    ] {
        all.push(
            Field::date(on, t.get(on_label))
                .value(value(on))
                .error(wrong(on))
                .required(),
        );
        all.push(
            Field::text(time, t.get(time_label))
                .hint(t.get("health-started-time-hint"))
                .value(value(time))
                .error(wrong(time))
                .maxlength(5)
                .required(),
        );
    }
    let urgent = Choice::new("yes", t.get("health-emergency-yes"));
    let urgent = urgent.selected(!value("emergency").is_empty());
    all.push(
        Field::ticks("emergency", t.get("health-emergency"), vec![urgent])
            .hint(t.get("health-emergency-hint"))
            .error(wrong("emergency"))
            .wide(),
    );
    all.push(
        Field::text("emergency_reason", t.get("health-emergency-reason"))
            .value(value("emergency_reason"))
            .error(wrong("emergency_reason"))
            .maxlength(u32::try_from(REASON).unwrap_or(u32::MAX))
            .wide(),
    );
    all
}

fn sheet(
    visit: &Visit,
    key: String,
    (typed, services): (&Answers, &[String]),
    problems: &[FieldProblem],
) -> Response {
    let t = visit.t();
    let mut inputs = vec![service_ticks(visit, services, problems)];
    inputs.extend(window(visit, typed, problems));
    inputs.extend(in_languages(visit, "title", typed, problems));
    inputs.extend(in_languages(visit, "text", typed, problems));
    let errors = ErrorSummary::of(t, &inputs);
    let heading = t.get("health-plan");
    let mut chrome = chrome(visit, heading.clone(), heading);
    chrome.invalid = errors.is_some();
    let page = NewPage {
        errors,
        fields: inputs,
        request_id: key,
        chrome: &chrome,
    };
    respond(fields::status(problems), &page)
}

/// The form.
pub async fn open(visit: Visit) -> Answer {
    authorise_operator(&visit.request.caller, OperatorAction::PostIncidents)
        .map_err(Failure::from)?;
    let key = visit.fresh_key();
    Ok(sheet(&visit, key, (&Answers::default(), &[]), &[]))
}

/// Announces it.
pub async fn plan(visit: Visit, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (key, services) = (form.key().to_owned(), form.values("service"));
    let mut typed = form.answers();
    typed.retain(|name, _| name != "service");
    let (sent, ticked) = (typed.clone(), services.clone());
    match blocking(move || planned::plan(&app, &request, &sent, &ticked, &key)).await {
        Ok(number) => Ok(go(&format!("{BASE}/maintenance/{number}?done=planned"))),
        Err(Failure::Invalid(problems)) => Ok(sheet(
            &visit,
            // The key stays: nothing was decided under it.
            form.key().to_owned(),
            (&typed, &services),
            &problems,
        )),
        Err(failure) => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "pages/console/health/planned.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    here: String,
    version: i64,
    state: (Tone, Text),
    facts: Vec<Pair>,
    thread: Vec<Message>,
    /// Another time, or more to say.
    change: Vec<Field>,
    /// That it does not take place.
    cancel: Vec<Field>,
    request_id: String,
}

/// A moment as the two fields of a form have it.
fn local(visit: &Visit, name: &str, at: Instant) -> [(String, String); 2] {
    let zone = visit.app().programme.time_zone().clone();
    let at = visit.timestamp(at).to_zoned(zone);
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    [
        (format!("{name}_on"), at.date().to_string()),
        (format!("{name}_time"), time),
    ]
}

async fn page(visit: &Visit, number: &str, sent: super::Sent, done: Option<&String>) -> Answer {
    let found = planned::desk_one(visit.app(), &visit.request, number).await?;
    let (t, line) = (visit.t(), &found.line);
    let ahead = matches!(line.state, State::Planned | State::UnderWay);
    let writes = ahead && may(visit, OperatorAction::PostIncidents);
    let (mut change, mut cancel) = (Vec::new(), Vec::new());
    if writes {
        let row = &line.row;
        let known = local(visit, "starts", row.starts_at);
        let known = known.into_iter().chain(local(visit, "ends", row.ends_at));
        let known: Answers = known.collect();
        let none = Vec::new();
        let (typed, problems) = match sent.form {
            "change" => (&sent.typed, &sent.problems),
            _ => (&known, &none),
        };
        change.extend(window(visit, typed, problems));
        change.extend(words(visit, "change", &sent));
        cancel.extend(words(visit, "cancel", &sent));
    }
    let errors = ErrorSummary::of(t, change.iter().chain(&cancel));
    let told = [
        ("planned", "health-done-planned"),
        ("moved", "health-done-moved"),
        ("cancelled", "health-done-cancelled"),
    ];
    let mut chrome = chrome(visit, title(visit, &line.row), line.row.number.clone())
        .notice(frame::done(visit, done, &told));
    chrome.invalid = errors.is_some();
    let mut facts = facts(visit, line);
    if !line.row.emergency.is_empty() {
        let reason = line.row.emergency.clone();
        facts.push(Pair::new(t.get("health-emergency-reason"), reason));
    }
    let reach = [
        ("partners", format::number(line.reach.partners)),
        ("customers", format::number(line.reach.customers)),
    ];
    let reach = reach.each_ref().map(|(name, n)| (*name, n.as_str()));
    facts.push(Pair::new(
        t.get("health-concerns"),
        t.format("health-reach", &reach),
    ));
    let page = Page {
        errors,
        here: format!("{BASE}/maintenance/{}", line.row.number),
        version: sent.version.unwrap_or(line.row.version),
        state: state_pill(visit, line.state),
        facts,
        thread: thread(visit, &found, true),
        change,
        cancel,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    Ok(respond(fields::status(&sent.problems), &page))
}

/// The page.
pub async fn show(visit: Visit, Path(number): Path<String>, parameters: Parameters) -> Answer {
    let sent = super::Sent::default();
    page(&visit, &number, sent, parameters.get("done")).await
}

async fn send(visit: Visit, number: String, form: Form, name: &'static str) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (key, typed) = (form.key().to_owned(), form.answers());
    let version = crate::support::case::version(&form);
    let (of, sent) = (number.clone(), typed.clone());
    let act = move || match name {
        "cancel" => planned::cancel(&app, &request, (&of, version), &sent, &key),
        _ => planned::change(&app, &request, (&of, version), &sent, &key),
    };
    match blocking(act).await {
        Ok(()) => {
            let done = if name == "cancel" {
                "cancelled"
            } else {
                "moved"
            };
            Ok(go(&format!("{BASE}/maintenance/{number}?done={done}")))
        }
        Err(Failure::Invalid(problems)) => {
            let sent = super::Sent {
                form: name,
                typed,
                version: Some(version),
                problems,
            };
            page(&visit, &number, sent, None).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Another time, or more to say.
pub async fn change(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    send(visit, number, form, "change").await
}

/// It does not take place, or stops at once.
pub async fn cancel(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    send(visit, number, form, "cancel").await
}
