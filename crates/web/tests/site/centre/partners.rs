//! A customer's partners: who administers which service, taken, handed over, given again; and what
//! partners do on its behalf, in its log.

use super::{Buyer, speaks};
use crate::customer_pages::{base, order};
use crate::{at_once, count, english, logged};
use app::subscriptions::{self, Patch};
use app::{Request, relationships};
use domain::selling::Reason;
use std::collections::BTreeSet;
use testkit::{Browser, Partner, TestApp};
use uuid::Uuid;

testkit::on_both! { TestApp from trading:
    a_second_partner_replaces_the_first_only_where_the_customer_says_so,
    delegated_administration_is_taken_and_given_again,
    one_of_two_decisions_about_a_service_stands,
    those_who_may_not_decide_read,
    what_a_partner_does_is_in_both_logs,
}

const PAGE: &str = "/admin/partners";

/// The path of a partner's link.
fn link(app: &TestApp, request: &Request) -> String {
    let link = relationships::link(app, request).wait().unwrap();
    link.url
        .strip_prefix(testkit::PUBLIC_URL)
        .unwrap()
        .to_owned()
}

/// Accepts a partner, with some services of others.
fn accept(browser: &Browser, path: &str, replace: &[Uuid]) {
    let mut form = browser
        .open(path)
        .form("/admin/partner-invitation")
        .tick("consent");
    for service in replace {
        form = form.again("replace", &service.to_string());
    }
    let page = form.submit().leads_to("/admin/partners?done=accepted");
    let _ = page.follow().expect(200);
}

/// What the page says about a service.
fn holder(browser: &Browser, name: &str) -> String {
    let rows = browser.open(PAGE).all("#services tbody tr");
    rows.into_iter().find(|row| row.contains(name)).unwrap()
}

fn upgrade(app: &TestApp, buyer: &Buyer, request: &Request) -> Option<Reason> {
    let targets = subscriptions::upgrades(app, request, buyer.id, buyer.subscription);
    let targets = targets.wait().unwrap();
    targets.iter().map(|target| target.obstacle).next().unwrap()
}

fn delegated(app: &TestApp, partner: &Partner, buyer: &Buyer) -> bool {
    let (_, request) = app.sign_in(&partner.admin);
    app::customers::get(app, &request, buyer.id)
        .wait()
        .unwrap()
        .delegated
}

fn a_second_partner_replaces_the_first_only_where_the_customer_says_so(app: &TestApp) {
    let buyer = Buyer::of(app, "chenfan", 5);
    let second = app.active_partner();
    let (_, asks) = app.sign_in(&second.admin);
    let path = link(app, &asks);
    let browser = buyer.browser(app);
    let products = &app.programme.catalogue().products;
    let (one, other) = (&products[0], &products[1]);
    assert!(holder(&browser, &one.name.en).contains(&buyer.partner.company.name));
    accept(&browser, &path, &[one.id]);
    assert!(holder(&browser, &one.name.en).contains(&second.company.name));
    assert!(holder(&browser, &other.name.en).contains(&buyer.partner.company.name));
    assert!(delegated(app, &second, &buyer) && delegated(app, &buyer.partner, &buyer));
    app.drain();
    let told = app.mails("R03");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].recipient, buyer.partner.company.email);
    let log = |partner: &Partner, action| logged(app, Some(partner.tenant.0), action, "succeeded");
    let (first, act) = (&buyer.partner, "relationship.accept");
    assert_eq!((log(first, act), log(&second, act)), (0, 1));
    assert_eq!(log(first, "delegation.reduce"), 1);
    // The first one sold it and bills it, and cannot move it on any more.
    let seller = buyer.seller(app);
    assert_eq!(base(app).product, one.id);
    assert_eq!(
        upgrade(app, &buyer, &seller),
        Some(Reason::UpgradeNeedsDelegation)
    );
    let patch = Patch {
        quantity: Some(6),
        ..Patch::default()
    };
    let changed =
        subscriptions::change(app, &seller, buyer.id, buyer.subscription, patch, None, "");
    changed.wait().unwrap();
    // Both sell.
    let _ = order(app, &asks, buyer.id, other_offer(app), 1);
    let list = browser.open("/admin/subscriptions").expect(200).text();
    for name in [&buyer.partner.company.name, &second.company.name] {
        assert!(list.contains(name.as_str()), "{name}: {list}");
    }
    // Declining changes nothing.
    let third = app.active_partner();
    let (_, wants) = app.sign_in(&third.admin);
    let page = browser.open(&link(app, &wants)).expect(200);
    let page = page.form("/admin/partner-invitation/decline").submit();
    let page = page
        .leads_to("/admin/partners?done=declined")
        .follow()
        .expect(200);
    assert!(
        !page.text().contains(&third.company.name),
        "{}",
        page.text()
    );
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM customer_relation"), 2);
    for path in [PAGE, &path] {
        speaks(&browser, path);
    }
    app.drain();
}

/// Something else that stands by itself.
fn other_offer(app: &TestApp) -> Uuid {
    let offers = app.programme.catalogue().sold_on(app.today(), None);
    let own = base(app).id;
    let mut fits = offers.iter().filter(|offer| {
        !offer.is_trial()
            && !offer.is_add_on()
            && offer.id != own
            && offer.minimum == 1
            && offer.qualification == domain::catalogue::Qualification::None
    });
    fits.next().unwrap().id
}

fn delegated_administration_is_taken_and_given_again(app: &TestApp) {
    let buyer = Buyer::of(app, "chenfan", 5);
    let browser = buyer.browser(app);
    let seller = buyer.seller(app);
    assert_eq!(upgrade(app, &buyer, &seller), None);
    let events = [
        "dap-admin-relationship-terminated",
        "dap-admin-relationship-approved",
    ];
    let hook = app::integration::hooks::Wish {
        url: "https://events.contoso.cn/in".to_owned(),
        events: events.map(str::to_owned).to_vec(),
        ms_header: None,
    };
    app::integration::hooks::register(app, &seller, &hook, None, "").unwrap();
    let told = || {
        [
            "SELECT COUNT(*) AS n FROM hook_delivery
             WHERE event = 'dap-admin-relationship-terminated'",
            "SELECT COUNT(*) AS n FROM hook_delivery
             WHERE event = 'dap-admin-relationship-approved'",
        ]
        .map(|sql| crate::count(app, sql))
    };
    let take = format!("{PAGE}/{}/take", buyer.partner.tenant);
    let page = browser.open(PAGE).expect(200);
    let form = page.form(&take);
    // Nobody is ticked by accident: nothing ticked is nothing done.
    assert_eq!(form.clone().without("service").submit().status(), 409);
    let done = form
        .submit()
        .leads_to("/admin/partners?done=taken")
        .follow()
        .expect(200);
    assert!(
        done.text().contains("Delegated administration was removed"),
        "{}",
        done.text()
    );
    assert!(!done.has_form(&take) && done.text().contains("open its invitation again"));
    // Twice is once.
    assert_eq!(form.submit().status(), 303);
    assert!(!delegated(app, &buyer.partner, &buyer));
    assert_eq!(
        upgrade(app, &buyer, &seller),
        Some(Reason::UpgradeNeedsDelegation)
    );
    app.drain();
    assert_eq!(app.mails("R03").len(), 1);
    assert_eq!(told(), [1, 0]);
    // The relationship stands: its list, its subscription, its bill.
    let owner = english(app.browser_of(&buyer.partner.admin));
    assert!(owner.open("/customers").text().contains("chenfan"));
    // Asked again, accepted again.
    let path = link(app, &seller);
    let page = browser.open(&path).expect(200);
    assert!(
        page.text().contains("sells to your company already"),
        "{}",
        page.text()
    );
    accept(&browser, &path, &[]);
    assert!(delegated(app, &buyer.partner, &buyer));
    assert_eq!(told(), [1, 1]);
    // Each act is called in the partner's log what it is to the partner.
    let theirs = Some(buyer.partner.tenant.0);
    for action in ["delegation.take", "delegation.give"] {
        assert_eq!(logged(app, theirs, action, "succeeded"), 1, "{action}");
    }
    assert_eq!(upgrade(app, &buyer, &seller), None);
    // After ten minutes the authenticator is asked for.
    app.clock.pass(10 * 60 + 1);
    let form = browser.open(PAGE).form(&take);
    let asked = form.submit().expect(403);
    assert!(asked.form(&take).has("reauth_code"));
    app.drain();
}

fn one_of_two_decisions_about_a_service_stands(app: &TestApp) {
    let buyer = Buyer::of(app, "chenfan", 1);
    let (second, third) = (app.active_partner(), app.active_partner());
    let browser = buyer.browser(app);
    let service = app.programme.catalogue().products[0].id;
    for partner in [&second, &third] {
        let (_, asks) = app.sign_in(&partner.admin);
        accept(&browser, &link(app, &asks), &[]);
    }
    let (_, request) = app.sign_in(&buyer.admin);
    let hand = |to: &Partner| {
        let ticked = BTreeSet::from([service]);
        let (from, to) = (buyer.partner.tenant, Some(to.tenant));
        app::centre::partners::take(app, &request, from, &ticked, to, "").wait()
    };
    let outcomes = at_once(|| hand(&second).is_ok(), || hand(&third).is_ok());
    assert_eq!(outcomes.iter().filter(|ok| **ok).count(), 1, "{outcomes:?}");
    let rows = "SELECT COUNT(*) AS n FROM delegated_service WHERE partner_id IS NOT NULL";
    let services = i64::try_from(app.programme.catalogue().products.len()).unwrap();
    assert_eq!(count(app, rows), services);
    let moved = [&second, &third].map(|partner| delegated(app, partner, &buyer));
    assert_eq!(moved.iter().filter(|got| **got).count(), 1, "{moved:?}");
    // Some of many is less to one and the first to the other; the third reads nothing of it.
    let calls = |partner: &Partner| {
        ["take", "reduce", "give", "extend"].map(|act| {
            let action = format!("delegation.{act}");
            logged(app, Some(partner.tenant.0), &action, "succeeded")
        })
    };
    assert_eq!(calls(&buyer.partner), [0, 1, 0, 0]);
    for (partner, got) in [&second, &third].into_iter().zip(moved) {
        assert_eq!(calls(partner), [0, 0, usize::from(got), 0]);
    }
    // To whom it does not know, and to the one who has it, nothing goes.
    let stranger = app.active_partner();
    for to in [&stranger, &buyer.partner] {
        assert!(matches!(hand(to), Err(app::Failure::NotFound)));
    }
    app.drain();
}

fn those_who_may_not_decide_read(app: &TestApp) {
    let buyer = Buyer::of(app, "chenfan", 1);
    let second = app.active_partner();
    let (_, asks) = app.sign_in(&second.admin);
    let path = link(app, &asks);
    let browser = buyer.browser(app);
    let (billing, _) = buyer.user(app, &browser, 1, "billing-admin");
    let (plain, _) = buyer.user(app, &browser, 2, "none");
    let reader = english(app.browser_of(&billing));
    let take = format!("{PAGE}/{}/take", buyer.partner.tenant);
    let page = reader.open(PAGE).expect(200);
    assert!(!page.has_form(&take) && page.text().contains("Only a global admin"));
    let service = app.programme.catalogue().products[0].id.to_string();
    assert_eq!(reader.post(&take, &[("service", &service)]).status(), 403);
    assert_eq!(english(app.browser_of(&plain)).get(PAGE).status(), 403);
    // Whoever cannot accept is told whom to pass the link on to.
    for login in [&billing, &plain] {
        let page = english(app.browser_of(login)).open(&path).expect(200);
        assert!(
            page.text().contains("Only a global admin"),
            "{}",
            page.text()
        );
        assert!(!page.has_form("/admin/partner-invitation"));
        let token = path.rsplit('/').next().unwrap();
        let answer = [("consent", "yes"), ("token", token)];
        let browser = app.browser_of(login);
        for place in ["", "/decline"] {
            let place = format!("/admin/partner-invitation{place}");
            assert_eq!(browser.post(&place, &answer).status(), 403, "{place}");
        }
    }
    // Another customer's partners are its own.
    let seller = buyer.seller(app);
    let (_, stranger) = super::customer(app, &seller, "otherco");
    let stranger = english(app.browser_of(&stranger));
    accept(&stranger, &path, &[]);
    assert!(!browser.open(PAGE).text().contains(&second.company.name));
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM customer_relation"), 3);
    app.drain();
}

fn what_a_partner_does_is_in_both_logs(app: &TestApp) {
    let buyer = Buyer::of(app, "chenfan", 5);
    let browser = buyer.browser(app);
    let seller = buyer.seller(app);
    let patch = Patch {
        quantity: Some(7),
        ..Patch::default()
    };
    let changed =
        subscriptions::change(app, &seller, buyer.id, buyer.subscription, patch, None, "");
    changed.wait().unwrap();
    let _ = buyer.user(app, &browser, 1, "none");
    let log = browser.open("/admin/security").expect(200).text();
    for wanted in [
        "Units: 5 -> 7",
        "Subscription changed",
        "User added",
        "on behalf of your company",
    ] {
        assert!(log.contains(wanted), "{wanted}: {log}");
    }
    let theirs = browser.open("/admin/security?show=partners").expect(200);
    let rows = theirs.all(".tbl tbody tr");
    assert!(
        rows.iter()
            .all(|row| row.contains(&buyer.partner.company.name)),
        "{rows:?}"
    );
    assert!(
        rows.iter().any(|row| row.contains("Units: 5 -> 7")),
        "{rows:?}"
    );
    assert!(!theirs.text().contains("User added"), "{}", theirs.text());
    // Nothing about money, and of an order not its lines: they are the partner's.
    let entries = "SELECT COUNT(*) AS n FROM audit_entry WHERE detail LIKE '%on_behalf_by%'
        AND (detail LIKE '%\"lines\"%' OR detail LIKE '%price%' OR detail LIKE '%total%'
            OR detail LIKE '%amount%')";
    assert_eq!(count(app, entries), 0);
    // The table has the same and begins with the mark of UTF-8.
    let table = browser
        .get("/admin/security/export?show=partners")
        .expect(200);
    assert!(
        table
            .header("content-disposition")
            .contains("security-log.csv")
    );
    assert!(table.source().starts_with('\u{feff}') && table.source().contains("5 -> 7"));
    // Days nothing was done in.
    let empty = browser
        .open("/admin/security?from=2020-01-01&until=2020-01-02")
        .expect(200);
    assert!(
        empty.text().contains("Nothing was done in these days"),
        "{}",
        empty.text()
    );
    // What a partner was refused is its own business.
    let patch = Patch {
        quantity: Some(0),
        ..Patch::default()
    };
    let refused =
        subscriptions::change(app, &seller, buyer.id, buyer.subscription, patch, None, "");
    assert!(refused.wait().is_err());
    let again = browser
        .open("/admin/security?show=partners")
        .all(".tbl tbody tr");
    assert_eq!(again.len(), rows.len());
    // Another customer of the same partner reads nothing of it.
    let (_, stranger) = super::customer(app, &seller, "otherco");
    let stranger = english(app.browser_of(&stranger));
    assert!(!stranger.open("/admin/security").text().contains("5 -> 7"));
    // The customer's decisions are in the partner's log too.
    let take = format!("{PAGE}/{}/take", buyer.partner.tenant);
    let form = browser.open(PAGE).form(&take);
    assert_eq!(form.submit().status(), 303);
    let both = "SELECT COUNT(*) AS n FROM audit_entry WHERE action = 'delegation.take'
        AND outcome = 'succeeded'";
    assert_eq!(count(app, both), 2);
    speaks(&browser, "/admin/security");
    app.drain();
}
