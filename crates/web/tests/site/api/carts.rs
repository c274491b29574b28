//! Carts, products, upgrades and conversions over the interface.

use super::{attest, code, customer, partner, text};
use domain::catalogue::{Kind, Offer, Qualification};
use serde_json::{Value, json};
use testkit::{Program, TestApp};

testkit::on_both! { TestApp from trading:
    a_cart_is_filled_told_what_is_wrong_and_ordered_once,
    what_cannot_be_ordered_stays_in_the_cart,
    what_credit_does_not_cover_leaves_nothing_behind,
    products_lead_to_what_a_cart_takes,
    upgrades_and_conversions_lead_on,
}

fn offers(app: &TestApp) -> &[Offer] {
    &app.programme.catalogue().offers
}

fn with_add_on(app: &TestApp) -> (&Offer, &Offer) {
    let mut pairs = offers(app).iter().flat_map(|base| {
        let add_ons = offers(app).iter().filter(|a| a.parents.contains(&base.id));
        add_ons.map(move |add_on| (base, add_on))
    });
    pairs.find(|(base, _)| base.kind == Kind::Base).unwrap()
}

fn a_cart_is_filled_told_what_is_wrong_and_ordered_once(app: &TestApp) {
    let (_, program) = partner(app);
    let buyer = customer(app, &program, "chenfan", "苏州晨帆贸易有限公司");
    let (base, add_on) = with_add_on(app);
    let carts = format!("/v1/customers/{buyer}/carts");
    let lines = json!({ "LineItems": [
        {
            "Id": 0, "CatalogItemId": format!("{}:{}:{}", base.product, base.id, base.id),
            "Quantity": 5, "FriendlyName": "总部",
            "AddOnItems": [{ "CatalogItemId": add_on.id.to_string(), "Quantity": 2 }],
        },
        { "Id": 1, "CatalogItemId": uuid::Uuid::from_u128(9).to_string(), "Quantity": 1 },
    ]});
    let made = program.send("POST", &carts, &lines).expect(201).json();
    let cart = format!("{carts}/{}", text(&made, "/id"));
    assert_eq!(made["status"], "Active");
    assert_eq!(made["lineItems"][0]["addonItems"][0]["quantity"], 2);
    assert!(made["lineItems"][0]["error"].is_null());
    assert_eq!(made["lineItems"][1]["error"]["errorCode"], 10_001);
    assert_eq!(made["lineItems"].as_array().unwrap().len(), 2);
    // Nothing is ordered as long as something is wrong.
    let checkout = format!("{cart}/checkout");
    let early = program.call_with(&[], "POST", &checkout, None).expect(403);
    assert_eq!(code(&early), "13605");
    attest(app, &program, &buyer);
    let wrong = program.call_with(&[], "POST", &checkout, None).expect(400);
    assert_eq!(code(&wrong), "800004");
    // What was read is sent back without the bad line.
    let mut read = program.get(&cart).expect(200).json();
    read["lineItems"].as_array_mut().unwrap().pop();
    let put = program.send("PUT", &cart, &read).expect(201).json();
    assert_eq!(put["lineItems"].as_array().unwrap().len(), 1);
    assert_eq!(
        put["lineItems"][0]["addonItems"][0]["catalogItemId"],
        add_on.id.to_string()
    );
    let done = program
        .call_with(&[], "POST", &checkout, None)
        .expect(201)
        .json();
    assert_eq!(done["attributes"]["objectType"], "CartCheckoutResult");
    assert_eq!(done["orders"][0]["lineItems"].as_array().unwrap().len(), 2);
    let again = program
        .call_with(&[], "POST", &checkout, None)
        .expect(201)
        .json();
    assert_eq!(again["orders"][0]["id"], done["orders"][0]["id"]);
    assert_eq!(
        code(&program.send("PUT", &cart, &read).expect(400)),
        "800065"
    );
    app.drain();
    let subscriptions = program.get(&format!("/v1/customers/{buyer}/subscriptions"));
    let subscriptions = subscriptions.expect(200).json();
    assert_eq!(subscriptions["totalCount"], 2);
    let rows = subscriptions["items"].as_array().unwrap();
    let bases = |row: &&Value| row["parentSubscriptionId"].is_null();
    let base_row = text(rows.iter().find(bases).unwrap(), "/id");
    let add_ons = program.get(&format!(
        "/v1/customers/{buyer}/subscriptions/{base_row}/addons"
    ));
    let add_ons = add_ons.expect(200).json();
    assert_eq!(
        add_ons["items"][0]["parentSubscriptionId"],
        base_row.as_str()
    );
    // Carts run out.
    let late = program.send("POST", &carts, &read).expect(201).json();
    app.clock.pass(7 * 86_400);
    let mut program = program;
    program.token = program.fresh_token();
    let late = format!("{carts}/{}", text(&late, "/id"));
    assert_eq!(program.get(&late).expect(200).json()["status"], "Expired");
    let expired = program.call_with(&[], "POST", &format!("{late}/checkout"), None);
    assert_eq!(code(&expired.expect(404)), "800008");
    assert_eq!(
        code(&program.send("POST", &carts, &json!({})).expect(400)),
        "800009"
    );
    let bad = json!({ "lineItems": [{ "catalogItemId": "MS-AZR-0145P", "quantity": 1 }] });
    let bad = program.send("POST", &carts, &bad).expect(400).json();
    assert_eq!(bad["data"][0]["pointer"], "/lineItems/0/catalogItemId");
}

/// Two lines of an offer, billed by the month and by the year.
fn both_ways(offer: &Offer, monthly: u32, annual: u32) -> Value {
    let line = |id: u32, cycle: &str, quantity: u32| {
        json!({
            "id": id, "catalogItemId": offer.id.to_string(), "billingCycle": cycle,
            "quantity": quantity,
        })
    };
    json!({ "lineItems": [line(0, "monthly", monthly), line(1, "annual", annual)] })
}

fn what_cannot_be_ordered_stays_in_the_cart(app: &TestApp) {
    let (_, program) = partner(app);
    let buyer = customer(app, &program, "chenfan", "苏州晨帆贸易有限公司");
    attest(app, &program, &buyer);
    let mut bases = offers(app).iter().filter(|o| o.kind == Kind::Base);
    let base = bases.find(|o| super::matrix::yearly(o)).unwrap();
    let carts = format!("/v1/customers/{buyer}/carts");
    let made = program.send("POST", &carts, &both_ways(base, 5, 0));
    let made = made.expect(201).json();
    assert_eq!(made["lineItems"][1]["orderGroup"], "annual");
    let cart = format!("{carts}/{}", text(&made, "/id"));
    let check_out = || {
        let page = program.call_with(&[], "POST", &format!("{cart}/checkout"), None);
        page.expect(201).json()
    };
    let orders = |done: &Value| {
        let orders = done["orders"].as_array().unwrap().iter();
        orders.map(|order| text(order, "/id")).collect::<Vec<_>>()
    };
    let first = check_out();
    assert_eq!(orders(&first).len(), 1);
    assert_eq!(first["orders"][0]["billingCycle"], "monthly");
    let errors = first["orderErrors"].as_array().unwrap();
    assert_eq!(errors.len(), 1, "{first}");
    assert_eq!(errors[0]["orderGroupId"], "annual");
    let reason = domain::selling::Reason::QuantityOutOfRange;
    assert_eq!(errors[0]["code"], reason.number());
    assert!(!text(&errors[0], "/description").is_empty());
    // What is ordered has left the cart; the rest is tried again, and nothing is ordered twice.
    let mut left = program.get(&cart).expect(200).json();
    assert_eq!(left["status"], "Active");
    assert_eq!(left["lineItems"].as_array().unwrap().len(), 1);
    assert_eq!(left["lineItems"][0]["id"], 1);
    assert_eq!(left["lineItems"][0]["error"]["errorCode"], 10_010);
    let again = check_out();
    assert_eq!(orders(&again), orders(&first));
    assert_eq!(again["orderErrors"].as_array().unwrap().len(), 1);
    // Mended, the rest becomes an order of its own, and the cart is done.
    left["lineItems"][0]["quantity"] = 2.into();
    let _ = program.send("PUT", &cart, &left).expect(201);
    let done = check_out();
    assert_eq!(orders(&done).len(), 2);
    assert_eq!(orders(&done)[0], orders(&first)[0]);
    assert_eq!(done["orderErrors"], json!([]));
    assert_eq!(orders(&check_out()), orders(&done));
    assert_eq!(program.get(&cart).expect(200).json()["status"], "Ordered");
    assert_eq!(
        code(&program.send("PUT", &cart, &left).expect(400)),
        "800065"
    );
    let list = program.get(&format!("/v1/customers/{buyer}/orders"));
    assert_eq!(list.expect(200).json()["totalCount"], 2);
    app.drain();
}

fn what_credit_does_not_cover_leaves_nothing_behind(app: &TestApp) {
    let (seller, program) = partner(app);
    let buyer = customer(app, &program, "chenfan", "苏州晨帆贸易有限公司");
    attest(app, &program, &buyer);
    let bases = offers(app).iter().filter(|o| o.kind == Kind::Base);
    let mut bases = bases.filter(|o| super::matrix::yearly(o));
    let base = bases.next().unwrap();
    // Each line by itself could be ordered; both are more than the limit.
    let year = base.prices[0].list_minor * 12 * 10;
    app.database
        .tamper(&format!("UPDATE billing_account SET credit_limit = {year}"));
    let lines = both_ways(base, 1, 10);
    let carts = format!("/v1/customers/{buyer}/carts");
    let made = program.send("POST", &carts, &lines).expect(201).json();
    let cart = format!("{carts}/{}", text(&made, "/id"));
    let done = program.call_with(&[], "POST", &format!("{cart}/checkout"), None);
    let done = done.expect(201).json();
    assert_eq!(done["orders"].as_array().unwrap().len(), 1, "{done}");
    assert_eq!(done["orderErrors"][0]["orderGroupId"], "annual");
    assert_eq!(done["orderErrors"][0]["code"], 800_023);
    app.drain();
    for sold in ["orders", "subscriptions"] {
        let list = program.get(&format!("/v1/customers/{buyer}/{sold}"));
        assert_eq!(list.expect(200).json()["totalCount"], 1, "{sold}");
    }
    for log in [seller.tenant.0, buyer.parse().unwrap()] {
        let told = crate::logged(app, Some(log), "cart.checkout", "succeeded");
        assert_eq!(told, 1);
    }
}

/// The path behind a link, as clients follow it.
fn behind(body: &Value, pointer: &str) -> String {
    format!("/v1{}", text(body, pointer))
}

fn products_lead_to_what_a_cart_takes(app: &TestApp) {
    let (_, program) = partner(app);
    let buyer = customer(app, &program, "chenfan", "苏州晨帆贸易有限公司");
    for start in [
        "/v1/products?country=CN&targetView=OnlineServices".to_owned(),
        format!("/v1/customers/{buyer}/products?targetView=OnlineServices"),
    ] {
        let list = program.get(&start).expect(200).json();
        let product = program
            .get(&behind(&list, "/items/0/links/self/uri"))
            .expect(200)
            .json();
        assert_eq!(product["id"], list["items"][0]["id"]);
        let skus = program
            .get(&behind(&product, "/links/skus/uri"))
            .expect(200)
            .json();
        let sku = program
            .get(&behind(&skus, "/items/0/links/self/uri"))
            .expect(200)
            .json();
        let ways = program
            .get(&behind(&sku, "/links/availabilities/uri"))
            .expect(200)
            .json();
        let way = program
            .get(&behind(&ways, "/items/0/links/self/uri"))
            .expect(200)
            .json();
        assert_eq!(way["skuId"], sku["id"]);
        let lines = json!({ "lineItems": [{ "catalogItemId": way["catalogItemId"], "quantity": sku["minimumQuantity"] }] });
        let cart = program.send("POST", &format!("/v1/customers/{buyer}/carts"), &lines);
        let cart = cart.expect(201).json();
        assert_eq!(cart["lineItems"][0]["catalogItemId"], sku["id"]);
    }
    let nothing = uuid::Uuid::from_u128(3);
    let _ = program
        .get(&format!("/v1/products/{nothing}?country=CN"))
        .expect(404);
    let _ = program
        .get(&format!(
            "/v1/customers/{nothing}/products?targetView=OnlineServices"
        ))
        .expect(404);
}

fn order(app: &TestApp, program: &Program, buyer: &str, offer: &Offer, quantity: u32) -> String {
    let line = json!({ "lineItems": [{ "offerId": offer.id.to_string(), "quantity": quantity }] });
    let orders = format!("/v1/customers/{buyer}/orders");
    let placed = program.send("POST", &orders, &line).expect(201).json();
    app.drain();
    let done = program.get(&format!("{orders}/{}", text(&placed, "/id")));
    text(&done.expect(200).json(), "/lineItems/0/subscriptionId")
}

fn upgrades_and_conversions_lead_on(app: &TestApp) {
    let (_, program) = partner(app);
    let buyer = customer(app, &program, "chenfan", "苏州晨帆贸易有限公司");
    attest(app, &program, &buyer);
    let open = |o: &&Offer| o.qualification == Qualification::None;
    let base = offers(app)
        .iter()
        .filter(open)
        .find(|o| !o.upgrades.is_empty())
        .unwrap();
    let subscription = order(app, &program, &buyer, base, 3);
    let path = format!("/v1/customers/{buyer}/subscriptions/{subscription}");
    let ways = program.get(&format!("{path}/upgrades")).expect(200).json();
    assert_eq!(ways["items"][0]["isEligible"], true);
    assert_eq!(ways["items"][0]["upgradeErrors"], json!([]));
    let done = program
        .send("POST", &format!("{path}/upgrades"), &ways["items"][0])
        .expect(200)
        .json();
    assert_eq!(done["sourceSubscriptionId"], subscription.as_str());
    app.drain();
    let new = text(&done, "/targetSubscriptionId");
    let new = program
        .get(&format!("/v1/customers/{buyer}/subscriptions/{new}"))
        .expect(200)
        .json();
    assert_eq!(
        (&new["status"], &new["quantity"]),
        (&"active".into(), &3.into())
    );
    assert_eq!(program.get(&path).expect(200).json()["status"], "deleted");
    let ways = program.get(&format!("{path}/upgrades")).expect(200).json();
    assert_eq!(
        ways["items"][0]["upgradeErrors"][0]["code"], 2,
        "it does not run any more"
    );

    let trial = offers(app)
        .iter()
        .filter(open)
        .find(|o| o.is_trial() && o.conversions.iter().all(|c| *c != base.id))
        .unwrap();
    let other = customer(app, &program, "haicheng", "宁波海程贸易有限公司");
    attest(app, &program, &other);
    let subscription = order(app, &program, &other, trial, trial.minimum);
    let path = format!("/v1/customers/{other}/subscriptions/{subscription}");
    let ways = program
        .get(&format!("{path}/conversions"))
        .expect(200)
        .json();
    let done = program
        .send("POST", &format!("{path}/conversions"), &ways["items"][0])
        .expect(200)
        .json();
    assert_eq!(done["subscriptionId"], subscription.as_str());
    let read = program.get(&path).expect(200).json();
    assert_eq!(read["isTrial"], false);
    assert_eq!(read["offerId"], ways["items"][0]["targetOfferId"]);
    let none = program
        .get(&format!("{path}/conversions"))
        .expect(200)
        .json();
    assert_eq!(none["totalCount"], 0);
    app.drain();
}
