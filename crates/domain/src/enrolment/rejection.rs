//! Rejections (T14): which reasons need two people, and what the applicant is told.

use super::form::FieldProblem;
use crate::programme::{ReasonCode, Settings};
use crate::validate::text;

/// Shortest text a company or a colleague is given, characters.
const SHORTEST: usize = 10;
/// Longest, characters.
const LONGEST: usize = 2000;

/// A rejection that may be recorded.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Rejection {
    /// Reason codes in the order of the programme, each once.
    pub reasons: Vec<String>,
    /// What the company is told besides; empty when the reasons are confidential.
    pub text: String,
    /// What a colleague should know; never leaves the house.
    pub note: String,
    /// Whether somebody else has to agree.
    pub needs_second: bool,
}

/// Judges a rejection as it was typed.
///
/// # Errors
/// Problems at `reasons`, `text` or `note`.
pub fn judge(
    codes: &[String],
    text: &str,
    note: &str,
    settings: &Settings,
) -> Result<Rejection, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let known = |code: &String| settings.reason_codes.iter().any(|r| r.code == *code);
    if codes.is_empty() {
        problems.push(FieldProblem::plain("reasons", "choice-required"));
    } else if !codes.iter().all(known) {
        problems.push(FieldProblem::plain("reasons", "choice-unknown"));
    }
    let needs_second = confidential(codes, settings);
    let mut checked = |field: &str, typed: &str, required: bool| {
        // An optional text is either empty or long enough to mean something.
        let least = if required || !typed.trim().is_empty() {
            SHORTEST
        } else {
            0
        };
        text::multiline(typed, least, LONGEST).map_or_else(
            |problem| {
                problems.push(FieldProblem::new(field, problem));
                String::new()
            },
            |checked| checked.value,
        )
    };
    let note = checked("note", note, needs_second);
    let told = checked("text", text, !needs_second);
    if needs_second && !text.trim().is_empty() {
        problems.retain(|problem| problem.field != "text");
        problems.push(FieldProblem::plain("text", "text-confidential"));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let reasons = settings.reason_codes.iter().map(|r| r.code.clone());
    Ok(Rejection {
        reasons: reasons.filter(|code| codes.contains(code)).collect(),
        text: told,
        note,
        needs_second,
    })
}

/// Whether one of the reasons is of the kind that needs two people and gives no detail away.
#[must_use]
pub fn confidential(codes: &[String], settings: &Settings) -> bool {
    let mut reasons = settings.reason_codes.iter();
    reasons.any(|r| r.second_approver && codes.contains(&r.code))
}

/// The reasons the applicant reads. Beside a confidential one no other is told, because what is
/// left out would tell as much as what is said; two with the same text are told once.
#[must_use]
pub fn told<'s>(codes: &[String], settings: &'s Settings) -> Vec<&'s ReasonCode> {
    let quiet = confidential(codes, settings);
    let mut told: Vec<&ReasonCode> = Vec::new();
    let reasons = settings.reason_codes.iter();
    for reason in reasons.filter(|r| codes.contains(&r.code) && r.second_approver == quiet) {
        if told.iter().all(|before| before.text != reason.text) {
            told.push(reason);
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::china_csp;

    fn codes(codes: &[&str]) -> Vec<String> {
        codes.iter().map(|code| (*code).to_owned()).collect()
    }

    #[test]
    fn a_rejection_has_reasons_and_a_text() {
        let programme = china_csp().unwrap();
        let judge = |reasons: &[&str], text: &str, note: &str| {
            judge(&codes(reasons), text, note, &programme).map_err(|problems| {
                let named = problems.iter().map(|p| (p.field.clone(), p.problem.code));
                named.collect::<Vec<_>>()
            })
        };
        let one = |field: &str, code| Err(vec![(field.to_owned(), code)]);
        let right = judge(&["OTHER", "NAME_MISMATCH"], "营业执照上的名称不同。", "").unwrap();
        assert_eq!(right.reasons, ["NAME_MISMATCH", "OTHER"]);
        assert!(!right.needs_second && right.note.is_empty());
        assert_eq!(
            judge(&[], "营业执照上的名称不同。", ""),
            one("reasons", "choice-required")
        );
        assert_eq!(
            judge(&["X"], "营业执照上的名称不同。", ""),
            one("reasons", "choice-unknown")
        );
        assert_eq!(judge(&["OTHER"], " ", ""), one("text", "required"));
        assert_eq!(judge(&["OTHER"], "太短了", ""), one("text", "too-short"));
        assert_eq!(
            judge(&["OTHER"], &"字".repeat(2001), ""),
            one("text", "too-long")
        );
        assert_eq!(
            judge(&["OTHER"], &"字".repeat(2000), "内部"),
            one("note", "too-short")
        );
    }

    #[test]
    fn a_suspicion_is_explained_to_the_colleague_and_not_to_the_company() {
        let programme = china_csp().unwrap();
        let reasons = codes(&["NAME_MISMATCH", "FRAUD_SUSPECTED"]);
        let note = "执照上的二维码指向另一家公司。";
        let right = judge(&reasons, "", note, &programme).unwrap();
        assert!(right.needs_second);
        assert_eq!((right.text.as_str(), right.note.as_str()), ("", note));
        let told_text = judge(&reasons, "我们怀疑贵公司伪造执照。", note, &programme);
        assert_eq!(
            told_text.unwrap_err(),
            [FieldProblem::plain("text", "text-confidential")]
        );
        let no_note = judge(&reasons, "", "", &programme).unwrap_err();
        assert_eq!(no_note, [FieldProblem::plain("note", "required")]);
    }

    #[test]
    fn what_is_told_gives_no_detail_away() {
        let programme = china_csp().unwrap();
        let told = |reasons: &[&str]| {
            let told = told(&codes(reasons), &programme);
            told.iter().map(|r| r.code.clone()).collect::<Vec<_>>()
        };
        assert_eq!(
            told(&["OTHER", "LICENCE_EXPIRED"]),
            ["LICENCE_EXPIRED", "OTHER"]
        );
        assert_eq!(
            told(&["LICENCE_EXPIRED", "FRAUD_SUSPECTED"]),
            ["FRAUD_SUSPECTED"]
        );
        // Both are the same sentence; which of them it is stays inside.
        assert_eq!(told(&["POLICY", "FRAUD_SUSPECTED"]), ["POLICY"]);
        assert_eq!(told(&[]), Vec::<String>::new());
    }
}
