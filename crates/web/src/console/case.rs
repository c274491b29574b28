//! `/ops/applications/{id}`: one application, and what a reviewer does about it.

use super::case_view::{Decision, Double, Shown};
use super::checks::CheckRow;
use super::facts::Section;
use super::lifecycle::{self, Act, Before, Forms};
use super::{Parameters, case_href, case_view, checks, desk, done, facts, id_of, timeline};
use crate::http::{Answer, Form, Visit, blocking, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Link, Moment, Text, Tile, Tone, respond};
use app::Failure;
use app::review::approval::Outcome as Approval;
use app::review::case::{self, Case};
use app::review::desk::Desk;
use app::review::lifecycle::Lifecycle;
use app::review::{decide, news, thread};
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
    parts: desk::Parts<'a>,
    stamp: String,
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
pub(super) async fn open(visit: &Visit, id: &str) -> Result<(ApplicationId, Case), Failure> {
    let id = ApplicationId(id_of(id));
    Ok((id, case::open(visit.app(), &visit.request, id).await?))
}

/// A case with everything on the desk beside it and what has happened since its submission.
struct Whole {
    case: Case,
    desk: Desk,
    life: Lifecycle,
}

async fn whole(visit: &Visit, id: &str) -> Result<Whole, Failure> {
    let id = ApplicationId(id_of(id));
    let desk = app::review::desk::view(visit.app(), &visit.request, id).await?;
    let case = case::open(visit.app(), &visit.request, id).await?;
    let life = app::review::lifecycle::view(visit.app(), &visit.request, id).await?;
    Ok(Whole { case, desk, life })
}

/// Notes that the visitor has the case before him.
async fn note_seen(visit: &Visit, whole: &Whole) -> Result<(), Failure> {
    let (app, id) = (visit.app(), ApplicationId(whole.case.row.id));
    news::note_seen(app, &visit.request, id, whole.desk.entry).await?;
    match whole.desk.thread.read.newest() {
        Some(newest) if newest > whole.desk.thread.read.through => {
            thread::note_read(app, &visit.request, id, newest).await
        }
        _ => Ok(()),
    }
}

fn page(
    visit: &Visit,
    Whole { case, desk, life }: &Whole,
    notice: Option<Banner>,
    typed: &Typed,
    acts: &lifecycle::Typed,
    at_desk: &desk::Typed,
) -> Response {
    let t = visit.t();
    let mut chrome = case_view::frame(visit, case, case.row.legal_name.clone())
        .crumb("", case.row.reference.clone());
    let rows = checks::all(visit, case, typed);
    let by_check = rows
        .iter()
        .filter_map(|row| row.forms.as_ref())
        .flat_map(|forms| forms.fields());
    // The frame is complete but for whether something is wrong, which the forms tell.
    let sound = typed.problems.is_empty() && acts.problems.is_empty();
    chrome.notice = notice.or_else(|| lifecycle::overtaken(t, acts));
    chrome.invalid = !(sound && at_desk.problems.is_empty());
    let parts = desk::Parts::of(visit, &chrome, case, desk, at_desk);
    let before = lifecycle::before(visit, &chrome, case, desk, life, acts);
    let forms = lifecycle::forms(visit, &chrome, case, desk, life, acts);
    let fields = by_check.chain(parts.fields()).chain(before.fields());
    let errors = ErrorSummary::of(t, fields.chain(forms.fields()));
    let mut decision = case_view::decision(visit, case);
    if let Some(decision) = &mut decision {
        desk::restrain(t, case, desk, decision);
        lifecycle::restrain(t, life, decision);
    }
    let status = match (chrome.invalid, acts.overtaken) {
        (true, _) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::CONFLICT,
        (false, false) => StatusCode::OK,
    };
    let page = Page {
        id: ApplicationId(case.row.id).to_string(),
        company: case.row.legal_name.clone(),
        state: super::state_pill(t, &case.row.state),
        note: case_view::note(visit, case),
        tiles: case_view::tiles(visit, case, desk),
        stamp: desk::stamp(case, desk),
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
        request_id: visit.fresh_key(),
        parts,
        chrome: &chrome,
    };
    respond(status, &page)
}

/// The case.
pub async fn show(visit: Visit, Path(id): Path<String>, parameters: Parameters) -> Answer {
    let found = match whole(&visit, &id).await {
        Ok(found) => found,
        Err(failure) => return desk::refused(&visit, &id, "", failure).await,
    };
    note_seen(&visit, &found).await?;
    let notice = done(visit.t(), &parameters);
    let act = Act::from_text(parameters.get("do").map_or("", String::as_str));
    let acts = lifecycle::Typed::opening(act);
    let (typed, at_desk) = (Typed::default(), desk::Typed::default());
    Ok(page(&visit, &found, notice, &typed, &acts, &at_desk))
}

/// The case again, with what was typed into one of its forms and why it was not taken.
pub(super) async fn again(visit: &Visit, id: &str, acts: &lifecycle::Typed) -> Answer {
    let found = whole(visit, id).await?;
    let (typed, at_desk) = (Typed::default(), desk::Typed::default());
    Ok(page(visit, &found, None, &typed, acts, &at_desk))
}

/// The case again, with what was typed into one of the desk's forms and what is wrong with it.
pub(super) async fn at_desk(visit: &Visit, id: &str, at_desk: &desk::Typed) -> Answer {
    let found = whole(visit, id).await?;
    let (typed, acts) = (Typed::default(), lifecycle::Typed::default());
    Ok(page(visit, &found, None, &typed, &acts, at_desk))
}

/// Takes the case.
pub async fn claim(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    match blocking(move || decide::claim(&app, &request, ApplicationId(at)).wait()).await {
        Ok(()) => Ok(go(&format!("{}?done=claimed", case_href(at)))),
        Err(failure) => desk::refused(&visit, &id, form.get("version"), failure).await,
    }
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
            let found = whole(&visit, &id).await?;
            let (acts, at_desk) = (lifecycle::Typed::default(), desk::Typed::default());
            Ok(page(&visit, &found, None, &typed, &acts, &at_desk))
        }
        Err(failure) => desk::refused(&visit, &id, form.get("version"), failure).await,
    }
}

/// T13: approves, or proposes to where the approval is drawn for a second person.
pub async fn approve(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (seen, key) = (form.get("version").to_owned(), form.key().to_owned());
    let approved =
        blocking(move || decide::approve(&app, &request, ApplicationId(at), &seen, &key));
    match approved.await {
        Ok(Approval::Approved) => Ok(go(&format!("{}?done=approved", case_href(at)))),
        Ok(Approval::Proposed) => Ok(go(&format!("{}?done=drawn", case_href(at)))),
        Err(failure) => desk::refused(&visit, &id, form.get("version"), failure).await,
    }
}
