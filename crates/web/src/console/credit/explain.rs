//! How a limit comes about, in figures.

use super::Opened;
use crate::ui::{Part, Text, format};
use app::App;
use app::i18n::Texts;
use domain::credit::history::Source;
use domain::credit::proposal::Inputs;
use domain::enrolment::checks::CreditResult;

struct Words<'a> {
    t: &'static Texts,
    currency: &'a str,
}

impl Words<'_> {
    fn part(&self, operator: &'static str, minor: i64, label: &str) -> Part {
        let value = Text::from(format::money(minor, self.currency));
        Part {
            operator,
            value,
            label: self.t.get(label),
            result: false,
        }
    }

    fn result(&self, operator: &'static str, minor: i64, label: &str) -> Part {
        Part {
            result: true,
            ..self.part(operator, minor, label)
        }
    }
}

/// Expected purchases × months = proposal, at most the cap.
pub(super) fn proposal(t: &'static Texts, figures: &Inputs, currency: &str) -> Vec<Part> {
    let words = Words { t, currency };
    let mut parts = vec![
        words.part("", figures.expected_monthly, "field-expected_monthly"),
        Part {
            operator: "×",
            value: figures.multiplier.to_string().into(),
            label: t.get("console-credit-months"),
            result: false,
        },
    ];
    let (product, proposal) = (figures.product(), figures.proposal());
    if product == proposal {
        parts.push(words.result("=", proposal, "console-credit-proposal"));
    } else {
        parts.push(words.part("=", product, "console-credit-product"));
        parts.push(words.part("≤", figures.cap, "credit-cap"));
        parts.push(words.result("→", proposal, "console-credit-capped"));
    }
    parts
}

/// What the newest decision was computed from.
fn inputs_then(opened: &Opened) -> Option<Inputs> {
    let newest = opened.file.decisions.first()?;
    serde_json::from_str(&newest.decision.inputs).ok()
}

/// The least of the proposal, what was asked for and what the bureau recommends: how a limit came
/// about that no person granted.
pub(super) fn granted(t: &'static Texts, opened: &Opened) -> Vec<Part> {
    let Some(newest) = opened.file.decisions.first().map(|made| &made.decision) else {
        return Vec::new();
    };
    let by_bureau = newest.source == Source::Bureau.text();
    let passed = newest.result == CreditResult::Pass.text();
    let Some(figures) = inputs_then(opened).filter(|_| by_bureau && passed) else {
        return Vec::new();
    };
    let words = Words {
        t,
        currency: &newest.currency,
    };
    let mut parts = vec![
        words.part("", figures.proposal(), "console-credit-proposal"),
        words.part("≤", figures.requested_limit, "field-requested_limit"),
    ];
    // The answer it rests on is the newest that decided.
    let answer = opened
        .file
        .inquiries
        .iter()
        .find(|i| i.effect.as_deref() == Some("decides"));
    if let Some(recommended) = answer.and_then(|i| i.credit_limit) {
        parts.push(words.part("≤", recommended, "credit-recommended"));
    }
    parts.push(words.result("→", newest.credit_limit, "credit-least"));
    parts
}

/// Whether the company's figures are others than those the newest decision rests on.
pub(super) fn figures_changed(app: &App, opened: &Opened) -> bool {
    let now = app::credit::inputs(app, &opened.case.answers);
    match (inputs_then(opened), now) {
        (Some(then), Some(now)) => {
            (then.expected_monthly, then.requested_limit)
                != (now.expected_monthly, now.requested_limit)
        }
        _ => false,
    }
}
