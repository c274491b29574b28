//! Custom domains: added, proved, used, looked at again, lost; and names that are looked up.

use crate::{application_of, at_once, audited, count};
use ::app::jobs::timers;
use domain::caller::AdminSetting;
use testkit::{Browser, Page, Partner, TestApp};

testkit::on_both! { TestApp:
    a_domain_is_proved_and_used_for_new_users,
    bad_domains_are_refused_with_a_word_why,
    one_company_holds_a_domain,
    a_lost_proof_is_noticed_warned_about_and_forgiven,
    waiting_ends_and_silence_changes_nothing,
    the_sweep_asks_and_waits_for_nobody,
    a_support_website_must_lead_to_the_public_internet,
    without_answers_the_reviewer_looks,
    nothing_is_looked_up_for_those_who_may_not_ask,
    a_mailbox_nobody_delivers_to_is_doubted_once,
}

const LIST: &str = "/account/domains";

pub(crate) fn add(browser: &Browser, name: &str) -> Page {
    let form = browser.open(LIST).form(LIST).fill("domain", name);
    form.submit()
}

pub(crate) fn press(browser: &Browser, name: &str, action: &str) -> Page {
    browser.post(&format!("{LIST}/{name}/{action}"), &[])
}

/// What the page says has to be published.
fn record(page: &Page, name: &str) -> (String, String) {
    let values = page.all(".dl .id");
    let at = values.iter().position(|v| *v == format!("_tongdao.{name}"));
    let at = at.unwrap_or_else(|| panic!("{values:?}"));
    (values[at].clone(), values[at + 1].clone())
}

pub(crate) fn publish(app: &TestApp, browser: &Browser, name: &str) {
    let (place, value) = record(&browser.open(LIST), name);
    app.names.publish(&place, &["v=spf1 -all", &value]);
}

fn state(app: &TestApp, partner: &Partner, name: &str) -> (String, String) {
    let (scope, name) = (crate::scope_of(partner), name.to_owned());
    let row = app.read(move |tx| Ok(store::domains::get(tx, scope, &name)?.unwrap()));
    let row = row.wait().unwrap();
    (row.state, row.reason)
}

fn a_domain_is_proved_and_used_for_new_users(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let page = add(&browser, "Shop.Example.").follow().expect(200);
    assert!(!page.all(".notice").is_empty());
    assert!(
        add(&browser, "shop.example")
            .expect(422)
            .error_at("domain")
            .is_some()
    );
    let none = press(&browser, "shop.example", "verify");
    assert_eq!(none.location(), format!("{LIST}?done=pending"));
    assert_eq!(press(&browser, "shop.example", "primary").status(), 409);
    let (place, value) = record(&browser.open(LIST), "shop.example");
    for wrong in ["tongdao-verification=", "abc", &value.to_uppercase()] {
        app.names.publish(&place, &[wrong]);
        let page = press(&browser, "shop.example", "verify");
        assert_eq!(page.location(), format!("{LIST}?done=pending"), "{wrong}");
    }
    assert_eq!(state(app, &partner, "shop.example").1, "other-value");
    app.names.publish(&place, &["v=spf1 -all", &value]);
    let page = press(&browser, "shop.example", "verify");
    assert_eq!(page.location(), format!("{LIST}?done=verified"));
    // Each verified domain can be chosen, the primary one is proposed.
    let first = format!("{}.{}", partner.company.prefix, app.programme.domain_suffix);
    let form = crate::users::new_form(&browser, 1, "none");
    assert_eq!(form.value("sign_in_domain"), first);
    assert_eq!(press(&browser, "shop.example", "primary").status(), 303);
    let form = crate::users::new_form(&browser, 1, "none");
    assert_eq!(form.value("sign_in_domain"), "shop.example");
    let strange = form.clone().put("sign_in_domain", "stranger.example");
    assert!(
        strange
            .submit()
            .expect(422)
            .error_at("sign_in_domain")
            .is_some()
    );
    let id = crate::users::id_in(&form.submit().expect(303));
    let shown = browser.get(&format!("/account/users/{id}/done"));
    let temporary = crate::users::password_on(&shown).unwrap();
    let login = app.first_sign_in("user1@shop.example", &temporary);
    drop(app.browser_of(&login));
    // In use, it stays.
    let page = press(&browser, "shop.example", "remove").expect(409);
    assert!(!page.source().contains('⟦'));
    assert_eq!(press(&browser, &first, "primary").status(), 303);
    let form = crate::users::new_form(&browser, 2, "none");
    assert_eq!(form.value("sign_in_domain"), first);
    assert_eq!(press(&browser, &first, "remove").status(), 404);
    // Others see, and do not touch.
    let billing = app.browser_of(&app.colleague(&partner, AdminSetting::BillingAdmin));
    let page = billing.open(LIST);
    assert!(page.text().contains("shop.example") && !page.has_form(LIST));
    assert_eq!(press(&billing, "shop.example", "remove").status(), 403);
    let stranger = app.registered_company();
    let theirs = app.browser_of(&stranger.admin);
    for action in ["verify", "primary", "remove"] {
        assert_eq!(press(&theirs, "shop.example", action).status(), 404);
    }
    app.drain();
}

fn bad_domains_are_refused_with_a_word_why(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let own = format!("x.{}", app.programme.domain_suffix);
    for wrong in [
        "",
        "contoso",
        "https://contoso.example",
        "a@contoso.example",
        "*.contoso.example",
        "127.0.0.1",
        "qq.com",
        &own,
        &"a.".repeat(300),
        "a\u{202e}b.example",
    ] {
        let page = add(&browser, wrong).expect(422);
        assert!(page.error_at("domain").is_some(), "{wrong}");
        assert!(!page.source().contains('⟦'), "{wrong}");
    }
    assert!(app.names.asked().is_empty(), "nothing was looked up");
    // A look-alike is another name, and is shown to be one.
    assert_eq!(add(&browser, "sh\u{43E}p.example").status(), 303);
    let page = browser.open(LIST);
    assert!(page.text().contains("xn--shp-ted.example"));
    assert!(!page.text().contains("sh\u{43E}p"));
    assert_eq!(add(&browser, "例子.example").status(), 303);
    assert!(browser.open(LIST).text().contains("例子.example"));
    for n in 0..18 {
        assert_eq!(add(&browser, &format!("d{n}.example")).status(), 303);
    }
    assert!(
        add(&browser, "more.example")
            .expect(422)
            .error_at("domain")
            .is_some()
    );
    // Nobody looks without end.
    for _ in 0..29 {
        assert_eq!(press(&browser, "d1.example", "verify").status(), 303);
    }
    let look = || press(&browser, "d1.example", "verify").status();
    let mut both = at_once(look, look);
    both.sort_unstable();
    assert_eq!(both, [303, 429]);
    assert_eq!(look(), 429);
    app.clock.pass(3600);
    assert_eq!(look(), 303);
}

fn one_company_holds_a_domain(app: &TestApp) {
    let partners = [app.registered_company(), app.registered_company()];
    let browsers = partners.each_ref().map(|p| app.browser_of(&p.admin));
    let mut values = Vec::new();
    for browser in &browsers {
        assert_eq!(add(browser, "both.example").status(), 303);
        values.push(record(&browser.open(LIST), "both.example").1);
    }
    assert_ne!(values[0], values[1]);
    app.names
        .publish("_tongdao.both.example", &[&values[0], &values[1]]);
    let look = |n: usize| {
        let page = press(&browsers[n], "both.example", "verify").expect(303);
        page.location().to_owned()
    };
    // Each is told what became of his own.
    let mut told = at_once(|| look(0), || look(1));
    told.sort();
    let done = |state: &str| format!("{LIST}?done={state}");
    assert_eq!(told, [done("failed"), done("verified")]);
    for noted in [
        "SELECT COUNT(*) AS n FROM audit_entry
         WHERE action = 'domain.look' AND detail LIKE '%\"verified\"%'",
        "SELECT COUNT(*) AS n FROM audit_entry
         WHERE action = 'domain.look' AND detail LIKE '%\"elsewhere\"%'",
    ] {
        assert_eq!(count(app, noted), 1, "{noted}");
    }
    let verified = "SELECT COUNT(*) AS n FROM custom_domain WHERE state = 'verified'";
    assert_eq!(count(app, verified), 1);
    let mut states = partners.each_ref().map(|p| state(app, p, "both.example"));
    states.sort();
    assert_eq!(states[0], ("failed".to_owned(), "elsewhere".to_owned()));
    let page = browsers
        .iter()
        .map(|b| b.open(LIST))
        .find(|p| !p.all(".pill.bad").is_empty());
    assert!(!page.unwrap().source().contains('⟦'));
    // Once the holder has let go, and left nobody there, the other may have it.
    let holder = usize::from(state(app, &partners[0], "both.example").0 != "verified");
    let id = crate::users::id_in(
        &crate::users::new_form(&browsers[holder], 1, "none")
            .put("sign_in_domain", "both.example")
            .submit()
            .expect(303),
    );
    app.names
        .publish("_tongdao.both.example", &[&values[1 - holder]]);
    for _ in 0..4 {
        app.clock.pass(8 * 86_400);
        app.tick();
    }
    assert_eq!(state(app, &partners[holder], "both.example").0, "failed");
    let browsers = partners.each_ref().map(|p| app.browser_of(&p.admin));
    assert_eq!(
        press(&browsers[1 - holder], "both.example", "verify").status(),
        303
    );
    assert_eq!(
        state(app, &partners[1 - holder], "both.example").1,
        "elsewhere"
    );
    let page = browsers[holder].open(&format!("/account/users/{id}"));
    assert_eq!(
        page.form(&format!("/account/users/{id}/delete"))
            .submit()
            .status(),
        303
    );
    assert_eq!(
        press(&browsers[1 - holder], "both.example", "verify").status(),
        303
    );
    assert_eq!(
        state(app, &partners[1 - holder], "both.example").0,
        "verified"
    );
    app.drain();
}

fn a_lost_proof_is_noticed_warned_about_and_forgiven(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    drop(add(&browser, "shop.example").expect(303));
    publish(app, &browser, "shop.example");
    drop(press(&browser, "shop.example", "verify").expect(303));
    drop(press(&browser, "shop.example", "primary").expect(303));
    let before = app.names.asked().len();
    app.clock.pass(7 * 86_400 - 1);
    app.tick();
    assert_eq!(app.names.asked().len(), before, "a week has not passed");
    app.names.publish("_tongdao.shop.example", &[]);
    app.clock.pass(1);
    app.tick();
    app.tick();
    assert_eq!(
        state(app, &partner, "shop.example"),
        ("verified".into(), "no-record".into())
    );
    assert_eq!(app.mails("D01").len(), 1);
    // Forgiven when it is back.
    let browser = app.browser_of(&partner.admin);
    publish(app, &browser, "shop.example");
    app.clock.pass(86_400);
    app.tick();
    assert_eq!(
        state(app, &partner, "shop.example"),
        ("verified".into(), String::new())
    );
    // Lost when it stays away three times; the clock jumps, and nothing is done twice.
    app.names.remove("_tongdao.shop.example");
    for day in 0..4 {
        app.clock.pass(if day == 0 { 30 } else { 1 } * 86_400);
        app.tick();
        app.tick();
    }
    assert_eq!(state(app, &partner, "shop.example").0, "failed");
    assert_eq!([app.mails("D01").len(), app.mails("D02").len()], [2, 1]);
    let browser = app.browser_of(&partner.admin);
    assert!(!browser.open(LIST).all(".pill.bad").is_empty());
    let form = crate::users::new_form(&browser, 1, "none");
    assert!(!form.has("sign_in_domain"), "one domain is no choice");
}

fn waiting_ends_and_silence_changes_nothing(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    drop(add(&browser, "shop.example").expect(303));
    app.names.fall_silent(true);
    let page = press(&browser, "shop.example", "verify");
    assert_eq!(page.location(), format!("{LIST}?done=pending"));
    assert_eq!(state(app, &partner, "shop.example").1, "no-answer");
    assert!(!browser.open(LIST).source().contains('⟦'));
    app.names.fall_silent(false);
    publish(app, &browser, "shop.example");
    app.clock.pass(600);
    app.tick();
    assert_eq!(
        state(app, &partner, "shop.example").0,
        "verified",
        "found by itself"
    );
    app.names.fall_silent(true);
    for _ in 0..10 {
        app.clock.pass(8 * 86_400);
        app.tick();
    }
    assert_eq!(state(app, &partner, "shop.example").0, "verified");
    app.names.fall_silent(false);
    let browser = app.browser_of(&partner.admin);
    drop(add(&browser, "never.example").expect(303));
    for _ in 0..31 {
        app.clock.pass(86_400);
        app.tick();
    }
    assert_eq!(
        state(app, &partner, "never.example"),
        ("failed".into(), "too-late".into())
    );
    let looked = audited(app, "domain.look", "succeeded");
    app.clock.pass(86_400);
    app.tick();
    assert_eq!(
        audited(app, "domain.look", "succeeded"),
        looked,
        "it is left alone"
    );
    // Removed, it is gone, and can be added anew with another token.
    let browser = app.browser_of(&partner.admin);
    let token = record(&browser.open(LIST), "never.example").1;
    drop(press(&browser, "never.example", "remove").expect(303));
    drop(add(&browser, "never.example").expect(303));
    assert_ne!(record(&browser.open(LIST), "never.example").1, token);
}

fn the_sweep_asks_and_waits_for_nobody(app: &TestApp) {
    let partners = [app.registered_company(), app.registered_company()];
    let browsers = partners.each_ref().map(|p| app.browser_of(&p.admin));
    for n in 0..10 {
        drop(add(&browsers[0], &format!("many{n}.example")).expect(303));
    }
    drop(add(&browsers[1], "one.example").expect(303));
    app.drain();
    app.clock.pass(600);
    app.names.fall_silent(true);
    let sweep = || ::app::accounts::domains::sweep(app, &timers::request(app)).unwrap();
    assert_eq!(sweep(), 5, "one company does not push the others out");
    assert!(app.names.asked().is_empty(), "a sweep does not wait");
    assert_eq!(sweep(), 0, "they are asked for already");
    app.drain();
    assert_eq!(app.names.asked().len(), 5);
    assert_eq!(state(app, &partners[1], "one.example").1, "no-answer");
    // The others come next, and those that were looked at wait.
    assert_eq!(sweep(), 4);
    app.drain();
    // Looked at by hand meanwhile: the job finds nothing to do.
    app.names.fall_silent(false);
    assert_eq!(sweep(), 2);
    for name in ["many8.example", "many9.example"] {
        drop(press(&browsers[0], name, "verify").expect(303));
    }
    let before = app.names.asked().len();
    app.drain();
    assert_eq!(app.names.asked().len(), before);
}

fn a_support_website_must_lead_to_the_public_internet(app: &TestApp) {
    let partner = app.complete();
    let browser = app.browser_of(&partner.admin);
    let host = format!("www.{}.example", partner.company.prefix);
    let submit = || browser.open("/enrol").form("/enrol/submit").submit();
    for (addresses, words) in [
        (&[][..], "找不到此网址"),
        (&["10.0.0.1"], "内部网络"),
        (&["1.1.1.1", "169.254.169.254"], "内部网络"),
        (&["::ffff:127.0.0.1"], "内部网络"),
        (&["fd00::1"], "内部网络"),
        (&["203.0.113.5"], "内部网络"),
    ] {
        app.names.lead(&host, addresses);
        let page = submit().expect(422);
        assert!(
            page.text().contains(words),
            "{addresses:?}: {}",
            page.text()
        );
        let link = page.attribute("a[href=\"/enrol/support#support_website\"]", "href");
        assert!(link.is_some(), "the problem leads to its field");
        // Nothing of the network is told.
        for address in addresses {
            assert!(!page.source().contains(address));
        }
        assert_eq!(application_of(app, &partner).state, "draft");
    }
    app.names.lead(&host, &["1.1.1.1", "2606:4700::1111"]);
    assert_eq!(submit().status(), 303);
    app.drain();
    assert_eq!(
        check(app, &partner),
        ("passed".into(), "1.1.1.1, 2606:4700::1111".into())
    );
}

/// How the check of the website stands, with its evidence.
fn check(app: &TestApp, partner: &Partner) -> (String, String) {
    let id = partner.application.0;
    let checks = app.read(move |tx| Ok(store::application::checks(tx, id)?));
    let checks = checks.wait().unwrap();
    let found = checks.into_iter().find(|c| c.kind == "support-website");
    let found = found.expect("the website is checked");
    (found.result, found.evidence)
}

fn without_answers_the_reviewer_looks(app: &TestApp) {
    let partner = app.complete();
    app.names.fall_silent(true);
    let browser = app.browser_of(&partner.admin);
    let page = browser.open("/enrol").form("/enrol/submit").submit();
    assert_eq!(page.status(), 303, "nobody waits for name servers");
    app.drain();
    assert_eq!(check(app, &partner).0, "pending");
    let reviewer = app.browser_of(&app.staff(domain::caller::StaffRole::Reviewer));
    let case = format!("/ops/applications/{}", partner.application);
    let page = reviewer.open(&case);
    assert!(!page.source().contains('⟦'));
    let passed = reviewer.post(
        &format!("{case}/checks/support-website"),
        &[("result", "passed")],
    );
    assert_eq!(passed.status(), 303);
    assert_eq!(check(app, &partner).0, "passed");
}

fn nothing_is_looked_up_for_those_who_may_not_ask(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let contact = "/account/me/contact/email";
    let lookup = ("contact_email", "a@elsewhere.example");
    let before = app.names.asked().len();
    let visitor = app.browser();
    for (path, field) in [
        (crate::users::NEW, lookup),
        (contact, ("email", "a@elsewhere.example")),
    ] {
        let page = visitor.post(path, &[field]);
        assert!(page.location().starts_with("/signin"), "{path}");
    }
    let billing = app.browser_of(&app.colleague(&partner, AdminSetting::BillingAdmin));
    let form = crate::users::new_form(&browser, 1, "none");
    let names = form.names();
    let names = names.iter().filter(|name| *name != "csrf");
    let answers: Vec<_> = names.map(|n| (n.as_str(), form.value(n))).collect();
    assert_eq!(billing.post(crate::users::NEW, &answers).status(), 403);
    // Nor for a form that is refused anyway.
    let wrong = form.fill("given_name", "").submit();
    assert_eq!(wrong.status(), 422);
    let wrong = browser.post(contact, &[("email", "a@qq.com")]);
    assert_eq!(wrong.status(), 422);
    assert_eq!(app.names.asked().len(), before);
}

fn a_mailbox_nobody_delivers_to_is_doubted_once(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    app.names.remove("company.example");
    let form = crate::users::new_form(&browser, 1, "none");
    // However the domain is written.
    let email = form.value("contact_email").to_uppercase();
    let page = form.fill("contact_email", &email).submit().expect(200);
    let again = page.form(crate::users::NEW);
    assert!(page.text().contains("company.example"), "{}", page.text());
    assert_eq!(again.value("given_name"), "若水");
    assert_eq!(again.submit().status(), 303, "the second time it is meant");
    // Silence raises no doubt.
    app.names.fall_silent(true);
    assert_eq!(
        crate::users::new_form(&browser, 2, "none")
            .submit()
            .status(),
        303
    );
    app.names.fall_silent(false);
    // The same at the registration.
    let (browser, company) = crate::at_details(app);
    app.names.remove(&format!("{}.example", company.prefix));
    let details = "/register/cn/details";
    let form = browser
        .open(details)
        .form(details)
        .fill_all(&company.details);
    let page = form.submit().expect(200);
    assert!(page.text().contains(&format!("{}.example", company.prefix)));
    let page = page.form(details).submit();
    assert_eq!(page.location(), "/register/cn/phone");
    app.drain();
}
