//! Documents of changes of vetted facts: asked for by the facts and by the reviewer, added, sent, looked
//! at, and gone when their period is over.

use crate::uploads::stored;
use crate::{audited, count, english};
use domain::caller::{AdminSetting, StaffRole};
use domain::enrolment::documents::Kind;
use testkit::{Browser, Form, Page, Partner, TestApp, files, specimen};

testkit::on_both! { TestApp from trading:
    a_changed_address_asks_for_the_licence,
    a_reviewer_asks_again,
    what_is_wrong_with_a_file_is_said_at_its_field,
    what_was_sent_stays_and_what_was_not_goes,
    a_corrected_change_takes_its_documents_along,
    nobody_else_reaches_them,
    nothing_is_added_after_the_decision,
    they_go_when_their_period_is_over,
    nobody_adds_without_end,
}

const LEGAL: &str = "/account/legal-profile";
pub(crate) const HOME: &str = "/account/legal-profile/documents";
const SEND: &str = "/account/legal-profile/documents/send";
const KEPT: &str = "SELECT COUNT(*) AS n FROM profile_change_document WHERE erased_at IS NULL";

/// A partner that has asked for another floor, and its global admin.
pub(crate) fn moved(app: &TestApp, floor: &str) -> (Partner, Browser) {
    let partner = app.active_partner();
    let browser = english(app.browser_of(&partner.admin));
    let form = browser.open(LEGAL).form(LEGAL);
    let done = form.fill("address_line2", floor).submit().expect(303);
    assert!(done.location().starts_with(HOME), "{}", done.location());
    (partner, browser)
}

fn form(browser: &Browser, kind: &str) -> Form {
    let forms = browser.open(HOME).forms(HOME).into_iter();
    let form = forms.into_iter().find(|form| form.has("kind")).unwrap();
    form.fill("kind", kind)
}

pub(crate) fn add(browser: &Browser, kind: &str, name: &str, bytes: &[u8]) -> Page {
    form(browser, kind).attach("file", name, bytes).submit()
}

pub(crate) fn send(browser: &Browser, comment: &str) -> Page {
    let form = browser.open(HOME).form(SEND);
    form.fill("comment", comment).submit()
}

fn licence(browser: &Browser, content: &str) {
    let name = format!("{content}.pdf");
    let done = add(browser, "business-licence", &name, &specimen(content));
    let page = done.expect(303).follow();
    assert!(page.text().contains("The document was added"));
}

pub(crate) fn reviewer(app: &TestApp) -> Browser {
    english(app.browser_of(&app.staff(StaffRole::Reviewer)))
}

/// The one change on the list.
pub(crate) fn waiting(desk: &Browser) -> String {
    let list = desk.open("/ops/profiles");
    let links = list.all("main a[href^='/ops/profiles/']");
    assert_eq!(links.len(), 1, "one waits");
    let place = list.attribute("main a[href^='/ops/profiles/']", "href");
    place.unwrap()
}

/// The documents of all changes, by name.
fn documents(app: &TestApp) -> Vec<store::change_document::Document> {
    let found = app.read(|tx| {
        Ok(tx.query(
            "SELECT id, tenant_id, change_id, kind, name, media_type, bytes, pages, sha256,
                source_sha256, storage_key, dated_on, uploaded_at, sent_at, scan, scan_note
             FROM profile_change_document WHERE erased_at IS NULL ORDER BY name",
            &[],
        )?)
    });
    found.wait().unwrap()
}

fn a_changed_address_asks_for_the_licence(app: &TestApp) {
    let (_, browser) = moved(app, "20 层");
    let page = browser.open(HOME);
    let text = page.text();
    assert!(text.contains("Your change needs documents"), "{text}");
    assert!(text.contains("20 层") && text.contains("Business licence"));
    // The profile and the action centre lead there.
    assert!(browser.open("/account/profile").source().contains(HOME));
    let todo = browser.open("/action-center");
    assert!(todo.text().contains("Send the documents for your changed"));
    app.drain();
    let told = app.mails("PROFILE");
    assert_eq!(told.len(), 1);
    assert!(
        told[0]
            .body
            .as_ref()
            .is_some_and(|body| body.contains(HOME))
    );

    // The reviewer sees whose turn it is, and cannot go past it.
    let desk = reviewer(app);
    assert!(
        desk.open("/ops/profiles")
            .text()
            .contains("Waits for documents")
    );
    let place = waiting(&desk);
    let change = desk.open(&place);
    assert!(!change.has_form(&format!("{place}/approve")));
    assert!(!change.has_form(&format!("{place}/ask")));
    let decide = change.form(&format!("{place}/reject"));
    let past = decide.clone().to(&format!("{place}/approve")).submit();
    assert!(
        past.expect(409)
            .text()
            .contains("has to send something first")
    );

    // Nothing is sent without what is asked for.
    let refused = send(&browser, "Trust me").expect(422);
    let error = refused.error_at("file").unwrap();
    assert!(error.contains("Business licence is asked for"), "{error}");
    assert!(refused.source().contains("Trust me"), "it stays typed");
    licence(&browser, "licence");
    assert!(browser.open(HOME).text().contains("Not sent yet"));
    let change = desk.open(&place);
    assert!(!change.text().contains("licence.pdf"), "it is not sent");
    // The same once more is there already.
    licence(&browser, "licence");
    assert_eq!(
        (
            count(app, KEPT),
            audited(app, "profile.send-documents", "succeeded")
        ),
        (1, 0)
    );
    let done = send(&browser, "New lease since May").expect(303).follow();
    assert!(done.text().contains("It was sent to the reviewer"));
    assert!(
        !browser
            .open("/action-center")
            .text()
            .contains("Send the documents")
    );
    app.drain();
    let mails = app.mails("PROFILE-SENT");
    assert_eq!(mails.len(), 1, "one reviewer");
    assert!(mails[0].body.as_ref().unwrap().contains(&place));
    // Again without anything new.
    let again = send(&browser, "").expect(422);
    assert!(again.errors().contains_key("comment"));

    // The reviewer looks, page by page, and every look is written down.
    let change = desk.open(&place);
    let text = change.text();
    assert!(
        text.contains("licence.pdf") && text.contains("New lease since May"),
        "{text}"
    );
    assert_eq!(audited(app, "document.look", "succeeded"), 0);
    let href = change.attribute(".files li a", "href").unwrap();
    let opened = desk.open(href.trim_end_matches("#documents"));
    let src = opened.attribute(".sheet img", "src").unwrap();
    assert_eq!(
        desk.get(&src).expect(200).header("content-type"),
        "image/png"
    );
    let raw = opened.attribute("a[download]", "href").unwrap();
    let file = desk.get(&raw).expect(200);
    assert_eq!(file.header("content-type"), "application/pdf");
    assert!(file.header("content-security-policy").contains("sandbox"));
    assert_eq!(audited(app, "document.look", "succeeded"), 2);
    let gone = src.replace("/pages/1", "/pages/9");
    assert_eq!(desk.get(&gone).status(), 404);
    assert_eq!(
        audited(app, "document.look", "succeeded"),
        2,
        "nothing was seen"
    );
    let auditor = english(app.browser_of(&app.staff(StaffRole::Auditor)));
    let looks = auditor.open("/ops/privacy/looks");
    assert!(looks.text().contains("licence.pdf") && looks.source().contains(&place));
    assert!(auditor.open(&place).text().contains("licence.pdf"));
    assert!(!auditor.open(&place).has_form(&format!("{place}/ask")));

    let approve = desk.open(&place).form(&format!("{place}/approve"));
    let _ = approve.submit().expect(303);
    assert!(browser.open("/account/profile").text().contains("20 层"));
    // What a change in force rests on is kept.
    app.clock.pass(86_400 * 200);
    app.tick();
    assert_eq!(count(app, KEPT), 1);
    app.drain();
}

fn a_reviewer_asks_again(app: &TestApp) {
    let (_, browser) = moved(app, "21 层");
    licence(&browser, "first");
    let _ = send(&browser, "").expect(303);
    app.drain();
    let before = app.mails("PROFILE").len();
    let desk = reviewer(app);
    let place = waiting(&desk);
    let ask = desk.open(&place).form(&format!("{place}/ask"));
    let refused = ask.clone().fill("question", " ").submit().expect(422);
    assert!(refused.errors().contains_key("question"));
    let wrong = ask.clone().put("kinds", "financial-statement");
    let wrong = wrong.fill("question", "Send me your books");
    assert_eq!(wrong.submit().status(), 404);
    let asked = ask.put("kinds", "business-licence");
    let asked = asked.fill("question", "The seal cannot be read.");
    let page = asked.submit().expect(303).follow();
    assert!(page.text().contains("The company was asked"));
    assert!(page.text().contains("Waits for an answer"));
    // Nobody asks twice, nor puts it in force meanwhile.
    assert_eq!(asked.put("request_id", "").submit().status(), 409);
    let change = desk.open(&place);
    assert!(change.text().contains("The seal cannot be read."));
    assert!(!change.has_form(&format!("{place}/approve")));
    app.drain();
    let told = app.mails("PROFILE");
    assert_eq!(told.len(), before + 1);
    let body = told.iter().filter_map(|mail| mail.body.as_ref());
    assert_eq!(
        body.filter(|body| body.contains("The seal cannot be read."))
            .count(),
        1
    );
    assert!(
        browser
            .open("/action-center")
            .text()
            .contains("Send the documents")
    );
    let page = browser.open(HOME);
    assert!(page.text().contains("The seal cannot be read."));
    assert!(
        !page.text().contains("@operator.example"),
        "the operator asks"
    );
    // What was sent before is no answer, and neither are words alone.
    let refused = send(&browser, "It can").expect(422);
    assert!(refused.error_at("file").is_some());
    licence(&browser, "second");
    let _ = send(&browser, "Scanned anew").expect(303);
    let change = desk.open(&place);
    assert!(change.text().contains("Scanned anew"));
    assert_eq!(change.all(".files li").len(), 2);
    // A question without documents is answered with words.
    let ask = change.form(&format!("{place}/ask"));
    let _ = ask.fill("question", "Since when?").submit().expect(303);
    assert_eq!(send(&browser, "").status(), 422);
    let form = browser.open(HOME).form(SEND).fill("comment", "Since May");
    // Twice is once.
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    assert_eq!(audited(app, "profile.send-documents", "succeeded"), 3);
    let approve = desk.open(&place).form(&format!("{place}/approve"));
    let _ = approve.submit().expect(303);
    app.drain();
}

fn what_is_wrong_with_a_file_is_said_at_its_field(app: &TestApp) {
    let (_, browser) = moved(app, "20 层");
    let before = stored(app);
    for file in &files::hostile() {
        let page = add(&browser, "telecom-permit", file.name, &file.bytes).expect(422);
        assert!(page.error_at("file").is_some(), "{}", file.what);
        let kept = page.attribute("select[name=kind] option[selected]", "value");
        assert_eq!(kept.as_deref(), Some("telecom-permit"));
    }
    let licence = Kind::BusinessLicence.text();
    for (name, bytes, words) in [
        ("a.pdf", b"PK\x03\x04 not a pdf".to_vec(), "PDF"),
        ("a.png", specimen("x"), "ends in"),
        ("a.pdf", Vec::new(), ""),
        (
            "a.pdf",
            [b"%PDF-1.7 ".to_vec(), vec![b' '; 10_485_760]].concat(),
            "10 MB",
        ),
    ] {
        let page = add(&browser, licence, name, &bytes).expect(422);
        let error = page.error_at("file").unwrap();
        assert!(error.contains(words), "{name}: {error}");
    }
    let none = form(&browser, licence).submit().expect(422);
    assert!(none.error_at("file").unwrap().contains("Choose a file"));
    let letter = form(&browser, "authorisation-letter").attach("file", "a.pdf", &specimen("x"));
    for date in ["", "2020-01-01"] {
        let page = letter.clone().put("dated_on", date).submit().expect(422);
        assert!(page.error_at("dated_on").is_some(), "{date}");
    }
    for kind in ["financial-statement", "passport"] {
        let form = form(&browser, licence).put("kind", kind);
        let page = form.attach("file", "a.pdf", &specimen("x")).submit();
        assert_eq!(page.status(), 404, "{kind}");
    }
    assert_eq!((count(app, KEPT), stored(app)), (0, before));
    // Most of a kind that wait to be sent.
    for number in 0..5 {
        let name = format!("{number}.pdf");
        let page = add(&browser, licence, &name, &specimen(&name));
        assert_eq!(page.status(), 303);
    }
    let page = add(&browser, licence, "6.pdf", &specimen("6")).expect(422);
    assert!(page.error_at("file").is_some());
    assert_eq!((count(app, KEPT), stored(app)), (5, before + 5));
    app.drain();
}

fn what_was_sent_stays_and_what_was_not_goes(app: &TestApp) {
    let (_, browser) = moved(app, "20 层");
    let before = stored(app);
    licence(&browser, "wrong");
    licence(&browser, "right");
    let wrong = &documents(app)[1];
    let remove = format!("{HOME}/{}/remove", wrong.id);
    let page = browser.open(HOME);
    assert!(page.source().contains(&remove));
    let removed = browser.post(&remove, &[]).expect(303).follow();
    assert!(removed.text().contains("The document was removed"));
    assert!(!removed.text().contains("wrong.pdf"));
    assert_eq!(browser.post(&remove, &[]).status(), 404);
    app.drain();
    assert_eq!((count(app, KEPT), stored(app)), (1, before + 1));
    let named = "SELECT COUNT(*) AS n FROM profile_change_document WHERE name LIKE 'wrong%'";
    assert_eq!(count(app, named), 0);
    let _ = send(&browser, "").expect(303);
    let right = documents(app)[0].id;
    let remove = format!("{HOME}/{right}/remove");
    assert!(!browser.open(HOME).source().contains(&remove));
    let kept = browser.post(&remove, &[]).expect(409);
    assert!(kept.text().contains("stays with the change"));
    // The desk decides: what was added later and never sent goes with it.
    licence(&browser, "late");
    assert_eq!(count(app, KEPT), 2);
    let desk = reviewer(app);
    let place = waiting(&desk);
    let page = desk.open(&place);
    assert!(page.text().contains("right.pdf") && !page.text().contains("late.pdf"));
    let approve = page.form(&format!("{place}/approve"));
    let _ = approve.submit().expect(303);
    app.drain();
    assert_eq!((count(app, KEPT), stored(app)), (1, before + 1));
}

fn a_corrected_change_takes_its_documents_along(app: &TestApp) {
    let (_, browser) = moved(app, "20 层");
    licence(&browser, "licence");
    let stale = browser.open(HOME).form(SEND);
    let desk = reviewer(app);
    let first = waiting(&desk);
    let form = browser.open(LEGAL).form(LEGAL);
    let done = form.fill("address_line2", "21 层").submit().expect(303);
    assert!(done.follow().text().contains("licence.pdf"));
    // Nothing is sent for a change that its page did not show.
    assert_eq!(stale.submit().status(), 409);
    let _ = send(&browser, "").expect(303);
    let second = waiting(&desk);
    assert_ne!(first, second);
    let ask = desk.open(&second).form(&format!("{second}/ask"));
    let _ = ask.fill("question", "Which floor?").submit().expect(303);
    // The question outlives the correction, and so does what was sent.
    let form = browser.open(LEGAL).form(LEGAL);
    let done = form.fill("address_line2", "22 层").submit().expect(303);
    let page = done.follow();
    assert!(page.text().contains("Which floor?") && page.text().contains("licence.pdf"));
    let third = waiting(&desk);
    assert!(!desk.open(&third).has_form(&format!("{third}/approve")));
    let _ = send(&browser, "The 22nd").expect(303);
    let page = desk.open(&third);
    assert!(page.text().contains("22 层") && page.text().contains("licence.pdf"));
    let old = desk.open(&second);
    assert!(!old.text().contains("licence.pdf") && old.text().contains("Taken back"));
    let _ = page.form(&format!("{third}/approve")).submit().expect(303);
    // A fact that no document proves waits for the reviewer at once.
    let form = browser.open(LEGAL).form(LEGAL);
    let done = form.fill("primary_title", "总监").submit().expect(303);
    assert!(done.location().starts_with("/account/profile"));
    let place = waiting(&desk);
    let _ = desk.open(&place).form(&format!("{place}/approve"));
    app.drain();
}

fn nobody_else_reaches_them(app: &TestApp) {
    let (partner, browser) = moved(app, "20 层");
    licence(&browser, "licence");
    let _ = send(&browser, "").expect(303);
    licence(&browser, "more");
    let [sent, unsent] = &documents(app)[..] else {
        panic!("two documents");
    };
    let desk = reviewer(app);
    let place = waiting(&desk);
    let file = format!("{place}/documents/{}", sent.id);
    let page = format!("{file}/pages/1");
    for path in [&file, &page] {
        assert_eq!(desk.get(path).status(), 200, "{path}");
    }
    // What is not sent is the company's alone.
    assert_eq!(
        desk.get(&format!("{place}/documents/{}", unsent.id))
            .status(),
        404
    );
    // Roles of the company, another company, roles of the operator, and a conflict of interest.
    for setting in [
        AdminSetting::BillingAdmin,
        AdminSetting::UserManagementAdmin,
    ] {
        let colleague = app.browser_of(&app.colleague(&partner, setting));
        assert_eq!(colleague.get(HOME).status(), 403);
        for path in [HOME, SEND, &format!("{HOME}/{}/remove", unsent.id)] {
            assert_eq!(colleague.post(path, &[]).status(), 403, "{path}");
        }
    }
    let (_, stranger) = moved(app, "8 层");
    assert!(!stranger.open(HOME).text().contains("licence.pdf"));
    let remove = format!("{HOME}/{}/remove", unsent.id);
    assert_eq!(stranger.post(&remove, &[]).status(), 404);
    for path in [&place, &file, &page] {
        assert_eq!(stranger.get(path).status(), 404, "{path}");
        assert_eq!(browser.get(path).status(), 404, "{path}");
    }
    for role in [StaffRole::BillingOperator, StaffRole::CatalogueManager] {
        let staff = app.browser_of(&app.staff(role));
        for path in [&file, &page] {
            assert_eq!(staff.get(path).status(), 403, "{path}");
        }
    }
    let ask = format!("{place}/ask");
    let auditor = app.browser_of(&app.staff(StaffRole::Auditor));
    let words = [("question", "May I?")];
    assert_eq!(auditor.post(&ask, &words).status(), 403);
    assert_eq!(auditor.get(&file).status(), 200);
    app.database.tamper(
        "INSERT INTO staff_conflict (tenant_id, account_id, application_id, reason, declared_at)
         SELECT c.tenant_id, p.id, a.id, 'x', 0
         FROM profile_change c JOIN application a ON a.tenant_id = c.tenant_id
         JOIN account p ON p.sign_in_name LIKE 'reviewer%' WHERE c.state = 'pending'",
    );
    for path in [&place, &file, &page] {
        assert_eq!(desk.get(path).status(), 404, "{path}");
    }
    assert_eq!(desk.post(&ask, &words).status(), 404);
    assert_eq!(count(app, KEPT), 2);
    app.drain();
}

fn nothing_is_added_after_the_decision(app: &TestApp) {
    let (_, browser) = moved(app, "20 层");
    let (upload, send) = (
        form(&browser, "business-licence"),
        browser.open(HOME).form(SEND),
    );
    let before = stored(app);
    let desk = reviewer(app);
    let place = waiting(&desk);
    let reject = desk.open(&place).form(&format!("{place}/reject"));
    let _ = reject
        .put("reason", "Another company sits there")
        .submit()
        .expect(303);
    let late = upload
        .attach("file", "late.pdf", &specimen("late"))
        .submit();
    assert!(
        late.expect(409)
            .text()
            .contains("No change waits for review")
    );
    assert_eq!(send.fill("comment", "late").submit().status(), 409);
    assert_eq!((count(app, KEPT), stored(app)), (0, before));
    let page = browser.open(HOME);
    assert!(page.text().contains("No change waits") && !page.has_form(SEND));
    let ask = format!("{place}/ask");
    assert_eq!(desk.post(&ask, &[("question", "And now?")]).status(), 409);
    app.drain();
}

fn they_go_when_their_period_is_over(app: &TestApp) {
    let (_, rejected) = moved(app, "20 层");
    licence(&rejected, "licence");
    let _ = send(&rejected, "").expect(303);
    let desk = reviewer(app);
    let place = waiting(&desk);
    let file = format!("{place}/documents/{}", documents(app)[0].id);
    let reject = desk.open(&place).form(&format!("{place}/approve"));
    let reject = reject.to(&format!("{place}/reject"));
    let _ = reject
        .put("reason", "Another company sits there")
        .submit()
        .expect(303);
    let (_, withdrawn) = moved(app, "20 层");
    licence(&withdrawn, "other");
    let back = withdrawn
        .open("/account/profile")
        .form("/account/profile/withdraw");
    let _ = back.submit().expect(303);
    app.drain();
    let keys: Vec<_> = documents(app).into_iter().map(|d| d.storage_key).collect();
    assert_eq!(keys.len(), 2);
    let at = app.now();
    for (days, kept) in [(29, 2), (31, 1), (179, 1), (181, 0)] {
        app.clock.set(at.plus_days(days));
        app.tick();
        app.drain();
        assert_eq!(count(app, KEPT), kept, "after {days} days");
        let there = keys.iter().filter(|key| app.documents.get(key).is_ok());
        let there = i64::try_from(there.count()).unwrap();
        assert_eq!(there, kept, "after {days} days");
    }
    assert_eq!(audited(app, "retention.erase-documents", "succeeded"), 2);
    let desk = reviewer(app);
    assert_eq!(desk.get(&file).status(), 404);
    assert!(
        desk.open(&place)
            .text()
            .contains("Another company sits there")
    );
}

fn nobody_adds_without_end(app: &TestApp) {
    let (_, browser) = moved(app, "20 层");
    for number in 0..60 {
        let name = format!("{number}.pdf");
        let page = add(&browser, "business-licence", &name, &specimen(&name));
        assert_eq!(page.status(), 303);
        let id = documents(app)[0].id;
        let _ = browser
            .post(&format!("{HOME}/{id}/remove"), &[])
            .expect(303);
    }
    let page = add(&browser, "business-licence", "last.pdf", &specimen("last"));
    assert_eq!(page.status(), 429);
    app.drain();
    assert_eq!(count(app, KEPT), 0);
}
