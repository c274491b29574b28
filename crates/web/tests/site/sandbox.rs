//! A sandbox: its clock, faults, the log of requests, the explorer, beginning anew.

use domain::caller::{AdminSetting, AgentSetting};
use domain::effects::Clock;
use serde_json::{Value, json};
use store::api_log::Filter;
use testkit::{Engine, Fixture, Partner, Program, TestApp};

/// A sandbox as a fixture.
struct Sandbox(TestApp);

impl Fixture for Sandbox {
    fn fresh(engine: Engine) -> Self {
        Self(TestApp::sandbox(engine))
    }
    fn check(&self) {
        self.0.check();
    }
}

testkit::on_both! { Sandbox:
    the_clock_is_turned_by_programs,
    the_clock_is_turned_on_its_page,
    turns_come_one_after_the_other,
    faults_are_asked_for,
    setting_up_fails_once_and_is_tried_again,
    requests_are_logged,
    requests_of_one_moment_are_all_listed,
    what_cannot_be_written_is_tried_again,
    operations_are_tried_from_a_page,
    a_company_begins_anew,
}

mod elsewhere {
    use testkit::TestApp;
    testkit::on_both! { TestApp:
        a_production_server_has_no_clock_to_turn,
        requests_are_kept_for_a_day_where_that_is_wanted,
    }
    fn requests_are_kept_for_a_day_where_that_is_wanted(app: &TestApp) {
        super::kept_for_a_day(app);
    }
    fn a_production_server_has_no_clock_to_turn(app: &TestApp) {
        super::no_clock(app);
    }
}

const CLOCK: &str = "/v1/sandbox/clock";

fn partner(app: &TestApp) -> (Partner, Program) {
    let partner = app.active_partner();
    let (agent, admin) = (AgentSetting::AdminAgent, AdminSetting::GlobalAdmin);
    let program = app.program(&partner, agent, admin);
    (partner, program)
}

/// Turns the clock and waits until all has happened: a long turn on a busy machine is answered before.
fn turn(program: &Program, wish: &Value) -> Value {
    let answer = program.send("POST", CLOCK, wish);
    let mut state = match answer.status() {
        202 => program.get(CLOCK).expect(200).json(),
        _ => answer.expect(200).json(),
    };
    for _ in 0..1200 {
        if state["underWay"].is_null() {
            return state;
        }
        std::thread::sleep(std::time::Duration::from_millis(250));
        state = program.get(CLOCK).expect(200).json();
    }
    panic!("the turn does not end: {state}");
}

/// A customer with a subscription for a year; the addresses of both.
fn subscription(app: &TestApp, program: &Program) -> (String, String) {
    let buyer = crate::api::customer(app, program, "chenfan", "苏州晨帆贸易有限公司");
    crate::api::attest(app, program, &buyer);
    let offers = &app.programme.catalogue().offers;
    let offer = offers.iter().find(|o| !o.is_add_on() && !o.is_trial());
    let offer = offer.unwrap().id.to_string();
    let order = json!({ "lineItems": [{ "offerId": offer, "quantity": 2 }] });
    let path = format!("/v1/customers/{buyer}/orders");
    let _ = program.send("POST", &path, &order).expect(201);
    let list = format!("/v1/customers/{buyer}/subscriptions");
    let found = program.get(&list).expect(200).json();
    let id = found["items"][0]["id"].as_str().unwrap_or_default();
    (format!("{list}/{id}"), list)
}

fn events(state: &Value) -> Vec<String> {
    let happened = state["lastAdvance"]["happened"].as_array().unwrap();
    let name = |e: &Value| match e["detail"]["became"].as_str() {
        Some(became) => format!("{} {became}", e["event"].as_str().unwrap()),
        None => e["event"].as_str().unwrap().to_owned(),
    };
    happened.iter().map(name).collect()
}

fn the_clock_is_turned_by_programs(sandbox: &Sandbox) {
    let app = &sandbox.0;
    let (partner, program) = partner(app);
    let browser = app.browser_of(&partner.admin);
    let (path, list) = subscription(app, &program);
    let before = program.get(CLOCK).expect(200).json();
    assert_eq!(before["aheadSeconds"], 0);
    assert_eq!(before["lastAdvance"], Value::Null);

    // Half a minute, and the order is set up.
    let turned = program.send("POST", CLOCK, &json!({ "advance": "PT30S" }));
    let state = turned.expect(200).json();
    assert_eq!(state["aheadSeconds"], 30);
    assert!(
        events(&state).contains(&"order.provision".to_owned()),
        "{state}"
    );
    let sold = program.get(&list).expect(200).json();
    assert_eq!(sold["items"][0]["status"], "active", "{sold}");
    let path = match path.rsplit_once('/') {
        Some((_, "")) => format!("{list}/{}", sold["items"][0]["id"].as_str().unwrap()),
        _ => path,
    };

    // Wrong wishes change nothing.
    for (body, code) in [
        (json!({ "advance": "-P1D" }), "problem-clock-back"),
        (
            json!({ "to": "2020-01-01T00:00:00Z" }),
            "problem-clock-back",
        ),
        (json!({ "advance": "P2Y" }), "problem-clock-too-far"),
        (json!({ "advance": "tomorrow" }), "problem-clock-unreadable"),
        (json!({}), "problem-clock-unreadable"),
        (json!({ "advance": 7 }), "api-not-a-text"),
    ] {
        let refused = program.send("PATCH", CLOCK, &body).expect(400).json();
        assert_eq!(refused["data"][0]["messageId"], code, "{body}");
    }
    assert_eq!(program.get(CLOCK).json()["aheadSeconds"], 30);

    // Eleven months and more later the term begins anew, with the token and the session of before.
    let state = turn(&program, &json!({ "advance": "next-renewal" }));
    assert!(
        events(&state).contains(&"subscription.day renewed".to_owned()),
        "{state}"
    );
    assert_eq!(state["lastAdvance"]["failed"], json!([]));
    let renewed = program.get(&path).expect(200).json();
    assert_eq!(renewed["status"], "active");
    assert!(
        renewed["commitmentEndDate"].as_str().unwrap() > state["now"].as_str().unwrap(),
        "{renewed}"
    );
    let fresh = program.fresh_token();
    assert!(!fresh.is_empty());
    let page = browser.get("/dashboard/overview");
    assert_eq!(page.status(), 200, "{}", page.location());
    // Whoever comes anew proves himself with the code of a watch that shows real time.
    let _ = app.browser_of(&partner.admin).open("/account/apps");
    let ahead = app.clock.now().seconds_since(app.clock.wall());
    assert_eq!(state["aheadSeconds"], ahead);

    // The same request id is the same turn.
    let id = [("ms-requestid", "7b0f1f9e-3c57-4f4e-9a51-1c1b0e6d5a10")];
    for _ in 0..2 {
        let again = program.call_with(&id, "POST", CLOCK, Some(&json!({ "advance": "P1D" })));
        let again = again.expect(200).json();
        assert_eq!(again["aheadSeconds"], ahead + 86_400);
    }

    // Keys are told to be good as long as they open something, and so is what people gave.
    let page = browser.open(&format!("/account/apps/{}", program.client_id));
    let told = page.text();
    assert!(told.contains("有效") && !told.contains("已到期"), "{told}");
    assert!(told.contains("密钥按真实时间计算"), "{told}");
    let acting = app.acting_for(&program, &partner.admin);
    let _ = turn(&program, &json!({ "advance": "P200D" }));
    let acting = program.with(&program.renew(&acting.refresh).expect(200).json());
    assert_eq!(acting.get("/v1/customers").status(), 200);

    // A program that may only look is refused; another company sees nothing but
    // that its own bills were made.
    let (agent, admin) = (AgentSetting::HelpdeskAgent, AdminSetting::None);
    let helper = app.program(&partner, agent, admin);
    assert_eq!(helper.get(CLOCK).status(), 403);
    let (_, stranger) = self::partner(app);
    let state = turn(&program, &json!({ "advance": "next-renewal" }));
    assert!(!events(&state).is_empty());
    let own = events(&stranger.get(CLOCK).expect(200).json());
    assert!(own.iter().all(|event| event == "billing.run"), "{own:?}");
    let none = stranger.send("POST", CLOCK, &json!({ "advance": "next-renewal" }));
    let none = none.expect(400).json();
    assert_eq!(none["data"][0]["messageId"], "problem-clock-nothing-due");

    let told = app.browser().get("/openapi.json").json();
    assert!(told["paths"][CLOCK].is_object());
    app.drain();
}

fn the_clock_is_turned_on_its_page(sandbox: &Sandbox) {
    let app = &sandbox.0;
    let (partner, program) = partner(app);
    let (_, list) = subscription(app, &program);
    let browser = app.browser_of(&partner.admin);
    let page = browser.open("/account/sandbox");
    assert!(page.text().contains("沙盒"));
    assert!(page.source().contains("name=\"advance\" value=\"P1D\""));
    let done = browser.post("/account/sandbox/clock", &[("advance", "P1D")]);
    assert_eq!(done.status(), 303);
    let page = browser.open(done.location());
    assert!(page.text().contains("时钟已拨动"), "{}", page.text());
    let sold = program.get(&list).expect(200).json();
    assert_eq!(sold["items"][0]["status"], "active");

    // What was typed stays, with what is wrong about it.
    let wrong = browser.post("/account/sandbox/clock", &[("span", "-P1D")]);
    assert_eq!(wrong.status(), 422);
    assert!(wrong.text().contains("时钟只能向前拨"), "{}", wrong.text());
    assert!(wrong.source().contains("-P1D"));
    let ahead = program.get(CLOCK).json()["aheadSeconds"].as_i64();
    assert_eq!(ahead, Some(86_400));
    app.drain();
}

fn turns_come_one_after_the_other(sandbox: &Sandbox) {
    let app = &sandbox.0;
    let (_, program) = partner(app);
    std::thread::scope(|scope| {
        let turn = || {
            let done = program
                .clone()
                .send("POST", CLOCK, &json!({ "advance": "P1D" }));
            done.expect(200).json()
        };
        let turns = [scope.spawn(turn), scope.spawn(turn)];
        for turn in turns {
            let _ = turn.join().unwrap();
        }
    });
    let state = program.get(CLOCK).expect(200).json();
    assert_eq!(state["aheadSeconds"], 2 * 86_400);
    assert_eq!(state["underWay"], Value::Null);
    app.drain();
}

fn no_clock(app: &TestApp) {
    let (partner, program) = partner(app);
    for method in ["POST", "PATCH"] {
        let turned = program.send(method, CLOCK, &json!({ "advance": "P1D" }));
        assert_eq!(turned.status(), 404);
    }
    assert_eq!(program.get(CLOCK).status(), 404);
    let browser = app.browser_of(&partner.admin);
    let page = browser.open("/account/sandbox");
    assert!(page.text().contains("尚无沙盒账户"), "{}", page.text());
    assert!(!page.has_form("/account/sandbox/clock") && !page.has_form("/account/sandbox/reset"));
    let turned = browser.post("/account/sandbox/clock", &[("advance", "P1D")]);
    assert_eq!(turned.status(), 404);
    assert_eq!(
        browser.post("/demo/clock", &[("advance", "P1D")]).status(),
        404
    );
    assert_eq!(app.clock.now(), app.clock.wall());
    let told = app.browser().get("/openapi.json").json();
    assert!(told["paths"][CLOCK].is_null());
    app.drain();
}

/// What the log has of the program, newest first.
fn logged(browser: &testkit::Browser, query: &str) -> Vec<String> {
    let page = browser.open(&format!("/account/requests{query}"));
    let source = page.source();
    let mut rows = source.split("href=\"/account/requests/").skip(1);
    rows.by_ref()
        .map(|row| {
            let text = row.split_once('>').map_or("", |(_, rest)| rest);
            text.split('<').next().unwrap_or_default().to_owned()
        })
        .collect()
}

fn faults_are_asked_for(sandbox: &Sandbox) {
    let app = &sandbox.0;
    let (_, program) = partner(app);
    let ask = |fault: &str, method: &str, path: &str, body: Option<&Value>| {
        program.call_with(&[("x-sandbox-fault", fault)], method, path, body)
    };
    for status in [
        400, 401, 403, 404, 405, 406, 409, 412, 415, 429, 500, 502, 503, 504,
    ] {
        let page = ask(&status.to_string(), "GET", "/v1/customers", None);
        assert_eq!(page.status(), status);
        assert!(!page.header("ms-correlationid").is_empty());
    }
    let busy = ask("429, retry-after=30", "GET", "/v1/customers", None);
    assert_eq!((busy.status(), busy.header("retry-after")), (429, "30"));
    assert_eq!(busy.json()["statusCode"], 429);
    let slow = ask("delay=20ms", "GET", "/v1/customers", None).expect(200);
    assert_eq!(slow.header("ratelimit-limit"), "500");
    assert!(!slow.header("ratelimit-reset").is_empty());
    for nonsense in ["teapot", "200", "429,500", "delay=1h"] {
        let page = ask(nonsense, "GET", "/v1/customers", None).expect(400);
        assert!(page.text().contains("X-Sandbox-Fault"), "{}", page.text());
    }

    // Nothing is done before a fault, and everything before one that comes after.
    let new = |prefix: &str| crate::api::new_customer(app, prefix, &format!("{prefix}有限公司"));
    let all = || program.get("/v1/customers").expect(200).json()["totalCount"].clone();
    assert_eq!(
        ask("500", "POST", "/v1/customers", Some(&new("erste"))).status(),
        500
    );
    assert_eq!(all(), 0);
    let id = [
        ("ms-requestid", "7b0f1f9e-3c57-4f4e-9a51-1c1b0e6d5a11"),
        ("x-sandbox-fault", "after-commit"),
    ];
    let failed = program.call_with(&id, "POST", "/v1/customers", Some(&new("zweite")));
    assert_eq!(failed.status(), 500);
    assert_eq!(all(), 1);
    let again = program.call_with(&id[..1], "POST", "/v1/customers", Some(&new("zweite")));
    let _ = again.expect(201);
    assert_eq!(all(), 1);

    // A connection that is cut leaves no answer, before the work or after.
    let bearer = format!("Bearer {}", program.token);
    for (fault, prefix, count) in [("drop", "dritte", 1), ("after-commit,drop", "vierte", 2)] {
        let headers = [
            ("authorization", bearer.as_str()),
            ("x-sandbox-fault", fault),
            ("sec-fetch-site", ""),
        ];
        let body = new(prefix).to_string().into_bytes();
        let json = Some("application/json");
        let lost = program
            .browser
            .try_send(&headers, "POST", "/v1/customers", json, body);
        assert!(lost.is_err(), "{fault}");
        assert_eq!(all(), count, "{fault}");
    }
    // A token comes first: strangers cause nothing.
    let headers = [("x-sandbox-fault", "500"), ("sec-fetch-site", "")];
    let stranger = app
        .browser()
        .send_with(&headers, "GET", "/v1/customers", None, Vec::new());
    assert_eq!(stranger.status(), 401);
    app.drain();
}

fn setting_up_fails_once_and_is_tried_again(sandbox: &Sandbox) {
    let app = &sandbox.0;
    let (_, program) = partner(app);
    let buyer = crate::api::customer(app, &program, "chenfan", "苏州晨帆贸易有限公司");
    crate::api::attest(app, &program, &buyer);
    let offers = &app.programme.catalogue().offers;
    let offer = offers.iter().find(|o| !o.is_add_on() && !o.is_trial());
    let offer = offer.unwrap().id.to_string();
    let order = json!({ "lineItems": [{ "offerId": offer, "quantity": 2 }] });
    let path = format!("/v1/customers/{buyer}/orders");
    let fault = [("x-sandbox-fault", "provisioning")];
    let _ = program
        .call_with(&fault, "POST", &path, Some(&order))
        .expect(201);
    app.drain();
    let list = format!("/v1/customers/{buyer}/subscriptions");
    let status = || program.get(&list).expect(200).json()["items"][0]["status"].clone();
    assert_ne!(status(), "active");
    let _ = program
        .send("POST", CLOCK, &json!({ "advance": "PT1H" }))
        .expect(200);
    assert_eq!(status(), "active");
    app.drain();
}

fn requests_are_logged(sandbox: &Sandbox) {
    let app = &sandbox.0;
    let (partner, program) = partner(app);
    let browser = app.browser_of(&partner.admin);
    let buyer = crate::api::customer(app, &program, "chenfan", "苏州晨帆贸易有限公司");
    app.clock.pass(1);
    let _ = program.get(&format!("/v1/customers/{buyer}?access_token=geheim"));
    app.clock.pass(1);
    assert_eq!(program.get("/v1/offers/nonsense").status(), 400);
    app.clock.pass(1);
    let fault = [("x-sandbox-fault", "500")];
    assert_eq!(
        program
            .call_with(&fault, "GET", "/v1/products", None)
            .status(),
        500
    );
    assert_eq!(
        logged(&browser, ""),
        [
            "GET /v1/products".to_owned(),
            "GET /v1/offers/nonsense".to_owned(),
            format!("GET /v1/customers/{buyer}?access_token=•••"),
            "POST /v1/customers".to_owned(),
        ]
    );
    assert_eq!(logged(&browser, "?status=failed"), ["GET /v1/products"]);
    assert_eq!(logged(&browser, "?method=POST"), ["POST /v1/customers"]);
    assert_eq!(
        logged(&browser, "?q=OFFERS&method=&status="),
        ["GET /v1/offers/nonsense"]
    );
    assert!(logged(&browser, "?q=nothing-like-this").is_empty());

    let page = browser.open("/account/requests?method=POST");
    let source = page.source();
    let id = source.split("href=\"/account/requests/").nth(1).unwrap();
    let id = id.split('"').next().unwrap().to_owned();
    let path = format!("/account/requests/{id}");
    let page = browser.open(&path);
    let text = page.text();
    // The first password was in the answer and is in no log; neither is the token.
    assert!(text.contains("chenfan") && text.contains("201"), "{text}");
    assert!(
        text.contains("•••") && text.contains("curl -X POST"),
        "{text}"
    );
    assert!(!text.contains(&program.token) && !text.contains("geheim"));
    let created = text.contains("\"password\": \"•••\"");
    assert!(created, "{text}");

    // Others see none of it.
    let (other, _) = self::partner(app);
    let stranger = app.browser_of(&other.admin);
    assert!(logged(&stranger, "").is_empty());
    assert_eq!(stranger.get(&path).status(), 404);

    // What is old goes, by real time: a turned clock leaves the log alone.
    let _ = program
        .send("POST", CLOCK, &json!({ "advance": "P1M" }))
        .expect(200);
    assert_eq!(logged(&browser, "").len(), 5);
    app.clock.pass(7 * 86_400 + 1);
    app.tick();
    let browser = app.browser_of(&partner.admin);
    assert!(logged(&browser, "").is_empty());
    app.drain();
}

fn requests_of_one_moment_are_all_listed(sandbox: &Sandbox) {
    let app = &sandbox.0;
    let (partner, program) = partner(app);
    let browser = app.browser_of(&partner.admin);
    for number in 0..120 {
        let _ = program.get(&format!("/v1/customers?size={number}"));
    }
    let mut seen = std::collections::BTreeSet::new();
    let mut query = String::new();
    for wanted in [50, 50, 20] {
        let lines = logged(&browser, &query);
        assert_eq!(lines.len(), wanted, "{query}");
        seen.extend(lines);
        let source = browser
            .open(&format!("/account/requests{query}"))
            .source()
            .replace("&#38;", "&")
            .replace("&amp;", "&");
        query = source
            .split("rel=\"next\" href=\"/account/requests")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap_or_default()
            .to_owned();
    }
    assert_eq!((seen.len(), query.as_str()), (120, ""));
    // A place that is none is the beginning.
    assert_eq!(logged(&browser, "?after=nonsense").len(), 50);
    app.drain();
}

fn what_cannot_be_written_is_tried_again(sandbox: &Sandbox) {
    let app = &sandbox.0;
    let (partner, program) = partner(app);
    let browser = app.browser_of(&partner.admin);
    let _ = program.get("/v1/customers").expect(200);
    assert_eq!(logged(&browser, "").len(), 1);
    let (_, request) = app.sign_in(&partner.admin);
    let all = || {
        app::integration::log::list(
            app,
            &request,
            Filter {
                below: 1000,
                ..Filter::default()
            },
        )
        .unwrap()
    };
    let line = all().remove(0);
    let mut nobody = app::integration::log::get(app, &request, line.id)
        .wait()
        .unwrap();
    nobody.id = uuid::Uuid::from_u128(1);
    nobody.tenant_id = uuid::Uuid::from_u128(2);
    app::integration::log::put(app, nobody);
    app.clock.pass(1);
    let _ = program.get("/v1/offers?country=CN").expect(200);
    // The company that is none spoils the batch four times; then each is for itself.
    for _ in 0..4 {
        assert!(app::integration::log::flush(app).is_err());
    }
    assert!(app::integration::log::flush(app).is_err());
    assert_eq!(app::integration::log::flush(app).unwrap(), 0);
    assert_eq!(
        logged(&browser, ""),
        ["GET /v1/offers?country=CN", "GET /v1/customers"]
    );
    app.drain();
}

fn operations_are_tried_from_a_page(sandbox: &Sandbox) {
    let app = &sandbox.0;
    let (partner, program) = partner(app);
    let browser = app.browser_of(&partner.admin);
    let list = browser.open("/account/explorer");
    assert!(list.source().contains("/account/explorer/customers.create"));
    // As the person: a customer is made with the example.
    let made = browser
        .open("/account/explorer/customers.create")
        .form("/account/explorer/customers.create")
        .submit();
    assert_eq!(made.status(), 200, "{}", made.text());
    assert!(made.text().contains("201 Created"), "{}", made.text());
    let id = program.get("/v1/customers").expect(200).json()["items"][0]["id"].clone();
    let id = id.as_str().unwrap().to_owned();
    // As a program, about the first customer.
    let path = "/account/explorer/customers.get";
    let form = browser.open(path).form(path).fill("as", &program.client_id);
    let got = form.submit();
    assert!(
        got.text().contains("200 OK") && got.text().contains(&id),
        "{}",
        got.text()
    );
    assert_eq!(logged(&browser, "").len(), 3);
    // A fault, a missing part, an unknown operation, another company's program.
    let fault = browser.open(path).form(path).fill("fault", "503").submit();
    assert!(fault.text().contains("503"), "{}", fault.text());
    let fault = browser.open(path).form(path).fill("fault", "drop").submit();
    assert_eq!(fault.status(), 200);
    let missing = browser
        .open(path)
        .form(path)
        .fill("customer_id", "")
        .submit();
    assert_eq!(missing.status(), 422);
    assert_eq!(browser.get("/account/explorer/no.such").status(), 404);
    let (_, foreign) = self::partner(app);
    let fields = [
        ("customer_id", id.as_str()),
        ("as", foreign.client_id.as_str()),
    ];
    assert_eq!(browser.post(path, &fields).status(), 404);
    // Rights are the caller's: a program that may only look makes no customers.
    let (agent, admin) = (AgentSetting::HelpdeskAgent, AdminSetting::None);
    let helper = app.program(&partner, agent, admin);
    let path = "/account/explorer/customers.create";
    let refused = browser
        .open(path)
        .form(path)
        .fill("as", &helper.client_id)
        .submit();
    assert!(
        refused.text().contains("403 Forbidden"),
        "{}",
        refused.text()
    );
    app.drain();
}

fn a_company_begins_anew(sandbox: &Sandbox) {
    let app = &sandbox.0;
    let (partner, program) = partner(app);
    let (_, stranger) = self::partner(app);
    let (_, list) = subscription(app, &program);
    let theirs = crate::api::customer(app, &stranger, "haicheng", "海城贸易有限公司");
    app.drain();
    let reset = "/v1/sandbox/reset";
    for body in [json!({}), json!({ "confirm": "yes" })] {
        let refused = program.send("POST", reset, &body).expect(400).json();
        assert_eq!(refused["data"][0]["messageId"], "problem-reset-unconfirmed");
    }
    let _ = program.get(&list).expect(200);
    let id = [("ms-requestid", "7b0f1f9e-3c57-4f4e-9a51-1c1b0e6d5a12")];
    let confirm = json!({ "confirm": "reset" });
    let samples = program
        .call_with(&id, "POST", reset, Some(&confirm))
        .expect(200)
        .json();
    assert_eq!(program.get(&list).status(), 404);
    let again = program
        .call_with(&id, "POST", reset, Some(&confirm))
        .expect(200)
        .json();
    assert_eq!(again, samples);
    let customer = samples["customer_id"].as_str().unwrap();
    let all = program.get("/v1/customers").expect(200).json();
    assert_eq!(all["totalCount"], 1);
    assert_eq!(all["items"][0]["id"], customer);
    app.drain();
    for id in samples["subscription_ids"].as_array().unwrap() {
        let path = format!(
            "/v1/customers/{customer}/subscriptions/{}",
            id.as_str().unwrap()
        );
        assert_eq!(program.get(&path).expect(200).json()["status"], "active");
    }
    // Others are not touched; and it can be done from the page, as often as one likes.
    let _ = stranger.get(&format!("/v1/customers/{theirs}")).expect(200);
    let browser = app.browser_of(&partner.admin);
    for _ in 0..2 {
        let page = browser
            .open("/account/sandbox")
            .form("/account/sandbox/reset")
            .submit();
        assert!(page.text().contains("贵公司已重新开始"), "{}", page.text());
        app.drain();
    }
    assert_eq!(
        program.get("/v1/customers").expect(200).json()["totalCount"],
        1
    );
}

fn kept_for_a_day(app: &TestApp) {
    let (partner, program) = partner(app);
    let browser = app.browser_of(&partner.admin);
    let _ = program.get("/v1/customers").expect(200);
    assert!(logged(&browser, "").is_empty());
    let page = browser.open("/account/requests");
    assert!(page.text().contains("目前不保存请求"), "{}", page.text());
    assert_eq!(page.form("/account/requests").submit().status(), 303);
    let _ = program.get("/v1/customers?size=3").expect(200);
    assert_eq!(logged(&browser, ""), ["GET /v1/customers?size=3"]);
    // It ends by itself; faults and the explorer are for sandboxes.
    app.clock.pass(86_401);
    let (fresh, browser) = (program.fresh_token(), app.browser_of(&partner.admin));
    let program = Program {
        token: fresh,
        ..program
    };
    let fault = [("x-sandbox-fault", "500")];
    let _ = program
        .call_with(&fault, "GET", "/v1/customers", None)
        .expect(200);
    assert_eq!(logged(&browser, "").len(), 1);
    let path = "/account/explorer/customers.list";
    assert!(browser.open(path).text().contains("只有在沙盒中"));
    assert_eq!(browser.post(path, &[]).status(), 404);
    let reset = program.send("POST", "/v1/sandbox/reset", &json!({ "confirm": "reset" }));
    assert_eq!(reset.status(), 404);
    app.drain();
}
