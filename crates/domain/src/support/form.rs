//! What a new request says, and what is wrong with it.

use super::topic::{self, Topic};
use super::{Kind, Severity};
use crate::enrolment::form::{Answers, FieldProblem};
use crate::validate::{self, Checked, Problem, text};

/// Longest summary, characters.
pub const SUMMARY: usize = 200;
/// Longest details, and longest message, characters.
pub const DETAILS: usize = 8_000;
/// Longest word on the effect, or on what was tried.
pub const WORDS: usize = 2_000;
/// Longest line about what it belongs to.
pub const LINE: usize = 200;

/// A new request that may be kept.
#[derive(Debug, Clone)]
pub struct New {
    /// In one line.
    pub summary: String,
    /// What about.
    pub topic: &'static Topic,
    /// How bad.
    pub severity: Severity,
    /// Everything about it.
    pub details: String,
    /// What it does to the business.
    pub effect: String,
    /// What was tried already.
    pub tried: String,
    /// Invoice, order, correlation ids.
    pub related: String,
    /// Where to call back; empty for not at all.
    pub phone: String,
    /// Whether the operator may look into the company's data for it.
    pub consents: bool,
}

/// The fields of the form, in its order.
pub const FIELDS: [&str; 9] = [
    "summary", "topic", "severity", "details", "effect", "tried", "related", "phone", "consent",
];

/// Judges what was typed.
///
/// # Errors
/// The problems at the fields.
pub fn judge(kind: Kind, typed: &Answers) -> Result<New, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let value = |field: &str| typed.get(field).map_or("", |value| value.trim());
    let topic = topic::by_name(value("topic"))
        .filter(|topic| topic.of_customers == (kind == Kind::Customer));
    if topic.is_none() {
        problems.push(FieldProblem::new("topic", chosen(value("topic"))));
    }
    let severity = Severity::from_text(value("severity"));
    if severity.is_none() {
        problems.push(FieldProblem::new("severity", chosen(value("severity"))));
    }
    let critical = severity == Some(Severity::Critical);
    let mut kept = |field: &str, checked: Result<Checked, Problem>| match checked {
        Ok(checked) => checked.value,
        Err(problem) => {
            problems.push(FieldProblem::new(field, problem));
            String::new()
        }
    };
    let summary = kept("summary", text::line(value("summary"), 5, SUMMARY));
    let related = kept("related", text::line(value("related"), 0, LINE));
    let mut words = |field: &str, least: usize, most: usize| {
        kept(field, text::multiline(value(field), least, most))
    };
    let details = words("details", 10, DETAILS);
    // Whoever is woken at night has to know what for.
    let effect = words("effect", if critical { 10 } else { 0 }, WORDS);
    // The partner is the first to help its customers.
    let tried = words("tried", if kind == Kind::Customer { 10 } else { 0 }, WORDS);
    let phone = match value("phone") {
        "" => String::new(),
        number => match validate::phone::support_phone(number) {
            Ok(phone) => phone.e164,
            Err(problem) => {
                problems.push(FieldProblem::new("phone", problem));
                String::new()
            }
        },
    };
    match (topic, severity, problems.is_empty()) {
        (Some(topic), Some(severity), true) => Ok(New {
            summary,
            topic,
            severity,
            details,
            effect,
            tried,
            related,
            phone,
            consents: value("consent") == "yes",
        }),
        _ => Err(problems),
    }
}

fn chosen(value: &str) -> Problem {
    Problem::new(if value.is_empty() {
        "required"
    } else {
        "choice-unknown"
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Answers {
        let full = [
            ("summary", "发票上的数量不对"),
            ("topic", "invoice"),
            ("severity", "moderate"),
            ("details", "三月的发票比订阅多了两个席位，请核对。"),
        ];
        let all = full.iter().chain(pairs);
        all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    fn wrong(kind: Kind, pairs: &[(&str, &str)]) -> Vec<(String, &'static str)> {
        let problems = judge(kind, &typed(pairs)).err().unwrap_or_default();
        let pair = |p: FieldProblem| (p.field, p.problem.code);
        problems.into_iter().map(pair).collect()
    }

    #[test]
    fn a_request_says_what_is_needed() {
        let new = judge(Kind::Partner, &typed(&[("consent", "yes")])).unwrap();
        assert!(new.consents && new.topic.name == "invoice");
        let none = judge(Kind::Partner, &Answers::new()).unwrap_err();
        assert_eq!(none.len(), 4);
        assert_eq!(
            wrong(Kind::Partner, &[("severity", "critical")]),
            [("effect".to_owned(), "required")]
        );
        assert_eq!(
            wrong(Kind::Partner, &[("topic", "customer-access")]),
            [("topic".to_owned(), "choice-unknown")]
        );
        assert_eq!(
            wrong(Kind::Customer, &[("topic", "customer-access")]),
            [("tried".to_owned(), "required")]
        );
    }
}
