//! `/ops/privacy/{id}`: one request: what is held, what has to stay, and the answer.

use super::request_pill;
use crate::console::{console, id_of, may, moment};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{Banner, Choice, Chrome, ErrorSummary, Field, Pair, Text, Tone, respond};
use app::Failure;
use app::privacy::holdings::Item;
use app::privacy::requests::{self, Done, Opened};
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::enrolment::form::FieldProblem;
use domain::permission::OperatorAction;
use domain::privacy::request::Event;

#[derive(Template)]
#[template(path = "pages/console/privacy/request.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    id: String,
    state: (Tone, Text),
    errors: Option<ErrorSummary>,
    banner: Option<Banner>,
    pairs: Vec<Pair>,
    /// What the list shows: what is held, or what was done.
    list: Text,
    rows: Vec<Row>,
    /// Whether a copy can be downloaded.
    report: bool,
    form: Option<[Field; 2]>,
    erases: bool,
    request_id: String,
}

/// One thing that is held, or was.
struct Row {
    label: Text,
    name: String,
    count: i64,
    verdict: (Tone, Text),
    why: Option<Text>,
}

#[derive(Default)]
struct Typed {
    values: [String; 2],
    problems: Vec<FieldProblem>,
}

fn verdict(visit: &Visit, kept: &str, open: bool) -> ((Tone, Text), Option<Text>) {
    let t = visit.t();
    match (kept, open) {
        ("", true) => ((Tone::Warn, t.get("privacy-goes")), None),
        ("", false) => ((Tone::Ok, t.get("privacy-gone")), None),
        (reason, _) => (
            (Tone::Mute, t.get("privacy-stays")),
            Some(t.get(format!("privacy-why-{reason}"))),
        ),
    }
}

fn held(visit: &Visit, item: &Item) -> Row {
    let t = visit.t();
    let (verdict, why) = verdict(visit, item.kept.map_or("", |reason| reason.text()), true);
    let name = [item.name.as_str(), item.company.as_str()];
    let name: Vec<&str> = name.into_iter().filter(|name| !name.is_empty()).collect();
    Row {
        label: t.get(format!("holding-{}", item.holding.text())),
        name: name.join(&t.get("console-separator")),
        count: item.count,
        verdict,
        why,
    }
}

fn done(visit: &Visit, done: &Done) -> Row {
    let (verdict, why) = verdict(visit, &done.kept, false);
    Row {
        label: visit.t().get(format!("holding-{}", done.holding)),
        name: done.name.clone(),
        count: done.count,
        verdict,
        why,
    }
}

fn form(visit: &Visit, typed: &Typed) -> [Field; 2] {
    let t = visit.t();
    let problem = |field: &str| fields::problem_at(visit, &typed.problems, field);
    let choice = |event: &Event| {
        let text = event.text();
        Choice::new(text, t.get(format!("privacy-decide-{text}")))
            .hint(t.get(format!("privacy-decide-{text}-hint")))
    };
    let [decision, answer] = typed.values.clone();
    let choices = Event::ALL.iter().map(choice).collect();
    [
        Field::radio("decision", t.get("privacy-decision"), choices)
            .value(decision)
            .error(problem("decision"))
            .required(),
        Field::textarea("answer", t.get("privacy-answer"))
            .hint(t.get("privacy-answer-hint"))
            .value(answer)
            .error(problem("answer"))
            .counter(500)
            .wide()
            .required(),
    ]
}

fn page(visit: &Visit, opened: &Opened, typed: &Typed) -> Response {
    let t = visit.t();
    let row = &opened.row;
    let open = row.state == "open";
    let title = t.get(format!("privacy-kind-{}", row.kind));
    let mut chrome = console(visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/privacy", t.get("nav-privacy"))
        .crumb("", title);
    let manages = may(visit, OperatorAction::ManagePrivacy);
    let form = (open && manages).then(|| form(visit, typed));
    let errors = ErrorSummary::of(t, form.iter().flatten());
    chrome.invalid = errors.is_some();
    let status = fields::status(&typed.problems);
    let pair = |label: &str, value: String| Pair::new(t.get(label), value);
    let mut pairs = vec![
        pair("privacy-email", row.email.clone()),
        pair("privacy-proof", row.proof.clone()),
        pair(
            "privacy-opened",
            format!(
                "{}{}{}",
                moment(visit, row.opened_at),
                t.get("console-separator"),
                opened.opener.clone().unwrap_or_default()
            ),
        ),
    ];
    match row.closed_at {
        None => pairs.push(pair("privacy-due", super::day(visit, row.due_at))),
        Some(at) => {
            let who = opened.closer.clone().unwrap_or_default();
            let when = format!("{}{}{who}", moment(visit, at), t.get("console-separator"));
            pairs.push(pair("privacy-closed", when));
            pairs.push(pair("privacy-answer", row.answer.clone()));
        }
    }
    let banner = if !open {
        None
    } else if !manages {
        let role = t.get("role-platform-admin");
        let text = t.format("error-403-needed", &[("role", &role)]);
        Some(Banner::new(Tone::Info, t.get("console-read-only")).text(text))
    } else if opened.items.is_empty() {
        let banner = Banner::new(Tone::Info, t.get("privacy-nothing"));
        Some(banner.text(t.get("privacy-nothing-text")))
    } else {
        None
    };
    let rows = if open {
        opened.items.iter().map(|item| held(visit, item)).collect()
    } else {
        opened.done.iter().map(|it| done(visit, it)).collect()
    };
    let page = Page {
        id: row.id.to_string(),
        state: request_pill(visit, &row.state, row.due_at),
        errors,
        banner,
        pairs,
        list: t.get(if open {
            "privacy-held-now"
        } else {
            "privacy-done-then"
        }),
        rows,
        report: open && manages && !opened.items.is_empty(),
        form,
        erases: row.kind == "erase",
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(status, &page)
}

/// The request.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    let opened = requests::get(visit.app(), &visit.request, id_of(&id)).await?;
    Ok(page(&visit, &opened, &Typed::default()))
}

/// Settles it, or says what is wrong and keeps what was typed.
pub async fn settle(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let values = ["decision", "answer"].map(|name| form.get(name).to_owned());
    let ([decision, answer], key) = (values.clone(), form.key().to_owned());
    let settled =
        blocking(move || requests::settle(&app, &request, at, &decision, &answer, &key)).await;
    match settled {
        Ok(()) => Ok(go(&format!("/ops/privacy/{at}"))),
        Err(Failure::Invalid(problems)) => {
            let opened = requests::get(visit.app(), &visit.request, at).await?;
            Ok(page(&visit, &opened, &Typed { values, problems }))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The copy for the person; a write, because it is told to the audit log.
pub async fn report(visit: Visit, Path(id): Path<String>, _form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let text = blocking(move || requests::report(&app, &request, at)).await?;
    let headers: [(HeaderName, HeaderValue); 3] = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json; charset=utf-8"),
        ),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment; filename=\"personal-data.json\""),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, text).into_response())
}
