//! The shipped programme with other numbers in it.

use domain::programme::Programme;
use std::path::Path;

/// The China programme with some texts of its settings replaced by others.
///
/// # Panics
/// When a text does not occur exactly once, or the result is no programme.
#[must_use]
pub fn programme_with(changes: &[(&str, &str)]) -> Programme {
    changed(changes, &[])
}

/// The China programme with some texts of its offers replaced by others.
///
/// # Panics
/// As [`programme_with`].
#[must_use]
pub fn programme_selling(changes: &[(&str, &str)]) -> Programme {
    changed(&[], changes)
}

/// The China programme with some texts of its settings, and others of its offers, replaced.
///
/// # Panics
/// As [`programme_with`].
#[must_use]
pub fn programme_with_selling(changes: &[(&str, &str)], of_offers: &[(&str, &str)]) -> Programme {
    changed(changes, of_offers)
}

fn changed(changes: &[(&str, &str)], of_offers: &[(&str, &str)]) -> Programme {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../programmes/china-csp");
    let replaced = |text: String, changes: &[(&str, &str)]| {
        changes.iter().fold(text, |text, (from, to)| {
            assert_eq!(text.matches(from).count(), 1, "{from}");
            text.replace(from, to)
        })
    };
    let read = |path: &str| {
        let text = std::fs::read_to_string(folder.join(path)).map_err(|e| e.to_string())?;
        Ok(match path {
            "offers.toml" => replaced(text, of_offers),
            _ => text,
        })
    };
    let settings = read("programme.toml").expect("the programme is there");
    let settings = replaced(settings, changes);
    Programme::parse(&settings, &read).expect("the changed programme is sound")
}
