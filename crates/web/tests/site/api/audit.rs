//! What was done in the company's name, as its programs read it.

use super::{attest, code, customer, partner, text};
use domain::caller::{AdminSetting, AgentSetting};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use testkit::{Program, TestApp};

testkit::on_both! { TestApp from trading:
    records_tell_who_did_what_for_whom,
    records_are_narrowed_and_come_in_pages,
    a_role_sees_what_it_may,
}

fn items(program: &Program, query: &str) -> Vec<Value> {
    let list = program
        .get(&format!("/v1/auditrecords{query}"))
        .expect(200)
        .json();
    let items = list["items"].as_array().unwrap().clone();
    assert_eq!(list["totalCount"], items.len());
    items
}

fn operations(items: &[Value]) -> Vec<String> {
    items
        .iter()
        .map(|item| text(item, "/operationType"))
        .collect()
}

fn records_tell_who_did_what_for_whom(app: &TestApp) {
    let (owner, program) = partner(app);
    let (_, stranger) = partner(app);
    let theirs = customer(app, &stranger, "haicheng", "上海海程贸易有限公司");
    let buyer = customer(app, &program, "chenfan", "苏州晨帆贸易有限公司");
    attest(app, &program, &buyer);
    let offers = &app.programme.catalogue().offers;
    let offer = offers
        .iter()
        .find(|o| !o.is_add_on() && !o.is_trial())
        .unwrap();
    let order = json!({ "lineItems": [{ "offerId": offer.id.to_string(), "quantity": 2 }] });
    let path = format!("/v1/customers/{buyer}/orders");
    let placed = program.send("POST", &path, &order).expect(201).json();
    app.drain();
    let done = program
        .get(&format!("{path}/{}", text(&placed, "/id")))
        .expect(200)
        .json();
    let subscription = text(&done, "/lineItems/0/subscriptionId");
    // A person does the same kind of thing.
    let (_, request) = app.sign_in(&owner.admin);
    let (customer_id, id) = (buyer.parse().unwrap(), subscription.parse().unwrap());
    let patch = app::subscriptions::Patch {
        quantity: Some(7),
        ..app::subscriptions::Patch::default()
    };
    app::subscriptions::change(app, &request, customer_id, id, patch, None, "")
        .wait()
        .unwrap();
    let all = items(&program, "");
    let found = operations(&all);
    let newest: Vec<_> = found.iter().take(5).map(String::as_str).collect();
    assert_eq!(
        newest,
        [
            "update_subscription",
            "update_order",
            "create_order",
            "create_agreement",
            "add_customer"
        ]
    );
    assert!(found.contains(&"register_application".to_owned()));
    let by_person = &all[0];
    assert_eq!(
        text(by_person, "/userPrincipalName"),
        owner.admin.sign_in_name
    );
    assert!(by_person.get("applicationId").is_none());
    assert_eq!(text(by_person, "/customerId"), buyer);
    assert_eq!(text(by_person, "/customerName"), "苏州晨帆贸易有限公司");
    assert_eq!(text(by_person, "/resourceType"), "subscription");
    assert_eq!(text(by_person, "/operationStatus"), "succeeded");
    assert_eq!(text(by_person, "/partnerId"), owner.tenant.to_string());
    assert_eq!(by_person["attributes"]["objectType"], "AuditRecord");
    let told = by_person["customizedData"].as_array().unwrap();
    assert!(
        told.contains(&json!({ "key": "Quantity", "value": "2 -> 7" })),
        "{told:?}"
    );
    let by_program = &all[2];
    assert_eq!(text(by_program, "/applicationId"), program.client_id);
    assert!(by_program.get("userPrincipalName").is_none());
    // Nothing of signing in, of the application, or of anybody else.
    let whole = serde_json::to_string(&all).unwrap();
    for absent in [
        theirs.as_str(),
        "haicheng",
        "session.",
        "credit",
        "password",
    ] {
        assert!(!whole.contains(absent), "{absent}: {whole}");
    }
    // One record, as events name it.
    let one = format!("/auditactivity/v1/auditrecords/{}", text(by_person, "/id"));
    assert_eq!(&program.get(&one).expect(200).json(), by_person);
    assert_eq!(code(&stranger.get(&one).expect(404)), "1000");
    for nothing in [
        "x",
        "1_1",
        &format!("{}_999999", owner.tenant),
        "00000000-0000-4000-8000-000000000001_1",
    ] {
        let _ = program
            .get(&format!("/auditactivity/v1/auditrecords/{nothing}"))
            .expect(404);
    }
    let same = program
        .get("/auditactivity/v1/auditrecords")
        .expect(200)
        .json();
    assert_eq!(same["totalCount"], all.len());
    // What was refused is a record too, of something that failed.
    let wish = json!({ "quantity": 4_000_000_000_u32 });
    let path = format!("/v1/customers/{buyer}/subscriptions/{subscription}");
    let _ = program.send("PATCH", &path, &wish).expect(400);
    let failed = items(&program, "");
    assert_eq!(text(&failed[0], "/operationStatus"), "failed");
}

fn records_are_narrowed_and_come_in_pages(app: &TestApp) {
    let (_, program) = partner(app);
    let first = customer(app, &program, "chenfan", "苏州晨帆贸易有限公司");
    let _ = customer(app, &program, "haicheng", "Haicheng Trading");
    attest(app, &program, &first);
    let filter = |field: &str, value: &str, operator: &str| {
        let filter = json!({ "Field": field, "Value": value, "Operator": operator }).to_string();
        let bytes: String = filter.bytes().map(|b| format!("%{b:02X}")).collect();
        format!("?filter={bytes}")
    };
    let of = |query: &str| operations(&items(&program, query));
    assert_eq!(
        of(&filter("CustomerId", &first, "equals")),
        ["create_agreement", "add_customer"]
    );
    assert_eq!(
        of(&filter("CompanyName", "haiCHENG", "substring")),
        ["add_customer"]
    );
    assert_eq!(of(&filter("companyname", "晨帆", "Substring")).len(), 2);
    assert_eq!(
        of(&filter("ResourceType", "Agreement", "equals")),
        ["create_agreement"]
    );
    assert_eq!(
        of(&filter("ResourceType", "license", "equals")),
        Vec::<String>::new()
    );
    for (query, pointer) in [
        (filter("Nothing", "x", "equals"), "filter/field"),
        (filter("CustomerId", "x", "equals"), "filter/value"),
        (filter("CustomerId", &first, "substring"), "filter/operator"),
        (filter("CompanyName", "", "substring"), "filter/value"),
        ("?filter=x".to_owned(), "filter"),
        ("?startDate=yesterday".to_owned(), "startDate"),
        ("?startDate=2025-01-01".to_owned(), "startDate"),
        (
            "?startDate=2026-03-02&endDate=2026-03-01".to_owned(),
            "endDate",
        ),
        ("?size=x".to_owned(), "size"),
    ] {
        let refused = program
            .get(&format!("/v1/auditrecords{query}"))
            .expect(400)
            .json();
        assert_eq!(text(&refused, "/data/0/pointer"), pointer, "{query}");
    }
    // Pages leave nothing out and repeat nothing.
    let all = items(&program, "");
    let mut seen = Vec::new();
    let mut page = program.get("/v1/auditrecords?size=2").expect(200).json();
    loop {
        let part = page["items"].as_array().unwrap().clone();
        assert!(part.len() <= 2);
        seen.extend(part);
        let Some(next) = page["links"].get("next").cloned() else {
            break;
        };
        let token = text(&next, "/headers/0/value");
        let path = format!("/v1{}", text(&next, "/uri"));
        page = program
            .call_with(&[("ms-continuationtoken", &token)], "GET", &path, None)
            .expect(200)
            .json();
    }
    assert_eq!(seen, all);
    let _ = program
        .call_with(
            &[("ms-continuationtoken", "x")],
            "GET",
            "/v1/auditrecords?seekOperation=Next",
            None,
        )
        .expect(400);
    // Days: today's are there, and after a month they are asked for with a date.
    let today = app.today().to_string();
    assert_eq!(
        items(&program, &format!("?startDate={today}")).len(),
        all.len()
    );
    app.clock.pass(40 * 86_400);
    let program = Program {
        token: program.fresh_token(),
        ..program
    };
    assert_eq!(items(&program, ""), Vec::<Value>::new());
    assert_eq!(
        items(&program, &format!("?startDate={today}")).len(),
        all.len()
    );
    assert_eq!(
        items(&program, &format!("?startDate={today}&endDate={today}")).len(),
        all.len()
    );
    app.clock.pass(60 * 86_400);
    let program = Program {
        token: program.fresh_token(),
        ..program
    };
    let _ = program
        .get(&format!("/v1/auditrecords?startDate={today}"))
        .expect(400);
}

fn a_role_sees_what_it_may(app: &TestApp) {
    let (owner, program) = partner(app);
    let _ = customer(app, &program, "chenfan", "苏州晨帆贸易有限公司");
    let _ = app.user(
        owner.tenant,
        &owner.company,
        "li.lei",
        AdminSetting::BillingAdmin,
    );
    let kinds = |program: &Program| -> BTreeSet<String> {
        items(program, "")
            .iter()
            .map(|item| text(item, "/resourceType"))
            .collect()
    };
    assert!(kinds(&program).contains("customer") && kinds(&program).contains("partner_user"));
    let agent = app.program(&owner, AgentSetting::AdminAgent, AdminSetting::None);
    assert!(kinds(&agent).contains("customer"));
    let users = app.program(
        &owner,
        AgentSetting::None,
        AdminSetting::UserManagementAdmin,
    );
    assert_eq!(
        kinds(&users).into_iter().collect::<Vec<_>>(),
        ["partner_user"]
    );
    let about_customer = items(&program, "")
        .into_iter()
        .find(|item| item["resourceType"] == "customer")
        .unwrap();
    let one = format!(
        "/auditactivity/v1/auditrecords/{}",
        text(&about_customer, "/id")
    );
    let _ = users.get(&one).expect(404);
    for (agent, admin) in [
        (AgentSetting::SalesAgent, AdminSetting::None),
        (AgentSetting::HelpdeskAgent, AdminSetting::BillingAdmin),
    ] {
        let other = app.program(&owner, agent, admin);
        assert_eq!(code(&other.get("/v1/auditrecords").expect(403)), "2032");
    }
}
