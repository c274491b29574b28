//! The operator's staff: added, given roles, kept apart, kept out.

use crate::users::{account_of, id_in, password_on};
use crate::{at_once, audited, count};
use domain::caller::StaffRole;
use testkit::{Browser, Form, Login, Page, TestApp};

testkit::on_both! { TestApp:
    a_member_is_added_and_signs_in_with_an_authenticator,
    bad_input_is_kept_and_explained,
    roles_that_watch_each_other_are_refused,
    nobody_acts_on_the_own_account_and_the_last_admin_stays,
    what_is_taken_away_ends_sessions,
    it_is_asked_whether_it_is_still_you,
    the_command_line_keeps_the_same_rules,
}

const NEW: &str = "/ops/staff/new";

fn admin(app: &TestApp) -> (Browser, Login) {
    let login = app.staff(StaffRole::PlatformAdmin);
    (app.browser_of(&login), login)
}

pub(crate) fn new_form(browser: &Browser, name: &str, roles: &[&str]) -> Form {
    let email = format!("{name}@staff.example");
    let typed = [
        ("family_name", "秦"),
        ("given_name", "望舒"),
        ("language", "zh-Hans"),
        ("user_name", name),
        ("contact_email", &email),
    ];
    let form = browser.open(NEW).form(NEW);
    let form = typed
        .iter()
        .fold(form, |form, (name, value)| form.fill(name, value));
    with_roles(form, roles)
}

fn with_roles(form: Form, roles: &[&str]) -> Form {
    let form = form.without("roles");
    roles
        .iter()
        .fold(form, |form, role| form.again("roles", role))
}

fn with_version(browser: &Browser, app: &TestApp, id: &str, action: &str, roles: &[&str]) -> Page {
    let account = id.parse().unwrap();
    let version = app.read(move |tx| Ok(store::identity::own_account(tx, account)?.version));
    let version = version.wait().unwrap().to_string();
    let mut fields = vec![("version", version.as_str())];
    fields.extend(roles.iter().map(|role| ("roles", *role)));
    browser.post(&format!("/ops/staff/{id}/{action}"), &fields)
}

fn a_member_is_added_and_signs_in_with_an_authenticator(app: &TestApp) {
    let (browser, _) = admin(app);
    let page = browser.open("/ops/staff");
    assert!(
        !page.all(".banner.warn").is_empty(),
        "a second admin is advised"
    );
    let form = new_form(&browser, "qin.wangshu", &["reviewer", "support-agent"]);
    let pages = at_once(|| form.submit(), || form.submit());
    assert_eq!(pages[0].location(), pages[1].location());
    let done = pages[0].location().to_owned();
    let shown = browser.get(&done).expect(200);
    assert_eq!(shown.header("cache-control"), "no-store");
    let temporary = password_on(&shown).expect("the first look shows it");
    assert_eq!(password_on(&browser.get(&done)), None);
    app.drain();
    assert_eq!(app.mails("U01").len(), 1);
    assert!(
        !app.mails("U01")[0]
            .body
            .as_ref()
            .unwrap()
            .contains(&temporary)
    );
    assert_eq!(app.mails("U03").len(), 0);
    let name = format!("qin.wangshu@ops.{}", app.programme.domain_suffix);
    // Nothing but the rest of the sign-in before the authenticator is set up.
    let theirs = app.browser();
    let form = theirs
        .open("/signin")
        .form("/signin")
        .fill("sign_in_name", &name);
    assert_eq!(form.fill("password", &temporary).submit().status(), 303);
    assert_eq!(theirs.get("/ops").location(), "/signin/change-password");
    let login = app.first_sign_in(&name, &temporary);
    let theirs = app.browser_of(&login);
    assert_eq!(theirs.get("/ops/applications").status(), 200);
    assert_eq!(theirs.get("/ops/staff").status(), 403);
    assert_eq!(
        audited(app, "staff.add", "succeeded") - usize::from(true),
        1
    );
    // A second platform admin is told to the first, and the advice goes.
    let form = new_form(&browser, "second.admin", &["platform-admin"]);
    let id = id_of(&form.submit().expect(303));
    let temporary = password_on(&browser.get(&format!("/ops/staff/{id}/done"))).unwrap();
    let name = format!("second.admin@ops.{}", app.programme.domain_suffix);
    drop(app.first_sign_in(&name, &temporary));
    app.drain();
    assert_eq!(app.mails("U03").len(), 1);
    assert!(browser.open("/ops/staff").all(".banner.warn").is_empty());
}

fn id_of(page: &Page) -> String {
    id_in(page).replace("/ops/staff/", "")
}

fn bad_input_is_kept_and_explained(app: &TestApp) {
    let (browser, _) = admin(app);
    let before = count(app, "SELECT COUNT(*) AS n FROM account");
    let page = new_form(&browser, "x.y", &[]).submit().expect(422);
    assert!(page.error_at("roles").is_some());
    assert_eq!(page.form(NEW).value("given_name"), "望舒");
    for (field, value) in [
        ("user_name", "platform-admin"),
        ("user_name", "a b"),
        ("contact_email", "platform-admin@operator.example"),
        ("contact_email", "x@qq.com"),
        ("language", "x"),
        ("family_name", ""),
    ] {
        let form = new_form(&browser, "x.y", &["auditor"]).put(field, value);
        let page = form.submit().expect(422);
        assert!(
            page.error_at(field).is_some(),
            "{field} {value}: {:?}",
            page.errors()
        );
        assert!(!page.source().contains('⟦'));
    }
    let strange = new_form(&browser, "x.y", &["emperor"]).submit().expect(422);
    assert!(strange.error_at("roles").is_some());
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM account"), before);
}

fn roles_that_watch_each_other_are_refused(app: &TestApp) {
    let (browser, _) = admin(app);
    for roles in [
        ["reviewer", "credit-analyst"],
        ["reviewer", "credit-lead"],
        ["credit-lead", "credit-analyst"],
        ["platform-admin", "reviewer"],
        ["platform-admin", "billing-operator"],
        ["auditor", "reviewer"],
    ] {
        let page = new_form(&browser, "x.y", &roles).submit().expect(422);
        let wrong = page.error_at("roles").expect("it says why");
        assert!(
            !wrong.contains("reviewer") && !wrong.contains('⟦'),
            "{wrong}"
        );
    }
    let reviewer = account_of(app, &app.staff(StaffRole::Reviewer).sign_in_name);
    let page = with_version(
        &browser,
        app,
        &reviewer,
        "roles",
        &["reviewer", "credit-lead"],
    );
    assert!(page.expect(422).error_at("roles").is_some());
    let page = with_version(
        &browser,
        app,
        &reviewer,
        "roles",
        &["reviewer", "support-agent"],
    );
    assert_eq!(page.status(), 303);
    // What was combined before the rule can be made smaller.
    let both = app.member_of_staff("both", &[StaffRole::Reviewer, StaffRole::CreditAnalyst]);
    let both = account_of(app, &both.sign_in_name);
    let page = with_version(&browser, app, &both, "roles", &["reviewer"]);
    assert_eq!(page.status(), 303);
}

fn nobody_acts_on_the_own_account_and_the_last_admin_stays(app: &TestApp) {
    let (browser, login) = admin(app);
    let own = account_of(app, &login.sign_in_name);
    let page = browser.open(&format!("/ops/staff/{own}"));
    assert!(!page.has_form(&format!("/ops/staff/{own}/roles")));
    for (action, roles) in [("roles", &["support-agent"][..]), ("block", &[])] {
        let page = with_version(&browser, app, &own, action, roles).expect(409);
        assert!(!page.source().contains('⟦'));
    }
    // Two who take each other's role at once: one of them stays.
    let other = app.member_of_staff("other-admin", &[StaffRole::PlatformAdmin]);
    let theirs = app.browser_of(&other);
    let other = account_of(app, &other.sign_in_name);
    let pages = at_once(
        || with_version(&browser, app, &other, "roles", &["support-agent"]),
        || with_version(&theirs, app, &own, "roles", &["support-agent"]),
    );
    let won = pages
        .iter()
        .filter(|page| page.location().contains("done="));
    assert_eq!(won.count(), 1, "{:?}", pages.each_ref().map(Page::status));
    let left = "SELECT COUNT(*) AS n FROM staff_role WHERE role = 'platform-admin'";
    assert_eq!(count(app, left), 1);
}

fn what_is_taken_away_ends_sessions(app: &TestApp) {
    let (browser, _) = admin(app);
    let member = app.member_of_staff("two", &[StaffRole::Reviewer, StaffRole::SupportAgent]);
    let id = account_of(app, &member.sign_in_name);
    let theirs = app.browser_of(&member);
    let more = ["reviewer", "support-agent", "catalogue-manager"];
    assert_eq!(
        with_version(&browser, app, &id, "roles", &more).status(),
        303
    );
    assert_eq!(theirs.get("/ops/applications").status(), 200);
    let page = browser.open(&format!("/ops/staff/{id}"));
    let stale = with_roles(page.form(&format!("/ops/staff/{id}/roles")), &["reviewer"]);
    assert_eq!(
        with_version(&browser, app, &id, "roles", &["support-agent"]).status(),
        303
    );
    assert!(theirs.get("/ops").location().starts_with("/signin"));
    assert_eq!(stale.submit().status(), 409);
    let theirs = app.browser_of(&member);
    assert_eq!(theirs.get("/ops/applications").status(), 403);
    let page = browser.open(&format!("/ops/staff/{id}"));
    let page = page.form(&format!("/ops/staff/{id}/end-sessions")).submit();
    assert!(!page.follow().expect(200).all(".notice").is_empty());
    assert!(theirs.get("/ops").location().starts_with("/signin"));
    let theirs = app.browser_of(&member);
    assert_eq!(with_version(&browser, app, &id, "block", &[]).status(), 303);
    assert!(theirs.get("/ops").location().starts_with("/signin"));
    assert_eq!(with_version(&browser, app, &id, "block", &[]).status(), 409);
    let form = app.browser().open("/signin").form("/signin");
    let form = form.fill("sign_in_name", &member.sign_in_name);
    assert_eq!(
        form.fill("password", &member.password).submit().status(),
        422
    );
    assert_eq!(
        with_version(&browser, app, &id, "unblock", &[]).status(),
        303
    );
    drop(app.browser_of(&member));
    // A partner's user is no member of staff.
    let partner = app.registered_company();
    let user = account_of(app, &partner.admin.sign_in_name);
    for action in ["roles", "block", "end-sessions"] {
        let page = with_version(&browser, app, &user, action, &["platform-admin"]);
        assert_eq!(page.status(), 404, "{action}");
    }
    assert_eq!(browser.get(&format!("/ops/staff/{user}")).status(), 404);
}

fn it_is_asked_whether_it_is_still_you(app: &TestApp) {
    let (browser, login) = admin(app);
    let form = new_form(&browser, "x.y", &["reviewer", "support-agent"]);
    app.clock.pass(10 * 60 + 1);
    let asked = form.submit().expect(403);
    let code = ::app::identity::authenticator::code_at(&login.secret, app.now()).unwrap();
    let done = asked
        .form(NEW)
        .fill("reauth_code", &code)
        .submit()
        .expect(303);
    let member = id_of(&done);
    // Both ticks came through the page in between.
    let roles = app.read(move |tx| Ok(store::staff::roles_of(tx, member.parse().unwrap())?));
    assert_eq!(roles.wait().unwrap(), ["reviewer", "support-agent"]);
    app.clock.pass(10 * 60 + 1);
    let id = id_of(&done);
    assert_eq!(with_version(&browser, app, &id, "block", &[]).status(), 403);
    app.drain();
}

/// Whoever sits at the machine adds people without the console; the rules are the same.
fn the_command_line_keeps_the_same_rules(app: &TestApp) {
    use ::app::Failure;
    use ::app::setup::{self, NewStaff};
    const ACCOUNTS: &str = "SELECT COUNT(*) AS n FROM account";
    let tenant = setup::operator(app).unwrap();
    let new = |user_name: &str, email: &str, roles: &[StaffRole]| NewStaff {
        user_name: user_name.to_owned(),
        family_name: "秦".to_owned(),
        given_name: "望舒".to_owned(),
        contact_email: email.to_owned(),
        language: domain::language::Language::ZhHans,
        roles: roles.to_vec(),
        password: "Patient-Cormorant-83".to_owned(),
        temporary: true,
        authenticator: None,
    };
    let add = |new: &NewStaff| setup::add_staff(app, tenant, new);
    let first = new("qin", "qin@staff.example", &[StaffRole::Reviewer]);
    assert!(add(&first).unwrap());
    let accounts = count(app, ACCOUNTS);
    let apart = [StaffRole::Reviewer, StaffRole::CreditAnalyst];
    for (refused, field, code) in [
        (
            new("qin.two", "two@staff.example", &apart),
            "roles",
            "roles-apart",
        ),
        (
            new("qin.two", "two@staff.example", &[]),
            "roles",
            "roles-none",
        ),
        (
            new("qin.two", "Qin@Staff.Example", &[StaffRole::Auditor]),
            "contact_email",
            "email-taken",
        ),
    ] {
        let Err(Failure::Invalid(problems)) = add(&refused) else {
            panic!("{code} is not refused");
        };
        let told: Vec<_> = problems
            .iter()
            .map(|p| (p.field.as_str(), p.problem.code))
            .collect();
        assert_eq!(told, [(field, code)]);
    }
    // The same name again is no fault, and adds nobody.
    assert!(!add(&first).unwrap());
    assert_eq!(count(app, ACCOUNTS), accounts);
}
