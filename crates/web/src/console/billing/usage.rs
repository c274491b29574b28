//! `/ops/billing/usage`: files of meters that were taken in, row by row, and what was wrong with them.

use super::proposal::by;
use crate::console::{console, id_of, may};
use crate::http::address::{asking, nth};
use crate::http::{Answer, Form, Query, Visit, blocking, csv, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Text, Tone, format, respond};
use app::Failure;
use app::billing::usage;
use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::billing::usage_sheet::{COLUMNS, MOST_ROWS, OPTIONAL};
use domain::enrolment::form::FieldProblem;
use domain::permission::OperatorAction;
use std::collections::BTreeMap;
use store::billing::usage::{Import, Refusal};

const HOME: &str = "/ops/billing/usage";

#[derive(Template)]
#[template(path = "pages/console/billing/usage.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    rows: Vec<Row>,
    uploads: bool,
    newer: Option<String>,
    older: Option<String>,
}

struct Row {
    href: String,
    file: String,
    by: String,
    rows: String,
    taken: String,
    status: (Tone, Text),
}

fn chrome(visit: &Visit, title: impl Into<Text>) -> Chrome {
    let t = visit.t();
    console(visit, title)
        .crumb("/ops", t.get("nav-queue"))
        .crumb(HOME, t.get("nav-usage"))
}

/// Whether everything of a file is there, a part, or nothing.
fn status(visit: &Visit, found: &Import) -> (Tone, Text) {
    let (tone, word) = match (found.refused, found.taken + found.known) {
        (0, _) => (Tone::Ok, "usage-state-all"),
        (_, 0) => (Tone::Bad, "usage-state-none"),
        _ => (Tone::Wait, "usage-state-part"),
    };
    (tone, visit.t().get(word))
}

/// The list.
pub async fn list(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let page = query.get("page").and_then(|page| page.parse().ok());
    let page: u32 = page.unwrap_or(1).max(1);
    let (found, more) = usage::imports(visit.app(), &visit.request, page).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("nav-usage"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-usage"));
    let address = |page: u32| asking(HOME, &[("page", &nth(page.into()))]);
    let row = |found: &Import| Row {
        href: format!("{HOME}/{}", found.id),
        file: found.file_name.clone(),
        by: by(&visit, &found.uploaded_name, found.uploaded_at),
        rows: format::number(found.row_count),
        taken: format::number(found.taken),
        status: status(&visit, found),
    };
    let shown = Page {
        rows: found.iter().map(row).collect(),
        uploads: may(&visit, OperatorAction::RunBills),
        newer: (page > 1).then(|| address(page - 1)),
        older: more.then(|| address(page.saturating_add(1))),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &shown))
}

#[derive(Template)]
#[template(path = "pages/console/billing/usage_new.html")]
struct NewPage<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    file: Field,
    columns: Vec<(&'static str, Text, bool)>,
    request_id: String,
}

fn form(visit: &Visit, problems: &[FieldProblem]) -> Response {
    let t = visit.t();
    let title = t.get("usage-new");
    let mut chrome = chrome(visit, title.clone()).crumb("", title);
    let most = format::number(i64::try_from(MOST_ROWS).unwrap_or(i64::MAX));
    let file = Field::file("file", t.get("usage-new-file"), ".csv,text/csv", false)
        .hint(t.format("usage-new-hint", &[("rows", &most)]))
        .error(fields::problem_at(visit, problems, "file"))
        .required();
    let errors = ErrorSummary::of(t, [&file]);
    chrome.invalid = errors.is_some();
    let column = |name: &'static str| {
        let may_miss = OPTIONAL.contains(&name);
        (name, t.get(format!("usage-column-{name}")), may_miss)
    };
    let page = NewPage {
        errors,
        file,
        columns: COLUMNS.map(column).into(),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(problems), &page)
}

/// The form.
pub async fn new(visit: Visit) -> Answer {
    usage::may_upload(visit.app(), &visit.request)?;
    Ok(form(&visit, &[]))
}

/// Takes a file in.
pub async fn upload(visit: Visit, mut typed: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let key = typed.key().to_owned();
    let file = typed.take_file("file");
    let done = blocking(move || {
        let (name, bytes) = file.map_or_else(Default::default, |file| (file.name, file.bytes));
        usage::upload(&app, &request, &name, &bytes, &key)
    });
    match done.await {
        Ok(id) => Ok(go(&format!("{HOME}/{id}?done=taken"))),
        Err(Failure::Invalid(problems)) => Ok(form(&visit, &problems)),
        Err(failure) => Err(failure.into()),
    }
}

/// The names of the columns as a file to fill in.
pub async fn template(visit: Visit) -> Answer {
    usage::may_upload(visit.app(), &visit.request)?;
    let table = csv::Table::new(COLUMNS.map(str::to_owned));
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"usage.csv\"",
        ),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, table.into_text()).into_response())
}

#[derive(Template)]
#[template(path = "pages/console/billing/usage_import.html")]
struct ImportPage<'a> {
    chrome: &'a Chrome,
    status: (Tone, Text),
    counts: Vec<Pair>,
    facts: Vec<Pair>,
    refusals: Vec<Wrong>,
    uploads: bool,
    first: Option<String>,
    next: Option<String>,
}

struct Wrong {
    row: i64,
    record: String,
    column: String,
    problem: String,
}

fn wrong(visit: &Visit, found: &Refusal) -> Wrong {
    let args: Vec<(String, String)> = serde_json::from_str(&found.args).unwrap_or_default();
    let args: Vec<_> = args
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let words = format!("problem-{}", found.problem);
    Wrong {
        row: found.row_number,
        record: found.record.clone(),
        column: found.column_name.clone(),
        problem: visit.t().format(&words, &args),
    }
}

/// What became of a file.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let after = query.get("after").and_then(|n| n.parse().ok()).unwrap_or(0);
    let found = usage::import(visit.app(), &visit.request, id_of(&id), after).await?;
    let (import, refusals, more) = found;
    let t = visit.t();
    let told = [("taken", "usage-done-taken")];
    let done: Option<Banner> = frame::done(&visit, query.get("done"), &told);
    let title = import.file_name.clone();
    let chrome = chrome(&visit, title.clone()).crumb("", title).notice(done);
    let here = format!("{HOME}/{}", import.id);
    let count = |id: &str, n| Pair::new(t.get(id), format::number(n));
    let last = refusals.last().map_or(0, |refusal| refusal.place);
    let page = ImportPage {
        status: status(&visit, &import),
        counts: vec![
            count("usage-rows", import.row_count),
            count("usage-taken", import.taken),
            count("usage-known", import.known),
            count("usage-refused", import.refused),
        ],
        facts: vec![
            Pair::new(
                t.get("usage-uploaded"),
                by(&visit, &import.uploaded_name, import.uploaded_at),
            ),
            Pair::new(
                t.get("usage-sha256"),
                data_encoding::HEXLOWER.encode(&import.sha256),
            )
            .copy(),
        ],
        refusals: refusals.iter().map(|found| wrong(&visit, found)).collect(),
        uploads: may(&visit, OperatorAction::RunBills),
        first: (after > 0).then(|| here.clone()),
        next: more.then(|| format!("{here}?after={last}")),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
