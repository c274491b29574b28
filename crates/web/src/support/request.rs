//! `/support/requests/{number}`: one request with its thread, as those read it who asked; customers do at
//! `/admin/requests/{number}`.

use super::list::home;
use super::{
    ACCEPT, PassedOn, Piece, attached, facts, first_files, is_inquiry, moment, passed_on,
    severity_pill, state_pill, thread, uploads, words,
};
use crate::console::document::{disposition, harmless};
use crate::http::{Answer, Form, Query, Visit, blocking, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, FileRow, Pair, Text, Tone, respond};
use app::Failure;
use app::support::files::{self, FIELD};
use app::support::talk::{self, Act};
use app::support::{Case, list};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::enrolment::form::FieldProblem;
use domain::support::form::DETAILS;
use domain::support::{Kind, Side, State, may_reopen};
use std::collections::HashMap;
use uuid::Uuid;

/// Where requests of those who ask are.
pub(crate) fn base(asker: Side) -> &'static str {
    match asker {
        Side::Customer => "/admin/requests",
        _ => "/support/requests",
    }
}

#[derive(Template)]
#[template(path = "pages/support/request.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    base: String,
    state: (Tone, Text),
    severity: (Tone, Text),
    banner: Option<Banner>,
    facts: Vec<Pair>,
    words: Vec<(Text, String)>,
    files: Vec<FileRow>,
    thread: Vec<Piece>,
    write: Vec<Field>,
    reopen: Option<Field>,
    may_close: bool,
    may_cancel: bool,
    /// Whether the customer is asked to let it be passed on.
    may_consent: bool,
    /// The customer's inquiry it comes from.
    origin: Option<(String, String)>,
    passed_on: Vec<PassedOn>,
    request_id: String,
}

/// Until when there will be an answer, or what is asked of the reader.
fn banner(visit: &Visit, case: &Case) -> Option<Banner> {
    let t = visit.t();
    let days = visit.app().programme.support.waiting_days;
    let family = if is_inquiry(case) {
        "inquiry"
    } else {
        "support"
    };
    match case.state {
        State::New | State::Open => {
            let due = case.row.due_at?;
            let told = t.format("support-due", &[("due", &moment(visit, due))]);
            Some(Banner::new(Tone::Info, told))
        }
        State::Waiting => {
            let since = case.row.waiting_since.unwrap_or(case.row.changed_at);
            let until = moment(visit, since.plus_days(i64::from(days)));
            let banner = Banner::new(Tone::Warn, t.get(format!("{family}-waits")));
            Some(banner.text(t.format("support-waits-text", &[("until", &until)])))
        }
        State::Resolved => {
            let banner = Banner::new(Tone::Ok, t.get(format!("{family}-resolved")));
            Some(banner.text(t.get("support-resolved-text")))
        }
        State::Closed | State::Cancelled => None,
    }
}

/// What was typed into which of the forms, and what is wrong with it.
#[derive(Default)]
struct Typed<'a> {
    text: &'a str,
    problems: &'a [FieldProblem],
    reopens: bool,
}

fn page(visit: &Visit, case: &Case, typed: &Typed<'_>, notice: Option<Banner>) -> Response {
    let (t, row) = (visit.t(), &case.row);
    let kind = Kind::from_text(&row.kind).unwrap_or(Kind::Partner);
    let (asker, base) = (kind.asker(), base(kind.asker()));
    let chrome = if asker == Side::Customer {
        frame::centre(visit, row.summary.clone()).crumb(base, t.get("centre-requests"))
    } else {
        frame::portal(visit, row.summary.clone()).crumb(home(kind), t.get("nav-support"))
    };
    let mut chrome = chrome.crumb("", row.number.clone()).notice(notice);
    let wrong = |name: &str, reopens: bool| {
        let mine = reopens == typed.reopens;
        fields::problem_at(visit, typed.problems, name).filter(|_| mine)
    };
    let most = u32::try_from(DETAILS).unwrap_or(u32::MAX);
    let text = |label: &str, reopens: bool| {
        let value = if reopens == typed.reopens {
            typed.text
        } else {
            ""
        };
        Field::textarea("text", t.get(label))
            .value(value)
            .error(wrong("text", reopens))
            .counter(most)
            .wide()
            .required()
    };
    let mut write = Vec::new();
    if case.state.takes_messages() {
        write.push(text("support-write", false));
        write.push(
            Field::file(FIELD, t.get("support-files"), ACCEPT, true)
                .error(wrong(FIELD, false))
                .wide(),
        );
    }
    let days = visit.app().programme.support.reopen_days;
    let now = visit.app().clock.now();
    let may_open = case.state == State::Closed && may_reopen(row.closed_at, now, days);
    let reopen = may_open.then(|| text("support-reopen-why", true));
    let errors = ErrorSummary::of(t, write.iter().chain(&reopen));
    chrome.invalid = errors.is_some();
    let page = Page {
        errors,
        base: format!("{base}/{}", row.number),
        state: state_pill(visit, &row.state),
        severity: severity_pill(visit, &row.severity),
        banner: banner(visit, case),
        facts: facts(visit, case),
        words: words(visit, case),
        files: first_files(visit, case, base),
        thread: thread(visit, case, asker, base),
        write,
        reopen,
        may_close: case.state == State::Resolved,
        may_cancel: case.state.is_open(),
        may_consent: is_inquiry(case) && !row.consents && case.state.takes_messages(),
        origin: case
            .origin
            .as_ref()
            .map(|number| (format!("/support/inquiries/{number}"), number.clone())),
        passed_on: passed_on(visit, case, asker),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(typed.problems), &page)
}

/// A request of those who ask.
pub(crate) async fn show_to(
    asker: Side,
    visit: &Visit,
    number: &str,
    query: &HashMap<String, String>,
) -> Answer {
    let case = list::view(visit.app(), &visit.request, asker, number).await?;
    let told = [
        ("sent", "support-done-sent"),
        ("written", "support-done-written"),
        ("closed", "support-done-closed"),
        ("cancelled", "support-done-cancelled"),
        ("reopened", "support-done-reopened"),
        ("consented", "inquiry-done-consented"),
    ];
    let notice = frame::done(visit, query.get("done"), &told);
    Ok(page(visit, &case, &Typed::default(), notice))
}

/// Back to a request, which says what was done.
pub(crate) fn back(asker: Side, number: &str, done: &str) -> Response {
    go(&format!("{}/{number}?done={done}", base(asker)))
}

async fn again(
    visit: &Visit,
    (asker, number): (Side, &str),
    form: &Form,
    outcome: Result<(), Failure>,
    done: &str,
) -> Answer {
    match outcome {
        Ok(()) => Ok(back(asker, number, done)),
        Err(Failure::Invalid(problems)) => {
            let case = list::view(visit.app(), &visit.request, asker, number).await?;
            let typed = Typed {
                text: form.get("text"),
                problems: &problems,
                reopens: done == "reopened",
            };
            Ok(page(visit, &case, &typed, None))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Writes a message for those who asked.
pub(crate) async fn write_for(asker: Side, visit: Visit, number: String, form: Form) -> Answer {
    let (app, request, files) = (visit.app().clone(), visit.request.clone(), uploads(&form));
    let (to, text, key) = (
        number.clone(),
        form.get("text").to_owned(),
        form.key().to_owned(),
    );
    let outcome = blocking(move || {
        let files = attached(&files);
        talk::write(&app, &request, (asker, &to), &text, &files, &key)
    });
    let outcome = outcome.await;
    again(&visit, (asker, &number), &form, outcome, "written").await
}

/// Opens it anew for those who asked.
pub(crate) async fn reopen_for(asker: Side, visit: Visit, number: String, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (to, text, key) = (
        number.clone(),
        form.get("text").to_owned(),
        form.key().to_owned(),
    );
    let outcome = blocking(move || talk::reopen(&app, &request, (asker, &to), &text, &key)).await;
    again(&visit, (asker, &number), &form, outcome, "reopened").await
}

/// Closes it, or takes it back, for those who asked.
pub(crate) async fn act_for(
    asker: Side,
    visit: Visit,
    number: String,
    form: Form,
    act: Act,
) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (to, key) = (number.clone(), form.key().to_owned());
    blocking(move || talk::act(&app, &request, (asker, &to), act, &key)).await?;
    let done = match act {
        Act::Close => "closed",
        Act::Cancel => "cancelled",
    };
    Ok(back(asker, &number, done))
}

/// A file, for those who asked.
pub(crate) async fn file_for(asker: Side, visit: Visit, number: String, file: String) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let id = Uuid::parse_str(&file).unwrap_or_default();
    let got = blocking(move || files::download(&app, &request, asker, &number, id)).await?;
    let name = disposition("attachment", &got.0.name);
    Ok(harmless("application/octet-stream", name, got.1))
}

/// The request.
pub async fn show(
    visit: Visit,
    Path(number): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    show_to(Side::Partner, &visit, &number, &query).await
}

/// Writes a message.
pub async fn write(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    write_for(Side::Partner, visit, number, form).await
}

/// Opens it anew.
pub async fn reopen(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    reopen_for(Side::Partner, visit, number, form).await
}

/// It is solved.
pub async fn close(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    act_for(Side::Partner, visit, number, form, Act::Close).await
}

/// It is not needed any more.
pub async fn cancel(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    act_for(Side::Partner, visit, number, form, Act::Cancel).await
}

/// A file.
pub async fn file(visit: Visit, Path((number, file)): Path<(String, String)>) -> Answer {
    file_for(Side::Partner, visit, number, file).await
}
