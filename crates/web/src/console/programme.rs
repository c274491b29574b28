//! `/ops/settings/programmes`: what the programme is set to, and what changed files would make of it.

use super::{console, may};
use crate::http::{Answer, Form, Visit, blocking, fields};
use crate::ui::{Chrome, ErrorSummary, Field, Text, respond};
use app::Failure;
use app::programme::{self, Preview, Setting};
use askama::Template;
use axum::response::Response;
use domain::enrolment::form::FieldProblem;
use domain::permission::OperatorAction;
use domain::programme::{Area, ProgrammeError};
use std::collections::BTreeMap;

/// Where the page is.
const HOME: &str = "/ops/settings/programmes";
/// Differences that are shown; the rest is counted.
const MOST: usize = 300;

#[derive(Template)]
#[template(path = "pages/console/programme.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    areas: Vec<AreaOf>,
    upload: Option<Vec<Field>>,
    wrong: Vec<ProgrammeError>,
    different: Vec<Row>,
    more: usize,
    /// Whether files were tried and would be taken.
    sound: bool,
    request_id: String,
}

/// The settings of an area.
struct AreaOf {
    title: Text,
    effect: Text,
    settings: Vec<Setting>,
}

/// A setting that would be different.
struct Row {
    path: String,
    before: String,
    after: String,
    area: Text,
    effect: Text,
    fixed: bool,
    overlaid: bool,
}

fn title(visit: &Visit, area: Area) -> Text {
    visit.t().get(format!("programme-area-{}", area.text()))
}

fn effect(visit: &Visit, area: Area) -> Text {
    visit.t().get(format!("programme-effect-{}", area.text()))
}

fn row(visit: &Visit, one: programme::Difference) -> Row {
    let none = |value: Option<String>| value.unwrap_or_else(crate::pricing::dash);
    let (area, fixed) = (one.area(), one.is_fixed());
    Row {
        area: title(visit, area),
        effect: effect(visit, area),
        fixed,
        overlaid: one.overlaid,
        path: one.path,
        before: none(one.before),
        after: none(one.after),
    }
}

fn upload(visit: &Visit, problems: &[FieldProblem]) -> Vec<Field> {
    let t = visit.t();
    let file = |name: &'static str, label: &str| {
        Field::file(name, t.get(label), ".toml,text/plain", false)
            .error(fields::problem_at(visit, problems, name))
            .unmarked()
    };
    vec![
        file("programme", "programme-file").hint(t.get("programme-file-hint")),
        file("offers", "programme-offers-file").hint(t.get("programme-offers-hint")),
    ]
}

fn page(
    visit: &Visit,
    settings: BTreeMap<Area, Vec<Setting>>,
    tried: Option<Preview>,
    problems: &[FieldProblem],
) -> Response {
    let t = visit.t();
    let mut chrome = console(visit, t.get("nav-programme"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-programme"));
    let sound = matches!(tried, Some(Preview::Sound(_)));
    let (wrong, mut different) = match tried {
        Some(Preview::Wrong(wrong)) => (wrong, Vec::new()),
        Some(Preview::Sound(different)) => (Vec::new(), different),
        None => (Vec::new(), Vec::new()),
    };
    let more = different.len().saturating_sub(MOST);
    different.truncate(MOST);
    let upload = may(visit, OperatorAction::PreviewProgramme).then(|| upload(visit, problems));
    let errors = ErrorSummary::of(t, upload.iter().flatten());
    chrome.invalid = errors.is_some();
    let areas = settings.into_iter().map(|(area, settings)| AreaOf {
        title: title(visit, area),
        effect: effect(visit, area),
        settings,
    });
    let page = Page {
        errors,
        areas: areas.collect(),
        upload,
        wrong,
        different: different.into_iter().map(|one| row(visit, one)).collect(),
        more,
        sound,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(problems), &page)
}

/// The settings.
pub async fn show(visit: Visit) -> Answer {
    let settings = programme::view(visit.app(), &visit.request)?;
    Ok(page(&visit, settings, None, &[]))
}

/// What files would make of them; nothing is put to work.
pub async fn preview(visit: Visit, mut form: Form) -> Answer {
    let settings = programme::view(visit.app(), &visit.request)?;
    let mut taken = |name: &str| form.take_file(name).map(|file| file.bytes);
    let (own, offers) = (taken("programme"), taken("offers"));
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let tried =
        blocking(move || programme::preview(&app, &request, own.as_deref(), offers.as_deref()));
    match tried.await {
        Ok(tried) => Ok(page(&visit, settings, Some(tried), &[])),
        Err(Failure::Invalid(problems)) => Ok(page(&visit, settings, None, &problems)),
        Err(failure) => Err(failure.into()),
    }
}
