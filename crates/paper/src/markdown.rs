//! The few marks an agreement's text may carry.

use serde::Serialize;

/// A piece of an agreement's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Block {
    /// `# ` (level 1) or `## ` (level 2).
    Heading {
        /// 1 or 2.
        level: u8,
        /// The heading.
        text: String,
    },
    /// Lines up to an empty line.
    Paragraph {
        /// The paragraph on one line.
        text: String,
    },
    /// `1. ` items; each keeps the number written in the source, which clauses are quoted by.
    Numbered {
        /// The items.
        items: Vec<Item>,
    },
    /// `- ` items.
    Bulleted {
        /// The items; their number is 0.
        items: Vec<Item>,
    },
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Item {
    /// The number as written; 0 in a bulleted list.
    pub(crate) number: u32,
    /// The item on one line.
    pub(crate) text: String,
}

/// What a line begins.
enum Line<'a> {
    Empty,
    Heading(u8, &'a str),
    Numbered(u32, &'a str),
    Bulleted(&'a str),
    Text(&'a str),
}

impl<'a> Line<'a> {
    fn read(line: &'a str) -> Self {
        let line = line.trim();
        if line.is_empty() {
            Self::Empty
        } else if let Some(text) = line.strip_prefix("## ") {
            Self::Heading(2, text.trim())
        } else if let Some(text) = line.strip_prefix("# ") {
            Self::Heading(1, text.trim())
        } else if let Some(text) = line.strip_prefix("- ") {
            Self::Bulleted(text.trim())
        } else if let Some((number, text)) = numbered(line) {
            Self::Numbered(number, text)
        } else {
            Self::Text(line)
        }
    }
}

/// `12. text` as (12, "text"). `2026. ` at the start of a wrapped line is an item too, as in Markdown.
fn numbered(line: &str) -> Option<(u32, &str)> {
    let (number, text) = line.split_once(". ")?;
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    digits
        .then(|| number.parse().ok())?
        .map(|number| (number, text.trim()))
}

/// Splits `source` into blocks. Never fails: what is no mark is text.
pub(crate) fn blocks(source: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    // Whether the next line of text continues the last block.
    let mut open = false;
    for line in source.lines().map(Line::read) {
        let continued = open;
        open = true;
        match line {
            Line::Empty => open = false,
            Line::Heading(level, text) => {
                blocks.push(Block::Heading {
                    level,
                    text: text.to_owned(),
                });
                open = false;
            }
            Line::Numbered(number, text) => {
                let item = Item {
                    number,
                    text: text.to_owned(),
                };
                match blocks.last_mut() {
                    Some(Block::Numbered { items }) => items.push(item),
                    _ => blocks.push(Block::Numbered { items: vec![item] }),
                }
            }
            Line::Bulleted(text) => {
                let item = Item {
                    number: 0,
                    text: text.to_owned(),
                };
                match blocks.last_mut() {
                    Some(Block::Bulleted { items }) => items.push(item),
                    _ => blocks.push(Block::Bulleted { items: vec![item] }),
                }
            }
            Line::Text(text) => match blocks.last_mut().and_then(last_text) {
                Some(last) if continued => join(last, text),
                _ => blocks.push(Block::Paragraph {
                    text: text.to_owned(),
                }),
            },
        }
    }
    blocks
}

/// The text a wrapped line is appended to.
fn last_text(block: &mut Block) -> Option<&mut String> {
    match block {
        Block::Heading { .. } => None,
        Block::Paragraph { text } => Some(text),
        Block::Numbered { items } | Block::Bulleted { items } => {
            items.last_mut().map(|item| &mut item.text)
        }
    }
}

/// Appends a wrapped line, with a space unless Chinese meets on either side.
fn join(text: &mut String, line: &str) {
    let tight = text.chars().next_back().is_some_and(wide) || line.chars().next().is_some_and(wide);
    if !tight {
        text.push(' ');
    }
    text.push_str(line);
}

/// Ideographs and full-width punctuation, which are written without spaces between them.
fn wide(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::{Block, Item, blocks};

    fn item(number: u32, text: &str) -> Item {
        Item {
            number,
            text: text.to_owned(),
        }
    }

    #[test]
    fn the_subset_is_read() {
        let read = blocks(
            "# Title\n## Scope\nOne\ntwo.\n\n第一条\n内容。\n3. third\nwrapped\n\n4. fourth\n\n- a\n- b\n",
        );
        assert_eq!(
            read,
            [
                Block::Heading {
                    level: 1,
                    text: "Title".to_owned()
                },
                Block::Heading {
                    level: 2,
                    text: "Scope".to_owned()
                },
                Block::Paragraph {
                    text: "One two.".to_owned()
                },
                Block::Paragraph {
                    text: "第一条内容。".to_owned()
                },
                Block::Numbered {
                    items: vec![item(3, "third wrapped"), item(4, "fourth")]
                },
                Block::Bulleted {
                    items: vec![item(0, "a"), item(0, "b")]
                },
            ]
        );
    }

    #[test]
    fn everything_else_is_text() {
        for text in [
            "#no heading",
            "*a* `b` $x$",
            "99999999999. big",
            "1.5 tonnes",
            "1. ",
            "-",
        ] {
            let read = blocks(text);
            assert_eq!(
                read,
                [Block::Paragraph {
                    text: text.trim().to_owned()
                }],
                "{text}"
            );
        }
    }
}
