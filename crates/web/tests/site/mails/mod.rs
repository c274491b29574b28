//! Each mail of the catalogue, brought about once and read once: by whom it is meant for, in the
//! reader's language, in one copy, however often the forms are sent, a worker dies over it and the
//! sweeps run. A template that the table or the stories lack fails the test, and so does a mail that
//! a story does not name. That no mail can be queued without a template is seen to by
//! `Notice::queue`.

mod agreements;
mod application;
mod lost;
mod people;
mod post;
mod registration;
mod selling;
mod table;
mod texts;

use domain::language::Language::{self, En, ZhHans, ZhHant};
use domain::support::letters::Mailbox;
use post::{Post, Tongues};
use std::collections::BTreeSet;
use table::{MAILS, Who};
use testkit::{Engine, Fixture, TestApp};
use texts::Texts;

/// A story, told through the use cases.
type Story = fn(&TestApp, &mut Post<'_>);

/// What is told, each on a site of its own.
const STORIES: &[(&str, Story)] = &[
    (
        "registration",
        registration::from_the_details_to_the_account,
    ),
    ("locks", registration::locks),
    ("twins", registration::twins),
    ("imitation", registration::imitation),
    ("ceilings", registration::ceilings),
    ("work account", registration::work_account),
    ("draft", application::draft),
    ("review", application::review),
    ("slow review", application::slow_review),
    ("rejection", application::rejection),
    ("suspicion", application::suspicion),
    ("approval", application::approval),
    ("set-up", application::set_up),
    ("signing", agreements::signing),
    ("versions", agreements::versions),
    ("users", people::users),
    ("recovery", people::recovery),
    ("lost access", lost::to_the_end),
    (
        "lost access that ends before",
        lost::stopped_refused_expired,
    ),
    ("contact data", people::contact_data),
    ("authenticator", people::authenticator),
    ("domains", people::domains),
    ("webhook", people::webhook),
    ("relationship", people::relationship),
    ("bill", people::bill),
    ("subscriptions", selling::subscriptions),
    ("imports", selling::imports),
    ("disputes", people::disputes),
    ("prices", people::prices),
    ("special prices", people::special_prices),
    ("profiles", people::profiles),
    ("keys", people::keys),
    ("support", people::support),
    ("inquiries", people::inquiries),
    ("health", people::health),
    ("standing", people::standing),
];

#[test]
fn every_mail_is_told_once_on_sqlite() {
    every_mail_is_told_once(Engine::Sqlite, Tongues([ZhHant, En, ZhHans]));
}

/// With the two runs below and above everybody has been told everything in every language.
#[test]
fn every_mail_is_told_once_in_the_third_language() {
    every_mail_is_told_once(Engine::Sqlite, Tongues([ZhHans, ZhHant, En]));
}

#[test]
fn every_mail_is_told_once_on_postgres() {
    every_mail_is_told_once(Engine::Postgres, Tongues([En, ZhHans, ZhHant]));
}

fn every_mail_is_told_once(engine: Engine, tongues: Tongues) {
    let (mut told, mut problems) = (BTreeSet::new(), Vec::new());
    for (name, story) in STORIES {
        // Mails that can be answered say how, and have the words that they tell of in them.
        let app = TestApp::with(engine, |parts| {
            parts.replies = Mailbox::parse("support@answers.test");
        });
        let mut post = Post::new(&app, name, tongues);
        // One story that breaks off does not hide what the others have to say.
        let whole = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            story(&app, &mut post);
            post.nothing_more();
            app.check();
        }));
        if whole.is_err() {
            problems.push(format!("{name}: breaks off"));
        }
        told.extend(post.told);
        problems.extend(post.problems);
    }
    let lines: BTreeSet<(String, Who)> = MAILS
        .iter()
        .flat_map(|line| line.2.iter().map(|(who, _)| (line.0.to_owned(), *who)))
        .collect();
    let untold: Vec<_> = lines.difference(&told).collect();
    problems.extend(untold.iter().map(|line| format!("{line:?}: no story")));
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn the_table_has_every_template() {
    let lines: BTreeSet<String> = MAILS.iter().map(|line| line.0.to_owned()).collect();
    assert_eq!(lines.len(), MAILS.len(), "each text has one line");
    assert!(
        MAILS
            .iter()
            .all(|line| !line.1.is_empty() && !line.2.is_empty())
    );
    for language in Language::ALL {
        let templates: BTreeSet<String> = Texts::of(language).names().cloned().collect();
        assert_eq!(lines, templates, "{}", language.tag());
    }
}
