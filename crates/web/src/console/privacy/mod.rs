//! `/ops/privacy`: what is kept and for how long, and requests about personal data.

pub mod looks;
pub mod request;

use super::{console, may};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{Choice, Chrome, ErrorSummary, Field, Text, Tile, Tone, format, respond};
use app::Failure;
use app::privacy::overview::{self, Line, Overview};
use app::privacy::requests;
use askama::Template;
use axum::response::Response;
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use domain::permission::OperatorAction;
use domain::privacy::request::Kind;
use domain::privacy::retention::Period;

#[derive(Template)]
#[template(path = "pages/console/privacy/overview.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    tiles: Vec<Tile>,
    lines: Vec<Kept>,
    requests: Vec<Row>,
    form: Option<[Field; 3]>,
    request_id: String,
}

/// One class of what is kept.
struct Kept {
    label: Text,
    note: Text,
    period: String,
    held: String,
    /// When the oldest of it goes.
    next: String,
    erased: String,
}

/// One request.
struct Row {
    href: String,
    kind: Text,
    email: String,
    state: (Tone, Text),
    when: String,
}

/// What was typed into the form of a new request, and what is wrong with it.
#[derive(Default)]
struct Typed {
    values: [String; 3],
    problems: Vec<FieldProblem>,
}

/// How a request looks: open ones by how urgent they are.
fn request_pill(visit: &Visit, state: &str, due: Instant) -> (Tone, Text) {
    let tone = match state {
        "open" if visit.app().clock.now() >= due => Tone::Bad,
        "open" => Tone::Wait,
        "done" => Tone::Ok,
        _ => Tone::Mute,
    };
    (tone, visit.t().get(format!("privacy-state-{state}")))
}

fn day(visit: &Visit, at: Instant) -> String {
    let zone = visit.app().programme.time_zone().clone();
    format::date(visit.t(), visit.timestamp(at).to_zoned(zone).date())
}

fn period(visit: &Visit, period: Period) -> String {
    let (id, count) = match period {
        Period::Days(days) => ("privacy-days", days),
        Period::Years(years) => ("privacy-years", years),
    };
    visit.t().format(id, &[("count", &count.to_string())])
}

fn kept(visit: &Visit, line: &Line) -> Kept {
    let t = visit.t();
    let zone = visit.app().programme.time_zone();
    let name = line.class.text();
    // The day on which what began then has outlived its period.
    let goes = line.held.oldest.map(|oldest| match line.period {
        Period::Days(days) => oldest.plus_days(i64::from(days)),
        Period::Years(years) => {
            let at = visit.timestamp(oldest).to_zoned(zone.clone());
            let later = at.checked_add(jiff::Span::new().years(i64::from(years)));
            later.map_or(oldest, |at| Instant(at.timestamp().as_microsecond()))
        }
    });
    let dash = || "—".to_owned();
    Kept {
        label: t.get(format!("kept-{name}")),
        note: t.get(format!("kept-{name}-note")),
        period: period(visit, line.period),
        held: format::number(line.held.number),
        next: goes.map_or_else(dash, |at| day(visit, at)),
        erased: line
            .erased
            .as_ref()
            .map_or_else(dash, |erased| format::number(erased.items)),
    }
}

fn form(visit: &Visit, typed: &Typed) -> [Field; 3] {
    let t = visit.t();
    let problem = |field: &str| fields::problem_at(visit, &typed.problems, field);
    let choice = |kind: &Kind| {
        let text = kind.text();
        Choice::new(text, t.get(format!("privacy-kind-{text}")))
            .hint(t.get(format!("privacy-kind-{text}-hint")))
    };
    let [kind, email, proof] = typed.values.clone();
    [
        Field::radio(
            "kind",
            t.get("privacy-kind"),
            Kind::ALL.iter().map(choice).collect(),
        )
        .value(kind)
        .error(problem("kind"))
        .required(),
        Field::email("email", t.get("privacy-email"))
            .hint(t.get("privacy-email-hint"))
            .value(email)
            .error(problem("email"))
            .required(),
        Field::textarea("proof", t.get("privacy-proof"))
            .hint(t.get("privacy-proof-hint"))
            .value(proof)
            .error(problem("proof"))
            .counter(500)
            .wide()
            .required(),
    ]
}

fn page(visit: &Visit, found: Overview, typed: &Typed) -> Response {
    let t = visit.t();
    let mut chrome = console(visit, t.get("nav-privacy"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-privacy"));
    let form = may(visit, OperatorAction::ManagePrivacy).then(|| form(visit, typed));
    let errors = ErrorSummary::of(t, form.iter().flatten());
    chrome.invalid = errors.is_some();
    let status = fields::status(&typed.problems);
    let open = found.requests.iter().filter(|r| r.state == "open").count();
    let erased: i64 = found
        .lines
        .iter()
        .filter_map(|line| line.erased.as_ref())
        .map(|erased| erased.items)
        .sum();
    let tile = |label: &str, value: String, to: &'static str| Tile {
        label: t.get(label),
        value: value.into(),
        href: Some(to.into()),
        ..Tile::default()
    };
    let page = Page {
        errors,
        tiles: vec![
            tile("privacy-open", open.to_string(), "#requests"),
            tile("privacy-erased", format::number(erased), "#kept"),
            tile(
                "privacy-on-request",
                format::number(found.on_request),
                "#requests",
            ),
        ],
        lines: found.lines.iter().map(|line| kept(visit, line)).collect(),
        requests: found
            .requests
            .iter()
            .map(|r| Row {
                href: format!("/ops/privacy/{}", r.id),
                kind: t.get(format!("privacy-kind-{}", r.kind)),
                email: r.email.clone(),
                state: request_pill(visit, &r.state, r.due_at),
                when: day(visit, r.closed_at.unwrap_or(r.due_at)),
            })
            .collect(),
        form,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(status, &page)
}

/// The page.
pub async fn show(visit: Visit) -> Answer {
    let found = overview::open(visit.app(), &visit.request).await?;
    Ok(page(&visit, found, &Typed::default()))
}

/// Opens a request, or says what is wrong and keeps what was typed.
pub async fn open(visit: Visit, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let values = ["kind", "email", "proof"].map(|name| form.get(name).to_owned());
    let ([kind, email, proof], key) = (values.clone(), form.key().to_owned());
    let opened =
        blocking(move || requests::open(&app, &request, &kind, &email, &proof, &key)).await;
    match opened {
        Ok(id) => Ok(go(&format!("/ops/privacy/{id}"))),
        Err(Failure::Invalid(problems)) => {
            let found = overview::open(visit.app(), &visit.request).await?;
            Ok(page(&visit, found, &Typed { values, problems }))
        }
        Err(failure) => Err(failure.into()),
    }
}
