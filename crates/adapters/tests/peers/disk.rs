//! Documents against a real directory.

use adapters::{DiskDocuments, MAX_DOCUMENT_BYTES};
use domain::effects::{DocumentError, Documents};
use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};
use tempfile::tempdir;

fn storage<T: std::fmt::Debug>(result: Result<T, DocumentError>) {
    assert!(
        matches!(result, Err(DocumentError::Storage(_))),
        "{result:?}"
    );
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn incoming(root: &Path) -> usize {
    fs::read_dir(root.join(".incoming")).unwrap().count()
}

#[test]
fn a_document_is_kept_replaced_and_removed() {
    let directory = tempdir().unwrap();
    let root = directory.path().join("new/documents");
    let documents = DiskDocuments::new(&root).unwrap();
    let key = "agreements/2026-10/0190c1f0";
    assert_eq!(documents.get(key), Err(DocumentError::Missing(key.into())));
    documents.put(key, b"first").unwrap();
    documents.put(key, "第二版".as_bytes()).unwrap();
    assert_eq!(documents.get(key).unwrap(), "第二版".as_bytes());
    documents.put("empty", b"").unwrap();
    assert_eq!(documents.get("empty").unwrap(), b"");
    assert_eq!(incoming(&root), 0);
    let reopened = DiskDocuments::new(&root).unwrap();
    assert_eq!(reopened.get(key).unwrap(), "第二版".as_bytes());
    documents.delete(key).unwrap();
    documents.delete(key).unwrap();
    documents.delete("never/was").unwrap();
    assert_eq!(reopened.get(key), Err(DocumentError::Missing(key.into())));
}

#[test]
fn only_this_user_can_read_what_is_kept() {
    let directory = tempdir().unwrap();
    let root = directory.path().join("documents");
    let documents = DiskDocuments::new(&root).unwrap();
    documents.put("a/b/c", b"x").unwrap();
    for made in [
        &root,
        &root.join(".incoming"),
        &root.join("a"),
        &root.join("a/b"),
    ] {
        assert_eq!(mode(made), 0o700, "{}", made.display());
    }
    assert_eq!(mode(&root.join("a/b/c")), 0o600);
}

#[test]
fn no_key_leaves_the_directory() {
    let directory = tempdir().unwrap();
    fs::write(directory.path().join("outside"), b"untouched").unwrap();
    let root = directory.path().join("documents");
    let documents = DiskDocuments::new(&root).unwrap();
    for key in [
        "../outside",
        "a/../../outside",
        "/etc/hostname",
        "..",
        ".",
        "",
        ".incoming/x",
        "a\0",
    ] {
        storage(documents.put(key, b"x"));
        storage(documents.get(key));
        storage(documents.delete(key));
    }
    assert_eq!(
        fs::read(directory.path().join("outside")).unwrap(),
        b"untouched"
    );
}

#[test]
fn no_symbolic_link_is_followed() {
    let directory = tempdir().unwrap();
    let outside = directory.path().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("secret"), b"untouched").unwrap();
    let root = directory.path().join("documents");
    let documents = DiskDocuments::new(&root).unwrap();
    symlink(&outside, root.join("linked")).unwrap();
    symlink(outside.join("secret"), root.join("file")).unwrap();
    symlink(outside.join("not-there"), root.join("dangling")).unwrap();

    for key in ["linked/secret", "linked/new", "linked/deep/er"] {
        storage(documents.get(key));
        storage(documents.put(key, b"x"));
        storage(documents.delete(key));
    }
    storage(documents.get("file"));
    storage(documents.get("dangling"));
    documents.put("file", b"ours").unwrap();
    assert_eq!(documents.get("file").unwrap(), b"ours");
    documents.delete("dangling").unwrap();
    assert_eq!(fs::read(outside.join("secret")).unwrap(), b"untouched");
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 1);
}

#[test]
fn what_a_crash_left_behind_is_cleared_and_never_served() {
    let directory = tempdir().unwrap();
    let documents = DiskDocuments::new(directory.path()).unwrap();
    documents.put("kept", b"whole").unwrap();
    let half = directory.path().join(".incoming/0123456789abcdef");
    let young = directory.path().join(".incoming/fedcba9876543210");
    fs::write(&half, b"ha").unwrap();
    fs::write(&young, b"ha").unwrap();
    let long_ago = SystemTime::now() - Duration::from_secs(7200);
    File::options()
        .write(true)
        .open(&half)
        .unwrap()
        .set_modified(long_ago)
        .unwrap();
    let reopened = DiskDocuments::new(directory.path()).unwrap();
    assert!(!half.exists());
    assert!(
        young.exists(),
        "it may be another node's, still being written"
    );
    assert_eq!(reopened.get("kept").unwrap(), b"whole");
}

#[test]
fn a_failed_put_leaves_the_old_document_and_no_litter() {
    let directory = tempdir().unwrap();
    let documents = DiskDocuments::new(directory.path()).unwrap();
    documents.put("a/b", b"old").unwrap();
    storage(documents.put("a", b"a file where a directory is"));
    storage(documents.put("a/b/c", b"a directory where a file is"));
    storage(documents.get("a"));
    storage(documents.delete("a"));
    storage(documents.put("a/b", &vec![0; MAX_DOCUMENT_BYTES + 1]));
    assert_eq!(documents.get("a/b").unwrap(), b"old");
    assert_eq!(incoming(directory.path()), 0);
}

#[test]
fn a_reader_sees_one_version_or_the_other() {
    let directory = tempdir().unwrap();
    let documents = DiskDocuments::new(directory.path()).unwrap();
    let versions = [vec![b'a'; 200_000], vec![b'b'; 100_000]];
    documents.put("d/x", &versions[0]).unwrap();
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for n in 0..60 {
                documents.put("d/x", &versions[n % 2]).unwrap();
            }
        });
        while !writer.is_finished() {
            let read = documents.get("d/x").unwrap();
            assert!(
                versions.contains(&read),
                "{} bytes of a mixture",
                read.len()
            );
        }
    });
}

#[test]
fn a_directory_that_cannot_be_used_is_refused_at_start() {
    let directory = tempdir().unwrap();
    let file = directory.path().join("file");
    fs::write(&file, b"").unwrap();
    for path in [file.clone(), file.join("below"), "/proc/tongdao".into()] {
        let refused = DiskDocuments::new(&path).unwrap_err();
        assert_eq!(
            refused.code(),
            "document_directory_unusable",
            "{}",
            path.display()
        );
    }
}
