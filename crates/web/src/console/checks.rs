//! The checks of a case with the forms that decide them.

use super::case::Typed;
use super::{case_href, may, moment};
use crate::http::{Visit, fields};
use crate::ui::{Choice, Field, Text};
use app::i18n::Texts;
use app::review::case::Case;
use app::review::desk::Desk;
use domain::enrolment::application::State;
use domain::enrolment::checks::{Kind, Outcome};
use domain::enrolment::duty::{Duty, judge};
use domain::permission::OperatorAction;
use store::application::Check;

/// One check with what can be done about it.
pub(super) struct CheckRow {
    /// Its spelling in addresses.
    pub(super) kind: &'static str,
    /// Its name.
    pub(super) label: Text,
    /// How it stands.
    pub(super) outcome: Outcome,
    /// The same in words.
    pub(super) result: Text,
    /// Why.
    pub(super) evidence: String,
    /// Who and when.
    pub(super) decided: String,
    /// Forms, where the visitor may decide.
    pub(super) forms: Option<Forms>,
    /// Another page that decides it.
    pub(super) href: Option<String>,
}

/// The forms of a check.
pub(super) struct Forms {
    /// Result and reason, for checks decided by hand.
    pub(super) by_hand: Option<(Field, Field)>,
    /// The reason for setting it aside.
    pub(super) waive: Field,
    /// Whether it is shown open.
    pub(super) open: bool,
    /// Whether the waiver is shown open.
    pub(super) waive_open: bool,
}

impl Forms {
    /// All fields, for the summary of errors.
    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        let by_hand = self
            .by_hand
            .iter()
            .flat_map(|(result, reason)| [result, reason]);
        by_hand.chain([&self.waive])
    }
}

/// How many checks stand how.
pub(super) fn summary(t: &'static Texts, case: &Case) -> String {
    let count = |wanted: &[Outcome]| {
        let is = |c: &&Check| Outcome::from_text(&c.result).is_some_and(|o| wanted.contains(&o));
        case.checks.iter().filter(is).count().to_string()
    };
    let facts = [
        ("passed", count(&[Outcome::Passed, Outcome::Waived])),
        ("failed", count(&[Outcome::Failed])),
        ("open", count(&[Outcome::Pending, Outcome::NotStarted])),
    ];
    let facts = facts
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    t.format("console-checks-note", &facts)
}

/// The checks, all of them, in their order.
pub(super) fn all(visit: &Visit, case: &Case, desk: &Desk, typed: &Typed) -> Vec<CheckRow> {
    let t = visit.t();
    let decides = case.state == State::InReview
        && may(visit, OperatorAction::DecideApplication)
        && judge(Duty::Review, &desk.involvement).is_ok()
        && desk.proposal.is_none();
    let row = |kind: Kind| {
        let check = case.checks.iter().find(|c| c.kind == kind.text());
        let outcome = check.and_then(|c| Outcome::from_text(&c.result));
        let outcome = outcome.unwrap_or(Outcome::NotStarted);
        CheckRow {
            kind: kind.text(),
            label: t.get(format!("check-{}", kind.text())),
            outcome,
            result: t.get(format!("outcome-{}", outcome.text())),
            evidence: check.map(|c| shown(visit, kind, c)).unwrap_or_default(),
            decided: check.map(|c| decided(visit, c)).unwrap_or_default(),
            forms: (decides && kind != Kind::Credit).then(|| forms(visit, kind, outcome, typed)),
            href: (kind == Kind::Credit).then(|| format!("{}/credit", case_href(case.row.id))),
        }
    };
    Kind::ALL.iter().copied().map(row).collect()
}

/// The evidence as the table shows it: of a waived check its reason, after who waived it.
fn shown(visit: &Visit, kind: Kind, check: &Check) -> String {
    let evidence = evidence(visit, kind, check);
    if check.result != Outcome::Waived.text() {
        return evidence;
    }
    let by = [("name", check.decided_by.as_str())];
    let waived = visit.t().format("check-waived-by", &by);
    format!("{waived}{}{evidence}", visit.t().get("console-separator"))
}

/// What the check rests on. The answer behind a link is kept as a word, which is put into the
/// reader's language.
fn evidence(visit: &Visit, kind: Kind, check: &Check) -> String {
    let answered = matches!(kind, Kind::Mailbox | Kind::ApprovalContact);
    match check.evidence.rsplit_once(": ") {
        Some((who, answer @ ("yes" | "no"))) if answered => {
            format!("{who} · {}", visit.t().get(answer))
        }
        _ => registry(visit, kind, &check.evidence),
    }
}

/// The evidence of the business registration names its extract.
fn registry(visit: &Visit, kind: Kind, evidence: &str) -> String {
    let rest = evidence.strip_prefix("registry #");
    let Some(rest) = rest.filter(|_| kind == Kind::BusinessRegistration) else {
        return evidence.to_owned();
    };
    let (number, reason) = rest.split_once(": ").unwrap_or((rest, ""));
    let t = visit.t();
    let extract = t.format("registry-evidence", &[("number", number)]);
    if reason.is_empty() {
        extract
    } else {
        format!("{extract}{}{reason}", t.get("console-separator"))
    }
}

fn decided(visit: &Visit, check: &Check) -> String {
    let t = visit.t();
    let Some(at) = check.decided_at else {
        return String::new();
    };
    let who = match check.decided_by.as_str() {
        "tongdao" => t.get("console-actor-system"),
        "bureau" => t.get("console-actor-bureau"),
        who => who.to_owned().into(),
    };
    format!("{who}{}{}", t.get("console-separator"), moment(visit, at))
}

fn forms(visit: &Visit, kind: Kind, outcome: Outcome, typed: &Typed) -> Forms {
    let t = visit.t();
    let refused = typed.kind == kind.text() && !typed.problems.is_empty();
    let waived = refused && (typed.result == Outcome::Waived.text() || !kind.by_hand());
    let by_hand = refused && !waived;
    let problem = |field: &str| fields::problem_at(visit, &typed.problems, field);
    let choice = |o: Outcome| Choice::new(o.text(), t.get(format!("outcome-{}", o.text())));
    let result = || {
        let choices = vec![choice(Outcome::Passed), choice(Outcome::Failed)];
        let now = if by_hand {
            typed.result.as_str()
        } else {
            outcome.text()
        };
        Field::radio("result", t.get("field-result"), choices)
            .id(format!("result-{}", kind.text()))
            .value(now)
            .error(problem("result").filter(|_| by_hand))
            .required()
    };
    let reason = |id: &str, mine: bool, error: Option<String>| {
        Field::text("reason", t.get("field-reason"))
            .id(format!("{id}-{}", kind.text()))
            .hint(t.get("hint-reason"))
            .value(if mine { typed.reason.as_str() } else { "" })
            .error(error.filter(|_| mine))
            .maxlength(500)
            .wide()
    };
    let only_waiver = problem("reason").or_else(|| problem("result"));
    Forms {
        by_hand: kind.by_hand().then(|| {
            let reason = reason("reason", by_hand, problem("reason"));
            (
                result(),
                reason.optional_note(t.get("console-reason-if-failed")),
            )
        }),
        waive: reason("waive", waived, only_waiver).required(),
        open: refused,
        waive_open: waived || !kind.by_hand(),
    }
}
