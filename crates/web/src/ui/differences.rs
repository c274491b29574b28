//! What differs between two texts, clause by clause.

use crate::ui::parts::Text;
use app::i18n::Texts;
use askama::Template;
use domain::agreements::compare::{Change, Clause, Piece};
use domain::language::Language;

/// Words that are in both texts, only in the old one, or only in the new one.
#[derive(Debug, Clone)]
struct Span {
    /// `del`, `ins` or nothing.
    tag: &'static str,
    text: String,
}

/// A paragraph, or a remark on several that are the same.
#[derive(Debug, Clone)]
struct Line {
    /// Class of the stylesheet.
    class: &'static str,
    /// "New", "Removed", "3 paragraphs unchanged".
    note: Option<Text>,
    spans: Vec<Span>,
}

/// A clause with changes, or a remark on those without.
#[derive(Debug, Clone)]
struct Group {
    heading: Option<Line>,
    lines: Vec<Line>,
}

/// What differs between two texts; what is the same is counted, not repeated.
#[derive(Clone, Template)]
#[template(path = "components/differences.html")]
pub struct Differences {
    t: &'static Texts,
    language: Language,
    groups: Vec<Group>,
    /// Whether nothing differs.
    same: bool,
}

impl askama::filters::HtmlSafe for Differences {}

impl Differences {
    /// The differences of two texts in a language, with remarks in the reader's.
    #[must_use]
    pub fn new(t: &'static Texts, language: Language, clauses: &[Clause]) -> Self {
        let mut groups = Vec::new();
        let mut same = 0;
        for clause in clauses {
            if !clause.differs() {
                same += 1;
                continue;
            }
            remark(t, &mut groups, &mut same);
            groups.push(Group {
                heading: Some(line(t, &clause.heading)),
                lines: lines(t, &clause.body),
            });
        }
        let nothing = groups.is_empty();
        remark(t, &mut groups, &mut same);
        Self {
            t,
            language,
            groups,
            same: nothing,
        }
    }
}

fn count(t: &'static Texts, id: &str, n: usize) -> Text {
    t.format(id, &[("count", &n.to_string())]).into()
}

fn remark(t: &'static Texts, groups: &mut Vec<Group>, same: &mut usize) {
    if *same > 0 {
        groups.push(Group {
            heading: None,
            lines: vec![Line {
                class: "same",
                note: Some(count(t, "differences-clauses-same", *same)),
                spans: Vec::new(),
            }],
        });
        *same = 0;
    }
}

fn lines(t: &'static Texts, body: &[Change]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut same = 0;
    let flush = |lines: &mut Vec<Line>, same: &mut usize| {
        if *same > 0 {
            lines.push(Line {
                class: "same",
                note: Some(count(t, "differences-paragraphs-same", *same)),
                spans: Vec::new(),
            });
            *same = 0;
        }
    };
    for change in body {
        if change.differs() {
            flush(&mut lines, &mut same);
            lines.push(line(t, change));
        } else {
            same += 1;
        }
    }
    flush(&mut lines, &mut same);
    lines
}

fn line(t: &'static Texts, change: &Change) -> Line {
    let span = |tag, text: &str| Span {
        tag,
        text: text.to_owned(),
    };
    match change {
        Change::Same(text) => Line {
            class: "",
            note: None,
            spans: vec![span("", text)],
        },
        Change::Added(text) => Line {
            class: "in",
            note: Some(t.get("differences-added")),
            spans: vec![span("ins", text)],
        },
        Change::Removed(text) => Line {
            class: "out",
            note: Some(t.get("differences-removed")),
            spans: vec![span("del", text)],
        },
        Change::Changed(pieces) => Line {
            class: "mix",
            note: None,
            spans: pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Kept(text) => span("", text),
                    Piece::Out(text) => span("del", text),
                    Piece::In(text) => span("ins", text),
                })
                .collect(),
        },
    }
}
