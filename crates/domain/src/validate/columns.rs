//! Which column of a file is where.

use super::{Problem, text};

/// Where each of `wanted` stands in a file's first row. `others` are what people call columns besides
/// their names; a file may do without the `optional` ones.
///
/// # Errors
/// `file-column-missing`, `file-column-twice`, `file-column-unknown`, each with `column`.
pub fn columns<const N: usize>(
    head: &[String],
    wanted: &[&'static str; N],
    others: &[(&'static str, &'static str)],
    optional: &[&str],
) -> Result<[Option<usize>; N], Problem> {
    let mut places = [None; N];
    for (place, cell) in head.iter().enumerate() {
        let name = text::clean(cell).unwrap_or_default().to_lowercase();
        if name.is_empty() {
            continue;
        }
        let known = others.iter().find(|(other, _)| *other == name);
        let column = known.map_or(name.as_str(), |(_, column)| column);
        let Some(at) = wanted.iter().position(|c| *c == column) else {
            let shown: String = cell.chars().take(40).collect();
            return Err(Problem::new("file-column-unknown").with("column", shown));
        };
        if places[at].replace(place).is_some() {
            return Err(Problem::new("file-column-twice").with("column", column));
        }
    }
    for (at, column) in wanted.iter().enumerate() {
        if places[at].is_none() && !optional.contains(column) {
            return Err(Problem::new("file-column-missing").with("column", column));
        }
    }
    Ok(places)
}
