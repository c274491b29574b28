//! What the site depends on refuses, is slow, or answers half: the user is told, nothing is half
//! stored, and the work goes on by itself once.

use crate::{application_of, count};
use adapters::{S3Config, S3Documents, Secret, Security, SmtpConfig, SmtpMailer};
use domain::caller::StaffRole;
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use testkit::{Database, Engine, Fixture, Form, Mailbox, Mood, Page, TestApp, specimen};

testkit::on_both! { Mailing:
    a_mail_server_in_every_mood,
    a_mailbox_that_does_not_exist,
}

/// A site whose mail goes to a real server.
struct Mailing {
    app: TestApp,
    mailbox: Mailbox,
}

impl Fixture for Mailing {
    fn fresh(engine: Engine) -> Self {
        let mailbox = Mailbox::start();
        let mut config = SmtpConfig::new(
            "127.0.0.1",
            mailbox.port(),
            Security::None,
            "Partner Centre <noreply@partner.test>",
        );
        config.timeout = Duration::from_secs(1);
        let mailer = Arc::new(SmtpMailer::new(config).unwrap());
        let app = TestApp::with(engine, |parts| parts.mailer = Some(mailer));
        Self { app, mailbox }
    }

    fn check(&self) {
        self.app.check();
    }
}

/// A form is submitted while the mail server is in one bad mood after the other: the applicant notices
/// nothing, the operator sees why, and in the end each mail has arrived.
fn a_mail_server_in_every_mood(test: &Mailing) {
    let (app, mailbox) = (&test.app, &test.mailbox);
    let partner = app.complete();
    let before = mailbox.received().len();
    let browser = app.browser_of(&partner.admin);
    mailbox.set(Mood::HangsUp);
    let sent = browser.open("/enrol").form("/enrol/submit").submit();
    let page = sent.leads_to("/enrol/status").follow().expect(200);
    assert!(page.text().contains(&partner.reference));
    app.drain();
    assert_eq!(
        application_of(app, &partner).state,
        "in-review",
        "other work goes on"
    );
    let admin = app.browser_of(&app.staff(StaffRole::PlatformAdmin));
    let page = admin.open("/ops/outbox");
    assert!(page.text().contains(&partner.reference), "{}", page.text());
    // Each attempt comes twice as late as the one before.
    let moods = [
        (5, Mood::Busy),
        (10, Mood::BreaksOff),
        (20, Mood::Silent),
        (40, Mood::TakesWithoutAWord),
    ];
    for (wait, mood) in moods {
        mailbox.set(mood);
        app.clock.pass(wait);
        app.drain();
        let told = ["E04", "E05", "E06"].map(|code| app.mails(code).len());
        assert_eq!(told, [0, 0, 0], "{mood:?}");
    }
    let unheard = mailbox.received().len();
    assert_eq!(unheard - before, 3, "taken, though nobody knows");
    mailbox.set(Mood::Takes);
    app.clock.pass(79);
    app.drain();
    assert_eq!(mailbox.received().len(), unheard, "not before its time");
    app.clock.pass(1);
    app.drain();
    assert_eq!(
        ["E04", "E05", "E06"].map(|code| app.mails(code).len()),
        [1, 1, 1]
    );
    // What was taken without a word came again, and says by its id that it is the same.
    let all = mailbox.received();
    let ids: BTreeSet<_> = all[before..].iter().map(|mail| mail.id).collect();
    assert_eq!((all.len() - before, ids.len()), (6, 3));
    let link = mailbox.link(&partner.company.approval_email, "/confirm/");
    let page = app.browser().open(&link);
    assert_eq!(page.form(&link).put("answer", "yes").submit().status(), 303);
}

/// A final no is not asked again, and does not hide: the operator sees the mail that was given up.
fn a_mailbox_that_does_not_exist(test: &Mailing) {
    let (app, mailbox) = (&test.app, &test.mailbox);
    let partner = app.complete();
    let (_, request) = app.sign_in(&partner.admin);
    mailbox.set(Mood::Refuses);
    ::app::enrolment::application::submit(app, &request, "").unwrap();
    app.drain();
    mailbox.set(Mood::Takes);
    for _ in 0..5 {
        app.clock.pass(3600);
        app.drain();
    }
    assert_eq!(app.mails("E05").len(), 0);
    let page = app
        .browser_of(&app.staff(StaffRole::PlatformAdmin))
        .open("/ops/outbox");
    assert!(page.text().contains("550"), "{}", page.text());
    let given_up = "SELECT COUNT(*) AS n FROM outbox WHERE failed_at IS NOT NULL";
    assert_eq!(count(app, given_up), 3);
    app.forgive();
}

fn upload(app: &TestApp, page: &Page) -> Form {
    let form = page
        .form("/enrol/documents/upload")
        .fill("kind", "business-licence");
    form.attach("file", "licence.pdf", &specimen(app.programme.id.as_str()))
}

/// The page of something that is away: it says so in the reader's language, and when to come back.
fn away(page: Page) -> Page {
    let page = page.expect(503);
    assert!(!page.header("retry-after").is_empty());
    assert!(!page.source().contains('⟦') && !page.all("h1").is_empty());
    page
}

mod storage {
    use testkit::TestApp;

    testkit::on_both! { TestApp:
        a_folder_for_documents_that_is_gone,
        a_copy_that_cannot_be_stored_is_printed_later,
    }

    fn a_folder_for_documents_that_is_gone(app: &TestApp) {
        super::a_folder_that_is_gone(app);
    }

    fn a_copy_that_cannot_be_stored_is_printed_later(app: &TestApp) {
        super::a_copy_that_cannot_be_stored(app);
    }
}

fn a_folder_that_is_gone(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let form = upload(app, &browser.open("/enrol/documents"));
    let folder = app.database.folder.path().join("documents");
    let aside = app.database.folder.path().join("aside");
    std::fs::rename(&folder, &aside).unwrap();
    std::fs::write(&folder, "a file where a folder should be").unwrap();
    away(form.submit());
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM document"), 0);
    std::fs::remove_file(&folder).unwrap();
    std::fs::rename(&aside, &folder).unwrap();
    assert_eq!(form.submit().status(), 303);
    assert_eq!(
        form.submit().status(),
        303,
        "the same file is the same file"
    );
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM document"), 1);
    // A reader meets the same answer, and the file again when it is back.
    app.fill_in(&partner);
    let (_, request) = app.sign_in(&partner.admin);
    ::app::enrolment::application::submit(app, &request, "").unwrap();
    app.drain();
    let reviewer = app.browser_of(&app.staff(StaffRole::Reviewer));
    let case = format!("/ops/applications/{}", partner.application);
    let page = reviewer.open(&case);
    let list = page.attribute(".files li a", "href").unwrap();
    let shown = reviewer.open(list.trim_end_matches("#documents"));
    let sheet = shown.attribute(".sheet img", "src").unwrap();
    let whole = sheet.split("/pages/").next().unwrap();
    std::fs::rename(&folder, &aside).unwrap();
    std::fs::write(&folder, "").unwrap();
    away(reviewer.get(&sheet));
    away(reviewer.get(whole));
    std::fs::remove_file(&folder).unwrap();
    std::fs::rename(&aside, &folder).unwrap();
    assert_eq!(reviewer.get(&sheet).status(), 200);
    assert_eq!(reviewer.get(whole).status(), 200);
}

/// Signing does not wait for the printer: the copy follows when the storage is back, once.
fn a_copy_that_cannot_be_stored(app: &TestApp) {
    let partner = app.approved();
    let folder = app.database.folder.path().join("documents");
    let aside = app.database.folder.path().join("aside");
    std::fs::rename(&folder, &aside).unwrap();
    std::fs::write(&folder, "").unwrap();
    let browser = app.browser_of(&partner.admin);
    let page = browser.open("/agreements/sign");
    let form = page.form("/agreements/sign");
    let sent = form
        .tick("consent_bind")
        .tick("consent_electronic")
        .submit();
    assert_eq!(sent.leads_to("/dashboard/overview").follow().status(), 200);
    app.drain();
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM signed_copy"), 0);
    assert_eq!(
        application_of(app, &partner).state,
        "active",
        "the rest does not wait"
    );
    assert_eq!(browser.get("/account/agreements").status(), 200);
    std::fs::remove_file(&folder).unwrap();
    std::fs::rename(&aside, &folder).unwrap();
    app.clock.pass(60);
    app.drain();
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM signed_copy"), 2);
    assert_eq!(app.mails("E13").len(), 2);
}

/// How the storage of [`Bucket`] behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Storage {
    Works,
    Refuses,
    Silent,
    BreaksOff,
}

/// A bucket on a real socket that can only be written to.
fn bucket(mood: Arc<Mutex<Storage>>, closed: Arc<AtomicBool>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            if closed.load(Ordering::SeqCst) {
                return;
            }
            let (mood, mut stream) = (Arc::clone(&mood), stream.unwrap());
            std::thread::spawn(move || {
                let mut request = vec![0; 1 << 16];
                let _ = stream.read(&mut request);
                let mood = *mood.lock().unwrap();
                let answer: &[u8] = match mood {
                    Storage::Works => {
                        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    }
                    Storage::Refuses => {
                        b"HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    }
                    Storage::BreaksOff => b"HTTP/1.1 200 OK\r\nContent-Le",
                    Storage::Silent => {
                        std::thread::sleep(Duration::from_secs(4));
                        b""
                    }
                };
                let _ = stream.write_all(answer);
            });
        }
    });
    port
}

/// The storage is another machine here: slow, refusing, breaking off.
#[test]
fn a_bucket_in_every_mood() {
    let mood = Arc::new(Mutex::new(Storage::Works));
    let closed = Arc::new(AtomicBool::new(false));
    let port = bucket(Arc::clone(&mood), Arc::clone(&closed));
    let endpoint = format!("http://127.0.0.1:{port}");
    let mut config = S3Config::new(
        &endpoint,
        "us-east-1",
        "documents",
        "key",
        Secret::new("secret"),
    );
    config.timeout = Duration::from_secs(1);
    let storage = Arc::new(S3Documents::new(config).unwrap());
    let app = TestApp::with(Engine::Sqlite, |parts| parts.documents = storage);
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let form = upload(&app, &browser.open("/enrol/documents"));
    for bad in [Storage::Refuses, Storage::Silent, Storage::BreaksOff] {
        *mood.lock().unwrap() = bad;
        away(form.submit());
        assert_eq!(
            count(&app, "SELECT COUNT(*) AS n FROM document"),
            0,
            "{bad:?}"
        );
    }
    *mood.lock().unwrap() = Storage::Works;
    assert_eq!(form.submit().status(), 303);
    assert_eq!(count(&app, "SELECT COUNT(*) AS n FROM document"), 1);
    closed.store(true, Ordering::SeqCst);
    app.check();
}

/// Hangs everybody up but whoever asks for it.
const HANG_UP: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()";

/// Sends forms while the database server hangs up again and again: each is answered with yes or with
/// "not at the moment", and sent again until it is yes.
fn send_while_it_hangs_up(app: &TestApp, forms: &[Form]) {
    let done = AtomicBool::new(false);
    let database: &Database = &app.database;
    let refused = std::thread::scope(|scope| {
        let done = &done;
        scope.spawn(move || {
            while !done.load(Ordering::SeqCst) {
                database.tamper(HANG_UP);
                std::thread::sleep(Duration::from_millis(200));
            }
        });
        let sending: Vec<_> = forms
            .iter()
            .map(|form| {
                scope.spawn(move || {
                    for refused in 0..200 {
                        let page = form.submit();
                        if page.status() == 303 {
                            return refused;
                        }
                        // Many at once who are all sent again get in each other's way.
                        if page.status() == 409 && page.text().contains("系统繁忙") {
                            continue;
                        }
                        away(page);
                    }
                    panic!("{} is never accepted", form.action());
                })
            })
            .collect();
        let sent: Vec<_> = sending.into_iter().map(|one| one.join()).collect();
        done.store(true, Ordering::SeqCst);
        sent.into_iter().map(|one| one.unwrap()).sum::<u32>()
    });
    println!("{refused} times not at the moment");
}

/// Nothing is lost and nothing is there twice, whichever form it is.
#[test]
fn a_database_that_hangs_up_all_the_time() {
    let app = TestApp::new(Engine::Postgres);
    let applicants = app.applicants(24);
    let forms: Vec<Form> = applicants
        .iter()
        .map(|a| a.browser.open("/enrol").form("/enrol/submit"))
        .collect();
    send_while_it_hangs_up(&app, &forms);
    app.drain();
    let submitted = "SELECT COUNT(*) AS n FROM application WHERE state = 'in-review'";
    assert_eq!(count(&app, submitted), 24);
    assert_eq!(count(&app, "SELECT COUNT(*) AS n FROM confirmation"), 48);
    assert_eq!(
        ["E04", "E05", "E06"].map(|code| app.mails(code).len()),
        [24, 24, 24]
    );
    app.check();
}

/// How many companies create, are approved and sign under it.
const MANY: usize = 6;

/// Creation, decision, signature and set-up under a database that hangs up.
#[test]
fn the_way_of_a_company_under_a_database_that_hangs_up() {
    let app = TestApp::new(Engine::Postgres);
    let browsers: Vec<_> = (0..MANY).map(|_| crate::at_create(&app).0).collect();
    let forms: Vec<Form> = browsers
        .iter()
        .map(|browser| {
            let page = browser.open("/register/cn/create");
            let form = page.form("/register/cn/create");
            form.tick("terms").tick("privacy")
        })
        .collect();
    send_while_it_hangs_up(&app, &forms);
    let tenants = "SELECT COUNT(*) AS n FROM tenant WHERE kind = 'partner'";
    let created = "SELECT COUNT(*) AS n FROM registration WHERE state = 'created'";
    let many = i64::try_from(MANY).unwrap();
    let accounts = "SELECT COUNT(*) AS n FROM account";
    assert_eq!(
        [tenants, created, accounts].map(|sql| count(&app, sql)),
        [many; 3]
    );
    let forms: Vec<Form> = browsers
        .iter()
        .map(|browser| {
            browser
                .open("/register/cn/done")
                .form("/register/cn/done")
                .tick("saved")
        })
        .collect();
    send_while_it_hangs_up(&app, &forms);
    app.drain();
    assert_eq!(app.mails("E03").len(), MANY);
    assert_eq!(count(&app, "SELECT COUNT(*) AS n FROM application"), many);

    let partners: Vec<_> = (0..MANY).map(|_| app.submitted()).collect();
    for partner in &partners {
        drop(app.decided(partner));
    }
    let reviewer = app.browser_of(&app.staff(StaffRole::Reviewer));
    let forms: Vec<Form> = partners
        .iter()
        .map(|partner| {
            let case = format!("/ops/applications/{}", partner.application);
            reviewer.open(&case).form(&format!("{case}/approve"))
        })
        .collect();
    send_while_it_hangs_up(&app, &forms);
    app.drain();
    assert_eq!(app.mails("E09").len(), MANY);
    let approved = "SELECT COUNT(*) AS n FROM application WHERE state = 'approved'";
    assert_eq!(count(&app, approved), many);

    let forms: Vec<Form> = partners
        .iter()
        .map(|partner| {
            let page = app.browser_of(&partner.admin).open("/agreements/sign");
            let form = page.form("/agreements/sign");
            form.tick("consent_bind").tick("consent_electronic")
        })
        .collect();
    send_while_it_hangs_up(&app, &forms);
    // Printing and set-up go on as often as they are cut off: what was claimed is taken up again.
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (app, done) = (&app, &done);
        scope.spawn(move || {
            while !done.load(Ordering::SeqCst) {
                app.database.tamper(HANG_UP);
                std::thread::sleep(Duration::from_millis(100));
            }
        });
        // Whatever it comes to, the worker comes again; what failed waits for its time. For longer than
        // that nothing is left to do.
        let mut idle = 0;
        while idle < 40 {
            let done = ::app::jobs::worker::drain(app, uuid::Uuid::nil());
            idle = if matches!(done, Ok(0)) { idle + 1 } else { 0 };
            app.clock.pass(60);
        }
        done.store(true, Ordering::SeqCst);
    });
    app.clock.pass(3600);
    app.drain();
    for (sql, wanted) in [
        ("SELECT COUNT(*) AS n FROM signature", 1),
        (
            "SELECT COUNT(*) AS n FROM partner WHERE status = 'active'",
            1,
        ),
        ("SELECT COUNT(*) AS n FROM billing_account", 1),
        ("SELECT COUNT(*) AS n FROM security_group", 3),
        ("SELECT COUNT(*) AS n FROM signed_copy", 2),
        (
            "SELECT COUNT(*) AS n FROM application WHERE state = 'active'",
            1,
        ),
    ] {
        assert_eq!(count(&app, sql), wanted * many, "{sql}");
    }
    let told = ["E09", "E13", "E14"].map(|code| app.mails(code).len());
    assert_eq!(told, [MANY, 2 * MANY, MANY]);
    app.check();
}
