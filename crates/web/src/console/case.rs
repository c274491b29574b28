//! `/ops/applications/{id}`: one application, and what a reviewer does about it.

use super::case_view::{Decision, Double, Shown};
use super::checks::CheckRow;
use super::facts::Section;
use super::lifecycle::{self, Act, Before, Forms};
use super::{Parameters, case_href, case_view, checks, done, facts, id_of, timeline};
use crate::http::{Answer, Form, Trouble, Visit, blocking, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Link, Moment, Text, Tile, Tone, respond};
use app::Failure;
use app::review::case::{self, Case};
use app::review::decide;
use app::review::lifecycle::Lifecycle;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::enrolment::checks::Outcome;
use domain::enrolment::form::FieldProblem;
use domain::ids::ApplicationId;

#[derive(Template)]
#[template(path = "pages/console/case.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    id: String,
    company: String,
    state: (Tone, Text),
    note: String,
    tiles: Vec<Tile>,
    banner: Option<Banner>,
    errors: Option<ErrorSummary>,
    checks: Vec<CheckRow>,
    checks_note: String,
    reused: Option<Banner>,
    documents: Vec<Shown>,
    withheld: Option<String>,
    looked: Option<String>,
    sections: Vec<Section>,
    doubles: Vec<Double>,
    moments: Vec<Moment>,
    decision: Option<Decision>,
    /// What has happened since the submission.
    before: Before<'a>,
    /// Asking, rejecting, adverse facts.
    forms: Forms<'a>,
    /// The ways to these forms.
    ways: Vec<Link>,
    version: i64,
    request_id: String,
}

/// What was sent about a check and refused.
#[derive(Default)]
pub(super) struct Typed {
    /// Which check.
    pub(super) kind: String,
    /// The result chosen.
    pub(super) result: String,
    /// The reason given.
    pub(super) reason: String,
    /// What is wrong.
    pub(super) problems: Vec<FieldProblem>,
}

/// Opens the case an address names.
pub(super) async fn open(visit: &Visit, id: &str) -> Result<(ApplicationId, Case), Trouble> {
    let id = ApplicationId(id_of(id));
    Ok((id, case::open(visit.app(), &visit.request, id).await?))
}

/// A case with what has happened to it since its submission.
async fn whole(visit: &Visit, id: &str) -> Result<(Case, Lifecycle), Trouble> {
    let (id, case) = open(visit, id).await?;
    let life = app::review::lifecycle::view(visit.app(), &visit.request, id).await?;
    Ok((case, life))
}

fn page(
    visit: &Visit,
    (case, life): &(Case, Lifecycle),
    notice: Option<Banner>,
    typed: &Typed,
    acts: &lifecycle::Typed,
) -> Response {
    let t = visit.t();
    let mut chrome = case_view::frame(visit, case, case.row.legal_name.clone())
        .crumb("", case.row.reference.clone());
    chrome.notice = notice;
    let rows = checks::all(visit, case, typed);
    let by_check = rows
        .iter()
        .filter_map(|row| row.forms.as_ref())
        .flat_map(|forms| forms.fields());
    // The frame is complete but for whether something is wrong, which the forms tell.
    chrome.invalid = !(typed.problems.is_empty() && acts.problems.is_empty());
    let before = lifecycle::before(visit, &chrome, case, life, acts);
    let forms = lifecycle::forms(visit, &chrome, case, life, acts);
    let errors = ErrorSummary::of(t, by_check.chain(before.fields()).chain(forms.fields()));
    let mut decision = case_view::decision(visit, case);
    if let Some(decision) = &mut decision {
        lifecycle::restrain(t, life, decision);
    }
    let status = if !chrome.invalid {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = Page {
        id: ApplicationId(case.row.id).to_string(),
        company: case.row.legal_name.clone(),
        state: super::state_pill(t, &case.row.state),
        note: case_view::note(visit, case),
        tiles: case_view::tiles(visit, case),
        banner: case_view::banner(visit, case),
        errors,
        checks_note: checks::summary(t, case),
        checks: rows,
        reused: case_view::reused(visit, case),
        documents: case_view::documents(visit, case),
        withheld: (case.withheld > 0).then(|| {
            let count = case.withheld.to_string();
            t.format("console-documents-withheld", &[("count", &count)])
        }),
        looked: case_view::looked(visit, case),
        sections: facts::all(visit, &case.answers),
        doubles: case_view::doubles(t, case),
        moments: timeline::moments(visit, &case.timeline),
        decision,
        ways: forms.links(),
        before,
        forms,
        version: case.row.version,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(status, &page)
}

/// The case.
pub async fn show(visit: Visit, Path(id): Path<String>, parameters: Parameters) -> Answer {
    let case = whole(&visit, &id).await?;
    let notice = done(visit.t(), &parameters);
    let act = Act::from_text(parameters.get("do").map_or("", String::as_str));
    let acts = lifecycle::Typed::opening(act);
    Ok(page(&visit, &case, notice, &Typed::default(), &acts))
}

/// The case again, with what was typed into one of its forms and what is wrong with it.
pub(super) async fn again(visit: &Visit, id: &str, acts: &lifecycle::Typed) -> Answer {
    let case = whole(visit, id).await?;
    Ok(page(visit, &case, None, &Typed::default(), acts))
}

/// Takes the case.
pub async fn claim(visit: Visit, Path(id): Path<String>, _form: Form) -> Answer {
    let (app, request, id) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    blocking(move || decide::claim(&app, &request, ApplicationId(id)).wait()).await?;
    Ok(go(&format!("{}?done=claimed", case_href(id))))
}

/// Decides or waives a check, or says what is missing and keeps what was typed.
pub async fn check(visit: Visit, Path((id, kind)): Path<(String, String)>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (result, reason) = (form.get("result").to_owned(), form.get("reason").to_owned());
    let mut typed = Typed {
        kind: kind.clone(),
        result,
        reason,
        ..Typed::default()
    };
    let (result, reason) = (typed.result.clone(), typed.reason.clone());
    let decided = blocking(move || {
        decide::set_check(&app, &request, ApplicationId(at), &kind, &result, &reason)
    });
    match decided.await {
        Ok(()) => Ok(go(&format!(
            "{}?done=check#check-{}",
            case_href(at),
            typed.kind
        ))),
        Err(Failure::Invalid(problems)) => {
            typed.problems = problems;
            let case = whole(&visit, &id).await?;
            let acts = lifecycle::Typed::default();
            Ok(page(&visit, &case, None, &typed, &acts))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// T13: approves.
pub async fn approve(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, id) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (seen, key) = (form.get("version").to_owned(), form.key().to_owned());
    blocking(move || decide::approve(&app, &request, ApplicationId(id), &seen, &key)).await?;
    Ok(go(&format!("{}?done=approved", case_href(id))))
}
