//! Each mail of the catalogue, brought about once and read once: by whom it is meant for, in one
//! copy, however often the forms are sent and the sweeps run. A template that no story here brings
//! about fails the test, and so does a mail that a story does not name.

mod agreements;
mod application;
mod people;
mod post;

use post::Post;
use std::collections::BTreeSet;
use std::path::Path;
use testkit::{Engine, Fixture, TestApp};

/// A story, told through the use cases.
type Story = fn(&TestApp, &mut Post<'_>);

/// What is told, one after the other, each on a site of its own.
const STORIES: &[(&str, Story)] = &[
    ("registration", application::registration),
    ("draft", application::draft),
    ("review", application::review),
    ("rejection", application::rejection),
    ("suspicion", application::suspicion),
    ("approval", application::approval),
    ("set-up", application::set_up),
    ("signing", agreements::signing),
    ("versions", agreements::versions),
    ("users", people::users),
    ("recovery", people::recovery),
];

#[test]
fn every_mail_is_told_once_on_sqlite() {
    every_mail_is_told_once(Engine::Sqlite);
}

#[test]
fn every_mail_is_told_once_on_postgres() {
    every_mail_is_told_once(Engine::Postgres);
}

fn every_mail_is_told_once(engine: Engine) {
    let mut told = BTreeSet::new();
    for (name, story) in STORIES {
        let app = TestApp::new(engine);
        let mut post = Post::new(&app, name);
        story(&app, &mut post);
        post.nothing_more();
        told.extend(post.told);
        app.check();
    }
    let untold: Vec<_> = templates().difference(&told).cloned().collect();
    assert!(
        untold.is_empty(),
        "no story in crates/web/tests/site/mails brings these mails about: {untold:?}"
    );
}

/// The codes of all mails there are texts for.
fn templates() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/locales/en");
    let mut found = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let subjects = text.lines().filter_map(|line| {
            let id = line.split(" =").next()?;
            id.strip_prefix("mail-")?.strip_suffix("-subject")
        });
        found.extend(subjects.map(str::to_uppercase));
    }
    assert!(found.len() > 40, "{found:?}");
    found
}
