//! Service health: the operator posts what happens to a service; partners whose customers use it and
//! these customers' administrators see it, by their roles; nobody else does.

use crate::centre;
use domain::caller::{AdminSetting, AgentSetting, StaffRole};
use testkit::selling::{base, order};
use testkit::{Browser, Form, Login, Page, Partner, TestApp};

testkit::on_both! { TestApp from trading:
    an_outage_is_seen_by_the_affected_partners_roles_only,
    its_customers_administrator_sees_it_and_others_do_not,
    everybody_is_told_once_of_the_beginning_and_the_end,
    each_word_is_due_by_the_hour_and_the_report_by_days,
    what_is_wrong_is_said_and_what_was_typed_stays,
    two_agents_and_double_clicks_say_one_thing,
    staff_who_may_not_post_only_look,
    an_outage_waits_for_a_second_person,
    what_becomes_an_outage_waits_too,
    all_pages_speak_three_languages,
}

const NEW: &str = "/ops/health/new";
const TITLE: &str = "邮件延迟送达";

fn desk(app: &TestApp) -> Browser {
    app.browser_of(&app.staff(StaffRole::SupportAgent))
}

/// A customer with a running subscription: where it is, and its administrator.
pub(crate) fn user(app: &TestApp, partner: &Partner, prefix: &str) -> (String, Login) {
    let (_, request) = app.sign_in(&partner.admin);
    let (customer, admin) = centre::customer(app, &request, prefix);
    order(app, &request, customer, base(app).id, 3);
    (customer.to_string(), admin)
}

/// The form of a new incident, about the service of what was sold.
fn filled(app: &TestApp, desk: &Browser, state: &str) -> Form {
    let form = desk.open(NEW).form(NEW);
    form.put("service", &base(app).product.to_string())
        .fill("state", state)
        .fill("title_zh-Hans", TITLE)
        .fill("title_en", "Mail is late")
        .fill("text_zh-Hans", "正在调查原因。")
        .fill("text_en", "We are looking for the cause.")
}

pub(crate) fn number(page: &Page) -> String {
    let place = page.location().trim_start_matches("/ops/health/");
    place.split('?').next().unwrap_or_default().to_owned()
}

/// Another agent than the one who writes.
pub(crate) fn second(app: &TestApp) -> Browser {
    app.browser_of(&app.member_of_staff("second-agent", &[StaffRole::SupportAgent]))
}

/// An outage that waits for a second person: the id of the draft.
pub(crate) fn drafted(app: &TestApp, desk: &Browser) -> String {
    let page = filled(app, desk, "interrupted").submit().expect(303);
    draft(&page)
}

fn draft(page: &Page) -> String {
    let place = page.location().trim_start_matches("/ops/health/drafts/");
    place.split('?').next().unwrap_or_default().to_owned()
}

fn decide(browser: &Browser, draft: &str, what: &str) -> Page {
    let place = format!("/ops/health/drafts/{draft}");
    browser
        .open(&place)
        .form(&format!("{place}/{what}"))
        .submit()
}

/// Confirms it: the number of the incident.
pub(crate) fn confirmed(second: &Browser, draft: &str) -> String {
    number(&decide(second, draft, "confirm").expect(303))
}

/// An outage that one agent wrote and another confirmed.
pub(crate) fn posted(app: &TestApp, desk: &Browser) -> String {
    let draft = drafted(app, desk);
    confirmed(&second(app), &draft)
}

fn write(desk: &Browser, number: &str, what: &str, text: &str) -> Page {
    let place = format!("/ops/health/{number}");
    let form = desk.open(&place).form(&format!("{place}/{what}"));
    form.fill("text_zh-Hans", text).submit()
}

/// The same, and it is taken.
fn written(desk: &Browser, number: &str, what: &str, text: &str) {
    let page = write(desk, number, what, text);
    assert_eq!(page.status(), 303, "{what}: {}", page.text());
}

fn an_outage_is_seen_by_the_affected_partners_roles_only(app: &TestApp) {
    let (partner, other) = (app.active_partner(), app.active_partner());
    let (customer, _) = user(app, &partner, "suffers");
    let browser = app.browser_of(&partner.admin);
    let services = format!("/customers/{customer}/service-management");
    let name = base(app);
    let product = app.programme.catalogue().product(name.product).unwrap();
    let page = browser.open(&services).expect(200);
    assert!(page.text().contains(&product.name.zh_hans) && page.text().contains("无已知事件"));
    assert!(browser.open("/health").text().contains("没有已知事件"));
    let desk = desk(app);
    assert!(desk.open("/ops/health").text().contains("没有事件"));
    let number = posted(app, &desk);
    let place = format!("/health/{number}");
    assert!(desk.open("/ops/health").text().contains(TITLE));
    let page = desk.open(&format!("/ops/health/{number}"));
    assert!(
        page.text().contains("合作伙伴：1，客户：1"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("support-agent"), "{}", page.text());
    assert_eq!(crate::audited(app, "health.confirm-outage", "succeeded"), 1);
    assert_eq!(crate::audited(app, "health.post", "succeeded"), 0);

    // The partner's roles that may, and those that may not.
    let seen = [
        browser.clone(),
        app.browser_of(&app.agent(&partner, AgentSetting::AdminAgent)),
        app.browser_of(&app.agent(&partner, AgentSetting::HelpdeskAgent)),
    ];
    for browser in &seen {
        assert!(browser.open("/health").expect(200).text().contains(TITLE));
        let page = browser.open(&place).expect(200);
        assert!(
            page.text().contains("正在调查原因") && page.text().contains("suffers贸易有限公司")
        );
        assert!(!page.text().contains("support-agent"), "{}", page.text());
        let page = browser.open(&services).expect(200);
        assert!(page.text().contains("服务中断"), "{}", page.text());
        assert!(browser.open("/action-center").text().contains(TITLE));
    }
    let hidden = [
        app.agent(&partner, AgentSetting::SalesAgent),
        app.employee(
            &partner,
            "bills",
            AgentSetting::None,
            AdminSetting::BillingAdmin,
        ),
        app.employee(
            &partner,
            "users",
            AgentSetting::None,
            AdminSetting::UserManagementAdmin,
        ),
    ];
    for login in hidden {
        let browser = app.browser_of(&login);
        for path in ["/health", &place, &services] {
            let page = browser.get(path);
            assert_eq!(page.status(), 403, "{path}");
            assert!(!page.text().contains(TITLE));
        }
        let page = browser.open("/action-center");
        assert!(!page.text().contains(TITLE) && !page.source().contains("href=\"/health\""));
    }
    // Another partner's customers use nothing of it.
    let browser = app.browser_of(&other.admin);
    assert!(!browser.open("/health").text().contains(TITLE));
    for path in [&place, &services] {
        assert_eq!(browser.get(path).status(), 404, "{path}");
    }
    assert!(!browser.open("/action-center").text().contains(TITLE));
    assert_eq!(browser.get("/ops/health").status(), 404);
}

fn its_customers_administrator_sees_it_and_others_do_not(app: &TestApp) {
    let partner = app.active_partner();
    let (_, admin) = user(app, &partner, "suffers");
    let (_, request) = app.sign_in(&partner.admin);
    let (_, idle) = centre::customer(app, &request, "idle");
    let desk = desk(app);
    let number = posted(app, &desk);
    let place = format!("/admin/health/{number}");
    let browser = app.browser_of(&admin);
    assert!(browser.open("/admin").text().contains(TITLE));
    assert!(browser.open("/admin/health").text().contains(TITLE));
    assert!(browser.open(&place).text().contains("正在调查原因"));
    assert_eq!(browser.get(&format!("/health/{number}")).status(), 404);
    let other = app.browser_of(&idle);
    assert!(!other.open("/admin").text().contains(TITLE));
    assert!(other.open("/admin/health").text().contains("没有已知事件"));
    assert_eq!(other.get(&place).status(), 404);
    // When it is over the first page is quiet, and the list remembers.
    written(&desk, &number, "end", "服务已恢复正常。");
    assert!(!browser.open("/admin").text().contains(TITLE));
    let list = browser.open("/admin/health").text();
    assert!(
        list.contains(TITLE) && list.contains("没有已知事件"),
        "{list}"
    );
    assert!(browser.open(&place).text().contains("服务已恢复正常"));
    // What is bought after the end was never concerned.
    app.clock.pass(60);
    let (_, request) = app.sign_in(&partner.admin);
    let (later, login) = centre::customer(app, &request, "later");
    order(app, &request, later, base(app).id, 1);
    let late = app.browser_of(&login);
    assert!(!late.open("/admin/health").text().contains(TITLE));
    assert_eq!(late.get(&place).status(), 404);
    // After a year it is history nobody is shown.
    app.clock.pass(366 * 86_400);
    let browser = app.browser_of(&admin);
    assert!(!browser.open("/admin/health").text().contains(TITLE));
}

fn everybody_is_told_once_of_the_beginning_and_the_end(app: &TestApp) {
    let (partner, other) = (app.active_partner(), app.active_partner());
    let _ = user(app, &partner, "suffers");
    let agent = app.agent(&partner, AgentSetting::HelpdeskAgent);
    let _ = app.agent(&partner, AgentSetting::SalesAgent);
    app.drain();
    let desk = desk(app);
    let number = posted(app, &desk);
    for _ in 0..3 {
        app.tick();
        app.drain();
    }
    let told = app.mails("HEALTH-BEGUN");
    let readers: Vec<_> = told.iter().map(|mail| mail.recipient.clone()).collect();
    assert_eq!(readers.len(), 2, "{readers:?}");
    assert!(readers.contains(&partner.company.email));
    assert!(!readers.contains(&other.company.email), "{readers:?}");
    assert!(told.iter().all(|mail| mail.subject.contains(TITLE)));
    assert!(
        app.browser_of(&agent)
            .open("/health")
            .text()
            .contains(&number)
    );
    // Words between are read on the page; nobody is mailed for each of them.
    written(&desk, &number, "update", "已找到原因。");
    app.tick();
    app.drain();
    assert_eq!(app.mails("HEALTH-BEGUN").len(), 2);
    assert!(app.mails("HEALTH-ENDED").is_empty());
    written(&desk, &number, "end", "服务已恢复正常。");
    for _ in 0..3 {
        app.tick();
        app.drain();
    }
    written(&desk, &number, "report", "原因是一次错误的配置更改。");
    app.tick();
    app.drain();
    let told = app.mails("HEALTH-ENDED");
    assert_eq!(told.len(), 2);
    let body = told[0].body.clone().unwrap_or_default();
    assert!(body.contains("服务已恢复正常") && body.contains(&format!("/health/{number}")));
    assert_eq!(app.mails("HEALTH-BEGUN").len(), 2);
    // Each telling is in the log once, and none that told nobody.
    assert_eq!(crate::audited(app, "health.tell", "succeeded"), 2);
}

fn each_word_is_due_by_the_hour_and_the_report_by_days(app: &TestApp) {
    let number = posted(app, &desk(app));
    let place = format!("/ops/health/{number}");
    let late = |app: &TestApp| desk(app).open("/ops/health").text().contains("更新逾期");
    assert!(!late(app));
    // Signing in takes its time too.
    app.clock.pass(3_000);
    assert!(!late(app));
    app.clock.pass(600);
    assert!(late(app));
    assert!(desk(app).open(&place).text().contains("起逾期"));
    // Agents are told each hour while it is.
    let told = |times: usize| {
        for _ in 0..3 {
            app.tick();
            app.drain();
        }
        assert_eq!(app.mails("HEALTH-DUE").len(), 2 * times);
    };
    told(1);
    app.clock.pass(3_500);
    told(1);
    app.clock.pass(200);
    told(2);
    written(&desk(app), &number, "update", "仍在调查。");
    assert!(!late(app));
    app.clock.pass(3_610);
    assert!(late(app));
    written(&desk(app), &number, "end", "已恢复正常。");
    assert!(!late(app));
    app.clock.pass(3 * 86_400);
    assert!(!late(app));
    app.clock.pass(20 * 86_400);
    assert!(late(app));
    for _ in 0..3 {
        app.tick();
        app.drain();
    }
    assert_eq!(app.mails("HEALTH-REPORT-DUE").len(), 2);
    written(&desk(app), &number, "report", "原因与对策。");
    assert!(!late(app));
    let page = desk(app).open(&place);
    for what in ["update", "end", "report"] {
        assert!(!page.has_form(&format!("{place}/{what}")), "{what}");
    }
    let version = [("version", "4"), ("text_zh-Hans", "还有一句。")];
    for what in ["update", "end", "report"] {
        let page = desk(app).post(&format!("{place}/{what}"), &version);
        assert_eq!(page.status(), 409, "{what}: {}", page.text());
    }
}

fn what_is_wrong_is_said_and_what_was_typed_stays(app: &TestApp) {
    let desk = desk(app);
    let empty = desk.open(NEW).form(NEW).without("state").submit();
    assert_eq!(empty.status(), 422);
    for field in ["service", "state", "title_zh-Hans", "text_zh-Hans"] {
        assert!(
            empty.error_at(field).is_some(),
            "{field}: {:?}",
            empty.errors()
        );
    }
    for (field, value, problem) in [
        ("started_time", "半点", "09:30"),
        ("started_time", "25:00", "09:30"),
        ("started_on", "2026-02-30", "没有这一天"),
        ("started_on", "2099-01-01", "尚未到来"),
        ("started_on", "2020-01-01", "30 天内"),
    ] {
        let page = filled(app, &desk, "degraded").fill(field, value).submit();
        assert_eq!(page.status(), 422, "{value}");
        let said = page.error_at(field).unwrap_or_default();
        assert!(said.contains(problem), "{value}: {said}");
        let form = page.form(NEW);
        assert_eq!(form.value("title_zh-Hans"), TITLE);
        assert_eq!(form.value(field), value);
        assert_eq!(form.value("service"), base(app).product.to_string());
    }
    for (field, value) in [
        ("service", "nobody"),
        ("state", "restored"),
        ("state", "fine"),
    ] {
        let page = filled(app, &desk, "degraded").put(field, value).submit();
        assert_eq!(page.status(), 422, "{value}");
        assert!(page.error_at(field).is_some(), "{value}");
    }
    assert_eq!(crate::count(app, "SELECT COUNT(*) AS n FROM incident"), 0);
    let markup = "<script>alert(1)</script><img src=//x.example>";
    let page = filled(app, &desk, "advisory").fill("text_zh-Hans", markup);
    let number = number(&page.submit().expect(303));
    let place = format!("/ops/health/{number}");
    assert!(!desk.open(&place).source().contains("<script>alert"));
    let page = write(&desk, &number, "update", "").expect(422);
    assert!(
        page.error_at("text_zh-Hans").is_some(),
        "{:?}",
        page.errors()
    );
    // What was chosen stays, and so does what it was chosen about: somebody else may have written.
    let place = format!("{place}/update");
    let form = page.form(&place).fill("to", "interrupted");
    written(&desk, &number, "update", "已找到原因。");
    let again = form.submit().expect(422).form(&place);
    assert_eq!(again.value("to"), "interrupted");
    assert_eq!(again.value("version"), form.value("version"));
    let late = again.fill("text_zh-Hans", "正在修复。");
    assert_eq!(late.submit().status(), 409);
    assert_eq!(desk.get("/ops/health/SH000000000000").status(), 404);
}

fn two_agents_and_double_clicks_say_one_thing(app: &TestApp) {
    let desk = desk(app);
    let form = filled(app, &desk, "degraded");
    let (first, second) = (form.submit().expect(303), form.submit().expect(303));
    assert_eq!(first.location(), second.location());
    assert_eq!(crate::count(app, "SELECT COUNT(*) AS n FROM incident"), 1);
    let place = format!("/ops/health/{}", number(&first));
    let update = desk.open(&place).form(&format!("{place}/update"));
    let update = update
        .fill("text_zh-Hans", "已找到原因。")
        .fill("to", "advisory");
    assert_eq!(
        [update.submit().status(), update.submit().status()],
        [303; 2]
    );
    assert_eq!(
        crate::count(app, "SELECT COUNT(*) AS n FROM incident_update"),
        2
    );
    assert!(desk.open(&place).text().contains("公告"));
    // The other agent had the page open before that.
    let stale = update.put("version", "1").put("request_id", "another");
    assert_eq!(stale.submit().status(), 409);
    assert_eq!(
        crate::count(app, "SELECT COUNT(*) AS n FROM incident_update"),
        2
    );
    // Telling partners takes no page out of anybody's hands.
    let update = desk.open(&place).form(&format!("{place}/update"));
    app.tick();
    let update = update.fill("text_zh-Hans", "正在修复。");
    assert_eq!(update.submit().status(), 303);
}

fn staff_who_may_not_post_only_look(app: &TestApp) {
    let number = posted(app, &desk(app));
    let place = format!("/ops/health/{number}");
    for role in [StaffRole::PlatformAdmin, StaffRole::Auditor] {
        let browser = app.browser_of(&app.staff(role));
        assert!(browser.open("/ops/health").text().contains(TITLE));
        let page = browser.open(&place).expect(200);
        assert!(!page.has_form(&format!("{place}/update")));
        assert_eq!(browser.get(NEW).status(), 403);
        let words = [("version", "1"), ("text_zh-Hans", "不应发布。")];
        assert_eq!(
            browser.post(&format!("{place}/update"), &words).status(),
            403
        );
        assert_eq!(browser.post(NEW, &words).status(), 403);
    }
    let browser = app.browser_of(&app.staff(StaffRole::Reviewer));
    for path in ["/ops/health", &place] {
        assert_eq!(browser.get(path).status(), 403);
    }
}

fn an_outage_waits_for_a_second_person(app: &TestApp) {
    let partner = app.active_partner();
    let (customer, admin) = user(app, &partner, "suffers");
    let (one, two) = (desk(app), second(app));
    let form = filled(app, &one, "interrupted");
    let (first, again) = (form.submit().expect(303), form.submit().expect(303));
    assert_eq!(first.location(), again.location());
    let draft = draft(&first);
    let place = format!("/ops/health/drafts/{draft}");
    let page = one.open(&place).expect(200);
    let text = page.text();
    let told = text.split_once("SH").map_or("", |(_, rest)| &rest[..12]);
    let told = format!("SH{told}");
    assert!(text.contains("等待第二人确认"), "{text}");
    assert!(page.text().contains("正在调查原因") && page.text().contains("Mail is late"));
    // Nobody outside sees or is told anything.
    let unseen = |why: &str| {
        app.tick();
        app.drain();
        assert!(app.mails("HEALTH-BEGUN").is_empty(), "{why}");
        let (seller, buyer) = (app.browser_of(&partner.admin), app.browser_of(&admin));
        let services = format!("/customers/{customer}/service-management");
        for path in ["/health", &services, "/action-center"] {
            assert!(!seller.open(path).text().contains(TITLE), "{why}: {path}");
        }
        for path in ["/admin", "/admin/health"] {
            assert!(!buyer.open(path).text().contains(TITLE), "{why}: {path}");
        }
        assert_eq!(seller.get(&format!("/health/{told}")).status(), 404);
        assert_eq!(buyer.get(&format!("/admin/health/{told}")).status(), 404);
    };
    unseen("it waits");
    assert_eq!(one.get(&format!("/ops/health/{told}")).status(), 404);
    // Staff see it waiting; whoever wrote it cannot confirm it, whatever is sent.
    assert!(!one.open("/ops/health").text().contains("等待您确认"));
    let list = two.open("/ops/health").text();
    assert!(
        list.contains("等待您确认") && list.contains(TITLE),
        "{list}"
    );
    for what in ["confirm", "decline"] {
        assert!(!page.has_form(&format!("{place}/{what}")), "{what}");
        let sent = one.post(&format!("{place}/{what}"), &[("reason", "不应由本人决定")]);
        assert_eq!(sent.status(), 409, "{what}: {}", sent.text());
        assert!(sent.text().contains("您撰写的"), "{}", sent.text());
    }
    let auditor = app.browser_of(&app.staff(StaffRole::Auditor));
    let page = auditor.open(&place).expect(200);
    assert!(!page.has_form(&format!("{place}/confirm")));
    assert_eq!(auditor.post(&format!("{place}/confirm"), &[]).status(), 403);
    // Only whoever wrote it takes it back.
    assert!(!two.open(&place).has_form(&format!("{place}/withdraw")));
    assert_eq!(two.post(&format!("{place}/withdraw"), &[]).status(), 409);
    // It is declined with a reason, which is kept.
    let decline = two.open(&place).form(&format!("{place}/decline"));
    let page = decline.submit().expect(422);
    assert!(page.error_at("reason").is_some(), "{:?}", page.errors());
    let declined = decline.fill("reason", "只有一个地区受影响").submit();
    assert_eq!(declined.status(), 303, "{}", declined.text());
    for browser in [&one, &two] {
        let page = browser.open(&place).expect(200);
        assert!(page.text().contains("只有一个地区受影响"));
        assert!(!page.has_form(&format!("{place}/confirm")));
        assert!(browser.open("/ops/health").text().contains("已驳回"));
    }
    for what in ["confirm", "decline", "withdraw"] {
        let sent = two.post(
            &format!("{place}/{what}"),
            &[("reason", "太晚了，已经决定")],
        );
        assert!([403, 409].contains(&sent.status()), "{what}");
    }
    unseen("it was declined");
    // Another one is taken back.
    let another = drafted(app, &one);
    assert_eq!(decide(&one, &another, "withdraw").status(), 303);
    unseen("it was taken back");
    // And one is confirmed, by a platform admin.
    let last = drafted(app, &one);
    let admin = app.browser_of(&app.staff(StaffRole::PlatformAdmin));
    let page = decide(&admin, &last, "confirm").expect(303);
    let place = format!("/health/{}", number(&page));
    let seller = app.browser_of(&partner.admin);
    assert!(seller.open(&place).text().contains("正在调查原因"));
    for name in ["support-agent", "platform-admin"] {
        assert!(!seller.open(&place).text().contains(name), "{name}");
    }
    let page = one.open(&format!("/ops{place}"));
    assert!(page.text().contains("已确认"), "{}", page.text());
    for (action, times) in [
        ("health.propose-outage", 3),
        ("health.decline-outage", 1),
        ("health.withdraw-outage", 1),
        ("health.confirm-outage", 1),
    ] {
        assert_eq!(crate::audited(app, action, "succeeded"), times, "{action}");
    }
    assert_eq!(one.get("/ops/health/drafts/nothing").status(), 404);
    app.drain();
}

fn what_becomes_an_outage_waits_too(app: &TestApp) {
    let partner = app.active_partner();
    let _ = user(app, &partner, "suffers");
    let (one, two) = (desk(app), second(app));
    let number = number(&filled(app, &one, "degraded").submit().expect(303));
    let place = format!("/ops/health/{number}");
    let seen = || {
        let seller = app.browser_of(&partner.admin);
        seller.open(&format!("/health/{number}")).text()
    };
    let raise = |text: &str| {
        let form = one.open(&place).form(&format!("{place}/update"));
        let form = form.fill("text_zh-Hans", text).fill("to", "interrupted");
        form.submit()
    };
    let first = raise("服务已完全停止。").expect(303);
    assert!(first.location().starts_with("/ops/health/drafts/"));
    assert!(!seen().contains("服务中断") && !seen().contains("完全停止"));
    assert!(one.open(&place).text().contains("等待第二人确认"));
    // One at a time; other words go on meanwhile, and what is less needs nobody else.
    assert_eq!(raise("再次升级。").status(), 409);
    written(&one, &number, "update", "仍在调查。");
    assert!(seen().contains("仍在调查") && seen().contains("服务降级"));
    assert_eq!(decide(&two, &draft(&first), "confirm").status(), 303);
    assert!(seen().contains("服务中断") && seen().contains("完全停止"));
    let form = one.open(&place).form(&format!("{place}/update"));
    let form = form
        .fill("text_zh-Hans", "部分恢复。")
        .fill("to", "advisory");
    assert_eq!(form.submit().location(), format!("{place}?done=written"));
    // The end takes back what still waits.
    let late = draft(&raise("又停止了。").expect(303));
    written(&one, &number, "end", "服务已恢复正常。");
    let page = two.open(&format!("/ops/health/drafts/{late}"));
    assert!(page.text().contains("已撤回"), "{}", page.text());
    let sent = two.post(&format!("/ops/health/drafts/{late}/confirm"), &[]);
    assert_eq!(sent.status(), 409);
    assert!(!seen().contains("又停止了"));
    app.drain();
}

fn all_pages_speak_three_languages(app: &TestApp) {
    let partner = app.active_partner();
    let (customer, admin) = user(app, &partner, "suffers");
    let desk = desk(app);
    let number = posted(app, &desk);
    let waits = format!("/ops/health/drafts/{}", drafted(app, &desk));
    centre::speaks(&desk, &waits);
    centre::speaks(&second(app), &waits);
    for path in ["/ops/health", NEW, &format!("/ops/health/{number}")] {
        centre::speaks(&desk, path);
    }
    written(&desk, &number, "end", "服务已恢复正常。");
    centre::speaks(&desk, &format!("/ops/health/{number}"));
    let browser = app.browser_of(&partner.admin);
    let services = format!("/customers/{customer}/service-management");
    for path in ["/health", &format!("/health/{number}"), &services] {
        centre::speaks(&browser, path);
    }
    let browser = app.browser_of(&admin);
    for path in ["/admin/health", &format!("/admin/health/{number}")] {
        centre::speaks(&browser, path);
    }
    // Who reads English reads the English words; who reads a language nobody wrote, the programme's.
    let read = |language| {
        browser.set_cookie("tongdao_language", language);
        browser.open("/admin/health").text()
    };
    assert!(read("en").contains("Mail is late"));
    assert!(read("zh-Hant").contains(TITLE));
    app.drain();
}
