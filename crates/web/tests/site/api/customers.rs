//! Customers over the interface.

use super::{code, customer, new_customer, partner, text};
use crate::count;
use serde_json::{Value, json};
use testkit::TestApp;

testkit::on_both! { TestApp from trading:
    a_customer_is_made_read_and_changed,
    the_same_request_makes_one_customer_and_another_body_none,
    customers_are_found_and_turned_page_by_page,
    a_customer_is_parted_with,
    another_company_finds_nothing,
}

fn a_customer_is_made_read_and_changed(app: &TestApp) {
    let (_, program) = partner(app);
    let name = "苏州晨帆贸易有限公司";
    let made = program.send("POST", "/v1/customers", &new_customer(app, "chenfan", name));
    let made = made.expect(201);
    let body = made.json();
    let id = text(&body, "/id");
    assert_eq!(
        made.header("location"),
        format!("{}/v1/customers/{id}", app.public_url)
    );
    assert_eq!(text(&body, "/userCredentials/userName"), "admin");
    let password = text(&body, "/userCredentials/password");
    assert_eq!(text(&body, "/billingProfile/defaultAddress/state"), "JS");
    assert_eq!(
        text(&body, "/billingProfile/defaultAddress/phoneNumber"),
        "+8651266550101"
    );
    assert_eq!(body["relationshipToPartner"], "reseller");
    assert_eq!(body["allowDelegatedAccess"], true);
    let domain = format!("chenfan.{}", app.programme.domain_suffix);
    assert_eq!(text(&body, "/companyProfile/domain"), domain);
    let _ = app.first_sign_in(&format!("admin@{domain}"), &password);
    // Addresses in any case; the password is in no other answer.
    let read = program
        .get(&format!("/V1/Customers/{}/", id.to_uppercase()))
        .expect(200);
    assert!(!read.source().contains(&password));
    assert_eq!(read.json()["id"], id.as_str());
    let company = program
        .get(&format!("/v1/customers/{id}/profiles/company"))
        .expect(200)
        .json();
    assert_eq!(text(&company, "/email"), "lin@chenfan.example");
    assert_eq!(
        text(&company, "/attributes/objectType"),
        "CustomerCompanyProfile"
    );

    // The billing profile changes for whoever read it last.
    let path = format!("/v1/customers/{id}/profiles/billing");
    let read = program.get(&path).expect(200);
    let mut profile = read.json();
    assert_eq!(
        read.header("etag"),
        format!("\"{}\"", text(&profile, "/attributes/etag"))
    );
    profile["companyName"] = "苏州晨帆科技有限公司".into();
    let changed = program.send("PUT", &path, &profile).expect(200).json();
    assert_eq!(text(&changed, "/companyName"), "苏州晨帆科技有限公司");
    assert_ne!(changed["attributes"]["etag"], profile["attributes"]["etag"]);
    let stale = program.send("PUT", &path, &profile).expect(400);
    assert_eq!(code(&stale), "2055");
    let etag = text(&changed, "/attributes/etag");
    let quoted = format!("\"{etag}\"");
    profile["attributes"] = Value::Null;
    let unversioned = program.send("PUT", &path, &profile).expect(400);
    assert_eq!(unversioned.json()["data"][0]["pointer"], "If-Match");
    profile["email"] = "nobody".into();
    let bad = program.call_with(&[("if-match", &quoted)], "PUT", &path, Some(&profile));
    let bad = bad.expect(400).json();
    assert_eq!(bad["data"][0]["pointer"], "/email");
    profile["email"] = "su@chenfan.example".into();
    let good = program.call_with(&[("if-match", &quoted)], "PUT", &path, Some(&profile));
    assert_eq!(
        text(&good.expect(200).json(), "/email"),
        "su@chenfan.example"
    );
}

fn the_same_request_makes_one_customer_and_another_body_none(app: &TestApp) {
    let (_, program) = partner(app);
    let new = new_customer(app, "chenfan", "苏州晨帆贸易有限公司");
    let (request, correlation) = (
        uuid::Uuid::from_u128(11).to_string(),
        uuid::Uuid::from_u128(12).to_string(),
    );
    let ids = [
        ("ms-requestid", request.as_str()),
        ("ms-correlationid", correlation.as_str()),
    ];
    let send = |body: &Value| program.call_with(&ids, "POST", "/v1/customers", Some(body));
    let first = send(&new).expect(201);
    assert_eq!(first.header("ms-requestid"), request);
    assert_eq!(first.header("ms-correlationid"), correlation);
    let start = std::sync::Barrier::new(8);
    let again: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    start.wait();
                    send(&new)
                })
            })
            .collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    for page in again {
        let body = page.expect(201).json();
        assert_eq!(body["id"], first.json()["id"]);
        assert!(body["userCredentials"]["password"].is_null(), "shown once");
    }
    let other = send(&new_customer(app, "other", "另一家贸易有限公司")).expect(422);
    assert_eq!(other.header("ms-requestid"), request);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM customer"), 1);
    // Neutral names of the headers, and none at all.
    let neutral = program.call_with(&[("request-id", &request)], "GET", "/v1/customers", None);
    assert_eq!(neutral.expect(200).header("ms-requestid"), request);
    let own = program.get("/v1/customers").expect(200);
    assert!(own.header("ms-requestid").parse::<uuid::Uuid>().is_ok());
    assert!(own.header("ratelimit-remaining").parse::<u32>().is_ok());
    let bad = program.call_with(&[("ms-requestid", "7")], "GET", "/v1/customers", None);
    assert_eq!(code(&bad.expect(400)), "800002");
}

fn customers_are_found_and_turned_page_by_page(app: &TestApp) {
    let (_, program) = partner(app);
    let names = [
        "Aoteng Trade",
        "Aoteng Works",
        "Beihai Trade",
        "Chenfan Trade",
        "Dongfang Trade",
    ];
    for (n, name) in names.iter().enumerate() {
        let _ = customer(app, &program, &format!("kunde{n}"), name);
    }
    let listed = |body: &Value| -> Vec<String> {
        let items = body["items"].as_array().unwrap();
        items
            .iter()
            .map(|c| text(c, "/companyProfile/companyName"))
            .collect()
    };
    let all = program.get("/v1/customers?size=0").expect(200).json();
    assert_eq!(listed(&all), names);
    assert_eq!(all["totalCount"], 5);
    assert!(all["links"]["next"].is_null());
    let filtered = |filter: &Value| {
        let filter = filter.to_string().replace('"', "%22").replace(' ', "%20");
        program.get(&format!("/v1/customers?size=40&filter={filter}"))
    };
    let found =
        filtered(&json!({ "Field": "CompanyName", "Value": "aoteng", "Operator": "starts_with" }));
    assert_eq!(listed(&found.expect(200).json()), names[..2]);
    let found =
        filtered(&json!({ "field": "domain", "value": "KUNDE3", "operator": "StartsWith" }));
    assert_eq!(listed(&found.expect(200).json()), [names[3]]);
    for bad in [
        json!({ "Field": "Email", "Value": "a", "Operator": "starts_with" }),
        json!({ "Field": "Domain", "Value": "a", "Operator": "equals" }),
        json!({ "Field": "Domain", "Operator": "starts_with" }),
        json!([1]),
    ] {
        assert_eq!(code(&filtered(&bad).expect(400)), "800002", "{bad}");
    }
    // Forth and back.
    let mut page = program.get("/v1/customers?size=2").expect(200).json();
    let step = |page: &Value, way: &str| {
        let link = &page["links"][way];
        let token = text(link, "/headers/0/value");
        assert_eq!(link["headers"][0]["key"], "MS-ContinuationToken");
        // As clients do it: the address of the version, and the link behind it.
        let path = format!("/v1/{}", text(link, "/uri"));
        let page = program.call_with(&[("ms-continuationtoken", &token)], "GET", &path, None);
        page.expect(200).json()
    };
    assert_eq!(listed(&page), names[..2]);
    assert!(page["links"]["previous"].is_null());
    page = step(&page, "next");
    assert_eq!(listed(&page), names[2..4]);
    page = step(&page, "next");
    assert_eq!(listed(&page), names[4..]);
    assert!(page["links"]["next"].is_null());
    page = step(&page, "previous");
    assert_eq!(listed(&page), names[2..4]);
    page = step(&page, "previous");
    assert_eq!(listed(&page), names[..2]);
    let bad = program.call_with(
        &[("ms-continuationtoken", "junk")],
        "GET",
        "/v1/customers?seekOperation=Next",
        None,
    );
    let _ = bad.expect(400);
    let _ = program.get("/v1/customers?seekOperation=Next").expect(400);
    let _ = program.get("/v1/customers?size=-1").expect(400);
}

fn a_customer_is_parted_with(app: &TestApp) {
    let (_, program) = partner(app);
    let id = customer(app, &program, "chenfan", "苏州晨帆贸易有限公司");
    let path = format!("/v1/customers/{id}");
    let refused = program.call_with(&[], "DELETE", &path, None).expect(400);
    assert_eq!(code(&refused), "900127");
    let kept = program.send(
        "PATCH",
        &path,
        &json!({ "RelationshipToPartner": "reseller" }),
    );
    assert_eq!(kept.expect(200).json()["relationshipToPartner"], "reseller");
    let gone = program.send("PATCH", &path, &json!({ "RelationshipToPartner": "none" }));
    assert_eq!(gone.expect(200).json()["relationshipToPartner"], "none");
    let _ = program.get(&path).expect(404);
    assert_eq!(
        program.get("/v1/customers").expect(200).json()["totalCount"],
        0
    );
    // Domains: taken, free, and not to be had.
    let head = |name: &str| {
        program
            .call_with(&[], "HEAD", &format!("/v1/domains/{name}"), None)
            .status()
    };
    let suffix = &app.programme.domain_suffix;
    assert_eq!(head(&format!("chenfan.{suffix}")), 200);
    assert_eq!(head(&format!("frei.{suffix}")), 404);
    // Addresses.
    let address = json!({ "AddressLine1": "星湖街 328 号", "City": "苏州", "State": "JS", "PostalCode": "215000", "Country": "CN" });
    let judged = program
        .send("POST", "/v1/validations/address", &address)
        .expect(200)
        .json();
    assert_eq!(judged["status"], "Verified");
    assert_eq!(judged["originalAddress"]["state"], "JS");
    let mut wrong = address.clone();
    wrong["PostalCode"] = "98052".into();
    let judged = program
        .send("POST", "/v1/validations/address", &wrong)
        .expect(400)
        .json();
    assert_eq!(judged["data"][0]["pointer"], "/postalCode");
    assert_eq!(judged["code"], "2007");
    let sdk = [("ms-sdkversion", "1.15.3")];
    let yes = program.call_with(&sdk, "POST", "/v1/validations/address", Some(&address));
    assert_eq!(yes.expect(200).json(), true);
}

fn another_company_finds_nothing(app: &TestApp) {
    let (_, program) = partner(app);
    let (_, other) = partner(app);
    let id = customer(app, &program, "chenfan", "苏州晨帆贸易有限公司");
    let nobody = uuid::Uuid::from_u128(5).to_string();
    for method in ["GET", "PATCH", "DELETE"] {
        let answer = |id: &str| {
            let page = other.call_with(&[], method, &format!("/v1/customers/{id}"), None);
            (page.status(), page.source())
        };
        assert_eq!(answer(&id), answer(&nobody), "{method}");
        assert_eq!(answer(&id).0, 404);
    }
    assert_eq!(
        other.get("/v1/customers").expect(200).json()["totalCount"],
        0
    );
    // The same request id of another company is another request.
    let ids = [("ms-requestid", nobody.as_str())];
    let first = program.call_with(
        &ids,
        "POST",
        "/v1/customers",
        Some(&new_customer(app, "eins", "第一贸易有限公司")),
    );
    let second = other.call_with(
        &ids,
        "POST",
        "/v1/customers",
        Some(&new_customer(app, "zwei", "第二贸易有限公司")),
    );
    let (first, second) = (first.expect(201).json(), second.expect(201).json());
    assert_ne!(first["id"], second["id"]);
}
