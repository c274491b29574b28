//! Support requests: from the form to the agent and back, by the clock, and out of strangers' sight.

use domain::caller::{AdminSetting, AgentSetting, StaffRole};
use testkit::{Browser, Page, Partner, TestApp, specimen};

testkit::on_both! { TestApp from trading:
    a_request_goes_to_an_agent_and_back,
    time_reminds_and_closes,
    roles_see_and_write_what_is_theirs,
    for_a_customer_with_delegation,
    what_is_typed_stays_and_what_is_hostile_is_refused,
    two_agents_do_not_answer_at_once,
    the_queue_begins_with_what_is_due_first,
    another_severity_does_not_forget_since_when_it_waits,
    a_text_of_any_allowed_length_is_kept_whole,
    who_has_left_is_told_nothing,
}

const LIST: &str = "/support/partner-requests";
const NEW: &str = "/support/partner-requests/new";

fn agent(app: &TestApp) -> Browser {
    app.browser_of(&app.staff(StaffRole::SupportAgent))
}

/// Fills in a request and sends it.
fn sent(browser: &Browser, summary: &str, topic: &str, severity: &str) -> Page {
    let form = browser.open(NEW).form(NEW);
    let form = form
        .fill("summary", summary)
        .fill("topic", topic)
        .fill("severity", severity)
        .fill("details", "三月的账单比订阅多了两个席位，请核对。")
        .fill("effect", "财务部门无法入账，从昨天下午开始。");
    form.submit()
}

/// The number of a request that was just sent.
fn number(page: &Page) -> String {
    let place = page.location();
    let number = place.trim_start_matches("/support/requests/");
    number.split('?').next().unwrap_or_default().to_owned()
}

pub(crate) fn ask(browser: &Browser, summary: &str) -> String {
    let page = sent(browser, summary, "orders", "moderate");
    assert_eq!(page.status(), 303, "{}", page.text());
    number(&page)
}

fn answer(desk: &Browser, number: &str, text: &str, how: &str) -> Page {
    let place = format!("/ops/support/{number}");
    let form = desk.open(&place).form(&format!("{place}/answer"));
    form.fill("text", text).fill("how", how).submit()
}

fn write(browser: &Browser, number: &str, text: &str) -> Page {
    let place = format!("/support/requests/{number}");
    let form = browser.open(&place).form(&format!("{place}/messages"));
    form.fill("text", text).submit()
}

fn a_request_goes_to_an_agent_and_back(app: &TestApp) {
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    assert!(browser.open(LIST).text().contains("尚无请求"));
    let letter = specimen("账单");
    let form = browser.open(NEW).form(NEW);
    let form = form
        .fill("summary", "三月账单数量不对")
        .fill("topic", "invoice")
        .fill("severity", "moderate")
        .fill("details", "三月的账单比订阅多了两个席位，请核对。")
        .fill("related", "D000000001")
        .tick("consent")
        .attach("file", "账单.pdf", &letter);
    // Twice the same form is one request.
    let (first, second) = (form.submit(), form.submit());
    assert_eq!((first.status(), second.status()), (303, 303));
    assert_eq!(first.location(), second.location());
    app.drain();
    let number = number(&first);
    assert_eq!(number.len(), 15);
    let page = browser.open(&format!("/support/requests/{number}"));
    let text = page.text();
    for told in [
        "三月账单数量不对",
        "将在",
        "D000000001",
        "账单.pdf",
        "已同意",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert_eq!(app.mails("SUPPORT-RECEIVED").len(), 1);
    let desk = agent(app);
    app.drain();
    let queue = desk.open("/ops/support");
    assert!(queue.text().contains("三月账单数量不对") && queue.text().contains(&number));

    // The agent takes it, asks, notes something down that the partner never reads.
    let place = format!("/ops/support/{number}");
    let case = desk.open(&place);
    assert!(case.text().contains(&partner.company.name));
    let file = case.attribute("ul.files a", "href").expect("the file");
    let looked = desk.get(&file);
    assert_eq!(looked.status(), 200);
    assert!(
        looked
            .header("content-disposition")
            .starts_with("attachment")
    );
    assert_eq!(crate::audited(app, "support.look", "succeeded"), 1);
    let taken = case.form(&format!("{place}/take")).submit();
    assert_eq!(taken.status(), 303);
    let noted = desk.open(&place).form(&format!("{place}/note"));
    let noted = noted.fill("note", "这家公司总是问账单").submit();
    assert_eq!(noted.status(), 303);
    let asked = answer(&desk, &number, "请提供订单编号。", "asks");
    assert_eq!(asked.status(), 303, "{}", asked.text());
    app.drain();
    assert!(desk.open(&place).text().contains("这家公司总是问账单"));
    let page = browser.open(&format!("/support/requests/{number}"));
    assert!(page.text().contains("请提供订单编号") && page.text().contains("正在等待您的答复"));
    assert!(!page.source().contains("这家公司总是问账单"));
    // It is among what is to be done, for those who may see it.
    let waits = format!("答复请求 {number}：三月账单数量不对");
    assert!(browser.open("/action-center").text().contains(&waits));
    let seller = app.browser_of(&app.agent(&partner, AgentSetting::SalesAgent));
    assert!(!seller.open("/action-center").text().contains(&number));
    let told = app.mails("SUPPORT-ASKED").pop().unwrap();
    assert_eq!(told.recipient, partner.company.email);
    // It left the queue: nobody waits for the operator.
    assert!(!desk.open("/ops/support").text().contains(&number));

    // The partner answers; the clock of the operator runs again.
    let written = write(&browser, &number, "订单在附件中，谢谢。");
    assert_eq!(written.status(), 303);
    assert!(!browser.open("/action-center").text().contains(&waits));
    app.drain();
    assert!(desk.open("/ops/support").text().contains(&number));
    assert!(!app.mails("SUPPORT-REPLY").is_empty());
    // Solved, says the agent; not solved, says the partner; solved indeed.
    let solved = answer(&desk, &number, "已更正，下期账单抵扣。", "solves");
    assert_eq!(solved.status(), 303);
    let _ = write(&browser, &number, "数量仍然不对。");
    let _ = answer(&desk, &number, "这次已更正。", "solves");
    let place = format!("/support/requests/{number}");
    let closed = browser
        .open(&place)
        .form(&format!("{place}/close"))
        .submit();
    assert_eq!(closed.status(), 303);
    app.drain();
    let page = browser.open(&place);
    assert!(page.text().contains("已关闭") && page.text().contains("已重新打开"));
    assert!(!page.has_form(&format!("{place}/messages")));
    let over = browser.post(&format!("{place}/messages"), &[("text", "noch etwas")]);
    assert_eq!(over.status(), 409);
    // Opened anew within the days, with a reason; not after them.
    app.clock.pass(13 * 86_400);
    let browser = app.browser_of(&partner.admin);
    let anew = browser.open(&place).form(&format!("{place}/reopen"));
    assert_eq!(anew.fill("text", "又出现了。").submit().status(), 303);
    let cancelled = browser
        .open(&place)
        .form(&format!("{place}/cancel"))
        .submit();
    assert_eq!(cancelled.status(), 303);
    let late = browser.post(&format!("{place}/reopen"), &[("text", "再次")]);
    assert_eq!(late.status(), 409);
    app.drain();
}

fn time_reminds_and_closes(app: &TestApp) {
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    let number = ask(&browser, "订单无法提交");
    let desk = agent(app);
    let _ = answer(&desk, &number, "请提供截图。", "asks");
    app.drain();
    for (days, reminders) in [(2, 0), (1, 1), (1, 1), (3, 2), (2, 2)] {
        app.clock.pass(days * 86_400);
        app.tick();
        assert_eq!(app.mails("SUPPORT-REMINDER").len(), reminders);
    }
    assert!(app.mails("SUPPORT-CLOSED").is_empty());
    app.clock.pass(86_400);
    app.tick();
    app.tick();
    assert_eq!(app.mails("SUPPORT-CLOSED").len(), 1);
    let browser = app.browser_of(&partner.admin);
    let place = format!("/support/requests/{number}");
    assert!(browser.open(&place).text().contains("因未获答复而关闭"));
    app.clock.pass(15 * 86_400);
    let browser = app.browser_of(&partner.admin);
    assert!(!browser.open(&place).has_form(&format!("{place}/reopen")));
    let late = browser.post(&format!("{place}/reopen"), &[("text", "太晚了")]);
    assert_eq!(late.status(), 409);
    assert!(late.text().contains("关闭过久"), "{}", late.text());
    // What is called solved closes by itself.
    let second = ask(&browser, "价格显示不正确");
    let desk = agent(app);
    let _ = answer(&desk, &second, "已更正。", "solves");
    app.clock.pass(14 * 86_400);
    app.tick();
    assert_eq!(app.mails("SUPPORT-CLOSED").len(), 2);
}

fn roles_see_and_write_what_is_theirs(app: &TestApp) {
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    let number = ask(&browser, "只有管理员能看到");
    let place = format!("/support/requests/{number}");
    let sees = |browser: &Browser| browser.get(&place).status();
    let admin = app.browser_of(&app.agent(&partner, AgentSetting::AdminAgent));
    assert_eq!(sees(&admin), 200);
    let helper = app.browser_of(&app.agent(&partner, AgentSetting::HelpdeskAgent));
    assert_eq!(sees(&helper), 404);
    let own = ask(&helper, "帮助台自己的请求");
    assert!(helper.open(LIST).text().contains(&own) && !helper.open(LIST).text().contains(&number));
    assert!(browser.open(LIST).text().contains(&own));
    // Sales agents have none; billing admins write about bills alone.
    let seller = app.browser_of(&app.agent(&partner, AgentSetting::SalesAgent));
    for path in [LIST, NEW, &place] {
        assert_eq!(seller.get(path).status(), 403, "{path}");
    }
    let biller = app.browser_of(&app.colleague(&partner, AdminSetting::BillingAdmin));
    let form = biller.open(NEW);
    assert!(
        form.source().contains("value=\"invoice\"") && !form.source().contains("value=\"orders\"")
    );
    assert_eq!(
        sent(&biller, "账单的付款条件", "payment", "minimal").status(),
        303
    );
    let other = biller.post(
        NEW,
        &[
            ("summary", "关于订单的问题"),
            ("topic", "orders"),
            ("severity", "minimal"),
            ("details", "这是关于订单的问题，不是账单。"),
        ],
    );
    assert_eq!(other.status(), 403);
    assert_eq!(biller.get("/support/customer-requests/new").status(), 403);
    // Another company sees nothing, whatever it asks for.
    let stranger = app.active_partner();
    let stranger = app.browser_of(&stranger.admin);
    assert_eq!(stranger.get(&place).status(), 404);
    for act in ["messages", "close", "cancel", "reopen"] {
        let page = stranger.post(&format!("{place}/{act}"), &[("text", "unbekannt")]);
        assert_eq!(page.status(), 404, "{act}");
    }
    // Staff without the role do not read it.
    let reviewer = app.browser_of(&app.staff(StaffRole::Reviewer));
    assert_eq!(
        reviewer.get(&format!("/ops/support/{number}")).status(),
        403
    );
    let auditor = app.browser_of(&app.staff(StaffRole::Auditor));
    let read = auditor.open(&format!("/ops/support/{number}"));
    assert!(!read.has_form(&format!("/ops/support/{number}/answer")));
    app.drain();
}

fn buyer(app: &TestApp, partner: &Partner) -> String {
    let program = app.program(partner, AgentSetting::AdminAgent, AdminSetting::None);
    crate::api::customer(app, &program, "chenfan", "苏州晨帆贸易有限公司")
}

fn for_a_customer_with_delegation(app: &TestApp) {
    let partner = app.active_partner();
    let customer = buyer(app, &partner);
    let browser = app.browser_of(&partner.admin);
    let choose = browser.open("/support/customer-requests/new");
    assert!(choose.text().contains("苏州晨帆"));
    let place = format!("/support/customer-requests/new?customer={customer}");
    let form = browser.open(&place).form("/support/customer-requests/new");
    let form = form
        .fill("summary", "客户无法登录")
        .fill("topic", "customer-access")
        .fill("severity", "critical")
        .fill("details", "客户的所有用户今早都无法登录。")
        .fill("effect", "二十人无法工作，从今早八点开始。");
    let missing = form.submit().expect(422);
    assert!(missing.error_at("tried").is_some());
    let made = form
        .fill("tried", "已检查订阅状态和密码，均正常。")
        .submit();
    assert_eq!(made.status(), 303, "{}", made.text());
    let list = browser.open("/support/customer-requests").text();
    assert!(
        list.contains("客户无法登录") && list.contains("苏州晨帆"),
        "{list}"
    );
    // Without delegated administration the partner may not.
    app.database
        .tamper("UPDATE customer_relation SET delegated = FALSE");
    let again = browser.open(&place).form("/support/customer-requests/new");
    let refused = again
        .fill("summary", "客户仍然无法登录")
        .fill("topic", "customer-access")
        .fill("severity", "minimal")
        .fill("details", "客户的所有用户今早都无法登录。")
        .fill("tried", "已检查订阅状态和密码，均正常。")
        .submit();
    assert_eq!(refused.status(), 409);
    assert!(
        refused.text().contains("委派管理权限"),
        "{}",
        refused.text()
    );
    let choose = browser.open("/support/customer-requests/new");
    assert!(choose.text().contains("请先向客户申请"));
    app.drain();
}

fn what_is_typed_stays_and_what_is_hostile_is_refused(app: &TestApp) {
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    let form = browser.open(NEW).form(NEW);
    let wrong = form
        .clone()
        .fill("summary", "<script>alert(1)</script>")
        .fill("severity", "critical")
        .fill("phone", "12")
        .submit()
        .expect(422);
    for field in ["topic", "details", "effect", "phone"] {
        assert!(wrong.error_at(field).is_some(), "{field}");
    }
    assert!(
        wrong.source().contains("&#60;script&#62;") || wrong.source().contains("&lt;script&gt;")
    );
    assert!(!wrong.source().contains("<script>alert"));
    let before = crate::uploads::stored(app);
    for file in testkit::files::hostile() {
        let page = form
            .clone()
            .fill("summary", "附件有问题")
            .fill("topic", "other")
            .fill("severity", "minimal")
            .fill("details", "请查看附件中的文件。")
            .attach("file", file.name, &file.bytes)
            .submit();
        assert_eq!(page.status(), 422, "{}", file.what);
        assert!(page.error_at("file").is_some(), "{}", file.what);
    }
    assert_eq!(crate::uploads::stored(app), before);
    let none = crate::count(app, "SELECT COUNT(*) AS n FROM support_request");
    assert_eq!(none, 0);
    // What looks like markup is text in the thread, too.
    let number = ask(&browser, "标记只是文本");
    let _ = write(&browser, &number, "<img src=x onerror=alert(1)>");
    let page = browser.open(&format!("/support/requests/{number}"));
    assert!(!page.source().contains("<img src=x"));
    app.drain();
}

fn two_agents_do_not_answer_at_once(app: &TestApp) {
    let partner = app.active_partner();
    let number = ask(&app.browser_of(&partner.admin), "两个客服同时答复");
    let one = agent(app);
    let two = app.browser_of(&app.member_of_staff("second-agent", &[StaffRole::SupportAgent]));
    let place = format!("/ops/support/{number}");
    let late = two.open(&place).form(&format!("{place}/answer"));
    assert_eq!(answer(&one, &number, "我来处理。", "goes-on").status(), 303);
    let late = late
        .fill("text", "我也来处理。")
        .fill("how", "goes-on")
        .submit();
    assert_eq!(late.status(), 409);
    // Severity and the flag are the agents' word.
    let form = two.open(&place).form(&format!("{place}/rate"));
    assert_eq!(form.fill("severity", "critical").submit().status(), 303);
    let form = two.open(&place).form(&format!("{place}/flag"));
    let flagged = form.fill("improper_why", "文档中已有说明。").submit();
    assert_eq!(flagged.status(), 303);
    let page = two.open(&place);
    assert!(page.text().contains("已标记为不当上报"));
    let own = app.browser_of(&partner.admin);
    let seen = own.open(&format!("/support/requests/{number}"));
    assert!(!seen.source().contains("不当上报") && !seen.source().contains("文档中已有说明"));
    assert!(seen.text().contains("严重程度改为严重"));
    let back = two.open(&place).form(&format!("{place}/flag"));
    assert_eq!(back.submit().status(), 303);
    app.drain();
}

fn the_queue_begins_with_what_is_due_first(app: &TestApp) {
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    let slow = number(&sent(&browser, "不急的问题", "other", "minimal"));
    let fast = number(&sent(&browser, "全部停止了", "outage", "critical"));
    let desk = agent(app);
    let place = |page: &str, number: &str| page.find(number).expect("it is listed");
    let page = desk.open("/ops/support").source();
    assert!(place(&page, &fast) < place(&page, &slow));
    // An hour later the critical one is late, and red.
    let late = "td.tight:not(.p2) span.pill.bad";
    assert!(desk.open("/ops/support").all(late).is_empty());
    app.clock.pass(3_700);
    let desk = agent(app);
    let page = desk.open("/ops/support");
    assert_eq!(page.all(late).len(), 1);
    let found = desk
        .open("/ops/support?which=all&q=%E4%B8%8D%E6%80%A5")
        .text();
    assert!(found.contains(&slow) && !found.contains(&fast));
    assert!(
        desk.open("/ops/support?which=mine")
            .text()
            .contains("没有等待答复")
    );
    app.drain();
}

fn another_severity_does_not_forget_since_when_it_waits(app: &TestApp) {
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    let number = ask(&browser, "严重程度改来改去");
    let due = || crate::count(app, "SELECT due_at AS n FROM support_request");
    assert_eq!(
        answer(&agent(app), &number, "请说明。", "goes-on").status(),
        303
    );
    app.clock.pass(60);
    assert_eq!(write(&browser, &number, "说明如下，请看。").status(), 303);
    let before = due();
    app.clock.pass(7 * 3600);
    let place = format!("/ops/support/{number}");
    for severity in ["minimal", "moderate"] {
        let form = agent(app).open(&place).form(&format!("{place}/rate"));
        assert_eq!(form.fill("severity", severity).submit().status(), 303);
    }
    assert_eq!(due(), before);
    app.drain();
}

fn a_text_of_any_allowed_length_is_kept_whole(app: &TestApp) {
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    let send = |details: &str| {
        let form = browser.open(NEW).form(NEW);
        let form = form.fill("summary", "很长的说明").fill("topic", "orders");
        form.fill("severity", "minimal")
            .fill("details", details)
            .submit()
    };
    let long = format!("{}完", "长".repeat(7_999));
    let refused = send(&format!("{long}。")).expect(422);
    assert!(refused.error_at("details").is_some());
    let kept = refused.form(NEW).value("details").chars().count();
    assert_eq!(kept, 8_001, "what is too long is kept, too");
    let page = send(&long);
    assert_eq!(page.status(), 303, "{}", page.text());
    let page = browser.open(&format!("/support/requests/{}", number(&page)));
    assert!(page.text().contains(&long));
    app.drain();
}

fn who_has_left_is_told_nothing(app: &TestApp) {
    let partner = app.active_partner();
    let colleague = app.colleague(&partner, AdminSetting::GlobalAdmin);
    let number = ask(&app.browser_of(&colleague), "提交人已离开公司");
    app.drain();
    let told = app.mails("SUPPORT-RECEIVED").pop().unwrap();
    app.database.tamper(&format!(
        "UPDATE account SET status = 'deleted' WHERE contact_email = '{}'",
        told.recipient
    ));
    assert_eq!(
        answer(&agent(app), &number, "请提供订单编号。", "asks").status(),
        303
    );
    app.drain();
    let asked = app.mails("SUPPORT-ASKED").pop().unwrap();
    assert_eq!(asked.recipient, partner.company.email);
    assert_ne!(asked.recipient, told.recipient);
}
