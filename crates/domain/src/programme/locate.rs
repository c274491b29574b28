//! Where in `programme.toml` a setting stands.

use super::error::ProgrammeError;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The parsed document with the position of every key and value.
pub(super) struct Locator<'i> {
    file: &'i str,
    source: &'i str,
    root: Spanned<DeTable<'i>>,
}

impl<'i> Locator<'i> {
    /// Parses the document; a broken one gives one error per broken place.
    pub(super) fn parse(file: &'i str, source: &'i str) -> Result<Self, Vec<ProgrammeError>> {
        let (root, errors) = DeTable::parse_recoverable(source);
        let locator = Self { file, source, root };
        if errors.is_empty() {
            Ok(locator)
        } else {
            Err(errors.iter().map(|e| locator.shape_error(e)).collect())
        }
    }

    /// An error at a path such as `documents[2].max_bytes`. When the setting itself is absent the
    /// line is that of the nearest table that is there.
    pub(super) fn error(&self, path: &str, message: String) -> ProgrammeError {
        ProgrammeError {
            file: self.file.to_owned(),
            line: self.line_of(self.offset_of(path)),
            field: path.to_owned(),
            message,
        }
    }

    /// An error of the TOML reader, with the path of the setting it happened in.
    pub(super) fn shape_error(&self, error: &toml::de::Error) -> ProgrammeError {
        let offset = error.span().map_or(0, |span: Range<usize>| span.start);
        let mut path = Vec::new();
        deepest(self.root.get_ref(), offset, &mut path);
        // The reader places a missing key at its table and names it only in the message.
        let missing = error
            .message()
            .strip_prefix("missing field `")
            .and_then(|m| m.split('`').next());
        path.extend(missing.map(|key| format!(".{key}")));
        let field = path.concat();
        ProgrammeError {
            file: self.file.to_owned(),
            line: self.line_of(offset),
            field: field.trim_start_matches('.').to_owned(),
            message: error.message().lines().collect::<Vec<_>>().join(" "),
        }
    }

    fn line_of(&self, offset: usize) -> usize {
        1 + self
            .source
            .bytes()
            .take(offset)
            .filter(|b| *b == b'\n')
            .count()
    }

    fn offset_of(&self, path: &str) -> usize {
        let mut offset = 0;
        let mut table = Some(self.root.get_ref());
        for step in path.split('.') {
            let (key, indexes) = step.split_once('[').unwrap_or((step, ""));
            let Some((found, value)) = table.and_then(|t| t.get_key_value(key)) else {
                return offset;
            };
            offset = found.span().start;
            let mut value = value;
            for index in indexes
                .split('[')
                .filter_map(|i| i.trim_end_matches(']').parse::<usize>().ok())
            {
                let Some(item) = value.get_ref().as_array().and_then(|a| a.get(index)) else {
                    return offset;
                };
                offset = item.span().start;
                value = item;
            }
            table = value.get_ref().as_table();
        }
        offset
    }
}

/// Collects the path of the deepest key or value around `offset`.
fn deepest(table: &DeTable<'_>, offset: usize, path: &mut Vec<String>) {
    for (key, value) in table {
        if key.span().contains(&offset) || covers(value, offset) {
            path.push(format!(".{}", key.get_ref()));
            descend(value, offset, path);
            return;
        }
    }
}

fn descend(value: &Spanned<DeValue<'_>>, offset: usize, path: &mut Vec<String>) {
    match value.get_ref() {
        DeValue::Table(table) => deepest(table, offset, path),
        DeValue::Array(items) => {
            if let Some((index, item)) = items
                .iter()
                .enumerate()
                .find(|(_, item)| covers(item, offset))
            {
                path.push(format!("[{index}]"));
                descend(item, offset, path);
            }
        }
        _ => {}
    }
}

/// Whether `offset` is in the value or in anything below it: the span of a `[table]` is its header.
fn covers(value: &Spanned<DeValue<'_>>, offset: usize) -> bool {
    value.span().contains(&offset)
        || match value.get_ref() {
            DeValue::Table(table) => table
                .iter()
                .any(|(k, v)| k.span().contains(&offset) || covers(v, offset)),
            DeValue::Array(items) => items.iter().any(|item| covers(item, offset)),
            _ => false,
        }
}
