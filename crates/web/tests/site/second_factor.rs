//! What stands in for the authenticator and brings people back: only what was proved to be theirs,
//! and never without limit.

use crate::recovery::{begin, reachable, send, sign_in, totp};
use crate::{audited, count};
use domain::caller::{AdminSetting, StaffRole};
use domain::ids::fresh_uuid;
use testkit::{Browser, Login, Page, TestApp};

testkit::on_both! { TestApp:
    a_text_message_goes_to_a_confirmed_mobile_only,
    text_messages_at_the_sign_in_have_every_limit,
    codes_of_a_recovery_count_towards_every_limit,
    a_telephone_code_leaves_the_same_traces_for_a_name_nobody_has,
    recovery_goes_to_confirmed_contact_data_only,
    a_mailbox_is_confirmed_by_the_link_of_the_review,
    recovery_codes_come_with_the_authenticator,
    sessions_are_listed_in_words_and_only_while_they_live,
    a_session_lasts_from_its_last_use,
}

const CONTACT: &str = "/account/me/contact";

/// Somebody whose password was right, before the second step.
fn half(app: &TestApp, login: &Login) -> Browser {
    let browser = app.browser();
    let page = sign_in(&browser, &login.sign_in_name, &login.password);
    assert_eq!(page.status(), 303);
    browser
}

fn text(browser: &Browser) -> Page {
    browser.post("/signin/mfa/text", &[])
}

/// Attempts of a kind that count for a source.
fn counted(app: &TestApp, kind: &str, source: &str) -> u32 {
    let (kind, source) = (kind.to_owned(), source.to_owned());
    let since = app.now().plus_days(-1);
    let found = app.read(move |tx| Ok(store::identity::attempts(tx, &kind, &source, since)?));
    found.wait().unwrap()
}

/// Counts attempts as if they had been made.
fn use_up(app: &TestApp, kind: &'static str, source: &str, times: u32) {
    let (source, now) = (source.to_owned(), app.now());
    for _ in 0..times {
        let (id, source) = (fresh_uuid(&*app.entropy), source.clone());
        let added = app
            .db
            .write(move |tx| store::identity::add_attempt(tx, id, kind, &source, now));
        added.wait().unwrap();
    }
}

fn forget_attempts(app: &TestApp) {
    app.database.tamper("DELETE FROM attempt");
}

fn a_text_message_goes_to_a_confirmed_mobile_only(app: &TestApp) {
    let partner = app.registered_company();
    let login = app.colleague(&partner, AdminSetting::None);
    app.database
        .tamper("UPDATE account SET mobile = '+8613900001111' WHERE mobile = ''");
    let browser = half(app, &login);
    let page = browser.open("/signin/mfa");
    assert!(!page.has_form("/signin/mfa/text"));
    assert!(
        page.text().contains("没有已确认的手机号码"),
        "{}",
        page.text()
    );
    let refused = text(&browser).expect(409);
    assert!(refused.text().contains("从未确认") && !refused.source().contains('⟦'));
    app.drain();
    assert_eq!(app.messages("+8613900001111").len(), 0);
    // With the code it is confirmed, and stands in.
    let own = app.browser_of(&login);
    assert!(own.open("/account/me").text().contains("尚未确认"));
    let prove = own.open(CONTACT).form(&format!("{CONTACT}/mobile/prove"));
    assert_eq!(prove.submit().location(), format!("{CONTACT}?done=sent"));
    app.drain();
    let code = app.code_sent_to("+8613900001111");
    let form = own.open(CONTACT).form(&format!("{CONTACT}/mobile/confirm"));
    assert_eq!(form.fill("code", &code).submit().status(), 303);
    assert!(
        !own.open(CONTACT)
            .has_form(&format!("{CONTACT}/mobile/prove"))
    );
    app.drain();
    assert_eq!(app.mails("C03").len(), 0, "nothing was changed");
    app.clock.pass(60);
    let browser = half(app, &login);
    assert!(browser.open("/signin/mfa").has_form("/signin/mfa/text"));
    assert_eq!(text(&browser).status(), 303);
    app.drain();
    let code = app.code_sent_to("+8613900001111");
    assert_eq!(
        browser.post("/signin/mfa", &[("code", &code)]).status(),
        303
    );
    // A code that is on its way to a number is worth nothing once the account has another one.
    app.clock.pass(60);
    let browser = half(app, &login);
    assert_eq!(text(&browser).status(), 303);
    app.drain();
    let code = app.code_sent_to("+8613900001111");
    // Another number is not confirmed by it.
    app.database
        .tamper("UPDATE account SET mobile = '+8613900002222' WHERE mobile = '+8613900001111'");
    let refused = browser.post("/signin/mfa", &[("code", &code)]);
    assert!(refused.expect(422).error_at("code").is_some());
    assert_eq!(text(&half(app, &login)).status(), 409);
    app.drain();
}

fn text_messages_at_the_sign_in_have_every_limit(app: &TestApp) {
    let partner = app.registered_company();
    let mobile = "+86".to_owned() + partner.company.mobile.trim_start_matches("+86");
    let prefix: String = mobile.chars().take(8).collect();
    let browser = half(app, &partner.admin);
    let address = browser.address().to_string();
    for (kind, source, limit) in [
        ("code-address", address.as_str(), 10),
        ("code-number", &mobile, 5),
        ("code-prefix", &prefix, 200),
        ("code-all", "all", 5000),
    ] {
        forget_attempts(app);
        if limit < 1000 {
            use_up(app, kind, source, limit);
            assert_eq!(text(&browser).status(), 429, "{kind}");
            assert_eq!(counted(app, kind, source), limit, "a refusal costs nothing");
        }
    }
    forget_attempts(app);
    use_up(app, "code-address", &address, 9);
    use_up(app, "code-number", &mobile, 4);
    assert_eq!(text(&browser).status(), 303);
    app.drain();
    for (kind, source, now) in [
        ("code-address", address.as_str(), 10),
        ("code-number", &mobile, 5),
        ("code-prefix", &prefix, 1),
        ("code-all", "all", 1),
    ] {
        assert_eq!(counted(app, kind, source), now, "{kind}");
    }
}

fn codes_of_a_recovery_count_towards_every_limit(app: &TestApp) {
    let partner = reachable(app);
    let mobile = &partner.company.mobile;
    let sent = |app: &TestApp| {
        app.drain();
        app.messages(mobile).len()
    };
    let browser = app.browser();
    begin(app, &browser, &partner.admin.sign_in_name);
    forget_attempts(app);
    let before = sent(app);
    assert_eq!(send(&browser, "phone").status(), 303);
    assert_eq!(sent(app), before + 1);
    assert_eq!(counted(app, "code-all", "all"), 1);
    assert_eq!(counted(app, "code-number", mobile), 1);
    // Whoever asks sees nothing of the number's own limit, and the number is left in peace.
    use_up(app, "code-number", mobile, 4);
    app.clock.pass(60);
    assert_eq!(send(&browser, "phone").status(), 303);
    assert_eq!(sent(app), before + 1);
    assert_eq!(counted(app, "code-all", "all"), 1, "nothing left the house");
    assert_eq!(counted(app, "code-number", mobile), 5);
}

fn a_telephone_code_leaves_the_same_traces_for_a_name_nobody_has(app: &TestApp) {
    let partner = reachable(app);
    let rows = |app: &TestApp| {
        [
            "SELECT COUNT(*) AS n FROM attempt",
            "SELECT COUNT(*) AS n FROM outbox",
            "SELECT COUNT(*) AS n FROM audit_entry",
        ]
        .map(|sql| count(app, sql))
    };
    let traces = |name: &str, way: &str| {
        let browser = app.browser();
        begin(app, &browser, name);
        let before = rows(app);
        assert_eq!(send(&browser, way).status(), 303);
        let after = rows(app);
        app.drain();
        [0, 1, 2].map(|n| after[n] - before[n])
    };
    let before = counted(app, "code-all", "all");
    for way in ["email", "phone"] {
        let known = traces(&partner.admin.sign_in_name, way);
        assert_eq!(known, traces("nobody@nowhere.yunlan.example", way), "{way}");
    }
    assert_eq!(
        counted(app, "code-all", "all"),
        before + 1,
        "nobody's number is none"
    );
}

fn recovery_goes_to_confirmed_contact_data_only(app: &TestApp) {
    let partner = app.registered_company();
    let login = &partner.admin;
    let ask = || {
        let browser = app.browser();
        begin(app, &browser, &login.sign_in_name);
        assert_eq!(send(&browser, "email").status(), 303);
        assert_eq!(send(&browser, "phone").status(), 303);
        app.drain();
        app.mails("S01").len()
    };
    let texts = |app: &TestApp| app.messages(&partner.company.mobile).len();
    let before = texts(app);
    assert_eq!(ask(), 0, "nobody has confirmed that mailbox");
    assert_eq!(
        texts(app),
        before + 1,
        "the mobile was confirmed when registering"
    );
    let browser = app.browser_of(login);
    let prove = browser
        .open(CONTACT)
        .form(&format!("{CONTACT}/email/prove"));
    assert_eq!(prove.submit().status(), 303);
    app.drain();
    let mail = app.mails("C01").pop().and_then(|mail| mail.body).unwrap();
    let mut runs = mail.split(|c: char| !c.is_ascii_digit());
    let code = runs.find(|run| run.len() == 6).unwrap();
    let form = browser
        .open(CONTACT)
        .form(&format!("{CONTACT}/email/confirm"));
    assert_eq!(form.fill("code", code).submit().status(), 303);
    app.drain();
    assert_eq!(app.mails("C02").len(), 0, "nothing was changed");
    assert_eq!(ask(), 1);
}

fn a_mailbox_is_confirmed_by_the_link_of_the_review(app: &TestApp) {
    let partner = app.submitted();
    let confirmed = "SELECT COUNT(*) AS n FROM confirmed_contact WHERE kind = 'email'";
    let before = count(app, confirmed);
    app.confirm(&partner);
    assert_eq!(count(app, confirmed), before + 1);
    let page = app.browser_of(&partner.admin).open(CONTACT);
    assert!(!page.has_form(&format!("{CONTACT}/email/prove")));
    app.drain();
}

fn recovery_codes_come_with_the_authenticator(app: &TestApp) {
    let login = app.registered_company().admin;
    let stored = "SELECT COUNT(*) AS n FROM recovery_code WHERE used_at IS NULL";
    assert_eq!(count(app, stored), 10, "nobody had to ask for them");
    let looks = audited(app, "account.show-recovery-codes", "succeeded");
    // Somebody sets an authenticator up, on the pages.
    app.database
        .tamper("UPDATE account SET totp_secret = NULL, totp_confirmed_at = NULL");
    let browser = half(app, &login);
    let page = browser.open("/signin/mfa");
    let secret = page.attribute("[data-secret]", "data-secret").unwrap();
    app.clock.pass(30);
    let other = Login { secret, ..login };
    let code = totp(app, &other);
    let done = browser.post("/signin/mfa", &[("code", &code)]);
    assert!(done.location().starts_with("/account/me/recovery-codes"));
    // Another session of the same person does not see them.
    let elsewhere = app.browser_of(&other).open("/account/me/recovery-codes");
    assert_eq!(elsewhere.all("ol code").len(), 0);
    let shown = done.follow().expect(200);
    assert!(shown.header("cache-control").contains("no-store"));
    let codes: Vec<String> = shown
        .source()
        .split("<code>")
        .skip(1)
        .map(|rest| rest.split_once('<').unwrap().0.to_owned())
        .collect();
    assert_eq!(codes.len(), 10);
    assert!(shown.source().contains(&format!("{CONTACT}?done=first")));
    let first = browser.open(&format!("{CONTACT}?done=first"));
    assert!(first.text().contains("请确认我们能够联系到您"));
    let again = browser.open("/account/me/recovery-codes");
    assert!(
        codes
            .iter()
            .all(|code| !again.source().contains(code.as_str()))
    );
    assert_eq!(count(app, stored), 10, "the older ones are void");
    assert_eq!(
        audited(app, "account.show-recovery-codes", "succeeded"),
        looks + 1
    );
    let visit = half(app, &other);
    assert_eq!(
        visit.post("/signin/mfa", &[("code", &codes[3])]).status(),
        303
    );
    app.drain();
}

fn sessions_are_listed_in_words_and_only_while_they_live(app: &TestApp) {
    let login = app.staff(StaffRole::Auditor);
    let forgotten = app.browser_of(&login);
    let browser = app.browser_of(&login);
    app.database.tamper(
        "UPDATE session SET user_agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'",
    );
    let page = browser.open("/account/me");
    assert_eq!(page.all("#sessions tbody tr").len(), 2, "{}", page.text());
    assert!(page.text().contains("Linux 上的 Firefox") && !page.text().contains("Mozilla"));
    assert!(page.text().contains("验证器"), "{}", page.text());
    // Half an hour is what the console gives.
    app.clock.pass(20 * 60);
    drop(browser.open("/account/me"));
    app.clock.pass(11 * 60);
    let page = browser.open("/account/me");
    assert_eq!(page.all("#sessions tbody tr").len(), 1, "{}", page.text());
    assert!(
        forgotten
            .get("/account/me")
            .location()
            .starts_with("/signin")
    );
}

fn a_session_lasts_from_its_last_use(app: &TestApp) {
    let browser = app.browser_of(&app.staff(StaffRole::Auditor));
    assert_eq!(browser.get("/account/me").status(), 200);
    // Too soon after the other use to be noted.
    let noted = "SELECT MAX(last_seen_at) AS n FROM session";
    let before = count(app, noted);
    app.clock.pass(14);
    assert_eq!(browser.get("/account/me").status(), 200);
    assert_eq!(count(app, noted), before, "reading stays reading");
    app.clock.pass(30 * 60 - 1);
    assert_eq!(
        browser.get("/account/me").status(),
        200,
        "half an hour is not over"
    );
    app.clock.pass(30 * 60 + 15);
    assert_eq!(browser.get("/account/me").status(), 303);
}
