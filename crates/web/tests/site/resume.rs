//! Going on in another browser: the mailed link opens nothing, its code does, once.

use crate::{at_create, at_details, at_phone, count};
use testkit::{Browser, Company, Page, TestApp};

testkit::on_both! { TestApp:
    the_link_asks_for_a_code_and_the_code_opens_the_draft,
    codes_of_a_link_have_their_limits,
    links_end,
    somebody_else_ends_the_registration,
    the_link_is_sent_at_most_once_an_hour,
    another_address_makes_the_first_link_worthless,
    a_finished_registration_is_signed_in_to,
    two_browsers_enter_the_code_at_once,
}

const LATER: &str = "/register/cn/later";

/// Pairs of a link's addresses: the page, where codes are asked for, where it is refused.
fn addresses(link: &str) -> [String; 3] {
    [
        link.to_owned(),
        format!("{link}/code"),
        format!("{link}/refuse"),
    ]
}

fn link(app: &TestApp, company: &Company) -> String {
    app.drain();
    app.link_in("E01", &company.email)
}

/// The newest code mailed to a company.
fn mailed_code(app: &TestApp, company: &Company) -> String {
    app.drain();
    let mails = app.messages(&company.email);
    let mail = mails
        .iter()
        .rev()
        .find(|mail| mail.code == "RESUME-CODE")
        .unwrap();
    assert!(
        !mail
            .subject
            .contains(|c: char| c.is_ascii_digit() && mail.subject.contains("码是"))
    );
    let body = mail.body.clone().unwrap();
    let mut runs = body.split(|c: char| !c.is_ascii_digit());
    runs.find(|run| run.len() == 6).unwrap().to_owned()
}

fn ask(app: &TestApp, browser: &Browser, link: &str) -> Page {
    let [_, code, _] = addresses(link);
    let page = browser.get(link).form(&code).submit();
    app.drain();
    page
}

fn enter(browser: &Browser, link: &str, code: &str) -> Page {
    browser.get(link).form(link).fill("code", code).submit()
}

fn the_link_asks_for_a_code_and_the_code_opens_the_draft(app: &TestApp) {
    let (first, company) = at_phone(app);
    let link = link(app, &company);
    assert_eq!(app.mails("E01").len(), 1);
    assert!(link.starts_with("/register/resume/"));
    // Scanners open it as often as they like.
    let before = count(app, "SELECT COUNT(*) AS n FROM audit_entry");
    let scanner = app.browser();
    for _ in 0..3 {
        let page = scanner.get(&link).expect(200);
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        for secret in [&company.name, &company.email, &company.mobile] {
            assert!(
                !page.source().contains(secret.as_str()),
                "the link tells {secret}"
            );
        }
        assert!(
            page.text().contains("zh***@"),
            "one's own address is recognised"
        );
    }
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM audit_entry"), before);
    assert_eq!(scanner.cookie("tongdao_draft"), None);
    app.drain();
    assert_eq!(app.mails("RESUME-CODE").len(), 0);

    let other = app.browser();
    for language in ["zh-Hans", "zh-Hant", "en"] {
        other.set_cookie("tongdao_language", language);
        assert!(!other.get(&link).source().contains('⟦'));
    }
    assert_eq!(ask(app, &other, &link).location(), link);
    let code = mailed_code(app, &company);
    let page = enter(&other, &link, &code);
    let page = page.leads_to("/register/cn/phone").follow().expect(200);
    assert!(page.has_form("/register/cn/phone/send"));
    let form = other
        .open("/register/cn/details")
        .form("/register/cn/details");
    assert_eq!(form.value("legal_name"), company.name);
    // The first browser has lost it, and the link is used.
    assert_eq!(
        first.get("/register/cn/phone").location(),
        "/register/cn/join"
    );
    let again = scanner.get(&link).expect(410);
    assert!(!again.has_form(&link) && again.text().contains("已使用"));
    assert_eq!(
        scanner.post(&link, &[("code", &code)]).location(),
        link,
        "the page says that it is used"
    );
    assert_eq!(scanner.cookie("tongdao_draft"), None);
    // It goes on to its end in the new browser.
    drop(
        other
            .open("/register/cn/phone")
            .form("/register/cn/phone/send")
            .submit(),
    );
    app.drain();
    let code = app.code_sent_to(&company.mobile);
    let form = other
        .open("/register/cn/phone")
        .form("/register/cn/phone/verify");
    assert_eq!(
        form.fill("code", &code).submit().location(),
        "/register/cn/create"
    );
    let form = other
        .open("/register/cn/create")
        .form("/register/cn/create");
    let page = form.tick("terms").tick("privacy").submit().follow();
    assert!(page.attribute("a[download]", "href").is_some());
    // Codes and links are nowhere but in the mails themselves.
    app.drain();
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM outbox WHERE payload <> '{}'"
        ),
        0
    );
    let token = link.rsplit('/').next().unwrap().to_owned();
    let kept = app
        .read(|tx| Ok(tx.query::<String>("SELECT detail AS t FROM audit_entry", &[])?))
        .wait()
        .unwrap();
    assert!(kept.iter().all(|detail| !detail.contains(&token)));
}

fn codes_of_a_link_have_their_limits(app: &TestApp) {
    let (_, company) = at_phone(app);
    let link = link(app, &company);
    let browser = app.browser();
    let wrong_of = |code: &str| if code == "000000" { "000001" } else { "000000" };
    drop(ask(app, &browser, &link));
    let first = mailed_code(app, &company);
    // A minute between two, and a new one ends the old one.
    app.clock.pass(59);
    assert_eq!(ask(app, &browser, &link).status(), 422);
    app.clock.pass(1);
    assert_eq!(ask(app, &browser, &link).status(), 303);
    assert_eq!(app.mails("RESUME-CODE").len(), 2);
    let second = mailed_code(app, &company);
    if first != second {
        assert_eq!(enter(&browser, &link, &first).status(), 422);
    }
    for bad in ["", "12345", "abcdef"] {
        assert!(
            enter(&browser, &link, bad)
                .expect(422)
                .error_at("code")
                .is_some()
        );
    }
    // Ten minutes.
    app.clock.pass(600);
    let page = enter(&browser, &link, &second).expect(422);
    assert!(page.error_at("code").unwrap().contains("失效"));
    // Three codes killed by five tries each end the link.
    for dead in 1..=3 {
        drop(ask(app, &browser, &link));
        let wrong = wrong_of(&mailed_code(app, &company)).to_owned();
        for n in 1..=5 {
            let page = enter(&browser, &link, &wrong);
            let last = dead == 3 && n == 5;
            assert_eq!(
                page.status(),
                if last { 303 } else { 422 },
                "code {dead}, try {n}"
            );
        }
        app.clock.pass(60);
    }
    assert_eq!(browser.get(&link).status(), 410);
    let [_, code, _] = addresses(&link);
    assert_eq!(browser.post(&code, &[]).location(), link);
    app.drain();
    assert_eq!(app.mails("RESUME-CODE").len(), 5);
    assert_eq!(browser.cookie("tongdao_draft"), None);
    // Another link: five codes, the sixth ends it.
    let (_, company) = at_phone(app);
    let link = self::link(app, &company);
    for n in 1..=5 {
        assert_eq!(ask(app, &browser, &link).location(), link);
        let mails = app.messages(&company.email);
        assert_eq!(
            mails
                .iter()
                .filter(|mail| mail.code == "RESUME-CODE")
                .count(),
            n
        );
        app.clock.pass(60);
    }
    drop(ask(app, &browser, &link));
    assert_eq!(browser.get(&link).status(), 410);
    let mails = app.messages(&company.email);
    assert_eq!(
        mails
            .iter()
            .filter(|mail| mail.code == "RESUME-CODE")
            .count(),
        5
    );
}

fn links_end(app: &TestApp) {
    let browser = app.browser();
    for unknown in ["nobody-knows-this", "%ff", "a%00b", "x"] {
        let path = format!("/register/resume/{unknown}");
        for (method, to) in [
            ("GET", path.clone()),
            ("POST", path.clone()),
            ("POST", format!("{path}/code")),
            ("POST", format!("{path}/refuse")),
        ] {
            let page = if method == "GET" {
                browser.get(&to)
            } else {
                browser.post(&to, &[("code", "123456")])
            };
            assert!(
                matches!(page.status(), 400 | 404),
                "{method} {to}: {}",
                page.status()
            );
            assert!(!page.source().contains('⟦'));
        }
    }
    // A draft that is used keeps living; its link is good for seven days.
    let (first, company) = at_phone(app);
    let link = link(app, &company);
    app.clock.pass(5 * 86_400);
    drop(first.post("/register/cn/details/draft", &[("city", "杭州市")]));
    app.clock.pass(2 * 86_400 - 1);
    assert_eq!(browser.get(&link).status(), 200);
    app.clock.pass(1);
    let page = browser.get(&link).expect(410);
    assert!(!page.has_form(&link));
    let [_, code, _] = addresses(&link);
    assert_eq!(browser.post(&code, &[]).location(), link);
    app.drain();
    assert_eq!(app.mails("RESUME-CODE").len(), 0);
    // The draft itself ends: the link says so, before and after the sweep.
    let (_, company) = at_phone(app);
    let link = self::link(app, &company);
    app.clock.pass(7 * 86_400);
    assert_eq!(browser.get(&link).status(), 410);
    app.tick();
    let page = browser.get(&link).expect(410);
    assert!(page.text().contains("已结束"), "{}", page.text());
}

fn somebody_else_ends_the_registration(app: &TestApp) {
    let (first, company) = at_phone(app);
    let link = link(app, &company);
    let reader = app.browser();
    let [_, _, refuse] = addresses(&link);
    let page = reader.get(&link).form(&refuse).submit();
    let page = page.leads_to(&link).follow();
    assert_eq!(page.status(), 410);
    assert!(page.text().contains("已从此邮箱终止"), "{}", page.text());
    assert_eq!(
        first.get("/register/cn/phone").location(),
        "/register/cn/join"
    );
    assert!(first.open("/register/cn/join").text().contains("已过期"));
    // The domain is free for others at once.
    let (other, _) = at_details(app);
    let form = other
        .open("/register/cn/details")
        .form("/register/cn/details");
    assert_eq!(
        form.fill_all(&company.details).submit().location(),
        "/register/cn/phone"
    );
    app.drain();
}

fn the_link_is_sent_at_most_once_an_hour(app: &TestApp) {
    let (browser, company) = at_details(app);
    let sent = || {
        app.drain();
        app.mails("E01").len()
    };
    // Without an address there is nothing to send, and the page says what to do.
    let form = browser
        .open("/register/cn/details")
        .form("/register/cn/details");
    let later = form
        .clone()
        .fill("legal_name", &company.name)
        .to("/register/cn/details/later");
    let page = later.submit().leads_to(LATER).follow().expect(200);
    assert!(!page.has_form(LATER) && page.text().contains("没有可以发送链接的邮箱"));
    for wrong in ["zhou", "zhou@qq.com", "a b@c.example"] {
        let form = form
            .clone()
            .fill("contact_email", wrong)
            .to("/register/cn/details/later");
        assert!(!form.submit().follow().has_form(LATER), "{wrong}");
    }
    assert_eq!(sent(), 0);
    // With one it is sent; saved is everything that was typed, right or wrong.
    let form = form
        .fill("contact_email", &company.email)
        .fill("postal_code", "31");
    let page = form
        .to("/register/cn/details/later")
        .submit()
        .leads_to(LATER)
        .follow();
    assert_eq!(sent(), 1);
    assert!(page.text().contains("zh***@") && !page.has_form(LATER));
    let form = browser
        .open("/register/cn/details")
        .form("/register/cn/details");
    assert_eq!(form.value("postal_code"), "31");
    // Going on to T3 with the same address sends nothing more.
    assert_eq!(
        form.fill_all(&company.details).submit().location(),
        "/register/cn/phone"
    );
    assert_eq!(sent(), 1);
    app.clock.pass(3599);
    assert_eq!(browser.post(LATER, &[]).location(), LATER);
    assert!(!browser.open(LATER).has_form(LATER));
    assert_eq!(sent(), 1);
    app.clock.pass(1);
    let page = browser.open(LATER);
    assert_eq!(page.form(LATER).submit().location(), LATER);
    assert_eq!(sent(), 2);
    // The newer link replaces the older one.
    let links: Vec<String> = app
        .mails("E01")
        .iter()
        .map(|mail| {
            let body = mail.body.clone().unwrap();
            let at = body.find("/register/resume/").unwrap();
            body[at..].split_whitespace().next().unwrap().to_owned()
        })
        .collect();
    let reader = app.browser();
    assert!(
        reader
            .get(&links[0])
            .expect(410)
            .text()
            .contains("更新的链接")
    );
    assert_eq!(reader.get(&links[1]).status(), 200);
    // Five a day.
    for n in 3..=5 {
        app.clock.pass(3600);
        drop(browser.post(LATER, &[]));
        assert_eq!(sent(), n);
    }
    app.clock.pass(3600);
    assert_eq!(browser.post(LATER, &[]).location(), LATER);
    assert_eq!(sent(), 5);
}

fn another_address_makes_the_first_link_worthless(app: &TestApp) {
    let (browser, company) = at_phone(app);
    let first = link(app, &company);
    let form = browser
        .open("/register/cn/details")
        .form("/register/cn/details");
    let other = format!("right@{}.example", company.prefix);
    drop(form.fill("contact_email", &other).submit());
    app.drain();
    assert_eq!(app.mails("E01").len(), 2);
    assert_eq!(app.browser().get(&first).status(), 410);
    assert_eq!(app.browser().get(&app.link_in("E01", &other)).status(), 200);
    // Back again: that address has had its link, nothing more is sent by itself.
    let form = browser
        .open("/register/cn/details")
        .form("/register/cn/details");
    drop(form.fill("contact_email", &company.email).submit());
    app.drain();
    assert_eq!(app.mails("E01").len(), 2);
    assert_eq!(app.browser().get(&app.link_in("E01", &other)).status(), 410);
}

fn a_finished_registration_is_signed_in_to(app: &TestApp) {
    let (browser, company) = at_create(app);
    let link = link(app, &company);
    let reader = app.browser();
    drop(ask(app, &reader, &link));
    let code = mailed_code(app, &company);
    let form = browser
        .open("/register/cn/create")
        .form("/register/cn/create");
    assert_eq!(form.tick("terms").tick("privacy").submit().status(), 303);
    // The password was sealed for the first browser; nobody takes the draft from it now.
    let page = reader.get(&link).expect(200);
    assert!(page.text().contains("账户已创建") && !page.has_form(&link));
    assert_eq!(reader.post(&link, &[("code", &code)]).location(), link);
    assert!(
        browser
            .open("/register/cn/done")
            .attribute("a[download]", "href")
            .is_some()
    );
    assert_eq!(browser.get(LATER).location(), "/register/cn/done");
    app.drain();
}

fn two_browsers_enter_the_code_at_once(app: &TestApp) {
    let (_, company) = at_phone(app);
    let link = link(app, &company);
    let browsers = [app.browser(), app.browser()];
    drop(ask(app, &browsers[0], &link));
    let code = mailed_code(app, &company);
    let forms = browsers
        .each_ref()
        .map(|b| b.get(&link).form(&link).fill("code", &code));
    let pages = crate::at_once(|| forms[0].submit(), || forms[1].submit());
    let opened = browsers
        .iter()
        .filter(|b| b.cookie("tongdao_draft").is_some())
        .count();
    assert_eq!(opened, 1, "{:?}", pages.each_ref().map(Page::location));
}
