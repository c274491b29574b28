//! Documents of a change of vetted facts on its page, the files themselves, and the question that is
//! asked about them.

use super::document::{drawn, shown, width};
use super::profiles::{Typed, page};
use super::{Parameters, id_of, moment};
use crate::http::fields::problem_at;
use crate::http::papers::{kind_name, note};
use crate::http::{Answer, Form, Visit, blocking, go};
use crate::ui::{Choice, Field, FileRow, Message, Side, Text, Tone};
use app::Failure;
use app::accounts::change_documents::kinds_of;
use app::review::change_documents::{self as desk, Paper};
use app::review::profiles::{self, View};
use axum::extract::Path;
use domain::accounts::change_documents::{LONGEST, offered};
use domain::enrolment::documents::Scan;
use store::change_document::{Document, Line};
use uuid::Uuid;

/// The card of the documents.
pub(super) struct Papers {
    pub(super) sheet: Option<Shown>,
    pub(super) files: Vec<FileRow>,
    pub(super) messages: Vec<Message>,
}

/// The document that is shown.
pub(super) struct Shown {
    pub(super) name: String,
    pub(super) src: String,
    /// The page, when there are several.
    pub(super) place: Option<String>,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    pub(super) open: String,
}

fn infected(document: &Document) -> bool {
    document.scan == Scan::Infected.text()
}

fn href(change: Uuid, document: Uuid, page: i64) -> String {
    format!("/ops/profiles/{change}?document={document}&page={page}#documents")
}

/// What the company has sent, with the document the address asks for. Nothing is shown unasked,
/// because every look is recorded.
pub(super) fn papers(visit: &Visit, view: &View, opened: &Parameters) -> Papers {
    let asked = opened
        .get("document")
        .and_then(|id| id.parse::<Uuid>().ok());
    let mut sound = view.papers.iter().map(|paper| &paper.document);
    let found = sound.find(|d| Some(d.id) == asked && !infected(d));
    let number = opened.get("page").and_then(|page| page.parse().ok());
    Papers {
        sheet: found.map(|document| opened_at(visit, document, number.unwrap_or(1))),
        files: view.papers.iter().map(|paper| file(visit, paper)).collect(),
        messages: view.lines.iter().map(|line| message(visit, line)).collect(),
    }
}

fn opened_at(visit: &Visit, document: &Document, page: i64) -> Shown {
    let last = document.pages.max(1);
    let page = page.clamp(1, last);
    let open = format!(
        "/ops/profiles/{}/documents/{}",
        document.change_id, document.id
    );
    let facts = [("page", page.to_string()), ("pages", last.to_string())];
    let facts = facts
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let at = |page| href(document.change_id, document.id, page);
    Shown {
        name: document.name.clone(),
        src: match document.media_type.as_str() {
            "application/pdf" => format!("{open}/pages/{page}"),
            _ => open.clone(),
        },
        place: (last > 1).then(|| visit.t().format("paper-page", &facts)),
        before: (page > 1).then(|| at(page - 1)),
        after: (page < last).then(|| at(page + 1)),
        open,
    }
}

fn file(visit: &Visit, paper: &Paper) -> FileRow {
    let t = visit.t();
    let document = &paper.document;
    let came = (document.bytes, document.uploaded_at);
    let mut words = note(visit, &document.kind, came, document.dated_on.as_deref());
    if !paper.also_in.is_empty() {
        let also: Vec<_> = paper.also_in.iter().map(|a| a.reference.as_str()).collect();
        let also = also.join(&t.get("console-list"));
        words.push_str(" · ");
        words.push_str(&t.format("profiles-document-reused", &[("references", &also)]));
    }
    FileRow {
        name: document.name.clone().into(),
        note: words.into(),
        status: scanned(visit, document),
        href: (!infected(document)).then(|| href(document.change_id, document.id, 1).into()),
        remove: None,
    }
}

/// What the scanner says about a document; nothing where there is none.
fn scanned(visit: &Visit, document: &Document) -> Option<(Tone, Text)> {
    let t = visit.t();
    let note = [("note", document.scan_note.as_str())];
    Some(match Scan::from_text(&document.scan)? {
        Scan::Clean => (Tone::Ok, t.get("scan-clean")),
        Scan::Infected => (Tone::Bad, t.format("scan-infected", &note).into()),
        _ if visit.app().scanner.is_some() => (Tone::Wait, t.get("scan-pending")),
        _ => return None,
    })
}

/// A question, or what the company sent, as the operator's people read it.
fn message(visit: &Visit, line: &Line) -> Message {
    let t = visit.t();
    let (what, side) = match line.kind.as_str() {
        "asked" => ("profiles-line-asked", Side::Own),
        _ => ("profiles-line-sent", Side::Theirs),
    };
    Message {
        author: line.author.clone().into(),
        about: format!("{} · {}", t.get(what), moment(visit, line.at)).into(),
        text: words(visit, line).into(),
        side,
        fresh: false,
    }
}

/// The words of a line, with the kinds it asks for.
pub(crate) fn words(visit: &Visit, line: &Line) -> String {
    let kinds = kinds_of(line).into_iter();
    let kinds: Vec<_> = kinds.filter_map(|kind| kind_name(visit, kind)).collect();
    let mut words = vec![line.text.clone()];
    if !kinds.is_empty() {
        let kinds = kinds.join(&visit.t().get("console-list"));
        words.push(visit.t().format("profile-line-kinds", &[("kinds", &kinds)]));
    }
    words.retain(|words| !words.is_empty());
    words.join("\n")
}

/// The form of a question.
pub(super) fn ask_form(visit: &Visit, typed: &Typed) -> Vec<Field> {
    let t = visit.t();
    let kinds = offered(&visit.app().programme).filter_map(|kind| {
        let chosen = typed.kinds.iter().any(|typed| typed == kind.text());
        Some(Choice::new(kind.text(), kind_name(visit, kind)?).selected(chosen))
    });
    vec![
        Field::ticks("kinds", t.get("profiles-ask-kinds"), kinds.collect())
            .hint(t.get("profiles-ask-kinds-hint"))
            .wide(),
        Field::textarea("question", t.get("profiles-question"))
            .hint(t.get("profiles-question-hint"))
            .value(typed.question.clone())
            .error(problem_at(visit, &typed.problems, "question"))
            .counter(u32::try_from(LONGEST).unwrap_or(u32::MAX))
            .wide()
            .required(),
    ]
}

/// Asks the company.
pub async fn ask(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, id) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (question, kinds) = (form.get("question").to_owned(), form.values("kinds"));
    let mut typed = Typed {
        question: question.clone(),
        kinds: kinds.clone(),
        ..Typed::default()
    };
    let key = form.key().to_owned();
    let asked = blocking(move || desk::ask(&app, &request, id, (&question, &kinds), &key)).await;
    match asked {
        Ok(()) => Ok(go("/ops/profiles?done=asked")),
        Err(Failure::Invalid(problems)) => {
            let view = profiles::view(visit.app(), &visit.request, id).await?;
            typed.problems = problems;
            let none = crate::http::Query(std::collections::HashMap::new());
            page(&visit, &view, &none, &typed, form.key().to_owned())
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The bytes of a document; the use case writes the look down first.
pub async fn look(visit: Visit, Path((id, document)): Path<(String, String)>) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (id, document) = (id_of(&id), id_of(&document));
    let (row, bytes) = blocking(move || desk::look(&app, &request, id, document)).await?;
    Ok(shown(&row.media_type, &row.name, bytes))
}

/// A page of a PDF as a picture; the use case writes the look down first.
pub async fn sheet(
    visit: Visit,
    Path((id, document, page)): Path<(String, String, String)>,
    parameters: Parameters,
) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (id, document) = (id_of(&id), id_of(&document));
    let page = page.parse().unwrap_or(0);
    let wide = width(&parameters);
    let png = blocking(move || desk::sheet(&app, &request, id, document, (page, wide))).await?;
    Ok(drawn(page, png))
}
