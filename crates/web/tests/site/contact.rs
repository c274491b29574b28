//! One's own contact data: proved by a code to the new one, told to the old one.

use crate::users::account_of;
use crate::{at_once, count};
use domain::caller::{AdminSetting, StaffRole};
use testkit::{Browser, Form, Page, TestApp};

testkit::on_both! { TestApp:
    a_new_mailbox_counts_with_the_code_sent_to_it,
    a_new_mobile_is_proved_by_a_text_message,
    wrong_codes_and_too_many_of_them,
    codes_to_new_mobiles_count_towards_every_limit,
    two_people_never_end_up_with_one_mailbox,
    a_recovery_begun_with_the_old_data_ends,
    it_is_asked_whether_it_is_still_you,
    names_in_the_order_one_wants,
}

const PAGE: &str = "/account/me/contact";

pub(crate) fn form(browser: &Browser, kind: &str, value: &str) -> Form {
    let form = browser.open(PAGE).form(&format!("{PAGE}/{kind}"));
    form.fill(kind, value)
}

pub(crate) fn confirm(browser: &Browser, kind: &str, code: &str) -> Page {
    let form = browser.open(PAGE).form(&format!("{PAGE}/{kind}/confirm"));
    form.fill("code", code).submit()
}

/// The code in the newest mail to an address.
pub(crate) fn mailed(app: &TestApp, to: &str) -> String {
    app.drain();
    let mail = app.messages(to).into_iter().rfind(|m| m.code == "C01");
    let body = mail.and_then(|m| m.body).expect("a code was mailed");
    let mut lines = body.lines().map(str::trim);
    let code = lines.find(|l| l.len() == 6 && l.bytes().all(|b| b.is_ascii_digit()));
    code.expect("the mail holds a code").to_owned()
}

fn data(app: &TestApp, sign_in_name: &str) -> (String, String) {
    let id = account_of(app, sign_in_name).parse().unwrap();
    let account = app.read(move |tx| Ok(store::identity::own_account(tx, id)?));
    let account = account.wait().unwrap();
    (account.contact_email, account.mobile)
}

fn a_new_mailbox_counts_with_the_code_sent_to_it(app: &TestApp) {
    let partner = app.registered_company();
    app.confirm_contacts(&partner.admin);
    let browser = app.browser_of(&partner.admin);
    let old = partner.company.email.clone();
    for (wrong, _) in [
        ("", "empty"),
        ("x", "no address"),
        ("x@qq.com", "webmail"),
        (old.as_str(), "the same"),
        (partner.admin.sign_in_name.as_str(), "a sign-in name"),
    ] {
        let page = form(&browser, "email", wrong).submit().expect(422);
        assert!(page.error_at("email").is_some(), "{wrong}");
        assert!(!page.source().contains('⟦'));
        assert_eq!(page.form(&format!("{PAGE}/email")).value("email"), wrong);
    }
    let page = form(&browser, "email", "new@elsewhere.example").submit();
    assert_eq!(page.location(), format!("{PAGE}?done=sent"));
    assert!(!page.follow().expect(200).source().contains('⟦'));
    assert_eq!(
        data(app, &partner.admin.sign_in_name).0,
        old,
        "nothing counts yet"
    );
    let code = mailed(app, "new@elsewhere.example");
    // A code for the one is none for the other.
    assert_eq!(
        browser
            .post(&format!("{PAGE}/mobile/confirm"), &[("code", &code)])
            .status(),
        409
    );
    // Nor for somebody else.
    let other = app.browser_of(&app.colleague(&partner, AdminSetting::None));
    assert_eq!(
        other
            .post(&format!("{PAGE}/email/confirm"), &[("code", &code)])
            .status(),
        409
    );
    assert_eq!(
        confirm(&browser, "email", &code).location(),
        format!("{PAGE}?done=changed")
    );
    assert_eq!(
        data(app, &partner.admin.sign_in_name).0,
        "new@elsewhere.example"
    );
    app.drain();
    let told = app.mails("C02");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].recipient, old);
    assert!(
        !told[0].body.as_ref().unwrap().contains("new@elsewhere"),
        "only hinted at"
    );
    let again = browser.post(&format!("{PAGE}/email/confirm"), &[("code", &code)]);
    assert_eq!(again.status(), 409, "it works once");
    assert!(
        browser
            .open("/account/me")
            .text()
            .contains("new@elsewhere.example")
    );
    assert_eq!(app.mails("C01").len(), 1);
    // Staff have contact data, too.
    let staff = app.browser_of(&app.staff(StaffRole::Reviewer));
    assert_eq!(
        form(&staff, "email", "me@operator.example")
            .submit()
            .status(),
        303
    );
    let code = mailed(app, "me@operator.example");
    assert_eq!(confirm(&staff, "email", &code).status(), 303);
    app.drain();
}

fn a_new_mobile_is_proved_by_a_text_message(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    for wrong in ["", "12", "021 5555 0123", "+1 555 0100"] {
        let page = form(&browser, "mobile", wrong).submit().expect(422);
        assert!(page.error_at("mobile").is_some(), "{wrong}");
    }
    drop(
        form(&browser, "mobile", "199 0002 0001")
            .submit()
            .expect(303),
    );
    app.drain();
    let code = app.code_sent_to("+8619900020001");
    // Thought better of it.
    let page = browser
        .open(PAGE)
        .form(&format!("{PAGE}/mobile/cancel"))
        .submit();
    assert_eq!(page.status(), 303);
    assert!(
        !browser
            .open(PAGE)
            .has_form(&format!("{PAGE}/mobile/confirm"))
    );
    assert_eq!(
        browser
            .post(&format!("{PAGE}/mobile/confirm"), &[("code", &code)])
            .status(),
        409
    );
    // That makes no room for more codes.
    let soon = form(&browser, "mobile", "199 0002 0002").submit();
    assert_eq!(soon.status(), 429);
    app.clock.pass(60);
    drop(
        form(&browser, "mobile", "199 0002 0002")
            .submit()
            .expect(303),
    );
    app.drain();
    let code = app.code_sent_to("+8619900020002");
    assert_eq!(confirm(&browser, "mobile", &code).status(), 303);
    assert_eq!(data(app, &partner.admin.sign_in_name).1, "+8619900020002");
    app.drain();
    assert_eq!(app.mails("C03").len(), 1);
    assert_eq!(app.mails("C03")[0].recipient, partner.company.email);
}

fn wrong_codes_and_too_many_of_them(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    drop(
        form(&browser, "email", "new@elsewhere.example")
            .submit()
            .expect(303),
    );
    let code = mailed(app, "new@elsewhere.example");
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        let page = confirm(&browser, "email", wrong).expect(422);
        assert!(page.error_at("code-email").is_some() || page.error_at("code").is_some());
    }
    assert_eq!(
        confirm(&browser, "email", &code).status(),
        422,
        "the code is dead"
    );
    // Another one, not at once, and not without end.
    let soon = form(&browser, "email", "new@elsewhere.example").submit();
    assert_eq!(soon.status(), 429);
    for n in 1..5 {
        app.clock.pass(60);
        let page = form(&browser, "email", "new@elsewhere.example").submit();
        assert_eq!(page.status(), 303, "{n}");
    }
    app.clock.pass(60);
    let page = form(&browser, "email", "new@elsewhere.example")
        .submit()
        .expect(429);
    assert!(!page.source().contains('⟦'));
    let code = mailed(app, "new@elsewhere.example");
    app.clock.pass(540);
    assert_eq!(
        confirm(&browser, "email", &code).status(),
        422,
        "ten minutes are over"
    );
    app.clock.pass(3600);
    app.tick();
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM contact_change"), 0);
}

/// Codes sent to numbers within the last day, as the limits see them.
fn counted(app: &TestApp, kind: &str) -> i64 {
    let kind = kind.to_owned();
    let found = app.read(move |tx| {
        let sql = "SELECT COUNT(*) AS n FROM attempt WHERE kind = $1";
        Ok(tx.query_one::<i64>(sql, store::values![kind])?)
    });
    found.wait().unwrap()
}

fn codes_to_new_mobiles_count_towards_every_limit(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let kinds = ["code-address", "code-number", "code-prefix", "code-all"];
    let before = kinds.map(|kind| counted(app, kind));
    let colleagues = [AdminSetting::None, AdminSetting::BillingAdmin]
        .map(|admin| app.colleague(&partner, admin));
    let same_address = |login: &testkit::Login| {
        let (cookie, _) = app.sign_in(login);
        browser.set_cookie("tongdao_session", &cookie);
    };
    // Ten codes within a day are what one network address may ask for, whoever sits behind it.
    let mut n = 0;
    for login in [&partner.admin, &colleagues[0], &colleagues[1]] {
        same_address(login);
        for _ in 0..5 {
            let number = format!("1990004{n:04}");
            let page = form(&browser, "mobile", &number).submit();
            n += 1;
            assert_eq!(page.status(), if n <= 10 { 303 } else { 429 }, "code {n}");
            app.drain();
            app.clock.pass(60);
            if n > 10 {
                break;
            }
        }
    }
    let after = kinds.map(|kind| counted(app, kind));
    assert_eq!(
        [0, 1, 2, 3].map(|i| after[i] - before[i]),
        [10; 4],
        "to every limit, and nothing for what was refused"
    );
    // Mail is limited by the address as well.
    same_address(&colleagues[1]);
    let page = form(&browser, "email", "new@elsewhere.example").submit();
    assert_eq!(page.status(), 429);
    app.clock.pass(86_400);
    same_address(&colleagues[1]);
    let page = form(&browser, "email", "new@elsewhere.example").submit();
    assert_eq!(page.status(), 303);
    app.drain();
}

fn two_people_never_end_up_with_one_mailbox(app: &TestApp) {
    let partner = app.registered_company();
    let other = app.colleague(&partner, AdminSetting::None);
    let browsers = [&partner.admin, &other].map(|login| app.browser_of(login));
    let mut codes = Vec::new();
    for browser in &browsers {
        drop(
            form(browser, "email", "one@elsewhere.example")
                .submit()
                .expect(303),
        );
        codes.push(mailed(app, "one@elsewhere.example"));
    }
    let forms = [0, 1].map(|n: usize| {
        let form = browsers[n]
            .open(PAGE)
            .form(&format!("{PAGE}/email/confirm"));
        form.fill("code", &codes[n])
    });
    let mut pages = at_once(|| forms[0].submit(), || forms[1].submit()).map(|p| p.status());
    pages.sort_unstable();
    assert_eq!(pages, [303, 422]);
    app.drain();
}

fn a_recovery_begun_with_the_old_data_ends(app: &TestApp) {
    let partner = app.registered_company();
    let thief = app.browser();
    let begun = thief.open("/signin/recover").form("/signin/recover");
    // Slower than a program.
    app.clock.pass(2);
    let begun = begun
        .fill("sign_in_name", &partner.admin.sign_in_name)
        .submit();
    assert_eq!(begun.status(), 303);
    let open = "SELECT COUNT(*) AS n FROM recovery WHERE expires_at > (SELECT MAX(last_seen_at) FROM session)";
    assert_eq!(count(app, open), 1);
    let browser = app.browser_of(&partner.admin);
    drop(
        form(&browser, "email", "new@elsewhere.example")
            .submit()
            .expect(303),
    );
    let code = mailed(app, "new@elsewhere.example");
    drop(confirm(&browser, "email", &code).expect(303));
    assert_eq!(count(app, open), 0);
    app.drain();
}

fn it_is_asked_whether_it_is_still_you(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let change = form(&browser, "email", "new@elsewhere.example");
    app.clock.pass(10 * 60 + 1);
    let asked = change.submit().expect(403);
    app.drain();
    assert_eq!(app.mails("C01").len(), 0);
    let code = ::app::identity::authenticator::code_at(&partner.admin.secret, app.now()).unwrap();
    let page = asked
        .form(&format!("{PAGE}/email"))
        .fill("reauth_code", &code)
        .submit();
    assert_eq!(page.location(), format!("{PAGE}?done=sent"));
    let code = mailed(app, "new@elsewhere.example");
    assert_eq!(confirm(&browser, "email", &code).status(), 303);
    app.drain();
}

fn names_in_the_order_one_wants(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let prefer = |language: &str, order: &str| {
        let form = browser.open(PAGE).form("/account/me/preferences");
        form.put("language", language)
            .put("name_order", order)
            .submit()
    };
    assert_eq!(prefer("en", "given-first").status(), 303);
    let page = browser.open("/account/me");
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("en"));
    assert!(page.text().contains("文清 周"), "{}", page.text());
    assert!(browser.open("/account/users").text().contains("文清 周"));
    assert_eq!(prefer("zh-Hant", "family-first").status(), 303);
    assert!(browser.open("/account/me").text().contains("周文清"));
    for (language, order) in [("tlh", "auto"), ("en", "backwards"), ("", "")] {
        assert_eq!(prefer(language, order).status(), 422);
    }
    // The menu's choice for one browser gives way.
    drop(browser.get("/language?to=en&back=/account/me"));
    assert_eq!(prefer("zh-Hans", "auto").status(), 303);
    let page = browser.open("/account/me");
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("zh-Hans"));
}
