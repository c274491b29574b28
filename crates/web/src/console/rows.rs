//! Rows of applications, in the queue and in the list.

use super::sla::{Sla, sla};
use super::{case_href, may, state_pill};
use crate::http::{Visit, csv};
use crate::ui::{Text, Tone};
use app::review::queue::Task;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::enrolment::checks::Kind;
use domain::permission::OperatorAction;
use store::review::queue::Line;

/// One application.
pub(super) struct Row {
    /// Where it opens; nowhere for those who may not.
    pub(super) href: Option<String>,
    /// The company.
    pub(super) company: String,
    /// Reference number.
    pub(super) reference: String,
    /// Its state.
    pub(super) state: (Tone, Text),
    /// When it was submitted.
    pub(super) submitted: Option<jiff::Timestamp>,
    /// Time used, while the operator has to act.
    pub(super) sla: Option<Sla>,
    /// Who reviews.
    pub(super) reviewer: Option<String>,
    /// Checks in order, of all.
    pub(super) checks: String,
    /// What to know before opening it: unread messages, a second person is needed, a conflict.
    pub(super) marks: Vec<(Tone, Text)>,
}

/// The lines of a list as rows.
pub(super) fn rows(visit: &Visit, tasks: Vec<Task>) -> Vec<Row> {
    let opens = may(visit, OperatorAction::ViewApplication);
    tasks
        .into_iter()
        .map(|task| row(visit, task.line, opens))
        .collect()
}

fn is_open(line: &Line) -> bool {
    matches!(
        line.state.as_str(),
        "submitted" | "in-review" | "information-requested"
    )
}

fn row(visit: &Visit, line: Line, opens: bool) -> Row {
    let t = visit.t();
    let mut marks = Vec::new();
    if line.unread > 0 {
        let count = line.unread.to_string();
        let words = t.format("queue-unread", &[("count", &count)]);
        marks.push((Tone::Info, words.into()));
    }
    if line.proposed_by.is_some() {
        marks.push((Tone::Wait, t.get("queue-second")));
    }
    if line.conflict {
        marks.push((Tone::Mute, t.get("queue-conflict")));
    }
    Row {
        href: (opens && !line.conflict).then(|| case_href(line.id)),
        state: state_pill(t, &line.state),
        submitted: line.submitted_at.map(|at| visit.timestamp(at)),
        sla: is_open(&line).then(|| sla(visit, line.sla_since, line.sla_days)),
        reviewer: line.reviewer(),
        checks: format!("{}/{}", line.passed, Kind::ALL.len()),
        marks,
        company: line.legal_name,
        reference: line.reference,
    }
}

/// Keeps as many rows as a file takes, of which one more was read; tells whether there were more.
pub(super) fn cut<T>(rows: &mut Vec<T>, most: u32) -> bool {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let more = rows.len() > most;
    rows.truncate(most);
    more
}

/// Says in the last row that a file is not the whole list.
pub(super) fn note_cut(visit: &Visit, table: &mut csv::Table, most: u32) {
    let count = [("count", most.to_string())];
    let count = count.each_ref().map(|(name, n)| (*name, n.as_str()));
    table.note(&visit.t().format("console-export-cut", &count));
}

/// The same rows as a table for a spreadsheet; `cut` is after how many the file ends, when there are
/// more.
pub(super) fn export(visit: &Visit, tasks: &[Task], name: &str, cut: Option<u32>) -> Response {
    let t = visit.t();
    let promised = visit.app().programme.application.sla_working_days;
    let head = [
        "console-reference",
        "field-company_name",
        "field-credit_code",
        "console-state",
        "console-submitted-at",
        "console-sla",
        "role-reviewer",
        "console-checks",
    ];
    let mut table = csv::Table::new(head.map(|id| t.get(id).into_owned()));
    for task in tasks {
        let line = &task.line;
        let submitted = line.submitted_at.map(|at| visit.timestamp(at).to_string());
        let used = format!("{} / {promised}", task.used);
        table.row([
            line.reference.clone(),
            line.legal_name.clone(),
            line.credit_code.clone().unwrap_or_default(),
            state_pill(t, &line.state).1.into_owned(),
            submitted.unwrap_or_default(),
            if is_open(line) { used } else { String::new() },
            line.reviewer().unwrap_or_default(),
            format!("{} / {}", line.passed, Kind::ALL.len()),
        ]);
    }
    if let Some(most) = cut {
        note_cut(visit, &mut table, most);
    }
    download(table, name)
}

/// A table as a file to be saved.
pub(in crate::console) fn download(table: csv::Table, name: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}.csv\""),
        ),
    ];
    (headers, table.into_text()).into_response()
}
