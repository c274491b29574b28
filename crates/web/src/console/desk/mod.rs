//! What a reviewer works with beside the case: who holds it, what is new, the registry, risk and
//! calls, the second person, the thread. Each part renders itself into the case page.

pub mod calls;
pub mod hold;
pub(super) mod papers;
pub mod registry;
pub mod second;
pub mod thread;

mod refused;

pub(super) use refused::refused;

use super::case_view::Decision;
use super::{case_href, may, me, moment, timeline};
use crate::http::{Visit, fields};
use crate::ui::{Banner, Chrome, Field, Text, Tile, Tone};
use app::i18n::Texts;
use app::review::case::Case;
use app::review::desk::Desk;
use app::review::news::Stamp;
use domain::enrolment::application::State;
use domain::enrolment::duty::{Duty, judge};
use domain::enrolment::form::{Answers, FieldProblem};
use domain::permission::OperatorAction;

/// Which of the forms was sent and refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Act {
    /// None.
    #[default]
    Look,
    /// Taking the case from a colleague.
    TakeOver,
    /// Declaring a conflict of interest.
    Conflict,
    /// Writing to the company.
    Reply,
    /// Writing a note.
    Note,
    /// Entering what the registry says.
    Extract,
    /// Recording a call.
    Call,
    /// Not agreeing to an approval.
    Decline,
}

/// What was typed into one of the forms, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    /// Which form.
    pub(super) act: Act,
    /// What was typed, by field.
    pub(super) values: Answers,
    /// What is wrong.
    pub(super) problems: Vec<FieldProblem>,
}

impl Typed {
    /// What was typed into a field of a form; empty for the fields of other forms.
    fn value(&self, act: Act, field: &str) -> &str {
        let mine = self.act == act;
        self.values
            .get(field)
            .filter(|_| mine)
            .map_or("", String::as_str)
    }

    /// What is wrong with a field of a form.
    fn problem(&self, visit: &Visit, act: Act, field: &str) -> Option<String> {
        let mine = self.act == act;
        fields::problem_at(visit, &self.problems, field).filter(|_| mine)
    }
}

/// Whether the visitor may decide anything about this case now.
fn decides(visit: &Visit, case: &Case) -> bool {
    case.state == State::InReview && may(visit, OperatorAction::DecideApplication)
}

/// Whether the visitor may work on a case now: not while a colleague holds it, or who is kept out.
fn works(visit: &Visit, case: &Case, desk: &Desk) -> bool {
    decides(visit, case)
        && desk.proposal.is_none()
        && judge(Duty::Review, &desk.involvement).is_ok()
}

/// What forms of this page carry, so that nothing is decided on an old page.
pub(super) fn stamp(case: &Case) -> String {
    let stamp = Stamp {
        version: Some(case.row.version),
        entry: Some(case.entry()),
    };
    stamp.to_string()
}

/// All parts of the desk, ready to be placed on the page.
pub(super) struct Parts<'a> {
    /// Giving back, declaring a conflict.
    pub(super) actions: hold::Actions<'a>,
    /// Who holds it, what is new, what waits for a second person.
    pub(super) top: hold::Top<'a>,
    /// Its documents.
    pub(super) papers: papers::Papers<'a>,
    /// What the registry says.
    pub(super) registry: registry::Register<'a>,
    /// Findings and calls.
    pub(super) risk: calls::RiskCard<'a>,
    /// Messages and notes.
    pub(super) thread: thread::ThreadCard<'a>,
}

impl<'a> Parts<'a> {
    /// Makes them.
    pub(super) fn of(
        visit: &Visit,
        chrome: &'a Chrome,
        case: &Case,
        desk: &Desk,
        opened: Option<papers::Opened>,
        typed: &Typed,
    ) -> Self {
        Self {
            papers: papers::card(visit, chrome, case, opened),
            actions: hold::actions(visit, chrome, case, desk, typed),
            top: hold::top(visit, chrome, case, desk, typed),
            registry: registry::register(visit, chrome, case, desk, typed),
            risk: calls::card(visit, chrome, case, desk, typed),
            thread: thread::card(visit, chrome, case, desk, typed),
        }
    }

    /// All fields, for the summary of errors.
    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.actions
            .fields()
            .chain(self.top.fields())
            .chain(self.registry.fields())
            .chain(self.risk.fields())
            .chain(self.thread.fields())
    }
}

/// Who holds the case, in a tile.
pub(super) fn holder_tile(visit: &Visit, case: &Case, desk: &Desk) -> Tile {
    let t = visit.t();
    let mine = case.row.reviewer_id.is_some() && case.row.reviewer_id == me(visit);
    let value = match &case.reviewer {
        Some(name) if mine => t.format("desk-holder-you", &[("name", name)]).into(),
        Some(name) => Text::from(name.clone()),
        None => t.get("console-nobody"),
    };
    let detail = desk
        .claimed_at
        .filter(|_| case.row.reviewer_id.is_some())
        .map(|at| t.format("desk-held-since", &[("at", &moment(visit, at))]));
    Tile {
        label: t.get("role-reviewer"),
        value,
        words: true,
        detail: detail.map(Text::from),
        ..Tile::default()
    }
}

/// The points of the findings, in a tile.
pub(super) fn risk_tile(visit: &Visit, desk: &Desk) -> Tile {
    let t = visit.t();
    let risk = &desk.risk;
    let count = risk.findings.len().to_string();
    let detail = if risk.must_call && !desk.called {
        t.get("desk-risk-must-call")
    } else {
        t.format("desk-risk-findings", &[("count", &count)]).into()
    };
    Tile {
        label: t.get("desk-risk"),
        value: t
            .format("desk-risk-points", &[("points", &risk.score.to_string())])
            .into(),
        words: true,
        detail: Some(detail),
        href: Some("#risk".into()),
        meter: None,
    }
}

/// Takes from the decision bar what is not possible now, and says why.
pub(super) fn restrain(t: &'static Texts, case: &Case, desk: &Desk, decision: &mut Decision) {
    let mut reasons = Vec::new();
    if desk.involvement.held_by_colleague {
        reasons.push(t.get("conflict-held"));
    }
    if desk.proposal.is_some() {
        reasons.push(t.get("conflict-approval-proposed"));
    }
    if desk.risk.must_call && !desk.called {
        reasons.push(t.get("conflict-call-back-missing"));
    }
    let free = case.row.reviewer_id.is_none();
    decision.claim = decision.claim && free;
    if reasons.is_empty() {
        return;
    }
    if decision.possible {
        decision.possible = false;
        decision.title = t.get("console-approve-not-ready");
        decision.note = String::new();
    }
    for reason in reasons {
        if !decision.note.is_empty() {
            decision.note.push(' ');
        }
        decision.note.push_str(&reason);
    }
}

/// What others have done since the visitor last looked.
fn news(visit: &Visit, desk: &Desk) -> Option<(Banner, Vec<String>)> {
    let seen = desk.seen.filter(|_| !desk.news.is_empty())?;
    let t = visit.t();
    let facts = [
        ("count", desk.news.len().to_string()),
        ("at", moment(visit, seen.seen_at)),
    ];
    let facts = facts
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let banner = Banner::new(Tone::Warn, t.format("desk-news", &facts));
    Some((banner, timeline::lines(visit, &desk.news, 6)))
}

/// The forms' answers of one page.
fn answers(form: &crate::http::Form, fields: &[&str]) -> Answers {
    fields
        .iter()
        .map(|field| ((*field).to_owned(), form.get(field).to_owned()))
        .collect()
}

/// The address of the case with what was done.
fn done(id: uuid::Uuid, what: &str, place: &str) -> String {
    format!("{}?done={what}{place}", case_href(id))
}
