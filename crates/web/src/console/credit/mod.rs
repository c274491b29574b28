//! `/ops/applications/{id}/credit`: the credit file of a case, and everything analysts do about it.

pub mod bureau;
pub mod list;
pub mod overrides;

mod explain;
mod history;

use super::case::open as open_case;
use super::facts::Section;
use super::{Parameters, case_href, case_view, done, facts, id_of, may, me};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{
    Banner, Choice, Chrome, ErrorSummary, Field, FileRow, Moment, Pair, Part, Tone, format, respond,
};
use app::Failure;
use app::credit::file::{self, File};
use app::credit::{decide as by_hand, inputs, standing};
use app::review::case::Case;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::credit::standing::Standing;
use domain::enrolment::application::State;
use domain::enrolment::checks::CreditResult;
use domain::enrolment::form::FieldProblem;
use domain::ids::ApplicationId;
use domain::money::{Currency, Money};
use domain::permission::OperatorAction;

#[derive(Template)]
#[template(path = "pages/console/credit/case.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    id: String,
    company: String,
    state: (Tone, crate::ui::Text),
    errors: Option<ErrorSummary>,
    banners: Vec<Banner>,
    /// How the proposal comes about; empty when the form holds no amount.
    parts: Vec<Part>,
    answers: Section,
    /// Financial statements, for those who may look at them.
    statements: Vec<FileRow>,
    latest: Vec<Pair>,
    /// How the latest limit came about, when a bureau's answer granted it.
    granted: Vec<Part>,
    bureau: bureau::Card<'a>,
    overrides: overrides::Card<'a>,
    form: Option<[Field; 3]>,
    history: Vec<Moment>,
    request_id: String,
}

/// Which form of the page was sent, refused, and what was typed.
#[derive(Default)]
struct Typed {
    decision: Option<[String; 3]>,
    proposal: Option<app::credit::overrides::Sent>,
    decline: Option<String>,
    problems: Vec<FieldProblem>,
}

/// A case with its credit file.
struct Opened {
    case: Case,
    file: File,
}

async fn open(visit: &Visit, id: &str) -> Result<Opened, Failure> {
    let (at, case) = open_case(visit, id).await?;
    let file = file::open(visit.app(), &visit.request, at).await?;
    Ok(Opened { case, file })
}

impl Opened {
    /// Whether credit of the case can be decided at all now.
    fn is_open(&self) -> bool {
        self.case.state == State::InReview
            || (self.case.state == State::Active && self.file.review.is_some())
    }
}

fn page(visit: &Visit, opened: &Opened, notice: Option<Banner>, typed: &Typed) -> Response {
    let t = visit.t();
    let case = &opened.case;
    let mut chrome = case_view::frame(visit, case, t.get("check-credit"))
        .crumb(case_href(case.row.id), case.row.reference.clone())
        .crumb("", t.get("check-credit"));
    chrome.notice = notice;
    let closed = closed(visit, opened);
    let decides = closed.is_none();
    let form = decides.then(|| form(visit, opened, typed));
    let (own, second) = overrides::fields(visit, opened, typed, decides);
    let all = form
        .iter()
        .flatten()
        .chain(own.iter().flatten())
        .chain(&second);
    let errors = ErrorSummary::of(t, all);
    chrome.invalid = errors.is_some();
    let status = fields::status(&typed.problems);
    let figures = inputs(visit.app(), &case.answers);
    let currency = case.row.currency.as_str();
    let parts = figures.map_or_else(Vec::new, |f| explain::proposal(t, &f, currency));
    let page = Page {
        id: ApplicationId(case.row.id).to_string(),
        company: case.row.legal_name.clone(),
        state: super::state_pill(t, &case.row.state),
        errors,
        banners: banners(visit, opened, closed),
        parts,
        answers: facts::section(visit, "credit", &case.answers),
        statements: statements(visit, case),
        latest: history::latest(visit, opened),
        granted: explain::granted(t, opened),
        bureau: bureau::card(visit, &chrome, opened, decides),
        overrides: overrides::card(visit, &chrome, opened, own, second, typed),
        form,
        history: history::moments(visit, opened),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(status, &page)
}

/// The financial statements; the case holds none for those who may not look at them.
fn statements(visit: &Visit, case: &Case) -> Vec<FileRow> {
    super::desk::papers::statements(visit, case)
}

/// Why this visitor cannot decide here now.
fn closed(visit: &Visit, opened: &Opened) -> Option<Banner> {
    let (t, case) = (visit.t(), &opened.case);
    if !may(visit, OperatorAction::DecideCredit) {
        let role = t.get("role-credit-analyst");
        let text = t.format("error-403-needed", &[("role", &role)]);
        return Some(Banner::new(Tone::Info, t.get("console-read-only")).text(text));
    }
    if !opened.is_open() {
        let (_, state) = super::state_pill(t, &case.row.state);
        let text = t.format("error-409-state", &[("state", &state)]);
        return Some(Banner::new(Tone::Info, t.get("console-credit-closed")).text(text));
    }
    (case.row.reviewer_id.is_some() && case.row.reviewer_id == me(visit)).then(|| {
        Banner::new(Tone::Warn, t.get("console-credit-reviewer"))
            .text(t.get("conflict-same-person"))
    })
}

/// What there is to know before anything is decided.
fn banners(visit: &Visit, opened: &Opened, closed: Option<Banner>) -> Vec<Banner> {
    let (t, case) = (visit.t(), &opened.case);
    let mut banners = Vec::from_iter(closed);
    if let Some(review) = &opened.file.review {
        let zone = visit.app().programme.time_zone().clone();
        let due = visit.timestamp(review.due_at).to_zoned(zone).date();
        let due = format::date(t, due);
        let title = t.format("credit-review-due", &[("date", &due)]);
        banners.push(Banner::new(Tone::Warn, title).text(t.get("credit-review-text")));
    }
    // An override that lasts is no refusal, though anything else takes two people again.
    let now = visit.app().clock.now();
    let good = standing(case.credit.as_ref(), now) == Standing::Good;
    if opened.file.barred && opened.is_open() && !good {
        let banner = Banner::new(Tone::Bad, t.get("credit-barred"));
        banners.push(banner.text(t.get("credit-barred-text")));
    }
    if explain::figures_changed(visit.app(), opened) {
        let banner = Banner::new(Tone::Warn, t.get("credit-figures-changed"));
        banners.push(banner.text(t.get("credit-figures-changed-text")));
    }
    banners
}

fn form(visit: &Visit, opened: &Opened, typed: &Typed) -> [Field; 3] {
    let t = visit.t();
    let proposed = inputs(visit.app(), &opened.case.answers).map(|figures| figures.proposal());
    let [result, limit, reason] = typed.decision.clone().unwrap_or_else(|| {
        let limit = proposed.map(|limit| Money::new(limit, Currency::CNY).plain());
        [String::new(), limit.unwrap_or_default(), String::new()]
    });
    let problem = |field: &str| fields::problem_at(visit, &typed.problems, field);
    let choice = |r: CreditResult| {
        let choice = Choice::new(r.text(), t.get(format!("credit-{}", r.text())));
        // A no is not taken back by one person.
        if r != CreditResult::Fail && opened.file.barred {
            choice.hint(t.get("credit-barred-text")).disabled()
        } else {
            choice.hint(t.get(format!("console-credit-{}-hint", r.text())))
        }
    };
    let choices = CreditResult::ALL.iter().copied().map(choice).collect();
    let cap = visit.app().programme.credit.proposal_cap_minor;
    let cap = format::money(cap, &opened.case.row.currency);
    [
        Field::radio("result", t.get("field-result"), choices)
            .value(result)
            .error(problem("result"))
            .required(),
        Field::number("limit", t.get("field-limit"))
            .hint(t.format("console-limit-hint", &[("cap", &cap)]))
            .prefix("¥")
            .value(limit)
            .error(problem("limit"))
            .optional_note(t.get("console-limit-if-pass")),
        Field::textarea("reason", t.get("field-reason"))
            .hint(t.get("hint-reason"))
            .value(reason)
            .error(problem("reason"))
            .counter(500)
            .wide()
            .required(),
    ]
}

/// The credit file.
pub async fn show(visit: Visit, Path(id): Path<String>, parameters: Parameters) -> Answer {
    match open(&visit, &id).await {
        Ok(opened) => {
            let notice = done(visit.t(), &parameters);
            Ok(page(&visit, &opened, notice, &Typed::default()))
        }
        Err(failure) => super::desk::refused(&visit, &id, "", failure).await,
    }
}

/// Leads on after a form, or shows what is wrong with it.
async fn after(
    visit: &Visit,
    id: &str,
    done: &str,
    typed: Typed,
    outcome: Result<(), Failure>,
) -> Answer {
    match outcome {
        Ok(()) => Ok(go(&format!("{}/credit?done={done}", case_href(id_of(id))))),
        Err(Failure::Invalid(problems)) => {
            let opened = open(visit, id).await?;
            Ok(page(visit, &opened, None, &Typed { problems, ..typed }))
        }
        Err(failure) => super::desk::refused(visit, id, "", failure).await,
    }
}

/// Records a decision, or says what is wrong and keeps what was typed.
pub async fn decide(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let values = ["result", "limit", "reason"].map(|name| form.get(name).to_owned());
    let ([result, limit, reason], key) = (values.clone(), form.key().to_owned());
    let decided = blocking(move || {
        let id = ApplicationId(at);
        by_hand::decide(&app, &request, id, &result, &limit, &reason, &key)
    });
    let typed = Typed {
        decision: Some(values),
        ..Typed::default()
    };
    after(&visit, &id, "credit", typed, decided.await).await
}
