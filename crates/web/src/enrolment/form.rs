//! F6: the sections of the application, autosaved, and their submission. While a request for
//! information waits, the sections it concerns are open for what it concerns.

use super::{appeal, is_staff, status};
use crate::http::{Answer, Form, Visit, blocking, failure, fields, frame, go, papers};
use crate::ui::{Banner, Choice, Chrome, ErrorSummary, Field, FileRow, Meter, Tab, Tone, respond};
use app::Failure;
use app::enrolment::application::{self, View};
use app::enrolment::documents::NewDocument;
use app::enrolment::information::{Asked, reason_words, target_words};
use app::enrolment::{documents, network, restart};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::credit::proposal::Inputs;
use domain::enrolment::application::State;
use domain::enrolment::documents::Kind;
use domain::enrolment::form::{Answers, FieldProblem, Judged};
use domain::enrolment::sections::{self, SECTIONS};
use domain::ids::DocumentId;
use domain::validate::amount_cny;

#[derive(Template)]
#[template(path = "pages/enrolment/start.html")]
struct Start<'a> {
    chrome: &'a Chrome,
    request_id: String,
}

#[derive(Template)]
#[template(path = "pages/enrolment/summary.html")]
struct Summary<'a> {
    chrome: &'a Chrome,
    errors: Vec<(String, String)>,
    lead: String,
    sections: Vec<Tab>,
    meter: Meter,
    complete: bool,
    request_id: String,
}

#[derive(Template)]
#[template(path = "pages/enrolment/section.html")]
struct Section<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    name: &'a str,
    lead: crate::ui::Text,
    /// What the reviewers asked about this section.
    asked: Vec<Banner>,
    toc: Vec<Tab>,
    meter: Meter,
    inputs: Vec<Field>,
    ticks: Vec<Field>,
    explained: Option<String>,
    request_id: String,
}

#[derive(Template)]
#[template(path = "pages/enrolment/documents.html")]
struct Documents<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    asked: Vec<Banner>,
    /// Where the page leads on.
    next: &'static str,
    toc: Vec<Tab>,
    meter: Meter,
    files: Vec<FileRow>,
    kind: Field,
    upload: Field,
    dated_on: Field,
    request_id: String,
}

/// What was typed beside a file that was refused. The file itself has to be chosen again: no
/// browser lets a page do that.
#[derive(Default)]
struct TypedDocument {
    kind: String,
    dated_on: String,
    problems: Vec<FieldProblem>,
}

fn judged(visit: &Visit, view: &View) -> Judged {
    let app = visit.app();
    sections::judge(&view.answers, &view.uploaded(), &app.programme, app.today())
}

/// Where each section stands, for the list beside the form.
fn toc(visit: &Visit, open: &Open, judged: &Judged, current: &str) -> (Vec<Tab>, Meter) {
    let t = visit.t();
    let view = &open.view;
    let mut done = 0;
    let sections: Vec<_> = SECTIONS.iter().filter(|s| open.shows(s)).collect();
    let total = u64::try_from(sections.len()).unwrap_or(0);
    let tabs = sections.into_iter().map(|section| {
        let open: Vec<_> = judged
            .problems
            .iter()
            .filter(|p| sections::section_of(&p.field) == *section)
            .collect();
        let wrong = open
            .iter()
            .filter(|p| view.answers.get(&p.field).is_some_and(|v| !v.is_empty()));
        let (wrong, missing) = (wrong.count(), open.len());
        let missing = missing - wrong;
        let complete = wrong + missing == 0;
        done += u64::from(complete);
        let count = |id: &str, n: usize| t.format(id, &[("count", &n.to_string())]).into();
        Tab {
            href: format!("/enrol/{section}").into(),
            label: t.get(format!("section-{section}")),
            count: None,
            current: *section == current,
            done: complete,
            note: if wrong > 0 {
                Some(count("section-errors", wrong))
            } else if missing > 0 {
                Some(count("section-missing", missing))
            } else {
                None
            },
            wrong: wrong > 0,
        }
    });
    let tabs: Vec<Tab> = tabs.collect();
    let label = t.format(
        "enrol-progress",
        &[("done", &done.to_string()), ("total", &total.to_string())],
    );
    (tabs, Meter::progress(label, done, total))
}

fn frame(visit: &Visit, view: &View, title: &str) -> Chrome {
    let t = visit.t();
    frame::portal(visit, t.get(title))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("/enrol", t.get("enrol-title"))
        .crumb("", t.get(title))
        .reference(view.row.reference.clone())
}

/// An application that may be written: a draft, or one of which something was asked.
struct Open {
    view: View,
    asked: Option<Asked>,
}

impl Open {
    /// Whether a section may be looked at.
    fn shows(&self, section: &str) -> bool {
        self.asked.as_ref().is_none_or(|asked| {
            // A document may explain any answer.
            section == "documents"
                || asked
                    .open_fields()
                    .iter()
                    .any(|field| sections::section_of(field) == section)
        })
    }

    /// Whether a field may be changed.
    fn is_open(&self, field: &str) -> bool {
        let asked = self.asked.as_ref();
        asked.is_none_or(|asked| asked.open_fields().contains(&field))
    }

    /// Whether a document may be taken away.
    fn may_remove(&self, document: &store::document::Document) -> bool {
        self.asked.as_ref().is_none_or(|asked| {
            document.uploaded_at >= asked.request.asked_at || asked.concerns(&document.kind)
        })
    }

    /// What was asked about a section.
    fn questions(&self, visit: &Visit, section: &str) -> Vec<Banner> {
        let items = self.asked.iter().flat_map(|asked| &asked.items);
        let here = items.filter(|item| {
            item.target.section() == Some(section)
                || item
                    .target
                    .fields()
                    .iter()
                    .any(|field| sections::section_of(field) == section)
        });
        here.map(|item| {
            let t = visit.t();
            let title = target_words(visit.app(), t, item.target);
            let reason = reason_words(visit.app(), visit.language(), &item.row.reason);
            Banner::new(Tone::Warn, title)
                .text(format!("{reason} {}", item.row.text))
                .action(
                    format!("/enrol/status#item-{}", item.row.position),
                    t.get("answer-back"),
                )
        })
        .collect()
    }
}

/// The application while it may be written, or where to look at it.
async fn open(visit: &Visit) -> Result<Open, Answer> {
    match status::load(visit).await {
        Ok(found) if matches!(found.view.state, State::Draft | State::InformationRequested) => {
            Ok(Open {
                view: found.view,
                asked: found.asked,
            })
        }
        Ok(_) => Err(Ok(go("/enrol/status"))),
        Err(Failure::NotFound) if !is_staff(visit) => Err(Ok(go("/enrol"))),
        Err(failure) => Err(Err(failure.into())),
    }
}

macro_rules! open {
    ($visit:expr) => {
        match open(&$visit).await {
            Ok(open) => open,
            Err(answer) => return answer,
        }
    };
}

fn summary(visit: &Visit, open: &Open, problems: &[FieldProblem]) -> Response {
    let t = visit.t();
    let view = &open.view;
    let judged = judged(visit, view);
    let (sections, meter) = toc(visit, open, &judged, "");
    let mut chrome = frame::portal(visit, t.get("enrol-title"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("enrol-title"))
        .reference(view.row.reference.clone());
    chrome.invalid = !problems.is_empty();
    let place = |p: &&FieldProblem| {
        let section = sections::section_of(&p.field);
        SECTIONS.iter().position(|s| *s == section)
    };
    let mut problems: Vec<_> = problems.iter().collect();
    problems.sort_by_key(place);
    let errors = problems.iter().map(|p| {
        let label = t.get(format!("field-{}", p.field));
        let href = format!("/enrol/{}#{}", sections::section_of(&p.field), p.field);
        let words = fields::words(visit, &p.problem);
        (href, ErrorSummary::item(t, &label, &words))
    });
    let page = Summary {
        chrome: &chrome,
        errors: errors.collect(),
        lead: t.format(
            "enrol-lead",
            &[
                ("company", &view.row.legal_name),
                ("reference", &view.row.reference),
            ],
        ),
        sections,
        meter,
        complete: judged.problems.is_empty(),
        request_id: visit.fresh_key(),
    };
    let status = fields::status(&problems);
    respond(status, &page)
}

/// All sections with what is still missing, and the submission.
pub async fn show(visit: Visit) -> Answer {
    match application::view(visit.app(), &visit.request).await {
        Ok(view) if view.state == State::Draft => {
            let open = Open { view, asked: None };
            Ok(summary(&visit, &open, &[]))
        }
        Ok(_) => Ok(go("/enrol/status")),
        Err(Failure::NotFound) if is_staff(&visit) => Err(Failure::NotFound.into()),
        Err(Failure::NotFound) => {
            let chrome = frame::portal(&visit, visit.t().get("enrol-title"));
            let request_id = visit.fresh_key();
            Ok(respond(
                StatusCode::OK,
                &Start {
                    chrome: &chrome,
                    request_id,
                },
            ))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Begins an application for a tenant that has none open.
pub async fn begin(visit: Visit, _form: Form) -> Answer {
    restart::begin(visit.app(), &visit.request).await?;
    Ok(go("/enrol/programme"))
}

/// The fields of a section, and its ticks.
async fn controls(
    visit: &Visit,
    open: &Open,
    section: &str,
    answers: &Answers,
    problems: &[FieldProblem],
    warnings: &[FieldProblem],
) -> (Vec<Field>, Vec<Field>) {
    let t = visit.t();
    let specs = |tick: bool| {
        sections::fields(section)
            .filter(move |f| (f.rule == domain::enrolment::form::Rule::Tick) == tick)
    };
    let mut inputs = fields::fields(visit, specs(false), answers, problems, warnings);
    if section == "programme"
        && let Some(id) = answers.get("network_id").filter(|id| !id.is_empty())
        && !problems.iter().any(|p| p.field == "network_id")
    {
        let found = network::look_up(visit.app(), id).await.ok().flatten();
        if let Some(at) = inputs.iter().position(|f| f.name == "network_id") {
            let input = inputs.remove(at);
            let input = match found {
                Some(m) => input.good(Some(m.name)),
                None => input.warning(Some(t.get("problem-network-id-unknown"))),
            };
            inputs.insert(
                at,
                input.link("/partner-network", t.get("join-network-link")),
            );
        }
    }
    let closed = |input: Field| {
        if open.is_open(&input.name) {
            input
        } else {
            input.readonly()
        }
    };
    let inputs: Vec<_> = inputs.into_iter().map(closed).collect();
    let mut ticks = fields::fields(visit, specs(true), answers, problems, warnings);
    // Consents were given with the submission; nobody is asked for them again.
    ticks.retain(|tick| open.is_open(&tick.name));
    (inputs, ticks)
}

/// What was typed into a section among the answers of the others, and what is wrong with it. Judged on
/// what was typed, not on what fits into the database.
fn judge_typed(visit: &Visit, open: &Open, section: &str, typed: &Answers) -> (Answers, Judged) {
    let view = &open.view;
    let mut answers = view.answers.clone();
    for spec in sections::fields(section).filter(|spec| open.is_open(spec.name)) {
        let typed = typed.get(spec.name).cloned().unwrap_or_default();
        answers.insert(spec.name.to_owned(), typed);
    }
    let app = visit.app();
    let (uploaded, today) = (view.uploaded(), app.today());
    let mut judged = sections::judge_section(section, &answers, &uploaded, &app.programme, today);
    judged.problems.retain(|p| open.is_open(&p.field));
    (answers, judged)
}

async fn section_page(
    visit: &Visit,
    open: &Open,
    section: &str,
    answers: &Answers,
    problems: &[FieldProblem],
    warnings: &[FieldProblem],
) -> Answer {
    let t = visit.t();
    let view = &open.view;
    let (toc, meter) = toc(visit, open, &judged(visit, view), section);
    let mut chrome = frame(visit, view, &format!("section-{section}"));
    let (inputs, ticks) = controls(visit, open, section, answers, problems, warnings).await;
    let explained = (section == "credit")
        .then(|| explained(visit, answers))
        .flatten();
    let lead = t.get(format!("section-{section}-lead"));
    let errors = ErrorSummary::of(t, inputs.iter().chain(&ticks));
    chrome.invalid = errors.is_some();
    let status = fields::status(problems);
    let request_id = visit.fresh_key();
    Ok(respond(
        status,
        &Section {
            chrome: &chrome,
            errors,
            name: section,
            lead,
            asked: open.questions(visit, section),
            toc,
            meter,
            inputs,
            ticks,
            explained,
            request_id,
        },
    ))
}

/// The proposed limit for the expected purchase, in words.
fn explained(visit: &Visit, answers: &Answers) -> Option<String> {
    let expected = amount_cny(answers.get("expected_monthly")?).ok()?;
    let credit = &visit.app().programme.credit;
    let money = |minor| domain::money::Money::new(minor, domain::money::Currency::CNY).to_string();
    Some(visit.t().format(
        "enrol-credit-proposal",
        &[
            ("expected", &money(expected)),
            ("multiplier", &credit.proposal_multiplier.to_string()),
            (
                "proposal",
                &money(Inputs::new(expected, 0, credit).proposal()),
            ),
        ],
    ))
}

fn known(section: &str) -> Result<&'static str, Failure> {
    SECTIONS
        .iter()
        .copied()
        .find(|s| *s == section)
        .ok_or(Failure::NotFound)
}

/// One section.
pub async fn section(visit: Visit, Path(section): Path<String>) -> Answer {
    let section = known(&section)?;
    let open = open!(visit);
    if !open.shows(section) {
        return Ok(go("/enrol/status"));
    }
    if section == "documents" {
        return Ok(documents_page(&visit, &open, &TypedDocument::default()));
    }
    let view = &open.view;
    let judged = judged(&visit, view);
    // Only what was answered wrongly is shown as wrong before anything is sent.
    let wrong: Vec<_> = judged
        .problems
        .into_iter()
        .filter(|p| sections::section_of(&p.field) == section)
        .filter(|p| view.answers.get(&p.field).is_some_and(|v| !v.is_empty()))
        .collect();
    let mut answers = view.answers.clone();
    if section == "support" {
        answers
            .entry("support_hours".to_owned())
            .or_insert_with(|| visit.t().get("enrol-support-hours").into_owned());
    }
    let mut response =
        section_page(&visit, &open, section, &answers, &wrong, &judged.warnings).await?;
    *response.status_mut() = StatusCode::OK;
    Ok(response)
}

/// Saves a section and goes to the next; what is wrong is kept and explained.
pub async fn save(visit: Visit, Path(section): Path<String>, form: Form) -> Answer {
    let section = known(&section)?;
    let typed = form.answers();
    let found = match open(&visit).await {
        Ok(found) => found,
        // Sent or closed meanwhile: the refusal shows what was typed, a redirect would lose it.
        Err(away) => {
            let away = away?;
            application::keep_section(visit.app(), &visit.request, section, &typed).await?;
            return Ok(away);
        }
    };
    let specs: Vec<_> = sections::fields(section).copied().collect();
    let repeated = form.repeated(&specs);
    if !repeated.is_empty() {
        return section_page(&visit, &found, section, &typed, &repeated, &[]).await;
    }
    application::keep_section(visit.app(), &visit.request, section, &typed).await?;
    let found = open!(visit);
    let (answers, judged) = judge_typed(&visit, &found, section, &typed);
    if !judged.problems.is_empty() {
        return section_page(
            &visit,
            &found,
            section,
            &answers,
            &judged.problems,
            &judged.warnings,
        )
        .await;
    }
    if found.asked.is_some() {
        return Ok(go("/enrol/status?done=answer"));
    }
    let at = SECTIONS.iter().position(|s| *s == section).unwrap_or(0);
    Ok(go(&SECTIONS.get(at + 1).map_or_else(
        || "/enrol".to_owned(),
        |next| format!("/enrol/{next}"),
    )))
}

/// Keeps what was typed so far, and says what each answer is worth; called by the script when a field
/// is left.
pub async fn autosave(visit: Visit, Path(section): Path<String>, form: Form) -> Answer {
    let section = known(&section)?;
    let typed = form.answers();
    application::keep_section(visit.app(), &visit.request, section, &typed).await?;
    let found = open!(visit);
    let (answers, judged) = judge_typed(&visit, &found, section, &typed);
    let (problems, warnings) = (&judged.problems, &judged.warnings);
    let (inputs, ticks) = controls(&visit, &found, section, &answers, problems, warnings).await;
    Ok(fields::answered(&visit, &[inputs, ticks].concat()))
}

fn documents_page(visit: &Visit, open: &Open, typed: &TypedDocument) -> Response {
    let t = visit.t();
    let view = &open.view;
    let language = visit.language();
    let programme = &visit.app().programme;
    let judged = judged(visit, view);
    let (toc, meter) = toc(visit, open, &judged, "documents");
    let mut chrome = frame(visit, view, "section-documents");
    let files = view.documents.iter().map(|d| {
        let came = (d.bytes, d.uploaded_at);
        FileRow {
            name: d.name.clone().into(),
            note: papers::note(visit, &d.kind, came, d.dated_on.as_deref()).into(),
            status: Some(papers::status(visit, &d.scan)),
            href: None,
            remove: open
                .may_remove(d)
                .then(|| format!("/enrol/documents/{}/remove", d.id).into()),
        }
    });
    let missing: Vec<_> = judged
        .problems
        .iter()
        .filter(|p| sections::section_of(&p.field) == "documents")
        .map(|p| p.field.clone())
        .collect();
    let first = match (typed.kind.as_str(), missing.first()) {
        ("", Some(missing)) => missing.as_str(),
        ("", None) => Kind::BusinessLicence.text(),
        (chosen, _) => chosen,
    };
    let kinds = Kind::ALL.iter().filter_map(|kind| {
        let rules = programme.document_type(kind.text())?;
        let label = if missing.iter().any(|m| m == kind.text()) {
            t.format("document-missing", &[("name", rules.name.get(language))])
        } else {
            rules.name.get(language).to_owned()
        };
        Some(Choice::new(kind.text(), label).selected(kind.text() == first))
    });
    let kind = Field::select("kind", t.get("enrol-document-kind"), kinds.collect()).required();
    let of_date = |p: &&FieldProblem| p.field == "dated_on";
    let wrong = typed.problems.iter().find(|p| !of_date(p));
    let wrong = wrong.map(|p| fields::words(visit, &p.problem));
    let wrong_date = typed.problems.iter().find(of_date);
    let wrong_date = wrong_date.map(|p| fields::words(visit, &p.problem));
    let upload = papers::file_field(visit).error(wrong);
    let dated_on = papers::date_field(visit, Kind::ALL.iter().copied(), &typed.dated_on);
    let dated_on = dated_on.error(wrong_date);
    let errors = ErrorSummary::of(t, [&upload, &dated_on]);
    chrome.invalid = errors.is_some();
    let status = fields::status(&typed.problems);
    let request_id = visit.fresh_key();
    let files = files.collect();
    respond(
        status,
        &Documents {
            chrome: &chrome,
            errors,
            asked: open.questions(visit, "documents"),
            next: if open.asked.is_some() {
                "/enrol/status"
            } else {
                "/enrol/approval"
            },
            toc,
            meter,
            files,
            kind,
            upload,
            dated_on,
            request_id,
        },
    )
}

/// Keeps a file: of the form, or of an appeal that is being prepared.
pub async fn upload(visit: Visit, form: Form) -> Answer {
    let open = match open(&visit).await {
        Ok(open) => Some(open),
        Err(answer) => match status::load(&visit).await {
            Ok(found) if found.view.state == State::Rejected => None,
            _ => return answer,
        },
    };
    let mut typed = TypedDocument {
        kind: form.get("kind").to_owned(),
        dated_on: form.get("dated_on").to_owned(),
        problems: Vec::new(),
    };
    let kept = match form.file("file").cloned() {
        None => {
            let problem = FieldProblem::plain("file", "document-missing-file");
            Err(Failure::Invalid(vec![problem]))
        }
        Some(file) => {
            let (app, request) = (visit.app().clone(), visit.request.clone());
            let (kind, dated_on) = (typed.kind.clone(), typed.dated_on.clone());
            let kept = blocking(move || {
                let new = NewDocument {
                    kind: &kind,
                    file_name: &file.name,
                    bytes: &file.bytes,
                    dated_on: &dated_on,
                };
                documents::upload(&app, &request, new)
            });
            kept.await
        }
    };
    match (kept, open) {
        (Ok(()), Some(_)) => Ok(go("/enrol/documents")),
        (Ok(()), None) => Ok(go("/enrol/status?done=document#fix")),
        (Err(Failure::Invalid(problems)), Some(open)) => {
            typed.problems = problems;
            Ok(documents_page(&visit, &open, &typed))
        }
        (Err(Failure::Invalid(problems)), None) => appeal::refused(&visit, &form, problems).await,
        (Err(failure), _) => Err(failure.into()),
    }
}

/// Removes a file.
pub async fn remove(visit: Visit, Path(id): Path<uuid::Uuid>, _form: Form) -> Answer {
    documents::remove(visit.app(), &visit.request, DocumentId(id)).await?;
    // Back to the page it was removed on.
    let on_status = visit.path.starts_with("/enrol/status");
    Ok(go(if on_status {
        "/enrol/status"
    } else {
        "/enrol/documents"
    }))
}

/// T9: submits.
pub async fn submit(visit: Visit, form: Form) -> Answer {
    let (app, request, key) = (
        visit.app().clone(),
        visit.request.clone(),
        form.key().to_owned(),
    );
    match blocking(move || application::submit(&app, &request, &key)).await {
        Ok(()) => Ok(go("/enrol/status")),
        Err(Failure::Invalid(problems)) => {
            let open = open!(visit);
            Ok(summary(&visit, &open, &problems))
        }
        Err(Failure::Conflict(conflict)) if conflict.code == "cannot-continue" => {
            Ok(failure::page(
                &visit,
                &crate::ui::ErrorKind::Conflict { state: None },
                Some("conflict-cannot-continue"),
            ))
        }
        Err(failure) => Err(failure.into()),
    }
}
