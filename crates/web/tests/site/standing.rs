//! Partners are suspended, restored and ended by the operator, and what that means for them.

use crate::customer_pages::{base, customer, order};
use crate::{at_once, audited, count, english};
use app::Failure;
use app::customers;
use domain::caller::StaffRole;
use domain::selling::Reason;
use testkit::{Browser, Page, Partner, TestApp};

testkit::on_both! { TestApp from trading:
    a_suspended_partner_takes_on_nothing_and_keeps_what_it_has,
    ending_takes_two_people_and_thirty_days,
    a_partner_that_ends_takes_its_sandbox_with_it,
    what_is_wrong_is_told_and_nothing_typed_is_lost,
    an_old_proof_of_identity_does_not_suffice,
}

fn desk(app: &TestApp, name: &str) -> Browser {
    english(app.browser_of(&app.member_of_staff(name, &[StaffRole::BillingOperator])))
}

fn path(partner: &Partner) -> String {
    format!("/ops/partners/{}", partner.tenant)
}

fn act(browser: &Browser, path: &str, act: &str, fields: &[(&str, &str)]) -> Page {
    let mut form = browser.open(path).form(&format!("{path}/{act}"));
    for (name, value) in fields {
        form = form.put(name, value);
    }
    form.submit()
}

fn domain_of(app: &TestApp, partner: &Partner) -> String {
    let prefix = &partner.company.prefix;
    format!("{prefix}.{}", app.programme.domain_suffix)
}

fn status(app: &TestApp) -> String {
    let sql = "SELECT status AS t FROM partner ORDER BY signed_at LIMIT 1";
    app.read(move |tx| Ok(tx.query_one::<String>(sql, &[])?))
        .wait()
        .unwrap()
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> Reason {
    match outcome {
        Err(Failure::Refused(refusals)) => refusals[0].reason,
        other => panic!("{other:?}"),
    }
}

fn a_suspended_partner_takes_on_nothing_and_keeps_what_it_has(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let buyer = customer(app, &request, "chenfan", "苏州晨帆贸易有限公司");
    let subscription = order(app, &request, buyer, base(app).id, 10);
    let (staff, path) = (desk(app, "desk-one"), path(&partner));
    let why = "Bills are overdue by a month";
    let fields = [("cause", "payment"), ("suspend_reason", why)];
    let form = staff.open(&path).form(&format!("{path}/suspend"));
    let form = form.put("cause", "payment").put("suspend_reason", why);
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.status(), two.status()], [303; 2], "{}", two.text());
    assert_eq!(status(app), "suspended-payment");
    assert_eq!(audited(app, "partner.suspend", "succeeded"), 1);
    let history = staff.open(&path).all("#standing li");
    assert!(
        history.len() == 1 && history[0].contains(why),
        "{history:?}"
    );
    app.drain();
    let mail = app.mails("PARTNER-SUSPENDED");
    assert_eq!(mail.len(), 1);
    assert!(mail[0].body.as_deref().unwrap().contains(why));
    // What it may not.
    let (_, request) = app.sign_in(&partner.admin);
    let new = crate::customers::typed("lancheng", "杭州联橙数智科技有限公司");
    let made = customers::create(app, &request, &new, "");
    assert_eq!(refused(made), Reason::PartnerSuspended);
    let browser = english(app.browser_of(&partner.admin));
    let at = format!("/customers/{buyer}/subscriptions/{subscription}");
    let words = browser.open(&at).text();
    assert!(words.contains("Your company is suspended"), "{words}");
    assert!(
        browser
            .open("/dashboard/overview")
            .text()
            .contains("See what is due")
    );
    // What it may.
    let account = format!("/customers/{buyer}/account");
    let form = browser.open(&account).form(&account).fill("city", "无锡");
    assert_eq!(form.submit().status(), 303);
    let form = browser.open(&at).form(&format!("{at}/name"));
    assert_eq!(form.put("name", "Office").submit().status(), 303);
    // Stale: somebody acted in between. Twice for the same cause: not offered.
    let late = form_of(&staff, &path, "restore");
    assert_eq!(
        act(
            &staff,
            &path,
            "restore",
            &[("restore_reason", "Everything was paid")]
        )
        .status(),
        303
    );
    let stale = late
        .put("restore_reason", "Everything was paid")
        .put("request_id", "late");
    assert_eq!(stale.submit().status(), 409);
    assert_eq!(status(app), "active");
    app.drain();
    assert_eq!(app.mails("PARTNER-RESTORED").len(), 1);
    let (_, request) = app.sign_in(&partner.admin);
    assert!(customers::create(app, &request, &new, "").is_ok());
    let browser = english(app.browser_of(&partner.admin));
    assert!(
        !browser
            .open("/dashboard/overview")
            .text()
            .contains("is suspended")
    );
    // Only those it is for.
    for role in [
        StaffRole::Reviewer,
        StaffRole::Auditor,
        StaffRole::PlatformAdmin,
    ] {
        let other = app.browser_of(&app.staff(role));
        assert!(
            !other.open(&path).has_form(&format!("{path}/suspend")),
            "{role:?}"
        );
        assert_eq!(
            other.post(&format!("{path}/suspend"), &fields).status(),
            403
        );
    }
}

fn form_of(browser: &Browser, path: &str, act: &str) -> testkit::Form {
    browser.open(path).form(&format!("{path}/{act}"))
}

fn ending_takes_two_people_and_thirty_days(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let _ = customer(app, &request, "chenfan", "苏州晨帆贸易有限公司");
    let (one, two) = (desk(app, "desk-one"), desk(app, "desk-two"));
    let (path, domain) = (path(&partner), domain_of(app, &partner));
    let why = "Misuse in three cases";
    let fields = [("domain", domain.as_str()), ("terminate_reason", why)];
    let proposed = act(&one, &path, "terminate", &fields).expect(303).follow();
    assert!(proposed.text().contains("A second person must agree"));
    assert_eq!(status(app), "active", "nothing has changed");
    // Not by the same person, and not twice.
    assert!(!proposed.has_form(&format!("{path}/terminate/approve")));
    assert!(!proposed.has_form(&format!("{path}/terminate")));
    let form = form_of(&two, &path, "terminate/approve");
    let (seen, proposal) = (
        form.value("seen").to_owned(),
        form.value("proposal").to_owned(),
    );
    let own = [("seen", seen.as_str()), ("proposal", proposal.as_str())];
    assert_eq!(
        one.post(&format!("{path}/terminate/approve"), &own)
            .status(),
        409
    );
    // Declined, then proposed again and agreed to, once.
    let _ = act(&two, &path, "terminate/decline", &[]).expect(303);
    let _ = act(&one, &path, "terminate", &fields).expect(303);
    let form = form_of(&two, &path, "terminate/approve");
    let [first, second] = at_once(|| form.submit(), || form.submit());
    assert_eq!([first.status(), second.status()], [303; 2]);
    assert_eq!(status(app), "terminating");
    app.tick();
    app.drain();
    assert_eq!(app.mails("PARTNER-ENDS").len(), 1);
    assert_eq!(app.mails("PARTNER-LEAVES").len(), 1);
    app.tick();
    app.drain();
    assert_eq!(app.mails("PARTNER-LEAVES").len(), 1, "told once");
    let (_, request) = app.sign_in(&partner.admin);
    let new = crate::customers::typed("lancheng", "杭州联橙数智科技有限公司");
    let made = customers::create(app, &request, &new, "");
    assert_eq!(refused(made), Reason::NotAPartner);
    assert!(
        customers::list(app, &request, customers::Search::All, None, 0)
            .wait()
            .is_ok()
    );
    // It is over after the last day, not before.
    app.clock.pass(29 * 86_400);
    app.tick();
    assert_eq!(status(app), "terminating");
    app.clock.pass(86_400);
    app.tick();
    app.tick();
    assert_eq!(status(app), "terminated");
    assert_eq!(audited(app, "partner.end", "succeeded"), 1);
    app.drain();
    assert_eq!(app.mails("PARTNER-ENDED").len(), 1);
    let browser = english(app.browser_of(&partner.admin));
    assert!(
        browser
            .open("/dashboard/overview")
            .text()
            .contains("Your partnership has ended")
    );
    // There is no way back.
    let page =
        english(app.browser_of(&app.member_of_staff("desk-one", &[StaffRole::BillingOperator])));
    let page = page.open(&path);
    for act in ["suspend", "restore", "terminate"] {
        assert!(!page.has_form(&format!("{path}/{act}")), "{act}");
    }
}

fn a_partner_that_ends_takes_its_sandbox_with_it(app: &TestApp) {
    let (partner, other) = (app.active_partner(), app.active_partner());
    let login =
        |of: &Partner| crate::sandbox_accounts::signed_in(app, &app.browser_of(&of.admin)).1;
    let (own, others) = (login(&partner), login(&other));
    let path = path(&partner);
    let domain = domain_of(app, &partner);
    let fields = [
        ("domain", domain.as_str()),
        ("terminate_reason", "Misuse in three cases"),
    ];
    let _ = act(&desk(app, "desk-one"), &path, "terminate", &fields).expect(303);
    let _ = act(&desk(app, "desk-two"), &path, "terminate/approve", &[]).expect(303);
    let sells = |login| app.browser_of(login).get("/customers").status();
    assert_eq!([sells(&own), sells(&others)], [200, 200], "not yet");
    app.clock.pass(30 * 86_400);
    app.tick();
    let ended = "SELECT COUNT(*) AS n FROM partner WHERE status = 'terminated'";
    assert_eq!(count(app, ended), 2);
    assert_eq!([sells(&own), sells(&others)], [409, 200]);
}

fn what_is_wrong_is_told_and_nothing_typed_is_lost(app: &TestApp) {
    let partner = app.active_partner();
    let (staff, path) = (desk(app, "desk-one"), path(&partner));
    let page = act(&staff, &path, "suspend", &[("suspend_reason", "no")]).expect(422);
    assert!(page.error_at("cause").is_some() && page.error_at("suspend_reason").is_some());
    assert_eq!(
        page.form(&format!("{path}/suspend"))
            .value("suspend_reason"),
        "no"
    );
    let page = act(
        &staff,
        &path,
        "terminate",
        &[
            ("domain", "other.example"),
            ("terminate_reason", "Misuse in three cases"),
        ],
    );
    let page = page.expect(422);
    assert!(
        page.error_at("domain")
            .unwrap()
            .contains(&domain_of(app, &partner))
    );
    let form = page.form(&format!("{path}/terminate"));
    assert_eq!(form.value("terminate_reason"), "Misuse in three cases");
    // An end that was decided can be taken back while its days run.
    let domain = domain_of(app, &partner);
    let _ = form.put("domain", &domain).submit().expect(303);
    let _ = act(&desk(app, "desk-two"), &path, "terminate/approve", &[]).expect(303);
    let _ = act(
        &staff,
        &path,
        "restore",
        &[("restore_reason", "They came to an agreement")],
    )
    .expect(303);
    app.clock.pass(40 * 86_400);
    app.tick();
    assert_eq!(status(app), "active");
    assert_eq!(
        count(app, "SELECT COUNT(*) AS n FROM partner_act WHERE telling"),
        0
    );
    let staff = desk(app, "desk-one");
    for language in ["zh-Hans", "zh-Hant", "en"] {
        staff.set_cookie("tongdao_language", language);
        assert!(!staff.open(&path).source().contains('⟦'), "{language}");
    }
}

fn an_old_proof_of_identity_does_not_suffice(app: &TestApp) {
    let partner = app.active_partner();
    let (staff, path) = (desk(app, "desk-one"), path(&partner));
    let form = form_of(&staff, &path, "suspend");
    let form = form
        .put("cause", "abuse")
        .put("suspend_reason", "Misuse in three cases");
    app.clock.pass(11 * 60);
    let page = form.submit();
    assert_eq!(page.status(), 403, "{}", page.text());
    assert!(
        page.has_form(&format!("{path}/suspend")),
        "it asks for a code"
    );
    assert_eq!(status(app), "active");
}
