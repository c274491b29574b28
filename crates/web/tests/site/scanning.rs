//! The malware scanner: what it finds, and what waits while it is away.

use crate::uploads::{stored, upload};
use crate::{application_of, audited, count, english};
use ::app::Parts;
use domain::caller::StaffRole;
use domain::effects::{DeliveryError, Scanner, Verdict};
use std::sync::{Arc, Mutex};
use testkit::{Browser, Engine, Fixture, TestApp, specimen};

testkit::on_both! { Scanned:
    malware_is_refused_at_the_field,
    a_scanner_that_is_away_holds_up_the_approval_alone,
    malware_found_later_takes_the_bytes_away,
    a_scan_given_up_is_asked_for_again_by_a_person,
    documents_from_before_the_scanner_are_scanned_too,
    documents_of_changes_are_scanned_like_all_others,
}

/// What the scanner in these tests says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Clean,
    Found,
    Nothing,
}

struct Told(Arc<Mutex<Says>>);

impl Scanner for Told {
    fn scan(&self, _: &[u8]) -> Result<Verdict, DeliveryError> {
        match *self.0.lock().unwrap() {
            Says::Clean => Ok(Verdict::Clean),
            Says::Found => Ok(Verdict::Infected("Eicar-Test-Signature".to_owned())),
            Says::Nothing => Err(DeliveryError::Temporary("connection refused".to_owned())),
        }
    }

    fn describe(&self) -> String {
        "told what to say".to_owned()
    }
}

/// The site with a scanner.
struct Scanned {
    app: TestApp,
    says: Arc<Mutex<Says>>,
}

impl Fixture for Scanned {
    fn fresh(engine: Engine) -> Self {
        let says = Arc::new(Mutex::new(Says::Clean));
        let scanner = Told(Arc::clone(&says));
        let change = |parts: &mut Parts| parts.scanner = Some(Arc::new(scanner));
        let app = TestApp::with(engine, change);
        Self { app, says }
    }

    fn check(&self) {
        self.app.check();
    }
}

impl Scanned {
    fn says(&self, says: Says) {
        *self.says.lock().unwrap() = says;
    }

    /// A case that only the documents keep from being approved, and the reviewer's browser.
    fn ready(&self) -> (testkit::Partner, Browser, String) {
        let app = &self.app;
        let partner = app.submitted();
        app.decided(&partner);
        let reviewer = english(app.browser_of(&app.staff(StaffRole::Reviewer)));
        let case = format!("/ops/applications/{}", partner.application);
        (partner, reviewer, case)
    }
}

fn malware_is_refused_at_the_field(test: &Scanned) {
    let app = &test.app;
    let partner = app.registered_company();
    let browser = english(app.browser_of(&partner.admin));
    test.says(Says::Found);
    let page = upload(&browser, "business-licence", "a.pdf", &specimen("x")).expect(422);
    assert!(
        page.error_at("file")
            .unwrap()
            .contains("malware scanner found")
    );
    assert_eq!(
        (
            count(app, "SELECT COUNT(*) AS n FROM document"),
            stored(app)
        ),
        (0, 0)
    );
    assert_eq!(audited(app, "document.infected", "succeeded"), 1);
    test.says(Says::Clean);
    assert_eq!(
        upload(&browser, "business-licence", "a.pdf", &specimen("x")).status(),
        303
    );
    let clean = "SELECT COUNT(*) AS n FROM document WHERE scan = 'clean'";
    assert_eq!(count(app, clean), 1);
}

fn a_scanner_that_is_away_holds_up_the_approval_alone(test: &Scanned) {
    let app = &test.app;
    test.says(Says::Nothing);
    let (partner, reviewer, case) = test.ready();
    let applicant = english(app.browser_of(&partner.admin));
    assert_eq!(application_of(app, &partner).state, "in-review");
    let page = reviewer.open(&case);
    assert!(page.text().contains("Being scanned"), "{}", page.text());
    let approve = format!("{case}/approve");
    let refused = page.form(&approve).submit().expect(409);
    assert!(refused.text().contains("has not passed every document"));
    assert!(!applicant.open("/enrol/status").text().contains("scan"));
    // The scanner is back: the worker's next attempt is enough.
    test.says(Says::Clean);
    app.clock.pass(3600);
    app.drain();
    let reviewer = english(app.browser_of(&app.staff(StaffRole::Reviewer)));
    let page = reviewer.open(&case);
    assert!(page.text().contains("No malware"));
    assert_eq!(page.form(&approve).submit().status(), 303);
    assert_eq!(audited(app, "document.scan", "succeeded"), 1);
    app.drain();
}

fn malware_found_later_takes_the_bytes_away(test: &Scanned) {
    let app = &test.app;
    test.says(Says::Nothing);
    let partner = app.complete();
    let browser = english(app.browser_of(&partner.admin));
    assert!(
        browser
            .open("/enrol/documents")
            .text()
            .contains("being scanned")
    );
    assert_eq!(stored(app), 1);
    test.says(Says::Found);
    app.clock.pass(3600);
    app.drain();
    assert_eq!(stored(app), 0);
    let browser = english(app.browser_of(&partner.admin));
    assert!(
        browser
            .open("/enrol/documents")
            .text()
            .contains("Malware found")
    );
    // The licence counts as missing until there is another.
    let refused = browser
        .open("/enrol")
        .form("/enrol/submit")
        .submit()
        .expect(422);
    assert!(refused.source().contains("#business-licence"));
    test.says(Says::Clean);
    assert_eq!(
        upload(&browser, "business-licence", "b.pdf", &specimen("b")).status(),
        303
    );
    assert_eq!(
        browser
            .open("/enrol")
            .form("/enrol/submit")
            .submit()
            .status(),
        303
    );
    app.drain();
    app.decided(&partner);
    let reviewer = english(app.browser_of(&app.staff(StaffRole::Reviewer)));
    let case = format!("/ops/applications/{}", partner.application);
    let page = reviewer.open(&case);
    assert!(page.text().contains("Malware: Eicar-Test-Signature"));
    let links = page.all("a[href*=\"/documents/\"]");
    assert_eq!(
        links.len(),
        2,
        "the infected document offers no link: {links:?}"
    );
    let id = partner.application.0;
    let found = app
        .read(move |tx| Ok(store::document::all(tx, id)?))
        .wait()
        .unwrap();
    let infected = found.iter().find(|d| d.scan == "infected").unwrap();
    let gone = reviewer
        .get(&format!("{case}/documents/{}", infected.id))
        .expect(409);
    assert!(gone.text().contains("has been deleted"));
    let approved = page.form(&format!("{case}/approve")).submit();
    assert_eq!(approved.status(), 303, "a clean licence is there");
    app.drain();
}

fn a_scan_given_up_is_asked_for_again_by_a_person(test: &Scanned) {
    let app = &test.app;
    test.says(Says::Nothing);
    let (_, _, case) = test.ready();
    for _ in 0..45 {
        app.clock.pass(1000);
        app.drain();
    }
    let failed = "SELECT COUNT(*) AS n FROM document WHERE scan = 'failed'";
    assert_eq!(count(app, failed), 1);
    let reviewer = english(app.browser_of(&app.staff(StaffRole::Reviewer)));
    let page = reviewer.open(&case);
    assert!(
        page.text()
            .contains("Not scanned: not delivered yet: connection refused")
    );
    assert_eq!(page.form(&format!("{case}/approve")).submit().status(), 409);
    let again = page.attribute("form[action$=\"/scan\"]", "action").unwrap();
    let auditor = app.browser_of(&app.staff(StaffRole::Auditor));
    assert!(!auditor.open(&case).has_form(&again));
    test.says(Says::Clean);
    let page = page.form(&again).submit().follow();
    assert!(page.text().contains("has been asked again"));
    app.drain();
    // There is nothing to ask any more.
    assert_eq!(reviewer.post(&again, &[]).status(), 409);
    let approve = format!("{case}/approve");
    assert_eq!(reviewer.open(&case).form(&approve).submit().status(), 303);
    app.drain();
}

fn documents_from_before_the_scanner_are_scanned_too(test: &Scanned) {
    let app = &test.app;
    let (_, reviewer, case) = test.ready();
    app.database.tamper("UPDATE document SET scan = 'none'");
    assert_eq!(
        reviewer
            .open(&case)
            .form(&format!("{case}/approve"))
            .submit()
            .status(),
        409
    );
    app.tick();
    app.tick();
    assert_eq!(audited(app, "document.scan-later", "succeeded"), 1);
    let clean = "SELECT COUNT(*) AS n FROM document WHERE scan = 'clean'";
    assert_eq!(count(app, clean), 1);
    assert_eq!(
        reviewer
            .open(&case)
            .form(&format!("{case}/approve"))
            .submit()
            .status(),
        303
    );
    app.drain();
}

fn documents_of_changes_are_scanned_like_all_others(test: &Scanned) {
    use crate::change_documents::{add, moved, reviewer, send, waiting};
    let app = &test.app;
    let (_, browser) = moved(app, "20 层");
    let before = stored(app);
    let licence = |name: &str| add(&browser, "business-licence", name, &specimen("licence"));
    test.says(Says::Found);
    let refused = licence("a.pdf").expect(422);
    let error = refused.error_at("file").unwrap();
    assert!(error.contains("malware scanner found"), "{error}");
    assert_eq!(audited(app, "profile.infected-document", "succeeded"), 1);
    assert_eq!(stored(app), before);
    // While the scanner is away documents are taken and sent, and hold up the decision alone.
    test.says(Says::Nothing);
    assert_eq!(licence("a.pdf").status(), 303);
    assert_eq!(send(&browser, "").status(), 303);
    let desk = reviewer(app);
    let place = waiting(&desk);
    let page = desk.open(&place);
    assert!(page.text().contains("Being scanned"), "{}", page.text());
    let approve = format!("{place}/approve");
    let refused = page.form(&approve).submit().expect(409);
    assert!(refused.text().contains("has not passed every document"));
    // Malware that is found later takes the bytes away, and a clean document is asked for.
    test.says(Says::Found);
    app.clock.pass(700);
    app.tick();
    app.drain();
    assert_eq!(stored(app), before);
    assert_eq!(audited(app, "profile.scan-document", "succeeded"), 1);
    let page = desk.open(&place);
    assert!(page.text().contains("Malware: Eicar-Test-Signature"));
    assert!(page.attribute(".files li a", "href").is_none());
    let found = app.read(|tx| {
        let sql = "SELECT id FROM profile_change_document LIMIT 1";
        Ok(tx.query_one::<uuid::Uuid>(sql, &[])?)
    });
    let file = format!("{place}/documents/{}", found.wait().unwrap());
    let gone = desk.get(&file).expect(409);
    assert!(gone.text().contains("has been deleted"));
    let ask = page.form(&format!("{place}/ask"));
    let ask = ask.put("kinds", "business-licence");
    let _ = ask.fill("question", "A clean one").submit().expect(303);
    assert_eq!(send(&browser, "").status(), 422);
    test.says(Says::Clean);
    assert_eq!(licence("b.pdf").status(), 303);
    assert_eq!(send(&browser, "").status(), 303);
    let page = desk.open(&place);
    assert!(page.text().contains("No malware"));
    assert_eq!(page.form(&approve).submit().status(), 303);
    app.drain();
}
