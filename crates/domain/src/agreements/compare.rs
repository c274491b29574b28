//! What changed between two texts: clause by clause, paragraph by paragraph, word by word.

use crate::programme::{Block, blocks};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A part of a changed paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Kept(String),
    /// Only in the old text.
    Out(String),
    /// Only in the new text.
    In(String),
}

/// What became of a paragraph, a list item or a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Word for word the same.
    Same(String),
    /// New.
    Added(String),
    /// Gone.
    Removed(String),
    /// Other words.
    Changed(Vec<Piece>),
}

impl Change {
    /// Whether anything differs.
    #[must_use]
    pub fn differs(&self) -> bool {
        !matches!(self, Self::Same(_))
    }
}

/// A clause: its heading and what stands below it. The first one is the title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its heading.
    pub heading: Change,
    /// Its paragraphs and list items.
    pub body: Vec<Change>,
}

impl Clause {
    /// Whether anything in it differs.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.heading.differs() || self.body.iter().any(Change::differs)
    }
}

/// Whether two paragraphs are one that was reworded rather than two: at least half of their words
/// stand in both, in the same order.
const ALIKE_PERCENT: usize = 50;

#[derive(Clone, Copy)]
struct Unit<'t> {
    heading: bool,
    text: &'t str,
}

fn units(text: &str) -> Vec<Unit<'_>> {
    let unit = |heading| move |text| Unit { heading, text };
    let mut units = Vec::new();
    for block in blocks(text) {
        match block {
            Block::Title(text) | Block::Heading(text) => units.push(unit(true)(text)),
            Block::Paragraph(text) => units.push(unit(false)(text)),
            Block::Numbered(items) | Block::Bullets(items) => {
                units.extend(items.into_iter().map(unit(false)));
            }
        }
    }
    units
}

/// Compares two texts of the programme, clause by clause, in the order of the new one.
#[must_use]
pub fn compare(old: &str, new: &str) -> Vec<Clause> {
    let (old, new) = (units(old), units(new));
    let texts = |units: &[Unit<'_>]| -> Vec<String> {
        units.iter().map(|unit| unit.text.to_owned()).collect()
    };
    let mut clauses: Vec<Clause> = Vec::new();
    let mut push = |heading: bool, change: Change| match clauses.last_mut() {
        Some(clause) if !heading => clause.body.push(change),
        _ => clauses.push(Clause {
            heading: change,
            body: Vec::new(),
        }),
    };
    for op in capture_diff_slices(Algorithm::Patience, &texts(&old), &texts(&new)) {
        match op {
            DiffOp::Equal { new_index, len, .. } => {
                for unit in new.iter().skip(new_index).take(len) {
                    push(unit.heading, Change::Same(unit.text.to_owned()));
                }
            }
            other => {
                let old = old.get(other.old_range()).unwrap_or_default();
                let new = new.get(other.new_range()).unwrap_or_default();
                between(old, new, &mut push);
            }
        }
    }
    clauses
}

/// Pairs what was reworded in a stretch where the texts differ.
fn between(old: &[Unit<'_>], new: &[Unit<'_>], push: &mut impl FnMut(bool, Change)) {
    let mut rest = old;
    for unit in new {
        let best = rest
            .iter()
            .enumerate()
            .filter(|(_, before)| before.heading == unit.heading)
            .map(|(at, before)| (alike_percent(before.text, unit.text), at))
            .filter(|(alike, _)| *alike >= ALIKE_PERCENT)
            // Of equally good ones the first: it is the nearest.
            .max_by_key(|(alike, at)| (*alike, std::cmp::Reverse(*at)));
        let Some((_, at)) = best else {
            push(unit.heading, Change::Added(unit.text.to_owned()));
            continue;
        };
        for gone in rest.iter().take(at) {
            push(gone.heading, Change::Removed(gone.text.to_owned()));
        }
        if let Some(before) = rest.get(at) {
            push(
                unit.heading,
                Change::Changed(pieces(before.text, unit.text)),
            );
        }
        rest = rest.get(at + 1..).unwrap_or_default();
    }
    for gone in rest {
        push(gone.heading, Change::Removed(gone.text.to_owned()));
    }
}

/// Words of scripts that separate them, single characters of those that do not.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let joins = |c: char| c.is_alphanumeric() && !is_ideograph(c);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let goes_on = joins(c) && chars.peek().is_some_and(|(_, next)| joins(*next));
        if !goes_on {
            let end = at + c.len_utf8();
            words.extend(text.get(start..end));
            start = end;
        }
    }
    words
}

fn is_ideograph(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c) || ('\u{20000}'..='\u{3ffff}').contains(&c)
}

fn ops(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    capture_diff_slices(Algorithm::Myers, old, new)
}

/// How much of two paragraphs is the same. Spaces and punctuation are alike everywhere and say
/// nothing.
fn alike_percent(old: &str, new: &str) -> usize {
    let telling = |text| -> Vec<&str> {
        let mut words = words(text);
        words.retain(|word| word.chars().any(char::is_alphanumeric));
        words
    };
    let (old, new) = (telling(old), telling(new));
    let kept: usize = ops(&old, &new)
        .iter()
        .map(|op| match op {
            DiffOp::Equal { len, .. } => *len,
            _ => 0,
        })
        .sum();
    200 * kept / (old.len() + new.len()).max(1)
}

fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let (old, new) = (words(old), words(new));
    let joined = |words: &[&str], range: std::ops::Range<usize>| {
        words.get(range).unwrap_or_default().concat()
    };
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut out, mut added) = (String::new(), String::new());
    let ops = ops(&old, &new);
    for (n, op) in ops.iter().enumerate() {
        let kept = joined(&new, op.new_range());
        match op {
            // A single word between two changes makes both harder to read than one change.
            DiffOp::Equal { len: 1, .. } if n > 0 && n + 1 < ops.len() => {
                out.push_str(&kept);
                added.push_str(&kept);
            }
            DiffOp::Equal { .. } => {
                flush(&mut pieces, &mut out, &mut added);
                pieces.push(Piece::Kept(kept));
            }
            _ => {
                out.push_str(&joined(&old, op.old_range()));
                added.push_str(&kept);
            }
        }
    }
    flush(&mut pieces, &mut out, &mut added);
    pieces
}

fn flush(pieces: &mut Vec<Piece>, out: &mut String, added: &mut String) {
    if !out.is_empty() {
        pieces.push(Piece::Out(std::mem::take(out)));
    }
    if !added.is_empty() {
        pieces.push(Piece::In(std::mem::take(added)));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::language::Language;
    use crate::programme::china_csp;
    use proptest::prelude::*;

    fn changed(old: &str, new: &str) -> Vec<Change> {
        let clauses = compare(&format!("# T\n\n{old}\n"), &format!("# T\n\n{new}\n"));
        clauses
            .into_iter()
            .flat_map(|clause| clause.body)
            .filter(Change::differs)
            .collect()
    }

    #[test]
    fn words_are_marked_in_both_scripts() {
        let [Change::Changed(pieces)] =
            &changed("within 24 hours, always", "within 12 hours, always")[..]
        else {
            panic!("one paragraph changed");
        };
        let kept = |text: &str| Piece::Kept(text.to_owned());
        assert_eq!(
            pieces[..],
            [
                kept("within "),
                Piece::Out("24".to_owned()),
                Piece::In("12".to_owned()),
                kept(" hours, always")
            ]
        );
        let [Change::Changed(pieces)] =
            &changed("并在 24 小时内通知运营方。", "并在 12 小时内通知运营方。")[..]
        else {
            panic!("one paragraph changed");
        };
        assert_eq!(pieces[1], Piece::Out("24".to_owned()));
    }

    #[test]
    fn other_paragraphs_are_gone_and_new() {
        let found = changed(
            "alpha beta gamma delta\n\nkept as it is",
            "kept as it is\n\none two three four",
        );
        assert_eq!(
            found,
            [
                Change::Removed("alpha beta gamma delta".to_owned()),
                Change::Added("one two three four".to_owned())
            ]
        );
        assert_eq!(changed("a b", "a b"), []);
    }

    /// The two shipped versions: five clauses changed, one is new, one has another number.
    #[test]
    fn the_shipped_versions_differ_where_they_should() {
        let programme = china_csp().unwrap();
        for language in Language::ALL {
            let body = |version| {
                &programme
                    .text_version("reseller-agreement", version, language)
                    .unwrap()
                    .body
            };
            let clauses = compare(body("2025-06"), body("2026-12"));
            let differ: Vec<_> = clauses.iter().filter(|clause| clause.differs()).collect();
            assert_eq!(differ.len(), 6, "{language:?}: {differ:#?}");
            assert_eq!(clauses.len(), 1 + 23);
            let added = clauses
                .iter()
                .filter(|c| matches!(c.heading, Change::Added(_)))
                .count();
            assert_eq!(added, 1, "{language:?}");
            assert!(
                !clauses
                    .iter()
                    .any(|c| matches!(c.heading, Change::Removed(_)))
            );
            let renumbered = &clauses.last().unwrap().heading;
            assert!(matches!(renumbered, Change::Changed(_)), "{renumbered:?}");
        }
    }

    /// What is left of a change when one side is taken away.
    fn side(change: &Change, old: bool) -> Option<String> {
        Some(match change {
            Change::Same(text) => text.clone(),
            Change::Added(text) => (!old).then(|| text.clone())?,
            Change::Removed(text) => old.then(|| text.clone())?,
            Change::Changed(pieces) => pieces
                .iter()
                .filter_map(|piece| match piece {
                    Piece::Kept(text) => Some(text.as_str()),
                    Piece::Out(text) => old.then_some(text.as_str()),
                    Piece::In(text) => (!old).then_some(text.as_str()),
                })
                .collect(),
        })
    }

    proptest! {
        /// Nothing is lost and nothing invented: each side can be put together again.
        #[test]
        fn both_texts_can_be_read_from_the_comparison(
            old in prop::collection::vec("[a-c甲乙丙 1]{1,12}", 1..8),
            new in prop::collection::vec("[a-c甲乙丙 1]{1,12}", 1..8),
        ) {
            let file = |lines: &[String]| format!("# T\n\n{}\n", lines.join("\n\n"));
            let clauses = compare(&file(&old), &file(&new));
            for (lines, is_old) in [(&old, true), (&new, false)] {
                let mut wanted = vec!["T".to_owned()];
                wanted.extend(lines.iter().filter(|line| !line.trim().is_empty()).cloned());
                let mut found = Vec::new();
                for clause in &clauses {
                    found.extend(side(&clause.heading, is_old));
                    found.extend(clause.body.iter().filter_map(|change| side(change, is_old)));
                }
                prop_assert_eq!(found, wanted);
            }
        }
    }
}
