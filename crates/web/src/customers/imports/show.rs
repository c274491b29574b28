//! One import: how far it is, what is wrong, what came of it.

use super::{HOME, href, pill};
use crate::customers::{id_of, refusal};
use crate::http::{Answer, Query, Visit, frame};
use crate::ui::{Banner, Chrome, Meter, Pair, Text, Tone, format, respond};
use app::customers::imports::{self, Row, Said, View};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::customers::imports::{Kind, RowState, State, names};
use domain::selling::Reason;
use std::collections::HashMap;

/// Seconds until the page looks again while something is done.
const LOOK_AGAIN: u32 = 2;

#[derive(Template)]
#[template(path = "pages/customers/imports/show.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    href: String,
    lead: String,
    state: (Tone, Text),
    banner: Option<Banner>,
    progress: Option<(String, Meter)>,
    counts: Vec<(Text, String)>,
    facts: Vec<Pair>,
    problems: Vec<Line>,
    /// How many more there are than are shown.
    more: Option<String>,
    /// Whether there is a file of the rows that are wrong, and one of all.
    has_problems: bool,
    has_results: bool,
    rows: Vec<Line>,
    /// How many rows can be imported, where that may be begun.
    confirm: Option<String>,
    may_stop: bool,
    may_resume: bool,
    may_discard: bool,
    keys: [String; 4],
}

struct Line {
    number: i64,
    name: String,
    detail: String,
    state: (Tone, Text),
    notes: Vec<String>,
    href: Option<String>,
}

/// What is wrong, in words.
pub(super) fn words(visit: &Visit, said: &Said) -> String {
    let t = visit.t();
    let args: Vec<_> = said
        .args
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let words = t.format(&said.words, &args);
    if said.column.is_empty() {
        return words;
    }
    let facts = [("column", said.column.as_str()), ("problem", &words)];
    t.format("network-problem", &facts)
}

fn line(visit: &Visit, kind: Kind, row: &Row) -> Line {
    let cell = |column: &str| {
        let at = names(kind).iter().position(|name| *name == column);
        at.and_then(|at| row.cells.get(at))
            .cloned()
            .unwrap_or_default()
    };
    let (name, detail) = match kind {
        Kind::Customers => (cell("company_name"), cell("domain_prefix")),
        Kind::Orders => (
            cell("reference"),
            format!("{} × {}", cell("quantity"), cell("customer")),
        ),
    };
    let (tone, word) = match row.state {
        RowState::New | RowState::Ready => (Tone::Info, "ready"),
        RowState::Wrong => (Tone::Bad, "wrong"),
        RowState::Known => (Tone::Mute, "known"),
        RowState::Done => (Tone::Ok, "done"),
        RowState::Failed => (Tone::Bad, "failed"),
    };
    let made = row.made.filter(|_| kind == Kind::Customers);
    Line {
        number: row.number,
        name,
        detail,
        state: (tone, visit.t().get(format!("import-row-{word}"))),
        notes: row.said.iter().map(|said| words(visit, said)).collect(),
        href: made.map(|id| format!("/customers/{id}/subscriptions")),
    }
}

fn progress(visit: &Visit, view: &View) -> Option<(String, Meter)> {
    let import = &view.import;
    let (done, total) = match view.state {
        State::Checking => (import.ready + import.wrong + import.known, import.row_count),
        State::Running | State::Stopped => {
            let settled = import.done + import.failed;
            (settled, settled + import.ready)
        }
        _ => return None,
    };
    let (shown, all) = (format::number(done), format::number(total));
    let words = visit.t().format(
        &format!("import-progress-{}", view.state.text()),
        &[("done", &shown), ("total", &all)],
    );
    let count = |n: i64| n.max(0).unsigned_abs();
    let meter = Meter::progress(words.clone(), count(done), count(total).max(1));
    Some((words, meter))
}

fn banner(visit: &Visit, view: &View) -> Option<Banner> {
    let t = visit.t();
    let import = &view.import;
    Some(match view.state {
        State::Receiving | State::Checking => {
            Banner::new(Tone::Info, t.get("import-checking")).text(t.get("import-leave"))
        }
        State::Running => {
            Banner::new(Tone::Info, t.get("import-running")).text(t.get("import-leave"))
        }
        State::Checked if import.ready == 0 && import.wrong == 0 => {
            Banner::new(Tone::Info, t.get("import-all-known"))
        }
        State::Checked if import.ready == 0 => {
            Banner::new(Tone::Warn, t.get("import-nothing-right")).text(t.get("import-again-text"))
        }
        State::Checked if import.wrong > 0 => {
            Banner::new(Tone::Warn, t.get("network-partly")).text(t.get("import-partly-text"))
        }
        State::Checked => {
            Banner::new(Tone::Info, t.get("network-ready")).text(t.get("import-ready-text"))
        }
        State::Stopped => {
            let banner = Banner::new(Tone::Warn, t.get("import-stopped"));
            match Reason::from_text(&import.reason) {
                Some(reason) => banner.text(refusal(visit, reason)),
                None => banner.text(t.get("import-stopped-text")),
            }
        }
        State::Done if import.wrong + import.failed > 0 => {
            Banner::new(Tone::Warn, t.get("import-done")).text(t.get("import-again-text"))
        }
        State::Done => Banner::new(Tone::Ok, t.get("import-done")),
        State::Discarded => Banner::new(Tone::Info, t.get("import-discarded")),
    })
}

fn counts(visit: &Visit, view: &View) -> Vec<(Text, String)> {
    let import = &view.import;
    let mut counts = vec![("rows", import.row_count)];
    if import.confirmed_at.is_some() {
        counts.push(("done", import.done));
    }
    if import.ready > 0 || import.confirmed_at.is_none() {
        counts.push(("ready", import.ready));
    }
    counts.extend([("known", import.known), ("wrong", import.wrong)]);
    if import.confirmed_at.is_some() {
        counts.push(("failed", import.failed));
    }
    let label = |name: &str| visit.t().get(format!("import-count-{name}"));
    counts
        .into_iter()
        .map(|(name, count)| (label(name), format::number(count)))
        .collect()
}

fn facts(visit: &Visit, view: &View) -> Vec<Pair> {
    let (t, import) = (visit.t(), &view.import);
    let zone = visit.app().programme.time_zone();
    let at = |at| format::datetime(t, visit.timestamp(at), zone);
    let by = |name: &str, when| format!("{name} · {}", at(when));
    let kind = t.get(format!("import-kind-{}", import.kind));
    let uploaded = by(&import.uploaded_name, import.uploaded_at);
    let mut facts = vec![
        Pair::new(t.get("import-kind"), kind),
        Pair::new(t.get("import-uploaded"), uploaded),
    ];
    if let Some(when) = import.confirmed_at {
        let confirmed = by(&import.confirmed_name, when);
        facts.push(Pair::new(t.get("import-confirmed"), confirmed));
    }
    if let Some(when) = import.finished_at {
        facts.push(Pair::new(t.get("import-finished"), at(when)));
    }
    facts
}

/// The page.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    let view = imports::view(visit.app(), &visit.request, id_of(&id).0).await?;
    let t = visit.t();
    let import = &view.import;
    let title = import.file_name.clone();
    let told = [("discarded", "import-done-discarded")];
    let mut chrome = frame::portal(&visit, title.clone())
        .crumb("/customers", t.get("nav-customers"))
        .crumb(HOME, t.get("imports-title"))
        .crumb("", title)
        .notice(frame::done(&visit, query.get("done"), &told));
    let worked_at = view.state.is_worked_at() || view.state == State::Receiving;
    chrome.refresh = worked_at.then_some(LOOK_AGAIN);
    let shown = i64::try_from(view.problems.len()).unwrap_or(i64::MAX);
    let more = (import.wrong + import.failed).saturating_sub(shown).max(0);
    let more = (more > 0).then(|| t.format("network-more", &[("count", &format::number(more))]));
    let ready = format::number(import.ready);
    let begins = view.state == State::Checked && import.ready > 0;
    let lines = |rows: &[Row]| rows.iter().map(|r| line(&visit, view.kind, r)).collect();
    let page = Page {
        href: href(import.id),
        lead: t.get(format!("import-lead-{}", import.kind)).into_owned(),
        state: pill(&visit, view.state),
        banner: banner(&visit, &view),
        progress: progress(&visit, &view),
        counts: counts(&visit, &view),
        facts: facts(&visit, &view),
        problems: lines(&view.problems),
        more: more.filter(|_| !import.forgotten),
        has_problems: !view.problems.is_empty(),
        has_results: import.confirmed_at.is_some() && !import.forgotten,
        rows: lines(&view.rows),
        confirm: begins.then(|| t.format("import-confirm", &[("count", &ready)])),
        may_stop: view.state == State::Running,
        may_resume: view.state == State::Stopped,
        may_discard: matches!(
            view.state,
            State::Checking | State::Checked | State::Stopped
        ),
        keys: [(); 4].map(|()| visit.fresh_key()),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
