#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod broken;
mod fuzz;
mod offers;
mod shipped;

use super::shipped::{read_text, settings_text};
use super::{Programme, ProgrammeError};

/// Parses the shipped programme after replacing `from`, which must be there, by `to`.
fn changed(from: &str, to: &str) -> Result<Programme, Vec<ProgrammeError>> {
    assert!(
        settings_text().contains(from),
        "{from} is not in programme.toml"
    );
    Programme::parse(&settings_text().replacen(from, to, 1), &read_text)
}

/// The line on which `needle` stands first.
fn line_of(text: &str, needle: &str) -> usize {
    1 + text
        .lines()
        .position(|line| line.contains(needle))
        .expect("the line exists")
}
