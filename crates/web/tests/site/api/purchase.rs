//! What a purchase may say about terms, promotions and partners: what it is anyway, and nothing else.

use super::hostile::Unhurried;
use super::{code, matrix::Things, partner};
use serde_json::{Value, json};

testkit::on_both! { Unhurried:
    a_purchase_on_other_terms_is_refused,
    a_subscription_sent_back_on_other_terms_is_refused,
}

fn a_purchase_on_other_terms_is_refused(app: &Unhurried) {
    let (owner, program) = partner(app);
    let things = Things::of(app, &program, "chenfan");
    let own = format!("/v1/customers/{}", things.customer);
    let number = owner.company.network_id.clone();
    let with = |line: &Value, (name, value): (&str, &Value)| {
        let mut line = line.clone();
        line[name] = value.clone();
        json!({ "lineItems": [line] })
    };
    let good = [
        ("termDuration", json!("p1y")),
        ("termDuration", Value::Null),
        ("termDuration", json!("")),
        ("customTermEndDate", Value::Null),
        ("renewsTo", json!([])),
        ("renewsTo", json!({ "termDuration": null })),
        ("promotionId", json!("")),
        ("partnerIdOnRecord", Value::Null),
        ("participants", Value::Null),
    ];
    let bad = [
        ("termDuration", json!("P1M"), 400, "800084"),
        ("termDuration", json!("P3Y"), 400, "800084"),
        ("termDuration", json!(7), 400, "3000"),
        (
            "customTermEndDate",
            json!("2027-01-31T00:00:00Z"),
            400,
            "800042",
        ),
        (
            "renewsTo",
            json!([{ "termDuration": "P3Y" }]),
            400,
            "800042",
        ),
        (
            "purchaseCommitment",
            json!({ "amount": 0.05 }),
            400,
            "800042",
        ),
        (
            "promotionId",
            json!("39NFJQT1PFPJ:000H:39NFJQT1Q5DK"),
            400,
            "27007",
        ),
        ("partnerIdOnRecord", json!(number), 404, "2072"),
        ("partnerIdOnRecord", json!("4847383"), 400, "800016"),
        ("partnerIdOnRecord", json!("nobody"), 404, "800015"),
    ];
    let cart = json!({ "catalogItemId": things.offer, "quantity": 2 });
    let order = json!({ "offerId": things.offer, "quantity": 2 });
    for (path, line) in [("carts", &cart), ("orders", &order)] {
        let path = format!("{own}/{path}");
        for (name, value) in &good {
            let page = program.send("POST", &path, &with(line, (name, value)));
            assert_eq!(page.status(), 201, "{name} {value}: {}", page.source());
        }
        for (name, value, status, number) in &bad {
            let page = program.send("POST", &path, &with(line, (name, value)));
            let found = (page.status(), code(&page));
            assert_eq!(found, (*status, (*number).to_owned()), "{name} {value}");
            let place = format!("/lineItems/0/{name}");
            assert_eq!(page.json()["data"][0]["pointer"], place.as_str());
        }
    }
    // A partner of a line of a cart, and of a customer.
    let one = json!([{ "key": "transaction_reseller", "value": "4847383" }]);
    let page = program.send(
        "POST",
        &format!("{own}/carts"),
        &with(&cart, ("participants", &one)),
    );
    assert_eq!(code(&page.expect(400)), "800016");
    let mut new = super::new_customer(app, "beihai", "北海贸易有限公司");
    new["associatedPartnerId"] = "4847383".into();
    let page = program.send("POST", "/v1/customers", &new);
    assert_eq!(code(&page.expect(400)), "800016");
    new["associatedPartnerId"] = Value::Null;
    let _ = program.send("POST", "/v1/customers", &new).expect(201);
    app.drain();
}

fn a_subscription_sent_back_on_other_terms_is_refused(app: &Unhurried) {
    let (owner, program) = partner(app);
    let things = Things::of(app, &program, "chenfan");
    let own = format!("/v1/customers/{}", things.customer);
    let one = format!("{own}/subscriptions/{}", things.subscription);
    let number = owner.company.network_id.clone();
    let patch = |name: &str, value: &Value| {
        let mut whole = program.get(&one).expect(200).json();
        whole[name] = value.clone();
        program.send("PATCH", &one, &whole)
    };
    for (name, value) in [
        ("billingCycle", json!("MONTHLY")),
        ("billingCycle", json!("unknown")),
        ("billingCycle", Value::Null),
        ("termDuration", json!("P1Y")),
        ("renewalTermDuration", json!("")),
        ("partnerId", json!("")),
        ("partnerId", json!(number)),
        ("scheduledNextTermInstructions", Value::Null),
        (
            "scheduledNextTermInstructions",
            json!({ "product": null, "quantity": null }),
        ),
        ("promotionId", Value::Null),
    ] {
        let page = patch(name, &value);
        assert_eq!(page.status(), 200, "{name} {value}: {}", page.source());
    }
    for (name, value, number) in [
        ("billingCycle", json!("annual"), "2054"),
        ("billingCycle", json!("triennial"), "2054"),
        ("termDuration", json!("P3Y"), "800121"),
        ("partnerId", json!("4847383"), "800098"),
        (
            "scheduledNextTermInstructions",
            json!({ "quantity": 3 }),
            "800042",
        ),
        ("customTermEndDate", json!("2027-01-31T00:00:00Z"), "800042"),
        ("renewalTermDuration", json!("P3Y"), "800042"),
        ("billingCycle", json!(7), "3000"),
    ] {
        let page = patch(name, &value).expect(400);
        assert_eq!(code(&page), number, "{name} {value}");
    }
    // At the order the cycle does change, and the subscription with it.
    let read = program.get(&one).expect(200).json();
    let order = format!("{own}/orders/{}", read["orderId"].as_str().unwrap());
    let wish = json!({ "billingCycle": "annual" });
    let _ = program.send("PATCH", &order, &wish).expect(200);
    let read = program.get(&one).expect(200).json();
    assert_eq!(read["billingCycle"], "annual");
}
