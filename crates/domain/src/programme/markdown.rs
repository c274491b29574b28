//! The few marks the programme's texts use: `# `, `## `, paragraphs, `1. ` and `- ` lists.
//!
//! One line is one block or one list item. Chinese has no spaces between words, so joining wrapped
//! lines would have to guess; texts are not wrapped instead.

/// A piece of a text, for showing it on a page or setting it on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<'t> {
    /// The title, `# `.
    Title(&'t str),
    /// A section's heading, `## `.
    Heading(&'t str),
    /// A paragraph.
    Paragraph(&'t str),
    /// A numbered list, counted from 1.
    Numbered(Vec<&'t str>),
    /// A list with bullets.
    Bullets(Vec<&'t str>),
}

enum Line<'t> {
    Blank,
    Title(&'t str),
    Heading(&'t str),
    Numbered(usize, &'t str),
    Bullet(&'t str),
    Paragraph(&'t str),
}

fn read(line: &str) -> Line<'_> {
    if line.trim().is_empty() {
        Line::Blank
    } else if let Some(rest) = line.strip_prefix("# ") {
        Line::Title(rest)
    } else if let Some(rest) = line.strip_prefix("## ") {
        Line::Heading(rest)
    } else if let Some(rest) = line.strip_prefix("- ") {
        Line::Bullet(rest)
    } else if let Some((number, rest)) = numbered(line) {
        Line::Numbered(number, rest)
    } else {
        Line::Paragraph(line)
    }
}

fn numbered(line: &str) -> Option<(usize, &str)> {
    let (number, rest) = line.split_once(". ")?;
    let digits = number.bytes().all(|b| b.is_ascii_digit());
    digits
        .then(|| number.parse().ok())
        .flatten()
        .map(|n| (n, rest))
}

/// Splits a text into blocks. Every text can be split; what is not a mark is a paragraph.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut after_blank = true;
    for line in text.lines() {
        let read = read(line);
        let blank = matches!(read, Line::Blank);
        match (read, blocks.last_mut()) {
            (Line::Blank, _) => {}
            (Line::Title(t), _) => blocks.push(Block::Title(t)),
            (Line::Heading(t), _) => blocks.push(Block::Heading(t)),
            (Line::Paragraph(t), _) => blocks.push(Block::Paragraph(t)),
            (Line::Numbered(_, t), Some(Block::Numbered(items))) if !after_blank => items.push(t),
            (Line::Numbered(_, t), _) => blocks.push(Block::Numbered(vec![t])),
            (Line::Bullet(t), Some(Block::Bullets(items))) if !after_blank => items.push(t),
            (Line::Bullet(t), _) => blocks.push(Block::Bullets(vec![t])),
        }
        after_blank = blank;
    }
    blocks
}

/// What in a text is beyond the subset, with the line it is on.
pub(super) fn faults(text: &str) -> Vec<(usize, &'static str)> {
    const FOREIGN: [(&str, &str); 6] = [
        ("<", "inline HTML is not allowed"),
        ("**", "emphasis is not allowed"),
        ("__", "emphasis is not allowed"),
        ("`", "code is not allowed"),
        ("](", "links are not allowed"),
        ("\t", "tabs are not allowed"),
    ];
    let mut faults = Vec::new();
    if !text.starts_with("# ") {
        faults.push((1, "must begin with a title, `# `"));
    }
    let mut expected = 1;
    for (index, line) in text.lines().enumerate() {
        let at = index + 1;
        faults.extend(
            FOREIGN
                .iter()
                .filter(|(mark, _)| line.contains(mark))
                .map(|(_, m)| (at, *m)),
        );
        if line.contains('\r') {
            faults.push((at, "lines must end in a line feed alone"));
        }
        if line.starts_with(char::is_whitespace) && !line.trim().is_empty() {
            faults.push((at, "lines must not be indented"));
        }
        if line.starts_with('#') && !matches!(read(line), Line::Title(_) | Line::Heading(_)) {
            faults.push((at, "headings are `# ` or `## `"));
        }
        if at > 1 && matches!(read(line), Line::Title(_)) {
            faults.push((at, "only one title is allowed"));
        }
        expected = match read(line) {
            Line::Numbered(number, _) => {
                if number != expected {
                    faults.push((at, "numbered lists must count 1, 2, 3"));
                }
                number + 1
            }
            _ => 1,
        };
    }
    faults
}
