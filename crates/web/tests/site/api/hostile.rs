//! Bad input of every class, over every operation that works: the documented status, the number,
//! the place, and the ids of the request.

use super::matrix::Things;
use super::{new_customer, partner, text};
use domain::programme::china_csp;
use serde_json::{Map, Value, json};
use std::ops::Deref;
use testkit::{Engine, Fixture, Page, Program, TestApp};
use web::api::openapi::SHAPES;
use web::api::{Operation, all, examples};

testkit::on_both! { Unhurried:
    bodies_that_are_no_documents,
    properties_of_another_type,
    addresses_that_name_nothing_of_the_callers,
    headers_that_say_nothing_or_two_things,
}

/// A site whose programs may ask as often as they like.
pub(super) struct Unhurried(TestApp);

impl Fixture for Unhurried {
    fn fresh(engine: Engine) -> Self {
        let programme = china_csp().unwrap().rechecking(0);
        let programme = programme.calling(1_000_000, 1_000_000);
        Self(TestApp::trading_with(engine, programme, |_| ()))
    }

    fn check(&self) {
        self.0.check();
    }
}

impl Deref for Unhurried {
    type Target = TestApp;

    fn deref(&self) -> &TestApp {
        &self.0
    }
}

const CORRELATION: &str = "00000000-0000-4000-8000-00000000c0de";
const JSON: &str = "application/json";

/// What a refusal says: status, number, and the first place in the request.
pub(super) type Told = (u16, String, Option<String>);

/// Reads a refusal, and looks whether it is whole.
pub(super) fn told(who: &str, page: &Page) -> Told {
    let place = |body: &Value| Some(body["data"][0]["pointer"].as_str()?.to_owned());
    let id = page.header("ms-requestid").parse::<uuid::Uuid>();
    assert!(id.is_ok(), "{who}: no request id");
    assert!(
        page.header("content-type").starts_with(JSON),
        "{who}: {}",
        page.source()
    );
    let body = page.json();
    for name in ["code", "description", "source"] {
        let said = body[name].as_str().unwrap_or_default();
        assert!(!said.is_empty() && !said.contains('⟦'), "{who}: {body}");
    }
    for place in body["data"].as_array().unwrap() {
        for name in ["messageId", "message"] {
            let said = place[name].as_str().unwrap_or_default();
            assert!(!said.is_empty() && !said.contains('⟦'), "{who}: {body}");
        }
    }
    (page.status(), text(&body, "/code"), place(&body))
}

/// Sends something and reads the refusal; the correlation id comes back.
fn refused(
    program: &Program,
    op: &Operation,
    path: &str,
    headers: &[(&'static str, &str)],
    body: Option<(&str, Vec<u8>)>,
) -> Told {
    let bearer = format!("Bearer {}", program.token);
    let mut all = vec![
        ("authorization", bearer.as_str()),
        ("accept", JSON),
        ("sec-fetch-site", ""),
        ("x-locale", "en-US"),
        ("ms-correlationid", CORRELATION),
    ];
    all.retain(|(usual, _)| headers.iter().all(|(own, _)| own != usual));
    all.extend_from_slice(headers);
    let (content, body) = body.map_or((None, Vec::new()), |(c, b)| (Some(c), b));
    let page = program
        .browser
        .send_with(&all, op.method, path, content, body);
    let who = format!("{} {path}", op.id);
    let own = !headers.iter().any(|(name, _)| *name == "ms-correlationid");
    if own {
        assert_eq!(page.header("ms-correlationid"), CORRELATION, "{who}");
    }
    if op.method == "HEAD" {
        return (page.status(), String::new(), None);
    }
    told(&who, &page)
}

fn is(found: &Told, op: &Operation, wanted: (u16, &str, Option<&str>), what: &str) {
    let (status, code, pointer) = wanted;
    let wanted = match op.method {
        // There is no body to say it in.
        "HEAD" => (status, String::new(), None),
        _ => (status, code.to_owned(), pointer.map(str::to_owned)),
    };
    assert_eq!(*found, wanted, "{}: {what}", op.id);
}

/// Whose bad input has stories of its own, because it is about things that are not a customer's.
const ELSEWHERE: &[&str] = &[
    "agreements.get_template",
    "audit.",
    "indirect.get_agreement_status",
    "orders.get_line_item_activation_link",
    "validations.check_domain_prefix",
    "validations.get_country_rules",
    "webhooks.",
];

/// The operations whose documents are described, and the two that have none.
pub(super) fn described() -> impl Iterator<Item = &'static Operation> {
    let bare = ["validations.check_domain", "customers.delete"];
    let all = all().filter(move |op| SHAPES.answers.contains_key(op.id) || bare.contains(&op.id));
    let elsewhere = |op: &Operation, name: &str| {
        op.id == name || name.ends_with('.') && op.id.starts_with(name)
    };
    all.filter(move |op| !ELSEWHERE.iter().any(|name| elsewhere(op, name)))
}

fn writing() -> impl Iterator<Item = &'static Operation> {
    described().filter(|op| op.writes())
}

fn bodies_that_are_no_documents(app: &Unhurried) {
    let (_, program) = partner(app);
    let things = Things::of(app, &program, "chenfan");
    let deep = "[".repeat(100_000).into_bytes();
    let large = vec![b' '; 1024 * 1024 + 1];
    for op in writing() {
        let path = things.path(op);
        let send = |kind: &str, body: &[u8]| {
            refused(&program, op, &path, &[], Some((kind, body.to_vec())))
        };
        for broken in [
            &b"{"[..],
            b"\"",
            b"{\"a\":}",
            b"\0",
            b"{}{}",
            b"{'a': 1}",
            &[0xFF, 0xFE],
            &deep,
        ] {
            let what = String::from_utf8_lossy(&broken[..broken.len().min(9)]).into_owned();
            is(&send(JSON, broken), op, (400, "800002", Some("")), &what);
        }
        is(&send(JSON, &large), op, (413, "800002", None), "huge");
        for kind in ["text/xml", "application/x-www-form-urlencoded", "?"] {
            is(&send(kind, b"a=1"), op, (415, "800002", None), kind);
        }
        if valid(op, app, &things).is_none() {
            continue;
        }
        for other in ["[]", "7", "\"x\"", "true", "[{}]"] {
            let found = send(JSON, other.as_bytes());
            is(&found, op, (400, "3000", Some("")), other);
        }
    }
}

/// A document of an operation with every property it reads; none where it reads no document.
pub(super) fn valid(op: &Operation, app: &TestApp, things: &Things) -> Option<Value> {
    let offer = &things.offer;
    let line = json!([{
        "lineItemNumber": 0, "offerId": offer, "quantity": 2, "friendlyName": "总部",
        "billingCycle": "monthly", "parentSubscriptionId": things.subscription,
    }]);
    let address = json!({
        "country": "CN", "state": "JS", "city": "苏州", "region": "工业园区",
        "addressLine1": "星湖街 328 号", "addressLine2": "5 楼", "postalCode": "215000",
        "phoneNumber": "0512 6655 0101", "firstName": "晓", "lastName": "林",
    });
    let profile = json!({
        "companyName": "苏州晨帆贸易有限公司", "email": "lin@chenfan.example", "language": "zh",
        "culture": "zh-CN", "firstName": "晓", "lastName": "林", "defaultAddress": address,
    });
    let cart = json!({ "lineItems": [{
        "id": 0, "catalogItemId": offer, "quantity": 2, "friendlyName": "总部",
        "billingCycle": "monthly", "parentSubscriptionId": things.subscription,
        "provisioningContext": { "parentSubscriptionId": things.subscription },
        "addonItems": [{ "catalogItemId": offer, "quantity": 2 }],
    }] });
    Some(match op.id {
        "validations.validate_address" => address,
        "customers.create" => json!({
            "companyProfile": {
                "domain": new_customer(app, "beihai", "")["CompanyProfile"]["Domain"],
                "organizationRegistrationNumber": "91320594MA1MPY4R3T",
            },
            "billingProfile": profile,
        }),
        "customers.update" => json!({ "relationshipToPartner": "reseller" }),
        "customers.update_billing_profile" => {
            let mut profile = profile;
            profile["attributes"] = json!({ "etag": "" });
            profile
        }
        "agreements.create" => json!({
            "primaryContact": {
                "firstName": "晓", "lastName": "林", "email": "lin@chenfan.example",
                "phoneNumber": "0512 6655 0101",
            },
            "dateAgreed": "2026-01-05",
            "type": "MicrosoftCustomerAgreement",
            "agreementType": "MicrosoftCustomerAgreement",
        }),
        "carts.create" | "carts.update" => cart,
        "orders.create" => json!({ "billingCycle": "monthly", "lineItems": line }),
        "orders.update" => json!({
            "billingCycle": "monthly", "status": "completed", "lineItems": line,
            "attributes": { "etag": "" },
        }),
        "subscriptions.update" => json!({
            "friendlyName": "总部", "quantity": 2, "autoRenewEnabled": true, "status": "active",
            "attributes": { "etag": "" },
        }),
        "subscriptions.create_upgrade" => json!({ "targetOffer": { "id": offer } }),
        "subscriptions.create_conversion" => {
            json!({ "targetOfferId": offer, "quantity": 2, "billingCycle": "monthly" })
        }
        "profiles.update_billing" => json!({
            "primaryContact": {
                "firstName": "晓", "lastName": "林", "email": "lin@shihang.example",
                "phoneNumber": "0512 6655 0101",
            },
            "purchaseOrderNumber": "PO-9", "attributes": { "etag": "" },
        }),
        "profiles.update_legal_business" => json!({
            "primaryContact": {
                "firstName": "晓", "lastName": "林", "email": "lin@shihang.example",
                "phoneNumber": "0512 6655 0101",
            },
            "companyApproverEmail": "wang@shihang.example",
            "companyApproverAddress": { "addressLine1": "5 楼", "phoneNumber": "0512 6655 0102" },
        }),
        "profiles.update_organization" => json!({
            "companyName": "试航", "email": "office@shihang.example", "culture": "zh-CN",
            "language": "zh",
        }),
        "profiles.update_support" => json!({
            "email": "help@shihang.example", "telephone": "400 820 8820",
            "website": "https://help.shihang.example/",
        }),
        "subscriptions.update_support_contact" => things.support.clone(),
        "carts.checkout" | "customers.delete" => return None,
        other => panic!("{other}: say what a document of it is"),
    })
}

/// Every place in a document but the document itself.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    let below: Vec<(String, &Value)> = match value {
        Value::Object(all) => all.iter().map(|(n, v)| (format!("{at}/{n}"), v)).collect(),
        Value::Array(all) => all
            .iter()
            .enumerate()
            .map(|(n, v)| (format!("{at}/{n}"), v))
            .collect(),
        _ => return,
    };
    for (at, value) in below {
        places(value, &at, found);
        found.push(at);
    }
}

/// Values of other types than one's own.
fn others(value: &Value) -> Vec<Value> {
    match value {
        Value::String(_) => vec![json!(7), json!(true), json!({}), json!(["x"])],
        Value::Number(_) => {
            vec![
                json!("7"),
                json!(-1),
                json!(1.5),
                json!(4_294_967_296_u64),
                json!({}),
                json!([7]),
            ]
        }
        Value::Bool(_) => vec![json!("true"), json!(1), json!({}), json!([])],
        Value::Array(_) => vec![json!({}), json!("x"), json!(7)],
        Value::Object(_) => vec![json!([]), json!("x"), json!(7), json!(false)],
        Value::Null => Vec::new(),
    }
}

/// The same document with names in capitals and a property nobody knows in every object.
fn shouted(value: &Value) -> Value {
    match value {
        Value::Object(all) => {
            let mut loud: Map<_, _> = all
                .iter()
                .map(|(name, value)| (name.to_uppercase(), shouted(value)))
                .collect();
            loud.insert("unheardOf".to_owned(), json!([{ "x": [1] }]));
            loud.into()
        }
        Value::Array(all) => all.iter().map(shouted).collect(),
        other => other.clone(),
    }
}

fn properties_of_another_type(app: &Unhurried) {
    let (_, program) = partner(app);
    let things = Things::of(app, &program, "chenfan");
    for op in writing() {
        let Some(document) = valid(op, app, &things) else {
            continue;
        };
        let path = things.path(op);
        let mut all = Vec::new();
        places(&document, "", &mut all);
        for place in &all {
            let right = document.pointer(place).unwrap();
            for wrong in others(right) {
                let mut bad = document.clone();
                *bad.pointer_mut(place).unwrap() = wrong.clone();
                for sent in [shouted(&bad), bad] {
                    let body = Some((JSON, sent.to_string().into_bytes()));
                    let found = refused(&program, op, &path, &[], body);
                    is(&found, op, (400, "3000", Some(place)), &format!("{sent}"));
                }
            }
        }
    }
    // Nothing that is unknown is in the way, and nothing was changed by any of it.
    let unknown = json!({ "unheardOf": { "x": [1] }, "quantitty": 9 });
    for op in writing().filter(|op| op.method == "PATCH") {
        let page = program.send(op.method, &things.path(op), &unknown);
        assert_eq!(page.status(), 200, "{}: {}", op.id, page.source());
    }
    let customers = program.get("/v1/customers").expect(200).json();
    assert_eq!(customers["totalCount"], 1);
    let orders = program.get(&format!("/v1/customers/{}/orders", things.customer));
    assert_eq!(orders.expect(200).json()["totalCount"], 1);
}

/// The number that says which part of an address is not there.
fn number(part: &str) -> &'static str {
    match part {
        "order_id" => "20000",
        "subscription_id" => "20003",
        "cart_id" => "800008",
        "product_id" => "400013",
        "sku_id" => "400018",
        "availability_id" => "400019",
        _ => "1000",
    }
}

/// An address with the query its operation cannot do without.
fn asked(op: &Operation, path: &str) -> String {
    match examples::query(op.id) {
        "" => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

fn addresses_that_name_nothing_of_the_callers(app: &Unhurried) {
    let (_, program) = partner(app);
    let (_, stranger) = partner(app);
    let things = Things::of(app, &program, "chenfan");
    let theirs = Things::of(app, &stranger, "haicheng");
    for op in described() {
        let body = |customer: &str| {
            let document = || {
                let mut document = valid(op, app, &things).unwrap_or_else(|| json!({}));
                if op.id == "customers.update_billing_profile" {
                    let etag = web::api::wire::etag(customer.parse().unwrap_or_default(), 1);
                    document["attributes"]["etag"] = etag.into();
                }
                document.to_string().into_bytes()
            };
            op.writes().then(|| (JSON, document()))
        };
        let path_with = |part: &str, id: &str| {
            asked(
                op,
                &things.path_of(&op.path.replace(&format!("{{{part}}}"), id)),
            )
        };
        let parts = op
            .path
            .split('/')
            .filter_map(|p| p.strip_prefix('{')?.strip_suffix('}'));
        for part in parts.filter(|part| *part != "domain") {
            for bad in [
                "not-a-guid",
                "1",
                "%00",
                "..%2f",
                "%E4%BD%A0",
                "00000000-0000-0000-0000-00000000000g",
            ] {
                let found = refused(&program, op, &path_with(part, bad), &[], body(bad));
                is(&found, op, (400, "800002", Some(part)), bad);
            }
            let nobodys = uuid::Uuid::from_u128(99).to_string();
            let found = refused(
                &program,
                op,
                &path_with(part, &nobodys),
                &[],
                body(&nobodys),
            );
            is(&found, op, (404, number(part), None), part);
            // What is another company's is told with the same words as what is nobody's.
            let other = theirs.id(part);
            if other != things.id(part) {
                let found = refused(&program, op, &path_with(part, other), &[], body(other));
                is(
                    &found,
                    op,
                    (404, number(part), None),
                    &format!("{part} of others"),
                );
            }
        }
        if op.method != "GET" {
            continue;
        }
        // Addresses are read in any case, ids too, and with any slashes.
        let path = things.path(op);
        let usual = program.get(&asked(op, &path)).expect(200).json();
        let slashes = path[1..].replace('/', "//");
        for written in [
            path.to_uppercase(),
            format!("{path}/"),
            format!("/{slashes}"),
        ] {
            let page = program.get(&asked(op, &written));
            assert_eq!(page.expect(200).json(), usual, "{written}");
        }
    }
}

fn headers_that_say_nothing_or_two_things(app: &Unhurried) {
    let (_, program) = partner(app);
    let things = Things::of(app, &program, "chenfan");
    let bearer = format!("Bearer {}", program.token);
    let twice = format!("{bearer}\n{bearer}");
    let (one, other) = (uuid::Uuid::from_u128(1), uuid::Uuid::from_u128(2));
    let different = format!("{one}\n{other}");
    let forged = format!("{bearer}x");
    for op in described() {
        let path = asked(op, &things.path(op));
        let send = |headers: &[(&'static str, &str)]| refused(&program, op, &path, headers, None);
        for value in [
            "",
            "Bearer",
            "Bearer x",
            "Basic YTpi",
            &twice,
            &forged,
            &bearer[7..],
        ] {
            let found = send(&[("authorization", value)]);
            is(&found, op, (401, "400", None), value);
        }
        for name in ["ms-requestid", "ms-correlationid"] {
            for value in ["7", "", "{}", &different] {
                if value.is_empty() {
                    continue;
                }
                let found = send(&[(name, value)]);
                is(&found, op, (400, "800002", Some(name)), value);
            }
        }
        for value in ["text/html", "application/xml, text/csv;q=0.5"] {
            is(
                &send(&[("accept", value)]),
                op,
                (406, "800002", None),
                value,
            );
        }
        if matches!(
            op.id,
            "customers.update_billing_profile" | "subscriptions.update" | "orders.update"
        ) {
            let document = valid(op, app, &things).unwrap().to_string().into_bytes();
            let sent = |tag| {
                refused(
                    &program,
                    op,
                    &path,
                    &[("if-match", tag)],
                    Some((JSON, document.clone())),
                )
            };
            is(
                &sent("\"abc\"\n\"abd\""),
                op,
                (400, "800002", Some("If-Match")),
                "two tags",
            );
            for stale in ["\"abc\"", "abc", "W/\"abc\"", "\""] {
                is(&sent(stale), op, (400, "2055", None), stale);
            }
        }
        if op.method == "GET" {
            // Saying the same twice is saying it once; a language nobody speaks is the usual one.
            let same = format!("{one}\n{one}");
            let page = program.call_with(
                &[("ms-requestid", &same), ("x-locale", "tlh-Klingon")],
                "GET",
                &path,
                None,
            );
            assert_eq!(page.expect(200).header("ms-requestid"), one.to_string());
        }
    }
}
