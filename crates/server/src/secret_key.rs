//! The installation's key: 32 random bytes that seal authenticators and sign form tokens.

use crate::config::KeySource;
use crate::config::server::decode_key;
use crate::files;
use crate::trouble::Trouble;
use domain::effects::Entropy;
use std::fs;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use zeroize::Zeroizing;

/// What to do when there is no key file yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Absent {
    /// Make one: nothing is sealed yet.
    Make,
    /// Refuse: what is sealed could never be opened again with a fresh one.
    Refuse,
}

/// The key.
///
/// # Errors
/// [`Trouble::Key`] when it is missing, unreadable or not 32 bytes in Base64.
pub(crate) fn load(
    source: &KeySource,
    absent: Absent,
    entropy: &dyn Entropy,
) -> Result<Zeroizing<[u8; 32]>, Trouble> {
    match source {
        KeySource::Given(key) => Ok(key.clone()),
        KeySource::File(path) => read(path)?.ok_or_else(|| missing(path)),
        KeySource::Own(path) => match (read(path)?, absent) {
            (Some(key), _) => Ok(key),
            (None, Absent::Refuse) => Err(missing(path)),
            (None, Absent::Make) => {
                make(path, entropy)?;
                // Another node may have been faster; what is in the file counts.
                read(path)?.ok_or_else(|| missing(path))
            }
        },
    }
}

/// Whether others than the owner may read the file.
pub(crate) fn is_exposed(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
}

fn missing(path: &Path) -> Trouble {
    let problem = "does not exist, but the database is in use. Restore it from the backup, or set \
        TONGDAO_SECRET_KEY; with another key nobody's authenticator works any more";
    Trouble::Key {
        path: path.to_owned(),
        problem: problem.to_owned(),
    }
}

fn read(path: &Path) -> Result<Option<Zeroizing<[u8; 32]>>, Trouble> {
    let text = match fs::read_to_string(path) {
        Ok(text) => Zeroizing::new(text),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Trouble::file(path, error)),
    };
    let problem = |problem| Trouble::Key {
        path: path.to_owned(),
        problem,
    };
    decode_key(&text).map(Some).map_err(problem)
}

/// Writes a fresh key beside its place and links it there, so that nobody ever reads half a key
/// and two nodes that start at once end up with the same one.
fn make(path: &Path, entropy: &dyn Entropy) -> Result<(), Trouble> {
    let mut key = Zeroizing::new([0; 32]);
    entropy.fill(&mut *key);
    let text = Zeroizing::new(format!("{}\n", data_encoding::BASE64.encode(&*key)));
    if let Some(parent) = path.parent() {
        files::make_private_dir(parent)?;
    }
    let draft = path.with_extension(format!("{}.new", std::process::id()));
    let write = || {
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&draft)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        match fs::hard_link(&draft, path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
            _ => Ok(()),
        }
    };
    let written = write();
    // Nothing to do about a draft that stays behind.
    let _ = fs::remove_file(&draft);
    written.map_err(|error| Trouble::file(path, error))?;
    tracing::info!(path = %path.display(), "made a fresh secret key; keep a copy with the backups");
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use adapters::SystemEntropy;

    #[test]
    fn the_first_start_makes_a_private_key_and_later_ones_keep_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("new").join("secret.key");
        let own = KeySource::Own(path.clone());
        assert!(matches!(
            load(&own, Absent::Refuse, &SystemEntropy),
            Err(Trouble::Key { .. })
        ));
        let first = load(&own, Absent::Make, &SystemEntropy).unwrap();
        assert_ne!(*first, [0; 32]);
        assert!(!is_exposed(&path));
        assert_eq!(first, load(&own, Absent::Refuse, &SystemEntropy).unwrap());
        assert_eq!(
            first,
            load(
                &KeySource::File(path.clone()),
                Absent::Refuse,
                &SystemEntropy
            )
            .unwrap()
        );
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        fs::write(&path, "short").unwrap();
        assert!(matches!(
            load(&own, Absent::Make, &SystemEntropy),
            Err(Trouble::Key { .. })
        ));
    }
}
