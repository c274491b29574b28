//! What nobody may do to a company's users, alone or at the same moment.

use crate::users::{NEW, account_of, add, new_form, password_on};
use crate::{at_once, count};
use domain::caller::AdminSetting;
use testkit::{Browser, Page, TestApp};

testkit::on_both! { TestApp from trading:
    nobody_acts_on_the_own_account,
    a_user_management_admin_has_nothing_to_do_with_admins,
    two_admins_demote_each_other_at_once,
    a_right_taken_away_is_gone_at_once,
    rights_add_up_and_the_page_of_those_without_names_the_role,
}

/// What a page would send, from somebody to whom it is not offered.
fn send(browser: &Browser, app: &TestApp, id: &str, action: &str, more: &[(&str, &str)]) -> Page {
    let version = version_of(app, id).to_string();
    let mut fields = vec![("version", version.as_str())];
    fields.extend(more);
    browser.post(&format!("/account/users/{id}/{action}"), &fields)
}

fn version_of(app: &TestApp, id: &str) -> i64 {
    let id = id.parse().unwrap();
    let found = app.read(move |tx| Ok(store::identity::own_account(tx, id)?.version));
    found.wait().unwrap()
}

fn roles(agent: &'static str, admin: &'static str) -> [(&'static str, &'static str); 2] {
    [("agent_setting", agent), ("admin_setting", admin)]
}

fn nobody_acts_on_the_own_account(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let id = account_of(app, &partner.admin.sign_in_name);
    let page = browser.open(&format!("/account/users/{id}"));
    for action in ["block", "delete"] {
        assert!(!page.has_form(&format!("/account/users/{id}/{action}")));
        let page = send(&browser, app, &id, action, &[]).expect(409);
        assert!(!page.source().contains('⟦'));
    }
    for admin in ["none", "billing-admin"] {
        let demoted = send(&browser, app, &id, "settings", &roles("admin-agent", admin));
        assert_eq!(demoted.status(), 409);
    }
    // The own agent setting is no admin setting.
    let fewer = send(
        &browser,
        app,
        &id,
        "settings",
        &roles("none", "global-admin"),
    );
    assert_eq!(fewer.status(), 303);
    // A right was taken away: sessions end, one's own as well.
    assert!(
        browser
            .get("/account/users")
            .location()
            .starts_with("/signin")
    );
    // Stale and malformed versions change nothing.
    let browser = app.browser_of(&partner.admin);
    for version in ["0", "", "x", "99999999999999999999"] {
        let page = browser.post(
            &format!("/account/users/{id}/block"),
            &[("version", version)],
        );
        assert_eq!(page.status(), 409, "{version}");
    }
    let strange = send(&browser, app, &id, "settings", &[("agent_setting", "x")]).expect(422);
    assert!(strange.error_at("agent_setting").is_some());
    assert!(strange.error_at("admin_setting").is_some());
}

fn a_user_management_admin_has_nothing_to_do_with_admins(app: &TestApp) {
    let partner = app.registered_company();
    let manager = app.browser_of(&app.colleague(&partner, AdminSetting::UserManagementAdmin));
    let billing = app.colleague(&partner, AdminSetting::BillingAdmin);
    let mut admins = vec![partner.admin.clone(), billing];
    admins.push(app.colleague(&partner, AdminSetting::GlobalAdmin));
    for admin in &admins {
        let id = account_of(app, &admin.sign_in_name);
        let page = manager.open(&format!("/account/users/{id}"));
        assert!(
            !page.has_form(&format!("/account/users/{id}")),
            "{}",
            page.text()
        );
        for action in ["block", "delete", "restore"] {
            let page = send(&manager, app, &id, action, &[]).expect(403);
            assert!(page.text().contains("全局管理员"));
        }
        for change in [roles("none", "none"), roles("sales-agent", "global-admin")] {
            assert_eq!(send(&manager, app, &id, "settings", &change).status(), 403);
        }
        let edited = [
            ("family_name", "赵"),
            ("given_name", "一"),
            ("language", "en"),
        ];
        let mut fields = vec![("version", "1")];
        fields.extend(edited);
        assert_eq!(
            manager
                .post(&format!("/account/users/{id}"), &fields)
                .status(),
            403
        );
    }
    // Users without an admin role are his; admin roles are not his to give, himself included.
    let form = manager.open(NEW).form(NEW);
    assert_eq!(form.value("admin_setting"), "none");
    for admin in ["global-admin", "billing-admin", "user-management-admin"] {
        let page = new_form(&manager, 1, "none")
            .put("admin_setting", admin)
            .submit();
        assert_eq!(page.status(), 403, "{admin}");
    }
    let id = add(&manager, 1, "none");
    let shown = manager.get(&format!("/account/users/{id}/done"));
    assert!(password_on(&shown).is_some());
    let more = send(
        &manager,
        app,
        &id,
        "settings",
        &roles("admin-agent", "none"),
    );
    assert_eq!(more.status(), 303);
    let admin = send(
        &manager,
        app,
        &id,
        "settings",
        &roles("admin-agent", "billing-admin"),
    );
    assert_eq!(admin.status(), 403);
    assert_eq!(send(&manager, app, &id, "block", &[]).status(), 303);
    assert_eq!(send(&manager, app, &id, "delete", &[]).status(), 303);
    assert_eq!(send(&manager, app, &id, "restore", &[]).status(), 303);
    app.drain();
    assert_eq!(app.mails("U02").len(), 0);
}

fn able_admins(app: &TestApp) -> i64 {
    count(
        app,
        "SELECT COUNT(*) AS n FROM account WHERE admin_setting = 'global-admin' AND status = 'active'",
    )
}

fn two_admins_demote_each_other_at_once(app: &TestApp) {
    for round in ["settings", "block", "delete"] {
        let partner = app.registered_company();
        let other = app.colleague(&partner, AdminSetting::GlobalAdmin);
        let ids = [&partner.admin, &other].map(|login| account_of(app, &login.sign_in_name));
        let browsers = [&partner.admin, &other].map(|login| app.browser_of(login));
        let before = able_admins(app);
        let change = roles("none", "none");
        let pages = at_once(
            || send(&browsers[0], app, &ids[1], round, &change),
            || send(&browsers[1], app, &ids[0], round, &change),
        );
        let won = pages.iter().filter(|page| page.status() == 303);
        let won = won.filter(|page| page.location().contains("done=")).count();
        assert_eq!(won, 1, "{round}: {:?}", pages.each_ref().map(Page::status));
        assert_eq!(able_admins(app), before - 1, "{round}");
    }
    app.drain();
}

fn a_right_taken_away_is_gone_at_once(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let other = app.colleague(&partner, AdminSetting::GlobalAdmin);
    let theirs = app.browser_of(&other);
    let id = account_of(app, &other.sign_in_name);
    let form = theirs.open(NEW).form(NEW);
    let less = send(
        &browser,
        app,
        &id,
        "settings",
        &roles("none", "billing-admin"),
    );
    assert_eq!(less.status(), 303);
    // The session of the greater right is over.
    assert!(form.submit().location().starts_with("/signin"));
    let theirs = app.browser_of(&other);
    assert_eq!(theirs.get("/account/users").status(), 403);
    // Getting more leaves the session alone.
    let more = send(
        &browser,
        app,
        &id,
        "settings",
        &roles("admin-agent", "billing-admin"),
    );
    assert_eq!(more.status(), 303);
    assert_eq!(theirs.get("/account/me").status(), 200);
    app.drain();
}

fn rights_add_up_and_the_page_of_those_without_names_the_role(app: &TestApp) {
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    let nobody = app.colleague(&partner, AdminSetting::None);
    let id = account_of(app, &nobody.sign_in_name);
    let theirs = app.browser_of(&nobody);
    let page = theirs.get("/account/users").expect(403);
    assert!(
        page.text().contains("全局管理员或用户管理管理员"),
        "{}",
        page.text()
    );
    assert_eq!(theirs.get("/account/agreements").status(), 403);
    assert_eq!(theirs.get("/account/profile").status(), 403);
    let overview = theirs.open("/dashboard/overview");
    assert!(!overview.text().contains("信用额度"), "{}", overview.text());
    let links = overview.all("nav a[href]").join(" ");
    assert!(
        !links.contains("用户与权限") && !links.contains("协议"),
        "{links}"
    );
    // Whom to ask stands on everybody's own page.
    assert!(theirs.open("/account/me").text().contains("周文清"));
    let agent = send(
        &browser,
        app,
        &id,
        "settings",
        &roles("admin-agent", "none"),
    );
    assert_eq!(agent.status(), 303);
    assert_eq!(theirs.get("/account/agreements").status(), 200);
    assert_eq!(theirs.get("/account/profile").status(), 200);
    assert!(
        theirs
            .open("/dashboard/overview")
            .text()
            .contains("信用额度")
    );
    assert_eq!(theirs.get("/account/users").status(), 403);
    let sales = send(
        &browser,
        app,
        &id,
        "settings",
        &roles("sales-agent", "none"),
    );
    assert_eq!(sales.status(), 303);
    let theirs = app.browser_of(&nobody);
    assert_eq!(theirs.get("/account/agreements").status(), 403);
    assert_eq!(theirs.get("/account/profile").status(), 200);
}
