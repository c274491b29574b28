//! Users of a company: added, shown their password once, found, corrected, blocked, deleted, erased.

use crate::{at_once, audited, count};
use domain::caller::AdminSetting;
use std::collections::BTreeMap;
use testkit::{Browser, Form, Login, Page, Partner, TestApp};

testkit::on_both! { TestApp:
    a_second_global_admin_is_added_and_signs_in,
    bad_input_is_kept_and_explained,
    a_double_click_adds_one_user_and_two_people_never_share_a_mailbox,
    a_proof_of_identity_is_asked_for_and_nothing_typed_is_lost,
    a_blocked_user_is_out_and_a_deleted_one_can_come_back_for_a_month,
    whoever_never_signed_in_is_erased_at_once,
    contact_data_is_the_persons_own_after_the_first_sign_in,
    the_list_is_searched_and_filtered,
}

pub(crate) const NEW: &str = "/account/users/new";

/// What is typed into "Add user".
pub(crate) fn typed(n: usize, admin: &str) -> BTreeMap<String, String> {
    let mobile = format!("1990001{n:04}");
    let email = format!("user{n}@company.example");
    let name = format!("user{n}");
    [
        ("family_name", "孙"),
        ("given_name", "若水"),
        ("job_title", "运营经理"),
        ("language", "zh-Hans"),
        ("user_name", &name),
        ("contact_email", &email),
        ("mobile", &mobile),
        ("agent_setting", "sales-agent"),
        ("admin_setting", admin),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect()
}

pub(crate) fn new_form(browser: &Browser, n: usize, admin: &str) -> Form {
    browser.open(NEW).form(NEW).fill_all(&typed(n, admin))
}

/// Adds a user and gives the account's id.
pub(crate) fn add(browser: &Browser, n: usize, admin: &str) -> String {
    id_in(&new_form(browser, n, admin).submit().expect(303))
}

pub(crate) fn id_in(page: &Page) -> String {
    let place = page.location();
    let id = place.strip_prefix("/account/users/").unwrap_or(place);
    id.trim_end_matches("/done").to_owned()
}

/// The temporary password on a confirmation page.
pub(crate) fn password_on(page: &Page) -> Option<String> {
    page.all(".secret.hot .v").into_iter().next()
}

fn domain_of(app: &TestApp, partner: &Partner) -> String {
    format!("{}.{}", partner.company.prefix, app.programme.domain_suffix)
}

fn a_second_global_admin_is_added_and_signs_in(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let lonely = browser.open("/account/users");
    assert_eq!(lonely.all(".tbl tbody tr").len(), 1);
    assert!(!lonely.all(".banner.warn").is_empty(), "two are advised");
    let done = new_form(&browser, 1, "global-admin").submit().expect(303);
    let shown = browser.get(done.location()).expect(200);
    assert_eq!(shown.header("cache-control"), "no-store");
    let temporary = password_on(&shown).expect("the first look shows it");
    let sign_in_name = format!("user1@{}", domain_of(app, &partner));
    assert!(shown.text().contains(&sign_in_name));
    assert!(shown.attribute("a[download]", "href").is_some());
    // Once: not to the same browser, not to another of the same person, not to a colleague.
    let elsewhere = app.browser_of(&partner.admin);
    for other in [&browser, &elsewhere] {
        let again = other.get(done.location()).expect(200);
        assert_eq!(password_on(&again), None);
        assert!(!again.source().contains(&temporary));
        assert!(again.attribute("a[download]", "href").is_none());
    }
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM shown_secret"), 0);
    app.drain();
    let told = app.mails("U01");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].recipient, "user1@company.example");
    assert!(told[0].body.as_ref().unwrap().contains(&sign_in_name));
    assert_eq!(app.mails("U02").len(), 1);
    assert_eq!(app.mails("U02")[0].recipient, partner.company.email);
    let bare = temporary.replace('-', "");
    for message in app.messages("") {
        let body = message.body.unwrap_or_default();
        assert!(!body.contains(&temporary) && !body.contains(&bare));
    }
    let secret = app.read(move |tx| {
        let like = store::Value::from(format!("%{bare}%"));
        Ok(tx.query_one::<i64>(
            "SELECT COUNT(*) AS n FROM audit_entry WHERE REPLACE(detail, '-', '') LIKE $1",
            &[like],
        )?)
    });
    assert_eq!(secret.wait().unwrap(), 0);
    // The password dies at the first sign-in; then there are two.
    let second = app.first_sign_in(&sign_in_name, &temporary);
    let browser = app.browser_of(&second);
    let list = browser.open("/account/users");
    assert_eq!(list.all(".tbl tbody tr").len(), 2);
    assert!(list.all(".banner.warn").is_empty());
    assert!(list.text().contains("孙若水"));
    assert_eq!(audited(app, "user.add", "succeeded"), 1);
    // The six that are too many.
    for n in 2..6 {
        let id = add(&browser, n, "global-admin");
        let shown = browser.get(&format!("/account/users/{id}/done"));
        let temporary = password_on(&shown).unwrap();
        let name = format!("user{n}@{}", domain_of(app, &partner));
        drop(app.first_sign_in(&name, &temporary));
        let warned = !browser
            .open("/account/users")
            .all(".banner.warn")
            .is_empty();
        assert_eq!(warned, n == 5, "{n}");
    }
    app.drain();
}

fn bad_input_is_kept_and_explained(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let form = browser.open(NEW).form(NEW);
    let page = form.fill("family_name", "").submit().expect(422);
    for field in ["family_name", "given_name", "user_name", "contact_email"] {
        assert!(page.error_at(field).is_some(), "{field}");
    }
    let suffix = domain_of(app, &partner);
    for (field, value) in [
        ("user_name", "zhou.wenqing"),
        ("user_name", "Zhou.Wenqing"),
        ("user_name", "a b"),
        ("contact_email", partner.company.email.as_str()),
        ("contact_email", &partner.company.email.to_uppercase()),
        ("contact_email", "somebody@qq.com"),
        ("contact_email", &format!("somebody@{suffix}")),
        ("mobile", "021 5555 0123"),
        ("language", "tlh"),
        ("admin_setting", "emperor"),
        ("agent_setting", ""),
        ("family_name", "\u{202e}x"),
    ] {
        let form = new_form(&browser, 1, "none").put(field, value);
        let page = form.submit().expect(422);
        assert!(
            page.error_at(field).is_some(),
            "{field} {value}: {:?}",
            page.errors()
        );
        assert_eq!(page.errors().len(), 1, "{:?}", page.errors());
        assert!(!page.source().contains('⟦'), "{field} {value}");
        assert_eq!(page.form(NEW).value("job_title"), "运营经理");
    }
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM account WHERE status = 'invited'"
        ),
        0
    );
    assert_eq!(app.mails("U01").len(), 0);
}

fn a_double_click_adds_one_user_and_two_people_never_share_a_mailbox(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let form = new_form(&browser, 1, "none");
    let pages = at_once(|| form.submit(), || form.submit());
    assert_eq!(pages[0].location(), pages[1].location());
    let shown = browser.get(pages[0].location());
    assert!(password_on(&shown).is_some());
    // One key with something else typed is another wish.
    let page = form.clone().fill("given_name", "上善").submit();
    assert_eq!(page.status(), 422);
    let forms =
        [2, 3].map(|n| new_form(&browser, n, "none").fill("contact_email", "one@company.example"));
    let mut pages = at_once(|| forms[0].submit(), || forms[1].submit());
    pages.sort_by_key(Page::status);
    assert_eq!(pages.each_ref().map(Page::status), [303, 422]);
    assert!(pages[1].error_at("contact_email").is_some());
    let forms = [4, 5].map(|n| new_form(&browser, n, "none").fill("user_name", "same"));
    let mut pages = at_once(|| forms[0].submit(), || forms[1].submit());
    pages.sort_by_key(Page::status);
    assert_eq!(pages.each_ref().map(Page::status), [303, 422]);
    assert!(pages[1].error_at("user_name").is_some());
    app.drain();
    assert_eq!(app.mails("U01").len(), 3);
}

fn code(app: &TestApp, login: &Login) -> String {
    ::app::identity::authenticator::code_at(&login.secret, app.now()).unwrap()
}

fn a_proof_of_identity_is_asked_for_and_nothing_typed_is_lost(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let (form, plain) = (
        new_form(&browser, 1, "global-admin"),
        new_form(&browser, 2, "none"),
    );
    app.clock.pass(10 * 60 + 1);
    // A user without an admin role needs no proof.
    assert_eq!(plain.submit().status(), 303);
    let asked = form.submit().expect(403);
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM account WHERE status = 'invited'"
        ),
        1
    );
    let proof = asked.form(NEW);
    assert_eq!(proof.value("given_name"), "若水");
    assert_eq!(proof.value("admin_setting"), "global-admin");
    let wrong = proof
        .clone()
        .fill("reauth_code", "000000")
        .submit()
        .expect(422);
    assert!(wrong.error_at("reauth_code").is_some());
    assert_eq!(
        wrong.form(NEW).value("contact_email"),
        "user1@company.example"
    );
    let cookie = browser.cookie("tongdao_session");
    let right = wrong
        .form(NEW)
        .fill("reauth_code", &code(app, &partner.admin));
    let done = right.submit().expect(303);
    // A copy of the cookie from before profits from nothing.
    assert_ne!(browser.cookie("tongdao_session"), cookie);
    let shown = browser.get(done.location()).expect(200);
    assert!(password_on(&shown).is_some());
    // The same form again: the code was used, and the user exists once.
    assert_eq!(
        right.submit().status(),
        400,
        "its token went with the cookie"
    );
    // Giving and taking a role as well.
    let path = format!("/account/users/{}", id_in(&done));
    let settings = format!("{path}/settings");
    let form = browser
        .open(&path)
        .form(&settings)
        .fill("admin_setting", "billing-admin");
    app.clock.pass(10 * 60 + 1);
    let asked = form.submit().expect(403);
    assert!(!asked.source().contains('⟦'));
    let form = asked
        .form(&settings)
        .fill("reauth_code", &code(app, &partner.admin));
    assert_eq!(form.submit().location(), format!("{path}?done=settings"));
    app.drain();
    // Five wrong codes end the session.
    app.clock.pass(10 * 60 + 1);
    let form = browser
        .open(&path)
        .form(&settings)
        .fill("admin_setting", "none");
    let mut page = form.submit().expect(403);
    for _ in 0..4 {
        page = page
            .form(&settings)
            .fill("reauth_code", "000000")
            .submit()
            .expect(422);
    }
    let page = page.form(&settings).fill("reauth_code", "000000").submit();
    assert!(page.location().starts_with("/signin"), "{}", page.status());
    // The owner hears of it.
    app.drain();
}

/// Somebody with one button pressed.
fn press(browser: &Browser, id: &str, action: &str) -> Page {
    let path = format!("/account/users/{id}");
    browser
        .open(&path)
        .form(&format!("{path}/{action}"))
        .submit()
}

fn a_blocked_user_is_out_and_a_deleted_one_can_come_back_for_a_month(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let login = app.colleague(&partner, AdminSetting::None);
    let theirs = app.browser_of(&login);
    let id = account_of(app, &login.sign_in_name);
    assert_eq!(theirs.get("/account/me").status(), 200);
    let page = press(&browser, &id, "block").follow().expect(200);
    assert!(!page.all(".notice").is_empty());
    assert!(theirs.get("/account/me").location().starts_with("/signin"));
    let refused = |browser: &Browser| {
        let form = browser.open("/signin").form("/signin");
        let form = form.fill("sign_in_name", &login.sign_in_name);
        form.fill("password", &login.password).submit().status()
    };
    assert_eq!(refused(&app.browser()), 422);
    assert_eq!(press(&browser, &id, "unblock").status(), 303);
    let theirs = app.browser_of(&login);
    // What is not offered is refused as well.
    let version = browser.open(&format!("/account/users/{id}"));
    let version = version
        .form(&format!("/account/users/{id}"))
        .value("version")
        .to_owned();
    for action in ["unblock", "restore"] {
        let path = format!("/account/users/{id}/{action}");
        assert_eq!(browser.post(&path, &[("version", &version)]).status(), 409);
    }
    assert_eq!(press(&browser, &id, "delete").status(), 303);
    assert!(theirs.get("/account/me").location().starts_with("/signin"));
    assert_eq!(browser.open("/account/users").all(".tbl tbody tr").len(), 1);
    assert!(
        browser
            .open("/account/users?show=deleted")
            .text()
            .contains(&login.sign_in_name)
    );
    // The mailbox is free meanwhile, and then in the way of coming back.
    app.clock.pass(30 * 86_400 - 120);
    app.tick();
    let browser = app.browser_of(&partner.admin);
    let form = new_form(&browser, 1, "none").fill("contact_email", &contact_of(app, &id));
    let other = id_in(&form.submit().expect(303));
    let page = press(&browser, &id, "restore").expect(409);
    assert!(!page.source().contains('⟦'));
    assert_eq!(press(&browser, &other, "delete").status(), 303);
    assert_eq!(press(&browser, &id, "restore").status(), 303);
    drop(app.browser_of(&login));
    app.confirm_contacts(&login);
    let (owner, now) = (id.parse().unwrap(), app.now());
    let kept = app
        .db
        .write(move |tx| store::recovery::set_codes(tx, owner, &[[7; 32]], now));
    kept.wait().unwrap();
    assert_eq!(traces_of(app, &id), 2);
    assert_eq!(press(&browser, &id, "delete").status(), 303);
    // At the end of the month it is gone, and its name is free.
    app.clock.pass(30 * 86_400);
    let browser = app.browser_of(&partner.admin);
    let page = press(&browser, &id, "restore").expect(409);
    assert!(!page.source().contains('⟦'));
    app.tick();
    assert_eq!(browser.get(&format!("/account/users/{id}")).status(), 404);
    let left = count(
        app,
        "SELECT COUNT(*) AS n FROM account WHERE status = 'deleted' AND (family_name <> '' OR contact_email <> '' OR password_hash <> '')",
    );
    assert_eq!(left, 0);
    assert_eq!(traces_of(app, &id), 0);
    assert_eq!(audited(app, "user.erase", "succeeded"), 1);
    let form = new_form(&browser, 2, "none").fill("user_name", "none");
    assert_eq!(form.submit().status(), 303);
    app.tick();
    assert_eq!(audited(app, "user.erase", "succeeded"), 1);
}

/// What is kept to bring somebody back: confirmed contact data and recovery codes.
fn traces_of(app: &TestApp, id: &str) -> i64 {
    let id: uuid::Uuid = id.parse().unwrap();
    let found = app.read(move |tx| {
        let mut rows = 0;
        for sql in [
            "SELECT COUNT(*) AS n FROM confirmed_contact WHERE account_id = $1",
            "SELECT COUNT(*) AS n FROM recovery_code WHERE account_id = $1",
        ] {
            rows += tx.query_one::<i64>(sql, store::values![id])?;
        }
        Ok(rows)
    });
    found.wait().unwrap()
}

/// The id of an account.
pub(crate) fn account_of(app: &TestApp, sign_in_name: &str) -> String {
    let name = sign_in_name.to_owned();
    let found = app.read(move |tx| Ok(store::identity::account_to_sign_in(tx, &name)?.unwrap().id));
    found.wait().unwrap().to_string()
}

fn contact_of(app: &TestApp, id: &str) -> String {
    let id = id.parse().unwrap();
    let found = app.read(move |tx| Ok(store::identity::own_account(tx, id)?.contact_email));
    found.wait().unwrap()
}

fn whoever_never_signed_in_is_erased_at_once(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    for _ in 0..2 {
        let id = add(&browser, 1, "none");
        let page = press(&browser, &id, "delete");
        assert_eq!(page.location(), "/account/users?done=erased");
        assert!(!page.follow().expect(200).all(".notice").is_empty());
        // Nobody comes to see the password of somebody who is gone.
        assert_eq!(
            browser.get(&format!("/account/users/{id}/done")).status(),
            404
        );
    }
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM shown_secret"), 0);
    // Not looked at in time: destroyed.
    let id = add(&browser, 1, "none");
    app.clock.pass(900);
    let page = browser
        .get(&format!("/account/users/{id}/done"))
        .expect(200);
    assert_eq!(password_on(&page), None);
    let _unseen = add(&browser, 2, "none");
    app.clock.pass(900);
    app.tick();
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM shown_secret"), 0);
    assert_eq!(app.mails("U01").len(), 4);
}

fn contact_data_is_the_persons_own_after_the_first_sign_in(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let id = add(&browser, 1, "none");
    let path = format!("/account/users/{id}");
    let temporary = password_on(&browser.get(&format!("{path}/done"))).unwrap();
    let old = browser.open(&path).form(&path);
    let form = old
        .clone()
        .fill("contact_email", "right@company.example")
        .fill("given_name", "上善");
    assert_eq!(form.submit().location(), format!("{path}?done=edited"));
    assert_eq!(contact_of(app, &id), "right@company.example");
    assert_eq!(
        old.put("request_id", "")
            .fill("given_name", "迟")
            .submit()
            .status(),
        409,
        "stale"
    );
    let taken = browser
        .open(&path)
        .form(&path)
        .fill("contact_email", &partner.company.email);
    assert!(
        taken
            .submit()
            .expect(422)
            .error_at("contact_email")
            .is_some()
    );
    let login = app.first_sign_in(&format!("user1@{}", domain_of(app, &partner)), &temporary);
    let form = browser.open(&path).form(&path);
    assert!(!form.has("contact_email") && !form.has("mobile"));
    let sneaky = form
        .put("contact_email", "evil@company.example")
        .put("mobile", "19900010009");
    assert_eq!(sneaky.fill("given_name", "若谷").submit().status(), 303);
    assert_eq!(contact_of(app, &id), "right@company.example");
    assert!(
        app.browser_of(&login)
            .open("/account/me")
            .text()
            .contains("孙若谷")
    );
    // No page and no address resets another's password.
    for path in [format!("{path}/password"), format!("{path}/reset")] {
        assert_eq!(browser.post(&path, &[]).status(), 404);
    }
    app.drain();
}

fn the_list_is_searched_and_filtered(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    for (n, admin) in [(1, "none"), (2, "billing-admin"), (3, "none")] {
        let _ = add(&browser, n, admin);
    }
    let rows = |query: &str| {
        browser
            .open(&format!("/account/users{query}"))
            .all(".tbl tbody tr")
    };
    assert_eq!(rows("").len(), 4);
    assert_eq!(rows("?role=global-admin").len(), 1);
    assert_eq!(rows("?role=sales-agent").len(), 3);
    assert_eq!(rows("?role=billing-admin&q=user2").len(), 1);
    assert_eq!(rows("?q=USER3@company").len(), 1);
    assert_eq!(rows("?q=%E5%AD%99%E8%8B%A5%E6%B0%B4").len(), 3);
    assert_eq!(rows("?q=nobody").len(), 0);
    assert_eq!(rows("?role=emperor").len(), 0);
    assert_eq!(rows("?page=99&q=%27%3B--").len(), 0);
    app.drain();
}
