//! Signing in: locks, codes that work once, sessions that end.

use crate::count;
use domain::caller::StaffRole;
use testkit::{Browser, Login, Page, TestApp};

testkit::on_both! { TestApp:
    five_wrong_passwords_lock_for_five_minutes_then_ten,
    a_name_nobody_has_is_locked_like_any_other,
    a_lock_is_told_only_by_us,
    an_unknown_name_looks_like_a_wrong_password,
    an_address_that_guesses_has_to_wait,
    an_authenticator_code_works_once_and_five_wrong_ones_end_the_session,
    a_finished_sign_in_has_another_session_than_a_half_one,
    sessions_end_by_themselves,
    signing_out_and_ending_other_sessions,
    a_temporary_password_works_for_a_week,
    a_form_that_outlived_its_session_leads_to_the_sign_in,
    the_language_menu_works_on_a_refused_form,
    the_way_back_stays_on_this_site,
    the_language_is_remembered,
}

fn attempt(browser: &Browser, name: &str, password: &str) -> Page {
    let form = browser.open("/signin").form("/signin");
    form.fill("sign_in_name", name)
        .fill("password", password)
        .submit()
}

fn code(app: &TestApp, login: &Login) -> String {
    ::app::identity::authenticator::code_at(&login.secret, app.now()).unwrap()
}

/// Whether an answer leads to the page that tells of a lock.
fn is_locked(page: &Page) -> bool {
    page.status() == 303
        && page
            .location()
            .starts_with("/signin/locked?why=name&until=")
}

fn five_wrong_passwords_lock_for_five_minutes_then_ten(app: &TestApp) {
    let login = app.staff(StaffRole::Reviewer);
    let name = login.sign_in_name.to_uppercase();
    for seconds in [300, 600] {
        // After the first lock each wrong password locks at once.
        let free = if seconds == 300 { 4 } else { 0 };
        for _ in 0..free {
            let page = attempt(&app.browser(), &name, "wrong").expect(422);
            assert!(page.error_at("password").is_some());
        }
        assert!(is_locked(&attempt(&app.browser(), &name, "wrong")));
        let browser = app.browser();
        let page = attempt(&browser, &name, &login.password);
        assert!(is_locked(&page));
        let page = page.follow().expect(429);
        assert_eq!(page.header("retry-after"), seconds.to_string());
        assert!(page.source().contains("href=\"/signin/recover\""));
        app.clock.pass(seconds - 1);
        let late = attempt(&browser, &name, &login.password);
        assert!(is_locked(&late));
        app.clock.pass(1);
        // The page that lay open says that it is over.
        let over = browser.get(late.location()).expect(200);
        assert!(over.source().contains("href=\"/signin\""));
    }
    let browser = app.browser();
    assert_eq!(attempt(&browser, &name, &login.password).status(), 303);
    // Only a complete sign-in forgets the failures.
    assert!(browser.get("/ops").location().starts_with("/signin/mfa"));
    let page = browser.post("/signin/mfa", &[("code", &code(app, &login))]);
    assert_eq!(page.location(), "/ops");
    for _ in 0..4 {
        assert_eq!(attempt(&app.browser(), &name, "wrong").status(), 422);
    }
    let browser = app.browser();
    let page = attempt(&browser, &name, &login.password);
    assert_eq!(page.location(), "/signin");
    app.drain();
    // One mail a day, however many locks.
    let mails = app.mails("S06");
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].recipient.starts_with("reviewer@"));
}

/// The whole series of locks, up to a day and beyond, for a name somebody has and one nobody has.
fn a_name_nobody_has_is_locked_like_any_other(app: &TestApp) {
    let login = app.staff(StaffRole::Reviewer);
    let both = |password: &str| {
        let answers = [&login.sign_in_name, "nobody@ops.yunlan.example"]
            .map(|name| attempt(&app.browser(), name, password));
        let [known, unknown] = answers;
        assert_eq!(known.status(), unknown.status());
        assert_eq!(known.location(), unknown.location());
        assert_eq!(known.errors(), unknown.errors());
        known.location().to_owned()
    };
    for _ in 0..4 {
        assert_eq!(both("wrong"), "");
    }
    for minutes in [5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440] {
        let until = app.now().0 / 1_000_000 + minutes * 60;
        let locked = format!("/signin/locked?why=name&until={until}&");
        assert!(both("wrong").starts_with(&locked), "{minutes}");
        app.clock.pass(minutes * 60 - 1);
        assert!(both("wrong").starts_with(&locked), "{minutes}");
        app.clock.pass(1);
    }
    // Quiet for a month: both begin anew.
    app.clock.pass(30 * 86_400 - 1);
    assert!(both("wrong").starts_with("/signin/locked"));
    app.clock.pass(86_400 + 30 * 86_400);
    app.tick();
    assert_eq!(both("wrong"), "");
    assert_eq!(
        count(app, "SELECT COUNT(*) AS n FROM sign_in_lock"),
        1,
        "the old row of the unknown name is gone"
    );
}

fn a_lock_is_told_only_by_us(app: &TestApp) {
    let browser = app.browser();
    for told in [
        "",
        "?why=name&until=4000000000&mark=x",
        "?why=name&until=4000000000",
        "?why=address",
    ] {
        let page = browser.get(&format!("/signin/locked{told}")).expect(200);
        assert!(!page.source().contains('⟦'), "{told}");
        assert!(page.header("retry-after").is_empty(), "{told}");
    }
    assert!(browser.get("/signin/locked?until=x").status() < 500);
}

fn an_unknown_name_looks_like_a_wrong_password(app: &TestApp) {
    let login = app.staff(StaffRole::Reviewer);
    let words = |name: &str| {
        let page = attempt(&app.browser(), name, "wrong").expect(422);
        (page.errors(), page.text().replace(name, ""))
    };
    assert_eq!(
        words(&login.sign_in_name),
        words("nobody@ops.yunlan.example")
    );
    for strange in [
        "",
        " ",
        "\u{0}",
        "' OR 1=1 --",
        &"x".repeat(100_000),
        "\u{202e}x",
    ] {
        assert_eq!(attempt(&app.browser(), strange, "wrong").status(), 422);
    }
    let huge = "x".repeat(1_000_000);
    assert_eq!(
        attempt(&app.browser(), &login.sign_in_name, &huge).status(),
        422
    );
}

fn an_address_that_guesses_has_to_wait(app: &TestApp) {
    let login = app.staff(StaffRole::Reviewer);
    let browser = app.browser();
    let right = |browser: &Browser| {
        browser.set_cookie("tongdao_session", "");
        attempt(browser, &login.sign_in_name, &login.password)
    };
    for n in 0..29 {
        let name = format!("nobody{n}@x.example");
        assert_eq!(attempt(&browser, &name, "wrong").status(), 422);
    }
    assert_eq!(right(&browser).location(), "/signin");
    browser.set_cookie("tongdao_session", "");
    assert_eq!(
        attempt(&browser, "nobody29@x.example", "wrong").status(),
        422
    );
    for seconds in [300, 600] {
        let page = right(&browser);
        assert!(page.location().starts_with("/signin/locked?why=address&"));
        let page = page.follow().expect(429);
        assert_eq!(page.header("retry-after"), seconds.to_string());
        // Others are not concerned.
        assert_eq!(right(&app.browser()).location(), "/signin");
        app.clock.pass(seconds - 1);
        assert!(right(&browser).location().starts_with("/signin/locked"));
        app.clock.pass(1);
        assert_eq!(right(&browser).location(), "/signin");
        // As long as the hour counts thirty, each further one locks again, twice as long.
        browser.set_cookie("tongdao_session", "");
        if seconds == 300 {
            let other = format!("nobody-{seconds}@x.example");
            assert_eq!(attempt(&browser, &other, "wrong").status(), 422);
        }
    }
    app.clock.pass(3600);
    let page = attempt(&browser, "nobody@x.example", "wrong");
    assert_eq!(page.status(), 422);
    assert_eq!(right(&browser).location(), "/signin");
}

fn an_authenticator_code_works_once_and_five_wrong_ones_end_the_session(app: &TestApp) {
    let login = app.staff(StaffRole::Auditor);
    let browser = app.browser();
    let page = attempt(&browser, &login.sign_in_name, &login.password).follow();
    assert_eq!(browser.get("/ops").location(), "/signin/mfa");
    let used = code(app, &login);
    let page = page.form("/signin/mfa").fill("code", &used).submit();
    assert_eq!(page.location(), "/ops");
    let other = app.browser();
    let page = attempt(&other, &login.sign_in_name, &login.password).follow();
    let form = page.form("/signin/mfa");
    assert!(
        form.clone()
            .fill("code", &used)
            .submit()
            .expect(422)
            .error_at("code")
            .is_some()
    );
    for _ in 0..3 {
        assert_eq!(form.clone().fill("code", "000000").submit().status(), 422);
    }
    // The fifth wrong code locks the account as well, and the page after the session says so.
    let page = form.fill("code", "000000").submit();
    assert!(is_locked(&page), "{}", page.location());
    assert_eq!(page.follow().status(), 429);
    app.clock.pass(30);
    let late = other.post("/signin/mfa", &[("code", &code(app, &login))]);
    assert!(
        late.location().starts_with("/signin?"),
        "{}",
        late.location()
    );
    assert_eq!(
        browser.get("/ops").status(),
        200,
        "another session of the same person lives on"
    );
    app.drain();
}

/// Whoever has seen or planted the cookie of a sign-in that was not finished has nothing once it is.
fn a_finished_sign_in_has_another_session_than_a_half_one(app: &TestApp) {
    let login = app.staff(StaffRole::Reviewer);
    let browser = app.browser();
    let planted = "a".repeat(52);
    browser.set_cookie("tongdao_session", &planted);
    let page = attempt(&browser, &login.sign_in_name, &login.password).follow();
    let half = browser.cookie("tongdao_session").unwrap();
    assert_ne!(half, planted);
    let page = page
        .form("/signin/mfa")
        .fill("code", &code(app, &login))
        .submit();
    assert_eq!(page.location(), "/ops");
    let whole = browser.cookie("tongdao_session").unwrap();
    assert_ne!(whole, half);
    assert_eq!(browser.get("/ops").status(), 200);
    for old in [planted, half] {
        let thief = app.browser();
        thief.set_cookie("tongdao_session", &old);
        assert_eq!(thief.get("/ops").location(), "/signin?next=/ops");
        assert!(thief.get("/signin/mfa").location().starts_with("/signin"));
        app.clock.pass(30);
        let late = thief.post("/signin/mfa", &[("code", &code(app, &login))]);
        assert!(
            late.location().starts_with("/signin?"),
            "{}",
            late.location()
        );
    }
    assert_eq!(browser.get("/ops").status(), 200);
}

fn sessions_end_by_themselves(app: &TestApp) {
    let staff = app.browser_of(&app.staff(StaffRole::Reviewer));
    app.clock.pass(30 * 60 - 1);
    assert_eq!(staff.get("/ops").status(), 200);
    // Uses are noted to a quarter of a minute.
    app.clock.pass(30 * 60 + 15);
    assert_eq!(staff.get("/ops").location(), "/signin?next=/ops");
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    for _ in 0..9 {
        app.clock.pass(50 * 60);
        assert_eq!(browser.get("/dashboard/overview").status(), 200);
    }
    // Eight hours, however busy: 450 minutes have passed.
    app.clock.pass(31 * 60);
    assert!(
        browser
            .get("/dashboard/overview")
            .location()
            .starts_with("/signin")
    );
}

fn signing_out_and_ending_other_sessions(app: &TestApp) {
    let partner = app.registered_company();
    let [one, two, three] = [0; 3].map(|_| app.browser_of(&partner.admin));
    let page = one.open("/account/me");
    let first = page.attribute("form[action$=\"/end\"]", "action").unwrap();
    assert!(
        page.forms(&first)[0]
            .submit()
            .location()
            .starts_with("/account/me")
    );
    let ended = [&two, &three].map(|browser| browser.get("/account/me").status());
    assert_eq!(ended.iter().filter(|status| **status == 303).count(), 1);
    let page = one
        .open("/account/me")
        .form("/account/me/sessions/end")
        .submit();
    assert_eq!(page.status(), 303);
    assert_eq!(
        [&two, &three].map(|browser| browser.get("/account/me").status()),
        [303, 303]
    );
    // A changed password ends the others as well.
    let other = app.browser_of(&partner.admin);
    let form = one
        .open("/signin/change-password")
        .form("/signin/change-password");
    let form = form
        .fill("current", &partner.admin.password)
        .fill("password", "Patient-Otter-52");
    assert_eq!(
        form.fill("repeated", "Patient-Otter-52").submit().status(),
        303
    );
    assert_eq!(other.get("/account/me").status(), 303);
    assert_eq!(
        attempt(
            &app.browser(),
            &partner.admin.sign_in_name,
            &partner.admin.password
        )
        .status(),
        422
    );
    let cookie = one.cookie("tongdao_session").unwrap();
    let page = one.open("/dashboard/overview").form("/signout").submit();
    assert_eq!(page.location(), "/signin");
    assert_eq!(one.cookie("tongdao_session"), None);
    // The cookie is worth nothing to whoever kept it.
    one.set_cookie("tongdao_session", &cookie);
    assert_eq!(one.get("/account/me").status(), 303);
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM session WHERE ended_at IS NULL"
        ),
        0
    );
}

fn a_temporary_password_works_for_a_week(app: &TestApp) {
    let (browser, company) = crate::at_create(app);
    let page = browser
        .open("/register/cn/create")
        .form("/register/cn/create");
    let shown = page.tick("terms").tick("privacy").submit().follow();
    let file = shown.attribute("a[download]", "href").unwrap();
    // The second line of the file, percent-encoded.
    let line = file.split("%0D%0A").nth(1).unwrap();
    let password: String = line.rsplit("%20").next().unwrap().to_owned();
    let name = format!(
        "zhou.wenqing@{}.{}",
        company.prefix, app.programme.domain_suffix
    );
    app.clock.pass(7 * 86_400 - 1);
    assert_eq!(
        attempt(&app.browser(), &name, &password.to_lowercase()).status(),
        422
    );
    assert_eq!(
        attempt(&app.browser(), &name, &password.replace('-', " ")).status(),
        303
    );
    app.clock.pass(1);
    // Contact e-mail and mobile were given at the registration: the way back is open.
    let page = attempt(&app.browser(), &name, &password).expect(409);
    assert!(!page.source().contains('⟦'));
    assert!(page.source().contains("href=\"/signin/recover\""));
    assert_eq!(attempt(&app.browser(), &name, "wrong").status(), 422);
    // Without a mobile there are not two ways to prove oneself: whoever added the user does it again.
    app.db
        .write(|tx| {
            tx.execute(
                "UPDATE account SET mobile = '' WHERE temporary_until IS NOT NULL",
                &[],
            )
        })
        .wait()
        .unwrap();
    let page = attempt(&app.browser(), &name, &password).expect(409);
    assert!(!page.source().contains("href=\"/signin/recover\""));
}

fn a_form_that_outlived_its_session_leads_to_the_sign_in(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let form = browser.open("/enrol").form("/enrol/submit");
    app.clock.pass(3600 + 15);
    let page = form.submit().leads_to("/signin?next=/enrol").follow();
    let form = page
        .form("/signin")
        .fill("sign_in_name", &partner.admin.sign_in_name);
    let page = form
        .fill("password", &partner.admin.password)
        .submit()
        .follow();
    let page = page
        .form("/signin/mfa")
        .fill("code", &code(app, &partner.admin))
        .submit();
    assert_eq!(page.follow().expect(200).path(), "/enrol");
    // Somebody else's form is still somebody else's.
    let stranger = app.browser().open("/signin").form("/signin");
    assert_eq!(stranger.put("csrf", "x").submit().status(), 400);
}

fn the_language_menu_works_on_a_refused_form(app: &TestApp) {
    let (browser, _) = crate::at_phone(app);
    let form = browser
        .open("/register/cn/phone")
        .form("/register/cn/phone/send");
    let page = form.fill("phone", "12").submit().expect(422);
    let english = page
        .attribute("a[href^=\"/language?\"][lang=en]", "href")
        .expect("a menu");
    let page = browser.get(&english).follow().expect(200);
    assert_eq!(
        (page.path(), page.attribute("html", "lang").as_deref()),
        ("/register/cn/phone", Some("en"))
    );
    app.drain();
}

fn the_way_back_stays_on_this_site(app: &TestApp) {
    let login = app.staff(StaffRole::Reviewer);
    for evil in [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
    ] {
        app.clock.pass(30);
        let browser = app.browser();
        let form = browser.open("/signin").form("/signin").put("next", evil);
        let page = form
            .fill("sign_in_name", &login.sign_in_name)
            .fill("password", &login.password)
            .submit();
        let page = page.follow();
        let page = page
            .form("/signin/mfa")
            .fill("code", &code(app, &login))
            .submit();
        assert_eq!(page.location(), "/ops", "{evil}");
        let menu = browser.get(&format!(
            "/language?to=en&back={}",
            evil.replace(':', "%3A")
        ));
        assert_eq!(menu.location(), "/", "{evil}");
    }
}

fn the_language_is_remembered(app: &TestApp) {
    let browser = app.browser().reading("en-GB,en;q=0.9");
    assert_eq!(
        browser.open("/signin").attribute("html", "lang").as_deref(),
        Some("en")
    );
    let page = browser.get("/language?to=zh-Hant&back=/signin").follow();
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("zh-Hant"));
    assert_eq!(
        browser
            .get("/language?to=tlh&back=/signin")
            .follow()
            .attribute("html", "lang")
            .as_deref(),
        Some("zh-Hant")
    );
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    drop(browser.get("/language?to=en&back=/account/me"));
    // In the account, hence in another browser too.
    let elsewhere = app.browser_of(&partner.admin);
    assert_eq!(
        elsewhere
            .open("/account/me")
            .attribute("html", "lang")
            .as_deref(),
        Some("en")
    );
}
