//! The profiles of a partner that is set up: changed by its people and its programs, vetted facts
//! through a reviewer.

use crate::audited;
use crate::change_documents::{add, send};
use domain::caller::{AdminSetting, AgentSetting, StaffRole};
use serde_json::{Value, json};
use testkit::{Browser, Page, Partner, Program, TestApp};

testkit::on_both! { TestApp from trading:
    what_customers_see_is_changed_at_once,
    vetted_facts_wait_for_a_reviewer,
    billing_admins_change_their_part,
    programs_change_profiles,
    programs_cannot_change_what_stays,
    two_people_do_not_overwrite_each_other,
}

const PROFILE: &str = "/account/profile";
const LEGAL: &str = "/account/legal-profile";
const BILLING: &str = "/account/billing-profile";
const SUPPORT: &str = "/account/support-profile";

fn partner(app: &TestApp) -> (Partner, Browser) {
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    (partner, browser)
}

fn program(app: &TestApp, partner: &Partner) -> Program {
    app.program(partner, AgentSetting::AdminAgent, AdminSetting::GlobalAdmin)
}

fn get(program: &Program, profile: &str) -> Value {
    let path = format!("/v1/profiles/{profile}");
    program.get(&path).expect(200).json()
}

fn put(program: &Program, profile: &str, body: &Value) -> Page {
    program.send("PUT", &format!("/v1/profiles/{profile}"), body)
}

/// Where a refusal points, and what it says there.
fn places(page: &Page) -> Vec<(String, String)> {
    let told = page.json();
    let data = told["data"].as_array().unwrap();
    let text = |place: &Value, name: &str| place[name].as_str().unwrap().to_owned();
    data.iter()
        .map(|place| (text(place, "pointer"), text(place, "messageId")))
        .collect()
}

fn what_customers_see_is_changed_at_once(app: &TestApp) {
    let (partner, browser) = partner(app);
    let program = program(app, &partner);
    let form = browser.open(SUPPORT).form(SUPPORT);
    // What is wrong is said at its field, and what was typed stays.
    let refused = form
        .clone()
        .fill("support_email", "nobody")
        .fill("support_hours", "")
        .submit()
        .expect(422);
    let errors = refused.errors();
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors.contains_key("support_email") && errors.contains_key("support_hours"));
    assert!(refused.source().contains("nobody"));
    let mails = app.mails("PROFILE").len();
    let done = form
        .fill("support_email", "help@shihang.example")
        .fill("support_hours", "9:00–18:00")
        .submit();
    let page = done.expect(303).follow();
    assert!(page.text().contains("资料已更改"), "{}", page.text());
    assert!(page.text().contains("help@shihang.example"));
    assert_eq!(get(&program, "support")["email"], "help@shihang.example");
    assert_eq!(audited(app, "profile.update", "succeeded"), 1);
    // The same once more differs in nothing.
    let again = browser.open(SUPPORT).form(SUPPORT).submit().follow();
    assert!(again.text().contains("没有不同之处"), "{}", again.text());
    app.drain();
    assert_eq!(app.mails("PROFILE").len(), mails);

    // Whom to call about security is asked for whole.
    let place = "/account/security-contact";
    let form = browser.open(place).form(place);
    let refused = form.submit().expect(422);
    assert_eq!(refused.errors().len(), 3);
    let done = form
        .fill("security_name", "周文清")
        .fill("security_email", "security@shihang.example")
        .fill("security_phone", "+8619900000111")
        .submit();
    let page = done.expect(303).follow();
    assert!(page.text().contains("security@shihang.example"));

    // The organisation has an address of its own, or that of the law.
    let place = "/account/organization";
    let form = browser.open(place).form(place);
    let refused = form.clone().fill("city", "苏州").submit().expect(422);
    assert!(refused.errors().contains_key("province"));
    let _ = form.fill("language", "en").submit().expect(303);
    assert_eq!(get(&program, "organization")["culture"], "en-US");
    app.drain();
}

fn reviewer(app: &TestApp) -> Browser {
    app.browser_of(&app.staff(StaffRole::Reviewer))
}

fn vetted_facts_wait_for_a_reviewer(app: &TestApp) {
    let (partner, browser) = partner(app);
    let program = program(app, &partner);
    let before = get(&program, "legalbusiness");
    assert_eq!(before["vettingStatus"], "authorized");
    let form = browser.open(LEGAL).form(LEGAL);
    // The name is the agreement's.
    assert!(!form.has("legal_name") && !form.has("credit_code"));
    assert!(browser.open(LEGAL).text().contains(&partner.company.name));
    let refused = form.clone().fill("postal_code", "1").submit().expect(422);
    assert!(refused.errors().contains_key("postal_code"));
    let done = form.clone().fill("address_line2", "20 层").submit();
    let page = done.expect(303).follow();
    assert!(page.text().contains("您的更改需要文件"), "{}", page.text());
    assert!(page.text().contains("20 层"));
    let now = get(&program, "legalbusiness");
    assert_eq!(now["vettingStatus"], "pending");
    assert_eq!(now["address"], before["address"]);
    // Which reading is told is asked for as the library and as its documents write it.
    let asked = |version: &str| get(&program, &format!("legalbusiness?vettingVersion={version}"));
    for version in ["Current", "current"] {
        let asked = asked(version);
        assert_eq!(asked["vettingStatus"], "pending");
        assert_eq!(asked["address"]["addressLine2"], "20 层");
    }
    for version in ["LastFinalized", "last_finalized"] {
        let last = asked(version);
        assert_eq!(last["vettingStatus"], "authorized");
        assert_eq!(last["vettingSubStatus"], "none");
        assert_eq!(last["address"], before["address"]);
    }
    assert_eq!(asked("none"), now);
    let wrong = "/v1/profiles/legalbusiness?vettingVersion=yesterday";
    assert_eq!(program.get(wrong).expect(400).json()["code"], "800002");
    app.drain();
    let mails = app.mails("PROFILE");
    assert_eq!(mails.len(), 1, "its one global admin");

    // Correcting it replaces it: the form begins with what waits.
    let form = browser.open(LEGAL).form(LEGAL);
    assert_eq!(form.value("address_line2"), "20 层");
    let _ = form.fill("address_line2", "21 层").submit().expect(303);
    let desk = reviewer(app);
    let list = desk.open("/ops/profiles");
    let places = list.source();
    let mut found = places.split("href=\"/ops/profiles/").skip(1);
    let place = found.next().unwrap().split('"').next().unwrap();
    assert_eq!(found.count(), 0, "one waits");
    let place = format!("/ops/profiles/{place}");
    let page = desk.open(&place);
    assert!(page.text().contains("21 层"), "{}", page.text());
    assert!(!page.text().contains("20 层"));
    // A rejection has a reason.
    let reject = page.form(&format!("{place}/reject"));
    let approve = reject.clone().to(&format!("{place}/approve"));
    let refused = reject.submit().expect(422);
    assert!(refused.errors().contains_key("reason"));
    let reason = "The licence shows another floor";
    let _ = reject.put("reason", reason).submit().expect(303);
    let page = browser.open(PROFILE);
    assert!(page.text().contains(reason), "{}", page.text());
    let now = get(&program, "legalbusiness");
    assert_eq!(now["vettingStatus"], "rejected");
    assert_eq!(now["address"], before["address"]);
    // What was decided is not decided again.
    assert_eq!(approve.submit().status(), 409);

    // Another try is put in force.
    let form = browser.open(LEGAL).form(LEGAL);
    let _ = form.fill("address_line2", "22 层").submit().expect(303);
    let licence = testkit::specimen("licence");
    let added = add(&browser, "business-licence", "licence.pdf", &licence);
    assert_eq!([added.status(), send(&browser, "").status()], [303; 2]);
    let page = browser.open(PROFILE);
    assert!(
        page.text().contains("有一项更改等待审核"),
        "{}",
        page.text()
    );
    let list = desk.open("/ops/profiles").source();
    let place = list.split("href=\"/ops/profiles/").nth(1).unwrap();
    let place = format!("/ops/profiles/{}", place.split('"').next().unwrap());
    let approve = desk.open(&place).form(&format!("{place}/approve"));
    let _ = approve.submit().expect(303);
    let now = get(&program, "legalbusiness");
    assert_eq!(now["vettingStatus"], "authorized");
    assert_eq!(now["address"]["addressLine2"], "22 层");
    app.drain();
    app.drain();
    let told = app.mails("PROFILE");
    assert_eq!(told.len(), 5, "waits thrice, rejected, approved");

    // What waits can be taken back.
    let form = browser.open(LEGAL).form(LEGAL);
    let _ = form.fill("address_line2", "23 层").submit().expect(303);
    // A part that a program sends leaves it waiting.
    let part = json!({ "primaryContact": { "email": "law@shihang.example" } });
    let _ = put(&program, "legalbusiness", &part).expect(200);
    assert!(browser.open(PROFILE).text().contains("23 层"));
    // Another page was looked at before: what waits now was not on it.
    let old = browser.open(PROFILE).form("/account/profile/withdraw");
    let form = browser.open(LEGAL).form(LEGAL);
    let _ = form.fill("address_line2", "24 层").submit().expect(303);
    assert_eq!(old.submit().status(), 409);
    let back = browser.open(PROFILE).form("/account/profile/withdraw");
    let page = back.submit().expect(303).follow();
    assert!(page.text().contains("更改已撤回"), "{}", page.text());
    assert_eq!(back.put("request_id", "").submit().status(), 409);
    assert!(
        !desk
            .open("/ops/profiles")
            .source()
            .contains("href=\"/ops/profiles/")
    );
    // Another company sees nothing of it.
    let (_, stranger) = self::partner(app);
    assert!(!stranger.open(PROFILE).text().contains("22 层"));
    assert_eq!(stranger.get(&place).status(), 404);
    app.drain();
}

fn billing_admins_change_their_part(app: &TestApp) {
    let (partner, browser) = partner(app);
    let accountant = app.browser_of(&app.colleague(&partner, AdminSetting::BillingAdmin));
    app.drain();
    let before = app.mails("PROFILE").len();
    let form = accountant.open(BILLING).form(BILLING);
    assert!(form.has("purchase_order") && !form.has("bank_account"));
    let _ = form
        .clone()
        .fill("purchase_order", "PO-2026-7")
        .submit()
        .expect(303);
    // What the form does not have is refused, however it is sent.
    let form = accountant.open(BILLING).form(BILLING);
    assert_eq!(
        form.put("bank_account", "6222000000000009")
            .submit()
            .status(),
        403
    );
    app.drain();
    assert_eq!(
        app.mails("PROFILE").len(),
        before,
        "an order number is no alarm"
    );
    let form = browser.open(BILLING).form(BILLING);
    assert_eq!(form.value("purchase_order"), "PO-2026-7");
    let refused = form
        .clone()
        .put("tax_id", "91350200123456788X")
        .submit()
        .expect(422);
    assert!(
        refused.errors().contains_key("tax_id"),
        "{:?}",
        refused.errors()
    );
    let _ = form
        .put("bank_name", "试航银行苏州分行")
        .put("bank_account", "6222000000000009")
        .submit()
        .expect(303);
    app.drain();
    app.drain();
    let told = app.mails("PROFILE");
    assert_eq!(told.len(), before + 1);
    let body = told
        .iter()
        .find_map(|mail| mail.body.clone())
        .unwrap_or_default();
    assert!(!body.contains("6222000000000009"), "{body}");
    // The audit log has the end of the number alone.
    let entries = crate::count(
        app,
        "SELECT COUNT(*) AS n FROM audit_entry WHERE detail LIKE '%6222000000000009%'",
    );
    assert_eq!(entries, 0);
    // Whoever manages users reads, and changes nothing.
    let users = app.browser_of(&app.colleague(&partner, AdminSetting::UserManagementAdmin));
    assert_eq!(users.open(PROFILE).status(), 200);
    assert_eq!(users.get(BILLING).status(), 403);
    app.drain();
}

fn programs_change_profiles(app: &TestApp) {
    let (partner, _) = partner(app);
    let program = program(app, &partner);
    // Written back as they were read, nothing is changed.
    for profile in ["billing", "legalbusiness", "organization", "support"] {
        let now = get(&program, profile);
        let back = put(&program, profile, &now).expect(200).json();
        assert_eq!(now, back, "{profile}");
    }
    assert_eq!(audited(app, "profile.propose", "succeeded"), 1);

    let mut billing = get(&program, "billing");
    billing["purchaseOrderNumber"] = "PO-9".into();
    billing["primaryContact"]["firstName"] = "晓".into();
    billing["primaryContact"]["lastName"] = "林".into();
    billing["primaryContact"]["email"] = "lin@shihang.example".into();
    billing["address"] = json!({
        "country": "CN", "state": "江苏", "city": "苏州", "region": "工业园区",
        "addressLine1": "星湖街 328 号", "postalCode": "215000",
    });
    let changed = put(&program, "billing", &billing).expect(200);
    let tag = changed.header("etag").to_owned();
    let changed = changed.json();
    assert_eq!(changed["purchaseOrderNumber"], "PO-9");
    assert_eq!(changed["primaryContact"]["lastName"], "林");
    assert_eq!(changed["address"]["city"], "苏州");
    assert_ne!(changed["attributes"]["etag"], billing["attributes"]["etag"]);
    assert!(tag.contains(changed["attributes"]["etag"].as_str().unwrap()));
    // The version it was read with is over: in the document, and in the header.
    billing["purchaseOrderNumber"] = "PO-10".into();
    assert_eq!(put(&program, "billing", &billing).status(), 400);
    let stale = [("if-match", "\"nonsense\"")];
    let path = "/v1/profiles/billing";
    let page = program.call_with(&stale, "PUT", path, Some(&json!({})));
    assert_eq!(page.status(), 400);
    let legal = get(&program, "legalbusiness");
    let foreign = legal["attributes"]["etag"].as_str().unwrap();
    let page = program.call_with(&[("if-match", foreign)], "PUT", path, Some(&json!({})));
    assert_eq!(page.status(), 400);
    // Half a name leaves the other half.
    let half = json!({ "primaryContact": { "firstName": "晨" } });
    let half = put(&program, "billing", &half).expect(200).json();
    assert_eq!(half["primaryContact"]["lastName"], "林");
    assert_eq!(half["primaryContact"]["firstName"], "晨");
    // The address of the law is none of its own.
    let mut back = get(&program, "billing");
    back["address"] = legal["address"].clone();
    let back = put(&program, "billing", &back).expect(200).json();
    assert_eq!(back["address"]["city"], legal["address"]["city"]);

    let support = json!({ "Email": "help@shihang.example", "Telephone": "400 820 8820",
        "Website": "https://help.shihang.example/" });
    let support = program
        .send("PUT", "/v1/profiles/SupportProfile", &support)
        .expect(200)
        .json();
    assert_eq!(support["website"], "https://help.shihang.example/");
    let organisation = json!({ "culture": "zh-TW", "email": "office@shihang.example" });
    let organisation = put(&program, "organization", &organisation)
        .expect(200)
        .json();
    assert_eq!(organisation["culture"], "zh-TW");
    assert_eq!(organisation["email"], "office@shihang.example");

    // The same request id is the same change.
    let id = [("ms-requestid", "7b0f1f9e-3c57-4f4e-9a51-1c1b0e6d5a13")];
    let wish = json!({ "telephone": "400 820 8821" });
    let before = audited(app, "profile.update", "succeeded");
    for _ in 0..2 {
        let page = program.call_with(&id, "PUT", "/v1/profiles/support", Some(&wish));
        let _ = page.expect(200);
    }
    assert_eq!(audited(app, "profile.update", "succeeded"), before + 1);
    app.drain();
}

fn programs_cannot_change_what_stays(app: &TestApp) {
    let (partner, _) = partner(app);
    let program = program(app, &partner);
    let fixed = "problem-profile-fixed";
    for (profile, body, place, what) in [
        (
            "billing",
            json!({ "companyName": "别人" }),
            "/companyName",
            fixed,
        ),
        (
            "billing",
            json!({ "billingCurrency": "USD" }),
            "/billingCurrency",
            fixed,
        ),
        (
            "billing",
            json!({ "taxId": "91350200123456788X" }),
            "/taxId",
            "problem-tax-id-differs",
        ),
        (
            "billing",
            json!({ "primaryContact": { "email": "x" } }),
            "/primaryContact/email",
            "problem-email-format",
        ),
        (
            "billing",
            json!({ "primaryContact": "x" }),
            "/primaryContact",
            "api-not-an-object",
        ),
        (
            "billing",
            json!({ "address": { "city": "苏州" } }),
            "/address/state",
            "problem-required",
        ),
        (
            "billing",
            json!({ "address": { "country": "US" } }),
            "/address/country",
            fixed,
        ),
        (
            "legalbusiness",
            json!({ "companyName": "别人" }),
            "/companyName",
            fixed,
        ),
        (
            "legalbusiness",
            json!({ "companyApproverEmail": "" }),
            "/companyApproverEmail",
            "problem-required",
        ),
        (
            "legalbusiness",
            json!({ "address": { "city": 7 } }),
            "/address/city",
            "api-not-a-text",
        ),
        (
            "organization",
            json!({ "domain": "x.example" }),
            "/domain",
            fixed,
        ),
        (
            "organization",
            json!({ "culture": "es-US" }),
            "/culture",
            "api-unknown-value",
        ),
        (
            "organization",
            json!({ "companyName": "" }),
            "/companyName",
            "problem-required",
        ),
        (
            "support",
            json!({ "website": "http://x" }),
            "/website",
            "problem-web-scheme",
        ),
        ("support", json!([]), "", "api-not-an-object"),
    ] {
        let page = put(&program, profile, &body).expect(400);
        let found = places(&page);
        assert_eq!(found[0].0, place, "{profile} {body} {found:?}");
        if what != "problem-web-scheme" {
            assert_eq!(found[0].1, what, "{profile} {body}");
        }
    }
    assert_eq!(audited(app, "profile.update", "succeeded"), 0);
    assert_eq!(audited(app, "profile.propose", "succeeded"), 0);
    // Roles are those of the pages.
    let accountant = app.program(&partner, AgentSetting::None, AdminSetting::BillingAdmin);
    let _ = put(
        &accountant,
        "billing",
        &json!({ "purchaseOrderNumber": "PO-1" }),
    )
    .expect(200);
    for (profile, body) in [
        (
            "billing",
            json!({ "address": get(&program, "legalbusiness")["address"] }),
        ),
        ("support", json!({ "telephone": "400 820 8820" })),
        ("organization", json!({})),
        ("legalbusiness", json!({})),
    ] {
        let page = put(&accountant, profile, &body);
        let wanted = if profile == "billing" { 200 } else { 403 };
        assert_eq!(page.status(), wanted, "{profile}");
    }
    let mut moved = get(&accountant, "billing");
    moved["address"] = json!({ "state": "JS", "city": "苏州", "region": "工业园区",
        "addressLine1": "星湖街 328 号", "postalCode": "215000" });
    assert_eq!(put(&accountant, "billing", &moved).status(), 403);
    app.drain();
}

fn two_people_do_not_overwrite_each_other(app: &TestApp) {
    let (partner, one) = partner(app);
    let other = app.browser_of(&app.colleague(&partner, AdminSetting::GlobalAdmin));
    let forms = [&one, &other].map(|browser| browser.open(SUPPORT).form(SUPPORT));
    let [first, second] = forms;
    let _ = first
        .fill("support_hours", "9:00–18:00")
        .submit()
        .expect(303);
    let stale = second.fill("support_hours", "8:00–20:00").submit();
    assert_eq!(stale.status(), 409);
    let page = one.open(PROFILE);
    assert!(page.text().contains("9:00–18:00") && !page.text().contains("8:00–20:00"));
    app.drain();
}
