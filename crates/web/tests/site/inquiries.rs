//! What customers ask their partners: answered by them, passed on to the operator only with the customer's
//! consent, and seen by nobody else.

use crate::audited;
use crate::centre::customer;
use domain::caller::{AdminSetting, AgentSetting, StaffRole};
use testkit::{Browser, Login, Page, Partner, TestApp, specimen};

testkit::on_both! { TestApp from trading:
    a_customers_problem_goes_to_the_operator_and_back,
    nobody_else_reads_what_a_customer_asks,
    what_is_typed_stays,
    a_customer_sees_what_was_passed_on_only_where_that_was_ticked,
    a_partner_that_sells_no_more_reads_nothing,
}

const NEW: &str = "/admin/requests/new";
const PASS_ON: &str = "/support/customer-requests/new";

/// A partner with a customer, and that customer's administrator.
fn buyer(app: &TestApp, prefix: &str) -> (Partner, Login) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let (_, admin) = customer(app, &request, prefix);
    (partner, admin)
}

/// Asks and gives the number.
fn ask(browser: &Browser, summary: &str) -> String {
    let form = browser.open(NEW).form(NEW);
    let form = form
        .fill("summary", summary)
        .fill("topic", "customer-access")
        .fill("severity", "moderate")
        .fill("details", "今早所有用户都无法登录，显示错误。")
        .attach("file", "错误.pdf", &specimen("错误"));
    // Twice the same form is one inquiry.
    let (first, second) = (form.submit(), form.submit());
    assert_eq!(
        (first.status(), second.status()),
        (303, 303),
        "{}",
        first.text()
    );
    assert_eq!(first.location(), second.location());
    let place = first.location().trim_start_matches("/admin/requests/");
    place.split('?').next().unwrap_or_default().to_owned()
}

fn answer(desk: &Browser, place: &str, text: &str, how: &str) -> Page {
    let form = desk.open(place).form(&format!("{place}/answer"));
    form.fill("text", text).fill("how", how).submit()
}

fn a_customers_problem_goes_to_the_operator_and_back(app: &TestApp) {
    let (partner, admin) = buyer(app, "chenfan");
    let browser = app.browser_of(&admin);
    assert!(browser.open("/admin/requests").text().contains("尚无请求"));
    let number = ask(&browser, "用户无法登录");
    let own = format!("/admin/requests/{number}");
    assert!(
        browser
            .open("/admin/requests")
            .text()
            .contains("用户无法登录")
    );
    // A helpdesk agent of the partner finds it, and answers.
    let helper = app.browser_of(&app.agent(&partner, AgentSetting::HelpdeskAgent));
    let place = format!("/support/inquiries/{number}");
    let list = helper.open("/support/inquiries").text();
    assert!(
        list.contains("用户无法登录") && list.contains("chenfan"),
        "{list}"
    );
    assert!(
        helper
            .open("/action-center")
            .text()
            .contains("用户无法登录")
    );
    let page = helper.open(&place);
    assert!(page.text().contains("今早所有用户都无法登录"));
    let file = page.attribute("ul.files a", "href").expect("the file");
    assert_eq!(helper.get(&file).status(), 200);
    // The logs of both companies have it, each once.
    assert_eq!(audited(app, "support.look", "succeeded"), 2);
    let log = Some(partner.tenant.0);
    assert_eq!(crate::logged(app, log, "support.look", "succeeded"), 1);
    let taken = page.form(&format!("{place}/take")).submit();
    assert_eq!(taken.status(), 303);
    let noted = helper.open(&place).form(&format!("{place}/note"));
    assert_eq!(noted.fill("note", "客户常忘密码").submit().status(), 303);
    assert_eq!(
        answer(&helper, &place, "请再试一次。", "goes-on").status(),
        303
    );
    let read = browser.open(&own);
    assert!(read.text().contains("请再试一次"));
    assert!(!read.source().contains("客户常忘密码"));
    // It is not passed on before the customer agrees.
    let page = helper.open(&place);
    assert!(page.text().contains("客户尚未同意上报"));
    let agreed = browser.open(&own).form(&format!("{own}/consent")).submit();
    assert_eq!(agreed.status(), 303);
    let page = helper.open(&place);
    let there = page.attribute("#pass-on a", "href").expect("the way on");
    let form = helper.open(&there).form(PASS_ON);
    let form = form
        .fill("tried", "已重置密码并检查订阅，均正常。")
        .tick("share");
    let sent = form.submit();
    assert_eq!(sent.status(), 303, "{}", sent.text());
    let passed = sent.location().split('?').next().unwrap_or_default();
    let passed = passed.rsplit('/').next().unwrap_or_default().to_owned();
    // The operator has the partner's request, and not the customer's.
    let desk = app.browser_of(&app.staff(StaffRole::SupportAgent));
    let queue = desk.open("/ops/support").text();
    assert!(
        queue.contains(&passed) && !queue.contains(&number),
        "{queue}"
    );
    assert_eq!(desk.get(&format!("/ops/support/{number}")).status(), 404);
    let at = format!("/ops/support/{passed}");
    assert!(!desk.open(&at).source().contains(&number));
    assert_eq!(
        answer(&desk, &at, "登录服务已恢复。", "solves").status(),
        303
    );
    // Back: the partner reads it, and tells its customer, who sees how it stands and no more.
    let request = helper.open(&format!("/support/requests/{passed}"));
    assert!(request.text().contains("登录服务已恢复") && request.text().contains(&number));
    let read = browser.open(&own);
    assert!(read.text().contains(&passed) && read.text().contains("已解决"));
    assert!(!read.source().contains("登录服务已恢复"));
    assert_eq!(
        browser.get(&format!("/support/requests/{passed}")).status(),
        404
    );
    assert_eq!(
        answer(&helper, &place, "现在可以登录了。", "solves").status(),
        303
    );
    let closed = browser.open(&own).form(&format!("{own}/close")).submit();
    assert_eq!(closed.status(), 303);
    assert!(browser.open(&own).text().contains("已关闭"));
    // Both logs tell.
    let log = browser.open("/admin/security").text();
    assert!(log.contains("已允许将请求上报运营方"), "{log}");
    app.drain();
}

fn nobody_else_reads_what_a_customer_asks(app: &TestApp) {
    let (partner, admin) = buyer(app, "chenfan");
    let number = ask(&app.browser_of(&admin), "只有合作伙伴能看到");
    let (own, place) = (
        format!("/admin/requests/{number}"),
        format!("/support/inquiries/{number}"),
    );
    // Another partner with a customer of its own.
    let (second, stranger) = buyer(app, "another");
    let (second, stranger) = (app.browser_of(&second.admin), app.browser_of(&stranger));
    assert_eq!(second.get(&place).status(), 404);
    assert_eq!(stranger.get(&own).status(), 404);
    assert!(!second.open("/support/inquiries").text().contains(&number));
    assert!(!stranger.open("/admin/requests").text().contains(&number));
    for act in ["take", "answer", "note"] {
        let page = second.post(&format!("{place}/{act}"), &[("text", "unbekannt")]);
        assert_eq!(page.status(), 404, "{act}");
    }
    for act in ["messages", "close", "cancel", "reopen", "consent"] {
        let page = stranger.post(&format!("{own}/{act}"), &[("text", "unbekannt")]);
        assert_eq!(page.status(), 404, "{act}");
    }
    // A partner that does not sell to the customer cannot be asked.
    let fields = [
        ("partner", partner.tenant.to_string()),
        ("summary", "请求他人的合作伙伴".to_owned()),
        ("topic", "customer-access".to_owned()),
        ("severity", "minimal".to_owned()),
        ("details", "这不是我们的合作伙伴，请协助处理。".to_owned()),
    ];
    let fields = fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    assert_eq!(stranger.post(NEW, &fields).status(), 404);
    // Those who sell or bill do not read it, and neither does the partner's page of own requests.
    let seller = app.browser_of(&app.agent(&partner, AgentSetting::SalesAgent));
    let biller = app.browser_of(&app.colleague(&partner, AdminSetting::BillingAdmin));
    for browser in [&seller, &biller] {
        assert_eq!(browser.get(&place).status(), 403);
        assert_eq!(browser.get("/support/inquiries").status(), 403);
    }
    let browser = app.browser_of(&partner.admin);
    assert_eq!(
        browser.get(&format!("/support/requests/{number}")).status(),
        404
    );
    // Passing it on without consent is refused, whatever the form says.
    let customer = browser.open(&place).attribute("#facts a", "href");
    let customer = customer.expect("who asks");
    let _ = browser.open(&customer).expect(200);
    let customer = customer.replace("/customers/", "").replace("/account", "");
    let fields = [
        ("customer", customer.as_str()),
        ("from", number.as_str()),
        ("summary", "未经同意的上报"),
        ("topic", "customer-access"),
        ("severity", "minimal"),
        ("details", "客户没有同意上报，但表单已提交。"),
        ("tried", "什么都没有尝试，直接上报运营方。"),
    ];
    let refused = browser.post(PASS_ON, &fields);
    assert_eq!(refused.status(), 409);
    let told = refused.text();
    assert!(told.contains("客户尚未同意"), "{told}");
    for (name, typed) in &fields[5..] {
        assert!(told.contains(typed), "{name} is lost: {told}");
    }
    app.drain();
}

fn what_is_typed_stays(app: &TestApp) {
    let (_, admin) = buyer(app, "chenfan");
    let browser = app.browser_of(&admin);
    let wrong = browser
        .open(NEW)
        .form(NEW)
        .fill("summary", "<script>alert(1)</script>")
        .fill("severity", "critical")
        .submit()
        .expect(422);
    for field in ["topic", "details", "effect"] {
        assert!(wrong.error_at(field).is_some(), "{field}");
    }
    assert!(!wrong.source().contains("<script>alert"));
    for file in testkit::files::hostile() {
        let page = browser.open(NEW).form(NEW);
        let page = page
            .fill("summary", "附件有问题")
            .fill("topic", "customer-other")
            .fill("severity", "minimal")
            .fill("details", "请查看附件中的文件。")
            .attach("file", file.name, &file.bytes)
            .submit();
        assert_eq!(page.status(), 422, "{}", file.what);
    }
    let none = crate::count(app, "SELECT COUNT(*) AS n FROM support_request");
    assert_eq!(none, 0);
    app.drain();
}

fn a_customer_sees_what_was_passed_on_only_where_that_was_ticked(app: &TestApp) {
    let (partner, admin) = buyer(app, "chenfan");
    let browser = app.browser_of(&admin);
    let number = ask(&browser, "不告知的上报");
    let (own, place) = (
        format!("/admin/requests/{number}"),
        format!("/support/inquiries/{number}"),
    );
    let agreed = browser.open(&own).form(&format!("{own}/consent")).submit();
    assert_eq!(agreed.status(), 303);
    let steps = || {
        (
            browser.open(&own).text(),
            browser.open("/admin/security").all("tbody tr"),
        )
    };
    let before = steps();
    let admins = app.browser_of(&partner.admin);
    let there = admins.open(&place).attribute("#pass-on a", "href");
    let form = admins.open(&there.expect("the way on")).form(PASS_ON);
    let sent = form
        .fill("tried", "已重置密码并检查订阅，均正常。")
        .submit();
    assert_eq!(sent.status(), 303, "{}", sent.text());
    assert_eq!(steps(), before);
    // A colleague's request is none of another helper's business.
    let passed = sent.location().split('?').next().unwrap_or_default();
    let passed = passed.rsplit('/').next().unwrap_or_default();
    assert!(admins.open(&place).text().contains(passed));
    let helper = app.browser_of(&app.agent(&partner, AgentSetting::HelpdeskAgent));
    assert!(!helper.open(&place).source().contains(passed));
    app.drain();
}

fn a_partner_that_sells_no_more_reads_nothing(app: &TestApp) {
    let (partner, admin) = buyer(app, "chenfan");
    let browser = app.browser_of(&admin);
    let number = ask(&browser, "合作结束之后");
    let (own, place) = (
        format!("/admin/requests/{number}"),
        format!("/support/inquiries/{number}"),
    );
    let helper = app.browser_of(&partner.admin);
    assert!(helper.open("/support/inquiries").text().contains(&number));
    let file = helper
        .open(&place)
        .attribute("ul.files a", "href")
        .expect("the file");
    app.drain();
    let form = browser.open(&own).form(&format!("{own}/messages"));
    let told = app.mails("INQUIRY-REPLY").len();
    app.database
        .tamper("UPDATE customer_relation SET ended_at = since");
    assert!(!helper.open("/support/inquiries").text().contains(&number));
    assert!(
        !helper
            .open("/action-center")
            .text()
            .contains("合作结束之后")
    );
    for gone in [&place, &file] {
        assert_eq!(helper.get(gone).status(), 404, "{gone}");
    }
    // The customer reads on, is told why nobody answers, and keeps what was typed.
    assert!(browser.open(&own).text().contains("合作结束之后"));
    let refused = form.fill("text", "还有人在吗？我们等了很久。").submit();
    assert_eq!(refused.status(), 409);
    let text = refused.text();
    assert!(
        text.contains("不再向贵公司销售") && text.contains("我们等了很久"),
        "{text}"
    );
    let none = browser.get(NEW);
    assert_eq!(none.status(), 409);
    assert!(
        none.text().contains("没有可以询问的合作伙伴"),
        "{}",
        none.text()
    );
    app.drain();
    assert_eq!(app.mails("INQUIRY-REPLY").len(), told);
}
