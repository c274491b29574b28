//! No state is reached by editing an address: every move out of turn is refused.

use crate::{application_of, at_create, at_details, at_phone, count};
use ::app::enrolment::documents::NewDocument;
use domain::caller::StaffRole;
use testkit::{Browser, TestApp, specimen};

testkit::on_both! { TestApp:
    registration_pages_come_in_turn,
    a_registration_goes_on_for_a_while_and_no_longer,
    nothing_is_signed_before_approval,
    nothing_is_edited_after_submission,
    staff_cannot_decide_out_of_turn,
    an_incomplete_form_is_not_sent,
    a_broken_form_is_refused,
}

fn refused(browser: &Browser, path: &str, fields: &[(&str, &str)]) {
    let page = browser.post(path, fields);
    assert_eq!(
        page.status(),
        409,
        "{path} leads to {:?} and says: {}",
        page.location(),
        page.text()
    );
    assert!(!page.source().contains('⟦'));
}

fn registration_pages_come_in_turn(app: &TestApp) {
    let stranger = app.browser();
    for page in ["account", "details", "phone", "create", "done"] {
        assert_eq!(
            stranger.get(&format!("/register/cn/{page}")).location(),
            "/register/cn/join"
        );
        let to = if page == "phone" { "phone/send" } else { page };
        let sent = stranger.post(&format!("/register/cn/{to}"), &[]);
        assert_eq!(sent.location(), "/register/cn/join", "{page}");
    }
    // Begun, nothing chosen.
    let browser = app.browser();
    let page = browser
        .open("/register/cn/join")
        .form("/register/cn/join")
        .submit();
    assert_eq!(page.location(), "/register/cn/account");
    let company = app.company();
    let details: Vec<(&str, &str)> = company
        .details
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    refused(&browser, "/register/cn/details", &details);
    refused(
        &browser,
        "/register/cn/phone/send",
        &[("phone", &company.mobile), ("method", "sms")],
    );
    refused(&browser, "/register/cn/phone/verify", &[("code", "123456")]);
    refused(
        &browser,
        "/register/cn/create",
        &[("terms", "yes"), ("privacy", "yes")],
    );
    refused(&browser, "/register/cn/done", &[("saved", "yes")]);
    // Details given, telephone not verified.
    let (browser, company) = at_phone(app);
    assert_eq!(
        browser.get("/register/cn/create").location(),
        "/register/cn/phone"
    );
    assert_eq!(
        browser.get("/register/cn/done").location(),
        "/register/cn/phone"
    );
    refused(&browser, "/register/cn/phone/verify", &[("code", "123456")]);
    refused(
        &browser,
        "/register/cn/create",
        &[("terms", "yes"), ("privacy", "yes")],
    );
    refused(&browser, "/register/cn/done", &[("saved", "yes")]);
    // Created: the form is history.
    let (browser, _) = at_create(app);
    let create = browser
        .open("/register/cn/create")
        .form("/register/cn/create");
    assert_eq!(create.tick("terms").tick("privacy").submit().status(), 303);
    refused(&browser, "/register/cn/details", &details);
    refused(&browser, "/register/cn/details/draft", &[("city", "x")]);
    refused(
        &browser,
        "/register/cn/phone/send",
        &[("phone", &company.mobile), ("method", "sms")],
    );
    for page in ["details", "phone", "create"] {
        assert_eq!(
            browser.get(&format!("/register/cn/{page}")).follow().path(),
            "/register/cn/done"
        );
    }
    app.drain();
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM account"), 1);
}

fn a_registration_goes_on_for_a_while_and_no_longer(app: &TestApp) {
    let (browser, company) = at_details(app);
    app.clock.pass(7 * 86_400 - 1);
    assert_eq!(browser.get("/register/cn/details").status(), 200);
    app.clock.pass(1);
    assert_eq!(
        browser.get("/register/cn/details").location(),
        "/register/cn/join"
    );
    let begun = app.browser();
    drop(
        begun
            .open("/register/cn/join")
            .form("/register/cn/join")
            .submit(),
    );
    app.clock.pass(86_400);
    assert_eq!(
        begun.get("/register/cn/account").location(),
        "/register/cn/join"
    );
    // A verified number counts for half an hour.
    let (browser, _) = at_create(app);
    let create = browser
        .open("/register/cn/create")
        .form("/register/cn/create");
    app.clock.pass(1800);
    let page = create.tick("terms").tick("privacy").submit();
    assert_eq!(page.leads_to("/register/cn/details").status(), 303);
    assert_eq!(
        browser.get("/register/cn/create").location(),
        "/register/cn/phone"
    );
    assert!(
        browser
            .open("/register/cn/phone")
            .has_form("/register/cn/phone/send")
    );
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM account"), 0);
    // Whose reservation has run out loses the domain to the next.
    let (one, mine) = at_phone(app);
    let (other, _) = at_details(app);
    let form = other
        .open("/register/cn/details")
        .form("/register/cn/details");
    let form = form
        .fill_all(&company.details)
        .fill("domain_prefix", &mine.prefix);
    assert!(
        form.submit()
            .expect(422)
            .error_at("domain_prefix")
            .is_some()
    );
    app.clock.pass(24 * 3600 + 1);
    assert_eq!(form.submit().location(), "/register/cn/phone");
    let form = one
        .open("/register/cn/details")
        .form("/register/cn/details");
    assert!(
        form.submit()
            .expect(422)
            .error_at("domain_prefix")
            .is_some()
    );
    app.drain();
}

fn nothing_is_signed_before_approval(app: &TestApp) {
    let ticks = [
        ("consent_bind", "yes"),
        ("consent_electronic", "yes"),
        ("text_language", "zh-Hans"),
    ];
    for partner in [app.complete(), app.submitted()] {
        let browser = app.browser_of(&partner.admin);
        assert_eq!(browser.get("/agreements/sign").status(), 409);
        refused(&browser, "/agreements/sign", &ticks);
    }
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM signature"), 0);
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    assert_eq!(browser.get("/agreements/sign").status(), 409);
    // A late double click signs nothing and harms nobody.
    assert_eq!(
        browser.post("/agreements/sign", &ticks).location(),
        "/dashboard/overview"
    );
    app.drain();
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM signature"), 1);
}

fn nothing_is_edited_after_submission(app: &TestApp) {
    let partner = app.submitted();
    let browser = app.browser_of(&partner.admin);
    let before = application_of(app, &partner);
    for section in [
        "programme",
        "legal",
        "documents",
        "approval",
        "support",
        "billing",
        "credit",
        "declarations",
    ] {
        let path = format!("/enrol/{section}");
        assert_eq!(browser.get(&path).location(), "/enrol/status");
        if section != "documents" {
            refused(&browser, &path, &[("city", "x")]);
            refused(&browser, &format!("{path}/draft"), &[("city", "x")]);
        }
    }
    assert_eq!(browser.get("/enrol").location(), "/enrol/status");
    refused(&browser, "/enrol/submit", &[]);
    let upload = browser.post("/enrol/documents/upload", &[("kind", "telecom-permit")]);
    assert_eq!(upload.location(), "/enrol/status");
    let (_, request) = app.sign_in(&partner.admin);
    let kept = ::app::enrolment::documents::upload(
        app,
        &request,
        NewDocument {
            kind: "telecom-permit",
            file_name: "a.pdf",
            bytes: &specimen("x"),
            dated_on: "",
        },
    );
    assert_eq!(kept.unwrap_err().code(), "illegal-transition");
    let view = ::app::enrolment::application::view(app, &request)
        .wait()
        .unwrap();
    refused(
        &browser,
        &format!("/enrol/documents/{}/remove", view.documents[0].id),
        &[],
    );
    // "Begin" with one open changes nothing.
    assert_eq!(browser.post("/enrol/begin", &[]).status(), 303);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM application"), 1);
    let after = application_of(app, &partner);
    assert_eq!((before.version, before.state), (after.version, after.state));
    assert_eq!(browser.get("/enrol/no-such-section").status(), 404);
}

fn staff_cannot_decide_out_of_turn(app: &TestApp) {
    let draft = app.complete();
    let reviewer = app.browser_of(&app.staff(StaffRole::Reviewer));
    let analyst = app.browser_of(&app.staff(StaffRole::CreditAnalyst));
    let credit = [
        ("result", "pass"),
        ("limit", "1000"),
        ("reason", "两年报表良好"),
    ];
    let check = [("result", "passed"), ("reason", "")];
    let mut cases = vec![draft];
    cases.push(app.approved());
    for partner in &cases {
        let case = format!("/ops/applications/{}", partner.application);
        refused(&reviewer, &format!("{case}/claim"), &[]);
        refused(&reviewer, &format!("{case}/approve"), &[]);
        refused(&reviewer, &format!("{case}/checks/employment"), &check);
        refused(&analyst, &format!("{case}/credit"), &credit);
    }
    // A draft is the applicant's alone.
    let case = format!("/ops/applications/{}", cases[0].application);
    assert_eq!(reviewer.get(&case).status(), 404);
    assert_eq!(reviewer.get(&format!("{case}/credit")).status(), 404);
    // Waiving takes a reason; what happens by itself cannot be passed by hand; no such check.
    let open = app.submitted();
    let case = format!("/ops/applications/{}", open.application);
    let at = |kind: &str, result: &str, reason: &str| {
        reviewer
            .post(
                &format!("{case}/checks/{kind}"),
                &[("result", result), ("reason", reason)],
            )
            .status()
    };
    assert_eq!(at("mailbox", "passed", "because"), 422);
    assert_eq!(at("mailbox", "waived", ""), 422);
    assert_eq!(at("mailbox", "waived", "电话核实过邮箱"), 303);
    assert_eq!(at("employment", "pending", ""), 422);
    assert_eq!(at("credit", "passed", "because"), 404);
    assert_eq!(at("no-such-check", "passed", "because"), 404);
}

fn an_incomplete_form_is_not_sent(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let page = browser
        .open("/enrol")
        .form("/enrol/submit")
        .submit()
        .expect(422);
    assert!(
        page.source().contains("/enrol/documents#business-licence"),
        "{}",
        page.source()
    );
    app.fill_in(&partner);
    // A number that is a headquarters', abroad, ended or nobody's.
    app.enter_network("6000001", "headquarters", "CN", true, "总部");
    app.enter_network("6000002", "location", "SG", true, "Elsewhere");
    app.enter_network("6000003", "location", "CN", false, "旧");
    for id in ["6000001", "6000002", "6000003", "6999999"] {
        let form = browser.open("/enrol/programme").form("/enrol/programme");
        drop(form.fill("network_id", id).submit());
        let page = browser
            .open("/enrol")
            .form("/enrol/submit")
            .submit()
            .expect(422);
        assert!(
            page.source().contains("/enrol/programme#network_id"),
            "{id}: {}",
            page.text()
        );
    }
    assert_eq!(application_of(app, &partner).state, "draft");
    app.drain();
    assert_eq!(app.mails("E04").len(), 0);
}

fn a_broken_form_is_refused(app: &TestApp) {
    let (browser, _) = at_details(app);
    let token = browser.form_token();
    let post = |content: &str, body: Vec<u8>| {
        browser
            .send("POST", "/register/cn/details", Some(content), body)
            .status()
    };
    let urlencoded = "application/x-www-form-urlencoded";
    assert_eq!(post(urlencoded, b"csrf=wrong".to_vec()), 400);
    assert_eq!(post(urlencoded, Vec::new()), 400);
    assert_eq!(post("multipart/form-data", b"x".to_vec()), 400);
    assert_eq!(
        post("multipart/form-data; boundary=x", b"--x\r\nbroken".to_vec()),
        400
    );
    assert_eq!(post("application/json", b"{}".to_vec()), 400);
    let many = format!("csrf={token}{}", "&a=1".repeat(400));
    assert_eq!(post(urlencoded, many.into_bytes()), 400);
    let strange = format!("csrf={token}&%zz=%&=&&&a&%ff=%ff&legal_name=%00%ff");
    assert_eq!(post(urlencoded, strange.into_bytes()), 422);
    assert_eq!(
        browser
            .send("PUT", "/register/cn/details", None, Vec::new())
            .status(),
        405
    );
    assert_eq!(browser.get("/no/such/page").status(), 404);
}
