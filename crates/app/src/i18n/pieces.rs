//! Messages that are text with variables in it and nothing else: most of those with variables.
//! Taken apart once, they are put together without the interpreter.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

/// Such a message.
pub(super) struct Pieces(Vec<Piece>);

enum Piece {
    Text(String),
    Variable(String),
}

impl Pieces {
    /// Takes a message apart; none for one with plurals, choices, functions or references.
    pub(super) fn of(pattern: &Pattern<&str>) -> Option<Self> {
        let piece = |element: &PatternElement<&str>| match element {
            PatternElement::TextElement { value } => Some(Piece::Text((*value).to_owned())),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => Some(Piece::Variable(id.name.to_owned())),
            PatternElement::Placeable { .. } => None,
        };
        pattern
            .elements
            .iter()
            .map(piece)
            .collect::<Option<_>>()
            .map(Self)
    }

    /// Puts the message together; none when a variable is not given.
    pub(super) fn format<'a>(&'a self, variables: &[(&str, &'a str)]) -> Option<String> {
        let value = |piece: &'a Piece| match piece {
            Piece::Text(text) => Some(text.as_str()),
            Piece::Variable(wanted) => {
                let mut all = variables.iter().rev();
                all.find(|(name, _)| name == wanted)
                    .map(|(_, value)| *value)
            }
        };
        self.0.iter().map(value).collect()
    }

    /// Which variables it wants.
    #[cfg(test)]
    pub(super) fn variables(&self) -> Vec<&str> {
        let name = |piece| match piece {
            &Piece::Text(_) => None,
            Piece::Variable(name) => Some(name.as_str()),
        };
        self.0.iter().filter_map(name).collect()
    }
}
