//! Accounts: added, recovered, guessed at.

use super::post::Post;
use crate::customer_pages::{base, customer, order};
use crate::{
    authenticator as authenticators, contact, domains as names, price_lists, recovery,
    special_prices, staff, users,
};
use app::relationships;
use app::support::letter::Envelope;
use app::support::replies::{self, Taken};
use domain::caller::{AdminSetting, AgentSetting, StaffRole};
use testkit::TestApp;

const FIRST: &str = "platform-admin@operator.example";

pub(super) fn users(app: &TestApp, post: &mut Post<'_>) {
    let partner = app.registered_company();
    let own = partner.company.email.as_str();
    let browser = app.browser_of(&partner.admin);
    post.skip();
    let form = users::new_form(&browser, 1, "global-admin");
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    let mails = [("U01", "user1@company.example"), ("U02", own)];
    post.brings("adding a global admin", &mails);
    let browser = app.browser_of(&app.staff(StaffRole::PlatformAdmin));
    post.skip();
    let form = staff::new_form(&browser, "qin.wangshu", &["platform-admin"]);
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    let mails = [("U01", "qin.wangshu@staff.example"), ("U03", FIRST)];
    post.brings("adding a platform admin", &mails);
}

pub(super) fn recovery(app: &TestApp, post: &mut Post<'_>) {
    let partner = recovery::reachable(app);
    let login = &partner.admin;
    let own = partner.company.email.as_str();
    let browser = app.browser_of(login);
    post.skip();
    // The first codes come without a word, later ones with one.
    let path = "/account/me/recovery-codes";
    let make = |app: &TestApp| {
        let (_, request) = app.sign_in(login);
        ::app::identity::recovery_codes::make(app, &request).unwrap()
    };
    drop(make(app));
    post.skip();
    let codes = make(app);
    post.brings("new codes", &[("S05", own)]);
    assert_eq!(browser.get(path).status(), 200);
    let sign_in = |password: &str| {
        let browser = app.browser();
        let page = recovery::sign_in(&browser, &login.sign_in_name, password);
        (browser, page.status())
    };
    let (visitor, status) = sign_in(&login.password);
    assert_eq!(status, 303);
    let used = visitor.post("/signin/mfa", &[("code", codes[0].as_str())]);
    assert_eq!(used.status(), 303);
    post.brings("a code is used", &[("S04", own)]);
    // Guessing locks, and is told once a day.
    for _ in 0..8 {
        drop(sign_in("wrong"));
    }
    post.brings("guessing", &[("S06", own)]);
    let browser = app.browser();
    recovery::begin(app, &browser, &login.sign_in_name);
    recovery::prove_both(app, &browser, &partner);
    post.brings("proving", &[("S01", own)]);
    let unlocked = browser.post("/signin/recover/unlock", &[]);
    assert_eq!(unlocked.status(), 303);
    assert_eq!(browser.post("/signin/recover/unlock", &[]).status(), 409);
    post.brings("unlocking", &[("S03", own)]);
    let browser = app.browser();
    recovery::begin(app, &browser, &login.sign_in_name);
    recovery::prove_both(app, &browser, &partner);
    post.skip();
    let new = "Patient-Cormorant-83";
    assert_eq!(recovery::set(&browser, new, new).status(), 303);
    post.brings("a new password", &[("S02", own)]);
}

pub(super) fn contact_data(app: &TestApp, post: &mut Post<'_>) {
    let partner = recovery::reachable(app);
    let browser = app.browser_of(&partner.admin);
    let (old, new) = (partner.company.email.as_str(), "new@elsewhere.example");
    post.skip();
    let form = contact::form(&browser, "email", new);
    assert_eq!(form.submit().status(), 303);
    assert_ne!(form.submit().status(), 200);
    post.brings("another mailbox", &[("C01", new)]);
    let code = contact::mailed(app, new);
    assert_eq!(contact::confirm(&browser, "email", &code).status(), 303);
    post.brings("its code", &[("C02", old)]);
    let form = contact::form(&browser, "mobile", "199 0002 0001");
    assert_eq!(form.submit().status(), 303);
    app.drain();
    let code = app.code_sent_to("+8619900020001");
    assert_eq!(contact::confirm(&browser, "mobile", &code).status(), 303);
    post.brings("another mobile", &[("C03", new)]);
}

pub(super) fn authenticator(app: &TestApp, post: &mut Post<'_>) {
    let partner = recovery::reachable(app);
    let own = partner.company.email.as_str();
    let browser = app.browser_of(&partner.admin);
    post.skip();
    assert_eq!(authenticators::begin(&browser).status(), 303);
    let new = authenticators::shown(&browser, &partner.admin).unwrap();
    let code = recovery::totp(app, &new);
    assert_eq!(authenticators::confirm(&browser, &code).status(), 303);
    assert_eq!(authenticators::confirm(&browser, &code).status(), 409);
    post.brings("another authenticator", &[("S07", own)]);
}

pub(super) fn domains(app: &TestApp, post: &mut Post<'_>) {
    let partner = app.active_partner();
    let own = partner.company.email.as_str();
    let browser = app.browser_of(&partner.admin);
    let name = "shop.example";
    post.skip();
    assert_eq!(names::add(&browser, name).status(), 303);
    names::publish(app, &browser, name);
    assert_eq!(names::press(&browser, name, "verify").status(), 303);
    app.names.remove("_tongdao.shop.example");
    for (days, mails) in [
        (7, &[("D01", own)][..]),
        (1, &[]),
        (1, &[("D02", own)]),
        (7, &[]),
    ] {
        app.clock.pass(days * 86_400);
        app.tick();
        post.brings("a proof that is away", mails);
    }
}

pub(super) fn webhook(app: &TestApp, post: &mut Post<'_>) {
    let partner = app.active_partner();
    let own = partner.company.email.as_str();
    post.skip();
    let (scope, now) = (crate::scope_of(&partner), app.now());
    let hook = store::hooks::Hook {
        tenant_id: partner.tenant.0,
        id: domain::ids::fresh_uuid(&*app.entropy),
        url: "https://receiver.example/events".to_owned(),
        events: "test-created".to_owned(),
        ms_header: false,
        secret: None,
        created_at: now,
        changed_at: now,
        failing_since: Some(now),
        stopped_at: None,
        version: 1,
    };
    let delivery = store::hooks::Delivery {
        id: domain::ids::fresh_uuid(&*app.entropy),
        tenant_id: partner.tenant.0,
        sequence: 1,
        event: "test-created".to_owned(),
        thing: "test".to_owned(),
        body: "{}".to_owned(),
        replay_of: None,
        state: "pending".to_owned(),
        attempts: 0,
        created_at: now,
        due_at: now,
    };
    let added = app.db.write(move |tx| {
        store::hooks::add(tx, scope, &hook)?;
        store::hooks::queue(tx, &delivery)
    });
    added.wait().unwrap();
    app.database
        .tamper("UPDATE hook_delivery SET state = 'given-up'");
    app.clock.pass(86_400);
    app.tick();
    post.brings("a day without an answer", &[("W01", own)]);
}

pub(super) fn relationship(app: &TestApp, post: &mut Post<'_>) {
    let (first, second) = (app.active_partner(), app.active_partner());
    let (_, seller) = app.sign_in(&first.admin);
    let typed = crate::customers::typed("chenfan", "苏州晨帆贸易有限公司");
    let made = app::customers::create(app, &seller, &typed, "").unwrap();
    let buyer = app.first_sign_in(&made.sign_in_name, &made.password.unwrap());
    let (_, asks) = app.sign_in(&second.admin);
    let link = relationships::link(app, &asks).wait().unwrap();
    let token = link.url.rsplit('/').next().unwrap().to_owned();
    let (_, buyer) = app.sign_in(&buyer);
    post.skip();
    let services = app.programme.catalogue().products.iter();
    let services = services.map(|service| service.id).collect();
    for _ in 0..2 {
        relationships::accept(app, &buyer, &token, &services, "").unwrap();
    }
    let mails = [
        ("R01", second.company.email.as_str()),
        ("R02", typed["email"].as_str()),
        ("R03", first.company.email.as_str()),
    ];
    post.brings("a customer accepts a partner twice", &mails);
}

pub(super) fn bill(app: &TestApp, post: &mut Post<'_>) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let buyer = customer(app, &request, "chenfan", "苏州晨帆贸易有限公司");
    let _ = order(app, &request, buyer, base(app).id, 3);
    post.skip();
    app.clock.pass(32 * 86_400);
    app.tick();
    let to = partner.company.invoice_email.as_str();
    post.brings("a billing date", &[("INVOICE-READY", to)]);
    // The next bill comes in between.
    let overview = || app::billing::overview(app, &request).wait().unwrap();
    let due: jiff::civil::Date = overview().invoices[0].invoice.due_on.parse().unwrap();
    for (days, text) in [
        (-7_i64, "PAYMENT-SOON"),
        (0, "PAYMENT-DUE"),
        (1, "PAYMENT-OVERDUE"),
        (7, "PAYMENT-OVERDUE"),
        (14, "PAYMENT-OVERDUE"),
        (21, "PAYMENT-OVERDUE"),
    ] {
        let billed = overview().invoices.len();
        crate::billing::at(app, due.saturating_add(jiff::Span::new().days(days)), 600);
        app.tick();
        let ready = overview().invoices.len() - billed;
        let mut mails = vec![("INVOICE-READY", to); ready];
        mails.push((text, to));
        post.brings(&format!("{days} days after the due date"), &mails);
    }
    late(app, post, (&partner, &request), due);
}

/// Two sums of the bill are disputed: one is refused, one accepted.
pub(super) fn disputes(app: &TestApp, post: &mut Post<'_>) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let buyer = customer(app, &request, "chenfan", "苏州晨帆贸易有限公司");
    let _ = order(app, &request, buyer, base(app).id, 3);
    app.clock.pass(32 * 86_400);
    app.tick();
    let number = app::billing::overview(app, &request).wait().unwrap();
    let number = number.invoices[0].invoice.number.clone();
    let own = partner.company.email.as_str();
    let to = partner.company.invoice_email.as_str();
    let clerk = app.member_of_staff("dispute-desk", &[StaffRole::BillingOperator]);
    let desk = app.browser_of(&clerk);
    let lead = app.browser_of(&app.staff(StaffRole::CreditLead));
    let browser = app.browser_of(&partner.admin);
    post.skip();
    let told = "dispute-desk@operator.example";
    for (line, act, fields, code) in [
        (
            "1",
            "refuse",
            [("answer", "The order has their name on it")],
            "DISPUTE-REFUSED",
        ),
        (
            "0",
            "accept",
            [("reason", "They are right")],
            "DISPUTE-ACCEPTED",
        ),
    ] {
        let path = format!("/billing/invoices/{number}/dispute/{line}");
        let form = browser.open(&path).form(&path).put("amount", "1");
        let form = form.put("reason", "This was never ordered by anybody");
        assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
        post.brings("a dispute", &[("DISPUTE-OPENED", told)]);
        let path = desk.open("/ops/billing/disputes");
        let path = path.attribute("main tbody a", "href").unwrap();
        let mut form = desk.open(&path).form(&format!("{path}/{act}"));
        for (name, value) in fields {
            form = form.put(name, value);
        }
        assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
        if act == "accept" {
            post.brings("accepting it", &[]);
            let path = lead.open("/ops/billing/credit-notes");
            let path = path.attribute("main tbody a", "href").unwrap();
            let form = lead.open(&path).form(&format!("{path}/approve"));
            assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
        }
        post.brings(act, &[(code, own), (code, to)]);
    }
    let new = "/ops/billing/payments/new";
    let form = desk.open(new).form(new);
    let form = form
        .put("partner", &partner.company.credit_code)
        .put("reference", "PAID-TWICE")
        .put("value_on", &app.today().to_string())
        .put("amount", "5.00")
        .put("pays", "nothing");
    assert_eq!(form.submit().status(), 303);
    let new = "/ops/billing/refunds/new";
    let form = desk.open(new).form(new);
    let form = form
        .put("about", "PAID-TWICE")
        .put("amount", "5.00")
        .put("account", "Bank of Communications, 6222 0000")
        .put("reason", "Paid twice by mistake");
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    post.brings("a proposed refund", &[]);
    let path = lead.open("/ops/billing/refunds");
    let path = path.attribute("main tbody a", "href").unwrap();
    let form = lead.open(&path).form(&format!("{path}/approve"));
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    let code = "REFUND-PAID";
    post.brings("a refund", &[(code, own), (code, to)]);
}

/// The bill is late by a month, and the operator waits for a day. Later bills come and are due in between.
fn late(
    app: &TestApp,
    post: &mut Post<'_>,
    (partner, request): (&testkit::Partner, &app::Request),
    due: jiff::civil::Date,
) {
    let own = partner.company.email.as_str();
    let to = partner.company.invoice_email.as_str();
    let both = |code: &'static str| vec![(code, own), (code, to)];
    let invoices = || {
        app::billing::overview(app, request)
            .wait()
            .unwrap()
            .invoices
    };
    // What else is told when the days pass.
    let pass = |from: i64, days: i64| {
        let before = invoices();
        let day = |days: i64| due.saturating_add(jiff::Span::new().days(days));
        crate::billing::at(app, day(days), 600);
        app.tick();
        let mut mails = vec![("INVOICE-READY", to); invoices().len() - before.len()];
        for later in before
            .iter()
            .filter(|i| i.invoice.due_on != due.to_string())
        {
            let on: jiff::civil::Date = later.invoice.due_on.parse().unwrap();
            let late = |day: jiff::civil::Date| day.since(on).unwrap().get_days();
            let (was, is) = (late(day(from)), late(day(days)));
            match () {
                () if was < 1 && is >= 1 => mails.push(("PAYMENT-OVERDUE", to)),
                () if was < 0 && is == 0 => mails.push(("PAYMENT-DUE", to)),
                () if was < -7 && is >= -7 => mails.push(("PAYMENT-SOON", to)),
                () => {}
            }
        }
        mails
    };
    let mails = [pass(21, 23), both("PAYMENT-SUSPENSION")].concat();
    post.brings("23 days after the due date", &mails);
    let mails = [pass(23, 30), both("PAYMENT-SUSPENDED")].concat();
    post.brings("30 days after the due date", &mails);
    let browser = app.browser_of(&app.staff(StaffRole::BillingOperator));
    post.skip();
    let path = browser.open("/ops/billing/overdue");
    let path = path.attribute("main tbody a", "href").unwrap();
    let form = browser.open(&path).form(&format!("{path}/defer"));
    let until = app.today().tomorrow().unwrap().to_string();
    let form = form.put("until", &until);
    let form = form.put("reason", "Half is promised for Monday");
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    let mails = [both("PAYMENT-DEFERRED"), both("PAYMENT-RELEASED")].concat();
    post.brings("the operator waits", &mails);
}

pub(super) fn prices(app: &TestApp, post: &mut Post<'_>) {
    let partner = app.active_partner();
    let [author, second] = price_lists::managers(app);
    post.skip();
    let path = price_lists::draft(app, &author, "2026-05", &[]);
    let own = "second-catalogue@operator.example";
    post.brings("uploading a price list", &[("PRICE-LIST-DRAFT", own)]);
    price_lists::act(&second, &path, "approve");
    price_lists::act(&second, &path, "publish");
    app.tick();
    let to = partner.company.email.as_str();
    post.brings("publishing a price list", &[("PRICE-LIST", to)]);
    let form = second.open(&path).form(&format!("{path}/withdraw"));
    let form = form.fill("reason", "The decision was changed");
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    app.tick();
    post.brings("withdrawing it", &[("PRICE-LIST-WITHDRAWN", to)]);
}

/// A special price is asked for, approved and ended.
pub(super) fn special_prices(app: &TestApp, post: &mut Post<'_>) {
    let partner = app.active_partner();
    let [author, second] = price_lists::managers(app);
    post.skip();
    let page = special_prices::ask(app, &author, &partner, &[]);
    let path = page.location().split('?').next().unwrap().to_owned();
    let own = "second-catalogue@operator.example";
    post.brings("asking for one", &[("SPECIAL-PRICE-PROPOSED", own)]);
    special_prices::act(&second, &path, "approve", "");
    let to = partner.company.email.as_str();
    post.brings("approving it", &[("SPECIAL-PRICE-GRANTED", to)]);
    special_prices::act(&second, &path, "withdraw", "The contract was ended");
    post.brings("ending it", &[("SPECIAL-PRICE-ENDED", to)]);
}

pub(super) fn profiles(app: &TestApp, post: &mut Post<'_>) {
    const BILLING: &str = "/account/billing-profile";
    const LEGAL: &str = "/account/legal-profile";
    let partner = app.active_partner();
    let own = partner.company.email.as_str();
    let browser = app.browser_of(&partner.admin);
    let desk = app.browser_of(&app.staff(StaffRole::Reviewer));
    post.skip();
    let form = browser.open(BILLING).form(BILLING);
    let form = form.put("bank_name", "试航银行苏州分行");
    let form = form.put("bank_account", "6222000000000009");
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    post.brings("another bank account", &[("PROFILE-CHANGED", own)]);
    for (decision, text) in [
        ("reject", "PROFILE-REJECTED"),
        ("approve", "PROFILE-APPROVED"),
    ] {
        let form = browser
            .open(LEGAL)
            .form(LEGAL)
            .fill("primary_title", decision);
        assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
        post.brings("another title", &[("PROFILE-WAITS", own)]);
        let place = crate::change_documents::waiting(&desk);
        let form = desk.open(&place).form(&format!("{place}/approve"));
        let form = form.to(&format!("{place}/{decision}"));
        let form = form.put("reason", "营业执照上是另一地址");
        assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
        post.brings(decision, &[(text, own)]);
    }
    let form = browser.open(LEGAL).form(LEGAL);
    let form = form.fill("address_line2", "20 层");
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    post.brings("another address", &[("PROFILE-DOCUMENTS", own)]);
    let licence = testkit::specimen("licence");
    let add = || crate::change_documents::add(&browser, "business-licence", "a.pdf", &licence);
    assert_eq!([add().status(), add().status()], [303; 2]);
    post.brings("adding the licence", &[]);
    let send = "/account/legal-profile/documents/send";
    let form = browser.open(crate::change_documents::HOME).form(send);
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    let reviewer = "reviewer@operator.example";
    post.brings("sending it", &[("PROFILE-SENT", reviewer)]);
    let place = crate::change_documents::waiting(&desk);
    let form = desk.open(&place).form(&format!("{place}/ask"));
    let form = form.fill("question", "执照上是哪一层？");
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    post.brings("a question", &[("PROFILE-ASKED", own)]);
}

pub(super) fn keys(app: &TestApp, post: &mut Post<'_>) {
    let partner = app.active_partner();
    let own = partner.company.email.as_str();
    let _ = app.program(&partner, AgentSetting::AdminAgent, AdminSetting::None);
    post.skip();
    let ends = app.now().plus_days(30).0;
    app.database
        .tamper(&format!("UPDATE client_secret SET expires_at = {ends}"));
    app.tick();
    post.brings("thirty days before a key ends", &[("KEY-EXPIRY", own)]);
}

pub(super) fn support(app: &TestApp, post: &mut Post<'_>) {
    const NEW: &str = "/support/partner-requests/new";
    let partner = app.active_partner();
    let own = partner.company.email.as_str();
    let agent = "support-agent@operator.example";
    let browser = app.browser_of(&partner.admin);
    let desk = app.browser_of(&app.staff(StaffRole::SupportAgent));
    post.skip();
    let form = browser.open(NEW).form(NEW);
    let form = form
        .fill("summary", "订单无法提交")
        .fill("topic", "orders")
        .fill("severity", "moderate")
        .fill("details", "提交时总是显示错误，请协助处理。");
    let sent = form.submit();
    assert_eq!([sent.status(), form.submit().status()], [303; 2]);
    let to = [("SUPPORT-RECEIVED", own), ("SUPPORT-NEW", agent)];
    post.brings("a request", &to);
    let place = sent.location().split('?').next().unwrap_or_default();
    let number = place.rsplit('/').next().unwrap_or_default();
    let at = format!("/ops/support/{number}");
    let answer = |desk: &testkit::Browser, how: &str| {
        let form = desk.open(&at).form(&format!("{at}/answer"));
        let form = form.fill("text", how).fill("how", how);
        assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    };
    answer(&desk, "goes-on");
    post.brings("an answer", &[("SUPPORT-ANSWERED", own)]);
    answer(&desk, "asks");
    post.brings("a question", &[("SUPPORT-ASKED", own)]);
    let form = browser.open(place).form(&format!("{place}/messages"));
    let form = form.fill("text", "附上截图。");
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    post.brings("the partner's answer", &[("SUPPORT-REPLY", agent)]);
    answer(&desk, "asks");
    post.skip();
    for days in [3, 4] {
        app.clock.pass(days * 86_400);
        app.tick();
        post.brings("silence", &[("SUPPORT-REMINDER", own)]);
    }
    app.clock.pass(3 * 86_400);
    app.tick();
    post.brings("more silence", &[("SUPPORT-CLOSED", own)]);
    let browser = app.browser_of(&partner.admin);
    let form = browser.open(place).form(&format!("{place}/reopen"));
    let form = form.fill("text", "仍未解决。");
    assert_eq!(form.submit().status(), 303);
    post.brings("opening it anew", &[("SUPPORT-REPLY", agent)]);
    let desk = app.browser_of(&app.staff(StaffRole::SupportAgent));
    answer(&desk, "solves");
    post.brings("a solution", &[("SUPPORT-RESOLVED", own)]);
    // A letter with nothing in it, twice.
    let (_, request) = app.sign_in(&partner.admin);
    let account = request.caller.person().unwrap().account.0;
    let to = replies::address(app, number, account).unwrap();
    for id in [1, 2] {
        let letter = format!("From: {own}\r\nTo: {to}\r\nMessage-ID: <{id}@x>\r\n\r\n");
        let worker = ::app::jobs::timers::request(app);
        let taken = replies::take(app, &worker, &Envelope::default(), letter.as_bytes());
        assert!(matches!(taken.unwrap(), Taken::Returned(_)));
    }
    post.brings("a letter without words", &[("SUPPORT-RETURNED", own)]);
}

pub(super) fn health(app: &TestApp, post: &mut Post<'_>) {
    let partner = app.active_partner();
    let own = partner.company.email.as_str();
    let _ = crate::health::user(app, &partner, "suffers");
    let desk = app.browser_of(&app.staff(StaffRole::SupportAgent));
    let second = crate::health::second(app);
    let agents = [
        "support-agent@operator.example",
        "second-agent@operator.example",
    ];
    let _ = app.staff(StaffRole::PlatformAdmin);
    let admin = "platform-admin@operator.example";
    app.drain();
    post.skip();
    let draft = crate::health::drafted(app, &desk);
    let others = [agents[1], admin].map(|other| ("HEALTH-CONFIRM", other));
    post.brings("an outage", &others);
    let number = crate::health::confirmed(&second, &draft);
    let place = format!("/ops/health/{number}");
    app.tick();
    app.tick();
    post.brings("an incident", &[("HEALTH-BEGUN", own)]);
    // The hour is over.
    let late = "UPDATE incident SET due_at = posted_at";
    app.database.tamper(late);
    app.tick();
    app.tick();
    let both = |what| agents.map(|agent| (what, agent));
    post.brings("silence", &both("HEALTH-DUE"));
    let form = desk.open(&place).form(&format!("{place}/end"));
    let form = form
        .fill("text_zh-Hans", "服务已恢复正常。")
        .fill("text_zh-Hant", "服務已恢復正常。")
        .fill("text_en", "The service works again.");
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    app.tick();
    app.tick();
    post.brings("its end", &[("HEALTH-ENDED", own)]);
    app.database.tamper(late);
    app.database
        .tamper("UPDATE incident SET reminded_at = NULL");
    app.tick();
    app.tick();
    post.brings("no report", &both("HEALTH-REPORT-DUE"));
    // The stories that follow are not reminded of it.
    app.database.tamper("UPDATE incident SET due_at = NULL");
    let planned = crate::maintenance::planned(app, &desk);
    let place = format!("/ops/health/maintenance/{planned}");
    app.tick();
    app.tick();
    post.brings("maintenance", &[("MAINTENANCE-PLANNED", own)]);
    let words = |form: testkit::Form| {
        form.fill("text_zh-Hans", "改期进行。")
            .fill("text_zh-Hant", "改期進行。")
            .fill("text_en", "It is put off.")
    };
    let form = desk.open(&place).form(&format!("{place}/change"));
    assert_eq!(words(form).submit().status(), 303);
    app.tick();
    app.tick();
    post.brings("more about it", &[("MAINTENANCE-MOVED", own)]);
    // The day before has come.
    app.database
        .tamper("UPDATE maintenance SET remind_at = posted_at");
    app.tick();
    app.tick();
    post.brings("the day before", &[("MAINTENANCE-SOON", own)]);
    let form = words(desk.open(&place).form(&format!("{place}/cancel")));
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    app.tick();
    app.tick();
    post.brings("its cancelling", &[("MAINTENANCE-CANCELLED", own)]);
}

pub(super) fn inquiries(app: &TestApp, post: &mut Post<'_>) {
    const NEW: &str = "/admin/requests/new";
    let partner = app.active_partner();
    let own = partner.company.email.as_str();
    let (_, request) = app.sign_in(&partner.admin);
    let (_, admin) = crate::centre::customer(app, &request, "chenfan");
    let (browser, desk) = (app.browser_of(&admin), app.browser_of(&partner.admin));
    let customer = "lin@chenfan.example";
    post.skip();
    let form = browser.open(NEW).form(NEW);
    let form = form
        .fill("summary", "用户无法登录")
        .fill("topic", "customer-access")
        .fill("severity", "moderate")
        .fill("details", "今早所有用户都无法登录，显示错误。");
    let sent = form.submit();
    assert_eq!([sent.status(), form.submit().status()], [303; 2]);
    let to = [("INQUIRY-RECEIVED", customer), ("INQUIRY-NEW", own)];
    post.brings("an inquiry", &to);
    let place = sent.location().split('?').next().unwrap_or_default();
    let number = place.rsplit('/').next().unwrap_or_default();
    let at = format!("/support/inquiries/{number}");
    let answer = |desk: &testkit::Browser, how: &str| {
        let form = desk.open(&at).form(&format!("{at}/answer"));
        let form = form.fill("text", how).fill("how", how);
        assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    };
    answer(&desk, "goes-on");
    post.brings("an answer", &[("INQUIRY-ANSWERED", customer)]);
    let form = browser.open(place).form(&format!("{place}/consent"));
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    post.brings("the customer's consent", &[("INQUIRY-REPLY", own)]);
    answer(&desk, "asks");
    post.brings("a question", &[("INQUIRY-ASKED", customer)]);
    for days in [3, 4] {
        app.clock.pass(days * 86_400);
        app.tick();
        post.brings("silence", &[("INQUIRY-REMINDER", customer)]);
    }
    app.clock.pass(3 * 86_400);
    app.tick();
    post.brings("more silence", &[("INQUIRY-CLOSED", customer)]);
    let browser = app.browser_of(&admin);
    let form = browser.open(place).form(&format!("{place}/reopen"));
    let form = form.fill("text", "仍未解决。");
    assert_eq!(form.submit().status(), 303);
    post.brings("opening it anew", &[("INQUIRY-REPLY", own)]);
    let desk = app.browser_of(&partner.admin);
    answer(&desk, "solves");
    post.brings("a solution", &[("INQUIRY-RESOLVED", customer)]);
}

pub(super) fn standing(app: &TestApp, post: &mut Post<'_>) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let _ = customer(app, &request, "chenfan", "苏州晨帆贸易有限公司");
    let own = partner.company.email.as_str();
    let [one, other] = ["first-desk", "second-desk"].map(|name| {
        let login = app.member_of_staff(name, &[StaffRole::BillingOperator]);
        app.browser_of(&login)
    });
    post.skip();
    let path = format!("/ops/partners/{}", partner.tenant);
    let send = |browser: &testkit::Browser, act: &str, fields: &[(&str, &str)]| {
        let mut form = browser.open(&path).form(&format!("{path}/{act}"));
        for (name, value) in fields {
            form = form.put(name, value);
        }
        assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
    };
    let why = "Bills are overdue by a month";
    send(
        &one,
        "suspend",
        &[("cause", "payment"), ("suspend_reason", why)],
    );
    post.brings("suspending a partner", &[("PARTNER-SUSPENDED", own)]);
    send(
        &one,
        "restore",
        &[("restore_reason", "Everything was paid")],
    );
    post.brings("restoring it", &[("PARTNER-RESTORED", own)]);
    let domain = &partner.company.prefix;
    let domain = format!("{domain}.{}", app.programme.domain_suffix);
    send(
        &one,
        "terminate",
        &[("domain", &domain), ("terminate_reason", why)],
    );
    post.brings("proposing its end", &[]);
    send(&other, "terminate/approve", &[]);
    app.tick();
    let mails = [
        ("PARTNER-ENDS", own),
        ("PARTNER-LEAVES", "lin@chenfan.example"),
    ];
    post.brings("agreeing to it", &mails);
    app.clock.pass(31 * 86_400);
    app.tick();
    post.brings_among("a month", &[("PARTNER-ENDED", own)], &[own]);
}
