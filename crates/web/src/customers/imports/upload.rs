//! The form for a file.

use super::{HOME, href};
use crate::http::{Answer, Form, Visit, blocking, fields, frame, go};
use crate::ui::{Choice, Chrome, ErrorSummary, Field, Text, respond};
use app::Failure;
use app::customers::imports;
use askama::Template;
use axum::response::Response;
use domain::customers::imports::{Kind, MOST_BYTES, MOST_ROWS, PROBLEM, names};
use domain::enrolment::form::FieldProblem;

#[derive(Template)]
#[template(path = "pages/customers/imports/new.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    kind: Field,
    file: Field,
    tables: Vec<Columns>,
    request_id: String,
}

struct Columns {
    id: String,
    title: Text,
    template: String,
    columns: Vec<(&'static str, Text)>,
}

fn page(visit: &Visit, chosen: &str, problems: &[FieldProblem]) -> Response {
    let t = visit.t();
    let mut chrome = frame::portal(visit, t.get("import-new"))
        .crumb("/customers", t.get("nav-customers"))
        .crumb(HOME, t.get("imports-title"))
        .crumb("", t.get("import-new"));
    let choices = Kind::ALL.iter().map(|kind| {
        let word = format!("import-kind-{}", kind.text());
        let hint = format!("import-kind-{}-hint", kind.text());
        Choice::new(kind.text(), t.get(word))
            .hint(t.get(hint))
            .selected(kind.text() == chosen)
    });
    let kind = Field::radio("kind", t.get("import-kind"), choices.collect())
        .error(fields::problem_at(visit, problems, "kind"))
        .required();
    let (rows, megabytes) = (
        crate::ui::format::number(i64::try_from(MOST_ROWS).unwrap_or(i64::MAX)),
        (MOST_BYTES / 1024 / 1024).to_string(),
    );
    let facts = [("rows", rows.as_str()), ("megabytes", &megabytes)];
    let file = Field::file("file", t.get("import-file"), ".csv,text/csv", false)
        .hint(t.format("import-file-hint", &facts))
        .error(fields::problem_at(visit, problems, "file"))
        .required();
    let errors = ErrorSummary::of(t, [&kind, &file]);
    chrome.invalid = errors.is_some();
    let tables = Kind::ALL.iter().map(|kind| Columns {
        id: format!("columns-{}", kind.text()),
        title: t.get(format!("import-columns-{}", kind.text())),
        template: format!("{HOME}/template?kind={}", kind.text()),
        columns: names(*kind)
            .iter()
            .filter(|name| **name != PROBLEM)
            .map(|name| (*name, t.get(format!("import-column-{name}"))))
            .collect(),
    });
    let page = Page {
        errors,
        kind,
        file,
        tables: tables.collect(),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(problems), &page)
}

/// The form.
pub async fn form(visit: Visit) -> Answer {
    // Whoever may not import learns it here and not after the upload.
    imports::list(visit.app(), &visit.request).await?;
    Ok(page(&visit, Kind::Customers.text(), &[]))
}

/// Takes a file; nothing is made of it yet.
pub async fn upload(visit: Visit, mut form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (key, chosen) = (form.key().to_owned(), form.get("kind").to_owned());
    let Some(kind) = Kind::from_text(&chosen) else {
        imports::list(&app, &request).await?;
        let problem = FieldProblem::plain("kind", "required");
        return Ok(page(&visit, &chosen, &[problem]));
    };
    let file = form.take_file("file");
    let done = blocking(move || {
        let (name, bytes) = file.map_or_else(Default::default, |file| (file.name, file.bytes));
        imports::upload(&app, &request, kind, &name, &bytes, &key)
    });
    match done.await {
        Ok(id) => Ok(go(&href(id))),
        Err(Failure::Invalid(problems)) => Ok(page(&visit, &chosen, &problems)),
        Err(failure) => Err(failure.into()),
    }
}
