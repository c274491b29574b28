//! Directories and files of our own.

use crate::trouble::Trouble;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// Makes a directory only this user may enter; one that exists stays as it is.
///
/// # Errors
/// [`Trouble::File`].
pub(crate) fn make_private_dir(path: &Path) -> Result<(), Trouble> {
    if path.as_os_str().is_empty() {
        return Ok(());
    }
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|error| Trouble::file(path, error))
}

/// Writes a file only this user may read, completely or not at all.
///
/// # Errors
/// [`Trouble::File`].
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let draft = path.with_extension("new");
    let write = || {
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&draft)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&draft, path)
    };
    write().map_err(|error| Trouble::file(path, error))
}
