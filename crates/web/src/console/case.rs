//! `/ops/applications/{id}`: one application, and what a reviewer does about it.

use super::case_view::{Decision, Double};
use super::checks::CheckRow;
use super::desk::papers::{self, Opened};
use super::facts::Section;
use super::lifecycle::{self, Act, Before, Forms};
use super::{
    Parameters, case_href, case_view, checks, desk, done, facts, id_of, partners, timeline,
};
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
use domain::enrolment::application::State;
use domain::enrolment::checks::Outcome;
use domain::enrolment::form::FieldProblem;
use domain::ids::ApplicationId;

#[derive(Template)]
#[template(path = "pages/console/case.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    /// What a reviewer works with beside the case.
    parts: desk::Parts<'a>,
    id: String,
    company: String,
    /// Where the partner it has become opens.
    partner: Option<String>,
    state: (Tone, Text),
    note: String,
    tiles: Vec<Tile>,
    banner: Option<Banner>,
    errors: Option<ErrorSummary>,
    checks: Vec<CheckRow>,
    checks_note: String,
    reused: Option<Banner>,
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
    stamp: String,
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

/// A case with what has happened to it since its submission, and the desk beside it.
struct Whole {
    case: Case,
    life: Lifecycle,
    desk: Desk,
    /// The document that is shown.
    opened: Option<Opened>,
}

/// Opens everything; `parameters` name the document to show.
async fn whole(visit: &Visit, id: &str, parameters: Option<&Parameters>) -> Result<Whole, Failure> {
    let (id, case) = open(visit, id).await?;
    Ok(Whole {
        opened: papers::opened(visit, &case, parameters).await?,
        life: app::review::lifecycle::view(visit.app(), &visit.request, id).await?,
        desk: app::review::desk::view(visit.app(), &visit.request, id).await?,
        case,
    })
}

/// Notes that the visitor has the case before him.
async fn note_seen(visit: &Visit, whole: &Whole) -> Result<(), Failure> {
    let (app, id) = (visit.app(), ApplicationId(whole.case.row.id));
    news::note_seen(app, &visit.request, id, whole.case.entry()).await?;
    match whole.desk.thread.read.newest() {
        Some(newest) if newest > whole.desk.thread.read.through => {
            thread::note_read(app, &visit.request, id, newest).await
        }
        _ => Ok(()),
    }
}

/// What was typed into the forms of the page.
#[derive(Default)]
struct AllTyped<'a> {
    /// Into those of a check.
    check: Option<&'a Typed>,
    /// Into those that move the case on.
    acts: Option<&'a lifecycle::Typed>,
    /// Into those of the desk.
    desk: Option<&'a desk::Typed>,
}

fn page(visit: &Visit, whole: &Whole, notice: Option<Banner>, all: &AllTyped<'_>) -> Response {
    let Whole {
        case,
        life,
        desk,
        opened,
    } = whole;
    let (no_check, no_act, no_desk) = Default::default();
    let typed = all.check.unwrap_or(&no_check);
    let acts = all.acts.unwrap_or(&no_act);
    let at_desk = all.desk.unwrap_or(&no_desk);
    let t = visit.t();
    let mut chrome = case_view::frame(visit, case, case.row.legal_name.clone())
        .crumb("", case.row.reference.clone());
    let rows = checks::all(visit, case, desk, typed);
    let by_check = rows
        .iter()
        .filter_map(|row| row.forms.as_ref())
        .flat_map(|forms| forms.fields());
    // The frame is complete but for whether something is wrong, which the forms tell.
    let sound = typed.problems.is_empty() && acts.problems.is_empty();
    chrome.notice = notice.or_else(|| lifecycle::overtaken(t, acts));
    chrome.invalid = !(sound && at_desk.problems.is_empty());
    let parts = desk::Parts::of(visit, &chrome, case, desk, *opened, at_desk);
    let before = lifecycle::before(visit, &chrome, case, desk, life, acts);
    let forms = lifecycle::forms(visit, &chrome, case, desk, life, acts);
    let fields = by_check.chain(parts.fields()).chain(before.fields());
    let errors = ErrorSummary::of(t, fields.chain(forms.fields()));
    let mut decision = case_view::decision(visit, case);
    if let Some(decision) = &mut decision {
        lifecycle::restrain(t, life, decision);
        desk::restrain(t, case, desk, decision);
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
        partner: matches!(case.state, State::Provisioning | State::Active)
            .then(|| partners::href(case.row.tenant_id)),
        note: case_view::note(visit, case),
        tiles: case_view::tiles(visit, case, desk),
        banner: case_view::banner(visit, case),
        errors,
        checks_note: checks::summary(t, case),
        checks: rows,
        reused: case_view::reused(visit, case),
        sections: facts::all(visit, &case.answers),
        doubles: case_view::doubles(t, case),
        moments: timeline::moments(visit, &case.timeline),
        decision,
        ways: forms.links(),
        before,
        forms,
        stamp: desk::stamp(case),
        request_id: visit.fresh_key(),
        parts,
        chrome: &chrome,
    };
    respond(status, &page)
}

/// The case.
pub async fn show(visit: Visit, Path(id): Path<String>, parameters: Parameters) -> Answer {
    let found = match whole(&visit, &id, Some(&parameters)).await {
        Ok(found) => found,
        Err(failure) => return desk::refused(&visit, &id, "", failure).await,
    };
    note_seen(&visit, &found).await?;
    let notice = done(visit.t(), &parameters);
    let act = Act::from_text(parameters.get("do").map_or("", String::as_str));
    let acts = lifecycle::Typed::opening(act);
    let all = AllTyped {
        acts: Some(&acts),
        ..AllTyped::default()
    };
    Ok(page(&visit, &found, notice, &all))
}

/// The case again, with what was typed into one of its forms and why it was not taken.
pub(super) async fn again(visit: &Visit, id: &str, acts: &lifecycle::Typed) -> Answer {
    let all = AllTyped {
        acts: Some(acts),
        ..AllTyped::default()
    };
    Ok(page(visit, &whole(visit, id, None).await?, None, &all))
}

/// The same for a form of the desk.
pub(super) async fn at_desk(visit: &Visit, id: &str, typed: &desk::Typed) -> Answer {
    let all = AllTyped {
        desk: Some(typed),
        ..AllTyped::default()
    };
    Ok(page(visit, &whole(visit, id, None).await?, None, &all))
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
            let all = AllTyped {
                check: Some(&typed),
                ..AllTyped::default()
            };
            Ok(page(&visit, &whole(&visit, &id, None).await?, None, &all))
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
