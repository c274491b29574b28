//! Telephone challenges people decide about, and the stops against toll fraud.

use crate::{at_phone, audited, count};
use domain::caller::StaffRole;
use domain::effects::{DeliveryError, Instant, Telephone, TelephoneMessage};
use std::sync::Arc;
use testkit::{Browser, Company, Engine, Fixture, TestApp, programme_with};

testkit::on_both! { TestApp:
    a_person_lets_a_registration_go_on,
    a_person_stops_a_registration_and_its_number,
    locks_are_told_of_once_each,
    numbers_are_flagged,
    extensions_share_the_limit_of_their_line,
}

mod tight {
    use super::*;
    testkit::on_both! { Tight: ceilings_stop_codes_and_alert_the_operator }
}

const PHONE: &str = "/register/cn/phone";
const SEND: &str = "/register/cn/phone/send";
const LIST: &str = "/ops/registrations";

/// A programme with small ceilings over many drafts.
struct Tight(TestApp);

impl Fixture for Tight {
    fn fresh(engine: Engine) -> Self {
        let programme = programme_with(&[
            (
                "sends_per_prefix_per_day = 200",
                "sends_per_prefix_per_day = 3",
            ),
            ("sends_per_day = 5000", "sends_per_day = 5"),
        ]);
        Self(TestApp::with_programme(engine, programme))
    }

    fn check(&self) {
        self.0.check();
    }
}

/// Drives a draft to its third lock.
fn lock_for_good(app: &TestApp) -> (Browser, Company) {
    let (browser, company) = at_phone(app);
    lock(app, &browser);
    (browser, company)
}

/// The same with a draft that has come to its telephone.
pub(crate) fn lock(app: &TestApp, browser: &Browser) {
    for pause in [30 * 60, 86_400] {
        for _ in 0..6 {
            drop(browser.open(PHONE).form(SEND).submit());
            app.drain();
            app.clock.pass(60);
        }
        app.clock.pass(pause);
    }
    for _ in 0..6 {
        let page = browser.open(PHONE);
        if !page.has_form(SEND) {
            break;
        }
        drop(page.form(SEND).submit());
        app.drain();
        app.clock.pass(60);
    }
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM registration WHERE state = 'locked' AND locked_until IS NULL"
        ),
        1
    );
}

fn a_person_lets_a_registration_go_on(app: &TestApp) {
    let (browser, company) = lock_for_good(app);
    let staff = app.browser_of(&app.staff(StaffRole::Reviewer));
    for language in ["zh-Hant", "en", "zh-Hans"] {
        staff.set_cookie("tongdao_language", language);
        let page = staff.open(LIST);
        assert!(page.text().contains(&company.name) && page.text().contains(&company.email));
        assert!(!page.source().contains('⟦'));
    }
    // It waits for people as long as that takes, not seven days.
    app.clock.pass(8 * 86_400);
    app.tick();
    let staff = app.browser_of(&app.staff(StaffRole::Reviewer));
    let page = staff.open(LIST);
    let release = page
        .attribute("form[action$=\"/release\"]", "action")
        .unwrap();
    let refused = page.form(&release).submit().expect(422);
    assert!(
        refused
            .errors()
            .keys()
            .any(|field| field.starts_with("reason-")),
        "{:?}",
        refused.errors()
    );
    let form = page
        .form(&release)
        .fill("reason", "已回拨核实，验证码未送达");
    let [one, two] = crate::at_once(|| form.submit(), || form.submit());
    assert_eq!(
        [one.status(), two.status()],
        [303; 2],
        "a double click is one release"
    );
    assert!(one.follow().expect(200).text().contains("已允许该注册继续"));
    // Somebody else was slower.
    let late = staff.post(&release, &[("reason", "again")]);
    assert_eq!(late.status(), 409);
    assert_eq!(audited(app, "registration.release", "succeeded"), 1);
    app.drain();
    let mails: Vec<_> = app
        .messages(&company.email)
        .into_iter()
        .filter(|m| m.code == "E01")
        .collect();
    assert_eq!(mails.len(), 2, "at T3 and now");
    assert!(mails[1].body.as_ref().unwrap().contains("重新开放"));
    assert_eq!(
        app.browser()
            .get(&app.link_in("E01", &company.email))
            .status(),
        200
    );
    // The first browser goes on as well.
    let page = browser.open(PHONE).form(SEND).submit();
    assert_eq!(page.location(), PHONE);
    app.drain();
    let code = app.code_sent_to(&company.mobile);
    let form = browser.open(PHONE).form("/register/cn/phone/verify");
    assert_eq!(
        form.fill("code", &code).submit().location(),
        "/register/cn/create"
    );
    assert!(!staff.open(LIST).text().contains(&company.name));
}

fn a_person_stops_a_registration_and_its_number(app: &TestApp) {
    let (browser, company) = lock_for_good(app);
    let staff = app.browser_of(&app.staff(StaffRole::PlatformAdmin));
    let page = staff.open(LIST);
    let release = page
        .attribute("form[action$=\"/release\"]", "action")
        .unwrap();
    let block = release.replace("/release", "/block");
    let form = page
        .form(&release)
        .fill("reason", "号码用于多个公司")
        .to(&block);
    assert_eq!(form.submit().status(), 303);
    assert_eq!(audited(app, "registration.block", "succeeded"), 1);
    // The visitor is told, and nothing goes on.
    assert_eq!(browser.get(PHONE).location(), "/register/cn/join");
    assert!(
        browser
            .open("/register/cn/join")
            .text()
            .contains("已被关闭")
    );
    assert_eq!(
        browser
            .post(SEND, &[("phone", &company.mobile), ("method", "sms")])
            .location(),
        "/register/cn/join"
    );
    // Its number gets no codes in another draft; the answer says no more than any other ceiling.
    app.clock.pass(2 * 86_400);
    let (other, _) = at_phone(app);
    let page = other
        .open(PHONE)
        .form(SEND)
        .fill("phone", &company.mobile)
        .submit();
    assert_eq!(page.status(), 429);
    let sent = count(
        app,
        "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'telephone'",
    );
    assert!(!page.text().contains(&company.name));
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'telephone'"
        ),
        sent
    );
    // A month after its last code the number may have another owner, and not a second before.
    let last = "SELECT MAX(p.at) AS n FROM registration_phone p
                JOIN registration r ON r.id = p.registration_id WHERE r.state = 'blocked'";
    let month = Instant(count(app, last)).plus_days(30);
    let until = |seconds: i64| app.clock.pass(month.seconds_since(app.now()) - seconds);
    until(60);
    let (other, _) = at_phone(app);
    let form = other.open(PHONE).form(SEND).fill("phone", &company.mobile);
    until(1);
    assert_eq!(form.submit().status(), 429);
    until(0);
    assert_eq!(form.submit().location(), PHONE);
    app.drain();
    for role in [StaffRole::Auditor, StaffRole::CreditLead] {
        assert_eq!(app.browser_of(&app.staff(role)).get(LIST).status(), 403);
    }
}

fn locks_are_told_of_once_each(app: &TestApp) {
    let (browser, company) = at_phone(app);
    for _ in 0..6 {
        drop(browser.open(PHONE).form(SEND).submit());
        app.drain();
        app.clock.pass(60);
    }
    let mails = app.mails("E02");
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].recipient, company.email);
    assert!(mails[0].body.as_ref().unwrap().contains("北京时间"));
    // Knocking at the locked door tells nothing more.
    drop(browser.post(SEND, &[("phone", &company.mobile), ("method", "sms")]));
    drop(browser.post("/register/cn/phone/verify", &[("code", "123456")]));
    app.drain();
    assert_eq!(app.mails("E02").len(), 1);
    let (_, company) = lock_for_good(app);
    let bodies: Vec<String> = app
        .messages(&company.email)
        .into_iter()
        .filter(|m| m.code == "E02")
        .map(|m| m.body.unwrap())
        .collect();
    assert_eq!(bodies.len(), 3);
    assert!(bodies[2].contains("工作人员") && !bodies[1].contains("工作人员"));
}

/// Verifies a draft's telephone with a number.
fn verify_with(app: &TestApp, browser: &Browser, number: &str) {
    let form = browser.open(PHONE).form(SEND).fill("phone", number);
    assert_eq!(form.submit().location(), PHONE);
    app.drain();
    let e164 = format!("+86{number}");
    let code = app.code_sent_to(&e164);
    let form = browser.open(PHONE).form("/register/cn/phone/verify");
    assert_eq!(
        form.fill("code", &code).submit().location(),
        "/register/cn/create"
    );
}

fn flags(app: &TestApp, code: &'static str) -> i64 {
    app.read(move |tx| {
        Ok(tx.query_one::<i64>(
            "SELECT COUNT(*) AS n FROM risk_flag WHERE code = $1",
            &[code.into()],
        )?)
    })
    .wait()
    .unwrap()
}

fn numbers_are_flagged(app: &TestApp) {
    // Of a virtual operator: allowed, but noted, and handed on to the application.
    let (browser, _) = at_phone(app);
    verify_with(app, &browser, "17012345678");
    assert_eq!(flags(app, "virtual-operator-number"), 1);
    let form = browser
        .open("/register/cn/create")
        .form("/register/cn/create");
    drop(form.tick("terms").tick("privacy").submit());
    drop(
        browser
            .open("/register/cn/done")
            .form("/register/cn/done")
            .tick("saved")
            .submit(),
    );
    assert_eq!(flags(app, "virtual-operator-number"), 2);
    // Two drafts may share a number, the third is a finding about all of them.
    let shared = "13800000001";
    for n in 1..=3 {
        let (browser, _) = at_phone(app);
        verify_with(app, &browser, shared);
        assert_eq!(
            flags(app, "shared-number"),
            if n < 3 { 0 } else { 3 },
            "draft {n}"
        );
        app.clock.pass(60);
    }
    // Thirty days later it is a number like any other.
    app.clock.pass(30 * 86_400);
    let (browser, _) = at_phone(app);
    verify_with(app, &browser, shared);
    assert_eq!(flags(app, "shared-number"), 3);
}

fn extensions_share_the_limit_of_their_line(app: &TestApp) {
    let (browser, _) = at_phone(app);
    for n in 1..=6 {
        let form = browser.open(PHONE).form(SEND);
        let number = format!("0571-55550123-{n}");
        drop(form.fill("phone", &number).fill("method", "voice").submit());
        app.drain();
        app.clock.pass(60);
    }
    let called = app.messages("+8657155550123");
    assert_eq!(called.len(), 5);
    assert!(called.iter().any(|call| call.recipient.ends_with(";ext=3")));
    assert!(!browser.open(PHONE).has_form(SEND) || browser.open(PHONE).text().contains("锁定"));
    // From another draft the line has had its five too.
    let (other, _) = at_phone(app);
    let form = other.open(PHONE).form(SEND);
    drop(
        form.fill("phone", "0571-55550123-99")
            .fill("method", "voice")
            .submit(),
    );
    app.drain();
    assert_eq!(app.messages("+8657155550123").len(), 5);
}

fn ceilings_stop_codes_and_alert_the_operator(test: &Tight) {
    let app = &test.0;
    let admin = app.staff(StaffRole::PlatformAdmin);
    let send = |number: &str| {
        let (browser, _) = at_phone(app);
        let status = browser
            .open(PHONE)
            .form(SEND)
            .fill("phone", number)
            .submit()
            .status();
        app.drain();
        app.clock.pass(60);
        status
    };
    // Three to numbers that begin alike, then no more to these.
    for n in 1..=3 {
        assert_eq!(send(&format!("1381234000{n}")), 303);
    }
    assert_eq!(app.mails("ALERT-CODES").len(), 0);
    assert_eq!(send("13812340004"), 429);
    assert_eq!(send("13812340005"), 429);
    let alerts = app.mails("ALERT-CODES");
    assert_eq!(alerts.len(), 1, "once a day");
    assert!(
        alerts[0].recipient.starts_with("platform-admin@")
            && alerts[0].subject.contains("+8613812")
    );
    // Others still get theirs, until the operator's own ceiling.
    assert_eq!(send("13912340001"), 303);
    assert_eq!(send("13712340001"), 303);
    assert_eq!(send("13612340001"), 429);
    let alerts = app.mails("ALERT-CODES");
    assert_eq!(alerts.len(), 2);
    assert!(!alerts[1].subject.contains('+'));
    let page = app.browser_of(&admin).open(LIST);
    assert!(
        page.text().contains("已发送 5 条，上限 5 条"),
        "{}",
        page.text()
    );
    // A day later all is forgotten.
    app.clock.pass(86_400);
    assert_eq!(send("13812340006"), 303);
}

/// A gateway that cannot dial extensions.
struct NoTones;

impl Telephone for NoTones {
    fn deliver(&self, _: &TelephoneMessage) -> Result<(), DeliveryError> {
        Ok(())
    }

    fn dials_extensions(&self) -> bool {
        false
    }

    fn describe(&self) -> String {
        "no tones".to_owned()
    }
}

#[test]
fn where_extensions_cannot_be_dialled_a_direct_line_is_asked_for() {
    let app = TestApp::with(Engine::Sqlite, |parts| {
        parts.telephone = Some(Arc::new(NoTones));
    });
    let (browser, _) = at_phone(&app);
    let form = || browser.open(PHONE).form(SEND).fill("method", "voice");
    let page = form()
        .fill("phone", "0571-55550123-12")
        .submit()
        .expect(422);
    assert!(page.error_at("phone").unwrap().contains("直线"));
    let page = form().fill("phone", "0571-55550123").submit();
    assert_eq!(page.location(), PHONE);
    app.drain();
    app.check();
}
