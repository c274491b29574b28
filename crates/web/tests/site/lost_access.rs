//! Everything lost: a letter, a call, two agents, three days, and new ways to be reached; and
//! everything that ends it before.

use crate::recovery::{begin, mailed, reachable, set, sign_in, totp};
use crate::uploads::stored;
use crate::{at_once, audited, count};
use domain::caller::StaffRole;
use testkit::files;
use testkit::{Browser, Form, Login, Page, Partner, TestApp};

testkit::on_both! { TestApp:
    two_agents_and_three_days_lead_to_new_ways_in,
    one_agent_is_not_enough,
    only_a_number_held_before_may_be_called,
    whoever_is_told_can_stop_it,
    a_sign_in_or_a_recovery_stops_it,
    what_nobody_decides_or_uses_expires,
    the_wait_counts_from_the_last_notice,
    a_name_nobody_has_is_asked_for_alike,
    the_same_form_twice_is_one_request,
    only_so_many_requests_a_day,
    bad_input_is_told_at_its_field,
    two_requests_for_one_account_do_not_both_wait,
    papers_and_requests_go_after_their_period,
    only_support_agents_see_requests,
}

pub(crate) const EMAIL: &str = "zhou.new@contoso.example";
const MOBILE: &str = "13900000188";
pub(crate) const E164: &str = "+8613900000188";
const NEW: &str = "Patient-Cormorant-83";
const HOUR: i64 = 3600;

/// A company that has applied, and whose admin has confirmed mailbox and mobile.
pub(crate) fn company(app: &TestApp) -> Partner {
    let partner = app.submitted();
    app.confirm_contacts(&partner.admin);
    app.drain();
    app.clock.pass(86_400);
    partner
}

fn form(app: &TestApp, browser: &Browser, name: &str) -> Form {
    bare_form(app, browser, name).attach("letter", "letter.pdf", &files::pdf(name))
}

/// The form without its letter.
fn bare_form(app: &TestApp, browser: &Browser, name: &str) -> Form {
    let form = browser.open("/signin/lost").form("/signin/lost");
    app.clock.pass(3);
    form.fill("sign_in_name", name)
        .fill("full_name", "周文清")
        .fill("company_name", "杭州瀚海云帆信息技术有限公司")
        .fill("new_email", EMAIL)
        .fill("new_mobile", MOBILE)
        .fill("reason", "手机被盗，旧邮箱域名已停用。")
}

/// Asks, and gives the path of the request in the console.
pub(crate) fn ask(app: &TestApp, name: &str) -> String {
    let page = form(app, &app.browser(), name).submit().expect(303);
    assert!(
        page.location()
            .starts_with("/signin/lost/received?reference=LA-")
    );
    drop(page.follow().expect(200));
    app.drain();
    newest(app)
}

/// A request that lies there for a name, and its letter.
pub(crate) fn lying(app: &TestApp, name: &str) -> (String, String) {
    let browser = app.browser();
    drop(form(app, &browser, name).submit().expect(303));
    app.drain();
    let case = newest(app);
    let paper: uuid::Uuid = app
        .read(|tx| Ok(tx.query_one("SELECT id FROM lost_access_paper ORDER BY id LIMIT 1", &[])?))
        .wait()
        .unwrap();
    let id = case.rsplit('/').next().unwrap();
    (id.to_owned(), paper.to_string())
}

fn newest(app: &TestApp) -> String {
    let id: uuid::Uuid = app
        .read(|tx| {
            Ok(tx.query_one(
                "SELECT id FROM lost_access ORDER BY received_at DESC, id LIMIT 1",
                &[],
            )?)
        })
        .wait()
        .unwrap();
    format!("/ops/access/{id}")
}

fn state(app: &TestApp, case: &str) -> String {
    let id = case.rsplit('/').next().unwrap().parse().unwrap();
    let scope = app.operator_scope();
    app.read(move |tx| Ok(store::lost_access::get(tx, scope, id)?.unwrap().state))
        .wait()
        .unwrap()
}

pub(crate) fn agent(app: &TestApp, name: &str) -> Browser {
    app.browser_of(&app.member_of_staff(name, &[StaffRole::SupportAgent]))
}

/// Calls a number of the page with an outcome.
fn call(agent: &Browser, case: &str, outcome: &str) -> Page {
    let page = agent.open(case);
    let number = page
        .attribute("input[name=call_number]", "value")
        .expect("a number to call");
    page.form(&format!("{case}/calls"))
        .put("call_number", &number)
        .fill("call_reached", "前台 王女士")
        .put("call_outcome", outcome)
        .fill("call_note", "已核对公章和姓名。")
        .submit()
}

fn endorse(agent: &Browser, case: &str) -> Page {
    let form = agent.open(case).form(&format!("{case}/endorse"));
    form.tick("letter_checked")
        .fill("endorsement", "公章与备案一致，财务负责人确认本人在职。")
        .submit()
}

fn approve(agent: &Browser, case: &str) -> Page {
    agent.open(case).form(&format!("{case}/approve")).submit()
}

/// Both agents, up to the wait.
pub(crate) fn granted(app: &TestApp, case: &str) {
    let (one, other) = (agent(app, "agent.one"), agent(app, "agent.two"));
    drop(call(&one, case, "confirmed").leads_to(&format!("{case}?done=called")));
    drop(endorse(&one, case).leads_to(&format!("{case}?done=endorsed")));
    drop(approve(&other, case).leads_to(&format!("{case}?done=approved")));
    app.drain();
    assert_eq!(state(app, case), "waiting");
}

/// Lets the wait pass, and gives the link of the mail.
pub(crate) fn matured(app: &TestApp) -> String {
    app.clock.pass(72 * HOUR);
    app.tick();
    app.link_in("S11", EMAIL)
}

pub(crate) fn sends_code(browser: &Browser, link: &str) -> Page {
    browser.open(link).form(&format!("{link}/code")).submit()
}

pub(crate) fn code(browser: &Browser, link: &str, code: &str) -> Page {
    browser.post(link, &[("code", code)])
}

fn told(app: &TestApp, code: &str) -> usize {
    app.mails(code).len()
}

fn two_agents_and_three_days_lead_to_new_ways_in(app: &TestApp) {
    let partner = company(app);
    let (admin, old) = (&partner.admin, &partner.company.email);
    let colleague = app.colleague(&partner, domain::caller::AdminSetting::GlobalAdmin);
    let case = ask(app, &admin.sign_in_name);
    // The one who asks, and whatever the account has, each once.
    assert_eq!(app.messages(EMAIL).len(), 1);
    assert_eq!(told(app, "S08"), 1);
    assert_eq!(told(app, "S09"), 2);
    granted(app, &case);
    // Mailbox, mobile, and the other global admin; the one who asks has a mail of his own.
    assert_eq!(told(app, "S10"), 3);
    assert_eq!(told(app, "S16"), 1);
    app.clock.pass(72 * HOUR - 60);
    app.tick();
    assert_eq!(
        (state(app, &case).as_str(), told(app, "S11")),
        ("waiting", 0)
    );
    app.clock.pass(60);
    app.tick();
    app.tick();
    assert_eq!((state(app, &case).as_str(), told(app, "S11")), ("ready", 1));
    let link = app.link_in("S11", EMAIL);
    let browser = app.browser();
    // Looking changes nothing, and tells no page where it leads.
    let page = browser.open(&link);
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert!(!page.source().contains(MOBILE) && !page.source().contains(old.as_str()));
    assert_eq!(code(&browser, &link, "123456").status(), 422);
    drop(sends_code(&browser, &link).leads_to(&link));
    app.drain();
    let wrong = code(&browser, &link, "000000").expect(422);
    assert!(wrong.error_at("code").is_some());
    assert_eq!(sends_code(&browser, &link).status(), 429, "not so soon");
    // Somebody has the old password and stands before the second factor.
    let half = app.browser();
    let page = sign_in(&half, &admin.sign_in_name, &admin.password);
    assert_eq!(page.status(), 303);
    drop(half.get("/signin/mfa").expect(200));
    let sent = app.code_sent_to(E164);
    drop(code(&browser, &link, &sent).leads_to(&link));
    assert!(half.get("/signin/mfa").location().starts_with("/signin"));
    app.drain();
    assert_eq!(state(app, &case), "done");
    // Once: the link says so, and opens nothing.
    drop(browser.get(&link).expect(200));
    assert_eq!(code(&browser, &link, &sent).status(), 200);
    assert_eq!(audited(app, "lost-access.complete", "succeeded"), 3);
    // Old and new mailbox, old and new number.
    assert_eq!(told(app, "S12"), 4);
    // The password stays, the old authenticator is worth nothing, a text message stands in for it.
    let back = app.browser();
    assert_eq!(
        sign_in(&back, &admin.sign_in_name, &admin.password).status(),
        303
    );
    let old_code = totp(app, admin);
    assert_eq!(
        back.post("/signin/mfa", &[("code", &old_code)]).status(),
        422
    );
    app.clock.pass(60);
    assert_eq!(back.post("/signin/mfa/text", &[]).status(), 303);
    app.drain();
    let text = app.code_sent_to(E164);
    assert_eq!(back.post("/signin/mfa", &[("code", &text)]).status(), 303);
    drop(back.open("/dashboard/overview"));
    // A lost password is recovered with the two new ways.
    app.clock.pass(120);
    let browser = app.browser();
    begin(app, &browser, &admin.sign_in_name);
    for way in ["email", "phone"] {
        assert_eq!(crate::recovery::send(&browser, way).status(), 303);
    }
    app.drain();
    let mail = mailed(app, EMAIL);
    assert_eq!(
        crate::recovery::enter(&browser, "email", &mail).status(),
        303
    );
    let text = app.code_sent_to(E164);
    assert_eq!(
        crate::recovery::enter(&browser, "phone", &text).status(),
        303
    );
    assert_eq!(
        set(&browser, NEW, NEW).location(),
        "/signin?recovered=password"
    );
    drop(colleague);
    app.drain();
}

fn one_agent_is_not_enough(app: &TestApp) {
    let partner = company(app);
    let case = ask(app, &partner.admin.sign_in_name);
    let (one, other) = (agent(app, "agent.one"), agent(app, "agent.two"));
    // Nothing to endorse before a call, not even for those who send the form by hand.
    let page = one.open(&case);
    assert!(!page.has_form(&format!("{case}/endorse")));
    let version = page.attribute("input[name=version]", "value").unwrap();
    let by_hand = |agent: &Browser, act: &str, version: &str| {
        let fields = [
            ("version", version),
            ("letter_checked", "yes"),
            ("endorsement", "公章与备案一致，负责人确认。"),
            ("answer", "未能核实。"),
        ];
        agent.post(&format!("{case}/{act}"), &fields)
    };
    assert_eq!(by_hand(&one, "endorse", &version).status(), 409);
    assert_eq!(by_hand(&other, "approve", &version).status(), 409);
    drop(call(&one, &case, "confirmed").expect(303));
    // What was on the screen before the call is old.
    assert_eq!(by_hand(&one, "endorse", &version).status(), 409);
    // Letter and words are needed.
    let form = one.open(&case).form(&format!("{case}/endorse"));
    let page = form.fill("endorsement", "短").submit().expect(422);
    assert!(page.error_at("letter_checked").is_some() && page.error_at("endorsement").is_some());
    drop(endorse(&one, &case).expect(303));
    assert_eq!(state(app, &case), "endorsed");
    // The same agent sees no button, and the form by hand is refused.
    let page = one.open(&case);
    assert!(!page.has_form(&format!("{case}/approve")));
    let version = page.attribute("input[name=version]", "value").unwrap();
    assert_eq!(by_hand(&one, "approve", &version).status(), 409);
    assert_eq!(by_hand(&other, "take-back", &version).status(), 409);
    assert_eq!(state(app, &case), "endorsed");
    drop(
        one.open(&case)
            .form(&format!("{case}/take-back"))
            .submit()
            .expect(303),
    );
    assert_eq!(state(app, &case), "received");
    drop(endorse(&one, &case).expect(303));
    // A call that denies it takes the ground from under the endorsement.
    drop(call(&other, &case, "denied").expect(303));
    assert!(!other.open(&case).has_form(&format!("{case}/approve")));
    let page = other.open(&case);
    let version = page.attribute("input[name=version]", "value").unwrap();
    assert_eq!(by_hand(&other, "approve", &version).status(), 409);
    let form = page.form(&format!("{case}/refuse"));
    let page = form.fill("answer", "").submit().expect(422);
    assert!(page.error_at("answer").is_some());
    let form = other.open(&case).form(&format!("{case}/refuse"));
    drop(form.fill("answer", "公司否认。").submit().expect(303));
    app.drain();
    assert_eq!(
        (state(app, &case).as_str(), told(app, "S13")),
        ("refused", 1)
    );
    assert!(
        !app.mails("S13")[0]
            .body
            .as_ref()
            .unwrap()
            .contains("公司否认")
    );
    // Closed: nothing to press, and nothing happens by hand.
    let page = other.open(&case);
    for act in ["calls", "endorse", "approve", "take-back", "refuse"] {
        assert!(!page.has_form(&format!("{case}/{act}")), "{act}");
        if act != "calls" {
            assert_eq!(by_hand(&other, act, "9").status(), 409, "{act}");
        }
    }
    drop(one.open("/ops/access?show=closed"));
    app.drain();
}

fn only_a_number_held_before_may_be_called(app: &TestApp) {
    let partner = company(app);
    let case = ask(app, &partner.admin.sign_in_name);
    let agent = agent(app, "agent.one");
    let page = agent.open(&case);
    let sent = |number: &str, outcome: &str, reached: &str| {
        page.form(&format!("{case}/calls"))
            .put("call_number", number)
            .put("call_outcome", outcome)
            .fill("call_reached", reached)
            .fill("call_note", "已致电并核对。")
            .submit()
    };
    for number in [E164, "+8613912345678", ""] {
        let page = sent(number, "confirmed", "王女士").expect(422);
        assert!(page.error_at("call_number").is_some(), "{number}");
        assert!(page.source().contains("王女士"), "nothing typed is lost");
    }
    let held = page.attribute("input[name=call_number]", "value").unwrap();
    assert!(
        sent(&held, "confirmed", "")
            .expect(422)
            .error_at("call_reached")
            .is_some()
    );
    assert!(
        sent(&held, "", "王女士")
            .expect(422)
            .error_at("call_outcome")
            .is_some()
    );
    // Nobody reached: nobody to name, and nothing settled.
    drop(sent(&held, "not-reached", "").expect(303));
    assert!(!agent.open(&case).has_form(&format!("{case}/endorse")));
    // Somebody without any number held cannot be helped this way.
    let fresh = app.registered_company();
    let name = fresh.admin.sign_in_name.clone();
    app.db
        .write(move |tx| {
            let account = store::identity::account_to_sign_in(tx, &name)?.unwrap();
            store::contact::set_mobile(tx, account.id, "")
        })
        .wait()
        .unwrap();
    let case = ask(app, &fresh.admin.sign_in_name);
    let page = agent.open(&case);
    assert!(page.attribute("input[name=call_number]", "value").is_none());
    assert!(page.has_form(&format!("{case}/refuse")));
    app.drain();
}

fn whoever_is_told_can_stop_it(app: &TestApp) {
    let partner = company(app);
    let case = ask(app, &partner.admin.sign_in_name);
    granted(app, &case);
    let link = app.link_in("S10", &partner.company.email);
    assert_eq!(link, app.link_in("S09", &partner.company.email));
    let browser = app.browser();
    let page = browser.open(&link);
    assert_eq!(state(app, &case), "waiting", "looking stops nothing");
    let form = page.form(&link);
    let pages = at_once(|| form.submit().status(), || form.submit().status());
    assert_eq!(pages, [303, 303]);
    app.drain();
    assert_eq!(state(app, &case), "cancelled");
    assert_eq!(told(app, "S14"), 2);
    assert!(!browser.open(&link).has_form(&link));
    app.clock.pass(100 * HOUR);
    app.tick();
    assert_eq!(told(app, "S11"), 0);
    // At the very end, too.
    let case = ask(app, &partner.admin.sign_in_name);
    granted(app, &case);
    let finish = matured(app);
    let stop = app.link_in("S10", &partner.company.email);
    drop(browser.open(&stop).form(&stop).submit().expect(303));
    assert_eq!(browser.get(&finish).status(), 410);
    assert_eq!(browser.post(&format!("{finish}/code"), &[]).status(), 410);
    assert_eq!(code(&browser, &finish, "123456").status(), 410);
    for path in ["/signin/lost/stop/nothing", "/signin/lost/finish/nothing"] {
        assert_eq!(browser.get(path).status(), 404);
        assert_eq!(browser.post(path, &[("code", "123456")]).status(), 404);
    }
    app.drain();
}

fn a_sign_in_or_a_recovery_stops_it(app: &TestApp) {
    let partner = company(app);
    let name = &partner.admin.sign_in_name;
    let case = ask(app, name);
    // The password alone stops nothing.
    assert_eq!(
        sign_in(&app.browser(), name, &partner.admin.password).status(),
        303
    );
    assert_eq!(state(app, &case), "received");
    drop(app.browser_of(&partner.admin));
    app.drain();
    assert_eq!(state(app, &case), "cancelled");
    assert_eq!(told(app, "S14"), 2);
    app.clock.pass(86_400);
    let case = ask(app, name);
    granted(app, &case);
    let browser = app.browser();
    begin(app, &browser, name);
    crate::recovery::prove_both(app, &browser, &partner);
    assert_eq!(browser.post("/signin/recover/unlock", &[]).status(), 303);
    app.drain();
    assert_eq!(state(app, &case), "cancelled");
}

fn what_nobody_decides_or_uses_expires(app: &TestApp) {
    let partner = company(app);
    let name = &partner.admin.sign_in_name;
    let case = ask(app, name);
    app.clock.pass(14 * 24 * HOUR - 60);
    app.tick();
    assert_eq!(state(app, &case), "received");
    app.clock.pass(60);
    app.tick();
    app.tick();
    assert_eq!(
        (state(app, &case).as_str(), told(app, "S15")),
        ("expired", 1)
    );
    let case = ask(app, name);
    granted(app, &case);
    let link = matured(app);
    let browser = app.browser();
    drop(sends_code(&browser, &link).expect(303));
    app.drain();
    let sent = app.code_sent_to(E164);
    app.clock.pass(7 * 24 * HOUR);
    // Before the sweep has come round, the link is over all the same.
    assert_eq!(code(&browser, &link, &sent).status(), 410);
    assert_eq!(browser.get(&link).status(), 410);
    app.tick();
    assert_eq!(
        (state(app, &case).as_str(), told(app, "S15")),
        ("expired", 2)
    );
    // A second before its end the link still does what it is for.
    let case = ask(app, name);
    granted(app, &case);
    let link = matured(app);
    let end = app.now().plus_days(7);
    let browser = app.browser();
    app.clock.pass(end.seconds_since(app.now()) - 60);
    drop(sends_code(&browser, &link).expect(303));
    app.drain();
    let sent = app.code_sent_to(E164);
    app.clock.pass(end.seconds_since(app.now()) - 1);
    assert_eq!(browser.get(&link).status(), 200);
    assert_eq!(code(&browser, &link, &sent).status(), 303);
    app.drain();
}

fn the_wait_counts_from_the_last_notice(app: &TestApp) {
    let partner = company(app);
    let case = ask(app, &partner.admin.sign_in_name);
    let (one, other) = (agent(app, "agent.one"), agent(app, "agent.two"));
    drop(call(&one, &case, "confirmed").expect(303));
    drop(endorse(&one, &case).expect(303));
    drop(approve(&other, &case).expect(303));
    // The worker was away for four days: nobody was told, so nothing has passed.
    app.clock.pass(96 * HOUR);
    let sweep = |app: &TestApp| {
        let request = app.request(domain::caller::Caller::System);
        ::app::identity::lost::sweep::run(app, &request).unwrap();
    };
    sweep(app);
    assert_eq!(state(app, &case), "waiting");
    app.drain();
    sweep(app);
    assert_eq!(state(app, &case), "waiting", "now they have their days");
    app.clock.pass(72 * HOUR - 1);
    sweep(app);
    assert_eq!(state(app, &case), "waiting");
    // A clock that is set back ends nothing, and one that jumps ahead ends it once.
    let now = app.now();
    app.clock.set(now.plus_seconds(-10 * HOUR));
    sweep(app);
    assert_eq!(state(app, &case), "waiting");
    app.clock.set(now.plus_seconds(400 * HOUR));
    sweep(app);
    sweep(app);
    app.drain();
    assert_eq!((state(app, &case).as_str(), told(app, "S11")), ("ready", 1));
    // The link has its week from when it was sent.
    drop(app.browser().open(&app.link_in("S11", EMAIL)));
}

/// A page without what differs from visit to visit.
fn bare(page: &Page) -> String {
    let mut text = page.source().replace(page.header("x-correlation-id"), "");
    for (before, after) in [
        ("value=\"", "\""),
        ("LA-", "<"),
        ("data-copy=\"", "\""),
        ("aria-label=\"", "\""),
    ] {
        let mut kept = String::new();
        for (n, part) in text.split(before).enumerate() {
            kept.push_str(if n == 0 {
                part
            } else {
                part.split_once(after).map_or("", |(_, rest)| rest)
            });
        }
        text = kept;
    }
    text
}

fn a_name_nobody_has_is_asked_for_alike(app: &TestApp) {
    let partner = company(app);
    let names = [
        partner.admin.sign_in_name.as_str(),
        "nobody@nowhere.yunlan.example",
    ];
    let jobs = "SELECT COUNT(*) AS n FROM outbox";
    let rows = "SELECT COUNT(*) AS n FROM audit_entry";
    let mut seen = Vec::new();
    for name in names {
        let before = (count(app, jobs), count(app, rows), stored(app));
        let browser = app.browser();
        let page = form(app, &browser, name).submit();
        let landed = page.location().split("LA-").next().unwrap().to_owned();
        let after = (
            count(app, jobs) - before.0,
            count(app, rows) - before.1,
            stored(app) - before.2,
        );
        seen.push((page.status(), landed, after, bare(&page.follow())));
    }
    assert_eq!(seen[0], seen[1]);
    app.drain();
    // Only agents learn it; they can do nothing but refuse, and the answer is the usual one.
    let agent = agent(app, "agent.one");
    let case = newest(app);
    let page = agent.open(&case);
    for act in ["calls", "endorse", "approve"] {
        assert!(!page.has_form(&format!("{case}/{act}")));
    }
    let form = page.form(&format!("{case}/refuse"));
    drop(form.fill("answer", "无此账户。").submit().expect(303));
    app.drain();
    assert_eq!(told(app, "S13"), 1);
    // The operator's own people are nobody here.
    let case = ask(app, &app.staff(StaffRole::Reviewer).sign_in_name);
    assert!(!agent.open(&case).has_form(&format!("{case}/calls")));
}

fn the_same_form_twice_is_one_request(app: &TestApp) {
    let partner = company(app);
    let browser = app.browser();
    let sent = form(app, &browser, &partner.admin.sign_in_name);
    let before = stored(app);
    let pages = at_once(|| sent.submit(), || sent.submit());
    let [one, other] = pages.map(|page| page.location().to_owned());
    assert_eq!(one, other);
    assert_eq!(sent.submit().location(), one);
    assert_eq!(stored(app), before + 1, "and one letter");
    app.drain();
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM lost_access"), 1);
    assert_eq!((told(app, "S08"), told(app, "S09")), (1, 2));
    // Both agents press twice.
    let case = newest(app);
    let (first, second) = (agent(app, "agent.one"), agent(app, "agent.two"));
    drop(call(&first, &case, "confirmed").expect(303));
    let form = first.open(&case).form(&format!("{case}/endorse"));
    let form = form
        .tick("letter_checked")
        .fill("endorsement", "公章与备案一致，负责人确认。");
    assert_eq!(
        at_once(|| form.submit().status(), || form.submit().status()),
        [303, 303]
    );
    let form = second.open(&case).form(&format!("{case}/approve"));
    assert_eq!(
        at_once(|| form.submit().status(), || form.submit().status()),
        [303, 303]
    );
    app.drain();
    assert_eq!(told(app, "S10"), 2);
    // The person enters the code twice.
    let link = matured(app);
    drop(sends_code(&browser, &link).expect(303));
    app.drain();
    let sent = app.code_sent_to(E164);
    let pages = at_once(
        || code(&browser, &link, &sent).status(),
        || code(&browser, &link, &sent).status(),
    );
    assert!(pages.contains(&303), "{pages:?}");
    app.drain();
    assert_eq!((state(app, &case).as_str(), told(app, "S12")), ("done", 4));
}

fn only_so_many_requests_a_day(app: &TestApp) {
    for n in 0..3 {
        let page = form(app, &app.browser(), "Somebody@Nowhere.Yunlan.Example").submit();
        assert_eq!(page.status(), if n < 2 { 303 } else { 429 });
    }
    let browser = app.browser();
    let before = stored(app);
    for n in 0..6 {
        let name = format!("p{n}@nowhere.yunlan.example");
        let page = form(app, &browser, &name).submit();
        assert_eq!(page.status(), if n < 5 { 303 } else { 429 });
        if n == 5 {
            assert!(page.source().contains(&name), "nothing typed is lost");
        }
    }
    assert_eq!(
        stored(app),
        before + 5,
        "nothing is kept of what was refused"
    );
    app.clock.pass(86_401);
    assert_eq!(
        form(app, &browser, "p9@nowhere.yunlan.example")
            .submit()
            .status(),
        303
    );
    app.drain();
}

fn bad_input_is_told_at_its_field(app: &TestApp) {
    // Those that are taken count against name and address.
    let taken = std::cell::Cell::new(0);
    let good = || {
        taken.set(taken.get() + 1);
        let name = format!("somebody-{}@nowhere.yunlan.example", taken.get());
        form(app, &app.browser(), &name)
    };
    let browser = app.browser();
    for (field, value) in [
        ("sign_in_name", ""),
        ("full_name", ""),
        ("company_name", "x"),
        ("new_email", "zhou@qq.com"),
        ("new_email", "zhou"),
        ("new_email", "zhou@contoso.yunlan.example"),
        ("new_mobile", "021-5555 1234"),
        ("new_mobile", "123"),
        ("reason", "短"),
    ] {
        let page = good().fill(field, value).submit().expect(422);
        assert!(page.error_at(field).is_some(), "{field} {value}");
        if field != "reason" {
            assert!(page.source().contains("手机被盗"), "nothing typed is lost");
        }
    }
    let page = bare_form(app, &browser, "somebody@nowhere.yunlan.example")
        .submit()
        .expect(422);
    assert!(page.error_at("letter").is_some());
    for hostile in files::hostile() {
        let page = good().attach("proof", "proof.pdf", &hostile.bytes).submit();
        assert!(page.status() < 500);
    }
    let page = good()
        .attach("proof", "proof.exe", b"MZ program")
        .submit()
        .expect(422);
    assert!(page.error_at("proof").is_some());
    let page = good()
        .fill("full_name", "<script>alert(1)</script>")
        .fill("reason", "短")
        .submit()
        .expect(422);
    assert!(!page.source().contains("<script>alert"));
    // Too fast, and with the trap filled.
    let rushed = browser.open("/signin/lost").form("/signin/lost");
    assert_eq!(rushed.fill("sign_in_name", "x").rush().status(), 422);
    assert_eq!(good().put("website", "x").submit().status(), 422);
    app.drain();
}

fn two_requests_for_one_account_do_not_both_wait(app: &TestApp) {
    let partner = company(app);
    let name = &partner.admin.sign_in_name;
    let (first, second) = (ask(app, name), ask(app, name));
    assert_ne!(first, second);
    granted(app, &first);
    let (one, other) = (agent(app, "agent.one"), agent(app, "agent.two"));
    drop(call(&one, &second, "confirmed").expect(303));
    drop(endorse(&one, &second).expect(303));
    assert_eq!(approve(&other, &second).status(), 409);
    assert_eq!(state(app, &second), "endorsed");
    // When the first has led to its end, the second has lost its reason.
    let link = matured(app);
    let browser = app.browser();
    drop(sends_code(&browser, &link).expect(303));
    app.drain();
    drop(code(&browser, &link, &app.code_sent_to(E164)).expect(303));
    app.drain();
    assert_eq!(state(app, &first), "done");
    assert_eq!(state(app, &second), "cancelled");
}

fn papers_and_requests_go_after_their_period(app: &TestApp) {
    let partner = company(app);
    let before = stored(app);
    let case = ask(app, &partner.admin.sign_in_name);
    let agent = agent(app, "agent.one");
    let paper = agent.open(&case).attribute(".files a", "href").unwrap();
    let seen = agent.get(&paper).expect(200);
    assert!(seen.header("content-security-policy").contains("sandbox"));
    assert_eq!(audited(app, "lost-access.look", "succeeded"), 1);
    drop(call(&agent, &case, "denied").expect(303));
    let form = agent.open(&case).form(&format!("{case}/refuse"));
    drop(form.fill("answer", "公司否认。").submit().expect(303));
    app.drain();
    app.clock.pass(180 * 86_400 - 60);
    app.tick();
    assert_eq!(stored(app), before + 1);
    app.clock.pass(120);
    app.tick();
    assert_eq!(stored(app), before);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM lost_access"), 0);
    // Who asks that his data goes need not wait, once the request is closed.
    let case = ask(app, "nobody@nowhere.yunlan.example");
    let platform = app.browser_of(&app.staff(StaffRole::PlatformAdmin));
    let erase = |expected: i64| {
        let asked = platform
            .open("/ops/privacy")
            .form("/ops/privacy")
            .put("kind", "erase")
            .put("email", EMAIL)
            .put("proof", "回拨留存的号码，本人确认。")
            .submit()
            .expect(303);
        let at = asked.location().to_owned();
        drop(
            platform
                .open(&at)
                .form(&at)
                .put("decision", "fulfil")
                .put("answer", "已按法律规定处理。")
                .submit()
                .expect(303),
        );
        app.drain();
        assert_eq!(
            count(app, "SELECT COUNT(*) AS n FROM lost_access"),
            expected
        );
    };
    erase(1);
    let agent = crate::lost_access::agent(app, "agent.one");
    let form = agent.open(&case).form(&format!("{case}/refuse"));
    drop(form.fill("answer", "无此账户。").submit().expect(303));
    app.drain();
    erase(0);
    assert_eq!(stored(app), before);
}

fn only_support_agents_see_requests(app: &TestApp) {
    let partner = reachable(app);
    let agent = agent(app, "agent.one");
    // Nobody waits: the page says so.
    assert!(
        agent
            .open("/ops/access")
            .attribute(".empty", "class")
            .is_some()
    );
    let case = ask(app, &partner.admin.sign_in_name);
    assert!(agent.open("/ops/access").source().contains(&case));
    let login: Login = app.staff(StaffRole::Reviewer);
    let reviewer = app.browser_of(&login);
    for path in ["/ops/access", case.as_str()] {
        assert_eq!(reviewer.get(path).status(), 403);
        assert_eq!(app.browser_of(&partner.admin).get(path).status(), 404);
    }
    // What is none is not found.
    let none = "/ops/access/00000000-0000-7000-8000-000000000000";
    assert_eq!(agent.get(none).status(), 404);
    assert_eq!(agent.post(&format!("{none}/approve"), &[]).status(), 404);
    app.drain();
}
