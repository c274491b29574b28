//! What a form says of an answer as soon as its field is left: the script sends the form as it is and
//! shows what comes back at the field. Nothing is submitted by it, and what was typed is kept.

use crate::{at_details, audited, english};
use testkit::{Browser, Form, Page, TestApp};

testkit::on_both! { TestApp:
    details_are_judged_while_they_are_typed,
    a_domain_is_looked_up_while_it_is_typed,
    domains_are_not_tried_for_ever,
    sections_are_judged_while_they_are_typed,
}

const DETAILS: &str = "/register/cn/details";

/// Leaves a field of a form.
fn left(form: Form) -> Page {
    let draft = format!("{}/draft", form.action());
    let page = form.to(&draft).submit().expect(200);
    assert!(!page.source().contains('⟦'), "{}", page.text());
    page
}

fn details(browser: &Browser) -> Form {
    browser.open(DETAILS).form(DETAILS)
}

fn details_are_judged_while_they_are_typed(app: &TestApp) {
    let (browser, company) = at_details(app);
    let saved = [
        ("en", "Saved automatically"),
        ("zh-Hans", "已自动保存"),
        ("zh-Hant", "已自動儲存"),
    ];
    for (language, words) in saved {
        browser.set_cookie("tongdao_language", language);
        for (field, wrong) in [
            ("organisation_phone", "12345"),
            ("contact_email", "zhou@gmail.com"),
            ("postal_code", "31001"),
            ("user_name", "周"),
            ("latin_name", "杭州"),
        ] {
            let form = details(&browser).fill_all(&company.details);
            let page = left(form.fill(field, wrong));
            assert_eq!(page.errors().into_keys().collect::<Vec<_>>(), [field]);
            assert!(page.text().contains(words), "{}", page.text());
            let invalid = format!("[name={field}][aria-invalid=true]");
            let described = page.attribute(&invalid, "aria-describedby").unwrap();
            assert!(described.contains(&format!("{field}-e")), "{described}");
            // What was typed is there, and so is what is wrong with it.
            let again = browser.open(DETAILS);
            assert_eq!(again.form(DETAILS).value(field), wrong);
            assert_eq!(again.error_at(field), page.error_at(field));
        }
        // An odd answer is a warning, a right one nothing. Nobody has to give a Latin name.
        let right = || {
            let form = details(&browser).fill_all(&company.details);
            form.fill("latin_name", "")
        };
        let page = left(right().fill("postal_code", "100000"));
        assert!(page.errors().is_empty(), "{:?}", page.errors());
        assert!(page.attribute("#postal_code-w", "class").is_some());
        assert!(left(right()).errors().is_empty());
    }
    assert_eq!(audited(app, "registration.save-details", "succeeded"), 0);
    assert_eq!(browser.get("/register/cn/phone").location(), DETAILS);
}

fn a_domain_is_looked_up_while_it_is_typed(app: &TestApp) {
    let holder = app.registered_company().company.prefix;
    let (reserving, reserved) = crate::at_phone(app);
    let (browser, _) = at_details(app);
    let browser = english(browser);
    let suffix = app.programme.domain_suffix.clone();
    let typed = |prefix: &str| left(details(&browser).fill("domain_prefix", prefix));
    for (prefix, words) in [
        (holder.clone(), "is taken"),
        (reserved.prefix.clone(), "is taken"),
        (holder.replace('i', "1"), "looks too much like"),
        ("www".to_owned(), "is reserved"),
        ("Shihang Cloud".to_owned(), "lower-case letters"),
    ] {
        let error = typed(&prefix).error_at("domain_prefix");
        let error = error.unwrap_or_else(|| panic!("{prefix} is taken for free"));
        assert!(error.contains(words), "{prefix}: {error}");
    }
    let page = typed("yunqi-cloud");
    assert_eq!(page.error_at("domain_prefix"), None);
    let free = page.all("#domain_prefix-g").concat();
    assert_eq!(free.trim(), format!("yunqi-cloud.{suffix} is free"));
    assert_eq!(
        browser
            .open(DETAILS)
            .all("#domain_prefix-g")
            .concat()
            .trim(),
        free.trim()
    );
    // Looking is not taking: the other browser may still have it.
    let form = details(&reserving).fill("domain_prefix", "yunqi-cloud");
    assert_eq!(form.submit().location(), "/register/cn/phone");
    let error = typed("yunqi-cloud").error_at("domain_prefix").unwrap();
    assert!(error.contains("is taken"), "{error}");
    app.drain();
}

/// Thirty prefixes an hour, of a draft and of an address; then only who sends the form is told.
fn domains_are_not_tried_for_ever(app: &TestApp) {
    let holder = app.registered_company().company.prefix;
    let (browser, company) = at_details(app);
    let browser = english(browser);
    let told = |prefix: &str| {
        let page = left(details(&browser).fill("domain_prefix", prefix));
        let free = !page.all("#domain_prefix-g").is_empty();
        (free, page.error_at("domain_prefix").is_some())
    };
    for n in 1..30 {
        assert_eq!(told(&format!("yunqi-{n}a")), (true, false), "{n}");
        assert_eq!(told(&format!("yunqi-{n}a")), (true, false), "the same");
    }
    assert_eq!(told(&holder), (false, true), "the thirtieth");
    assert_eq!(told("yunqi"), (false, false));
    assert_eq!(told(&holder), (false, false));
    let page = browser.open(DETAILS);
    assert_eq!(
        page.error_at("domain_prefix"),
        None,
        "nor does the page tell"
    );
    // Everything else is judged as before.
    let page = left(details(&browser).fill("organisation_phone", "12345"));
    assert!(page.error_at("organisation_phone").is_some());
    // Sending the form tells.
    let form = details(&browser).fill_all(&company.details);
    let page = form.fill("domain_prefix", &holder).submit().expect(422);
    assert!(page.error_at("domain_prefix").is_some());
    // Another draft at the same address learns no more; elsewhere everybody does.
    browser.set_cookie("tongdao_draft", "");
    let page = browser.open("/register/cn/join");
    let page = page.form("/register/cn/join").submit().follow();
    drop(page.form("/register/cn/account").submit());
    assert_eq!(told(&holder), (false, false));
    let (elsewhere, _) = at_details(app);
    let page = left(details(&elsewhere).fill("domain_prefix", &holder));
    assert!(page.error_at("domain_prefix").is_some());
    app.clock.pass(3600);
    assert_eq!(told(&holder), (false, true), "an hour later");
}

fn sections_are_judged_while_they_are_typed(app: &TestApp) {
    let partner = app.complete();
    let browser = app.browser_of(&partner.admin);
    for language in ["en", "zh-Hans", "zh-Hant"] {
        browser.set_cookie("tongdao_language", language);
        for (section, field, wrong) in [
            ("legal", "credit_code", "91310115MA1FAKE00X"),
            ("legal", "established_on", "2999-01-01"),
            ("approval", "approval_email", "nobody"),
            ("support", "support_phone", "12345"),
            ("programme", "network_id", "12"),
            ("credit", "requested_limit", "much"),
        ] {
            let path = format!("/enrol/{section}");
            let form = browser.open(&path).form(&path);
            let right = form.value(field).to_owned();
            let page = left(form.clone().put(field, wrong));
            let errors: Vec<_> = page.errors().into_keys().collect();
            assert!(errors.contains(&field.to_owned()), "{field}: {errors:?}");
            let again = browser.open(&path);
            assert_eq!(again.form(&path).value(field), wrong);
            assert_eq!(again.error_at(field), page.error_at(field));
            let page = left(form.put(field, &right));
            assert!(page.errors().is_empty(), "{:?}", page.errors());
        }
    }
    let english = english(browser);
    let form = || english.open("/enrol/programme").form("/enrol/programme");
    let known = left(form());
    assert!(
        known
            .all("#network_id-g")
            .concat()
            .contains(&partner.company.name)
    );
    let unknown = left(form().fill("network_id", "7777777"));
    assert!(unknown.attribute("#network_id-w", "class").is_some());
    drop(left(form().fill("network_id", &partner.company.network_id)));
    // Nothing was sent by it.
    assert_eq!(crate::application_of(app, &partner).state, "draft");
}
