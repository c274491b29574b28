//! `/ops/network`: the partner network's register, and its import from a file in two steps.

use super::{Parameters, console, exactly, id_of};
use crate::http::address::encoded;
use crate::http::{Answer, Form, Visit, blocking, csv, fields, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pager, Text, Tone, respond};
use app::Failure;
use app::enrolment::network_register::{self, Line, PAGE, View};
use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::enrolment::form::FieldProblem;
use domain::enrolment::network::{COLUMNS, Effect, Member};
use store::network::Entry;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/console/network.html")]
struct Register<'a> {
    chrome: &'a Chrome,
    search: Field,
    filtered: bool,
    rows: Vec<Row>,
    pager: Option<Pager>,
}

struct Row {
    entry: Entry,
    kind: Text,
    status: (Tone, Text),
    changed: String,
}

/// The list.
pub async fn show(visit: Visit, parameters: Parameters) -> Answer {
    let text = parameters.get("q").map_or("", |v| v.trim());
    let page: u32 = parameters
        .get("page")
        .and_then(|page| page.parse().ok())
        .unwrap_or(1)
        .max(1);
    let list = network_register::list(visit.app(), &visit.request, text, page).await?;
    let chrome = console(&visit, visit.t().get("nav-network"))
        .crumb("/ops", visit.t().get("nav-queue"))
        .crumb("", visit.t().get("nav-network"));
    let t = chrome.t;
    let pager = (list.total > u64::from(PAGE)).then(|| {
        Pager::new(t, page.into(), PAGE.into(), list.total, |n| {
            format!("/ops/network?q={}&page={n}", encoded(text))
        })
    });
    let page = Register {
        search: Field::text("q", t.get("network-search"))
            .value(text)
            .unmarked(),
        filtered: !text.is_empty(),
        rows: list.entries.into_iter().map(|e| row(&visit, e)).collect(),
        pager,
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

fn row(visit: &Visit, entry: Entry) -> Row {
    let t = visit.t();
    Row {
        kind: t.get(format!("network-kind-{}", entry.kind)),
        status: status(visit, entry.active),
        changed: exactly(visit, entry.changed_at.unwrap_or(entry.joined_at)),
        entry,
    }
}

fn status(visit: &Visit, active: bool) -> (Tone, Text) {
    if active {
        (Tone::Ok, visit.t().get("network-active"))
    } else {
        (Tone::Bad, visit.t().get("network-inactive"))
    }
}

#[derive(Template)]
#[template(path = "pages/console/network_import.html")]
struct Upload<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    file: Field,
    columns: Vec<(&'static str, Text)>,
    request_id: String,
}

fn upload_page(visit: &Visit, problems: &[FieldProblem]) -> Response {
    let title = visit.t().get("network-import");
    let mut chrome = console(visit, title.clone())
        .crumb("/ops", visit.t().get("nav-queue"))
        .crumb("/ops/network", visit.t().get("nav-network"))
        .crumb("", title);
    let t = chrome.t;
    let file = Field::file("file", t.get("network-file"), ".csv,text/csv", false)
        .hint(t.get("network-file-hint"))
        .error(fields::problem_at(visit, problems, "file"))
        .required();
    let errors = ErrorSummary::of(t, [&file]);
    chrome.invalid = errors.is_some();
    let status = fields::status(problems);
    let columns = COLUMNS.map(|column| (column, t.get(format!("network-column-{column}"))));
    let page = Upload {
        errors,
        file,
        columns: columns.into(),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(status, &page)
}

/// The form for a file.
pub async fn import_form(visit: Visit) -> Answer {
    // Whoever may not list may not import; the list says so in words.
    network_register::list(visit.app(), &visit.request, "", 1).await?;
    Ok(upload_page(&visit, &[]))
}

/// Takes a file; nothing changes yet.
pub async fn upload(visit: Visit, form: Form) -> Answer {
    let (app, request, key) = (
        visit.app().clone(),
        visit.request.clone(),
        form.key().to_owned(),
    );
    let file = form.file("file").cloned();
    let id = blocking(move || {
        let (name, bytes) = file.map_or_else(Default::default, |file| (file.name, file.bytes));
        network_register::upload(&app, &request, &name, &bytes, &key)
    });
    match id.await {
        Ok(id) => Ok(go(&format!("/ops/network/imports/{id}"))),
        Err(Failure::Invalid(problems)) => Ok(upload_page(&visit, &problems)),
        Err(failure) => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "pages/console/network_preview.html")]
struct Preview<'a> {
    chrome: &'a Chrome,
    banner: Banner,
    /// How many rows are added, changed, the same, and refused.
    counts: Vec<(Text, String)>,
    lines: Vec<Shown>,
    /// How many more there are than are shown.
    more: Option<String>,
    /// Whether there is something to import.
    open: bool,
    id: Uuid,
    request_id: String,
}

struct Shown {
    number: u64,
    network_id: String,
    name: String,
    effect: (Tone, Text),
    /// What differs, or what is wrong.
    notes: Vec<String>,
}

/// Rows shown on the page; refused ones come first.
const SHOWN: usize = 500;

/// What importing the file does, or did.
pub async fn preview(visit: Visit, Path(id): Path<String>) -> Answer {
    let view = network_register::view(visit.app(), &visit.request, id_of(&id)).await?;
    let t = visit.t();
    let count = |wanted: fn(&Effect) -> bool| {
        let found = view.lines.iter().filter(|line| wanted(&line.effect));
        i64::try_from(found.count()).unwrap_or(i64::MAX)
    };
    let planned = [
        count(|e| matches!(e, Effect::Add(_))),
        count(|e| matches!(e, Effect::Change(..))),
        count(|e| matches!(e, Effect::Same(_))),
        count(|e| matches!(e, Effect::Refused(_))),
    ];
    let done = view.import.confirmed_at;
    let import = &view.import;
    let counts = match done {
        Some(_) => [
            import.added,
            import.changed,
            import.unchanged,
            import.refused,
        ]
        .map(Option::unwrap_or_default),
        None => planned,
    };
    let banner = banner(&visit, &view, planned);
    let labels = ["added", "changed", "unchanged", "refused"];
    let counts = labels.iter().zip(counts).map(|(label, count)| {
        let id = format!("network-count-{label}");
        (t.get(id), count.to_string())
    });
    // Once imported the rows would be judged against what came of them.
    let mut lines: Vec<&Line> = match done {
        Some(_) => Vec::new(),
        None => view.lines.iter().collect(),
    };
    lines.sort_by_key(|line| (!matches!(line.effect, Effect::Refused(_)), line.number));
    let more = lines.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| t.format("network-more", &[("count", &more.to_string())]));
    let title = view.import.file_name.clone();
    let chrome = console(&visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/network", t.get("nav-network"))
        .crumb("/ops/network/import", t.get("network-import"))
        .crumb("", title);
    let page = Preview {
        banner,
        counts: counts.collect(),
        lines: lines
            .into_iter()
            .take(SHOWN)
            .map(|line| shown(&visit, line))
            .collect(),
        more,
        open: done.is_none() && planned[0] + planned[1] > 0,
        id: view.import.id,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

fn banner(visit: &Visit, view: &View, [added, changed, _, refused]: [i64; 4]) -> Banner {
    let t = visit.t();
    if let Some(at) = view.import.confirmed_at {
        let words = t.format("network-imported", &[("time", &exactly(visit, at))]);
        return Banner::new(Tone::Ok, words)
            .text(t.get("network-imported-text"))
            .action("/ops/network", t.get("nav-network"));
    }
    if view.lines.is_empty() {
        return Banner::new(Tone::Warn, t.get("conflict-import-forgotten"))
            .action("/ops/network/import", t.get("network-import"));
    }
    if added + changed == 0 {
        let id = if refused > 0 {
            "network-nothing-right"
        } else {
            "network-nothing-new"
        };
        return Banner::new(Tone::Info, t.get(id))
            .action("/ops/network/import", t.get("network-import"));
    }
    if refused > 0 {
        Banner::new(Tone::Warn, t.get("network-partly")).text(t.get("network-partly-text"))
    } else {
        Banner::new(Tone::Info, t.get("network-ready")).text(t.get("network-ready-text"))
    }
}

fn shown(visit: &Visit, line: &Line) -> Shown {
    let t = visit.t();
    let column = |name: &str| t.get(format!("network-column-{name}"));
    let (tone, effect, notes) = match &line.effect {
        Effect::Add(member) => (Tone::Ok, "added", ended(visit, member)),
        Effect::Change(member, columns) => {
            let names: Vec<_> = columns.iter().map(|c| column(c).into_owned()).collect();
            let changed = names.join(" · ");
            let mut notes = vec![changed];
            notes.extend(ended(visit, member));
            (Tone::Info, "changed", notes)
        }
        Effect::Same(_) => (Tone::Mute, "unchanged", Vec::new()),
        Effect::Refused(problems) => {
            let words = problems.iter().map(|(name, problem)| {
                let words = fields::words(visit, problem);
                let column = column(name);
                t.format(
                    "network-problem",
                    &[("column", &column), ("problem", &words)],
                )
            });
            (Tone::Bad, "refused", words.collect())
        }
    };
    let [network_id, name] = line.shown.clone();
    Shown {
        number: line.number,
        network_id,
        name,
        effect: (tone, t.get(format!("network-effect-{effect}"))),
        notes,
    }
}

/// A membership that is not alive is worth a word.
fn ended(visit: &Visit, member: &Member) -> Vec<String> {
    let inactive = visit.t().get("network-inactive").into_owned();
    (!member.active).then_some(inactive).into_iter().collect()
}

/// Writes the rows that are right.
pub async fn confirm(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, import) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let key = form.key().to_owned();
    match blocking(move || network_register::confirm(&app, &request, import, &key)).await {
        Ok(()) => Ok(go(&format!("/ops/network/imports/{import}"))),
        // Somebody was faster: the page says what was done.
        Err(Failure::Conflict(conflict)) if conflict.code == "import-done" => {
            Ok(go(&format!("/ops/network/imports/{import}")))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// An empty file with the columns and one example.
pub async fn template(visit: Visit) -> Answer {
    network_register::list(visit.app(), &visit.request, "", 1).await?;
    let mut table = csv::Table::new(COLUMNS.map(str::to_owned));
    let example = [
        "4100011",
        "location",
        "Hangzhou Hanhai Yunfan Information Technology Co., Ltd.",
        "CN",
        "network@member.example",
        "yes",
        "",
    ];
    table.row(example.map(str::to_owned));
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"partner-network.csv\"",
        ),
    ];
    Ok((headers, table.into_text()).into_response())
}
