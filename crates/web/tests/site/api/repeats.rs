//! The same request sent again is the same request: the answer is the same, though what was changed
//! is as it was wished for by now. With another document it is refused.

use super::hostile::Unhurried;
use super::{attest, code, customer, matrix::Things, partner, text};
use serde_json::{Value, json};
use testkit::{Page, Program};

testkit::on_both! { Unhurried:
    a_change_that_is_sent_again_is_answered_again,
    a_parting_that_is_sent_again_is_answered_again,
}

/// Sends something twice with the same id, and something else with it.
fn twice(app: &Unhurried, program: &Program, method: &str, path: &str, body: &Value) -> Value {
    let id = domain::ids::fresh_uuid(&*app.entropy).to_string();
    let send = |body: &Value| program.call_with(&[("ms-requestid", &id)], method, path, Some(body));
    let first = send(body);
    let told = |page: &Page| (page.status(), page.source(), page.header("etag").to_owned());
    assert!(first.status() < 300, "{method} {path}: {}", first.source());
    assert_eq!(told(&send(body)), told(&first), "{method} {path}: {body}");
    let mut other = body.clone();
    for name in [
        "friendlyName",
        "billingCycle",
        "relationshipToPartner",
        "email",
        "website",
    ] {
        if other[name].is_string() {
            other[name] = match name {
                "billingCycle" => "annual",
                "relationshipToPartner" => "reseller",
                _ => "other@other.example",
            }
            .into();
        }
    }
    if other != *body && other["relationshipToPartner"].is_null() {
        assert_eq!(send(&other).status(), 422, "{method} {path}: {other}");
    }
    first.json()
}

fn a_change_that_is_sent_again_is_answered_again(app: &Unhurried) {
    let (_, program) = partner(app);
    let things = Things::of(app, &program, "chenfan");
    let own = format!("/v1/customers/{}", things.customer);
    let one = format!("{own}/subscriptions/{}", things.subscription);
    let change = |wish: Value| {
        // As clients send it: all of it, with the version that was read.
        let mut whole = program.get(&one).expect(200).json();
        for (name, value) in wish.as_object().unwrap() {
            whole[name] = value.clone();
        }
        twice(app, &program, "PATCH", &one, &whole)
    };
    assert_eq!(change(json!({ "quantity": 7 }))["quantity"], 7);
    assert_eq!(
        change(json!({ "quantity": 3, "friendlyName": "分部" }))["friendlyName"],
        "分部"
    );
    assert_eq!(
        change(json!({ "autoRenewEnabled": false }))["autoRenewEnabled"],
        false
    );
    assert_eq!(
        change(json!({ "status": "suspended" }))["status"],
        "suspended"
    );
    assert_eq!(change(json!({ "status": "active" }))["status"], "active");
    // Without a version too.
    let bare = json!({ "quantity": 9, "friendlyName": "总部" });
    assert_eq!(twice(app, &program, "PATCH", &one, &bare)["quantity"], 9);

    let line = json!({ "offerId": things.offer, "quantity": 2, "friendlyName": "一部" });
    let order = json!({ "billingCycle": "monthly", "lineItems": [line] });
    let orders = format!("{own}/orders");
    let placed = twice(app, &program, "POST", &orders, &order);
    app.drain();
    let order = format!("{orders}/{}", text(&placed, "/id"));
    let mut read = program.get(&order).expect(200).json();
    read["billingCycle"] = "annual".into();
    let changed = twice(app, &program, "PATCH", &order, &read);
    assert_eq!(changed["billingCycle"], "annual");
    assert_ne!(changed["attributes"]["etag"], read["attributes"]["etag"]);
    assert_eq!(
        code(&program.send("PATCH", &order, &read).expect(400)),
        "2055"
    );

    let profiles = |name: &str| format!("/v1/profiles/{name}");
    for (name, wish) in [
        (
            "billing",
            json!({ "primaryContact": { "firstName": "若" } }),
        ),
        (
            "billing",
            json!({ "primaryContact": { "lastName": "Soto" }, "purchaseOrderNumber": "7" }),
        ),
        (
            "organization",
            json!({ "email": "office@shihang.example", "companyName": "试航" }),
        ),
        (
            "legalbusiness",
            json!({ "primaryContact": { "firstName": "若" } }),
        ),
        (
            "support",
            json!({ "website": "https://hilfe.shihang.example/" }),
        ),
    ] {
        twice(app, &program, "PUT", &profiles(name), &wish);
    }
    // The same words for another profile are another request.
    let id = domain::ids::fresh_uuid(&*app.entropy).to_string();
    let email = json!({ "email": "rat@shihang.example" });
    let send = |name: &str| {
        let path = profiles(name);
        program.call_with(&[("ms-requestid", &id)], "PUT", &path, Some(&email))
    };
    let _ = send("organization").expect(200);
    let _ = send("support").expect(422);
    let mut whole = program.get(&profiles("organization")).expect(200).json();
    whole["defaultAddress"]["addressLine1"] = "星湖街 9 号".into();
    whole["culture"] = "en-US".into();
    twice(app, &program, "PUT", &profiles("organization"), &whole);

    let billing = format!("{own}/profiles/billing");
    let mut whole = program.get(&billing).expect(200).json();
    whole["email"] = "su@chenfan.example".into();
    twice(app, &program, "PUT", &billing, &whole);
    app.drain();
}

fn a_parting_that_is_sent_again_is_answered_again(app: &Unhurried) {
    let (_, program) = partner(app);
    let buyer = customer(app, &program, "chenfan", "苏州晨帆贸易有限公司");
    attest(app, &program, &buyer);
    let one = format!("/v1/customers/{buyer}");
    let none = json!({ "relationshipToPartner": "none" });
    let told = twice(app, &program, "PATCH", &one, &none);
    assert_eq!(
        (&told["id"], &told["relationshipToPartner"]),
        (&buyer.clone().into(), &"none".into())
    );
    // Another request finds nothing.
    let _ = program.send("PATCH", &one, &none).expect(404);
    // One request parts in one way.
    let fresh = customer(app, &program, "beihai", "北海贸易有限公司");
    let path = format!("/v1/customers/{fresh}");
    let id = domain::ids::fresh_uuid(&*app.entropy).to_string();
    let send =
        |body: &Value| program.call_with(&[("ms-requestid", &id)], "PATCH", &path, Some(body));
    let _ = send(&json!({ "allowDelegatedAccess": false })).expect(200);
    let _ = send(&none).expect(422);
    // A trial that was converted is told as the trial it was.
    let trying = customer(app, &program, "haicheng", "宁波海程贸易有限公司");
    attest(app, &program, &trying);
    let open = |o: &&domain::catalogue::Offer| {
        o.is_trial() && o.qualification == domain::catalogue::Qualification::None
    };
    let trial = app.programme.catalogue().offers.iter().find(open).unwrap();
    let line = json!({ "offerId": trial.id.to_string(), "quantity": trial.minimum });
    let orders = format!("/v1/customers/{trying}/orders");
    let placed = twice(
        app,
        &program,
        "POST",
        &orders,
        &json!({ "lineItems": [line] }),
    );
    app.drain();
    let done = program.get(&format!("{orders}/{}", text(&placed, "/id")));
    let id = text(&done.expect(200).json(), "/lineItems/0/subscriptionId");
    let ways = format!("/v1/customers/{trying}/subscriptions/{id}/conversions");
    let found = program.get(&ways).expect(200).json();
    let told = twice(app, &program, "POST", &ways, &found["items"][0]);
    assert_eq!(told["offerId"], trial.id.to_string());
    app.drain();
}
