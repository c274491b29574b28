//! A new list: the form for a file, and what is wrong with it row by row.

use super::{HOME, chrome, href};
use crate::http::{Answer, Form, Visit, blocking, csv, fields, go};
use crate::pricing::{month_words, plain};
use crate::ui::{Choice, Chrome, ErrorSummary, Field, Text, respond};
use app::Failure;
use app::catalogue::upload::{self as list, Uploaded};
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::catalogue::publishing::{last_day, months};
use domain::catalogue::sheet::{COLUMNS, Wrong};
use domain::enrolment::form::FieldProblem;

/// Rows of the report on the page.
const SHOWN: usize = 500;

#[derive(Template)]
#[template(path = "pages/console/prices/upload.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    month: Field,
    file: Field,
    columns: Vec<(&'static str, Text)>,
    report: Option<Report>,
    request_id: String,
}

struct Report {
    title: String,
    lines: Vec<Line>,
    more: Option<String>,
}

struct Line {
    row: u64,
    column: &'static str,
    cell: String,
    problem: String,
}

#[derive(Default)]
struct Typed<'a> {
    month: &'a str,
    file: &'a str,
    problems: &'a [FieldProblem],
    wrong: &'a [Wrong],
}

fn page(visit: &Visit, typed: &Typed<'_>) -> Response {
    let t = visit.t();
    let mut chrome = chrome(visit, t.get("price-list-new"));
    let (today, days) = (
        visit.app().today(),
        visit.app().programme.price_list.notice_days,
    );
    // The first month a change can still be told for in time.
    let usual = months(today)
        .into_iter()
        .find(|month| today <= last_day(month.first(), days));
    let choices = months(today).into_iter().map(|month| {
        let chosen = if typed.month.is_empty() {
            Some(month) == usual
        } else {
            month.text() == typed.month
        };
        Choice::new(month.text(), month_words(visit, month)).selected(chosen)
    });
    let days = days.to_string();
    let month = Field::select("month", t.get("price-list-month"), choices.collect())
        .hint(t.format("price-list-month-hint", &[("days", &days)]))
        .error(fields::problem_at(visit, typed.problems, "month"))
        .required();
    let wrong = (!typed.wrong.is_empty()).then(|| t.get("problem-price-list-rows").into_owned());
    let file = Field::file("file", t.get("price-list-file"), ".csv,text/csv", false)
        .hint(t.get("price-list-file-hint"))
        .error(fields::problem_at(visit, typed.problems, "file").or(wrong))
        .required();
    let errors = ErrorSummary::of(t, [&month, &file]);
    chrome.invalid = errors.is_some();
    let status = match (typed.problems, typed.wrong) {
        ([], []) => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = Page {
        errors,
        month,
        file,
        columns: COLUMNS
            .map(|column| (column, t.get(format!("price-column-{column}"))))
            .into(),
        report: (!typed.wrong.is_empty()).then(|| report(visit, typed)),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(status, &page)
}

fn report(visit: &Visit, typed: &Typed<'_>) -> Report {
    let t = visit.t();
    let line = |wrong: &Wrong| Line {
        row: wrong.row,
        column: wrong.column,
        cell: wrong.cell.clone(),
        problem: fields::words(visit, &wrong.problem),
    };
    let count = typed.wrong.len();
    let more = count.saturating_sub(SHOWN);
    let facts = [("count", &*count.to_string()), ("file", typed.file)];
    Report {
        title: t.format("price-list-report", &facts),
        lines: typed.wrong.iter().take(SHOWN).map(line).collect(),
        more: (more > 0).then(|| t.format("network-more", &[("count", &more.to_string())])),
    }
}

/// The form.
pub async fn upload_form(visit: Visit) -> Answer {
    // Whoever may not manage lists learns it here and not after the upload.
    list::template(visit.app(), &visit.request)?;
    Ok(page(&visit, &Typed::default()))
}

/// Takes a file. A right one becomes a draft; of a wrong one nothing is kept.
pub async fn upload(visit: Visit, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (key, month) = (form.key().to_owned(), form.get("month").to_owned());
    let (name, bytes) = form
        .file("file")
        .cloned()
        .map_or_else(Default::default, |file| (file.name, file.bytes));
    let (sent, file) = (month.clone(), name.clone());
    let done = blocking(move || list::upload(&app, &request, &sent, &file, &bytes, &key)).await;
    match done {
        Ok(Uploaded::Draft(id)) => Ok(go(&href(id))),
        Ok(Uploaded::Wrong(wrong)) => Ok(page(
            &visit,
            &Typed {
                month: &month,
                file: &name,
                wrong: &wrong,
                ..Typed::default()
            },
        )),
        Err(Failure::Invalid(problems)) => Ok(page(
            &visit,
            &Typed {
                month: &month,
                problems: &problems,
                ..Typed::default()
            },
        )),
        Err(failure) => Err(failure.into()),
    }
}

/// The newest prices as a file to change and upload.
pub async fn template(visit: Visit) -> Answer {
    let app = visit.app().clone();
    let mut table = csv::Table::new(COLUMNS.map(str::to_owned));
    for row in list::template(&app, &visit.request)? {
        table.row([
            row.offer.id.to_string(),
            row.offer.name.get(visit.language()).to_owned(),
            plain(&visit, row.listed.list_minor),
            plain(&visit, row.listed.suggested_minor),
            app.programme.currency.code.clone(),
        ]);
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"price-list.csv\"",
        ),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, table.into_text()).into_response())
}
