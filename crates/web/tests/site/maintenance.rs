//! Planned maintenance: announced days before, seen by whom it concerns, over by itself.

use crate::centre;
use crate::health::user;
use domain::caller::{AgentSetting, StaffRole};
use domain::effects::Instant;
use testkit::selling::base;
use testkit::{Browser, Form, Page, TestApp};

testkit::on_both! { TestApp from trading:
    maintenance_is_seen_by_whom_it_concerns,
    it_begins_and_ends_by_itself,
    five_days_of_notice_or_a_reason,
    it_is_moved_and_cancelled,
    what_is_new_is_news_however_much_lies_ahead,
    maintenance_speaks_three_languages,
}

const NEW: &str = "/ops/health/maintenance/new";
const TITLE: &str = "升级存储系统";

fn desk(app: &TestApp) -> Browser {
    app.browser_of(&app.staff(StaffRole::SupportAgent))
}

/// A moment as the two fields of a form have it.
fn local(app: &TestApp, at: Instant) -> (String, String) {
    let at = jiff::Timestamp::from_microsecond(at.0).unwrap();
    let at = at.to_zoned(app.programme.time_zone().clone());
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    (at.date().to_string(), time)
}

/// The window some hours ahead, two hours long.
fn at(app: &TestApp, form: Form, hours: i64) -> Form {
    use domain::effects::Clock;
    // The minute that runs is cut off.
    let from = app.clock.now().plus_seconds(hours * 3600 + 60);
    let (on, time) = local(app, from);
    let (end_on, end_time) = local(app, from.plus_seconds(7_200));
    form.fill("starts_on", &on)
        .fill("starts_time", &time)
        .fill("ends_on", &end_on)
        .fill("ends_time", &end_time)
}

fn filled(app: &TestApp, desk: &Browser, hours: i64) -> Form {
    let form = at(app, desk.open(NEW).form(NEW), hours);
    form.put("service", &base(app).product.to_string())
        .fill("title_zh-Hans", TITLE)
        .fill("title_en", "Storage upgrade")
        .fill("text_zh-Hans", "期间无法保存文件。")
        .fill("text_en", "Files cannot be saved meanwhile.")
}

fn number(page: &Page) -> String {
    let place = page.location();
    let place = place.trim_start_matches("/ops/health/maintenance/");
    place.split('?').next().unwrap_or_default().to_owned()
}

/// Maintenance that begins in six days.
pub(crate) fn planned(app: &TestApp, desk: &Browser) -> String {
    number(&filled(app, desk, 144).submit().expect(303))
}

fn tell(app: &TestApp) {
    for _ in 0..3 {
        app.tick();
        app.drain();
    }
}

fn maintenance_is_seen_by_whom_it_concerns(app: &TestApp) {
    let (partner, other) = (app.active_partner(), app.active_partner());
    let (customer, admin) = user(app, &partner, "served");
    let desk = desk(app);
    let number = planned(app, &desk);
    assert_eq!(crate::audited(app, "health.plan", "succeeded"), 1);
    tell(app);
    let told = app.mails("MAINTENANCE-PLANNED");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].recipient, partner.company.email);
    let body = told[0].body.clone().unwrap_or_default();
    assert!(body.contains("期间无法保存文件") && body.contains(&format!("/maintenance/{number}")));
    let place = format!("/health/maintenance/{number}");
    let services = format!("/customers/{customer}/service-management");
    let agent = app.agent(&partner, AgentSetting::HelpdeskAgent);
    for browser in [app.browser_of(&partner.admin), app.browser_of(&agent)] {
        for path in ["/health", &services, "/action-center"] {
            assert!(browser.open(path).text().contains(TITLE), "{path}");
        }
        let page = browser.open(&place).expect(200).text();
        assert!(
            page.contains("served贸易有限公司") && page.contains("已计划"),
            "{page}"
        );
        assert!(!page.contains("support-agent"), "{page}");
    }
    let sells = app.browser_of(&app.agent(&partner, AgentSetting::SalesAgent));
    assert_eq!(sells.get(&place).status(), 403);
    assert!(!sells.open("/action-center").text().contains(TITLE));
    let stranger = app.browser_of(&other.admin);
    assert_eq!(stranger.get(&place).status(), 404);
    assert!(!stranger.open("/health").text().contains(TITLE));
    let centre = app.browser_of(&admin);
    assert!(centre.open("/admin/health").text().contains(TITLE));
    let page = centre.open(&format!("/admin{place}")).expect(200);
    assert!(page.text().contains("期间无法保存文件"));
    // Whoever passes by reads when, and nothing about whom.
    let anybody = app.browser().open("/status").text();
    assert!(
        anybody.contains(TITLE) && !anybody.contains("served"),
        "{anybody}"
    );
    let auditor = app.browser_of(&app.staff(StaffRole::Auditor));
    let page = auditor.open(&format!("/ops{place}")).expect(200);
    assert!(!page.has_form(&format!("/ops{place}/change")));
    assert_eq!(auditor.get(NEW).status(), 403);
}

fn it_begins_and_ends_by_itself(app: &TestApp) {
    let partner = app.active_partner();
    let (customer, admin) = user(app, &partner, "served");
    let number = planned(app, &desk(app));
    let services = format!("/customers/{customer}/service-management");
    let seen = |path: &str| app.browser_of(&partner.admin).open(path).text();
    let home = || app.browser_of(&admin).open("/admin").text();
    tell(app);
    assert!(seen(&services).contains("无已知事件") && !home().contains(TITLE));
    // The first page of the customer has it from five days before.
    app.clock.pass(2 * 86_400);
    assert!(home().contains(TITLE));
    // A day before it is told once more.
    tell(app);
    assert!(app.mails("MAINTENANCE-SOON").is_empty());
    app.clock.pass(3 * 86_400 + 3_600);
    tell(app);
    assert_eq!(app.mails("MAINTENANCE-SOON").len(), 1);
    app.clock.pass(83_000);
    assert!(seen(&services).contains("维护中"));
    assert!(home().contains("维护中"));
    app.clock.pass(7_200);
    let page = seen(&services);
    assert!(
        page.contains("无已知事件") && page.contains("已结束"),
        "{page}"
    );
    assert!(!home().contains(TITLE));
    assert!(!app.browser().open("/status").text().contains(TITLE));
    let place = format!("/ops/health/maintenance/{number}");
    let page = desk(app).open(&place);
    for what in ["change", "cancel"] {
        assert!(!page.has_form(&format!("{place}/{what}")), "{what}");
        let sent = [("version", "1"), ("text_zh-Hans", "太晚了。")];
        let sent = desk(app).post(&format!("{place}/{what}"), &sent);
        assert_eq!(sent.status(), 409, "{what}: {}", sent.text());
    }
    tell(app);
    assert_eq!(app.mails("MAINTENANCE-PLANNED").len(), 1);
    assert_eq!(app.mails("MAINTENANCE-SOON").len(), 1);
}

fn five_days_of_notice_or_a_reason(app: &TestApp) {
    let partner = app.active_partner();
    let _ = user(app, &partner, "served");
    let desk = desk(app);
    let empty = desk.open(NEW).form(NEW).submit().expect(422);
    for field in [
        "service",
        "starts_on",
        "ends_on",
        "title_zh-Hans",
        "text_zh-Hans",
    ] {
        assert!(
            empty.error_at(field).is_some(),
            "{field}: {:?}",
            empty.errors()
        );
    }
    for (form, field, problem) in [
        (filled(app, &desk, 119), "starts_on", "不足五天"),
        (filled(app, &desk, -3), "starts_on", "已过"),
        (filled(app, &desk, 400 * 24), "starts_on", "一年"),
        (
            filled(app, &desk, 144).fill("ends_on", "2020-01-01"),
            "ends_on",
            "晚于开始",
        ),
        (
            filled(app, &desk, 144).fill("starts_time", "半夜"),
            "starts_time",
            "09:30",
        ),
        (
            filled(app, &desk, 3).put("emergency", "yes"),
            "emergency_reason",
            "",
        ),
    ] {
        let page = form.submit();
        assert_eq!(page.status(), 422, "{problem}");
        let said = page.error_at(field).unwrap_or_default();
        assert!(
            !said.is_empty() && said.contains(problem),
            "{problem}: {said}"
        );
        assert_eq!(page.form(NEW).value("title_zh-Hans"), TITLE);
    }
    assert_eq!(
        crate::count(app, "SELECT COUNT(*) AS n FROM maintenance"),
        0
    );
    let urgent = filled(app, &desk, 3)
        .put("emergency", "yes")
        .fill("emergency_reason", "安全漏洞必须立即修补");
    let (first, again) = (urgent.submit().expect(303), urgent.submit().expect(303));
    assert_eq!(first.location(), again.location());
    assert_eq!(
        crate::count(app, "SELECT COUNT(*) AS n FROM maintenance"),
        1
    );
    let place = format!("/health/maintenance/{}", number(&first));
    let page = app.browser_of(&partner.admin).open(&place).text();
    assert!(
        page.contains("临时通知") && !page.contains("安全漏洞"),
        "{page}"
    );
    assert!(
        desk.open(&format!("/ops{place}"))
            .text()
            .contains("安全漏洞")
    );
}

fn it_is_moved_and_cancelled(app: &TestApp) {
    let partner = app.active_partner();
    let (_, admin) = user(app, &partner, "served");
    let desk = desk(app);
    let number = planned(app, &desk);
    tell(app);
    let place = format!("/ops/health/maintenance/{number}");
    let change = |hours| {
        let form = desk.open(&place).form(&format!("{place}/change"));
        at(app, form, hours).fill("text_zh-Hans", "改期进行。")
    };
    let page = change(48).submit();
    assert_eq!(page.status(), 422, "{}", page.text());
    assert!(page.error_at("starts_on").is_some(), "{:?}", page.errors());
    let later = change(200);
    assert_eq!(later.submit().status(), 303);
    let stale = later.put("request_id", "another");
    assert_eq!(stale.submit().status(), 409);
    tell(app);
    assert_eq!(app.mails("MAINTENANCE-MOVED").len(), 1);
    let seen = || {
        let seller = app.browser_of(&partner.admin);
        seller.open(&format!("/health/maintenance/{number}")).text()
    };
    assert!(seen().contains("改期进行") && seen().contains("期间无法保存文件"));
    let cancel = desk.open(&place).form(&format!("{place}/cancel"));
    let page = cancel.submit().expect(422);
    assert!(
        page.error_at("text_zh-Hans").is_some(),
        "{:?}",
        page.errors()
    );
    let cancel = cancel.fill("text_zh-Hans", "不再需要。");
    assert_eq!(
        [cancel.submit().status(), cancel.submit().status()],
        [303; 2]
    );
    tell(app);
    assert_eq!(app.mails("MAINTENANCE-CANCELLED").len(), 1);
    assert!(seen().contains("已取消") && seen().contains("不再需要"));
    assert!(!app.browser().open("/status").text().contains(TITLE));
    assert!(!app.browser_of(&admin).open("/admin").text().contains(TITLE));
    app.clock.pass(8 * 86_400);
    tell(app);
    assert!(app.mails("MAINTENANCE-SOON").is_empty());
    assert_eq!(
        desk_status(app, "/ops/health/maintenance/PM000000000000"),
        404
    );
}

fn what_is_new_is_news_however_much_lies_ahead(app: &TestApp) {
    let partner = app.active_partner();
    let _ = user(app, &partner, "served");
    let agent = desk(app);
    for week in 0..5 {
        number(
            &filled(app, &agent, 24 * (100 + 7 * week))
                .submit()
                .expect(303),
        );
    }
    app.clock.pass(40 * 86_400);
    let agent = desk(app);
    tell(app);
    let news = || app.browser_of(&partner.admin).open("/action-center").text();
    assert!(!news().contains(TITLE), "all that was a month ago");
    // At short notice at first, and then in time.
    let urgent = filled(app, &agent, 3)
        .put("emergency", "yes")
        .fill("emergency_reason", "安全漏洞必须立即修补");
    let urgent = number(&urgent.submit().expect(303));
    assert!(news().contains(TITLE));
    let place = format!("/ops/health/maintenance/{urgent}");
    let seen = || {
        let seller = app.browser_of(&partner.admin);
        seller.open(&format!("/health/maintenance/{urgent}")).text()
    };
    assert!(seen().contains("临时通知"), "{}", seen());
    let form = agent.open(&place).form(&format!("{place}/change"));
    let form = at(app, form, 24 * 14).fill("text_zh-Hans", "改到两周之后。");
    assert_eq!(form.submit().status(), 303);
    assert!(!seen().contains("临时通知"), "{}", seen());
    tell(app);
    // After a pause nobody hears that it will come.
    app.clock.pass(15 * 86_400);
    tell(app);
    assert!(app.mails("MAINTENANCE-SOON").is_empty());
}

fn desk_status(app: &TestApp, path: &str) -> u16 {
    desk(app).get(path).status()
}

fn maintenance_speaks_three_languages(app: &TestApp) {
    let partner = app.active_partner();
    let (customer, admin) = user(app, &partner, "served");
    let desk = desk(app);
    let number = planned(app, &desk);
    let place = format!("/health/maintenance/{number}");
    for path in ["/ops/health", NEW, &format!("/ops{place}")] {
        centre::speaks(&desk, path);
    }
    let browser = app.browser_of(&partner.admin);
    let services = format!("/customers/{customer}/service-management");
    for path in ["/health", &place, &services, "/action-center"] {
        centre::speaks(&browser, path);
    }
    let browser = app.browser_of(&admin);
    for path in ["/admin/health", &format!("/admin{place}")] {
        centre::speaks(&browser, path);
    }
    centre::speaks(&app.browser(), "/status");
    browser.set_cookie("tongdao_language", "en");
    assert!(
        browser
            .open("/admin/health")
            .text()
            .contains("Storage upgrade")
    );
}
