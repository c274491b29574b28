//! `/account/legal-profile/documents`: documents for a change of vetted facts, and the reviewer's
//! questions about it.

use super::profile_edit::done;
use crate::console::change_documents::words;
use crate::http::fields::{problem_at, shown, status};
use crate::http::{Answer, Form, Query, Visit, blocking, frame, go, papers};
use crate::ui::{
    Banner, Check, Choice, Chrome, ErrorSummary, Field, FileRow, Message, Side, Text, Tone, format,
    respond,
};
use app::Failure;
use app::accounts::change_documents::{self, View};
use app::enrolment::documents::NewDocument;
use askama::Template;
use axum::extract::Path;
use domain::accounts::change_documents::{LONGEST, Stage};
use domain::enrolment::documents::Kind;
use domain::enrolment::form::FieldProblem;
use domain::ids::DocumentId;
use std::collections::HashMap;

/// Where the page is.
const HOME: &str = "/account/legal-profile/documents";

#[derive(Template)]
#[template(path = "pages/portal/change_documents.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    change: Option<Waiting>,
    request_id: String,
}

/// The change that waits.
struct Waiting {
    banner: Banner,
    facts: Vec<(Text, String, String)>,
    wanted: Vec<Check>,
    files: Vec<FileRow>,
    upload: Vec<Field>,
    comment: Field,
    messages: Vec<Message>,
    version: i64,
}

/// What was typed, and what is wrong with it.
#[derive(Default)]
struct Typed {
    kind: String,
    dated_on: String,
    comment: String,
    problems: Vec<FieldProblem>,
}

fn banner(visit: &Visit, view: &View) -> Banner {
    let t = visit.t();
    match (view.stage, view.question()) {
        (Stage::Asked, Some(question)) => {
            Banner::new(Tone::Warn, t.get("profile-asked-title")).text(words(visit, question))
        }
        (Stage::Awaited | Stage::Asked, _) => {
            let text = t.get("profile-awaited-text");
            Banner::new(Tone::Warn, t.get("profile-awaited-title")).text(text)
        }
        (Stage::Sent, _) => Banner::new(Tone::Wait, t.get("profile-waits-title"))
            .text(t.get("profile-documents-sent-text")),
    }
}

fn message(visit: &Visit, line: &store::change_document::Line) -> Message {
    let t = visit.t();
    let zone = visit.app().programme.time_zone();
    let at = format::moment(t, visit.timestamp(line.at), zone);
    // Whoever of the operator's people asks, the operator asks.
    let operator = &visit.app().programme.operator.short_name;
    let (author, what, side) = match line.kind.as_str() {
        "asked" => {
            let operator = operator.get(visit.language()).to_owned();
            (operator, "profile-line-asked", Side::Theirs)
        }
        _ => (line.author.clone(), "profile-line-sent", Side::Own),
    };
    Message {
        author: author.into(),
        about: format!("{} · {at}", t.get(what)).into(),
        text: words(visit, line).into(),
        side,
        fresh: false,
    }
}

fn file(visit: &Visit, document: &store::change_document::Document) -> FileRow {
    let came = (document.bytes, document.uploaded_at);
    let unsent = document.sent_at.is_none();
    let status = match (unsent, papers::status(visit, &document.scan)) {
        (true, (Tone::Ok, _)) => (Tone::Wait, visit.t().get("profile-document-unsent")),
        (_, status) => status,
    };
    FileRow {
        name: document.name.clone().into(),
        note: papers::note(visit, &document.kind, came, document.dated_on.as_deref()).into(),
        status: Some(status),
        href: None,
        remove: unsent.then(|| format!("{HOME}/{}/remove", document.id).into()),
    }
}

fn upload_fields(visit: &Visit, view: &View, typed: &Typed) -> Vec<Field> {
    let t = visit.t();
    let first = Kind::from_text(&typed.kind).or(view.missing.first().copied());
    let kinds = view.offered.iter().filter_map(|kind| {
        let name = papers::kind_name(visit, *kind)?;
        let label = if view.missing.contains(kind) {
            t.format("document-missing", &[("name", &name)])
        } else {
            name
        };
        Some(Choice::new(kind.text(), label).selected(Some(*kind) == first))
    });
    let of_form = |field: &str| ["kind", "dated_on", "comment"].contains(&field);
    // What is missing is told at the field it is uploaded with.
    let wrong = typed.problems.iter().find(|p| !of_form(&p.field));
    let wrong = wrong.map(|problem| match problem.problem.code {
        "document-asked" => {
            let kind = Kind::from_text(&problem.field);
            let name = kind.and_then(|kind| papers::kind_name(visit, kind));
            let name = name.unwrap_or_default();
            t.format("problem-document-asked", &[("name", &name)])
        }
        _ => crate::http::fields::words(visit, &problem.problem),
    });
    let dated_on = papers::date_field(visit, view.offered.iter().copied(), &typed.dated_on);
    vec![
        Field::select("kind", t.get("enrol-document-kind"), kinds.collect())
            .error(problem_at(visit, &typed.problems, "kind"))
            .required(),
        papers::file_field(visit).error(wrong),
        dated_on.error(problem_at(visit, &typed.problems, "dated_on")),
    ]
}

fn waiting(visit: &Visit, view: &View, typed: &Typed) -> Waiting {
    let t = visit.t();
    let facts = view.facts.iter().map(|fact| {
        (
            t.get(format!("field-{}", fact.field)),
            shown(visit, &fact.field, &fact.old_value),
            shown(visit, &fact.field, &fact.new_value),
        )
    });
    let wanted = view.asked.iter().filter_map(|kind| {
        let rules = visit.app().programme.document_type(kind.text())?;
        Some(Check {
            label: papers::kind_name(visit, *kind)?.into(),
            note: Some(rules.hint.get(visit.language()).to_owned().into()),
            done: !view.missing.contains(kind),
            action: None,
        })
    });
    Waiting {
        banner: banner(visit, view),
        facts: facts.collect(),
        wanted: wanted.collect(),
        files: view.documents.iter().map(|d| file(visit, d)).collect(),
        upload: upload_fields(visit, view, typed),
        comment: Field::textarea("comment", t.get("profile-comment"))
            .hint(t.get("profile-comment-hint"))
            .value(typed.comment.clone())
            .error(problem_at(visit, &typed.problems, "comment"))
            .counter(u32::try_from(LONGEST).unwrap_or(u32::MAX))
            .wide(),
        messages: view.lines.iter().map(|line| message(visit, line)).collect(),
        version: view.sheet.version,
    }
}

async fn page(visit: &Visit, typed: &Typed, notice: Option<Banner>, key: String) -> Answer {
    let view = change_documents::view(visit.app(), &visit.request).await?;
    let t = visit.t();
    let title = t.get("profile-documents");
    let mut chrome = frame::portal(visit, title.clone())
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("/account/profile", t.get("nav-profile"))
        .crumb("", title)
        .notice(notice);
    let change = view.map(|view| waiting(visit, &view, typed));
    let errors = change
        .as_ref()
        .and_then(|change| ErrorSummary::of(t, change.upload.iter().chain([&change.comment])));
    chrome.invalid = errors.is_some();
    let page = Page {
        chrome: &chrome,
        errors,
        change,
        request_id: key,
    };
    Ok(respond(status(&typed.problems), &page))
}

/// The documents of the change that waits.
pub async fn show(visit: Visit, query: Query<HashMap<String, String>>) -> Answer {
    let notice = match query.0.get("done").map(String::as_str) {
        Some("document") => Some("profile-done-document"),
        Some("removed") => Some("profile-done-removed"),
        Some("sent") => Some("profile-done-sent"),
        _ => None,
    };
    let notice = match notice {
        Some(id) => Some(Banner::new(Tone::Ok, visit.t().get(id))),
        None => done(&visit, &query),
    };
    page(&visit, &Typed::default(), notice, visit.fresh_key()).await
}

/// Adds a document.
pub async fn upload(visit: Visit, mut form: Form) -> Answer {
    let mut typed = Typed {
        kind: form.get("kind").to_owned(),
        dated_on: form.get("dated_on").to_owned(),
        ..Typed::default()
    };
    let kept = match form.take_file("file") {
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
                change_documents::upload(&app, &request, new)
            });
            kept.await
        }
    };
    match kept {
        Ok(()) => Ok(go(&format!("{HOME}?done=document"))),
        Err(Failure::Invalid(problems)) => {
            typed.problems = problems;
            page(&visit, &typed, None, form.key().to_owned()).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Takes a document away that was not sent.
pub async fn remove(visit: Visit, Path(document): Path<uuid::Uuid>, _form: Form) -> Answer {
    change_documents::remove(visit.app(), &visit.request, DocumentId(document)).await?;
    Ok(go(&format!("{HOME}?done=removed")))
}

/// Sends what was added to the reviewer.
pub async fn send(visit: Visit, form: Form) -> Answer {
    let version = form.get("version").parse().unwrap_or(-1);
    let comment = form.get("comment");
    let sent = change_documents::send(visit.app(), &visit.request, (version, comment), form.key());
    match sent.await {
        Ok(()) => Ok(go(&format!("{HOME}?done=sent"))),
        Err(Failure::Invalid(problems)) => {
            let typed = Typed {
                comment: comment.to_owned(),
                problems,
                ..Typed::default()
            };
            page(&visit, &typed, None, form.key().to_owned()).await
        }
        Err(failure) => Err(failure.into()),
    }
}
