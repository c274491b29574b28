//! Smaller questions of programs: what a customer may be sold, what its directory says, who has
//! signed; and what a partner that gave delegated administration back no longer sees.

use super::hostile::Unhurried;
use super::{code, matrix::Things, partner, text};
use crate::count;
use domain::caller::{AdminSetting, AgentSetting};
use serde_json::{Value, json};

testkit::on_both! { Unhurried:
    delegated_administration_is_given_back_and_only_the_customer_grants_it,
    a_customer_is_offered_what_it_may_be_sold,
    another_contact_confirms_the_agreement_anew,
    nobody_is_an_indirect_reseller,
    views_and_segments_narrow_what_is_listed,
    a_helpdesk_agent_does_not_see_how_a_customer_is_billed,
    what_others_have_and_this_programme_has_not_says_so,
}

fn delegated_administration_is_given_back_and_only_the_customer_grants_it(app: &Unhurried) {
    let (_, program) = partner(app);
    let (_, stranger) = partner(app);
    let things = Things::of(app, &program, "chenfan");
    let one = format!("/v1/customers/{}", things.customer);
    let below = |rest: &str| program.get(&format!("{one}/{rest}"));
    let before = below("organization").expect(200).json();
    assert_eq!(before[0]["countryLetterCode"], "CN");
    let domain = format!("chenfan.{}", app.programme.domain_suffix);
    assert_eq!(below("customDomains").expect(200).json(), json!([domain]));
    let services = below("managedservices").expect(200).json();
    assert_eq!(services["items"][0]["id"], things.product.as_str());
    let page = text(&services, "/items/0/links/adminService/uri");
    assert_eq!(
        page,
        format!(
            "{}/customers/{}/subscriptions",
            app.public_url, things.customer
        )
    );

    // The example of the documents, with its capitals.
    let wish = json!({ "AllowDelegatedAccess": false, "attributes": { "objectType": "Customer" } });
    let _ = stranger.send("PATCH", &one, &wish).expect(404);
    let given = program.send("PATCH", &one, &wish).expect(200).json();
    assert_eq!(given["allowDelegatedAccess"], false);
    assert_eq!(given["relationshipToPartner"], "reseller");
    let after = program.get(&one).expect(200).json();
    assert_eq!(after["allowDelegatedAccess"], false);
    assert!(after["companyProfile"]["address"].is_null(), "{after}");
    for rest in ["organization", "customDomains", "managedservices"] {
        assert_eq!(code(&below(rest).expect(403)), "2032", "{rest}");
    }
    // Selling goes on; an upgrade needs what was given back.
    let subscription = below(&format!("subscriptions/{}", things.subscription));
    assert_eq!(subscription.expect(200).json()["status"], "active");
    let ways = below(&format!("subscriptions/{}/upgrades", things.subscription));
    for way in ways.expect(200).json()["items"].as_array().unwrap() {
        assert_eq!(way["upgradeErrors"][0]["code"], 1, "{way}");
    }
    // The whole document back changes nothing, and the partner cannot take it again.
    let _ = program.send("PATCH", &one, &after).expect(200);
    let mut again = after;
    again["allowDelegatedAccess"] = true.into();
    let refused = program.send("PATCH", &one, &again).expect(400).json();
    assert_eq!(refused["data"][0]["pointer"], "/allowDelegatedAccess");
    let told = "SELECT COUNT(*) AS n FROM audit_entry WHERE action = 'customer.remove-delegation'";
    assert!(count(app, told) > 0);
    app.drain();
}

fn a_customer_is_offered_what_it_may_be_sold(app: &Unhurried) {
    let (_, program) = partner(app);
    let things = Things::of(app, &program, "chenfan");
    let own = format!("/v1/customers/{}", things.customer);
    let all = program.get("/v1/offers").expect(200).json();
    let for_it = program.get(&format!("{own}/offers")).expect(200).json();
    let listed = for_it["items"].as_array().unwrap();
    assert!(!listed.is_empty() && listed.len() < all["items"].as_array().unwrap().len());
    assert!(
        listed
            .iter()
            .all(|offer| offer["reselleeQualifications"] == json!([]))
    );
    let page = program
        .get(&format!("{own}/offers?offset=1&size=1"))
        .expect(200)
        .json();
    assert_eq!(page["items"][0]["id"], for_it["items"][1]["id"]);
    let shelves = program
        .get(&format!("{own}/offercategories"))
        .expect(200)
        .json();
    let ids = |list: &[Value], at: &str| -> std::collections::BTreeSet<String> {
        list.iter().map(|item| text(item, at)).collect()
    };
    assert_eq!(
        ids(shelves["items"].as_array().unwrap(), "/id"),
        ids(listed, "/category/id"),
    );
    let free = "/v1/validations/checkdomainavailability";
    let free = |prefix: &str| program.get(&format!("{free}/{prefix}")).expect(200).json();
    assert_eq!((free("chenfan"), free("frei")), (false.into(), true.into()));
    assert_eq!(free("chenfan.partner.example"), false);
    let direct = format!("{own}/directSignedMicrosoftCustomerAgreementStatus");
    assert_eq!(
        program.get(&direct).expect(200).json(),
        json!({ "isSigned": false })
    );
    // Nothing is activated; a line that is not there is told apart from an order that is not.
    let order = program.get(&format!("{own}/orders")).expect(200).json();
    let order = format!("{own}/orders/{}", text(&order, "/items/0/id"));
    let links = |line: &str| program.get(&format!("{order}/lineitems/{line}/activationlinks"));
    assert_eq!(links("0").expect(200).json()["totalCount"], 0);
    assert_eq!(
        links("7").expect(400).json()["data"][0]["pointer"],
        "line_item_number"
    );
    assert_eq!(code(&links("x").expect(400)), "800002");
    let nobody = uuid::Uuid::from_u128(7);
    let gone = program.get(&format!(
        "{own}/orders/{nobody}/lineitems/0/activationlinks"
    ));
    assert_eq!(code(&gone.expect(404)), "20000");
    let of_none = program.get(&format!("{own}/subscriptions?order_id={nobody}"));
    assert_eq!(code(&of_none.expect(404)), "20000");
    let mpn = program.get("/v1/profiles/mpn?mpnId=9999999").expect(404);
    assert_eq!(code(&mpn), "3000");
}

fn nobody_is_an_indirect_reseller(app: &Unhurried) {
    let (_, program) = partner(app);
    let tenant = uuid::Uuid::from_u128(7);
    for (query, number) in [
        (String::new(), "2001"),
        (format!("?mpnId=1&tenantId={tenant}"), "2000"),
        ("?mpnid=x".to_owned(), "2000"),
        ("?tenantId=x".to_owned(), "2000"),
        ("?mpnid=1234567".to_owned(), "2204"),
        (format!("?tenantId={tenant}"), "2205"),
    ] {
        let page = program.get(&format!("/v1/compliance/csp/agreementstatus{query}"));
        assert_eq!(code(&page.expect(400)), number, "{query}");
    }
    let _ = program
        .get("/v1/compliance/azure/agreementstatus?mpnId=1")
        .expect(404);
}

fn what_others_have_and_this_programme_has_not_says_so(app: &Unhurried) {
    let (_, program) = partner(app);
    let id = uuid::Uuid::from_u128(7);
    for (method, path) in [
        (
            "GET",
            "/v1.0/sales/fxrates(Month='2027-01')/$value".to_owned(),
        ),
        (
            "GET",
            "/v1.0/sales/pricesheets(Market='CN',PricesheetView='software')/$value".to_owned(),
        ),
        ("GET", "/v1.0/engagements/referrals".to_owned()),
        ("PATCH", format!("/v1.0/engagements/referrals/{id}")),
        ("POST", "/v1/unbilledusage".to_owned()),
        ("POST", format!("/v1/billedusage/invoices/{id}")),
        (
            "GET",
            "/CustomerServiceAdminApi/Web/v1/delegatedAdminCustomers".to_owned(),
        ),
        (
            "GET",
            "/CustomerServiceAdminApi/Web/v1/delegatedAdminStatistics".to_owned(),
        ),
    ] {
        let body = (method != "GET").then(|| json!({}));
        let page = program.call_with(&[], method, &path, body.as_ref());
        assert_eq!(code(&page.expect(400)), "800042", "{method} {path}");
    }
}

fn views_and_segments_narrow_what_is_listed(app: &Unhurried) {
    let (_, program) = partner(app);
    let things = Things::of(app, &program, "chenfan");
    let count_of = |path: &str| {
        let page = program.get(path).expect(200).json();
        page["items"].as_array().unwrap().len()
    };
    for list in [
        "/v1/products".to_owned(),
        format!("/v1/customers/{}/products", things.customer),
    ] {
        let view = |query: &str| format!("{list}?country=CN&{query}");
        let all = count_of(&view("targetView=onlineservices"));
        let some = count_of(&view("targetView=OnlineServices&targetSegment=education"));
        assert!(some > 0 && some < all, "{some} of {all}");
        assert_eq!(count_of(&view("targetView=MicrosoftAzure")), 0);
        for (query, place) in [
            ("", "targetView"),
            ("targetView=Everything", "targetView"),
            (
                "targetView=OnlineServices&targetSegment=pets",
                "targetSegment",
            ),
        ] {
            let page = program.get(&view(query)).expect(400);
            assert_eq!(code(&page), "800002");
            assert_eq!(page.json()["data"][0]["pointer"], place, "{query}");
        }
    }
    let skus = format!("/v1/products/{}/skus", things.product);
    let of = |segment: &str| count_of(&format!("{skus}?country=CN&targetSegment={segment}"));
    assert!(of("commercial") > 0);
    let all = count_of(&format!("{skus}?country=CN"));
    assert_eq!(
        of("commercial") + of("education") + of("government") + of("nonprofit"),
        all
    );
    let ways = format!("{skus}/{}/availabilities", things.offer);
    let read = program.get(&ways).expect(200).json();
    assert_eq!(read["items"][0]["segment"], "commercial");
    assert_eq!(count_of(&format!("{ways}?targetSegment=education")), 0);

    // Customers of indirect resellers: there are none. Lists are not counted from their end.
    let filter =
        json!({ "Field": "IndirectReseller", "Value": things.customer, "Operator": "starts_with" });
    let filter: String = filter
        .to_string()
        .bytes()
        .map(|b| format!("%{b:02X}"))
        .collect();
    assert_eq!(
        count_of(&format!("/v1/customers?size=0&filter={filter}")),
        0
    );
    let _ = super::customer(app, &program, "haicheng", "宁波海程贸易有限公司");
    let first = program.get("/v1/customers?size=1").expect(200).json();
    let token = text(&first, "/continuationToken");
    for way in ["Last", "PageIndex"] {
        let headers = [("ms-continuationtoken", token.as_str())];
        let path = format!("/v1/customers?seekOperation={way}");
        let page = program.call_with(&headers, "GET", &path, None);
        assert_eq!(code(&page.expect(400)), "800042", "{way}");
    }
}

fn a_helpdesk_agent_does_not_see_how_a_customer_is_billed(app: &Unhurried) {
    let (owner, program) = partner(app);
    let things = Things::of(app, &program, "chenfan");
    let one = format!("/v1/customers/{}", things.customer);
    let helper = app.program(&owner, AgentSetting::HelpdeskAgent, AdminSetting::None);
    let seen = helper.get(&one).expect(200).json();
    assert_eq!(seen["companyProfile"]["tenantId"], things.customer.as_str());
    assert!(seen["billingProfile"].is_null(), "{seen}");
    assert_eq!(
        code(&helper.get(&format!("{one}/profiles/billing")).expect(403)),
        "2032"
    );
    let whole = program.get(&one).expect(200).json();
    assert!(whole["billingProfile"]["defaultAddress"].is_object());
}

fn another_contact_confirms_the_agreement_anew(app: &Unhurried) {
    let (_, program) = partner(app);
    let buyer = super::customer(app, &program, "chenfan", "苏州晨帆贸易有限公司");
    super::attest(app, &program, &buyer);
    let path = format!("/v1/customers/{buyer}/agreements");
    let read = program.get(&path).expect(200).json();
    let word = |name: &str| {
        let mut word = read["items"][0].clone();
        word["primaryContact"]["firstName"] = name.into();
        program.send("POST", &path, &word)
    };
    app.clock.pass(60);
    assert_eq!(code(&word("晓").expect(409)), "600061");
    let again = word("岚").expect(201).json();
    assert_eq!(again["primaryContact"]["firstName"], "岚");
    assert_eq!(code(&word("岚").expect(409)), "600061");
    let both = program.get(&path).expect(200).json();
    assert_eq!(both["totalCount"], 2);
    assert_eq!(
        both["items"][0]["primaryContact"]["firstName"], "岚",
        "newest first"
    );
}
