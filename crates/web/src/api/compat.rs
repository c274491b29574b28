//! `docs/API-COMPAT.md`: which operations of a partner centre work here, written from the tables.

use super::absent::{ABSENT, ALSO, Why, reason};
use super::table::all;
use std::fmt::Write;

/// The official library's calls; a check is named after its operation.
const JAVA: &str = include_str!("../../../../conformance/java/src/Conformance.java");

/// The story whose answers are compared with the documents; a call is named after its operation.
const WIRE: &str = include_str!("../../tests/site/api/wire/story.rs");

/// Where tokens come from: operations of documents that are none of the table's, and the stories that
/// try them.
const TOKENS: &[(&str, &str, &str)] = &[
    (
        "auth.get_app_token",
        "POST /{tenant}/oauth2/token",
        "tokens.rs",
    ),
    (
        "auth.redeem_authorization_code",
        "POST /{tenant}/oauth2/token",
        "people.rs",
    ),
    (
        "auth.refresh_user_token",
        "POST /{tenant}/oauth2/token",
        "people.rs",
    ),
    ("(exchange)", "POST /generatetoken", "tokens.rs"),
];

/// The name of every operation that works, and of every use with a name of its own; those of tokens
/// too.
pub fn names() -> impl Iterator<Item = &'static str> {
    let uses = ALSO.iter().map(|(also, _)| *also);
    let tokens = TOKENS.iter().map(|(id, _, _)| *id);
    let tokens = tokens.filter(|id| id.starts_with("auth."));
    all().map(|op| op.id).chain(uses).chain(tokens)
}

/// The programme the tables are about.
const PROGRAMME: &str = "china-csp";

fn tested(id: &str) -> String {
    let java = JAVA.contains(&format!("check(\"{id}\""));
    let wire = WIRE.contains(&format!("\"{id}\""));
    let mut by = vec!["every role"];
    by.extend(wire.then_some("wire"));
    by.extend(java.then_some("Java SDK"));
    by.join(", ")
}

/// The document.
#[must_use]
pub fn document() -> String {
    let mut text = String::from(
        "# Which operations work\n\n\
         Made from the tables in `crates/web/src/api`; `TONGDAO_WRITE_DOCS=1 cargo test --workspace --lib compat` writes it \
         anew.\n\n\
         *Every role*: called by each combination of settings, on the own company's things and on \
         others' (`crates/web/tests/site/api/matrix.rs`). *Wire*: what it answers has the properties \
         the documents of the interface show, and is kept (`conformance/wire`). *Java SDK*: called by \
         the unmodified official library with checks of values (`conformance/java/run`).\n\n\
         ## Work\n\n| Operation | Call | Programme | Status | Tested by |\n|---|---|---|---|---|\n",
    );
    // Writing to a string cannot fail.
    for op in all().filter(|op| !op.is_for_sandboxes()) {
        let _ = writeln!(
            text,
            "| {} | `{} {}` | {PROGRAMME} | works | {} |",
            op.id,
            op.method,
            op.path,
            tested(op.id)
        );
        for (also, _) in ALSO.iter().filter(|(_, of)| *of == op.id) {
            let _ = writeln!(
                text,
                "| {also} | the same | {PROGRAMME} | works | {} |",
                tested(also)
            );
        }
    }
    for (id, call, by) in TOKENS {
        let by = format!("`crates/web/tests/site/api/{by}`");
        let _ = writeln!(text, "| {id} | `{call}` | {PROGRAMME} | works | {by} |");
    }
    text.push_str(
        "\n## Of sandboxes alone\n\n\
         No partner centre has these: they are this program's own, and 404 where the installation is no \
         sandbox (`docs/decisions/0020-sandbox-clock.md`).\n\n| Operation | Call | Programme | Status | Tested by |\n|---|---|---|---|---|\n",
    );
    for op in all().filter(|op| op.is_for_sandboxes()) {
        let _ = writeln!(
            text,
            "| {} | `{} {}` | {PROGRAMME} | in sandboxes | every role, `crates/web/tests/site/sandbox.rs` |",
            op.id, op.method, op.path
        );
    }
    for (title, lead, wanted) in [
        (
            "Not yet",
            "Part of the programme, but not of this release. They answer 400 with code 800042.",
            Why::Later,
        ),
        (
            "Not in this programme",
            "New-commerce terms, other clouds and services this programme does not have. They answer \
             400 with code 800042: clients of the programme repeat 501 without end.",
            Why::NotHere,
        ),
    ] {
        let _ = writeln!(
            text,
            "\n## {title}\n\n{lead}\n\n| Operation | Call | Programme | Status | Why |\n|---|---|---|---|---|"
        );
        let (programme, status) = match wanted {
            Why::Later => (PROGRAMME, "not yet"),
            Why::NotHere => ("–", "absent"),
        };
        for (method, path, ids, _) in ABSENT.iter().filter(|absent| absent.3 == wanted) {
            for id in *ids {
                let why = reason(id);
                let _ = writeln!(
                    text,
                    "| {id} | `{method} {path}` | {programme} | {status} | {why} |"
                );
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_document_says_what_the_tables_say() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/API-COMPAT.md");
        if std::env::var_os("TONGDAO_WRITE_DOCS").is_some() {
            std::fs::write(path, document()).unwrap();
        }
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(written, document(), "write docs/API-COMPAT.md anew");
    }

    #[test]
    fn what_is_absent_is_not_there() {
        for (method, path, ids, _) in ABSENT {
            let there = all().any(|op| op.method == *method && op.path.eq_ignore_ascii_case(path));
            assert!(!there, "{ids:?}");
        }
        for (also, of) in ALSO {
            assert!(all().any(|op| op.id == *of), "{also} is a use of {of}");
        }
    }
}
