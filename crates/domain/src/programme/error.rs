//! What is wrong with a programme's files.

use thiserror::Error;

/// One finding, shown as `programmes/china-csp/programme.toml:41: tax.rate_basis_points: must be …`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}:{line}: {field}: {message}")]
pub struct ProgrammeError {
    /// The file, as seen from the project's root.
    pub file: String,
    /// The line, counted from 1; 0 when the value came from no file.
    pub line: usize,
    /// The setting's path, such as `documents[2].max_bytes`, or the text's id, version and language.
    pub field: String,
    /// What the value must be.
    pub message: String,
}
