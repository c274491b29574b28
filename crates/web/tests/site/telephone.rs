//! The limits of the telephone challenge as a visitor meets them, with the clock moved.

use crate::{at_details, at_phone, count};
use testkit::{Browser, Company, Page, TestApp};

testkit::on_both! { TestApp:
    five_wrong_codes_kill_one_and_three_dead_ones_lock,
    five_sends_a_day_and_then_longer_and_longer_locks,
    a_code_lives_ten_minutes_and_a_new_one_ends_it,
    a_text_needs_a_mobile_and_a_call_takes_a_landline,
    a_code_says_whose_it_is_and_warns_in_the_chosen_language,
    texts_and_calls_share_their_limits,
    another_number_does_not_reset_a_draft,
    codes_belong_to_one_draft,
    a_code_that_has_died_is_not_sent_any_more,
    an_address_sends_ten_codes_a_day,
    another_number_is_verified_again,
    registrations_per_address_are_limited,
    registrations_per_device_are_limited,
}

const PHONE: &str = "/register/cn/phone";
const SEND: &str = "/register/cn/phone/send";
const VERIFY: &str = "/register/cn/phone/verify";

/// Asks for a code and has it sent: what waits longer than a code lives is not sent any more.
fn send(app: &TestApp, browser: &Browser) -> Page {
    let page = browser.open(PHONE).form(SEND).submit();
    app.drain();
    page
}

/// The code on its way, and one that is not.
fn codes(app: &TestApp, company: &Company) -> (String, String) {
    app.drain();
    let right = app.code_sent_to(&company.mobile);
    let wrong = if right == "000000" {
        "000001"
    } else {
        "000000"
    };
    (right, wrong.to_owned())
}

fn enter(browser: &Browser, code: &str) -> Page {
    browser.open(PHONE).form(VERIFY).fill("code", code).submit()
}

/// Lets a code die of five wrong tries.
fn kill(app: &TestApp, browser: &Browser, company: &Company) -> Page {
    let (right, wrong) = codes(app, company);
    for left in (1..5).rev() {
        let page = enter(browser, &wrong).expect(422);
        let error = page.error_at("code").unwrap();
        assert!(error.contains(&left.to_string()), "{error}");
    }
    let last = enter(browser, &wrong);
    if last.status() == 422 {
        // Dead: the right one comes too late.
        assert_eq!(enter(browser, &right).status(), 422);
    }
    last
}

fn five_wrong_codes_kill_one_and_three_dead_ones_lock(app: &TestApp) {
    let (browser, company) = at_phone(app);
    for dead in 1..=3 {
        assert_eq!(send(app, &browser).location(), PHONE);
        let page = kill(app, &browser, &company);
        assert_eq!(page.status(), if dead < 3 { 422 } else { 303 });
        app.clock.pass(60);
    }
    let locked = browser.open(PHONE);
    assert!(!locked.has_form(VERIFY));
    assert_eq!(
        browser.post(VERIFY, &[("code", "123456")]).location(),
        PHONE
    );
    assert_eq!(send(app, &browser).location(), PHONE);
    assert_eq!(
        count(app, "SELECT COUNT(*) AS n FROM message WHERE code = 'CODE'"),
        3
    );
    // Half an hour from the third death; a minute has passed.
    app.clock.pass(30 * 60 - 61);
    assert_eq!(send(app, &browser).location(), PHONE);
    app.drain();
    assert_eq!(
        count(app, "SELECT COUNT(*) AS n FROM message WHERE code = 'CODE'"),
        3
    );
    app.clock.pass(1);
    assert_eq!(send(app, &browser).location(), PHONE);
    let (right, _) = codes(app, &company);
    assert_eq!(enter(&browser, &right).location(), "/register/cn/create");
}

fn five_sends_a_day_and_then_longer_and_longer_locks(app: &TestApp) {
    let (browser, company) = at_phone(app);
    let sent = || {
        app.drain();
        app.messages(&company.mobile).len()
    };
    assert_eq!(send(app, &browser).location(), PHONE);
    // A minute between two.
    app.clock.pass(59);
    let page = send(app, &browser).expect(422);
    assert!(page.has_form(VERIFY), "the first code still counts");
    assert_eq!(sent(), 1);
    for n in 2..=5 {
        app.clock.pass(60);
        assert_eq!(send(app, &browser).location(), PHONE);
        assert_eq!(sent(), n);
    }
    app.clock.pass(60);
    assert_eq!(send(app, &browser).location(), PHONE);
    assert_eq!(sent(), 5);
    assert!(!browser.open(PHONE).has_form(VERIFY), "locked");
    // The number has had its five for the day: the next try after half an hour locks for a day.
    app.clock.pass(30 * 60);
    drop(send(app, &browser));
    app.clock.pass(23 * 3600);
    drop(send(app, &browser));
    assert_eq!(sent(), 5);
    // Two days later the number is free again, and the draft still alive.
    app.clock.pass(3600);
    assert_eq!(send(app, &browser).location(), PHONE);
    assert_eq!(sent(), 6);
    for _ in 0..4 {
        app.clock.pass(60);
        drop(send(app, &browser));
    }
    app.clock.pass(60);
    // The third lock is for people.
    let page = send(app, &browser);
    assert_eq!(page.status(), 409, "{}", page.text());
    app.clock.pass(3 * 86_400);
    assert_eq!(
        browser
            .post(SEND, &[("phone", &company.mobile), ("method", "sms")])
            .status(),
        409
    );
    assert!(!browser.open(PHONE).source().contains('⟦'));
    app.drain();
}

fn a_code_lives_ten_minutes_and_a_new_one_ends_it(app: &TestApp) {
    let (browser, company) = at_phone(app);
    drop(send(app, &browser));
    let (first, _) = codes(app, &company);
    app.clock.pass(60);
    drop(send(app, &browser));
    let (second, _) = codes(app, &company);
    assert_ne!(first, second);
    assert_eq!(enter(&browser, &first).status(), 422);
    app.clock.pass(600);
    assert_eq!(enter(&browser, &second).status(), 422);
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM registration WHERE state = 'challenge'"
        ),
        1
    );
    drop(send(app, &browser));
    let (third, _) = codes(app, &company);
    app.clock.pass(599);
    assert_eq!(enter(&browser, &third).location(), "/register/cn/create");
    // Used up.
    assert_eq!(browser.post(VERIFY, &[("code", &third)]).status(), 409);
}

fn a_text_needs_a_mobile_and_a_call_takes_a_landline(app: &TestApp) {
    let (browser, _) = at_phone(app);
    let form = || browser.open(PHONE).form(SEND);
    let page = form().fill("phone", "0571-55550111").submit().expect(422);
    assert!(page.error_at("phone").is_some());
    for wrong in [
        "+1 212 555 0100",
        "+852 5550 0111",
        "12345",
        "",
        "400-800-1234",
    ] {
        let page = form().fill("phone", wrong).submit().expect(422);
        assert!(page.error_at("phone").is_some(), "{wrong}");
    }
    let page = form().put("method", "carrier-pigeon").submit().expect(422);
    assert!(page.error_at("method").is_some());
    let jobs = "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'telephone'";
    assert_eq!(count(app, jobs), 0);
    let call = form()
        .fill("phone", "0571-55550111")
        .fill("method", "voice")
        .submit();
    assert_eq!(call.location(), PHONE);
    app.drain();
    let code = app.code_sent_to("+8657155550111");
    let called = app.messages("+8657155550111");
    assert_eq!(called.len(), 1);
    assert_eq!(called[0].channel, "voice");
    assert_eq!(enter(&browser, &code).location(), "/register/cn/create");
}

/// Asks for a code in a way of one's choice.
fn send_by(app: &TestApp, browser: &Browser, number: &str, method: &str) -> Page {
    let form = browser.open(PHONE).form(SEND);
    let page = form.fill("phone", number).fill("method", method).submit();
    app.drain();
    page
}

/// The product's name, the code, and that it is nobody else's business: in the language chosen in the
/// form, whatever the browser reads. A call has the digits twice.
fn a_code_says_whose_it_is_and_warns_in_the_chosen_language(app: &TestApp) {
    use domain::language::Language;
    for (language, warning) in [
        (Language::En, "Never share it"),
        (Language::ZhHans, "请勿告诉任何人"),
        (Language::ZhHant, "請勿告訴任何人"),
    ] {
        let (browser, company) = at_details(app);
        let form = browser
            .open("/register/cn/details")
            .form("/register/cn/details");
        let form = form.fill_all(&company.details);
        assert_eq!(
            form.fill("language", language.tag()).submit().location(),
            PHONE
        );
        let product = app.programme.operator.short_name.get(language);
        for (method, times) in [("sms", 1), ("voice", 2)] {
            let sent = send_by(app, &browser, &company.mobile, method);
            assert_eq!(sent.location(), PHONE);
            let code = app.code_sent_to(&company.mobile);
            let all = app.messages(&company.mobile);
            let message = all
                .iter()
                .find(|message| message.channel == method)
                .unwrap();
            assert_eq!(message.language, language.tag());
            let body = message.body.as_ref().unwrap();
            let spelt = code.chars().map(String::from).collect::<Vec<_>>().join(" ");
            let digits = if method == "sms" { &code } else { &spelt };
            assert_eq!(body.matches(digits.as_str()).count(), times, "{body}");
            for words in [product, warning] {
                assert!(body.contains(words), "{words}: {body}");
            }
            app.clock.pass(60);
        }
    }
}

fn texts_and_calls_share_their_limits(app: &TestApp) {
    let (browser, company) = at_phone(app);
    let number = company.mobile.clone();
    assert_eq!(send_by(app, &browser, &number, "sms").location(), PHONE);
    let (texted, _) = codes(app, &company);
    // A call is no way around the minute.
    app.clock.pass(59);
    assert_eq!(send_by(app, &browser, &number, "voice").status(), 422);
    app.clock.pass(1);
    assert_eq!(send_by(app, &browser, &number, "voice").location(), PHONE);
    let spoken = app.messages(&number).into_iter().rev();
    let spoken = spoken.into_iter().find(|m| m.channel == "voice");
    let spoken = spoken.and_then(|m| m.body).unwrap();
    let (called, _) = codes(app, &company);
    let digit_by_digit = called
        .chars()
        .map(String::from)
        .collect::<Vec<_>>()
        .join(" ");
    assert_eq!(spoken.matches(&digit_by_digit).count(), 2, "{spoken}");
    // The call has ended the text.
    if texted != called {
        assert_eq!(enter(&browser, &texted).status(), 422);
    }
    // Five together, then the lock, whichever way is asked for.
    for method in ["sms", "voice", "sms"] {
        app.clock.pass(60);
        assert_eq!(send_by(app, &browser, &number, method).location(), PHONE);
    }
    assert_eq!(app.messages(&number).len(), 5);
    app.clock.pass(60);
    drop(send_by(app, &browser, &number, "voice"));
    assert!(!browser.open(PHONE).has_form(VERIFY), "locked");
    assert_eq!(app.messages(&number).len(), 5);
    assert_eq!(app.mails("E02").len(), 1);
}

fn another_number_does_not_reset_a_draft(app: &TestApp) {
    let (browser, company) = at_phone(app);
    for n in 1..=5 {
        let number = format!("139{n}8877{n}00");
        let page = send_by(app, &browser, &number[..11], "sms");
        assert_eq!(page.location(), PHONE, "{number}");
        app.clock.pass(60);
    }
    drop(send_by(app, &browser, &company.mobile, "sms"));
    assert!(!browser.open(PHONE).has_form(VERIFY), "locked");
    assert_eq!(app.messages(&company.mobile).len(), 0);
    // Wrong tries count over numbers as well, and the last code does not survive the lock.
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM registration WHERE challenge_code_hash IS NOT NULL"
        ),
        0
    );
}

fn codes_belong_to_one_draft(app: &TestApp) {
    let (mine, company) = at_phone(app);
    let (other, their) = at_phone(app);
    drop(send(app, &mine));
    let (code, _) = codes(app, &company);
    drop(send(app, &other));
    let (theirs, _) = codes(app, &their);
    assert_ne!(code, theirs);
    assert_eq!(enter(&other, &code).status(), 422);
    assert_eq!(enter(&mine, &code).location(), "/register/cn/create");
    // What was sent and stored tells nothing afterwards.
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM outbox WHERE payload <> '{}'"
        ),
        0
    );
}

/// One browser, many drafts: each drops its cookie and begins anew.
fn an_address_sends_ten_codes_a_day(app: &TestApp) {
    let (browser, _) = at_phone(app);
    let mut sent = 0;
    for draft in 0..3 {
        if draft > 0 {
            browser.set_cookie("tongdao_draft", "");
            let company = app.company();
            let page = browser
                .open("/register/cn/join")
                .form("/register/cn/join")
                .submit()
                .follow();
            let page = page.form("/register/cn/account").submit().follow();
            let form = page.form("/register/cn/details").fill_all(&company.details);
            assert_eq!(form.submit().location(), PHONE);
        }
        for _ in 0..5 {
            let page = send(app, &browser);
            if page.status() == 429 {
                assert_eq!(sent, 10);
                assert!(!page.header("retry-after").is_empty());
                app.drain();
                return;
            }
            assert_eq!(page.location(), PHONE);
            sent += 1;
            app.clock.pass(60);
        }
    }
    panic!("{sent} codes were sent");
}

fn another_number_is_verified_again(app: &TestApp) {
    let (browser, _) = crate::at_create(app);
    // The same details keep the verification, another number does not.
    let form = browser
        .open("/register/cn/details")
        .form("/register/cn/details");
    drop(form.submit());
    assert_eq!(browser.get("/register/cn/create").status(), 200);
    let form = browser
        .open("/register/cn/details")
        .form("/register/cn/details");
    drop(form.fill("organisation_phone", "0571-55550119").submit());
    assert_eq!(browser.get("/register/cn/create").location(), PHONE);
    let page = browser.open(PHONE).form(SEND);
    assert!(
        page.value("phone").contains("571"),
        "{}",
        page.value("phone")
    );
}

fn registrations_per_address_are_limited(app: &TestApp) {
    let (browser, _) = at_details(app);
    for _ in 0..4 {
        browser.set_cookie("tongdao_draft", "");
        browser.set_cookie("tongdao_device", "");
        let page = browser
            .open("/register/cn/join")
            .form("/register/cn/join")
            .submit();
        assert_eq!(page.location(), "/register/cn/account");
    }
    browser.set_cookie("tongdao_device", "");
    let form = browser.open("/register/cn/join").form("/register/cn/join");
    let page = form.submit().expect(429);
    assert!(!page.source().contains('⟦'));
    let (other, _) = at_details(app);
    assert_eq!(other.get("/register/cn/details").status(), 200);
    app.clock.pass(86_400);
    assert_eq!(
        browser
            .open("/register/cn/join")
            .form("/register/cn/join")
            .submit()
            .status(),
        303
    );
}

/// A browser that changes its address stays the same browser.
fn registrations_per_device_are_limited(app: &TestApp) {
    let begin = |browser: &Browser| {
        browser
            .open("/register/cn/join")
            .form("/register/cn/join")
            .submit()
    };
    let first = app.browser();
    assert_eq!(begin(&first).status(), 303);
    let device = first.cookie("tongdao_device").unwrap();
    for n in 2..=4 {
        let elsewhere = app.browser();
        elsewhere.set_cookie("tongdao_device", &device);
        let page = begin(&elsewhere);
        assert_eq!(page.status(), if n <= 3 { 303 } else { 429 }, "draft {n}");
        assert_eq!(elsewhere.cookie("tongdao_device"), Some(device.clone()));
    }
    app.clock.pass(86_400);
    let elsewhere = app.browser();
    elsewhere.set_cookie("tongdao_device", &device);
    assert_eq!(begin(&elsewhere).status(), 303);
}

/// The gateway was away for longer than a code lives: nobody is woken by a code that is worth
/// nothing.
fn a_code_that_has_died_is_not_sent_any_more(app: &TestApp) {
    let (browser, company) = at_phone(app);
    let sent = browser.open(PHONE).form(SEND).submit();
    assert_eq!(sent.location(), PHONE);
    app.clock.pass(600);
    app.drain();
    assert_eq!(app.messages(&company.mobile).len(), 0);
    let scope = app.operator_scope();
    let given_up = app
        .read(move |tx| Ok(store::outbox::unfinished(tx, scope, 10)?))
        .wait()
        .unwrap();
    assert_eq!(given_up.len(), 1);
    assert!(given_up[0].failed_at.is_some());
    app.forgive();
    drop(send(app, &browser));
    assert_eq!(app.messages(&company.mobile).len(), 1);
}
