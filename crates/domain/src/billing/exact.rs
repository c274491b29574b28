//! Money is whole: nothing below the site computes with fractions of a machine.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn no_floating_point_in_domain_store_and_app() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    for name in ["domain", "store", "app"] {
        sources(&crates.join(name).join("src"), &mut found);
    }
    assert!(found.len() > 100);
    // Written in two parts, so that this file does not find itself.
    let types = [32, 64].map(|bits| format!("f{bits}"));
    for path in found {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        let float = words.find(|word| types.iter().any(|t| *word == t.as_str()));
        assert!(float.is_none(), "{} has {float:?}", path.display());
    }
}
