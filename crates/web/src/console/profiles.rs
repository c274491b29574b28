//! `/ops/profiles`: changes of vetted facts that wait for a reviewer.

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
        _ => None,
    };
    let chrome = console(&visit, t.get("nav-profiles"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-profiles"))
        .notice(notice.map(|id| Banner::new(Tone::Ok, t.get(id))));
    let rows = found.into_iter().map(|row| Row {
        href: format!("/ops/profiles/{}", row.id),
        company: row.name,
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

#[derive(Template)]
#[template(path = "pages/console/profile.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    id: String,
    partner: String,
    about: Vec<Pair>,
    facts: Vec<(Text, String, String)>,
    decides: bool,
    reason: Field,
    request_id: String,
}

fn page(visit: &Visit, view: &View, typed: &str, problems: &[FieldProblem], key: String) -> Answer {
    let t = visit.t();
    let mut chrome = console(visit, view.company.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/profiles", t.get("nav-profiles"))
        .crumb("", view.company.clone());
    let change = &view.change;
    let mut about = vec![
        Pair::new(
            t.get("profiles-state"),
            t.get(format!("profiles-state-{}", change.state)),
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
        .value(typed)
        .error(problem_at(visit, problems, "reason"))
        .maxlength(300);
    let errors = ErrorSummary::of(t, [&reason]);
    chrome.invalid = errors.is_some();
    let page = Page {
        chrome: &chrome,
        errors,
        id: change.id.to_string(),
        partner: format!("/ops/partners/{}", change.tenant_id),
        about,
        facts: facts.collect(),
        decides: change.state == "pending" && may(visit, OperatorAction::DecideApplication),
        reason,
        request_id: key,
    };
    Ok(respond(status(problems), &page))
}

/// One change.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    let view = profiles::view(visit.app(), &visit.request, id_of(&id)).await?;
    page(&visit, &view, "", &[], visit.fresh_key())
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
            page(&visit, &view, &typed, &problems, form.key().to_owned())
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
