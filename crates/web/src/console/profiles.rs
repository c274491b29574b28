//! `/ops/profiles`: changes of vetted facts that wait for a reviewer.

use super::change_documents::{self, Papers};
use super::{Parameters, console, exactly, id_of, may, moment};
use crate::http::fields::{problem_at, shown, status};
use crate::http::{Answer, Form, Visit, blocking, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Text, Tone, respond};
use app::Failure;
use app::review::profiles::{self, View};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::enrolment::form::FieldProblem;
use domain::permission::OperatorAction;

#[derive(Template)]
#[template(path = "pages/console/profiles.html")]
struct List<'a> {
    chrome: &'a Chrome,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    company: String,
    stage: (Tone, Text),
    facts: i64,
    made: String,
    by: String,
}

/// The changes that wait, oldest first.
pub async fn list(visit: Visit, parameters: Parameters) -> Answer {
    let found = profiles::list(visit.app(), &visit.request).await?;
    let t = visit.t();
    let notice = match parameters.get("done").map(String::as_str) {
        Some("approved") => Some("profiles-done-approved"),
        Some("rejected") => Some("profiles-done-rejected"),
        Some("asked") => Some("profiles-done-asked"),
        _ => None,
    };
    let chrome = console(&visit, t.get("nav-profiles"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-profiles"))
        .notice(notice.map(|id| Banner::new(Tone::Ok, t.get(id))));
    let rows = found.into_iter().map(|row| Row {
        href: format!("/ops/profiles/{}", row.id),
        company: row.name,
        stage: stage(&visit, &row.stage),
        facts: row.facts,
        made: moment(&visit, row.made_at),
        by: row.made_by,
    });
    let page = List {
        chrome: &chrome,
        rows: rows.collect(),
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Whose turn a change that waits is.
fn stage(visit: &Visit, stage: &str) -> (Tone, Text) {
    let tone = match stage {
        "sent" => Tone::Info,
        _ => Tone::Wait,
    };
    (tone, visit.t().get(format!("profiles-stage-{stage}")))
}

/// What was typed into one of the forms, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) reason: String,
    pub(super) question: String,
    pub(super) kinds: Vec<String>,
    pub(super) problems: Vec<FieldProblem>,
}

#[derive(Template)]
#[template(path = "pages/console/profile.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    id: String,
    partner: String,
    about: Vec<Pair>,
    facts: Vec<(Text, String, String)>,
    papers: Papers,
    ask: Option<Vec<Field>>,
    decides: bool,
    /// Whether nothing is to come before it can be put in force.
    approves: bool,
    reason: Field,
    request_id: String,
}

/// The page of a change.
pub(super) fn page(
    visit: &Visit,
    view: &View,
    opened: &Parameters,
    typed: &Typed,
    key: String,
) -> Answer {
    let t = visit.t();
    let problems = &typed.problems[..];
    let mut chrome = console(visit, view.company.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/profiles", t.get("nav-profiles"))
        .crumb("", view.company.clone());
    let change = &view.change;
    let mut about = vec![
        Pair::new(
            t.get("profiles-state"),
            if change.state == "pending" {
                t.get(format!("profiles-stage-{}", change.stage))
            } else {
                t.get(format!("profiles-state-{}", change.state))
            },
        ),
        Pair::new(t.get("profiles-made"), exactly(visit, change.made_at)),
        Pair::new(t.get("profiles-by"), change.made_by.clone()),
    ];
    if let Some(at) = change.decided_at {
        about.push(Pair::new(t.get("profiles-decided"), exactly(visit, at)));
        about.push(Pair::new(
            t.get("profiles-decided-by"),
            change.decided_by.clone(),
        ));
    }
    if !change.reason.is_empty() {
        about.push(Pair::new(t.get("profiles-reason"), change.reason.clone()));
    }
    let facts = view.facts.iter().map(|fact| {
        (
            t.get(format!("field-{}", fact.field)),
            shown(visit, &fact.field, &fact.old_value),
            shown(visit, &fact.field, &fact.new_value),
        )
    });
    let reason = Field::text("reason", t.get("profiles-reason"))
        .hint(t.get("profiles-reason-hint"))
        .value(typed.reason.clone())
        .error(problem_at(visit, problems, "reason"))
        .maxlength(300);
    let waits = change.state == "pending" && may(visit, OperatorAction::DecideApplication);
    let approves = waits && !view.stage.is_companys();
    let ask = approves.then(|| change_documents::ask_form(visit, typed));
    let fields = ask.iter().flatten().chain([&reason]);
    let errors = ErrorSummary::of(t, fields);
    chrome.invalid = errors.is_some();
    let page = Page {
        chrome: &chrome,
        errors,
        id: change.id.to_string(),
        partner: format!("/ops/partners/{}", change.tenant_id),
        about,
        facts: facts.collect(),
        papers: change_documents::papers(visit, view, opened),
        ask,
        decides: waits,
        approves,
        reason,
        request_id: key,
    };
    Ok(respond(status(problems), &page))
}

/// One change.
pub async fn show(visit: Visit, Path(id): Path<String>, parameters: Parameters) -> Answer {
    let view = profiles::view(visit.app(), &visit.request, id_of(&id)).await?;
    let typed = Typed::default();
    page(&visit, &view, &parameters, &typed, visit.fresh_key())
}

async fn decide(visit: Visit, id: &str, form: Form, approve: bool) -> Answer {
    let (app, request, id) = (visit.app().clone(), visit.request.clone(), id_of(id));
    let (reason, key) = (form.get("reason").to_owned(), form.key().to_owned());
    let typed = reason.clone();
    let decided =
        blocking(move || profiles::decide(&app, &request, id, approve, &reason, &key)).await;
    match decided {
        Ok(()) => {
            let word = if approve { "approved" } else { "rejected" };
            Ok(go(&format!("/ops/profiles?done={word}")))
        }
        Err(Failure::Invalid(problems)) => {
            let view = profiles::view(visit.app(), &visit.request, id).await?;
            let typed = Typed {
                reason: typed,
                problems,
                ..Typed::default()
            };
            let none = crate::http::Query(std::collections::HashMap::new());
            page(&visit, &view, &none, &typed, form.key().to_owned())
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Puts the facts in force.
pub async fn approve(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    decide(visit, &id, form, true).await
}

/// Rejects them.
pub async fn reject(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    decide(visit, &id, form, false).await
}
