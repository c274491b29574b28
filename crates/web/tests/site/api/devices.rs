//! Devices without a browser sign people in (RFC 8628).

use super::{partner, text};
use crate::audited;
use domain::caller::AgentSetting;
use domain::integration::device::DEVICE_SECONDS;
use testkit::{Page, Partner, Program, TestApp};

testkit::on_both! { TestApp from trading:
    a_person_types_the_code_and_the_device_goes_on,
    codes_nobody_waits_with_lead_nowhere,
    devices_are_for_programs_on_peoples_own_machines,
}

const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

fn begin(program: &Program, part: &str, wish: (&str, &str)) -> Page {
    let body = testkit::delegated::query(&[("client_id", &program.client_id), wish]);
    program.browser.send_with(
        &[("sec-fetch-site", "")],
        "POST",
        &format!("/{}/{part}/devicecode", program.tenant),
        Some("application/x-www-form-urlencoded"),
        body.into_bytes(),
    )
}

fn poll(program: &Program, code: &str) -> (u16, String, Page) {
    let page = program.exchange(&[
        ("client_secret", ""),
        ("grant_type", GRANT),
        ("device_code", code),
    ]);
    let error = page.json()["error"].as_str().unwrap_or_default().to_owned();
    (page.status(), error, page)
}

/// A partner and a program of it that runs on people's own machines.
fn tool(app: &TestApp) -> (Partner, Program) {
    let (owner, program) = partner(app);
    let (_, request) = app.sign_in(&owner.admin);
    let id = domain::ids::ClientAppId(program.client_id.parse().unwrap());
    app::integration::addresses::set_public(app, &request, id, 1, true)
        .wait()
        .unwrap();
    (owner, program)
}

fn a_person_types_the_code_and_the_device_goes_on(app: &TestApp) {
    let (owner, program) = tool(app);
    let login = app.agent(&owner, AgentSetting::AdminAgent);
    let wish = ("scope", "openid offline_access");
    let begun = begin(&program, "oauth2/v2.0", wish).expect(200).json();
    let (device, shown) = (text(&begun, "/device_code"), text(&begun, "/user_code"));
    assert_eq!(
        begun["verification_uri"],
        format!("{}/devicelogin", app.public_url)
    );
    assert_eq!(
        (&begun["expires_in"], &begun["interval"]),
        (&900.into(), &5.into())
    );
    assert!(text(&begun, "/message").contains(&shown));
    assert_eq!(poll(&program, &device).1, "authorization_pending");
    // Too soon, and again: it has to wait longer from then on.
    assert_eq!(poll(&program, &device).1, "slow_down");
    app.clock.pass(5);
    assert_eq!(poll(&program, &device).1, "slow_down");
    app.clock.pass(15);
    assert_eq!(poll(&program, &device).1, "authorization_pending");
    // The person.
    let nobody = app.browser().get("/devicelogin").expect(303);
    assert_eq!(nobody.location(), "/signin?next=/devicelogin");
    let browser = app.browser_of(&login);
    let form = browser.open("/devicelogin").form("/devicelogin");
    let typed = shown.to_lowercase().replace('-', " ");
    let page = form.clone().fill("user_code", &typed).submit().expect(200);
    for told in [shown.as_str(), &login.sign_in_name, &owner.company.name] {
        assert!(page.text().contains(told), "{told}: {}", page.text());
    }
    let decide = page.form("/devicelogin/decide");
    let done = decide
        .clone()
        .put("decision", "allow")
        .submit()
        .follow()
        .expect(200);
    assert_eq!(done.path(), "/devicelogin?done=allowed");
    // Decided once.
    let again = decide.put("decision", "refuse").submit().expect(422);
    assert!(again.error_at("user_code").is_some());
    app.clock.pass(10);
    let (status, _, given) = poll(&program, &device);
    assert_eq!(status, 200, "{}", given.source());
    let acting = program.with(&given.json());
    let _ = acting.get("/v1/customers").expect(200);
    assert!(!acting.refresh.is_empty());
    assert_eq!(poll(&program, &device).1, "invalid_grant");
    assert_eq!(audited(app, "app.allow-device", "succeeded"), 1);
    // It is among the programs that act for the person, and ends there.
    let page = browser.open("/account/me/apps");
    let take_back = format!("/account/me/apps/{}/revoke", program.client_id);
    let _ = page.form(&take_back).submit().expect(303);
    let _ = acting.get("/v1/customers").expect(401);
    // The first generation, and a person who refuses.
    let old = begin(
        &program,
        "oauth2",
        ("resource", "https://graph.windows.net"),
    );
    let old = old.expect(200).json();
    assert_eq!(old["interval"], "5");
    assert!(text(&old, "/verification_url").ends_with("/devicelogin"));
    let page = form
        .fill("user_code", &text(&old, "/user_code"))
        .submit()
        .expect(200);
    let refused = page.form("/devicelogin/decide").put("decision", "refuse");
    let _ = refused.submit().follow().expect(200);
    assert_eq!(
        poll(&program, &text(&old, "/device_code")).1,
        "access_denied"
    );
    // Agreed, and taken back before the device has asked.
    let begun = begin(&program, "oauth2/v2.0", wish).expect(200).json();
    let page = browser.post(
        "/devicelogin",
        &[("user_code", &text(&begun, "/user_code"))],
    );
    let _ = page
        .form("/devicelogin/decide")
        .put("decision", "allow")
        .submit()
        .expect(303);
    let _ = browser.post(&take_back, &[]).expect(303);
    assert_eq!(
        poll(&program, &text(&begun, "/device_code")).1,
        "access_denied"
    );
}

fn codes_nobody_waits_with_lead_nowhere(app: &TestApp) {
    let (owner, program) = tool(app);
    let (other, _) = tool(app);
    let login = app.agent(&owner, AgentSetting::AdminAgent);
    let browser = app.browser_of(&login);
    let begun = begin(&program, "oauth2/v2.0", ("scope", ""))
        .expect(200)
        .json();
    let (device, shown) = (text(&begun, "/device_code"), text(&begun, "/user_code"));
    let typed = |browser: &testkit::Browser, code: &str| {
        browser.post("/devicelogin", &[("user_code", code)])
    };
    // Of another company, or staff: it might as well not exist.
    for stranger in [
        other.admin.clone(),
        app.staff(domain::caller::StaffRole::Auditor),
    ] {
        let page = typed(&app.browser_of(&stranger), &shown).expect(422);
        assert!(page.error_at("user_code").is_some());
    }
    for wrong in ["", "BCDF-GHJK", "x", "AAAA-AAAA"] {
        let page = typed(&browser, wrong).expect(422);
        assert!(page.error_at("user_code").is_some(), "{wrong}");
    }
    // Agreeing needs a recent proof.
    app.clock.pass(601);
    let page = typed(&browser, &shown)
        .expect(200)
        .form("/devicelogin/decide");
    let proof = page.put("decision", "allow").submit().expect(403);
    assert!(proof.has_form("/devicelogin/decide"));
    // Too late, for the person and for the device.
    app.clock.pass(DEVICE_SECONDS - 601);
    let _ = typed(&browser, &shown).expect(422);
    assert_eq!(poll(&program, &device).1, "expired_token");
    // Guessing is slow.
    app.clock.pass(60);
    let mut last = 0;
    for _ in 0..=10 {
        last = typed(&browser, "BCDF-GHJK").status();
    }
    assert_eq!(last, 429);
    app.clock.pass(60);
    let _ = typed(&browser, "BCDF-GHJK").expect(422);
    app.clock.pass(2 * 86_400);
    app.tick();
    assert_eq!(poll(&program, &device).1, "invalid_grant");
}

fn devices_are_for_programs_on_peoples_own_machines(app: &TestApp) {
    let (_, program) = partner(app);
    let refused = begin(&program, "oauth2/v2.0", ("scope", ""))
        .expect(401)
        .json();
    assert_eq!(refused["error"], "invalid_client");
    let refused = begin(&program, "oauth2/v2.0", ("client_secret", &program.secret));
    assert_eq!(refused.expect(400).json()["error"], "unauthorized_client");
    let (_, tool) = tool(app);
    let wrong = begin(&tool, "oauth2/v2.0", ("scope", "everything")).expect(400);
    assert_eq!(wrong.json()["error"], "invalid_scope");
    let wrong = begin(&tool, "oauth2", ("resource", "https://elsewhere.example")).expect(400);
    assert_eq!(wrong.json()["error"], "invalid_resource");
    let nobody = begin(&tool, "oauth2", ("client_id", "x")).expect(400);
    assert_eq!(nobody.json()["error"], "invalid_request");
    let found = tool
        .browser
        .get("/common/v2.0/.well-known/openid-configuration");
    let found = found.expect(200).json();
    let address = format!("{}/common/oauth2/v2.0/devicecode", app.public_url);
    assert_eq!(found["device_authorization_endpoint"], address);
    assert_eq!(found["code_challenge_methods_supported"][0], "S256");
}
