//! The database of the built process is slow, held by somebody else, or has no room: people wait or
//! are told, nothing is half done, and the same form goes through once there is room again.

use crate::crash::applications;
use crate::installation::{CODE, Installation};
use crate::otherwise::{signed_in, state};
use domain::caller::StaffRole;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;
use testkit::{Browser, Engine, Form, Page};

#[test]
fn a_database_that_is_held_for_a_while_on_sqlite() {
    held(Engine::Sqlite);
}

#[test]
fn a_database_that_is_held_for_a_while_on_postgres() {
    held(Engine::Postgres);
}

/// A form that sends a complete application, and who sends it.
fn ready(site: &mut Installation) -> (Form, Browser) {
    site.inside.clock.pass(-600);
    let partner = site.inside.complete();
    let admin = signed_in(site, &partner.admin);
    site.start("");
    site.settles();
    (admin.open("/enrol").form("/enrol/submit"), admin)
}

fn away(page: Page) {
    let page = page.expect(503);
    assert!(!page.header("retry-after").is_empty());
    assert!(!page.source().contains('⟦') && !page.all("h1").is_empty());
}

fn arrived_once(site: &mut Installation) {
    site.settles();
    assert_eq!(applications(site), 1);
    for code in ["E04", "E05", "E06"] {
        assert_eq!(site.inside.mails(code).len(), 1, "{code}");
    }
    assert_eq!(state(site), "in-review");
    site.kill();
    testkit::Fixture::check(&site.inside);
}

const IN_REVIEW: &str = "SELECT COUNT(*) AS n FROM application WHERE state = 'in-review'";
const APPROVED: &str = "SELECT COUNT(*) AS n FROM application WHERE state = 'approved'";

/// Sends a form while somebody else holds a table it has to write, for a second and a half.
fn held_over(site: &Installation, holds: &'static str, form: &Form, leads: &str) {
    let (held, begins) = mpsc::channel();
    let released = Arc::new(AtomicBool::new(false));
    let releases = Arc::clone(&released);
    let pause = Duration::from_millis(1500);
    std::thread::scope(|scope| {
        let inside = &site.inside;
        scope.spawn(move || {
            // A transaction that writes and takes its time.
            let kept = inside.db.write(move |tx| {
                tx.execute(holds, &[])?;
                let _ = held.send(());
                std::thread::sleep(pause);
                releases.store(true, Ordering::SeqCst);
                Ok::<_, store::DbError>(())
            });
            kept.wait().unwrap();
        });
        begins.recv().unwrap();
        let page = form.submit();
        assert!(released.load(Ordering::SeqCst), "it has waited");
        // The row was only touched: whoever waited for it goes on, or is told to send it again.
        if page.status() == 503 || page.status() == 409 {
            drop(form.submit().leads_to(leads));
        } else {
            drop(page.leads_to(leads));
        }
    });
}

/// Submission, decision, signature with the set-up behind it, and another company's account, each while
/// the database is held.
fn held(engine: Engine) {
    let mut site = Installation::new(engine);
    let applications = "UPDATE application SET legal_name = legal_name";
    site.inside.clock.pass(-1200);
    let [sending, decided] = [site.inside.complete(), site.inside.submitted()];
    drop(site.inside.decided(&decided));
    let admin = signed_in(&site, &sending.admin);
    let signer = signed_in(&site, &decided.admin);
    let reviewer = site.inside.staff(StaffRole::Reviewer);
    let reviewer = signed_in(&site, &reviewer);
    site.start("");
    site.settles();
    let before = ["E04", "E05", "E06"].map(|code| site.inside.mails(code).len());
    let form = admin.open("/enrol").form("/enrol/submit");
    held_over(&site, applications, &form, "/enrol/status");
    site.settles();
    assert_eq!(site.count(IN_REVIEW), 2);
    let after = ["E04", "E05", "E06"].map(|code| site.inside.mails(code).len());
    assert_eq!(after, before.map(|n| n + 1));

    let case = format!("/ops/applications/{}", decided.application);
    let form = reviewer.open(&case).form(&format!("{case}/approve"));
    held_over(&site, applications, &form, &format!("{case}?done=approved"));
    site.settles();
    assert_eq!(site.inside.mails("E09").len(), 1);
    assert_eq!([site.count(IN_REVIEW), site.count(APPROVED)], [1, 1]);

    let page = signer.open("/agreements/sign");
    let form = page.form("/agreements/sign");
    let form = form.tick("consent_bind").tick("consent_electronic");
    held_over(&site, applications, &form, "/dashboard/overview");
    site.settles();
    assert_eq!(
        ["E13", "E14"].map(|code| site.inside.mails(code).len()),
        [2, 1]
    );
    for (sql, wanted) in [
        (IN_REVIEW, 1),
        (APPROVED, 0),
        ("SELECT COUNT(*) AS n FROM signature", 1),
        (
            "SELECT COUNT(*) AS n FROM partner WHERE status = 'active'",
            1,
        ),
        ("SELECT COUNT(*) AS n FROM billing_account", 1),
        ("SELECT COUNT(*) AS n FROM security_group", 3),
        ("SELECT COUNT(*) AS n FROM signed_copy", 2),
    ] {
        assert_eq!(site.count(sql), wanted, "{sql}");
    }
    account_under_a_held_database(&mut site);
    site.kill();
    testkit::Fixture::check(&site.inside);
}

/// "Create account" and what was saved, one tenant and one letter.
fn account_under_a_held_database(site: &mut Installation) {
    let registrations = "UPDATE registration SET reference = reference";
    let tenants = "SELECT COUNT(*) AS n FROM tenant WHERE kind = 'partner'";
    let (before, told) = (site.count(tenants), site.inside.mails("E03").len());
    let company = site.inside.company();
    let browser = site.browser();
    let page = browser.open("/register/cn/join").form("/register/cn/join");
    let page = page.submit().follow().form("/register/cn/account").submit();
    let form = page.follow().form("/register/cn/details");
    let page = form.fill_all(&company.details).submit().follow();
    drop(page.form("/register/cn/phone/send").submit());
    site.settles();
    let verify = browser.open("/register/cn/phone");
    let verify = verify.form("/register/cn/phone/verify").fill("code", CODE);
    drop(verify.submit().leads_to("/register/cn/create"));
    let form = browser
        .open("/register/cn/create")
        .form("/register/cn/create");
    let form = form.tick("terms").tick("privacy");
    held_over(site, registrations, &form, "/register/cn/done");
    assert_eq!(site.count(tenants), before + 1);
    let form = browser.open("/register/cn/done").form("/register/cn/done");
    held_over(site, registrations, &form.tick("saved"), "/signin");
    site.settles();
    assert_eq!(site.count(tenants), before + 1);
    assert_eq!(site.inside.mails("E03").len(), told + 1);
    let done = "SELECT COUNT(*) AS n FROM registration WHERE state = 'done'";
    assert_eq!(site.count(done), 3);
}

/// The files of SQLite cannot grow any more.
#[test]
fn a_disk_without_room() {
    let mut site = Installation::new(Engine::Sqlite);
    let (form, admin) = ready(&mut site);
    let hours = admin.open("/enrol/support").form("/enrol/support");
    site.kill();
    // As much as the database is already; its log of changes meets that limit first.
    let folder = site.inside.database.folder.path().to_owned();
    let files = std::fs::read_dir(&folder).unwrap().map(Result::unwrap);
    let largest = files
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "db"))
        .map(|entry| entry.metadata().unwrap().len())
        .max();
    site.file_limit = Some(largest.unwrap() / 1024 + 8);
    site.start("");
    // The form is saved again and again until there is no room for one more time.
    let saves = |n: u32| {
        let hours = hours
            .clone()
            .fill("support_hours", &format!("7×24×365 {n}"));
        hours.submit()
    };
    let saved = (0..2000).take_while(|n| saves(*n).status() == 303).count();
    assert!(saved < 2000, "the limit is never met: {}", site.log());
    away(saves(0));
    away(form.submit());
    assert_eq!(admin.get("/enrol/legal").status(), 200, "reading goes on");
    assert_eq!(state(&site), "draft");
    // Room again: the same form.
    site.file_limit = None;
    site.start("");
    assert_eq!(form.submit().location(), "/enrol/status");
    arrived_once(&mut site);
}
