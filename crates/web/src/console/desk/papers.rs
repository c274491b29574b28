//! The documents of a case: one of them shown on the page, the list of all, and who looked.

use crate::console::document::zoom;
use crate::console::{Parameters, case_href, may, me, moment};
use crate::http::{Visit, blocking};
use crate::ui::{Chrome, FileRow, Text, Tone, format};
use app::Failure;
use app::review::case::Case;
use app::review::papers;
use askama::Template;
use askama::filters::HtmlSafe;
use domain::enrolment::documents::{Kind, Scan};
use domain::ids::{ApplicationId, DocumentId};
use domain::permission::OperatorAction;
use serde_json::Value;
use store::audit::Entry;
use store::document::Document;
use uuid::Uuid;

/// The card of the documents.
#[derive(Template)]
#[template(path = "pages/console/desk/papers.html")]
pub(in crate::console) struct Papers<'a> {
    chrome: &'a Chrome,
    sheet: Option<Sheet>,
    files: Vec<File>,
    withheld: Option<String>,
    /// Who looked last, and how often somebody did.
    looked: Option<String>,
    looks: Vec<String>,
    request_id: String,
}

impl HtmlSafe for Papers<'_> {}

/// The document that is shown.
struct Sheet {
    title: Text,
    name: String,
    /// Where the picture is; nothing when the file cannot be shown.
    src: Option<String>,
    zoom: u8,
    smaller: Option<String>,
    larger: Option<String>,
    /// The page, when there are several.
    place: Option<String>,
    before: Option<String>,
    after: Option<String>,
    /// The next document.
    next: Option<String>,
    open: String,
    note: String,
    sha256: String,
}

/// A line of the list.
struct File {
    kind: Text,
    name: String,
    note: String,
    /// Where it is shown; nothing when it may not be.
    href: Option<String>,
    current: bool,
    scan: Option<(Tone, Text)>,
    /// Where a POST asks the scanner again.
    scan_again: Option<String>,
}

/// Which document, page and size an address asks for.
#[derive(Debug, Clone, Copy)]
pub(in crate::console) struct Opened {
    document: Uuid,
    page: usize,
    zoom: u8,
    /// How many pages there are; nothing when the file cannot be shown.
    pages: Option<usize>,
}

/// What the page shows: what the address asks for, else, to whoever holds the case, the first
/// document. To everyone else nothing is shown unasked, because every look is recorded.
///
/// # Errors
/// [`Failure`] of the use case, but for files that cannot be shown.
pub(in crate::console) async fn opened(
    visit: &Visit,
    case: &Case,
    parameters: Option<&Parameters>,
) -> Result<Option<Opened>, Failure> {
    let given = |name: &str| {
        parameters
            .and_then(|p| p.get(name))
            .map_or("", String::as_str)
    };
    let holds = case.row.reviewer_id.is_some() && case.row.reviewer_id == me(visit);
    let asked = Uuid::parse_str(given("document")).ok();
    let mut open = case.documents.iter().filter(|d| !infected(d));
    let found = match asked {
        Some(id) => open.find(|d| d.id == id),
        None if holds => open.next(),
        None => None,
    };
    let Some(document) = found else {
        return Ok(None);
    };
    let pages = match document.pages {
        Some(pages) => pages,
        None => counted(visit, case, document.id).await?,
    };
    let pages = usize::try_from(pages).ok().filter(|pages| *pages > 0);
    Ok(Some(Opened {
        document: document.id,
        page: given("page")
            .parse()
            .unwrap_or(1)
            .clamp(1, pages.unwrap_or(1).max(1)),
        zoom: zoom(given("zoom")),
        pages,
    }))
}

/// Counts the pages of a document that was kept before that was done at once; 0 when they cannot be
/// counted now.
async fn counted(visit: &Visit, case: &Case, document: Uuid) -> Result<i64, Failure> {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (at, id) = (ApplicationId(case.row.id), DocumentId(document));
    match blocking(move || papers::pages(&app, &request, at, id)).await {
        // The page of a case is worth more than the picture on it.
        Err(Failure::Conflict(_) | Failure::Unavailable(_)) => Ok(0),
        counted => counted,
    }
}

fn infected(document: &Document) -> bool {
    document.scan == Scan::Infected.text()
}

/// Where a document is shown on the page.
fn view(case: &Case, document: Uuid, page: usize, zoom: u8) -> String {
    let mut href = format!("{}?document={document}", case_href(case.row.id));
    if page > 1 {
        href.push_str(&format!("&page={page}"));
    }
    if zoom > 1 {
        href.push_str(&format!("&zoom={zoom}"));
    }
    href.push_str("#documents");
    href
}

/// Makes the card.
pub(super) fn card<'a>(
    visit: &Visit,
    chrome: &'a Chrome,
    case: &Case,
    opened: Option<Opened>,
) -> Papers<'a> {
    let t = visit.t();
    let withheld = (case.withheld > 0).then(|| {
        t.format(
            "console-documents-withheld",
            &[("count", &case.withheld.to_string())],
        )
    });
    Papers {
        sheet: opened.and_then(|opened| sheet(visit, case, opened)),
        files: case
            .documents
            .iter()
            .map(|d| file(visit, case, d, opened))
            .collect(),
        withheld,
        looked: looked(visit, case),
        looks: case.looks.iter().map(|look| line(visit, look)).collect(),
        request_id: visit.fresh_key(),
        chrome,
    }
}

fn sheet(visit: &Visit, case: &Case, opened: Opened) -> Option<Sheet> {
    let t = visit.t();
    let Opened {
        document: id,
        page,
        zoom,
        pages,
    } = opened;
    let place = case.documents.iter().position(|d| d.id == id)?;
    let document = case.documents.get(place)?;
    let next = case.documents.iter().skip(place + 1);
    let next = next.chain(case.documents.iter().take(place));
    let next = next.filter(|d| !infected(d)).map(|d| d.id).next();
    let open = format!("{}/documents/{id}", case_href(case.row.id));
    let count = pages.unwrap_or(0);
    let src = match (document.media_type.as_str(), count) {
        (_, 0) => None,
        ("application/pdf", _) => Some(format!("{open}/pages/{page}?zoom={zoom}")),
        ("image/jpeg" | "image/png", _) => Some(open.clone()),
        _ => None,
    };
    let facts = [("page", page.to_string()), ("pages", count.to_string())];
    let facts = facts
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    Some(Sheet {
        title: t.get(format!("document-{}", document.kind)),
        name: document.name.clone(),
        smaller: (zoom > 1).then(|| view(case, id, page, zoom - 1)),
        larger: (zoom < 3 && src.is_some()).then(|| view(case, id, page, zoom + 1)),
        place: (count > 1).then(|| t.format("paper-page", &facts)),
        before: (page > 1).then(|| view(case, id, page - 1, zoom)),
        after: (page < count).then(|| view(case, id, page + 1, zoom)),
        next: next.map(|next| view(case, next, 1, zoom)),
        note: note(visit, document),
        sha256: document
            .sha256
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
        open,
        src,
        zoom,
    })
}

fn file(visit: &Visit, case: &Case, document: &Document, opened: Option<Opened>) -> File {
    let t = visit.t();
    let failed = document.scan == Scan::Failed.text();
    let again = failed && may(visit, OperatorAction::DecideApplication);
    let href = format!("{}/documents/{}/scan", case_href(case.row.id), document.id);
    File {
        kind: t.get(format!("document-{}", document.kind)),
        name: document.name.clone(),
        note: note(visit, document),
        href: (!infected(document)).then(|| view(case, document.id, 1, 1)),
        current: opened.is_some_and(|opened| opened.document == document.id),
        scan: scanned(visit, document, case.unscanned.contains(&document.id)),
        scan_again: again.then_some(href),
    }
}

/// The documents that can be opened, with their kind and name.
pub(in crate::console) fn named(visit: &Visit, case: &Case) -> Vec<(Uuid, String)> {
    let name = |d: &Document| {
        let kind = visit.t().get(format!("document-{}", d.kind));
        (d.id, format!("{kind} · {}", d.name))
    };
    let open = case.documents.iter().filter(|d| !infected(d));
    open.map(name).collect()
}

/// The financial statements that can be opened, for the page of the credit decision.
pub(in crate::console) fn statements(visit: &Visit, case: &Case) -> Vec<FileRow> {
    let financial =
        |d: &&Document| Kind::from_text(&d.kind).is_some_and(Kind::is_financial) && !infected(d);
    let row = |d: &Document| FileRow {
        name: d.name.clone().into(),
        note: note(visit, d).into(),
        status: scanned(visit, d, case.unscanned.contains(&d.id)),
        href: Some(format!("{}/documents/{}", case_href(case.row.id), d.id).into()),
        remove: None,
    };
    case.documents.iter().filter(financial).map(row).collect()
}

/// Type, size, when it came, its date.
fn note(visit: &Visit, document: &Document) -> String {
    let t = visit.t();
    let ending = match document.media_type.as_str() {
        "application/pdf" => "PDF",
        "image/jpeg" => "JPG",
        "image/png" => "PNG",
        other => other,
    };
    let size = format::bytes(document.bytes.max(0).unsigned_abs());
    let facts = [
        ("type", ending),
        ("size", &size),
        ("at", &moment(visit, document.uploaded_at)),
    ];
    let mut note = t.format("console-document-note", &facts);
    let dated = document.dated_on.as_ref();
    if let Some(date) = dated.and_then(|date| date.parse().ok()) {
        let date = format::date(t, date);
        note.push_str(&t.get("console-separator"));
        note.push_str(&t.format("document-dated", &[("date", &date)]));
    }
    note
}

/// What the scanner says about a document; nothing where there is no scanner and never was.
fn scanned(visit: &Visit, document: &Document, open: bool) -> Option<(Tone, Text)> {
    let t = visit.t();
    let note = [("note", document.scan_note.as_str())];
    Some(match Scan::from_text(&document.scan)? {
        Scan::Clean => (Tone::Ok, t.get("scan-clean")),
        Scan::Infected => (Tone::Bad, t.format("scan-infected", &note).into()),
        Scan::Failed => (Tone::Warn, t.format("scan-failed", &note).into()),
        Scan::None | Scan::Pending if open => (Tone::Wait, t.get("scan-pending")),
        Scan::None | Scan::Pending => return None,
    })
}

/// Who looked at a document last.
fn looked(visit: &Visit, case: &Case) -> Option<String> {
    let last = case.looks.first()?;
    let count = case.looked.to_string();
    let at = moment(visit, last.at);
    let facts = [
        ("count", count.as_str()),
        ("name", &last.actor_name),
        ("at", &at),
    ];
    Some(visit.t().format("console-looked", &facts))
}

/// One look.
fn line(visit: &Visit, look: &Entry) -> String {
    let t = visit.t();
    let detail: Value = serde_json::from_str(&look.detail).unwrap_or_default();
    let name = detail.get("name").and_then(Value::as_str).unwrap_or("—");
    let mut parts = vec![look.actor_name.clone(), name.to_owned()];
    if let Some(page) = detail.get("page").and_then(Value::as_u64) {
        parts.push(t.format("paper-look-page", &[("page", &page.to_string())]));
    }
    if look.outcome == "failed" {
        parts.push(t.get("console-refused").into_owned());
    }
    parts.push(moment(visit, look.at));
    parts.join(&t.get("console-separator"))
}
