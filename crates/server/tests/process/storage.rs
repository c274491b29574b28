//! The database of the built process is slow, held by somebody else, or has no room: people wait or
//! are told, nothing is half done, and the same form goes through once there is room again.

use crate::crash::applications;
use crate::installation::Installation;
use crate::otherwise::{signed_in, state};
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

/// Somebody else holds what the form has to write, for a second and a half.
fn held(engine: Engine) {
    let mut site = Installation::new(engine);
    let (form, _) = ready(&mut site);
    let (held, holds) = mpsc::channel();
    let released = Arc::new(AtomicBool::new(false));
    let releases = Arc::clone(&released);
    let pause = Duration::from_millis(1500);
    std::thread::scope(|scope| {
        let inside = &site.inside;
        scope.spawn(move || {
            // A transaction that writes and takes its time.
            let kept = inside.db.write(move |tx| {
                tx.execute("UPDATE application SET legal_name = legal_name", &[])?;
                let _ = held.send(());
                std::thread::sleep(pause);
                releases.store(true, Ordering::SeqCst);
                Ok::<_, store::DbError>(())
            });
            kept.wait().unwrap();
        });
        holds.recv().unwrap();
        let page = form.submit();
        assert!(released.load(Ordering::SeqCst), "it has waited");
        // The row was only touched: whoever waited for it goes on, or is told to send it again.
        if page.status() == 503 || page.status() == 409 {
            assert_eq!(form.submit().status(), 303);
        } else {
            drop(page.leads_to("/enrol/status"));
        }
    });
    arrived_once(&mut site);
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
