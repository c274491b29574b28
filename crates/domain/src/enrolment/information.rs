//! Asking the applicant for more (T11) and what counts as an answer (T12).

use super::documents;
use super::form::{Answers, Rule};
use super::sections::{self, FIELDS, SECTIONS};
use std::collections::BTreeSet;

/// Most items of one request.
pub const MOST_ITEMS: usize = 8;
/// Shortest text of an item, characters.
pub const SHORTEST_TEXT: usize = 5;
/// Longest text of an item and longest comment of an answer, characters.
pub const LONGEST_TEXT: usize = 1000;

/// Fields that hold only together: whoever changes one may have to change the others.
const GROUPS: &[&[&str]] = &[
    &["credit_code", "tax_id"],
    &[
        "province",
        "city",
        "district",
        "address_line1",
        "address_line2",
        "postal_code",
    ],
];

/// What an item of a request concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The application as a whole; answered in words.
    General,
    /// All fields of a section.
    Section(&'static str),
    /// One field, with those that hold only together with it.
    Field(&'static str),
    /// A document of a kind.
    Document(documents::Kind),
}

impl Target {
    /// Everything an item can concern, in the order of the form.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all = vec![Self::General];
        for section in SECTIONS {
            if *section == "documents" {
                all.extend(documents::Kind::ALL.iter().copied().map(Self::Document));
                continue;
            }
            let fields: Vec<_> = askable(section).collect();
            if !fields.is_empty() {
                all.push(Self::Section(section));
                all.extend(fields.into_iter().map(Self::Field));
            }
        }
        all
    }

    /// Its spelling in the database and in forms.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::General => "general".to_owned(),
            Self::Section(name) => format!("section:{name}"),
            Self::Field(name) => format!("field:{name}"),
            Self::Document(kind) => format!("document:{}", kind.text()),
        }
    }

    /// Reads [`Self::text`] back.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::all().into_iter().find(|target| target.text() == text)
    }

    /// The fields that may be changed to answer it.
    #[must_use]
    pub fn fields(self) -> Vec<&'static str> {
        match self {
            Self::General | Self::Document(_) => Vec::new(),
            Self::Field(name) => together_with(name),
            Self::Section(section) => {
                let open: BTreeSet<_> = askable(section).flat_map(together_with).collect();
                ordered(&open)
            }
        }
    }

    /// The section of the form it lies in.
    #[must_use]
    pub fn section(self) -> Option<&'static str> {
        match self {
            Self::General => None,
            Self::Section(section) => Some(section),
            Self::Field(name) => Some(sections::section_of(name)),
            Self::Document(_) => Some("documents"),
        }
    }
}

/// The fields of a section that can be asked about: consents are given once and not corrected.
fn askable(section: &str) -> impl Iterator<Item = &'static str> {
    sections::fields(section)
        .filter(|field| field.rule != Rule::Tick)
        .map(|field| field.name)
}

fn together_with(name: &'static str) -> Vec<&'static str> {
    let group = GROUPS.iter().find(|group| group.contains(&name));
    group.map_or_else(|| vec![name], |group| group.to_vec())
}

fn ordered(names: &BTreeSet<&'static str>) -> Vec<&'static str> {
    FIELDS
        .iter()
        .map(|field| field.name)
        .filter(|name| names.contains(name))
        .collect()
}

/// The fields that are open while a request waits for its answer, in the order of the form.
#[must_use]
pub fn open_fields(targets: impl IntoIterator<Item = Target>) -> Vec<&'static str> {
    let open: BTreeSet<_> = targets.into_iter().flat_map(Target::fields).collect();
    ordered(&open)
}

/// What has happened since an item was asked.
#[derive(Debug, Clone, Copy)]
pub struct Reaction<'a> {
    /// The form as it was.
    pub before: &'a Answers,
    /// The form as it is.
    pub after: &'a Answers,
    /// Kinds of documents uploaded since.
    pub uploaded: &'a [documents::Kind],
    /// What was written to the item.
    pub comment: &'a str,
}

/// Whether an item is answered: something it concerns was changed or uploaded, or the applicant
/// explained.
#[must_use]
pub fn is_answered(target: Target, reaction: Reaction<'_>) -> bool {
    let value = |answers: &Answers, field: &str| answers.get(field).cloned().unwrap_or_default();
    let changed =
        |field: &&'static str| value(reaction.before, field) != value(reaction.after, field);
    !reaction.comment.trim().is_empty()
        || match target {
            Target::General => false,
            Target::Document(kind) => reaction.uploaded.contains(&kind),
            Target::Field(_) | Target::Section(_) => target.fields().iter().any(changed),
        }
}

/// A field with its value before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The field.
    pub field: &'static str,
    /// What it held.
    pub before: String,
    /// What it holds.
    pub after: String,
}

/// The fields of the form that differ.
#[must_use]
pub fn changes(before: &Answers, after: &Answers) -> Vec<Change> {
    let value = |answers: &Answers, field: &str| answers.get(field).cloned().unwrap_or_default();
    FIELDS
        .iter()
        .filter(|field| field.rule != Rule::Tick)
        .map(|field| Change {
            field: field.name,
            before: value(before, field.name),
            after: value(after, field.name),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrolment::documents::Kind;
    use crate::enrolment::form::tests::answers;

    #[test]
    fn every_target_reads_back_and_none_is_a_consent() {
        let all = Target::all();
        let spelt: BTreeSet<_> = all.iter().map(|target| target.text()).collect();
        assert_eq!(spelt.len(), all.len());
        for target in &all {
            assert_eq!(Target::from_text(&target.text()), Some(*target));
            for field in target.fields() {
                assert!(!field.starts_with("declare_") && field != "credit_authorisation");
            }
        }
        for wrong in [
            "",
            "field:",
            "field:declare_true",
            "section:documents",
            "section:declarations",
            "document:x",
            "legal_name",
        ] {
            assert_eq!(Target::from_text(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn fields_that_hold_together_are_open_together() {
        assert_eq!(
            Target::Field("legal_name").fields(),
            ["legal_name"],
            "a field on its own"
        );
        assert_eq!(
            Target::Field("tax_id").fields(),
            ["credit_code", "tax_id"],
            "the tax ID is the credit code"
        );
        let open = open_fields([
            Target::Field("postal_code"),
            Target::Document(Kind::DomainProof),
        ]);
        assert_eq!(open.first(), Some(&"province"));
        assert_eq!(open.len(), 6);
        let legal = open_fields([Target::Section("legal")]);
        assert!(legal.contains(&"tax_id") && legal.contains(&"primary_email"));
        assert!(!legal.contains(&"support_email"));
        assert_eq!(open_fields([Target::General]), Vec::<&str>::new());
    }

    #[test]
    fn an_item_is_answered_by_a_change_a_document_or_words() {
        let before = answers(&[("city", "杭州市"), ("legal_name", "甲")]);
        let moved = answers(&[("city", "宁波市"), ("legal_name", "甲")]);
        let react = |after, uploaded, comment| Reaction {
            before: &before,
            after,
            uploaded,
            comment,
        };
        let nothing = react(&before, &[], "  \n");
        for target in Target::all() {
            assert!(!is_answered(target, nothing), "{}", target.text());
            assert!(is_answered(target, react(&before, &[], "已电话说明")));
        }
        let change = react(&moved, &[], "");
        assert!(is_answered(Target::Field("postal_code"), change));
        assert!(is_answered(Target::Section("legal"), change));
        assert!(!is_answered(Target::Field("legal_name"), change));
        assert!(!is_answered(Target::General, change));
        let licence = [Kind::BusinessLicence];
        let upload = react(&before, &licence, "");
        assert!(is_answered(Target::Document(Kind::BusinessLicence), upload));
        assert!(!is_answered(Target::Document(Kind::DomainProof), upload));
    }

    #[test]
    fn changes_name_what_was_added_removed_and_replaced() {
        let before = answers(&[("city", "杭州市"), ("purchase_order", "PO-1"), ("x", "1")]);
        let after = answers(&[
            ("city", "宁波市"),
            ("bank_name", "银行"),
            ("declare_true", "yes"),
        ]);
        let found: Vec<_> = changes(&before, &after)
            .into_iter()
            .map(|c| (c.field, c.before, c.after))
            .collect();
        let owned = |a: &'static str, b: &str, c: &str| (a, b.to_owned(), c.to_owned());
        assert_eq!(
            found,
            [
                owned("city", "杭州市", "宁波市"),
                owned("bank_name", "", "银行"),
                owned("purchase_order", "PO-1", ""),
            ]
        );
        assert_eq!(changes(&after, &after), []);
    }
}
