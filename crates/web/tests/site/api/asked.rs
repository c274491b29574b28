//! Smaller questions of programs: what a customer may be sold, what its directory says, who has
//! signed; and what a partner that gave delegated administration back no longer sees.

use super::hostile::Unhurried;
use super::{code, matrix::Things, partner, text};
use crate::count;
use serde_json::{Value, json};

testkit::on_both! { Unhurried:
    delegated_administration_is_given_back_and_only_the_customer_grants_it,
    a_customer_is_offered_what_it_may_be_sold,
    nobody_is_an_indirect_reseller,
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
    assert_eq!(page, format!("{}/customers/{}/subscriptions", app.public_url, things.customer));

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
    assert!(listed.iter().all(|offer| offer["reselleeQualifications"] == json!([])));
    let page = program.get(&format!("{own}/offers?offset=1&size=1")).expect(200).json();
    assert_eq!(page["items"][0]["id"], for_it["items"][1]["id"]);
    let shelves = program.get(&format!("{own}/offercategories")).expect(200).json();
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
    assert_eq!(program.get(&direct).expect(200).json(), json!({ "isSigned": false }));
    // Nothing is activated; a line that is not there is told apart from an order that is not.
    let order = program.get(&format!("{own}/orders")).expect(200).json();
    let order = format!("{own}/orders/{}", text(&order, "/items/0/id"));
    let links = |line: &str| program.get(&format!("{order}/lineitems/{line}/activationlinks"));
    assert_eq!(links("0").expect(200).json()["totalCount"], 0);
    assert_eq!(links("7").expect(404).json()["data"][0]["pointer"], "line_item_number");
    assert_eq!(code(&links("x").expect(400)), "800002");
    let nobody = uuid::Uuid::from_u128(7);
    let gone = program.get(&format!("{own}/orders/{nobody}/lineitems/0/activationlinks"));
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
    let _ = program.get("/v1/compliance/azure/agreementstatus?mpnId=1").expect(404);
}

fn what_others_have_and_this_programme_has_not_says_so(app: &Unhurried) {
    let (_, program) = partner(app);
    let id = uuid::Uuid::from_u128(7);
    for (method, path) in [
        ("GET", "/v1.0/sales/fxrates(Month='2027-01')/$value".to_owned()),
        ("GET", "/v1.0/sales/pricesheets(Market='CN',PricesheetView='software')/$value".to_owned()),
        ("GET", "/v1.0/engagements/referrals".to_owned()),
        ("PATCH", format!("/v1.0/engagements/referrals/{id}")),
        ("POST", "/v1/unbilledusage".to_owned()),
        ("POST", format!("/v1/billedusage/invoices/{id}")),
        ("GET", format!("/v1/billingoperations/{id}")),
        ("GET", "/CustomerServiceAdminApi/Web/v1/delegatedAdminCustomers".to_owned()),
        ("GET", "/CustomerServiceAdminApi/Web/v1/delegatedAdminStatistics".to_owned()),
    ] {
        let body = (method != "GET").then(|| json!({}));
        let page = program.call_with(&[], method, &path, body.as_ref());
        assert_eq!(code(&page.expect(400)), "800042", "{method} {path}");
    }
}
