//! A sandbox: its clock.

use domain::caller::{AdminSetting, AgentSetting};
use domain::effects::Clock;
use serde_json::{Value, json};
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
}

mod elsewhere {
    use testkit::TestApp;
    testkit::on_both! { TestApp: a_production_server_has_no_clock_to_turn }
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
    assert!(events(&state).contains(&"order.provision".to_owned()), "{state}");
    let sold = program.get(&list).expect(200).json();
    assert_eq!(sold["items"][0]["status"], "active", "{sold}");
    let path = match path.rsplit_once('/') {
        Some((_, "")) => format!("{list}/{}", sold["items"][0]["id"].as_str().unwrap()),
        _ => path,
    };

    // Wrong wishes change nothing.
    for (body, code) in [
        (json!({ "advance": "-P1D" }), "problem-clock-back"),
        (json!({ "to": "2020-01-01T00:00:00Z" }), "problem-clock-back"),
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
    let next = json!({ "advance": "next-renewal" });
    let state = program.send("POST", CLOCK, &next).expect(200).json();
    assert!(events(&state).contains(&"subscription.day renewed".to_owned()), "{state}");
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

    // A program that may only look is refused; another company sees none of what happened.
    let (agent, admin) = (AgentSetting::HelpdeskAgent, AdminSetting::None);
    let helper = app.program(&partner, agent, admin);
    assert_eq!(helper.get(CLOCK).status(), 403);
    let (_, stranger) = self::partner(app);
    let state = program.send("POST", CLOCK, &json!({ "advance": "next-renewal" })).expect(200);
    assert!(!events(&state.json()).is_empty());
    assert_eq!(events(&stranger.get(CLOCK).expect(200).json()), Vec::<String>::new());
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
    let page = browser.open(&done.location());
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
            let done = program.clone().send("POST", CLOCK, &json!({ "advance": "P1D" }));
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
    assert!(page.text().contains("此系统不是沙盒"), "{}", page.text());
    let turned = browser.post("/account/sandbox/clock", &[("advance", "P1D")]);
    assert_eq!(turned.status(), 404);
    assert_eq!(browser.post("/demo/clock", &[("advance", "P1D")]).status(), 404);
    assert_eq!(app.clock.now(), app.clock.wall());
    let told = app.browser().get("/openapi.json").json();
    assert!(told["paths"][CLOCK].is_null());
    app.drain();
}
