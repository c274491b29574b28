//! Each mail of the catalogue, brought about once and read once: by whom it is meant for, in the
//! reader's language, in one copy, however often the forms are sent, a worker dies over it and the
//! sweeps run. A template that the table or the stories lack fails the test, and so does a mail that
//! a story does not name. That no mail can be queued without a template is seen to by
//! `Notice::queue`.

mod agreements;
mod application;
mod fapiao;
mod lost;
mod people;
mod post;
mod registration;
mod selling;
mod table;
mod texts;

use domain::language::Language::{self, En, ZhHans, ZhHant};
use domain::notices::Topic;
use domain::support::letters::Mailbox;
use post::{Post, Tongues};
use std::collections::BTreeSet;
use std::fmt::Write;
use table::{Line, MAILS, Tongue, Who};
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
    ("VAT invoices", fapiao::fapiao),
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

/// Every mail to a company's own people is of one kind of notice, but for those that only customers
/// get, and the one that gathers others.
#[test]
fn every_mail_to_a_company_has_a_kind() {
    let apart = |code: &str| {
        code == "DIGEST"
            || matches!(code, "R02" | "R03")
            || matches!(
                code,
                "INQUIRY-RECEIVED"
                    | "INQUIRY-ANSWERED"
                    | "INQUIRY-ASKED"
                    | "INQUIRY-RESOLVED"
                    | "INQUIRY-REMINDER"
                    | "INQUIRY-CLOSED"
            )
    };
    for Line(code, _, readers) in MAILS {
        let own = readers.contains(&(Who::Own, Tongue::Account));
        let known = Topic::of_mail(&code.to_lowercase()).is_some();
        assert!(!own || known || apart(code), "{code} is of no kind");
    }
}

/// `docs/NOTIFICATIONS.md` has every notification: what brings it, who reads it in which language,
/// and whether it can be switched off.
#[test]
fn the_table_of_notifications_is_written_down() {
    let mut text = String::from(NOTIFICATIONS);
    for Line(code, event, readers) in MAILS {
        let words = |(who, tongue): &(Who, Tongue)| {
            let who = match who {
                Who::Own => "the company's people",
                Who::Contact => "the primary contact",
                Who::Asker => "whoever asks",
                Who::Approver => "the approval contact",
                Who::Invoices => "the recipient of bills",
                Who::Staff => "the operator's people",
            };
            let tongue = match tongue {
                Tongue::Company => "the company's",
                Tongue::Account => "the account's",
                Tongue::Typed => "the one chosen",
            };
            (who, tongue)
        };
        let told: Vec<_> = readers.iter().map(words).collect();
        let whom: Vec<_> = told.iter().map(|(who, _)| *who).collect();
        let mut tongues: Vec<_> = told.iter().map(|(_, tongue)| *tongue).collect();
        tongues.dedup();
        let topic = Topic::of_mail(&code.to_lowercase());
        let (kind, mandatory) = match topic {
            Some(topic) if topic.is_mandatory() => (topic.text(), "yes"),
            Some(topic) => (topic.text(), "no"),
            // It is there for who has asked for it.
            None if *code == "DIGEST" => ("–", "no"),
            None => ("–", "yes"),
        };
        let _ = writeln!(
            text,
            "| {code} | {event} | {} | mail | {} | {kind} | {mandatory} |",
            whom.join(", "),
            tongues.join(", "),
        );
    }
    // News has no addressee: whoever may see the thing sees it in the action centre.
    for (topic, kind) in Topic::every_news() {
        let mandatory = if topic.is_mandatory() { "yes" } else { "no" };
        let (_, event) = NEWS.iter().find(|(known, _)| *known == kind).unwrap();
        let _ = writeln!(
            text,
            "| {kind} | {event} | the company's people | news | the account's | {} | {mandatory} |",
            topic.text(),
        );
    }
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/NOTIFICATIONS.md");
    if std::env::var_os("TONGDAO_WRITE_DOCS").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(kept, text, "TONGDAO_WRITE_DOCS=1 writes it anew");
}

/// The beginning of the table.
/// What brings each piece of news.
const NEWS: &[(&str, &str)] = &[
    ("invoice", "a bill is issued"),
    ("prices", "the prices of a month are published"),
    ("special-price", "a special price is approved"),
    ("special-price-over", "a special price is ended early"),
    ("import", "an import of the reader ends"),
    ("incident", "an incident of a service in use is posted"),
    ("incident-over", "it ends"),
    (
        "maintenance",
        "maintenance of a service in use is planned or moved",
    ),
    ("maintenance-cancelled", "it is cancelled"),
];

const NOTIFICATIONS: &str = "# Notifications

Made from `crates/web/tests/site/mails/table.rs` and `domain::notices`; do not edit. \
`TONGDAO_WRITE_DOCS=1 cargo test --workspace --test site -- mails` writes it anew.

Every text exists in English, simplified and traditional Chinese, and is rendered in each by a test. \
What is not mandatory is wanted by each person at once, once a day in one mail, or not at all \
(`/action-center/preferences`). What stands in the action centre's news is listed below the mails.

| Notification | Event | Audience | Channel | Language | Kind | Mandatory |
|---|---|---|---|---|---|---|
";
