//! Setting up that fails, is seen, and goes on.

use crate::{application_of, audited, count, partner_of, scope_of};
use domain::caller::{AdminSetting, StaffRole};
use domain::partner::{NoOrders, ProgrammeNotActive};
use store::provisioning::Attempt;
use testkit::{Browser, Page, Partner, TestApp};

testkit::on_both! { TestApp:
    a_task_that_fails_is_seen_and_retried,
    a_set_up_that_takes_too_long_escalates_once,
    after_a_pause_only_the_gravest_is_told,
    there_is_nothing_to_retry_where_nothing_failed,
}

const HOUR: i64 = 3600;

fn attempts(app: &TestApp, partner: &Partner) -> Vec<Attempt> {
    let scope = scope_of(partner);
    let mut all = app
        .read(move |tx| Ok(store::provisioning::attempts(tx, scope, 1000)?))
        .wait()
        .unwrap();
    all.reverse();
    all
}

fn failed(app: &TestApp, partner: &Partner) -> usize {
    attempts(app, partner)
        .iter()
        .filter(|a| a.outcome == "failed")
        .count()
}

fn retry(browser: &Browser, partner: &Partner, task: &str) -> Page {
    let path = format!("/ops/provisioning/{}", partner.tenant);
    let action = format!("{path}/retry");
    let forms = browser.open(&path).forms(&action);
    let form = forms.into_iter().find(|form| form.value("task") == task);
    form.expect("the page offers it").submit()
}

fn a_task_that_fails_is_seen_and_retried(app: &TestApp) {
    let partner = app.approved();
    let _staff = app.staff(StaffRole::PlatformAdmin);
    let fault = app.database.refuse("security_group");
    app.sign(&partner);
    let signed = app.now();
    app.drain();
    // Every other task is done; the one that fails holds nothing else up.
    let others = "SELECT COUNT(*) AS n FROM provisioning_task WHERE state = 'done'";
    assert_eq!((count(app, others), failed(app, &partner)), (10, 1));
    // The portal works, says so on every page, and looks again by itself.
    let owner = app.browser_of(&partner.admin);
    for path in [
        "/dashboard/overview",
        "/account/profile",
        "/account/agreements",
    ] {
        assert!(
            owner.open(path).text().contains("我们正在设置您的账户"),
            "{path}"
        );
    }
    let page = owner.open("/dashboard/overview");
    assert_eq!(
        page.attribute("html", "data-refresh").as_deref(),
        Some("60")
    );
    assert!(
        page.source()
            .contains("http-equiv=\"refresh\" content=\"60\"")
    );
    let grey = page.all("nav a[aria-disabled=true]");
    assert_eq!(grey, ["客户", "价格和产品", "计费", "支持请求"]);
    assert!(
        page.all("#locked")[0].contains("就绪后"),
        "{:?}",
        page.all("#locked")
    );
    assert!(page.text().contains("将自动重试") && page.text().contains("10 / 11"));
    let standing = |app: &TestApp| partner_of(app, &partner).standing();
    assert_eq!(standing(app).may_order(app.now()), Err(NoOrders::SettingUp));
    assert_eq!(standing(app).may_call(), Err(ProgrammeNotActive));
    // One, five and fifteen minutes; tried at each border.
    app.tick();
    assert_eq!(app.mails("SETUP-FAILING").len(), 0, "once is no alarm");
    let mut last = signed;
    for (n, minutes) in [(2, 1), (3, 5), (4, 15), (5, 15)] {
        app.clock.set(last.plus_seconds(minutes * 60 - 1));
        app.drain();
        assert_eq!(failed(app, &partner), n - 1);
        app.clock.set(last.plus_seconds(minutes * 60));
        last = app.now();
        app.drain();
        app.tick();
        assert_eq!(failed(app, &partner), n);
        let alarmed = if n >= 3 { 1 } else { 0 };
        assert_eq!(
            app.mails("SETUP-FAILING").len(),
            alarmed,
            "after attempt {n}"
        );
    }
    let log = attempts(app, &partner);
    let numbers: Vec<_> = log
        .iter()
        .filter(|a| a.outcome == "failed")
        .map(|a| a.number)
        .collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    assert!(
        log.iter().any(|a| a.error.contains("injected fault")),
        "{log:#?}"
    );
    // Red in the console, with the reason and a button.
    let staff = app.browser_of(&app.staff(StaffRole::PlatformAdmin));
    let list = staff.open("/ops/provisioning");
    assert!(list.text().contains("1 项设置已停滞") && !list.all(".mark-bad").is_empty());
    let path = format!("/ops/provisioning/{}", partner.tenant);
    let page = staff.open(&path);
    assert!(
        page.text().contains("injected fault") && page.text().contains("任务失败三次，已通知员工")
    );
    assert_eq!(
        app.link_in("SETUP-FAILING", "platform-admin@operator.example"),
        path
    );
    // By hand it fails as well, which is said, and the log names who tried.
    let again = retry(&staff, &partner, "groups");
    assert_eq!(again.location(), format!("{path}?done=failed"));
    assert!(again.follow().text().contains("再次失败"));
    assert_eq!(
        attempts(app, &partner).last().unwrap().by_name,
        "许platform-admin"
    );
    assert_eq!(audited(app, "provisioning.retry", "succeeded"), 1);
    assert_eq!(application_of(app, &partner).state, "provisioning");
    // Mended: one press, and the rights are there in the session that was open all the time.
    drop(fault);
    let mended = retry(&staff, &partner, "groups");
    assert_eq!(mended.location(), format!("{path}?done=retried"));
    assert_eq!(standing(app).may_order(app.now()), Ok(()));
    let page = owner.open("/dashboard/overview");
    assert!(
        !page.text().contains("我们正在设置您的账户") && page.text().contains("贵公司可以开始销售")
    );
    assert_eq!(page.attribute("html", "data-refresh"), None);
    assert!(!staff.open(&path).has_form(&format!("{path}/retry")));
    // The worker's own attempt finds nothing left to do, and nobody is told twice.
    app.clock.pass(HOUR);
    app.tick();
    assert_eq!(app.mails("E14").len(), 1);
    assert_eq!(app.mails("SETUP-FAILING").len(), 1);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM security_group"), 3);
    assert_eq!(failed(app, &partner), 6);
}

fn a_set_up_that_takes_too_long_escalates_once(app: &TestApp) {
    let partner = app.approved();
    let _colleague = app.colleague(&partner, AdminSetting::GlobalAdmin);
    let second = app.member_of_staff("second-platform", &[StaffRole::PlatformAdmin]);
    let _first = app.staff(StaffRole::PlatformAdmin);
    let fault = app.database.refuse("entitlement");
    app.sign(&partner);
    let signed = app.now();
    app.drain();
    // The worker may be gone for good: the alarms come from the clock, not from attempts.
    let told = |code| app.mails(code).len();
    let all = || (told("SETUP-LATE"), told("SETUP-ESCALATED"), told("E15"));
    let age = || {
        let staff = app.browser_of(&second);
        let page = staff.open("/ops/provisioning");
        page.attribute("#running tbody td:nth-of-type(3) .pill", "class")
            .unwrap()
    };
    app.clock.set(signed.plus_seconds(4 * HOUR - 31));
    assert_eq!(age(), "pill info");
    app.clock.set(signed.plus_seconds(4 * HOUR));
    assert_eq!(age(), "pill warn");
    app.clock.set(signed.plus_seconds(8 * HOUR - 1));
    app.tick();
    assert_eq!(all(), (0, 0, 0));
    app.clock.set(signed.plus_seconds(8 * HOUR));
    app.tick();
    app.tick();
    assert_eq!(all(), (2, 0, 0), "both platform admins, once");
    assert_eq!(age(), "pill bad");
    app.clock.set(signed.plus_seconds(24 * HOUR - 1));
    app.tick();
    assert_eq!(all(), (2, 0, 0));
    app.clock.set(signed.plus_seconds(24 * HOUR));
    app.tick();
    app.tick();
    assert_eq!(all(), (2, 2, 2), "and both global admins get the apology");
    // Signed on Monday 2 March; a day later the next working day is Wednesday.
    for mail in app.mails("E15") {
        let body = mail.body.unwrap();
        assert!(
            body.contains("2026年3月4日") && body.contains(&partner.company.name),
            "{body}"
        );
    }
    app.clock.pass(100 * HOUR);
    app.tick();
    assert_eq!(all(), (2, 2, 2));
    assert_eq!(told("SETUP-FAILING"), 2);
    // It ends well, by itself.
    drop(fault);
    app.clock.pass(900);
    app.tick();
    assert_eq!(application_of(app, &partner).state, "active");
    assert_eq!((told("E14"), all()), (2, (2, 2, 2)));
    assert_eq!(audited(app, "provisioning.alert", "succeeded"), 3);
}

fn after_a_pause_only_the_gravest_is_told(app: &TestApp) {
    let partner = app.approved();
    let _staff = app.staff(StaffRole::PlatformAdmin);
    let fault = app.database.refuse("checklist_item");
    app.sign(&partner);
    app.drain();
    app.clock.pass(30 * HOUR);
    app.tick();
    let told = ["SETUP-LATE", "SETUP-ESCALATED", "E15"].map(|code| app.mails(code).len());
    assert_eq!(told, [0, 1, 1]);
    drop(fault);
    app.clock.pass(900);
    app.tick();
    assert_eq!(partner_of(app, &partner).status, "active");
}

fn there_is_nothing_to_retry_where_nothing_failed(app: &TestApp) {
    let partner = app.active_partner();
    let staff = app.browser_of(&app.staff(StaffRole::PlatformAdmin));
    let path = format!("/ops/provisioning/{}/retry", partner.tenant);
    assert_eq!(staff.post(&path, &[]).status(), 409);
    assert_eq!(staff.post(&path, &[("task", "groups")]).status(), 409);
    assert_eq!(staff.post(&path, &[("task", "no-such-task")]).status(), 404);
    let nobody = "/ops/provisioning/00000000-0000-0000-0000-000000000000";
    assert_eq!(staff.get(nobody).status(), 404);
    assert_eq!(staff.post(&format!("{nobody}/retry"), &[]).status(), 404);
    assert_eq!(staff.get("/ops/provisioning/x").status(), 404);
    assert_eq!(audited(app, "provisioning.retry", "failed"), 2);
    app.tick();
    assert_eq!(app.mails("E14").len(), 1);
    let done = attempts(app, &partner);
    assert_eq!(done.iter().filter(|a| a.outcome == "done").count(), 11);
}
