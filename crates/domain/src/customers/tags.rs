//! Tags a partner sorts its customers by: short names of its own, which the customer never sees.

use super::search_key;
use crate::validate::{Problem, text};

/// Most tags of one partner. A longer list is no longer looked through, it is searched in.
pub const MOST: u32 = 50;
/// Most tags of one customer.
pub const MOST_EACH: u32 = 10;
/// Longest name, characters.
pub const LONGEST: usize = 40;

/// What stands between tags in one cell of a table.
const BETWEEN: [char; 3] = [';', '；', '、'];

/// A name as it is kept, and the key by which two names are the same.
///
/// # Errors
/// `required`, `too-long` and what else [`text::line`] refuses; `tag-separator` for a name that a
/// cell of a table would take for two.
pub fn name(typed: &str) -> Result<(String, String), Problem> {
    let name = text::line(typed, 1, LONGEST)?.value;
    if name.contains(BETWEEN) {
        return Err(Problem::new("tag-separator"));
    }
    let key = search_key(&name);
    Ok((name, key))
}

/// The names in one cell of a table, each once, in their order.
///
/// # Errors
/// Those of [`name`]; `tags-too-many` (`max`).
pub fn names(cell: &str) -> Result<Vec<(String, String)>, Problem> {
    let mut names: Vec<(String, String)> = Vec::new();
    for part in cell.split(BETWEEN).filter(|part| !part.trim().is_empty()) {
        let (name, key) = name(part)?;
        if names.iter().all(|(_, known)| *known != key) {
            names.push((name, key));
        }
    }
    if u32::try_from(names.len()).is_ok_and(|count| count <= MOST_EACH) {
        Ok(names)
    } else {
        Err(Problem::new("tags-too-many").with("max", MOST_EACH))
    }
}

/// Names in one cell, as [`names`] reads them.
#[must_use]
pub fn cell<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().collect::<Vec<_>>().join("; ")
}

/// The first number from 1 to `most` that is not taken. Each tag has a number of its own, so that an
/// index refuses one too many and nobody has to count.
#[must_use]
pub fn free_slot(taken: &[i64], most: u32) -> Option<i64> {
    (1..=i64::from(most)).find(|slot| !taken.contains(slot))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn names_are_short_and_one_however_they_are_written() {
        assert_eq!(
            name("  重点 客户 ").unwrap(),
            ("重点 客户".to_owned(), "重点 客户".to_owned())
        );
        assert_eq!(
            name("Ｋey Account").unwrap().1,
            name("key  account").unwrap().1
        );
        assert_eq!(name("").unwrap_err().code, "required");
        assert_eq!(name(&"长".repeat(LONGEST)).map(|_| ()), Ok(()));
        assert_eq!(
            name(&"长".repeat(LONGEST + 1)).unwrap_err().code,
            "too-long"
        );
        assert_eq!(name("a;b").unwrap_err().code, "tag-separator");
    }

    #[test]
    fn a_cell_holds_several() {
        let shown = |cell: &str| -> Vec<String> {
            names(cell)
                .unwrap()
                .into_iter()
                .map(|(name, _)| name)
                .collect()
        };
        assert_eq!(shown(""), Vec::<String>::new());
        assert_eq!(shown("east; VIP；vip、; "), ["east", "VIP"]);
        assert_eq!(shown(&cell(["a", "b"])), ["a", "b"]);
        let many: Vec<_> = (0..=MOST_EACH).map(|n| n.to_string()).collect();
        assert_eq!(names(&many.join(";")).unwrap_err().code, "tags-too-many");
        assert_eq!(names(&many[1..].join(";")).unwrap().len(), 10);
    }

    #[test]
    fn the_first_free_number() {
        assert_eq!(free_slot(&[], 2), Some(1));
        assert_eq!(free_slot(&[1, 3], 3), Some(2));
        assert_eq!(free_slot(&[2, 1], 2), None);
    }
}
