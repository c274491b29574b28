//! "Can't access your account?": two proofs and nobody's help, for names that exist and names that
//! do not.

use crate::{audited, count};
use domain::caller::StaffRole;
use testkit::{Browser, Login, Page, Partner, TestApp};

testkit::on_both! { TestApp:
    mail_and_authenticator_open_the_way_to_a_new_password,
    phone_and_mail_unlock_and_keep_the_password,
    a_name_nobody_has_walks_the_same_way_to_nowhere,
    every_limit_of_the_codes_holds,
    a_procedure_ends_after_a_quarter_of_an_hour_and_after_success,
    too_many_recoveries_of_a_name_or_from_an_address_wait,
    a_form_sent_too_fast_or_with_the_trap_filled_is_refused,
    recovery_codes_are_shown_once_and_work_once,
    a_text_message_stands_in_for_the_authenticator,
    a_temporary_password_that_is_too_old_is_recovered,
    the_last_five_passwords_are_refused_and_the_sixth_is_taken,
}

/// Nobody resets a password for anybody else: no route offers it.
#[test]
fn no_route_resets_the_password_of_others() {
    for route in web::ROUTES {
        let word = route.path.contains("reset") || route.path.contains("password");
        // A sandbox begins anew with all its people; until somebody has signed in there, its maker may
        // have lost what was shown.
        let own = route.path.starts_with("/signin/")
            || [
                "/account/sandbox/reset",
                "/account/sandbox/password",
                "/customers/{id}/first-password",
            ]
            .contains(&route.path);
        assert!(!word || own, "{route:?} looks like resetting for others");
    }
}

/// A company whose admin has confirmed mailbox and mobile.
pub(crate) fn reachable(app: &TestApp) -> Partner {
    let partner = app.registered_company();
    app.confirm_contacts(&partner.admin);
    partner
}

const NEW: &str = "Patient-Cormorant-83";

pub(crate) fn begin(app: &TestApp, browser: &Browser, name: &str) -> Page {
    let form = browser.open("/signin/recover").form("/signin/recover");
    app.clock.pass(2);
    form.fill("sign_in_name", name).submit()
}

pub(crate) fn send(browser: &Browser, way: &str) -> Page {
    let page = browser.open("/signin/recover/prove");
    assert!(page.source().contains("/signin/recover/send"));
    browser.post("/signin/recover/send", &[("way", way), ("method", "sms")])
}

pub(crate) fn enter(browser: &Browser, way: &str, code: &str) -> Page {
    browser.post("/signin/recover/verify", &[("way", way), (way, code)])
}

pub(crate) fn totp(app: &TestApp, login: &Login) -> String {
    ::app::identity::authenticator::code_at(&login.secret, app.now()).unwrap()
}

/// The newest code in a mail to an address.
pub(crate) fn mailed(app: &TestApp, to: &str) -> String {
    let mails = app.messages(to);
    let body = mails
        .iter()
        .rev()
        .find(|m| m.code == "S01")
        .unwrap()
        .body
        .clone()
        .unwrap();
    body.split(|c: char| !c.is_ascii_digit())
        .find(|run| run.len() == 6)
        .unwrap()
        .to_owned()
}

pub(crate) fn set(browser: &Browser, password: &str, repeated: &str) -> Page {
    let form = browser
        .open("/signin/recover/password")
        .form("/signin/recover/password");
    form.fill("password", password)
        .fill("repeated", repeated)
        .submit()
}

pub(crate) fn sign_in(browser: &Browser, name: &str, password: &str) -> Page {
    let form = browser.open("/signin").form("/signin");
    form.fill("sign_in_name", name)
        .fill("password", password)
        .submit()
}

fn mail_and_authenticator_open_the_way_to_a_new_password(app: &TestApp) {
    let partner = reachable(app);
    let (name, email) = (&partner.admin.sign_in_name, &partner.company.email);
    let elsewhere = app.browser_of(&partner.admin);
    assert_eq!(elsewhere.get("/dashboard/overview").status(), 200);
    let browser = app.browser();
    assert_eq!(
        begin(app, &browser, name).location(),
        "/signin/recover/prove"
    );
    // Nothing is proved yet: the password page leads back.
    assert_eq!(
        browser.get("/signin/recover/password").location(),
        "/signin/recover/prove"
    );
    assert_eq!(send(&browser, "email").status(), 303);
    app.drain();
    let wrong = enter(&browser, "email", "000000").expect(422);
    assert!(wrong.error_at("email").is_some());
    assert_eq!(enter(&browser, "email", &mailed(app, email)).status(), 303);
    assert_eq!(
        browser.get("/signin/recover/password").location(),
        "/signin/recover/prove"
    );
    app.clock.pass(30);
    let code = totp(app, &partner.admin);
    assert_eq!(enter(&browser, "authenticator", &code).status(), 303);
    // A bad password is told at its field, and nothing is lost.
    assert!(
        set(&browser, "short", "short")
            .expect(422)
            .error_at("password")
            .is_some()
    );
    assert!(
        set(&browser, NEW, "other")
            .expect(422)
            .error_at("repeated")
            .is_some()
    );
    let old = set(&browser, &partner.admin.password, &partner.admin.password).expect(422);
    assert!(old.error_at("password").is_some());
    let done = set(&browser, NEW, NEW);
    assert_eq!(done.location(), "/signin?recovered=password");
    app.drain();
    // Every session is over, every contact point is told once, and the new password works.
    assert!(
        elsewhere
            .get("/dashboard/overview")
            .location()
            .starts_with("/signin")
    );
    let told = |code: &str| app.messages("").iter().filter(|m| m.code == code).count();
    assert_eq!(told("S02"), 2);
    assert_eq!(
        sign_in(&app.browser(), name, &partner.admin.password).status(),
        422
    );
    assert_eq!(sign_in(&app.browser(), name, NEW).status(), 303);
    assert_eq!(audited(app, "recovery.set-password", "succeeded"), 1);
    // The cookie is worth nothing any more.
    assert_eq!(browser.get("/signin/recover/prove").status(), 409);
}

fn phone_and_mail_unlock_and_keep_the_password(app: &TestApp) {
    let partner = reachable(app);
    let name = &partner.admin.sign_in_name;
    for _ in 0..4 {
        assert_eq!(sign_in(&app.browser(), name, "wrong").status(), 422);
    }
    for password in ["wrong", &partner.admin.password] {
        let page = sign_in(&app.browser(), name, password);
        assert!(page.location().starts_with("/signin/locked?why=name&"));
    }
    let browser = app.browser();
    begin(app, &browser, name);
    prove_both(app, &browser, &partner);
    let unlocked = browser.post("/signin/recover/unlock", &[]);
    assert_eq!(unlocked.location(), "/signin?recovered=unlocked");
    app.drain();
    assert_eq!(
        sign_in(&app.browser(), name, &partner.admin.password).status(),
        303
    );
    assert!(app.messages("").iter().any(|m| m.code == "S03"));
}

/// Proves mail and phone.
pub(crate) fn prove_both(app: &TestApp, browser: &Browser, partner: &Partner) {
    assert_eq!(send(browser, "email").status(), 303);
    assert_eq!(send(browser, "phone").status(), 303);
    app.drain();
    let code = mailed(app, &partner.company.email);
    assert_eq!(enter(browser, "email", &code).status(), 303);
    let code = app.code_sent_to(&partner.company.mobile);
    assert_eq!(enter(browser, "phone", &code).status(), 303);
}

/// A page without what differs from visit to visit.
fn bare(page: &Page) -> String {
    let mut text = page.source().replace(page.header("x-correlation-id"), "");
    for (before, after) in [("value=\"", "\""), ("saved\">", "</p>")] {
        let mut kept = String::new();
        for (n, part) in text.split(before).enumerate() {
            kept.push_str(if n == 0 {
                part
            } else {
                part.split_once(after).map_or("", |(_, rest)| rest)
            });
        }
        text = kept;
    }
    text
}

fn a_name_nobody_has_walks_the_same_way_to_nowhere(app: &TestApp) {
    let partner = reachable(app);
    let (known, unknown) = (app.browser(), app.browser());
    let pages = |step: &dyn Fn(&Browser) -> Page| {
        let (a, b) = (step(&known), step(&unknown));
        assert_eq!((a.status(), a.location()), (b.status(), b.location()));
        assert_eq!(bare(&a), bare(&b));
    };
    let a = begin(app, &known, &partner.admin.sign_in_name);
    let b = begin(app, &unknown, "nobody@nowhere.yunlan.example");
    assert_eq!((a.status(), a.location()), (b.status(), b.location()));
    pages(&|browser| browser.get("/signin/recover/prove"));
    for way in ["email", "phone"] {
        pages(&|browser| browser.post("/signin/recover/send", &[("way", way), ("method", "sms")]));
        pages(&|browser| browser.post("/signin/recover/send", &[("way", way), ("method", "sms")]));
        pages(&|browser| enter(browser, way, "000000"));
    }
    pages(&|browser| enter(browser, "authenticator", "000000"));
    pages(&|browser| enter(browser, "authenticator", "aaaa-bbbb-cccc-dddd"));
    pages(&|browser| browser.get("/signin/recover/password"));
    pages(&|browser| browser.post("/signin/recover/unlock", &[]));
    pages(&|browser| browser.get("/signin/recover/prove"));
    app.drain();
    // As many jobs were made for the one as for the other.
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'recovery-code'"
        ),
        4
    );
    // Only one of them had somebody to send anything to.
    assert_eq!(app.mails("S01").len(), 1);
}

fn every_limit_of_the_codes_holds(app: &TestApp) {
    let partner = reachable(app);
    let email = &partner.company.email;
    let browser = app.browser();
    begin(app, &browser, &partner.admin.sign_in_name);
    assert_eq!(send(&browser, "email").status(), 303);
    assert_eq!(send(&browser, "email").status(), 429);
    app.clock.pass(60);
    assert_eq!(send(&browser, "email").status(), 303);
    app.drain();
    let code = mailed(app, email);
    for _ in 0..5 {
        assert_eq!(enter(&browser, "email", "000000").status(), 422);
    }
    // The fifth wrong try has killed it.
    assert_eq!(enter(&browser, "email", &code).status(), 422);
    app.clock.pass(60);
    assert_eq!(send(&browser, "email").status(), 303);
    app.drain();
    let code = mailed(app, email);
    app.clock.pass(600);
    assert_eq!(enter(&browser, "email", &code).status(), 422);
    // Three sends are all a procedure has.
    assert_eq!(send(&browser, "email").status(), 429);
    // Five wrong authenticator codes end it.
    for _ in 0..4 {
        assert_eq!(enter(&browser, "authenticator", "000000").status(), 422);
    }
    assert_eq!(enter(&browser, "authenticator", "000000").status(), 409);
    assert_eq!(browser.get("/signin/recover/prove").status(), 409);
    for bad in ["", "12345", "1234567", "１２３４５６x", "<script>"] {
        let browser = app.browser();
        begin(
            app,
            &browser,
            &format!("x{}@nowhere.yunlan.example", bad.len()),
        );
        let page = enter(&browser, "email", bad).expect(422);
        assert!(page.error_at("email").is_some() && !page.source().contains("<script>"));
    }
}

fn a_procedure_ends_after_a_quarter_of_an_hour_and_after_success(app: &TestApp) {
    let partner = reachable(app);
    let browser = app.browser();
    begin(app, &browser, &partner.admin.sign_in_name);
    app.clock.pass(899);
    assert_eq!(browser.get("/signin/recover/prove").status(), 200);
    app.clock.pass(1);
    assert_eq!(browser.get("/signin/recover/prove").status(), 409);
    // Two at once: the one that succeeds ends the other.
    let (one, other) = (app.browser(), app.browser());
    begin(app, &one, &partner.admin.sign_in_name);
    begin(app, &other, &partner.admin.sign_in_name);
    prove_both(app, &one, &partner);
    assert_eq!(set(&one, NEW, NEW).status(), 303);
    assert_eq!(other.get("/signin/recover/prove").status(), 409);
    app.drain();
    app.clock.pass(2 * 86_400);
    app.tick();
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM recovery"), 0);
}

fn too_many_recoveries_of_a_name_or_from_an_address_wait(app: &TestApp) {
    for _ in 0..5 {
        assert_eq!(
            begin(app, &app.browser(), "Somebody@Nowhere.Yunlan.example").status(),
            303
        );
    }
    let sixth = begin(app, &app.browser(), "somebody@nowhere.yunlan.example");
    assert_eq!(sixth.status(), 429);
    let browser = app.browser();
    for n in 0..20 {
        assert_eq!(
            begin(app, &browser, &format!("p{n}@nowhere.yunlan.example")).status(),
            303
        );
    }
    assert_eq!(
        begin(app, &browser, "p99@nowhere.yunlan.example").status(),
        429
    );
    app.clock.pass(86_401);
    assert_eq!(
        begin(app, &browser, "somebody@nowhere.yunlan.example").status(),
        303
    );
}

fn a_form_sent_too_fast_or_with_the_trap_filled_is_refused(app: &TestApp) {
    let browser = app.browser();
    let name = "somebody@nowhere.yunlan.example";
    let form = browser.open("/signin/recover").form("/signin/recover");
    let page = form.fill("sign_in_name", name).submit().expect(422);
    assert!(page.error_at("sign_in_name").is_some() && page.source().contains(name));
    let form = browser.open("/signin/recover").form("/signin/recover");
    app.clock.pass(2);
    let page = form
        .fill("sign_in_name", name)
        .fill("website", "x")
        .submit();
    assert_eq!(page.status(), 422);
    let form = browser.open("/signin/recover").form("/signin/recover");
    app.clock.pass(6 * 3600 + 1);
    assert_eq!(form.fill("sign_in_name", name).submit().status(), 422);
    assert_eq!(begin(app, &browser, "").status(), 422);
}

fn recovery_codes_are_shown_once_and_work_once(app: &TestApp) {
    let login = app.registered_company().admin;
    let browser = app.browser_of(&login);
    let page = browser.open("/account/me/recovery-codes");
    let shown = page.form("/account/me/recovery-codes").submit().expect(200);
    assert!(shown.header("cache-control").contains("no-store"));
    let codes: Vec<String> = shown
        .source()
        .split("<code>")
        .skip(1)
        .map(|rest| rest.split_once('<').unwrap().0.to_owned())
        .collect();
    assert_eq!(codes.len(), 10);
    let again = browser.get("/account/me/recovery-codes");
    assert!(
        codes
            .iter()
            .all(|code| !again.source().contains(code.as_str()))
    );
    let stored = count(
        app,
        "SELECT COUNT(*) AS n FROM recovery_code WHERE used_at IS NULL",
    );
    assert_eq!(stored, 10);
    let visit = |code: &str| {
        let browser = app.browser();
        assert_eq!(
            sign_in(&browser, &login.sign_in_name, &login.password).status(),
            303
        );
        browser.post("/signin/mfa", &[("code", code)]).status()
    };
    assert_eq!(visit(&codes[0].to_uppercase()), 303);
    assert_eq!(visit(&codes[0]), 422);
    assert_eq!(visit(&codes[1].replace('-', " ")), 303);
    app.drain();
    assert_eq!(
        app.mails("S04").len(),
        4,
        "two uses, each by mail and by text"
    );
    // After ten minutes new ones need a fresh proof; they void the old ones.
    app.clock.pass(601);
    let page = browser.post("/account/me/recovery-codes", &[]);
    assert!(page.status() == 403 || page.location().starts_with("/signin/mfa"));
}

fn a_text_message_stands_in_for_the_authenticator(app: &TestApp) {
    let partner = app.registered_company();
    let login = &partner.admin;
    let browser = app.browser();
    assert_eq!(
        sign_in(&browser, &login.sign_in_name, &login.password).status(),
        303
    );
    let page = browser.open("/signin/mfa");
    assert!(
        !page.source().contains(&partner.company.mobile),
        "the number is masked"
    );
    assert_eq!(
        browser.post("/signin/mfa", &[("code", "000000")]).status(),
        422
    );
    let sent = page.form("/signin/mfa/text").submit();
    assert!(sent.location().starts_with("/signin/mfa?texted=1"));
    assert_eq!(browser.post("/signin/mfa/text", &[]).status(), 429);
    app.drain();
    let code = app.code_sent_to(&partner.company.mobile);
    // The same code does not open another sign-in.
    let other = app.browser();
    assert_eq!(
        sign_in(&other, &login.sign_in_name, &login.password).status(),
        303
    );
    assert_eq!(other.post("/signin/mfa", &[("code", &code)]).status(), 422);
    assert_eq!(
        browser.post("/signin/mfa", &[("code", &code)]).status(),
        303
    );
    assert_eq!(browser.get("/dashboard/overview").status(), 200);
    assert_eq!(
        browser.post("/signin/mfa", &[("code", &code)]).status(),
        422
    );
}

fn a_temporary_password_that_is_too_old_is_recovered(app: &TestApp) {
    let login = app.staff(StaffRole::Auditor);
    // Staff of the operator recover like everybody else.
    let browser = app.browser();
    begin(app, &browser, &login.sign_in_name);
    app.clock.pass(30);
    assert_eq!(
        enter(&browser, "authenticator", &totp(app, &login)).status(),
        303
    );
    assert_eq!(
        browser.get("/signin/recover/password").location(),
        "/signin/recover/prove"
    );
    assert_eq!(set_is_refused(&browser), 409);
}

/// The form of the password, sent by somebody who has proved too little.
fn set_is_refused(browser: &Browser) -> u16 {
    browser
        .post(
            "/signin/recover/password",
            &[("password", NEW), ("repeated", NEW)],
        )
        .status()
}

/// On both ways to a new password.
fn the_last_five_passwords_are_refused_and_the_sixth_is_taken(app: &TestApp) {
    let partner = reachable(app);
    let browser = app.browser_of(&partner.admin);
    let password = |n: u32| format!("Patient-Otter-5{n}");
    let path = "/signin/change-password";
    let change = |current: &str, new: &str| {
        app.clock.pass(1);
        let form = browser.open(path).form(path).fill("current", current);
        form.fill("password", new).fill("repeated", new).submit()
    };
    let mut current = partner.admin.password.clone();
    for n in 1..=6 {
        assert_eq!(change(&current, &password(n)).status(), 303, "{n}");
        current = password(n);
    }
    // The last five are 6, 5, 4, 3 and 2.
    for n in 2..=6 {
        let page = change(&current, &password(n)).expect(422);
        assert!(page.error_at("password").is_some(), "{n}");
    }
    assert_eq!(change(&current, &password(1)).status(), 303);
    // And now 1, 6, 5, 4 and 3.
    let lost = app.browser();
    drop(begin(app, &lost, &partner.admin.sign_in_name));
    prove_both(app, &lost, &partner);
    for n in [3, 4, 5, 6, 1] {
        let page = set(&lost, &password(n), &password(n)).expect(422);
        assert!(page.error_at("password").is_some(), "{n}");
    }
    assert_eq!(set(&lost, &password(2), &password(2)).status(), 303);
    app.drain();
}
