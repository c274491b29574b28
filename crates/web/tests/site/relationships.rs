//! A partner asks for a relationship, a customer accepts by the link.

use crate::{count, english};
use domain::caller::{AdminSetting, AgentSetting};
use domain::ids::TenantId;
use testkit::{Browser, Login, Partner, TestApp};

testkit::on_both! { TestApp from trading:
    a_customer_of_another_partner_accepts,
    a_relationship_that_ended_begins_again,
    what_is_no_link_leads_nowhere,
}

/// A customer of the partner, and its administrator.
fn customer(app: &TestApp, partner: &Partner, prefix: &str) -> (TenantId, Login) {
    let (_, request) = app.sign_in(&partner.admin);
    let typed = crate::customers::typed(prefix, &format!("{prefix}贸易有限公司"));
    let made = app::customers::create(app, &request, &typed, "").unwrap();
    let password = made.password.unwrap();
    let admin = app.first_sign_in(&made.sign_in_name, &password);
    (made.customer, admin)
}

/// Where the customer answers.
const ANSWER: &str = "/admin/partner-invitation";

/// The token of a link.
fn token_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

/// The partner's link, as its page shows it.
fn link(browser: &Browser) -> String {
    let page = browser.open("/customers/request").expect(200);
    let link = page.all(".id").remove(0).trim().to_owned();
    assert!(page.text().contains(&link), "in the mail as well");
    let path = link.strip_prefix(testkit::PUBLIC_URL).expect("on our host");
    path.to_owned()
}

fn a_customer_of_another_partner_accepts(app: &TestApp) {
    let (first, second) = (app.active_partner(), app.active_partner());
    let (id, admin) = customer(app, &first, "chenfan");
    let seller = english(app.browser_of(&second.admin));
    let path = link(&seller);
    let program = app.program(&second, AgentSetting::SalesAgent, AdminSetting::None);
    let told = program
        .get("/v1/customers/relationshiprequests")
        .expect(200)
        .json();
    assert_eq!(told["url"], format!("{}{path}", testkit::PUBLIC_URL));
    let helpdesk = app.program(&second, AgentSetting::HelpdeskAgent, AdminSetting::None);
    let _ = helpdesk
        .get("/v1/customers/relationshiprequests")
        .expect(403);
    let hook = app::integration::hooks::Wish {
        url: "https://events.contoso.cn/in".to_owned(),
        events: vec!["reseller-relationship-accepted-by-customer".to_owned()],
        ms_header: None,
    };
    let (_, request) = app.sign_in(&second.admin);
    app::integration::hooks::register(app, &request, &hook, None, "").unwrap();
    // Not before it is accepted.
    let place = format!("/v1/customers/{id}");
    let _ = program.get(&place).expect(404);
    let page = app.browser().get(&path).follow();
    assert_eq!(page.path(), format!("/signin?next={path}"));
    let buyer = english(app.browser_of(&admin));
    let page = buyer.open(&path).expect(200);
    assert!(
        page.text().contains(&second.company.name),
        "{}",
        page.text()
    );
    // The first partner administers everything; it keeps what is not ticked.
    assert!(
        page.text()
            .contains(&format!("now administered by {}", first.company.name)),
        "{}",
        page.text()
    );
    let services = &app.programme.catalogue().products;
    let mut form = page.form(ANSWER);
    for service in services {
        form = form.again("replace", &service.id.to_string());
    }
    let unticked = form.submit().expect(422);
    assert!(unticked.error_at("consent").is_some());
    let _ = program.get(&place).expect(404);
    // What was ticked is ticked still.
    let ticked = unticked.all(&format!(
        "form[action=\"{ANSWER}\"] input[name=replace][checked]"
    ));
    assert_eq!(ticked.len(), services.len());
    let form = unticked.form(ANSWER).tick("consent");
    let done = form
        .submit()
        .leads_to("/admin/partners?done=accepted")
        .follow()
        .expect(200);
    assert!(
        done.text().contains("The partner was accepted"),
        "{}",
        done.text()
    );
    let done = buyer.open(&path).expect(200);
    assert!(
        !done.has_form(ANSWER) && done.text().contains("is a reseller of"),
        "{}",
        done.text()
    );
    app.drain();
    let mails = [app.mails("R01").len(), app.mails("R02").len()];
    assert_eq!(mails, [1, 1]);
    // The first partner is told what it lost.
    assert_eq!(app.mails("R03").len(), 1);
    // Again, and in another tab: nothing more comes of it.
    assert_eq!(form.submit().status(), 303);
    let key = uuid::Uuid::from_u128(4).to_string();
    assert_eq!(form.put("request_id", &key).submit().status(), 303);
    app.drain();
    assert_eq!([app.mails("R01").len(), app.mails("R02").len()], mails);
    let events = "SELECT COUNT(*) AS n FROM hook_delivery WHERE state = 'delivered'
        AND event = 'reseller-relationship-accepted-by-customer'";
    assert_eq!(count(app, events), 1);
    // Both partners have the customer; neither sees what the other sold.
    let found = program.get(&place).expect(200).json();
    assert_eq!(found["allowDelegatedAccess"], true);
    let list = program
        .get(&format!("{place}/relationships"))
        .expect(200)
        .json();
    assert_eq!(list["totalCount"], 0, "no indirect resellers");
    let first_program = app.program(&first, AgentSetting::AdminAgent, AdminSetting::None);
    let _ = first_program.get(&place).expect(200);
    assert!(seller.open("/customers").text().contains("chenfan"));
    let record = app.program(&second, AgentSetting::AdminAgent, AdminSetting::GlobalAdmin);
    let log = record.get("/v1/auditrecords").expect(200).json();
    let mut records = log["items"].as_array().unwrap().iter();
    let accepted = records.find(|r| r["resourceType"] == "partner_relationship");
    assert_eq!(accepted.unwrap()["customerId"], id.to_string());
}

fn a_relationship_that_ended_begins_again(app: &TestApp) {
    let partner = app.active_partner();
    let (id, admin) = customer(app, &partner, "chenfan");
    let seller = english(app.browser_of(&partner.admin));
    let path = link(&seller);
    let buyer = english(app.browser_of(&admin));
    let page = buyer.open(&path).expect(200);
    assert!(!page.has_form(ANSWER), "it stands already");
    let program = app.program(
        &partner,
        AgentSetting::AdminAgent,
        AdminSetting::GlobalAdmin,
    );
    let place = format!("/v1/customers/{id}");
    let end = serde_json::json!({ "relationshipToPartner": "none" });
    let _ = program.send("PATCH", &place, &end).expect(200);
    let _ = program.get(&place).expect(404);
    // A partner that is suspended takes on nobody.
    app.database
        .tamper("UPDATE partner SET status = 'suspended-abuse'");
    app.clock.pass(6);
    let page = buyer.open(&path).expect(200);
    assert!(page.text().contains("cannot take on"), "{}", page.text());
    let answer = [("consent", "yes"), ("token", token_of(&path))];
    let refused = buyer.post(ANSWER, &answer);
    assert_eq!(refused.status(), 409);
    app.database.tamper("UPDATE partner SET status = 'active'");
    app.clock.pass(6);
    let form = buyer.open(&path).expect(200).form(ANSWER).tick("consent");
    assert_eq!(form.submit().status(), 303);
    let found = program.get(&place).expect(200).json();
    assert_eq!(found["allowDelegatedAccess"], true);
    app.drain();
    assert_eq!(app.mails("R01").len(), 1);
}

fn what_is_no_link_leads_nowhere(app: &TestApp) {
    let (partner, other) = (app.active_partner(), app.active_partner());
    let (_, admin) = customer(app, &other, "chenfan");
    let seller = english(app.browser_of(&partner.admin));
    let path = link(&seller);
    let buyer = english(app.browser_of(&admin));
    let _ = buyer.open(&path).expect(200);
    let token = token_of(&path);
    let mut forged = token.to_owned();
    let last = if forged.ends_with('A') { "E" } else { "A" };
    forged.replace_range(..1, last);
    for wrong in [forged.as_str(), &token[..20], "x", "%00", &token.repeat(3)] {
        let path = format!("{ANSWER}?token={wrong}");
        assert_eq!(buyer.get(&path).status(), 404, "{wrong}");
        for place in [ANSWER.to_owned(), format!("{ANSWER}/decline")] {
            let sent = buyer.post(&place, &[("consent", "yes"), ("token", wrong)]);
            assert_eq!(sent.status(), 404, "{wrong}");
        }
    }
    // Partners are no customers, not even of themselves.
    for owner in [&partner, &other] {
        let browser = english(app.browser_of(&owner.admin));
        let page = browser.open(&path).expect(200);
        assert!(!page.has_form(ANSWER) && page.text().contains("is no customer here"));
        let answer = [("consent", "yes"), ("token", token)];
        assert_eq!(browser.post(ANSWER, &answer).status(), 409);
        assert_eq!(
            browser.post(&format!("{ANSWER}/decline"), &answer).status(),
            404
        );
    }
    // A sales agent asks, and only a global admin replaces the link.
    let agent = english(app.browser_of(&app.agent(&partner, AgentSetting::SalesAgent)));
    assert_eq!(link(&agent), path);
    assert!(
        !agent
            .open("/customers/request")
            .has_form("/customers/request/replace")
    );
    assert_eq!(agent.post("/customers/request/replace", &[]).status(), 403);
    let page = seller
        .open("/customers/request")
        .form("/customers/request/replace")
        .submit();
    let page = page.follow().expect(200);
    assert!(
        page.text().contains("There is a new link"),
        "{}",
        page.text()
    );
    assert_ne!(link(&seller), path);
    assert_eq!(buyer.get(&path).follow().status(), 404);
    let _ = buyer.open(&link(&seller)).expect(200);
    for language in ["zh-Hans", "zh-Hant", "en"] {
        for (browser, path) in [
            (&buyer, link(&seller)),
            (&seller, "/customers/request".to_owned()),
        ] {
            browser.set_cookie("tongdao_language", language);
            assert!(!browser.open(&path).expect(200).source().contains('⟦'));
        }
    }
    app.drain();
}
