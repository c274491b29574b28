//! A customer's own company: its agreement, its data, its domains, and a copy of everything.

use super::{Buyer, speaks};
use crate::english;
use app::orders::{self, NewOrder};
use app::subscriptions::{self, Patch, Wish};
use app::{Failure, customers};
use domain::selling::Reason;
use testkit::TestApp;

testkit::on_both! { TestApp from trading:
    the_customer_accepts_its_agreement_itself,
    company_data_flow_back_to_every_partner,
    a_domain_is_proved_and_used,
    a_copy_is_saved_also_while_everything_is_suspended,
}

fn the_customer_accepts_its_agreement_itself(app: &TestApp) {
    let partner = app.active_partner();
    let (_, seller) = app.sign_in(&partner.admin);
    let typed = crate::customers::typed("chenfan", "苏州晨帆贸易有限公司");
    let made = customers::create(app, &seller, &typed, "").unwrap();
    let admin = app.first_sign_in(&made.sign_in_name, &made.password.unwrap());
    let line = domain::orders::Line {
        number: 0,
        offer: crate::customer_pages::base(app).id,
        quantity: 2,
        friendly_name: String::new(),
        cycle: None,
        base: None,
    };
    let new = NewOrder {
        cycle: None,
        lines: vec![line],
    };
    let early = orders::place(app, &seller, made.customer, &new, "").unwrap_err();
    assert_eq!(crate::customers::reason(&early), Reason::AttestationMissing);
    let browser = english(app.browser_of(&admin));
    speaks(&browser, "/admin/agreement");
    browser.set_cookie("tongdao_language", "en");
    let page = browser.open("/admin/agreement").expect(200);
    assert!(
        page.text().contains("Nobody has accepted"),
        "{}",
        page.text()
    );
    let form = page.form("/admin/agreement");
    assert!(form.submit().expect(422).error_at("consent").is_some());
    let form = form.tick("consent");
    let done = form
        .submit()
        .leads_to("/admin/agreement?done=accepted")
        .follow()
        .expect(200);
    assert!(done.text().contains("Accepted here"), "{}", done.text());
    assert!(!done.has_form("/admin/agreement"));
    let again = form.put("request_id", "").submit();
    assert_eq!(again.status(), 409);
    let _ = orders::place(app, &seller, made.customer, &new, "").unwrap();
    // The partner reads that it was accepted, and has nothing to confirm.
    let owner = english(app.browser_of(&partner.admin));
    let page = owner.open(&format!("/customers/{}/account", made.customer));
    assert!(!page.has_form(&format!("/customers/{}/agreement", made.customer)));
    app.drain();
}

fn company_data_flow_back_to_every_partner(app: &TestApp) {
    let buyer = Buyer::of(app, "chenfan", 1);
    let browser = buyer.browser(app);
    const PAGE: &str = "/admin/organization";
    speaks(&browser, PAGE);
    browser.set_cookie("tongdao_language", "en");
    let form = browser.open(PAGE).expect(200).form(PAGE);
    let wrong = form
        .clone()
        .fill("company_name", "")
        .fill("city", "无锡")
        .submit()
        .expect(422);
    assert!(wrong.error_at("company_name").is_some());
    assert_eq!(wrong.form(PAGE).value("city"), "无锡");
    // Mail is not read with the seller.
    let domain = format!(
        "a@{}.{}",
        buyer.partner.company.prefix, app.programme.domain_suffix
    );
    let sellers = form.clone().fill("email", &domain).submit().expect(422);
    assert!(sellers.error_at("email").is_some());
    let changed = form.clone().fill("company_name", "苏州新帆贸易有限公司");
    let done = changed
        .submit()
        .leads_to("/admin/organization?done=edited")
        .follow()
        .expect(200);
    assert!(
        done.text().contains("苏州新帆贸易有限公司"),
        "{}",
        done.text()
    );
    // Whoever had the page open from before does not undo it.
    let stale = form.fill("city", "无锡").put("request_id", "").submit();
    assert_eq!(stale.status(), 409);
    let owner = english(app.browser_of(&buyer.partner.admin));
    assert!(
        owner
            .open("/customers")
            .text()
            .contains("苏州新帆贸易有限公司")
    );
    let (reader, _) = buyer.user(app, &browser, 1, "billing-admin");
    let reader = english(app.browser_of(&reader));
    let page = reader.open(PAGE).expect(200);
    assert!(!page.has_form(PAGE) && page.text().contains("Only a global admin"));
    assert_eq!(reader.post(PAGE, &[("version", "2")]).status(), 403);
    app.drain();
}

fn a_domain_is_proved_and_used(app: &TestApp) {
    let buyer = Buyer::of(app, "chenfan", 1);
    let browser = buyer.browser(app);
    const PAGE: &str = "/admin/domains";
    let form = browser.open(PAGE).expect(200).form(PAGE);
    let wrong = form
        .clone()
        .fill("domain", "no domain")
        .submit()
        .expect(422);
    assert!(wrong.error_at("domain").is_some());
    let page = form
        .fill("domain", "chenfan.example")
        .submit()
        .follow()
        .expect(200);
    let values = page.all(".dl .id");
    let at = values
        .iter()
        .position(|v| *v == "_tongdao.chenfan.example")
        .unwrap();
    let verify = format!("{PAGE}/chenfan.example/verify");
    assert_eq!(
        browser.post(&verify, &[]).location(),
        format!("{PAGE}?done=pending")
    );
    app.names.publish(&values[at], &[&values[at + 1]]);
    assert_eq!(
        browser.post(&verify, &[]).location(),
        format!("{PAGE}?done=verified")
    );
    let new = browser.open("/admin/users/new").expect(200);
    assert!(new.source().contains("chenfan.example"));
    // Neither the partner's page nor another customer's has it.
    let owner = app.browser_of(&buyer.partner.admin);
    assert!(
        !owner
            .open("/account/domains")
            .text()
            .contains("chenfan.example")
    );
    let (_, stranger) = super::customer(app, &buyer.seller(app), "otherco");
    let stranger = app.browser_of(&stranger);
    for act in ["verify", "primary", "remove"] {
        let place = format!("{PAGE}/chenfan.example/{act}");
        assert_eq!(stranger.post(&place, &[]).status(), 404, "{act}");
    }
    speaks(&browser, PAGE);
    let page = browser.post(&format!("{PAGE}/chenfan.example/remove"), &[]);
    assert_eq!(page.location(), format!("{PAGE}?done=removed"));
    app.drain();
}

fn a_copy_is_saved_also_while_everything_is_suspended(app: &TestApp) {
    let buyer = Buyer::of(app, "chenfan", 5);
    let browser = buyer.browser(app);
    const PAGE: &str = "/admin/export";
    let (_, path) = buyer.user(app, &browser, 1, "none");
    let form = browser.open(&path).form(&format!("{path}/licences"));
    assert_eq!(form.tick(&buyer.field()).submit().status(), 303);
    let seller = buyer.seller(app);
    let patch = Patch {
        status: Some(Wish::Suspended),
        ..Patch::default()
    };
    let changed =
        subscriptions::change(app, &seller, buyer.id, buyer.subscription, patch, None, "");
    changed.wait().unwrap();
    let page = browser.open(PAGE).expect(200);
    // Sixty days from the second of March.
    assert!(page.text().contains("1 May 2026"), "{}", page.text());
    let forms = page.forms(PAGE);
    assert_eq!(forms.len(), 3);
    let saved = forms[0].submit().expect(200);
    assert!(
        saved
            .header("content-disposition")
            .contains("company-data.json")
    );
    let copy = saved.json();
    assert_eq!(copy["company"]["id"], buyer.id.to_string());
    assert_eq!(copy["users"].as_array().unwrap().len(), 2);
    assert_eq!(copy["subscriptions"][0]["assigned"], 1);
    assert_eq!(copy["subscriptions"][0]["status"], "suspended");
    assert!(
        copy["log"]
            .as_array()
            .unwrap()
            .iter()
            .any(|r| !r["partner"].is_null())
    );
    let text = saved.source();
    for secret in ["argon2", "password_hash", "totp_secret", "unit_price"] {
        assert!(!text.contains(secret), "{secret}");
    }
    let users = forms[1].submit().expect(200).source();
    assert!(
        users.starts_with('\u{feff}') && users.contains("user1@chenfan"),
        "{users}"
    );
    let sold = forms[2].submit().expect(200).source();
    assert!(sold.contains("2026-05-01") && !sold.contains('¥'), "{sold}");
    assert_eq!(crate::audited(app, "centre.export", "succeeded"), 3);
    // Later the authenticator is asked for, and others have no copy.
    app.clock.pass(10 * 60 + 1);
    let asked = browser.open(PAGE).forms(PAGE)[0].submit().expect(403);
    assert!(asked.form(PAGE).has("reauth_code"));
    let manager = buyer.user(app, &browser, 2, "none").0;
    assert_eq!(app.browser_of(&manager).get(PAGE).status(), 403);
    let (_, request) = app.sign_in(&manager);
    let refused = app::centre::export::copy(app, &request, "all").unwrap_err();
    assert!(matches!(refused, Failure::NeedsRole(_)));
    browser.set_cookie("tongdao_language", "en");
    speaks(&browser, PAGE);
    app.drain();
}
