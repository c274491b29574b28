//! Programs, counterfeits and haste at the door.

use crate::{at_details, count};
use std::net::{IpAddr, Ipv4Addr};
use std::ops::Deref;
use testkit::{Engine, Fixture, TestApp, programme_with};

testkit::on_both! { TestApp:
    programs_begin_nothing,
    prefixes_that_look_alike_are_refused,
}

fn programs_begin_nothing(app: &TestApp) {
    let browser = app.browser();
    let drafts = "SELECT COUNT(*) AS n FROM registration";
    let members = "SELECT COUNT(*) AS n FROM network_member";
    for (path, ready) in [
        ("/register/cn/join", vec![]),
        (
            "/partner-network/join",
            vec![
                ("company_name", "杭州试航信息技术有限公司"),
                ("contact_email", "a@shihang.example"),
            ],
        ),
    ] {
        let form = || {
            let mut form = browser.open(path).form(path);
            for (name, value) in &ready {
                form = form.fill(name, value);
            }
            form
        };
        // Faster than a person, with the hidden field filled in, or with a moment made up.
        let refused = |page: testkit::Page| {
            let page = page.expect(422);
            assert!(page.text().contains("请再试一次"), "{}", page.text());
            assert!(!page.source().contains('⟦'));
            page
        };
        let page = refused(form().rush());
        for (name, value) in &ready {
            assert_eq!(page.form(path).value(name), *value, "nothing is lost");
        }
        refused(form().put("homepage", "http://spam.example").submit());
        refused(form().without("made").rush());
        let made = form().value("made").to_owned();
        let (moment, signature) = made.split_once('-').unwrap();
        let earlier = moment.parse::<i64>().unwrap() - 60_000_000;
        refused(form().put("made", &format!("{earlier}-{signature}")).rush());
        for wrong in ["", "-", "x-y", "99999999999999999999-a"] {
            refused(form().put("made", wrong).rush());
        }
        // One of another visitor is worth nothing.
        let other = app.browser().open(path).form(path).value("made").to_owned();
        refused(form().put("made", &other).submit());
        // A page that was open for a day.
        let old = form();
        app.clock.pass(86_400);
        refused(old.rush());
        // A person who reads it gets on, also after having been refused.
        let page = refused(form().rush());
        let mut again = page.form(path);
        for (name, value) in &ready {
            again = again.fill(name, value);
        }
        assert_eq!(again.submit().status(), 303);
    }
    assert_eq!([count(app, drafts), count(app, members)], [1, 1]);
}

fn prefixes_that_look_alike_are_refused(app: &TestApp) {
    let (browser, company) = at_details(app);
    let refused = |prefix: &str| {
        let form = browser
            .open("/register/cn/details")
            .form("/register/cn/details");
        let page = form
            .fill_all(&company.details)
            .fill("domain_prefix", prefix)
            .submit();
        page.expect(422).error_at("domain_prefix").unwrap()
    };
    assert!(refused("offic1al").contains("official"));
    assert!(refused("yun1an").contains("yunlan"));
    assert!(refused("adm-1n").contains("admin"));
    // Of an organisation there is: one digit for a letter.
    let partner = app.registered_company();
    let counterfeit = partner.company.prefix.replace('i', "1");
    assert_ne!(counterfeit, partner.company.prefix);
    assert!(refused(&counterfeit).contains("过于相似"));
    assert!(refused(&format!("shi-hang{}", &partner.company.prefix[7..])).contains("过于相似"));
    assert!(refused(&partner.company.prefix).contains("占用"));
    // What was typed before and is taken meanwhile is told when the page is opened again.
    assert!(
        browser
            .open("/register/cn/details")
            .error_at("domain_prefix")
            .is_some()
    );
    app.drain();
}

/// An installation for practice, as an operator configures one.
struct Practice(TestApp);

impl Fixture for Practice {
    fn fresh(engine: Engine) -> Self {
        let practice = [(
            "environment = \"production\"",
            "environment = \"non-production\"",
        )];
        Self(TestApp::with_programme(engine, programme_with(&practice)))
    }

    fn check(&self) {
        self.0.check();
    }
}

impl Deref for Practice {
    type Target = TestApp;

    fn deref(&self) -> &TestApp {
        &self.0
    }
}

mod practice {
    use super::Practice;

    testkit::on_both! { Practice: who_is_on_the_same_machine_rehearses_nothing }

    /// A proxy on the same machine makes every visitor local. That opens no door, in an installation
    /// for practice neither: only the demonstration rehearses.
    fn who_is_on_the_same_machine_rehearses_nothing(app: &Practice) {
        super::limits_hold_on_the_same_machine(app);
    }
}

fn limits_hold_on_the_same_machine(app: &TestApp) {
    let path = "/register/cn/join";
    let open = || {
        let browser = app.browser_at(IpAddr::V4(Ipv4Addr::LOCALHOST));
        browser.open(path).form(path)
    };
    assert!(!app.programme.is_rehearsed());
    assert_eq!(open().rush().status(), 422);
    for _ in 0..app.programme.risk.registrations_per_ip_per_day {
        assert_eq!(open().submit().status(), 303);
    }
    assert_eq!(open().submit().status(), 429);
}
