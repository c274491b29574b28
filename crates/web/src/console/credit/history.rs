//! The decisions of a case, in words.

use super::Opened;
use crate::console::moment;
use crate::http::Visit;
use crate::ui::{Moment, Pair, Text, format};
use app::credit::file::Made;
use domain::credit::history::Source;
use domain::enrolment::checks::CreditResult;

/// Who decided: the analyst, the bureau, or two people.
fn decider(visit: &Visit, opened: &Opened, made: &Made) -> String {
    let t = visit.t();
    match Source::from_text(&made.decision.source) {
        Some(Source::Bureau) => t.get("credit-by-bureau").into_owned(),
        Some(Source::Override) => {
            let settled = opened.file.overrides.iter().find(|o| {
                o.proposal.state == "approved"
                    && o.proposal.decided_by == made.decision.analyst_id
                    && o.proposal.decided_at == Some(made.decision.decided_at)
                    && o.proposal.new_limit == made.decision.credit_limit
            });
            let proposer = settled.and_then(|o| o.proposer.clone()).unwrap_or_default();
            let approver = made.analyst.clone().unwrap_or_default();
            let facts = [
                ("proposer", proposer.as_str()),
                ("approver", approver.as_str()),
            ];
            t.format("credit-by-two", &facts)
        }
        _ => made.analyst.clone().unwrap_or_default(),
    }
}

fn result(visit: &Visit, made: &Made) -> String {
    let t = visit.t();
    let result = t.get(format!("credit-{}", made.decision.result));
    if made.decision.result == CreditResult::Pass.text() {
        let limit = format::money(made.decision.credit_limit, &made.decision.currency);
        return t.format(
            "credit-result-limit",
            &[("result", &result), ("limit", &limit)],
        );
    }
    result.into_owned()
}

/// The newest decision.
pub(super) fn latest(visit: &Visit, opened: &Opened) -> Vec<Pair> {
    let Some(made) = opened.file.decisions.first() else {
        return Vec::new();
    };
    let t = visit.t();
    let decision = &made.decision;
    let pair = |label: &str, value: String| Pair::new(t.get(label), value);
    let mut pairs = vec![
        pair("field-result", result(visit, made)),
        pair(
            "credit-source",
            t.get(format!("credit-source-{}", decision.source))
                .into_owned(),
        ),
    ];
    if !decision.reason.is_empty() {
        pairs.push(pair("field-reason", decision.reason.clone()));
    }
    pairs.push(pair("console-decided-by", decider(visit, opened, made)));
    pairs.push(pair(
        "console-decided-at",
        moment(visit, decision.decided_at),
    ));
    if decision.result == CreditResult::Pass.text() {
        pairs.push(pair(
            "console-valid-until",
            moment(visit, decision.valid_until),
        ));
    }
    pairs
}

/// All decisions, newest first.
pub(super) fn moments(visit: &Visit, opened: &Opened) -> Vec<Moment> {
    let moment = |(n, made): (usize, &Made)| {
        let mut notes: Vec<Text> = vec![
            moment(visit, made.decision.decided_at).into(),
            decider(visit, opened, made).into(),
        ];
        if !made.decision.reason.is_empty() {
            notes.push(made.decision.reason.clone().into());
        }
        Moment {
            label: result(visit, made).into(),
            notes,
            now: n == 0,
            next: false,
        }
    };
    opened
        .file
        .decisions
        .iter()
        .enumerate()
        .map(moment)
        .collect()
}
