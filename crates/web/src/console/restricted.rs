//! `/ops/restricted`: companies that were there when a list of restricted parties came into force and
//! look like one of its entries. A reviewer judges each.

use super::{Parameters, console, exactly, id_of, moment, state_pill};
use crate::http::fields::{problem_at, status};
use crate::http::{Answer, Form, Visit, blocking, go};
use crate::ui::{Banner, Choice, Chrome, ErrorSummary, Field, Pair, Text, Tone, respond};
use app::Failure;
use app::enrolment::screening_hits as hits;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::enrolment::form::FieldProblem;
use domain::ids::ApplicationId;
use store::screening_hit::Hit;

const HOME: &str = "/ops/restricted";

#[derive(Template)]
#[template(path = "pages/console/screening/hits.html")]
struct List<'a> {
    chrome: &'a Chrome,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    company: String,
    state: (Tone, Text),
    list: String,
    found: String,
    at: String,
}

/// Companies that wait for somebody to judge them, oldest first.
pub async fn list(visit: Visit, parameters: Parameters) -> Answer {
    let found = hits::list(visit.app(), &visit.request).await?;
    let t = visit.t();
    let notice = match parameters.get("done").map(String::as_str) {
        Some("cleared") => Some((Tone::Ok, "restricted-done-cleared")),
        Some("confirmed") => Some((Tone::Warn, "restricted-done-confirmed")),
        _ => None,
    };
    let chrome = console(&visit, t.get("nav-restricted"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-restricted"))
        .notice(notice.map(|(tone, id)| Banner::new(tone, t.get(id))));
    let rows = found.into_iter().map(|hit| Row {
        href: format!("{HOME}/{}", hit.id),
        state: state_pill(t, &hit.application_state),
        at: moment(&visit, hit.found_at),
        company: hit.company,
        list: hit.list_name,
        found: hit.found,
    });
    let page = List {
        rows: rows.collect(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

#[derive(Template)]
#[template(path = "pages/console/screening/hit.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    id: String,
    /// The case, and the partner where there is one.
    case: String,
    partner: Option<String>,
    about: Vec<Pair>,
    decides: bool,
    outcome: Field,
    note: Field,
    request_id: String,
}

fn page(
    visit: &Visit,
    hit: &Hit,
    (outcome, note): (&str, &str),
    problems: &[FieldProblem],
    key: String,
) -> Answer {
    let t = visit.t();
    let mut chrome = console(visit, hit.company.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb(HOME, t.get("nav-restricted"))
        .crumb("", hit.company.clone());
    let mut about = vec![
        Pair::new(t.get("restricted-list"), hit.list_name.clone()),
        Pair::new(t.get("restricted-found"), hit.found.clone()),
        Pair::new(t.get("restricted-at"), exactly(visit, hit.found_at)),
        Pair::new(t.get("restricted-reference"), hit.reference.clone()),
    ];
    if hit.state != "open" {
        let state = t.get(format!("restricted-state-{}", hit.state));
        about.push(Pair::new(t.get("restricted-outcome"), state));
    }
    if let Some(at) = hit.decided_at {
        about.push(Pair::new(t.get("restricted-judged"), exactly(visit, at)));
        about.push(Pair::new(
            t.get("restricted-judged-by"),
            hit.decided_name.clone(),
        ));
        about.push(Pair::new(t.get("restricted-note"), hit.note.clone()));
    }
    let choices = ["cleared", "confirmed"].map(|value| {
        Choice::new(value, t.get(format!("restricted-state-{value}"))).selected(value == outcome)
    });
    let outcome = Field::radio("outcome", t.get("restricted-outcome"), choices.into())
        .error(problem_at(visit, problems, "outcome"))
        .required();
    let note = Field::textarea("note", t.get("restricted-note"))
        .hint(t.get("restricted-note-hint"))
        .value(note)
        .error(problem_at(visit, problems, "note"))
        .maxlength(1000)
        .required();
    let errors = ErrorSummary::of(t, [&outcome, &note]);
    chrome.invalid = errors.is_some();
    let is_partner = ["active", "provisioning"].contains(&hit.application_state.as_str());
    let page = Page {
        errors,
        id: hit.id.to_string(),
        case: format!("/ops/applications/{}", ApplicationId(hit.application_id)),
        partner: is_partner.then(|| format!("/ops/partners/{}", hit.tenant_id)),
        about,
        decides: hit.state == "open",
        outcome,
        note,
        request_id: key,
        chrome: &chrome,
    };
    Ok(respond(status(problems), &page))
}

/// One company.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    let hit = hits::view(visit.app(), &visit.request, id_of(&id)).await?;
    page(&visit, &hit, ("", ""), &[], visit.fresh_key())
}

/// Writes down what a reviewer found out.
pub async fn judge(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, id) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (outcome, note) = (form.get("outcome").to_owned(), form.get("note").to_owned());
    let (typed, key) = ((outcome.clone(), note.clone()), form.key().to_owned());
    let judged = blocking(move || hits::judge(&app, &request, id, (&outcome, &note), &key)).await;
    match judged {
        Ok(()) => Ok(go(&format!("{HOME}?done={}", typed.0))),
        Err(Failure::Invalid(problems)) => {
            let hit = hits::view(visit.app(), &visit.request, id).await?;
            let typed = (typed.0.as_str(), typed.1.as_str());
            page(&visit, &hit, typed, &problems, form.key().to_owned())
        }
        Err(failure) => Err(failure.into()),
    }
}
