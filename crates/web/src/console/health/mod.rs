//! `/ops/health`: incidents of services; a new one, and every word about one until its report.

pub mod drafts;
pub mod feed;
pub mod maintenance;

use super::{Parameters, console, may};
use crate::health::{facts, services_of, state_pill, thread, title};
use crate::http::{Answer, Form, Visit, blocking, fields, frame, go};
use crate::support::moment;
use crate::ui::{Banner, Choice, Chrome, ErrorSummary, Field, Message, Pair, Text, Tone};
use crate::ui::{format, respond};
use app::Failure;
use app::health::post::Outcome;
use app::health::{self, Line, is_late, post};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::health::State;
use domain::health::form::{TEXT, TITLE, field};
use domain::permission::OperatorAction;
use store::health::Incident;

/// Where incidents are.
const BASE: &str = "/ops/health";

#[derive(Template)]
#[template(path = "pages/console/health/list.html")]
struct ListPage<'a> {
    chrome: &'a Chrome,
    may_post: bool,
    late: Option<Banner>,
    waiting: Option<Banner>,
    feed: Option<Banner>,
    drafts: Vec<drafts::Row>,
    windows: Vec<crate::health::maintenance::Row>,
    rows: Vec<Row>,
    previous: Option<String>,
    next: Option<String>,
}

struct Row {
    href: String,
    title: String,
    about: String,
    state: (Tone, Text),
    due: (Tone, String),
    reach: String,
}

/// Until when the next word is due, and whether it is late.
fn due(visit: &Visit, row: &Incident) -> (Tone, String) {
    match row.due_at {
        None => (Tone::Mute, visit.t().get("health-no-due").into_owned()),
        Some(at) if is_late(visit.app(), row) => {
            let at = moment(visit, at);
            let words = visit.t().format("health-late", &[("at", &at)]);
            (Tone::Bad, words)
        }
        Some(at) => (Tone::Wait, moment(visit, at)),
    }
}

fn reach(visit: &Visit, line: &Line) -> String {
    let (partners, customers) = (line.reach.partners, line.reach.customers);
    visit.t().format(
        "health-reach",
        &[
            ("partners", &format::number(partners)),
            ("customers", &format::number(customers)),
        ],
    )
}

fn row(visit: &Visit, line: &Line) -> Row {
    Row {
        href: format!("{BASE}/{}", line.row.number),
        title: title(visit, &line.row),
        about: format!("{} · {}", line.row.number, services_of(visit, line)),
        state: state_pill(visit, &line.row.state),
        due: due(visit, &line.row),
        reach: if line.state.is_open() {
            reach(visit, line)
        } else {
            String::new()
        },
    }
}

/// All of them.
pub async fn index(visit: Visit, parameters: Parameters) -> Answer {
    let number = parameters.get("page").and_then(|page| page.parse().ok());
    let number: u32 = number.unwrap_or(1).clamp(1, 10_000);
    let desk = health::desk(visit.app(), &visit.request, number).await?;
    let measures = health::feed::desk(visit.app(), &visit.request).await?;
    let (t, lines) = (visit.t(), &desk.lines);
    let waiting = desk.drafts.iter().filter(|shown| {
        let waits = domain::health::draft::State::Proposed.text();
        shown.row.state == waits && super::me(&visit) != Some(shown.row.proposed_by)
    });
    let waiting = waiting.count();
    let waiting = (waiting > 0 && may(&visit, OperatorAction::ConfirmOutages)).then(|| {
        let count = waiting.to_string();
        Banner::new(
            Tone::Wait,
            t.format("health-drafts-wait", &[("count", &count)]),
        )
        .text(t.get("health-drafts-wait-text"))
    });
    let late = lines.iter().filter(|line| is_late(visit.app(), &line.row));
    let late = late.count();
    let late = (late > 0).then(|| {
        let count = late.to_string();
        Banner::new(
            Tone::Bad,
            t.format("health-late-many", &[("count", &count)]),
        )
        .text(t.get("health-late-text"))
    });
    let at = |n: u32| format!("{BASE}?page={n}");
    let chrome = console(&visit, t.get("nav-health"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-health"));
    let page = ListPage {
        may_post: may(&visit, OperatorAction::PostIncidents),
        late,
        waiting,
        feed: feed::banner(&visit, &measures)
            .map(|banner| banner.action(feed::FEED, t.get("health-feed-open"))),
        drafts: desk.drafts.iter().map(|d| drafts::row(&visit, d)).collect(),
        windows: crate::health::maintenance::rows(&visit, &desk.maintenance, BASE),
        rows: lines.iter().map(|line| row(&visit, line)).collect(),
        previous: (number > 1).then(|| at(number - 1)),
        next: desk.more.then(|| at(number + 1)),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// The frame of a page below the list.
fn chrome(visit: &Visit, title: impl Into<Text>, here: impl Into<Text>) -> Chrome {
    console(visit, title)
        .crumb(BASE, visit.t().get("nav-health"))
        .crumb("", here)
}

/// Where what came of a form is shown.
fn lead(outcome: &Outcome, done: &str) -> String {
    match outcome {
        Outcome::Posted(number) => format!("{BASE}/{number}?done={done}"),
        Outcome::Waits(draft) => format!("{}?done=proposed", drafts::place(*draft)),
    }
}

/// One text in each language; the programme's own is needed.
fn in_languages(
    visit: &Visit,
    name: &str,
    typed: &Answers,
    problems: &[FieldProblem],
) -> Vec<Field> {
    let t = visit.t();
    let languages = &visit.app().programme.languages;
    let one = |language: &domain::language::Language| {
        let id = field(name, *language);
        let label = t.format(
            match name {
                "title" => "health-title-in",
                _ => "health-text-in",
            },
            &[("language", language.own_name())],
        );
        let value = typed.get(&id).cloned().unwrap_or_default();
        let wrong = fields::problem_at(visit, problems, &id);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let made = match name {
            "title" => Field::text(id, label).maxlength(count(TITLE)),
            _ => Field::textarea(id, label).counter(count(TEXT)),
        };
        let made = made.value(value).error(wrong).wide();
        match *language == languages.default {
            true => made.required(),
            false => made,
        }
    };
    languages.offered.iter().map(one).collect()
}

#[derive(Template)]
#[template(path = "pages/console/health/new.html")]
struct NewPage<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
    request_id: String,
}

/// The services of the programme, to be ticked.
fn service_ticks(visit: &Visit, ticked: &[String], problems: &[FieldProblem]) -> Field {
    let products = visit.app().programme.catalogue().products.iter();
    let products = products.map(|product| {
        let id = product.id.to_string();
        let ticked = ticked.contains(&id);
        Choice::new(id, product.name.get(visit.language()).to_owned()).selected(ticked)
    });
    let label = visit.t().get("health-services");
    Field::ticks("service", label, products.collect())
        .error(fields::problem_at(visit, problems, "service"))
        .wide()
        .required()
}

fn sheet(
    visit: &Visit,
    key: String,
    (typed, services): (&Answers, &[String]),
    problems: &[FieldProblem],
) -> Response {
    let t = visit.t();
    let value = |name: &str| typed.get(name).cloned().unwrap_or_default();
    let wrong = |name: &str| fields::problem_at(visit, problems, name);
    let states = State::FIRST.map(|state| {
        let word = state.text();
        Choice::new(word, t.get(format!("health-state-{word}")))
            .hint(t.get(format!("health-state-{word}-hint")))
    });
    let mut inputs = vec![
        service_ticks(visit, services, problems),
        Field::radio("state", t.get("health-state"), states.into())
            .value(value("state"))
            .error(wrong("state"))
            .wide()
            .required(),
        Field::date("started_on", t.get("health-started-on"))
            .value(value("started_on"))
            .error(wrong("started_on"))
            .required(),
        Field::text("started_time", t.get("health-started-time"))
            .hint(t.get("health-started-time-hint"))
            .value(value("started_time"))
            .error(wrong("started_time"))
            .maxlength(5)
            .required(),
    ];
    inputs.extend(in_languages(visit, "title", typed, problems));
    inputs.extend(in_languages(visit, "text", typed, problems));
    let errors = ErrorSummary::of(t, &inputs);
    let mut chrome = chrome(visit, t.get("health-new"), t.get("health-new"));
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
    domain::permission::authorise_operator(&visit.request.caller, OperatorAction::PostIncidents)
        .map_err(Failure::from)?;
    let zone = visit.app().programme.time_zone().clone();
    let now = visit.timestamp(visit.app().clock.now()).to_zoned(zone);
    let typed = [
        ("started_on", now.date().to_string()),
        (
            "started_time",
            format!("{:02}:{:02}", now.hour(), now.minute()),
        ),
    ];
    let typed = typed.map(|(name, value)| (name.to_owned(), value)).into();
    Ok(sheet(&visit, visit.fresh_key(), (&typed, &[]), &[]))
}

/// Posts one.
pub async fn post(visit: Visit, form: Form) -> Answer {
    let (app, request, key) = (
        visit.app().clone(),
        visit.request.clone(),
        form.key().to_owned(),
    );
    let services = form.values("service");
    let mut typed = form.answers();
    typed.retain(|name, _| name != "service");
    let (sent, ticked) = (typed.clone(), services.clone());
    match blocking(move || post::post(&app, &request, &sent, &ticked, &key)).await {
        Ok(outcome) => Ok(go(&lead(&outcome, "posted"))),
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
#[template(path = "pages/console/health/incident.html")]
struct IncidentPage<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    here: String,
    version: i64,
    state: (Tone, Text),
    due: (Tone, String),
    facts: Vec<Pair>,
    thread: Vec<Message>,
    drafts: Vec<drafts::Row>,
    /// A word while a service is affected.
    update: Vec<Field>,
    /// The end.
    end: Vec<Field>,
    /// The final report.
    report: Vec<Field>,
    request_id: String,
}

/// What was sent and is wrong.
#[derive(Default)]
struct Sent {
    /// The form it came from.
    form: &'static str,
    typed: Answers,
    /// The version it was made from.
    version: Option<i64>,
    problems: Vec<FieldProblem>,
}

/// The texts of one of the forms of a page; ids are the page's own.
fn words(visit: &Visit, form: &'static str, sent: &Sent) -> Vec<Field> {
    let none = Sent::default();
    let sent = if sent.form == form { sent } else { &none };
    let fields = in_languages(visit, "text", &sent.typed, &sent.problems);
    let own = |field: Field| {
        let id = format!("{form}-{}", field.name);
        field.id(id)
    };
    fields.into_iter().map(own).collect()
}

async fn page(visit: &Visit, number: &str, sent: Sent, done: Option<&String>) -> Answer {
    let found = health::desk_one(visit.app(), &visit.request, number).await?;
    let (t, line) = (visit.t(), &found.line);
    let posts = may(visit, OperatorAction::PostIncidents);
    let open = line.state.is_open();
    let mut update = Vec::new();
    if posts && open {
        let states = State::FIRST.map(|state| {
            let word = state.text();
            Choice::new(word, t.get(format!("health-state-{word}")))
        });
        let chosen = sent.typed.get("to");
        let chosen = chosen.map_or(line.state.text(), String::as_str);
        let to = Field::select("to", t.get("health-state-now"), states.into()).value(chosen);
        let wrong = fields::problem_at(visit, &sent.problems, "to");
        update.push(to.error(wrong).required());
        update.extend(words(visit, "update", &sent));
    }
    let words_of = |form, shown: bool| match posts && shown {
        true => words(visit, form, &sent),
        false => Vec::new(),
    };
    let end = words_of("end", open);
    let report = words_of("report", line.state == State::Restored);
    let all = update.iter().chain(&end).chain(&report);
    let errors = ErrorSummary::of(t, all);
    let told = [
        ("posted", "health-done-posted"),
        ("written", "health-done-written"),
        ("confirmed", "health-done-confirmed"),
    ];
    let mut chrome = chrome(visit, title(visit, &line.row), line.row.number.clone())
        .notice(frame::done(visit, done, &told));
    chrome.invalid = errors.is_some();
    let mut facts = facts(visit, line);
    facts.push(Pair::new(t.get("health-concerns"), reach(visit, line)));
    let page = IncidentPage {
        errors,
        here: format!("{BASE}/{}", line.row.number),
        version: sent.version.unwrap_or(line.row.version),
        state: state_pill(visit, &line.row.state),
        due: due(visit, &line.row),
        facts,
        thread: thread(visit, &found, true),
        drafts: found
            .drafts
            .iter()
            .map(|d| drafts::plain(visit, d))
            .collect(),
        update,
        end,
        report,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    Ok(respond(fields::status(&sent.problems), &page))
}

/// One of them.
pub async fn show(visit: Visit, Path(number): Path<String>, parameters: Parameters) -> Answer {
    page(&visit, &number, Sent::default(), parameters.get("done")).await
}

/// Sends one of the forms. Only an update says itself which state comes.
async fn send(visit: Visit, number: String, form: Form, name: &'static str) -> Answer {
    let (app, request, key) = (
        visit.app().clone(),
        visit.request.clone(),
        form.key().to_owned(),
    );
    let at = crate::support::case::version(&form);
    let to = match name {
        "end" => State::Restored.text().to_owned(),
        "report" => State::PostIncident.text().to_owned(),
        _ => form.get("to").to_owned(),
    };
    let typed = form.answers();
    let (of, sent) = (number.clone(), typed.clone());
    match blocking(move || post::write(&app, &request, (&of, at), &to, &sent, &key)).await {
        Ok(outcome) => Ok(go(&lead(&outcome, "written"))),
        Err(Failure::Invalid(problems)) => {
            let sent = Sent {
                form: name,
                typed,
                version: Some(at),
                problems,
            };
            page(&visit, &number, sent, None).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// A word while a service is affected.
pub async fn update(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    send(visit, number, form, "update").await
}

/// The service works again.
pub async fn end(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    send(visit, number, form, "end").await
}

/// What happened, and why.
pub async fn report(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    send(visit, number, form, "report").await
}
