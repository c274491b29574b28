//! The limits of codes, sign-in and recovery at their shipped size: below, at and
//! above, and to the second. Locks and dead codes are told in `telephone`, `sign_in` and `resume`.

use crate::customer_pages::{base, customer, order};
use crate::recovery::{begin, enter, mailed, reachable, send, sign_in};
use crate::{at_create, at_phone, count, english};
use app::identity::authenticator::code_at;
use domain::caller::{AdminSetting, AgentSetting, StaffRole};
use domain::effects::Instant;
use domain::ids::fresh_uuid;
use serde_json::json;
use testkit::{Browser, Login, Page, TestApp};

testkit::on_both! { TestApp:
    ceilings_over_all_doors_hold_at_their_full_size,
    an_address_and_a_number_wait_a_day_to_the_second,
    a_fifth_try_may_still_be_right,
    texted_codes_of_a_sign_in,
    codes_of_a_recovery,
    recoveries_of_a_name_wait_a_day_to_the_second,
    recoveries_from_an_address_wait_a_day_to_the_second,
    a_shared_number_is_forgotten_after_a_month_to_the_second,
    a_verified_number_waits_half_an_hour,
    sessions_end_within_fifteen_seconds,
    a_proof_is_fresh_for_ten_minutes,
    money_and_partings_want_a_fresh_proof_of_people,
    a_form_takes_two_seconds_and_a_day,
}

const PHONE: &str = "/register/cn/phone";
const SEND: &str = "/register/cn/phone/send";
const VERIFY: &str = "/register/cn/phone/verify";
const CONTACT: &str = "/account/me/contact";
const DAY: i64 = 86_400;

/// Moves the clock to so many seconds after a moment.
fn wait(app: &TestApp, since: Instant, seconds: i64) {
    let left = seconds - app.now().seconds_since(since);
    assert!(left >= 0, "the moment is over");
    app.clock.pass(left);
}

/// Begins the count of a day as if so many codes had been sent just now; returns when that was.
pub(crate) fn used_up(app: &TestApp, kind: &'static str, source: &str, times: u32) -> Instant {
    app.database.tamper("DELETE FROM attempt");
    let (source, now) = (source.to_owned(), app.now());
    let ids: Vec<_> = (0..times).map(|_| fresh_uuid(&*app.entropy)).collect();
    let added = app.db.write(move |tx| {
        for id in &ids {
            store::identity::add_attempt(tx, *id, kind, &source, now)?;
        }
        Ok::<_, store::DbError>(())
    });
    added.wait().unwrap();
    now
}

/// Codes that have left for telephones so far.
fn left(app: &TestApp) -> i64 {
    app.drain();
    count(app, "SELECT COUNT(*) AS n FROM message WHERE code = 'CODE'")
}

/// Asks for a code at the registration.
fn ask(browser: &Browser) -> Page {
    browser.open(PHONE).form(SEND).submit()
}

fn solve(browser: &Browser, code: &str) -> Page {
    browser.open(PHONE).form(VERIFY).fill("code", code).submit()
}

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

fn finish(browser: &Browser, code: &str) -> Page {
    browser.post("/signin/mfa", &[("code", code)])
}

/// A code that is not the right one.
fn other_than(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

/// 200 codes to numbers that begin alike and 5000 altogether: whichever door the last one left by,
/// all are shut until the day is over, and the operator is told once, whichever door was knocked at.
fn ceilings_over_all_doors_hold_at_their_full_size(app: &TestApp) {
    drop(app.staff(StaffRole::PlatformAdmin));
    let partner = reachable(app);
    let prefix: String = partner.company.mobile.chars().take(8).collect();
    let alerts = |words: &str| {
        app.drain();
        let mails = app.mails("ALERT-CODES").into_iter();
        mails.filter(|mail| mail.subject.contains(words)).count()
    };
    for (kind, source, ceiling) in [
        ("code-prefix", prefix.as_str(), 200),
        ("code-all", "all", 5000),
    ] {
        let ((first, _), (second, _)) = (at_phone(app), at_phone(app));
        let mine = app.browser_of(&partner.admin);
        let before = left(app);
        let begun = used_up(app, kind, source, ceiling - 1);
        let told = app.mails("ALERT-CODES").len();
        assert_eq!(ask(&first).location(), PHONE, "{kind}: the last of the day");
        assert_eq!(left(app), before + 1);
        // A new mobile, a sign-in, a recovery, a registration.
        let new = mine.open(CONTACT).form(&format!("{CONTACT}/mobile"));
        let page = new.fill("mobile", "199 0000 9001").submit().expect(429);
        assert!(!page.source().contains('⟦'));
        assert_eq!(app.mails("ALERT-CODES").len(), told);
        app.drain();
        assert_eq!(app.mails("ALERT-CODES").len(), told + 1, "{kind}");
        let half = half(app, &partner.admin);
        assert_eq!(text(&half).status(), 429, "{kind}");
        let lost = app.browser();
        drop(begin(app, &lost, &partner.admin.sign_in_name));
        assert_eq!(
            send(&lost, "phone").status(),
            303,
            "whoever asks sees nothing"
        );
        let page = ask(&second).expect(429);
        assert!(!page.header("retry-after").is_empty());
        assert_eq!(left(app), before + 1, "{kind}");
        assert_eq!(
            app.mails("ALERT-CODES").len(),
            told + 1,
            "{kind}: once a day"
        );
        wait(app, begun, DAY - 1);
        assert_eq!(ask(&second).status(), 429, "{kind}");
        wait(app, begun, DAY);
        assert_eq!(ask(&second).location(), PHONE, "{kind}");
        assert_eq!(
            text(&self::half(app, &partner.admin)).status(),
            303,
            "{kind}"
        );
        assert_eq!(left(app), before + 3);
    }
    assert!(alerts(&prefix) > 0 && alerts("+") < app.mails("ALERT-CODES").len());
}

fn an_address_and_a_number_wait_a_day_to_the_second(app: &TestApp) {
    // Ten from one address.
    let (browser, _) = at_phone(app);
    let address = browser.address().to_string();
    let before = left(app);
    let begun = used_up(app, "code-address", &address, 9);
    for (seconds, sent, status) in [(0, 1, 303), (60, 1, 429), (DAY - 1, 1, 429), (DAY, 2, 303)] {
        wait(app, begun, seconds);
        assert_eq!(ask(&browser).status(), status, "{seconds}");
        assert_eq!(left(app), before + sent, "{seconds}");
    }
    // Five to one number, from whatever drafts. The sixth locks the draft that asks, no other.
    let drafts = [0; 4].map(|_| at_phone(app).0);
    let number = "+8619900007777";
    let begun = used_up(app, "code-number", number, 4);
    let before = left(app);
    let ask = |n: usize| {
        drafts[n]
            .open(PHONE)
            .form(SEND)
            .fill("phone", number)
            .submit()
    };
    for (draft, seconds, sent) in [(0, 0, 1), (1, 60, 1), (2, DAY - 1, 1), (3, DAY, 2)] {
        wait(app, begun, seconds);
        assert_eq!(ask(draft).location(), PHONE);
        assert_eq!(left(app), before + sent, "draft {draft}");
        let open = drafts[draft].open(PHONE).has_form(VERIFY);
        assert_eq!(open, draft == 0 || draft == 3, "draft {draft}");
    }
    assert_eq!(app.mails("E02").len(), 2);
}

/// Four wrong codes and two dead ones cost nothing but themselves.
fn a_fifth_try_may_still_be_right(app: &TestApp) {
    let (browser, company) = at_phone(app);
    for dead in 0..3 {
        assert_eq!(ask(&browser).location(), PHONE);
        app.drain();
        let code = app.code_sent_to(&company.mobile);
        for _ in 0..(if dead < 2 { 5 } else { 4 }) {
            assert_eq!(solve(&browser, other_than(&code)).status(), 422);
        }
        if dead == 2 {
            assert_eq!(solve(&browser, &code).location(), "/register/cn/create");
        } else {
            assert_eq!(solve(&browser, &code).status(), 422);
        }
        app.clock.pass(60);
    }
}

fn texted_codes_of_a_sign_in(app: &TestApp) {
    let partner = reachable(app);
    let sent = || {
        app.drain();
        app.code_sent_to(&partner.company.mobile)
    };
    app.database.tamper("DELETE FROM attempt");
    // A minute between two, three for one sign-in; the last one lives ten minutes.
    let browser = half(app, &partner.admin);
    for (seconds, status) in [(0, 303), (59, 429), (1, 303), (60, 303), (60, 429)] {
        app.clock.pass(seconds);
        assert_eq!(text(&browser).status(), status);
        app.drain();
    }
    let code = sent();
    app.clock.pass(539);
    assert_eq!(finish(&browser, &code).status(), 303);
    assert_eq!(browser.get("/dashboard/overview").status(), 200);
    // Four wrong ones leave a fifth try.
    let browser = half(app, &partner.admin);
    assert_eq!(text(&browser).status(), 303);
    let code = sent();
    for _ in 0..4 {
        assert_eq!(finish(&browser, other_than(&code)).status(), 422);
    }
    assert_eq!(finish(&browser, &code).status(), 303);
    // Ten minutes are too many. It was the number's fifth of the day; a sixth is not sent.
    let browser = half(app, &partner.admin);
    assert_eq!(text(&browser).status(), 303);
    let code = sent();
    app.clock.pass(600);
    assert_eq!(finish(&browser, &code).status(), 422);
    let before = left(app);
    assert_eq!(text(&half(app, &partner.admin)).status(), 429);
    assert_eq!(left(app), before);
}

fn codes_of_a_recovery(app: &TestApp) {
    let partner = reachable(app);
    let (name, email) = (&partner.admin.sign_in_name, &partner.company.email);
    let browser = app.browser();
    drop(begin(app, &browser, name));
    for (seconds, status) in [(0, 303), (59, 429), (1, 303)] {
        app.clock.pass(seconds);
        assert_eq!(send(&browser, "email").status(), status);
    }
    app.drain();
    let code = mailed(app, email);
    for _ in 0..4 {
        let page = enter(&browser, "email", other_than(&code));
        assert!(page.expect(422).error_at("email").is_some());
    }
    assert_eq!(enter(&browser, "email", &code).status(), 303);
    assert_eq!(send(&browser, "phone").status(), 303);
    app.drain();
    let code = app.code_sent_to(&partner.company.mobile);
    app.clock.pass(599);
    assert_eq!(enter(&browser, "phone", &code).status(), 303);
    assert_eq!(browser.get("/signin/recover/password").status(), 200);
    // A telephone code has the same end, and a third send is the last.
    let browser = app.browser();
    drop(begin(app, &browser, name));
    assert_eq!(send(&browser, "phone").status(), 303);
    app.drain();
    let code = app.code_sent_to(&partner.company.mobile);
    app.clock.pass(600);
    assert_eq!(enter(&browser, "phone", &code).status(), 422);
    assert_eq!(send(&browser, "phone").status(), 303);
    app.clock.pass(60);
    assert_eq!(send(&browser, "phone").status(), 303);
    app.clock.pass(60);
    assert_eq!(send(&browser, "phone").status(), 429);
    app.drain();
}

fn recoveries_of_a_name_wait_a_day_to_the_second(app: &TestApp) {
    let name = "somebody@nowhere.yunlan.example";
    let open = || {
        app.browser()
            .open("/signin/recover")
            .form("/signin/recover")
    };
    assert_eq!(begin(app, &app.browser(), name).status(), 303);
    let begun = app.now();
    for _ in 0..4 {
        assert_eq!(begin(app, &app.browser(), name).status(), 303);
    }
    assert_eq!(begin(app, &app.browser(), name).status(), 429);
    wait(app, begun, DAY - 60);
    let forms = [open(), open()].map(|form| form.fill("sign_in_name", name));
    wait(app, begun, DAY - 1);
    assert_eq!(forms[0].submit().status(), 429);
    wait(app, begun, DAY);
    assert_eq!(forms[1].submit().status(), 303);
}

fn recoveries_from_an_address_wait_a_day_to_the_second(app: &TestApp) {
    let browser = app.browser();
    let name = |n: u32| format!("p{n}@nowhere.yunlan.example");
    let open = || browser.open("/signin/recover").form("/signin/recover");
    assert_eq!(begin(app, &browser, &name(0)).status(), 303);
    let begun = app.now();
    for n in 1..20 {
        assert_eq!(begin(app, &browser, &name(n)).status(), 303, "{n}");
    }
    assert_eq!(begin(app, &browser, &name(20)).status(), 429);
    wait(app, begun, DAY - 60);
    let forms = [21, 22, 23].map(|n| open().fill("sign_in_name", &name(n)));
    wait(app, begun, DAY - 1);
    assert_eq!(forms[0].submit().status(), 429);
    wait(app, begun, DAY);
    // One has been forgotten, hence one is let through.
    assert_eq!(forms[1].submit().status(), 303);
    assert_eq!(forms[2].submit().status(), 429);
}

/// Three registrations that use one number within thirty days are a finding.
fn a_shared_number_is_forgotten_after_a_month_to_the_second(app: &TestApp) {
    let month = 30 * DAY;
    let flags = || {
        let sql = "SELECT COUNT(*) AS n FROM risk_flag WHERE code = 'shared-number'";
        count(app, sql)
    };
    for (seconds, number, found) in [(month, "13800000011", 0), (month - 1, "13800000012", 3)] {
        let verify = |browser: &Browser, at: Option<(Instant, i64)>| {
            let form = browser.open(PHONE).form(SEND).fill("phone", number);
            assert_eq!(form.submit().location(), PHONE);
            app.drain();
            let code = app.code_sent_to(&format!("+86{number}"));
            if let Some((since, seconds)) = at {
                wait(app, since, seconds);
            }
            assert_eq!(solve(browser, &code).location(), "/register/cn/create");
        };
        let (first, _) = at_phone(app);
        verify(&first, None);
        let begun = app.now();
        app.clock.pass(60);
        let (second, _) = at_phone(app);
        verify(&second, None);
        wait(app, begun, seconds - 60);
        let (third, _) = at_phone(app);
        verify(&third, Some((begun, seconds)));
        assert_eq!(flags(), found, "{seconds}");
    }
}

/// Whether or not the sweep came by.
fn a_verified_number_waits_half_an_hour(app: &TestApp) {
    for seconds in [1799, 1800] {
        let (browser, _) = at_create(app);
        let page = browser.open("/register/cn/create");
        let form = page.form("/register/cn/create");
        app.clock.pass(seconds);
        let page = form.tick("terms").tick("privacy").submit();
        let done = page.location() == "/register/cn/done";
        assert_eq!(done, seconds == 1799, "{}", page.location());
        assert!(page.status() == 303 || page.status() == 409);
    }
    let created = "SELECT COUNT(*) AS n FROM registration WHERE state = 'created'";
    assert_eq!(count(app, created), 1);
    app.drain();
}

fn sessions_end_within_fifteen_seconds(app: &TestApp) {
    let partner = app.registered_company();
    let staff = app.staff(StaffRole::Auditor);
    for (login, path, idle) in [
        (&partner.admin, "/dashboard/overview", 3600),
        (&staff, "/ops", 1800),
    ] {
        let [early, late, busy] = [0; 3].map(|_| {
            let browser = app.browser_of(login);
            (browser, app.now())
        });
        wait(app, early.1, idle - 1);
        assert_eq!(early.0.get(path).status(), 200, "{path}");
        wait(app, late.1, idle - 1);
        drop(busy.0.get(path).expect(200));
        // Uses are noted every fifteen seconds, and none ends early for that.
        wait(app, late.1, idle + 15);
        assert!(late.0.get(path).location().starts_with("/signin"), "{path}");
        // Eight hours, however busy.
        let mut at = app.now().seconds_since(busy.1);
        while at + idle / 2 < 8 * 3600 - 1 {
            at += idle / 2;
            wait(app, busy.1, at);
            assert_eq!(busy.0.get(path).status(), 200, "{path} after {at}");
        }
        wait(app, busy.1, 8 * 3600 - 1);
        assert_eq!(busy.0.get(path).status(), 200, "{path}");
        wait(app, busy.1, 8 * 3600 + 15);
        assert!(busy.0.get(path).location().starts_with("/signin"), "{path}");
    }
}

fn a_proof_is_fresh_for_ten_minutes(app: &TestApp) {
    let partner = app.registered_company();
    let path = "/account/me/recovery-codes";
    for seconds in [600, 601] {
        let browser = app.browser_of(&partner.admin);
        app.clock.pass(seconds);
        let page = browser.post(path, &[]);
        let asked = page.status() == 403 || page.location().starts_with("/signin/mfa");
        assert_eq!(asked, seconds > 600, "{seconds}: {}", page.location());
        assert_eq!(page.status() == 200, seconds == 600);
    }
    app.drain();
}

/// Bank data, a cancellation, the end of a relationship: to the second, and what was typed survives.
fn money_and_partings_want_a_fresh_proof_of_people(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let offer = base(app);
    let billing = "/account/billing-profile";
    // In the partner's log: some of it stands in the customer's own, too.
    let log = Some(partner.tenant.0);
    let times = |what: &str| crate::logged(app, log, what, "succeeded");
    for (seconds, prefix) in [(600, "einser"), (601, "zweier")] {
        let customer = customer(app, &request, prefix, &format!("{prefix}有限公司"));
        let subscription = order(app, &request, customer, offer.id, 1);
        let place = format!("/customers/{customer}");
        let sold = format!("{place}/subscriptions/{subscription}");
        let account = format!("62220000000{seconds}");
        let acts = [
            (
                billing,
                billing,
                Some(("bank_account", &*account)),
                "profile.update",
            ),
            (
                &*sold,
                &*format!("{sold}/cancel"),
                Some(("confirm", &*offer.name.en)),
                "subscription.change",
            ),
            (
                &*format!("{place}/account"),
                &*format!("{place}/end"),
                None,
                "customer.end-relationship",
            ),
        ];
        for (page, action, typed, done) in acts {
            let browser = english(app.browser_of(&partner.admin));
            let form = browser.open(page).form(action);
            let form = typed.into_iter().fold(form, |f, (k, v)| f.fill(k, v));
            let before = times(done);
            app.clock.pass(seconds);
            let sent = form.submit();
            if seconds > 600 {
                let asked = sent.expect(403);
                assert_eq!(times(done), before, "{action}");
                let form = asked.form(action);
                if let Some((field, value)) = typed {
                    assert_eq!(form.value(field), value);
                }
                let code = code_at(&partner.admin.secret, app.now()).unwrap();
                drop(form.fill("reauth_code", &code).submit().expect(303));
            } else {
                drop(sent.expect(303));
            }
            assert_eq!(times(done), before + 1, "{action}");
        }
    }
    // What needs no proof after an hour: an order number beside the bank data that stays.
    let browser = app.browser_of(&partner.admin);
    let form = browser.open(billing).form(billing);
    app.clock.pass(601);
    drop(form.fill("purchase_order", "PO-7").submit().expect(303));
    // A program has shown its key, or a token of a person, and is not asked.
    let (_, request) = app.sign_in(&partner.admin);
    let customer = customer(app, &request, "dreier", "dreier有限公司");
    let subscription = order(app, &request, customer, offer.id, 1);
    let program = app.program(
        &partner,
        AgentSetting::AdminAgent,
        AdminSetting::GlobalAdmin,
    );
    let acting = app.acting_for(&program, &partner.admin);
    app.clock.pass(601);
    let path = format!("/v1/customers/{customer}");
    let profile = program.get("/v1/profiles/billing").expect(200).json();
    let mut wanted = profile.clone();
    wanted["primaryContact"]["phoneNumber"] = "+8651288880000".into();
    let changed = program.send("PUT", "/v1/profiles/billing", &wanted);
    assert_ne!(
        changed.expect(200).json()["primaryContact"],
        profile["primaryContact"]
    );
    let off = json!({ "status": "deleted" });
    let sold = format!("{path}/subscriptions/{subscription}");
    drop(program.send("PATCH", &sold, &off).expect(200));
    let parting = json!({ "relationshipToPartner": "none" });
    drop(acting.send("PATCH", &path, &parting).expect(200));
    app.drain();
}

fn a_form_takes_two_seconds_and_a_day(app: &TestApp) {
    let path = "/register/cn/join";
    for (seconds, status) in [(0, 422), (1, 422), (2, 303), (DAY - 1, 303), (DAY, 422)] {
        let form = app.browser().open(path).form(path);
        app.clock.pass(seconds);
        assert_eq!(form.rush().status(), status, "{seconds}");
    }
}
