//! Webhooks, with a receiver on a real socket.

use super::{attest, code, customer, partner, text};
use crate::count;
use adapters::HttpMessenger;
use domain::caller::{AdminSetting, AgentSetting};
use domain::effects::Clock;
use domain::integration::hooks::{ATTEMPTS, EVENTS, WAITS};
use domain::programme::china_csp;
use rsa::PublicKey;
use rsa::pkcs8::DecodePublicKey;
use serde_json::{Value, json};
use sha2::Sha256;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use testkit::{Called, Engine, Fixture, Manner, Page, Partner, Program, Receiver, TestApp};

testkit::on_both! { Told:
    what_happens_is_told_once_and_signed,
    what_happens_to_the_company_is_told,
    a_receiver_in_every_manner,
    one_thing_is_told_in_order_and_others_do_not_wait,
    programs_are_told_that_an_invoice_is_ready,
    a_messenger_dies_and_another_goes_on,
    a_name_that_leads_inside_is_not_followed,
    a_registration_is_made_changed_and_removed,
    a_test_is_followed,
    after_a_day_of_failures_nothing_is_sent,
    a_company_registers_tests_and_sends_again_on_its_pages,
}

/// A site that may call programs on this machine, and such a program.
struct Told {
    app: TestApp,
    receiver: Receiver,
}

impl Fixture for Told {
    fn fresh(engine: Engine) -> Self {
        let programme = china_csp().unwrap().rechecking(0);
        let app = TestApp::trading_with(engine, programme, |parts| {
            parts.messenger = Some(Arc::new(HttpMessenger::new(Duration::from_millis(800))));
            parts.local_hooks = true;
        });
        let receiver = Receiver::start();
        Self { app, receiver }
    }

    fn check(&self) {
        self.app.check();
    }
}

const PLACE: &str = "/webhooks/v1/registration";

fn register(program: &Program, url: &str, events: &[&str]) -> Page {
    let body = json!({ "WebhookUrl": url, "WebhookEvents": events });
    program.send("POST", PLACE, &body)
}

fn everything() -> Vec<&'static str> {
    EVENTS.iter().map(|told| told.name).collect()
}

/// A subscription of a new customer; its address.
fn subscription(app: &TestApp, program: &Program, prefix: &str) -> String {
    let buyer = customer(app, program, prefix, &format!("{prefix}贸易有限公司"));
    attest(app, program, &buyer);
    let offers = &app.programme.catalogue().offers;
    let offer = offers
        .iter()
        .find(|o| !o.is_add_on() && !o.is_trial())
        .unwrap();
    let order = json!({ "lineItems": [{ "offerId": offer.id.to_string(), "quantity": 2 }] });
    let path = format!("/v1/customers/{buyer}/orders");
    let placed = program.send("POST", &path, &order).expect(201).json();
    app.drain();
    let done = program.get(&format!("{path}/{}", text(&placed, "/id")));
    let id = text(&done.expect(200).json(), "/lineItems/0/subscriptionId");
    format!("/v1/customers/{buyer}/subscriptions/{id}")
}

fn seats(program: &Program, subscription: &str, quantity: u32) {
    let wish = json!({ "quantity": quantity });
    let _ = program.send("PATCH", subscription, &wish).expect(200);
}

/// The certificate's key: of 2048 bits, as every receiver in the field can read it.
fn key_of(certificate: &[u8]) -> PublicKey {
    let head = b"\x30\x82\x01\x22\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00";
    let start = certificate
        .windows(head.len())
        .position(|window| window == head)
        .expect("an RSA key of 2048 bits");
    PublicKey::from_public_key_der(&certificate[start..start + 294]).unwrap()
}

/// Checks what the interface's documents tell receivers to check.
fn is_signed(program: &Program, called: &Called, header: &str) {
    let address = called.header("x-ms-certificate-url");
    let path = address
        .strip_prefix(testkit::PUBLIC_URL)
        .expect("on our host");
    let certificate = program.browser.get(path).expect(200);
    assert_eq!(certificate.header("content-type"), "application/pkix-cert");
    assert_eq!(called.header("x-ms-signature-algorithm"), "rsa-sha256");
    let signature = called.header(header).strip_prefix("Signature ").unwrap();
    let signature = data_encoding::BASE64.decode(signature.as_bytes()).unwrap();
    let key = key_of(certificate.bytes());
    let good = |body: &str| {
        key.pkcs1v15_verify::<Sha256>(body.as_bytes(), &signature)
            .is_ok()
    };
    assert!(good(&called.body));
    assert!(!good(&called.body.replace("EventName", "eventName")));
    assert_eq!(called.header("content-type"), "application/json");
}

fn what_happens_is_told_once_and_signed(test: &Told) {
    let (app, receiver) = (&test.app, &test.receiver);
    let (_, program) = partner(app);
    let (_, stranger) = partner(app);
    let listed = program.get(&format!("{PLACE}/events")).expect(200).json();
    assert_eq!(listed, json!(everything()));
    let _ = register(&program, &receiver.url(), &everything()).expect(200);
    // Nobody is told of others' affairs, and of nothing before the commit.
    let _ = subscription(app, &stranger, "haicheng");
    assert_eq!(receiver.called(), []);
    let place = subscription(app, &program, "chenfan");
    seats(&program, &place, 7);
    let mut refused = program.get(&place).expect(200).json();
    refused["quantity"] = 0.into();
    let _ = program.send("PATCH", &place, &refused).expect(400);
    app.drain();
    let all = receiver.take();
    let names: Vec<_> = all.iter().map(Called::event).collect();
    assert_eq!(
        names.iter().collect::<BTreeSet<_>>().len(),
        4,
        "created, placed, set up, changed: {names:?}"
    );
    let count = |name: &str| names.iter().filter(|found| *found == name).count();
    assert_eq!(count("customer-created"), 1);
    assert_eq!(count("order-created"), 1);
    assert_eq!(count("order-updated"), 1, "set up");
    assert_eq!(count("subscription-updated"), 2, "set up, and more seats");
    let deliveries: BTreeSet<_> = all.iter().map(|c| c.header("x-tongdao-delivery")).collect();
    assert_eq!(deliveries.len(), all.len());
    for called in &all {
        assert_eq!(called.line, "POST /events?from=partner");
        is_signed(&program, called, "authorization");
        assert_eq!(
            called.header("x-tongdao-signature"),
            "",
            "no secret, no hash"
        );
        // What is named is found under its address, and so is the record of what happened.
        let told = called.json();
        let uri = text(&told, "/ResourceUri");
        let path = uri.strip_prefix(testkit::PUBLIC_URL).unwrap();
        let _ = program.get(path).expect(200);
        assert!(text(&told, "/ResourceChangeUtcDate").ends_with("+00:00"));
        let keys: Vec<_> = told.as_object().unwrap().keys().cloned().collect();
        assert_eq!(keys.len(), 5, "{keys:?}");
    }
    assert!(all.last().unwrap().body.contains("/webhooks/v1/customers/"));
    app.drain();
    app.tick();
    assert_eq!(receiver.called(), [], "each once");

    // What is not wanted is not told; the other header on request.
    let body = json!({
        "WebhookUrl": receiver.url(), "webhookevents": ["CUSTOMER-updated"],
        "SignatureTokenToMsSignatureHeader": true,
    });
    let _ = program.send("PUT", PLACE, &body).expect(200);
    seats(&program, &place, 8);
    let owner = place.split("/subscriptions").next().unwrap();
    let profile = format!("{owner}/profiles/billing");
    let mut changed = program.get(&profile).expect(200).json();
    changed["email"] = "office@chenfan.example".into();
    let _ = program.send("PUT", &profile, &changed).expect(200);
    app.drain();
    let all = receiver.take();
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0].event(), "customer-updated");
    assert_eq!(all[0].header("authorization"), "");
    is_signed(&program, &all[0], "x-ms-signature");
    // The company's own doing by the calendar is told as well: a subscription that is suspended, and
    // the end of a relationship.
    let _ = program
        .send(
            "PUT",
            PLACE,
            &json!({ "WebhookUrl": receiver.url(), "WebhookEvents": everything() }),
        )
        .expect(200);
    let _ = program
        .send("PATCH", &place, &json!({ "status": "suspended" }))
        .expect(200);
    let _ = program.send("PATCH", &place, &json!({ "status": "deleted" }));
    app.drain();
    let _ = receiver.take();
    let customers = "SELECT COUNT(*) AS n FROM hook_delivery WHERE state <> 'delivered'";
    assert_eq!(crate::count(app, customers), 0);
}

fn what_happens_to_the_company_is_told(test: &Told) {
    let (app, receiver) = (&test.app, &test.receiver);
    let names = || {
        receiver
            .take()
            .iter()
            .map(Called::event)
            .collect::<Vec<_>>()
    };
    // A company that is about to sign waits for more.
    let new = app.approved();
    let (_, request) = app.sign_in(&new.admin);
    let wish = app::integration::hooks::Wish {
        url: receiver.url(),
        events: everything().into_iter().map(str::to_owned).collect(),
        ms_header: None,
    };
    app::integration::hooks::register(app, &request, &wish, None, "").unwrap();
    app.sign(&new);
    app.drain();
    let mut told = names();
    told.sort();
    let twice = "application-status-changed";
    assert_eq!(told, [twice, twice, "partner-status-changed"]);

    let (_, program) = partner(app);
    let _ = register(&program, &receiver.url(), &everything()).expect(200);
    let staff = [domain::caller::StaffRole::BillingOperator];
    let (_, desk) = app.sign_in(&app.member_of_staff("desk", &staff));
    let tenant = program.tenant.parse().unwrap();
    let cause = ("abuse", "Misuse in three cases");
    app::partners::standing::suspend(app, &desk, tenant, "active", cause, "").unwrap();
    app.drain();
    let all = receiver.take();
    assert_eq!(all.len(), 1, "only the company itself: {all:?}");
    assert_eq!(all[0].event(), "partner-status-changed");
    // The company it is about is found where the event says.
    let body = all[0].json();
    assert_eq!(body["AuditUri"], Value::Null);
    let uri = text(&body, "/ResourceUri");
    let path = uri.strip_prefix(testkit::PUBLIC_URL).unwrap();
    let about = program.get(path).expect(200).json();
    assert_eq!(text(&about, "/tenantId"), program.tenant);
    // So is a request to the operator, by the page it is read on.
    let reader = crate::english(app.browser_of(&new.admin));
    let number = crate::support::ask(&reader, "Our portal is slow");
    app.drain();
    let all = receiver.take();
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0].event(), "service-request-updated");
    // No record leads to it, and its place in the log keeps its turn all the same.
    assert!(sequence(app, &all[0]) > 0);
    let uri = text(&all[0].json(), "/ResourceUri");
    let page = reader.open(uri.strip_prefix(testkit::PUBLIC_URL).unwrap());
    assert!(page.expect(200).text().contains(&number));
    // A list of prices is told to every company that asked, with the page of what changes.
    let [author, second] = crate::price_lists::managers(app);
    let change = [(crate::price_lists::OFFER, "55.50,68.00,CNY")];
    let path = crate::price_lists::draft(app, &author, "2026-05", &change);
    crate::price_lists::act(&second, &path, "approve");
    crate::price_lists::act(&author, &path, "publish");
    app.tick();
    app.drain();
    let all = receiver.take();
    let names: Vec<_> = all.iter().map(Called::event).collect();
    assert_eq!(names, ["price-list-published"; 2]);
    let uri = text(&all[0].json(), "/ResourceUri");
    let page = uri.strip_prefix(testkit::PUBLIC_URL).unwrap();
    assert!(page.starts_with("/pricing/changes?list="), "{page}");
    let shown = reader.open(page).expect(200);
    assert_eq!(
        shown.text(),
        reader.open("/pricing/changes?month=2026-05").text()
    );
    let nothing = "/pricing/changes?list=00000000-0000-4000-8000-000000000001";
    assert_eq!(reader.get(nothing).status(), 404);
    assert_eq!(reader.get("/pricing/changes?list=x").status(), 404);
}

fn a_receiver_in_every_manner(test: &Told) {
    let (app, receiver) = (&test.app, &test.receiver);
    let (partner, program) = partner(app);
    let elsewhere = Receiver::start();
    let _ = register(&program, &receiver.url(), &["test-created"]).expect(200);
    let manners = [
        (Manner::Says(500), "refused"),
        (Manner::Says(404), "refused"),
        (Manner::HangsUp, "not-reached"),
        (Manner::Mumbles, "not-reached"),
        (Manner::Hesitates(Duration::from_millis(1500)), "too-slow"),
        (Manner::Redirects(elsewhere.url()), "redirected"),
        (
            Manner::Redirects("http://169.254.169.254/latest/meta-data".into()),
            "redirected",
        ),
        (Manner::TakesWithoutAWord, "not-reached"),
    ];
    receiver.first(manners.iter().map(|(manner, _)| manner.clone()));
    receiver.behave(Manner::Babbles);
    let sent = program.call_with(&[], "POST", &format!("{PLACE}/validationEvents"), None);
    let id = text(&sent.expect(200).json(), "/correlationId");
    for (attempt, wait) in WAITS.iter().enumerate().take(manners.len()) {
        app.drain();
        assert_eq!(
            app_attempts(app),
            attempt as i64 + 1,
            "{:?}",
            manners[attempt]
        );
        // Not before its time.
        app.clock.pass(wait - 1);
        app.drain();
        assert_eq!(
            app_attempts(app),
            attempt as i64 + 1,
            "{:?}",
            manners[attempt]
        );
        app.clock.pass(1);
    }
    app.drain();
    // An answer without an end is one, and not read to it.
    let program = Program {
        token: program.fresh_token(),
        ..program
    };
    let seen = program
        .get(&format!("{PLACE}/validationEvents/{id}"))
        .expect(200)
        .json();
    assert_eq!(seen["status"], "completed");
    let results = seen["results"].as_array().unwrap();
    let problems: Vec<_> = results
        .iter()
        .map(|r| text(r, "/responseMessage"))
        .collect();
    let wanted: Vec<_> = manners
        .iter()
        .map(|(_, problem)| *problem)
        .chain([""])
        .collect();
    assert_eq!(problems, wanted);
    assert_eq!(results[0]["responseCode"], "InternalServerError");
    assert_eq!(results[1]["responseCode"], "NotFound");
    assert_eq!(results[2]["systemError"], true);
    assert_eq!(results.last().unwrap()["responseCode"], "OK");
    assert_eq!(elsewhere.called(), [], "redirects lead nowhere");
    let ids: BTreeSet<_> = receiver
        .called()
        .iter()
        .map(|called| called.header("x-tongdao-delivery").to_owned())
        .collect();
    assert_eq!(
        ids.into_iter().collect::<Vec<_>>(),
        [id.as_str()],
        "one delivery, told again"
    );
    // The pages show it, and no more of the answer than fits.
    let page = app
        .browser_of(&partner.admin)
        .open(&format!("/account/webhooks/deliveries/{id}"));
    let page = page.expect(200);
    assert!(page.source().contains("status 500"), "{}", page.source());
    let longest = page
        .all("pre")
        .into_iter()
        .map(|text| text.len())
        .max()
        .unwrap();
    assert!((100..=2048).contains(&longest), "{longest}");
}

/// The invoices a receiver was told of: their addresses.
fn invoices_told(receiver: &Receiver) -> Vec<String> {
    let told = receiver.take();
    let told = told.iter().map(|called| {
        assert_eq!(called.event(), "invoice-ready");
        let body = called.json();
        assert_eq!(body["ResourceName"], "invoice");
        text(&body, "/ResourceUri")
    });
    told.collect()
}

fn programs_are_told_that_an_invoice_is_ready(test: &Told) {
    let (app, receiver) = (&test.app, &test.receiver);
    let (_, program) = partner(app);
    let (_, stranger) = partner(app);
    let _ = register(&program, &receiver.url(), &["invoice-ready"]).expect(200);
    let _ = subscription(app, &program, "chenfan");
    let _ = subscription(app, &stranger, "haicheng");
    app.drain();
    assert_eq!(receiver.take(), []);
    app.clock.pass(33 * 86_400);
    app.tick();
    app.tick();
    // Both were billed; each is told of its own, and once.
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM invoice"), 2);
    let told = invoices_told(receiver);
    assert_eq!(told.len(), 1, "{told:?}");
    let path = told[0].strip_prefix(testkit::PUBLIC_URL).unwrap();
    let program = Program {
        token: program.fresh_token(),
        ..program
    };
    let invoice = program.get(path).expect(200).json();
    assert!(path.ends_with(&format!("/{}", text(&invoice, "/id"))));
    // Two dates that were missed: both are told, in their order.
    app.clock.pass(62 * 86_400);
    app.tick();
    let told = invoices_told(receiver);
    assert_eq!(told.len(), 2, "{told:?}");
    let numbers: Vec<_> = told
        .iter()
        .map(|uri| uri.rsplit('/').next().unwrap())
        .collect();
    assert!(numbers.is_sorted(), "{numbers:?}");
}

fn app_attempts(app: &TestApp) -> i64 {
    count(app, "SELECT COUNT(*) AS n FROM hook_attempt")
}

fn one_thing_is_told_in_order_and_others_do_not_wait(test: &Told) {
    let (app, receiver) = (&test.app, &test.receiver);
    let (_, program) = partner(app);
    let first = subscription(app, &program, "chenfan");
    let other = subscription(app, &program, "haicheng");
    let _ = register(&program, &receiver.url(), &["subscription-updated"]).expect(200);
    receiver.first([Manner::Says(503)]);
    seats(&program, &first, 3);
    seats(&program, &first, 4);
    seats(&program, &other, 9);
    seats(&program, &first, 5);
    app.drain();
    let order = |called: &[Called]| -> Vec<bool> {
        let id = first.rsplit('/').next().unwrap();
        called
            .iter()
            .map(|called| called.body.contains(id))
            .collect()
    };
    let called = receiver.take();
    assert_eq!(order(&called), [true, false], "what waits keeps its turn");
    let waiting = called[0].header("x-tongdao-delivery").to_owned();
    app.clock.pass(WAITS[0]);
    app.drain();
    let called = receiver.take();
    assert_eq!(order(&called), [true, true, true]);
    assert_eq!(called[0].header("x-tongdao-delivery"), waiting);
    let sequences: Vec<_> = called.iter().map(|called| sequence(app, called)).collect();
    assert!(sequences.is_sorted(), "{sequences:?}");
}

/// The place of a delivery's change in the audit log.
fn sequence(app: &TestApp, called: &Called) -> i64 {
    let id: uuid::Uuid = called.header("x-tongdao-delivery").parse().unwrap();
    app.read(move |tx| {
        let sql = "SELECT sequence AS n FROM hook_delivery WHERE id = $1";
        Ok(tx.query_one::<i64>(sql, &[store::Value::from(id)])?)
    })
    .wait()
    .unwrap()
}

/// A worker that has claimed, or even sent, and is gone: another one takes over when the lease is over.
fn a_messenger_dies_and_another_goes_on(test: &Told) {
    let (app, receiver) = (&test.app, &test.receiver);
    let (_, program) = partner(app);
    let _ = register(&program, &receiver.url(), &["test-created"]).expect(200);
    let sent = program.call_with(&[], "POST", &format!("{PLACE}/validationEvents"), None);
    let id = text(&sent.expect(200).json(), "/correlationId");
    let lease = app::integration::hooks::send::LEASE_SECONDS;
    let (dead, now) = (uuid::Uuid::from_u128(666), app.clock.now());
    let claimed = app
        .db
        .write(move |tx| store::hooks::claim(tx, dead, now, lease))
        .wait()
        .unwrap();
    assert_eq!(claimed.unwrap().id.to_string(), id);
    app.clock.pass(lease - 1);
    app.drain();
    assert_eq!(receiver.called(), [], "nobody else before the lease ends");
    app.clock.pass(1);
    app.drain();
    assert_eq!(receiver.take().len(), 1);
    // The dead one wakes up, and what it says does not count.
    let late = store::hooks::Attempt {
        number: 1,
        at: app.clock.now(),
        took: 1,
        url: receiver.url(),
        status: None,
        problem: "too-slow".to_owned(),
        answer: String::new(),
    };
    let delivery = id.parse().unwrap();
    let counted = app
        .db
        .write(move |tx| {
            let next = store::hooks::Next::GivenUp;
            store::hooks::settle(tx, delivery, dead, &late, next)
        })
        .wait()
        .unwrap();
    assert!(!counted);
    let seen = program
        .get(&format!("{PLACE}/validationEvents/{id}"))
        .expect(200)
        .json();
    assert_eq!(seen["status"], "completed");
    assert_eq!(seen["results"].as_array().unwrap().len(), 1);
    // A clock that ran ahead when it was claimed holds nothing up either.
    let _ = program
        .call_with(&[], "POST", &format!("{PLACE}/validationEvents"), None)
        .expect(200);
    let ahead = app.clock.now().plus_days(30);
    app.db
        .write(move |tx| store::hooks::claim(tx, dead, ahead, lease))
        .wait()
        .unwrap()
        .unwrap();
    app.drain();
    assert_eq!(receiver.take().len(), 1);
}

fn a_name_that_leads_inside_is_not_followed(test: &Told) {
    let (app, receiver) = (&test.app, &test.receiver);
    let (_, program) = partner(app);
    let name = "events.contoso.cn";
    let url = format!("https://{name}:{}/in", receiver.port());
    for inside in [
        "127.0.0.1",
        "10.0.0.7",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "0.0.0.0",
        "::1",
        "fe80::1",
        "fd00:ec2::254",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.7",
        "64:ff9b::a00:7",
        "2002:7f00:1::",
    ] {
        app.names.lead(name, &[inside]);
        let refused = register(&program, &url, &["test-created"])
            .expect(400)
            .json();
        assert_eq!(text(&refused, "/data/0/pointer"), "/WebhookUrl", "{inside}");
        assert_eq!(
            text(&refused, "/data/0/messageId"),
            "problem-url-not-public"
        );
        app.names.lead(name, &["1.1.1.1", inside]);
        let _ = register(&program, &url, &["test-created"]).expect(400);
    }
    for url in [
        "http://events.contoso.cn/",
        "https://10.0.0.7/",
        "https://[::ffff:7f00:1]/",
        "https://167772167/",
        "https://events.contoso.cn:22/",
        "https://user:secret@events.contoso.cn/",
        "https://localhost.contoso/\u{0}",
        "file:///etc/passwd",
        "http://169.254.169.254/latest/",
        "",
    ] {
        let refused = register(&program, url, &["test-created"])
            .expect(400)
            .json();
        assert_eq!(text(&refused, "/data/0/pointer"), "/WebhookUrl", "{url}");
        assert!(!refused.to_string().contains("secret"), "{refused}");
    }
    app.names.remove("gone.contoso.cn");
    let gone = register(&program, "https://gone.contoso.cn/", &["test-created"]).expect(400);
    assert_eq!(
        text(&gone.json(), "/data/0/messageId"),
        "problem-url-not-found"
    );
    // Public when it was registered, and inside by the time there is something to tell.
    app.names.lead(name, &["1.1.1.1"]);
    let _ = register(&program, &url, &["test-created"]).expect(200);
    app.names.lead(name, &["127.0.0.1"]);
    let sent = program.call_with(&[], "POST", &format!("{PLACE}/validationEvents"), None);
    let id = text(&sent.expect(200).json(), "/correlationId");
    app.drain();
    app.names.fall_silent(true);
    app.clock.pass(WAITS[0]);
    app.drain();
    let seen = program
        .get(&format!("{PLACE}/validationEvents/{id}"))
        .expect(200)
        .json();
    assert_eq!(seen["results"][0]["responseMessage"], "address-not-public");
    assert_eq!(seen["results"][0]["systemError"], true);
    assert_eq!(seen["results"][1]["responseMessage"], "name-unanswered");
    assert_eq!(seen["status"], "pending");
    assert_eq!(receiver.called(), [], "nobody connected");
    let _ = program.call_with(&[], "DELETE", PLACE, None).expect(204);
    app.drain();
    // Silence of the name servers keeps nobody from registering.
    let _ = register(&program, &url, &["test-created"]).expect(200);
    app.names.fall_silent(false);
}

fn a_registration_is_made_changed_and_removed(test: &Told) {
    let (app, receiver) = (&test.app, &test.receiver);
    let (owner, program) = partner(app);
    let (_, stranger) = partner(app);
    assert_eq!(code(&program.get(PLACE).expect(404)), "1000");
    let change = json!({ "WebhookUrl": receiver.url(), "WebhookEvents": ["test-created"] });
    let _ = program.send("PUT", PLACE, &change).expect(404);
    let _ = program.call_with(&[], "DELETE", PLACE, None).expect(404);
    for (events, place) in [
        (json!([]), "/WebhookEvents"),
        (json!(null), "/WebhookEvents"),
        (json!(["referral-created"]), "/WebhookEvents"),
        (json!("test-created"), "/WebhookEvents"),
        (json!([7]), "/WebhookEvents/0"),
    ] {
        let body = json!({ "WebhookUrl": receiver.url(), "WebhookEvents": events });
        let refused = program.send("POST", PLACE, &body).expect(400).json();
        assert_eq!(text(&refused, "/data/0/pointer"), place, "{refused}");
    }
    let made = register(
        &program,
        &receiver.url(),
        &["test-created", "Subscription-Updated"],
    );
    let made = made.expect(200).json();
    let subscriber = text(&made, "/SubscriberId");
    assert_eq!(text(&made, "/WebhookUrl"), receiver.url());
    assert_eq!(
        made["WebhookEvents"],
        json!(["test-created", "subscription-updated"])
    );
    let again = register(&program, &receiver.url(), &["test-created"]).expect(409);
    assert!(text(&again.json(), "/description").contains("already"));
    let read = program.get(PLACE).expect(200).json();
    assert!(read.get("SubscriberId").is_none(), "as documented");
    assert_eq!(read["SignatureTokenToMsSignatureHeader"], false);
    let changed = program.send("PUT", PLACE, &change).expect(200).json();
    assert_eq!(text(&changed, "/SubscriberId"), subscriber);
    assert_eq!(changed["WebhookEvents"], json!(["test-created"]));
    // Each company has its own, and a role that has nothing to do with it has none.
    let _ = stranger.get(PLACE).expect(404);
    let users = app.program(
        &owner,
        AgentSetting::None,
        AdminSetting::UserManagementAdmin,
    );
    assert_eq!(code(&users.get(PLACE).expect(403)), "2032");
    let agent = app.program(&owner, AgentSetting::HelpdeskAgent, AdminSetting::None);
    let _ = agent.get(PLACE).expect(200);
    // What is written down names no path and no query: they may hold a secret.
    let (scope, subject) = (app.operator_scope(), format!("webhook/{}", owner.tenant));
    let log = app
        .read(move |tx| Ok(store::audit::of_subject(tx, scope, &subject, "", 100)?))
        .wait()
        .unwrap();
    assert!(
        log.iter()
            .any(|entry| entry.detail.contains("http://localhost"))
    );
    assert!(
        log.iter()
            .all(|entry| !entry.detail.contains("from=partner"))
    );
    let _ = program.call_with(&[], "DELETE", PLACE, None).expect(204);
    let _ = program.get(PLACE).expect(404);
}

fn a_test_is_followed(test: &Told) {
    let (app, receiver) = (&test.app, &test.receiver);
    let (owner, program) = partner(app);
    let (_, stranger) = partner(app);
    let tests = format!("{PLACE}/validationEvents");
    let ask = || program.call_with(&[], "POST", &tests, None);
    let _ = ask().expect(404);
    let _ = register(&program, &receiver.url(), &["subscription-updated"]).expect(200);
    assert_eq!(
        text(&ask().expect(400).json(), "/data/0/pointer"),
        "/WebhookEvents"
    );
    let change = json!({ "WebhookUrl": receiver.url(), "WebhookEvents": ["test-created"] });
    let _ = program.send("PUT", PLACE, &change).expect(200);
    let id = text(&ask().expect(200).json(), "/correlationId");
    let follow = format!("{tests}/{id}");
    assert_eq!(program.get(&follow).expect(200).json()["status"], "pending");
    let _ = ask().expect(200);
    let _ = ask().expect(429);
    app.drain();
    let seen = program.get(&follow).expect(200).json();
    assert_eq!(
        (&seen["status"], &seen["callbackUrl"]),
        (&"completed".into(), &receiver.url().into())
    );
    assert_eq!(text(&seen, "/partnerId"), owner.tenant.to_string());
    assert_eq!(text(&seen, "/correlationId"), id);
    assert_eq!(seen["results"][0]["systemError"], false);
    let called = receiver.take();
    assert_eq!(called.len(), 2);
    let told = called[0].json();
    assert_eq!(
        (&told["ResourceName"], &told["AuditUri"]),
        (&"test".into(), &Value::Null)
    );
    let address = format!("{}{follow}", testkit::PUBLIC_URL).to_lowercase();
    assert_eq!(
        text(&told, "/ResourceUri").to_lowercase(),
        address.to_lowercase()
    );
    let _ = stranger.get(&follow).expect(404);
    let _ = program.get(&format!("{tests}/x")).expect(400);
    app.clock.pass(60);
    let again = uuid::Uuid::from_u128(5).to_string();
    let same = || program.call_with(&[("ms-requestid", &again)], "POST", &tests, None);
    let one = text(&same().expect(200).json(), "/correlationId");
    assert_eq!(
        text(&same().expect(200).json(), "/correlationId"),
        one,
        "the same request"
    );
    app.drain();
    assert_eq!(receiver.take().len(), 1);
    // Kept for seven days.
    app.clock.pass(7 * 86_400 + 1);
    app.tick();
    let program = Program {
        token: program.fresh_token(),
        ..program.clone()
    };
    let _ = program.get(&follow).expect(404);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM hook_attempt"), 0);
}

fn after_a_day_of_failures_nothing_is_sent(test: &Told) {
    let (app, receiver) = (&test.app, &test.receiver);
    let (owner, program) = partner(app);
    let place = subscription(app, &program, "chenfan");
    let _ = register(
        &program,
        &receiver.url(),
        &["subscription-updated", "test-created"],
    )
    .expect(200);
    receiver.behave(Manner::Says(500));
    seats(&program, &place, 3);
    for wait in WAITS {
        app.drain();
        app.tick();
        app.clock.pass(wait);
    }
    assert_eq!(app.mails("W01").len(), 0, "not before the last attempt");
    app.drain();
    assert_eq!(receiver.take().len(), ATTEMPTS as usize);
    let program = Program {
        token: program.fresh_token(),
        ..program
    };
    // Something else waits when it stops.
    seats(&program, &place, 4);
    app.tick();
    app.tick();
    let mails = app.mails("W01");
    assert_eq!(mails.len(), 1, "once to the one global admin");
    assert!(
        mails[0]
            .body
            .as_ref()
            .unwrap()
            .contains("/account/webhooks")
    );
    app.clock.pass(3600);
    let program = Program {
        token: program.fresh_token(),
        ..program
    };
    seats(&program, &place, 5);
    app.tick();
    assert!(receiver.take().len() <= 1, "it is left alone");
    assert_eq!(app.mails("W01").len(), 1);
    let tests = format!("{PLACE}/validationEvents");
    let _ = program.call_with(&[], "POST", &tests, None).expect(400);
    // The company sees it and resumes; nothing that was given up comes by itself.
    let browser = crate::english(app.browser_of(&owner.admin));
    let page = browser.open("/account/webhooks").expect(200);
    assert!(
        page.text().contains("Nothing is delivered any more"),
        "{}",
        page.text()
    );
    receiver.behave(Manner::Says(204));
    let page = page
        .form("/account/webhooks/resume")
        .submit()
        .follow()
        .expect(200);
    assert!(!page.has_form("/account/webhooks/resume"));
    app.tick();
    assert_eq!(receiver.take(), []);
    // Sending again is by hand, each once.
    let list = browser.open("/account/webhooks?state=given-up").expect(200);
    let links: Vec<_> = list
        .source()
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next().map(str::to_owned))
        .filter(|href| href.starts_with("/account/webhooks/deliveries/"))
        .collect();
    assert_eq!(links.len(), 2, "{links:?}");
    for link in &links {
        let action = format!("{link}/replay");
        let form = browser.open(link).form(&action);
        let page = form.submit().follow().expect(200);
        assert!(
            page.text().contains("It is being sent again"),
            "{}",
            page.text()
        );
        let twice = form.submit();
        assert_eq!(twice.location(), page.path(), "a double click is one click");
    }
    app.drain();
    let called = receiver.take();
    assert_eq!(called.len(), 2);
    seats(&program, &place, 6);
    app.drain();
    assert_eq!(receiver.take().len(), 1, "and what happens now is told");
    app.tick();
    assert_eq!(app.mails("W01").len(), 1);
}

fn a_company_registers_tests_and_sends_again_on_its_pages(test: &Told) {
    let (app, receiver) = (&test.app, &test.receiver);
    let owner: Partner = app.active_partner();
    let browser = crate::english(app.browser_of(&owner.admin));
    let page = browser.open("/account/webhooks").expect(200);
    assert!(page.text().contains("Nothing was sent yet"));
    assert!(!page.has_form("/account/webhooks/test"));
    let form = page.form("/account/webhooks");
    let wrong = form
        .clone()
        .put("hook_url", "http://events.contoso.cn/in")
        .without("hook_events")
        .submit()
        .expect(422);
    assert!(wrong.error_at("hook_url").is_some() && wrong.error_at("hook_events").is_some());
    assert_eq!(
        wrong.form("/account/webhooks").value("hook_url"),
        "http://events.contoso.cn/in"
    );
    let saved = form.clone().put("hook_url", &receiver.url()).submit();
    let page = saved
        .leads_to("/account/webhooks?done=saved")
        .follow()
        .expect(200);
    assert!(page.text().contains("Working"), "{}", page.text());
    // The first form is of a time when nothing was registered.
    let key = uuid::Uuid::from_u128(1).to_string();
    let late = form
        .put("request_id", &key)
        .put("hook_url", &receiver.url())
        .submit();
    assert_eq!(late.status(), 409);
    // Stale.
    let change = page.form("/account/webhooks");
    let one = change.clone().submit();
    let _ = one.leads_to("/account/webhooks?done=saved");
    let key = uuid::Uuid::from_u128(2).to_string();
    assert_eq!(change.put("request_id", &key).submit().status(), 409);
    // A test.
    let page = browser.open("/account/webhooks");
    let told = page
        .form("/account/webhooks/test")
        .submit()
        .follow()
        .expect(200);
    assert!(told.text().contains("Waiting") && told.text().contains("It was not tried yet"));
    app.drain();
    let told = browser.open(told.path()).expect(200);
    assert!(told.text().contains("Delivered"), "{}", told.text());
    assert!(told.source().contains("status 200"));
    let called = receiver.take();
    assert_eq!(called.len(), 1);
    assert_eq!(called[0].header("x-tongdao-signature"), "");
    // A shared secret: shown once, and from now on it signs.
    let page = browser.open("/account/webhooks");
    let shown = page
        .form("/account/webhooks/secret")
        .submit()
        .follow()
        .expect(200);
    assert_eq!(shown.header("cache-control"), "no-store");
    let secret = shown.all(".hot .v").remove(0).trim().to_owned();
    assert_eq!(secret.len(), 43, "{secret}");
    assert!(
        !browser
            .open("/account/webhooks/secret")
            .source()
            .contains(&secret)
    );
    let kept = app
        .read({
            let scope = crate::scope_of(&owner);
            move |tx| Ok(store::hooks::get(tx, scope)?.unwrap().secret.unwrap())
        })
        .wait()
        .unwrap();
    let found = kept
        .windows(secret.len())
        .any(|part| part == secret.as_bytes());
    assert!(!found, "sealed in the database");
    let replay = format!("{}/replay", told.path());
    let again = browser
        .open(told.path())
        .form(&replay)
        .submit()
        .follow()
        .expect(200);
    assert!(again.text().contains("The delivery it repeats"));
    app.drain();
    let called = receiver.take();
    let (stamp, hash) = (
        called[0].header("x-tongdao-timestamp"),
        called[0].header("x-tongdao-signature"),
    );
    assert!(adapters::verify(
        secret.as_bytes(),
        stamp,
        called[0].body.as_bytes(),
        hash
    ));
    assert!(!adapters::verify(
        b"another",
        stamp,
        called[0].body.as_bytes(),
        hash
    ));
    let page = browser.open("/account/webhooks");
    let page = page
        .form("/account/webhooks/secret/remove")
        .submit()
        .follow()
        .expect(200);
    assert!(page.text().contains("The shared secret is removed"));
    // Roles: a sales agent may, a user administrator may not; a stranger finds nothing.
    let agent = app.browser_of(&app.agent(&owner, AgentSetting::SalesAgent));
    let _ = agent.open("/account/webhooks").expect(200);
    let users = app.browser_of(&app.colleague(&owner, AdminSetting::UserManagementAdmin));
    let _ = users.get("/account/webhooks").expect(403);
    let other = app.browser_of(&app.active_partner().admin);
    let _ = other.get(told.path()).expect(404);
    // Narrowing, in every language.
    for language in ["zh-Hans", "zh-Hant", "en"] {
        browser.set_cookie("tongdao_language", language);
        for path in [
            "/account/webhooks".to_owned(),
            "/account/webhooks?state=pending".to_owned(),
            "/account/webhooks?state=nonsense&before=x".to_owned(),
            "/account/webhooks?state=delivered&before=1.1".to_owned(),
            told.path().to_owned(),
        ] {
            let page = browser.open(&path).expect(200);
            assert!(!page.source().contains('⟦'), "{path}: {}", page.source());
        }
    }
    let page = browser.open("/account/webhooks");
    let page = page
        .form("/account/webhooks/remove")
        .submit()
        .follow()
        .expect(200);
    assert!(page.text().contains("The registration is removed"));
    let _ = browser.open(told.path()).expect(200);
    let _ = browser.post("/account/webhooks/test", &[]).expect(404);
    app.drain();
}
