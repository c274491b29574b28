//! `/ops/screening`: the lists of restricted parties, and their import from files in two steps.

use super::{Parameters, console, exactly, id_of};
use crate::http::{Answer, Form, Visit, blocking, csv, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Text, Tone, respond};
use app::Failure;
use app::enrolment::screening::{self, View, Wrong};
use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::enrolment::form::FieldProblem;
use domain::enrolment::screening::COLUMNS;
use uuid::Uuid;

const HOME: &str = "/ops/screening";

#[derive(Template)]
#[template(path = "pages/console/screening/lists.html")]
struct Lists<'a> {
    chrome: &'a Chrome,
    banner: Option<Banner>,
    rows: Vec<Row>,
    request_id: String,
}

struct Row {
    id: Uuid,
    name: String,
    entries: i64,
    since: String,
    file: String,
}

/// The lists in force.
pub async fn show(visit: Visit, parameters: Parameters) -> Answer {
    let lists = screening::lists(visit.app(), &visit.request).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("nav-screening"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-screening"));
    let words = [
        ("imported", "screening-done-imported"),
        ("retired", "screening-done-retired"),
    ];
    let rows = lists.into_iter().map(|list| Row {
        id: list.id,
        since: exactly(&visit, list.confirmed_at.unwrap_or(list.uploaded_at)),
        name: list.name,
        entries: list.entries,
        file: list.file_name,
    });
    let page = Lists {
        banner: frame::done(&visit, parameters.get("done"), &words),
        rows: rows.collect(),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

#[derive(Template)]
#[template(path = "pages/console/screening/import.html")]
struct Upload<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    name: Field,
    file: Field,
    columns: Vec<(&'static str, Text)>,
    request_id: String,
}

fn upload_page(visit: &Visit, typed: &str, problems: &[FieldProblem]) -> Response {
    let t = visit.t();
    let title = t.get("screening-import");
    let mut chrome = console(visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb(HOME, t.get("nav-screening"))
        .crumb("", title);
    let name = Field::text("list_name", t.get("screening-list"))
        .hint(t.get("screening-list-hint"))
        .value(typed)
        .error(fields::problem_at(visit, problems, "list_name"))
        .required();
    let file = Field::file("file", t.get("network-file"), ".csv,text/csv", false)
        .hint(t.get("network-file-hint"))
        .error(fields::problem_at(visit, problems, "file"))
        .required();
    let errors = ErrorSummary::of(t, [&name, &file]);
    chrome.invalid = errors.is_some();
    let columns = COLUMNS.map(|column| (column, t.get(format!("screening-column-{column}"))));
    let page = Upload {
        errors,
        name,
        file,
        columns: columns.into(),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(problems), &page)
}

/// The form for a file.
pub async fn import_form(visit: Visit) -> Answer {
    // Whoever may not list may not import; the list says so in words.
    screening::lists(visit.app(), &visit.request).await?;
    Ok(upload_page(&visit, "", &[]))
}

/// Takes a file; nothing changes yet.
pub async fn upload(visit: Visit, form: Form) -> Answer {
    let (app, request, key) = (
        visit.app().clone(),
        visit.request.clone(),
        form.key().to_owned(),
    );
    let file = form.file("file").cloned();
    let typed = form.get("list_name").to_owned();
    let name = typed.clone();
    let id = blocking(move || {
        let (file, bytes) = file.map_or_else(Default::default, |file| (file.name, file.bytes));
        screening::upload(&app, &request, &name, (&file, &bytes), &key)
    });
    match id.await {
        Ok(id) => Ok(go(&format!("{HOME}/lists/{id}"))),
        Err(Failure::Invalid(problems)) => Ok(upload_page(&visit, &typed, &problems)),
        Err(failure) => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "pages/console/screening/preview.html")]
struct Preview<'a> {
    chrome: &'a Chrome,
    banner: Banner,
    facts: Vec<Pair>,
    wrong: Vec<Shown>,
    /// How many wrong rows there are besides those that are shown.
    more: Option<String>,
    /// Whether it may be put in force.
    open: bool,
    id: Uuid,
    request_id: String,
    other_id: String,
}

struct Shown {
    number: u64,
    name: String,
    notes: Vec<String>,
}

/// A list before it is put in force.
pub async fn preview(visit: Visit, Path(id): Path<String>) -> Answer {
    let view = screening::view(visit.app(), &visit.request, id_of(&id)).await?;
    let t = visit.t();
    let title = view.list.name.clone();
    let chrome = console(&visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb(HOME, t.get("nav-screening"))
        .crumb("", title);
    let list = &view.list;
    let mut facts = vec![
        Pair::new(t.get("network-file"), list.file_name.clone()),
        Pair::new(t.get("screening-entries"), list.entries.to_string()),
        Pair::new(t.get("network-count-refused"), list.refused.to_string()),
    ];
    if let Some(before) = &view.replaces {
        let since = exactly(&visit, before.confirmed_at.unwrap_or(before.uploaded_at));
        facts.push(Pair::new(t.get("screening-replaces"), since));
        facts.push(Pair::new(t.get("screening-fresh"), view.fresh.to_string()));
        facts.push(Pair::new(t.get("screening-gone"), view.gone.to_string()));
    }
    let more = usize::try_from(list.refused)
        .unwrap_or(0)
        .saturating_sub(view.wrong.len());
    let more = (more > 0).then(|| t.format("network-more", &[("count", &more.to_string())]));
    let open = list.confirmed_at.is_none() && list.ended_at.is_none();
    let page = Preview {
        banner: banner(&visit, &view),
        facts,
        wrong: view
            .wrong
            .iter()
            .map(|wrong| shown(&visit, wrong))
            .collect(),
        more,
        open: open && list.entries > 0,
        id: list.id,
        request_id: visit.fresh_key(),
        other_id: visit.fresh_key(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

fn banner(visit: &Visit, view: &View) -> Banner {
    let (t, list) = (visit.t(), &view.list);
    let (tone, id) = match (list.confirmed_at, list.ended_at) {
        (_, Some(_)) => (Tone::Mute, "screening-is-over"),
        (Some(_), None) => (Tone::Ok, "screening-is-in-force"),
        (None, None) if list.entries == 0 => (Tone::Warn, "network-nothing-right"),
        (None, None) if list.refused > 0 => (Tone::Warn, "network-partly"),
        (None, None) => (Tone::Info, "network-ready"),
    };
    let banner = Banner::new(tone, t.get(id));
    match id {
        "network-partly" => banner.text(t.get("network-partly-text")),
        "network-ready" => banner.text(t.get("network-ready-text")),
        "network-nothing-right" => {
            banner.action("/ops/screening/import", t.get("screening-import"))
        }
        _ => banner.action(HOME, t.get("nav-screening")),
    }
}

fn shown(visit: &Visit, wrong: &Wrong) -> Shown {
    let t = visit.t();
    let notes = wrong.problems.iter().map(|cell| {
        let args = cell.args.iter().map(|(k, v)| (k.as_str(), v.as_str()));
        let problem = t.format(&format!("problem-{}", cell.code), &args.collect::<Vec<_>>());
        let column = t.get(format!("screening-column-{}", cell.column));
        t.format(
            "network-problem",
            &[("column", &column), ("problem", &problem)],
        )
    });
    Shown {
        number: wrong.number,
        name: wrong.name.clone(),
        notes: notes.collect(),
    }
}

/// Puts a list in force.
pub async fn confirm(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    settle(visit, id, form, screening::confirm, "imported").await
}

/// Retires a list, or throws one away that is not in force.
pub async fn retire(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    settle(visit, id, form, screening::retire, "retired").await
}

async fn settle(
    visit: Visit,
    id: String,
    form: Form,
    act: impl FnOnce(&app::App, &app::Request, Uuid, &str) -> Result<(), Failure> + Send + 'static,
    word: &str,
) -> Answer {
    let (app, request, list) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let key = form.key().to_owned();
    match blocking(move || act(&app, &request, list, &key)).await {
        Ok(()) => Ok(go(&format!("{HOME}?done={word}"))),
        // Somebody was faster: the page says how it stands.
        Err(Failure::Conflict(conflict)) if conflict.code == "screening-done" => {
            Ok(go(&format!("{HOME}/lists/{list}")))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// An empty file with the columns and one example.
pub async fn template(visit: Visit) -> Answer {
    screening::lists(visit.app(), &visit.request).await?;
    let mut table = csv::Table::new(COLUMNS.map(str::to_owned));
    let example = [
        "organisation",
        "Contoso Trading Co., Ltd.",
        "Contoso; 康拓贸易有限公司",
        "",
        "Programme, number, date",
    ];
    table.row(example.map(str::to_owned));
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"restricted-parties.csv\"",
        ),
    ];
    Ok((headers, table.into_text()).into_response())
}
