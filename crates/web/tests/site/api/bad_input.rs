//! What is no request, and what is none for this address.

use super::{code, partner};
use serde_json::json;
use testkit::TestApp;

testkit::on_both! { TestApp from trading:
    what_cannot_be_read_is_told_with_its_place,
    budgets_run_out_and_fill_up,
    each_customer_has_a_budget_of_orders,
}

fn what_cannot_be_read_is_told_with_its_place(app: &TestApp) {
    let (_, program) = partner(app);
    let bearer = format!("Bearer {}", program.token);
    let raw = |content: &str, body: &[u8]| {
        let headers = [
            ("authorization", bearer.as_str()),
            ("sec-fetch-site", ""),
            ("x-locale", "en"),
        ];
        program.browser.send_with(
            &headers,
            "POST",
            "/v1/customers",
            Some(content),
            body.to_vec(),
        )
    };
    let json_kind = "application/json";
    for broken in ["{", "\"", "{\"a\":}", "\u{0}", "{}{}"] {
        let page = raw(json_kind, broken.as_bytes()).expect(400);
        assert_eq!(code(&page), "800002", "{broken}");
        assert!(
            page.header("ms-correlationid")
                .parse::<uuid::Uuid>()
                .is_ok()
        );
    }
    let deep = "[".repeat(100_000);
    let _ = raw(json_kind, deep.as_bytes()).expect(400);
    let _ = raw(json_kind, &[0xFF, 0xFE]).expect(400);
    let _ = raw(json_kind, " ".repeat(1024 * 1024 + 1).as_bytes()).expect(413);
    let _ = raw("text/xml", b"<a/>").expect(415);
    let wrong = |body: serde_json::Value| {
        let page = program.send("POST", "/v1/customers", &body).expect(400);
        page.json()["data"][0]["pointer"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(wrong(json!([])), "");
    assert_eq!(wrong(json!({ "billingProfile": 7 })), "/billingProfile");
    assert_eq!(
        wrong(json!({ "billingProfile": { "email": 7 } })),
        "/billingProfile/email"
    );
    // Everything that is missing is told at once.
    let page = program
        .send("POST", "/v1/customers", &json!({ "unknown": 1 }))
        .expect(400)
        .json();
    let places: Vec<_> = page["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["pointer"].clone())
        .collect();
    for place in [
        "/billingProfile/companyName",
        "/billingProfile/defaultAddress/city",
        "/companyProfile/domain",
    ] {
        assert!(places.contains(&place.into()), "{place} in {places:?}");
    }
    // Addresses and methods.
    let _ = program.get("/v1/customers/not-a-guid").expect(400);
    let _ = program.get("/v1/nothing").expect(404);
    let _ = program.get("/v1/customers/%00").expect(400);
    let delete = program
        .call_with(&[], "DELETE", "/v1/offers", None)
        .expect(405);
    assert!(delete.header("ms-requestid").parse::<uuid::Uuid>().is_ok());
    let page = program.call_with(&[("accept", "text/html")], "GET", "/v1/customers", None);
    let _ = page.expect(406);
    // What others have is said to be missing, and why.
    for (path, words) in [
        ("/v1/invoices/estimates/links", "this release"),
        ("/v1/ratecards/azure", "this programme"),
    ] {
        let absent = program.get(path).expect(400);
        assert_eq!(code(&absent), "800042", "{path}");
        assert!(
            absent.source().to_lowercase().contains(words),
            "{}",
            absent.source()
        );
        let nobody = program.call_with(&[("authorization", "")], "GET", path, None);
        let _ = nobody.expect(401);
    }
    let told = program.browser.get("/openapi.json").expect(200).json();
    assert_eq!(told["openapi"], "3.1.0");
    assert_eq!(told["servers"][0]["url"], app.public_url);
    // Without a token nothing is said about what exists.
    let nobody = [("authorization", "")];
    let known = program.call_with(&nobody, "GET", "/v1/customers", None);
    let unknown = program.call_with(&nobody, "GET", "/v1/nothing", None);
    assert_eq!((known.status(), known.source()), (401, unknown.source()));
    // Words in the language asked for; nothing else of the message changes.
    let german = program
        .call_with(&[("x-locale", "zh-CN")], "GET", "/v1/nothing", None)
        .json();
    assert_eq!(german["code"], "1000");
    assert!(german["description"].as_str().unwrap().contains("没有"));
}

fn each_customer_has_a_budget_of_orders(app: &TestApp) {
    let (_, program) = partner(app);
    let buyers = ["chenfan", "haicheng"]
        .map(|prefix| super::customer(app, &program, prefix, &format!("{prefix}贸易有限公司")));
    for buyer in &buyers {
        super::attest(app, &program, buyer);
    }
    let order = |buyer: &str, what: &str| {
        let path = format!("/v1/customers/{buyer}/{what}");
        program.send("POST", &path, &json!({}))
    };
    let most = domain::integration::ORDERS_PER_MINUTE;
    for n in 1..=most {
        // Orders and carts count together, and so do those that are refused.
        let page = order(&buyers[0], if n % 2 == 0 { "orders" } else { "carts" }).expect(400);
        assert_eq!(page.header("ratelimit-limit"), most.to_string());
        assert_eq!(page.header("ratelimit-remaining"), (most - n).to_string());
    }
    let page = order(&buyers[0], "orders").expect(429);
    let seconds: i64 = page.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&seconds), "{seconds}");
    assert_eq!(page.json()["statusCode"], 429);
    // Another customer has its own, and so has everything else.
    let _ = order(&buyers[1], "orders").expect(400);
    let _ = program
        .get(&format!("/v1/customers/{}/orders", buyers[0]))
        .expect(200);
    app.clock.pass(seconds);
    let _ = order(&buyers[0], "orders").expect(400);
}

fn budgets_run_out_and_fill_up(app: &TestApp) {
    let (_, program) = partner(app);
    let mut refused = None;
    for n in 0..=domain::integration::WRITES_PER_MINUTE {
        let page = program.send("POST", "/v1/customers", &json!({}));
        if page.status() == 429 {
            refused = Some((n, page));
            break;
        }
    }
    let (n, page) = refused.expect("a budget ends");
    assert_eq!(n, domain::integration::WRITES_PER_MINUTE);
    let seconds: i64 = page.header("retry-after").parse().unwrap();
    assert_eq!(page.json()["statusCode"], 429);
    assert!(
        page.json()["message"]
            .as_str()
            .unwrap()
            .contains(&seconds.to_string())
    );
    // Reads have a budget of their own.
    let _ = program.get("/v1/customers").expect(200);
    app.clock.pass(seconds);
    let _ = program
        .send("POST", "/v1/customers", &json!({}))
        .expect(400);
}
