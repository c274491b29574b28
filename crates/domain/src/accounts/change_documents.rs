//! Documents of a change of vetted facts (03 §1): which of them the changed facts ask for, whose turn
//! it is, and what is missing before they can be sent.

use crate::caller::text_of_enum;
use crate::enrolment::documents::Kind;
use crate::enrolment::sections::{holds, rests_on};
use crate::programme::{Programme, Requirement};

/// Whose turn it is while a change waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The company's: what its facts ask for has not come yet.
    Awaited,
    /// The reviewer's.
    Sent,
    /// The company's once more: the reviewer has asked something.
    Asked,
}

text_of_enum!(Stage {
    Awaited => "awaited",
    Sent => "sent",
    Asked => "asked",
});

impl Stage {
    /// Whether the company has to do something before it can be agreed to.
    #[must_use]
    pub fn is_companys(self) -> bool {
        self != Self::Sent
    }
}

/// Facts that a registration certificate shows.
const REGISTERED: &[&str] = &[
    "province",
    "city",
    "district",
    "address_line1",
    "address_line2",
    "registration_type",
    "established_on",
    "registered_capital",
    "term_ends_on",
    "legal_representative",
];

/// Longest question of a reviewer and longest comment of a company, characters.
pub const LONGEST: usize = 1000;
/// Shortest question.
pub const SHORTEST: usize = 3;
/// Questions and answers kept of one change.
pub const MOST_LINES: usize = 60;

/// The kinds that may be added to a change: what is about credit has nothing to say about a fact.
pub fn offered(programme: &Programme) -> impl Iterator<Item = Kind> {
    let kinds = programme.document_types.iter();
    kinds
        .filter_map(|kind| Kind::from_text(&kind.id))
        .filter(|kind| !kind.is_financial())
}

/// The documents that changed facts ask for. What an application always needs proves what is
/// registered; what it needs on a condition is asked for when a change makes the condition true.
#[must_use]
pub fn wanted<'a>(
    programme: &Programme,
    changed: &[&str],
    after: impl Fn(&str) -> &'a str,
) -> Vec<Kind> {
    let touches = |fields: &[&str]| changed.iter().any(|field| fields.contains(field));
    let is_wanted = |kind: &Kind| {
        let Some(rules) = programme.document_type(kind.text()) else {
            return false;
        };
        match (rules.requirement, rules.condition) {
            (Requirement::Required, _) => touches(REGISTERED),
            (Requirement::Conditional, Some(condition)) => {
                touches(rests_on(condition)) && holds(condition, &after)
            }
            _ => false,
        }
    };
    offered(programme).filter(is_wanted).collect()
}

/// A document of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// What it proves.
    pub kind: Kind,
    /// Whether the reviewer has it.
    pub sent: bool,
    /// Whether malware was found in it.
    pub infected: bool,
}

/// Where a change begins: with whatever was sent for one it replaces, and whatever is asked of that.
#[must_use]
pub fn first(wanted: &[Kind], held: &[Held], before: Option<Stage>) -> Stage {
    let sent = |kind: &Kind| {
        held.iter()
            .any(|document| document.kind == *kind && document.sent && !document.infected)
    };
    match before {
        Some(Stage::Asked) => Stage::Asked,
        _ if wanted.iter().all(sent) => Stage::Sent,
        _ => Stage::Awaited,
    }
}

/// What is missing before the company can send: of what its facts ask for any document, of what the
/// reviewer asks for a new one.
#[must_use]
pub fn missing(stage: Stage, wanted: &[Kind], asked: &[Kind], held: &[Held]) -> Vec<Kind> {
    let sound = |kind: &Kind| {
        let kind = *kind;
        held.iter()
            .filter(move |document| document.kind == kind && !document.infected)
    };
    match stage {
        Stage::Awaited => {
            let open = wanted.iter().filter(|kind| sound(kind).next().is_none());
            open.copied().collect()
        }
        Stage::Asked => {
            let open = asked
                .iter()
                .filter(|kind| sound(kind).all(|document| document.sent));
            open.copied().collect()
        }
        Stage::Sent => Vec::new(),
    }
}

/// Whether there is anything to send.
#[must_use]
pub fn has_news(held: &[Held], comment: &str) -> bool {
    !comment.is_empty() || held.iter().any(|document| !document.sent)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::accounts::profiles::{FIXED, Profile};
    use crate::programme::china_csp;
    use std::collections::BTreeMap;

    const LICENCE: Kind = Kind::BusinessLicence;
    const LETTER: Kind = Kind::AuthorisationLetter;

    fn asks(changed: &[&str], after: &[(&str, &'static str)]) -> Vec<Kind> {
        let after: BTreeMap<_, _> = after.iter().copied().collect();
        let programme = china_csp().unwrap();
        wanted(&programme, changed, |field| {
            after.get(field).copied().unwrap_or("")
        })
    }

    fn held(kind: Kind, sent: bool) -> Held {
        Held {
            kind,
            sent,
            infected: false,
        }
    }

    #[test]
    fn what_is_registered_asks_for_the_licence() {
        for field in REGISTERED {
            assert_eq!(asks(&[*field], &[]), [LICENCE], "{field}");
        }
        for field in ["postal_code", "primary_phone", "approval_title"] {
            assert_eq!(asks(&[field], &[]), [], "{field}");
        }
        // They are fields of the form, and such as can be changed.
        let known = Profile::Legal.fields();
        for field in REGISTERED {
            assert!(known.iter().any(|known| known.name == *field), "{field}");
            assert!(!FIXED.contains(field));
        }
    }

    #[test]
    fn people_ask_for_the_letter_and_domains_for_their_proof() {
        let other = [("primary_name", "甲"), ("legal_representative", "乙")];
        assert_eq!(asks(&["primary_name"], &other), [LETTER]);
        assert_eq!(
            asks(&["legal_representative"], &other),
            [LICENCE, LETTER],
            "the representative is registered"
        );
        let same = [("primary_name", "甲"), ("legal_representative", "甲")];
        assert_eq!(asks(&["primary_name"], &same), []);
        // What is so already is not asked for because of something else.
        assert_eq!(asks(&["primary_phone"], &other), []);
        let domains = [
            ("primary_email", "a@one.example"),
            ("approval_email", "b@two.example"),
        ];
        assert_eq!(asks(&["approval_email"], &domains), [Kind::DomainProof]);
    }

    #[test]
    fn what_is_about_credit_is_never_offered() {
        let programme = china_csp().unwrap();
        let kinds: Vec<_> = offered(&programme).collect();
        assert!(!kinds.contains(&Kind::FinancialStatement));
        assert_eq!(kinds.len(), programme.document_types.len() - 1);
    }

    #[test]
    fn a_change_begins_with_whoever_has_to_act() {
        let sent = [held(LICENCE, true)];
        assert_eq!(first(&[], &[], None), Stage::Sent);
        assert_eq!(first(&[LICENCE], &[], None), Stage::Awaited);
        assert_eq!(
            first(&[LICENCE], &[held(LICENCE, false)], None),
            Stage::Awaited
        );
        assert_eq!(first(&[LICENCE], &sent, Some(Stage::Sent)), Stage::Sent);
        assert_eq!(
            first(&[LICENCE, LETTER], &sent, Some(Stage::Sent)),
            Stage::Awaited
        );
        // A question outlives the change it was asked about.
        assert_eq!(first(&[], &sent, Some(Stage::Asked)), Stage::Asked);
        let infected = [Held {
            infected: true,
            ..held(LICENCE, true)
        }];
        assert_eq!(first(&[LICENCE], &infected, None), Stage::Awaited);
        for stage in Stage::ALL {
            assert_eq!(Stage::from_text(stage.text()), Some(*stage));
            assert_eq!(stage.is_companys(), *stage != Stage::Sent);
        }
    }

    #[test]
    fn what_was_sent_answers_no_new_question() {
        let [fresh, sent] = [[held(LICENCE, false)], [held(LICENCE, true)]];
        let both = [LICENCE, LETTER];
        assert_eq!(missing(Stage::Awaited, &both, &[], &fresh), [LETTER]);
        assert_eq!(missing(Stage::Awaited, &both, &[], &sent), [LETTER]);
        assert_eq!(missing(Stage::Asked, &both, &[LICENCE], &sent), [LICENCE]);
        assert_eq!(missing(Stage::Asked, &both, &[LICENCE], &fresh), []);
        assert_eq!(missing(Stage::Asked, &both, &[], &[]), []);
        assert_eq!(missing(Stage::Sent, &both, &both, &[]), []);
        assert!(has_news(&fresh, "") && has_news(&[], "The register is late"));
        assert!(!has_news(&sent, "") && !has_news(&[], ""));
    }
}
