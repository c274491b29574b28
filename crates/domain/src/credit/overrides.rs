//! Overrides: a limit granted against a decision or above policy, by two people.

use crate::caller::text_of_enum;
use crate::effects::Instant;
use crate::enrolment::form::FieldProblem;
use crate::enrolment::machine::machine;
use crate::programme::Credit;
use crate::validate::{self, Problem};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Where a proposed override stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// An analyst has proposed it.
    Proposed,
    /// A credit lead has approved it.
    Approved,
    /// A credit lead has declined it.
    Declined,
    /// The proposer has taken it back.
    Withdrawn,
    /// What it was to override is no longer the decision.
    Outdated,
}

text_of_enum!(State {
    Proposed => "proposed",
    Approved => "approved",
    Declined => "declined",
    Withdrawn => "withdrawn",
    Outdated => "outdated",
});

/// What can happen to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// A credit lead agrees.
    Approve,
    /// A credit lead does not.
    Decline,
    /// The proposer changes his mind.
    Withdraw,
    /// Something else was decided.
    Outdate,
}

text_of_enum!(Event {
    Approve => "approve",
    Decline => "decline",
    Withdraw => "withdraw",
    Outdate => "outdate",
});

machine! {
    "O1": Proposed, Approve => Approved;
    "O2": Proposed, Decline => Declined;
    "O3": Proposed, Withdraw => Withdrawn;
    "O4": Proposed, Outdate => Outdated;
}

/// Most that anybody can grant, in minor units: a hundred million yuan. What is more is a mistake in
/// typing.
const MOST: i64 = 10_000_000_000;
/// Shortest evidence that is written instead of uploaded.
const EVIDENCE: usize = 10;

/// What an analyst types.
#[derive(Debug, Clone, Default)]
pub struct Typed<'a> {
    /// The new limit.
    pub limit: &'a str,
    /// Why.
    pub reason: &'a str,
    /// What supports it, in words.
    pub evidence: &'a str,
    /// Whether a document supports it.
    pub document: bool,
    /// Last day it is good for, ISO.
    pub expires_on: &'a str,
}

/// A proposal that may be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The new limit, minor units.
    pub limit: i64,
    /// Why.
    pub reason: String,
    /// What supports it, in words; may be empty when a document does.
    pub evidence: String,
    /// Last day it is good for.
    pub expires_on: Date,
}

/// Judges what was typed: the reason long enough, some evidence, an end that is not past and not
/// later than a result of a bureau would be good for.
///
/// # Errors
/// The problems at their fields.
pub fn judge(
    typed: &Typed<'_>,
    rules: &Credit,
    today: Date,
) -> Result<Proposal, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let mut at = |field: &str, problem: Problem| problems.push(FieldProblem::new(field, problem));
    let limit = match typed.limit.trim() {
        "" => Err(Problem::new("required")),
        typed => validate::amount_cny(typed),
    };
    let limit = limit.and_then(|limit| match limit {
        i64::MIN..=0 => Err(Problem::new("amount-zero")),
        _ if limit > MOST => Err(Problem::new("amount-too-large").with("max", MOST / 100)),
        limit => Ok(limit),
    });
    let limit = limit.map_err(|problem| at("override_limit", problem)).ok();
    let least = usize::try_from(rules.override_reason_min_chars).unwrap_or(usize::MAX);
    let reason = validate::text::line(typed.reason, least, 500);
    let reason = reason
        .map_err(|problem| at("override_reason", problem))
        .ok();
    let least = if typed.document { 0 } else { EVIDENCE };
    let evidence = match typed.evidence.trim() {
        "" if typed.document => Ok(String::new()),
        "" => Err(Problem::new("evidence-required")),
        typed => validate::text::line(typed, least, 1000).map(|line| line.value),
    };
    let evidence = evidence.map_err(|problem| at("evidence", problem)).ok();
    let last = today
        .checked_add(i64::from(rules.result_valid_days).days())
        .unwrap_or(Date::MAX);
    let expires_on = match typed.expires_on.trim() {
        "" => Err(Problem::new("required")),
        typed => validate::date(typed),
    };
    let expires_on = expires_on.and_then(|date| match date {
        date if date < today => Err(Problem::new("date-in-past")),
        date if date > last => Err(Problem::new("override-too-long").with("date", last)),
        date => Ok(date),
    });
    let expires_on = expires_on.map_err(|problem| at("expires_on", problem)).ok();
    match (limit, reason, evidence, expires_on) {
        (Some(limit), Some(reason), Some(evidence), Some(expires_on)) => Ok(Proposal {
            limit,
            reason: reason.value,
            evidence,
            expires_on,
        }),
        _ => Err(problems),
    }
}

/// The moment an override ends: when its last day is over in the programme's time zone.
#[must_use]
pub fn ends_at(expires_on: Date, zone: &TimeZone) -> Instant {
    let next = expires_on.checked_add(1.day()).unwrap_or(Date::MAX);
    // Where midnight does not exist, the day begins at the first moment there is.
    let midnight = next.to_zoned(zone.clone()).map(|at| at.timestamp());
    Instant(midnight.map_or(i64::MAX, |at| at.as_microsecond()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrolment::machine::Machine;
    use crate::programme::china_csp;

    const TODAY: Date = jiff::civil::date(2026, 3, 2);

    fn right() -> Typed<'static> {
        Typed {
            limit: "600,000.00",
            reason: "母公司出具连带责任保证，审计报表显示现金流充足",
            evidence: "保证函编号 2026-017，原件存档",
            document: false,
            expires_on: "2026-06-30",
        }
    }

    fn codes(typed: &Typed<'_>) -> Vec<(String, &'static str)> {
        let judged = judge(typed, &china_csp().unwrap().credit, TODAY);
        let problems = judged.err().unwrap_or_default();
        problems
            .into_iter()
            .map(|p| (p.field, p.problem.code))
            .collect()
    }

    #[test]
    fn a_proposal_has_a_limit_a_reason_evidence_and_an_end() {
        let judged = judge(&right(), &china_csp().unwrap().credit, TODAY).unwrap();
        assert_eq!(
            (judged.limit, judged.expires_on),
            (60_000_000, jiff::civil::date(2026, 6, 30))
        );
        let all = codes(&Typed::default());
        let fields: Vec<_> = all.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "override_limit",
                "override_reason",
                "evidence",
                "expires_on"
            ]
        );
    }

    #[test]
    fn borders_hold_to_the_character_the_fen_and_the_day() {
        let one = |field: &str, code| vec![(field.to_owned(), code)];
        let reason = |reason| codes(&Typed { reason, ..right() });
        let nineteen = "一二三四五六七八九十一二三四五六七八九";
        assert_eq!(reason(nineteen), one("override_reason", "too-short"));
        assert_eq!(reason(&format!("{nineteen}十")), []);
        let limit = |limit| codes(&Typed { limit, ..right() });
        assert_eq!(limit("0"), one("override_limit", "amount-zero"));
        assert_eq!(limit("0.01"), []);
        // Above policy is what an override is for; a hundred million is a slip.
        assert_eq!(limit("100000000"), []);
        assert_eq!(
            limit("100000000.01"),
            one("override_limit", "amount-too-large")
        );
        let until = |expires_on| {
            codes(&Typed {
                expires_on,
                ..right()
            })
        };
        assert_eq!(until("2026-03-01"), one("expires_on", "date-in-past"));
        assert_eq!(until("2026-03-02"), []);
        // 180 days from 2 March.
        assert_eq!(until("2026-08-29"), []);
        assert_eq!(until("2026-08-30"), one("expires_on", "override-too-long"));
        let evidence = |evidence, document| {
            codes(&Typed {
                evidence,
                document,
                ..right()
            })
        };
        assert_eq!(evidence("", false), one("evidence", "evidence-required"));
        assert_eq!(evidence("太短", false), one("evidence", "too-short"));
        assert_eq!(evidence("", true), []);
        assert_eq!(evidence("见附件", true), []);
    }

    #[test]
    fn an_override_lasts_until_its_day_is_over_in_shanghai() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let end = ends_at(jiff::civil::date(2026, 6, 30), &zone);
        let end = jiff::Timestamp::from_microsecond(end.0).unwrap();
        assert_eq!(end.to_string(), "2026-06-30T16:00:00Z");
        assert!(ends_at(Date::MAX, &zone).0 > 0);
    }

    #[test]
    fn what_is_decided_stays_decided() {
        for state in State::ALL.iter().filter(|state| **state != State::Proposed) {
            for event in Event::ALL {
                assert!(state.apply(*event).is_err());
            }
        }
    }
}
