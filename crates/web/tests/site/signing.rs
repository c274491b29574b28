//! What a signature rests on, and companies that must not come twice.

use crate::{application_of, at_once, count};
use domain::caller::{AdminSetting, StaffRole};
use testkit::{Browser, Company, Page, TestApp};

testkit::on_both! { TestApp:
    a_stale_text_is_not_signed,
    an_old_credit_decision_carries_no_signature,
    only_a_global_admin_signs,
    the_second_application_of_a_company_is_refused_without_saying_why,
    two_companies_with_one_code_submit_at_once,
    one_person_does_not_review_and_decide_credit,
    a_copy_is_printed_in_the_language_that_was_read,
    a_printed_copy_that_was_changed_is_not_handed_out,
}

const SIGN: &str = "/agreements/sign";

fn a_stale_text_is_not_signed(app: &TestApp) {
    let partner = app.approved();
    let browser = app.browser_of(&partner.admin);
    let form = browser
        .open(SIGN)
        .form(SIGN)
        .tick("consent_bind")
        .tick("consent_electronic");
    for stale in [
        "",
        "0",
        &"0".repeat(64),
        &form.value("text_sha256").to_uppercase(),
    ] {
        let page = form.clone().put("text_sha256", stale).submit().expect(409);
        // The text in force, with its ticks taken away.
        let fresh = page.form(SIGN);
        assert_eq!(fresh.value("text_sha256"), form.value("text_sha256"));
        assert_eq!(fresh.value("consent_bind"), "");
        assert!(!page.source().contains('⟦'));
    }
    // The hash of one language does not sign another.
    let page = form.clone().put("text_language", "en").submit();
    assert_eq!(page.status(), 409);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM signature"), 0);
    assert_eq!(application_of(app, &partner).state, "approved");
    let english = browser.open("/agreements/sign?text=en").form(SIGN);
    let page = english
        .tick("consent_bind")
        .tick("consent_electronic")
        .submit();
    assert_eq!(page.location(), "/dashboard/overview");
    app.drain();
    let language =
        app.read(|tx| Ok(tx.query::<String>("SELECT text_language AS t FROM signature", &[])?));
    assert_eq!(language.wait().unwrap(), ["en"]);
}

fn an_old_credit_decision_carries_no_signature(app: &TestApp) {
    let partner = app.approved();
    app.clock.pass(180 * 86_400);
    let browser = app.browser_of(&partner.admin);
    let form = browser
        .open(SIGN)
        .form(SIGN)
        .tick("consent_bind")
        .tick("consent_electronic");
    assert_eq!(form.submit().status(), 409);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM signature"), 0);
}

fn only_a_global_admin_signs(app: &TestApp) {
    let partner = app.approved();
    for setting in [
        AdminSetting::BillingAdmin,
        AdminSetting::UserManagementAdmin,
        AdminSetting::None,
    ] {
        let browser = app.browser_of(&app.colleague(&partner, setting));
        assert_eq!(browser.get(SIGN).status(), 403);
        let ticks = [("consent_bind", "yes"), ("consent_electronic", "yes")];
        assert_eq!(browser.post(SIGN, &ticks).status(), 403);
    }
}

/// The generic refusal: nothing of the other company on the page.
fn generic(page: Page, other: &Company) {
    let page = page.expect(409);
    for secret in [&other.name, &other.network_id, &other.email, &other.prefix] {
        assert!(
            !page.source().contains(secret.as_str()),
            "{secret} is told: {}",
            page.text()
        );
    }
    assert!(!page.source().contains('⟦'));
}

fn the_second_application_of_a_company_is_refused_without_saying_why(app: &TestApp) {
    let first = app.submitted();
    for field in ["credit_code", "network_id"] {
        let partner = app.complete();
        let browser = app.browser_of(&partner.admin);
        let section = domain::enrolment::sections::section_of(field);
        let path = format!("/enrol/{section}");
        let form = browser
            .open(&path)
            .form(&path)
            .fill(field, &first.company.application[field]);
        assert_eq!(form.submit().status(), 303);
        if field == "credit_code" {
            let form = browser.open("/enrol/billing").form("/enrol/billing");
            drop(form.fill("tax_id", &first.company.credit_code).submit());
        }
        generic(
            browser.open("/enrol").form("/enrol/submit").submit(),
            &Company {
                network_id: first.reference.clone(),
                ..first.company.clone()
            },
        );
        assert_eq!(application_of(app, &partner).state, "draft");
    }
    app.drain();
    assert_eq!(app.mails("E04").len(), 1);
}

fn two_companies_with_one_code_submit_at_once(app: &TestApp) {
    let [one, two] = [app.complete(), app.complete()];
    let browsers = [&one, &two].map(|partner| app.browser_of(&partner.admin));
    for (field, section) in [("credit_code", "legal"), ("tax_id", "billing")] {
        let path = format!("/enrol/{section}");
        let form = browsers[1]
            .open(&path)
            .form(&path)
            .fill(field, &one.company.credit_code);
        assert_eq!(form.submit().status(), 303);
    }
    let forms = browsers
        .each_ref()
        .map(|browser| browser.open("/enrol").form("/enrol/submit"));
    let mut pages = at_once(|| forms[0].submit(), || forms[1].submit()).map(|page| page.status());
    pages.sort_unstable();
    assert_eq!(pages, [303, 409]);
    app.drain();
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM application WHERE state = 'in-review'"
        ),
        1
    );
}

fn one_person_does_not_review_and_decide_credit(app: &TestApp) {
    let both = app.member_of_staff("both", &[StaffRole::Reviewer, StaffRole::CreditAnalyst]);
    let credit = [
        ("result", "pass"),
        ("limit", "240000"),
        ("reason", "两年报表良好"),
    ];
    // Reviewer first.
    let partner = app.submitted();
    let case = format!("/ops/applications/{}", partner.application);
    let browser = app.browser_of(&both);
    assert_eq!(browser.post(&format!("{case}/claim"), &[]).status(), 303);
    assert_eq!(
        browser.post(&format!("{case}/credit"), &credit).status(),
        409
    );
    assert!(
        !browser
            .open(&format!("{case}/credit"))
            .has_form(&format!("{case}/credit"))
    );
    // Checks alone make a reviewer, too, and another analyst's decision changes nothing about that.
    let partner = app.submitted();
    let case = format!("/ops/applications/{}", partner.application);
    let set = browser.post(
        &format!("{case}/checks/employment"),
        &[("result", "passed")],
    );
    assert_eq!(set.status(), 303);
    let lead = app.browser_of(&app.staff(StaffRole::CreditLead));
    assert_eq!(lead.post(&format!("{case}/credit"), &credit).status(), 303);
    assert_eq!(
        browser.post(&format!("{case}/credit"), &credit).status(),
        409
    );
    // Credit first.
    let partner = app.submitted();
    app.confirm(&partner);
    let case = format!("/ops/applications/{}", partner.application);
    assert_eq!(
        browser.post(&format!("{case}/credit"), &credit).status(),
        303
    );
    assert_eq!(browser.post(&format!("{case}/claim"), &[]).status(), 409);
    let other = app.browser_of(&app.staff(StaffRole::Reviewer));
    for kind in ["employment", "business-registration", "restricted-party"] {
        let passed = [("result", "passed"), ("reason", "公示信息与执照一致")];
        let check = |by: &Browser| by.post(&format!("{case}/checks/{kind}"), &passed);
        assert_eq!(check(&browser).status(), 409);
        assert_eq!(check(&other).status(), 303);
    }
    assert_eq!(browser.post(&format!("{case}/approve"), &[]).status(), 409);
    assert_eq!(application_of(app, &partner).state, "in-review");
    assert_eq!(other.post(&format!("{case}/approve"), &[]).status(), 303);
    app.drain();
}

fn a_copy_is_printed_in_the_language_that_was_read(app: &TestApp) {
    let partner = app.approved();
    let browser = app.browser_of(&partner.admin);
    let form = browser.open("/agreements/sign?text=zh-Hant").form(SIGN);
    let form = form.tick("consent_bind").tick("consent_electronic");
    drop(form.submit().leads_to("/dashboard/overview"));
    app.drain();
    let page = browser.open("/account/agreements");
    for language in ["zh-Hans", "en", "zh-Hant"] {
        let copy = format!("a[href$=\"/{language}\"]");
        let copy = page.attribute(&copy, "href").expect(language);
        let file = browser.get(&copy).expect(200);
        let name = format!("agreement-{language}.pdf");
        assert!(file.header("content-disposition").contains(&name));
        assert!(file.bytes().starts_with(b"%PDF-"));
    }
    // Everything is there, so the page stands still, and each copy leads to its signature.
    assert_eq!(page.attribute("html", "data-refresh"), None);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM signed_copy"), 3);
}

fn a_printed_copy_that_was_changed_is_not_handed_out(app: &TestApp) {
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    let page = browser.open("/account/agreements");
    let copy = page.attribute("a[href$=\"/en\"]", "href").unwrap();
    let key = app.read(|tx| {
        Ok(tx.query_one::<String>(
            "SELECT storage_key AS t FROM signed_copy WHERE language = 'en'",
            &[],
        )?)
    });
    app.documents
        .put(&key.wait().unwrap(), b"%PDF-1.7 another text")
        .unwrap();
    assert_eq!(browser.get(&copy).status(), 500);
}
