//! F2 with a work account that exists: who may register a company with it, and that no user and no
//! password come of it.

use crate::{application_of_tenant, count};
use domain::caller::{AdminSetting, StaffRole};
use testkit::{Browser, Page, TestApp, WorkAccount};

testkit::on_both! { TestApp:
    an_organisation_registers_without_a_new_user,
    a_colleague_goes_on_with_the_same_registration,
    two_admins_begin_at_once,
    whoever_may_not_is_told_why,
    what_the_name_alone_tells,
    a_work_account_alone_begins_no_application,
    after_a_rejection_there_is_a_time_to_wait,
    changing_ones_mind,
}

const ACCOUNT: &str = "/register/cn/account";
const EXISTING: &str = "/register/cn/existing";
const SIGN_IN: &str = "/register/cn/account/sign-in";

/// A browser that has begun a registration.
fn begun(app: &TestApp) -> Browser {
    let browser = app.browser();
    let page = browser
        .open("/register/cn/join")
        .form("/register/cn/join")
        .submit();
    assert_eq!(page.location(), ACCOUNT);
    browser
}

/// A browser that has begun a registration and in which somebody is signed in.
pub(crate) fn begun_as(app: &TestApp, login: &testkit::Login) -> Browser {
    let browser = begun(app);
    browser.set_cookie("tongdao_session", &app.sign_in(login).0);
    browser
}

/// From the choice to the page with "Create account".
fn to_create(app: &TestApp, browser: &Browser, account: &WorkAccount) {
    let chosen = browser.open(EXISTING).form(EXISTING).submit();
    let details = chosen.leads_to("/register/cn/details").follow().expect(200);
    drop(fill_details(&details, account).leads_to("/register/cn/phone"));
    verify(app, browser, account);
}

pub(crate) fn fill_details(page: &Page, account: &WorkAccount) -> Page {
    let form = page.form("/register/cn/details");
    let typed = account.company.details.clone();
    let asked = typed
        .into_iter()
        .filter(|(name, _)| form.has(name))
        .collect();
    form.fill_all(&asked).submit()
}

pub(crate) fn verify(app: &TestApp, browser: &Browser, account: &WorkAccount) {
    let page = browser.open("/register/cn/phone");
    let page = page.form("/register/cn/phone/send").submit().follow();
    app.drain();
    let code = app.code_sent_to(&account.company.mobile);
    let form = page.form("/register/cn/phone/verify").fill("code", &code);
    assert_eq!(form.submit().location(), "/register/cn/create");
}

fn an_organisation_registers_without_a_new_user(app: &TestApp) {
    let account = app.work_account();
    let browser = begun(app);
    let page = browser.open(ACCOUNT);
    let to = page
        .form(SIGN_IN)
        .fill("work_account", &account.admin.sign_in_name)
        .submit();
    // The sign-in comes back here and nowhere else, and knows the name.
    assert!(
        to.location()
            .starts_with("/signin?next=/register/cn/existing&name=")
    );
    let form = to.follow().form("/signin");
    assert_eq!(form.value("sign_in_name"), account.admin.sign_in_name);
    app.clock.pass(30);
    let page = form
        .fill("password", &account.admin.password)
        .submit()
        .follow();
    let code = ::app::identity::authenticator::code_at(&account.admin.secret, app.now()).unwrap();
    let page = page
        .follow()
        .form("/signin/mfa")
        .fill("code", &code)
        .submit();
    let page = page.leads_to(EXISTING).follow().expect(200);
    assert!(page.text().contains(&account.company.name));
    let users = count(app, "SELECT COUNT(*) AS n FROM account");
    let tenants = count(app, "SELECT COUNT(*) AS n FROM tenant");

    let page = page
        .form(EXISTING)
        .submit()
        .leads_to("/register/cn/details")
        .follow();
    let form = page.form("/register/cn/details");
    for field in [
        "domain_prefix",
        "user_name",
        "family_name",
        "contact_email",
        "mobile",
    ] {
        assert!(!form.has(field), "{field} is asked");
    }
    assert_eq!(form.value("legal_name"), account.company.name);
    assert!(
        page.text().contains("zhou.wenqing@"),
        "who registers is shown"
    );
    // Wrong input stays at its field.
    let wrong = form.clone().fill("postal_code", "1").submit().expect(422);
    assert!(wrong.error_at("postal_code").is_some());
    drop(fill_details(&page, &account).leads_to("/register/cn/phone"));
    app.drain();
    let mails = app.mails("E01");
    assert_eq!(mails.len(), 1);
    let body = mails[0].body.clone().unwrap();
    assert!(body.contains("/register/cn/existing") && !body.contains("/register/resume/"));
    verify(app, &browser, &account);

    let page = browser.open("/register/cn/create");
    assert!(page.text().contains(&account.admin.sign_in_name));
    let form = page.form("/register/cn/create");
    assert_eq!(form.clone().submit().status(), 422, "terms are asked");
    let created = form.tick("terms").tick("privacy").submit();
    let page = created.leads_to("/register/cn/done").follow().expect(200);
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.text().contains(&account.admin.sign_in_name));
    assert!(page.text().contains(&account.tenant.to_string()));
    assert!(
        page.attribute(".secret.hot [data-copy]", "data-copy")
            .is_none()
    );
    assert!(page.attribute("a[download]", "href").is_none());
    let page = page.form("/register/cn/done").submit();
    assert_eq!(page.leads_to("/enrol").follow().status(), 200);

    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM account"), users);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM tenant"), tenants);
    let row = application_of_tenant(app, account.tenant);
    assert_eq!(
        (row.state.as_str(), row.legal_name.as_str()),
        ("draft", account.company.name.as_str())
    );
    app.drain();
    let mails = app.mails("E03");
    assert_eq!(mails.len(), 1);
    assert!(!mails[0].body.as_ref().unwrap().contains("临时密码"));
    // Again from the beginning: the application is there.
    let page = begun_as(app, &account.admin).open(EXISTING);
    assert!(!page.has_form(EXISTING) && page.source().contains("href=\"/enrol\""));
}

fn a_colleague_goes_on_with_the_same_registration(app: &TestApp) {
    let account = app.work_account();
    let second = app.user(
        account.tenant,
        &account.company,
        "second",
        AdminSetting::GlobalAdmin,
    );
    let first = begun_as(app, &account.admin);
    drop(first.open(EXISTING).form(EXISTING).submit());
    let cookie = first.cookie("tongdao_draft").unwrap();
    let page = first.open("/register/cn/details");
    drop(fill_details(&page, &account).leads_to("/register/cn/phone"));
    // The cookie alone opens nothing: somebody of another organisation is led to the beginning, a
    // visitor to the sign-in.
    let stranger = app.registered_company();
    let thief = app.browser_of(&stranger.admin);
    let visitor = app.browser();
    for (browser, to) in [
        (&thief, "/register/cn/join"),
        (&visitor, "/signin?next=/register/cn/phone"),
    ] {
        browser.set_cookie("tongdao_draft", &cookie);
        assert_eq!(browser.get("/register/cn/phone").location(), to);
        let sent = browser.post(
            "/register/cn/phone/send",
            &[("phone", &account.company.mobile), ("method", "sms")],
        );
        assert!(
            sent.location().starts_with(to.split('?').next().unwrap()),
            "{}",
            sent.location()
        );
    }
    // The colleague has no cookie of the draft, only an account.
    let other = begun_as(app, &second);
    let page = other.open(EXISTING);
    let reference = app
        .read(|tx| {
            let sql = "SELECT reference AS t FROM registration WHERE way = 'existing'";
            Ok(tx.query_one::<String>(sql, &[])?)
        })
        .wait()
        .unwrap();
    assert!(page.text().contains(&reference), "{}", page.text());
    // A draft of her own, begun before, does not stand in the way.
    assert_eq!(
        page.form(EXISTING).submit().location(),
        "/register/cn/phone"
    );
    verify(app, &other, &account);
    // The first one finds what the second one did, and creates.
    let page = first.open("/register/cn/create");
    let form = page
        .form("/register/cn/create")
        .tick("terms")
        .tick("privacy");
    assert_eq!(form.submit().location(), "/register/cn/done");
    // Each sees the own sign-in name.
    let page = other.open("/register/cn/done");
    assert!(page.text().contains(&second.sign_in_name));
    assert!(!page.text().contains(&account.admin.sign_in_name));
    assert_eq!(page.form("/register/cn/done").submit().location(), "/enrol");
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM registration WHERE way = 'existing'"
        ),
        1
    );
    assert_eq!(application_of_tenant(app, account.tenant).state, "draft");
    app.drain();
}

fn two_admins_begin_at_once(app: &TestApp) {
    let account = app.work_account();
    let second = app.user(
        account.tenant,
        &account.company,
        "second",
        AdminSetting::GlobalAdmin,
    );
    let browsers = [begun_as(app, &account.admin), begun_as(app, &second)];
    let forms = browsers
        .each_ref()
        .map(|browser| browser.open(EXISTING).form(EXISTING));
    let pages = crate::at_once(|| forms[0].submit(), || forms[1].submit());
    assert_eq!(pages.each_ref().map(Page::status), [303; 2]);
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM registration WHERE way = 'existing'"
        ),
        1
    );
    for browser in &browsers {
        assert_eq!(browser.open("/register/cn/details").status(), 200);
        // Sending the form again changes nothing.
        assert_eq!(
            browser.post(EXISTING, &[]).location(),
            "/register/cn/details"
        );
    }
    // A double click on "Create account" makes one.
    let page = browsers[0].open("/register/cn/details");
    drop(fill_details(&page, &account).leads_to("/register/cn/phone"));
    verify(app, &browsers[0], &account);
    let forms = browsers.each_ref().map(|browser| {
        let form = browser
            .open("/register/cn/create")
            .form("/register/cn/create");
        form.tick("terms").tick("privacy")
    });
    let pages = crate::at_once(|| forms[0].submit(), || forms[1].submit());
    assert_eq!(pages.each_ref().map(Page::status), [303; 2]);
    let forms = browsers
        .each_ref()
        .map(|browser| browser.open("/register/cn/done").form("/register/cn/done"));
    let pages = crate::at_once(|| forms[0].submit(), || forms[1].submit());
    assert_eq!(pages.each_ref().map(Page::status), [303; 2]);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM application"), 1);
    app.drain();
    assert_eq!(app.mails("E03").len(), 1);
}

fn whoever_may_not_is_told_why(app: &TestApp) {
    let account = app.work_account();
    // Nobody signed in: to the sign-in and back.
    assert_eq!(
        begun(app).get(EXISTING).location(),
        format!("/signin?next={EXISTING}")
    );
    // Without the role: its name, and who has it.
    for setting in [
        AdminSetting::None,
        AdminSetting::BillingAdmin,
        AdminSetting::UserManagementAdmin,
    ] {
        let user = app.user(account.tenant, &account.company, setting.text(), setting);
        let browser = begun_as(app, &user);
        for language in ["zh-Hans", "zh-Hant", "en"] {
            browser.set_cookie("tongdao_language", language);
            let page = browser.get(EXISTING).expect(403);
            assert!(page.text().contains(&account.admin.sign_in_name));
            assert!(!page.has_form(EXISTING) && !page.source().contains('⟦'));
        }
        browser.set_cookie("tongdao_language", "en");
        assert!(
            browser
                .get(EXISTING)
                .text()
                .contains("The role needed is: Global admin")
        );
        assert_eq!(browser.post(EXISTING, &[]).status(), 403);
    }
    // The operator's staff.
    let staff = begun_as(app, &app.staff(StaffRole::PlatformAdmin));
    let page = staff.get(EXISTING).expect(403);
    assert!(page.text().contains("运营方员工"), "{}", page.text());
    // A customer's organisation.
    let customer = app.work_account();
    app.database.tamper(
        "UPDATE tenant SET kind = 'customer' WHERE kind = 'partner'
        AND id = (SELECT tenant_id FROM account WHERE sign_in_name LIKE 'zhou.wenqing@shihang1.%')",
    );
    let page = begun_as(app, &customer.admin).get(EXISTING).expect(403);
    assert!(page.text().contains("客户组织"), "{}", page.text());
    assert_eq!(
        begun_as(app, &customer.admin).post(EXISTING, &[]).status(),
        403
    );
    // A partner.
    let partner = app.active_partner();
    let browser = begun_as(app, &partner.admin);
    assert_eq!(browser.get(EXISTING).status(), 409);
    assert_eq!(browser.post(EXISTING, &[]).status(), 409);
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM registration WHERE way = 'existing'"
        ),
        0
    );
}

fn what_the_name_alone_tells(app: &TestApp) {
    let browser = begun(app);
    let refused = |typed: &str| {
        let page = browser
            .open(ACCOUNT)
            .form(SIGN_IN)
            .fill("work_account", typed)
            .submit();
        let page = page.expect(422);
        assert_eq!(page.form(SIGN_IN).value("work_account"), typed);
        page.error_at("work_account").unwrap()
    };
    assert!(refused("zhou@qq.com").contains("qq.com"));
    assert!(refused("xu@ops.yunlan.example").contains("运营方"));
    assert!(refused("zhou").contains("yunlan.example"));
    assert!(!refused("").is_empty());
    let page = browser
        .open(ACCOUNT)
        .form(SIGN_IN)
        .fill("work_account", "zhou@elsewhere.example");
    let page = page.submit().expect(422);
    // It may be a domain of the organisation's own: the way to the sign-in stays open.
    assert!(page.source().contains("/signin?next=/register/cn/existing"));
    // A name that is well spelt leads on, whether anybody has it or not.
    let nobody = browser.open(ACCOUNT).form(SIGN_IN);
    let page = nobody
        .fill("work_account", "nobody@nowhere.yunlan.example")
        .submit();
    assert!(page.location().starts_with("/signin?next="));
}

fn a_work_account_alone_begins_no_application(app: &TestApp) {
    let account = app.work_account();
    let browser = app.browser_of(&account.admin);
    let page = browser.post("/enrol/begin", &[]);
    assert_eq!(page.status(), 409, "{}", page.text());
    assert!(!page.source().contains('⟦'));
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM application"), 0);
    // Without a draft in the browser the way begins at its beginning.
    assert_eq!(browser.get(EXISTING).location(), "/register/cn/join");
    assert_eq!(browser.post(EXISTING, &[]).location(), "/register/cn/join");
}

fn after_a_rejection_there_is_a_time_to_wait(app: &TestApp) {
    let account = app.work_account();
    let browser = begun_as(app, &account.admin);
    to_create(app, &browser, &account);
    let form = browser
        .open("/register/cn/create")
        .form("/register/cn/create");
    drop(form.tick("terms").tick("privacy").submit());
    drop(
        browser
            .open("/register/cn/done")
            .form("/register/cn/done")
            .submit(),
    );
    app.drain();
    for (state, may) in [
        ("withdrawn", true),
        ("lapsed", true),
        ("rejected", false),
        ("in-review", false),
    ] {
        let now = app.now().0;
        app.database.tamper(&format!(
            "UPDATE application SET state = '{state}', decided_at = {now}"
        ));
        let browser = begun_as(app, &account.admin);
        let page = browser.get(EXISTING);
        assert_eq!(page.has_form(EXISTING), may, "{state}: {}", page.text());
        if !may {
            assert!(browser.post(EXISTING, &[]).status() != 303, "{state}");
        }
    }
    let now = app.now().0;
    app.database.tamper(&format!(
        "UPDATE application SET state = 'rejected', decided_at = {now}"
    ));
    app.clock.pass(90 * 86_400 - 100);
    let browser = begun_as(app, &account.admin);
    assert_eq!(browser.get(EXISTING).status(), 409);
    app.clock.pass(100);
    let browser = begun_as(app, &account.admin);
    to_create(app, &browser, &account);
    let form = browser
        .open("/register/cn/create")
        .form("/register/cn/create");
    assert_eq!(
        form.tick("terms").tick("privacy").submit().location(),
        "/register/cn/done"
    );
    assert_eq!(
        browser
            .open("/register/cn/done")
            .form("/register/cn/done")
            .submit()
            .location(),
        "/enrol"
    );
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM application"), 2);
    app.drain();
}

/// The choice can be changed until the telephone is verified, and no half of it is left.
fn changing_ones_mind(app: &TestApp) {
    let account = app.work_account();
    let browser = begun_as(app, &account.admin);
    drop(browser.open(ACCOUNT).form(ACCOUNT).submit());
    let typed = app.company();
    let form = browser
        .open("/register/cn/details")
        .form("/register/cn/details");
    assert_eq!(
        form.fill_all(&typed.details).submit().location(),
        "/register/cn/phone"
    );
    // To the work account: the reserved domain is free again.
    let chosen = browser.open(EXISTING).form(EXISTING).submit();
    assert_eq!(chosen.location(), "/register/cn/details");
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM registration WHERE domain IS NOT NULL"
        ),
        0
    );
    // And back: nothing of the organisation stays in the draft.
    assert_eq!(
        browser.open(ACCOUNT).form(ACCOUNT).submit().location(),
        "/register/cn/details"
    );
    assert_eq!(
        count(
            app,
            "SELECT COUNT(*) AS n FROM registration WHERE tenant_id IS NOT NULL OR way = 'existing'"
        ),
        0
    );
    assert!(
        browser
            .open("/register/cn/details")
            .form("/register/cn/details")
            .has("domain_prefix")
    );
    app.drain();
}
