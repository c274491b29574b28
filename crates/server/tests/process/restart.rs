//! The database server is away while people work and mail is on its way.

use crate::installation::Installation;
use adapters::SystemClock;
use domain::effects::Clock;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;
use testkit::{Database, Mood, Page};

/// A PostgreSQL server of the test's own.
struct Server {
    folder: PathBuf,
    url: String,
}

fn script(verb: &str, folder: &Path) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/postgres-cluster");
    let output = Command::new(script).arg(verb).arg(folder).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{verb}: {error}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

impl Server {
    fn start() -> Self {
        // Not below TMPDIR: a socket's path must be short.
        let folder = PathBuf::from(format!("/tmp/tongdao-restart-{}", std::process::id()));
        let url = script("start", &folder);
        Self { folder, url }
    }

    fn halt(&self) {
        script("halt", &self.folder);
    }

    fn resume(&self) {
        script("resume", &self.folder);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        script("stop", &self.folder);
    }
}

fn wait_for(what: &str, mut seen: impl FnMut() -> bool) {
    for _ in 0..1500 {
        if seen() {
            return;
        }
        sleep(Duration::from_millis(20));
    }
    panic!("{what} does not happen");
}

fn away(page: Page) {
    let page = page.expect(503);
    assert!(!page.header("retry-after").is_empty());
    assert!(!page.source().contains('⟦') && !page.all("h1").is_empty());
}

#[test]
fn the_database_server_is_restarted_under_people_and_mail() {
    let server = Server::start();
    let database = Database::at(&server.url);
    // The throw-away server commits without waiting for the disk; here a yes has to be one.
    database.tamper("ALTER DATABASE tongdao SET synchronous_commit = on");
    let mut site = Installation::on(database);
    // Signing in moves the clock inside, which must not run ahead of the process's.
    site.inside.clock.pass(-600);
    let partner = site.inside.complete();
    let (token, _) = site.inside.sign_in(&partner.admin);
    site.inside.clock.set(SystemClock.now());
    site.start("");
    let browser = site.browser();
    browser.set_cookie("tongdao_session", &token);
    let form = browser.open("/enrol").form("/enrol/submit");

    server.halt();
    // Whoever is signed in stays signed in, and is told to wait; the form is not lost.
    away(browser.get("/enrol"));
    away(form.submit());
    away(browser.get("/dashboard/overview"));
    assert_eq!(browser.get("/healthz").status(), 200);
    assert_eq!(browser.get("/readyz").status(), 503);
    // Strangers read how things stand, in words.
    assert_eq!(site.browser().get("/status").status(), 200);
    away(site.browser().get("/"));
    server.resume();
    wait_for("it is ready again", || {
        browser.get("/readyz").status() == 200
    });

    // The first mail is on the wire when the database goes away for the second time.
    site.mailbox.set(Mood::Silent);
    let before = site.mailbox.conversations();
    assert_eq!(form.submit().status(), 303);
    wait_for("a mail leaves", || site.mailbox.conversations() > before);
    server.halt();
    site.mailbox.set(Mood::Takes);
    wait_for("the mail arrives", || !site.mailbox.received().is_empty());
    sleep(Duration::from_millis(1500));
    server.resume();
    wait_for("it is ready again", || {
        browser.get("/readyz").status() == 200
    });
    site.settles();
    assert_eq!(browser.open("/enrol/status").status(), 200);

    let sent = ["E04", "E05", "E06"].map(|code| site.inside.mails(code).len());
    assert_eq!(sent, [1, 1, 1]);
    let mut ids: Vec<_> = site.mailbox.received().iter().map(|mail| mail.id).collect();
    assert_eq!(ids.len(), 3, "each mail arrived once");
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 3);
    assert_eq!(
        site.texts("SELECT state AS t FROM application"),
        ["in-review"]
    );
    site.kill();
    testkit::Fixture::check(&site.inside);
}
