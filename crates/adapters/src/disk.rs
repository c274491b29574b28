//! Documents as files in one directory.

use crate::document_key::{MAX_DOCUMENT_BYTES, check_key, check_size};
use crate::{SetupError, SystemEntropy};
use data_encoding::HEXLOWER;
use domain::effects::{DocumentError, Documents, Entropy};
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where files are written before they get their name; no key can contain a dot.
const INCOMING: &str = ".incoming";
/// A half-written file older than this belongs to a process that is gone.
const LEFTOVER: Duration = Duration::from_secs(3600);

/// Keeps each document in a file of its own, readable by this user only.
///
/// A document is there completely or not at all, also after a power cut: it is written beside its
/// place, flushed to the disk, renamed, and the directory is flushed.
#[derive(Debug)]
pub struct DiskDocuments {
    root: PathBuf,
}

impl DiskDocuments {
    /// Opens the directory, makes it where needed, tries it, and clears what a crash left behind.
    ///
    /// # Errors
    /// [`SetupError::Directory`] when it cannot be made, read or written.
    pub fn new(directory: impl AsRef<Path>) -> Result<Self, SetupError> {
        let directory = directory.as_ref();
        let open = || -> io::Result<Self> {
            make_directories(directory)?;
            let documents = Self {
                root: directory.canonicalize()?,
            };
            make_directories(&documents.incoming())?;
            if !fs::symlink_metadata(documents.incoming())?.is_dir() {
                return Err(io::Error::other(".incoming is not a directory"));
            }
            documents.clear_leftovers()?;
            let probe = documents.write_incoming(b"probe")?;
            fs::remove_file(probe)?;
            Ok(documents)
        };
        open().map_err(|e| SetupError::Directory {
            directory: directory.display().to_string(),
            reason: e.to_string(),
        })
    }

    fn incoming(&self) -> PathBuf {
        self.root.join(INCOMING)
    }

    /// Removes half-written files of processes that are gone; young ones may be another node's.
    fn clear_leftovers(&self) -> io::Result<()> {
        for entry in fs::read_dir(self.incoming())? {
            let entry = entry?;
            let age = entry
                .metadata()
                .and_then(|m| m.modified())
                .map(|m| m.elapsed());
            if matches!(age, Ok(Ok(age)) if age > LEFTOVER) {
                match fs::remove_file(entry.path()) {
                    Err(e) if e.kind() != ErrorKind::NotFound => return Err(e),
                    _ => {
                        tracing::info!(file = ?entry.file_name(), "removed a half-written document")
                    }
                }
            }
        }
        Ok(())
    }

    /// Writes bytes to a new file beside the documents, down to the disk.
    fn write_incoming(&self, bytes: &[u8]) -> io::Result<PathBuf> {
        let mut name = [0_u8; 16];
        SystemEntropy.fill(&mut name);
        let path = self.incoming().join(HEXLOWER.encode(&name));
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        if let Err(e) = written {
            // A full disk must not also keep the half file.
            let _ = fs::remove_file(&path);
            return Err(e);
        }
        Ok(path)
    }

    /// The file of a key, and its directory; refuses to pass through a symbolic link.
    fn place(&self, key: &str) -> io::Result<(PathBuf, PathBuf)> {
        let mut directory = self.root.clone();
        let (parents, name) = key.rsplit_once('/').unwrap_or(("", key));
        for part in parents.split('/').filter(|p| !p.is_empty()) {
            directory.push(part);
            match fs::symlink_metadata(&directory) {
                Ok(found) if found.is_dir() => {}
                Ok(_) => return Err(io::Error::other("a part of the key is not a directory")),
                Err(e) if e.kind() == ErrorKind::NotFound => {}
                Err(e) => return Err(e),
            }
        }
        Ok((directory.join(name), directory))
    }

    fn put_file(&self, key: &str, bytes: &[u8]) -> io::Result<()> {
        let (path, directory) = self.place(key)?;
        make_directories(&directory)?;
        let incoming = self.write_incoming(bytes)?;
        if let Err(e) = fs::rename(&incoming, &path) {
            let _ = fs::remove_file(&incoming);
            return Err(e);
        }
        flush_directory(&directory)
    }

    fn get_file(&self, key: &str) -> io::Result<Vec<u8>> {
        let (path, _) = self.place(key)?;
        let named = fs::symlink_metadata(&path)?;
        if !named.is_file() {
            return Err(io::Error::other("it is not a file"));
        }
        let file = File::open(&path)?;
        let opened = file.metadata()?;
        // Equal only if nobody put a link there between the two looks. A replaced document shows
        // the same way; the caller's next try reads the new one.
        if (named.dev(), named.ino()) != (opened.dev(), opened.ino()) {
            return Err(io::Error::new(
                ErrorKind::Interrupted,
                "it changed while it was opened",
            ));
        }
        if opened.len() > MAX_DOCUMENT_BYTES as u64 {
            return Err(io::Error::other("it is larger than a document may be"));
        }
        let mut bytes = Vec::new();
        file.take(MAX_DOCUMENT_BYTES as u64)
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn delete_file(&self, key: &str) -> io::Result<()> {
        let (path, directory) = self.place(key)?;
        match fs::remove_file(path) {
            Ok(()) => flush_directory(&directory),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
            Err(e) => Err(e),
        }
    }
}

impl Documents for DiskDocuments {
    fn put(&self, key: &str, bytes: &[u8]) -> Result<(), DocumentError> {
        check_key(key)?;
        check_size(bytes.len() as u64)?;
        self.put_file(key, bytes).map_err(|e| storage(key, &e))
    }

    fn get(&self, key: &str) -> Result<Vec<u8>, DocumentError> {
        check_key(key)?;
        let mut looked = self.get_file(key);
        for _ in 0..3 {
            match &looked {
                Err(e) if e.kind() == ErrorKind::Interrupted => looked = self.get_file(key),
                _ => break,
            }
        }
        looked.map_err(|e| match e.kind() {
            ErrorKind::NotFound => DocumentError::Missing(key.to_owned()),
            _ => storage(key, &e),
        })
    }

    fn delete(&self, key: &str) -> Result<(), DocumentError> {
        check_key(key)?;
        self.delete_file(key).map_err(|e| storage(key, &e))
    }

    fn describe(&self) -> String {
        format!("directory {}", self.root.display())
    }
}

/// Names the key, so that the operator finds the file.
fn storage(key: &str, error: &io::Error) -> DocumentError {
    DocumentError::Storage(format!("{key}: {error}"))
}

/// Makes missing directories for this user only, and flushes the directory each was made in.
fn make_directories(path: &Path) -> io::Result<()> {
    if path.as_os_str().is_empty() || path.is_dir() {
        return Ok(());
    }
    let parent = path.parent().unwrap_or(Path::new("/"));
    make_directories(parent)?;
    match DirBuilder::new().mode(0o700).create(path) {
        // Another worker made it at the same time.
        Err(e) if e.kind() == ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(e) => Err(e),
        Ok(()) if parent.as_os_str().is_empty() => flush_directory(Path::new(".")),
        Ok(()) => flush_directory(parent),
    }
}

/// Makes names in a directory survive a power cut.
fn flush_directory(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}
