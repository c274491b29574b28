//! Bad input at every field of F3 and F6: the message stands at the field, in every language,
//! everything else is kept, and nothing is done by halves.

use crate::{application_of, at_details, count};
use domain::enrolment::details;
use domain::enrolment::form::{Field, Rule};
use domain::enrolment::sections::{self, SECTIONS};
use std::collections::BTreeSet;
use testkit::{Browser, Form, Page, TestApp};

testkit::on_both! { TestApp: every_field_of_the_details, every_field_of_the_application, files_that_are_no_documents }

const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

/// The right form with one bad field, and what must come of it.
fn refused(page: Page, field: &str, sent: &Form) -> String {
    let page = page.expect(422);
    let errors = page.errors();
    let error = page
        .error_at(field)
        .unwrap_or_else(|| panic!("nothing at {field}, but {errors:?}"));
    assert!(
        !page.source().contains('⟦') && !error.contains("problem-"),
        "{field}: {error}"
    );
    let linked = page.attribute(&format!("#errors a[href=\"#{field}\"]"), "href");
    assert!(
        linked.is_some(),
        "the summary does not lead to {field}: {:?}",
        page.all("#errors li")
    );
    let kept = page.form(sent.action());
    for name in sent.names() {
        if name != field && !matches!(name.as_str(), "csrf" | "request_id" | "next") {
            assert_eq!(
                kept.value(&name),
                sent.value(&name),
                "{field} wrong, {name} lost"
            );
        }
    }
    error
}

/// Every way a field can be wrong whatever it must hold.
fn try_field(browser: &Browser, right: &Form, field: &Field) {
    let name = field.name;
    let mut told = BTreeSet::new();
    for language in LANGUAGES {
        browser.set_cookie("tongdao_language", language);
        let bad = right.clone().put(name, "a\u{7}b");
        told.insert(refused(bad.submit(), name, &bad));
    }
    assert!(
        told.len() >= 2,
        "{name} is told alike in every language: {told:?}"
    );
    let strange = ["a\u{202e}b", "\u{0}", "\u{200b}\u{feff}"];
    for (language, value) in LANGUAGES.into_iter().zip(strange) {
        browser.set_cookie("tongdao_language", language);
        let bad = right.clone().put(name, value);
        refused(bad.submit(), name, &bad);
    }
    browser.set_cookie("tongdao_language", "en");
    let huge = right.clone().put(name, &"x".repeat(1_000_000));
    refused(huge.submit(), name, &huge);
    let twice = right.clone().again(name, right.value(name));
    if field.rule != Rule::Tick || !right.value(name).is_empty() {
        refused(twice.submit(), name, &twice);
    }
    if field.required {
        for missing in [
            right.clone().without(name),
            right.clone().put(name, " \u{3000}\t"),
        ] {
            refused(missing.submit(), name, &missing);
        }
    }
    browser.set_cookie("tongdao_language", "");
}

fn every_field_of_the_details(app: &TestApp) {
    let (browser, company) = at_details(app);
    let path = "/register/cn/details";
    let right = browser.open(path).form(path).fill_all(&company.details);
    for field in details::FIELDS
        .iter()
        .filter(|field| field.section != "consent")
    {
        try_field(&browser, &right, field);
    }
    // Not one of them moved the registration or took the domain.
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM registration WHERE state = 'identified'"
        ),
        1
    );
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM registration WHERE domain IS NOT NULL"
        ),
        0
    );
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM answer WHERE LENGTH(value) > 2000"
        ),
        0
    );
    assert_eq!(right.submit().location(), "/register/cn/phone");
    app.drain();
}

fn every_field_of_the_application(app: &TestApp) {
    let partner = app.complete();
    let browser = app.browser_of(&partner.admin);
    for section in SECTIONS.iter().filter(|section| **section != "documents") {
        let path = format!("/enrol/{section}");
        let right = browser.open(&path).form(&path);
        for field in sections::fields(section) {
            app.clock.pass(1);
            try_field(&browser, &right, field);
        }
        // What was wrong last is kept, told, and keeps the form from being sent.
        let submitted = browser.open("/enrol").form("/enrol/submit").submit();
        assert_eq!(submitted.status(), 422, "{section}");
        assert_eq!(right.submit().status(), 303, "{section}");
    }
    assert_eq!(application_of(app, &partner).state, "draft");
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM answer WHERE LENGTH(value) > 2000"
        ),
        0
    );
    assert_eq!(
        browser
            .open("/enrol")
            .form("/enrol/submit")
            .submit()
            .location(),
        "/enrol/status"
    );
    app.drain();
}

fn files_that_are_no_documents(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let upload = "/enrol/documents/upload";
    let form = browser
        .open("/enrol/documents")
        .forms(upload)
        .into_iter()
        .find(|f| f.has("kind"))
        .unwrap();
    let form = form.fill("kind", "business-licence");
    let big = [b"%PDF-1.7\n".to_vec(), vec![b'x'; 10 * 1024 * 1024]].concat();
    let files: [(&str, &[u8]); 6] = [
        ("a.pdf", b""),
        ("a.pdf", b"<html>"),
        (
            "a.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        ),
        ("a.pdf", b"PK\x03\x04zip"),
        ("a.exe", b"MZ\x90%PDF-1.7"),
        ("a.pdf", &big),
    ];
    for (name, bytes) in files {
        for language in LANGUAGES {
            browser.set_cookie("tongdao_language", language);
            let page = form
                .clone()
                .attach("file", name, bytes)
                .submit()
                .expect(422);
            assert!(
                page.error_at("file").is_some_and(|e| !e.contains('⟦')),
                "{name} of {}",
                bytes.len()
            );
        }
    }
    let over = [b"%PDF-1.7\n".to_vec(), vec![b'x'; 12 * 1024 * 1024]].concat();
    assert_eq!(
        form.clone()
            .attach("file", "a.pdf", &over)
            .submit()
            .status(),
        413
    );
    let strange = form
        .clone()
        .put("kind", "passport")
        .attach("file", "a.pdf", b"%PDF-1.7")
        .submit();
    assert_eq!(strange.status(), 404);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM document"), 0);
    for n in 0..5 {
        let kept = form
            .clone()
            .attach("file", "a.pdf", &testkit::specimen(&n.to_string()))
            .submit();
        assert_eq!(kept.status(), 303);
    }
    let sixth = form
        .clone()
        .attach("file", "a.pdf", &testkit::specimen("6"))
        .submit()
        .expect(422);
    assert!(sixth.error_at("file").is_some());
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM document"), 5);
    let remove = browser
        .open("/enrol/documents")
        .attribute("[formaction$=\"/remove\"]", "formaction");
    let remove = remove.expect("a file can be removed");
    assert_eq!(browser.post(&remove, &[]).status(), 303);
    assert_eq!(browser.post(&remove, &[]).status(), 404);
}
