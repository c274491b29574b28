//! One request as those read it who are asked: the operator's agents at `/ops/support/{number}`, a
//! partner's people at `/support/inquiries/{number}`.

use super::{
    ACCEPT, PassedOn, Piece, attached, facts, first_files, is_inquiry, moment, passed_on,
    severity_pill, state_pill, thread, uploads, words,
};
use crate::console;
use crate::console::document::{disposition, harmless};
use crate::http::{Answer, Form, Visit, address, blocking, fields, frame, go};
use crate::ui::{Banner, Choice, Chrome, ErrorSummary, Field, FileRow, Pair, Text, Tone, respond};
use app::Failure;
use app::support::Case;
use app::support::desk;
use app::support::files::{self, FIELD};
use app::support::list::{self, urgency};
use askama::Template;
use axum::response::Response;
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use domain::permission::{OperatorAction, TenantAction};
use domain::support::clock::Urgency;
use domain::support::form::{DETAILS, WORDS};
use domain::support::{IMPROPER_MOST, Severity, Side};
use uuid::Uuid;

/// Where requests of those who answer are.
fn base(answerer: Side) -> &'static str {
    match answerer {
        Side::Staff => "/ops/support",
        _ => "/support/inquiries",
    }
}

/// Who asks, and where more is known of that company.
fn asker(answerer: Side, case: &Case) -> (String, String) {
    let row = &case.row;
    match (answerer, row.customer_id, &case.customer) {
        (Side::Partner, Some(id), Some(name)) => (format!("/customers/{id}/account"), name.clone()),
        _ => (
            format!("/ops/partners/{}", row.partner_id),
            case.partner.clone(),
        ),
    }
}

/// How urgent an answer is: colour, and until when.
pub(crate) fn due(visit: &Visit, severity: &str, due_at: Option<Instant>) -> (Tone, String) {
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
#[template(path = "pages/support/case.html")]
struct CasePage<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    base: String,
    version: i64,
    state: (Tone, Text),
    severity: (Tone, Text),
    /// Until when it has to be answered, where that was promised.
    due: Option<(Tone, String)>,
    banners: Vec<Banner>,
    /// Who asks, and where more is known of that company.
    asker: (String, String),
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
    note_note: Text,
    /// Where an inquiry is passed on to the operator.
    pass_on: Option<String>,
    /// Why it is not.
    no_pass_on: Option<Text>,
    passed_on: Vec<PassedOn>,
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

/// The frame of whoever answers, and whether they may.
fn frame_of(answerer: Side, visit: &Visit, case: &Case) -> (Chrome, bool) {
    let (t, title) = (visit.t(), case.row.summary.clone());
    if answerer == Side::Staff {
        let works = console::may(visit, OperatorAction::WorkOnSupport);
        let chrome = console::console(visit, title).crumb(base(answerer), t.get("nav-support"));
        return (chrome, works);
    }
    let works = frame::may(visit, TenantAction::AnswerCustomers);
    let chrome = frame::portal(visit, title).crumb(base(answerer), t.get("support-kind-inquiry"));
    (chrome, works)
}

/// Where an inquiry is passed on, or why it is not.
fn pass_on(case: &Case) -> (Option<String>, Option<&'static str>) {
    let (row, open) = (&case.row, case.state.takes_messages());
    match row.customer_id {
        Some(customer) if is_inquiry(case) && open && row.consents => {
            let new = "/support/customer-requests/new";
            let there = [
                ("customer", customer.to_string()),
                ("from", row.number.clone()),
            ];
            let there = there
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            (Some(address::asking(new, &there)), None)
        }
        _ if is_inquiry(case) && open => (None, Some("inquiry-no-consent")),
        _ => (None, None),
    }
}

fn page(
    answerer: Side,
    visit: &Visit,
    case: &Case,
    typed: &Typed,
    notice: Option<Banner>,
) -> Response {
    let (t, row, base) = (visit.t(), &case.row, base(answerer));
    let (chrome, works) = frame_of(answerer, visit, case);
    let mut chrome = chrome.crumb("", row.number.clone()).notice(notice);
    let staff = answerer == Side::Staff;
    let (family, write) = if staff {
        ("support", "support-write-partner")
    } else {
        ("inquiry", "inquiry-write")
    };
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
            Choice::new(word, t.get(format!("{family}-how-{word}")))
                .hint(t.get(format!("{family}-how-{word}-hint")))
        });
        let chosen = if typed.how.is_empty() {
            "goes-on"
        } else {
            typed.how.as_str()
        };
        answer = vec![
            area("text", write, &typed.text, DETAILS).required(),
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
    let rate = (works && staff && case.state.is_open()).then(|| {
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
    let flag = (works && staff && !flagged)
        .then(|| area("improper_why", "support-flag-why", &typed.why, WORDS).required());
    let all = answer.iter().chain(&note).chain(&flag);
    let errors = ErrorSummary::of(t, all);
    chrome.invalid = errors.is_some();
    let own = row.assignee_id.is_some() && row.assignee_id == console::me(visit);
    let takes = (works && case.state.is_open() && !own).then(|| {
        t.get(if row.assignee_id.is_some() {
            "support-take-over"
        } else {
            "support-take"
        })
    });
    let (pass_on, no_pass_on) = pass_on(case);
    let page = CasePage {
        errors,
        base: format!("{base}/{}", row.number),
        version: row.version,
        state: state_pill(visit, &row.state),
        severity: severity_pill(visit, &row.severity),
        due: staff.then(|| due(visit, &row.severity, row.due_at)),
        banners: banners(visit, case),
        asker: asker(answerer, case),
        facts: facts(visit, case),
        words: words(visit, case),
        files: first_files(visit, case, base),
        thread: thread(visit, case, answerer, base),
        takes,
        answer,
        note,
        rate,
        flag,
        flagged: flagged && works && staff,
        note_note: t.get(format!("{family}-note-note")),
        pass_on: pass_on.filter(|_| works),
        no_pass_on: no_pass_on.map(|why| t.get(why)),
        passed_on: passed_on(visit, case, answerer),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(&typed.problems), &page)
}

/// A request of those who answer.
pub(crate) async fn show(
    answerer: Side,
    visit: &Visit,
    number: &str,
    done: Option<&String>,
) -> Answer {
    let case = list::look(visit.app(), &visit.request, answerer, number).await?;
    let told = [
        ("taken", "support-done-taken"),
        ("answered", "support-done-answered"),
        ("noted", "support-done-noted"),
        ("rated", "support-done-rated"),
        ("flagged", "support-done-flagged"),
    ];
    let notice = frame::done(visit, done, &told);
    Ok(page(answerer, visit, &case, &Typed::default(), notice))
}

/// Back to the request, or the page again with what was typed.
pub(crate) async fn settled(
    answerer: Side,
    visit: &Visit,
    number: &str,
    form: &Form,
    outcome: Result<(), Failure>,
    done: &str,
) -> Answer {
    match outcome {
        Ok(()) => Ok(go(&format!("{}/{number}?done={done}", base(answerer)))),
        Err(Failure::Invalid(problems)) => {
            let case = list::look(visit.app(), &visit.request, answerer, number).await?;
            let value = |name: &str| form.get(name).to_owned();
            let typed = Typed {
                text: value("text"),
                how: value("how"),
                note: value("note"),
                why: value("improper_why"),
                problems,
            };
            Ok(page(answerer, visit, &case, &typed, None))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The version of the request that was on the screen.
pub(crate) fn version(form: &Form) -> i64 {
    form.get("version").parse().unwrap_or(0)
}

/// Takes it, or takes it over.
pub(crate) async fn take(answerer: Side, visit: Visit, number: String, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (to, at, key) = (number.clone(), version(&form), form.key().to_owned());
    let outcome = blocking(move || desk::take(&app, &request, (answerer, &to), at, &key)).await;
    settled(answerer, &visit, &number, &form, outcome, "taken").await
}

/// Writes to those who asked.
pub(crate) async fn answer(answerer: Side, visit: Visit, number: String, form: Form) -> Answer {
    let (app, request, files) = (visit.app().clone(), visit.request.clone(), uploads(&form));
    let (to, at, key) = (number.clone(), version(&form), form.key().to_owned());
    let (text, how) = (form.get("text").to_owned(), form.get("how").to_owned());
    let outcome = blocking(move || {
        let files = attached(&files);
        let about = (answerer, to.as_str(), at);
        desk::answer(&app, &request, about, &how, &text, &files, &key)
    });
    let outcome = outcome.await;
    settled(answerer, &visit, &number, &form, outcome, "answered").await
}

/// Writes a note for those who answer.
pub(crate) async fn note(answerer: Side, visit: Visit, number: String, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (to, text, key) = (
        number.clone(),
        form.get("note").to_owned(),
        form.key().to_owned(),
    );
    let about = move || desk::write_note(&app, &request, (answerer, &to), &text, &key);
    let outcome = blocking(about).await;
    settled(answerer, &visit, &number, &form, outcome, "noted").await
}

/// A file; the use case writes the look down first.
pub(crate) async fn file(answerer: Side, visit: Visit, number: String, file: String) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let id = Uuid::parse_str(&file).unwrap_or_default();
    let got = blocking(move || files::look(&app, &request, answerer, &number, id)).await?;
    let name = disposition("attachment", &got.0.name);
    Ok(harmless("application/octet-stream", name, got.1))
}
