//! Offers, orders and subscriptions over the interface.

use super::{attest, code, customer, partner, text};
use domain::caller::{AdminSetting, AgentSetting};
use serde_json::{Value, json};
use testkit::{Program, TestApp};

testkit::on_both! { TestApp from trading:
    offers_are_told_in_the_language_asked_for,
    an_order_becomes_subscriptions_that_change,
    a_suspended_partner_orders_nothing,
    the_partner_reads_its_own_profiles,
}

/// The first base offer with an add-on.
fn base(app: &TestApp) -> domain::catalogue::Offer {
    let offers = &app.programme.catalogue().offers;
    let with_add_on = |o: &&domain::catalogue::Offer| {
        !o.is_add_on() && !o.is_trial() && offers.iter().any(|a| a.parents.contains(&o.id))
    };
    offers.iter().find(with_add_on).unwrap().clone()
}

fn order(program: &Program, customer: &str, body: &Value) -> testkit::Page {
    program.send("POST", &format!("/v1/customers/{customer}/orders"), body)
}

fn offers_are_told_in_the_language_asked_for(app: &TestApp) {
    let (_, program) = partner(app);
    let offer = base(app);
    let shelves = program
        .get("/v1/offercategories?country=CN")
        .expect(200)
        .json();
    assert!(shelves["totalCount"].as_u64().unwrap() > 2);
    assert_eq!(
        shelves["items"][0]["attributes"]["objectType"],
        "OfferCategory"
    );
    let all = program.get("/v1/offers?country=cn").expect(200).json();
    let total = all["totalCount"].as_u64().unwrap();
    let some = program
        .get("/v1/offers?country=CN&offset=1&size=2")
        .expect(200)
        .json();
    assert_eq!(some["totalCount"], 2);
    assert_eq!(some["items"][0]["id"], all["items"][1]["id"]);
    assert!(total > 3);
    let path = format!("/v1/offers/{}?country=CN", offer.id);
    for (locale, language, written) in [
        ("en-US", domain::language::Language::En, "en-us"),
        ("zh-TW", domain::language::Language::ZhHant, "zh-tw"),
        ("zh-CN", domain::language::Language::ZhHans, "zh-cn"),
        ("fr-FR", app.programme.languages.default, "zh-cn"),
    ] {
        let read = program.call_with(&[("x-locale", locale)], "GET", &path, None);
        let read = read.expect(200).json();
        assert_eq!(text(&read, "/name"), offer.name.get(language), "{locale}");
        assert_eq!(text(&read, "/locale"), written);
        assert_eq!(read["isAddOn"], false);
        assert_eq!(read["hasAddOns"], true);
    }
    let add_ons = program.get(&format!("/v1/offers/{}/addons?country=CN", offer.id));
    let add_ons = add_ons.expect(200).json();
    assert_eq!(add_ons["items"][0]["isAddOn"], true);
    let abroad = program.get("/v1/offers?country=US").expect(400).json();
    assert_eq!(abroad["data"][0]["pointer"], "/country");
    let _ = program
        .get("/v1/offers/00000000-0000-4000-8000-000000000001")
        .expect(404);
    let _ = program.get("/v1/offers/MS-AZR-0145P").expect(400);
}

fn an_order_becomes_subscriptions_that_change(app: &TestApp) {
    let (_, program) = partner(app);
    let buyer = customer(app, &program, "chenfan", "苏州晨帆贸易有限公司");
    let offer = base(app);
    let wanted = json!({
        "BillingCycle": "monthly",
        "LineItems": [{ "LineItemNumber": 0, "OfferId": offer.id.to_string().to_uppercase(), "Quantity": 5, "FriendlyName": "总部" }],
    });
    // First the agreement.
    assert_eq!(code(&order(&program, &buyer, &wanted).expect(403)), "13605");
    attest(app, &program, &buyer);
    let again = format!("/v1/customers/{buyer}/agreements");
    let listed = program.get(&again).expect(200).json();
    assert_eq!(listed["items"][0]["type"], "MicrosoftCustomerAgreement");
    let request = uuid::Uuid::from_u128(21).to_string();
    let path = format!("/v1/customers/{buyer}/orders");
    let send =
        |body: &Value| program.call_with(&[("ms-requestid", &request)], "POST", &path, Some(body));
    let placed = send(&wanted).expect(201).json();
    assert_eq!(placed["status"], "pending");
    assert!(
        placed["lineItems"][0]["subscriptionId"].is_null(),
        "not before it is set up"
    );
    let same = send(&wanted).expect(201).json();
    assert_eq!(same["id"], placed["id"]);
    let mut more = wanted.clone();
    more["LineItems"][0]["Quantity"] = 6.into();
    let _ = send(&more).expect(422);
    app.drain();
    let one = format!("{path}/{}", text(&placed, "/id"));
    let done = program.get(&one).expect(200).json();
    assert_eq!(done["status"], "completed");
    assert_eq!(done["lineItems"][0]["friendlyName"], "总部");
    assert!(done["totalPrice"].is_null(), "prices only when asked for");
    let priced = program
        .get(&format!("{one}?include_price=true"))
        .expect(200)
        .json();
    let price = offer.price_on(app.today()).unwrap().list_minor * 5;
    let written: serde_json::Value =
        serde_json::from_str(&format!("{}.{:02}", price / 100, price % 100)).unwrap();
    assert_eq!(priced["totalPrice"], written);
    let set_up = program
        .get(&format!("{one}/provisioningstatus"))
        .expect(200)
        .json();
    assert_eq!(set_up["items"][0]["status"], "fulfilled");
    assert_eq!(program.get(&path).expect(200).json()["totalCount"], 1);
    let annual = program
        .get(&format!("{path}?billingType=Annual"))
        .expect(200)
        .json();
    assert_eq!(annual["totalCount"], 0);
    let _ = program
        .get(&format!("{path}?billingType=weekly"))
        .expect(400);

    // The subscription.
    let subscription = text(&done, "/lineItems/0/subscriptionId");
    let path = format!("/v1/customers/{buyer}/subscriptions");
    let of_order = program.get(&format!("{path}?order_id={}", text(&done, "/id")));
    assert_eq!(
        of_order.expect(200).json()["items"][0]["id"],
        subscription.as_str()
    );
    let one = format!("{path}/{subscription}");
    let read = program.get(&one).expect(200).json();
    assert_eq!(
        (&read["status"], &read["quantity"]),
        (&"active".into(), &5.into())
    );
    assert_eq!(read["termDuration"], "P1Y");
    assert_eq!(read["orderId"], done["id"]);
    // Whole documents are sent back, with what is to be otherwise.
    let mut wish = read.clone();
    wish["quantity"] = 7.into();
    wish["friendlyName"] = "全公司".into();
    let changed = program.send("PATCH", &one, &wish).expect(200).json();
    assert_eq!(
        (&changed["quantity"], &changed["friendlyName"]),
        (&7.into(), &"全公司".into())
    );
    assert_eq!(
        code(&program.send("PATCH", &one, &wish).expect(400)),
        "2055"
    );
    let mut wish = changed.clone();
    wish["status"] = "suspended".into();
    let suspended = program.send("PATCH", &one, &wish).expect(200).json();
    assert_eq!(suspended["status"], "suspended");
    assert_eq!(suspended["suspensionReasons"][0], "customerCancellation");
    let mut wish = suspended.clone();
    wish["quantity"] = 8.into();
    assert_eq!(
        code(&program.send("PATCH", &one, &wish).expect(400)),
        "2001"
    );
    let mut wish = suspended.clone();
    wish["Status"] = Value::Null;
    wish["status"] = "active".into();
    let active = program.send("PATCH", &one, &wish).expect(200).json();
    assert_eq!(active["status"], "active");
    let off = json!({ "AutoRenewEnabled": false, "attributes": active["attributes"] });
    let off = program.send("PATCH", &one, &off).expect(200).json();
    assert_eq!(off["autoRenewEnabled"], false);
    let too_many = json!({ "quantity": 2_000_000_000_u32 });
    assert_eq!(
        code(&program.send("PATCH", &one, &too_many).expect(400)),
        "2002"
    );
    let gone = program
        .send("PATCH", &one, &json!({ "status": "deleted" }))
        .expect(200)
        .json();
    assert_eq!(gone["status"], "deleted");
    assert_eq!(
        code(
            &program
                .send("PATCH", &one, &json!({ "quantity": 3 }))
                .expect(400)
        ),
        "2011"
    );
    let status = program
        .get(&format!("{one}/provisioningstatus"))
        .expect(200)
        .json();
    assert_eq!(status["status"], "success");
    app.drain();
}

fn a_suspended_partner_orders_nothing(app: &TestApp) {
    let (_, program) = partner(app);
    let buyer = customer(app, &program, "chenfan", "苏州晨帆贸易有限公司");
    attest(app, &program, &buyer);
    let line = json!({ "LineItems": [{ "OfferId": base(app).id.to_string(), "Quantity": 2 }] });
    let _ = order(&program, &buyer, &line).expect(201);
    app.drain();
    // A sales agent orders, and no answer shows a price.
    app.database
        .tamper("UPDATE partner SET status = 'suspended-payment'");
    app.clock.pass(6);
    assert_eq!(code(&order(&program, &buyer, &line).expect(403)), "800039");
    assert_eq!(
        program.get("/v1/customers").expect(200).json()["totalCount"],
        1
    );
    app.database
        .tamper("UPDATE partner SET status = 'terminated'");
    app.clock.pass(6);
    assert_eq!(code(&program.get("/v1/customers").expect(403)), "800039");
}

fn the_partner_reads_its_own_profiles(app: &TestApp) {
    let (partner, program) = partner(app);
    let legal = program.get("/v1/profiles/legalbusiness").expect(200).json();
    assert_eq!(text(&legal, "/companyName"), partner.company.name);
    assert_eq!(text(&legal, "/profileType"), "LegalBusinessProfile");
    assert_eq!(legal["vettingStatus"], "authorized");
    let network = program.get("/v1/profiles/mpn").expect(200).json();
    assert_eq!(text(&network, "/mpnId"), partner.company.network_id);
    let own = program.get(&format!(
        "/v1/profiles/mpn?mpnId={}",
        partner.company.network_id
    ));
    let _ = own.expect(200);
    let _ = program.get("/v1/profiles/mpn?mpnId=9999999").expect(404);
    let organisation = program.get("/v1/profiles/organization").expect(200).json();
    assert_eq!(text(&organisation, "/tenantId"), partner.tenant.to_string());
    let billing = program.get("/v1/profiles/billing").expect(200).json();
    assert_eq!(billing["billingCurrency"], "CNY");
    let support = program.get("/v1/profiles/support").expect(200).json();
    assert!(support["website"].as_str().unwrap().starts_with("http"));
    // Nothing about bills for who has nothing to do with them.
    let helpdesk = app.program(&partner, AgentSetting::HelpdeskAgent, AdminSetting::None);
    let _ = helpdesk.get("/v1/profiles/billing").expect(403);
}
