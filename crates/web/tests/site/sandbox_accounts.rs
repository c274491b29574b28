//! Integration sandbox accounts: made once by a global admin, apart from everything else, bounded, and
//! never billed.

use domain::caller::{AdminSetting, AgentSetting, StaffRole};
use domain::ids::TenantId;
use serde_json::{Value, json};
use testkit::{Browser, Login, Page, Partner, Program, TestApp};
use uuid::Uuid;

testkit::on_both! { TestApp from trading:
    an_administrator_makes_one_and_works_in_it,
    its_limits_are_told_with_the_documented_code,
    it_is_kept_out_of_bills_campaigns_and_lists,
    a_lost_first_password_is_replaced_until_somebody_signs_in,
    what_is_typed_stays_and_others_are_refused,
    a_change_that_waits_survives_a_document_sent_back,
    an_order_is_cancelled_with_its_add_ons,
}

const HOME: &str = "/account/sandbox";

fn sandbox_form(browser: &Browser) -> testkit::Form {
    let form = browser
        .open("/account/sandbox/new")
        .form("/account/sandbox/new");
    form.tick("sandbox_understood")
}

/// The values of the page that shows the credentials.
fn shown(page: &Page) -> Vec<String> {
    page.all("dd.v")
}

/// Makes the sandbox account of a partner: its tenant, its administrator, what was shown.
pub(crate) fn made(app: &TestApp, browser: &Browser) -> (TenantId, Vec<String>) {
    let done = sandbox_form(browser)
        .submit()
        .leads_to("/account/sandbox/done");
    let credentials = shown(&done.follow());
    let id = browser.open(HOME).text();
    let id = id
        .split_whitespace()
        .find_map(|word| Uuid::parse_str(word).ok());
    app.drain();
    (TenantId(id.expect("its id is shown")), credentials)
}

/// Makes a sandbox account and signs in there.
pub(crate) fn signed_in(app: &TestApp, browser: &Browser) -> (Partner, Login) {
    let (tenant, credentials) = made(app, browser);
    let login = app.first_sign_in(&credentials[0], &credentials[1]);
    let partner = Partner {
        tenant,
        admin: login.clone(),
        ..app_partner(app)
    };
    (partner, login)
}

/// A partner whose tenant is of no interest.
fn app_partner(app: &TestApp) -> Partner {
    app.registered_company()
}

fn program(app: &TestApp, partner: &Partner) -> Program {
    app.program(partner, AgentSetting::AdminAgent, AdminSetting::GlobalAdmin)
}

fn order(app: &TestApp, program: &Program, buyer: &str, quantity: u32) -> Page {
    let offers = &app.programme.catalogue().offers;
    let offer = offers.iter().find(|o| !o.is_add_on() && !o.is_trial());
    let offer = offer.expect("an offer").id.to_string();
    let order = json!({ "lineItems": [{ "offerId": offer, "quantity": quantity }] });
    program.send("POST", &format!("/v1/customers/{buyer}/orders"), &order)
}

fn an_administrator_makes_one_and_works_in_it(app: &TestApp) {
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    let page = browser.open(HOME);
    assert!(page.text().contains("尚无沙盒账户"), "{}", page.text());
    let form = sandbox_form(&browser);
    assert_eq!(form.value("family_name"), "周");
    assert_eq!(form.value("user_name"), "zhou.wenqing");
    let done = form.submit().leads_to("/account/sandbox/done").follow();
    let credentials = shown(&done);
    let domain = format!(
        "{}-sandbox.{}",
        partner.company.prefix, app.programme.domain_suffix
    );
    assert_eq!(credentials[0], format!("zhou.wenqing@{domain}"));
    app.drain();
    // Shown once; the mail has the name and never the password.
    let again = browser.open("/account/sandbox/done");
    assert!(!again.source().contains(&credentials[1]));
    let told = app.mails("U01").pop().and_then(|mail| mail.body).unwrap();
    assert!(told.contains(&credentials[0]) && !told.contains(&credentials[1]));
    // The same form again is the same account, and another form finds it there.
    let second = browser.post(
        "/account/sandbox/new",
        &[
            ("family_name", "周"),
            ("given_name", "文清"),
            ("user_name", "second"),
            ("contact_email", &partner.company.email),
            ("sandbox_understood", "yes"),
        ],
    );
    assert_eq!(second.status(), 409);
    let page = browser.open(HOME);
    assert!(page.text().contains(&domain) && page.text().contains("等待首次登录"));
    assert!(browser.get("/account/sandbox/new").location() == HOME);

    let login = app.first_sign_in(&credentials[0], &credentials[1]);
    let inside = app.browser_of(&login);
    let overview = inside.open("/dashboard/overview");
    assert!(
        overview.text().contains("这是集成沙盒"),
        "{}",
        overview.text()
    );
    // It has neither applied nor will it be billed.
    assert!(!overview.source().contains("href=\"/enrol\""));
    for path in [
        "/customers",
        "/pricing",
        "/account/profile",
        "/account/users",
        "/account/apps",
        "/account/webhooks",
        "/account/requests",
        "/account/explorer",
        "/account/domains",
        "/billing",
        "/account/agreements",
        "/enrol",
        "/account/me",
        HOME,
    ] {
        let page = inside.get(path);
        assert!(page.status() < 400, "{path}: {}", page.status());
    }
    assert!(inside.open("/billing").text().contains("请勿付款"));
    // A sandbox has none of its own.
    assert_eq!(inside.get("/account/sandbox/new").location(), HOME);
    assert_eq!(
        inside
            .post("/account/sandbox/new", &[("sandbox_understood", "yes")])
            .status(),
        404
    );
    assert!(browser.open(HOME).text().contains("使用中"));

    // A program registered there sells there, and neither sees the other's customers.
    let made = inside.open("/account/apps/new").form("/account/apps/new");
    let _ = made.fill("app_name", "Ausprobieren").submit().follow();
    let id = inside.open(HOME).text();
    assert!(id.contains("0，最多 75"), "{id}");
    let tenant = app
        .read({
            let name = credentials[0].clone();
            move |tx| {
                Ok(store::identity::account_to_sign_in(tx, &name)?
                    .unwrap()
                    .tenant_id)
            }
        })
        .wait()
        .unwrap();
    let sandbox = Partner {
        tenant: TenantId(tenant),
        admin: login,
        ..partner.clone()
    };
    let (mine, theirs) = (program(app, &sandbox), program(app, &partner));
    let buyer = crate::api::customer(app, &mine, "chenfan", "苏州晨帆贸易有限公司");
    crate::api::attest(app, &mine, &buyer);
    let _ = order(app, &mine, &buyer, 2).expect(201);
    app.drain();
    let sold = mine
        .get(&format!("/v1/customers/{buyer}/subscriptions"))
        .expect(200)
        .json();
    assert_eq!(sold["items"][0]["status"], "active", "{sold}");
    assert_eq!(theirs.get(&format!("/v1/customers/{buyer}")).status(), 404);
    assert_eq!(
        theirs.get("/v1/customers").expect(200).json()["totalCount"],
        0
    );
    let own = mine.get("/v1/profiles/organization").expect(200).json();
    assert_eq!(own["domain"], Value::from(domain));

    // Faults, the explorer and beginning anew are for the sandbox, and the clock is nobody's.
    let fault = [("x-sandbox-fault", "503")];
    assert_eq!(
        mine.call_with(&fault, "GET", "/v1/customers", None)
            .status(),
        503
    );
    assert_eq!(
        theirs
            .call_with(&fault, "GET", "/v1/customers", None)
            .status(),
        200
    );
    assert_eq!(mine.get("/v1/sandbox/clock").status(), 404);
    let word = json!({ "confirm": "reset" });
    assert_eq!(
        theirs.send("POST", "/v1/sandbox/reset", &word).status(),
        404
    );
    let samples = mine
        .send("POST", "/v1/sandbox/reset", &word)
        .expect(200)
        .json();
    let all = mine.get("/v1/customers").expect(200).json();
    assert_eq!(all["totalCount"], 1);
    assert_eq!(all["items"][0]["id"], samples["customer_id"]);
    let gone = mine.send(
        "DELETE",
        &format!("/v1/customers/{}", samples["customer_id"].as_str().unwrap()),
        &Value::Null,
    );
    assert!(gone.status() < 300, "{}", gone.status());
    let page = inside.post("/account/sandbox/reset", &[("confirm", "reset")]);
    assert_eq!(page.status(), 200);
    app.drain();
}

fn its_limits_are_told_with_the_documented_code(app: &TestApp) {
    let partner = app.active_partner();
    let (sandbox, _) = signed_in(app, &app.browser_of(&partner.admin));
    let mine = program(app, &sandbox);
    let buyer = crate::api::customer(app, &mine, "chenfan", "苏州晨帆贸易有限公司");
    crate::api::attest(app, &mine, &buyer);
    let over = order(app, &mine, &buyer, 26);
    assert_eq!(
        (over.status(), over.json()["code"].as_str()),
        (400, Some("800018")),
        "{}",
        over.text()
    );
    for _ in 0..5 {
        let _ = order(app, &mine, &buyer, 1).expect(201);
    }
    assert_eq!(order(app, &mine, &buyer, 1).json()["code"], "800018");
    // 75 customers; the budget of a minute is less.
    for n in 1..75 {
        if n % 40 == 0 {
            app.clock.pass(61);
        }
        let name = format!("苏州晨帆{n}贸易有限公司");
        let _ = crate::api::customer(app, &mine, &format!("chenfan{n}"), &name);
    }
    app.clock.pass(61);
    let new = crate::api::new_customer(app, "zuviel", "苏州过多贸易有限公司");
    let full = mine.send("POST", "/v1/customers", &new);
    assert_eq!(
        (full.status(), full.json()["code"].as_str()),
        (400, Some("800018"))
    );
    app.drain();
}

fn it_is_kept_out_of_bills_campaigns_and_lists(app: &TestApp) {
    let partner = app.active_partner();
    let (sandbox, login) = signed_in(app, &app.browser_of(&partner.admin));
    let mine = program(app, &sandbox);
    let buyer = crate::api::customer(app, &mine, "chenfan", "苏州晨帆贸易有限公司");
    crate::api::attest(app, &mine, &buyer);
    let _ = order(app, &mine, &buyer, 5).expect(201);
    app.drain();
    for _ in 0..3 {
        app.clock.pass(31 * 86_400);
        app.tick();
    }
    let tenant = sandbox.tenant.0;
    let bills = crate::count(
        app,
        "SELECT COUNT(*) AS n FROM bill_schedule s JOIN partner p ON p.tenant_id = s.partner_id
         WHERE p.sandbox",
    );
    assert_eq!(bills, 0, "{tenant}");
    let inside = app.browser_of(&login);
    let program = self::program(app, &sandbox);
    assert_eq!(
        program.get("/v1/invoices").expect(200).json()["totalCount"],
        0
    );
    assert!(inside.open("/billing").text().contains("请勿付款"));
    let staff = app.browser_of(&app.staff(StaffRole::PlatformAdmin));
    let partners = staff.open("/ops/partners").text();
    assert!(!partners.contains("-sandbox"), "{partners}");
    let list = staff.open("/ops/sandboxes").text();
    assert!(
        list.contains("-sandbox") && list.contains(&partner.company.name),
        "{list}"
    );
    let scope = app.operator_scope();
    let asked = app.read(move |tx| {
        let none = Uuid::nil();
        Ok((
            store::campaign::to_ask(tx, scope, 9, none, 100)?,
            store::price_lists::to_tell_of_publication(tx, scope, none, 100)?,
        ))
    });
    let (asked, told) = asked.wait().unwrap();
    for (what, found) in [("asked to sign", asked), ("told of prices", told)] {
        assert!(found.contains(&partner.tenant.0), "{what}: {found:?}");
        assert!(!found.contains(&tenant), "{what}: {found:?}");
    }
}

fn a_lost_first_password_is_replaced_until_somebody_signs_in(app: &TestApp) {
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    let (_, first) = made(app, &browser);
    app.clock.pass(1);
    let renew = browser.open(HOME).form("/account/sandbox/password");
    let done = renew.submit().leads_to("/account/sandbox/done").follow();
    let second = shown(&done);
    assert_eq!(first[0], second[0]);
    assert_ne!(first[1], second[1]);
    let old = app.browser().post(
        "/signin",
        &[("sign_in_name", &first[0]), ("password", &first[1])],
    );
    assert_ne!(old.status(), 303);
    let _ = app.first_sign_in(&second[0], &second[1]);
    let late = renew_again(&browser);
    assert_eq!(late.status(), 409);
    assert!(
        late.text().contains("已有人用此账户登录"),
        "{}",
        late.text()
    );
    assert!(!browser.open(HOME).has_form("/account/sandbox/password"));
}

fn renew_again(browser: &Browser) -> Page {
    browser.post("/account/sandbox/password", &[])
}

fn what_is_typed_stays_and_others_are_refused(app: &TestApp) {
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    let form = browser
        .open("/account/sandbox/new")
        .form("/account/sandbox/new");
    let wrong = form
        .fill("user_name", "Ä b")
        .fill("contact_email", "nirgends")
        .submit();
    assert_eq!(wrong.status(), 422);
    for field in ["user_name", "contact_email", "sandbox_understood"] {
        assert!(wrong.error_at(field).is_some(), "{field}");
    }
    assert!(wrong.source().contains("nirgends"));
    // Who is no global admin learns which role it takes; a company that does not sell yet has to wait.
    let seller = app.browser_of(&app.agent(&partner, AgentSetting::SalesAgent));
    assert_eq!(seller.get(HOME).status(), 403);
    assert_eq!(seller.get("/account/sandbox/new").status(), 403);
    let early = app.registered_company();
    let early = app.browser_of(&early.admin);
    assert!(early.open(HOME).text().contains("账户激活后"));
    let refused = early.post(
        "/account/sandbox/new",
        &[
            ("family_name", "周"),
            ("given_name", "文清"),
            ("user_name", "zhou"),
            ("contact_email", "a@b-c.example"),
            ("sandbox_understood", "yes"),
        ],
    );
    assert_eq!(refused.status(), 409, "{}", refused.text());
}

fn a_change_that_waits_survives_a_document_sent_back(app: &TestApp) {
    let partner = app.active_partner();
    let program = program(app, &partner);
    let path = "/v1/profiles/legalbusiness";
    let mut wish = program.get(path).expect(200).json();
    wish["primaryContact"]["phoneNumber"] = "0571-55550999".into();
    let _ = program.send("PUT", path, &wish).expect(200);
    let waits = "SELECT COUNT(*) AS n FROM profile_change WHERE state = 'pending'";
    assert_eq!(crate::count(app, waits), 1);
    // What is read is what is in force: sent back as it is, it is no wish.
    let read = program.get(path).expect(200).json();
    let _ = program.send("PUT", path, &read).expect(200);
    assert_eq!(crate::count(app, waits), 1);
    let mut other = read;
    other["companyApproverAddress"]["phoneNumber"] = "0571-55550998".into();
    let _ = program.send("PUT", path, &other).expect(200);
    let facts = crate::count(
        app,
        "SELECT COUNT(*) AS n FROM profile_change_fact f JOIN profile_change c ON c.id = f.change_id
         WHERE c.state = 'pending'",
    );
    assert_eq!(facts, 2);
    app.drain();
}

fn an_order_is_cancelled_with_its_add_ons(app: &TestApp) {
    let partner = app.active_partner();
    let (sandbox, _) = signed_in(app, &app.browser_of(&partner.admin));
    let mine = program(app, &sandbox);
    let buyer = crate::api::customer(app, &mine, "chenfan", "苏州晨帆贸易有限公司");
    crate::api::attest(app, &mine, &buyer);
    let offers = &app.programme.catalogue().offers;
    let free = |o: &&domain::catalogue::Offer| {
        o.qualification == domain::catalogue::Qualification::None && !o.is_trial()
    };
    let (base, add_on) = offers
        .iter()
        .filter(free)
        .find_map(|base| {
            let add_on = offers.iter().find(|a| a.parents.contains(&base.id));
            add_on.map(|add_on| (base, add_on))
        })
        .expect("an offer with an add-on");
    let orders = format!("/v1/customers/{buyer}/orders");
    let line = json!({ "offerId": base.id.to_string(), "quantity": 2 });
    let placed = mine.send("POST", &orders, &json!({ "lineItems": [line] }));
    let placed = placed.expect(201).json();
    app.drain();
    let order = format!("{orders}/{}", placed["id"].as_str().expect("its id"));
    let mut read = mine.get(&order).expect(200).json();
    let parent = read["lineItems"][0]["subscriptionId"].clone();
    let extra = json!({
        "lineItemNumber": 1, "offerId": add_on.id.to_string(), "quantity": 1,
        "parentSubscriptionId": parent,
    });
    read["lineItems"].as_array_mut().expect("lines").push(extra);
    let _ = mine.send("PATCH", &order, &read).expect(200);
    app.drain();
    let cancel = json!({ "status": "cancelled" });
    let done = mine.send("PATCH", &order, &cancel).expect(200).json();
    assert_eq!(done["status"], "cancelled");
    let sold = format!("/v1/customers/{buyer}/subscriptions");
    let sold = mine.get(&sold).expect(200).json();
    for one in sold["items"].as_array().expect("items") {
        assert_eq!(one["status"], "deleted", "{one}");
    }
    app.drain();
}
