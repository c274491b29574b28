//! The wire: what every operation answers has the properties that the documents of the interface
//! show, with their spelling and their JSON types; and an answer that changes shows in a diff.
//!
//! `conformance/wire/README.md` says what the files there are.

mod contract;
pub(super) mod described;
mod mask;
mod story;

use adapters::HttpMessenger;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use story::Told;
use testkit::{Engine, Fixture, Receiver, TestApp};
use web::api::compat;
use web::api::openapi::SHAPES;

testkit::on_both! { Wired:
    answers_have_what_the_documents_show,
}

/// A site that may call a receiver of events on this machine.
struct Wired {
    app: TestApp,
    receiver: Receiver,
}

impl Fixture for Wired {
    fn fresh(engine: Engine) -> Self {
        let app = TestApp::with(engine, |parts| {
            parts.messenger = Some(Arc::new(HttpMessenger::new(Duration::from_secs(5))));
            parts.local_hooks = true;
        });
        let receiver = Receiver::start();
        Self { app, receiver }
    }

    fn check(&self) {
        self.app.check();
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../conformance/wire")
}

/// Writes the kept answers anew instead of comparing with them.
fn writes() -> bool {
    std::env::var_os("TONGDAO_WRITE_WIRE").is_some()
}

fn answers_have_what_the_documents_show(wired: &Wired) {
    let told = story::told(&wired.app, &wired.receiver.url());
    let mut problems = Vec::new();
    for (id, told) in &told {
        kept(id, told, &mut problems);
    }
    contract::compare(&told, &mut problems);
    described::compare(&told, &mut problems);
    called(told.keys().copied().collect(), &mut problems);
    assert!(
        problems.is_empty(),
        "{} problems; `TONGDAO_WRITE_WIRE=1` keeps new answers:\n{}",
        problems.len(),
        problems.join("\n")
    );
}

/// The answer is the one that was kept.
fn kept(id: &str, told: &Told, problems: &mut Vec<String>) {
    let body = mask::masked(&told.body);
    let now = serde_json::json!({ "status": told.status, "body": body });
    let now = format!("{}\n", serde_json::to_string_pretty(&now).unwrap());
    let path = folder().join(format!("answers/{id}.json"));
    if writes() {
        std::fs::write(&path, &now).unwrap();
    }
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    if before == now {
        return;
    }
    let mut lines = before.lines().zip(now.lines());
    let differs = lines.find(|(a, b)| a != b).unwrap_or(("", "its length"));
    problems.push(format!("{id}: kept {:?}, now {:?}", differs.0, differs.1));
}

/// Every operation whose documents are described has its call, and nothing is kept of operations that
/// are no more.
fn called(told: BTreeSet<&str>, problems: &mut Vec<String>) {
    let known: BTreeSet<_> = compat::names().collect();
    for id in known
        .difference(&told)
        .filter(|id| SHAPES.answers.contains_key(**id))
    {
        problems.push(format!("{id}: say in story.rs how it is called"));
    }
    for id in told.difference(&known) {
        problems.push(format!("{id}: there is no such operation"));
    }
    for file in std::fs::read_dir(folder().join("answers")).unwrap() {
        let name = file.unwrap().file_name();
        let name = name.to_string_lossy();
        let id = name.strip_suffix(".json").unwrap_or(&name);
        if !told.contains(id) {
            problems.push(format!("answers/{name}: nobody answers that"));
        }
    }
}

/// Something of an answer by its path, for a message.
fn short(value: &Value) -> String {
    value.to_string().chars().take(60).collect()
}
