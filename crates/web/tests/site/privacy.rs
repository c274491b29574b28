//! What is kept for how long, what goes when somebody asks, and who has looked at documents.

use crate::lifecycle::{reject, reviewer};
use crate::uploads::stored;
use crate::{application_of, at_once, audited, count, english};
use domain::caller::{AdminSetting, Caller, StaffRole};
use domain::effects::Instant;
use domain::privacy::retention::Period;
use testkit::{Browser, Page, Partner, TestApp};

testkit::on_both! { TestApp:
    documents_go_when_their_period_is_over,
    bytes_go_whatever_the_process_died_between,
    a_request_erases_what_nothing_needs,
    a_request_says_what_stays_and_why,
    telephones_and_authenticators_are_erased_too,
    two_people_settle_one_request,
    messages_sessions_and_requests_go_after_their_years,
    looks_are_listed,
}

const KEPT: &str = "SELECT COUNT(*) AS n FROM document WHERE erased_at IS NULL";

/// The address of the first page of a case's first document.
fn sheet(desk: &Browser, case: &str) -> String {
    let href = desk.open(case).attribute(".files li a", "href").unwrap();
    let shown = desk.open(href.trim_end_matches("#documents"));
    shown.attribute(".sheet img", "src").unwrap()
}

fn withdraw(app: &TestApp, partner: &Partner) {
    let browser = app.browser_of(&partner.admin);
    let form = browser.open("/enrol/status").form("/enrol/withdraw");
    assert_eq!(form.submit().status(), 303);
    app.drain();
}

/// Sweeps a second before a moment, at it, and again: the documents of one application go at it.
fn go_at(app: &TestApp, partner: &Partner, moment: Instant, erasures: i64) {
    let (files, rows) = (stored(app), count(app, KEPT));
    app.clock.set(moment.plus_seconds(-1));
    app.tick();
    assert_eq!(
        (stored(app), count(app, KEPT)),
        (files, rows),
        "a second too early"
    );
    for _ in 0..2 {
        app.clock.set(app.now().max(moment));
        app.tick();
        let id = application_of(app, partner).id;
        let left = app
            .read(move |tx| Ok(store::document::all(tx, id)?.len()))
            .wait()
            .unwrap();
        assert_eq!(left, 0);
        assert!(stored(app) < files);
        assert!(count(app, KEPT) < rows);
        assert_eq!(
            audited(app, "retention.erase-documents", "succeeded"),
            usize::try_from(erasures).unwrap()
        );
        app.clock.pass(7200);
    }
    let named = "SELECT COUNT(*) AS n FROM document WHERE erased_at IS NOT NULL AND name <> ''";
    assert_eq!(count(app, named), 0);
}

fn entered(app: &TestApp, partner: &Partner) -> Instant {
    application_of(app, partner).entered_at.unwrap()
}

fn documents_go_when_their_period_is_over(app: &TestApp) {
    let active = app.active_partner();
    let (withdrawn, rejected) = (app.submitted(), app.submitted());
    let before = stored(app);
    let case = format!(
        "/ops/applications/{}",
        domain::ids::ApplicationId(application_of(app, &withdrawn).id)
    );
    let desk = reviewer(app);
    let path = sheet(&desk, &case);
    drop(desk.open(&path));
    withdraw(app, &withdrawn);
    reject(&desk, &rejected);
    app.drain();
    go_at(app, &withdrawn, entered(app, &withdrawn).plus_days(30), 1);
    let desk = reviewer(app);
    drop(desk.get(&path).expect(404));
    assert!(desk.open(&case).attribute(".files li a", "href").is_none());
    go_at(app, &rejected, entered(app, &rejected).plus_days(180), 2);
    assert_eq!(application_of(app, &rejected).state, "rejected");
    // The decision stays, and the partner's own documents.
    assert!(stored(app) > 0 && stored(app) < before);
    let lasting = application_of(app, &active).id;
    let kept = app
        .read(move |tx| Ok(store::document::all(tx, lasting)?.len()))
        .wait()
        .unwrap();
    assert!(kept > 0);
    // A draft that lapses keeps its documents as long as it can be reopened.
    let lapsed = app.complete();
    app.clock.set(entered(app, &lapsed).plus_days(90));
    app.tick();
    assert_eq!(application_of(app, &lapsed).state, "lapsed");
    go_at(app, &lapsed, entered(app, &lapsed).plus_days(180), 3);
    let page = english(app.browser_of(&app.staff(StaffRole::Auditor))).open("/ops/privacy");
    let text = page.text();
    assert!(text.contains("Documents of withdrawn applications"));
    assert!(text.contains("30 days") && text.contains("180 days"));
    assert!(!page.has_form("/ops/privacy"), "auditors only look");
}

fn bytes_go_whatever_the_process_died_between(app: &TestApp) {
    let (one, other) = (app.submitted(), app.submitted());
    for partner in [&one, &other] {
        withdraw(app, partner);
    }
    let keys: Vec<String> = app
        .read(|tx| {
            Ok(tx.query(
                "SELECT storage_key AS t FROM document ORDER BY storage_key",
                &[],
            )?)
        })
        .wait()
        .unwrap();
    assert!(keys.len() > 1);
    app.clock.set(entered(app, &other).plus_days(30));
    let request = app.request(Caller::System);
    ::app::privacy::retention::sweep(app, &request).unwrap();
    // Killed after the rows were marked: the bytes are there, the jobs as well.
    assert_eq!(count(app, KEPT), 0);
    for key in &keys {
        app.documents.get(key).unwrap();
    }
    // Killed after the first file was deleted, before its job had ended.
    app.documents.delete(&keys[0]).unwrap();
    app.drain();
    for key in &keys {
        assert!(app.documents.get(key).is_err(), "{key}");
    }
    let undone = "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'erase' AND done_at IS NULL";
    assert_eq!(count(app, undone), 0);
    assert_eq!(
        ::app::privacy::retention::sweep(app, &request).unwrap(),
        0,
        "twice"
    );
}

/// The desk of somebody who settles requests.
fn platform(app: &TestApp) -> Browser {
    english(app.browser_of(&app.staff(StaffRole::PlatformAdmin)))
}

/// Opens a request.
fn ask(desk: &Browser, kind: &str, email: &str) -> Page {
    desk.open("/ops/privacy")
        .form("/ops/privacy")
        .put("kind", kind)
        .put("email", email)
        .put("proof", "Called back on the number held")
        .submit()
}

fn settle(page: &Page, decision: &str) -> Page {
    page.form(page.path())
        .put("decision", decision)
        .put("answer", "Done as asked.")
        .submit()
}

fn a_request_erases_what_nothing_needs(app: &TestApp) {
    let partner = app.submitted();
    withdraw(app, &partner);
    let email = partner.company.approval_email.clone();
    let desk = platform(app);
    // Bad input is told at its field and kept.
    let form = desk.open("/ops/privacy").form("/ops/privacy");
    let page = form
        .put("email", "nobody")
        .put("proof", "short")
        .submit()
        .expect(422);
    for field in ["kind", "email", "proof"] {
        assert!(page.error_at(field).is_some(), "{field}");
    }
    assert_eq!(page.form("/ops/privacy").value("email"), "nobody");
    // The same asked twice is one request.
    let one = ask(&desk, "erase", &email).location().to_owned();
    assert_eq!(
        ask(&desk, "erase", &email.to_uppercase()).location(),
        one,
        "asked twice"
    );
    let page = desk.open(&one);
    let text = page.text();
    assert!(text.contains("Contact in an application") && text.contains(&partner.reference));
    assert!(text.contains("Will be erased") && !text.contains("Stays"));
    let mails = app.messages(&email).len();
    assert!(mails > 0);
    let page = settle(&page, "").expect(422);
    assert!(page.error_at("decision").is_some());
    let page = settle(&page, "fulfil").leads_to(&one).follow();
    assert!(page.text().contains("Erased") && !page.has_form(&one));
    assert!(app.messages(&email).is_empty());
    let id = application_of(app, &partner).id;
    let answers = app
        .read(move |tx| {
            Ok(tx.query_one::<i64>(
                "SELECT COUNT(*) AS n FROM answer WHERE owner_id = $1
                   AND field IN ('approval_email', 'approval_name', 'approval_phone')",
                store::values![id],
            )?)
        })
        .wait()
        .unwrap();
    assert_eq!(answers, 0);
    // Asked again, there is nothing left.
    let again = ask(&desk, "erase", &email).location().to_owned();
    assert_ne!(again, one);
    assert!(desk.open(&again).text().contains("Nothing is held"));
    assert_eq!(audited(app, "privacy.settle", "succeeded"), 1);
}

/// What was said to a telephone is a person's as well, and so is an authenticator on the way.
fn telephones_and_authenticators_are_erased_too(app: &TestApp) {
    let (browser, company) = crate::at_phone(app);
    let page = browser.open("/register/cn/phone");
    let page = page.form("/register/cn/phone/send").submit();
    assert_eq!(page.status(), 303);
    app.drain();
    let codes = |number: &str| app.messages(number).len();
    assert_eq!(codes(&company.mobile), 1);
    app.clock.pass(8 * 86_400);
    app.tick();
    let desk = platform(app);
    let erase = |email: &str| {
        let place = ask(&desk, "erase", email).location().to_owned();
        drop(settle(&desk.open(&place), "fulfil").leads_to(&place));
    };
    erase(&company.email);
    assert!(app.messages(&company.email).is_empty());
    assert_eq!(codes(&company.mobile), 0);

    // A number that two people share is not one person's to erase.
    let partner = app.registered_company();
    let gone = app.colleague(&partner, AdminSetting::None);
    let number = partner.company.mobile.clone();
    app.confirm_contacts(&partner.admin);
    let visitor = app.browser();
    drop(crate::recovery::begin(
        app,
        &visitor,
        &partner.admin.sign_in_name,
    ));
    assert_eq!(crate::recovery::send(&visitor, "phone").status(), 303);
    app.drain();
    let before = codes(&number);
    assert!(before > 0);
    let own = app.browser_of(&gone);
    assert_eq!(crate::authenticator::begin(&own).status(), 303);
    let waiting = "SELECT COUNT(*) AS n FROM authenticator_change";
    assert_eq!(count(app, waiting), 1);
    app.database.tamper(&format!(
        "UPDATE account SET status = 'deleted', mobile = '{number}' WHERE sign_in_name = '{}'",
        gone.sign_in_name
    ));
    erase(&gone.sign_in_name);
    assert_eq!((count(app, waiting), codes(&number)), (0, before));
}

fn a_request_says_what_stays_and_why(app: &TestApp) {
    let partner = app.active_partner();
    let email = partner.company.email.clone();
    let number = crate::support::ask(&english(app.browser_of(&partner.admin)), "Bills are late");
    app.drain();
    let desk = platform(app);
    let copy = ask(&desk, "report", &email).location().to_owned();
    let page = desk.open(&copy);
    let answer = page.form(&format!("{copy}/report")).submit().expect(200);
    assert_eq!(answer.header("cache-control"), "no-store");
    let report = answer.json();
    assert_eq!(report["about"], email.to_lowercase());
    assert_eq!(report["accounts"].as_array().unwrap().len(), 1);
    assert!(!report["messages"].as_array().unwrap().is_empty());
    let asked = &report["support_requests"];
    assert_eq!(asked.as_array().unwrap().len(), 1);
    assert_eq!(asked[0]["number"], number.as_str());
    assert_eq!(asked[0]["summary"], "Bills are late");
    assert!(
        asked[0]["details"]
            .as_str()
            .is_some_and(|text| !text.is_empty())
    );
    assert_eq!(audited(app, "privacy.report", "succeeded"), 1);
    drop(settle(&page, "refuse").leads_to(&copy));
    assert_eq!(
        desk.post(&format!("{copy}/report"), &[]).status(),
        409,
        "settled"
    );
    let erase = ask(&desk, "erase", &email).location().to_owned();
    let (answers, mails) = (
        count(app, "SELECT COUNT(*) AS n FROM answer"),
        app.messages(&email).len(),
    );
    let page = desk.open(&erase);
    assert!(page.text().contains("Needed for an account"));
    assert!(page.text().contains("Support requests"));
    let text = settle(&page, "fulfil").leads_to(&erase).follow().text();
    assert!(text.contains("Stays") && text.contains("The law wants it kept"));
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM answer"), answers);
    assert_eq!(app.messages(&email).len(), mails);
    assert_eq!(
        app.browser_of(&partner.admin).get("/account/me").status(),
        200,
        "the account works as before"
    );
    // Who may only look sees no form, and no other role gets in.
    let auditor = english(app.browser_of(&app.staff(StaffRole::Auditor)));
    let other = ask(&desk, "erase", &email).location().to_owned();
    assert!(!auditor.open(&other).has_form(&other));
    drop(auditor.post(&other, &[]).expect(403));
    drop(reviewer(app).get(&other).expect(403));
    drop(app.browser_of(&partner.admin).get(&other).expect(404));
    drop(
        desk.get("/ops/privacy/00000000-0000-0000-0000-000000000000")
            .expect(404),
    );
}

fn two_people_settle_one_request(app: &TestApp) {
    let (one, other) = (platform(app), platform(app));
    let [first, second] = at_once(
        || ask(&one, "erase", "wei@anywhere.example"),
        || ask(&other, "erase", "wei@anywhere.example"),
    );
    assert_eq!(
        first.location(),
        second.location(),
        "{} {}",
        first.status(),
        second.status()
    );
    let place = first.location().to_owned();
    let (left, right) = (one.open(&place), other.open(&place));
    let pages = at_once(|| settle(&left, "fulfil"), || settle(&right, "refuse"));
    let mut statuses = pages.map(|page| page.status());
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(audited(app, "privacy.settle", "succeeded"), 1);
}

fn messages_sessions_and_requests_go_after_their_years(app: &TestApp) {
    let partner = app.registered_company();
    app.drain();
    let desk = platform(app);
    let place = ask(&desk, "report", &partner.company.email)
        .location()
        .to_owned();
    app.clock.pass(60);
    drop(settle(&desk.open(&place), "refuse").leads_to(&place));
    let closed = app.now();
    let zone = app.programme.time_zone().clone();
    // The moment at which three years are over.
    let mut over = closed.plus_days(3 * 365);
    while Period::Years(3).before(over, &zone) < closed {
        over = over.plus_seconds(3600);
    }
    assert_eq!(Period::Years(3).before(over, &zone), closed);
    let requests = "SELECT COUNT(*) AS n FROM privacy_request";
    let old = |sql: &'static str| {
        app.read(move |tx| Ok(tx.query_one::<i64>(sql, store::values![closed])?))
            .wait()
            .unwrap()
    };
    let sessions = "SELECT COUNT(*) AS n FROM session WHERE created_at <= $1";
    let messages = "SELECT COUNT(*) AS n FROM message WHERE sent_at <= $1";
    let words = "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'mail' AND payload <> ''
        AND done_at <= $1";
    assert!(old(sessions) > 0 && old(messages) > 0 && old(words) > 0);
    app.clock.set(over.plus_seconds(-1));
    app.tick();
    assert_eq!(count(app, requests), 1, "a second too early");
    assert_eq!(old(words), 0);
    app.clock.set(over.plus_seconds(3600));
    app.tick();
    assert_eq!(count(app, requests), 0);
    assert_eq!((old(sessions), old(messages)), (0, 0));
    let erased = "SELECT COUNT(*) AS n FROM erasure WHERE class = 'message' AND items > 0";
    assert!(count(app, erased) > 0);
    let before = audited(app, "retention.erase-rows", "succeeded");
    app.clock.pass(3600);
    ::app::privacy::retention::sweep(app, &app.request(Caller::System)).unwrap();
    assert_eq!(
        audited(app, "retention.erase-rows", "succeeded"),
        before,
        "nothing due writes nothing"
    );
}

fn looks_are_listed(app: &TestApp) {
    let partner = app.submitted();
    let case = format!(
        "/ops/applications/{}",
        domain::ids::ApplicationId(application_of(app, &partner).id)
    );
    let auditor = english(app.browser_of(&app.staff(StaffRole::Auditor)));
    let page = auditor.open("/ops/privacy/looks");
    assert!(page.text().contains("Nothing here yet"));
    let desk = reviewer(app);
    let path = sheet(&desk, &case);
    drop(desk.open(&path));
    let page = auditor.open("/ops/privacy/looks");
    assert!(page.text().contains("Document looked at"));
    assert_eq!(page.all("tbody tr").len(), 1);
    let none = auditor.open("/ops/privacy/looks?who=nobody%25");
    assert!(none.text().contains("Nothing matches"));
    let all = auditor.open("/ops/privacy/looks?who=%20REVIEW");
    assert!(all.status() == 200);
    for bad in ["before=x", "before=-1", "before=99999999999999999999"] {
        drop(auditor.open(&format!("/ops/privacy/looks?{bad}")));
    }
    drop(desk.get("/ops/privacy/looks").expect(403));
}
