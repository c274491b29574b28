//! What time does to registrations: each state is left at its time, by itself, and what was never
//! finished is erased.

use crate::{at_create, at_details, at_once, at_phone, audited, count};
use domain::caller::Caller;
use testkit::{Browser, TestApp};

testkit::on_both! { TestApp:
    drafts_expire_by_themselves,
    what_was_never_finished_is_erased,
    a_creation_that_was_cut_off_is_tried_again,
    a_creation_that_was_cut_off_is_taken_up,
    a_creation_that_fails_goes_back_at_once,
    a_password_nobody_saw_is_destroyed_and_the_account_told_of,
    signing_in_counts_as_having_saved,
    a_reservation_ends_and_comes_back,
}

fn states(app: &TestApp) -> Vec<String> {
    app.read(|tx| {
        Ok(tx.query::<String>(
            "SELECT state AS t FROM registration ORDER BY created_at",
            &[],
        )?)
    })
    .wait()
    .unwrap()
}

fn drafts_expire_by_themselves(app: &TestApp) {
    let day = 86_400;
    let open = app.browser();
    let join = open.open("/register/cn/join");
    drop(join.form("/register/cn/join").submit());
    let begun = app.now();
    drop(at_details(app));
    drop(at_phone(app));
    let (verified, _) = at_create(app);
    // So many seconds after the first was begun.
    let wait_until = |seconds: i64| {
        app.clock.pass(seconds - app.now().seconds_since(begun));
        app.tick();
    };
    let since = app.now().seconds_since(begun);
    assert_eq!(states(app), ["open", "identified", "details", "verified"]);
    wait_until(since + 1799);
    assert_eq!(states(app), ["open", "identified", "details", "verified"]);
    wait_until(since + 1800);
    assert_eq!(states(app), ["open", "identified", "details", "details"]);
    assert_eq!(
        verified.get("/register/cn/create").location(),
        "/register/cn/phone"
    );
    wait_until(day - 1);
    assert_eq!(states(app)[0], "open");
    wait_until(day);
    assert_eq!(states(app), ["expired", "identified", "details", "details"]);
    // After a long pause one run catches up, and a second one does nothing.
    wait_until(8 * day);
    assert_eq!(states(app), ["expired"; 4]);
    let passed = audited(app, "registration.pass-time", "succeeded");
    app.tick();
    assert_eq!(audited(app, "registration.pass-time", "succeeded"), passed);
    // A visitor who comes back learns what happened.
    let page = open.open("/register/cn/join");
    assert!(page.text().contains("已过期"), "{}", page.text());
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM registration WHERE domain IS NOT NULL"
        ),
        0
    );
}

fn what_was_never_finished_is_erased(app: &TestApp) {
    let (browser, company) = at_phone(app);
    drop(
        browser
            .open("/register/cn/phone")
            .form("/register/cn/phone/send")
            .submit(),
    );
    app.drain();
    let (done, _) = at_create(app);
    let form = done.open("/register/cn/create").form("/register/cn/create");
    drop(form.tick("terms").tick("privacy").submit());
    drop(
        done.open("/register/cn/done")
            .form("/register/cn/done")
            .tick("saved")
            .submit(),
    );
    app.clock.pass(7 * 86_400);
    app.tick();
    let kept = |app: &TestApp| {
        [
            "SELECT COUNT(*) AS n FROM answer WHERE owner_id IN (SELECT id FROM registration WHERE state = 'expired')",
            "SELECT COUNT(*) AS n FROM registration WHERE state = 'expired' AND (phone IS NOT NULL OR ip <> '')",
            "SELECT COUNT(*) AS n FROM resume_link WHERE registration_id IN (SELECT id FROM registration WHERE state = 'expired')",
            "SELECT COUNT(*) AS n FROM registration_phone WHERE registration_id IN (SELECT id FROM registration WHERE state = 'expired')",
        ]
        .map(|sql| count(app, sql) > 0)
    };
    assert_eq!(kept(app), [true; 4]);
    // Thirty days after the last use, which the expiry is not.
    app.clock.pass(23 * 86_400 - 3600);
    app.tick();
    assert_eq!(kept(app), [true; 4]);
    app.clock.pass(3600);
    app.tick();
    assert_eq!(kept(app), [false; 4]);
    let found = app
        .read(|tx| Ok(tx.query::<String>("SELECT value AS t FROM answer", &[])?))
        .wait()
        .unwrap();
    assert!(found.iter().all(|value| !value.contains(&company.prefix)));
    // What became an account keeps what it accepted.
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM answer WHERE field = 'terms' AND owner_id IN (SELECT id FROM registration WHERE state = 'done')"
        ),
        1
    );
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM registration WHERE reference <> ''"
        ),
        2
    );
    assert_eq!(
        browser.get("/register/cn/details").location(),
        "/register/cn/join"
    );
}

/// The program ended between "Create account" and the account.
fn a_creation_that_was_cut_off_is_tried_again(app: &TestApp) {
    for swept in [true, false] {
        let (browser, _) = at_create(app);
        let now = app.now().0;
        app.database.tamper(&format!(
            "UPDATE registration SET state = 'creating', touched_at = {now} WHERE state = 'verified'"
        ));
        // Meanwhile the page waits.
        let page = browser.open("/register/cn/create");
        assert!(
            !page.has_form("/register/cn/create")
                && page.source().contains("http-equiv=\"refresh\"")
        );
        assert_eq!(
            browser.get("/register/cn/done").location(),
            "/register/cn/create"
        );
        for (path, fields) in [
            ("/register/cn/details", vec![("city", "x")]),
            ("/register/cn/details/draft", vec![("city", "x")]),
            (
                "/register/cn/phone/send",
                vec![("phone", "19900000000"), ("method", "sms")],
            ),
        ] {
            assert_eq!(browser.post(path, &fields).status(), 409, "{path}");
        }
        // From a quarter of a minute on it offers to take the work up.
        app.clock.pass(14);
        let offers = || {
            let page = browser.open("/register/cn/create");
            page.has_form("/register/cn/create") && page.source().contains("http-equiv=\"refresh\"")
        };
        assert!(!offers());
        app.clock.pass(1);
        assert!(offers());
        app.clock.pass(584);
        app.tick();
        assert!(offers());
        app.clock.pass(1);
        if swept {
            app.tick();
        }
        // Back to R4 with what happened, and it can be tried again.
        let page = browser.open("/register/cn/create");
        assert!(page.text().contains("的创建未成功"), "{}", page.text());
        let form = page
            .form("/register/cn/create")
            .tick("terms")
            .tick("privacy");
        assert_eq!(form.submit().location(), "/register/cn/done");
        assert!(
            browser
                .open("/register/cn/done")
                .attribute("a[download]", "href")
                .is_some()
        );
    }
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM account"), 2);
    app.drain();
}

fn a_creation_that_was_cut_off_is_taken_up(app: &TestApp) {
    for (i, wait) in [0, 15].into_iter().enumerate() {
        let (browser, _) = at_create(app);
        let path = "/register/cn/create";
        let form = browser.open(path).form(path).tick("terms").tick("privacy");
        let now = app.now().0;
        app.database.tamper(&format!(
            "UPDATE registration SET state = 'creating', touched_at = {now} WHERE state = 'verified'"
        ));
        app.clock.pass(wait);
        // The same form again, or the one the waiting page shows, and both at the same time.
        let again = if wait == 0 {
            form
        } else {
            browser.open(path).form(path)
        };
        let [one, two] = at_once(|| again.submit(), || again.submit());
        assert_eq!([one.location(), two.location()], ["/register/cn/done"; 2]);
        let page = browser.open("/register/cn/done");
        let secret = page.attribute(".secret.hot [data-copy]", "data-copy");
        assert!(secret.is_some(), "{}", page.text());
        let accounts = count(app, "SELECT COUNT(*) AS n FROM account");
        assert_eq!(usize::try_from(accounts).unwrap(), i + 1);
    }
}

fn a_creation_that_fails_goes_back_at_once(app: &TestApp) {
    let (browser, company) = at_create(app);
    // Somebody took the name below the reservation.
    let organisation = ::app::setup::NewOrganisation {
        name: "别的公司".to_owned(),
        domain_prefix: company.prefix.clone(),
        language: domain::language::Language::ZhHans,
    };
    assert!(
        ::app::setup::add_organisation(app, &organisation)
            .unwrap()
            .is_none(),
        "reserved"
    );
    let suffix = app.programme.domain_suffix.clone();
    app.database.tamper(&format!(
        "UPDATE tenant SET domain = '{}.{suffix}' WHERE kind = 'operator'",
        company.prefix
    ));
    let form = browser
        .open("/register/cn/create")
        .form("/register/cn/create");
    let page = form.tick("terms").tick("privacy").submit();
    assert_eq!(page.location(), "/register/cn/details");
    assert_eq!(states(app), ["verified"]);
    let page = browser.open("/register/cn/details");
    assert!(page.error_at("domain_prefix").is_some());
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM account"), 0);
}

fn created(app: &TestApp) -> (Browser, testkit::Company) {
    let (browser, company) = at_create(app);
    let form = browser
        .open("/register/cn/create")
        .form("/register/cn/create");
    assert_eq!(
        form.tick("terms").tick("privacy").submit().location(),
        "/register/cn/done"
    );
    (browser, company)
}

fn sealed(app: &TestApp) -> i64 {
    count(
        app,
        "SELECT COUNT(*) AS n FROM registration WHERE sealed_secret IS NOT NULL",
    )
}

fn a_password_nobody_saw_is_destroyed_and_the_account_told_of(app: &TestApp) {
    let (browser, company) = created(app);
    app.clock.pass(600);
    assert!(
        browser
            .open("/register/cn/done")
            .attribute("a[download]", "href")
            .is_some()
    );
    // Fifteen minutes from the first look.
    app.clock.pass(899);
    app.tick();
    assert_eq!((sealed(app), app.mails("E03").len()), (1, 0));
    app.clock.pass(1);
    app.tick();
    assert_eq!((sealed(app), app.mails("E03").len()), (0, 1));
    assert!(app.mails("E03")[0].recipient == company.email);
    let page = browser.open("/register/cn/done");
    assert!(page.attribute("a[download]", "href").is_none());
    // The late tick makes the application, and the mail is not sent again.
    let done = page.form("/register/cn/done").tick("saved").submit();
    assert_eq!(done.location(), "/signin");
    app.tick();
    assert_eq!(app.mails("E03").len(), 1);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM application"), 1);
}

fn signing_in_counts_as_having_saved(app: &TestApp) {
    let (browser, company) = created(app);
    let page = browser.open("/register/cn/done");
    let password = page
        .attribute(".secret.hot [data-copy]", "data-copy")
        .unwrap();
    let name = format!(
        "zhou.wenqing@{}.{}",
        company.prefix, app.programme.domain_suffix
    );
    // Without the tick, straight to the sign-in.
    let admin = app.first_sign_in(&name, &password);
    let browser = app.browser_of(&admin);
    let page = browser.post("/enrol/begin", &[]);
    assert_eq!(page.status(), 303);
    let form = browser.open("/enrol/legal").form("/enrol/legal");
    assert_eq!(
        form.value("legal_name"),
        company.name,
        "what is known is there"
    );
    assert_eq!(states(app), ["done"]);
    let reference = |table: &'static str| {
        let sql = if table == "application" {
            "SELECT reference AS t FROM application"
        } else {
            "SELECT reference AS t FROM registration"
        };
        app.read(move |tx| Ok(tx.query_one::<String>(sql, &[])?))
            .wait()
            .unwrap()
    };
    assert_eq!(reference("application"), reference("registration"));
    app.tick();
    assert_eq!(app.mails("E03").len(), 1);
    drop(app.request(Caller::Visitor));
}

fn a_reservation_ends_and_comes_back(app: &TestApp) {
    let (browser, company) = at_phone(app);
    app.clock.pass(24 * 3600 - 1);
    app.tick();
    let reserved = "SELECT COUNT(*) AS n FROM registration WHERE domain IS NOT NULL";
    assert_eq!(count(app, reserved), 1);
    app.clock.pass(1);
    app.tick();
    assert_eq!(count(app, reserved), 0);
    // Nobody took it: the visitor need not notice.
    drop(
        browser
            .open("/register/cn/phone")
            .form("/register/cn/phone/send")
            .submit(),
    );
    app.drain();
    let code = app.code_sent_to(&company.mobile);
    let form = browser
        .open("/register/cn/phone")
        .form("/register/cn/phone/verify");
    assert_eq!(
        form.fill("code", &code).submit().location(),
        "/register/cn/create"
    );
    let form = browser
        .open("/register/cn/create")
        .form("/register/cn/create");
    assert_eq!(
        form.tick("terms").tick("privacy").submit().location(),
        "/register/cn/done"
    );
    app.drain();
}
