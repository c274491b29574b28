//! Another authenticator in place of the one a person has: proved first, told afterwards, and never
//! a moment without one.

use crate::recovery::{begin as begin_recovery, reachable, sign_in, totp};
use crate::{at_once, audited, count};
use domain::caller::StaffRole;
use testkit::{Browser, Login, Page, TestApp};

testkit::on_both! { TestApp:
    the_old_one_works_until_the_new_one_has_shown_a_right_code,
    tries_and_minutes_are_limited,
    both_steps_want_a_recent_proof,
    the_newest_secret_counts_until_it_is_given_up,
    whoever_lost_the_phone_comes_in_with_a_recovery_code,
    it_is_for_those_who_are_signed_in,
}

const PAGE: &str = "/account/me/authenticator";
const WAITING: &str = "SELECT COUNT(*) AS n FROM authenticator_change";

pub(crate) fn begin(browser: &Browser) -> Page {
    browser.open(PAGE).form(PAGE).submit()
}

/// The same person with the secret that is shown.
pub(crate) fn shown(browser: &Browser, login: &Login) -> Option<Login> {
    let page = browser.open(PAGE);
    assert!(page.header("cache-control").contains("no-store"));
    let secret = page.attribute("[data-secret]", "data-secret")?;
    assert!(page.text().contains(&secret) || page.source().contains(&secret));
    Some(Login {
        secret,
        ..login.clone()
    })
}

pub(crate) fn confirm(browser: &Browser, code: &str) -> Page {
    browser.post(&format!("{PAGE}/confirm"), &[("code", code)])
}

/// How the second step of a sign-in answers a code.
fn signs_in(app: &TestApp, login: &Login, code: &str) -> u16 {
    let browser = app.browser();
    let page = sign_in(&browser, &login.sign_in_name, &login.password);
    assert_eq!(page.status(), 303);
    browser.post("/signin/mfa", &[("code", code)]).status()
}

fn the_old_one_works_until_the_new_one_has_shown_a_right_code(app: &TestApp) {
    let partner = reachable(app);
    let old = &partner.admin;
    let (browser, elsewhere) = (app.browser_of(old), app.browser_of(old));
    let profile = browser.open("/account/me");
    assert!(profile.source().contains(&format!("href=\"{PAGE}\"")));
    assert!(shown(&browser, old).is_none(), "nothing is begun");
    assert_eq!(confirm(&browser, "000000").status(), 409);
    assert_eq!(begin(&browser).location(), PAGE);
    let new = shown(&browser, old).unwrap();
    assert_ne!(new.secret, old.secret);
    // Another session of the same person neither sees nor confirms it.
    assert!(shown(&elsewhere, old).is_none());
    assert_eq!(confirm(&elsewhere, &totp(app, &new)).status(), 409);
    // It changes nothing yet.
    app.clock.pass(30);
    assert_eq!(signs_in(app, old, &totp(app, &new)), 422);
    assert_eq!(signs_in(app, old, &totp(app, old)), 303);
    for wrong in [
        "",
        "12345",
        "1234567",
        "abcdef",
        "<script>",
        &totp(app, old),
    ] {
        let page = confirm(&browser, wrong).expect(422);
        assert!(page.error_at("code").is_some(), "{wrong}");
        assert!(!page.source().contains("<script>"));
        let still = page.attribute("[data-secret]", "data-secret");
        assert_eq!(still.as_ref(), Some(&new.secret), "nothing is lost");
    }
    let recovering = app.browser();
    begin_recovery(app, &recovering, &old.sign_in_name);
    assert_eq!(recovering.get("/signin/recover/prove").status(), 200);
    app.drain();
    assert_eq!(app.mails("S07").len(), 0);

    let code = totp(app, &new);
    let done = confirm(&browser, &code);
    assert_eq!(done.location(), format!("{PAGE}?done=1"));
    assert!(done.follow().expect(200).text().contains("验证器已更换"));
    // What was begun with the old one is over; this session goes on.
    assert_eq!(browser.get("/account/me").status(), 200);
    let ended = elsewhere.get("/account/me");
    assert!(ended.location().starts_with("/signin"));
    assert_eq!(recovering.get("/signin/recover/prove").status(), 409);
    // The same form once more does nothing more.
    assert_eq!(confirm(&browser, &code).status(), 409);
    app.drain();
    app.tick();
    let told: Vec<String> = app.mails("S07").into_iter().map(|m| m.recipient).collect();
    assert_eq!(told.len(), 2, "by mail and by text, each once: {told:?}");
    assert!(told.contains(&partner.company.email) && told.contains(&partner.company.mobile));
    assert_eq!(
        audited(app, "account.begin-new-authenticator", "succeeded"),
        1
    );
    assert_eq!(count(app, WAITING), 0);
    // The code that confirmed it is used up, the next one is good, the old one's are not.
    assert_eq!(signs_in(app, old, &code), 422);
    app.clock.pass(30);
    assert_eq!(signs_in(app, old, &totp(app, old)), 422);
    assert_eq!(signs_in(app, old, &totp(app, &new)), 303);
    let codes = "SELECT COUNT(*) AS n FROM recovery_code WHERE used_at IS NULL";
    assert_eq!(count(app, codes), 10, "recovery codes stay");
    app.drain();
}

fn tries_and_minutes_are_limited(app: &TestApp) {
    let old = app.registered_company().admin;
    let browser = app.browser_of(&old);
    begin(&browser);
    let new = shown(&browser, &old).unwrap();
    for left in (1..5).rev() {
        let page = confirm(&browser, "000000").expect(422);
        let told = page.error_at("code").unwrap();
        assert!(told.contains(&left.to_string()), "{told}");
    }
    let over = confirm(&browser, "000000").expect(409);
    assert!(over.text().contains("旧验证器仍然有效"), "{}", over.text());
    assert_eq!(confirm(&browser, &totp(app, &new)).status(), 409);
    assert_eq!(count(app, WAITING), 0);
    // Ten minutes less a second are enough, ten minutes are not.
    begin(&browser);
    let new = shown(&browser, &old).unwrap();
    app.clock.pass(599);
    // The form twice at once: one of the two replaces it, the other is told so.
    let code = totp(app, &new);
    let pages = at_once(|| confirm(&browser, &code), || confirm(&browser, &code));
    let mut answers = pages.map(|page| page.status());
    answers.sort_unstable();
    assert_eq!(answers, [303, 409]);
    app.drain();
    assert_eq!(app.mails("S07").len(), 2);
    let browser = app.browser_of(&new);
    begin(&browser);
    let newer = shown(&browser, &new).unwrap();
    app.clock.pass(600);
    assert!(shown(&browser, &new).is_none());
    assert_eq!(confirm(&browser, &totp(app, &newer)).status(), 409);
    // What is over is thrown away.
    assert_eq!(count(app, WAITING), 1);
    app.clock.pass(1);
    app.tick();
    assert_eq!(count(app, WAITING), 0);
    assert_eq!(signs_in(app, &new, &totp(app, &new)), 303);
}

fn both_steps_want_a_recent_proof(app: &TestApp) {
    let old = app.registered_company().admin;
    let browser = app.browser_of(&old);
    app.clock.pass(601);
    let asked = browser.post(PAGE, &[]);
    assert!(asked.source().contains("reauth_code"), "{}", asked.text());
    assert_eq!(count(app, WAITING), 0);
    let code = totp(app, &old);
    let begun = browser.post(PAGE, &[("reauth_code", &code)]);
    assert_eq!(begun.location(), PAGE);
    // The proof grows old while the new one is set up.
    app.clock.pass(590);
    let begun = browser.post(PAGE, &[]);
    assert_eq!(begun.location(), PAGE);
    let new = shown(&browser, &old).unwrap();
    app.clock.pass(11);
    let asked = confirm(&browser, &totp(app, &new));
    assert!(asked.source().contains("reauth_code"), "{}", asked.text());
    // The new one proves nothing yet.
    let (right, proof) = (totp(app, &new), totp(app, &old));
    let path = format!("{PAGE}/confirm");
    let form = [("code", right.as_str()), ("reauth_code", right.as_str())];
    let refused = browser.post(&path, &form);
    assert!(refused.source().contains("reauth_code"));
    let form = [("code", right.as_str()), ("reauth_code", proof.as_str())];
    let done = browser.post(&path, &form);
    assert_eq!(done.location(), format!("{PAGE}?done=1"));
    app.drain();
}

fn the_newest_secret_counts_until_it_is_given_up(app: &TestApp) {
    let old = app.registered_company().admin;
    let (one, other) = (app.browser_of(&old), app.browser_of(&old));
    // A double click begins once.
    let form = one.open(PAGE).form(PAGE);
    assert_eq!(form.clone().submit().status(), 303);
    let first = shown(&one, &old).unwrap();
    assert_eq!(form.submit().status(), 303);
    assert_eq!(shown(&one, &old).unwrap().secret, first.secret);
    // Begun anew elsewhere, the first is void: a stale page is told so.
    begin(&other);
    let second = shown(&other, &old).unwrap();
    assert!(shown(&one, &old).is_none());
    assert_eq!(confirm(&one, &totp(app, &first)).status(), 409);
    assert_eq!(confirm(&other, &totp(app, &first)).status(), 422);
    let keep = other.open(PAGE).form(&format!("{PAGE}/cancel"));
    assert_eq!(keep.submit().location(), "/account/me");
    assert_eq!(confirm(&other, &totp(app, &second)).status(), 409);
    assert_eq!(count(app, WAITING), 0);
    app.clock.pass(30);
    assert_eq!(signs_in(app, &old, &totp(app, &old)), 303);
    app.drain();
    assert_eq!(app.mails("S07").len(), 0);
}

fn whoever_lost_the_phone_comes_in_with_a_recovery_code(app: &TestApp) {
    let old = app.registered_company().admin;
    let browser = app.browser_of(&old);
    let form = browser.open("/account/me/recovery-codes");
    let made = form.form("/account/me/recovery-codes").submit().expect(200);
    let code = made.all("ol code").first().cloned().unwrap();
    let browser = app.browser();
    sign_in(&browser, &old.sign_in_name, &old.password);
    let page = browser.post("/signin/mfa", &[("code", &code)]);
    assert_eq!(page.status(), 303);
    begin(&browser);
    let new = shown(&browser, &old).unwrap();
    // A recovery code is none of the new authenticator's.
    assert_eq!(confirm(&browser, &code).status(), 422);
    assert_eq!(confirm(&browser, &totp(app, &new)).status(), 303);
    app.clock.pass(30);
    assert_eq!(signs_in(app, &old, &totp(app, &new)), 303);
    app.drain();
}

fn it_is_for_those_who_are_signed_in(app: &TestApp) {
    let login = app.registered_company().admin;
    let half = app.browser();
    sign_in(&half, &login.sign_in_name, &login.password);
    assert!(half.get(PAGE).location().starts_with("/signin/mfa"));
    assert!(half.post(PAGE, &[]).location().starts_with("/signin/mfa"));
    assert!(app.browser().get(PAGE).location().starts_with("/signin"));
    assert_eq!(count(app, WAITING), 0);
    // Staff have one as well.
    let staff = app.staff(StaffRole::Auditor);
    let browser = app.browser_of(&staff);
    begin(&browser);
    let new = shown(&browser, &staff).unwrap();
    assert_eq!(confirm(&browser, &totp(app, &new)).status(), 303);
    assert_eq!(browser.get("/account/me").status(), 200);
    app.drain();
}
