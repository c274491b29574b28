//! Rows of applications, in the queue and in the list.

use super::sla::{Sla, sla};
use super::{case_href, may, state_pill};
use crate::http::Visit;
use crate::ui::{Text, Tone};
use app::identity::session::full_name;
use domain::enrolment::checks::Kind;
use domain::permission::OperatorAction;
use store::operator::QueueLine;

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
}

/// The lines of a list as rows.
pub(super) fn rows(visit: &Visit, lines: Vec<QueueLine>) -> Vec<Row> {
    let opens = may(visit, OperatorAction::ViewApplication);
    lines
        .into_iter()
        .map(|line| row(visit, line, opens))
        .collect()
}

fn row(visit: &Visit, line: QueueLine, opens: bool) -> Row {
    let open = matches!(
        line.state.as_str(),
        "submitted" | "in-review" | "information-requested"
    );
    Row {
        href: opens.then(|| case_href(line.id)),
        company: line.legal_name,
        reference: line.reference,
        state: state_pill(visit.t(), &line.state),
        submitted: line.submitted_at.map(|at| visit.timestamp(at)),
        sla: open.then(|| sla(visit, line.sla_since, line.sla_days)),
        reviewer: line
            .reviewer_family
            .map(|family| full_name(&family, line.reviewer_given.as_deref().unwrap_or_default())),
        checks: format!("{}/{}", line.passed, Kind::ALL.len()),
    }
}
