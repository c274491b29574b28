//! `/ops/support`: what partners ask, first what has to be answered first; and one request with
//! everything known of it.

use super::{Parameters, console, may, me};
use crate::console::document::{disposition, harmless};
use crate::http::{Answer, Form, Visit, address, blocking, fields, frame, go};
use crate::support::{
    ACCEPT, Piece, attached, facts, first_files, moment, severity_pill, state_pill, thread, topic,
    uploads, words,
};
use crate::ui::{
    Banner, Choice, Chrome, ErrorSummary, Field, FileRow, Pair, Tab, Text, Tone, respond,
};
use app::Failure;
use app::support::Case;
use app::support::desk;
use app::support::files::{self, FIELD};
use app::support::list::{self, Which, urgency};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use domain::permission::OperatorAction;
use domain::support::clock::Urgency;
use domain::support::form::{DETAILS, WORDS};
use domain::support::{IMPROPER_MOST, Severity, Side, State};
use store::support::Line;
use uuid::Uuid;

/// Where requests are.
const BASE: &str = "/ops/support";

/// How urgent an answer is: colour, and until when.
fn due(visit: &Visit, severity: &str, due_at: Option<Instant>) -> (Tone, String) {
    let tone = match urgency(visit.app(), severity, due_at) {
        Urgency::None => Tone::Mute,
        Urgency::Fine => Tone::Ok,
        Urgency::Soon => Tone::Warn,
        Urgency::Late => Tone::Bad,
    };
    let words = match due_at {
        None => visit.t().get("support-no-due").into_owned(),
        Some(at) => moment(visit, at),
    };
    (tone, words)
}

#[derive(Template)]
#[template(path = "pages/console/support/list.html")]
struct ListPage<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    all: bool,
    filters: Vec<Field>,
    filtered: bool,
    rows: Vec<Row>,
    previous: Option<String>,
    next: Option<String>,
}

struct Row {
    href: String,
    summary: String,
    about: String,
    company: String,
    state: (Tone, Text),
    severity: (Tone, Text),
    due: (Tone, String),
    agent: String,
}

fn row(visit: &Visit, line: Line) -> Row {
    let topic = topic(visit, &line.topic);
    Row {
        href: format!("{BASE}/{}", line.number),
        about: match &line.customer {
            Some(customer) => format!("{} · {topic} · {customer}", line.number),
            None => format!("{} · {topic}", line.number),
        },
        state: state_pill(visit, &line.state),
        severity: severity_pill(visit, &line.severity),
        due: due(visit, &line.severity, line.due_at),
        summary: line.summary,
        company: line.partner,
        agent: line.assignee_name,
    }
}

/// The queue, one's own, or all.
pub async fn index(visit: Visit, parameters: Parameters) -> Answer {
    let get = |name: &str| parameters.get(name).map_or("", |value| value.trim());
    let state = State::from_text(get("state")).map_or("", State::text);
    let which = match get("which") {
        "mine" => Which::Mine,
        "all" => Which::All(state, get("q")),
        _ => Which::Queue,
    };
    let page: u32 = get("page").parse().unwrap_or(1).clamp(1, 10_000);
    let found = list::desk(visit.app(), &visit.request, which, page).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("nav-support"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-support"));
    let waits = |words: &[&str]| {
        let mine = found
            .counts
            .iter()
            .filter(|c| words.contains(&c.state.as_str()));
        u64::try_from(mine.map(|count| count.n).sum::<i64>()).unwrap_or(0)
    };
    let tab = |word: &str, label: &str, current: bool, count: Option<u64>| Tab {
        href: address::asking(BASE, &[("which", word)]).into(),
        label: t.get(label),
        current,
        count,
        ..Tab::default()
    };
    let all = matches!(which, Which::All(..));
    let tabs = vec![
        tab(
            "",
            "support-queue",
            which == Which::Queue,
            Some(waits(&["new", "open"])),
        ),
        tab("mine", "support-mine", which == Which::Mine, None),
        tab("all", "support-all", all, None),
    ];
    let states = std::iter::once("").chain(State::ALL.iter().map(|state| state.text()));
    let states = states.map(|word| {
        let label = match word {
            "" => t.get("support-any-state"),
            word => t.get(format!("support-state-{word}")),
        };
        Choice::new(word, label).selected(word == state)
    });
    let filters = vec![
        Field::text("q", t.get("support-search-desk"))
            .value(get("q"))
            .maxlength(100)
            .unmarked(),
        Field::select("state", t.get("support-state"), states.collect()).unmarked(),
    ];
    let at = |n: u32| {
        let n = n.to_string();
        let which = get("which");
        address::asking(
            BASE,
            &[
                ("which", which),
                ("q", get("q")),
                ("state", state),
                ("page", &n),
            ],
        )
    };
    let page = ListPage {
        tabs,
        all,
        filters,
        filtered: !(state.is_empty() && get("q").is_empty()),
        previous: (page > 1).then(|| at(page - 1)),
        next: found.more.then(|| at(page + 1)),
        rows: found
            .lines
            .into_iter()
            .map(|line| row(&visit, line))
            .collect(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// What was typed into one of the forms, and what is wrong with it.
#[derive(Default)]
struct Typed {
    text: String,
    how: String,
    note: String,
    why: String,
    problems: Vec<FieldProblem>,
}

#[derive(Template)]
#[template(path = "pages/console/support/case.html")]
struct CasePage<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    base: String,
    version: i64,
    state: (Tone, Text),
    severity: (Tone, Text),
    due: (Tone, String),
    banners: Vec<Banner>,
    partner: (String, String),
    facts: Vec<Pair>,
    words: Vec<(Text, String)>,
    files: Vec<FileRow>,
    thread: Vec<Piece>,
    takes: Option<Text>,
    answer: Vec<Field>,
    note: Option<Field>,
    rate: Option<Field>,
    flag: Option<Field>,
    flagged: bool,
    request_id: String,
}

fn banners(visit: &Visit, case: &Case) -> Vec<Banner> {
    let t = visit.t();
    let mut banners = Vec::new();
    if case.improper >= IMPROPER_MOST {
        let count = case.improper.to_string();
        let banner = Banner::new(Tone::Warn, t.get("support-plan"));
        banners.push(banner.text(t.format("support-plan-text", &[("count", &count)])));
    }
    if !case.row.improper_why.is_empty() {
        let banner = Banner::new(Tone::Info, t.get("support-flagged"));
        banners.push(banner.text(case.row.improper_why.clone()));
    }
    banners
}

fn case_page(visit: &Visit, case: &Case, typed: &Typed, notice: Option<Banner>) -> Response {
    let (t, row) = (visit.t(), &case.row);
    let mut chrome = console(visit, row.summary.clone())
        .crumb(BASE, t.get("nav-support"))
        .crumb("", row.number.clone())
        .notice(notice);
    let works = may(visit, OperatorAction::WorkOnSupport);
    let wrong = |name: &str| fields::problem_at(visit, &typed.problems, name);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let area = |name: &'static str, label: &str, value: &str, most: usize| {
        Field::textarea(name, t.get(label))
            .value(value)
            .error(wrong(name))
            .counter(count(most))
            .wide()
    };
    let mut answer = Vec::new();
    if works && case.state.is_open() {
        let how = ["goes-on", "asks", "solves"].map(|word| {
            Choice::new(word, t.get(format!("support-how-{word}")))
                .hint(t.get(format!("support-how-{word}-hint")))
        });
        let chosen = if typed.how.is_empty() {
            "goes-on"
        } else {
            typed.how.as_str()
        };
        answer = vec![
            area("text", "support-write-partner", &typed.text, DETAILS).required(),
            Field::radio("how", t.get("support-how"), how.into())
                .value(chosen)
                .error(wrong("how"))
                .wide()
                .required(),
            Field::file(FIELD, t.get("support-files"), ACCEPT, true)
                .error(wrong(FIELD))
                .wide(),
        ];
    }
    let note = works.then(|| area("note", "support-note", &typed.note, DETAILS).required());
    let rate = (works && case.state.is_open()).then(|| {
        let all = Severity::ALL.iter().map(|severity| {
            let word = severity.text();
            Choice::new(word, t.get(format!("support-severity-{word}")))
                .selected(word == row.severity)
        });
        Field::select("severity", t.get("support-severity"), all.collect())
            .error(wrong("severity"))
            .required()
    });
    let flagged = row.improper_at.is_some();
    let flag = (works && !flagged)
        .then(|| area("improper_why", "support-flag-why", &typed.why, WORDS).required());
    let all = answer.iter().chain(&note).chain(&flag);
    let errors = ErrorSummary::of(t, all);
    chrome.invalid = errors.is_some();
    let own = row.assignee_id.is_some() && row.assignee_id == me(visit);
    let takes = (works && case.state.is_open() && !own).then(|| {
        t.get(if row.assignee_id.is_some() {
            "support-take-over"
        } else {
            "support-take"
        })
    });
    let page = CasePage {
        errors,
        base: format!("{BASE}/{}", row.number),
        version: row.version,
        state: state_pill(visit, &row.state),
        severity: severity_pill(visit, &row.severity),
        due: due(visit, &row.severity, row.due_at),
        banners: banners(visit, case),
        partner: (
            format!("/ops/partners/{}", row.partner_id),
            case.partner.clone(),
        ),
        facts: facts(visit, case),
        words: words(visit, case),
        files: first_files(visit, case, BASE),
        thread: thread(visit, case, Side::Staff, BASE),
        takes,
        answer,
        note,
        rate,
        flag,
        flagged: flagged && works,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(&typed.problems), &page)
}

/// One request.
pub async fn show(visit: Visit, Path(number): Path<String>, parameters: Parameters) -> Answer {
    let case = list::look(visit.app(), &visit.request, &number).await?;
    let told = [
        ("taken", "support-done-taken"),
        ("answered", "support-done-answered"),
        ("noted", "support-done-noted"),
        ("rated", "support-done-rated"),
        ("flagged", "support-done-flagged"),
    ];
    let notice = frame::done(&visit, parameters.get("done"), &told);
    Ok(case_page(&visit, &case, &Typed::default(), notice))
}

async fn settled(
    visit: &Visit,
    number: &str,
    form: &Form,
    outcome: Result<(), Failure>,
    done: &str,
) -> Answer {
    match outcome {
        Ok(()) => Ok(go(&format!("{BASE}/{number}?done={done}"))),
        Err(Failure::Invalid(problems)) => {
            let case = list::look(visit.app(), &visit.request, number).await?;
            let value = |name: &str| form.get(name).to_owned();
            let typed = Typed {
                text: value("text"),
                how: value("how"),
                note: value("note"),
                why: value("improper_why"),
                problems,
            };
            Ok(case_page(visit, &case, &typed, None))
        }
        Err(failure) => Err(failure.into()),
    }
}

fn version(form: &Form) -> i64 {
    form.get("version").parse().unwrap_or(0)
}

/// Takes it, or takes it over.
pub async fn take(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (to, at, key) = (number.clone(), version(&form), form.key().to_owned());
    let outcome = blocking(move || desk::take(&app, &request, &to, at, &key)).await;
    settled(&visit, &number, &form, outcome, "taken").await
}

/// Writes to the partner.
pub async fn answer(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    let (app, request, files) = (visit.app().clone(), visit.request.clone(), uploads(&form));
    let (to, at, key) = (number.clone(), version(&form), form.key().to_owned());
    let (text, how) = (form.get("text").to_owned(), form.get("how").to_owned());
    let outcome = blocking(move || {
        let files = attached(&files);
        desk::answer(&app, &request, (&to, at), &how, &text, &files, &key)
    });
    let outcome = outcome.await;
    settled(&visit, &number, &form, outcome, "answered").await
}

/// Writes a note for staff.
pub async fn note(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (to, text, key) = (
        number.clone(),
        form.get("note").to_owned(),
        form.key().to_owned(),
    );
    let outcome = blocking(move || desk::write_note(&app, &request, &to, &text, &key)).await;
    settled(&visit, &number, &form, outcome, "noted").await
}

/// Says how urgent it is.
pub async fn rate(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (to, at, key) = (number.clone(), version(&form), form.key().to_owned());
    let severity = form.get("severity").to_owned();
    let outcome = blocking(move || desk::rate(&app, &request, (&to, at), &severity, &key)).await;
    settled(&visit, &number, &form, outcome, "rated").await
}

/// Calls it an improper escalation, or takes that back.
pub async fn flag(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (to, at, key) = (number.clone(), version(&form), form.key().to_owned());
    let (back, why) = (
        form.get("back") == "yes",
        form.get("improper_why").to_owned(),
    );
    let outcome = blocking(move || {
        let why = (!back).then_some(why.as_str());
        desk::flag(&app, &request, (&to, at), why, &key)
    });
    let outcome = outcome.await;
    settled(&visit, &number, &form, outcome, "flagged").await
}

/// A file; the use case writes the look down first.
pub async fn file(visit: Visit, Path((number, file)): Path<(String, String)>) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let id = Uuid::parse_str(&file).unwrap_or(Uuid::nil());
    let (file, bytes) = blocking(move || files::look(&app, &request, &number, id)).await?;
    let name = disposition("attachment", &file.name);
    Ok(harmless("application/octet-stream", name, bytes))
}
