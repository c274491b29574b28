//! What a partner's programs may do while it is suspended, ending, or not a partner any more.

use super::matrix::Things;
use super::{code, customer, new_customer, partner};
use domain::caller::{AdminSetting, AgentSetting, StaffRole};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use testkit::{Page, Program, TestApp};
use web::api::{Operation, all};

testkit::on_both! { TestApp from trading:
    who_is_suspended_reads_and_manages_and_takes_on_nothing,
    who_is_no_partner_is_told_so_by_every_operation,
    a_sandbox_stands_as_its_company_does,
}

/// The partner stands otherwise, and its programs' tokens are read anew.
fn stands(app: &TestApp, status: &str) {
    let sql = format!("UPDATE partner SET status = '{status}'");
    app.database.tamper(Box::leak(sql.into_boxed_str()));
    app.clock.pass(61);
}

fn reads(op: &&Operation) -> bool {
    matches!(op.method, "GET" | "HEAD")
}

fn read(program: &Program, things: &Things, op: &Operation) -> Page {
    let query = web::api::examples::query(op.id);
    let path = format!("{}?{query}", things.path(op));
    program.call_with(&[], op.method, &path, None)
}

fn who_is_suspended_reads_and_manages_and_takes_on_nothing(app: &TestApp) {
    let (_, program) = partner(app);
    let things = Things::of(app, &program, "chenfan");
    let usual: BTreeMap<_, _> = all()
        .filter(reads)
        .map(|op| (op.id, read(&program, &things, op).status()))
        .collect();
    let customer = format!("/v1/customers/{}", things.customer);
    let one = format!("{customer}/subscriptions/{}", things.subscription);
    let line = json!({ "offerId": things.offer, "quantity": 2 });
    let part = |name: &str| things.id(name).to_owned();
    let order = format!("{customer}/orders/{}", part("order_id"));
    let cart = format!("{customer}/carts/{}", part("cart_id"));
    for status in [
        "suspended-payment",
        "suspended-profile",
        "suspended-abuse",
        "terminating",
    ] {
        stands(app, status);
        for op in all().filter(reads) {
            let page = read(&program, &things, op);
            assert_eq!(page.status(), usual[op.id], "{status}: {}", op.id);
        }
        let mut ordered = program.get(&order).expect(200).json();
        ordered["billingCycle"] = "annual".into();
        let refused: [(&str, String, Option<Value>); 9] = [
            (
                "POST",
                "/v1/customers".to_owned(),
                Some(new_customer(app, "yunhe", "杭州云河贸易有限公司")),
            ),
            (
                "POST",
                format!("{customer}/orders"),
                Some(json!({ "lineItems": [line] })),
            ),
            ("PATCH", order.clone(), Some(ordered)),
            (
                "POST",
                format!("{customer}/carts"),
                Some(json!({ "lineItems": [{ "catalogItemId": things.offer, "quantity": 1 }] })),
            ),
            ("POST", format!("{cart}/checkout"), None),
            ("PATCH", one.clone(), Some(json!({ "quantity": 3 }))),
            ("PATCH", one.clone(), Some(json!({ "quantity": 1 }))),
            (
                "POST",
                format!("{one}/upgrades"),
                Some(json!({ "targetOffer": { "id": things.offer } })),
            ),
            (
                "POST",
                format!("{one}/conversions"),
                Some(json!({
                    "targetOfferId": things.offer, "quantity": 2, "billingCycle": "monthly",
                })),
            ),
        ];
        for (method, path, body) in &refused {
            let page = program.call_with(&[], method, path, body.as_ref());
            let told = (page.status(), code(&page));
            assert_eq!(
                told,
                (403, "800039".to_owned()),
                "{status}: {method} {path}: {}",
                page.source()
            );
        }
        // What it has, it manages: names, profiles, and less of what it owes for.
        for wish in [
            json!({ "friendlyName": format!("Office {status}") }),
            json!({ "autoRenewEnabled": false }),
            json!({ "status": "suspended" }),
        ] {
            let page = program.send("PATCH", &one, &wish);
            assert_eq!(page.status(), 200, "{status}: {wish}: {}", page.source());
        }
        let support = program.get("/v1/profiles/support").expect(200).json();
        let _ = program
            .send("PUT", "/v1/profiles/support", &support)
            .expect(200);
        for wish in [
            json!({ "status": "active" }),
            json!({ "status": "active", "autoRenewEnabled": true }),
        ] {
            let page = program.send("PATCH", &one, &wish).expect(403);
            assert_eq!(code(&page), "800039", "{status}: {wish}");
        }
        // Everything is as it was once the partner is back in business.
        stands(app, "active");
        let back = json!({ "status": "active", "autoRenewEnabled": true });
        let _ = program.send("PATCH", &one, &back).expect(200);
    }
    app.drain();
}

fn who_is_no_partner_is_told_so_by_every_operation(app: &TestApp) {
    let (_, program) = partner(app);
    let things = Things::of(app, &program, "chenfan");
    for status in ["terminated", "provisioning"] {
        stands(app, status);
        // The key is good and a token is given; what it opens is closed.
        let program = Program {
            token: program.fresh_token(),
            ..program.clone()
        };
        for op in all() {
            let body = op.writes().then(|| json!({}));
            let page = program.call_with(&[], op.method, &things.path(op), body.as_ref());
            assert_eq!(page.status(), 403, "{status}: {}: {}", op.id, page.source());
            if op.method != "HEAD" {
                assert_eq!(code(&page), "800039", "{status}: {}", op.id);
            }
        }
        // Whether there is such an address is told to who may ask.
        let _ = program.get("/v1/nothing").expect(404);
        app.clock.pass(61);
    }
    app.drain();
}

fn a_sandbox_stands_as_its_company_does(app: &TestApp) {
    let owner = app.active_partner();
    let browser = app.browser_of(&owner.admin);
    let (inside, _) = crate::sandbox_accounts::signed_in(app, &browser);
    let program = app.program(&inside, AgentSetting::AdminAgent, AdminSetting::GlobalAdmin);
    let _ = customer(app, &program, "chenfan", "苏州晨帆贸易有限公司");
    let staff = app.member_of_staff("desk", &[StaffRole::BillingOperator]);
    let (_, desk) = app.sign_in(&staff);
    let tenant = owner.tenant.0;
    let new = || {
        let body = new_customer(app, "yunhe", "杭州云河贸易有限公司");
        program.send("POST", "/v1/customers", &body)
    };
    let cause = ("payment", "Bills are overdue by a month");
    app::partners::standing::suspend(app, &desk, tenant, "active", cause, "").unwrap();
    app.clock.pass(6);
    let refused = new().expect(403);
    assert_eq!(code(&refused), "800039");
    let list = program.get("/v1/customers").expect(200).json();
    assert_eq!(list["totalCount"], 1);
    let why = "Everything was paid";
    app::partners::standing::restore(app, &desk, tenant, "suspended-payment", why, "").unwrap();
    app.clock.pass(6);
    let _ = new().expect(201);
    app.drain();
}
