//! Many programs at once: no change is lost, nothing is made twice.

use super::{attest, code, customer, new_customer, partner, text};
use crate::crowd::{Crowd, all_at_once};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use testkit::{Page, Program, TestApp};

testkit::on_both! { Crowd:
    no_change_of_a_subscription_is_lost,
    one_of_many_changes_an_order,
    a_request_id_makes_one_thing_however_often_it_is_sent,
    a_refresh_token_is_good_once_however_often_it_is_sent,
}

/// Programs that change at once.
const CLIENTS: usize = 64;
/// Programs that read, change and try again.
const STUBBORN: usize = 12;

/// Sends until the answer is about the request: a budget fills with time, and an engine that is
/// busy says so.
fn insist(app: &TestApp, send: impl Fn() -> Page) -> Page {
    for _ in 0..2000 {
        let page = send();
        match page.status() {
            429 => app.clock.pass(1),
            503 => assert_eq!(page.header("retry-after"), "1", "{}", page.source()),
            _ => return page,
        }
    }
    panic!("no answer after many tries");
}

/// A subscription of ten; its address.
fn subscription(app: &TestApp, program: &Program) -> String {
    let buyer = customer(app, program, "chenfan", "苏州晨帆贸易有限公司");
    attest(app, program, &buyer);
    let offers = &app.programme.catalogue().offers;
    let mut bases = offers.iter().filter(|o| !o.is_add_on() && !o.is_trial());
    let offer = bases.find(|o| super::matrix::yearly(o));
    let order =
        json!({ "lineItems": [{ "offerId": offer.unwrap().id.to_string(), "quantity": 10 }] });
    let orders = format!("/v1/customers/{buyer}/orders");
    let placed = program.send("POST", &orders, &order).expect(201).json();
    app.drain();
    let done = program.get(&format!("{orders}/{}", text(&placed, "/id")));
    let id = text(&done.expect(200).json(), "/lineItems/0/subscriptionId");
    format!("/v1/customers/{buyer}/subscriptions/{id}")
}

fn no_change_of_a_subscription_is_lost(app: &Crowd) {
    let (_, program) = partner(app);
    let one = subscription(app, &program);
    let read = |program: &Program| insist(app, || program.get(&one)).expect(200).json();
    let begin = read(&program);
    // All from the same version: one of them is first, the others learn that they came too late.
    let work = (0..CLIENTS).map(|n| {
        let (program, one, begin) = (program.clone(), &one, &begin);
        move || {
            let wish = json!({ "quantity": 100 + n, "attributes": begin["attributes"] });
            insist(app, || program.send("PATCH", one, &wish))
        }
    });
    let answers = all_at_once(work.collect());
    let won: Vec<Value> = answers
        .iter()
        .filter(|page| page.status() == 200)
        .map(Page::json)
        .collect();
    assert_eq!(won.len(), 1, "one change for one version");
    for page in answers.iter().filter(|page| page.status() != 200) {
        assert_eq!((page.status(), code(page)), (400, "2055".to_owned()));
        assert!(!page.source().contains("Reload"), "{}", page.source());
    }
    let after = read(&program);
    assert_eq!(after["quantity"], won[0]["quantity"]);
    assert_eq!(after["attributes"]["etag"], won[0]["attributes"]["etag"]);
    // Each adds one seat to what it has read, and tries again when it came too late.
    let work = (0..STUBBORN).map(|_| {
        let program = program.clone();
        let (one, read) = (&one, &read);
        move || {
            for _ in 0..200 {
                let now = read(&program);
                let seats = now["quantity"].as_u64().unwrap() + 1;
                let wish = json!({ "quantity": seats, "attributes": now["attributes"] });
                let page = insist(app, || program.send("PATCH", one, &wish));
                if page.status() == 200 {
                    return;
                }
                assert_eq!(code(&page), "2055");
            }
            panic!("never first");
        }
    });
    let _ = all_at_once(work.collect());
    let seats = |body: &Value| body["quantity"].as_u64().unwrap();
    assert_eq!(seats(&read(&program)), seats(&after) + STUBBORN as u64);
    app.drain();
}

fn one_of_many_changes_an_order(app: &Crowd) {
    let (_, program) = partner(app);
    let one = subscription(app, &program);
    let sold = program.get(&one).expect(200).json();
    let (buyer, _) = one.split_once("/subscriptions/").unwrap();
    let order = format!("{buyer}/orders/{}", text(&sold, "/orderId"));
    let begin = program.get(&order).expect(200).json();
    let work = (0..CLIENTS / 2).map(|_| {
        let (program, order, begin) = (program.clone(), &order, &begin);
        move || {
            let wish = json!({ "billingCycle": "annual", "attributes": begin["attributes"] });
            insist(app, || program.send("PATCH", order, &wish))
        }
    });
    let answers = all_at_once(work.collect());
    let won = answers.iter().filter(|page| page.status() == 200).count();
    assert_eq!(won, 1, "one change for one version");
    for page in answers.iter().filter(|page| page.status() != 200) {
        assert_eq!((page.status(), code(page)), (400, "2055".to_owned()));
    }
    let after = insist(app, || program.get(&order)).expect(200).json();
    assert_eq!(after["billingCycle"], "annual");
    app.drain();
}

fn a_request_id_makes_one_thing_however_often_it_is_sent(app: &Crowd) {
    const TIMES: usize = 50;
    let (_, program) = partner(app);
    let many = |path: &str, body: &Value| {
        let id = domain::ids::fresh_uuid(&*app.entropy).to_string();
        let work = (0..TIMES).map(|_| {
            let (program, id) = (program.clone(), id.clone());
            move || {
                let headers = [("ms-requestid", id.as_str())];
                insist(app, || {
                    program.call_with(&headers, "POST", path, Some(body))
                })
            }
        });
        let answers = all_at_once(work.collect());
        assert!(
            answers.iter().all(|p| p.status() == 201),
            "{}",
            answers[0].source()
        );
        assert!(answers.iter().all(|p| p.header("ms-requestid") == id));
        answers.iter().map(Page::json).collect::<Vec<_>>()
    };
    let body = new_customer(app, "chenfan", "苏州晨帆贸易有限公司");
    let made = many("/v1/customers", &body);
    let mut passwords = 0;
    let same: BTreeSet<String> = made
        .into_iter()
        .map(|mut body| {
            if let Some(shown) = body.pointer_mut("/userCredentials/password") {
                passwords += usize::from(shown.as_str().is_some_and(|text| !text.is_empty()));
                *shown = Value::Null;
            }
            text(&body, "/id")
        })
        .collect();
    assert_eq!(same.len(), 1);
    assert!(passwords <= 1, "the first password is told once");
    let all = insist(app, || program.get("/v1/customers"))
        .expect(200)
        .json();
    assert_eq!(all["totalCount"], 1);
    let buyer = same.first().unwrap();
    app.clock.pass(60);
    attest(app, &program, buyer);
    let offers = &app.programme.catalogue().offers;
    let offer = offers.iter().find(|o| !o.is_add_on() && !o.is_trial());
    let order =
        json!({ "lineItems": [{ "offerId": offer.unwrap().id.to_string(), "quantity": 3 }] });
    let orders = format!("/v1/customers/{buyer}/orders");
    let placed = many(&orders, &order);
    let ids: BTreeSet<_> = placed.iter().map(|body| text(body, "/id")).collect();
    assert_eq!(ids.len(), 1);
    let all = insist(app, || program.get(&orders)).expect(200).json();
    assert_eq!(all["totalCount"], 1);
    app.drain();
}

fn a_refresh_token_is_good_once_however_often_it_is_sent(app: &Crowd) {
    let (owner, program) = partner(app);
    let login = app.agent(&owner, domain::caller::AgentSetting::AdminAgent);
    let acting = app.acting_for(&program, &login);
    let work = (0..8).map(|_| {
        let acting = acting.clone();
        move || insist(app, || acting.renew(&acting.refresh))
    });
    let answers = all_at_once(work.collect());
    let given: Vec<_> = answers.iter().filter(|p| p.status() == 200).collect();
    assert!(given.len() <= 1, "{} were given", given.len());
    // Two users of one token: nothing that came of it is worth anything.
    for page in given {
        let next = acting.with(&page.json());
        assert_eq!(next.get("/v1/customers").status(), 401);
    }
}
